"""Sentences that only point back to a trial or a drug, and what a vaccine's name tells of its disease."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
SLOTS = ("phase", "status", "action", "outcome", "trial", "indication", "date")


def told(pipeline: Language, text: str) -> list[dict[str, Any]]:
    """Type, compound, realis and the filled slots of every event of a compound, dates as a pair of days."""
    out = []
    for event in pipeline(HEAD + text)._.events:
        slots = {name: event.get(name) for name in SLOTS if event.get(name)}
        if "date" in slots:
            slots["date"] = (slots["date"]["earliest"], slots["date"]["latest"])
        out.append({"type": event["type"], "compound": event["compound"]["name"], "realis": event["realis"], **slots})
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane owns the Phase 2 BREEZE study of NRV-210 in asthma. The study was paused in March 2025.",
            [
                {
                    "type": "trial_status",
                    "compound": "NRV-210",
                    "realis": "actual",
                    "phase": "2",
                    "status": "suspended",
                    "trial": "BREEZE",
                    "indication": ["asthma"],
                    "date": ("2025-03-01", "2025-03-31"),
                },
            ],
        ),
        (
            "The Phase 1 trial of NRV-210 in asthma was completed in March 2025. It was well tolerated.",
            [
                {
                    "type": "trial_status",
                    "compound": "NRV-210",
                    "realis": "actual",
                    "phase": "1",
                    "status": "completed",
                    "indication": ["asthma"],
                    "date": ("2025-03-01", "2025-03-31"),
                },
                {
                    "type": "readout",
                    "compound": "NRV-210",
                    "realis": "actual",
                    "phase": "1",
                    "outcome": "positive",
                    "indication": ["asthma"],
                },
            ],
        ),
        ("NRV-210 was made in Boston. It is the world's first tablet to enter clinical trials.", []),
        ("Norvane has a new office. It was well tolerated.", []),
    ],
)
def test_a_sentence_that_points_back_tells_of_the_drug_and_the_trial_before_it(
    pipeline: Language, text: str, expected: list[dict[str, Any]]
) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvane dosed the first subject in a Phase 1 trial of its norovirus vaccine candidate.", [["norovirus"]]),
        ("Norvane dosed the first subject in a Phase 1 trial of NRV-210.", [None]),
    ],
)
def test_a_vaccine_is_against_what_its_name_says(
    pipeline: Language, text: str, expected: list[list[str] | None]
) -> None:
    assert [event.get("indication") for event in told(pipeline, text)] == expected
