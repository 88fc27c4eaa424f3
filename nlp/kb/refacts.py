"""The facts of the base, merged anew for every anchor of which an event has come, gone or changed its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from nlp.kb.assertions import Assertion, Numbers, assertions
from nlp.kb.build import DocumentLinker
from nlp.kb.facts import merge
from nlp.kb.identity import Place
from nlp.kb.loading import mark
from nlp.kb.records import Fact
from nlp.kb.tables import (
    ClusterRow,
    DocumentRow,
    EntityRow,
    EventRow,
    EvidenceRow,
    FactEntityRow,
    FactRow,
    MentionRow,
    StaleRow,
)
from nlp.kb.uses import Use

_CHUNK = 200


def settle_documents(connection: Connection) -> None:
    """What each event of a stale document is about, and so which anchors are stale."""
    while stale := _stale(connection, "document"):
        documents = [int(value) for value in stale]
        rows = list(_events(connection, EventRow.document.in_(documents)))
        moved = []
        for row, made in _asserted(connection, rows):
            if row.anchor != made[0].anchor:
                moved.append({"event": row.id, "to": made[0].anchor})
            mark(connection, [("anchor", anchor) for anchor in (row.anchor, made[0].anchor) if anchor])
        if moved:
            table = EventRow.__table__
            statement = update(EventRow).where(table.c.id == bindparam("event")).values(anchor=bindparam("to"))
            connection.execute(statement, moved)
        connection.execute(delete(StaleRow).where(StaleRow.kind == "document", StaleRow.value.in_(stale)))


def settle_anchors(connection: Connection) -> None:
    """The facts of every stale anchor."""
    while stale := _stale(connection, "anchor"):
        rows = list(_events(connection, EventRow.anchor.in_(stale)))
        anchored: dict[str, list[Assertion]] = defaultdict(list)
        numbers: dict[tuple[str, str], int] = {}
        for row, made in _asserted(connection, rows):
            numbers[(row.doc_id, row.event_id)] = row.id
            for assertion in made:
                anchored[assertion.anchor].append(assertion)
        connection.execute(delete(FactRow).where(FactRow.anchor.in_(stale)))
        for anchor in sorted(anchored):
            _insert(connection, anchor, merge(anchored[anchor]), numbers)
        connection.execute(delete(StaleRow).where(StaleRow.kind == "anchor", StaleRow.value.in_(stale)))


def _stale(connection: Connection, kind: str) -> Sequence[str]:
    found = select(StaleRow.value).where(StaleRow.kind == kind).order_by(StaleRow.value).limit(_CHUNK)
    return connection.scalars(found).all()


def _events(connection: Connection, where: Any) -> Iterator[Row[Any]]:
    """Events with their documents' day and issuer, and their first mention."""
    rows = (
        select(
            EventRow.__table__,
            DocumentRow.doc_id,
            DocumentRow.published,
            DocumentRow.issuer,
            MentionRow.start,
            MentionRow.end,
            MentionRow.quote,
            MentionRow.section,
            MentionRow.rule,
        )
        .join(DocumentRow, DocumentRow.id == EventRow.document)
        .join(MentionRow, (MentionRow.event == EventRow.id) & (MentionRow.number == 0))
        .where(where)
    )
    yield from connection.execute(rows)


def _asserted(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[tuple[Row[Any], list[Assertion]]]:
    linkers = _linkers(connection, sorted({row.document for row in rows}))
    numbers = Numbers()
    for row in rows:
        yield row, list(assertions(_line(row), row.published, row.issuer, linkers[row.document], numbers))


def _line(row: Row[Any]) -> dict[str, Any]:
    """The event as events.jsonl has it, with its first mention."""
    place = {"start": row.start, "end": row.end, "text": row.quote, "section": row.section, "rule": row.rule}
    return {
        "id": row.event_id,
        "doc_id": row.doc_id,
        "type": row.type,
        **row.slots,
        "realis": row.realis,
        "speaker": row.speaker,
        "confidence": row.confidence,
        "mentions": [place],
    }


def _linkers(connection: Connection, documents: Sequence[int]) -> dict[int, DocumentLinker]:
    rows = connection.execute(
        select(ClusterRow.__table__, DocumentRow.doc_id, DocumentRow.published, EntityRow.name.label("called"))
        .join(DocumentRow, DocumentRow.id == ClusterRow.document)
        .join(EntityRow, EntityRow.id == ClusterRow.entity)
        .where(ClusterRow.document.in_(documents))
        .order_by(ClusterRow.label, ClusterRow.number < 0, ClusterRow.number)
    )
    uses: dict[int, list[Use]] = {document: [] for document in documents}
    identity: dict[Place, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        use = Use(row.doc_id, row.label, row.number, row.published, row.name, row.registry_id, tuple(row.texts))
        uses[row.document].append(use)
        identity[use.place] = row.entity
        names[row.entity] = row.called
    return {document: DocumentLinker(found, identity, names) for document, found in uses.items()}


def _insert(connection: Connection, anchor: str, facts: Sequence[Fact], numbers: dict[tuple[str, str], int]) -> None:
    connection.execute(insert(FactRow), [_fact(anchor, fact) for fact in facts])
    entities = [{"fact": fact.id, "entity": entity} for fact in facts for entity in fact.entities]
    if entities:
        connection.execute(insert(FactEntityRow), entities)
    evidence = [
        {
            "fact": fact.id,
            "number": count,
            "event": numbers[(item.doc_id, item.event_id)],
            "rule": item.rule,
            "slots": dict(item.slots),
        }
        for fact in facts
        for count, item in enumerate(fact.evidence)
    ]
    connection.execute(insert(EvidenceRow), evidence)


def _fact(anchor: str, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "anchor": anchor,
        "type": fact.type,
        "realis": fact.realis,
        "publisher": fact.publisher,
        "earliest": fact.valid.earliest if fact.valid else None,
        "latest": fact.valid.latest if fact.valid else None,
        "first_said": fact.first_said,
        "last_said": fact.last_said,
        "belief": fact.belief,
        "state": fact.state,
        "superseded_by": fact.superseded_by,
        "contradicts": list(fact.contradicts),
        "slots": dict(fact.slots),
    }
