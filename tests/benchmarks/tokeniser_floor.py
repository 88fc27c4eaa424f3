"""How long the program takes beside bare tokenising: whole processes, run in pairs.

    python tests/benchmarks/tokeniser_floor.py [--copies 200] [--pairs 5]

One process is `extract-events` on copies of the two filings, the other one reads the same files and tokenises them with
spacy.blank("en"). Prints the medians, their ratio, the time a document, and how long `--help` takes.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOKENISE = """
import sys
from pathlib import Path
import spacy
nlp = spacy.blank("en")
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    nlp.make_doc(path.read_text(encoding="utf-8"))
"""


def seconds(*command: str) -> float:
    """Wall time of a process that must succeed."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--pairs", type=int, default=5)
    given = parser.parse_args()
    filings = sorted((ROOT / "corpus").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        folder.mkdir()
        for number in range(given.copies):
            for path in filings:
                shutil.copy(path, folder / f"{number:04}_{path.name}")
        floor, ours, one = [], [], []
        for _ in range(given.pairs):
            floor.append(seconds("-c", TOKENISE, str(folder)))
            ours.append(seconds("-m", "nlp.cli", str(folder), "-o", str(out), "--quiet"))
            one.append(seconds("-m", "nlp.cli", str(folder), "-o", str(out), "--quiet", "--jobs", "1"))
    documents = given.copies * len(filings)
    ratio = statistics.median(b / a for a, b in zip(floor, ours, strict=True))
    alone = statistics.median(b / a for a, b in zip(floor, one, strict=True))
    each = 1000 * statistics.median(ours) / documents
    asking = statistics.median(seconds("-m", "nlp.cli", "--help") for _ in range(given.pairs))
    print(f"{documents} documents, {given.pairs} pairs")
    print(f"tokenising      {statistics.median(floor):7.2f} s")
    print(f"extract-events  {statistics.median(ours):7.2f} s  {each:.1f} ms a document")
    print(f"ratio           {ratio:7.2f}")
    print(f"--jobs 1        {statistics.median(one):7.2f} s  ratio {alone:.2f}")
    print(f"--help          {asking:7.2f} s")


if __name__ == "__main__":
    main()
