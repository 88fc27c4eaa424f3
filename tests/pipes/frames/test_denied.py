"""What did not take place is told as denied or not at all, and never as a fact."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Reports Progress with NRV-210\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today reported "
    "progress.\n\n"
)
STEPS = ("action", "status", "outcome", "kind")


def told(pipeline: Language, text: str) -> list[tuple[str, str, str | None]]:
    """Type, realis and step of every event."""
    events = pipeline(HEAD + text)._.events
    return sorted((e["type"], e["realis"], next((e[s] for s in STEPS if e.get(s)), None)) for e in events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The FDA did not approve the NDA for NRV-210.", [("regulatory", "actual", "rejected")]),
        ("The FDA has not yet approved NRV-210.", []),
        ("Norvane has not yet initiated the Phase 3 trial of NRV-210.", [("trial_status", "denied", "initiated")]),
        (
            "Norvane did not receive the $20 million milestone payment from Toral Pharma.",
            [("payment", "denied", "milestone")],
        ),
        ("The FDA declined to approve NRV-210 in gout.", [("regulatory", "actual", "rejected")]),
        (
            "The European Commission refused marketing authorization for NRV-210.",
            [("regulatory", "actual", "rejected")],
        ),
        # a trial that failed has a result, though a negative one
        (
            "The Phase 2 trial of NRV-210 did not reach statistical significance on its primary endpoint.",
            [("readout", "actual", "negative")],
        ),
        ("NRV-210 not only met the primary endpoint of the Phase 2 trial.", [("readout", "actual", "positive")]),
        ("Norvane did not report data from the Phase 2 trial of NRV-210.", []),
    ],
)
def test_what_was_not_done_is_no_fact(
    pipeline: Language, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The FDA extended the PDUFA date for NRV-210 from March 28, 2025 to June 28, 2025.", "2025-06-28"),
        (
            "Norvane shifted the start of its Phase 2 trial of NRV-210 from the first to the third quarter of 2025.",
            "2025-07-01",
        ),
    ],
)
def test_a_date_that_was_moved_is_the_later_one(pipeline: Language, text: str, day: str) -> None:
    assert [event["date"]["earliest"] for event in pipeline(HEAD + text)._.events] == [day]
