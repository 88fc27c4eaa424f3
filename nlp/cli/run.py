"""Verb `run`: documents in, events out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from nlp.cli import run_options as options
from nlp.cli.run_options import EngineName, Format, Request
from nlp.cli.terminal import complain, is_terminal
from nlp.trained import DEFAULT

if TYPE_CHECKING:
    from nlp.cli.progress import Log
    from nlp.cli.progress import Quiet as Teller
    from nlp.engine import Summary

__all__ = ["EngineName", "Format", "run_command"]

FAILED = 1


def run_command(
    paths: options.Paths,
    out: options.Out = "out",
    formats: options.Formats = None,
    patterns: options.Patterns = None,
    model: options.Model = DEFAULT,
    max_bytes: options.MaxBytes = None,
    jobs: options.Jobs = None,
    timeout: options.Timeout = None,
    max_memory: options.MaxMemory = None,
    engine: options.Engines = EngineName.local,
    address: options.Address = None,
    log_json: options.LogJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Read documents; write events.jsonl and documents.jsonl.

    A run that was cut short goes on where it was when the same command is given again.

    Exit status: 0 all done; 1 done, but some documents could not be read; 2 wrong use, or nothing could be written.

    Example: extract-events corpus/ -o out --format html --format csv
    """
    names = [form.value for form in formats or ()]
    bounds = {"timeout": timeout, "max_memory": max_memory}
    request = Request(paths, out, names, patterns, max_bytes, jobs, engine.value, address, bounds, model)
    summary = _run(request, log_json=log_json, quiet=quiet)
    raise typer.Exit(FAILED if summary.failed else 0)


def _run(request: Request, *, log_json: bool, quiet: bool) -> Summary:
    """Do it, and tell what came of it."""
    from nlp.cli.progress import Log

    watch = _teller(log_json=log_json, quiet=quiet)
    try:
        summary = _extract(request, watch)
    finally:
        watch.close()
    if isinstance(watch, Log):
        _log_end(watch, summary)
    elif not summary.documents:
        complain(f"found no documents in {' '.join(request.paths)}, expected files to read")
    if not quiet:
        _conclude(summary, log_json=log_json)
    return summary


def _teller(*, log_json: bool, quiet: bool) -> Teller:
    from nlp.cli.progress import Bar, Log, Quiet

    if log_json:
        return Log()
    return Bar() if is_terminal(sys.stderr) and not quiet else Quiet()


def _extract(request: Request, watch: Teller) -> Summary:
    from nlp.engine import extract
    from nlp.trained import folder_of

    return extract(
        request.paths,
        request.out,
        formats=request.formats,
        patterns=request.patterns,
        model=folder_of(request.model),
        max_bytes=request.max_bytes,
        jobs=request.jobs,
        limits=request.limits(),
        stdin=sys.stdin.buffer if sys.stdin is not None else None,
        watch=watch,
        engine=request.engine,
        address=request.address,
    )


def _log_end(log: Log, summary: Summary) -> None:
    log.tell(
        "end",
        documents=summary.documents,
        events=summary.count,
        kept=summary.kept,
        slowest=[{"doc_id": doc_id, "took": round(took, 3)} for doc_id, took in summary.slowest],
        failed=[{"doc_id": doc_id, "error": error} for doc_id, error in summary.failed],
    )


def _conclude(summary: Summary, *, log_json: bool) -> None:
    """What a person at a terminal wants to see of a run: the events, where they are, and what was slow or failed."""
    if is_terminal(sys.stdout):
        from nlp.cli.table import print_events

        print_events(summary.events, summary.out)
    if is_terminal(sys.stderr) and not log_json:
        from nlp.cli.progress import tell_end

        tell_end(summary, summary.out)
