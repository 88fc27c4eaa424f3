"""Arithmetic of day intervals: months, quarters, thirds, fiscal years. Both ends of an interval are included."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from nlp.records import Interval, YearEnd

CALENDAR_YEAR_END = YearEnd(12, 31)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (February 30)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def shift_months(day: date, count: int) -> date:
    """The same day some months on; the last day where that month is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year = min(max(day.year + years, 1), MAXYEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_end(day: date, count: int) -> date:
    """As `shift_months`, but the end of a month stays the end of a month."""
    moved = shift_months(day, count)
    return month_end(moved.year, moved.month) if day == month_end(day.year, day.month) else moved


def shift_years(interval: Interval, count: int) -> Interval:
    """The same interval some years on (negative: back). The end of February stays the end of February."""
    return _shift(interval, 12 * count)


def shift_quarters(interval: Interval, count: int) -> Interval:
    return _shift(interval, 3 * count)


def _shift(interval: Interval, months: int) -> Interval:
    single = interval.earliest == interval.latest
    latest = shift_end(interval.latest, months)
    return Interval(latest if single else shift_months(interval.earliest, months), latest)


def join(first: Interval, second: Interval) -> Interval:
    """From the first day of the earlier to the last day of the later: `or`, `to` and `and` between periods."""
    return Interval(min(first.earliest, second.earliest), max(first.latest, second.latest))


def ending(last: date, months: int) -> Interval:
    """The months that end with a day: three months ended December 31 begin on October 1."""
    return Interval(shift_end(last, -months) + timedelta(days=1), last)


def month(year: int, number: int) -> Interval:
    return Interval(date(year, number, 1), month_end(year, number))


def fiscal_year(year: int, year_end: YearEnd) -> Interval:
    """The fiscal year that ends in the calendar year of its number."""
    return ending(_last_day(year, year_end), 12)


def quarter(year: int, number: int, year_end: YearEnd = CALENDAR_YEAR_END) -> Interval:
    return ending(shift_end(_last_day(year, year_end), 3 * (number - 4)), 3)


def half(year: int, number: int, year_end: YearEnd = CALENDAR_YEAR_END) -> Interval:
    return ending(shift_end(_last_day(year, year_end), 6 * (number - 2)), 6)


def first_months(year: int, count: int, year_end: YearEnd = CALENDAR_YEAR_END) -> Interval:
    """The first months of a year; counted from its end where `count` is negative."""
    whole = fiscal_year(year, year_end)
    return ending(shift_end(whole.latest, count - 12), count) if count > 0 else ending(whole.latest, -count)


def fiscal_year_of(day: date, year_end: YearEnd) -> int:
    """The number of the fiscal year that a day lies in."""
    return day.year if day <= _last_day(day.year, year_end) else day.year + 1


def week(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6))


def third(interval: Interval, number: int) -> Interval:
    """A third of a period by whole months where it has them, 1-10, 11-20 and 21-end of a month, else by days."""
    months = whole_months(interval)
    if months and months % 3 == 0:
        step = months // 3
        return ending(shift_end(interval.latest, step * (number - 3)), step)
    days = (interval.latest - interval.earliest).days + 1
    step = 10 if months == 1 else max(days // 3, 1)
    first = interval.earliest + timedelta(days=min(step * (number - 1), days - 1))
    last = interval.latest if number == 3 else min(first + timedelta(days=step - 1), interval.latest)
    return Interval(first, last)


def whole_months(interval: Interval) -> int:
    """How many whole months an interval is, 0 where its ends are no month's ends."""
    first, last = interval.earliest, interval.latest
    if shift_end(last, -_month_span(first, last)) + timedelta(days=1) != first:
        return 0
    return _month_span(first, last)


def _month_span(first: date, last: date) -> int:
    after = last + timedelta(days=1) if last < date.max else last
    return (after.year - first.year) * 12 + after.month - first.month


def _last_day(year: int, year_end: YearEnd) -> date:
    """The fiscal year's last day; February 28 and 29 both mean the end of February."""
    last = month_end(year, year_end.month)
    return (
        last
        if year_end.day >= last.day or (year_end.month == 2 and year_end.day >= 28)
        else last.replace(day=year_end.day)
    )
