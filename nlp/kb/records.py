"""Frozen values of the knowledge base. Nothing here knows spaCy or a database.

Two times are kept apart (bitemporal): `valid` is when a thing happened or is to happen, `published` and `first_said`
when it was said, the release's own date. A release without a date has None: nobody can tell whether it was known on a
day, so it is left out of every view as of a day and stands in the present one. Days of an interval are both included;
offsets are characters of the document's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from nlp.records import Interval

Label = Literal["COMPOUND", "COMPANY"]
FactState = Literal["current", "superseded", "contradicted"]


@dataclass(frozen=True, slots=True)
class Release:
    """A document of the base. `publisher` is the id of the company that issued it, None where it is unknown;
    `fiscal_year_end` is the month and day on which its fiscal year ends (`06-30`), None where that is not told.
    """

    doc_id: str
    sha256: str
    published: date | None
    publisher: str | None
    publisher_name: str | None
    title: str | None
    form: str | None
    fiscal_year_end: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity.

    `kind` is the registry's (`inn`, `code`, `brand`, `former`, `legal` ...) or `used` for a spelling that a document
    uses. `source` is `registry`, the name of an imported vocabulary, or the doc_id of the first document that uses the
    name. `first_said` and `last_said` are the days of the first and last release that uses it, None where none does.
    """

    text: str
    kind: str
    source: str
    first_said: date | None = None
    last_said: date | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A compound or a company with all its names, the name first that the registry or the most releases prefer.

    `id` is the registry's id, else made from the first name ever used (`compound:nrv-210`). `not_same_as` are ids of
    entities that a registry or a release says are others.
    """

    id: str
    label: Label
    name: str
    registry_id: str | None
    names: tuple[Name, ...]
    not_same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One event of one document that tells a fact, with its first mention's quote. `places` are the offsets of all its
    mentions, in order.
    """

    event_id: str
    doc_id: str
    published: date | None
    realis: str
    confidence: float
    speaker: str | None
    section: str
    rule: str
    start: int
    end: int
    quote: str
    slots: Mapping[str, Any]
    places: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or more releases say of one thing, merged.

    `slots` are those of the event type as in events.jsonl, but a compound or company slot holds `{"id", "name",
    "text"}` with the id of the base's entity; a list of companies holds such objects. `entities` are the ids of all
    compounds and companies in the slots, and the issuer's for guidance and results. `publisher` is who says it (the
    first issuer). `valid` is the slot `date` (`period` for guidance and results) as an interval, None when no time is
    told. `first_said` and `last_said` are the days of the first and last release that tells it. `state`: `superseded`
    when a later release says otherwise of the same thing (`superseded_by` is that fact), `contradicted` when another
    says otherwise and neither is later or more precise (`contradicts`). `belief` is between 0 and 1, see
    `nlp.kb.belief`. `evidence` is sorted by day, then document, then place.
    """

    id: str
    type: str
    slots: Mapping[str, Any]
    realis: str
    entities: tuple[str, ...]
    publisher: str | None
    valid: Interval | None
    first_said: date | None
    last_said: date | None
    belief: float
    evidence: tuple[Evidence, ...]
    state: FactState = "current"
    superseded_by: str | None = None
    contradicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """What a release says of two entities: `alias`, `not_same_as`, `subsidiary_of` (`left` belongs to `right`)."""

    kind: str
    left: str
    right: str
    doc_id: str
    published: date | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that was known on a day (`as_of`; None: all that is known). Each tuple is sorted by id, releases by day."""

    as_of: date | None
    releases: tuple[Release, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]
