"""Files to documents: the form is told by content, then by ending."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from nlp.errors import UnreadableDocument
from nlp.ingest import edgar, jsonl, packed, pdf, web
from nlp.ingest.decode import decode
from nlp.ingest.walk import Source, sources
from nlp.records import Document, FailedDocument

_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head"
    r"|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:p|div|table|br|span|font|h\d)\b", re.IGNORECASE)
_PDF = b"%PDF-"


def read(
    paths: Sequence[Path | str], *, max_bytes: int = 20_000_000, stdin: BinaryIO | None = None
) -> Iterator[Document | FailedDocument]:
    """Documents of files, folders and standard input ("-"), one by one; what cannot be read is a FailedDocument.

    `max_bytes` limits a document's bytes, also after unpacking; of a JSONL file it limits the line.
    """
    seen: set[str] = set()
    for source in sources(paths):
        for document in _of_source(source, max_bytes, stdin):
            yield _unique(document, source, seen)


def _unique(document: Document | FailedDocument, source: Source, seen: set[str]) -> Document | FailedDocument:
    """A document whose id was used before takes its longer path; failing that it fails, so that no two get mixed up."""
    if document.doc_id not in seen:
        seen.add(document.doc_id)
        return document
    if isinstance(document, Document) and document.doc_id == source.doc_id and source.longer not in seen:
        seen.add(source.longer)
        return Document(
            source.longer, document.text, document.sha256, document.date, document.form, document.company,
            document.fiscal_year_end, document.title, document.meta,
        )  # fmt: skip
    number = 2
    while f"{document.doc_id}#{number}" in seen:
        number += 1
    name = f"{document.doc_id}#{number}"
    seen.add(name)
    if isinstance(document, FailedDocument):
        return FailedDocument(name, document.error, document.sha256)
    return FailedDocument(
        name,
        f"found the id {document.doc_id!r} a second time (in {source.longer}), expected an id of its own",
        document.sha256,
    )


def _of_source(source: Source, max_bytes: int, stdin: BinaryIO | None) -> Iterator[Document | FailedDocument]:
    if source.problem:
        yield FailedDocument(source.doc_id, source.problem)
        return
    digest: str | None = None
    try:
        data = _bytes(source, max_bytes, stdin)
        digest = sha256(data).hexdigest()
        ending = source.doc_id.lower()
        if data.startswith(packed.MAGIC):
            data, ending = packed.unpack(data, max_bytes), ending.removesuffix(".gz")
        yield from _documents(data, source.doc_id, ending, digest, max_bytes)
    except UnreadableDocument as error:
        yield FailedDocument(source.doc_id, str(error), digest)
    except OSError as error:
        yield FailedDocument(source.doc_id, f"cannot be opened: {error.strerror or error}")


def _bytes(source: Source, max_bytes: int, stdin: BinaryIO | None) -> bytes:
    limit = max_bytes
    if source.path is None:
        data = (stdin or sys.stdin.buffer).read(limit + 1)
    else:
        if source.doc_id.lower().endswith((".jsonl", ".ndjson")):
            return source.path.read_bytes()
        if (size := source.path.stat().st_size) > limit:
            raise UnreadableDocument(f"found {size} bytes, expected at most {limit} (--max-bytes)")
        data = source.path.read_bytes()
    if len(data) > limit:
        raise UnreadableDocument(f"found more than {limit} bytes, expected at most that (--max-bytes)")
    return data


def _documents(
    data: bytes, doc_id: str, ending: str, digest: str, max_bytes: int
) -> Iterator[Document | FailedDocument]:
    if not data.strip():
        raise UnreadableDocument("found an empty file, expected a release")
    if ending.endswith((".jsonl", ".ndjson")):
        yield from jsonl.documents(data, doc_id, max_bytes)
        return
    if _PDF in data[:1024]:
        yield Document(doc_id, pdf.text_of(data), digest)
        return
    text = decode(data)
    if edgar.is_submission(text):
        found = edgar.read(text)
        yield Document(doc_id, found.text, digest, found.day, found.form, found.company, found.year_end)
    elif _HTML.match(text) or (ending.endswith((".htm", ".html", ".xhtml")) and _ANY_TAG.search(text, 0, 20_000)):
        words, title = web.text_of(text)
        yield Document(doc_id, edgar.without_contents(words), digest, title=title)
    elif not ending.endswith((".txt", ".md")) and jsonl.looks_like(text):
        yield from jsonl.documents(data, doc_id, max_bytes)
    elif not text.strip():
        raise UnreadableDocument("found a file without text, expected a release")
    else:
        yield Document(doc_id, text, digest)
