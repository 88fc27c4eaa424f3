"""Decisions: appended, never lost, never taken for what they are not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from nlp.annotation.log import StaleDecision, annotators, append, decisions_file, read_decisions
from nlp.annotation.records import WHOLE, Decision, annotator_name
from nlp.annotation.standing import is_done, last, latest, of_document
from nlp.errors import UsageError
from support import ROOT

EVENT = {"type": "deal", "kind": "license", "realis": "actual"}
ACCEPT = Decision("accept", "ann", "a.txt", "00", key="e1", event=EVENT, was=EVENT, rule="deal.x")


def test_what_was_decided_is_read_back_as_it_was(tmp_path: Path) -> None:
    spans = {"asset": ((3, 9), (12, 14))}
    decided = [
        append(tmp_path, ACCEPT),
        append(tmp_path, Decision("add", "ann", "a.txt", "00", event=EVENT, spans=spans, note="seen in the table")),
        append(tmp_path, Decision("done", "ann", "a.txt", "00")),
        append(tmp_path, Decision("reject", "bob", "b.txt", "00", key="e2", was=EVENT)),
    ]
    assert read_decisions(tmp_path) == decided
    assert read_decisions(tmp_path, "ann") == decided[:3]
    assert annotators(tmp_path) == ["ann", "bob"]
    assert [one.key for one in decided] == ["e1", decided[1].id, WHOLE, "e2"]
    assert len({one.id for one in decided}) == 4
    assert all(one.at.endswith("+00:00") for one in decided)


def test_a_decision_made_on_an_old_page_is_refused_and_written_nowhere(tmp_path: Path) -> None:
    first = append(tmp_path, ACCEPT)
    other = append(tmp_path, replace(ACCEPT, action="reject", after=first.id))
    before = decisions_file(tmp_path, "ann").read_bytes()
    for stale in (None, first.id, "unknown"):
        with pytest.raises(StaleDecision, match="decided on elsewhere meanwhile") as caught:
            append(tmp_path, replace(ACCEPT, after=stale))
        assert caught.value.standing == other
    assert decisions_file(tmp_path, "ann").read_bytes() == before


def test_undo_brings_back_what_stood_before(tmp_path: Path) -> None:
    def undo() -> None:
        newest = last(read_decisions(tmp_path))
        assert newest is not None
        append(tmp_path, replace(newest, action="undo", after=newest.id, event=None, was=None))

    def stands() -> list[str]:
        return [one.action for one in latest(read_decisions(tmp_path)).values()]

    first = append(tmp_path, ACCEPT)
    append(tmp_path, replace(ACCEPT, action="reject", after=first.id))
    append(tmp_path, Decision("add", "ann", "a.txt", "00", event=EVENT))
    seen = [stands()]
    for _ in range(3):
        undo()
        seen.append(stands())
    assert seen == [["reject", "add"], ["reject"], ["accept"], []]
    assert last(read_decisions(tmp_path)) is None
    assert len(read_decisions(tmp_path)) == 6  # nothing is ever taken out


def test_a_document_is_done_until_it_is_opened_again(tmp_path: Path) -> None:
    def state() -> tuple[bool, list[str]]:
        standing = latest(read_decisions(tmp_path))
        return is_done(standing, "a.txt"), list(of_document(standing, "a.txt"))

    append(tmp_path, ACCEPT)
    done = append(tmp_path, Decision("done", "ann", "a.txt", "00"))
    assert state() == (True, ["e1"])
    append(tmp_path, Decision("reopen", "ann", "a.txt", "00", after=done.id))
    assert state() == (False, ["e1"])


def test_a_line_cut_off_by_a_crash_is_left_out_and_given_way_to(tmp_path: Path) -> None:
    first = append(tmp_path, ACCEPT)
    path = decisions_file(tmp_path, "ann")
    path.write_bytes(path.read_bytes() + b'{"action":"rej')
    assert read_decisions(tmp_path) == [first]
    second = append(tmp_path, replace(ACCEPT, action="reject", after=first.id))
    assert read_decisions(tmp_path) == [first, second]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "line 2: found broken JSON"),
        (b"[]", "line 2: found a JSON list, expected a decision"),
        (b'{"action":"accept"}', "line 2: found a decision with no annotator, doc_id, sha256, at, id"),
        (b'{"actoin":"accept"}', "line 2: found a decision with unknown fields actoin"),
        (
            b'{"action":"accpt","annotator":"a","doc_id":"d","sha256":"0","at":"t","id":"1"}',
            "line 2: found a decision with action 'accpt', expected one of accept, reject",
        ),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: bytes, problem: str) -> None:
    append(tmp_path, ACCEPT)
    path = decisions_file(tmp_path, "ann")
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(UsageError) as caught:
        read_decisions(tmp_path)
    assert str(caught.value).startswith(f"{path}, {problem}")


@pytest.mark.parametrize("name", ["", "../ann", "a/b", "a.b", "-ann", "ann bob", "x" * 41, "ann\n"])
def test_a_name_that_could_be_a_path_is_no_annotators(name: str) -> None:
    with pytest.raises(UsageError, match="expected 1 to 40 letters"):
        annotator_name(name)


def _add(folder: str) -> None:
    for number in range(20):
        append(Path(folder), Decision("add", "ann", "a.txt", "00", event=EVENT, note=str(number)))


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(_add, [str(tmp_path)] * 4))
    decided = read_decisions(tmp_path)
    assert len({one.id for one in decided}) == len(decided) == 80


_ENDLESS = """
import sys
from pathlib import Path
from nlp.annotation.log import append
from nlp.annotation.records import Decision
while True:
    print(append(Path(sys.argv[1]), Decision("add", "ann", "a.txt", "00", event={"type": "deal"})).id, flush=True)
"""


def test_what_was_confirmed_is_there_after_a_kill(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ENDLESS, str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    confirmed = [process.stdout.readline().decode().strip()]
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGKILL)
    confirmed += process.stdout.read().decode().splitlines()
    process.wait()
    kept = [one.id for one in read_decisions(tmp_path)]
    assert kept[: len(confirmed)] == confirmed
    assert len(kept) - len(confirmed) <= 1  # one may have been written and not yet told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot write the decision to"):
        append(tmp_path, ACCEPT)


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "decisions").write_text("")
    with pytest.raises(UsageError, match="cannot write the decision to"):
        append(tmp_path, ACCEPT)
