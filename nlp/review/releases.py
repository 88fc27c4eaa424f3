"""What there is to review: the documents of a run, their texts and their gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp import ingest
from nlp.engine.worker import writable
from nlp.export.batch import Line
from nlp.records import Document
from nlp.score import has_gold, read_gold, read_output


@dataclass(frozen=True, slots=True)
class Release:
    """A document of the run. `number` is its place in documents.jsonl, from 0; `line` that file's line.

    `document` is None where the text was not found or is not the one that the run has read, or where the run could not
    read it; `problem` says why. Such a document can be listed, not decided on. `gold` is None without any.
    """

    number: int
    doc_id: str
    line: Line
    events: tuple[Line, ...]
    document: Document | None = None
    problem: str | None = None
    gold: Line | None = None

    @property
    def text(self) -> str:
        """The text that offsets count in, empty where it was not found."""
        return self.document.text if self.document else ""

    @property
    def sha256(self) -> str:
        """The hash of the document as the run has read it."""
        return str(self.line.get("sha256") or "")

    @property
    def title(self) -> str:
        """What to call it on a page."""
        return str(self.line.get("title") or self.doc_id)


def read_releases(out: Path, texts: Sequence[Path], gold: Path) -> tuple[Release, ...]:
    """All documents of a run in its order. Raises UsageError for a folder that holds no run and for broken gold."""
    events, lines = read_output(out)
    found = {writable(one.doc_id): one for one in ingest.read(texts) if isinstance(one, Document)} if texts else {}
    golds = {one["doc_id"]: one for one in read_gold(gold)} if has_gold(gold) else {}
    where = ", ".join(str(path) for path in texts)
    releases = []
    for number, (doc_id, line) in enumerate(lines.items()):
        document, problem = _text(line, found.get(doc_id), where)
        told = tuple(events.get(doc_id, ()))
        releases.append(Release(number, doc_id, line, told, document, problem, golds.get(doc_id)))
    return tuple(releases)


def _text(line: Line, document: Document | None, where: str) -> tuple[Document | None, str | None]:
    if line.get("status") != "ok":
        return None, f"the run could not read it: {line.get('error')}"
    if document is None:
        return None, f"found no document of this name in {where}, expected its text there (--texts)"
    if document.sha256 != line.get("sha256"):
        return None, f"the document in {where} is not the one that the run has read: run extract-events again"
    return document, None
