"""Trials that are full while data are awaited, closed to new patients, paused and resumed; clauses that stay apart."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Phase 2 trial of NRV-310 is fully enrolled and topline data are expected in mid-2026.",
            [("enrollment_completed", "actual")],
        ),
        (
            "We closed the Phase 2 trial of NRV-310 to new patients in January 2026.",
            [("enrollment_completed", "actual")],
        ),
        ("The pause in enrollment in the Phase 2 trial of NRV-310 has been lifted.", [("ongoing", "actual")]),
        (
            "To date, five patients have been treated with NRV-310 in the Phase 1 trial.",
            [("ongoing", "actual")],
        ),
        (
            "Norvane has submitted an IND to the FDA for the initiation of a Phase 1 trial of NRV-310.",
            [("initiated", "expected")],
        ),
        ("The Phase 2 trial of NRV-310 was completed as planned.", [("completed", "actual")]),
        (
            "Once the FDA has cleared the IND, we will start a Phase 1 trial of NRV-310.",
            [("initiated", "expected")],
        ),
        ("We do not intend to enter into a collaboration for NRV-210 before Phase 3 data.", []),
    ],
)
def test_trial_status(pipeline: Language, text: str, told: list[tuple[str, str]]) -> None:
    events = [e for e in pipeline(HEAD + text)._.events if e["type"] == "trial_status"]
    assert [(e["status"], e["realis"]) for e in events] == told


def test_each_phase_has_the_disease_behind_it(pipeline: Language) -> None:
    text = (
        "NRV-210 is currently in Phase 2 development for the treatment of gout and in Phase 1 development for the "
        "treatment of kidney stones."
    )
    events = [e for e in pipeline(HEAD + text)._.events if e["type"] == "trial_status"]
    assert {(e["phase"], *e["indication"]) for e in events} == {("2", "gout"), ("1", "kidney stones")}


@pytest.mark.parametrize(
    "text",
    [
        "We believe the data support the submission of an NDA for NRV-210 in 2027.",
        "The FDA's approval of NRV-210 was based on data from the 412-patient LUMEN trial.",
        "The impairment charges result from the disposition of the NRV-310 program.",
    ],
)
def test_no_readout(pipeline: Language, text: str) -> None:
    assert not [e for e in pipeline(HEAD + text)._.events if e["type"] == "readout"]


def test_a_company_is_no_part_of_a_disease(pipeline: Language) -> None:
    text = "A Phase 2 trial of Norvane's lupus nephritis drug NRV-210 is ongoing."
    (event,) = pipeline(HEAD + text)._.events
    assert event["indication"] == ["lupus nephritis"]


def test_trials_of_a_paragraph_about_two_drugs_by_their_diseases(pipeline: Language) -> None:
    text = (
        "We are developing NRV-210 for gout and NRV-310 for lupus. The Phase 2 gout trial completed enrollment in "
        "January, and the Phase 1 lupus trial is expected to begin in June."
    )
    events = [e for e in pipeline(HEAD + text)._.events if e["type"] == "trial_status"]
    assert {(e["compound"]["name"], e["phase"], e["status"]) for e in events} == {
        ("NRV-210", "2", "enrollment_completed"),
        ("NRV-310", "1", "initiated"),
    }


def test_all_dosed_is_full(pipeline: Language) -> None:
    text = "All 21 patients, including six children, have now been dosed in the Phase 1/2 trial of NRV-210."
    (event,) = pipeline(HEAD + text)._.events
    assert event["status"] == "enrollment_completed"
