"""The main job as a function: paths in, files out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from nlp import ingest, resources
from nlp.engine.outcome import Outcome
from nlp.engine.own_output import own_output
from nlp.engine.run import run
from nlp.engine.worker import Settings
from nlp.export import WRITTEN, Batch, prepare, write


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has written. `failed` are ids and reasons of the documents that could not be read."""

    documents: int
    failed: tuple[tuple[str, str], ...]
    events: tuple[Mapping[str, Any], ...]


def extract(
    paths: Sequence[Path | str],
    out: Path,
    *,
    formats: Sequence[str] = (),
    patterns: Path | None = None,
    max_bytes: int | None = None,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Read documents and write events.jsonl, documents.jsonl and the other `formats` into the folder `out`.

    `watch` is called with every outcome as it is there, in the order of reading. `max_bytes` None is ingestion's own
    limit, `jobs` None one process for each processor. Nothing is written before all documents are through. Raises
    UsageError for a folder that cannot be written or a format whose library is missing, PatternError for patterns that
    cannot be used.
    """
    prepare(out, formats)
    limit = {} if max_bytes is None else {"max_bytes": max_bytes}
    is_own = own_output(paths, out, WRITTEN)
    items = (item for item in ingest.read(paths, stdin=stdin, **limit) if not is_own(item))
    settings = Settings(patterns, texts="html" in formats, docs="spacy" in formats)
    outcomes = []
    for outcome in run(items, settings, jobs=jobs):
        if watch is not None:
            watch(outcome)
        outcomes.append(outcome)
    outcomes.sort(key=lambda o: o.doc_id)
    events = tuple(event for outcome in outcomes for event in outcome.events)
    batch = Batch(
        events,
        tuple(o.line for o in outcomes),
        {o.doc_id: o.text for o in outcomes if o.text is not None},
        tuple(o.packed for o in outcomes if o.packed is not None),
        resources.load(patterns).patterns.taxonomy["events"],
    )
    write(out, batch, formats)
    return Summary(len(outcomes), tuple((o.doc_id, o.error) for o in outcomes if o.error), events)
