"""What the exports ask of a knowledge beyond its records: that nothing points nowhere, and where a name is from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from nlp.kb.records import Entity, Evidence, Knowledge, Label, Name
from nlp.kb.uses import key_of

_COMPOUND_SLOTS = frozenset({"compound"})


def complete(knowledge: Knowledge) -> Knowledge:
    """The knowledge with an entity for every id that a fact, a release or a relation names but no entity has.

    An event may be about a name that its document's line does not list; it is an entity all the same.
    """
    known = {entity.id for entity in knowledge.entities}
    made: dict[str, Entity] = {}
    for fact in knowledge.facts:
        for evidence in fact.evidence:
            for label, filler in fillers(evidence.slots):
                name = Name(filler["text"], "used", evidence.doc_id, evidence.published, evidence.published)
                made.setdefault(filler["id"], Entity(filler["id"], label, filler["name"], None, (name,)))
        for label, filler in fillers(fact.slots):
            made.setdefault(filler["id"], _bare(filler["id"], label, filler["name"]))
        for id in (*fact.entities, *filter(None, [fact.publisher])):
            made.setdefault(id, _bare(id))
    for release in knowledge.releases:
        if release.publisher:
            made.setdefault(release.publisher, _bare(release.publisher, "COMPANY", release.publisher_name))
    for relation in knowledge.relations:
        for id in (relation.left, relation.right):
            made.setdefault(id, _bare(id))
    missing = [entity for id, entity in made.items() if id not in known]
    if not missing:
        return knowledge
    return replace(knowledge, entities=tuple(sorted((*knowledge.entities, *missing), key=lambda entity: entity.id)))


def _bare(id: str, label: Label | None = None, name: str | None = None) -> Entity:
    if label is None:
        label = "COMPOUND" if id.startswith("compound:") else "COMPANY"
    return Entity(id, label, name or id, None, (Name(name or id, "used", "unknown"),))


def fillers(slots: Mapping[str, Any]) -> Iterator[tuple[Label, Mapping[str, Any]]]:
    """The compounds and companies in the slots, with their label."""
    for slot, value in slots.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping) and "id" in item:
                yield ("COMPOUND" if slot in _COMPOUND_SLOTS else "COMPANY"), item


def first_releases(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    """By entity id and name: the document that used the name first.

    That is the name's source where it is a document, else the only release of the day on which it was first said, or
    of several that day the first one with an event about the entity by this name. Where that leaves it open, the name
    is left out.
    """
    releases = {release.doc_id for release in knowledge.releases}
    of_day: dict[date, list[str]] = {}
    for release in knowledge.releases:
        if release.published:
            of_day.setdefault(release.published, []).append(release.doc_id)
    told: dict[tuple[str, str, date | None], str] = {}
    for evidence in sorted(_evidence(knowledge), key=lambda item: (item.doc_id, item.start)):
        for label, filler in fillers(evidence.slots):
            told.setdefault((filler["id"], key_of(filler["text"], label), evidence.published), evidence.doc_id)
    found: dict[tuple[str, str], str] = {}
    for entity in knowledge.entities:
        for name in entity.names:
            if name.source in releases:
                found[entity.id, name.text] = name.source
            elif name.first_said:
                that_day = of_day.get(name.first_said, [])
                by_event = told.get((entity.id, key_of(name.text, entity.label), name.first_said))
                doc_id = that_day[0] if len(that_day) == 1 else by_event
                if doc_id:
                    found[entity.id, name.text] = doc_id
    return found


def _evidence(knowledge: Knowledge) -> Iterator[Evidence]:
    return (evidence for fact in knowledge.facts for evidence in fact.evidence)
