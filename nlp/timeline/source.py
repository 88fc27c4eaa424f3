"""Where a timeline's knowledge comes from: folders that runs have written, or the knowledge base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nlp.errors import UsageError
from nlp.kb.records import Knowledge


def knowledge_of(paths: Sequence[Path], db: str | None, as_of: date | None, patterns: Path | None = None) -> Knowledge:
    """All that was known on a day (None: all that is known) of some runs, or of a base; one of both has to be given.

    `patterns` is the folder whose registry tells names apart, None the built-in one. Of two folders with a document of
    the same name the later folder's counts, with its events. Raises UsageError.
    """
    if bool(paths) == (db is not None):
        found = "both folders and --db" if paths else "neither"
        raise UsageError(f"found {found}, expected folders that runs have written (events.jsonl in them), or --db URL")
    from nlp import resources

    registry = resources.load(patterns).registry
    if db is not None:
        from nlp.kb.store import open_base

        return open_base(db, registry).knowledge(as_of)
    from nlp.kb.build import build
    from nlp.score.files import read_output

    documents: dict[str, Mapping[str, Any]] = {}
    events: dict[str, Sequence[Mapping[str, Any]]] = {}
    for path in paths:
        told, lines = read_output(path)
        documents |= lines
        events |= {doc_id: told.get(doc_id, []) for doc_id in lines}
    every = (event for doc_id in sorted(events) for event in events[doc_id])
    return build(documents.values(), every, registry, as_of)
