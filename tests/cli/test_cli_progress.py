"""How a run is going, on standard error."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from nlp.cli import progress
from nlp.cli.progress import Log, Pace, clock
from nlp.engine import Progress
from support import Program

GOOD = "Norvane Therapeutics Initiates Phase 1 Trial of NRV-210 in Asthma\n\nThe trial of NRV-210 has begun.\n"


def test_the_log_tells_start_failures_and_end_as_json(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b\n.txt").write_text("")
    done = program("a.txt", "b\n.txt", "missing", "-o", "out", "--log-json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    start, *failed, end = [orjson.loads(line) for line in done.stderr.splitlines()]
    assert all(line.pop("seconds") >= 0 for line in (start, *failed, end))
    empty, nothing = "found an empty file, expected a release", "found nothing at missing, expected a file or a folder"
    reasons = [{"doc_id": "b\n.txt", "error": empty}, {"doc_id": "missing", "error": nothing}]
    assert all(line.pop("took") >= 0 for line in failed)
    assert (start, failed) == ({"event": "start", "total": 3}, [{"event": "failed", **reason} for reason in reasons])
    slowest = end.pop("slowest")
    assert {line["doc_id"] for line in slowest} == {"a.txt", "b\n.txt", "missing"}
    assert [line["took"] for line in slowest] == sorted((line["took"] for line in slowest), reverse=True)
    assert end == {"event": "end", "documents": 3, "events": 1, "kept": 0, "failed": reasons}


def test_the_log_tells_progress_every_so_often(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    log = Log()
    log.begin(100)
    for number in range(30):
        now[0] += 0.5
        log.done(Progress(str(number), "broken" if number == 3 else None, 0.5, kept=False))
    lines = [orjson.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["start", "failed", "progress"]
    assert lines[-1] == {
        "event": "progress", "seconds": 10.0, "done": 20, "failed": 1, "total": 100, "rate": 2.0, "left": 40,
    }  # fmt: skip


def test_the_rate_leaves_out_what_an_earlier_run_has_done(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    pace = Pace()
    pace.total = 200
    for _ in range(100):
        pace.count(Progress("a", None, 0.1, kept=True))
    assert (pace.rate(), pace.left()) == (0.0, None)
    now[0] = 10.0
    for _ in range(20):
        pace.count(Progress("a", None, 0.1, kept=False))
    assert (pace.rate(), pace.left()) == (2.0, 40.0)


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (59.6, "1:00"), (3599, "59:59"), (36_061, "10:01:01")])
def test_times_as_people_read_them(seconds: float, words: str) -> None:
    assert clock(seconds) == words


def test_a_person_sees_how_far_it_is_and_what_was_slow_and_failed(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(GOOD)
    (tmp_path / "empty.txt").write_text("")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "nlp.cli", ".", "-o", "out"]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "150", "TERM": "xterm"}
    seen = b""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, cwd=tmp_path, env=environment):
        os.close(theirs)
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            seen += part
    os.close(ours)
    words = seen.decode()
    assert "of 31 documents, " in words
    assert " a second" in words
    end = words[words.index("30 events of 30 documents in out/, 1 could not be read") :]
    assert "slowest: " in end
    assert "failed: empty.txt: found an empty file, expected a release" in end
