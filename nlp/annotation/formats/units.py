"""Offsets in UTF-16 code units, in which JavaScript counts: a character beyond the basic plane counts two."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate


def to_units(text: str) -> Callable[[int], int]:
    """A function from offsets in characters of `text` to offsets in code units."""
    if text.isascii() or max(text) < "\U00010000":
        return lambda place: place
    units = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
    return lambda place: units[place] if 0 <= place < len(units) else place


def from_units(text: str) -> Callable[[int], int | None]:
    """The way back; None for an offset inside a character or outside the text."""
    unit = to_units(text)
    places = {unit(place): place for place in range(len(text) + 1)}
    return lambda place: places.get(place)
