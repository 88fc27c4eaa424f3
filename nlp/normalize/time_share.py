"""What neighbouring time phrases give each other: a year told once for two; lists that "respectively" pulls apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.normalize.text import SPACE as S
from nlp.normalize.time_scan import Raw, Scan
from nlp.normalize.time_words import OWNER

_BETWEEN = re.compile(
    rf"(?:,?{S}(?:and|or|&){S}|,{S}?|/|{S}?-{S}?)(?:(?:the|for|in|its|our|both){S}){{0,2}}"
    rf"|,?{S}respectively,?{S}(?:of|in){S}{OWNER}"
)
_AND_YEAR = re.compile(rf",?{S}(?:and|versus|vs\.?|compared{S}(?:to|with)){S}")
_AND = re.compile(rf",?{S}and{S}")
_RESPECTIVELY = re.compile(r"[^.;\n]{0,150}\brespectively\b")
_IN_YEAR = {"day", "month", "quarter", "half", "months", "season", "as_of"}
_REPEATED = {*_IN_YEAR, "period"}
_HAS_YEAR = {"year", "which", "word", "written", "prior"}


def share(scan: Scan, found: list[Raw]) -> Iterator[Raw]:
    """The phrases with the years that their neighbours tell, in the same order."""
    last: Raw | None = None
    for raw in _backwards(scan, found):
        if last is not None and raw.kind == "year" and raw.parts.keys() == {"year"}:
            raw = _like_last(scan, last, raw)
        if (
            last is not None
            and last.kind == "as_of"
            and raw.kind == "day"
            and _AND.fullmatch(scan.low, last.end, raw.start)
        ):
            raw = raw.of_kind("as_of")  # as of December 31 and June 30, 2024
        last = raw
        yield from _ordinals(scan, raw)


def _backwards(scan: Scan, found: list[Raw]) -> list[Raw]:
    """The phrases with the years told behind them; from the end, for a year may reach over several."""
    whole: list[Raw] = []
    for raw in reversed(found):
        if whole and raw.kind in _IN_YEAR and not raw.parts.keys() & _HAS_YEAR:
            raw = _from_next(scan, raw, whole[-1])
        whole.append(raw)
    return whole[::-1]


def _from_next(scan: Scan, raw: Raw, after: Raw) -> Raw:
    """`fourth quarter and full year 2024`, `March and April 2025`: the first has the second's year."""
    if (
        "year" not in after.parts
        or after.kind == "prior_period"
        or not _BETWEEN.fullmatch(scan.low, raw.end, after.start)
    ):
        return raw
    year = int(after.parts["year"])
    if raw.kind == after.kind == "month" and int(raw.parts["month"]) > int(after.parts["month"]):
        year -= 1  # December and January 2025
    fiscal = {"fiscal": "yes"} if "fiscal" in after.parts else {}
    return replace(raw, parts=raw.parts | {"year": str(year)} | fiscal)


def _like_last(scan: Scan, last: Raw, raw: Raw) -> Raw:
    """`December 31, 2024 and 2023`: the lone year stands for the same period of that year."""
    if last.kind not in _REPEATED or "year" not in last.parts or not _AND_YEAR.fullmatch(scan.low, last.end, raw.start):
        return raw
    return replace(raw, kind=last.kind, parts=last.parts | raw.parts)


def _ordinals(scan: Scan, raw: Raw) -> Iterator[Raw]:
    """`second or third quarter of 2025` is a range, but two quarters where "respectively" follows."""
    if "number_to" not in raw.parts:
        yield raw
        return
    own = {"number_to", "joint", "split"}
    shared = {name: value for name, value in raw.parts.items() if name not in own}
    last = shared | {"number": raw.parts["number_to"]}
    if raw.parts["joint"] == "and" and _RESPECTIVELY.match(scan.low, raw.end):
        middle = raw.start + int(raw.parts["split"])
        yield Raw(raw.start, middle, raw.kind, shared)
        yield Raw(middle + scan.low[middle : raw.end].index("and ") + len("and "), raw.end, raw.kind, last)
        return
    outer = {name: shared.pop(name) for name in ("preposition", "relation", "unit") if name in shared}
    unit = outer.pop("unit", raw.kind)
    parts = {f"first.{name}": value for name, value in {**shared, "unit": unit}.items()}
    parts |= {
        f"last.{name}": value for name, value in {**shared, "number": raw.parts["number_to"], "unit": unit}.items()
    }
    kind = "range" if unit == raw.kind else raw.kind
    yield replace(raw, kind=kind, parts=parts | outer | ({"unit": "range"} if kind != "range" else {}))
