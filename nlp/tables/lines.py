"""A table's text cut into lines: the words of the label and the numbers behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.tables.records import Cell
from nlp.tables.values import CURRENCY, has_noise, values

_RULE = re.compile(r"[\s|:]*(?:[-=_~.·•—–]{3,}[\s|:]*)+|[\s|]*|\s*`{3}\s*")
_NUMBERS = re.compile(rf"(?:[\s()\[\]\-–—−‐\d,.%*†‡§lIOoS\\_•·]|{CURRENCY}|(?:\b(?:NM|N/A|N/M)\b)|\([a-z]\))+")
_BLANKED = str.maketrans(dict.fromkeys("\t|\\\xa0\u2007\u2009\u202f\u200b", " "))
_GAP = re.compile(r"[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}")
_PIPE = re.compile(r"\s*\|\s*")
_GLUED = re.compile(rf"(?<=[A-Za-z:)\]]) ?(?P<value>{CURRENCY} ?\(?\d[\d,.]*\d\)?)\s*$")
# A run of numbers in a line that holds a whole table: "Total 5,076 4,429 Loss (5,076 ) (4,429 )Other".
_RUN = re.compile(
    rf"(?:{CURRENCY} ?)?(?:\(\s?)?(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+\.\d\d|\d{{4,}}|(?<=\s)\d{{1,3}}(?=\s))"
    rf"(?:\s?\))?|(?:(?<=[$€] )|(?<=[\d)—–-] ))[-—–](?=\s)|(?<=\s)[-—–](?=\s+[$€]?\s?\(?[\d—–])",
)
_STREAM = 150  # characters from which a line may hold a whole table


@dataclass(frozen=True, slots=True)
class Line:
    """`start` and `end` are the label's, or the line's where there is no label. `indent` counts characters.

    `set_off`: label and numbers stand apart by pipes, tabs or wide gaps. `noisy`: signs stand among the numbers.
    """

    label: str
    start: int
    end: int
    cells: tuple[Cell, ...]
    indent: int = 0
    set_off: bool = False
    noisy: bool = False


def cut(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of `text[start:end]` that say something, in order."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = stop if stop >= 0 else end
        if not _RULE.fullmatch(text, position, stop):
            if _is_stream(text, position, stop):
                yield from _stream(text, position, stop)
            else:
                yield _line(text, position, stop)
        position = stop + 1


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    indent = len(raw) - len(raw.lstrip(" \t|"))
    spans = list(_cells(raw))
    first = next((i for i, (a, b) in enumerate(spans) if _is_number(raw[a:b])), len(spans))
    split = spans[first][0] if first < len(spans) else len(raw)
    label_spans = spans[:first]
    if label_spans and (glued := _GLUED.search(raw, label_spans[-1][0], label_spans[-1][1])):
        split = glued.start("value")
        label_spans = [*label_spans[:-1], (label_spans[-1][0], glued.start())]
    label = " ".join(" ".join(raw[a:b].translate(_BLANKED).split()) for a, b in label_spans)
    region = raw[split:].translate(_BLANKED)
    pipes = tuple(i for i, c in enumerate(raw[split:]) if c == "|") if "|" in raw else ()
    before = raw.count("|", 0, split)
    cells = tuple(_placed(cell, before, split, bool(pipes)) for cell in values(region, start + split, text, pipes))
    a, b = (label_spans[0][0], label_spans[-1][1]) if label_spans else (0, len(raw))
    return Line(label, start + a, start + b, cells, indent, len(spans) > 1, bool(cells) and has_noise(region))


def _placed(cell: Cell, before: int, split: int, piped: bool) -> Cell:
    """The cell with its place counted from the line's start."""
    place = cell.column + (before if piped else split)
    return Cell(cell.start, cell.end, cell.text, cell.number, cell.damage, cell.nil, place)


def _cells(raw: str) -> Iterator[tuple[int, int]]:
    """The spans of a line's cells that are not empty: by pipes, else by tabs and gaps of two spaces."""
    edge = _PIPE if raw.lstrip().startswith("|") or raw.count("|") > 1 else _GAP
    position = 0
    for match in [*edge.finditer(raw), None]:
        stop = match.start() if match else len(raw)
        a, b = position, stop
        while a < b and raw[a].isspace():
            a += 1
        while b > a and raw[b - 1].isspace():
            b -= 1
        if b > a:
            yield a, b
        position = match.end() if match else stop


def _is_number(cell: str) -> bool:
    """Whether a cell holds numbers, dashes or a currency's sign and no words."""
    return bool(_NUMBERS.fullmatch(cell)) and any(c.isdigit() or c in "$€£¥-–—−" for c in cell)


def _is_stream(text: str, start: int, end: int) -> bool:
    """Whether one line holds many rows: long, no tabs and pipes, words behind numbers again and again."""
    if end - start < _STREAM or "\t" in text[start:end] or "|" in text[start:end]:
        return False
    runs = list(_RUN.finditer(text, start, end))
    words = sum(1 for a, b in zip(runs, runs[1:], strict=False) if any(c.isalpha() for c in text[a.end() : b.start()]))
    return words >= 4 and words * 5 >= len(runs)


def _stream(text: str, start: int, end: int) -> Iterator[Line]:
    """The rows of a line that has lost its breaks: a label is the words since the last run of numbers."""
    label_start, cells = start, list[Cell]()
    begin, stop = start, start
    for match in _RUN.finditer(text, start, end):
        between = text[stop : match.start()]
        if cells and any(c.isalnum() for c in between):
            yield from _row(text, label_start, begin, cells)
            label_start, cells = stop, []
        if not cells:
            begin = match.start()
        region = text[match.start() : match.end()].translate(_BLANKED)
        cells.extend(values(region, match.start(), text))
        stop = match.end()
    if cells:
        yield from _row(text, label_start, begin, cells)
    if text[stop:end].strip():
        yield Line(" ".join(text[stop:end].split()), stop, end, ())


def _row(text: str, start: int, end: int, cells: list[Cell]) -> Iterator[Line]:
    """The row of such a line; a heading before it ends in a colon."""
    colon = text.rfind(": ", start, end)
    if colon >= 0:
        yield Line(" ".join(text[start : colon + 1].split()).lstrip(") "), start, colon + 1, ())
        start = colon + 1
    while start < end and not (text[start].isalnum() or text[start] in '("“'):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')"”.'):
        end -= 1
    yield Line(" ".join(text[start:end].split()), start, end, tuple(cells), 0, True)
