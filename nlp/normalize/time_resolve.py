"""Time phrases to intervals of days, by EVENTS.md section 3 `date`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from nlp.normalize import intervals
from nlp.normalize.intervals import CALENDAR_YEAR_END
from nlp.normalize.time_periods import Parts, Setting, end_day, period_of
from nlp.records import Interval, TimePhrase, YearEnd

_UNTIL = {"by", "before", "prior to", "no later than", "not later than", "on or before", "until", "till", "ahead of"}
_LASTING = {"into", "through", "thru", "beyond", "to"}


def resolve(
    phrase: TimePhrase,
    *,
    reference: date | None,
    fiscal_year_end: YearEnd | None = None,
    tense: str | None = None,
    fiscal: bool = False,
) -> Interval | None:
    """The days that a phrase means; None where it needs what is not given, or names no day that exists.

    `reference` is the release date. `tense` ("past", "future" or None for unknown) chooses among the Septembers,
    quarters and seasons told without year; unknown takes the nearest. `fiscal`: quarters, halves and full years of this
    text are the company's fiscal ones, as those with the word always are. A fiscal year has the number of the year it
    ends in; without a known year end it is the calendar's. `prior_period` gives None: see `prior_interval`.
    """
    setting = Setting(reference, fiscal_year_end or CALENDAR_YEAR_END, tense, fiscal)
    return _resolve(phrase.kind, phrase.parts, setting)


def period_intervals(phrase: TimePhrase, *, reference: date | None) -> tuple[Interval, ...]:
    """All periods of "three and nine months ended September 30, 2024", in the order told; empty for other phrases."""
    parts = dict(phrase.parts)
    if phrase.kind != "period":
        return ()
    last = end_day(parts, Setting(reference, CALENDAR_YEAR_END, "past", False))
    return tuple(_ended(last, span) for span in parts["spans"].split(",")) if last else ()


def prior_interval(phrase: TimePhrase, current: Interval) -> Interval:
    """The period that a `prior_period` phrase means beside `current`: of the year told, else a year or quarter back."""
    parts = dict(phrase.parts)
    if parts.get("step") == "quarter":
        return intervals.shift_quarters(current, -1)
    years = int(parts["year"]) - current.latest.year if "year" in parts else -1
    return intervals.shift_years(current, years or -1)


@lru_cache(maxsize=4096)
def _resolve(kind: str, told: tuple[tuple[str, str], ...], setting: Setting) -> Interval | None:
    parts = dict(told)
    if kind == "prior_period":
        return None
    if "direction" in parts:
        return _duration(parts, setting.reference)
    preposition = parts.get("preposition", "")
    if preposition in _UNTIL | _LASTING and setting.tense is None:
        setting = setting.with_tense("future")
    unit = parts.get("unit", kind)
    whole = _unit(unit, parts, setting)
    if whole is None:
        return None
    if kind == "as_of":
        return Interval(whole.latest, whole.latest)
    shown = _related(whole, parts.get("relation"), setting.reference)
    year_end = parts.get("portion") in {"end", "close"} and unit in {"year", "this_year"}
    if preposition in _LASTING or (preposition in _UNTIL and not (year_end and preposition != "until")):
        return _from_reference(shown, setting.reference)
    return shown


def _unit(unit: str, parts: Parts, setting: Setting) -> Interval | None:
    if unit == "range":
        return _range(parts, setting)
    if unit == "period":
        last = end_day(parts, setting)
        return _ended(last, parts["spans"].split(",")[0]) if last else None
    return period_of(unit, parts, setting)


def _range(parts: Parts, setting: Setting) -> Interval | None:
    """From the first day of the first to the last day of the last; the first takes the year told for the last."""
    first = {name.removeprefix("first."): value for name, value in parts.items() if name.startswith("first.")}
    last = {name.removeprefix("last."): value for name, value in parts.items() if name.startswith("last.")}
    end = _unit(last["unit"], last, setting)
    if end is None:
        return None
    if first.keys() & {"year", "which", "word", "written"}:
        begin = _unit(first["unit"], first, setting)
    else:
        shared = {name: value for name, value in last.items() if name == "fiscal"}
        begin = _unit(first["unit"], shared | first, Setting(end.latest, setting.year_end, "past", setting.fiscal))
    return intervals.join(begin, end) if begin else None


def _ended(last: date, span: str) -> Interval:
    count = int(span[:-1])
    return Interval(last - timedelta(days=7 * count - 1), last) if span[-1] == "w" else intervals.ending(last, count)


def _from_reference(whole: Interval, reference: date | None) -> Interval:
    """From the release date to the end of the period; the period itself where it is over by then."""
    return Interval(reference, whole.latest) if reference and reference <= whole.latest else whole


def _related(whole: Interval, relation: str | None, reference: date | None) -> Interval:
    """`later this year` begins, `earlier this year` ends with the release date, where that lies in the period."""
    if relation is None or reference is None or not whole.earliest <= reference <= whole.latest:
        return whole
    return Interval(reference, whole.latest) if relation == "later" else Interval(whole.earliest, reference)


def _duration(parts: Parts, reference: date | None) -> Interval | None:
    if reference is None:
        return None
    count, unit = int(parts["high"]), parts["unit"].removeprefix("fiscal_")
    if unit == "weeks" and "vague" in parts:  # "the coming weeks" are a month
        count, unit = 1, "months"
    if parts["direction"] == "ahead":
        return Interval(reference, _moved(reference, count, unit))
    then = _moved(reference, -count, unit)
    if parts["direction"] == "back":
        return Interval(then, reference)
    if unit == "days":
        return Interval(then, then)
    if unit == "weeks":
        return intervals.week(then)
    return (
        intervals.fiscal_year(then.year, CALENDAR_YEAR_END)
        if unit == "years"
        else intervals.month(then.year, then.month)
    )


def _moved(day: date, count: int, unit: str) -> date:
    if unit in {"days", "weeks"}:
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    return intervals.shift_months(day, count * {"months": 1, "quarters": 3, "years": 12}[unit])
