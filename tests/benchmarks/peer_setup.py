"""What the peers are given: an environment each, and our word lists and cues in a form that all of them can read."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATTERNS = ROOT / "patterns"
PROGRAMS = Path(__file__).parent / "peer_programs"
PLACE = ROOT / "build" / "peers"
NUMERALS = ("I", "Ia", "Ib", "I/II", "Ib/IIa", "II", "IIa", "IIb", "II/III", "III", "IIIb", "IV", "1", "1a", "1b",
    "1/2", "1b/2a", "2", "2a", "2b", "2/3", "3", "3b", "4")  # fmt: skip
CUES = {
    "not_fact_before": ["expect to", "expects to", "expected to", "expects", "we expect", "plan to", "plans to",
        "planned", "on track to", "will", "intend to", "intends to", "anticipates", "is preparing to", "scheduled for",
        "may", "could", "might", "eligible to", "up to", "potential", "potentially", "towards"],
    "not_fact_after": ["is expected", "are expected", "is planned", "are planned", "is scheduled", "are scheduled",
        "is on track", "is anticipated", "if approved"],
    "denied_before": ["will not", "does not plan to", "has no plans to", "decided not to", "has not", "have not",
        "not been"],
    "end": ["but", "however", "although", "while"],
}  # fmt: skip


def environment(name: str, package: str) -> Path | None:
    """The Python of the environment that has the package, made where it is missing; None where pip cannot have it."""
    python = PLACE / name / "bin" / "python"
    probe = [str(python), "-c", f"import {package}"]
    if python.exists() and not subprocess.run(probe, capture_output=True, check=False).returncode:
        return python
    # Debian ships python3 without ensurepip: there our own pip fills the environment.
    made = subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(PLACE / name)], check=False)
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", package]
    if made.returncode:
        return None
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return None
    return python


def version(python: Path, package: str) -> str:
    """The version that an environment has of a package."""
    code = "import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))"
    return subprocess.run([str(python), "-c", code, package], check=True, capture_output=True, text=True).stdout.strip()


def our_version(package: str) -> str:
    """The version that this environment has of a package."""
    return importlib.metadata.version(package)


def write_setup(path: Path, released: dict[str, str]) -> None:
    """Write what every peer is given: terms, phases, cues, and the day of each release."""
    terms = {label: sorted(set(names), key=str.lower) for label, names in _terms().items()}
    phases = [f"Phase {numeral}" for numeral in NUMERALS]
    given = {"terms": terms, "phases": phases, "cues": CUES, "released": released}
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")


def _terms() -> dict[str, list[str]]:
    terms = {"COMPOUND": list(_names("compounds.jsonl")), "COMPANY": list(_names("companies.jsonl"))}
    for file in ("generics.txt", "brands.txt"):
        lines = (PATTERNS / file).read_text(encoding="utf-8").splitlines()
        terms["COMPOUND"] += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for file in sorted((PATTERNS / "entities").glob("*.jsonl")):
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            if isinstance(line["pattern"], str):
                terms.setdefault(line["label"], []).append(line["pattern"])
    return terms


def _names(file: str) -> Iterator[str]:
    for line in map(json.loads, (PATTERNS / file).read_text(encoding="utf-8").splitlines()):
        yield line["name"]
        yield from (alias["name"] for alias in line.get("aliases", ()) if alias.get("match", True))
