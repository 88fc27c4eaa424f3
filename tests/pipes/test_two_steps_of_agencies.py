"""Two steps with agencies in one sentence, steps that were refused, taken away, put off or only wanted."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


def steps(pipeline: Language, text: str) -> list[dict[str, Any]]:
    """The regulatory steps of a sentence, in the order of their drug and action."""
    told = [e for e in pipeline(HEAD + text)._.events if e["type"] == "regulatory"]
    return sorted(
        told, key=lambda e: (e["compound"]["name"], e["action"], str(e["application"]), str(e["designation"]))
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The FDA accepted an NDA for NRV-210 and cleared an IND for NRV-310.",
            [("NRV-210", "accepted", "NDA", "FDA"), ("NRV-310", "cleared", "IND", "FDA")],
        ),
        (
            "The FDA cleared our IND for NRV-310 and the NMPA cleared our IND for NRV-210.",
            [("NRV-210", "cleared", "IND", "NMPA"), ("NRV-310", "cleared", "IND", "FDA")],
        ),
    ],
)
def test_each_drug_has_its_own_step(pipeline: Language, text: str, told: list[tuple[str, str, str, str]]) -> None:
    found = [(e["compound"]["name"], e["action"], e["application"], e["agency"]) for e in steps(pipeline, text)]
    assert found == told


def test_designations_in_the_order_of_the_drugs(pipeline: Language) -> None:
    text = (
        "NRV-210 and NRV-310 were granted rare pediatric disease designation and RMAT designation, respectively, by "
        "the "
        "FDA."
    )
    found = [(e["compound"]["name"], e["designation"]) for e in steps(pipeline, text)]
    assert found == [("NRV-210", "rare_pediatric"), ("NRV-310", "rmat")]


def test_each_application_has_its_own_day(pipeline: Language) -> None:
    text = "We plan to submit an NDA for NRV-210 in the second half of 2026 and an MAA in the first half of 2027."
    found = [(e["application"], e["date"]["earliest"], e["agency"]) for e in steps(pipeline, text)]
    assert found == [("MAA", "2027-01-01", None), ("NDA", "2026-07-01", None)]


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("The FDA denied Fast Track designation for NRV-310.", "designated", "denied"),
        ("The EMA has refused PRIME designation for NRV-310.", "designated", "denied"),
        ("The FDA declined to file our NDA for NRV-210.", "rejected", "actual"),
        ("The FDA did not accept the NDA for NRV-210.", "rejected", "actual"),
        ("The advisory committee voted 9 to 2 against recommending approval of NRV-310.", "recommended", "denied"),
        ("The NDA submission for NRV-210 has been delayed.", "submitted", "expected"),
        ("Norvane filed an IND with the FDA to begin a Phase 1 trial of NRV-310.", "submitted", "actual"),
        ("The FDA told us that the IND for NRV-310 may proceed.", "cleared", "actual"),
    ],
)
def test_how_a_step_stands(pipeline: Language, text: str, action: str, realis: str) -> None:
    assert [(e["action"], e["realis"]) for e in steps(pipeline, text)] == [(action, realis)]


@pytest.mark.parametrize(
    "text",
    [
        "Unlike Comvexa, which was approved by the FDA in 2019, NRV-210 is taken once daily.",
        "Patients received NRV-210 or Comvexa, an FDA-approved treatment for migraine.",
        "The FDA revoked the orphan drug designation of NRV-310.",
        "NRV-310 no longer holds orphan drug designation.",
        "The FDA has agreed that a single trial of NRV-210 would be sufficient for approval.",
        "Ethics approval was received for the Phase 2 trial of NRV-210.",
        "Ahead of the potential approval of NRV-210, we hired a chief commercial officer.",
    ],
)
def test_no_step(pipeline: Language, text: str) -> None:
    assert steps(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The PDUFA date for NRV-210, previously March 28, 2026, is now June 28, 2026.", "2026-06-28"),
        (
            "The FDA's decision on NRV-210, originally due in March 2026, is now expected in the second half of the "
            "year.",
            "2026-07-01",
        ),
    ],
)
def test_the_later_of_two_days_counts(pipeline: Language, text: str, day: str) -> None:
    assert [e["date"]["earliest"] for e in steps(pipeline, text)] == [day]


def test_an_approval_elsewhere_is_no_decision_that_is_awaited(pipeline: Language) -> None:
    text = "NRV-210 is approved in Japan for gout. The PDUFA date for NRV-210 is September 28, 2026."
    found = {e["realis"]: e["date"] and e["date"]["latest"] for e in steps(pipeline, text)}
    assert found == {"actual": None, "expected": "2026-09-28"}
