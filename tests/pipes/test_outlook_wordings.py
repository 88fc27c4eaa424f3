"""The ways in which an outlook, a runway and the sales of a product are told."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Results\n\nBOSTON, March 5, 2025 -- Norvane Therapeutics, Inc. today reported 2024 results.\n\n"


def outlook(pipeline: Language, text: str) -> list[tuple[str, float | None, float | None]]:
    """Metric and range of every guidance."""
    events = pipeline(HEAD + text)._.events
    assert all(e["type"] == "guidance" for e in events)
    return [(e["metric"], e["low"], e["high"]) for e in events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Operating expenses in 2025 should fall between $130 million and $145 million.",
            ("operating_expenses", 130e6, 145e6),
        ),
        ("The company sees 2025 revenue at $120 million to $130 million.", ("revenue", 120e6, 130e6)),
        ("For 2025 the company plans with revenue of $120 million.", ("revenue", 120e6, 120e6)),
        ("Revenue of $120 million to $130 million is foreseen for 2025.", ("revenue", 120e6, 130e6)),
        (
            "We expect to spend $80 million to $90 million on research and development in 2025.",
            ("rd_expense", 80e6, 90e6),
        ),
        ("Norvane expects 2025 NORVEXA sales of $120 million to $130 million.", ("product_sales", 120e6, 130e6)),
        ("Sales of NRV-210 should exceed $120 million in 2025.", ("product_sales", 120e6, 120e6)),
    ],
)
def test_outlook(pipeline: Language, text: str, told: tuple[str, float, float]) -> None:
    assert outlook(pipeline, text) == [told]


def test_a_reported_figure_of_this_year_is_a_result(pipeline: Language) -> None:
    text = "Revenue was $12 million in the first two months of 2025."
    assert [e["type"] for e in pipeline(HEAD + text)._.events] == ["financial_result"]


def test_the_runway_of_the_balance_before(pipeline: Language) -> None:
    text = "Norvane closed 2024 with $200 million in cash. That is enough for its plans well into 2027."
    told = {e["metric"]: e["period"]["latest"] for e in pipeline(HEAD + text)._.events}
    assert told == {"cash": "2024-12-31", "cash_runway": "2027-12-31"}
