"""The year that a sentence tells once: "begins in the first quarter of 2027 and ends in the fourth quarter"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nlp.pipes.view import View
from nlp.records import Interval, TimePhrase

_FAMILIES = {"quarter": "quarter", "half": "quarter", "month": "month"}
_OPENS = 12  # characters before a time that still opens its sentence ("In the year 2025, ...")

Resolve = Callable[[TimePhrase], Interval | None]


def earlier_years(views: Sequence[View], times: Mapping[int, TimePhrase]) -> dict[int, TimePhrase]:
    """By the start of a quarter, half or month told without its year: the time before it in its sentence from which
    the year may be carried, one of the same family or a year that opens the sentence. None across a semicolon.
    """
    carried: dict[int, TimePhrase] = {}
    for view in views:
        last: tuple[int, TimePhrase] | None = None
        opening: TimePhrase | None = None
        for item in view.of("DATE"):
            phrase = times[item.found.start]
            parts = dict(phrase.parts)
            if "year" in parts:
                if phrase.kind == "year" and "portion" not in parts:
                    opening = phrase if item.at <= _OPENS else opening
                elif phrase.kind in _FAMILIES:
                    last = item.at, phrase
                continue
            if phrase.kind not in _FAMILIES or not _open(phrase, parts):
                continue
            if last and _FAMILIES[last[1].kind] == _FAMILIES[phrase.kind] and ";" not in view.text[last[0] : item.at]:
                carried[item.found.start] = last[1]
            elif opening:
                carried[item.found.start] = opening
    return carried


def _open(phrase: TimePhrase, parts: Mapping[str, str]) -> bool:
    """Whether a phrase leaves its year open; "the second half of the year" means that of the year spoken of."""
    return "which" not in parts or phrase.text.lower().endswith(("of the year", "of the\nyear"))


def in_year_of(earlier: TimePhrase, phrase: TimePhrase, resolve: Resolve) -> Interval | None:
    """The days of a phrase in the earlier one's year; None where they would lie before it."""
    before = resolve(earlier)
    parts = {name: value for name, value in phrase.parts if name != "which"} | {"year": dict(earlier.parts)["year"]}
    found = resolve(replace(phrase, parts=tuple(sorted(parts.items()))))
    return found if before and found and found.earliest >= before.earliest and found.latest > before.earliest else None
