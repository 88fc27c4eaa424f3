"""Verb `kb import-vocabulary`: public lists of names into a registry of one's own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.tables import print_table
from nlp.cli.terminal import say

if TYPE_CHECKING:
    from nlp.kb.vocabulary import Conflict


def import_vocabulary_command(
    files: Annotated[
        list[Path],
        typer.Argument(help="DrugBank's vocabulary (CSV), the SEC's company_tickers.json.", metavar="FILE"),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of patterns to write.", metavar="FOLDER")],
    patterns: Annotated[
        Path | None,
        typer.Option(
            "--registry", help="Folder of patterns to extend. [default: -o, or the built-in ones]", metavar="FOLDER"
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Make a folder of patterns whose registry knows more names; report what contradicts ours, and load none of that.

    Use the folder with `extract-events run --patterns FOLDER`. All conflicts are in FOLDER/import-conflicts.json.

    Example: extract-events kb import-vocabulary drugbank_vocabulary.csv company_tickers.json -o my_patterns
    """
    from nlp.kb.vocabulary import CONFLICTS, import_into

    found = import_into(files, out, patterns)
    if quiet:
        return
    _print_conflicts(found.conflicts)
    say(
        f"{len(found.added)} entries added, {len(found.extended)} extended; {len(found.conflicts)} conflicts not "
        f"loaded, all in {out / CONFLICTS}; {found.unused} rows without a name that a release would use"
    )


def _print_conflicts(conflicts: tuple[Conflict, ...]) -> None:
    """What speaks against an entry of ours, and how many others there are."""
    print_table(
        [("entry", 12), ("left out", 40), ("registry", 30), ("reason", None)],
        (
            (item.entry, ", ".join(item.names), item.entity or "", item.reason)
            for item in conflicts
            if item.whole and item.entity
        ),
    )
    others = Counter(item.file for item in conflicts if not (item.whole and item.entity))
    for file, count in sorted(others.items()):
        say(f"{file}: {count} more names or entries left out")
