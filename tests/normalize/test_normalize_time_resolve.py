"""The days that time phrases mean, by EVENTS.md section 3."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.normalize.dates import find_time_phrases, period_intervals, prior_interval, resolve
from nlp.records import Interval, YearEnd

REFERENCE = date(2011, 10, 27)
JUNE = YearEnd(6, 30)


def days(text: str, *, tense: str | None = None, year_end: YearEnd | None = None, fiscal: bool = False) -> list[str]:
    """The interval of every phrase, a single day as one date, None as a dash."""
    found = find_time_phrases(text)
    return [
        written(resolve(phrase, reference=REFERENCE, fiscal_year_end=year_end, tense=tense, fiscal=fiscal))
        for phrase in found
    ]


def written(interval: Interval | None) -> str:
    if interval is None:
        return "-"
    first, last = interval.earliest.isoformat(), interval.latest.isoformat()
    return first if first == last else f"{first}..{last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("September 26, 2024", "2024-09-26"),
        ("Sept. 26, 2024", "2024-09-26"),
        ("26 September 2024", "2024-09-26"),
        ("the 26th of September 2024", "2024-09-26"),
        ("2024-09-26", "2024-09-26"),
        ("9/26/2024", "2024-09-26"),
        ("26.09.2024", "2024-09-26"),
        ("Friday, December 4, 2020", "2020-12-04"),
        ("May 5,2025", "2025-05-05"),
        ("May 26-29, 2024", "2024-05-26..2024-05-29"),
        ("December 29 – January 2, 2025", "2024-12-29..2025-01-02"),
        ("February 30, 2025", "-"),
        ("September 2024", "2024-09-01..2024-09-30"),
        ("1Q 2012", "2012-01-01..2012-03-31"),
        ("Q1’25", "2025-01-01..2025-03-31"),
        ("Q1-2025", "2025-01-01..2025-03-31"),
        ("1Q25", "2025-01-01..2025-03-31"),
        ("2025 first quarter", "2025-01-01..2025-03-31"),
        ("first-quarter 2025", "2025-01-01..2025-03-31"),
        ("first half of 2025", "2025-01-01..2025-06-30"),
        ("first calendar quarter of 2025", "2025-01-01..2025-03-31"),
        ("2H25", "2025-07-01..2025-12-31"),
        ("first nine months of 2024", "2024-01-01..2024-09-30"),
        ("last six months of 2012", "2012-07-01..2012-12-31"),
        ("spring 2025", "2025-03-01..2025-05-31"),
        ("fall of 2025", "2025-09-01..2025-11-30"),
        ("full year 2024", "2024-01-01..2024-12-31"),
        ("in 2024/25", "2024-01-01..2025-12-31"),
        ("Q4 2025 or Q1 2026", "2025-10-01..2026-03-31"),
        ("between March and June 2025", "2025-03-01..2025-06-30"),
        ("second or third quarter of 2025", "2025-04-01..2025-09-30"),
    ],
)
def test_absolute(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early 2012", "2012-01-01..2012-04-30"),
        ("mid-2005", "2005-05-01..2005-08-31"),
        ("middle of 2005", "2005-05-01..2005-08-31"),
        ("mid-year 2005", "2005-05-01..2005-08-31"),
        ("late in 2024", "2024-09-01..2024-12-31"),
        ("early to mid-2025", "2025-01-01..2025-08-31"),
        ("end of 2012", "2012-10-01..2012-12-31"),
        ("end-2012", "2012-10-01..2012-12-31"),
        ("year-end 2012", "2012-10-01..2012-12-31"),
        ("around year end", "2011-10-01..2011-12-31"),
        ("beginning of 2012", "2012-01-01..2012-03-31"),
        ("beginning in the second quarter of 2012", "2012-04-01..2012-06-30"),
        ("early in the second quarter of 2012", "2012-04-01..2012-04-30"),
        ("mid-second quarter of 2012", "2012-05-01..2012-05-31"),
        ("late in the first half of 2012", "2012-05-01..2012-06-30"),
        ("mid-July 2012", "2012-07-11..2012-07-20"),
        ("late February 2012", "2012-02-21..2012-02-29"),
        ("early next year", "2012-01-01..2012-04-30"),
        ("Year-End 2012 Financial Results", "2012-01-01..2012-12-31"),
    ],
)
def test_portions(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by March 2012", "2011-10-27..2012-03-31"),
        ("by early 2012", "2011-10-27..2012-04-30"),
        ("before June 2012", "2011-10-27..2012-06-30"),
        ("by the end of 2012", "2012-10-01..2012-12-31"),
        ("by year-end", "2011-10-01..2011-12-31"),
        ("by the end of the year", "2011-10-01..2011-12-31"),
        ("by the end of the second quarter of 2012", "2011-10-27..2012-06-30"),
        ("by March 2010", "2010-03-01..2010-03-31"),
        ("within six months", "2011-10-27..2012-04-27"),
        ("in the next six months", "2011-10-27..2012-04-27"),
        ("over the next 12 to 18 months", "2011-10-27..2013-04-27"),
        ("in the next few months", "2011-10-27..2012-01-27"),
        ("in the coming months", "2011-10-27..2012-01-27"),
        ("in the coming weeks", "2011-10-27..2011-11-27"),
        ("in the past six months", "2011-04-27..2011-10-27"),
        ("in the past few months", "2011-07-27..2011-10-27"),
        ("six months ago", "2011-04-01..2011-04-30"),
        ("today", "2011-10-27"),
        ("yesterday", "2011-10-26"),
        ("this week", "2011-10-24..2011-10-30"),
        ("earlier this month", "2011-10-01..2011-10-27"),
        ("later this month", "2011-10-27..2011-10-31"),
        ("last month", "2011-09-01..2011-09-30"),
        ("this quarter", "2011-10-01..2011-12-31"),
        ("next quarter", "2012-01-01..2012-03-31"),
        ("later this year", "2011-10-27..2011-12-31"),
        ("later in 2011", "2011-10-27..2011-12-31"),
        ("next year", "2012-01-01..2012-12-31"),
        ("over the next year", "2011-10-27..2012-10-27"),
        ("first quarter of next year", "2012-01-01..2012-03-31"),
        ("into 2026", "2011-10-27..2026-12-31"),
        ("into the second half of 2026", "2011-10-27..2026-12-31"),
        ("through at least mid-2026", "2011-10-27..2026-08-31"),
        ("for at least the next three to five fiscal years", "2011-10-27..2016-10-27"),
        ("as of the end of 2010", "2010-12-31"),
        ("as of December 31, 2010", "2010-12-31"),
    ],
)
def test_relative_to_the_release(text: str, expected: str) -> None:
    assert days(text) == [expected]


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        ("in September", "past", "2011-09-01..2011-09-30"),
        ("in September", "future", "2012-09-01..2012-09-30"),
        ("in September", None, "2011-09-01..2011-09-30"),
        ("in December", "past", "2010-12-01..2010-12-31"),
        ("in December", None, "2011-12-01..2011-12-31"),
        ("in the fourth quarter", "past", "2011-10-01..2011-12-31"),
        ("in the third quarter", "past", "2011-07-01..2011-09-30"),
        ("in the third quarter", "future", "2012-07-01..2012-09-30"),
        ("on December 31", None, "2011-12-31"),
        ("last September", None, "2011-09-01..2011-09-30"),
        ("next October", None, "2012-10-01..2012-10-31"),
    ],
)
def test_the_tense_chooses_the_year(text: str, tense: str | None, expected: str) -> None:
    assert days(text, tense=tense) == [expected]


@pytest.mark.parametrize(
    ("text", "fiscal", "expected"),
    [
        ("1Q FY2012", False, "2011-07-01..2011-09-30"),
        ("1Q 2012", False, "2012-01-01..2012-03-31"),
        ("second quarter 2005", False, "2005-04-01..2005-06-30"),
        ("second quarter 2005", True, "2004-10-01..2004-12-31"),
        ("second quarter of calendar 2005", True, "2005-04-01..2005-06-30"),
        ("second quarter of the Company's 2005 fiscal year", False, "2004-10-01..2004-12-31"),
        ("first quarter of its fiscal year ending March 31, 2012", False, "2011-04-01..2011-06-30"),
        ("fiscal 2025", False, "2024-07-01..2025-06-30"),
        ("FY25", False, "2024-07-01..2025-06-30"),
        ("full year 2025", True, "2024-07-01..2025-06-30"),
        ("in 2025", True, "2025-01-01..2025-12-31"),
        ("this fiscal year", False, "2011-07-01..2012-06-30"),
    ],
)
def test_fiscal_years(text: str, fiscal: bool, expected: str) -> None:
    assert days(text, year_end=JUNE, fiscal=fiscal) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three months ended December 31, 2004", ["2004-10-01..2004-12-31"]),
        ("quarter ended September 30, 2011", ["2011-07-01..2011-09-30"]),
        ("quarter ended September 30", ["2011-07-01..2011-09-30"]),
        ("fiscal year ending June 30, 2012", ["2011-07-01..2012-06-30"]),
        ("first quarter of fiscal 2025 ended August 31, 2024", ["2024-06-01..2024-08-31"]),
        ("thirteen weeks ended October 29, 2011", ["2011-07-31..2011-10-29"]),
        ("six months ended June 30, 2011 and 2010", ["2011-01-01..2011-06-30", "2010-01-01..2010-06-30"]),
        ("as of June 30, 2011 and 2010", ["2011-06-30", "2010-06-30"]),
        ("as of December 31 and June 30, 2010", ["2010-12-31", "2010-06-30"]),
        ("fourth quarter and full year 2010 results", ["2010-10-01..2010-12-31", "2010-01-01..2010-12-31"]),
        ("in March and April 2010", ["2010-03-01..2010-03-31", "2010-04-01..2010-04-30"]),
        ("in December and January 2010", ["2009-12-01..2009-12-31", "2010-01-01..2010-01-31"]),
        (
            "the first quarter and first half, respectively, of 2010",
            ["2010-01-01..2010-03-31", "2010-01-01..2010-06-30"],
        ),
    ],
)
def test_reporting_periods_and_shared_years(text: str, expected: list[str]) -> None:
    assert days(text)[: len(expected)] == expected


def test_both_periods_of_one_phrase() -> None:
    (phrase,) = find_time_phrases("three- and six-month periods ended December 31, 2004")
    assert [written(i) for i in period_intervals(phrase, reference=REFERENCE)] == [
        "2004-10-01..2004-12-31",
        "2004-07-01..2004-12-31",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the same period last year", "2010-07-01..2010-09-30"),
        ("the corresponding quarter of 2008", "2008-07-01..2008-09-30"),
        ("the prior quarter", "2011-04-01..2011-06-30"),
    ],
)
def test_prior_periods_are_told_by_the_current_one(text: str, expected: str) -> None:
    (phrase,) = find_time_phrases(text)
    assert resolve(phrase, reference=REFERENCE) is None
    current = Interval(date(2011, 7, 1), date(2011, 9, 30))
    assert written(prior_interval(phrase, current)) == expected


def test_nothing_is_guessed_without_a_release_date() -> None:
    found = find_time_phrases("today, in September, this quarter, in the next six months, by 2012")
    assert [written(resolve(phrase, reference=None)) for phrase in found] == [
        "-",
        "-",
        "-",
        "-",
        "2012-01-01..2012-12-31",
    ]
