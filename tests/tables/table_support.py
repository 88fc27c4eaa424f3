"""Invented releases with tables: a sentence or more, then the table, and the events that the sentences tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.normalize.money import find_money
from nlp.records import Section
from nlp.tables import check, read_tables
from nlp.tables.records import Check, Row, Table

Q3 = ("2011-07-01", "2011-09-30")
Q3_BEFORE = ("2010-07-01", "2010-09-30")


@dataclass(frozen=True)
class Release:
    """`prose` and `table` as one document."""

    prose: str
    table: str

    @property
    def text(self) -> str:
        return f"{self.prose}\n\n{self.table}"

    @property
    def sections(self) -> list[Section]:
        return [Section("table", len(self.prose) + 2, len(self.text))]

    def tables(self) -> tuple[Table, ...]:
        return read_tables(self.text, self.sections)

    def checks(self, *results: dict[str, Any]) -> tuple[Check, ...]:
        return check(results, self.tables(), self.text, find_money(self.text))

    def told(
        self,
        metric: str,
        value: float,
        period: tuple[str, str] = Q3,
        prior: float | None = None,
        prior_period: tuple[str, str] = Q3_BEFORE,
        unit: str = "USD",
    ) -> dict[str, Any]:
        """An event as events.jsonl has it, told by all of the prose."""
        return {
            "type": "financial_result",
            "metric": metric,
            "value": value,
            "unit": unit,
            "period": {"earliest": period[0], "latest": period[1], "text": None},
            "prior_value": prior,
            "prior_period": {"earliest": prior_period[0], "latest": prior_period[1], "text": None},
            "mentions": [{"start": 0, "end": len(self.prose), "text": self.prose}],
        }


def table_of(text: str) -> Table:
    """The only table of a text that is all table."""
    (found,) = read_tables(text, [Section("table", 0, len(text))])
    return found


def numbers(rows: Sequence[Row]) -> list[tuple[str, list[str | None]]]:
    """Labels with their numbers as printed; a damaged cell as `!` and its text, a row that nobody could place as []."""
    return [(row.label, [_number(cell) for cell in row.cells]) for row in rows]


def _number(cell: Any) -> str | None:
    if cell is None:
        return None
    return str(cell.number) if cell.sure else f"!{cell.text}"


def headers(table: Table) -> list[str]:
    return [column.header for column in table.columns]
