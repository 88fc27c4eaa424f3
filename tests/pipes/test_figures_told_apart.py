"""Figures that look like others: cash that was used, adjusted amounts, parts, differences, other companies' "
"outlooks."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Results\n\nBOSTON, March 4, 2026 -- Norvane Therapeutics, Inc. today reported its results.\n\n"


def figures(pipeline: Language, text: str) -> list[tuple[str, float]]:
    events = pipeline(HEAD + text)._.events
    return sorted((e["metric"], e["value"]) for e in events if e["type"] == "financial_result")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Company used $22.8 million of cash in the fourth quarter of 2025.", []),
        ("Interest on cash was $2.1 million in 2025.", []),
        ("Revenue in 2025 was $3 million above the guidance of $40 million to $44 million.", []),
        ("The net loss of $14.2 million for the third quarter of 2025 has been restated to $15.1 million.", []),
        ("Adjusted net loss was $24.0 million for 2025.", [("net_loss", 24e6)]),
        (
            "Cash of $88.1 million and marketable securities of $124.3 million at December 31, 2025.",
            [("cash", 88.1e6)],
        ),
        (
            "For the fourth quarter of 2025, R&D and G&A expenses were $24.1 million and $7.2 million, respectively.",
            [("ga_expense", 7.2e6), ("rd_expense", 24.1e6)],
        ),
        (
            "Total operating expenses were $15.6 million for the fourth quarter of 2025, of which $12.9 million was "
            "for "
            "the clinic and $2.7 million for the office.",
            [("operating_expenses", 15.6e6)],
        ),
        (
            "We had €48.2 million (US$52.3 million) in cash and cash equivalents at December 31, 2025.",
            [("cash", 48.2e6)],
        ),
    ],
)
def test_figures(pipeline: Language, text: str, told: list[tuple[str, float]]) -> None:
    assert figures(pipeline, text) == told


def test_the_year_that_ends_with_the_quarter(pipeline: Language) -> None:
    text = (
        "Net loss for the three months ended December 31, 2025 was $29.9 million, and for the year then ended was "
        "$98.7 "
        "million."
    )
    events = [e for e in pipeline(HEAD + text)._.events if e["type"] == "financial_result"]
    assert {e["value"]: e["period"]["earliest"] for e in events} == {29.9e6: "2025-10-01", 98.7e6: "2025-01-01"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Toral Therapeutics, Inc. expects 2026 revenue of $2 billion.", []),
        ("Toral A/S has cash to fund operations into 2029.", []),
        ("We no longer expect our cash to last into 2028.", []),
        ("Revenue guidance for 2026 is raised by $10 million to $210 million.", [("revenue", 210e6, "raised")]),
        ("Norvane's cash runway was shortened to the end of 2026.", [("cash_runway", None, "lowered")]),
        ("Our cash will be exhausted in the third quarter of 2026.", [("cash_runway", None, "issued")]),
    ],
)
def test_outlooks(pipeline: Language, text: str, told: list[tuple[str, float | None, str]]) -> None:
    events = [e for e in pipeline(HEAD + text)._.events if e["type"] == "guidance"]
    assert [(e["metric"], e["high"], e["action"]) for e in events] == told
