"""A document that hangs, fills the memory or kills its process costs itself and nothing else."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from pathlib import Path

import orjson
import pytest

from nlp.engine import Limits, crew, extract
from nlp.engine.outcome import Outcome
from nlp.engine.worker import Settings, Worker
from nlp.records import Document, FailedDocument

GOOD = "Norvane Therapeutics Initiates Phase 1 Trial of NRV-210 in Asthma\n\nThe trial of NRV-210 has begun.\n"
LONG = "took longer than 2 s, expected at most that (--timeout)"
LARGE = "needed more than 200 MB of memory, expected at most that (--max-memory)"
KILLED = "the process that read it died twice (SIGKILL; out of memory?), expected it to be read"
CRASHED = "the process that read it died twice (SIGSEGV), expected it to be read"
LIMITS = Limits(timeout=2, max_memory=200)


class Hurt(Worker):
    """A worker whom some words hurt."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.parent = os.getpid()

    def __call__(self, item: Document | FailedDocument) -> Outcome:
        """What the last word of the text says."""
        assert os.getpid() != self.parent, "a document was read in the parent"
        word = item.text.split()[-1] if isinstance(item, Document) else ""
        if word == "HANG":
            time.sleep(60)
        if word == "FILL":
            bytearray(300_000_000)
        faulthandler.disable()  # pytest has switched it on
        if word in ("SIGKILL", "SIGSEGV"):
            os.kill(os.getpid(), signal.Signals[word])
        once = Path(word)
        if once.is_absolute() and not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(item)


@pytest.fixture
def hurt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "Worker", Hurt)


def lines(out: Path) -> dict[str, tuple[str, str | None]]:
    found = [orjson.loads(line) for line in (out / "documents.jsonl").read_bytes().splitlines()]
    return {line["doc_id"]: (line["status"], line["error"]) for line in found}


@pytest.mark.usefixtures("hurt")
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_bad_document_is_listed_with_its_reason_and_the_others_of_its_batch_are_read(
    tmp_path: Path, jobs: int
) -> None:
    (tmp_path / "in").mkdir()
    words = {"02": "HANG", "05": "FILL", "06": "SIGKILL", "07": "SIGSEGV", "11": str(tmp_path / "once")}
    for number in range(20):
        name = f"{number:02}"
        (tmp_path / "in" / f"{name}.txt").write_text(f"{GOOD}{words.get(name, '')}")
    summary = extract([tmp_path / "in"], tmp_path / "out", jobs=jobs, limits=LIMITS)
    bad = {"02.txt": LONG, "05.txt": LARGE, "06.txt": KILLED, "07.txt": CRASHED}
    expected = {
        f"{number:02}.txt": ("failed", bad[f"{number:02}.txt"]) if f"{number:02}.txt" in bad else ("ok", None)
        for number in range(20)
    }
    assert lines(tmp_path / "out") == expected
    assert list(lines(tmp_path / "out")) == sorted(expected)
    assert summary.failed == tuple(bad.items())
    assert summary.count == len(summary.events) == 16
    assert summary.slowest[0][0] == "02.txt"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["documents.jsonl", "events.jsonl"]


@pytest.mark.usefixtures("hurt")
def test_the_bytes_do_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number:02}.txt").write_text(GOOD + ("HANG" if number in (1, 2) else ""))
    for jobs in (1, 2):
        extract([tmp_path / "in"], tmp_path / f"out{jobs}", jobs=jobs, limits=Limits(timeout=1))
    for name in ("documents.jsonl", "events.jsonl"):
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes()


@pytest.mark.usefixtures("hurt")
def test_lines_of_jsonl_fail_by_their_own_id_packed_or_not(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "in").mkdir()
    words = {1: "SIGKILL", 3: "HANG"}
    records = [{"id": f"lead-{n}", "text": f"{GOOD}{words.get(n, '')}"} for n in range(5)]
    data = b"".join(orjson.dumps(record) + b"\n" for record in records)
    (tmp_path / "in" / "a.jsonl").write_bytes(data)
    (tmp_path / "in" / "b.jsonl.gz").write_bytes(gzip.compress(data.replace(b"lead-", b"packed-"), mtime=0))
    extract([tmp_path / "in"], tmp_path / "out", limits=LIMITS)
    told = {1: ("failed", KILLED), 3: ("failed", LONG)}
    expected = {f"{kind}-{n}": told.get(n, ("ok", None)) for kind in ("lead", "packed") for n in range(5)}
    assert lines(tmp_path / "out") == expected


@pytest.mark.usefixtures("hurt")
def test_without_a_limit_a_slow_document_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    (tmp_path / "a.txt").write_text(f"{GOOD}HANG")
    extract([tmp_path / "a.txt"], tmp_path / "out", limits=Limits(timeout=0, max_memory=0))
    assert lines(tmp_path / "out") == {"a.txt": ("ok", None)}


def test_processes_are_replaced_after_many_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_MOST_DOCUMENTS", 8)
    started = []
    start = crew.Crew._start
    monkeypatch.setattr(crew.Crew, "_start", lambda self: started.append(1) or start(self))
    (tmp_path / "in").mkdir()
    for number in range(30):
        (tmp_path / "in" / f"{number:02}.txt").write_text(GOOD)
    assert extract([tmp_path / "in"], tmp_path / "out", jobs=1).count == 30
    assert len(started) == 4
