"""The knowledge as a list of RDF nodes, from which Turtle and JSON-LD are written. No blank nodes: all have names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from nlp.kb.export.complete import first_releases
from nlp.kb.export.vocabulary import TERMS, Term, fact_class, iri, slot_term
from nlp.kb.promises import promises
from nlp.kb.records import Entity, Evidence, Fact, Knowledge, Name, Relation, Release
from nlp.kb.uses import key_of

Value = str | int | Decimal | date
_KIND_TERMS = {"inn": "nonProprietaryName", "brand": "proprietaryName", "legal": "legalName"}
_UNITS = frozenset({"unit", "low", "high"})


@dataclass(slots=True)
class Node:
    """A node: its IRI, its classes, and the values of each property, in order. Property names are those of `TERMS`, or
    of a slot (see `term_of`).
    """

    id: str
    types: tuple[str, ...]
    properties: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, name: str, *values: Value | None) -> None:
        """Add values that are not None; a value twice is there once."""
        for value in values:
            have = self.properties.get(name, [])
            if value is not None and value not in have:
                self.properties[name] = [*have, value]


def term_of(name: str) -> Term:
    """The term of a property; a slot's term is our own."""
    known = TERMS.get(name)
    if known is not None:
        return known
    return Term(f"ee:{name}", "id" if name in NODE_SLOTS else "text")


# Slots whose values are nodes; what a taxonomy may add beside them is text.
NODE_SLOTS = frozenset(
    "compound sponsor parties licensor licensee payer payee when period priorPeriod upfront milestones amount "
    "priorAmount inTrial".split()
)


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
        yield _release(release)
    first = first_releases(knowledge)
    ties = _ties(knowledge.relations, ids)
    for entity in knowledge.entities:
        yield from _entity(entity, ids, first, ties.get(entity.id, {}))
    older: dict[str, list[str]] = {}
    for fact in knowledge.facts:
        if fact.superseded_by:
            older.setdefault(fact.superseded_by, []).append(iri("fact", fact.id))
    for fact in knowledge.facts:
        yield from _fact(fact, issued, older.get(fact.id, []))
    for relation in knowledge.relations:
        yield from _relation(relation)
    yield from _promises(knowledge)


def _release(release: Release) -> Node:
    node = Node(iri("release", release.doc_id), ("schema:NewsArticle", "prov:Entity"))
    node.add("identifier", release.doc_id)
    node.add("sha256", release.sha256)
    node.add("datePublished", release.published)
    node.add("headline", release.title)
    node.add("form", release.form)
    node.add("publisherName", release.publisher_name)
    if release.publisher:
        node.add("publisher", iri("entity", release.publisher))
        node.add("wasAttributedTo", iri("entity", release.publisher))
    return node


def _ties(relations: Iterable[Relation], ids: set[str]) -> dict[str, dict[str, set[str]]]:
    """What releases say of two entities, as direct links: by entity, by property."""
    ties: dict[str, dict[str, set[str]]] = {}
    for relation in relations:
        name = {"subsidiary_of": "parentOrganization", "not_same_as": "differentFrom"}.get(relation.kind)
        if name and relation.left != relation.right and {relation.left, relation.right} <= ids:
            ties.setdefault(relation.left, {}).setdefault(name, set()).add(relation.right)
    return ties


def _entity(
    entity: Entity, ids: set[str], first: Mapping[tuple[str, str], str], ties: Mapping[str, set[str]]
) -> Iterator[Node]:
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
    for name, others in sorted(ties.items()):
        node.add(name, *(iri("entity", other) for other in sorted(others)))
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


def _fact(fact: Fact, issued: Mapping[str, str | None], older: list[str]) -> Iterator[Node]:
    node = Node(iri("fact", fact.id), ("ee:Fact", fact_class(fact.type), "prov:Entity"))
    node.add("identifier", fact.id)
    node.add("realis", fact.realis)
    node.add("state", fact.state)
    node.add("belief", _decimal(fact.belief))
    node.add("firstSaid", fact.first_said)
    node.add("lastSaid", fact.last_said)
    node.add("publisher", iri("entity", fact.publisher) if fact.publisher else None)
    node.add("entity", *(iri("entity", id) for id in fact.entities))
    if fact.valid:
        node.add("validEarliest", fact.valid.earliest)
        node.add("validLatest", fact.valid.latest)
    node.add("supersededBy", iri("fact", fact.superseded_by) if fact.superseded_by else None)
    node.add("wasRevisionOf", *older)
    node.add("contradicts", *(iri("fact", id) for id in fact.contradicts))
    yield from _slots(node, fact.slots)
    for number, evidence in enumerate(fact.evidence, start=1):
        release = iri("release", evidence.doc_id)
        node.add("wasDerivedFrom", release)
        if fact.publisher and issued.get(evidence.doc_id) == fact.publisher:
            node.add("hadPrimarySource", release)
        proof, *parts = _evidence(fact, number, evidence)
        node.add("evidence", proof.id)
        yield proof
        yield from parts
    yield node


def _evidence(fact: Fact, number: int, evidence: Evidence) -> Iterator[Node]:
    node = Node(iri("evidence", fact.id, str(number)), ("ee:Evidence", "oa:Annotation", "prov:Entity"))
    node.add("hasBody", iri("fact", fact.id))
    node.add("event", evidence.event_id)
    node.add("datePublished", evidence.published)
    node.add("realis", evidence.realis)
    node.add("confidence", _decimal(evidence.confidence))
    node.add("speaker", evidence.speaker)
    node.add("section", evidence.section)
    node.add("rule", evidence.rule)
    parts = [*_quote(node, evidence), *_slots(node, evidence.slots)]
    yield node
    yield from parts


def _quote(node: Node, place: Evidence | Relation) -> list[Node]:
    """Links a node with the words of the release: the quote, and where in the text it stands."""
    release = iri("release", place.doc_id)
    target = Node(f"{node.id}#target", ("oa:SpecificResource",))
    words = Node(f"{node.id}#quote", ("oa:TextQuoteSelector",))
    position = Node(f"{node.id}#position", ("oa:TextPositionSelector",))
    node.add("wasQuotedFrom", release)
    node.add("hasTarget", target.id)
    target.add("hasSource", release)
    target.add("hasSelector", words.id, position.id)
    words.add("exact", place.quote)
    position.add("start", place.start)
    position.add("end", place.end)
    return [target, words, position]


def _relation(relation: Relation) -> Iterator[Node]:
    parts = (relation.kind, relation.left, relation.right, relation.doc_id, str(relation.start), str(relation.end))
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    node = Node(iri("statement", digest), ("ee:Statement", "oa:Annotation", "prov:Entity"))
    node.add("says", relation.kind)
    node.add("left", iri("entity", relation.left))
    node.add("right", iri("entity", relation.right))
    node.add("datePublished", relation.published)
    targets = _quote(node, relation)
    yield node
    yield from targets


def _promises(knowledge: Knowledge) -> Iterator[Node]:
    """The ledger as of the day of the knowledge, each promise with the statements and what settled it."""
    proofs = {
        (fact.id, evidence.event_id, evidence.rule): iri("evidence", fact.id, str(number))
        for fact in knowledge.facts
        for number, evidence in enumerate(fact.evidence, start=1)
    }
    by_event = {(event, rule): proof for (_, event, rule), proof in proofs.items()}
    for promise in promises(knowledge, knowledge.as_of):
        first = promise.statements[0].evidence  # one fact may be promised anew after it was settled
        node = Node(iri("promise", promise.fact.id, first.event_id), ("ee:Promise", "prov:Entity"))
        node.add("promised", iri("fact", promise.fact.id))
        node.add("verdict", promise.verdict)
        node.add("publisher", iri("entity", promise.issuer) if promise.issuer else None)
        node.add("months", promise.months)
        for statement in promise.statements:
            proof = statement.evidence
            node.add("statement", proofs.get((statement.fact.id, proof.event_id, proof.rule)))
        if promise.outcome:
            node.add("outcomeEvidence", by_event.get((promise.outcome.event_id, promise.outcome.rule)))
        yield node


def _slots(node: Node, slots: Mapping[str, Any]) -> list[Node]:
    """Adds the slots as properties; the nodes that they need."""
    made: list[Node] = []
    unit = slots.get("unit")
    if slots.get("low") is not None or slots.get("high") is not None:
        made.append(_amount(node, "amount", unit, low=slots.get("low"), high=slots.get("high")))
    for slot, value in slots.items():
        if value is None or slot in _UNITS:
            continue
        name = slot_term(slot)
        if slot == "trial":
            made.append(_trial(node, str(value), slots))
        elif isinstance(value, int | float):
            made.append(_amount(node, name, unit, value=value))
        elif isinstance(value, Mapping) and "amount" in value:
            made.append(_amount(node, name, value["currency"], value=value["amount"]))
        elif isinstance(value, Mapping) and "earliest" in value:
            made.append(_interval(node, name, value))
        else:
            for item in value if isinstance(value, list) else [value]:
                node.add(name, iri("entity", item["id"]) if isinstance(item, Mapping) else str(item))
    return made


def _amount(node: Node, name: str, unit: str | None, **numbers: float | None) -> Node:
    """`value`, or `low` and `high`, as a sum of money, or of another unit ("USD/share", "fiscal_years", none told)."""
    is_money = unit is not None and len(unit) == 3 and unit.isupper()
    amount = Node(f"{node.id}#{name}", ("schema:MonetaryAmount" if is_money else "schema:QuantitativeValue",))
    for key, term in (("value", "value"), ("low", "minValue"), ("high", "maxValue")):
        number = numbers.get(key)
        amount.add(term, None if number is None else _decimal(number))
    amount.add("currency" if is_money else "unitText", unit)
    node.add(name, amount.id)
    return amount


def _interval(node: Node, name: str, value: Mapping[str, Any]) -> Node:
    interval = Node(f"{node.id}#{name}", ("ee:Interval",))
    interval.add("earliest", date.fromisoformat(value["earliest"]))
    interval.add("latest", date.fromisoformat(value["latest"]))
    interval.add("asTold", value.get("text"))
    node.add(name, interval.id)
    return interval


def _trial(node: Node, name: str, slots: Mapping[str, Any]) -> Node:
    """One trial of one compound by its name: two facts about it meet in it."""
    compound = (slots.get("compound") or {}).get("id")
    trial = Node(iri("trial", compound or "", name), ("schema:MedicalTrial",))
    trial.add("name", name)
    trial.add("studySubject", iri("entity", compound) if compound else None)
    node.add("inTrial", trial.id)
    return trial


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))
