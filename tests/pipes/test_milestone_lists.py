"""Lists of steps to come, rows of a pipeline, and paragraphs that a disease heads."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Corporate Update\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today gave an update.\n\n"
)


def steps(pipeline: Language, text: str) -> set[tuple[str, str, str | None, str | None]]:
    """Status or action, realis, phase and last day of every step."""
    return {
        (
            event.get("status") or event.get("action") or event["type"],
            event["realis"],
            event.get("phase"),
            event["date"] and event["date"]["latest"],
        )
        for event in pipeline(HEAD + text)._.events
    }


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("First patient dosed: Q4 2025", ("initiated", "expected", None, "2025-12-31")),
        ("IND: Q3 2025", ("submitted", "expected", None, "2025-09-30")),
        ("Phase 2 start in gout: Q3 2025", ("initiated", "expected", "2", "2025-09-30")),
        ("First-in-human (Phase 1, healthy volunteers) – Q3 2025", ("initiated", "expected", "1", "2025-09-30")),
        ("Interim analysis – Q3 2025", ("readout", "expected", None, "2025-09-30")),
        ("Last patient in: Q3 2025", ("enrollment_completed", "expected", None, "2025-09-30")),
    ],
)
def test_a_line_that_ends_with_a_day_to_come_is_no_fact(
    pipeline: Language, line: str, step: tuple[str, str, str | None, str | None]
) -> None:
    assert steps(pipeline, f"Upcoming milestones\n\nNRV-210\n\n- {line}\n\n- A call for analysts\n") == {step}


def test_goals_behind_a_colon_are_promises_of_their_year(pipeline: Language) -> None:
    text = "2026 goals: complete enrolment in our Phase 3 trial of NRV-210; begin Phase 2 of NRV-310."
    assert steps(pipeline, text) == {
        ("enrollment_completed", "expected", "3", "2026-12-31"),
        ("initiated", "expected", "2", "2026-12-31"),
    }


def test_each_item_of_a_list_has_its_own_drug_and_day(pipeline: Language) -> None:
    text = "Expected news flow: NRV-210 Phase 3 readout (Q4 2025), NRV-310 Phase 1 start (Q3 2025)."
    told = {(e["compound"]["name"], e["type"], e["phase"]) for e in pipeline(HEAD + text)._.events}
    assert told == {("NRV-210", "readout", "3"), ("NRV-310", "trial_status", "1")}


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("Phase 3 (BREEZE), recruiting", "ongoing"),
        ("Phase 2, enrolment in full swing", "ongoing"),
        ("Phase 1b, subjects being screened", "ongoing"),
        ("Phase 3 completed", "completed"),
        ("Phase 1 placed on hold", "suspended"),
    ],
)
def test_a_row_without_a_verb(pipeline: Language, row: str, status: str) -> None:
    assert {one[0] for one in steps(pipeline, f"NRV-210 – gout: {row}")} == {status}


@pytest.mark.parametrize("mark", [". ", ": ", " – "])
def test_a_disease_heads_its_paragraph(pipeline: Language, mark: str) -> None:
    text = (
        "NRV-210 is an oral drug.\n\n"
        f"Gout{mark}A Phase 2 trial is under way.\n\nLupus{mark}A Phase 2 trial recruits in Spain.\n"
    )
    told = [e["indication"] for e in pipeline(HEAD + text)._.events]
    assert sorted(told) == [["Gout"], ["Lupus"]]


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 is being developed for gout (Phase 3) and lupus (Phase 2).",
        "NRV-210 is in Phase 3 (gout) and Phase 2 (lupus).",
    ],
)
def test_diseases_with_their_phases_in_brackets(pipeline: Language, text: str) -> None:
    told = {(e["phase"], *e["indication"]) for e in pipeline(HEAD + text)._.events}
    assert told == {("3", "gout"), ("2", "lupus")}


def test_each_drug_of_an_elliptical_list_has_its_phase(pipeline: Language) -> None:
    text = "NRV-210 is in Phase 3, NRV-310 in Phase 2."
    told = {(e["compound"]["name"], e["phase"]) for e in pipeline(HEAD + text)._.events}
    assert told == {("NRV-210", "3"), ("NRV-310", "2")}


def test_the_object_of_one_verb_is_not_the_subject_of_the_next(pipeline: Language) -> None:
    text = "We will start Phase 3 with NRV-210, and NRV-310 will enter Phase 1 in the first quarter of 2027."
    told = {(e["compound"]["name"], e["phase"]) for e in pipeline(HEAD + text)._.events}
    assert told == {("NRV-210", "3"), ("NRV-310", "1")}


@pytest.mark.parametrize("opening", ["2024 milestones", "Key milestones in 2024"])
def test_a_list_of_a_year_that_is_over_tells_facts(pipeline: Language, opening: str) -> None:
    text = f"{opening}: NRV-210 entered Phase 2 in March 2024."
    assert steps(pipeline, text) == {("initiated", "actual", "2", "2024-03-31")}


@pytest.mark.parametrize(
    "text",
    [
        "No trials of NRV-210 are ongoing.",
        "Work on a Phase 3 protocol for NRV-210 is under way.",
        "Discussions with the FDA about a Phase 3 trial of NRV-210 are ongoing.",
        "NRV-210 was discontinued after twelve weeks in two patients.",
        "Six patients in the Phase 2 trial of NRV-210 stopped early.",
        "NRV-210 stops joint damage, the Phase 3 trial showed.",
    ],
)
def test_no_step_of_a_trial(pipeline: Language, text: str) -> None:
    assert not [e for e in pipeline(HEAD + text)._.events if e["type"] == "trial_status"]


@pytest.mark.parametrize(
    "text",
    [
        "Norvane will not proceed with the planned Phase 3 trial of NRV-210.",
        "Norvane has no plans for a Phase 3 trial of NRV-210.",
        "We shall not take NRV-210 into Phase 3.",
    ],
)
def test_a_trial_that_is_not_begun_is_denied(pipeline: Language, text: str) -> None:
    assert {one[:3] for one in steps(pipeline, text)} == {("initiated", "denied", "3")}
