"""Lines of a text with their offsets, and what each one is by its own looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPACE = " \t\xa0\u200b\u200c\u200d\u2060\ufeff\u2002\u2003\u2009\u202f\u3000\x0b"
_EDGES = SPACE + "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_LINE = re.compile(r"[^\n\r\f\u2028\u2029]*(?:\r\n|\n|\r|\f|\u2028|\u2029|\Z)")
_MARK = re.compile(
    r"[*_]{0,3}"  # a bullet may stand inside emphasis
    r"(?P<mark>[-–—*+]\s+[·•●▪◦]\s*|[·•●▪◦‣○■□➢►✓]\s*|/box\d\s+|o[ \t]+(?=[A-Z])|[*+]\s+(?!\*\s)"
    r"|[-–—]{1,2}\s+(?=\S)|[-–—]{1,2}(?=[^\W\d_]|[“\"'(*])|-(?=(?:19|20)\d\d\b)"
    r"|\d{1,2}[.)]\s+(?=\S)|\((?:[a-z]{1,3}|\d{1,2})\)\s+(?=\S))"
)
_PAGE = re.compile(
    r"(?:page\s+)?[-–—\s]*\d{1,3}[-–—\s]*(?:of \d{1,3})?|table of contents|<PAGE>|\[?page"
    r" break\]?",
    re.I,
)
_RULE = re.compile(r"(?:[-–—]\s)?[-–—_=*#~.\s]{3,}")
_GAP = re.compile(r" {3,}|\t+")
_NUMBER = re.compile(r"[$€£(\s\\]{0,5}[-–—]?\d[\d,.]*\s?\)?\s?[%)*]?|[$€£]?\s?[-–—]{1,2}|[$€£]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, `start`/`end` without its surrounding space; `content` is where the text begins after a bullet's mark.

    `kind` is blank, text, bullet, row (a table's), page (a lone page number), rule or fence; `indent` counts columns.
    """

    start: int
    end: int
    content: int
    kind: str
    indent: int
    numbered: bool = False


def split_lines(text: str) -> Iterator[Line]:
    """Every line in order; the line break belongs to no line."""
    fenced = False
    previous_open = False  # the line above is text whose sentence goes on
    item: tuple[str, int] | None = None  # mark and indent of the bullet right above
    for match in _LINE.finditer(text):
        if match.start() == match.end() == len(text):
            break
        line = _read(text, match.start(), match.end(), previous_open, item)
        if line.kind == "fence":
            fenced = not fenced
        elif fenced and line.kind != "blank":
            line = Line(line.start, line.end, line.start, "row", line.indent)
        item = (text[line.start], line.indent) if line.kind == "bullet" else None
        previous_open = line.kind in {"text", "bullet"} and text[line.end - 1] not in '.!?:;"”*'
        yield line


def _read(text: str, begin: int, finish: int, previous_open: bool, item: tuple[str, int] | None) -> Line:
    start, end = trim(text, begin, finish)
    if start >= end:
        return Line(begin, begin, begin, "blank", 0)
    indent = len(text[begin:start].expandtabs(4)) if start - begin < 500 else 0
    if text.startswith("```", start):
        return Line(start, end, start, "fence", indent)
    if end - start < 40:
        short = text[start:end]
        if _PAGE.fullmatch(short):
            return Line(start, end, start, "page", indent)
    if text[start] in "-–—_=*#~." and _RULE.fullmatch(text, start, min(end, start + 300)):
        return Line(start, end, start, "rule", indent)
    mark = _MARK.match(text, start, min(end, start + 40))
    if mark and (item == (text[start], indent) or not _continues(text, mark, previous_open)):
        content, _ = trim(text, mark.end(), end)
        if content < end:
            return Line(start, end, content, "bullet", indent, mark["mark"][0] in "0123456789(")
    if not is_row(text, start, end):
        return Line(start, end, start, "text", indent)
    if prose := _told_in_cell(text, start, end):
        return Line(start, prose[1], prose[0], "bullet", indent)
    return Line(start, end, start, "row", indent)


_CELL = re.compile(r"[^|]{120,}")
_FEWEST_WORDS = 20


def _told_in_cell(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The only long cell of a row with pipes, where it holds sentences: "| Toral | In May, the FDA approved ... |"."""
    if text[start] != "|":
        return None
    cells = [trim(text, *cell.span()) for cell in _CELL.finditer(text, start, end)]
    if len(cells) != 1:
        return None
    words = text[slice(*cells[0])].split()
    told = sum(word.isalpha() and word.islower() for word in words)
    return cells[0] if told >= _FEWEST_WORDS / 2 and len(words) >= _FEWEST_WORDS else None


def _continues(text: str, mark: re.Match[str], previous_open: bool) -> bool:
    """A wrapped line may begin with a dash or a bracket: then it goes on in lower case under an open sentence."""
    if text.startswith(("**", "__"), mark.end()):
        return False  # "- **NRV-210:** ..." is an item whatever stands above it
    following = text[mark.end() : mark.end() + 1]
    return previous_open and mark["mark"][0] in "-–—(0123456789" and not following.isupper()


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without space and zero-width characters at its ends."""
    left = text[start:end].lstrip(_EDGES)
    start = end - len(left)
    return start, start + len(left.rstrip(_EDGES))


def is_row(text: str, start: int, end: int) -> bool:
    """Whether a line is a table's row: pipes, tabs, or numbers set off by wide gaps."""
    if end - start > 1500:
        return False
    line = text[start:end]
    if line[0] == "|":
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        filled = [cell for cell in cells if cell]
        return not (len(filled) == 1 and len(filled[0]) > 80)
    if "   " not in line and "\t" not in line:
        return False
    cells = [cell for cell in _GAP.split(line) if cell.strip()]
    if len(cells) < 2:
        return "\t" in line.strip() and len(line) < 100
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell.strip()))
    if "\t" in line:
        return max(map(len, cells)) < 140 or numbers > 0
    if len(cells) >= 2 and "@" not in line and max(map(len, cells)) <= 40 and sum(c.isdigit() for c in line) >= 6:
        return len(line) - sum(map(len, cells)) >= 4
    return numbers >= 2 or (numbers == 1 and len(cells) == 2 and len(line) - len(cells[0]) > 8)
