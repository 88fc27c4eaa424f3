"""Tables and lines of JSON on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from nlp.cli.terminal import tame

_WIDTH = 140


def print_table(columns: Sequence[tuple[str, int | None]], rows: Iterable[Sequence[str]], title: str = "") -> None:
    """Print rows under headings. A column is a name and the most characters that it may take (None: what is left,
    folded onto further lines).
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    heading = Text(tame(title)) if title else None
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), title=heading, title_justify="left")
    for name, most in columns:
        table.add_column(name, max_width=most, no_wrap=most is not None, overflow="ellipsis" if most else "fold")
    for row in rows:
        table.add_row(*(Text(tame(cell)) for cell in row))
    console.print(table)


def print_json(items: Iterable[Any]) -> None:
    """Print one JSON object a line; days are ISO, exact numbers are numbers."""
    import orjson

    for item in items:
        sys.stdout.write(orjson.dumps(item, default=_plain).decode() + "\n")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"cannot write {type(value).__name__} as JSON")
