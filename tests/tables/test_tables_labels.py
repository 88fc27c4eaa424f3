"""Words of a row to the metrics that it may report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.tables.labels import meaning, metric_of, plain

LOSS, GAIN = Decimal(-5), Decimal(5)
CASES = [
    ("Total revenues", GAIN, ("revenue",), True),
    ("Net sales", GAIN, ("revenue",), True),
    ("Revenues, net (1)", GAIN, ("revenue",), True),
    ("Sales", GAIN, ("revenue",), False),
    ("Research and development", GAIN, ("rd_expense",), True),
    ("R&D expenses", GAIN, ("rd_expense",), True),
    ("Research & development costs (including stock-based compensation of $5 and $6)", GAIN, ("rd_expense",), True),
    ("Selling, general, and administrative expenses", GAIN, ("ga_expense",), True),
    ("Total operating expenses", GAIN, ("operating_expenses",), True),
    ("Total costs and expenses", GAIN, ("operating_expenses",), False),
    ("Net loss", LOSS, ("net_loss",), True),
    ("Net loss", GAIN, ("net_loss",), True),
    ("Net income (loss)", LOSS, ("net_loss",), True),
    ("Net (loss) income", GAIN, ("net_income",), True),
    ("Net profit/(loss) for the period", LOSS, ("net_loss",), True),
    ("Net loss attributable to common stockholders", LOSS, ("net_loss",), True),
    ("Net loss attributable to Norvane Therapeutics, Inc.", LOSS, None, None),
    ("Net income from continuing operations", GAIN, ("net_income",), False),
    ("Net loss from discontinued operations", LOSS, None, None),
    ("Net loss per common share, basic and diluted", LOSS, ("loss_per_share",), True),
    ("Basic and diluted earnings/(loss) per share", GAIN, ("earnings_per_share",), True),
    ("(Loss) income from operations", LOSS, ("operating_loss",), True),
    ("Operating income", GAIN, ("operating_profit",), True),
    ("Interest and other income, net", GAIN, ("interest_income", "other_income"), False),
    ("Cash, cash equivalents and marketable securities", GAIN, ("cash",), True),
    ("Short -term investments", GAIN, ("cash",), True),
    ("Net cash used in operating activities", LOSS, ("cash_used_in_operations",), True),
    ("Cash flows from operations", GAIN, None, None),
    ("Loss before income taxes", LOSS, None, None),
    ("Non-GAAP net income", GAIN, ("adjusted_net_income", "adjusted_net_loss"), True),
    ("Weighted average shares used in net loss per share", GAIN, None, None),
    ("Income", GAIN, None, None),
]


@pytest.mark.parametrize(("label", "number", "metrics", "exact"), CASES)
def test_a_row_reports_what_its_words_say(
    label: str, number: Decimal, metrics: tuple[str, ...] | None, exact: bool | None
) -> None:
    known = meaning(label, ())
    assert ((metric_of(known, number), known.exact) if known else (None, None)) == (metrics, exact)


@pytest.mark.parametrize(
    ("label", "heading", "expected"),
    [
        ("Basic", "Net loss per common share:", "share"),
        ("Diluted", "Income per common and common equivalent shares", "share"),
        ("Basic and diluted", "Net loss per share - basic", "share"),
        ("Basic", "Weighted average shares outstanding:", None),
        ("Diluted", "Segments", None),
    ],
)
def test_basic_and_diluted_are_of_what_the_heading_says(label: str, heading: str, expected: str | None) -> None:
    known = meaning(label, (heading,))
    assert (known.metric if known else None) == expected


def test_a_label_is_stripped_of_notes_and_asides() -> None:
    assert plain("  Inventory® (2) (net of reserves of $5)*: ") == "inventory"
