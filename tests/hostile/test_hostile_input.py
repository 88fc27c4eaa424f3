"""Input made to hurt: every piece ends as done or failed within its budget, and nothing else suffers."""

from __future__ import annotations

import gzip
import io
import os
import socket
import threading
import time
import zlib
from pathlib import Path

import orjson
import pytest
from lxml import html

from support import Program

pytestmark = pytest.mark.slow

GOOD = "Norvane Therapeutics Initiates Phase 1 Trial of NRV-210 in Asthma\n\nThe trial of NRV-210 has begun.\n"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LONG = "took longer than 4 s, expected at most that (--timeout)"
LARGE = "needed more than 300 MB of memory, expected at most that (--max-memory)"
LIMITS = ("--timeout", "4", "--max-memory", "300")


def pdf(stream: bytes) -> bytes:
    """A PDF of one page with this content, packed."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> /MediaBox [0 0 9 9] >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """So many megabytes of spaces in a small gzip file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()


OK = ""  # no reason
FILES: dict[str, tuple[bytes, str]] = {
    "bomb.txt.gz": (bomb(2000), "found more than 20000000 bytes inside the gzip file"),
    "bomb-in-bomb.gz": (gzip.compress(bomb(500), mtime=0), "found"),
    "members.gz": (gzip.compress(b"", mtime=0) * 50_000, "found an empty file"),
    "bomb.pdf": (pdf(b" " * 300_000_000), f"found a PDF that unpacks to too much|{LONG}|{LARGE}"),
    "many.pdf": (pdf(b"BT /F 1 Tf " + b"(Norvane) Tj " * 2_000_000 + b"ET"), "|".join((LONG, LARGE))),
    "good.pdf": (pdf(b"BT /F 12 Tf (Norvane began a trial of NRV-210.) Tj ET"), OK),
    "line.txt": (b"NRV-210 showed a good effect in Phase 2 and " * 23_000, f"{LONG}|"),
    "word.txt": (b"a" * 1_000_000, f"{LONG}|"),
    "nested.html": (b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000, "found HTML without text"),
    "lists.html": (b"<html><body>" + b"<ul><li>" * 100_000 + b"deep", f"{LONG}|{LARGE}|"),
    "tables.html": (b"<html><body>" + b"<table><tr><td>" * 100_000, "found HTML without text"),
    "brackets.txt": (b"(" * 1_000_000, f"{LONG}|"),
    "dollars.txt": (b"$" * 1_000_000, f"{LONG}|"),
    "exhibits.txt": (b"<SEC-DOCUMENT>\n" + b"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nx\n" * 100_000, f"{LONG}|"),
    "arrays.jsonl:1": (b'{"id": "a", "text": ' + b"[" * 1_000_000, "line 1: found broken JSON"),
    "control.txt": (GOOD.encode() + b"\x1b[2J\x07\x08\x0b", OK),
    "override.txt": (f"{GOOD}\u202etxt.exe\u2066\u2069\ufeff\u200b {GOOD}".encode(), OK),
    "script.txt": (f"{GOOD}\n{EVIL}\n{GOOD}".encode(), OK),
    "good.txt": (GOOD.encode(), OK),
}
RECORDS = [
    {"id": "half", "text": GOOD + "\\ud83d and \\udfff"},
    {"id": "=cmd|' /C calc'!A0", "text": GOOD},
    {"id": "+1", "text": GOOD},
    {"id": "-1", "text": GOOD},
    {"id": "@SUM(A1)", "text": GOOD},
    {"id": "\t=1", "text": GOOD},
    {"id": EVIL, "text": GOOD},
    {"id": "\u202etxt.exe", "text": ""},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (data, _) in FILES.items():
        (folder / name.removesuffix(":1")).write_bytes(data)
    lines = b"\n".join(orjson.dumps(record) for record in RECORDS).replace(b"\\\\u", b"\\u")
    (folder / "records.jsonl").write_bytes(lines)
    for name in (b"new\nline.txt", b"na\xffme.txt", b"\xe2\x80\xaegnp.txt"):
        (folder / os.fsdecode(name)).write_text(GOOD)
    (folder / "loop").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "one").symlink_to(folder / "two")
    (folder / "two").symlink_to(folder / "one")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    if os.geteuid() == 0:
        os.mknod(folder / "device.txt", 0o20666, os.makedev(1, 5))  # /dev/zero
    return folder


@pytest.fixture(scope="module")
def ran(folder: Path, tmp_path_factory: pytest.TempPathFactory, program: Program) -> tuple[Path, str, float]:
    """The output folder, what was said, and the seconds it took."""
    out = tmp_path_factory.mktemp("out")
    begun = time.monotonic()
    done = program(folder, "-o", out, "--format", "html", "--format", "csv", "--jobs", "2", *LIMITS)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr + done.stdout
    return out, done.stderr.decode(), time.monotonic() - begun


def documents(out: Path) -> dict[str, str]:
    """Every document with its reason, "" for one that was read."""
    lines = [orjson.loads(line) for line in (out / "documents.jsonl").read_bytes().splitlines()]
    return {line["doc_id"]: line["error"] or "" for line in lines}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_as_it_must(ran: tuple[Path, str, float], name: str) -> None:
    error, expected = documents(ran[0])[name], FILES[name][1]
    assert any(error.startswith(reason) if reason else not error for reason in expected.split("|")), error


def test_every_file_is_accounted_for_and_links_and_devices_are_not_followed(ran: tuple[Path, str, float]) -> None:
    records = {str(record["id"]) for record in RECORDS[:-1]}
    names = {"new\nline.txt", "na\\udcffme.txt", "\u202egnp.txt", "pipe.txt", "records.jsonl:8"}
    found = documents(ran[0])
    devices = {"device.txt"} & set(found)
    assert set(found) == {*FILES, *records, *names, *devices}
    for name in ("pipe.txt", *devices):
        assert found[name] == "found a pipe, socket or device, expected a regular file"
    assert [found[name] for name in ("half", "new\nline.txt", "na\\udcffme.txt", "\u202egnp.txt")] == [""] * 4


def test_the_whole_folder_ends_within_the_sum_of_the_budgets(ran: tuple[Path, str, float]) -> None:
    assert ran[2] < 4 * 12 + 60


def test_messages_cannot_steer_a_terminal_or_forge_a_line(ran: tuple[Path, str, float]) -> None:
    said = ran[1]
    assert all(char.isprintable() or char == "\n" for char in said)
    assert all(line.startswith("extract-events: ") for line in said.splitlines())
    assert len(said.splitlines()) == sum(1 for error in documents(ran[0]).values() if error)


def test_no_cell_is_a_formula(ran: tuple[Path, str, float]) -> None:
    import csv

    with (ran[0] / "events.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    ids = {row["doc_id"] for row in rows}
    assert {"'=cmd|' /C calc'!A0", "'+1", "'-1", "'@SUM(A1)", "'\t=1"} <= ids
    cells = [cell for row in rows for name, cell in row.items() if cell.startswith(tuple("=+-@\t\r")) and name]
    assert [cell for cell in cells if not cell.lstrip("-").replace(".", "").isdigit()] == []


def test_no_page_runs_anything(ran: tuple[Path, str, float]) -> None:
    pages = sorted((ran[0] / "html").glob("*.html"))
    assert len(pages) > 10
    for page in pages:
        if page.stat().st_size > 3_000_000:
            continue
        tree = html.fromstring(page.read_bytes())
        assert tree.xpath("//script|//img|//iframe|//link|//object|//@onerror|//@src") == []
    index = html.fromstring((ran[0] / "html" / "index.html").read_bytes())
    assert EVIL in index.xpath("//td/a/text()")


def test_nothing_outside_is_fetched(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_text("NRV-999 hush")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        entities = f'<!ENTITY a SYSTEM "file://{tmp_path}/secret"><!ENTITY b SYSTEM "{address}">'
        entities += f'<!ENTITY % c SYSTEM "{address}"> %c;'
        (tmp_path / "in" / "a.html").write_text(
            f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "{address}" [{entities}]>\n'
            f'<html><head><base href="{address}"><link rel="stylesheet" href="{address}"></head><body>'
            f'<p>{GOOD}</p><p>&a; &b;</p><img src="{address}">'
            f'<iframe src="{address}"></iframe><object data="{address}"></object></body></html>'
        )
        lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
        (tmp_path / "in" / "b.html").write_text(
            f'<!DOCTYPE html [<!ENTITY l0 "ha">{lol}]><html><body>{GOOD}&l11;</body></html>'
        )
        server.settimeout(0.1)
        calls: list[object] = []
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    calls.append(server.accept())
                except TimeoutError:
                    continue

        listener = threading.Thread(target=listen)
        listener.start()
        done = program(tmp_path / "in", "-o", tmp_path / "out", "--format", "html", *LIMITS)
        stop.set()
        listener.join()
    assert (done.returncode, calls) == (0, [])
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"hush" not in written
    assert b"haha" not in written


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin/x"])
def test_a_device_as_an_argument_fails_at_once(program: Program, tmp_path: Path, path: str) -> None:
    assert program(path, "-o", tmp_path / "out").returncode == 1


def test_a_document_that_needs_too_much_memory_is_listed(program: Program, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "large.html").write_bytes(b"<html><body>" + b"<b>x</b>" * 2_000_000)
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    done = program(tmp_path / "in", "-o", tmp_path / "out", "--max-memory", "100", "--timeout", "60")
    assert done.returncode == 1
    assert documents(tmp_path / "out") == {"good.txt": "", "large.html": LARGE.replace("300", "100")}
