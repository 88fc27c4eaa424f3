"""Rows of a table: wrapped labels joined, headings told from labels, numbers given to the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from nlp.tables.labels import meaning, plain
from nlp.tables.lines import Line
from nlp.tables.records import Cell, Row
from nlp.tables.values import joined

_GROUP = re.compile(
    r"(?:(?:total |net |other |current |operating )*(?:costs and |product )?"
    r"(?:expenses?|revenues?|assets|liabilities|sales|costs)|other income"
    r"|other (?:(?:income|expense) \((?:expense|income)\)|\(expense\) income)|liabilities and .*|.*equity"
    r"|statements? of .*)"
)
_FOOTNOTE = re.compile(r"\(\d{1,2}\)")
_ALIKE = 0.6  # of the letters of a label that its ghost keeps
_LONGEST_WRAPPED = 120


def rows(lines: Sequence[Line], count: int) -> tuple[Row, ...]:
    """Rows of `count` cells; a label may be wrapped over lines, and numbers may stand below their label."""
    return tuple(_without_ghosts(list(_rows(lines, count))))


def _rows(lines: Sequence[Line], count: int) -> Iterator[Row]:
    anchors: list[int] | None = None
    waiting: list[Line] = []
    above: tuple[str, ...] = ()
    heading = 0
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.numbers is None:
            waiting.append(line)
            continue
        cells = list(line.cells)
        while at < len(lines) and len(cells) < count and (more := _more(lines[at])) is not None:
            cells.extend(more)
            at += 1
        label, headings = _label(line, waiting)
        waiting = []
        if headings:
            above, heading = tuple(h.label for h in reversed(headings)), heading + 1
        if not cells:
            continue
        if len(cells) < count and anchors is None:
            anchors = _anchors(lines, count)
        placed = _place(label, cells, count, anchors or [])
        unsure = line.noisy or not all(cell.sure for cell in cells)
        yield Row(label.label, label.start, label.end, above, heading, tuple(placed or ()), unsure)


def _more(line: Line) -> tuple[Cell, ...] | None:
    """The numbers of a line that goes on with the row above, () for a bracket or sign alone, None for another row."""
    if line.numbers is None:
        return () if not any(c.isalnum() for c in line.label) else None
    return line.cells if not line.label else None


def _label(line: Line, waiting: Sequence[Line]) -> tuple[Line, list[Line]]:
    """The line with its wrapped label, and the lines over it that are headings."""
    parts = list(waiting)
    taken = [line] if line.label or not parts else [parts.pop(), line]
    while parts and _goes_on(parts, taken[0]):
        taken.insert(0, parts.pop())
    named = [part for part in taken if part.label]
    if len(taken) == 1 or not named:
        return line, parts
    words = " ".join(part.label for part in named)
    return replace(line, label=words, start=named[0].start, end=named[-1].end), parts


def _goes_on(above: Sequence[Line], below: Line) -> bool:
    """Whether the words of a line go on with those right above: a wrapped label, no heading over a row.

    Wrapped labels are indented by one character against their first line, or begin in lower case.
    """
    first = above[-1]
    if (
        first.label.endswith(":")
        or len(first.label) > _LONGEST_WRAPPED
        or first.set_off
        or below.label.startswith("Total")
    ):
        return False
    if below.label.lstrip("( ")[:1].islower():
        return True
    if below.indent == first.indent + 1:
        return not _GROUP.fullmatch(plain(first.label))
    return below.indent == first.indent and len(above) > 1 and _goes_on(above[:-1], first)


def _without_ghosts(found: Sequence[Row]) -> Iterator[Row]:
    """The rows without those that a converter has read twice, once badly ("Tatal 0.047" over "Total 9,047")."""
    for row, following in zip(found, [*found[1:], None], strict=True):
        if row.doubtful and following is not None and _is_ghost(row, following):
            continue
        yield row


def _is_ghost(row: Row, following: Row) -> bool:
    sure = sum(cell is not None and cell.sure for cell in row.cells)
    if sure * 2 > len(row.cells) or meaning(row.label, row.above) is not None:
        return False
    words, next_words = plain(row.label), plain(following.label)
    return not words or Levenshtein.normalized_similarity(words, next_words[: len(words)]) >= _ALIKE


def _place(label: Line, cells: list[Cell], count: int, anchors: list[int]) -> list[Cell | None] | None:
    """The numbers in their columns; a footnote's number goes, halves of a number are joined."""
    if len(cells) == count:
        return list(cells)
    if len(cells) == count + 1:
        if label.label and _FOOTNOTE.fullmatch(cells[0].text):
            return list(cells[1:])
        halves = [(i, whole) for i in range(count) if (whole := joined(cells[i], cells[i + 1], label.text))]
        if len(halves) == 1:
            at, whole = halves[0]
            return [*cells[:at], whole, *cells[at + 2 :]]
    if len(cells) < count and len(anchors) == count:
        return _by_place(cells, anchors)
    return None


def _anchors(lines: Sequence[Line], count: int) -> list[int]:
    """Where the numbers of each column mostly end, [] where the lines do not line up."""
    full = [[cell.column for cell in line.cells] for line in lines if len(line.cells) == count and line.set_off]
    if len(full) < 2:
        return []
    anchors = [sorted(places)[len(places) // 2] for places in zip(*full, strict=True)]
    return anchors if all(a < b for a, b in zip(anchors, anchors[1:], strict=False)) else []


def _by_place(cells: Sequence[Cell], anchors: list[int]) -> list[Cell | None] | None:
    placed: list[Cell | None] = [None] * len(anchors)
    for cell in cells:
        near = min(range(len(anchors)), key=lambda i: abs(anchors[i] - cell.column))
        room = min((abs(a - anchors[near]) for a in anchors if a != anchors[near]), default=2)
        if placed[near] is not None or abs(anchors[near] - cell.column) * 3 > room:
            return None
        placed[near] = cell
    return placed
