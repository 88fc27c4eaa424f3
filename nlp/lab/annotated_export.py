"""Documents given to another annotation tool, with what is needed to compare what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.annotation import exported
from nlp.annotation.exported import Exported
from nlp.annotation.formats import Format
from nlp.annotation.formats.folders import write_files
from nlp.annotation.marks import AnnotatedDocument
from nlp.lab.annotated import annotate, events_of_run, vocabulary_of
from nlp.records import FailedDocument


@dataclass(frozen=True, slots=True)
class Given:
    """What was written, and the documents that could not be read."""

    documents: tuple[AnnotatedDocument, ...]
    failed: tuple[FailedDocument, ...]


def give_away(
    paths: Sequence[str],
    form: Format,
    out: Path,
    *,
    run: Path | None = None,
    patterns: Path | None = None,
    overwrite: bool = False,
    watch: Callable[[], None] | None = None,
) -> Given:
    """Write the documents at `paths` into the folder `out`, and `exported.jsonl` beside them.

    `run` is the output of a run whose events are marked, None: those found now. `watch` is called at every document.
    Raises UsageError for a folder that holds other files of these names, unless `overwrite`.
    """
    events = events_of_run(run) if run else None
    given: list[Exported] = []
    failed: list[FailedDocument] = []
    for item in annotate(paths, patterns, events=events):
        if watch is not None:
            watch()
        if isinstance(item, FailedDocument):
            failed.append(item)
        else:
            given.append(item)
    documents = tuple(one.document for one in given)
    files = {**form.write(documents, vocabulary_of(patterns)), exported.FILE: exported.dump(given)}
    write_files(out, files, overwrite=overwrite)
    return Given(documents, tuple(failed))
