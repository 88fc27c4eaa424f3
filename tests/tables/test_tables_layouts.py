"""Tables in all the shapes in which releases carry them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from table_support import headers, numbers, table_of

from nlp.records import Interval, Section, YearEnd
from nlp.tables import read_tables

QUARTERS = ["3 months ended 2011-09-30", "3 months ended 2010-09-30"]
STATEMENT = [
    ("Revenue", ["2536", "3411"]),
    ("Research and development", ["17161", "13425"]),
    ("Net loss", ["-19483", "-12888"]),
]

PIPES = """\
| Norvane Therapeutics, Inc. | | | | | | |
| --- | --- | --- | --- | --- | --- | --- |
| Condensed Statements of Operations (in thousands, except per share data) | | | | | | |
|  | Three Months EndedSeptember 30, | | | | | |
|  | 2011 | | | 2010 | | |
| Revenue | $ | 2,536 |  | $ | 3,411 | |
| Research and development |  | 17,161 |  |  | 13,425 | |
| Net loss | $ | (19,483 | ) | $ | (12,888 | ) |
"""
TABS = """\
(in thousands)
\tThree Months Ended Sep\totember 30,\t\t
\t2011\t\t2010\t
Revenue\t$\t2,536\t•\t3,411
Research and development\t\t17\t,161\t\t13,425
Net loss\t$ (19\t,483) $\t(12,888)
"""
FIXED = """\
(In thousands)              Three Months Ended
                              September 30,
                            2011         2010
Revenue                  $  2,536     $  3,411
Research
 and
 development               17,161       13,425
                         --------     --------
Net loss                 $(19,483)    $(12,888)
                         ========     ========
"""
CELLS = """\
(in thousands)
Three Months Ended September 30,
2011
2010
Revenue
$
2,536
$
3,411
Research and development
17,161
13,425
Net loss
$
(19,483
)
$
(12,888
)
"""
ONE_LINE = (
    "(in thousands)\n\nThree Months Ended September 30,\n\n2011 2010 Revenue$ 2,536 $ 3,411 Research and development "
    "17,161 13,425 Net loss$ (19,483 )$ (12,888 )Shares 99,483 12,888 Cash at end of the quarter 1,000 2,000 "
    "Inventory 1,001 2,002\n"
)
CHANGES = """\
(in thousands)
| | Three Months Ended September 30, | | Change | |
| | 2011 | 2010 | $ | % |
| Revenue (1) | 2,536 | 3,411 | (875) | (26)% |
| Research and development | 17,161 | 13,425 | 3,736 | 28% |
| Net loss | (19,483) | (12,888) | (6,595) | 51% |
"""
FOOTNOTES = """\
(in thousands)
                           Three Months Ended September 30,
                              2011        2010
Revenue               (1)     2,536       3,411
Research and
development           (2)    17,161      13,425
Net loss                    (19,483)    (12,888)
"""


@pytest.mark.parametrize(
    "text", [PIPES, TABS, FIXED, CELLS, FOOTNOTES], ids=["pipes", "tabs", "fixed", "cells", "notes"]
)
def test_one_statement_is_read_alike_in_every_layout(text: str) -> None:
    table = table_of(text)
    assert (headers(table), numbers(table.rows), table.scale) == (QUARTERS, STATEMENT, 3)


@pytest.mark.parametrize("text", [PIPES, TABS, FIXED, CELLS, ONE_LINE, CHANGES, FOOTNOTES])
def test_offsets_point_at_what_they_quote(text: str) -> None:
    rows = table_of(text).rows
    cells = [cell for row in rows for cell in row.cells if cell]
    assert [text[cell.start : cell.end] for cell in cells] == [cell.text for cell in cells]
    labels = [" ".join(text[row.start : row.end].split()).split("(1)")[0].strip() for row in rows]
    assert labels == [row.label.split(" (1)")[0] for row in rows]


def test_a_table_on_one_line_is_cut_into_its_rows() -> None:
    table = table_of(ONE_LINE)
    assert headers(table) == QUARTERS
    assert numbers(table.rows) == [
        *STATEMENT,
        ("Shares", ["99483", "12888"]),
        ("Cash at end of the quarter", ["1000", "2000"]),
        ("Inventory", ["1001", "2002"]),
    ]


def test_columns_of_changes_have_no_period_and_percentages_are_left_out() -> None:
    table = table_of(CHANGES)
    assert [(c.header, c.period is None) for c in table.columns] == [*((q, False) for q in QUARTERS), ("change", True)]
    assert numbers(table.rows)[0] == ("Revenue (1)", ["2536", "3411", "-875"])


def test_spans_share_their_years_and_nils_are_nought() -> None:
    table = table_of(
        "                        Three Months Ended      Six Months Ended\n"
        "(In millions)              June 30,                June 30,\n"
        "                        2011       2010         2011       2010\n"
        "Total Revenues        $   2.5   $   3.4       $  4.9   $   6.8*\n"
        "Selling, general\n and\n administrative           4.8       3.4          9.0       6.1\n"
        "Grants                     --        --          0.5        --\n"
    )
    assert headers(table) == [
        "3 months ended 2011-06-30",
        "3 months ended 2010-06-30",
        "6 months ended 2011-06-30",
        "6 months ended 2010-06-30",
    ]
    assert numbers(table.rows) == [
        ("Total Revenues", ["2.5", "3.4", "4.9", "6.8"]),
        ("Selling, general and administrative", ["4.8", "3.4", "9.0", "6.1"]),
        ("Grants", ["0", "0", "0.5", "0"]),
    ]
    assert table.scale == 6


def test_a_balance_has_days_and_a_short_row_goes_to_the_columns_that_it_stands_under() -> None:
    table = table_of(
        "(in thousands)\n"
        "| | September 30, 2011 | | June 30, 2011 | |\n"
        "| Cash | 1,000 | | 2,000 | |\n"
        "| Inventory | | | 50 | |\n"
        "| Goodwill | 7 | | | |\n"
        "| Total assets | 1,007 | | 2,050 | |\n"
    )
    assert headers(table) == ["2011-09-30", "2011-06-30"]
    assert numbers(table.rows) == [
        ("Cash", ["1000", "2000"]),
        ("Inventory", [None, "50"]),
        ("Goodwill", ["7", None]),
        ("Total assets", ["1007", "2050"]),
    ]


def test_headings_stand_over_their_rows() -> None:
    table = table_of(
        "(in thousands)\n\t2011\t2010\nYear Ended December 31,\nRevenues:\nLicence fees\t10\t20\nGrants\t1\t2\n"
        "Income per common share:\nBasic\t0.10\t0.20\nDiluted\t0.09\t0.19\n"
    )
    assert [(row.label, row.above[0]) for row in table.rows] == [
        ("Licence fees", "Revenues:"),
        ("Grants", "Revenues:"),
        ("Basic", "Income per common share:"),
        ("Diluted", "Income per common share:"),
    ]


def test_what_a_converter_has_read_twice_is_read_once() -> None:
    table = table_of(
        "(in thousands)\n\tThree Months Ended June 30,\t\n\t2011\t2010\nLicence fees\t1,068\t1,495\nGrants\t281\t106\n"
        "Tatal revenu\t1.34q\tl.6O1\nTotal revenues\t1,349\t1,601\n"
    )
    assert [row.label for row in table.rows] == ["Licence fees", "Grants", "Total revenues"]


def test_a_row_that_no_column_claims_is_kept_without_numbers() -> None:
    table = table_of(
        "(in thousands)\n\tThree Months Ended June 30,\t\n\t2011\t2010\nLicence fees\t1,068\t1,495\nGrants\t281\n"
        "Total revenues\t1,349\t1,601\n"
    )
    assert numbers(table.rows)[1] == ("Grants", [])


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("| | Q3 2011 | Q3 2010 |", QUARTERS),
        ("| | 3Q11 | 3Q10 |", QUARTERS),
        ("| | Three Months Ended September 30, 2011 | Three Months Ended September 30, 2010 |", QUARTERS),
        ("For the three months ended September 30, 2011 and 2010\n| | | |", QUARTERS),
        ("| | 30 September 2011 | 30 September 2010 |", ["2011-09-30", "2010-09-30"]),
        ("As of September 30, 2011 and June 30, 2011\n| | D | |", ["2011-09-30", "2011-06-30"]),
        (
            "| | Year Ended December 31, | |\n| | 2011 | 2010 |",
            ["12 months ended 2011-12-31", "12 months ended 2010-12-31"],
        ),
        ("| | FY 2011 | FY 2010 |", ["12 months ended 2011-12-31", "12 months ended 2010-12-31"]),
        (
            "| | Thirteen Weeks Ended | |\n| | October 29, 2011 | October 30, 2010 |",
            ["13 weeks ended 2011-10-29", "13 weeks ended 2010-10-30"],
        ),
    ],
)
def test_headers_are_read_as_periods(header: str, expected: list[str]) -> None:
    assert (
        headers(table_of(f"(in thousands)\n{header}\n| Revenue | 1,001 | 2,002 |\n| Net loss | 3 | 4 |\n")) == expected
    )


def test_a_fiscal_quarter_is_the_companys_own() -> None:
    text = "| | Q1 FY2012 | Q1 FY2011 |\n| Revenue | 1,001 | 2,002 |\n| Net loss | 3 | 4 |\n"
    (table,) = read_tables(text, [Section("table", 0, len(text))], YearEnd(6, 30))
    assert headers(table) == QUARTERS


@pytest.mark.parametrize(
    "header",
    [
        "| | 2012 Guidance | 2011 Actual |",
        "| | 2011 | 2010 |",  # years of what?
        "| | Norvane | Elsewhere |",
        "| | Three Months Ended September 30, 2011 | |\n| | Devices | Drugs |",
    ],
)
def test_columns_that_are_no_periods_make_no_table(header: str) -> None:
    text = f"(in thousands)\n{header}\n| Revenue | 1,001 | 2,002 |\n| Net loss | 3 | 4 |\n"
    assert read_tables(text, [Section("table", 0, len(text))]) == ()


@pytest.mark.parametrize(
    ("words", "scale", "currencies"),
    [
        ("(in thousands)", 3, ["USD"]),
        ("(Amounts in millions, except per share)", 6, ["USD"]),
        ("(In EUR'000s)", 3, ["EUR", "USD"]),
        ("(US$ 000)", None, ["USD"]),
        ("($000s omitted)", 3, ["USD"]),
        ("(DKK million)", 6, ["DKK", "USD"]),
        ("(in dollars)", 0, ["USD"]),
        ("(unaudited)", None, ["USD"]),
    ],
)
def test_the_scale_is_told_over_the_table(words: str, scale: int | None, currencies: list[str]) -> None:
    table = table_of(f"{words}\n| | Q3 2011 | Q3 2010 |\n| Revenue | $1,001 | $2,002 |\n| Net loss | 3 | 4 |\n")
    assert (table.scale, sorted(table.currencies)) == (scale, currencies)


def test_a_table_without_a_scale_has_that_of_the_one_above() -> None:
    body = "| | Q3 2011 | Q3 2010 |\n| Revenue | 1,001 | 2,002 |\n| Net loss | 3 | 4 |\n"
    text = f"(in millions)\n{body}\nNotes\n{body}"
    assert [table.scale for table in read_tables(text, [Section("table", 0, len(text))])] == [6, 6]


def test_only_tables_of_wanted_periods_are_read() -> None:
    interval = table_of(PIPES).columns[0].period
    sections = [Section("table", 0, len(PIPES))]
    assert interval is not None
    other = Interval(interval.earliest, interval.latest.replace(month=12, day=31))
    assert len(read_tables(PIPES, sections, wanted=[interval])) == 1
    assert read_tables(PIPES, sections, wanted=[other]) == ()


def test_text_that_is_no_table_section_is_not_read() -> None:
    assert read_tables(PIPES, [Section("body", 0, len(PIPES))]) == ()


def test_numbers_are_decimals() -> None:
    assert all(isinstance(c.number, Decimal) for row in table_of(PIPES).rows for c in row.cells if c)
