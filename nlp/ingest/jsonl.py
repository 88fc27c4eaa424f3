"""JSONL: one document a line, {"id", "text", "date"?, "meta"?}."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from nlp.errors import UnreadableDocument
from nlp.ingest.decode import decode
from nlp.records import Document, FailedDocument

_EXPECTED = 'expected an object like {"id": "a1", "text": "..."}'


def looks_like(text: str) -> bool:
    """Whether the first line is an object with a text."""
    line = text[:2_000_000].lstrip().partition("\n")[0]
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def documents(data: bytes, name: str, max_bytes: int) -> Iterator[Document | FailedDocument]:
    """One document a line that is not blank; a broken line is one failed document `name:line`, lines counted from 1."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decode(data).encode("utf-8")
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        line = line.rstrip(b"\r")
        if line.strip():
            yield document(line, name, number, max_bytes)


def document(line: bytes, name: str, number: int, max_bytes: int) -> Document | FailedDocument:
    """The document of a line, the `number`th of the file `name`."""
    digest = sha256(line).hexdigest()
    try:
        if len(line) > max_bytes:
            raise UnreadableDocument(f"found {len(line)} bytes, expected at most {max_bytes} (--max-bytes)")
        return _document(line, f"{name}:{number}", digest)
    except UnreadableDocument as error:
        return FailedDocument(f"{name}:{number}", f"line {number}: {error}", digest)


def _document(line: bytes, fallback: str, digest: str) -> Document:
    try:
        record = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(f"found broken JSON ({error}), {_EXPECTED}") from None
    if not isinstance(record, dict):
        raise UnreadableDocument(f"found a JSON {type(record).__name__}, {_EXPECTED}")
    text = record.get("text")
    if not isinstance(text, str):
        raise UnreadableDocument(f'found no text under "text", {_EXPECTED}')
    if not text.strip():
        raise UnreadableDocument("found an empty text, expected a release")
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written again
    name = record.get("id")
    if name is not None and not isinstance(name, str | int):
        raise UnreadableDocument(f'found {type(name).__name__} under "id", expected a string')
    meta = record.get("meta")
    return Document(
        fallback if name in (None, "") else str(name), text, digest, _day(record.get("date")), meta=_meta(meta)
    )


def _meta(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"meta": value}


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise UnreadableDocument(f"found the date {str(value)[:40]!r}, expected YYYY-MM-DD") from None
