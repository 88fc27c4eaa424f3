"""The coverage audit over files and folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from nlp import ingest, resources
from nlp.audit import Finding, explain, read_reasons
from nlp.engine.worker import load
from nlp.pipes.flat import flatten
from nlp.pipes.situation import context
from nlp.records import FailedDocument


def audit(
    paths: Sequence[Path | str], patterns: Path | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[tuple[str, list[Finding] | str]]:
    """Every document's id with its findings, in the order of reading; a document that cannot be read gives its
    reason, a
    string. Raises PatternError for a pattern folder that cannot be used.
    """
    nlp, _ = load(patterns)
    loaded = resources.load(patterns)
    reasons = read_reasons(loaded.patterns.folder, loaded.patterns.variables)
    for document in ingest.read(paths, stdin=stdin):
        if isinstance(document, FailedDocument):
            yield document.doc_id, document.error
            continue
        doc = nlp.make_doc(document.text)
        doc._.document = document
        doc = nlp(doc)
        ctx = context(doc, flatten(document.text), loaded)
        yield document.doc_id, list(explain(ctx, document.text, doc._.events, reasons))
