"""Amounts that sentences tell against the release's own tables. Nothing is changed; repairs are proposed with a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nlp.records import Interval
from nlp.tables.match import Place, agrees, cash_sum, is_whole_cash, last_digit, places, quote, same_period
from nlp.tables.prose import Amount, amounts
from nlp.tables.records import Check, Quote, Relation, Table
from nlp.tables.sums import broken, means, printed, relations, said, solutions
from nlp.tables.values import fits

_SCALES = ((3, "thousand"), (6, "million"), (9, "billion"))
_GUESSES = (0, 3, 6)  # scales tried for a table that names none
_WHOLE = 10_000_000  # a number from which a table without a scale counts single units

Sums = Mapping[int, tuple[Relation, ...]]


def check(results: Sequence[Mapping[str, Any]], tables: Sequence[Table], text: str) -> tuple[Check, ...]:
    """One check for each value and prior value of the results whose metric and period stand in a table.

    `results` are lines of events.jsonl of the type financial_result, `text` the document's. Sums inside the tables
    that do not add up follow. In the order of the text.
    """
    told = list(amounts(results, text))
    scaled = [replace(table, scale=_scale(table, told)) for table in tables]
    known = [table for table in scaled if table.scale is not None]
    sums = {id(table): relations(table) for table in known}
    found = [(amount, list(places(amount, known))) for amount in told]
    checks = [one for amount, cells in found if (one := _check(amount, cells, sums, found))]
    checks.sort(key=lambda one: (one.prose.start, one.prose.slot) if one.prose else (0, ""))
    return (*checks, *(one for table in known for one in _inside(table, sums[id(table)])))


def _scale(table: Table, told: Sequence[Amount]) -> int | None:
    """The table's scale, else the one by which most amounts agree, else none."""
    if table.scale is not None:
        return table.scale
    if any(cell.number is not None and abs(cell.number) >= _WHOLE for row in table.rows for cell in row.cells if cell):
        return 0
    score: dict[int, int] = {}
    for guess in _GUESSES:
        guessed = replace(table, scale=guess)
        score[guess] = sum(
            any(_agrees(amount, place) and place.unit != 1 or guess == 0 for place in places(amount, [guessed])
                if place.cell.sure and _agrees(amount, place))
            for amount in told
        )  # fmt: skip
    best = max(score.values())
    return next(guess for guess in _GUESSES if score[guess] == best) if best else None


def _agrees(amount: Amount, place: Place) -> bool:
    value = place.value
    return value is not None and not place.opposite and agrees(amount, value, last_digit(place))


def _check(
    amount: Amount, cells: Sequence[Place], sums: Sums, found: Sequence[tuple[Amount, Sequence[Place]]]
) -> Check | None:
    """The verdict on one amount, None where the tables say nothing of it."""
    right = [place for place in cells if place.cell.sure and _agrees(amount, place)]
    if right:
        return _made(amount, [max(right, key=lambda place: place.exact)], "agrees")
    if amount.metric == "cash" and (lines := cash_sum(amount, cells)):
        total = sum((place.cell.number or Decimal(0) for place in lines), Decimal(0))
        arithmetic = " + ".join(printed(place.cell.number or Decimal(0)) for place in lines)
        return _made(amount, lines, "agrees", arithmetic=f"{arithmetic} = {printed(total)}")
    if any(place.opposite and place.exact for place in cells):
        cells = [place for place in cells if place.opposite]
        return _other_sign(amount, cells[0], sums)
    damaged = [place for place in cells if not place.cell.sure]
    if damaged:
        return _damaged(amount, damaged[0], sums)
    if amount.naked and (repaired := _without_scale(amount, cells)):
        return repaired
    exact = [place for place in cells if place.exact and (amount.metric != "cash" or is_whole_cash(amount, place))]
    return _contradicted(amount, exact, sums, found) if exact else None


def _solved(place: Place, sums: Sums) -> list[tuple[Decimal, str]]:
    """The different numbers that sums say of a cell and its printing allows, each with its sum."""
    proved: dict[Decimal, str] = {}
    solved = solutions(place.table, sums[id(place.table)], place.row, place.column)
    for value, arithmetic, _ in sorted(solved, key=lambda item: item[2].assumed):
        if fits(place.cell, value):
            proved.setdefault(value, arithmetic)
    return list(proved.items())


def _damaged(amount: Amount, place: Place, sums: Sums) -> Check:
    """The cell cannot be trusted: its column's sums may prove what it was."""
    solved = _solved(place, sums)
    printing = f"the cell {place.cell.text!r} {place.cell.damage}"
    if len(solved) > 1:
        ways = "; ".join(arithmetic for _, arithmetic in solved)
        return _made(amount, [place], "unchecked", reason=f"{printing}; ambiguous: {ways}")
    if solved:
        number, arithmetic = solved[0]
        value = number * place.unit
        if agrees(amount, value, place.unit):
            return _made(amount, [place], "repair", arithmetic, abs(value), printing)
        off = f"{printing}; what the sum proves differs from the sentence by {_plain(abs(value) - amount.prose.value)}"
        return _made(amount, [place], "mismatch", arithmetic, abs(value), off)
    if place.cell.number is not None and _agrees(amount, place):
        likely = f"; it may read {printed(place.cell.number)} as the sentence has it, but no sum of its column proves it"
        return _made(amount, [place], "unchecked", reason=printing + likely)
    return _made(amount, [place], "unchecked", reason=f"{printing}, and no sum of its column proves what it was")


def _other_sign(amount: Amount, place: Place, sums: Sums) -> Check | None:
    """A loss in the sentence and a profit in the table, or the other way round: a bracket may be lost."""
    value = place.value
    if value is None or not place.cell.sure or not agrees(amount, value, last_digit(place)):
        return None
    solved = {number: arithmetic for number, arithmetic in _solved(place, sums) if abs(number) == abs(value / place.unit)}
    turned = solved.get(-value / place.unit)
    if turned and len(solved) == 1:
        lost = f"the cell {place.cell.text!r} has lost its bracket"
        return _made(amount, [place], "repair", turned, abs(value), lost)
    return _made(amount, [place], "mismatch", reason="the table's sign says the opposite of the sentence")


def _without_scale(amount: Amount, cells: Sequence[Place]) -> Check | None:
    """A small number without a scale word that one scale makes agree with the table."""
    for place in cells:
        value = place.value
        if value is None:
            continue
        fitting = [
            (power, word)
            for power, word in _SCALES
            if agrees(replace(amount, prose=replace(amount.prose, value=amount.prose.value.scaleb(power)),
                              step=amount.step.scaleb(power)), value, last_digit(place))
        ]  # fmt: skip
        if len(fitting) == 1:
            power, word = fitting[0]
            counted = next((f" {w}" for p, w in _SCALES if p == place.table.scale), "")
            words = f"{amount.prose.quote} {amount.following}".strip()
            arithmetic = (
                f"{printed(abs(place.cell.number or Decimal(0)))}{counted} in the table: "
                f"'{words}' reads {amount.prose.quote} {word}"
            )
            proposed = amount.prose.value.scaleb(power)
            return _made(amount, [place], "repair", arithmetic, proposed, "the sentence has no scale word")
    return None


def _contradicted(
    amount: Amount, exact: Sequence[Place], sums: Sums, found: Sequence[tuple[Amount, Sequence[Place]]]
) -> Check:
    """Every cell says otherwise: a cell that has lost digits, a column that is swapped, or a true contradiction."""
    for place in exact:
        solved = _solved(place, sums)
        numbers = {number for number, _ in solved}
        if len(numbers) == 1 and place.cell.number not in numbers:
            number, arithmetic = solved[0]
            if agrees(amount, number * place.unit, place.unit):
                lost = f"the cell {place.cell.text!r} does not fit its column's sum"
                return _made(amount, [place], "repair", arithmetic, abs(number * place.unit), lost)
    place = min(exact, key=lambda p: abs(abs(p.value or Decimal(0)) - amount.prose.value))
    off = f"they differ by {_plain(abs(abs(place.value or Decimal(0)) - amount.prose.value))}"
    elsewhere = _elsewhere(amount, exact)
    if elsewhere is not None:
        other = elsewhere.table.columns[elsewhere.column].header
        crossed = _crossed(amount, found)
        reason = f"the amount stands under {other}"
        if not crossed:
            return _made(amount, [place, elsewhere], "unchecked", reason=f"{reason}: the sentence's period may be read wrongly")
        return _made(amount, [place, elsewhere], "mismatch", reason=f"{off}; {reason}: the columns seem to be swapped")
    proof = [arithmetic for number, arithmetic in _solved(place, sums) if number == place.cell.number]
    return _made(amount, [place], "mismatch", proof[0] if proof else None, None, off)


def _elsewhere(amount: Amount, exact: Sequence[Place]) -> Place | None:
    """The cell of the same row under another period that has the amount."""
    for place in exact:
        for column in range(len(place.table.columns)):
            cell = place.table.rows[place.row].cells[column]
            other = replace(place, column=column)
            if column != place.column and cell is not None and cell.sure and not cell.nil and _agrees(amount, other):
                return other
    return None


def _crossed(amount: Amount, found: Sequence[tuple[Amount, Sequence[Place]]]) -> bool:
    """Whether value and prior value of one event stand under each other's period."""
    for partner, cells in found:
        if partner.event != amount.event or partner.prose.slot == amount.prose.slot:
            continue
        other = _elsewhere(partner, [place for place in cells if place.exact])
        return other is not None and _under(other, amount.period)
    return False


def _under(place: Place, period: Interval) -> bool:
    column = place.table.columns[place.column].period
    return column is not None and same_period(column, period)


def _inside(table: Table, found: Sequence[Relation]) -> Iterator[Check]:
    """Totals of the table that are not the sum of their lines."""
    for relation, column, added in broken(table, found):
        period = table.columns[column].period
        lines = [Place(table, row, column, True) for row in (relation.total, *(line for line, _ in relation.parts))]
        printed_total = printed(lines[0].cell.number or Decimal(0))
        if period is not None:
            reason = f"the table's total is {printed_total}, its lines make {printed(added)}"
            cells = tuple(quote(line) for line in lines)
            metric = means(table.rows[relation.total])
            yield Check(metric, period, None, cells, "mismatch", said(table, relation, column), None, reason)


def _made(
    amount: Amount,
    cells: Sequence[Place],
    verdict: Any,
    arithmetic: str | None = None,
    proposed: Decimal | None = None,
    reason: str | None = None,
) -> Check:
    quotes: tuple[Quote, ...] = tuple(quote(place) for place in cells)
    return Check(amount.metric, amount.period, amount.prose, quotes, verdict, arithmetic, proposed, reason)


def _plain(value: Decimal) -> str:
    """An amount in units of the currency, without exponent and trailing zeros."""
    whole = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{whole:,f}"
