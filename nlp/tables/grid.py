"""Table sections to tables: rows with labels, columns with periods, the unit in which they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from nlp.normalize.house_currency import house_dollar
from nlp.records import Interval, Section, YearEnd
from nlp.tables.blocks import Block, blocks, columns
from nlp.tables.lines import cut
from nlp.tables.periods import same_period
from nlp.tables.records import Table
from nlp.tables.rows import rows
from nlp.tables.scale import currencies_of, scale_of

_ABOVE = 400  # characters above a section in which its title and its scale may stand
_TITLES = 4  # lines above a section that may be titles
_LONGEST_TITLE = 120
_SHOWN = 1200  # characters of a table by which its currency is told
_SIDE = re.compile(
    r"\b(?:reconcil\w+|non-gaap|adjust\w+|segments?|pro forma|guidance|outlook|supplemental|breakdown"
    r"|compensation expense|stock-based|share-based|discontinued)\b",
    re.IGNORECASE,
)


def read_tables(
    text: str,
    sections: Iterable[Section],
    year_end: YearEnd | None = None,
    wanted: Collection[Interval] | None = None,
    dollar: str | None = None,
) -> tuple[Table, ...]:
    """The tables of the sections named "table" whose columns have periods, in order.

    `year_end` is the company's, for headers such as "Q1 FY2012". Only tables with a column of a period in `wanted` are
    read where it is not None. `dollar` is what a `$` alone stands for, None asks the text.
    """
    dollar = dollar or house_dollar(text)
    return tuple(
        table
        for section in sections
        if section.name == "table"
        for table in _section(text, section, year_end, wanted, dollar)
    )


def _section(
    text: str, section: Section, year_end: YearEnd | None, wanted: Collection[Interval] | None, dollar: str
) -> Iterator[Table]:
    """A table without a scale or a currency of its own has those of the one above it."""
    opening = text[max(0, section.start - _ABOVE) : section.start]
    scale = scale_of(opening)
    currencies = frozenset[str]()
    for block in blocks(_opening_lines(opening), cut(text, section.start, section.end)):
        told = scale_of(block.title)
        scale = told if told is not None else scale
        start = block.lines[0].start
        shown = text[start : min(start + _SHOWN, section.end)]
        currencies = currencies_of(f"{block.title} {shown}", dollar) or currencies
        table = _table(block, year_end, wanted, scale, currencies)
        if table is not None:
            yield table


def _table(
    block: Block,
    year_end: YearEnd | None,
    wanted: Collection[Interval] | None,
    scale: int | None,
    currencies: frozenset[str],
) -> Table | None:
    """The block as a table, None where its columns cannot be told or are of no period that is wanted."""
    found = columns(block, year_end)
    if found is None:
        return None
    if wanted is not None and not any(
        column.period and same_period(column.period, period) for column in found for period in wanted
    ):
        return None
    title = block.title
    return Table(title, found, rows(block.lines, len(found)), scale, currencies, bool(_SIDE.search(title)))


def _opening_lines(opening: str) -> list[str]:
    """The short last lines above a section: titles that the layout left outside."""
    kept: list[str] = []
    for line in reversed(opening.splitlines()[1:]):
        words = line.strip(" \t*_#|`")
        bullet = line.lstrip().startswith(("*", "·", "•")) and "**" not in line
        if len(words) > _LONGEST_TITLE or words.endswith(".") or bullet:
            break
        if words:
            kept.append(words)
    return kept[:_TITLES][::-1]
