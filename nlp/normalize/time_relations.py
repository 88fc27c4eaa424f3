"""Rules for time told by other time: durations, reporting periods, the prior year's period."""

from __future__ import annotations

import re

from nlp.normalize import time_patterns as pattern
from nlp.normalize.text import SPACE as S
from nlp.normalize.time_scan import Found, Scan
from nlp.normalize.time_words import ORDINALS, VAGUE, month_number, number_of

_COMPARED = re.compile(rf"\b(?:to|with|versus|vs\.?|from|against|over|than){S}(?:the{S})?$")
_THE = re.compile(rf"\b(?:the|within|over){S}$")
_SINCE = re.compile(rf"\b(?:the|in|over|during|for|within|these|our){S}$")
_LEAST = re.compile(rf"\b(?:for|at{S}least|through|exceed|than){S}$")
_PLURAL = re.compile(r"(?:prior|previous|preceding)\b.*(?:periods|quarters|months)")
_FEW = {"month": 3, "week": 1, "quarter": 2, "year": 3, "day": 7}  # "coming weeks" is a month: see the resolver
_LONGEST = {"day": 3660, "week": 520, "month": 240, "quarter": 80, "year": 60}


def reporting_period(scan: Scan, at: int) -> Found | None:
    """`three and nine months ended September 30, 2024`, `quarter ended June 30`, `fiscal year ending June 30, 2012`."""
    found = pattern.PERIOD.match(scan.low, at)
    if found is None:
        return None
    month, day, year = (
        ("month", "day", "year") if found["month"] else ("month_behind", "day_first", "year_behind")
    )  # "June 30, 2025" or "30 June 2025"
    if not scan.capital(found.start(month)):
        return None
    unit, unit_too = found["unit"], found["unit_too"]
    spans = [
        _months(found["count"], unit or unit_too, found["word"]),
        _months(found["count_too"], unit_too or unit, found["word_too"]),
    ]
    told = [span for span in spans if span]
    if not told:
        return None
    parts = {
        "spans": ",".join(told),
        "month": str(month_number(found[month])),
        "day": str(int(found[day].rstrip("stndrh"))),
    }
    if found[year]:
        parts["year"] = found[year]
    if found["word"] == "quarter" and found["ordinal"] in ORDINALS:
        parts["number"] = str(ORDINALS[found["ordinal"]])
    return Found(found.end(), "period", parts)


def _months(count: str | None, unit: str | None, word: str | None) -> str | None:
    """A span as months ("3m") or weeks ("13w")."""
    if word:
        return {"quarter": "3m", "year": "12m", "month": "1m"}.get(word, "6m")
    if not count or not unit:
        return None
    return f"{number_of(count)}{unit[0]}"


def prior_period(scan: Scan, at: int) -> Found | None:
    """`the same period last year`, `the prior-year quarter`, `a year ago`; `the prior quarter` steps by a quarter."""
    found = pattern.PRIOR.match(scan.low, at)
    if found is None or (found["same"] and not found["told"] and not _COMPARED.search(scan.before(at))):
        return None
    if _PLURAL.fullmatch(found[0]):  # "in prior periods" is no certain time
        return None
    parts = {"step": "year"}
    if told := found["year"] or found["year_inside"]:
        parts["year"] = told
    if found["step"] is not None and "quarter" in found[0] and not found[0].startswith("year"):
        parts["step"] = "quarter"
    return Found(found.end(), "prior_period", parts)


def duration(scan: Scan, at: int) -> Found | None:
    """`next six months`, `within 12 months`, `past few weeks`, `coming year`, `two years ago`."""
    found = pattern.AHEAD_OR_BACK.match(scan.low, at)
    if found is not None:
        if found["direction"] == "last" and pattern.TAIL.match(scan.low, found.end()):
            return None  # "last six months of 2012"
        singular = not found["unit"].endswith("s")
        direction = "back" if found["direction"] in {"past", "last", "previous", "preceding", "prior"} else "ahead"
        if found["direction"] == "past" and not _SINCE.search(scan.before(at)):  # "followed past six months"
            return None
        if found["low"]:
            if (
                singular
                and number_of(found["low"].removeprefix("a ")) != 1
                and not scan.low.startswith(" period", found.end())
            ):
                return None  # "upcoming 30-day results"
            low, high = found["low"], found["high"] or found["low"]
        elif singular and found["direction"] in {"next", "last", "past"} and not _is_span(scan, at, found["unit"]):
            return None  # "next year" is a year of the calendar
        elif not singular and found["direction"] in {"last", "previous", "preceding", "prior"}:
            return None
        else:
            low = high = "one" if singular else "few"
        return _span(found.end(), low, high, found["unit"], direction, fiscal=bool(found["fiscal"]))
    found = pattern.WITHIN.match(scan.low, at)
    if found is not None:
        if found["unit"].startswith(("day", "week")):  # these belong to treatments and notices
            return None
        return _span(found.end(), found["low"], found["high"] or found["low"], found["unit"], "ahead")
    found = pattern.COUNTED.match(scan.low, at)
    if found is None:
        return None
    if found["ago"]:
        return _span(found.end(), found["low"], found["low"], found["unit"], "ago")
    if not _LEAST.search(scan.before(at)):
        return None
    return _span(found.start("since") - 1, found["low"], found["high"] or found["low"], found["unit"], "ahead")


def _is_span(scan: Scan, at: int, unit: str) -> bool:
    """Whether "the next year" is meant: twelve months from now."""
    return unit != "quarter" and _THE.search(scan.before(at)) is not None


def _span(end: int, low: str, high: str, unit: str, direction: str, *, fiscal: bool = False) -> Found | None:
    singular = unit.rstrip("s")
    numbers = [_FEW[singular] if word.split()[-1] in VAGUE else number_of(word) for word in (low, high)]
    if not 0 < numbers[0] <= numbers[1] <= _LONGEST[singular]:
        return None
    vague = {"vague": "yes"} if low.split()[-1] in VAGUE else {}
    name = ("fiscal_" if fiscal else "") + singular + "s"
    return Found(
        end, "duration", {"low": str(numbers[0]), "high": str(numbers[1]), "unit": name, "direction": direction} | vague
    )
