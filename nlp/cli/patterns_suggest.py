"""Verb `patterns suggest`: changes of the rules that people's decisions ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.corpus_options import AsJson, Cache, Jobs, NoCache, Paths, cache_folder
from nlp.cli.terminal import say, tame

if TYPE_CHECKING:
    from nlp.lab.suggest import Suggestion

_QUOTE, _QUOTES = 200, 3


def suggest_command(
    paths: Paths,
    gold: Annotated[Path, typer.Option("--gold", help="Folder with decisions/ or docs/ or both.", metavar="DIR")],
    patterns: Annotated[
        Path | None,
        typer.Option("--patterns", help="Folder of patterns to use instead of the built-in ones.", metavar="FOLDER"),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="At most N new rules and N limits.", metavar="N")] = 5,
    as_json: AsJson = False,
    cache: Cache = None,
    no_cache: NoCache = False,
    jobs: Jobs = None,
) -> None:
    """Propose rules for events that people told and no rule does, and limits for rules whose events people rejected.

    Each proposal comes with what it would do to the documents of PATH. Nothing is changed: read it, make it better on
    the pattern bench, give it examples of your own.

    Example: extract-events patterns suggest corpus/ --gold annotations/gold
    """
    from nlp.lab.suggest import suggest

    result = suggest(paths, patterns, gold, cache=cache_folder(cache, no_cache), jobs=jobs, most=most)
    if as_json:
        from nlp.cli.tables import print_json

        print_json(_plain(one) for one in result.found)
    else:
        for one in result.found:
            for line in _lines(one):
                typer.echo(line)
        typer.echo(f"{len(result.found)} proposals")
    if result.elsewhere:
        say(f"{result.elsewhere} events are of types that the program tells without a file of rules")
    if result.unread:
        say(f"{result.unread} decisions are about documents, or texts of documents, that were not read")


def _plain(one: Suggestion) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "rule": one.rule,
        "fields": dict(one.fields),
        "asked": [{"doc_id": doc_id, "text": text} for doc_id, text in one.asked],
        "tell": one.tell,
        "silent": one.silent,
        "changes": [
            {"kind": change.kind, "doc_id": change.doc_id, "type": change.type, "quote": change.quote}
            for change in one.effect.changes
        ],
    }


def _lines(one: Suggestion) -> Iterator[str]:
    from nlp.rules.edit import as_text

    if one.kind == "trigger":
        yield f"new rule for {one.rule.split('.')[0]}.yaml, asked for by {len(one.asked)} events that no rule tells"
        yield f"  of the other sentences with its words {one.tell} tell such an event already"
    else:
        wrong = f"{len(one.asked)} of its {one.silent} wrong matches have it"
        yield f"limit of {one.rule}: {wrong}, none of {one.tell} right ones"
    yield as_text(one.fields)
    yield from _quotes("asked for by", one.asked)
    for kind in ("added", "removed", "changed"):
        changes = [change for change in one.effect.changes if change.kind == kind]
        yield from _quotes(f"{len(changes)} events {kind}", [(c.doc_id, c.quote) for c in changes])
    yield ""


def _quotes(head: str, quotes: Any) -> Iterator[str]:
    if quotes:
        yield f"  {head}:"
    for doc_id, quote in list(quotes)[:_QUOTES]:
        yield tame(f"    {doc_id}: {' '.join(quote.split())[:_QUOTE]}")
    if len(quotes) > _QUOTES:
        yield f"    and {len(quotes) - _QUOTES} more"
