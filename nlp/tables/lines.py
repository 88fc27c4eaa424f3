"""A table's text cut into lines: the words of the label, and the numbers behind them, read when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nlp.tables.records import Cell
from nlp.tables.values import CURRENCY, values

_RULE = re.compile(r"[\s|:]*(?:[-=_~.·•—–]{3,}[\s|:]+)*(?:[-=_~.·•—–]{3,})?|\s*`{3}\s*")
_NUMBERS = re.compile(
    rf"(?:[\s()\[\]\-–—−‐\d,.%*†‡§lIOoS\\_•·$€£¥]|(?![$€£¥]){CURRENCY}|\b(?:NM|N/A|N/M)\b|\([a-z]\))+"
)
# A number in which a letter or two stand for digits, but no month, code or unit.
_DAMAGED = re.compile(
    r"[(\s$€£]*(?=[\d.,_A-Za-z]*\d[\d.,_A-Za-z]*\d)(?:[\d.,_]*[BCDGIJLOSZabgijlost]){1,2}[\d.,_]*[)\s*]*"
)
_SOME = re.compile(r"[\d$€£¥\-–—−]")
_BLANKED = str.maketrans(dict.fromkeys("\t|\\\xa0\u2007\u2009\u202f\u200b", " "))
_GAP = re.compile(r"[^\S\n]*\t[^\S\n]*|[^\S\n]{2,}")
_PIPE = re.compile(r"\|")
_GLUED = re.compile(rf"(?<=[A-Za-z:)\]]) ?(?P<value>{CURRENCY} ?(?:\(\d[\d,.]*\d\)|\d[\d,.]*\d))\s*$")
# A run of numbers in a line that holds a whole table: "Total 5,076 4,429 Loss (5,076 ) (4,429 )Other".
_RUN = re.compile(
    rf"(?:{CURRENCY} ?)?(?:\(\s?)?(?<![lIO])"
    r"(?:,?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d|\d{4,}|(?<=[\s(])\d{1,3}(?=[\s)]))"
    r"(?:\s?\))?|(?:(?<=[$€] )|(?<=[\d)—–-] ))[-—–](?=\s)|(?<=\s)[-—–](?=\s+[$€]?\s?\(?[\d—–])",
)
_STREAM = 150  # characters from which a line may hold a whole table


@dataclass
class Line:
    """`start` and `end` are the label's, or the line's where there is no label. `indent` counts characters.

    `numbers` are where the part behind the label begins and ends, None where there is no such part. `set_off`: label
    and numbers stand apart by pipes, tabs or wide gaps. `place` is where the numbers' places count from.
    """

    text: str
    label: str
    start: int
    end: int
    numbers: tuple[int, int] | None = None
    indent: int = 0
    set_off: bool = False
    place: int = 0

    @cached_property
    def _read(self) -> tuple[tuple[Cell, ...], bool]:
        if self.numbers is None:
            return (), False
        raw = self.text[self.numbers[0] : self.numbers[1]]
        pipes = tuple(i for i, c in enumerate(raw) if c == "|") if "|" in raw else ()
        return values(raw.translate(_BLANKED), self.numbers[0], self.text, self.place, pipes)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The numbers; none where all are percentages."""
        return self._read[0]

    @property
    def noisy(self) -> bool:
        """Whether signs that are no numbers stand among them."""
        return self._read[1]


def cut(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines of `text[start:end]` that say something, in order."""
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = stop if stop >= 0 else end
        if not _RULE.fullmatch(text, position, stop):
            if stop - position >= _STREAM and _is_stream(text, position, stop):
                yield from _stream(text, position, stop)
            else:
                yield _line(text, position, stop)
        position = stop + 1


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    piped = "|" in raw
    split, label_from, label_to, count = len(raw), -1, 0, 0
    for a, b in _cells(raw, piped):
        count += 1
        cell = raw[a:b]
        if _SOME.search(cell) and (_NUMBERS.fullmatch(cell) or (label_from >= 0 and _DAMAGED.fullmatch(cell))):
            split = a
            break
        label_from, label_to = (a if label_from < 0 else label_from), b
    if label_from >= 0 and "$" in raw and (glued := _GLUED.search(raw, label_from, label_to)):
        split, label_to = glued.start("value"), glued.start()
    label = " ".join(raw[label_from:label_to].translate(_BLANKED).split()) if label_from >= 0 else ""
    a, b = (label_from, label_to) if label_from >= 0 else (0, len(raw))
    numbers = (start + split, end) if split < len(raw) else None
    place = raw.count("|", 0, split) if piped else split
    indent = len(raw) - len(raw.lstrip(" \t|"))
    return Line(text, label, start + a, start + b, numbers, indent, count > 1 or bool(label and numbers), place)


def _cells(raw: str, piped: bool) -> Iterator[tuple[int, int]]:
    """The spans of a line's cells that are not empty: by pipes, else by tabs and gaps of two spaces."""
    edge = _PIPE if piped and (raw.lstrip()[:1] == "|" or raw.count("|") > 1) else _GAP
    position = len(raw) - len(raw.lstrip())
    while position < len(raw):
        match = edge.search(raw, position)
        stop = match.start() if match else len(raw.rstrip())
        a, b = position, stop
        while a < b and raw[a].isspace():
            a += 1
        while b > a and raw[b - 1].isspace():
            b -= 1
        if b > a:
            yield a, b
        if match is None:
            return
        position = match.end()


def _is_stream(text: str, start: int, end: int) -> bool:
    """Whether one line holds many rows: no tabs and pipes, words behind numbers again and again."""
    if "\t" in text[start:end] or "|" in text[start:end]:
        return False
    runs = list(_RUN.finditer(text, start, end))
    words = sum(1 for a, b in zip(runs, runs[1:], strict=False) if any(c.isalpha() for c in text[a.end() : b.start()]))
    return words >= 4 and words * 5 >= len(runs)


def _stream(text: str, start: int, end: int) -> Iterator[Line]:
    """The rows of a line that has lost its breaks: a label is the words since the last run of numbers."""
    label_start, first, last = start, start, start
    some = False
    for match in _RUN.finditer(text, start, end):
        if some and any(c.isalnum() for c in text[last : match.start()]):
            yield from _row(text, label_start, first, last)
            label_start, some = last, False
        if not some:
            first, some = match.start(), True
        last = match.end()
    if some:
        yield from _row(text, label_start, first, last)
    if text[last:end].strip():
        yield Line(text, " ".join(text[last:end].split()), last, end)


def _row(text: str, start: int, end: int, last: int) -> Iterator[Line]:
    """The row of such a line whose label is `text[start:end]`; a heading before it ends in a colon."""
    numbers = (end, last)
    colon = text.rfind(": ", start, end)
    if colon >= 0:
        yield Line(text, " ".join(text[start : colon + 1].split()).lstrip(") "), start, colon + 1)
        start = colon + 1
    while start < end and not (text[start].isalnum() or text[start] in '("“'):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')"”.'):
        end -= 1
    yield Line(text, " ".join(text[start:end].split()), start, end, numbers, 0, True)
