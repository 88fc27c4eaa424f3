"""What is a time phrase, where it begins and ends, and of which kind it is."""

from __future__ import annotations

import pytest

from nlp.normalize.dates import find_time_phrases
from nlp.records import TimePhrase


def phrases(text: str) -> list[tuple[str, str]]:
    return [(p.text, p.kind) for p in find_time_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("data in October 2011 showed", ("October 2011", "month")),
        ("data expected by early 2012", ("by early 2012", "year")),
        ("results before December 31, 2012", ("before December 31, 2012", "day")),
        ("a filing prior to year-end 2012", ("prior to year-end 2012", "year")),
        ("complete no later than the second quarter of 2013", ("no later than the second quarter of 2013", "quarter")),
        ("patients treated since 2019", ("since 2019", "year")),
        ("open until March 2012", ("until March 2012", "month")),
        ("dosing within the next six months", ("within the next six months", "duration")),
        ("dosing in the next six months", ("next six months", "duration")),
        ("data in the first\nquarter of 2012", ("first\nquarter of 2012", "quarter")),
        ("data in the **first half** of 2012", ("first half** of 2012", "half")),
        (
            "the second quarter of the Company’s 2005 fiscal year",
            ("second quarter of the Company’s 2005 fiscal year", "quarter"),
        ),
        ("cash into the second half of 2026", ("into the second half of 2026", "runway")),
        ("cash through at least mid-2026", ("through at least mid-2026", "runway")),
        ("funds operations to the end of 2025", ("to the end of 2025", "runway")),
        ("cash for at least the next 12 months", ("for at least the next 12 months", "runway")),
        ("cash for the next three to five fiscal years", ("for the next three to five fiscal years", "runway_years")),
        ("the three months ended June 30, 2012", ("three months ended June 30, 2012", "period")),
        ("the fiscal year ending June 30, 2012", ("fiscal year ending June 30, 2012", "period")),
        ("cash as of June 30, 2012", ("June 30, 2012", "as_of")),
        ("cash at June 30, 2012", ("June 30, 2012", "as_of")),
        ("against the same period last year", ("same period last year", "prior_period")),
        ("against the prior-year quarter", ("prior-year quarter", "prior_period")),
        ("than a year ago", ("a year ago", "prior_period")),
        ("against the third quarter of the prior year", ("third quarter of the prior year", "prior_period")),
        ("at the congress, May 26-29, 2024", ("May 26-29, 2024", "day")),
        ("June 2 – June 6, 2023", ("June 2 – June 6, 2023", "day")),
        ("Q4 2025 or Q1 2026", ("Q4 2025 or Q1 2026", "range")),
        ("between March and June 2025", ("March and June 2025", "range")),
        ("from late 2025 to early 2026", ("late 2025 to early 2026", "range")),
        ("our 2025 guidance", ("2025", "year")),
        ("SPRINGFIELD (News)--May 4, 2025--Acme", ("May 4, 2025", "day")),
        ("Acme Reports Fourth Quarter 2024 Financial Results", ("Fourth Quarter 2024", "quarter")),
        ("Year-End 2024 Results", ("Year-End 2024", "year")),
    ],
)
def test_one_phrase(text: str, expected: tuple[str, str]) -> None:
    assert phrases(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "we may 2012 times",
        "2025 poised for growth",
        "2,000 patients",
        "in 2000 patients",
        "paid $2025",
        "the Securities Act of 1933",
        "dosed Q2W",
        "an H2 receptor",
        "a 1q deletion",
        "prices fall",
        "varieties of winter wheat",
        "march on",
        "recently, soon and currently",
        "response within four weeks",
        "relapse within six months of treatment",
        "in prior periods",
        "first half of the trial",
        "today's news",
        "late-stage trial, mid-size company, early data",
        "end of treatment",
        "https://news.example/acme-first-quarter-2026-results",
    ],
)
def test_no_time(text: str) -> None:
    assert phrases(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4Q 2011 and 2Q 2012, respectively", [("4Q 2011", "quarter"), ("2Q 2012", "quarter")]),
        ("in Q3 2011,\n\n2012 was", [("Q3 2011", "quarter")]),
        ("Q3\n\n2012", [("Q3", "quarter")]),
        (
            "first and second quarters of 2025, respectively",
            [("first", "quarter"), ("second quarters of 2025", "quarter")],
        ),
        ("today said that in September", [("today", "day"), ("September", "month")]),
    ],
)
def test_phrases_in_order(text: str, expected: list[tuple[str, str]]) -> None:
    assert phrases(text) == expected


def test_parts_are_sorted_and_plain() -> None:
    assert find_time_phrases("for at least the next three to five fiscal years") == [
        TimePhrase(
            0,
            48,
            "for at least the next three to five fiscal years",
            "runway_years",
            (("direction", "ahead"), ("high", "5"), ("low", "3"), ("unit", "fiscal_years")),
        )
    ]


def test_a_part_of_the_text_keeps_the_offsets_of_the_whole() -> None:
    text = "In 2010 it began. In 2011 it ran. In 2012 it ended."
    assert find_time_phrases(text, 17, 33) == [TimePhrase(21, 25, "2011", "year", (("year", "2011"),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phase 3 data (1H)", [("1H", "half")]),
        ("data in 1H", [("1H", "half")]),
        ("the H2 (H2) receptor and 1H NMR", []),
        ("readout (mid-year)", [("mid-year", "year")]),
        ("data by YE24", [("by YE24", "year")]),
        ("Q4/2024 and Q4/24", [("Q4/2024", "quarter"), ("Q4/24", "quarter")]),
        ("Q125", []),
        ("scheduled for late 1999, or early 2000", [("late 1999, or early 2000", "range")]),
    ],
)
def test_short_forms_of_plans(text: str, expected: list[tuple[str, str]]) -> None:
    assert phrases(text) == expected
