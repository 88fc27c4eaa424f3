"""A large folder through the program: wall time, memory of all its processes over time, and kills in between.

    python tests/benchmarks/archive.py [--documents 20000] [--jobs 2] [--kills 0] [--seed 1]

The documents are the two filings and short releases in turn, each with a name and a drug number of its own (one filing
to nine releases). With --kills N the run is killed (SIGKILL) N times at random moments and started again, and its bytes
are compared with those of a run that was left alone. Prints a line of memory figures every ten seconds: resident
megabytes of the parent, and of the workers what is theirs alone.
"""

from __future__ import annotations

import argparse
import filecmp
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RELEASE = """Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-{number} in Asthma

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient
in its Phase 2 BREEZE trial of NRV-{number} in severe asthma. Toral Pharma will pay $12 million when the trial ends.
"""


def make(folder: Path, documents: int) -> None:
    """Write the documents."""
    filings = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    for number in range(documents):
        text = filings[number // 10 % 2] if number % 10 == 0 else RELEASE.format(number=100 + number)
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def memory(process: int) -> tuple[float, list[float]]:
    """Megabytes: resident of the process, and private of each of its children."""
    parent = _field(process, "status", "VmRSS")
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = []
    for child in map(int, children):
        try:
            own.append(_field(child, "smaps_rollup", "Private_Dirty"))
        except (OSError, StopIteration):
            continue
    return parent, sorted(own)


def _field(process: int, file: str, name: str) -> float:
    lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1000


def run(folder: Path, out: Path, jobs: int, kill_after: float | None = None, *, show: bool = True) -> float:
    """Seconds until the program ended or was killed."""
    command = [sys.executable, "-m", "nlp.cli", str(folder), "-o", str(out), "--jobs", str(jobs), "--quiet"]
    begin = told = time.perf_counter()
    with subprocess.Popen(command) as running:
        while running.poll() is None:
            time.sleep(0.2)
            now = time.perf_counter()
            if kill_after is not None and now - begin > kill_after:
                running.kill()
            elif show and now - told > 10:
                told = now
                try:
                    parent, workers = memory(running.pid)
                except (OSError, StopIteration):
                    continue
                figures = " ".join(f"{worker:6.0f}" for worker in workers)
                print(f"{now - begin:7.0f} s  parent {parent:6.0f} MB  workers {figures} MB", flush=True)
    if kill_after is None and running.returncode:
        raise SystemExit(f"the program ended with status {running.returncode}")
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out, other = Path(name) / "in", Path(name) / "out", Path(name) / "killed"
        folder.mkdir()
        make(folder, given.documents)
        wall = run(folder, out, given.jobs)
        print(f"{given.documents} documents, {given.jobs} jobs: {wall:.1f} s, {given.documents / wall:.1f} a second")
        chance = random.Random(given.seed)
        for number in range(given.kills):
            after = chance.uniform(2, max(3, wall / (given.kills + 1)))
            run(folder, other, given.jobs, after, show=False)
            print(f"kill {number + 1} after {after:.1f} s")
        if given.kills:
            print(f"the rest: {run(folder, other, given.jobs, show=False):.1f} s")
            files = sorted(path.name for path in out.iterdir())
            same = files == sorted(path.name for path in other.iterdir())
            same = same and filecmp.cmpfiles(out, other, files, shallow=False)[0] == files
            print(f"the bytes are {'the same' if same else 'NOT the same'}: {', '.join(files)}")
            raise SystemExit(not same)


if __name__ == "__main__":
    main()
