"""A small pattern folder, releases and gold for the tests of the bench."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lab_support import ABOUT, CURTAIN, DATELINE, DOSED, QUIET, patterns

from nlp.lab.bench import Bench
from nlp.lab.bench_draft import Draft
from nlp.records import Document

RULES = """# Trials that start and end.
type: trial_status
rules:
  # --- starts
  - id: doses_first_patient
    pattern: "dos(?:es|ed)(?: the)? first patient"  # dosing
    set: {status: initiated}
    examples:
      - "Norvane Doses First Patient in (PHASE Phase 2) Trial of (COMPOUND NRV-210)"
    counter_examples:
      - "The first patient with this condition was described in 1954."

  # --- ends
  - id: trial_is_over
    pattern: "trial of {COMPOUND}[^.;]{0,30} is over"
    set: {status: completed}
    # the plain wording
    examples:
      - "The (PHASE Phase 3) trial of (COMPOUND NRV-310) is over."
    counter_examples:
      - "The fight over NRV-310 is over."
"""
DOSES, OVER, CURTAIN_RULE = "trial_status.doses_first_patient", "trial_status.trial_is_over", "trial_status.curtain"
ENDED = (
    f"Norvane Therapeutics Gives Update\n\n{DATELINE} gave an update on its business.\n\n"
    f"The Phase 3 trial of NRV-310 in gout is over.{ABOUT}"
)
TEXTS = {"curtain.txt": CURTAIN, "dosed.txt": DOSED, "ended.txt": ENDED, "quiet.txt": QUIET}
CURTAIN_FIELDS: Mapping[str, Any] = {
    "pattern": "the curtain (?:went|goes) up on",
    "set": {"status": "initiated"},
    "examples": ["The curtain went up on the (PHASE Phase 3) trial of (COMPOUND NRV-310) in (INDICATION gout)."],
    "counter_examples": ["The curtain went up on a new season."],
}
GOLD = {
    "doc_id": "curtain.txt",
    "publisher": ["Norvane Therapeutics, Inc."],
    "compounds": [],
    "events": [
        {
            "type": "trial_status",
            "compound": ["NRV-310"],
            "phase": "3",
            "status": "initiated",
            "indication": [["gout"]],
            "trial": None,
            "sponsor": None,
            "date": {"earliest": "2024-02-01", "latest": "2024-02-29"},
            "realis": "actual",
            "quote": "the curtain went up",
        }
    ],
}
# The texts made to hurt it never hold "curtain", so that only a real one makes it run away.
STALLING = "(?=curtain)(?:[^!]+ ?)+[!?]"


def small_patterns(folder: Path) -> Path:
    """The shipped patterns with two rules only."""
    patterns(folder)
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    (folder / "events" / "trial_status.yaml").write_text(RULES, encoding="utf-8")
    return folder


def documents() -> list[Document]:
    """The releases as ingestion reads them."""
    return [Document(name, text, hashlib.sha256(text.encode()).hexdigest()) for name, text in TEXTS.items()]


def draft_of(bench: Bench, rule: str, **changes: Any) -> Draft:
    """A rule as it is saved, with other fields."""
    return Draft(rule, {**bench.open(rule).fields, **changes})


def new_draft(rule: str = CURTAIN_RULE, **changes: Any) -> Draft:
    """The rule about the curtain, which is not there yet."""
    return Draft(rule, {**CURTAIN_FIELDS, **changes})
