"""Reported figures, guidance and cash runway: a release's text, and all that it tells of its kind."""

from __future__ import annotations

import time
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from nlp.records import Document

OPENING = """Norvane Reports Third Quarter 2024 Financial Results

BOSTON, Nov. 7, 2024 (GLOBE NEWSWIRE) -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today reported financial results
for the third quarter ended September 30, 2024.

"""
QUARTER = ("2024-07-01", "2024-09-30")
QUARTER_BEFORE = ("2023-07-01", "2023-09-30")
NINE_MONTHS = ("2024-01-01", "2024-09-30")
NINE_MONTHS_BEFORE = ("2023-01-01", "2023-09-30")
YEAR = ("2024-01-01", "2024-12-31")
LAST_YEAR = ("2023-01-01", "2023-12-31")
NEXT_YEAR = ("2025-01-01", "2025-12-31")
DAY = ("2024-09-30", "2024-09-30")
YEAR_END = ("2023-12-31", "2023-12-31")


def run(pipeline: Language, text: str) -> Doc:
    doc = pipeline.make_doc(text)
    doc._.document = Document("release.txt", text, "")
    return pipeline(doc)


def days(value: dict[str, Any] | None) -> tuple[str, str] | None:
    return (value["earliest"], value["latest"]) if value else None


def results(doc: Doc) -> list[tuple[Any, ...]]:
    """Metric, value, unit, period, prior value, prior period of every result, in the order told."""
    return [
        (e["metric"], e["value"], e["unit"], days(e["period"]), e["prior_value"], days(e["prior_period"]))
        for e in doc._.events
        if e["type"] == "financial_result"
    ]


def guidance(doc: Doc) -> list[tuple[Any, ...]]:
    """Metric, low, high, unit, period, action of every guidance, in the order told."""
    return [
        (e["metric"], e["low"], e["high"], e["unit"], days(e["period"]), e["action"])
        for e in doc._.events
        if e["type"] == "guidance"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Total revenue was $12.5 million for the quarter, compared to $9.1 million in the same period of 2023.",
            [("revenue", 12500000, "USD", QUARTER, 9100000, QUARTER_BEFORE)],
            id="prior value and period",
        ),
        pytest.param(
            "R&D expenses were $21.0 million and $60.2 million for the three and nine months ended September 30, 2024,"
            " respectively, compared to $18.2 million and $50.1 million for the same periods in 2023.",
            [
                ("rd_expense", 21000000, "USD", QUARTER, 18200000, QUARTER_BEFORE),
                ("rd_expense", 60200000, "USD", NINE_MONTHS, 50100000, NINE_MONTHS_BEFORE),
            ],
            id="two periods in one list",
        ),
        pytest.param(
            "Net loss was $8.0 million, or $0.21 per share, for the third quarter of 2024, compared to net income of"
            " $2.0 million, or $0.05 per share, for the third quarter of 2023.",
            [
                ("net_loss", 8000000, "USD", QUARTER, None, None),
                ("loss_per_share", 0.21, "USD/share", QUARTER, None, None),
                ("net_income", 2000000, "USD", QUARTER_BEFORE, None, None),
                ("earnings_per_share", 0.05, "USD/share", QUARTER_BEFORE, None, None),
            ],
            id="a loss beside a profit has no prior value",
        ),
        pytest.param(
            "G&A expenses increased by $1.5 million to $6.5 million, from $5.0 million a year ago, primarily due to"
            " an increase in legal costs of $0.9 million.",
            [("ga_expense", 6500000, "USD", QUARTER, 5000000, QUARTER_BEFORE)],
            id="a change and a cause are no values",
        ),
        pytest.param(
            "Operating expenses narrowed from $14.0 million in the third quarter of 2023 to $11.5 million in the third"
            " quarter of 2024.",
            [("operating_expenses", 11500000, "USD", QUARTER, 14000000, QUARTER_BEFORE)],
            id="from and to",
        ),
        pytest.param(
            "The net loss and basic and diluted loss per share were $4.2 million and $0.09, respectively.",
            [
                ("net_loss", 4200000, "USD", QUARTER, None, None),
                ("loss_per_share", 0.09, "USD/share", QUARTER, None, None),
            ],
            id="two metrics in one list",
        ),
        pytest.param(
            "As of September 30, 2024, Norvane held $98.1 million of cash and marketable securities, compared with"
            " $120.4 million as of December 31, 2023.",
            [("cash", 98100000, "USD", DAY, 120400000, YEAR_END)],
            id="a balance on one day",
        ),
        pytest.param(
            "Operating expenses, which included restructuring charges of $3.0 million, were $17.5 million.",
            [
                ("restructuring_costs", 3000000, "USD", QUARTER, None, None),
                ("operating_expenses", 17500000, "USD", QUARTER, None, None),
            ],
            id="an inserted part",
        ),
        pytest.param(
            "Revenue: DKK 120 million (Q3 2023: DKK 98 million)\n\nNet loss: DKK 45 million (DKK 60 million)",
            [
                ("revenue", 120000000, "DKK", QUARTER, 98000000, QUARTER_BEFORE),
                ("net_loss", 45000000, "DKK", QUARTER, 60000000, QUARTER_BEFORE),
            ],
            id="the earlier period in brackets",
        ),
        pytest.param(
            "Quarterly revenue growth of 420% to $505K.",
            [("revenue", 505000, "USD", QUARTER, None, None)],
            id="thousands",
        ),
        pytest.param(
            "Vexotinib net sales were $12.0 million. Diagnostics revenue was $3.0 million.",
            [
                ("product_sales", 12000000, "USD", QUARTER, None, None),
                ("diagnostics_revenue", 3000000, "USD", QUARTER, None, None),
            ],
            id="a product and a business are not the whole revenue",
        ),
        pytest.param(
            "Adjusted diluted EPS was $0.31 and diluted EPS was $0.25.",
            [
                ("adjusted_earnings_per_share", 0.31, "USD/share", QUARTER, None, None),
                ("earnings_per_share", 0.25, "USD/share", QUARTER, None, None),
            ],
            id="adjusted beside plain",
        ),
        pytest.param(
            "Adjusted diluted EPS was $0.31.",
            [("earnings_per_share", 0.31, "USD/share", QUARTER, None, None)],
            id="adjusted alone",
        ),
        pytest.param(
            "Norvane will receive an upfront payment of $30 million in cash. Net loss fell by $2 million.",
            [],
            id="no payment, no change",
        ),
        pytest.param(
            "Cash and cash equivalents $ 11,402,310 $ 7,118,006 Total assets 42,900,118 39,007,455",
            [],
            id="no row of a table",
        ),
        pytest.param(
            "Cash and cash equivalents were $318.9 million as of September 30, 2024, which is expected to fund "
            "operations through 2026.",
            [("cash", 318_900_000, "USD", DAY, None, None)],
            id="what is to come is what the cash is for",
        ),
        pytest.param(
            "Worldwide sales were $15.6 million for the third quarter of 2024.",
            [("revenue", 15_600_000, "USD", QUARTER, None, None)],
            id="worldwide sales",
        ),
    ],
)
def test_results(pipeline: Language, text: str, told: list[tuple[Any, ...]]) -> None:
    assert results(run(pipeline, f"{OPENING}{text}\n")) == told


def test_a_nordic_report_gives_the_year_before_in_a_bracket(pipeline: Language) -> None:
    text = OPENING + (
        "Third quarter, July-September 2024\n\n"
        "- Net sales: SEK 46.8 million (3.1)\n"
        "- Loss after tax: SEK -31.4 million (-57.6)\n"
        "- Cash and cash equivalents at 30 September 2024: SEK 274.6 million (31 December 2023: 148.1)\n"
    )
    assert results(run(pipeline, text)) == [
        ("revenue", 46800000, "SEK", QUARTER, 3100000, QUARTER_BEFORE),
        ("net_loss", 31400000, "SEK", QUARTER, 57600000, QUARTER_BEFORE),
        ("cash", 274600000, "SEK", DAY, 148100000, YEAR_END),
    ]


def test_a_price_in_cash_and_a_dilution_are_no_results(pipeline: Language) -> None:
    text = OPENING + (
        "Norvane will buy Dermavoil Pharma for $480 million in cash. The purchase is likely to dilute earnings per "
        "share by $0.40 in 2025.\n"
    )
    doc = run(pipeline, text)
    assert (results(doc), guidance(doc)) == ([], [])


def test_a_headline_gives_results_and_their_period(pipeline: Language) -> None:
    text = (
        "Quorell Closes 2006 With Its Best Quarter So Far\n\n"
        "$28.4 Million of Revenue and $3.1 Million"
        " Net Income for Fourth Quarter 2006\n\nPHOENIX, February 21, 2007 -- Quorell, Inc. (Nasdaq: QRLL), a maker of"
        " ladders, today reported financial results for the fourth quarter of 2006.\n"
    )
    fourth = ("2006-10-01", "2006-12-31")
    assert results(run(pipeline, text)) == [
        ("revenue", 28400000, "USD", fourth, None, None),
        ("net_income", 3100000, "USD", fourth, None, None),
    ]


def test_a_rounded_telling_takes_the_exact_value(pipeline: Language) -> None:
    text = "We ended the quarter with about $612 million of cash and investments.\n\n"
    text += "Cash and investments were $611.7 million."
    assert results(run(pipeline, OPENING + text)) == [("cash", 611700000, "USD", DAY, None, None)]


def test_an_amount_without_its_scale_carries_a_warning(pipeline: Language) -> None:
    text = "Revenues of $4.1 million include $0.3 of clinical material reimbursement.\n"
    told = {
        e["metric"]: e["warnings"] for e in run(pipeline, OPENING + text)._.events if e["type"] == "financial_result"
    }
    assert told == {"revenue": [], "clinical_materials_revenue": ["warning: scale missing"]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Norvane expects full-year 2024 revenue of $180 million to $190 million.",
            [("revenue", 180000000, 190000000, "USD", YEAR, "issued")],
            id="a range",
        ),
        pytest.param(
            "Norvane now expects 2024 revenue of at least $180 million, up from previous guidance of $170 million.",
            [("revenue", 180000000, None, "USD", YEAR, "raised")],
            id="raised by comparison",
        ),
        pytest.param(
            "Norvane reaffirms its 2024 outlook: revenue of $180 million and R&D expenses of up to $60 million.",
            [
                ("revenue", 180000000, 180000000, "USD", YEAR, "reaffirmed"),
                ("rd_expense", None, 60000000, "USD", YEAR, "reaffirmed"),
            ],
            id="a list under one verb",
        ),
        pytest.param(
            "For 2024 Norvane now expects revenue of $205 million to $225 million, instead of $180 million to $200 "
            "million.",
            [("revenue", 205000000, 225000000, "USD", YEAR, "issued")],
            id="the range that it stands in for is none",
        ),
        pytest.param(
            "The 2024 SG&A forecast of $170 million to $178 million is unchanged.",
            [("ga_expense", 170000000, 178000000, "USD", YEAR, "reaffirmed")],
            id="a cost told by its letters",
        ),
        pytest.param(
            "Norvane raised its full-year 2024 revenue guidance.",
            [("revenue", None, None, None, YEAR, "raised")],
            id="raised without a number",
        ),
        pytest.param(
            "2025 Financial Guidance\n\n- Total revenue of $200 million to $220 million\n"
            "- Gross margin of 60% to 62%\n",
            [
                ("revenue", 200000000, 220000000, "USD", NEXT_YEAR, "issued"),
                ("gross_margin", 60, 62, "percent", NEXT_YEAR, "issued"),
            ],
            id="bullets under a heading",
        ),
        pytest.param(
            "2025 Financial Guidance\n\nTotal revenue: $2,750 - $2,800 million\n\nR&D expense: $70 to $75 million\n",
            [
                ("revenue", 2750000000, 2800000000, "USD", NEXT_YEAR, "issued"),
                ("rd_expense", 70000000, 75000000, "USD", NEXT_YEAR, "issued"),
            ],
            id="lines under a heading",
        ),
        pytest.param(
            "Cash burn is expected to be less than $90 million in 2025. Operating expenses are still expected to be "
            "$80 million for 2025.",
            [
                ("cash_burn", None, 90000000, "USD", NEXT_YEAR, "issued"),
                ("operating_expenses", 80000000, 80000000, "USD", NEXT_YEAR, "reaffirmed"),
            ],
            id="an upper bound, and what is still expected",
        ),
        pytest.param(
            "Norvane expects to end 2025 with approximately $200 million in cash.",
            [("cash", 200000000, 200000000, "USD", ("2025-12-31", "2025-12-31"), "issued")],
            id="cash at the year's end",
        ),
        pytest.param(
            "Net sales of $46 million were ahead of the outlook of $44 million. Analysts polled expect revenue of"
            " $200 million for 2024. The market is expected to reach revenues of $9 billion by 2030.",
            [],
            id="a beaten outlook, analysts, a market",
        ),
    ],
)
def test_guidance(pipeline: Language, text: str, told: list[tuple[Any, ...]]) -> None:
    assert guidance(run(pipeline, f"{OPENING}{text}\n")) == told


def test_the_headline_names_the_action_and_the_text_the_numbers(pipeline: Language) -> None:
    text = OPENING.replace("Results", "Results and Raises Full-Year Revenue Guidance", 1)
    text += "Norvane now expects full-year 2024 revenue of $180 million to $190 million.\n"
    assert guidance(run(pipeline, text)) == [("revenue", 180000000, 190000000, "USD", YEAR, "raised")]


TABLE = """Financial Guidance for 2025

```
In millions               2025 Guidance

Total Revenues            $1,100 -- $1,150
 Vexotinib Net Sales        $210 -- $225
R&D Expenses                $290 -- $310
Effective Tax Rate             21%
```
"""


def test_a_table_gives_guidance_where_prose_gives_none(pipeline: Language) -> None:
    rows = [
        ("revenue", 1100000000, 1150000000, "USD", NEXT_YEAR, "issued"),
        ("product_sales", 210000000, 225000000, "USD", NEXT_YEAR, "issued"),
        ("rd_expense", 290000000, 310000000, "USD", NEXT_YEAR, "issued"),
        ("effective_tax_rate", 21, 21, "percent", NEXT_YEAR, "issued"),
    ]
    prose = "Norvane expects 2025 revenue of $1.4 billion.\n\n"
    assert guidance(run(pipeline, OPENING + TABLE)) == rows
    assert guidance(run(pipeline, OPENING + prose + TABLE)) == [
        ("revenue", 1400000000, 1400000000, "USD", NEXT_YEAR, "issued")
    ]


@pytest.mark.parametrize(
    ("text", "end", "action"),
    [
        ("Existing cash is expected to fund operations into 2027.", "2027-12-31", "issued"),
        (
            "We believe that our cash will be sufficient to fund operations through at least mid-2026.",
            "2026-08-31",
            "issued",
        ),
        ("The financing extends our cash runway into the second half of 2026.", "2026-12-31", "raised"),
        ("Norvane has cash to fund its operations for at least twelve months.", "2025-11-07", "issued"),
        ("The company has a cash runway of 24 months.", "2026-11-07", "issued"),
        (
            "Norvane continues to expect its capital resources to support operations until Q2 2026.",
            "2026-06-30",
            "reaffirmed",
        ),
        ("The balance sheet provides runway beyond 2026.", "2026-12-31", "issued"),
    ],
)
def test_cash_runway(pipeline: Language, text: str, end: str, action: str) -> None:
    assert guidance(run(pipeline, OPENING + text)) == [("cash_runway", None, None, None, ("2024-11-07", end), action)]


@pytest.mark.parametrize(
    "text",
    [
        "Patents that cover the product run through 2035, and the loan matures in 2027.",
        "There can be no assurance that our cash will fund operations into 2027.",
        "Our cash will not be sufficient to fund operations into 2026.",
        "The trial, funded by a grant, will run into 2026.",
    ],
)
def test_no_runway(pipeline: Language, text: str) -> None:
    assert guidance(run(pipeline, OPENING + text)) == []


@pytest.mark.parametrize("unit", ["revenue of $1 million, ", "compared to $2 million (", "net loss increased from "])
def test_a_sentence_without_end_takes_linear_time(pipeline: Language, unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        run(pipeline, OPENING + unit * times)
        return time.process_time() - began

    assert seconds(4000) < 10 * max(seconds(1000), 0.1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each of the periods told respectively has its own sum, and its own sum a share
        (
            "Net loss was $12.0 million and $10.0 million, or $0.40 and $0.35 per share, for the quarters ended "
            "September 30, 2024 and 2023, respectively.",
            {
                ("net_loss", 12_000_000, "USD", QUARTER, 10_000_000, QUARTER_BEFORE),
                ("loss_per_share", 0.40, "USD/share", QUARTER, 0.35, QUARTER_BEFORE),
            },
        ),
        ("Revenue for the year 2023 was [Eur] 12.0 million.", {("revenue", 12_000_000, "EUR", LAST_YEAR, None, None)}),
        ("Cash stood at $US40.0 million at September 30, 2024.", {("cash", 40_000_000, "USD", DAY, None, None)}),
    ],
)
def test_figures_of_many_styles(pipeline: Language, text: str, expected: set[tuple[Any, ...]]) -> None:
    assert set(results(run(pipeline, OPENING + text))) == expected


def test_a_figure_and_that_of_the_year_before_are_one_result(pipeline: Language) -> None:
    text = OPENING + (
        "Net loss for the third quarter of 2024 was $30.6 million. Net loss for the third quarter of 2023 was $43.9"
        " million."
    )
    assert results(run(pipeline, text)) == [("net_loss", 30600000, "USD", QUARTER, 43900000, QUARTER_BEFORE)]


def test_a_balance_is_compared_with_the_day_that_its_bracket_tells(pipeline: Language) -> None:
    text = OPENING + "Cash and cash equivalents at 30 June 2024 of £19.1 million (2023: £29.2 million)."
    day, before = ("2024-06-30", "2024-06-30"), ("2023-06-30", "2023-06-30")
    assert results(run(pipeline, text)) == [("cash", 19100000, "GBP", day, 29200000, before)]


def test_a_drug_s_own_sales_and_a_loss_of_the_owners(pipeline: Language) -> None:
    text = (
        "NRV-210 generated a sales revenue of RMB113 million. The loss attributable to owners of the Company was "
        "RMB282 million for the third quarter of 2024."
    )
    doc = run(pipeline, OPENING + text)
    assert [(e["metric"], e["value"]) for e in doc._.events] == [("product_sales", 113000000), ("net_loss", 282000000)]


def test_former_guidance_and_what_the_industry_spends_are_no_guidance(pipeline: Language) -> None:
    text = OPENING + (
        "Norvane now expects 2025 revenue of $65-72 million (up from previously $43-50 million). R&D expenses of the"
        " global industry are expected to approach $1 trillion."
    )
    assert [line[:3] for line in guidance(run(pipeline, text))] == [("revenue", 65000000, 72000000)]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Revenue for 2024 is now expected to be $65-72 million (previously $43-50 million).", "raised"),
        (
            "Norvane now expects 2024 revenue of $43-50 million, down from the previous range of $65-72 million.",
            "lowered",
        ),
        ("Revenue for 2024 is, as before, expected to be $65-72 million.", "reaffirmed"),
        ("Norvane expects 2024 revenue of $65-72 million, versus $40 million in 2023.", "issued"),
    ],
)
def test_guidance_beside_the_range_that_it_takes_the_place_of(pipeline: Language, text: str, action: str) -> None:
    assert [line[-1] for line in guidance(run(pipeline, OPENING + text))] == [action]


def test_what_a_figure_is_compared_with_is_not_the_period_of_the_next_one(pipeline: Language) -> None:
    text = (
        "Research and development expenses were $5.2 million, compared with $5.6 million in the third quarter of 2023."
        " General and administrative expenses were $6.0 million, compared with $5.7 million a year ago."
    )
    found = {
        e["metric"]: e["period"] for e in run(pipeline, OPENING + text)._.events if e["type"] == "financial_result"
    }
    assert {(p["earliest"], p["latest"]) for p in found.values()} == {QUARTER}
    assert set(found) == {"rd_expense", "ga_expense"}


def test_a_year_that_has_ended_gives_the_day_of_the_balance(pipeline: Language) -> None:
    text = "Norvane Closes Sale\n\nBOSTON, Jan. 11, 2022 -- Norvane Therapeutics, Inc. today closed a sale. "
    text += (
        "Norvane ended the year with $64 million in cash and cash equivalents, and now expects total revenue for 2022 "
    )
    text += "of $125 million to $135 million.\n"
    told = {e["type"]: e["period"] for e in run(pipeline, text)._.events}
    assert told == {
        "financial_result": {"earliest": "2021-12-31", "latest": "2021-12-31", "text": None},
        "guidance": {"earliest": "2022-01-01", "latest": "2022-12-31", "text": "2022"},
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norvane raised its estimate for 2025 revenues to between $110 million and $115 million.",
            ("revenue", 110_000_000, 115_000_000, "raised")),
        ("Norvane has raised its estimate of the net loss for 2025 to between $38 million and $41 million.",
            ("net_loss", 38_000_000, 41_000_000, "raised")),
        ("Norvane lowered its estimate of 2025 SG&A expense to a range of $24 million to $26 million.",
            ("ga_expense", 24_000_000, 26_000_000, "lowered")),
        ("Norvane confirms R&D expenses of €120–130 million for 2025.",
            ("rd_expense", 120_000_000, 130_000_000, "reaffirmed")),
        ("It continues to look for research and development expenses of $28 million to $31 million.",
            ("rd_expense", 28_000_000, 31_000_000, "reaffirmed")),
        ("For 2025, Norvane forecasts revenue of DKK 500 million to 550 million.",
            ("revenue", 500_000_000, 550_000_000, "issued")),
        ("Norvane withdraws its guidance for 2025 product revenue.", ("product_sales", None, None, "withdrawn")),
    ],
)  # fmt: skip
def test_estimates_and_forecasts_are_guidance(pipeline: Language, text: str, told: tuple[Any, ...]) -> None:
    doc = run(pipeline, OPENING + text + "\n")
    assert [(m, low, high, action) for m, low, high, _, _, action in guidance(doc)] == [told]
    assert results(doc) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norvane confirmed revenue of $35 million for the quarter ended September 30, 2024.",
        "Our preliminary revenue for 2023 is estimated to be $25 million.",
        "The company raised $100 million in equity and will issue guidance for revenue later.",
        "The company maintains its website and no guidance for revenue was issued.",
    ],
)
def test_what_is_over_or_not_given_is_no_guidance(pipeline: Language, text: str) -> None:
    assert guidance(run(pipeline, OPENING + text + "\n")) == []


def test_an_amount_is_compared_with_the_one_before_it(pipeline: Language) -> None:
    """Not with the one of the next metric, whether the first metric is known or not."""
    text = "The burn was $9 million compared with $7 million in 2023, and R&D expenses were $6 million ($5 million)."
    doc = run(pipeline, OPENING + text + "\n")
    assert [(e["metric"], e["value"], e["prior_value"]) for e in doc._.events if e["type"] == "financial_result"] == [
        ("rd_expense", 6_000_000, 5_000_000)
    ]
