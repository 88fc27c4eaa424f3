"""What single-topic releases tell in their own ways: conditions, prices in cash, both sides' ends, names of studies."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


def events(pipeline: Language, text: str, kind: str | None = None) -> list[dict[str, Any]]:
    return [event for event in pipeline(HEAD + text)._.events if kind in (None, event["type"])]


@pytest.mark.parametrize(
    "text",
    [
        "Under the 2024 license agreement, FDA approval of NRV-210 would entitle Norvane to a $20 million payment "
        "from Toral Pharma.",
        "The CHMP recommends that NRV-210 be granted a marketing authorisation for the treatment of gout.",
        "The advisory committee recommended granting marketing authorization to NRV-210 in gout.",
    ],
)
def test_what_hangs_on_an_approval_or_is_recommended_is_not_approved(pipeline: Language, text: str) -> None:
    assert [e for e in events(pipeline, text, "regulatory") if e["action"] == "approved"] == []


def test_a_price_in_cash_is_no_balance(pipeline: Language) -> None:
    text = (
        "Toral Pharma will launch a tender offer for all outstanding Norvane shares at $11.50 each in cash, or roughly "
        "$640 million in total."
    )
    assert [(e["type"], e["kind"], e["amount"]["amount"]) for e in events(pipeline, text)] == [
        ("payment", "upfront", 640_000_000)
    ]


def test_a_balance_of_a_day_that_is_over_is_a_result_though_it_is_to_last(pipeline: Language) -> None:
    text = (
        "Norvane expects that its cash and marketable securities, $74.2 million at December 31, 2025, can support "
        "operations into the first half of 2028."
    )
    told = {(e["type"], e["metric"]) for e in events(pipeline, text)}
    assert told == {("financial_result", "cash"), ("guidance", "cash_runway")}


@pytest.mark.parametrize(
    ("text", "kind", "amount", "realis"),
    [
        (
            "Norvane is due an upfront sum of EUR 8 million, which Toral Pharma will transfer in April.",
            "upfront",
            8_000_000,
            "expected",
        ),
        (
            "Norvane is entitled to success-based payments that could amount to EUR 310 million from Toral Pharma.",
            "milestone",
            310_000_000,
            "possible",
        ),
        (
            "Toral Pharma licensed NRV-210 for Japan from Norvane in September 2021, paying ¥1.2 billion at signature.",
            "upfront",
            1_200_000_000,
            "actual",
        ),
        (
            "Toral Pharma will pay us $17.5 million within 30 days of the Effective Date for NRV-210.",
            "upfront",
            17_500_000,
            "expected",
        ),
    ],
)
def test_sums_by_other_words(pipeline: Language, text: str, kind: str, amount: int, realis: str) -> None:
    payments = events(pipeline, text, "payment")
    assert [(e["kind"], e["amount"]["amount"], e["realis"]) for e in payments] == [(kind, amount, realis)]


def test_both_sides_may_end_an_agreement(pipeline: Language) -> None:
    text = "On June 2, 2025, we and Toral Pharma mutually ended the license agreement for NRV-210."
    assert [(e["kind"], e["status"], e["realis"]) for e in events(pipeline, text)] == [
        ("license", "terminated", "actual")
    ]


@pytest.mark.parametrize(
    ("text", "status", "realis"),
    [
        ("The company decided not to pursue a pediatric trial of NRV-210.", "initiated", "denied"),
        ("The company decided not to pursue the pediatric trial of NRV-210.", "terminated", "actual"),
        ("NRV-410, a second antibody, completed a Phase 1 study in healthy volunteers.", "completed", "actual"),
    ],
)
def test_states_of_trials(pipeline: Language, text: str, status: str, realis: str) -> None:
    told = events(pipeline, f"NRV-210 is an antibody.\n\n{text}", "trial_status")
    assert [(e["status"], e["realis"]) for e in told] == [(status, realis)]


def test_a_past_occasion_is_past(pipeline: Language) -> None:
    text = "It became due on January 14, when Toral gave the first dose of NRV-210 in its Phase 2 trial."
    assert [(e["realis"], e["date"]["latest"]) for e in events(pipeline, text, "trial_status")] == [
        ("actual", "2026-01-14")
    ]


def test_the_number_of_a_study_is_no_drug(pipeline: Language) -> None:
    told = events(pipeline, "The data are from the Phase 1 study OST310-01 of NRV-310.", "readout")
    assert [e["compound"]["name"] for e in told] == ["NRV-310"]


def test_words_before_an_application_are_no_drug(pipeline: Language) -> None:
    doc = pipeline("IND APPROVAL FOR NRV-210 AND ACCEPTANCE OF THE BLA FOR NRV-210\n\n" + HEAD)
    assert {doc.text[f.start : f.end] for f in doc._.found if f.label == "COMPOUND"} == {"NRV-210"}


def test_a_society_that_meets_is_a_venue(pipeline: Language) -> None:
    text = (
        "Preclinical data on NRV-310 were shown at the annual meeting of the European Society for Dermal Research "
        "(ESDX) in September 2025."
    )
    assert [e["venue"] for e in events(pipeline, text, "readout")] == ["European Society for Dermal Research (ESDX)"]


def test_an_analysis_that_will_not_take_place(pipeline: Language) -> None:
    text = "The interim analysis of the Phase 2 trial of NRV-210 that had been planned for April will not take place."
    assert [e["realis"] for e in events(pipeline, text, "readout")] == ["denied"]


def test_the_exchange_over_an_announcement_does_not_issue_it(pipeline: Language) -> None:
    text = (
        "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited have no part in what is "
        "said here.\n\nNorvane Biologics Holdings Limited\n(Incorporated in the Cayman Islands)\n(Stock Code: 9987)\n\n"
        "VOLUNTARY ANNOUNCEMENT\nFIRST PATIENT DOSED IN PHASE II TRIAL OF NRV-210\n\nThe board of Norvane Biologics "
        'Holdings Limited (the "Company") is glad that the first patient has been dosed in the Phase II trial of '
        "NRV-210.\n\nHong Kong, 6 August 2026\n"
    )
    assert pipeline(text)._.header.publisher[0] == "Norvane Biologics Holdings Limited"


@pytest.mark.parametrize(
    "text",
    [
        "The Phase 2b NRV-AX trial met its endpoint. NRV-AX is a suspension of axitinib.",
        "NRV-AX (axitinib injectable suspension) has completed Phase 2. The Phase 2b NRV-AX trial met its endpoint.",
    ],
)
def test_a_formulation_by_letters_alone_is_a_drug_though_a_trial_is_called_by_it(pipeline: Language, text: str) -> None:
    doc = pipeline(HEAD + text)
    kinds = {f.label for f in doc._.found if doc.text[f.start : f.end] == "NRV-AX"}
    assert kinds == {"COMPOUND"}


def test_what_drugs_bind_to_names_no_trial(pipeline: Language) -> None:
    text = "The Norvane PRMT5 trial of NRV-310 is expected to start in July. NRV-310 is a PRMT5 inhibitor."
    assert [e["trial"] for e in events(pipeline, text, "trial_status")] == [None]


@pytest.mark.parametrize(
    ("headline", "metric"),
    [
        ("Norvane Raises 2026 NORVANTA® Net Revenue Guidance", "product_sales"),
        ("Norvane Raises 2026 Revenue Guidance for NORVANTA®", "product_sales"),
        ("Norvane Raises 2026 Revenue Guidance", "revenue"),
    ],
)
def test_whose_revenue_is_guided(pipeline: Language, headline: str, metric: str) -> None:
    found = pipeline(f"{headline}\n\n{HEAD.partition(chr(10) * 2)[2]}")._.events
    assert [(e["metric"], e["action"]) for e in found if e["type"] == "guidance"] == [(metric, "raised")]


def test_an_emergency_use_authorization_is_an_approval(pipeline: Language) -> None:
    text = "In May 2025, the FDA granted Emergency Use Authorization to NRV-210 for COVID-19."
    told = events(pipeline, text, "regulatory")
    assert [(e["action"], e["agency"], e["designation"]) for e in told] == [("approved", "FDA", None)]


@pytest.mark.parametrize(
    ("words", "venue"),
    [
        ("the 2026 ASCO Genitourinary Cancers Symposium (ASCO GU)", "ASCO GU"),
        ("the ESMO Targeted Anticancer Therapies Congress", "ESMO TAT"),
        ("ESMO Asia", "ESMO Asia"),
    ],
)
def test_symposia_of_a_society_are_not_its_congress(pipeline: Language, words: str, venue: str) -> None:
    told = events(pipeline, f"New data on NRV-310 were shown at {words}.", "readout")
    assert [(e["venue"], e["realis"]) for e in told] == [(venue, "actual")]


@pytest.mark.parametrize(
    ("text", "status", "realis"),
    [
        ("The trial of NRV-210 had to be stopped early because of slow enrolment.", "terminated", "actual"),
        ("Positive data led us to begin a Phase 3 program of NRV-210.", "initiated", "actual"),
        ("The Phase 2b trial of NRV-210 has its first site up and running.", "initiated", "actual"),
        ("Half of the 120 patients in the Phase 2 trial of NRV-210 have now been randomized.", "ongoing", "actual"),
        ("The protocol of the Phase 2 trial of NRV-210 was amended to add a 300 mg arm.", "expanded", "actual"),
        ("We are stopping work on NRV-310 after the Phase 1 data.", "terminated", "actual"),
    ],
)
def test_more_states_of_trials(pipeline: Language, text: str, status: str, realis: str) -> None:
    assert [(e["status"], e["realis"]) for e in events(pipeline, text, "trial_status")] == [(status, realis)]


def test_what_is_refused_where_the_conclusion_is_a_boards(pipeline: Language) -> None:
    text = "The board concluded in January 2026 that the BREEZE trial of NRV-210 is unlikely to meet its endpoint."
    told = events(pipeline, text)
    assert [(e["type"], e.get("outcome")) for e in told] == [("readout", "negative")]


def test_a_suspension_that_is_given_is_no_suspension_of_a_trial(pipeline: Language) -> None:
    text = "NRV-310 is a proprietary suspension of axitinib, which was studied in the Phase 1/2a trial."
    assert [e["status"] for e in events(pipeline, text, "trial_status") if e["status"] == "suspended"] == []


@pytest.mark.parametrize(
    ("row", "status", "last"),
    [
        ("Registrational trial of NRV-310 in ovarian cancer planned for 2027", "initiated", "2027-12-31"),
        ("NRV-410: clinical trial initiation in lupus targeted for mid-2026", "initiated", "2026-08-31"),
        ("NRV-410 + NRV-310 combination trial in lupus: start in 2H 2026", "initiated", "2026-12-31"),
        ("Development candidate NRV-410 on track for the clinic in 2027", "initiated", "2027-12-31"),
        ("Targeting first-in-human clinical trial of NRV-410 in lupus in H2 2026", "initiated", "2026-12-31"),
        ("Dose expansion of NRV-310 in ovarian cancer expected to begin mid-2026", "expanded", "2026-08-31"),
        ("Expand NRV-310 into first-line ovarian cancer in Q3 2026", "expanded", "2026-09-30"),
    ],
)
def test_rows_of_plans_without_a_verb(pipeline: Language, row: str, status: str, last: str) -> None:
    told = events(pipeline, f"• {row}\n", "trial_status")
    assert [(e["status"], e["realis"], e["date"]["latest"]) for e in told] == [(status, "expected", last)]


def test_a_filing_in_a_half_that_is_not_over_is_to_come(pipeline: Language) -> None:
    told = events(pipeline, "• NRV-410: IND filing H1 2026; first-in-human 2H 2026\n")
    assert {(e["type"], e["realis"]) for e in told} == {("regulatory", "expected"), ("trial_status", "expected")}


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("Toral Pharma has made an unsolicited, non-binding proposal to acquire Norvane.", "possible"),
        (
            "Norvane enters into a definitive agreement to be acquired by Toral Pharma, a better bid than the first.",
            "actual",
        ),
    ],
)
def test_what_is_only_proposed_is_possible(pipeline: Language, text: str, realis: str) -> None:
    told = events(pipeline, text, "deal")
    assert [(e["kind"], e["status"], e["realis"]) for e in told] == [("acquisition", "signed", realis)]


@pytest.mark.parametrize(
    ("text", "status", "realis"),
    [
        ("We expect to advance NRV-310 into Phase 2 expansion in ovarian cancer.", "expanded", "expected"),
        ("We expect to add a neoadjuvant cohort to the Phase 2 trial of NRV-310.", "expanded", "expected"),
        ("We anticipate a registrational study for NRV-310 in ovarian cancer.", "initiated", "expected"),
        ("Toral Pharma is leading the Phase 1 clinical trial of NRV-310.", "ongoing", "actual"),
    ],
)
def test_expansions_and_who_leads(pipeline: Language, text: str, status: str, realis: str) -> None:
    assert [(e["status"], e["realis"]) for e in events(pipeline, text, "trial_status")] == [(status, realis)]


def test_options_for_a_trial_are_no_trial(pipeline: Language) -> None:
    assert events(pipeline, "We are evaluating options for a Phase 3 trial of NRV-210.") == []
