"""What reading a document costs beside tokenising it, and what it cost when that was last recorded. Judges nothing.

    python tests/benchmarks/hot_path.py [--record] [--time]     (`make hot-path`, about half a minute)

Counts instructions with valgrind's callgrind where it is installed (apt-get install valgrind), as they do not depend on
what else the machine does; else, and with --time, takes processor time. One process loads the pipeline, reads some
texts, and then tokenises and reads others: a filing and four short releases. The figure to look at is the ratio of the
two. --record writes it into hot_path.json, with the commit and the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from measure import processor, table
from peer_setup import ROOT, our_version

RECORDED = Path(__file__).with_suffix(".json")
PROCESS = Path(__file__).with_name("hot_path_process.py")
PROCESSES = 9
UNITS = {"instructions": "million instructions", "time": "ms of processor time"}
Figures = dict[str, float]


def counted() -> Figures:
    """Millions of instructions of tokenising and of reading."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "callgrind"
        valgrind = ["valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}"]
        _python(*valgrind, sys.executable, str(PROCESS), "instructions")
        dumps = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(name).iterdir())]
    return {name: _total(dumps, name) / 1e6 for name in ("tokenise", "read")}


def timed() -> Figures:
    """Milliseconds of tokenising and of reading, the least of some processes: what disturbs only ever adds."""
    taken: list[Figures] = [json.loads(_python(sys.executable, str(PROCESS), "time")) for _ in range(PROCESSES)]
    return {name: 1000 * min(one[name] for one in taken) for name in taken[0]}


def _python(*command: str) -> str:
    # The order of sets depends on the hash seed, and with it the number of instructions.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def _total(dumps: list[str], name: str) -> int:
    """The instructions of the dump that was made under a name."""
    for dump in dumps:
        lines = dump.splitlines()
        if any(line.startswith("desc: Trigger:") and line.endswith(name) for line in lines):
            return int(next(line for line in lines if line.startswith(("totals:", "summary:"))).split()[1])
    raise SystemExit(f"callgrind made no dump named {name}, expected one")


def record(method: str, figures: Figures) -> None:
    """Keep the figures."""
    known = _recorded()
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    versions = {"python": platform.python_version(), "spacy": our_version("spacy")}
    rounded = {name: round(value, 1) for name, value in figures.items()}
    known[method] = {**rounded, "commit": commit.stdout.strip(), "machine": processor(), **versions}
    RECORDED.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _recorded() -> dict[str, Any]:
    known: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    return known


def lines(method: str, now: Figures, before: dict[str, Any] | None) -> str:
    """The table, and what has changed in a sentence."""
    ratio = now["read"] / now["tokenise"]
    head = [UNITS[method], "tokenising", "reading", "ratio"]
    rows = [["now", f"{now['tokenise']:.1f}", f"{now['read']:.1f}", f"{ratio:.2f}"]]
    if before is None:
        return f"{table(head, rows)}\n\nNothing is recorded of this yet (--record)."
    then = before["read"] / before["tokenise"]
    rows.append([before["commit"], f"{before['tokenise']:.1f}", f"{before['read']:.1f}", f"{then:.2f}"])
    where = f"recorded at {before['commit']} on {before['machine']}, Python {before['python']}, spaCy {before['spacy']}"
    return f"{table(head, rows)}\n\nThe ratio has changed by {100 * (ratio / then - 1):+.1f} % since it was {where}."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--time", action="store_true")
    given = parser.parse_args()
    method = "time" if given.time or not shutil.which("valgrind") else "instructions"
    figures = timed() if method == "time" else counted()
    print(lines(method, figures, _recorded().get(method)))
    if given.record:
        record(method, figures)


if __name__ == "__main__":
    main()
