"""Amounts that sentences tell against the release's own tables. Nothing is changed; what is proposed is proved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nlp.records import Interval, MoneyPhrase, Section, YearEnd
from nlp.tables.cash import cash_sum
from nlp.tables.grid import read_tables
from nlp.tables.match import Index, Place, agree, quotes
from nlp.tables.prose import Amount, amounts
from nlp.tables.records import Check, Table
from nlp.tables.repair import Found, Sums, contradicted, damaged, made, other_sign, without_scale
from nlp.tables.sums import broken, printed

_GUESSES = (0, 3, 6)  # scales tried for a table that names none
_WHOLE = 10_000_000  # a number from which a table without a scale counts single units


def check_text(
    results: Sequence[Mapping[str, Any]],
    text: str,
    sections: Sequence[Section],
    money: Sequence[MoneyPhrase],
    year_end: YearEnd | None = None,
) -> tuple[Check, ...]:
    """The checks of a document, whose tables are read only where they have a column of a period that is told."""
    told = list(amounts(results, text, money))
    if not told:
        return ()
    periods = {amount.period for amount in told}
    dollar = next((a.prose.unit.partition("/")[0] for a in told if a.prose.quote.lstrip("\\").startswith("$")), None)
    return _checks(told, read_tables(text, sections, year_end, periods, dollar))


def check(
    results: Sequence[Mapping[str, Any]], tables: Sequence[Table], text: str, money: Sequence[MoneyPhrase]
) -> tuple[Check, ...]:
    """One check for each value and prior value of the results whose metric and period stand in a table.

    `results` are lines of events.jsonl of the type financial_result, `text` the document's and `money` all amounts in
    it, sorted by start. Sums inside the tables that do not add up follow. In the order of the text.
    """
    return _checks(list(amounts(results, text, money)), tables)


def _checks(told: Sequence[Amount], tables: Sequence[Table]) -> tuple[Check, ...]:
    known = [index for table in tables if (index := _scaled(table, told)) is not None]
    sums = Sums()
    found: list[Found] = [(amount, [p for index in known for p in index.places(amount)]) for amount in told]
    checks = [one for amount, places in found if (one := _check(amount, places, sums, found)) is not None]
    checks.sort(key=lambda one: (one.prose.start, one.prose.slot) if one.prose else (0, ""))
    mended = {cell.start for one in checks if one.verdict == "repair" for cell in one.cells}
    return (*checks, *(one for index in known for one in _inside(index, sums, mended)))


def _scaled(table: Table, told: Sequence[Amount]) -> Index | None:
    """The table with its scale; without one, with that by which most amounts agree, None where none does."""
    if table.scale is not None:
        return Index(table)
    if any(cell and cell.number is not None and abs(cell.number) >= _WHOLE for row in table.rows for cell in row.cells):
        return Index(table, 0)
    guessed = [Index(table, guess) for guess in _GUESSES]
    sums = [amount for amount in told if "/" not in amount.prose.unit]
    scores = [sum(any(agree(one, place) for place in index.places(one)) for one in sums) for index in guessed]
    best = max(scores)
    return guessed[scores.index(best)] if best else None


def _check(amount: Amount, places: Sequence[Place], sums: Sums, found: Sequence[Found]) -> Check | None:
    """The verdict on one amount, None where the tables say nothing of it."""
    right = [place for place in places if agree(amount, place)]
    if right:
        return made(amount, [max(right, key=lambda place: place.exact)], "agrees")
    if amount.metric == "cash" and (lines := cash_sum(amount, places)):
        numbers = [place.cell.number or Decimal(0) for place in lines]
        total = sum(numbers, Decimal(0))
        return made(amount, lines, "agrees", f"{' + '.join(map(printed, numbers))} = {printed(total)}")
    turned = [place for place in places if place.opposite and place.exact]
    if turned:
        return other_sign(amount, turned[0], sums)
    unsure = [place for place in places if not place.cell.sure]
    if unsure:
        return damaged(amount, max(unsure, key=lambda place: place.exact), sums)
    return without_scale(amount, places) or contradicted(amount, places, sums, found)


def _inside(index: Index, sums: Sums, mended: Collection[int]) -> Iterator[Check]:
    """Totals of the table that are not the sum of their lines, but for a line that a repair has explained: `mended`
    are the offsets of those cells.
    """
    for relation, column, words, added in broken(index.table, sums.of(index.table)):
        period: Interval | None = index.table.columns[column].period
        lines = [index.place(row, column, None, exact=True) for row in (relation.total, *dict(relation.parts))]
        if period is not None and not any(line.cell.start in mended for line in lines):
            reason = f"the table's total is {lines[0].cell.text}, its lines make {printed(added)}"
            yield Check(index.metric(relation.total), period, None, quotes(lines), "mismatch", words, None, reason)
