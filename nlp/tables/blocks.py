"""Lines of a table section gathered under their headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from nlp.records import YearEnd
from nlp.tables import periods
from nlp.tables.labels import meaning
from nlp.tables.lines import Line
from nlp.tables.records import Column

_TITLE = re.compile(
    r"\b(?:statements? of|balance sheets?|reconcil\w+|(?:selected|condensed|consolidated) (?:[a-z]+ )*"
    r"(?:data|information|results)|financial (?:highlights|position|summary)|cash flows?$|supplemental|segment)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"[\s|$%*()\\†]*(?:19|20)\d\d(?:[\s|$%*()\\†]+(?:(?:19|20)\d\d|change|chg\.?|variance)){0,12}[\s|$%*()\\†]*",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?:\b(?:19|20)\d\d|\b\d{1,2},|\bthree|\bsix|\bnine|months?|weeks?)\s+and\s", re.IGNORECASE)
_CELL = re.compile(r"\s*\|[\s|]*|\s*\t\s*|\s{3,}")
_MOST = 300  # characters of a line without numbers that may still be a label or a header
_LONGEST_TITLE = 120
_SEEN = 16  # rows by which the number of columns is told


@dataclass
class Block:
    """Lines under one header: `titles` are the other lines over the first row of numbers."""

    titles: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    numbers: int = 0

    @property
    def title(self) -> str:
        """All words over the first row of numbers."""
        return " ".join([*self.titles, *self.head])


def blocks(opening: list[str], lines: Iterable[Line]) -> Iterator[Block]:
    """Lines cut where a header begins; those with less than two rows of numbers are left out."""
    block = Block(opening)
    for line in lines:
        title, header = _header(line, not block.numbers)
        if header and block.numbers:
            if block.numbers > 1:
                yield block
            block = Block(_trailing(block))
        if header:
            block.titles.append(title)
            block.head.append(header)
        elif line.numbers is not None:
            block.lines.append(line)
            block.numbers += 1
        elif len(line.label) <= _MOST:
            block.lines.append(line)
            if not block.numbers:
                block.titles.append(line.label)
    if block.numbers > 1:
        yield block


def _trailing(block: Block) -> list[str]:
    """The last lines without numbers of a block that has ended: the next one's title."""
    kept: list[str] = []
    for line in reversed(block.lines):
        if line.numbers is not None:
            break
        kept.append(line.label)
    return kept[::-1]


def _header(line: Line, fresh: bool) -> tuple[str, str]:
    """The words of a header line, ("", "") for another line. A title in the line's first cell comes first."""
    if line.numbers is not None:
        years = _YEARS.fullmatch(line.text, *line.numbers) and (fresh or len(line.cells) > 1)
        if not years or meaning(line.label, ()) is not None:
            return "", ""
        return "", f"{line.label} {line.text[line.numbers[0] : line.numbers[1]]}"
    if len(line.label) > _MOST:
        return "", ""
    if periods.is_header(line.label):
        return "", line.label
    if line.set_off:
        first, _, others = _CELL.sub("\n", line.text[line.start : line.end]).partition("\n")
        if periods.is_header(others):
            return first, others
    is_title = len(line.label) < _LONGEST_TITLE and _TITLE.search(line.label) is not None
    return "", line.label if is_title else ""


def columns(block: Block, year_end: YearEnd | None) -> tuple[Column, ...] | None:
    """By the header's rows, else by its titles, for the number of columns that most rows have."""
    if periods.is_forecast(block.title):
        return None
    titles = [words for words in [*block.titles, *block.head] if _TWICE.search(words)]
    rows = [words for words in block.head if not _TWICE.search(words)]
    numbers = [line for line in block.lines if line.numbers is not None][:_SEEN]
    counts = Counter(len(line.cells) for line in numbers if line.label and line.set_off)
    common = [count for count, often in counts.most_common(2) if often > 1]
    for words in (rows, titles):
        found = periods.tokens(periods.LINE.join(words), year_end)
        alone = periods.natural(found)
        # Numbers one a line, or notes among them: the header alone tells how many make a row.
        for count in [*common, *([alone] if not common or common[0] == 1 or counts[alone] else [])]:
            solved = periods.columns(found, count)
            if solved is not None and any(column.period for column in solved):
                return solved
    return None
