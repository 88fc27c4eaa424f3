"""events.csv: one event a row, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from nlp.export.batch import Batch
from nlp.export.columns import Value, columns, rows

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # four are full-width


def parts(batch: Batch) -> Iterator[bytes]:
    """Rows as UTF-8, ended by a line feed; lists are joined by semicolons."""
    yield _line([column.name for column in columns(batch.types)])
    for row in rows(batch.events, batch.types):
        yield _line([cell(value) for value in row])


def cell(value: Value) -> str:
    """A value as a cell. Text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode("utf-8")
