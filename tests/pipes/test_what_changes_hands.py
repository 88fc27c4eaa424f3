"""Payments awaited, owed, conditional and released; deals that end, close, or are held by several partners."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Provides Update\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today provided an "
    "update.\n\n"
)


def told(pipeline: Language, text: str, kind: str) -> list[dict[str, Any]]:
    return [e for e in pipeline(HEAD + text)._.events if e["type"] == kind]


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        ("A $15 million milestone payment from Toral A/S is expected in the second quarter of 2026.", "expected"),
        ("A $15 million milestone payment from Toral A/S will be triggered by the first dosing.", "expected"),
        ("An upfront payment of $10 million was made by Toral A/S upon signing.", "actual"),
        (
            "If the FDA approves NRV-210, Norvane will receive a $30 million milestone payment from Toral A/S.",
            "possible",
        ),
        ("Norvane is no longer entitled to receive the $15 million milestone payment from Toral A/S.", "denied"),
        ("Norvane waived its right to a $5 million milestone payment from Toral A/S.", "denied"),
    ],
)
def test_how_a_payment_stands(pipeline: Language, text: str, realis: str) -> None:
    assert [e["realis"] for e in told(pipeline, text, "payment")] == [realis]


@pytest.mark.parametrize(
    ("text", "payer", "payee"),
    [
        (
            "We paid Toral Bio, Inc. $3.5 million upon dosing of the first patient with NRV-310.",
            "Norvane Therapeutics, Inc.",
            "Toral Bio, Inc.",
        ),
        (
            "Toral A/S paid us $8 million upon dosing of the first patient.",
            "Toral A/S",
            "Norvane Therapeutics, Inc.",
        ),
        ("We may owe Orvana up to $45 million in milestones.", "Norvane Therapeutics, Inc.", None),
    ],
)
def test_who_pays_whom(pipeline: Language, text: str, payer: str, payee: str | None) -> None:
    (event,) = told(pipeline, text, "payment")
    assert event["payer"]["name"] == payer
    assert (event["payee"] and event["payee"]["name"]) == payee


@pytest.mark.parametrize(
    ("text", "status", "realis"),
    [
        ("Corvex Bio, Inc. and Norvane completed their merger on February 12, 2026.", "closed", "actual"),
        ("Norvane and Toral A/S concluded their research collaboration in December 2025.", "terminated", "actual"),
        (
            "The license agreement with Toral A/S for NRV-210 will terminate on June 30, 2026.",
            "terminated",
            "expected",
        ),
        ("Norvane has an exclusive option to acquire Brightleaf Therapeutics, Inc.", "existing", "actual"),
    ],
)
def test_how_a_deal_stands(pipeline: Language, text: str, status: str, realis: str) -> None:
    assert [(e["status"], e["realis"]) for e in told(pipeline, text, "deal")] == [(status, realis)]


def test_partners_behind_their_regions(pipeline: Language) -> None:
    text = "NRV-210 is marketed in Europe by Medifar S.A. and in Japan by Toral Pharma Co., Ltd."
    found = {e["licensee"]["name"].rstrip("."): e["territory"] for e in told(pipeline, text, "deal")}
    assert found == {"Medifar S.A": ["Europe"], "Toral Pharma Co., Ltd": ["Japan"]}


def test_rights_that_the_other_side_keeps(pipeline: Language) -> None:
    text = (
        "Norvane has exclusive rights to NRV-310 in Europe from Toral Therapeutics, Inc., and Toral retains rights in "
        "the rest of the world."
    )
    assert [e["territory"] for e in told(pipeline, text, "deal")] == [["Europe"]]


def test_a_licence_that_is_passed_on(pipeline: Language) -> None:
    text = (
        "NRV-210 was discovered at Helix Biosciences, Inc. and licensed to Norvane in 2019; Norvane sublicensed it to "
        "Toral Pharma Co., Ltd. in 2023."
    )
    found = {(e["licensor"]["name"], e["licensee"]["name"]) for e in told(pipeline, text, "deal")}
    assert found == {
        ("Helix Biosciences, Inc.", "Norvane Therapeutics, Inc."),
        ("Norvane Therapeutics, Inc.", "Toral Pharma Co., Ltd."),
    }


def test_a_target_is_no_partner(pipeline: Language) -> None:
    text = "Norvane has exercised its option to license NRV-210, an antibody to PSMA and CD3."
    assert all("PSMA" not in str(e["parties"]) for e in told(pipeline, text, "deal"))
