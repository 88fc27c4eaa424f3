"""What the verbs have in common that look at what the rules do on a corpus."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from nlp.cli.terminal import complain, counting, is_terminal

if TYPE_CHECKING:
    from nlp.lab.diff import Answer
    from nlp.lab.replay import ToldDocument

Cache = Annotated[
    Path | None,
    typer.Option(help="Folder of the cache. [default: extract-events in XDG_CACHE_HOME or ~/.cache]", metavar="FOLDER"),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read all documents anew and keep nothing.")]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Processes to use; the output does not depend on it. [default: the processors]"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Paths = Annotated[list[str], typer.Argument(help="Files and folders to read; - is standard input.", metavar="PATH")]


@contextmanager
def watching(paths: Sequence[str]) -> Iterator[Callable[[Answer | ToldDocument], None]]:
    """A function to call with every document: it counts them for a person, and names those that cannot be read."""
    seen = 0
    with counting("documents", show=is_terminal(sys.stderr)) as count:

        def watch(one: Answer | ToldDocument) -> None:
            nonlocal seen
            seen += 1
            count()
            if one.error is not None:
                complain(f"{one.doc_id}: {one.error}")

        yield watch
    if not seen:
        complain(f"found no documents in {' '.join(paths)}, expected files to read")


def stdin() -> BinaryIO | None:
    """Standard input as bytes, None where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else None


def cache_folder(given: Path | None, none: bool) -> Path | None:
    """Where readings are kept: None where nothing is to be."""
    from nlp.errors import UsageError
    from nlp.places import user_cache

    if given is not None and given.exists() and not given.is_dir():
        raise UsageError(f"found a file at {given}, expected a folder for the cache")
    return None if none else given or user_cache()
