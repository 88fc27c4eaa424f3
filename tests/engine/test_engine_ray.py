"""A run on a cluster: a real Ray on this machine, and the bytes, statuses and messages of a run without one."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
import pytest

from nlp.engine import Limits
from nlp.engine.packet import Packet
from nlp.engine.parts import FOLDER
from nlp.engine.ray_actor import News, Order, Reader
from nlp.engine.ray_crew import _UnderWay
from nlp.engine.task import End, Task
from nlp.engine.version import run_key
from nlp.engine.worker import Settings
from nlp.ingest import Source, Unit
from support import Program

pytestmark = pytest.mark.slow

pytest.importorskip("ray.data", reason="Ray Data is not installed (the extra `ray`)")

RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-{} in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient.
"""
FORMATS = [part for name in ("csv", "parquet", "html", "spacy") for part in ("--format", name)]
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "disabled"}
HEAD = """
import logging, sys
import ray
ray.init(address="local", num_cpus=4, include_dashboard=False, log_to_driver=False, logging_level=logging.CRITICAL,
         object_store_memory=200_000_000)
print(ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
ray.shutdown()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of one node that listens on 127.0.0.1."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", HEAD], env={**os.environ, **QUIET}, text=True, **pipes) as head:  # type: ignore[call-overload]
        yield head.stdout.readline().strip()
        head.stdin.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def mixed(tmp_path: Path, corpus: Path) -> Path:
    """Documents of many forms, some broken, one that takes too long, and names that come twice."""
    folder = tmp_path / "mixed"
    (folder / "below").mkdir(parents=True)
    for path in corpus.glob("*.txt"):
        shutil.copy(path, folder)
    for number in range(20):
        (folder / f"{number:02}.txt").write_text(RELEASE.format(200 + number))
    lines = b"".join(orjson.dumps({"id": f"lead-{n}", "text": RELEASE.format(300 + n)}) + b"\n" for n in range(30))
    (folder / "leads.jsonl").write_bytes(lines + b"no JSON\n")
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(lines.replace(b"lead-1", b"other-1"), mtime=0))
    (folder / "below" / "page.html").write_text(f"<html><body><p>{RELEASE.format(400)}</p></body></html>")
    (folder / "below" / "cut.gz").write_bytes(gzip.compress(RELEASE.encode(), mtime=0)[:-9])
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "slow.txt").write_text("(" * 6_000_000)
    (folder / ".hidden.txt").write_text(RELEASE.format(500))
    return folder


def test_the_bytes_and_the_messages_are_those_of_a_run_on_this_machine(
    program: Program, tmp_path: Path, mixed: Path, address: str
) -> None:
    options = [mixed, *FORMATS, "--timeout", "2"]
    local = program(*options, "-o", tmp_path / "local")
    cluster = program(
        *options, "-o", tmp_path / "cluster", "--engine", "ray", "--address", address, "--jobs", "2", env=QUIET
    )
    assert (local.returncode, cluster.returncode) == (1, 1)
    assert sorted(cluster.stderr.splitlines()) == sorted(local.stderr.splitlines())
    assert contents(tmp_path / "cluster") == contents(tmp_path / "local")
    lines = [orjson.loads(line) for line in (tmp_path / "cluster" / "documents.jsonl").open("rb")]
    failed = {line["doc_id"]: line["error"] for line in lines if line["error"]}
    assert failed["slow.txt"] == "took longer than 2 s, expected at most that (--timeout)"
    assert {"below/cut.gz", "empty.txt", "picture.txt", "leads.jsonl:31", "lead-2#2"} <= set(failed)


def test_a_killed_run_goes_on_where_it_was(program: Program, tmp_path: Path, corpus: Path, address: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(60):
        shutil.copy(sorted(corpus.glob("*.txt"))[number % 2], tmp_path / "in" / f"{number:03}.txt")
    (tmp_path / "in" / "slow.txt").write_text("(" * 6_000_000)  # keeps the run from ending before it is killed
    out, limit = tmp_path / "out", ["--timeout", "6"]
    command = [tmp_path / "in", "-o", out, "--engine", "ray", "--address", address, "--jobs", "2", "--log-json", *limit]
    cut(command, out / FOLDER / "manifest.db")
    end = orjson.loads(program(*command, env=QUIET).stderr.splitlines()[-1])
    assert (end["event"], end["documents"], [one["doc_id"] for one in end["failed"]]) == ("end", 61, ["slow.txt"])
    assert 0 < end["kept"] < 61
    assert program(tmp_path / "in", "-o", tmp_path / "whole", *limit).returncode == 1
    assert contents(out) == contents(tmp_path / "whole")


def cut(command: Sequence[Path | str], manifest: Path) -> None:
    """Start a run and kill it when it has saved something twice: first comes what is not whole yet."""
    arguments = [sys.executable, "-m", "nlp.cli", *map(str, command)]
    seen: set[float] = set()
    with subprocess.Popen(arguments, env={**os.environ, **QUIET}, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and len(seen) < 2:
            with contextlib.suppress(OSError):
                about = manifest.stat()
                seen |= {about.st_mtime} if about.st_size else set()
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL


def test_without_an_address_ray_is_started_here_and_reads_an_archive_with_other_patterns(
    program: Program, tmp_path: Path, corpus: Path, patterns_copy: Path
) -> None:
    for path in (patterns_copy / "events").glob("*.yaml"):
        if path.name != "readout.yaml":
            path.unlink()
    with zipfile.ZipFile(tmp_path / "filings.zip", "w") as archive:
        for path in corpus.glob("*.txt"):
            archive.write(path, f"2008/{path.name}")
    options = ["--patterns", patterns_copy, "--quiet"]
    (tmp_path / "2008").mkdir()
    for path in corpus.glob("*.txt"):
        shutil.copy(path, tmp_path / "2008")
    local = program(tmp_path / "2008", "-o", tmp_path / "local", *options)
    found = f"zip://2008::{tmp_path}/filings.zip"
    where = (tmp_path / "out of Ray").as_uri()
    cluster = program(found, "-o", where, "--engine", "ray", "--jobs", "1", *options, cwd=tmp_path)
    assert (local.returncode, cluster.returncode, cluster.stdout, cluster.stderr) == (0, 0, b"", b"")
    assert contents(tmp_path / "out of Ray") == contents(tmp_path / "local")
    types = {orjson.loads(line)["type"] for line in (tmp_path / "local" / "events.jsonl").open("rb")}
    assert types == {"financial_result", "guidance", "payment", "readout"}  # and no trials, which are rules only


class _Page(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("cluster", "found the address 'cluster', expected HOST:PORT (--address)"),
        ("127.0.0.1:1", "no Ray cluster answers at 127.0.0.1:1 (Connection refused); expected HOST:PORT"),
        ("127.0.0.1:WEB", "what answers at 127.0.0.1:WEB is no Ray cluster; expected HOST:PORT"),
    ],
)
def test_an_address_where_no_cluster_is_ends_the_run_at_once(
    program: Program, tmp_path: Path, corpus: Path, given: str, told: str
) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), _Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = str(server.server_port)
        address, expected = given.replace("WEB", port), told.replace("WEB", port)
        answer = program(corpus, "-o", tmp_path / "out", "--engine", "ray", "--address", address)
        server.shutdown()
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.decode().startswith(f"extract-events: {expected}")
    assert len(answer.stderr.splitlines()) == 1
    assert contents(tmp_path / "out") == {}


def test_without_ray_the_extra_to_install_is_named(program: Program, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "ray.py").write_text("raise ImportError('No module named ray')\n")
    path = os.pathsep.join([str(tmp_path), str(corpus.parent)])
    answer = program(corpus, "-o", tmp_path / "out", "--engine", "ray", env={"PYTHONPATH": path})
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr == (
        b"extract-events: --engine ray needs Ray Data, which is not installed (No module named ray); "
        b"install it with: pip install 'extract-events[ray]'\n"
    )


def test_an_address_without_the_engine_is_wrong_use(program: Program, tmp_path: Path, corpus: Path) -> None:
    answer = program(corpus, "-o", tmp_path / "out", "--address", "127.0.0.1:1")
    expected = (
        b"extract-events: found the address '127.0.0.1:1' without a cluster, expected --engine ray with --address\n"
    )
    assert (answer.returncode, answer.stderr) == (2, expected)


@pytest.mark.parametrize(
    ("key", "root", "told"),
    [
        ("another", "", "found another extract-events on the node"),
        ("", "nowhere", "nowhere on the node"),
    ],
)
def test_a_node_that_would_read_otherwise_refuses(tmp_path: Path, key: str, root: str, told: str) -> None:
    key = key or run_key(Settings(), 1000)
    reader = Reader(Order(Settings(), None, Limits(), 1000, key, [tmp_path / root]))
    assert told in reader._reason
    assert reader._crew is None


def test_what_comes_twice_is_taken_once_and_what_is_lost_is_sent_again() -> None:
    first, second = (Task(n, Unit(Source(None, f"{n}", f"{n}"), b"", size=10), skip=n) for n in (0, 1))
    packet, end = Packet("0", "0", None, None, 0, b"", b""), End(None)
    under_way = _UnderWay()
    assert under_way.send([first, second]) == [first, second]
    told = [under_way.take(News(*news)) for news in ((0, 0, packet), (0, 0, packet), (1, 0, packet), (0, 1, end))]
    assert told == [(first, packet), None, (second, packet), (first, end)]
    assert under_way.take(News(0, 1, end)) is None
    assert (len(under_way), under_way.bytes) == (1, 10)
    assert under_way.left() == [Task(1, second.unit, skip=2)]
