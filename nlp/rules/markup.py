"""Marked-up sentences: examples that say which words fill which slot.

`(COMPOUND NRV-210)` marks the words NRV-210 as what fills the slot `compound`; the sentence itself has the words only.
A bracket that does not open with the name of a slot in capitals and a space is a bracket of the sentence.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass

_MARK = re.compile(r"\(([A-Z][A-Z_]*) ((?:[^()]|\([^()]*\))+)\)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and what they say: slot and words, in order."""

    sentence: str
    fillers: tuple[tuple[str, str], ...]


def doubtful(text: str, slots: Collection[str], labels: Collection[str]) -> list[tuple[str, str | None]]:
    """Brackets that look like marks and are none: their word, and the slot that was perhaps meant."""
    found = []
    for match in _MARK.finditer(text):
        word = match[1].lower()
        near = difflib.get_close_matches(word, list(slots), n=1, cutoff=0.75)
        if word not in slots and (near or match[1] in labels):
            found.append((match[1], near[0].upper() if near else None))
    return found


def unmark(text: str, slots: Collection[str]) -> Marked:
    """Read a marked-up sentence; `slots` are the names that a mark may have, in small letters."""
    fillers: list[tuple[str, str]] = []

    def words(match: re.Match[str]) -> str:
        slot = match[1].lower()
        if slot not in slots:
            return match[0]
        fillers.append((slot, match[2]))
        return match[2]

    return Marked(_MARK.sub(words, text), tuple(fillers))


def mark(sentence: str, fillers: Collection[tuple[str, str]]) -> str:
    """The sentence with the first words that fill each slot marked; fillers that it does not hold, or that overlap
    with one marked already, are left out. Longer ones come first.
    """
    places: list[tuple[int, int, str]] = []
    for slot, words in sorted(set(fillers), key=lambda one: (-len(one[1]), one)):
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence) if words else None
        if found and all(found.end() <= start or end <= found.start() for start, end, _ in places):
            places.append((*found.span(), slot))
    for start, end, slot in sorted(places, reverse=True):
        sentence = f"{sentence[:start]}({slot.upper()} {sentence[start:end]}){sentence[end:]}"
    return sentence
