"""Files to documents: the form is told by content, then by ending."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from nlp.errors import UnreadableDocument
from nlp.ingest import edgar, jsonl, packed, pdf, web
from nlp.ingest.decode import decode
from nlp.ingest.units import JSONL, Unit, is_jsonl, units
from nlp.ingest.walk import Source
from nlp.records import Document, FailedDocument

_HTML = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head"
    r"|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:p|div|table|br|span|font|h\d)\b", re.IGNORECASE)
_PDF = b"%PDF-"


MAX_BYTES = 20_000_000  # a document's bytes, unless the caller says otherwise


def read(
    paths: Sequence[Path | str], *, max_bytes: int = MAX_BYTES, stdin: BinaryIO | None = None
) -> Iterator[Document | FailedDocument]:
    """Documents of files, folders and standard input ("-"), one by one; what cannot be read is a FailedDocument.

    `max_bytes` limits a document's bytes, also after unpacking; of a JSONL file it limits the line.
    """
    seen: set[str] = set()
    for unit in units(paths, max_bytes=max_bytes, stdin=stdin):
        for document in opened(unit, max_bytes)[1]:
            yield _unique(document, unit.source, seen)


def opened(unit: Unit, max_bytes: int) -> tuple[str | None, Iterator[Document | FailedDocument]]:
    """The hash of the unit's content (None where it could not be read) and its documents, read when asked for; their
    ids are what the content or the name says, not yet apart from those of other units.
    """
    source = unit.source
    if unit.failed is not None:
        return None, iter((unit.failed,))
    if unit.line is not None and unit.data is not None:
        digest = sha256(unit.data).hexdigest()
        return digest, iter((jsonl.document(unit.data, source.doc_id, unit.line, max_bytes),))
    try:
        data = _bytes(unit, max_bytes)
    except UnreadableDocument as error:
        return None, iter((FailedDocument(source.doc_id, str(error)),))
    except OSError as error:
        return None, iter((FailedDocument(source.doc_id, f"cannot be opened: {error.strerror or error}"),))
    digest = sha256(data).hexdigest()
    return digest, _of_bytes(data, source.doc_id, digest, max_bytes)


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


def _of_bytes(data: bytes, doc_id: str, digest: str, max_bytes: int) -> Iterator[Document | FailedDocument]:
    ending = doc_id.lower()
    try:
        if data.startswith(packed.MAGIC):
            data, ending = packed.unpack(data, max_bytes), ending.removesuffix(".gz")
        yield from _documents(data, doc_id, ending, digest, max_bytes)
    except UnreadableDocument as error:
        yield FailedDocument(doc_id, str(error), digest)


def _bytes(unit: Unit, max_bytes: int) -> bytes:
    if unit.data is not None:
        data = unit.data
    else:
        lines = is_jsonl(unit.source)  # whose limit is that of a line
        if not lines and (size := unit.source.size()) > max_bytes:
            raise UnreadableDocument(f"found {size} bytes, expected at most {max_bytes} (--max-bytes)")
        with unit.source.open() as file:
            if lines:
                return file.read()
            data = file.read(max_bytes + 1)  # it may have grown
    if len(data) > max_bytes:
        raise UnreadableDocument(f"found more than {max_bytes} bytes, expected at most that (--max-bytes)")
    return data


def _documents(
    data: bytes, doc_id: str, ending: str, digest: str, max_bytes: int
) -> Iterator[Document | FailedDocument]:
    if not data.strip():
        raise UnreadableDocument("found an empty file, expected a release")
    if ending.endswith(JSONL):
        yield from jsonl.documents(data, doc_id, max_bytes)
        return
    if _PDF in data[:1024]:
        yield Document(doc_id, pdf.text_of(data, max_bytes), digest)
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
