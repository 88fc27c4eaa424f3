"""Verb `kb export`: the knowledge base in the forms of other programs."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.kb import AsOf, Database, Patterns, base_at
from nlp.cli.terminal import complain, is_terminal, say

INVALID = 1


class ExportFormat(str, Enum):  # noqa: UP042 -- typer shows the value of a str enum
    """The forms of an export."""

    turtle = "turtle"
    jsonld = "jsonld"
    neo4j = "neo4j"
    parquet = "parquet"
    spacy = "spacy"


def export_command(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write into.")],
    formats: Annotated[
        list[ExportFormat],
        typer.Option("--format", help="turtle, jsonld, neo4j, parquet or spacy; may be repeated.", metavar="FORMAT"),
    ],
    db: Database = None,
    as_of: AsOf = None,
    patterns: Patterns = None,
    check: Annotated[bool, typer.Option("--check", help="Check the RDF against its shapes first (slow).")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Write the knowledge base as RDF, Neo4j import files, Parquet or a spaCy knowledge base.

    Exit status 1 when --check finds that the RDF breaks a shape; nothing is written then.

    Example: extract-events kb export --db knowledge.db -o exported --format turtle --format parquet
    """
    from nlp.kb.export import export, rdf

    knowledge = base_at(db, patterns).knowledge(as_of.date() if as_of else None)
    if check:
        problems = rdf.check(rdf.graph(knowledge))
        for problem in problems:
            complain(problem)
        if problems:
            raise typer.Exit(INVALID)
    paths = export(knowledge, out, [item.value for item in formats])
    if is_terminal(sys.stderr) and not quiet:
        say(f"{len(paths)} files in {out}/")
