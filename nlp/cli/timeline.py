"""Verb `timeline`: what happened when, and what is expected, in lanes."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.tables import print_table
from nlp.cli.terminal import is_terminal, say, tame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nlp.kb.records import Knowledge
    from nlp.timeline.model import Event, Row, Timeline

_DAYS = ["%Y-%m-%d"]


class View(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """Whose lanes are shown."""

    compound = "compound"
    partner = "partner"
    company = "company"


class Form(str, Enum):  # noqa: UP042
    """How a timeline is shown."""

    table = "table"
    csv = "csv"
    ics = "ics"
    html = "html"
    svg = "svg"
    png = "png"


def timeline_command(
    outs: Annotated[list[Path] | None, typer.Argument(help="Folders that runs have written.", metavar="OUT")] = None,
    db: Annotated[
        str | None, typer.Option("--db", help="Read the knowledge base at this SQLite file or URL.", metavar="URL")
    ] = None,
    by: Annotated[View, typer.Option(help="Whose lanes.")] = View.compound,
    only: Annotated[
        str | None, typer.Option("--only", help="Only what is about this compound or company.", metavar="NAME")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=_DAYS, help="What was known on this day.", metavar="DAY")
    ] = None,
    first: Annotated[
        datetime | None, typer.Option("--from", formats=_DAYS, help="Nothing before this day.", metavar="DAY")
    ] = None,
    last: Annotated[
        datetime | None, typer.Option("--to", formats=_DAYS, help="Nothing after this day.", metavar="DAY")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write files into.", metavar="FOLDER")
    ] = None,
    forms: Annotated[
        list[Form] | None,
        typer.Option("--format", help="May be repeated. [default: table; with -o csv, html and svg]"),
    ] = None,
    patterns: Annotated[
        Path | None,
        typer.Option(help="Folder of patterns with the registry to use instead of the built-in one.", metavar="FOLDER"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and tables.")] = False,
) -> None:
    """Show what happened when and what is expected: trials, data, agencies, deals, payments, guidance.

    Days are those of the things, not of the releases; a thing with an uncertain day has all days on which it may lie.
    With --from or --to, a thing without a day counts by the days on which it was said.

    \b
    Example: extract-events timeline out --only IMGN901 -o pictures
    """
    from nlp.errors import UsageError
    from nlp.timeline import USUAL, prepare, write
    from nlp.timeline.source import knowledge_of

    wanted = [form.value for form in forms or ()] or (list(USUAL) if out else ["table"])
    files = [form for form in wanted if form != "table"]
    if files and out is None:
        raise UsageError(f"--format {files[0]} is a file: expected -o FOLDER to write it into")
    if out is not None and files:
        prepare(out, files)
    knowledge = knowledge_of(outs or [], db, _day(as_of), patterns)
    views = _views(knowledge, by, only, _day(first), _day(last))
    if "table" in wanted:
        _print(views[0])
    if out is not None and files:
        for path in write(out, views, files):
            if is_terminal(sys.stderr) and not quiet:
                say(f"wrote {path}")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _views(knowledge: Knowledge, by: View, only: str | None, first: date | None, last: date | None) -> list[Timeline]:
    """All views of what is wanted, the one asked for first."""
    from nlp.timeline import VIEWS, choose, timeline

    chosen = choose.carrying(knowledge, only) if only is not None else None
    if chosen:
        knowledge = choose.about(knowledge, chosen)
    views = [timeline(knowledge, view) for view in sorted(VIEWS, key=lambda view: view != by.value)]
    if chosen:
        views = [choose.lanes_of(view, chosen) for view in views]
    return [choose.between(view, first, last) for view in views]


def _print(timeline: Timeline) -> None:
    from nlp.timeline.words import called, headline

    typer.echo(headline(timeline))
    for lane in timeline.lanes:
        names = called(lane.names)
        typer.echo()
        typer.echo(tame(f"{lane.name}  ({names})" if names else lane.name))
        columns = [("row", 28), ("when", 24), ("event", None), ("told as", 22), ("said", 24), ("where", 30)]
        print_table(columns, (line for row in lane.rows for line in _lines(row)))


def _lines(row: Row) -> Iterator[tuple[str, ...]]:
    """The events of a row by their day, the undated ones last."""
    from nlp.timeline.words import NO_DISEASE

    events = sorted(row.events, key=_order)
    for number, event in enumerate(events):
        yield ((row.name or NO_DISEASE) if number == 0 else "", *_cells(event))


def _order(event: Event) -> tuple[str, str, str]:
    day = event.window.earliest.isoformat() if event.window else "9999"
    return day, event.first_said.isoformat() if event.first_said else "9999", event.id


def _cells(event: Event) -> tuple[str, ...]:
    from nlp.kb.words import days
    from nlp.records import Interval

    said = days(Interval(event.first_said, event.last_said)) if event.first_said and event.last_said else ""
    quote = event.quotes[0]
    told = event.realis if event.state == "current" else f"{event.realis}, {event.state}"
    return days(event.window) or "undated", event.label, told, said, f"{quote.doc_id}:{quote.start}"
