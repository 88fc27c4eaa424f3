"""Addresses of other file systems are read as folders of this machine are."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest

from nlp import ingest, places
from nlp.engine import extract
from nlp.engine.own_output import own_output
from nlp.errors import UsageError
from nlp.records import FailedDocument

pytest.importorskip("fsspec", reason="fsspec is not installed (the extra `ray`)")

RELEASE = "Norvane Therapeutics Initiates Phase 1 Trial of NRV-{} in Asthma\n\nThe trial of NRV-{} has begun.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    lines = b"".join(orjson.dumps({"id": f"lead-{n}", "text": RELEASE.format(n, n)}) + b"\n" for n in range(3))
    files = {
        "b.txt": RELEASE.format(1, 1).encode(),
        "a/z.txt": RELEASE.format(2, 2).encode(),
        "a/deep/leads.jsonl": b"\xef\xbb\xbf" + lines,
        "a.txt": b"",
        "c/leads.jsonl.gz": gzip.compress(lines, mtime=0),
        "c/.hidden.txt": b"hidden",
        ".git/x.txt": b"hidden",
        "name with space & \u00fc.txt": RELEASE.format(3, 3).encode(),
    }
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as packed:
        for path in sorted(folder.rglob("*"), reverse=True):
            packed.write(path, path.relative_to(folder).as_posix())
    return tmp_path / "in.zip"


def read(path: Path | str) -> list[tuple[str, int, str | None, list[object]]]:
    """Id, size, hash and documents of all units, in the order of reading."""
    found = []
    for unit in ingest.units([path], max_bytes=10_000):
        documents = [
            (item.doc_id, item.error if isinstance(item, FailedDocument) else item.text, item.sha256)
            for item in ingest.opened(unit, 10_000)[1]
        ]
        found.append((unit.doc_id, unit.size, unit.digest(10_000), [*documents]))
    return found


@pytest.mark.parametrize("form", ["zip://::{}", "zip://::file://{}"])
def test_an_archive_is_read_as_the_folder_that_is_in_it(folder: Path, archive: Path, form: str) -> None:
    expected = read(folder)
    assert [row[0] for row in expected] == [
        "a.txt", "b.txt", "name with space & \u00fc.txt", "a/z.txt", "a/deep/leads.jsonl:1", "a/deep/leads.jsonl:2",
        "a/deep/leads.jsonl:3", "c/leads.jsonl.gz",
    ]  # fmt: skip
    assert read(form.format(archive)) == expected
    assert read(f"zip://a::{archive}") == read(folder / "a")
    assert read(f"zip://a/z.txt::{archive}") == read(folder / "a" / "z.txt")


def test_a_file_address_is_a_path(folder: Path) -> None:
    assert read(folder.as_uri()) == read(folder)
    assert read((folder / "name with space & \u00fc.txt").as_uri()) == read(folder / "name with space & \u00fc.txt")
    assert read(f"local://{folder}") == read(folder)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("nothing://x", "cannot read nothing://x: Protocol not known: nothing; expected a path, or an address"),
        ("memory://x", "found memory://x, which one process alone can see; expected a path, or an address"),
        ("zip://none::ZIP", "found nothing at zip://none::ZIP, expected a file or a folder"),
        ("zip://::ZIP.gone", "cannot read zip://::ZIP.gone: [Errno 2] No such file or directory"),
        ("zip://::ZIP/../in/b.txt", "cannot read zip://::ZIP/../in/b.txt: "),
        ("file://host/x", "found the address file://host/x, expected file:///folder with three slashes"),
    ],
)
def test_an_address_that_cannot_be_read_is_wrong_use(archive: Path, address: str, told: str) -> None:
    given = address.replace("ZIP/..", str(archive.parent)).replace("ZIP", str(archive))
    with pytest.raises(UsageError) as caught:
        read(given)
    assert str(caught.value).startswith(told.replace("ZIP/..", str(archive.parent)).replace("ZIP", str(archive)))


def test_a_password_in_an_address_is_not_shown() -> None:
    assert places.shown("s3://key:secret@bucket/in?endpoint_override=x") == "s3://bucket/in"
    assert places.longer("s3://key:secret@bucket/in/?scheme=http", "a/b.txt") == "s3://bucket/in/a/b.txt"
    assert places.longer("zip://::/tmp/x.zip", "a/b.txt") == "zip://a/b.txt::/tmp/x.zip"


def test_output_of_an_earlier_run_behind_the_same_address_is_no_document() -> None:
    class Named:
        def __init__(self, doc_id: str) -> None:
            self.doc_id = doc_id

    is_own = own_output(["s3://b/in", "s3://b/other"], "s3://b/in/out/", ["events.jsonl", "html/"])
    names = ["out/events.jsonl", "out/events.jsonl:3", "out/html/a.html", "s3://b/in/out/events.jsonl"]
    assert [is_own(Named(name)) for name in names] == [True] * 4
    assert [is_own(Named(name)) for name in ("events.jsonl", "out/a.txt", "html/a")] == [False] * 3


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A server that speaks S3, its options as pyarrow's addresses have them."""
    server = os.environ.get("EXTRACT_EVENTS_S3")
    if not server:
        pytest.skip("EXTRACT_EVENTS_S3 is not set: no server that speaks S3 (see tests/engine/s3.txt)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([server, "-H", "127.0.0.1", "-p", str(port)], **silent) as running:  # type: ignore[call-overload]
        for _ in range(200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"scheme=http&region=us-east-1&endpoint_override={quote(f'127.0.0.1:{port}', safe='')}"
        running.terminate()


def test_a_bucket_is_read_and_written_as_a_folder_is(
    folder: Path, tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow.fs import FileSystem, LocalFileSystem, copy_files

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    system, _ = FileSystem.from_uri(f"s3://filings?{store}&allow_bucket_creation=true")
    system.create_dir("filings/in")
    copy_files(str(folder), "filings/in", LocalFileSystem(), system)
    assert read(f"s3://filings/in?{store}") == read(folder)
    for path in folder.rglob("leads.jsonl.gz"):
        path.unlink()  # its lines have the ids of another file's
    system.delete_file("filings/in/c/leads.jsonl.gz")
    local = extract([folder], tmp_path / "local", formats=["csv", "html"])
    remote = extract([f"s3://filings/in?{store}"], f"s3://filings/out?{store}", formats=["csv", "html"])
    assert (remote.out, remote.failed, list(remote.events)) == ("s3://filings/out", local.failed, list(local.events))
    copy_files("filings/out", str(tmp_path / "down"), system, LocalFileSystem())
    down, expected = (
        {p.relative_to(at).as_posix(): p.read_bytes() for p in at.rglob("*") if p.is_file()}
        for at in (tmp_path / "down", tmp_path / "local")
    )
    assert down == expected
    assert list((tmp_path / "cache" / "extract-events" / "runs").iterdir()) == []
    with pytest.raises(UsageError, match="^cannot write s3://nobody/out: Bucket 'nobody' not found"):
        extract([folder], f"s3://nobody/out?{store}")
