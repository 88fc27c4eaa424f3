"""What the name finders hand on: a stretch of text with a label, before overlaps are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A name or value in the text. `key` is its canonical id where the finder knows one (FDA, orphan), else "".

    `strength` settles overlaps between labels: more wins, then the longer one, then the earlier one.
    """

    start: int
    end: int
    label: str
    key: str = ""
    source: str = ""
    strength: int = 0


def settle(found: Iterable[Found]) -> list[Found]:
    """The strongest of overlapping names, in order of start; what ties goes to the longer, then the earlier one."""
    ranked = sorted(found, key=lambda f: (-f.strength, f.start - f.end, f.start, f.label))
    taken: list[Found] = []
    cover: set[int] = set()
    for item in ranked:
        places = range(item.start, item.end)
        if item.start < item.end and cover.isdisjoint((item.start, item.end - 1)) and cover.isdisjoint(places):
            cover.update(places)
            taken.append(item)
    return sorted(taken, key=lambda f: f.start)
