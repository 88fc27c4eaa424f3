"""Lines of a table section to tables: rows with labels, columns with periods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from nlp.normalize.house_currency import house_dollar
from nlp.records import Section, YearEnd
from nlp.tables import periods
from nlp.tables.labels import meaning, plain
from nlp.tables.lines import Line, cut
from nlp.tables.records import Cell, Column, Row, Table
from nlp.tables.scale import currencies_of, scale_of
from nlp.tables.values import joined

_ABOVE = 400  # characters above a section in which its title and its scale may stand
_TITLE = re.compile(
    r"\b(?:statements? of|balance sheets?|reconcil\w+|(?:selected|condensed|consolidated) (?:[a-z]+ )*(?:data|information|results)"
    r"|financial (?:highlights|position|summary)|cash flows?$|supplemental|segment)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"\b(?:reconcil\w+|non-gaap|adjust\w+|segments?|pro forma|guidance|outlook|supplemental|breakdown|compensation expense|discontinued"
    r"|stock-based|share-based|expectations?)\b",
    re.IGNORECASE,
)
_SIDE_HEADING = re.compile(r"(?i)\b(?:compensation|amortization|reconcil\w+|adjust\w+|excluding|non-gaap)\b")
_GROUP = re.compile(
    r"(?:(?:total |net |other |current |operating )*(?:costs and |product )?(?:expenses?|revenues?|assets|liabilities|sales|costs)"
    r"|other income|other (?:(?:income|expense) \((?:expense|income)\)|\(expense\) income)|liabilities and .*|.*equity"
    r"|statements? of .*)"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_ALIKE = 0.6  # of the letters of a label that its ghost keeps
_MOST = 300  # characters of a line without numbers that may still be a label or a header


@dataclass
class _Block:
    """Lines under one header, while they are gathered. `fresh` until its first row of numbers."""

    titles: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        """All words over the first row of numbers."""
        return " ".join([*self.titles, *self.head])

    @property
    def fresh(self) -> bool:
        return not any(line.cells for line in self.lines)


def read_tables(text: str, sections: Iterable[Section], year_end: YearEnd | None = None) -> tuple[Table, ...]:
    """The tables of the sections named "table". `year_end` is the company's, for headers such as "Q1 FY2012"."""
    dollar = house_dollar(text)
    found: list[Table] = []
    for section in sections:
        if section.name != "table":
            continue
        opening = text[max(0, section.start - _ABOVE) : section.start]
        scale = scale_of(opening)
        currencies = frozenset[str]()
        for block in _blocks(_opening_lines(opening), cut(text, section.start, section.end), year_end):
            head = block.title
            told = scale_of(head)
            scale = told if told is not None else scale
            words = text[block.lines[0].start : block.lines[-1].cells[-1].end if block.lines[-1].cells else block.lines[-1].end]
            currencies = currencies_of(f"{head} {words}", dollar) or currencies
            table = _table(block, text, year_end)
            if table is not None:
                found.append(replace(table, scale=scale, currencies=currencies))
    return tuple(found)


def _opening_lines(opening: str) -> list[str]:
    """The short last lines above a section: titles that the layout left outside."""
    kept: list[str] = []
    for line in reversed(opening.splitlines()[1:]):
        words = line.strip(" \t*_#|`")
        if len(words) > 120 or words.endswith(".") or line.lstrip().startswith(("*", "·", "•")) and "**" not in line:
            break
        if words:
            kept.append(words)
    return kept[:4][::-1]


def _blocks(opening: list[str], lines: Iterable[Line], year_end: YearEnd | None) -> Iterator[_Block]:
    """Lines cut where a header begins."""
    block = _Block(opening)
    for line in lines:
        header = _is_header(line, block.fresh, year_end)
        if header and not block.fresh:
            yield from _worthy(block)
            block = _Block(_trailing(block))
        if header:
            block.head.append(_words(line))
        elif line.cells or len(line.label) <= _MOST:
            block.lines.append(line)
            if not line.cells and block.fresh:
                block.titles.append(line.label)
    yield from _worthy(block)


def _worthy(block: _Block) -> Iterator[_Block]:
    if sum(bool(line.cells) for line in block.lines) >= 2:
        yield block


def _trailing(block: _Block) -> list[str]:
    """The last lines without numbers of a block that has ended: the next one's title."""
    kept: list[str] = []
    for line in reversed(block.lines):
        if line.cells:
            break
        kept.append(line.label)
    return kept[::-1]


def _is_header(line: Line, fresh: bool, year_end: YearEnd | None) -> bool:
    if line.cells:
        years = all(_BARE_YEAR.fullmatch(cell.text.strip("() $")) for cell in line.cells)
        if not years:
            return False
        return (fresh or len(line.cells) > 1) and meaning(line.label, ()) is None
    if len(line.label) > _MOST:
        return False
    return bool(_TITLE.search(line.label) and len(line.label) < 120) or periods.is_header(line.label, year_end)


def _words(line: Line) -> str:
    return " ".join([line.label, *(cell.text for cell in line.cells)])


def _table(block: _Block, text: str, year_end: YearEnd | None) -> Table | None:
    """The block with its columns, None where they cannot be told."""
    columns = _columns(block, year_end)
    if columns is None:
        return None
    title = block.title
    rows = tuple(_without_ghosts(list(_rows(block.lines, len(columns), text))))
    return Table(title, columns, rows, None, frozenset(), bool(_SIDE.search(title))) if rows else None


def _columns(block: _Block, year_end: YearEnd | None) -> tuple[Column, ...] | None:
    """By the header's rows, else by its titles, for the number of columns that most rows have."""
    if any(token.kind == "forecast" for token in periods.tokens(block.title, year_end)):
        return None
    titles = [words for words in [*block.titles, *block.head] if re.search(r"(?i)\band\b", words)]
    rows = [words for words in block.head if words not in titles]
    counts = Counter(len(line.cells) for line in block.lines if line.cells and line.label and line.set_off)
    common = [count for count, often in counts.most_common(2) if often >= 2]
    for words in (rows, titles, block.head):
        found = periods.tokens(periods.LINE.join(words), year_end)
        for count in common or [periods.natural(found)]:
            solved = periods.columns(found, count)
            if solved is not None and any(column.period for column in solved):
                return solved
        # Numbers one a line: the header alone tells how many make a row.
        alone = periods.natural(found)
        if common[:1] == [1] and alone > 1 and (solved := periods.columns(found, alone)):
            return solved
    return None


def _rows(lines: Sequence[Line], count: int, text: str) -> Iterator[Row]:
    """Rows of `count` cells; a label may be wrapped over lines, and numbers may stand below their label."""
    anchors = _anchors(lines, count)
    waiting: list[Line] = []
    above: tuple[str, ...] = ()
    heading = 0
    gathered: tuple[Line, list[Cell]] | None = None
    for line in [*lines, None]:
        if line is not None and line.cells and not line.label and gathered and len(gathered[1]) < count:
            gathered[1].extend(line.cells)
            continue
        if gathered is not None and line is not None and not line.cells and len(gathered[1]) < count and _is_sign(line):
            continue
        if gathered is not None:
            yield _finished(*gathered, count, anchors, above, heading, text)
            gathered = None
        if line is None:
            return
        if not line.cells:
            waiting.append(line)
            continue
        label, headings = _label(line, waiting)
        if headings:
            above, heading = tuple(h.label for h in reversed(headings)), heading + 1
        waiting = []
        gathered = (label, list(line.cells))


def _is_sign(line: Line) -> bool:
    return not any(c.isalnum() for c in line.label)


def _label(line: Line, waiting: Sequence[Line]) -> tuple[Line, list[Line]]:
    """The line with its wrapped label, and the lines over it that are headings."""
    parts = list(waiting)
    taken = [line] if line.label or not parts else [parts.pop(), line]
    while parts and _goes_on(parts, taken[0]):
        taken.insert(0, parts.pop())
    named = [part for part in taken if part.label]
    words = " ".join(part.label for part in named)
    if not named:
        return line, parts
    return replace(line, label=words, start=named[0].start, end=named[-1].end), parts


def _goes_on(above: Sequence[Line], below: Line) -> bool:
    """Whether the words of a line go on with those right above: a wrapped label, no heading over a row.

    Wrapped labels are indented by one character against their first line, or begin in lower case.
    """
    first = above[-1]
    if first.label.endswith(":") or len(first.label) > 120 or first.set_off or below.label.startswith("Total"):
        return False
    if below.label.lstrip("( ")[:1].islower():
        return True
    if below.indent == first.indent + 1:
        return not _GROUP.fullmatch(plain(first.label))
    return below.indent == first.indent and len(above) > 1 and _goes_on(above[:-1], first)


def _finished(
    label: Line, cells: list[Cell], count: int, anchors: list[int], above: tuple[str, ...], heading: int, text: str
) -> Row:
    """The row; one whose numbers cannot be given to the columns has no cells, and no sum can be told over it."""
    placed = _place(label, cells, count, anchors, text)
    if placed is None:
        noisy = label.noisy or sum(not cell.sure for cell in cells) * 2 >= len(cells)
        return Row(label.label, label.start, label.end, above, heading, (None,) * count, noisy)
    damaged = any(cell is not None and not cell.sure for cell in placed)
    return Row(label.label, label.start, label.end, above, heading, tuple(placed), label.noisy or damaged)


def _without_ghosts(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without those that a converter has read twice, the first time badly ("Tatal 0.047" over "Total 9,047")."""
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        sure = sum(cell is not None and cell.sure for cell in row.cells)
        if row.doubtful and sure * 2 <= len(row.cells) and following is not None and _is_ghost(row, following):
            continue
        yield row


def _is_ghost(row: Row, following: Row) -> bool:
    words, next_words = plain(row.label), plain(following.label)
    if meaning(row.label, row.above) is not None:
        return False
    return not words or Levenshtein.normalized_similarity(words, next_words[: len(words)]) >= _ALIKE


def _place(label: Line, cells: list[Cell], count: int, anchors: list[int], text: str) -> list[Cell | None] | None:
    """The numbers in their columns; a footnote's number goes, halves of a number are joined."""
    if len(cells) == count + 1:
        if label.label and re.fullmatch(r"\(\d{1,2}\)", cells[0].text.strip()):
            return list(cells[1:])
        halves = [(i, whole) for i in range(count) if (whole := joined(cells[i], cells[i + 1], text))]
        if len(halves) == 1:
            at, whole = halves[0]
            return [*cells[:at], whole, *cells[at + 2 :]]
    if len(cells) == count:
        return list(cells)
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
