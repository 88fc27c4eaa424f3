"""Facts in a few words, for tables and labels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nlp.kb.records import Evidence, Fact
from nlp.records import Interval

_TIMES = frozenset({"date", "period", "prior_period"})


def days(interval: Interval | None) -> str:
    """`2011-10-27`, `2012-01-01..2012-04-30`, or "" for None."""
    if interval is None:
        return ""
    first, last = interval.earliest.isoformat(), interval.latest.isoformat()
    return first if first == last else f"{first}..{last}"


def what(fact: Fact, beside: str | None = None) -> str:
    """The slots but the times, `phase 2, status initiated`; the entity with the id `beside` is left out."""
    return slots_told(fact.slots, beside)


def slots_told(slots: Mapping[str, Any], beside: str | None = None) -> str:
    """The filled slots but the times in words."""
    parts = []
    for name, value in slots.items():
        if (
            name not in _TIMES
            and value not in (None, [])
            and not (isinstance(value, dict) and value.get("id") == beside)
        ):
            parts.append(f"{name} {_value(value)}")
    return ", ".join(parts)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(_value(item) for item in value)
    if isinstance(value, dict):
        return f"{value['amount']:,} {value['currency']}" if "amount" in value else str(value["name"])
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def source(evidence: Evidence) -> str:
    """Where and when a quote was said."""
    return f"{_day(evidence.published)} {evidence.doc_id}:{evidence.start}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated"
