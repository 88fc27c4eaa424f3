"""The nodes of what releases say: facts, their evidence, statements about names, promises."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from nlp.kb.export.node import Node, decimal_of
from nlp.kb.export.slot_nodes import add_slots
from nlp.kb.export.vocabulary import fact_class, iri
from nlp.kb.promises import promises
from nlp.kb.records import Evidence, Fact, Knowledge, Relation


def fact_nodes(fact: Fact, issued: Mapping[str, str | None], older: list[str]) -> Iterator[Node]:
    """The nodes of a fact and its evidence. `issued`: publisher by document; `older`: facts that it replaces."""
    node = Node(iri("fact", fact.id), ("ee:Fact", fact_class(fact.type), "prov:Entity"))
    node.add("identifier", fact.id)
    node.add("realis", fact.realis)
    node.add("state", fact.state)
    node.add("belief", decimal_of(fact.belief))
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
    yield from add_slots(node, fact.slots)
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
    node.add("confidence", decimal_of(evidence.confidence))
    node.add("speaker", evidence.speaker)
    node.add("section", evidence.section)
    node.add("rule", evidence.rule)
    parts = [*_quote(node, evidence), *_other_places(node, evidence), *add_slots(node, evidence.slots)]
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


def _other_places(node: Node, evidence: Evidence) -> Iterator[Node]:
    """Where else in the document the event is mentioned."""
    others = (place for place in evidence.places if place != (evidence.start, evidence.end))
    for number, (start, end) in enumerate(others, start=2):
        position = Node(f"{node.id}#position-{number}", ("oa:TextPositionSelector",))
        position.add("start", start)
        position.add("end", end)
        node.add("alsoAt", position.id)
        yield position


def statement_nodes(relation: Relation) -> Iterator[Node]:
    """The node of what a release says of two entities, with its quote."""
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


def promise_nodes(knowledge: Knowledge) -> Iterator[Node]:
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
