"""Periods of the calendar and of fiscal years to intervals, with the choice of the year where none is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from nlp.normalize import intervals
from nlp.normalize.intervals import CALENDAR_YEAR_END
from nlp.normalize.time_words import SEASONS
from nlp.records import Interval, YearEnd

Parts = dict[str, str]
_STEPS = {"this": 0, "next": 1, "last": -1}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase is resolved against. `reference` is the release date, `tense` is "past", "future" or None."""

    reference: date | None
    year_end: YearEnd
    tense: str | None
    fiscal: bool

    def with_tense(self, tense: str) -> Setting:
        return replace(self, tense=tense)


def period_of(unit: str, parts: Parts, setting: Setting) -> Interval | None:
    """The interval of one unit with its "early" or "end of"; None where its year cannot be known."""
    if unit.startswith("this_"):
        whole = _running(unit.removeprefix("this_"), parts, setting)
        return _portion(whole, unit.removeprefix("this_"), parts) if whole else None

    def of_year(year: int) -> Interval | None:
        whole = _BUILDERS[unit](year, parts, setting)
        return _portion(whole, unit, parts) if whole else None

    if unit == "day" and parts.keys() & {"word", "written"}:
        return _special_day(parts, setting)
    return _in_year(parts, setting, of_year)


def end_day(parts: Parts, setting: Setting) -> date | None:
    """The last day of a reporting period; without a year the last such day, for reports look back."""
    past = setting if setting.tense == "future" else setting.with_tense("past")
    found = _in_year(parts, past, lambda year: _day(year, {"month": parts["month"], "day": parts["day"]}, past))
    return found.latest if found else None


def _in_year(parts: Parts, setting: Setting, of_year: Callable[[int], Interval | None]) -> Interval | None:
    if "year" in parts:
        return of_year(int(parts["year"]))
    if setting.reference is None:
        return None
    if "which" in parts and not parts.keys() & {"month", "season"}:
        year = setting.reference.year
        if "fiscal" in parts:
            year = intervals.fiscal_year_of(setting.reference, setting.year_end)
        return of_year(year + _STEPS[parts["which"]])
    tense = {"next": "future", "last": "past"}.get(parts.get("which", ""), setting.tense)
    if parts.get("which") == "this" and (found := of_year(setting.reference.year)):
        return found
    years = range(setting.reference.year - 2, setting.reference.year + 3)
    near = [found for year in years if (found := of_year(year)) is not None]
    if parts.get("which"):  # "last September" said in September is a year ago
        near = [found for found in near if not found.earliest <= setting.reference <= found.latest]
    return _nearest(near, setting.reference, tense)


def _nearest(near: list[Interval], reference: date, tense: str | None) -> Interval | None:
    """The last that has begun, the first that is not over, or the one at the smallest distance (the earlier of two)."""
    if tense == "past":
        return max((i for i in near if i.earliest <= reference), key=lambda i: i.earliest, default=None)
    if tense == "future":
        return min((i for i in near if i.latest >= reference), key=lambda i: i.latest, default=None)
    return min(near, key=lambda i: max((i.earliest - reference).days, (reference - i.latest).days, 0), default=None)


def _year_end(parts: Parts, setting: Setting) -> YearEnd:
    if "year_end" in parts:
        month, day = parts["year_end"].split("-")
        return YearEnd(int(month), int(day))
    company = "fiscal" in parts or (setting.fiscal and "calendar" not in parts)
    return setting.year_end if company else CALENDAR_YEAR_END


def _quarter(year: int, parts: Parts, setting: Setting) -> Interval:
    return intervals.quarter(year, int(parts["number"]), _year_end(parts, setting))


def _half(year: int, parts: Parts, setting: Setting) -> Interval:
    return intervals.half(year, int(parts["number"]), _year_end(parts, setting))


def _months(year: int, parts: Parts, setting: Setting) -> Interval | None:
    count = int(parts["count"])
    return intervals.first_months(year, count, _year_end(parts, setting)) if 0 < abs(count) <= 12 else None


def _season(year: int, parts: Parts, setting: Setting) -> Interval:
    """EVENTS.md names no winter; here it is December of the year to the end of February."""
    first = intervals.month(year, SEASONS[parts["season"]])
    return Interval(first.earliest, intervals.shift_end(first.latest, 2))


def _month(year: int, parts: Parts, setting: Setting) -> Interval:
    return intervals.month(year, int(parts["month"]))


def _year(year: int, parts: Parts, setting: Setting) -> Interval:
    company = "fiscal" in parts or (setting.fiscal and "full" in parts)
    first = intervals.fiscal_year(year, setting.year_end if company else CALENDAR_YEAR_END)
    if "year_to" not in parts:
        return first
    return intervals.join(first, intervals.fiscal_year(int(parts["year_to"]), CALENDAR_YEAR_END))


def _day(year: int, parts: Parts, setting: Setting) -> Interval | None:
    """A day, or days to another one; days to January begin in the year before the one told."""
    month, month_to = int(parts["month"]), int(parts.get("month_to", parts["month"]))
    last = intervals.day_of(year, month_to, int(parts.get("day_to", parts["day"])))
    first = intervals.day_of(year - (month > month_to), month, int(parts["day"]))
    return Interval(first, last) if first and last and first <= last else None


_BUILDERS: dict[str, Callable[[int, Parts, Setting], Interval | None]] = {
    "quarter": _quarter,
    "half": _half,
    "months": _months,
    "season": _season,
    "month": _month,
    "year": _year,
    "day": _day,
}


def _running(unit: str, parts: Parts, setting: Setting) -> Interval | None:
    """`this quarter`, `next week`: the unit that the reference lies in, or one beside it."""
    day, step = setting.reference, _STEPS[parts["which"]]
    if day is None:
        return None
    if unit == "week":
        return intervals.week(day + timedelta(days=7 * step))
    if unit == "month":
        moved = intervals.shift_months(day.replace(day=1), step)
        return intervals.month(moved.year, moved.month)
    if unit == "year":
        year_end = setting.year_end if "fiscal" in parts else CALENDAR_YEAR_END
        return intervals.fiscal_year(intervals.fiscal_year_of(day, year_end) + step, year_end)
    year_end = _year_end(parts, setting)
    year = intervals.fiscal_year_of(day, year_end)
    size, build, months = (4, intervals.quarter, 3) if unit == "quarter" else (2, intervals.half, 6)
    for number in range(1, size + 1):
        found = build(year, number, year_end)
        if found.earliest <= day <= found.latest:
            return intervals.ending(intervals.shift_end(found.latest, months * step), months)
    return None


def _portion(whole: Interval, unit: str, parts: Parts) -> Interval:
    """First, middle or last third; of a year the beginning is its first and the end its last quarter."""
    portion = parts.get("portion")
    if portion is None:
        return whole
    if unit == "year" and portion in {"beginning", "start", "end", "close", "turn"}:
        year = intervals.ending(whole.latest, 12)
        return intervals.ending(intervals.shift_end(year.latest, 0 if portion in {"end", "close"} else -9), 3)
    last = parts.get("portion_to", portion)
    return intervals.join(intervals.third(whole, _THIRDS[portion]), intervals.third(whole, _THIRDS[last]))


_THIRDS = {"early": 1, "beginning": 1, "start": 1, "turn": 1, "mid": 2, "middle": 2, "late": 3, "end": 3, "close": 3}


def _special_day(parts: Parts, setting: Setting) -> Interval | None:
    if "written" in parts:
        day = _read_by_library(parts["written"])
    elif setting.reference is None:
        return None
    else:
        day = setting.reference + timedelta(days=_DAYS[parts["word"]])
    return Interval(day, day) if day else None


@lru_cache(maxsize=1024)
def _read_by_library(written: str) -> date | None:
    """dateparser on an absolute date in figures; imported here, for it takes long to load."""
    import dateparser

    found = dateparser.parse(
        written,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY" if "." in written else "MDY",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "TIMEZONE": "UTC",
            "RELATIVE_BASE": datetime(2000, 1, 1),
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None
