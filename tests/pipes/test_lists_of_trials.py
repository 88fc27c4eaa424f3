"""Trials told in lists and in lines without a verb, each with its own phase, disease and drug."""

from __future__ import annotations

import pytest
from spacy.language import Language

from support import UPDATE, name_of, told_of


def trials(pipeline: Language, text: str) -> set[tuple[str | None, str | None, str, str | None]]:
    """Drug, phase, status and disease of each trial step."""
    return {
        (name_of(e["compound"]), e["phase"], e["status"], next(iter(e["indication"]), None))
        for e in told_of(pipeline, text, "trial_status")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing trials with NRV-210 include a Phase 2 trial with bevacizumab in glioma, a Phase 1b/2 trial with "
        "rituximab in lymphoma and a Phase 1 trial in gout.",
        "NRV-210 is the subject of three clinical trials: a Phase 2 in glioma, a Phase 1b/2 in lymphoma and a Phase 1 "
        "in gout.",
        "A Phase 2 study of NRV-210 in glioma, a Phase 1b/2 study in lymphoma and a Phase 1 study in gout are ongoing.",
    ],
)
def test_each_trial_of_a_list_keeps_its_phase_and_disease(pipeline: Language, text: str) -> None:
    assert trials(pipeline, text) == {
        ("NRV-210", "2", "ongoing", "glioma"),
        ("NRV-210", "1b/2", "ongoing", "lymphoma"),
        ("NRV-210", "1", "ongoing", "gout"),
    }


def test_a_list_that_goes_on_with_another_drug_is_not_told_of_the_first(pipeline: Language) -> None:
    text = "NRV-210 is in a Phase 2 trial in asthma, a Phase 1 trial in gout and NRV-310 in a Phase 3 trial in lupus."
    assert ("NRV-210", "3", "ongoing", "lupus") not in trials(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "Norvane has three products in clinical development: NRV-210 (Phase 3, gout), NRV-310 (Phase 2, lupus) and "
        "NRV-410 (Phase 1, asthma).",
        "Norvane is developing NRV-210 for gout (Phase 3), NRV-310 for lupus (Phase 2) and NRV-410 for asthma "
        "(Phase 1).",
    ],
)
def test_each_drug_of_a_pipeline_keeps_its_phase(pipeline: Language, text: str) -> None:
    assert trials(pipeline, text) == {
        ("NRV-210", "3", "ongoing", "gout"),
        ("NRV-310", "2", "ongoing", "lupus"),
        ("NRV-410", "1", "ongoing", "asthma"),
    }


def test_the_phase_of_another_drugs_row_is_not_taken(pipeline: Language) -> None:
    text = (
        "Our pipeline includes NRV-310, in Phase 1 for gout; and NRV-410, which we expect to take into the clinic in "
        "2027."
    )
    assert ("NRV-410", None, "initiated", None) in trials(pipeline, text)


def test_the_row_of_a_partner_drug_keeps_the_phase(pipeline: Language) -> None:
    text = (
        "Norvane presents data from its Phase 1 trial of NRV-210 in melanoma; opened a combination cohort with "
        "cetuximab in colorectal cancer in February."
    )
    assert {e["phase"] for e in told_of(pipeline, text, "trial_status")} == {"1"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Norvane recently began dosing patients in a Phase 2 trial of NRV-210 and plans to start a second Phase 2 "
            "trial before year-end.",
            {"2026-10-01"},
        ),
        (
            "In the first quarter, we opened a Phase 2 trial of NRV-210; we plan to open another Phase 2 trial in the "
            "third quarter.",
            {"2026-07-01"},
        ),
    ],
)
def test_a_second_trial_is_none_of_the_first(pipeline: Language, text: str, days: set[str]) -> None:
    steps = told_of(pipeline, text, "trial_status")
    assert sorted(e["realis"] for e in steps) == ["actual", "expected"]
    assert {e["date"]["earliest"] for e in steps if e["realis"] == "expected"} == days


@pytest.mark.parametrize(
    ("line", "status", "realis", "phase"),
    [
        ("Open-label extension in gout running; most of the patients have moved on.", "ongoing", "actual", None),
        ("Phase 2a LIGHTHOUSE study open at 20 sites in Spain.", "ongoing", "actual", "2a"),
        ("Asthma study in children (Phase 2) suspended in January while a device is made.", "suspended", "actual", "2"),
        ("Phase 1/2a: completed in 2024. 31 patients, three dose levels.", "completed", "actual", "1/2a"),
        (
            "Phase 1b, FJORD: investigator-initiated, run by Oslo University Hospital, nine of twelve patients "
            "enrolled.",
            "ongoing",
            "actual",
            "1b",
        ),
        ("First study in man planned in gout, start in the first quarter of 2027.", "initiated", "expected", None),
        (
            "A small Phase 2a study in gout did not recruit and was closed in December 2025.",
            "terminated",
            "actual",
            "2a",
        ),
    ],
)
def test_a_line_without_a_verb_tells_the_step_of_the_drug_above_it(
    pipeline: Language, line: str, status: str, realis: str, phase: str | None
) -> None:
    found = told_of(pipeline, f"NRV-210, an oral kinase inhibitor\n\n• {line}", "trial_status")
    assert [(name_of(e["compound"]), e["status"], e["realis"], e["phase"]) for e in found] == [
        ("NRV-210", status, realis, phase)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Phase 1 trial of NRV-210 that was to begin in the fourth quarter will not take place.",
        "A Phase 1b study of NRV-210 in gout that had been due to start this year will not go ahead.",
    ],
)
def test_a_trial_that_will_not_take_place_is_denied_and_not_ended(pipeline: Language, text: str) -> None:
    assert [(e["status"], e["realis"]) for e in told_of(pipeline, text, "trial_status")] == [("initiated", "denied")]


def test_patients_dosed_so_far_are_no_result(pipeline: Language) -> None:
    text = "BREEZE, a double-blind Phase 3 study of NRV-210: 41 of 50 planned participants had been dosed."
    assert [e["status"] for e in told_of(pipeline, text, "trial_status")] == ["ongoing"]
    assert told_of(pipeline, text, "readout") == []


def test_a_start_that_is_pushed_back_is_to_come_on_the_later_day(pipeline: Language) -> None:
    text = "A Phase 3 trial of NRV-210 which was to begin in 2025 has been pushed back to the second quarter of 2027."
    (step,) = told_of(pipeline, text, "trial_status")
    assert (step["status"], step["realis"], step["date"]["earliest"]) == ("initiated", "expected", "2027-04-01")


@pytest.mark.parametrize(
    "text",
    [
        "NRV-410 should reach clinical trials in 2027.",
        "We expect to be in the clinic with NRV-410 in 2027.",
        "Clinical entry of NRV-410 is planned for 2027.",
        "A Phase 1 trial of NRV-410 could begin as early as 2027.",
    ],
)
def test_the_way_into_the_clinic_has_its_year(pipeline: Language, text: str) -> None:
    (step,) = told_of(pipeline, text, "trial_status")
    assert (step["status"], step["date"]["earliest"], step["date"]["latest"]) == (
        "initiated",
        "2027-01-01",
        "2027-12-31",
    )
    assert step["realis"] in ("expected", "possible")


@pytest.mark.parametrize(
    "text",
    [
        "The results support further clinical evaluation of NRV-210 in a Phase 3 trial.",
        "The Phase 2 data of NRV-210 support the initiation of a pivotal trial.",
        "Phase 1 results support advancing NRV-210 into a Phase 2 trial.",
    ],
)
def test_what_results_support_has_not_begun(pipeline: Language, text: str) -> None:
    assert [e for e in told_of(pipeline, text, "trial_status") if e["realis"] == "actual"] == []
    assert [e for e in told_of(pipeline, text, "readout") if e["phase"] == "3"] == []


def test_names_may_begin_with_any_letter(pipeline: Language) -> None:
    text = (
        "Norvane signed a license agreement with Ålesund Pharma AS for NRV-210 in June 2025. The Phase 1b study FJÄLL "
        "of NRV-210 in asthma is ongoing."
    )
    (deal,) = told_of(pipeline, text, "deal")
    assert "Ålesund Pharma AS" in [name_of(p) for p in deal["parties"]]
    assert [
        name_of(e["trial"]) if isinstance(e["trial"], dict) else e["trial"]
        for e in told_of(pipeline, text, "trial_status")
    ] == ["FJÄLL"]


def test_a_target_names_no_trial(pipeline: Language) -> None:
    text = (
        "The topical JAK program, NRV-077, was stopped in the second quarter after the Phase 2 trial in vitiligo "
        "failed "
        "to separate from vehicle."
    )
    assert {e["trial"] for e in told_of(pipeline, text, "trial_status")} == {None}


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("Aerimune, its first product, was approved in Norway in 2023.", "Aerimune"),
        (
            "Patients are treated in two trials. The FDA has granted orphan drug designation to Zilvamer for gout.",
            "Zilvamer",
        ),
        (
            "The CHMP adopted a positive opinion in January 2026 on Aerimune, the inhaled interferon, for asthma.",
            "Aerimune",
        ),
    ],
)
def test_unseen_names_where_only_a_drug_can_stand(pipeline: Language, text: str, drug: str) -> None:
    assert [name_of(e["compound"]) for e in told_of(pipeline, text, "regulatory")] == [drug]


def test_a_product_manager_is_no_product(pipeline: Language) -> None:
    doc = pipeline(UPDATE + "Mr. Halloran, its first product manager, retired after the Phase 2 trial of NRV-210.")
    assert "Halloran" not in [doc.text[f.start : f.end] for f in doc._.found if f.label == "COMPOUND"]
