"""Verb `run`: documents in, events out."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.terminal import complain, counting, is_terminal, say

if TYPE_CHECKING:
    from nlp.engine import Outcome, Summary

FAILED = 1


class Format(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """The files that a run writes when asked."""

    csv = "csv"
    parquet = "parquet"
    html = "html"
    spacy = "spacy"


def run_command(
    paths: Annotated[list[str], typer.Argument(help="Files and folders to read; - is standard input.", metavar="PATH")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.")] = Path("out"),
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", help="Write csv, parquet, html or spacy as well; may be repeated.", metavar="FORMAT"),
    ] = None,
    patterns: Annotated[
        Path | None, typer.Option(help="Folder of patterns to use instead of the built-in ones.")
    ] = None,
    max_bytes: Annotated[int | None, typer.Option(min=1, help="Largest document to read. [default: 20000000]")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes to use; the output is the same for any number. [default: the processors]"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read documents; write events.jsonl and documents.jsonl.

    Exit status: 0 all done; 1 done, but some documents could not be read; 2 wrong use.

    Example: extract-events corpus/ -o out --format html --format csv
    """
    from nlp.engine import extract

    stdin = sys.stdin.buffer if sys.stdin is not None else None
    with counting("documents", show=is_terminal(sys.stderr) and not quiet) as count:

        def watch(outcome: Outcome) -> None:
            count()
            if outcome.error:
                complain(f"{outcome.doc_id}: {outcome.error}")

        names = [form.value for form in formats or ()]
        summary = extract(
            paths, out, formats=names, patterns=patterns, max_bytes=max_bytes, jobs=jobs, stdin=stdin, watch=watch
        )
    if not summary.documents:
        complain(f"found no documents in {' '.join(paths)}, expected files to read")
    if not quiet:
        _conclude(summary, out)
    raise typer.Exit(FAILED if summary.failed else 0)


def _conclude(summary: Summary, out: Path) -> None:
    """What a person at a terminal wants to see of a run: the events, and where they are."""
    if is_terminal(sys.stdout):
        from nlp.cli.table import print_events

        print_events(summary.events, out)
    if is_terminal(sys.stderr):
        read = summary.documents - len(summary.failed)
        unread = f", {len(summary.failed)} could not be read" if summary.failed else ""
        say(f"{len(summary.events)} events of {read} documents in {out}/{unread}")
