"""Cells that report what a sentence tells, and whether the two numbers agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nlp.records import Interval
from nlp.tables.labels import PER_SHARE, meaning, metric_of, plain
from nlp.tables.prose import Amount
from nlp.tables.records import Cell, Quote, Table

_DAYS = 6  # days by which two ends of one period may differ: weeks against months
_SECURITIES = re.compile(r"\b(?:securities|investments?|deposits|treasur\w+|financial assets)\b")
_RESTRICTED = re.compile(r"\brestricted\b")
_OPPOSITE = {
    "net_loss": "net_income",
    "net_income": "net_loss",
    "loss_per_share": "earnings_per_share",
    "earnings_per_share": "loss_per_share",
    "operating_loss": "operating_profit",
    "operating_profit": "operating_loss",
}
_MOST_LINES = 5  # lines of cash and securities that may be added up
_LEAST_NAME = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that may report an amount. `exact`: its row and column leave no doubt, so it can contradict.

    `opposite`: the table's sign says a profit where the sentence tells a loss, or the other way round.
    """

    table: Table
    row: int
    column: int
    exact: bool
    opposite: bool = False

    @property
    def cell(self) -> Cell:
        cell = self.table.rows[self.row].cells[self.column]
        if cell is None:
            raise ValueError(f"found no cell at row {self.row}, column {self.column}, expected a number's place")
        return cell

    @property
    def unit(self) -> Decimal:
        """What one of the table's numbers counts, in units of the currency."""
        known = meaning(self.table.rows[self.row].label, self.table.rows[self.row].above)
        if known is not None and (known.metric == "share" or known.metric in PER_SHARE):
            return Decimal(1)
        return Decimal(1).scaleb(self.table.scale or 0)

    @property
    def value(self) -> Decimal | None:
        """In units of the currency with its sign, None where the cell cannot be read."""
        return None if self.cell.number is None else self.cell.number * self.unit


def same_period(one: Interval, other: Interval) -> bool:
    """Whether two periods are one, weeks and months counted alike; a day is no period."""
    if (one.earliest == one.latest) != (other.earliest == other.latest):
        return False
    return all(
        abs((a - b).days) <= _DAYS for a, b in ((one.earliest, other.earliest), (one.latest, other.latest))
    )


def places(amount: Amount, tables: Sequence[Table]) -> Iterator[Place]:
    """The cells of the amount's metric and period, in reading order."""
    currency = amount.prose.unit.partition("/")[0]
    for table in tables:
        if table.currencies and currency not in table.currencies:
            continue
        columns = [i for i, c in enumerate(table.columns) if c.period and same_period(c.period, amount.period)]
        for row, line in enumerate(table.rows):
            known = meaning(line.label, line.above)
            named = known is None and _is_named(line.label, amount)
            if known is None and not named:
                continue
            for column in columns:
                cell = line.cells[column]
                if cell is None or cell.nil:
                    continue
                metrics = metric_of(known, cell.number) if known else (amount.metric,)
                exact = bool(known and known.exact and not table.side and len(columns) == 1 and len(table.currencies) < 2)
                if amount.metric in metrics:
                    yield Place(table, row, column, exact)
                elif known and known.loss is None and _OPPOSITE.get(amount.metric) in metrics:
                    yield Place(table, row, column, exact, True)


def _is_named(label: str, amount: Amount) -> bool:
    """Whether a row bears the name of a product whose sales the sentence tells."""
    if amount.metric != "product_sales" and not amount.metric.endswith("_revenue"):
        return False
    words = plain(label)
    return len(words) >= _LEAST_NAME and words.isalpha() and re.search(rf"\b{words}\b", amount.around) is not None


def agrees(amount: Amount, place_value: Decimal, unit: Decimal) -> bool:
    """Whether a cell's number, rounded or cut as the words are, is the amount; `unit` is the cell's own last digit."""
    told, found = amount.prose.value, abs(place_value)
    off = abs(found - told)
    if off * 2 <= max(amount.step, unit):
        return True
    if amount.loose and off < amount.step:
        return True
    return told <= found < told + amount.step


def last_digit(place: Place) -> Decimal:
    """The last digit that a cell prints, in units of the currency."""
    exponent = place.cell.number.as_tuple().exponent if place.cell.number is not None else 0
    return place.unit.scaleb(exponent) if isinstance(exponent, int) else place.unit


def cash_sum(amount: Amount, found: Sequence[Place]) -> tuple[Place, ...]:
    """The lines of cash and securities in one balance whose sum the sentence tells, () where there are none."""
    if not _SECURITIES.search(amount.around):
        return ()
    by_column: dict[tuple[int, int], list[Place]] = {}
    for place in found:
        restricted = _RESTRICTED.search(place.table.rows[place.row].label.lower())
        if place.cell.sure and (not restricted or _RESTRICTED.search(amount.around)):
            by_column.setdefault((id(place.table), place.column), []).append(place)
    for lines in by_column.values():
        first, others = lines[0], lines[1 : _MOST_LINES + 1]
        if not plain(first.table.rows[first.row].label).startswith(("cash", "total cash")):
            continue
        for count in range(1, len(others) + 1):
            for chosen in combinations(others, count):
                total = sum((p.value for p in (first, *chosen) if p.value is not None), Decimal(0))
                if agrees(amount, total, last_digit(first)):
                    return (first, *chosen)
    return ()


def is_whole_cash(amount: Amount, place: Place) -> bool:
    """Whether a row holds all that the sentence's "cash" holds: with securities if the sentence names them."""
    label = plain(place.table.rows[place.row].label)
    if not label.startswith(("cash", "total cash")):
        return False
    together = "cash equivalents" in amount.around or _SECURITIES.search(amount.around)
    return bool(together) and bool(_SECURITIES.search(amount.around)) == bool(_SECURITIES.search(label))


def quote(place: Place) -> Quote:
    """The cell as evidence."""
    row, cell = place.table.rows[place.row], place.cell
    header = place.table.columns[place.column].header
    return Quote(cell.text, cell.start, cell.end, row.label, header, place.value)
