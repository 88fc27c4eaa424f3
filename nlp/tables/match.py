"""Cells that report what a sentence tells, and whether the two numbers agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlp.records import Interval
from nlp.tables.labels import PER_SHARE, Meaning, meaning, metric_of, metrics_of, plain
from nlp.tables.periods import same_period
from nlp.tables.prose import Amount
from nlp.tables.records import Cell, Quote, Table

_OPPOSITE = {
    "net_loss": "net_income",
    "net_income": "net_loss",
    "loss_per_share": "earnings_per_share",
    "earnings_per_share": "loss_per_share",
    "operating_loss": "operating_profit",
    "operating_profit": "operating_loss",
}
_LEAST_NAME = 4  # letters of a product's name
_SIGNIFICANT = 10  # an amount told to a tenth of it or finer has two digits


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that may report an amount. `exact`: its row and column leave no doubt, so it can contradict.

    `opposite`: the table's sign says a profit where the sentence tells a loss, or the other way round.
    """

    table: Table
    row: int
    column: int
    cell: Cell
    unit: Decimal
    exact: bool
    opposite: bool = False

    @property
    def value(self) -> Decimal | None:
        """In units of the currency with its sign, None where the cell cannot be read."""
        return None if self.cell.number is None else self.cell.number * self.unit

    @property
    def last_digit(self) -> Decimal:
        """The last digit that the cell prints, in units of the currency."""
        exponent = self.cell.number.as_tuple().exponent if self.cell.number is not None else 0
        return self.unit.scaleb(exponent) if isinstance(exponent, int) else self.unit

    @property
    def header(self) -> str:
        return self.table.columns[self.column].header

    @property
    def label(self) -> str:
        return self.table.rows[self.row].label


class Index:
    """The rows of a table by the metrics that they may report. `scale` stands for the table's own if that is None."""

    def __init__(self, table: Table, scale: int | None = None) -> None:
        self.table = table
        self.scale = table.scale if table.scale is not None else scale
        self._by_metric: dict[str, list[tuple[int, Meaning]]] = {}
        self._named: list[tuple[int, str]] = []
        self._unread: set[str] = set()  # metrics of rows whose numbers nobody can give to the columns
        self._columns: dict[Interval, list[int]] = {}
        for row, line in enumerate(table.rows):
            known = meaning(line.label, line.above)
            if known is not None and line.cells:
                for metric in metrics_of(known):
                    self._by_metric.setdefault(metric, []).append((row, known))
            elif known is not None:
                self._unread.update(metrics_of(known))
            elif line.cells and (name := plain(line.label)).isalpha() and len(name) >= _LEAST_NAME:
                self._named.append((row, name))

    def places(self, amount: Amount) -> Iterator[Place]:
        """The cells of the amount's metric and period, in reading order."""
        table = self.table
        currency = amount.prose.unit.partition("/")[0]
        if table.currencies and currency not in table.currencies:
            return
        columns = self._of(amount.period)
        if not columns:
            return
        clear = not table.side and len(columns) == 1 and len(table.currencies) < 2 and amount.metric not in self._unread
        for row, known in self._by_metric.get(amount.metric, ()):
            for column in columns:
                cell = table.rows[row].cells[column]
                if cell is None or cell.nil:
                    continue
                opposite = amount.metric not in metric_of(known, cell.number)
                if not opposite or known.loss is None and amount.metric in _OPPOSITE:
                    yield self.place(row, column, known, exact=clear and known.exact, opposite=opposite)
        if amount.metric == "product_sales" or amount.metric.endswith("_revenue"):
            for row, name in self._named:
                if re.search(rf"\b{name}\b", amount.around):
                    yield from (
                        self.place(row, column, None, exact=False)
                        for column in columns
                        if (cell := table.rows[row].cells[column]) is not None and not cell.nil
                    )

    def _of(self, period: Interval) -> list[int]:
        """The columns of a period."""
        if period not in self._columns:
            headers = enumerate(self.table.columns)
            self._columns[period] = [i for i, c in headers if c.period and same_period(c.period, period)]
        return self._columns[period]

    def metric(self, row: int) -> str | None:
        """What a row reports, None where its words are not known."""
        return next((metric for metric, rows in self._by_metric.items() if row in dict(rows)), None)

    def place(self, row: int, column: int, known: Meaning | None, *, exact: bool, opposite: bool = False) -> Place:
        """A cell of the table as a place."""
        cell = self.table.rows[row].cells[column]
        if cell is None:
            raise ValueError(f"found no cell at row {row}, column {column}, expected a number's place")
        share = known is not None and (known.metric == "share" or known.metric in PER_SHARE)
        unit = Decimal(1) if share else Decimal(1).scaleb(self.scale or 0)
        return Place(self.table, row, column, cell, unit, exact, opposite)


def agree(amount: Amount, place: Place) -> bool:
    """Whether a cell was read without doubt, has the right sign, and is the amount as the words round it."""
    value = place.value
    if value is None or not place.cell.sure or place.opposite:
        return False
    if not place.exact and amount.step * _SIGNIFICANT > amount.prose.value:
        return False  # one digit and an uncertain row prove nothing
    return rounds_to(amount, value, place.last_digit)


def rounds_to(amount: Amount, value: Decimal, unit: Decimal) -> bool:
    """Whether a number, rounded or cut as the words are, is the amount; `unit` is the number's own last digit."""
    told, found = amount.prose.value, abs(value)
    off = abs(found - told)
    if off * 2 <= max(amount.step, unit):
        return True
    told_finely = amount.step * _SIGNIFICANT <= told
    return told_finely and (off < amount.step if amount.loose else told <= found < told + amount.step)


def quote(place: Place) -> Quote:
    """The cell as evidence."""
    cell = place.cell
    return Quote(cell.text, cell.start, cell.end, place.label, place.header, place.value)


def quotes(places: Sequence[Place]) -> tuple[Quote, ...]:
    return tuple(quote(place) for place in places)
