"""Rows that begin or end with a day, rows of several drugs, results told by numbers alone, asides before the "
"predicate."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


def told(pipeline: Language, text: str) -> list[tuple[str, str, str, str | None]]:
    """Step, drug, realis and last day of every event about a drug."""
    return sorted(
        (
            event.get("status") or event.get("action") or event["type"],
            event["compound"]["name"],
            event["realis"],
            event["date"] and event["date"]["latest"],
        )
        for event in pipeline(HEAD + text)._.events
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2H 2026 – NDA submission for NRV-210", [("submitted", "NRV-210", "expected", "2026-12-31")]),
        ("By year-end 2026: IND filing for NRV-410", [("submitted", "NRV-410", "expected", "2026-12-31")]),
        ("Q3 2026: NRV-210 Phase 2 topline data in gout", [("readout", "NRV-210", "expected", "2026-09-30")]),
        ("Q2 2026: first patient dosed with NRV-310 in Phase 1", [("initiated", "NRV-310", "expected", "2026-06-30")]),
        (
            "January 2026: first patient dosed with NRV-310 in Phase 1",
            [("initiated", "NRV-310", "actual", "2026-01-31")],
        ),
        ("Phase 3 data readout for NRV-210 (gout): end of 2026", [("readout", "NRV-210", "expected", "2026-12-31")]),
        (
            "Topline results: NRV-210 Phase 2 in gout – 3Q26",
            [("readout", "NRV-210", "expected", "2026-09-30")],
        ),
        ("First-in-human study of NRV-310 in 2H 2026", [("initiated", "NRV-310", "expected", "2026-12-31")]),
        ("NRV-310 Phase 1: dose-escalation data in H2 2026", [("readout", "NRV-310", "expected", "2026-12-31")]),
        ("March 2026: NRV-210 patent granted in Japan", []),
    ],
)
def test_the_day_of_a_row_is_the_day_of_its_step(
    pipeline: Language, row: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    assert told(pipeline, f"• {row}\n") == expected


def test_each_part_of_a_row_is_about_its_own_drug_and_disease(pipeline: Language) -> None:
    row = "• NRV-210, gout – Phase 2b readout mid-2026; NRV-310, lupus – Phase 1 initiation Q3 2026\n"
    found = {(e["type"], e["compound"]["name"], tuple(e["indication"])) for e in pipeline(HEAD + row)._.events}
    assert found == {("readout", "NRV-210", ("gout",)), ("trial_status", "NRV-310", ("lupus",))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "FDA approval of NRV-210, which had been expected in January, is now anticipated in June.",
            [("approved", "NRV-210", "expected", "2026-06-30")],
        ),
        (
            "We withdrew the MAA for NRV-210 and will resubmit it in the second half of 2026.",
            [("submitted", "NRV-210", "expected", "2026-12-31"), ("withdrawn", "NRV-210", "actual", None)],
        ),
        (
            "The CHMP recommendation on NRV-210 is expected in Q3 2026.",
            [("recommended", "NRV-210", "expected", "2026-09-30")],
        ),
        ("Seven of 12 patients treated with NRV-310 responded.", [("readout", "NRV-310", "actual", None)]),
        (
            "More than 70 patients have entered the open-label extension study of NRV-210.",
            [("ongoing", "NRV-210", "actual", None)],
        ),
        ("Patients who entered the open-label extension study of NRV-210 were adults.", []),
    ],
)
def test_what_the_sentence_says_of_the_step(
    pipeline: Language, text: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    assert told(pipeline, text) == expected


def test_one_designation_of_two_drugs_is_two(pipeline: Language) -> None:
    text = "Orphan drug designations were granted to NRV-210 for gout and to NRV-310 for lupus."
    found = {(e["compound"]["name"], tuple(e["indication"])) for e in pipeline(HEAD + text)._.events}
    assert found == {("NRV-210", ("gout",)), ("NRV-310", ("lupus",))}


def test_the_commission_by_its_short_name(pipeline: Language) -> None:
    events = pipeline(HEAD + "The EC granted marketing authorization for NRV-210 in gout.")._.events
    assert [(e["action"], e["agency"]) for e in events] == [("approved", "EC")]
