"""A disk that fills up, a folder that goes away, input that vanishes: a clear word, and what was done stays."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from nlp.engine import Progress, Watch, extract
from nlp.engine.parts import FOLDER
from nlp.errors import UsageError
from support import Program

KEPT = "what was finished is kept, the same command goes on from there"
RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-{} in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(60):
        (tmp_path / "in" / f"{number:02}.txt").write_text(RELEASE.format(200 + number))
    return tmp_path / "in"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 100 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(
    folder: Path, small_disk: Path, tmp_path: Path, program: Program
) -> None:
    out = small_disk / "out"
    done = program(folder, "-o", out)
    assert done.returncode == 2
    said = done.stderr.decode()
    assert said.startswith(
        f"extract-events: cannot write into {out}/{FOLDER}: No space left on device"
    ) or said.startswith(f"extract-events: cannot write {out}/")
    assert "Traceback" not in said
    assert not (out / "events.jsonl").exists()
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert program(folder, "-o", out).returncode == 0
    extract([folder], tmp_path / "whole")
    assert contents(out) == contents(tmp_path / "whole")


def test_a_limit_of_file_size_is_told_like_a_full_disk(folder: Path, tmp_path: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    command = [sys.executable, "-m", "nlp.cli", str(folder), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, preexec_fn=limit, timeout=120, check=False)
    assert done.returncode == 2
    part = f"cannot write into {tmp_path / 'out' / FOLDER}: File too large; {KEPT}\n"
    assert done.stderr.decode() == f"extract-events: {part}"


class Then(Watch):
    """Does something after some documents."""

    def __init__(self, after: int, action: object) -> None:
        self.after, self.action, self.seen = after, action, 0

    def done(self, progress: Progress) -> None:
        self.seen += 1
        if self.seen == self.after:
            self.action()  # type: ignore[operator]


def test_an_output_folder_that_goes_away_is_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=r"cannot write .*out/.*No such file or directory"):
        extract([folder], out, watch=Then(60, lambda: shutil.rmtree(out)))


def test_a_folder_in_the_place_of_a_file_leaves_the_finished_parts(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "events.jsonl").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"cannot write .*events\.jsonl: Is a directory"):
        extract([folder], out)
    (out / "events.jsonl").rmdir()
    assert extract([folder], out).kept == 60
    extract([folder], tmp_path / "whole")
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_becomes_read_only_is_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=r"cannot write .*Permission denied"):
        extract([folder], out, watch=Then(5, lambda: out.chmod(0o500)))
    out.chmod(0o700)
    assert extract([folder], out).kept > 0


def test_a_disk_that_becomes_read_only_is_told(folder: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    out = small_disk / "out"

    def lock() -> None:
        # A disk with files open for writing cannot be made read-only; one bound over the folder hides them all.
        (small_disk / "locked").mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(out)], check=True)

    try:
        with pytest.raises(UsageError, match=r"cannot write .*(Read-only file system|No such file|unable to open)"):
            extract([folder], out, watch=Then(60, lock))
    finally:
        subprocess.run(["umount", "-l", str(out)], check=True)
    assert not (out / "events.jsonl").exists()
    assert extract([folder], out).documents == 60


def test_input_that_vanishes_midway_is_listed_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    def vanish() -> None:
        for number in range(50, 60):
            (folder / f"{number}.txt").unlink()

    summary = extract([folder], tmp_path / "out", jobs=1, watch=Then(1, vanish))
    gone = "cannot be opened: No such file or directory"
    assert summary.failed == tuple((f"{number}.txt", gone) for number in range(50, 60))
    documents = [orjson.loads(line) for line in (tmp_path / "out" / "documents.jsonl").open("rb")]
    assert [line["status"] for line in documents] == ["ok"] * 50 + ["failed"] * 10
