"""A whole archive through the program: time, memory of all its processes over time, kills, and the same bytes of all.

    python tests/benchmarks/archive.py [LEADS.jsonl] [--documents 20000] [--kills 3] [--seed 1] [--work FOLDER]

The documents are the two filings of corpus/ and the short releases of LEADS.jsonl (each line has a "text") over and
over with changed ids, one filing to nine releases; without LEADS.jsonl the releases are invented. They go through with
one process, with two, with Ray where this program has it, and with two again, killed (SIGKILL, with all its processes)
so many times at random moments and started again. Prints a Markdown table and ends with status 1 when the bytes differ.
20,000 documents take about an hour; --work keeps the documents and the outputs in a folder (else a temporary one).
"""

from __future__ import annotations

import argparse
import filecmp
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from archive_documents import write
from archive_memory import Memory
from measure import machine, table

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "nlp.cli"]
EVERY = 2.0  # seconds between two samples of memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run: seconds, its memory, its exit status (negative: killed)."""

    seconds: float
    memory: Memory
    status: int


def run(folder: Path, out: Path, options: list[str], kill_after: float | None = None) -> Outcome:
    """Run the program until it ends, or kill it and all that it has started after so many seconds."""
    memory, begin = Memory(), time.perf_counter()
    command = [*PROGRAM, "run", str(folder), "-o", str(out), "--quiet", *options]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL) as running:
        taken = begin
        while running.poll() is None:
            time.sleep(0.05)
            now = time.perf_counter()
            if kill_after is not None and now - begin > kill_after:
                os.killpg(running.pid, signal.SIGKILL)
            elif now - taken > EVERY:
                taken = now
                memory.take(running.pid, now - begin)
    return Outcome(time.perf_counter() - begin, memory, running.returncode)


def whole(folder: Path, out: Path, options: list[str]) -> Outcome:
    """A run that must succeed."""
    outcome = run(folder, out, options)
    if outcome.status:
        raise SystemExit(f"{' '.join(options)}: the program ended with status {outcome.status}, expected 0")
    return outcome


def killed(folder: Path, out: Path, within: float, kills: int, chance: random.Random) -> Outcome:
    """Kill it at random moments of its work, then let it end. The seconds are those of all runs together; a run that is
    through before its moment is told, and counts as no kill."""
    spent = 0.0
    for number in range(kills):
        # Each run but the last gets a part of the work done, so that there is something left to kill.
        after = chance.uniform(1.0, max(2.0, within / kills))
        outcome = run(folder, out, ["--jobs", "2"], after)
        spent += outcome.seconds
        said = "killed" if outcome.status == -signal.SIGKILL else f"ended by itself ({outcome.status})"
        tell(f"run {number + 1} {said} after {outcome.seconds:.1f} s: {kept(out)}")
    rest = whole(folder, out, ["--jobs", "2"])
    tell(f"the rest took {rest.seconds:.1f} s")
    return Outcome(spent + rest.seconds, rest.memory, rest.status)


def kept(out: Path) -> str:
    """What a run that was killed has left, in words."""
    parts = out / ".extract-events"
    if parts.exists():
        size = sum(path.stat().st_size for path in parts.iterdir())
        return f"{size / 1e6:.1f} MB to go on from"
    return "it was through already" if (out / "events.jsonl").exists() else "nothing yet to go on from"


def has_ray() -> str | None:
    """None when the program can run on Ray here, else why not."""
    asked = subprocess.run([*PROGRAM, "run", "--help"], capture_output=True, text=True, check=True, cwd=ROOT)
    if "--engine" not in asked.stdout:
        return "this program has no option --engine"
    probe = subprocess.run([sys.executable, "-c", "import ray.data"], capture_output=True, check=False)
    return "the library is not installed" if probe.returncode else None


def differences(first: Path, other: Path) -> list[str]:
    """Files that two output folders do not share byte by byte."""
    names = {path.name for folder in (first, other) for path in folder.iterdir()}
    return sorted(names - set(filecmp.cmpfiles(first, other, sorted(names), shallow=False)[0]))


def line(name: str, outcome: Outcome, documents: int, once: float, same: str) -> list[str]:
    """A line of the table. `once` is the time of one process."""
    memory, times = outcome.memory, once / outcome.seconds
    over_time = " ".join(f"{value:.0f}" for value in memory.over_time(2)) or "–"
    peaks = [f"{memory.peak(column):.0f}" for column in (1, 2, 3)]
    speed = [f"{outcome.seconds:.1f}", f"{documents / outcome.seconds:.1f}", f"{times:.2f}"]
    return [name, *speed, *peaks, over_time, same]


def measure(place: Path, documents: int, kills: int, seed: int) -> tuple[list[list[str]], bool]:
    """All runs; the lines of the table and whether all bytes are the same."""
    folder, first = place / "in", place / "one"
    base = whole(folder, first, ["--jobs", "1"])
    tell(f"one process: {base.seconds:.1f} s")
    lines = [line("1 process", base, documents, base.seconds, "–")]
    again: dict[str, Outcome] = {"2 processes": whole(folder, place / "2 processes", ["--jobs", "2"])}
    tell(f"two processes: {again['2 processes'].seconds:.1f} s")
    if (missing := has_ray()) is None:
        again["Ray"] = whole(folder, place / "Ray", ["--engine", "ray"])
        tell(f"Ray: {again['Ray'].seconds:.1f} s")
    else:
        tell(f"no Ray here: {missing}")
    if kills:
        name, within = f"2 processes, {kills} kills", again["2 processes"].seconds
        again[name] = killed(folder, place / name, within, kills, random.Random(seed))
    equal = True
    for name, outcome in again.items():
        differing = differences(first, place / name)
        equal = equal and not differing
        same = f"no: {', '.join(differing)}" if differing else "yes"
        lines.append(line(name, outcome, documents, base.seconds, same))
    return lines, equal


def tell(words: str) -> None:
    """Say how it goes, beside the table."""
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    """Make the documents, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("leads", type=Path, nargs="?", metavar="LEADS.jsonl")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)  # Ray's processes must find this checkout's program as well
    with tempfile.TemporaryDirectory() as name:
        place = (given.work or Path(name)).resolve()
        (place / "in").mkdir(parents=True)
        size = write(place / "in", given.documents, given.leads)
        lines, equal = measure(place, given.documents, given.kills, given.seed)
    head = ["", "seconds", "documents a second", "times one process", "parent MB", "largest below it MB", "all MB",
        "the latter over time", "the same bytes"]  # fmt: skip
    print(f"{given.documents} documents, {size / 1e6:.0f} MB, {machine()}:\n\n{table(head, lines)}")
    raise SystemExit(not equal)


if __name__ == "__main__":
    main()
