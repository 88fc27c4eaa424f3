"""Which time of a sentence is a step's: a year told once, an earlier step's day, what waits and what is done."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Corporate Update\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today gave an update.\n\n"
)


def days(pipeline: Language, text: str) -> dict[str, tuple[str, str] | None]:
    """The days of each step by status or action."""
    return {
        event.get("status") or event.get("action") or event["type"]: event["date"]
        and (event["date"]["earliest"], event["date"]["latest"])
        for event in pipeline(HEAD + text)._.events
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane expects to begin the Phase 2 trial of NRV-210 in the first quarter of 2027 and to complete "
            "enrollment in the fourth quarter.",
            {"initiated": ("2027-01-01", "2027-03-31"), "enrollment_completed": ("2027-10-01", "2027-12-31")},
        ),
        (
            "Data on NRV-210 are expected in the first half of 2027, and a Phase 3 trial is to begin in the "
            "second half of the year.",
            {"readout": ("2027-01-01", "2027-06-30"), "initiated": ("2027-07-01", "2027-12-31")},
        ),
        (
            "In 2023, Norvane started a Phase 2 trial of NRV-210 in March and completed enrollment in November.",
            {"initiated": ("2023-03-01", "2023-03-31"), "enrollment_completed": ("2023-11-01", "2023-11-30")},
        ),
        # another family of times, and another part of the sentence, keep the year of the calendar
        (
            "Norvane's patents run to 2041; a Phase 2 trial of NRV-210 is to begin in the fourth quarter.",
            {"initiated": ("2025-10-01", "2025-12-31")},
        ),
        (
            "The FDA's target date for NRV-210 is June 5, 2026, and a Phase 2 trial of NRV-310 is to begin in the "
            "fourth quarter.",
            {"approved": ("2026-06-05", "2026-06-05"), "initiated": ("2025-10-01", "2025-12-31")},
        ),
    ],
)
def test_a_year_told_once(pipeline: Language, text: str, expected: dict[str, tuple[str, str] | None]) -> None:
    assert days(pipeline, text) == expected


def test_the_day_of_an_earlier_step_is_not_the_later_one_s(pipeline: Language) -> None:
    text = "Norvane resubmitted its application for NRV-210 after the complete response letter of June 2024."
    assert days(pipeline, text) == {"submitted": None, "rejected": ("2024-06-01", "2024-06-30")}


@pytest.mark.parametrize("opening", ["Once the data were in", "When the trial had ended", "As soon as it was ready"])
def test_what_was_done_then_is_done(pipeline: Language, opening: str) -> None:
    text = f"{opening}, Norvane submitted an NDA for NRV-210 to the FDA in March 2025."
    told = [(e["type"], e["realis"]) for e in pipeline(HEAD + text)._.events]
    assert told == [("regulatory", "actual")]


@pytest.mark.parametrize(
    "opening",
    ["Following the positive results in psoriasis", "After the data in lupus", "Encouraged by the results in lupus"],
)
def test_results_that_lead_to_a_plan_are_none_to_come(pipeline: Language, opening: str) -> None:
    text = f"{opening}, Norvane will start a Phase 3 trial of NRV-210 in 2026."
    assert [e["type"] for e in pipeline(HEAD + text)._.events] == ["trial_status"]


def test_results_lead_to_a_phase(pipeline: Language) -> None:
    text = "The Phase 2 data for NRV-210 that we reported last year support Phase 3."
    assert [e["phase"] for e in pipeline(HEAD + text)._.events] == ["2"]


def test_a_condition_is_no_result(pipeline: Language) -> None:
    text = "Multiple doses of NRV-210 could follow if the single doses are well tolerated."
    assert not [e for e in pipeline(HEAD + text)._.events if e["type"] == "readout"]


def test_an_agency_that_is_asked_has_not_approved(pipeline: Language) -> None:
    text = "Norvane has asked the FDA to approve NRV-210 for gout."
    assert [e["action"] for e in pipeline(HEAD + text)._.events] == ["submitted"]


def test_a_designation_given_back_is_none(pipeline: Language) -> None:
    text = "The orphan drug designation of NRV-210 was withdrawn at the company's request."
    assert not [e for e in pipeline(HEAD + text)._.events if e.get("action") == "designated"]
