"""The nodes of what has a name: releases, compounds and companies, each name by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlp.kb.export.node import Node
from nlp.kb.export.vocabulary import iri
from nlp.kb.records import Entity, Name, Relation, Release
from nlp.kb.uses import key_of

_KIND_TERMS = {"inn": "nonProprietaryName", "brand": "proprietaryName", "legal": "legalName"}


def release_node(release: Release) -> Node:
    """The node of a document."""
    node = Node(iri("release", release.doc_id), ("schema:NewsArticle", "prov:Entity"))
    node.add("identifier", release.doc_id)
    node.add("sha256", release.sha256)
    node.add("datePublished", release.published)
    node.add("headline", release.title)
    node.add("form", release.form)
    node.add("publisherName", release.publisher_name)
    node.add("fiscalYearEnd", f"--{release.fiscal_year_end}" if release.fiscal_year_end else None)
    if release.publisher:
        node.add("publisher", iri("entity", release.publisher))
        node.add("wasAttributedTo", iri("entity", release.publisher))
    return node


def ties_of(relations: Iterable[Relation], ids: set[str]) -> dict[str, dict[str, set[str]]]:
    """What releases say of two entities, as direct links: by entity, by property."""
    ties: dict[str, dict[str, set[str]]] = {}
    for relation in relations:
        name = {"subsidiary_of": "parentOrganization", "not_same_as": "differentFrom"}.get(relation.kind)
        if name and relation.left != relation.right and {relation.left, relation.right} <= ids:
            ties.setdefault(relation.left, {}).setdefault(name, set()).add(relation.right)
    return ties


def entity_nodes(
    entity: Entity, ids: set[str], first: Mapping[tuple[str, str], str], ties: Mapping[str, set[str]]
) -> Iterator[Node]:
    """The node of an entity and those of its names. `ids` are all entities, `first` says who used a name first."""
    classes = ("schema:Drug",) if entity.label == "COMPOUND" else ("schema:Organization", "prov:Agent")
    node = Node(iri("entity", entity.id), (*classes, "ee:Compound" if entity.label == "COMPOUND" else "ee:Company"))
    node.add("identifier", entity.id)
    node.add("name", entity.name)
    node.add("registryId", entity.registry_id)
    for other in entity.not_same_as:
        if other in ids:
            node.add("differentFrom", iri("entity", other))
        else:
            node.add("differentFromName", other)
    for tie, others in sorted(ties.items()):
        node.add(tie, *(iri("entity", other) for other in sorted(others)))
    own = key_of(entity.name, entity.label)
    for name in entity.names:
        label = _label(entity, name, first.get((entity.id, name.text)))
        preferred = "prefLabel" not in node.properties and key_of(name.text, entity.label) == own
        node.add("prefLabel" if preferred else "altLabel", label.id)
        if name.text != entity.name:
            node.add("alternateName", name.text)
        if name.kind in _KIND_TERMS and (name.kind == "legal") == (entity.label == "COMPANY"):
            node.add(_KIND_TERMS[name.kind], name.text)
        yield label
    yield node


def _label(entity: Entity, name: Name, release: str | None) -> Node:
    node = Node(iri("name", entity.id, name.text), ("skosxl:Label",))
    node.add("literalForm", name.text)
    node.add("nameKind", name.kind)
    node.add("nameSource", name.source)
    node.add("firstSaid", name.first_said)
    node.add("lastSaid", name.last_said)
    node.add("firstUsedIn", iri("release", release) if release else None)
    return node
