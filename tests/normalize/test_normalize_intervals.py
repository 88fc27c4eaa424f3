"""Arithmetic of day intervals."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.normalize import intervals
from nlp.records import Interval, YearEnd


def span(text: str) -> Interval:
    first, last = text.split("..")
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("interval", "years", "expected"),
    [
        ("2012-01-01..2012-03-31", -1, "2011-01-01..2011-03-31"),
        ("2011-02-01..2011-02-28", 1, "2012-02-01..2012-02-29"),
        ("2012-02-01..2012-02-29", 1, "2013-02-01..2013-02-28"),
        ("2011-06-30..2011-06-30", -1, "2010-06-30..2010-06-30"),
        ("2011-02-28..2011-02-28", 1, "2012-02-29..2012-02-29"),
    ],
)
def test_shifted_years_keep_the_ends_of_months(interval: str, years: int, expected: str) -> None:
    assert intervals.shift_years(span(interval), years) == span(expected)


def test_quarters_shift_by_three_months() -> None:
    assert intervals.shift_quarters(span("2012-01-01..2012-03-31"), -1) == span("2011-10-01..2011-12-31")


@pytest.mark.parametrize(
    ("number", "year_end", "expected"),
    [
        (1, YearEnd(12, 31), "2005-01-01..2005-03-31"),
        (2, YearEnd(6, 30), "2004-10-01..2004-12-31"),
        (4, YearEnd(6, 30), "2005-04-01..2005-06-30"),
        (1, YearEnd(9, 30), "2004-10-01..2004-12-31"),
        (4, YearEnd(2, 28), "2004-12-01..2005-02-28"),
        (1, YearEnd(5, 15), "2004-05-16..2004-08-15"),
    ],
)
def test_fiscal_quarters(number: int, year_end: YearEnd, expected: str) -> None:
    assert intervals.quarter(2005, number, year_end) == span(expected)


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ("2012-01-01..2012-12-31", ["2012-01-01..2012-04-30", "2012-05-01..2012-08-31", "2012-09-01..2012-12-31"]),
        ("2012-01-01..2012-03-31", ["2012-01-01..2012-01-31", "2012-02-01..2012-02-29", "2012-03-01..2012-03-31"]),
        ("2012-02-01..2012-02-29", ["2012-02-01..2012-02-10", "2012-02-11..2012-02-20", "2012-02-21..2012-02-29"]),
        ("2012-02-06..2012-02-12", ["2012-02-06..2012-02-07", "2012-02-08..2012-02-09", "2012-02-10..2012-02-12"]),
    ],
)
def test_thirds(interval: str, expected: list[str]) -> None:
    assert [intervals.third(span(interval), number) for number in (1, 2, 3)] == [span(e) for e in expected]


def test_join_reaches_from_the_first_day_to_the_last() -> None:
    later, earlier = span("2012-04-01..2012-06-30"), span("2011-10-01..2011-12-31")
    assert intervals.join(later, earlier) == span("2011-10-01..2012-06-30")


def test_impossible_days_are_none() -> None:
    assert intervals.day_of(2011, 2, 30) is None
