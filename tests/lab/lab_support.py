"""Releases and pattern folders for the tests of the lab."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import ROOT

DATELINE = "BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today"
ABOUT = (
    "\n\nAbout Norvane Therapeutics\n\nNorvane Therapeutics, Inc. develops the small-molecule inhibitors NRV-210 and "
    "NRV-310 and the antibody ALDORIQ.\n"
)
DOSED = (
    "Norvane Therapeutics Doses First Patient in Phase 2 Trial of NRV-210 in Asthma\n\n"
    f"{DATELINE} announced that it has dosed the first patient in its Phase 2 BREEZE trial of NRV-210 in severe "
    f"asthma.{ABOUT}"
)
CURTAIN = (
    f"Norvane Therapeutics Provides Business Update\n\n{DATELINE} gave an update on its business.\n\n"
    f"In February 2024 the curtain went up on the Phase 3 trial of NRV-310 in gout.{ABOUT}"
)
QUIET = f"Norvane Therapeutics Moves\n\n{DATELINE} announced that its office has moved to Main Street.{ABOUT}"
RELEASES = {"curtain.txt": CURTAIN, "dosed.txt": DOSED, "quiet.txt": QUIET}

CURTAIN_RULE = """  - id: curtain
    pattern: "the curtain (?:went|goes) up on"
    set: {status: initiated}
    examples: ["The curtain went up on the Phase 3 trial of NRV-310 in gout."]
    counter_examples: ["The curtain went up on a new season."]
"""


def releases(folder: Path) -> Path:
    """A folder with the three releases."""
    folder.mkdir()
    for name, text in RELEASES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def patterns(folder: Path) -> Path:
    """A copy of the shipped patterns."""
    shutil.copytree(ROOT / "patterns", folder)
    return folder


def replaced(folder: Path, name: str, old: str, new: str) -> Path:
    """The folder with the one place changed where a file of it says `old`."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def with_rule(folder: Path, rule: str, name: str = "trial_status.yaml") -> Path:
    """The folder with one more rule at the end of a file."""
    path = folder / "events" / name
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + rule, encoding="utf-8")
    return folder


def changed_set(folder: Path, rule: str, old: str, new: str, name: str = "trial_status.yaml") -> Path:
    """The folder with `old` changed into `new` at its first place after the rule's id."""
    path = folder / "events" / name
    before, mark, after = path.read_text(encoding="utf-8").partition(f"- id: {rule}\n")
    assert mark, rule
    assert old in after.partition("\n  - id:")[0], f"{old!r} is not in {rule}"
    path.write_text(before + mark + after.replace(old, new, 1), encoding="utf-8")
    return folder
