"""The last day of the publisher's fiscal year, stated or inferred from "the second quarter of our 2005 fiscal year"."""

from __future__ import annotations

import calendar
import re
from datetime import date
from itertools import islice

from nlp.layout.dateline import DATE, read_date
from nlp.records import YearEnd

_I = re.IGNORECASE
_DAY = r"(?P<day>[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+(?:19|20)\d\d)?"
_STATED = re.compile(
    rf"\b(?:fiscal|financial)\s+year(?:\s+(?:19|20)\d\d)?,?\s+(?:which\s+)?(?:end(?:ed|ing|s)|that\s+end(?:ed"
    rf"|s))\s+(?:on\s+)?{_DAY}",
    _I,
)
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "1q": 1,
    "2q": 2,
    "3q": 3,
    "4q": 4,
    "q1": 1,
    "q2": 2,
    "q3": 3,
    "q4": 4,
}
_WHICH = r"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|[1-4]Q|Q[1-4])(?:\s+(?:fiscal\s+)?quarter)?"
_FISCAL = r"(?:(?:19|20)\d\d\s+fiscal\s+year|fiscal(?:\s+year)?\s+(?:19|20)?\d\d|FY\s?'?\d{2,4})"
_ENDED = r"(?:periods?|quarters?|months?)\s+end(?:ed|ing)\s+(?:on\s+)?"
_AFTER = re.compile(rf"\b{_ENDED}{_DAY}\s*,?\s*[—–(,-]{{0,2}}\s*(?:the\s+)?{_WHICH}\b[^.;]{{0,60}}?{_FISCAL}", _I)
_BEFORE = re.compile(
    rf"\b{_WHICH}\s+(?:of\s+)?(?:(?:its|the\s+company[’']s|our)\s+)?{_FISCAL}[^.;]{{0,30}}?\bend(?:ed"
    rf"|ing)\s+(?:on\s+)?{_DAY}",
    _I,
)
_YEAR = re.compile(rf"\b{_FISCAL}[^.;]{{0,10}}?\bend(?:ed|ing)\s+(?:on\s+)?{_DAY}", _I)
_ANNUAL = re.compile(
    rf"\b(?:fourth\s+quarter\s+and\s+(?:full[- ])?(?:fiscal\s+)?year|twelve\s+months|(?:full"
    rf"|fiscal)[- ]year|year)\s+end(?:ed|ing)\s+{_DAY}",
    _I,
)


def year_end(text: str) -> YearEnd | None:
    """None when the text says nothing of a fiscal year's end."""
    text = _relevant(text)
    for match in _STATED.finditer(text):
        if found := _day(match["day"]):
            return YearEnd(found.month, found.day)
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            found = _day(match["day"])
            if found:
                return _roll(found, _ORDINAL[match["q"].lower()])
    for pattern in (_YEAR, _ANNUAL):
        match_ = pattern.search(text)
        if match_ and (found := _day(match_["day"])):
            return YearEnd(found.month, found.day)
    return None


_REPORTED = re.compile(
    rf"\b(?:{_WHICH}(?:\s+(?:of|for|in))?\s+(?:(?:its|the|our)\s+)?fiscal(?:\s+year)?\s+(?P<year>(?:19|20)\d\d)"
    rf"|fiscal(?:\s+year)?\s+(?P<before>(?:19|20)\d\d)\s+(?P<q2>first|second|third|fourth)\s+quarter)",
    _I,
)
_REPORTS = re.compile(r"\b(?:report(?:s|ed)|announce[sd]|results|ended)\b", _I)
_OPENING = 1800  # characters in which a release says which quarter it reports
_SOONEST, _LATEST = 10, 75  # days from a quarter's end to its report


def reported_year_end(text: str, release: date) -> YearEnd | None:
    """The year's end that a report of "the second quarter of fiscal 2012" on a day implies.

    The quarter it reports is taken to be the calendar's last one before that day. None where the calendar year fits, or
    where no quarter is reported.
    """
    opening = text[:_OPENING]
    match = _REPORTED.search(opening) if _REPORTS.search(opening) else None
    if match is None:
        return None
    quarter, year = _ORDINAL[(match["q"] or match["q2"]).lower()], int(match["year"] or match["before"])
    month = 3 * ((release.month - 1) // 3)
    year_ago = date(release.year - 1, 12, 31)
    last = date(release.year, month, calendar.monthrange(release.year, month)[1]) if month else year_ago
    if not _SOONEST <= (release - last).days <= _LATEST or (last.year, last.month) == (year, 3 * quarter):
        return None
    end = _roll(last, quarter)
    # The fiscal year is called after the year in which it ends, and this quarter has to lie in it.
    ahead = last.year + ((end.month, end.day) < (last.month, last.day))
    return end if ahead == year else None


_HINT = re.compile(
    r"[Ff]iscal|FISCAL|[Ff]inancial year|year ended|FY\s?'?\d\d|[Yy]ear[s]?[- ][Ee]nd|twelve months|Twelve Months"
)


def _relevant(text: str) -> str:
    """The text around the words that matter, so that the dear patterns see little."""
    spans: list[tuple[int, int]] = []
    for match in islice(_HINT.finditer(text), 400):
        start, end = max(0, match.start() - 220), match.end() + 160
        if spans and start <= spans[-1][1]:
            start = spans.pop()[0]  # no seam within a stretch: it would cut "May 31" in two
        spans.append((start, end))
    return " ".join(text[start:end] for start, end in spans)


def _day(words: str) -> date | None:
    match = DATE.search(f"{words}, 2001")
    return read_date(match) if match else None


def _roll(quarter_end: date, quarter: int) -> YearEnd:
    """From the end of the nth quarter to the end of the fourth; month ends stay month ends."""
    month = (quarter_end.month - 1 + 3 * (4 - quarter)) % 12 + 1
    if quarter_end.day >= 28:
        return YearEnd(month, calendar.monthrange(2001, month)[1])
    return YearEnd(month, quarter_end.day)
