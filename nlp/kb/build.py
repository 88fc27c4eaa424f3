"""The knowledge of many releases from the lines that runs have written: a function of the lines, whatever their order.

The database stores what this gives; a view as of a day is the same function of the releases up to that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from nlp.kb.assertions import Assertion, Numbers, assertions
from nlp.kb.entities import entity_of
from nlp.kb.facts import merge
from nlp.kb.identity import Apart, Group, Place, Setting, resolve
from nlp.kb.records import Entity, Fact, Knowledge, Label, Relation, Release
from nlp.kb.uses import COMPANY, COMPOUND, Use, day, key_of, publisher_number, spelled, uses_of
from nlp.registry.store import Registry

Line = Mapping[str, Any]
Identity = dict[Place, str]


def build(
    documents: Iterable[Line], events: Iterable[Line], registry: Registry, as_of: date | None = None
) -> Knowledge:
    """What is known of the documents up to a day (None: of all of them).

    `documents` and `events` are lines of documents.jsonl and events.jsonl; of two lines with one doc_id the last
    counts. A document that could not be read knows nothing. Raises UsageError for lines that no run has written.
    """
    lines = {line["doc_id"]: line for line in documents if line.get("status") != "failed"}
    known = {doc_id: line for doc_id, line in sorted(lines.items()) if _known(line, as_of)}
    uses = [use for line in known.values() for use in uses_of(line)]
    apart = [pair for line in known.values() for pair in apart_of(line)]
    groups, identity = identify(known, uses, apart, registry)
    names = {group.id: entity_of(group, apart, registry) for group in groups}
    numbers = Numbers()
    called = {entity.id: entity.name for entity in names.values()}
    linkers = {doc_id: DocumentLinker(uses_of(line), identity, called) for doc_id, line in known.items()}
    anchored: dict[str, list[Assertion]] = defaultdict(list)
    for event in {event["id"]: event for event in events if event["doc_id"] in known}.values():
        line = known[event["doc_id"]]
        issuer = issuer_of(line, identity)
        for assertion in assertions(event, day(line["release_date"], line), issuer, linkers[event["doc_id"]], numbers):
            anchored[assertion.anchor].append(assertion)
    facts: list[Fact] = [fact for anchor in sorted(anchored) for fact in merge(anchored[anchor])]
    return Knowledge(
        as_of,
        tuple(sorted((release_of(line, identity, names) for line in known.values()), key=_by_day)),
        tuple(sorted(names.values(), key=lambda entity: entity.id)),
        tuple(sorted(facts, key=lambda fact: fact.id)),
        tuple(relation for line in known.values() for relation in relations_of(line, identity)),
    )


def _known(line: Line, as_of: date | None) -> bool:
    published = day(line.get("release_date"), line)
    return as_of is None or (published is not None and published <= as_of)


def identify(
    lines: Mapping[str, Line], uses: Iterable[Use], apart: Iterable[Apart], registry: Registry
) -> tuple[list[Group], Identity]:
    """Companies first, then compounds in the light of who speaks; the entity id of every use."""
    uses, apart = list(uses), list(apart)
    companies = resolve((u for u in uses if u.label == COMPANY), apart, registry)
    identity: Identity = {use.place: group.id for group in companies for use in group.uses}
    named: dict[str, set[str]] = defaultdict(set)
    for (doc_id, _, _), entity in identity.items():
        named[doc_id].add(entity)
    settings = {doc_id: Setting(issuer_of(line, identity), frozenset(named[doc_id])) for doc_id, line in lines.items()}
    compounds = resolve((u for u in uses if u.label == COMPOUND), apart, registry, settings)
    identity |= {use.place: group.id for group in compounds for use in group.uses}
    return [*companies, *compounds], identity


def issuer_of(line: Line, identity: Identity) -> str | None:
    """The entity id of the company that issued a document."""
    number = publisher_number(line)
    return None if number is None else identity.get((line["doc_id"], COMPANY, number))


def apart_of(line: Line) -> list[Apart]:
    """What a document says is not the same."""
    published = day(line.get("release_date"), line)
    out = []
    for relation in line.get("relations") or ():
        if relation["type"] == "not_same_as":
            label = label_of(line, relation)
            pair = key_of(relation["left"], label), key_of(relation["right"], label)
            if all(pair) and pair[0] != pair[1]:
                out.append(Apart(label, *pair, published))
    return out


def label_of(line: Line, relation: Line) -> Label:
    """Whether a statement is about compounds or companies: as the document's line lists its left name."""
    left = spelled(relation["left"])
    return COMPOUND if any(left in cluster["texts"] for cluster in line.get("compounds") or ()) else COMPANY


class DocumentLinker:
    """Finds the base's entity for a filler of an event of one document. `names` are the entities' names by id."""

    def __init__(self, uses: Iterable[Use], identity: Mapping[Place, str], names: Mapping[str, str]) -> None:
        self.names = names
        self.of: dict[tuple[str, str], str] = {}
        for use in uses:
            for text in (*use.texts, use.name):
                self.of.setdefault((use.label, spelled(text)), identity[use.place])

    def __call__(self, label: str, filler: Line) -> tuple[str, str]:
        """The entity's id and name; a filler that the document's line does not list keeps its own name as its id."""
        for text in (filler["text"], *(filler.get("aliases") or ()), filler["name"]):
            entity = self.of.get((label, spelled(text)))
            if entity is not None:
                return entity, self.names[entity]
        return filler.get("id") or f"{label.lower()}:{spelled(filler['name']).casefold()}", filler["name"]


def release_of(line: Line, identity: Identity, names: Mapping[str, Entity]) -> Release:
    """The document as the base keeps it."""
    issuer = issuer_of(line, identity)
    called = names[issuer].name if issuer else (line.get("publisher") or [None])[0]
    return Release(
        line["doc_id"],
        line["sha256"],
        day(line.get("release_date"), line),
        issuer,
        called,
        line.get("title"),
        line.get("form"),
        line.get("fiscal_year_end"),
    )


def relations_of(line: Line, identity: Identity) -> list[Relation]:
    """The document's statements between entities; a name that no cluster of it carries gives none."""
    of: dict[str, str] = {}
    for use in uses_of(line):
        for text in use.texts:
            of.setdefault(spelled(text), identity[use.place])
    published = day(line.get("release_date"), line)
    out = []
    for relation in line.get("relations") or ():
        left, right = of.get(spelled(relation["left"])), of.get(spelled(relation["right"]))
        if left and right and (left != right or relation["type"] == "alias"):
            place = relation["start"], relation["end"], relation["text"]
            out.append(Relation(relation["type"], left, right, line["doc_id"], published, *place))
    return out


def _by_day(release: Release) -> tuple[date, str]:
    return release.published or date.max, release.doc_id
