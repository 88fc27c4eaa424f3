"""How long an annotator waits for `patterns diff`: whole processes, one after the other.

    python tests/benchmarks/pattern_loop.py PATH [--runs 5] [--rule trial_status.initiate_study]

PATH is a corpus (a folder, or a JSONL file). Prints the medians of

- cold: nothing is in the cache;
- warm: old and new patterns are the same;
- rule: one rule of the new patterns says otherwise, and differently at every run;
- cues: a realis cue differs, so that everything is told again.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLD = ROOT / "patterns"


def seconds(corpus: Path, new: Path, cache: Path) -> tuple[float, str]:
    """Wall time of a process that must succeed, and its line on what was told again."""
    command = [sys.executable, "-m", "nlp.cli", "patterns", "diff", str(OLD), str(new), str(corpus)]
    begin = time.perf_counter()
    done = subprocess.run([*command, "--cache", str(cache)], check=True, capture_output=True, text=True, cwd=ROOT)
    took = time.perf_counter() - begin
    return took, next(line for line in done.stdout.splitlines() if line.endswith("told again"))


def edited(folder: Path, rule: str, number: int) -> None:
    """Give one rule another confidence."""
    kind, _, name = rule.partition(".")
    path = folder / "events" / f"{kind}.yaml"
    before, mark, after = (OLD / "events" / f"{kind}.yaml").read_text(encoding="utf-8").partition(f"- id: {name}\n")
    if not mark:
        raise SystemExit(f"found no rule {rule}")
    lines = after.split("\n  - id: ", 1)
    lines[0] = "\n".join(line for line in lines[0].split("\n") if not line.startswith("    confidence:"))
    path.write_text(f"{before}{mark}    confidence: 0.{number + 10}\n" + "\n  - id: ".join(lines), encoding="utf-8")


def cued(folder: Path, number: int) -> None:
    """Give the first realis cue another reach."""
    text = (OLD / "realis.yaml").read_text(encoding="utf-8").rstrip("\n")
    cue = f"\n  - {{realis: possible, side: before, reach: {number + 1}, patterns: [nothing of the sort]}}\n"
    (folder / "realis.yaml").write_text(text + cue, encoding="utf-8")


def measure(name: str, runs: int, prepare: Callable[[int], Path], corpus: Path, new: Path) -> None:
    """Print the median of some runs; `prepare` makes the patterns ready and gives the cache to use."""
    took, again = [], ""
    for number in range(runs):
        cache = prepare(number)
        one, again = seconds(corpus, new, cache)
        took.append(one)
    print(f"{name:6s}{statistics.median(took):7.2f} s  (from {min(took):.2f} to {max(took):.2f})  {again}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rule", default="trial_status.initiate_study")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        new, warm = Path(name) / "patterns", Path(name) / "warm"
        shutil.copytree(OLD, new)
        corpus = given.corpus.resolve()
        measure("cold", given.runs, lambda n: Path(name) / f"cold{n}", corpus, new)
        seconds(corpus, new, warm)
        measure("warm", given.runs, lambda n: warm, corpus, new)
        measure("rule", given.runs, lambda n: (edited(new, given.rule, n), warm)[1], corpus, new)
        shutil.copytree(OLD, new, dirs_exist_ok=True)
        measure("cues", given.runs, lambda n: (cued(new, n), warm)[1], corpus, new)


if __name__ == "__main__":
    main()
