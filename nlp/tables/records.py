"""Frozen values of the room that reads financial tables. Offsets are characters of the document's text, end exclusive.

Nothing here knows spaCy. Amounts are Decimal; an amount "as printed" counts in the table's own unit (22,002 of a table
in thousands), with the sign that brackets or a minus give it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.records import Interval

Verdict = Literal["agrees", "mismatch", "repair", "unchecked"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a table as printed; `text[start:end]` of the document holds all of it, a split number's gap too.

    `number` is None where it cannot be read at all. `damage` says in words what is wrong with the printing; a number
    beside it is the likely reading, which nothing has proved. `nil` is a dash or an empty currency sign. `column` is
    the place in the line (the pipe's number, or the character where the number ends), by which short rows are set.
    """

    start: int
    end: int
    text: str
    number: Decimal | None
    damage: str | None = None
    nil: bool = False
    column: int = 0

    @property
    def sure(self) -> bool:
        """Whether the number was read without doubt."""
        return self.number is not None and self.damage is None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. `label` is its words, joined where they were wrapped ("" for a subtotal without words).

    `above` are the headings over it within its block, nearest first; `heading` counts them, so that rows with the same
    number stand under the same heading. `cells` has one entry a column, None where the line has no number there; it is
    () where nobody can tell which number stands in which column. `doubtful`: signs that are no numbers stand among the
    numbers, or one of them is damaged.
    """

    label: str
    start: int
    end: int
    above: tuple[str, ...]
    heading: int
    cells: tuple[Cell | None, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header in words and the days that it stands for (one day for a balance), None where none are told."""

    header: str
    period: Interval | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one header. `scale` is the power of ten of its unit (3: thousands), None where nothing says it.

    `currencies` are the ISO codes that the table shows; a `$` is the document's own dollar. `side`: the table is no
    statement but a reconciliation, a breakdown, a guidance; its numbers can confirm and never contradict.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    scale: int | None
    currencies: frozenset[str]
    side: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """`total` is the sum of the `parts`, each with its sign; all are places of rows in one table.

    `holds` are the columns in which this is so, `fails` those in which it is not though every number was read.
    `assumed`: no column shows it, only the total's name and the headings.
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    holds: frozenset[int]
    fails: frozenset[int]
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """An amount that a sentence tells: the event's slot (`value` or `prior_value`), its number and unit as the event
    has them, and where the words stand.
    """

    slot: str
    value: Decimal
    unit: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A cell as evidence. `value` is in units of the currency, None where the cell cannot be read."""

    text: str
    start: int
    end: int
    row: str
    column: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison. `prose` is None for a sum inside a table, `metric` too where the row's meaning is unknown.

    `cells` are what the amount was compared with: one, or the lines whose sum it is. `arithmetic` is the sum that
    proves or refutes, in words; `proposed` is the repaired amount in units of the currency, None where nothing is
    proposed; `reason` says why it is a mismatch or unchecked. Nothing is ever changed by a check.
    """

    metric: str | None
    period: Interval
    prose: Prose | None
    cells: tuple[Quote, ...]
    verdict: Verdict
    arithmetic: str | None = None
    proposed: Decimal | None = None
    reason: str | None = None
