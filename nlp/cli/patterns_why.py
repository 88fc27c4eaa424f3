"""Verb `patterns why`: how one sentence is read, and why not otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.corpus_options import AsJson, Cache, NoCache, cache_folder
from nlp.cli.terminal import tame

if TYPE_CHECKING:
    from nlp.lab.cache import Parsed
    from nlp.lab.why import Explained

_PLACE = re.compile(r"(?s)(?P<path>.+):(?P<at>@)?(?P<number>\d{1,12})")


def why_command(
    place: Annotated[
        str, typer.Argument(help="PATH:LINE, or PATH:@OFFSET as events have it (start).", metavar="DOC:LINE")
    ],
    expect: Annotated[
        str | None, typer.Option("--expect", help="The event type that you expected.", metavar="TYPE")
    ] = None,
    doc_id: Annotated[
        str | None, typer.Option("--doc", help="The id of the document, in a file of several.", metavar="ID")
    ] = None,
    nearest: Annotated[int, typer.Option(min=0, help="How many rules that nearly matched to show.", metavar="N")] = 5,
    patterns: Annotated[
        Path | None,
        typer.Option("--patterns", help="Folder of patterns to use instead of the built-in ones.", metavar="FOLDER"),
    ] = None,
    as_json: AsJson = False,
    cache: Cache = None,
    no_cache: NoCache = False,
) -> None:
    """Show how the sentences on a line are read: names, rules that matched and what became of them, events, and the
    rules that nearly matched with the first thing that did not fit.

    Of a JSONL file, LINE is the line of the document, unless --doc names it.

    Example: extract-events patterns why corpus/003_8c8317d8b09a272c.txt:82 --expect readout
    """
    from nlp.lab.cache import usable
    from nlp.lab.why import explain

    folder = cache_folder(cache, no_cache)
    loaded = usable(patterns)
    _known_type(expect, list(loaded.patterns.taxonomy["events"]))
    document, start, end = _document(place, doc_id, patterns, folder)
    found = explain(document, loaded, start, end, expect=expect, nearest=nearest)
    if as_json:
        from nlp.cli.tables import print_json

        print_json({"doc_id": document.doc_id} | _plain(one) for one in found)
        return
    typer.echo(tame(document.doc_id))
    for one in found:
        for line in _lines(one, expect):
            typer.echo(tame(line))
    if not found:
        typer.echo("no sentence is read there: it is a table, a form's cover or empty")


def _known_type(expect: str | None, known: list[str]) -> None:
    import difflib

    from nlp.errors import UsageError

    if expect is not None and expect not in known:
        near = difflib.get_close_matches(expect, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"found --expect {expect!r}, expected one of {', '.join(known)}{hint}")


def _document(place: str, doc_id: str | None, patterns: Path | None, cache: Path | None) -> tuple[Parsed, int, int]:
    """The document, and the characters that are asked about, end exclusive."""
    from nlp.errors import UsageError
    from nlp.lab.cache import parsed
    from nlp.lab.why import place_of_line
    from nlp.records import FailedDocument

    match = _PLACE.fullmatch(place)
    if match is None:
        raise UsageError(f"found {place!r}, expected PATH:LINE or PATH:@OFFSET (corpus/release.txt:41)")
    path, number = Path(match["path"]), int(match["number"])
    if not path.is_file():
        raise UsageError(f"found no file {path}, expected one before the colon")
    documents = list(parsed([path], patterns, cache, 1))
    of_line = len(documents) > 1 and doc_id is None
    if doc_id is not None:
        documents = [one for one in documents if one.doc_id == doc_id]
    elif of_line:
        documents = [one for one in documents if _line_of(path, one.doc_id) == number]
    if not documents:
        raise UsageError(f"found no document {doc_id or f'on line {number}'} in {path}")
    document = documents[0]
    if isinstance(document, FailedDocument):
        raise UsageError(f"{document.doc_id}: {document.error}")
    if match["at"]:
        return document, number, number + 1
    found = (0, len(document.text)) if of_line else place_of_line(document.text, number)
    if found is None:
        raise UsageError(f"found line {number}, expected one of the {len(document.text.splitlines())} of {path}")
    return document, *found


def _line_of(path: Path, doc_id: str) -> int | None:
    """The line of a JSONL file on which a document is: its own id, else the number in its name."""
    import json

    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                name = json.loads(line).get("id")
            except (ValueError, AttributeError):
                name = None
            if str(name) == doc_id or doc_id == f"{path.name}:{number}":
                return number
    return None


def _plain(one: Explained) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(one)


def _lines(one: Explained, expect: str | None) -> Iterator[str]:
    yield ""
    yield f"[{one.start}:{one.end}] {one.section}: {' '.join(one.text.split())}"
    yield f"  the rules read  {one.view.strip()}"
    if one.silent:
        yield f"  no rule reads it: {one.silent}"
    for name in one.names:
        yield f"  {name.label:<12} {name.text}{f'  =  {name.meaning}' if name.meaning else ''}"
    for trigger in one.triggers:
        yield f"  rule {trigger.rule} matched {trigger.text!r}: {trigger.outcome}"
    for event in one.events:
        slots = ", ".join(f"{slot}={_short(value)}" for slot, value in event.items() if value and slot not in _HIDDEN)
        yield f"  event {event['id']} {event['type']}: {slots}"
    if expect and not any(event["type"] == expect for event in one.events):
        yield f"  no {expect} is told here"
    for near in one.nearest:
        yield f"  nearly {near.rule} ({near.share:.0%}): fits {near.fits!r}, {near.failed}"
    if one.nearest and one.others:
        yield f"  {one.others} more rules fit in part: --nearest {len(one.nearest) + one.others} shows them"


_HIDDEN = frozenset({"id", "doc_id", "type", "mentions", "confidence", "warnings", "speaker"})


def _short(value: object) -> str:
    if isinstance(value, dict):
        known = value.get("name") or value.get("amount")
        return str(known) if known is not None else f"{value.get('earliest')}..{value.get('latest')}"
    return ", ".join(map(_short, value)) if isinstance(value, list) else str(value)
