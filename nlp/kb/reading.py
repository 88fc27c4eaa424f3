"""The base's rows as records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from nlp.kb.loading import Line
from nlp.kb.records import Entity, Evidence, Fact, Name, Relation, Release
from nlp.kb.settle import chunks
from nlp.kb.tables import (
    AliasRow,
    ClusterRow,
    DocumentRow,
    EntityRow,
    EventRow,
    EvidenceRow,
    FactEntityRow,
    FactRow,
    MentionRow,
    RelationRow,
)
from nlp.kb.uses import spelled
from nlp.records import Interval


def lines(connection: Connection, documents: Sequence[int] | None = None) -> Iterator[Line]:
    """The lines of documents.jsonl that the base has (without sections), of some documents or of all."""
    rows = select(DocumentRow.line).order_by(DocumentRow.id)
    for some in [None] if documents is None else list(chunks(documents)):
        yield from connection.scalars(rows if some is None else rows.where(DocumentRow.id.in_(some)))


def events(connection: Connection, documents: Sequence[int] | None = None) -> Iterator[Line]:
    """The lines of events.jsonl, with all their mentions."""
    for some in [None] if documents is None else list(chunks(documents)):
        rows = select(EventRow.__table__, DocumentRow.doc_id).join(DocumentRow).order_by(EventRow.id)
        places = select(MentionRow.__table__).order_by(MentionRow.event, MentionRow.number)
        if some is not None:
            rows = rows.where(EventRow.document.in_(some))
            places = places.join(EventRow, EventRow.id == MentionRow.event).where(EventRow.document.in_(some))
        mentions: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for place in connection.execute(places):
            mentions[place.event].append(
                {
                    "start": place.start,
                    "end": place.end,
                    "text": place.quote,
                    "section": place.section,
                    "rule": place.rule,
                }
            )
        for row in connection.execute(rows):
            yield {
                "id": row.event_id,
                "doc_id": row.doc_id,
                "type": row.type,
                **row.slots,
                "realis": row.realis,
                "speaker": row.speaker,
                "confidence": row.confidence,
                "warnings": row.warnings,
                "mentions": mentions[row.id],
            }


def releases(connection: Connection) -> Iterator[Release]:
    """The documents that could be read."""
    rows = select(
        DocumentRow.doc_id,
        DocumentRow.sha256,
        DocumentRow.published,
        DocumentRow.issuer,
        DocumentRow.line,
        EntityRow.name,
    ).join(EntityRow, EntityRow.id == DocumentRow.issuer, isouter=True)
    for row in connection.execute(rows.where(DocumentRow.status != "failed")):
        called = row.name or (row.line.get("publisher") or [None])[0]
        told = (row.line.get(name) for name in ("title", "form", "fiscal_year_end"))
        yield Release(row.doc_id, row.sha256, row.published, row.issuer, called, *told)


def entities(connection: Connection, ids: Iterable[str] | None = None) -> Iterator[Entity]:
    """Entities with their names, some of them or all."""
    for some in [None] if ids is None else list(chunks(sorted(ids))):
        rows = select(EntityRow.__table__).order_by(EntityRow.id)
        aliases = select(AliasRow.__table__).order_by(AliasRow.entity, AliasRow.number)
        if some is not None:
            rows, aliases = rows.where(EntityRow.id.in_(some)), aliases.where(AliasRow.entity.in_(some))
        names: dict[str, list[Name]] = defaultdict(list)
        for alias in connection.execute(aliases):
            name = Name(alias.text, alias.kind, alias.source, alias.first_said, alias.last_said)
            names[alias.entity].append(name)
        for row in connection.execute(rows):
            apart = tuple(row.not_same_as)
            yield Entity(row.id, row.label, row.name, row.registry_id, tuple(names[row.id]), apart)


def facts(connection: Connection, about: Sequence[str] | None = None) -> Iterator[Fact]:
    """Facts with their evidence: those of some entities, or all."""
    wanted = None if about is None else select(FactEntityRow.fact).where(FactEntityRow.entity.in_(about))

    def only(statement: Select[Any], column: Any) -> Select[Any]:
        return statement if wanted is None else statement.where(column.in_(wanted))

    proof = _evidence(connection, only(_EVIDENCE, EvidenceRow.fact))
    entities_of: dict[str, list[str]] = defaultdict(list)
    for pair in connection.execute(only(select(FactEntityRow.__table__), FactEntityRow.fact)):
        entities_of[pair.fact].append(pair.entity)
    for row in connection.execute(only(select(FactRow.__table__).order_by(FactRow.id), FactRow.id)):
        yield Fact(
            id=row.id,
            type=row.type,
            slots=row.slots,
            realis=row.realis,
            entities=tuple(sorted(entities_of[row.id])),
            publisher=row.publisher,
            valid=Interval(row.earliest, row.latest) if row.earliest else None,
            first_said=row.first_said,
            last_said=row.last_said,
            belief=row.belief,
            evidence=tuple(proof[row.id]),
            state=row.state,
            superseded_by=row.superseded_by,
            contradicts=tuple(row.contradicts),
        )


def relations(connection: Connection) -> Iterator[Relation]:
    """What documents say of two entities, document by document."""
    rows = (
        select(RelationRow.__table__, DocumentRow.doc_id, DocumentRow.published)
        .join(DocumentRow, DocumentRow.id == RelationRow.document)
        .order_by(DocumentRow.doc_id, RelationRow.id)
    )
    of: dict[tuple[int, str], str] = {}
    named = select(ClusterRow.document, ClusterRow.texts, ClusterRow.entity).order_by(
        ClusterRow.document, ClusterRow.label, ClusterRow.number < 0, ClusterRow.number
    )
    for document, texts, entity in connection.execute(named):
        for text in texts:
            of.setdefault((document, spelled(text)), str(entity))
    for row in connection.execute(rows):
        left, right = of.get((row.document, spelled(row.left))), of.get((row.document, spelled(row.right)))
        if left and right and (left != right or row.kind == "alias"):
            yield Relation(row.kind, left, right, row.doc_id, row.published, row.start, row.end, row.quote)


_EVIDENCE = (
    select(
        EvidenceRow.fact,
        EvidenceRow.event,
        EvidenceRow.rule,
        EvidenceRow.slots,
        EventRow.event_id,
        EventRow.realis,
        EventRow.confidence,
        EventRow.speaker,
        DocumentRow.doc_id,
        DocumentRow.published,
        MentionRow.start,
        MentionRow.end,
        MentionRow.quote,
        MentionRow.section,
    )
    .join(EventRow, EventRow.id == EvidenceRow.event)
    .join(DocumentRow, DocumentRow.id == EventRow.document)
    .join(MentionRow, (MentionRow.event == EventRow.id) & (MentionRow.number == 0))
    .order_by(EvidenceRow.fact, EvidenceRow.number)
)


def _evidence(connection: Connection, statement: Select[Any]) -> dict[str, list[Evidence]]:
    out: dict[str, list[Evidence]] = defaultdict(list)
    rows = connection.execute(statement).all()
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for some in chunks(sorted({row.event for row in rows})):
        of_some = select(MentionRow.event, MentionRow.start, MentionRow.end).where(MentionRow.event.in_(some))
        for place in connection.execute(of_some.order_by(MentionRow.event, MentionRow.number)):
            places[place.event].append((place.start, place.end))
    for row in rows:
        out[row.fact].append(
            Evidence(
                row.event_id,
                row.doc_id,
                row.published,
                row.realis,
                row.confidence,
                row.speaker,
                row.section,
                row.rule,
                row.start,
                row.end,
                row.quote,
                row.slots,
                tuple(places[row.event]),
            )
        )
    return out
