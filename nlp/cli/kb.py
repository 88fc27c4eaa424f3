"""Verbs `kb load` and `kb query`, and what all verbs of the knowledge base share."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.tables import print_json, print_table
from nlp.cli.terminal import complain, counting, is_terminal, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nlp.kb.records import Entity, Evidence, Fact, Knowledge
    from nlp.kb.store import KnowledgeBase

NOT_FOUND = 1
QUOTE = 300  # characters of a quote that a table shows
Database = Annotated[
    str | None,
    typer.Option("--db", help="SQLite file or SQLAlchemy URL. [default: knowledge.db]", metavar="URL"),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="What was known on this day.", metavar="YYYY-MM-DD"),
]
Patterns = Annotated[
    Path | None,
    typer.Option(help="Folder of patterns with the registry to use instead of the built-in one.", metavar="FOLDER"),
]
Only = Annotated[
    str | None, typer.Option("--only", help="Only what is about this compound or company.", metavar="NAME")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


def load_command(
    outs: Annotated[list[Path], typer.Argument(help="Folders that runs have written.", metavar="OUT")],
    db: Database = None,
    patterns: Patterns = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Put what runs have found into the knowledge base; make the base where there is none.

    What is there already stays; a document that has changed takes the place of its older state.

    Example: extract-events kb load out --db knowledge.db
    """
    from nlp.score.files import read_output

    read = [read_output(out) for out in outs]
    base = base_at(db, patterns, create=True)
    with counting("documents", show=is_terminal(sys.stderr) and not quiet) as count:
        done = [base.load(documents.values(), events, count) for events, documents in read]
    if is_terminal(sys.stderr) and not quiet:
        known = sum(loaded.known for loaded in done)
        say(f"{sum(loaded.loaded for loaded in done)} documents loaded, {known} known before, in {base.where}")


def query_command(
    name: Annotated[str, typer.Argument(help="Any name of a compound or company.", metavar="NAME")],
    db: Database = None,
    as_of: AsOf = None,
    patterns: Patterns = None,
    json: Json = False,
) -> None:
    """Print who carries a name, with all its names, and the facts about them with their quotes.

    Exit status 1 when nobody carries it (or did on that day).

    Example: extract-events kb query IMGN901 --as-of 2011-01-01
    """
    base = base_at(db, patterns)
    found = base.find(name, as_of.date() if as_of else None)
    if not found:
        near = base.names_near(name)
        hint = f"; names that look alike: {', '.join(near)}" if near else ""
        complain(f"found nobody called {name!r} in {base.where}{f' as of {as_of:%Y-%m-%d}' if as_of else ''}{hint}")
        raise typer.Exit(NOT_FOUND)
    if json:
        print_json({"entity": entity, "facts": facts} for entity, facts in found)
        return
    for entity, facts in found:
        print_entity(entity)
        print_facts(facts, entity.id)


def base_at(db: str | None, patterns: Path | None, *, create: bool = False) -> KnowledgeBase:
    """The base at a URL or path, with the registry of a pattern folder."""
    from nlp import resources
    from nlp.kb.store import open_base

    return open_base(db, resources.load(patterns).registry, create=create)


def print_entity(entity: Entity) -> None:
    """The names of an entity with the days of their use."""
    from nlp.kb.words import days
    from nlp.records import Interval

    print_table(
        [("name", 50), ("kind", 10), ("said", 24), ("source", 30)],
        (
            (
                name.text,
                name.kind,
                days(Interval(name.first_said, name.last_said)) if name.first_said and name.last_said else "",
                name.source,
            )
            for name in entity.names
        ),
        title=f"{entity.name} ({entity.id})",
    )


def print_facts(facts: Sequence[Fact], about: str) -> None:
    """Facts by the day of the thing, or where that is not told by the day it was said."""
    from nlp.kb.words import days, source, what

    def order(fact: Fact) -> tuple[str, str]:
        day = fact.valid.earliest if fact.valid else fact.first_said
        return day.isoformat() if day else "9999", fact.id

    print_table(
        [("event", 16), ("realis", 8), ("when", 22), ("what", None), ("belief", 6), ("said", 26), ("state", 12)],
        (
            (
                fact.type,
                fact.realis,
                days(fact.valid),
                what(fact, about),
                f"{fact.belief:.2f}",
                f"{source(fact.evidence[0])}{_more(fact.evidence)}",
                fact.state if fact.state != "current" else "",
            )
            for fact in sorted(facts, key=order)
        ),
    )


def _more(evidence: Sequence[Any]) -> str:
    others = len({item.doc_id for item in evidence}) - 1
    return f" +{others}" if others else ""


def by_name(entities: Sequence[Entity], name: str | None) -> Mapping[str, Entity] | None:
    """The entities that carry a name, by id; None when no name is asked for. Says so when nobody carries it."""
    from nlp.kb.uses import key_of

    if name is None:
        return None
    found = {
        entity.id: entity
        for entity in entities
        if key_of(name, entity.label) in {key_of(other.text, entity.label) for other in entity.names}
    }
    if not found:
        complain(f"found nobody called {name!r} in the knowledge base")
        raise typer.Exit(NOT_FOUND)
    return found


def knowledge_at(db: str | None, as_of: datetime | None, patterns: Path | None) -> Knowledge:
    """What the base at a URL or path knows, or knew on a day."""
    return base_at(db, patterns).knowledge(as_of.date() if as_of else None)


def is_about(fact: Fact, wanted: Mapping[str, Entity]) -> bool:
    """Whether a fact is about one of some entities, or said by it."""
    return fact.publisher in wanted or not wanted.keys().isdisjoint(fact.entities)


def quoted(evidence: Evidence | None) -> str:
    """The words of a release with their place; "" for None."""
    from nlp.kb.words import source

    return f"{source(evidence)} “{' '.join(evidence.quote.split())[:QUOTE]}”" if evidence else ""
