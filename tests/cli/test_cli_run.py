"""A run from outside: statuses, streams, and the same bytes whatever the surroundings are."""

from __future__ import annotations

import gzip
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest

from support import Program

FORMATS = ("--format", "csv", "--format", "parquet", "--format", "html", "--format", "spacy")
RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-210 in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient
in its Phase 2 BREEZE trial of NRV-210 in severe asthma.
"""


def read_lines(path: Path) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A folder with documents of several kinds, more than one batch of them."""
    folder = tmp_path_factory.mktemp("mixed")
    for path in corpus.glob("*.txt"):
        shutil.copy(path, folder)
    (folder / "below").mkdir()
    (folder / "below" / "a.txt.gz").write_bytes(gzip.compress(RELEASE.encode(), mtime=0))
    lines = [{"id": f"lead-{n:02}", "text": RELEASE.replace("NRV-210", f"NRV-{n + 300}")} for n in range(20)]
    (folder / "leads.jsonl").write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, mixed: Path, program: Program) -> dict[str, bytes]:
    """Every output of `mixed`, from a plain run."""
    out = tmp_path_factory.mktemp("expected") / "out"
    answer = program(mixed, "-o", out, *FORMATS)
    assert answer.returncode == 1  # empty.txt
    return contents(out)


def test_a_good_run_is_silent_where_nobody_looks(program: Program, tmp_path: Path, corpus: Path) -> None:
    answer = program(corpus, "-o", tmp_path / "out")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"", b"")
    documents = read_lines(tmp_path / "out" / "documents.jsonl")
    assert [(line["doc_id"], line["status"], line["error"]) for line in documents] == [
        ("002_c871250a8ed193be.txt", "ok", None),
        ("003_8c8317d8b09a272c.txt", "ok", None),
    ]
    assert sorted(contents(tmp_path / "out")) == ["documents.jsonl", "events.jsonl"]


def test_out_is_the_default_folder(program: Program, tmp_path: Path, corpus: Path) -> None:
    assert program(corpus, cwd=tmp_path).returncode == 0
    assert sorted(contents(tmp_path)) == ["out/documents.jsonl", "out/events.jsonl"]


def test_standard_input_is_a_document(program: Program, tmp_path: Path) -> None:
    assert program("-", "-o", tmp_path, stdin=RELEASE.encode()).returncode == 0
    (event,) = read_lines(tmp_path / "events.jsonl")
    assert (event["doc_id"], event["type"], event["status"]) == ("-", "trial_status", "initiated")


def test_events_stand_in_the_order_of_document_and_first_mention(expected: dict[str, bytes]) -> None:
    events = [orjson.loads(line) for line in expected["events.jsonl"].splitlines()]
    places = [(event["doc_id"], event["mentions"][0]["start"]) for event in events]
    assert places == sorted(places)
    documents = [orjson.loads(line)["doc_id"] for line in expected["documents.jsonl"].splitlines()]
    assert documents == sorted(documents)
    assert len(documents) == 24


def test_every_format_is_written_and_holds_every_event(expected: dict[str, bytes]) -> None:
    names = {name for name in expected if not name.startswith("html/")}
    assert names == {"docs.spacy", "documents.jsonl", "events.csv", "events.jsonl", "events.parquet"}
    assert sum(name.startswith("html/") for name in expected) == 23 + 1  # the documents that were read, and the index


@pytest.mark.parametrize(
    ("options", "surroundings"),
    [
        ((), {}),
        (("--jobs", "2"), {}),
        (("--jobs", "3", "--quiet"), {"PYTHONHASHSEED": "1"}),
        ((), {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}),
        ((), {"TZ": "America/Anchorage", "LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONHASHSEED": "7"}),
    ],
)
def test_the_bytes_do_not_depend_on_jobs_hash_seed_time_zone_or_locale(
    program: Program,
    tmp_path: Path,
    mixed: Path,
    expected: dict[str, bytes],
    options: tuple[str, ...],
    surroundings: dict[str, str],
) -> None:
    answer = program(mixed, "-o", tmp_path, *FORMATS, *options, env=surroundings)
    assert answer.returncode == 1
    found = contents(tmp_path)
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


def test_output_inside_the_folder_that_is_read_is_not_read_again(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RELEASE)
    options = (".", "-o", "out", "--format", "html", "--format", "csv")
    assert program(*options, cwd=tmp_path).returncode == 0
    first = contents(tmp_path / "out")
    assert program(*options, cwd=tmp_path).returncode == 0
    assert contents(tmp_path / "out") == first


def test_a_person_at_a_terminal_sees_the_events_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RELEASE + "\x1b[2J\n")
    (tmp_path / "b\x1b[31m.txt").write_text("")
    seen = at_terminal([".", "-o", "out"], tmp_path)
    assert "trial_status" in seen
    assert "1 events of 1 documents in out/, 1 could not be read" in seen
    assert "\x1b[2J" not in seen
    assert "\x1b[31m" not in seen
    assert "trial_status" not in at_terminal([".", "-o", "out", "--quiet"], tmp_path)


def at_terminal(arguments: list[str], cwd: Path) -> str:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "nlp.cli", *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=cwd, env=environment):
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            seen += part
    os.close(ours)
    return seen.decode()


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, corpus: Path, program: Program) -> None:
    program(corpus, "-o", tmp_path)
    gold = corpus.parent / "annotations" / "gold"
    command = [sys.executable, "-m", "nlp.cli", "score", str(gold), str(tmp_path), "--errors", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_leaves_the_last_output_and_no_traceback(tmp_path: Path, corpus: Path, jobs: str) -> None:
    (tmp_path / "events.jsonl").write_bytes(b"old\n")
    text = (corpus / "002_c871250a8ed193be.txt").read_text(encoding="utf-8")
    many = tmp_path / "many.jsonl"
    many.write_bytes(b"".join(orjson.dumps({"id": f"{n}", "text": text}) + b"\n" for n in range(3000)))
    command = [sys.executable, "-m", "nlp.cli", str(many), "-o", str(tmp_path), "--jobs", jobs]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has what it runs in the background ignore it

    with subprocess.Popen(command, **pipes, start_new_session=True, preexec_fn=heed) as running:
        until = time.monotonic() + 60  # a busy machine takes long to begin
        while not (tmp_path / ".extract-events").exists() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(1)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".extract-events", "events.jsonl", "many.jsonl"]
    assert (tmp_path / "events.jsonl").read_bytes() == b"old\n"
