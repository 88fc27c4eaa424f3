"""Events as a table for people. `python -m nlp.cli.table OUT` prints those of a folder that a run has written."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.cli.terminal import tame
from nlp.export.words import told

MOST = 40
_WIDTH = 120


def print_events(events: Sequence[Mapping[str, Any]], out: Path | str) -> None:
    """Print the first `MOST` events to standard output; `out` is where the others are."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for name, style in (("document", "dim"), ("event", "cyan"), ("realis", ""), ("what", "")):
        table.add_column(
            name, style=style, overflow="ellipsis", no_wrap=name != "what", max_width=24 if name != "what" else None
        )
    for event in events[:MOST]:
        what = "; ".join(f"{slot} {value}" for slot, value in told(event))
        table.add_row(*(Text(tame(cell)) for cell in (event["doc_id"], event["type"], event["realis"], what)))
    console.print(table)
    if len(events) > MOST:
        console.print(Text(f"... and {len(events) - MOST} more in {out}/events.jsonl"))


if __name__ == "__main__":
    import orjson

    folder = Path(sys.argv[1])
    lines = (folder / "events.jsonl").read_bytes().splitlines()
    print_events([orjson.loads(line) for line in lines], folder)
