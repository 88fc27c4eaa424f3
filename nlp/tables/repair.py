"""Verdicts where no cell agrees: damage, a lost bracket, a missing scale word, swapped columns, a contradiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.records import Interval
from nlp.tables.cash import is_whole
from nlp.tables.match import Place, agree, quotes, rounds_to
from nlp.tables.periods import same_period
from nlp.tables.prose import Amount
from nlp.tables.records import Check, Relation, Table, Verdict
from nlp.tables.sums import printed, relations, solutions
from nlp.tables.values import fits

_SCALES = ((3, "thousand"), (6, "million"), (9, "billion"))

Found = tuple[Amount, Sequence[Place]]


class Sums:
    """The sums of tables, worked out when they are first asked for."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Relation, ...]] = {}

    def of(self, table: Table) -> tuple[Relation, ...]:
        if id(table) not in self._known:
            self._known[id(table)] = relations(table)
        return self._known[id(table)]

    def proved(self, place: Place) -> dict[Decimal, str]:
        """The numbers that sums say of a cell and its printing allows, each with its sum."""
        numbers: dict[Decimal, str] = {}
        for number, arithmetic in solutions(place.table, self.of(place.table), place.row, place.column):
            if fits(place.cell, number):
                numbers.setdefault(number, arithmetic)
        return numbers


def made(
    amount: Amount,
    places: Sequence[Place],
    verdict: Verdict,
    arithmetic: str | None = None,
    proposed: Decimal | None = None,
    reason: str | None = None,
) -> Check:
    """A check of an amount."""
    return Check(amount.metric, amount.period, amount.prose, quotes(places), verdict, arithmetic, proposed, reason)


def damaged(amount: Amount, place: Place, sums: Sums) -> Check | None:
    """The cell cannot be trusted: its column's sums may prove what it was. None where the row may be another's."""
    proved = sums.proved(place)
    printing = f"the cell {place.cell.text!r} {place.cell.damage}"
    number, arithmetic = next(iter(proved.items()), (Decimal(0), None))
    value = abs(number * place.unit)
    if len(proved) == 1 and rounds_to(amount, value, place.unit):
        return made(amount, [place], "repair", arithmetic, value, printing)
    if not place.exact or amount.qualified:
        return None
    if len(proved) > 1:
        return made(amount, [place], "unchecked", reason=f"{printing}; ambiguous: {'; '.join(proved.values())}")
    if proved:
        reason = f"{printing}; what the sum proves and the sentence differ by {_plain(abs(value - amount.prose.value))}"
        return made(amount, [place], "mismatch", arithmetic, value, reason)
    likely = place.value
    if likely is not None and rounds_to(amount, likely, place.last_digit):
        words = f"it may read {printed(place.cell.number or Decimal(0))} as the sentence has it"
        return made(amount, [place], "unchecked", reason=f"{printing}; {words}, but no sum of its column proves it")
    return made(amount, [place], "unchecked", reason=f"{printing}, and no sum of its column proves what it was")


def other_sign(amount: Amount, place: Place, sums: Sums) -> Check | None:
    """A loss in the sentence and a profit in the table, or the other way round: a bracket may be lost."""
    value, number = place.value, place.cell.number
    if value is None or number is None or not place.cell.sure or amount.qualified:
        return None
    if not rounds_to(amount, value, place.last_digit):
        return None
    proved = sums.proved(place)
    if set(proved) == {-number}:
        lost = f"the cell {place.cell.text!r} has lost its bracket"
        return made(amount, [place], "repair", proved[-number], abs(value), lost)
    return made(amount, [place], "mismatch", reason="the table's sign says the opposite of the sentence")


def without_scale(amount: Amount, places: Sequence[Place]) -> Check | None:
    """A small number without a scale word that one scale makes agree with the table, None where it is no such."""
    for place in places if amount.naked else ():
        value = place.value
        fitting = [
            (power, word)
            for power, word in _SCALES
            if value is not None and rounds_to(_times(amount, power), value, place.last_digit)
        ]
        if len(fitting) == 1:
            power, word = fitting[0]
            scale = place.unit.adjusted()
            counted = next((f" {name}" for size, name in _SCALES if size == scale), "")
            told = f"{amount.prose.quote} {amount.following}".strip()
            cell = printed(abs(place.cell.number or Decimal(0)))
            arithmetic = f"{cell}{counted} in the table: '{told}' reads {amount.prose.quote} {word}"
            proposed = amount.prose.value.scaleb(power)
            return made(amount, [place], "repair", arithmetic, proposed, "the sentence has no scale word")
    return None


def _times(amount: Amount, power: int) -> Amount:
    prose = replace(amount.prose, value=amount.prose.value.scaleb(power))
    return replace(amount, prose=prose, step=amount.step.scaleb(power))


def contradicted(amount: Amount, places: Sequence[Place], sums: Sums, found: Sequence[Found]) -> Check | None:
    """Every cell says otherwise: a cell that has lost digits, swapped columns, or a true contradiction. None where no
    cell is sure enough to contradict.
    """
    exact = [place for place in places if place.exact and (amount.metric != "cash" or is_whole(amount, place))]
    if not exact or amount.qualified:
        return None
    for place in exact:
        proved = sums.proved(place)
        if len(proved) == 1 and place.cell.number not in proved:
            ((number, arithmetic),) = proved.items()
            if rounds_to(amount, number * place.unit, place.unit):
                lost = f"the cell {place.cell.text!r} does not fit its column's sum"
                return made(amount, [place], "repair", arithmetic, abs(number * place.unit), lost)
    place = min(exact, key=lambda one: _off(amount, one))
    off = f"they differ by {_plain(_off(amount, place))}"
    elsewhere = _elsewhere(amount, exact)
    if elsewhere is None:
        proof = sums.proved(place).get(place.cell.number or Decimal(0))
        return made(amount, [place], "mismatch", proof, None, off)
    stands = f"the amount stands under {elsewhere.header}"
    if _is_crossed(amount, found):
        return made(amount, [place, elsewhere], "mismatch", reason=f"{off}; {stands}: the columns seem to be swapped")
    return made(amount, [place, elsewhere], "unchecked", reason=f"{stands}: the sentence's period may be read wrongly")


def _off(amount: Amount, place: Place) -> Decimal:
    return abs(abs(place.value or Decimal(0)) - amount.prose.value)


def _elsewhere(amount: Amount, exact: Sequence[Place]) -> Place | None:
    """The cell of the same row under another period that has the amount."""
    for place in exact:
        for column, cell in enumerate(place.table.rows[place.row].cells):
            if column != place.column and cell is not None and not cell.nil:
                other = replace(place, column=column, cell=cell)
                if agree(amount, other):
                    return other
    return None


def _is_crossed(amount: Amount, found: Sequence[Found]) -> bool:
    """Whether value and prior value of one event stand under each other's period."""
    for partner, places in found:
        if partner.event == amount.event and partner.prose.slot != amount.prose.slot:
            other = _elsewhere(partner, [place for place in places if place.exact])
            return other is not None and _is_under(other, amount.period)
    return False


def _is_under(place: Place, period: Interval) -> bool:
    column = place.table.columns[place.column].period
    return column is not None and same_period(column, period)


def _plain(value: Decimal) -> str:
    """An amount in units of the currency, without exponent and trailing zeros."""
    whole = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{whole:,f}"
