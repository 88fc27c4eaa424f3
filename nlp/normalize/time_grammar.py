"""The grammar's top rules: what a time phrase can be, with "early", "later in" and ranges of two periods."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.normalize import time_patterns as pattern
from nlp.normalize.text import SPACE as S
from nlp.normalize.time_calendar import calendar_period
from nlp.normalize.time_relations import duration, prior_period, reporting_period
from nlp.normalize.time_scan import Found, Scan

_JOINT = re.compile(
    rf"{S}?(?P<sign>-|/){S}?|(?:,(?={S}or))?{S}(?P<word>to|or|through|and){S}(?:(?:the|by|in|during|until){S}){{0,2}}"
)
_BOTH = re.compile(rf"\b(?:between|both)(?:{S}the)?{S}$")
_JOINABLE = {"day", "month", "quarter", "half", "season", "year", "this_year", "this_quarter", "this_month"}
_NEEDS_OF = {"beginning", "start", "end", "close", "turn"}


def find_phrase(scan: Scan, at: int) -> Found | None:
    """The time phrase that begins at a position, without its preposition."""
    return prior_period(scan, at) or duration(scan, at) or reporting_period(scan, at) or _period_or_range(scan, at)


def _period_or_range(scan: Scan, at: int) -> Found | None:
    first = _qualified(scan, at)
    if first is None or first.unit not in _JOINABLE or "prior" in first.parts or "number_to" in first.parts:
        return first
    joint = _joint(scan, first.end, at)
    second = _qualified(scan, joint.end()) if joint else None
    if (
        joint is None
        or second is None
        or second.unit not in _JOINABLE
        or "prior" in second.parts
        or not _alike(first, second, bool(joint["sign"]))
    ):
        return first
    parts = {f"first.{name}": value for name, value in {**first.parts, "unit": first.unit}.items()}
    parts |= {f"last.{name}": value for name, value in {**second.parts, "unit": second.unit}.items()}
    return Found(second.end, "range", parts, bare=first.bare and second.bare)


def _joint(scan: Scan, end: int, start: int) -> re.Match[str] | None:
    """The word or sign between two periods of one range; "and" joins only after "between" and "both"."""
    joint = _JOINT.match(scan.low, end)
    if joint and joint["word"] == "and" and not _BOTH.search(scan.before(start)):
        return None
    return joint


def _alike(first: Found, second: Found, sign: bool) -> bool:
    """A hyphen or a slash joins equal units only; words join any two that are times beyond doubt."""
    if first.unit == second.unit:
        return True
    return "portion" in second.parts if sign else not (first.bare or second.bare)


def _qualified(scan: Scan, at: int) -> Found | None:
    relation = pattern.RELATION.match(scan.low, at)
    if relation is None:
        return _with_portion(scan, at)
    inner = _with_portion(scan, relation.end(), object_of=True)
    if inner is None:
        return None
    return replace(inner.with_parts(relation="later" if relation["later"] else "earlier"), bare=False)


def _with_portion(scan: Scan, at: int, *, object_of: bool = False) -> Found | None:
    """`early 2025`, `mid-July`, `end of the year`, `mid-to-late 2025`."""
    whole = calendar_period(scan, at, object_of=object_of)
    if whole is not None:
        return whole
    portion = pattern.PORTION.match(scan.low, at)
    if portion is None or (
        portion["portion"] in _NEEDS_OF and portion["of"] != "of" and not scan.low.startswith("end-2", at)
    ):
        return None  # "beginning in the second quarter", "to start in May": a verb
    inner = calendar_period(scan, portion.end(), object_of=bool(portion["of"]))
    if inner is None or inner.unit == "day" or "portion" in inner.parts:
        return None
    parts = {"portion": portion["portion"]} | ({"portion_to": portion["portion_to"]} if portion["portion_to"] else {})
    return replace(inner.with_parts(**parts), bare=False)
