"""What reports of a quarter tell beside the trials: figures in brackets, permissions, partners and what they pay."""

from __future__ import annotations

import pytest
from spacy.language import Language

from support import name_of, told_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Net loss: $34.8 million, equal to $0.71 a share (fourth quarter of 2024: $29.5 million, or $0.69 a "
            "share).",
            {("net_loss", 34.8e6, 29.5e6), ("loss_per_share", 0.71, 0.69)},
        ),
        (
            "In 2025 research and development took $14.0 million (2024: $15.9 million) and general and administrative "
            "expenses $4.2 million (2024: $4.4 million).",
            {("rd_expense", 14.0e6, 15.9e6), ("ga_expense", 4.2e6, 4.4e6)},
        ),
        (
            "The net result for 2025 was a loss of DKK 221 million, against a loss of DKK 64 million in 2024.",
            {("net_loss", 221e6, 64e6)},
        ),
        (
            "R&D expense was $24.7 million in the fourth quarter of 2025. It had been $29.2 million in the fourth "
            "quarter of 2024.",
            {("rd_expense", 24.7e6, 29.2e6)},
        ),
    ],
)
def test_what_a_figure_is_compared_with(pipeline: Language, text: str, figures: set[tuple[str, float, float]]) -> None:
    found = told_of(pipeline, text, "financial_result")
    assert {(e["metric"], e["value"], e["prior_value"]) for e in found} == figures


def test_the_period_in_a_bracket_is_the_earlier_figure_s(pipeline: Language) -> None:
    text = "Net loss: $34.8 million, or $0.71 per share (fourth quarter of 2024: $29.5 million, or $0.69 per share)."
    found = told_of(pipeline, text, "financial_result")
    assert {e["prior_period"]["earliest"] for e in found} == {"2024-10-01"}
    assert not any(e["period"] and e["period"]["earliest"] == "2024-10-01" for e in found)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The Phase 2 study of NRV-210, for ages 6 to 11, has been approved by the MHRA.", "cleared"),
        ("The Phase 2 trial of NRV-210, which will enrol 40 patients, was approved by the MHRA.", "cleared"),
        ("NRV-210, for the treatment of gout, has been approved by the MHRA.", "approved"),
    ],
)
def test_a_trial_that_is_approved_is_no_drug_that_is(pipeline: Language, text: str, action: str) -> None:
    assert [e["action"] for e in told_of(pipeline, text, "regulatory")] == [action]


@pytest.mark.parametrize(
    "text",
    [
        "The FDA granted NRV-210 Fast Track designation in January and, in February, the RMAT designation.",
        "In January the FDA granted NRV-210 Fast Track designation and, in February, the RMAT designation.",
        "The FDA granted NRV-210 Fast Track designation in January and RMAT designation in February.",
    ],
)
def test_each_designation_has_its_own_day(pipeline: Language, text: str) -> None:
    assert {(e["designation"], e["date"]["latest"]) for e in told_of(pipeline, text, "regulatory")} == {
        ("fast_track", "2026-01-31"),
        ("rmat", "2026-02-28"),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In January Kyora Pharma licensed NRV-210 from Norvane.",
            ("license", "signed", {"Kyora Pharma", "Norvane Therapeutics, Inc."}),
        ),
        (
            "Monter & Reyn Pharmaceuticals handed back the worldwide rights to NRV-210 in December 2025.",
            ("license", "terminated", {"Monter & Reyn Pharmaceuticals", "Norvane Therapeutics, Inc."}),
        ),
        (
            "Norvane was formed in 2019 out of the merger of Quarrel Bio and Gatehill Sciences.",
            ("acquisition", "closed", {"Norvane Therapeutics, Inc.", "Quarrel Bio", "Gatehill Sciences"}),
        ),
        (
            "It acquired NRV-210 through the purchase of Orfanel SA in 2020.",
            ("acquisition", "closed", {"Norvane Therapeutics, Inc.", "Orfanel SA"}),
        ),
    ],
)
def test_one_deal_with_its_parties(pipeline: Language, text: str, told: tuple[str, str, set[str]]) -> None:
    found = told_of(pipeline, text, "deal")
    assert [(e["kind"], e["status"], {name_of(p) for p in e["parties"]}) for e in found] == [told]


def test_who_makes_a_drug_licenses_nothing(pipeline: Language) -> None:
    (deal,) = told_of(pipeline, "Toral Biologics will manufacture NRV-210 under a supply agreement of 2025.", "deal")
    assert (deal["kind"], deal["licensor"], deal["licensee"]) == ("supply", None, None)


@pytest.mark.parametrize(
    ("text", "payer", "payee", "trigger"),
    [
        (
            "Norvane was paid $35 million upfront by Kyora Pharma for NRV-210.",
            "Kyora Pharma",
            "Norvane Therapeutics, Inc.",
            None,
        ),
        (
            "In January Kyora Pharma paid Norvane $4 million for the completion of enrollment in a trial of NRV-210.",
            "Kyora Pharma",
            "Norvane Therapeutics, Inc.",
            "completion of enrollment in a trial of NRV-210",
        ),
        (
            "For the extension Kyora Pharma will pay DKK 40 million upfront.",
            "Kyora Pharma",
            "Norvane Therapeutics, Inc.",
            "the extension",
        ),
    ],
)
def test_who_pays_whom(pipeline: Language, text: str, payer: str, payee: str, trigger: str | None) -> None:
    (one,) = told_of(pipeline, text, "payment")
    assert (name_of(one["payer"]), name_of(one["payee"])) == (payer, payee)
    assert trigger is None or one["trigger"] == trigger


def test_the_office_in_a_title_is_not_the_publisher(pipeline: Language) -> None:
    doc = pipeline(
        "Management's Discussion and Analysis of Results\n\nMay 5, 2025 | Norvane Skin Sciences, Inc. | Excerpt\n\n"
        "The discussion below supplements our statements. In 2019 we licensed NRV-210 from Toral Pharmaceuticals.\n"
    )
    assert doc._.header.publisher[0] == "Norvane Skin Sciences, Inc."


@pytest.mark.parametrize(
    ("text", "status", "realis"),
    [
        ("A Phase 2 trial of NRV-210, which had been planned for 2025, has been cancelled.", "initiated", "denied"),
        ("No Phase 3 trial of NRV-210 is planned for the time being.", "initiated", "denied"),
        ("The trial of NRV-210 (Phase 3, 1,500 adults) was completed in January.", "completed", "actual"),
        ("Two further sites should be initiated in the Phase 2 trial of NRV-210 in May.", "expanded", "expected"),
        ("Patients have been entering two expansion cohorts of the Phase 1 trial of NRV-210.", "expanded", "actual"),
        ("All 420 volunteers in the trial of NRV-210 had received their dose.", "enrollment_completed", "actual"),
        ("Kyora Pharma also intends to test NRV-210 in gout.", "initiated", "expected"),
        ("NRV-210 is a preclinical drug and is scheduled for clinical testing in June 2026.", "initiated", "expected"),
    ],
)
def test_steps_in_the_words_of_reports(pipeline: Language, text: str, status: str, realis: str) -> None:
    assert [(e["status"], e["realis"]) for e in told_of(pipeline, text, "trial_status")] == [(status, realis)]


def test_preclinical_work_beside_another_drug_s_phase_is_no_trial(pipeline: Language) -> None:
    text = (
        "The update covers NRV-210 in Phase 2 development for gout, and preclinical studies of NRV-310, a plasmid, "
        "being evaluated in proof-of-concept studies."
    )
    assert {name_of(e["compound"]) for e in told_of(pipeline, text, "trial_status")} == {"NRV-210"}


def test_what_a_class_of_drugs_has_shown_is_no_drug_s_result(pipeline: Language) -> None:
    text = (
        "NRV-210 carries camptothecin, a class of drug that has shown potent clinical activity and demonstrated "
        "significant benefit in many cancers."
    )
    assert told_of(pipeline, text, "readout") == []


def test_an_application_to_be_filed_again(pipeline: Language) -> None:
    text = "On January 30 Norvane withdrew its BLA for NRV-210 with the FDA; it will be filed again in June 2026."
    told = told_of(pipeline, text, "regulatory")
    assert {(e["action"], e["realis"], e["application"], e["agency"]) for e in told} == {
        ("withdrawn", "actual", "BLA", "FDA"),
        ("submitted", "expected", "BLA", "FDA"),
    }
