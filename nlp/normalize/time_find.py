"""Cuts time phrases out of a text: a quick look for words that can begin one, then the grammar at those places only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nlp.normalize.text import collapse
from nlp.normalize.time_context import in_context
from nlp.normalize.time_grammar import find_phrase
from nlp.normalize.time_scan import Raw, Scan
from nlp.normalize.time_share import share
from nlp.normalize.time_words import MONTHS, NUMBERS, ORDINALS, SEASONS, YEAR
from nlp.records import TimePhrase

_OPENERS = {
    *MONTHS, *ORDINALS, *SEASONS, *(word for word in NUMBERS if len(word) > 2), "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "early", "earlier", "later", "mid", "middle",
    "late", "beginning", "start", "end", "close", "turn",
    "fiscal", "financial", "full", "entire", "whole", "calendar", "year", "quarter", "half", "this", "next", "coming",
    "upcoming", "ensuing", "past", "previous", "prior", "preceding", "current", "same", "corresponding", "comparable",
    "equivalent", "today", "yesterday", "tomorrow", "tonight", "within", "inside", "remainder", "rest", "balance",
    "interim", "a year", "an year", "the year",
    "in less than", "in fewer than", "in under",
}  # fmt: skip


def _by_first_letter(words: Iterable[str]) -> str:
    """An alternation that is quick to fail: one branch for each first letter."""
    branches: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        branches[word[0]].append(re.escape(word[1:]))
    return "|".join(
        f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in sorted(branches.items())
    )


_OPENER = re.compile(
    rf"\b(?:{_by_first_letter(_OPENERS)}|q[1-4]|h[12]|[fc]y(?=[ '-]?\d)|ye(?= ?'?\d\d)|[1-4]q|[12]h"
    rf"|{YEAR}|\d\d?(?=[/.-]\d|(?:st|nd|rd|th)?(?: +|-)[a-z0-9]))"
)
_GLUED_BEFORE = set("$€£¥/-'_.")


def find_time_phrases(text: str, start: int = 0, end: int | None = None) -> list[TimePhrase]:
    """Time phrases of `text[start:end]` in order, none overlapping; offsets are those of `text`.

    A phrase contains its preposition where that changes the meaning ("by", "before", "until", "into", "through",
    "since"), else it begins with its first own word; articles before it are left out. See `dates` for kinds and parts.
    """
    scan = Scan.of(text[start:end])
    return [_record(text, start, raw) for raw in share(scan, list(_phrases(scan)))]


def _phrases(scan: Scan) -> Iterator[Raw]:
    position, last_end = 0, -1
    while opener := _OPENER.search(scan.low, position):
        at = opener.start()
        position = at + 1
        if at and (scan.low[at - 1] in _GLUED_BEFORE and not _allowed_before(scan, at)):
            continue
        found = find_phrase(scan, at)
        if found is None:
            continue
        raw = in_context(scan, at, found, follows=last_end)
        if raw is None:
            continue
        position = last_end = found.end
        yield raw


def _allowed_before(scan: Scan, at: int) -> bool:
    """A word may follow a dash or an opening quote that stands free; a figure there is part of a number or a link."""
    return scan.low[at - 1] in "-/'." and (at < 2 or scan.low[at - 2] in " \n()-") and scan.low[at].isalpha()


def _record(text: str, offset: int, raw: Raw) -> TimePhrase:
    first, last = raw.start + offset, raw.end + offset
    parts = tuple(sorted((name, collapse(value)) for name, value in raw.parts.items()))
    return TimePhrase(first, last, text[first:last], raw.kind, parts)
