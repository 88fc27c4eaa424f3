"""Of two steps in one sentence each has its own phase, disease, day, agency and place."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = "Norvane Gives Update\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today gave an update.\n\n"


def told(pipeline: Language, text: str, kind: str, *slots: str) -> set[tuple[Any, ...]]:
    """These slots of every event of one type; of a date its first day, of a list its first member."""
    rows = set()
    for event in pipeline(HEAD + text)._.events:
        if event["type"] == kind:
            values = (event["realis"] if slot == "realis" else event[slot] for slot in slots)
            rows.add(tuple(plain(value) for value in values))
    return rows


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return plain(value[0]) if value else None
    return (value.get("earliest") or value.get("text")) if isinstance(value, dict) else value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A Phase 2 trial of NRV-210 in ulcerative colitis is fully enrolled, a Phase 2 trial in Crohn's disease is "
            "recruiting, and a Phase 1b trial in celiac disease will start in the second half of 2025.",
            {
                ("enrollment_completed", "2", "ulcerative colitis", "actual"),
                ("ongoing", "2", "Crohn's disease", "actual"),
                ("initiated", "1b", "celiac disease", "expected"),
            },
        ),
        (
            "NRV-210 is in an ongoing Phase 1/2 study in gout, with the Phase 2 part expected to start in Q3 2025.",
            {("ongoing", "1/2", "gout", "actual"), ("initiated", "2", "gout", "expected")},
        ),
        (
            "NRV-210 is in Phase 3 for psoriasis, and Phase 2 for psoriatic arthritis.",
            {("ongoing", "3", "psoriasis", "actual"), ("ongoing", "2", "psoriatic arthritis", "actual")},
        ),
        (
            "Two Phase 2 trials of NRV-210 are ongoing, one in sarcoma and one in mesothelioma.",
            {("ongoing", "2", "sarcoma", "actual"), ("ongoing", "2", "mesothelioma", "actual")},
        ),
        (
            "NRV-210 has completed a Phase 2a study in gout and will advance to Phase 2b in 2026.",
            {("completed", "2a", "gout", "actual"), ("initiated", "2b", "gout", "expected")},
        ),
    ],
)
def test_each_trial_of_a_sentence_has_its_own_step(
    pipeline: Language, text: str, expected: set[tuple[str, str, str, str]]
) -> None:
    assert told(pipeline, text, "trial_status", "status", "phase", "indication", "realis") == expected


def test_the_day_of_the_start_is_not_that_of_a_later_step(pipeline: Language) -> None:
    text = "The Phase 1 trial of NRV-210, which began in October 2024, has completed enrollment of its third cohort."
    assert told(pipeline, text, "trial_status", "status", "date") == {("enrollment_completed", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The NDA for NRV-210 was submitted in September 2024 and accepted for filing in November 2024.",
            {("submitted", None, "2024-09-01"), ("accepted", None, "2024-11-01")},
        ),
        (
            "Following FDA approval of NRV-210 in March 2024, it was launched in April and approved in Canada in "
            "November 2024.",
            {("approved", "FDA", "2024-03-01"), ("approved", None, "2024-11-01")},
        ),
        (
            "Toral has filed an IND for NRV-210 and anticipates that a Phase 1 trial will begin in 2026.",
            {("submitted", None, None)},
        ),
    ],
)
def test_each_step_with_an_agency_has_its_own_day_and_agency(
    pipeline: Language, text: str, expected: set[tuple[str, str | None, str | None]]
) -> None:
    assert told(pipeline, text, "regulatory", "action", "agency", "date") == expected


def test_data_that_are_to_come_lend_no_venue_to_those_told(pipeline: Language) -> None:
    text = (
        "Interim data from the Phase 1/2 trial showed that NRV-210 was well tolerated; additional data will be "
        "presented at ASH in December 2025."
    )
    assert told(pipeline, text, "readout", "realis", "venue") == {("actual", None), ("expected", "ASH")}


def test_partners_by_place_have_a_deal_and_a_territory_each(pipeline: Language) -> None:
    text = "NRV-210 is licensed to Toral Pharma in China and to Gilmore Biosciences in Japan."
    assert told(pipeline, text, "deal", "licensee", "territory") == {
        ("Toral Pharma", "China"),
        ("Gilmore Biosciences", "Japan"),
    }


def test_who_grants_a_licence_gives_it(pipeline: Language) -> None:
    text = "Norvane has granted Toral Pharma a non-exclusive license to its conjugation technology."
    assert told(pipeline, text, "deal", "licensor", "licensee") == {("Norvane", "Toral Pharma")}


@pytest.mark.parametrize(
    "text",
    [
        "The FDA has determined that it cannot approve the NDA for NRV-210 in its present form.",
        "Norvane's patent application for the drug candidate NRV-210 was approved in Japan.",
        "NRV-210 differs from all FDA-approved antidepressants.",
        "The FDA has requested additional data on NRV-210.",
        "Norvane plans to provide an update on the status of the NRV-210 trial prior to year end.",
        "The decrease was primarily the result of the transfer of NRV-210 to Toral Pharma.",
        "IND-enabling studies of NRV-210 are underway.",
        "If NRV-210 is approved by the FDA, Toral Pharma would launch it.",
        "Norvane cannot sell NRV-210 until the FDA approves it.",
        "The quarter's results were driven by sales of NRV-210.",
        "Norvane would be obligated upon initiation of a first Phase 3 study of NRV-210 to pay $40.0 million.",
    ],
)
def test_what_tells_no_step_tells_none(pipeline: Language, text: str) -> None:
    steps = [e for e in pipeline(HEAD + text)._.events if e["type"] in ("trial_status", "readout", "regulatory")]
    assert steps == []
