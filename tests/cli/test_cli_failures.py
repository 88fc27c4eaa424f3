"""Every way in which a document cannot be read: its own message, the others written, status 1."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import orjson
import pypdf
import pytest

from support import Program

GOOD = "Norvane Therapeutics Initiates Phase 1 Trial of NRV-210 in Asthma\n\nThe trial of NRV-210 has begun.\n"


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


FILES = {
    "empty.txt": (b"", "found an empty file, expected a release"),
    "binary.txt": (bytes(range(256)) * 40, "found binary content"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(40), "found a PNG picture"),
    "encoding.txt": (b"\xff\xfe" + "Norvane".encode("utf-16-le") + b"\x00", "found broken UTF-16-LE"),
    "cut.txt.gz": (gzip.compress(GOOD.encode() * 100, mtime=0)[:-20], "found a gzip file that ends too early"),
    "locked.pdf": (encrypted_pdf(), "found an encrypted PDF"),
    "bare.html": (b"<html><head><script>var a = 1;</script></head><body></body></html>", "found"),
    "large.txt": (GOOD.encode() * (25_000_000 // len(GOOD) + 1), "expected at most 20000000 (--max-bytes)"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD)
    return folder


@pytest.fixture(scope="module")
def outcome(folder: Path, program: Program, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    out = tmp_path_factory.mktemp("out")
    answer = program(folder, "-o", out, "--format", "html")
    return answer.returncode, answer.stderr.decode(), out


def documents(out: Path) -> dict[str, dict[str, object]]:
    lines = [orjson.loads(line) for line in (out / "documents.jsonl").read_bytes().splitlines()]
    return {line["doc_id"]: line for line in lines}


@pytest.mark.parametrize(("name", "reason"), [(name, reason) for name, (_, reason) in FILES.items()])
def test_a_bad_file_has_its_own_message(outcome: tuple[int, str, Path], name: str, reason: str) -> None:
    status, said, out = outcome
    line = documents(out)[name]
    assert (status, line["status"]) == (1, "failed")
    assert reason in str(line["error"])
    assert f"extract-events: {name}: {line['error']}\n" in said
    assert "Traceback" not in said


def test_the_messages_differ_and_the_good_file_is_written(outcome: tuple[int, str, Path]) -> None:
    _, said, out = outcome
    lines = documents(out)
    errors = [line["error"] for line in lines.values() if line["status"] == "failed"]
    assert len(set(errors)) == len(errors) == len(FILES) == len(said.splitlines())
    assert lines["good.txt"]["status"] == "ok"
    events = [orjson.loads(line) for line in (out / "events.jsonl").read_bytes().splitlines()]
    assert [(e["doc_id"], e["type"], e["status"]) for e in events] == [("good.txt", "trial_status", "initiated")]
    assert "found an encrypted PDF" in (out / "html" / "index.html").read_text()


def test_a_failed_document_has_every_field_of_a_good_one(outcome: tuple[int, str, Path]) -> None:
    lines = documents(outcome[2])
    assert list(lines["empty.txt"]) == list(lines["good.txt"])


def test_a_broken_line_names_its_number_and_costs_no_other_line(program: Program, tmp_path: Path) -> None:
    good = [orjson.dumps({"id": name, "text": GOOD}) for name in ("a", "b")]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join([good[0], b'{"id": "x", "text": ', good[1], b'{"id": "y"}', b""]))
    answer = program("in.jsonl", "-o", "out", cwd=tmp_path)
    assert answer.returncode == 1
    lines = documents(tmp_path / "out")
    assert {name: line["status"] for name, line in lines.items()} == {
        "a": "ok",
        "b": "ok",
        "in.jsonl:2": "failed",
        "in.jsonl:4": "failed",
    }
    assert str(lines["in.jsonl:2"]["error"]).startswith("line 2: found broken JSON")
    assert 'line 4: found no text under "text"' in str(lines["in.jsonl:4"]["error"])


def test_a_missing_path_is_listed_and_the_others_are_read(program: Program, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    answer = program("good.txt", "missing.txt", "-o", "out", cwd=tmp_path)
    assert answer.returncode == 1
    assert answer.stderr.decode() == (
        "extract-events: missing.txt: found nothing at missing.txt, expected a file or a folder\n"
    )
    assert {name: line["status"] for name, line in documents(tmp_path / "out").items()} == {
        "good.txt": "ok",
        "missing.txt": "failed",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "secret.txt").write_text(GOOD)
    (tmp_path / "in" / "secret.txt").chmod(0)
    assert program("in", "-o", "out", cwd=tmp_path).returncode == 1
    assert "cannot be opened: Permission denied" in str(documents(tmp_path / "out")["secret.txt"]["error"])


def test_a_file_that_cannot_be_opened(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert program("in", "-o", "out", cwd=tmp_path).returncode == 1
    error = documents(tmp_path / "out")["pipe.txt"]["error"]
    assert error == "found a pipe, socket or device, expected a regular file"


def test_a_file_name_that_is_no_text_is_written_with_escapes(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"na\xffme.txt")).write_text(GOOD)
    answer = program("in", "-o", "out", "--format", "html", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert list(documents(tmp_path / "out")) == ["na\\udcffme.txt"]


def test_the_limit_can_be_set(program: Program, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert program("good.txt", "-o", "out", "--max-bytes", "50", cwd=tmp_path).returncode == 1
    assert "expected at most 50 (--max-bytes)" in str(documents(tmp_path / "out")["good.txt"]["error"])
