"""The knowledge as a list of RDF nodes, from which Turtle and JSON-LD are written."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.kb.export.complete import first_releases
from nlp.kb.export.named import entity_nodes, release_node, ties_of
from nlp.kb.export.node import Node
from nlp.kb.export.told import fact_nodes, promise_nodes, statement_nodes
from nlp.kb.export.vocabulary import iri
from nlp.kb.records import Knowledge


def nodes(knowledge: Knowledge) -> list[Node]:
    """Every node of the export, sorted by IRI. `knowledge` is complete (see `complete`)."""
    ids = {entity.id for entity in knowledge.entities}
    found: dict[str, Node] = {}
    for node in _all(knowledge, ids):
        known = found.setdefault(node.id, node)
        if known is not node:  # a statement that stands twice in the base, or a trial that several facts are about
            for name, values in node.properties.items():
                known.add(name, *values)
    return [found[id] for id in sorted(found)]


def _all(knowledge: Knowledge, ids: set[str]) -> Iterator[Node]:
    about = Node(iri("knowledge"), ("schema:Dataset", "prov:Entity"))
    about.add("name", "What releases say")
    about.add("asOf", knowledge.as_of)
    about.add("wasDerivedFrom", *(iri("release", release.doc_id) for release in knowledge.releases))
    yield about
    issued = {release.doc_id: release.publisher for release in knowledge.releases}
    for release in knowledge.releases:
        yield release_node(release)
    first = first_releases(knowledge)
    ties = ties_of(knowledge.relations, ids)
    for entity in knowledge.entities:
        yield from entity_nodes(entity, ids, first, ties.get(entity.id, {}))
    older: dict[str, list[str]] = {}
    for fact in knowledge.facts:
        if fact.superseded_by:
            older.setdefault(fact.superseded_by, []).append(iri("fact", fact.id))
    for fact in knowledge.facts:
        yield from fact_nodes(fact, issued, older.get(fact.id, []))
    for relation in knowledge.relations:
        yield from statement_nodes(relation)
    yield from promise_nodes(knowledge)
