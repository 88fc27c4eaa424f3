"""A run that is cut short goes on where it was, and never mixes what does not belong together."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from nlp.engine import Limits, Progress, Watch, extract
from nlp.engine.parts import FOLDER
from nlp.errors import UsageError
from support import Program

pytestmark = pytest.mark.slow

RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-{} in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient.
"""
FORMATS = ("csv", "parquet", "html", "spacy")
OPTIONS = [part for name in FORMATS for part in ("--format", name)]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Cut(Watch):
    """Ends the run after some documents; counts those that were kept and those that were read."""

    def __init__(self, after: int | None = None) -> None:
        self.after, self.kept, self.read = after, set[str](), set[str]()

    def done(self, progress: Progress) -> None:
        (self.kept if progress.kept else self.read).add(progress.doc_id)
        if len(self.read) == self.after:
            raise KeyboardInterrupt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number:02}.txt").write_text(RELEASE.format(200 + number))
    lines = [orjson.dumps({"id": f"lead-{n}", "text": RELEASE.format(300 + n)}) for n in range(6)]
    (tmp_path / "in" / "leads.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "in" / "z.txt").write_bytes(b"")
    return tmp_path / "in"


def cut(folder: Path, out: Path, after: int = 10, **options: Any) -> set[str]:
    """Run until `after` documents are through; those."""
    watch = Cut(after)
    with pytest.raises(KeyboardInterrupt):
        extract([folder], out, jobs=1, watch=watch, **options)
    assert (out / FOLDER).is_dir()
    return watch.read


def test_what_is_done_is_kept_and_the_files_are_those_of_an_undisturbed_run(folder: Path, tmp_path: Path) -> None:
    extract([folder], tmp_path / "whole", formats=FORMATS)
    done = cut(folder, tmp_path / "out", formats=FORMATS)
    done |= cut(folder, tmp_path / "out", 4, formats=FORMATS)
    watch = Cut()
    summary = extract([folder], tmp_path / "out", formats=FORMATS, watch=watch)
    assert watch.kept <= done
    assert len(done - watch.kept) <= 2  # what was under way at a cut
    assert summary.kept == len(watch.kept) >= 12
    assert watch.kept & watch.read == set()
    assert len(watch.kept | watch.read) == summary.documents == 19
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert not (tmp_path / "out" / FOLDER).exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_three_kills_at_any_moment_cost_no_byte(tmp_path: Path, corpus: Path, program: Program, jobs: str) -> None:
    (tmp_path / "in").mkdir()
    for number in range(100):
        source = sorted(corpus.glob("*.txt"))[number % 2]
        shutil.copy(source, tmp_path / "in" / f"{number:03}.txt")
    assert program(tmp_path / "in", "-o", tmp_path / "whole", *OPTIONS).returncode == 0
    out = tmp_path / "out"
    chance = random.Random(f"kill {jobs}")
    command = [sys.executable, "-m", "nlp.cli", str(tmp_path / "in"), "-o", str(out), "--jobs", jobs, *OPTIONS]
    for _ in range(3):
        before = saved(out)
        with subprocess.Popen(command) as running:
            while running.poll() is None and saved(out) == before:
                time.sleep(0.02)
            time.sleep(chance.uniform(0, 0.7))
            running.kill()
    end = orjson.loads(program(*command[3:], "--log-json").stderr.splitlines()[-1])
    assert (end["event"], end["documents"], end["failed"]) == ("end", 100, [])
    assert end["kept"] > 0 or not saved(out)  # unless the last one killed was through
    assert contents(out) == contents(tmp_path / "whole")


def saved(out: Path) -> float:
    """When the manifest was last made durable."""
    path = out / FOLDER / "manifest.db"
    try:
        return path.stat().st_mtime if path.stat().st_size else 0.0
    except OSError:
        return 0.0


def change_content(folder: Path) -> None:
    (folder / "00.txt").write_text(RELEASE.format(999))
    text = (folder / "leads.jsonl").read_text()
    (folder / "leads.jsonl").write_text(text.replace("NRV-300", "NRV-998"))


def add_and_remove(folder: Path) -> None:
    (folder / "00.txt").unlink()
    (folder / "001.txt").write_text(RELEASE.format(777))


def take_the_id(folder: Path) -> None:
    (folder / "00.jsonl").write_bytes(orjson.dumps({"id": "01.txt", "text": RELEASE.format(500)}))


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (change_content, {"00.txt", "lead-0"}),
        (add_and_remove, {"00.txt"}),
        (take_the_id, set()),
    ],
)
def test_changed_input_is_read_anew(folder: Path, tmp_path: Path, change: Any, gone: set[str]) -> None:
    done = cut(folder, tmp_path / "out", 15)
    change(folder)
    watch = Cut()
    extract([folder], tmp_path / "out", watch=watch)
    extract([folder], tmp_path / "whole")
    assert watch.kept <= done - gone
    assert len(done - gone - watch.kept) <= 1  # what was under way at the cut
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_other_patterns_or_options_throw_everything_away(
    folder: Path, tmp_path: Path, patterns_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[dict[str, Any]] = [{}, {"patterns": patterns_copy}, {"max_bytes": 1000}, {"formats": ["html"]}]
    for options in steps[1:]:
        cut(folder, tmp_path / "out")
        watch = Cut()
        if "patterns" in options:
            rules = patterns_copy / "events" / "trial_status.yaml"
            rules.write_text(rules.read_text() + "\n# another remark\n")
        extract([folder], tmp_path / "out", watch=watch, **options)
        assert watch.kept == set()
        extract([folder], tmp_path / "whole", **options)
        assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    cut(folder, tmp_path / "out")
    monkeypatch.setattr("nlp.engine.version.__version__", "99")
    watch = Cut()
    extract([folder], tmp_path / "out", watch=watch)
    assert watch.kept == set()


def test_what_was_given_up_for_its_time_is_tried_again_with_another(folder: Path, tmp_path: Path) -> None:
    (folder / "00.txt").write_text("(" * 4_000_000)
    cut(folder, tmp_path / "out", limits=Limits(timeout=1))
    same, other = Cut(3), Cut()
    with pytest.raises(KeyboardInterrupt):
        extract([folder], tmp_path / "out", watch=same, limits=Limits(timeout=1), jobs=1)
    assert "00.txt" in same.kept
    summary = extract([folder], tmp_path / "out", watch=other, limits=Limits(timeout=1.5))
    assert "00.txt" in other.read
    assert summary.failed[0] == ("00.txt", "took longer than 1.5 s, expected at most that (--timeout)")


def test_damaged_parts_are_noticed(folder: Path, tmp_path: Path) -> None:
    done = cut(folder, tmp_path / "out")
    part = tmp_path / "out" / FOLDER / "part-000001"
    data = bytearray(part.read_bytes())
    data[100] ^= 1
    part.write_bytes(data)
    watch = Cut()
    extract([folder], tmp_path / "out", watch=watch)
    assert len(done) - 2 <= len(watch.kept) < len(done)
    cut(folder, tmp_path / "out")
    (tmp_path / "out" / FOLDER / "manifest.db").write_bytes(b"no database at all" * 100)
    watch = Cut()
    extract([folder], tmp_path / "out", watch=watch)
    assert watch.kept == set()


def test_two_runs_into_one_folder_do_not_mix(folder: Path, tmp_path: Path) -> None:
    class Second(Watch):
        def done(self, progress: Progress) -> None:
            with pytest.raises(UsageError, match="another run is writing into .*out, expected a folder of its own"):
                extract([folder], tmp_path / "out")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract([folder], tmp_path / "out", watch=Second())


def test_names_that_two_files_share_are_kept_apart_whatever_was_done_before(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        for number in range(3):
            (tmp_path / name / f"{number}.txt").write_text(RELEASE.format(number + 100 * len(name)))
    (tmp_path / "one" / "packed").write_bytes(orjson.dumps({"id": "0.txt", "text": RELEASE.format(4)}))
    paths = [tmp_path / "one", tmp_path / "two", tmp_path / "two"]
    whole = extract(paths, tmp_path / "whole")
    names = [orjson.loads(line)["doc_id"] for line in (tmp_path / "whole" / "documents.jsonl").open("rb")]
    longer = [(tmp_path / "two" / f"{n}.txt").as_posix() for n in range(3)]
    again = ["0.txt#2", "0.txt#3", "1.txt#2", "2.txt#2"]
    assert names == sorted(["0.txt", "1.txt", "2.txt", *longer, *again])
    assert [doc_id for doc_id, _ in whole.failed] == again
    watch = Cut(5)
    with pytest.raises(KeyboardInterrupt):
        extract(paths, tmp_path / "out", watch=watch)
    extract(paths, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_a_run_that_has_begun_nothing_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    extract([tmp_path / "in"], tmp_path / "out")
    assert sorted(os.listdir(tmp_path / "out")) == ["documents.jsonl", "events.jsonl"]
