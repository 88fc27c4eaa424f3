"""Many made-up inputs through the whole program: no crash, no hang, no traceback, every input done or failed.

    python tests/fuzz/long_fuzz.py [--inputs 10000] [--seed 1] [--timeout 20]

Hypothesis makes them (fuzz_inputs.py), a folder of 500 for each run of the program. Inputs that a fault was found with
are left in the folder fuzz-failures. coverage_fuzz.py has inputs that are led by coverage.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import orjson
from fuzz_inputs import inputs
from hypothesis import HealthCheck, Phase, given, seed, settings

_FOLDER = 500
FAULTS = ("fault in the pipeline", "died twice", "took longer", "needed more than")
KEEP = Path("fuzz-failures")


def make(number: int, start: int) -> list[tuple[str, bytes]]:
    """So many inputs."""
    found: list[tuple[str, bytes]] = []

    @seed(start)
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def collect(made: tuple[str, bytes]) -> None:
        found.append(made)

    collect()
    return found


def run(batch: list[tuple[str, bytes]], timeout: int) -> Counter[str]:
    """One run of the program; counts outcomes. Ends this process when an input is not accounted for."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        folder.mkdir()
        for number, (ending, data) in enumerate(batch):
            (folder / f"{number:05}{ending}").write_bytes(data)
        options = ["--timeout", str(timeout), "--max-bytes", "100000", "--format", "html", "--format", "csv"]
        options += ["--format", "spacy"]
        command = [sys.executable, "-m", "nlp.cli", str(folder), "-o", str(out), *options]
        done = subprocess.run(command, capture_output=True, check=False, timeout=timeout * len(batch))
        if done.returncode not in (0, 1) or b"Traceback" in done.stderr + done.stdout:
            shutil.copytree(folder, KEEP, dirs_exist_ok=True)
            raise SystemExit(f"status {done.returncode}: {done.stderr.decode()[-2000:]}")
        files = set()
        for line in map(orjson.loads, (out / "documents.jsonl").open("rb")):
            error = line["error"] or ""
            counts[line["status"]] += 1
            files.add(line["doc_id"][:5])
            for fault in (fault for fault in FAULTS if fault in error):
                counts[fault] += 1
                print(f"{line['doc_id']}: {error}")
                KEEP.mkdir(exist_ok=True)
                for path in folder.glob(f"{line['doc_id'][:5]}*"):
                    shutil.copy(path, KEEP)
        named = {f"{number:05}" for number, (ending, _) in enumerate(batch) if "jsonl" not in ending}
        counts["inputs"] += len(batch)
        counts["not accounted for"] += sum(1 for name in named - files if not _holds_ids(batch[int(name)][1]))
    return counts


def _holds_ids(data: bytes) -> bool:
    """Whether its documents may go by ids of their own: JSON lines."""
    return b"{" in data or data.startswith(b"\x1f\x8b")


def main() -> None:
    """Fuzz and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("SEED", "1")))
    parser.add_argument("--timeout", type=int, default=20)
    chosen = parser.parse_args()
    begun = time.perf_counter()
    total: Counter[str] = Counter()
    for number in range(0, chosen.inputs, _FOLDER):
        total += run(make(min(_FOLDER, chosen.inputs - number), chosen.seed + number), chosen.timeout)
    print(
        f"{time.perf_counter() - begun:.0f} s: " + ", ".join(f"{count} {name}" for name, count in sorted(total.items()))
    )
    raise SystemExit(any(total[name] for name in (*FAULTS, "not accounted for")))


if __name__ == "__main__":
    main()
