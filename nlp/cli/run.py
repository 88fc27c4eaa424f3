"""Verb `run`: documents in, events out."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.terminal import complain, is_terminal

if TYPE_CHECKING:
    from nlp.cli.progress import Log
    from nlp.engine import Limits, Summary

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
    model: Annotated[
        str,
        typer.Option(help="Trained names beside the rules: none, small, or a folder of train's.", metavar="MODEL"),
    ] = "none",
    max_bytes: Annotated[int | None, typer.Option(min=1, help="Largest document to read. [default: 20000000]")] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes to use; the output is the same for any number. [default: the processors]"),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0, help="Seconds for one document; 0 is no limit. [default: 120]", metavar="SECONDS"),
    ] = None,
    max_memory: Annotated[
        int | None,
        typer.Option(
            min=0, help="Megabytes for one process beside the rules; 0 is no limit. [default: 4000]", metavar="MB"
        ),
    ] = None,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Tell on standard error how it goes, one JSON object a line.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read documents; write events.jsonl and documents.jsonl.

    A run that was cut short goes on where it was when the same command is given again.

    Exit status: 0 all done; 1 done, but some documents could not be read; 2 wrong use, or nothing could be written.

    Example: extract-events corpus/ -o out --format html --format csv
    """
    from nlp.cli.progress import Bar, Log, Quiet
    from nlp.engine import extract
    from nlp.trained import folder_of

    bounds = {"timeout": timeout, "max_memory": max_memory}
    limits = _limits({name: value for name, value in bounds.items() if value is not None})
    watch = Log() if log_json else Bar() if is_terminal(sys.stderr) and not quiet else Quiet()
    names = [form.value for form in formats or ()]
    stdin = sys.stdin.buffer if sys.stdin is not None else None
    try:
        summary = extract(
            paths, out, formats=names, patterns=patterns, model=folder_of(model), max_bytes=max_bytes, jobs=jobs,
            limits=limits, stdin=stdin, watch=watch,
        )  # fmt: skip
    finally:
        watch.close()
    if isinstance(watch, Log):
        _log_end(watch, summary)
    elif not summary.documents:
        complain(f"found no documents in {' '.join(paths)}, expected files to read")
    if not quiet:
        _conclude(summary, out, log_json=log_json)
    raise typer.Exit(FAILED if summary.failed else 0)


def _limits(given: dict[str, Any]) -> Limits:
    from nlp.engine import Limits

    return Limits(**given)


def _log_end(log: Log, summary: Summary) -> None:
    log.tell(
        "end",
        documents=summary.documents,
        events=summary.count,
        kept=summary.kept,
        slowest=[{"doc_id": doc_id, "took": round(took, 3)} for doc_id, took in summary.slowest],
        failed=[{"doc_id": doc_id, "error": error} for doc_id, error in summary.failed],
    )


def _conclude(summary: Summary, out: Path, *, log_json: bool) -> None:
    """What a person at a terminal wants to see of a run: the events, where they are, and what was slow or failed."""
    if is_terminal(sys.stdout):
        from nlp.cli.table import print_events

        print_events(summary.events, out)
    if is_terminal(sys.stderr) and not log_json:
        from nlp.cli.progress import tell_end

        tell_end(summary, out)
