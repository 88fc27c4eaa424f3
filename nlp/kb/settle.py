"""What follows from the documents, derived anew where something has changed and nowhere else.

Companies first, for they tell whose compounds are meant; then compounds; then what each event is about; then the facts.
Each step takes the names that are connected by shared spellings as one, so the result is that of `nlp.kb.build` for all
documents at once, in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, or_, select, update

from nlp.kb.entities import entity_of
from nlp.kb.identity import Apart, Group, Setting, resolve
from nlp.kb.loading import mark
from nlp.kb.records import Entity, Label
from nlp.kb.refacts import settle_anchors, settle_documents
from nlp.kb.tables import AliasRow, ClusterRow, DocumentRow, EntityRow, KeyRow, RelationRow, StaleRow
from nlp.kb.uses import COMPANY, COMPOUND, Use, key_of
from nlp.registry.store import Registry

_CHUNK = 500  # names taken at once; what they are connected with is taken too
Item = TypeVar("Item")


def settle(connection: Connection, registry: Registry) -> None:
    """Derive what is marked as stale; the caller commits."""
    for label in (COMPANY, COMPOUND):
        while keys := _stale_keys(connection, label):
            _settle_names(connection, label, keys, registry)
    settle_documents(connection)
    settle_anchors(connection)
    connection.execute(delete(EntityRow).where(~exists().where(ClusterRow.entity == EntityRow.id)))


def is_settled(connection: Connection) -> bool:
    """Whether nothing is stale."""
    return connection.execute(select(StaleRow.kind).limit(1)).first() is None


def _stale_keys(connection: Connection, label: Label) -> set[str]:
    found = select(StaleRow.value).where(StaleRow.kind == label).order_by(StaleRow.value).limit(_CHUNK)
    return set(connection.scalars(found))


def _settle_names(connection: Connection, label: Label, keys: set[str], registry: Registry) -> None:
    region = connected(connection, label, keys)
    clusters = {row.id: row for row in _clusters(connection, label, region)}
    uses = {number: _use(row, label) for number, row in clusters.items()}
    apart = list(_apart(connection, label, region))
    settings = _settings(connection, clusters.values()) if label == COMPOUND else {}
    groups = resolve(uses.values(), apart, registry, settings)
    entities = {group.id: entity_of(group, apart, registry) for group in groups}
    changed = _write(connection, clusters, uses, groups, entities)
    mark(connection, [("document", str(document)) for document in sorted(changed)])
    if label == COMPANY:
        _issuers(connection, sorted(changed))
    for some in chunks(sorted(region)):
        connection.execute(delete(StaleRow).where(StaleRow.kind == label, StaleRow.value.in_(some)))


def connected(connection: Connection, label: Label, keys: set[str]) -> set[str]:
    """The keys with all that share a cluster, an entry of the registry, or a statement that keeps two apart, with one
    of them.
    """
    region, frontier, entries = set(keys), set(keys), set[str]()
    while frontier:
        found: set[str] = set()
        new_entries: set[str] = set()
        for some in chunks(sorted(frontier)):
            with_one = select(KeyRow.cluster).where(KeyRow.label == label, KeyRow.key.in_(some))
            found |= set(connection.scalars(select(KeyRow.key).where(KeyRow.cluster.in_(with_one))))
            registered = select(ClusterRow.registry_id).where(
                ClusterRow.id.in_(with_one), ClusterRow.registry_id.is_not(None)
            )
            new_entries |= {str(entry) for entry in connection.scalars(registered.distinct())} - entries
            for left, right in connection.execute(_statements(label, some)):
                found |= {left, right}
        for some in chunks(sorted(new_entries)):
            of_entry = select(ClusterRow.id).where(ClusterRow.label == label, ClusterRow.registry_id.in_(some))
            found |= set(connection.scalars(select(KeyRow.key).where(KeyRow.cluster.in_(of_entry))))
        entries |= new_entries
        frontier = found - region
        region |= frontier
    return region


def _statements(label: Label, keys: Sequence[str]) -> Any:
    return select(RelationRow.left_key, RelationRow.right_key).where(
        RelationRow.kind == "not_same_as",
        RelationRow.label == label,
        or_(RelationRow.left_key.in_(keys), RelationRow.right_key.in_(keys)),
    )


def _clusters(connection: Connection, label: Label, region: set[str]) -> Iterator[Row[Any]]:
    seen: set[int] = set()
    for some in chunks(sorted(region)):
        with_one = select(KeyRow.cluster).where(KeyRow.label == label, KeyRow.key.in_(some))
        rows = select(ClusterRow.__table__, DocumentRow.doc_id, DocumentRow.published).join(
            DocumentRow, DocumentRow.id == ClusterRow.document
        )
        for row in connection.execute(rows.where(ClusterRow.id.in_(with_one))):
            if row.id not in seen:
                seen.add(row.id)
                yield row


def _use(row: Row[Any], label: Label) -> Use:
    return Use(row.doc_id, label, row.number, row.published, row.name, row.registry_id, tuple(row.texts))


def _apart(connection: Connection, label: Label, region: set[str]) -> Iterator[Apart]:
    for some in chunks(sorted(region)):
        for left, right in connection.execute(_statements(label, some)):
            if left and right and left != right:
                yield Apart(label, left, right, None)


def _settings(connection: Connection, clusters: Iterable[Row[Any]]) -> dict[str, Setting]:
    """The companies of the clusters' documents, by doc_id."""
    named: dict[str, set[str]] = defaultdict(set)
    issuers: dict[str, str | None] = {}
    for some in chunks(sorted({row.document for row in clusters})):
        rows = (
            select(DocumentRow.doc_id, DocumentRow.issuer, ClusterRow.entity)
            .join(ClusterRow, ClusterRow.document == DocumentRow.id)
            .where(DocumentRow.id.in_(some), ClusterRow.label == COMPANY)
        )
        for doc_id, issuer, entity in connection.execute(rows):
            issuers[doc_id] = issuer
            named[doc_id].add(str(entity))
    return {doc_id: Setting(issuers[doc_id], frozenset(named[doc_id])) for doc_id in named}


def _write(
    connection: Connection,
    clusters: Mapping[int, Row[Any]],
    uses: Mapping[int, Use],
    groups: Sequence[Group],
    entities: Mapping[str, Entity],
) -> set[int]:
    """Store the entities; the documents of which one is another entity than before, or is called otherwise."""
    now = {use.place: group.id for group in groups for use in group.uses}
    before = {row.entity for row in clusters.values() if row.entity}
    called: dict[str, str] = {}
    for some in chunks(sorted(before | entities.keys())):
        known = connection.execute(select(EntityRow.id, EntityRow.name).where(EntityRow.id.in_(some)))
        called |= {row.id: row.name for row in known}
        connection.execute(delete(AliasRow).where(AliasRow.entity.in_(some)))
        connection.execute(delete(EntityRow).where(EntityRow.id.in_(some)))
    _insert(connection, entities.values())
    moved = [number for number, row in clusters.items() if row.entity != now[uses[number].place]]
    if moved:
        table = ClusterRow.__table__
        connection.execute(
            update(ClusterRow).where(table.c.id == bindparam("cluster")).values(entity=bindparam("to")),
            [{"cluster": number, "to": now[uses[number].place]} for number in moved],
        )
    renamed = {id_ for id_, entity in entities.items() if called.get(id_) != entity.name}
    return {clusters[number].document for number in moved} | {
        row.document for row in clusters.values() if row.entity in renamed
    }


def _insert(connection: Connection, entities: Iterable[Entity]) -> None:
    rows, aliases = [], []
    for entity in entities:
        rows.append(
            {
                "id": entity.id,
                "label": entity.label,
                "name": entity.name,
                "registry_id": entity.registry_id,
                "not_same_as": list(entity.not_same_as),
            }
        )
        aliases += [
            {
                "entity": entity.id,
                "number": number,
                "text": name.text,
                "key": key_of(name.text, entity.label),
                "kind": name.kind,
                "source": name.source,
                "first_said": name.first_said,
                "last_said": name.last_said,
            }
            for number, name in enumerate(entity.names)
        ]
    if rows:
        connection.execute(insert(EntityRow), rows)
    if aliases:
        connection.execute(insert(AliasRow), aliases)


def _issuers(connection: Connection, documents: Sequence[int]) -> None:
    """Whose releases the documents are; their compounds have to be looked at again in that light."""
    for some in chunks(documents):
        issuer = (
            select(ClusterRow.entity)
            .where(
                ClusterRow.document == DocumentRow.id,
                ClusterRow.label == COMPANY,
                ClusterRow.number == DocumentRow.issuer_number,
            )
            .scalar_subquery()
        )
        connection.execute(update(DocumentRow).where(DocumentRow.id.in_(some)).values(issuer=issuer))
        keys = (
            select(KeyRow.key)
            .join(ClusterRow, ClusterRow.id == KeyRow.cluster)
            .where(KeyRow.label == COMPOUND, ClusterRow.document.in_(some))
        )
        mark(connection, [(COMPOUND, key) for key in connection.scalars(keys)])


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Pieces that fit into one statement."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
