"""Marks on a text that has changed since: their places in the new text, found by the words and those around them.

A place is taken where the words stand, with any white space, among the same words as before; where the words are
nowhere, what stands among the same words, when enough of them is left. Of several places one has to fit clearly better
than the others, and no other stretch of the old text may fit it as well; places alike in every word around are taken in
their order, when there are as many as before. What cannot be told is lost, with the reason: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_AROUND = 48  # characters of context on each side
_ALL = 100.0
_CONTEXT = 60.0  # per cent that the words around must be alike for a place to count
_CLEARLY = 8.0  # per cent by which the best of several places must be more alike than the next
_WORDS = 75.0  # per cent that edited words must be alike
_SHORTEST = 4  # characters; of shorter words nothing recognisable is left once they are edited


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands now. `how`: "same" place, "moved", "spaces" (other white space) or "edited" words."""

    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a mark has no place in the new text, in words that follow "...: "."""

    reason: str


class Anchors:
    """Places of an old text in a new one; both are searched as often as wanted."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new

    def __call__(self, start: int, end: int) -> Place | Lost:
        """The place of `old[start:end]` (end exclusive, at least one character) in the new text."""
        if self.old == self.new:
            return Place(start, end, "same")
        words = self.old[start:end]
        if not words.strip():
            return Lost("it marks nothing but white space")
        if self._untouched(start, end):
            return Place(start, end, "same")
        places = _everywhere(words, self.new)
        if places:
            return self._best(start, end, places)
        if len(words) >= _SHORTEST:
            return self._edited(start, end)
        return Lost("its words are not in the text any more")

    def _untouched(self, start: int, end: int) -> bool:
        """Whether the words stand where they stood, with the same words around them."""
        first, last = max(0, start - _AROUND), end + _AROUND
        return self.old[first:last] == self.new[first:last]

    def _best(self, start: int, end: int, places: list[Span]) -> Place | Lost:
        """The one place among the same words around. A place that nothing around speaks for is none, and one that is as
        much another mark's is nobody's.
        """
        around = _around(self.old, start, end)
        others = _everywhere(self.old[start:end], self.old)
        whole = [place for place in places if _alike(around, _around(self.new, *place)) == _ALL]
        if whole:
            twins = [other for other in others if _alike(around, _around(self.old, *other)) == _ALL]
            if len(whole) != len(twins):
                return _ambiguous(len(whole))
            return self._found(start, end, whole[twins.index((start, end))])
        ranked = sorted((-_alike(around, _around(self.new, *place)), *place) for place in places)
        best, first, last = ranked[0]
        if -best < _CONTEXT:
            return Lost("its words stand in the text, but not among the words that were around them")
        if len(ranked) > 1 and ranked[1][0] - best < _CLEARLY:
            return _ambiguous(len(ranked))
        there = _around(self.new, first, last)
        rivals = [other for other in others if other != (start, end)]
        if any(-best - _alike(_around(self.old, *rival), there) < _CLEARLY for rival in rivals):
            return Lost("its words stand in the text, but they may be those of another place of the old one")
        return self._found(start, end, (first, last))

    def _found(self, start: int, end: int, place: Span) -> Place:
        if self.new[slice(*place)] != self.old[start:end]:
            return Place(*place, "spaces")
        return Place(*place, "same" if place[0] == start else "moved")

    def _edited(self, start: int, end: int) -> Place | Lost:
        """Where the words around stand, and what stands between them now."""
        first, last = max(0, start - _AROUND), min(len(self.old), end + _AROUND)
        window = _flat(self.old[first:last])
        found = fuzz.partial_ratio_alignment(window, self._flat, score_cutoff=_CONTEXT)
        if found is None or not window.strip():
            return Lost("neither its words nor those around them are in the text any more")
        rest = self._flat[: found.dest_start] + "\0" + self._flat[found.dest_end :]
        if found.score - fuzz.partial_ratio(window, rest) < _CLEARLY:
            return Lost("its words have changed, and several places are like the one where they stood")
        near = max(0, found.dest_start - _AROUND), min(len(self.new), found.dest_end + _AROUND)
        place = _mapped(window, self._flat[slice(*near)], start - first, end - first)
        begin, stop = near[0] + place[0], near[0] + place[1]
        begin += len(self.new[begin:stop]) - len(self.new[begin:stop].lstrip())
        stop -= len(self.new[begin:stop]) - len(self.new[begin:stop].rstrip())
        alike = fuzz.ratio(_flat(self.old[start:end]), self._flat[begin:stop])
        if begin >= stop or alike < _WORDS:
            return Lost(f"its words have changed too much ({alike:.0f} % alike, expected {_WORDS:.0f} %)")
        there = _around(self.new, begin, stop)
        if any(
            _alike(_around(self.old, *other), there) >= _CONTEXT for other in _every(self.new[begin:stop], self.old)
        ):
            return Lost("its words have gone, and those that are like them stood in the old text as well")
        return Place(begin, stop, "edited")

    @cached_property
    def _flat(self) -> str:
        return _flat(self.new)


def _ambiguous(count: int) -> Lost:
    return Lost(f"its words stand in {count} places, and the words around them do not tell which is meant")


def _every(words: str, text: str) -> Iterator[Span]:
    place = text.find(words)
    while place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + 1)


def _everywhere(words: str, text: str) -> list[Span]:
    """Where the words stand, with any white space between them (or none, or some, behind a hyphen), in order."""
    pattern = r"\s+".join(re.escape(part) for part in words.split()).replace(r"\-", r"\-\s*")
    return sorted({*_every(words, text), *(match.span() for match in re.finditer(pattern, text))})


def _flat(text: str) -> str:
    """White space as spaces, character for character."""
    return re.sub(r"\s", " ", text)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after, without regard to white space."""
    before, after = text[max(0, start - 2 * _AROUND) : start], text[end : end + 2 * _AROUND]
    return " ".join(before.split())[-_AROUND:], " ".join(after.split())[:_AROUND]


def _alike(around: tuple[str, str], now: tuple[str, str]) -> float:
    """How much of the words around is the same, in per cent: the better side counts double, because text may have been
    put in on the other; a side where one text begins or ends says nothing.
    """
    if around == now:
        return _ALL
    sides = sorted(fuzz.ratio(one, other) for one, other in zip(around, now, strict=True) if one and other)
    return (sides[0] + 2 * sides[-1]) / 3 if sides else 0.0


def _mapped(old: str, new: str, start: int, end: int) -> tuple[int, int]:
    """Where `old[start:end]` lies in `new`; what was put in before or after it is not part of it."""
    first, last = len(new), 0
    for edit in Levenshtein.opcodes(old, new):
        low, high = max(edit.src_start, start), min(edit.src_end, end)
        inside = edit.tag == "insert" and start < edit.src_start < end
        if low < high and edit.tag == "equal":
            first = min(first, edit.dest_start + low - edit.src_start)
            last = max(last, edit.dest_start + high - edit.src_start)
        elif (low < high and edit.tag == "replace") or inside:
            first, last = min(first, edit.dest_start), max(last, edit.dest_end)
    return min(first, last), last


def places(anchors: Anchors, pieces: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...] | Lost:
    """The places of all pieces of a mark, in order; Lost when one is, or when they have changed their order."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        place = anchors(start, end)
        if isinstance(place, Lost):
            return place
        if found and place.start < found[-1][0]:
            return Lost("its pieces stand in another order now")
        found.append((place.start, place.end))
    return tuple(found)
