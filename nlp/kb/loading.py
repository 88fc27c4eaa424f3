"""One document into the base: what it says, in one transaction, with a mark on what has to be derived anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from nlp.errors import UsageError
from nlp.kb.assertions import interval
from nlp.kb.build import label_of
from nlp.kb.tables import ClusterRow, DocumentRow, EventRow, KeyRow, MentionRow, RelationRow, StaleRow
from nlp.kb.uses import Use, day, key_of, publisher_number, uses_of

Line = Mapping[str, Any]
_NOT_SLOTS = frozenset({"id", "doc_id", "type", "realis", "speaker", "confidence", "warnings", "mentions"})
# Sections tell where the text is what; they are as long as the text and nothing asks the base for them.
_NOT_KEPT = frozenset({"sections"})


def load_document(connection: Connection, line: Line, events: Sequence[Line]) -> bool:
    """Put a document in, in place of an older state of it; False when the base has it just so. The caller commits.

    Raises UsageError for lines that no run has written.
    """
    content = hashlib.sha256(orjson.dumps([line, *events], option=orjson.OPT_SORT_KEYS)).hexdigest()
    known = connection.execute(
        select(DocumentRow.id, DocumentRow.content).where(DocumentRow.doc_id == line["doc_id"])
    ).one_or_none()
    if known is not None and known.content == content:
        return False
    if known is not None:
        remove(connection, known.id)
    _insert(connection, line, list({event["id"]: event for event in events}.values()), content)
    return True


def remove(connection: Connection, document: int) -> None:
    """Take a document out, with all that it says; what rested on it is derived anew."""
    keys = select(KeyRow.label, KeyRow.key).join(ClusterRow).where(ClusterRow.document == document)
    anchors = select(EventRow.anchor).where(EventRow.document == document, EventRow.anchor.is_not(None))
    mark(connection, [(label, key) for label, key in connection.execute(keys)])
    mark(connection, [("anchor", str(anchor)) for anchor in connection.scalars(anchors)])
    _mark_relations(connection, document)
    connection.execute(delete(StaleRow).where(StaleRow.kind == "document", StaleRow.value == str(document)))
    connection.execute(delete(DocumentRow).where(DocumentRow.id == document))


def mark(connection: Connection, stale: Iterable[tuple[str, str]]) -> None:
    """Note what has to be derived anew; what is noted already stays."""
    rows = [{"kind": kind, "value": value} for kind, value in dict.fromkeys(stale)]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(StaleRow).on_conflict_do_nothing(), rows)


def _insert(connection: Connection, line: Line, events: Sequence[Line], content: str) -> None:
    try:
        row = {
            "doc_id": line["doc_id"],
            "sha256": line["sha256"],
            "content": content,
            "status": line["status"],
            "error": line["error"],
            "published": day(line["release_date"], line),
            "issuer_number": publisher_number(line),
            "line": {name: value for name, value in line.items() if name not in _NOT_KEPT},
        }
    except KeyError as missing:
        raise UsageError(
            f"document {line.get('doc_id')!r}: expected a line of documents.jsonl with {missing}"
        ) from None
    document: int = connection.execute(insert(DocumentRow).returning(DocumentRow.id), row).scalar_one()
    _insert_names(connection, document, list(uses_of(line)))
    _insert_relations(connection, document, line)
    _insert_events(connection, document, events)
    _mark_relations(connection, document)
    mark(connection, [("document", str(document))])


def _insert_names(connection: Connection, document: int, uses: Sequence[Use]) -> None:
    if not uses:
        return
    rows = [
        {
            "document": document,
            "label": use.label,
            "number": use.number,
            "name": use.name,
            "registry_id": use.registry_id,
            "texts": list(use.texts),
        }
        for use in uses
    ]
    inserted = insert(ClusterRow).returning(ClusterRow.id, sort_by_parameter_order=True)
    clusters = connection.scalars(inserted, rows).all()
    keys = [
        {"cluster": cluster, "label": use.label, "key": key}
        for cluster, use in zip(clusters, uses, strict=True)
        for key in sorted({key_of(text, use.label) for text in use.texts} - {""})
    ]
    if keys:
        connection.execute(insert(KeyRow), keys)
        mark(connection, [(key["label"], key["key"]) for key in keys])  # type: ignore[misc]


def _insert_relations(connection: Connection, document: int, line: Line) -> None:
    rows = []
    for relation in line.get("relations") or ():
        label = label_of(line, relation)
        rows.append(
            {
                "document": document,
                "kind": relation["type"],
                "left": relation["left"],
                "right": relation["right"],
                "label": label,
                "left_key": key_of(relation["left"], label),
                "right_key": key_of(relation["right"], label),
                "start": relation["start"],
                "end": relation["end"],
                "quote": relation["text"],
            }
        )
    if rows:
        connection.execute(insert(RelationRow), rows)


def _mark_relations(connection: Connection, document: int) -> None:
    """Names that a document keeps apart may have been one entity until now, or may become one when it goes."""
    told = select(RelationRow.label, RelationRow.left_key, RelationRow.right_key).where(
        RelationRow.document == document, RelationRow.kind == "not_same_as"
    )
    rows = connection.execute(told).all()
    mark(connection, [(str(row.label), key) for row in rows for key in (row.left_key, row.right_key) if key])


def _insert_events(connection: Connection, document: int, events: Sequence[Line]) -> None:
    if not events:
        return
    rows = [_event(document, event) for event in events]
    inserted = insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True)
    numbers = connection.scalars(inserted, rows).all()
    mentions = [row for number, event in zip(numbers, events, strict=True) for row in _mentions(number, event)]
    connection.execute(insert(MentionRow), mentions)


def _event(document: int, event: Line) -> dict[str, Any]:
    try:
        when = event.get("period") if event["type"] in ("guidance", "financial_result") else event.get("date")
        days = interval(when) if when else None
        return {
            "document": document,
            "event_id": event["id"],
            "type": event["type"],
            "realis": event["realis"],
            "confidence": event["confidence"],
            "speaker": event["speaker"],
            "earliest": days.earliest if days else None,
            "latest": days.latest if days else None,
            "slots": {name: value for name, value in event.items() if name not in _NOT_SLOTS},
            "warnings": event["warnings"],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"document {event.get('doc_id')!r}: expected events as a run writes them, found one without or with a "
            f"wrong {error}"
        ) from None


def _mentions(number: int, event: Line) -> Iterator[dict[str, Any]]:
    for count, mention in enumerate(event["mentions"]):
        yield {
            "event": number,
            "number": count,
            "start": mention["start"],
            "end": mention["end"],
            "quote": mention["text"],
            "section": mention["section"],
            "rule": mention["rule"],
        }
