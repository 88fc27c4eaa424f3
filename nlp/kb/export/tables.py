"""The knowledge as rows of six tables, which the Parquet files hold as they are and the graph's files take parts of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.kb.export.slots import slot_columns
from nlp.kb.records import Knowledge

Value = str | int | float | date | list[str] | list[int] | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns with their kinds ("text", "texts", "count", "counts", "number",
    "day"), its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: list[Row]


def tables(knowledge: Knowledge) -> list[Table]:
    """Releases, entities, names, facts, evidence and relations. `position` is the place among its siblings, from 0;
    `starts` and `ends` are the offsets of all mentions.
    """
    return [
        _releases(knowledge),
        _entities(knowledge),
        _names(knowledge),
        _facts(knowledge),
        _evidence(knowledge),
        _relations(knowledge),
    ]


def json_of(slots: Mapping[str, Any]) -> str:
    """Slots as one JSON object with sorted keys; nothing of them is lost here."""
    return json.dumps(dict(slots), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _releases(knowledge: Knowledge) -> Table:
    return Table(
        "releases",
        _columns("text doc_id sha256; day published; text publisher publisher_name title form fiscal_year_end"),
        [
            (r.doc_id, r.sha256, r.published, r.publisher, r.publisher_name, r.title, r.form, r.fiscal_year_end)
            for r in knowledge.releases
        ],
    )


def _entities(knowledge: Knowledge) -> Table:
    return Table(
        "entities",
        _columns("text id label name registry_id; texts not_same_as"),
        [(e.id, e.label, e.name, e.registry_id, list(e.not_same_as)) for e in knowledge.entities],
    )


def _names(knowledge: Knowledge) -> Table:
    return Table(
        "names",
        _columns("text entity; count position; text text kind source; day first_said last_said"),
        [
            (entity.id, position, name.text, name.kind, name.source, name.first_said, name.last_said)
            for entity in knowledge.entities
            for position, name in enumerate(entity.names)
        ],
    )


def _facts(knowledge: Knowledge) -> Table:
    slots = slot_columns()
    return Table(
        "facts",
        (
            *_columns("text id type realis; texts entities; text publisher; day valid_earliest valid_latest"),
            *_columns("day first_said last_said; number belief; text state superseded_by; texts contradicts"),
            *((column.name, column.kind) for column in slots),
            *_columns("text slots"),
        ),
        [
            (
                *(fact.id, fact.type, fact.realis, list(fact.entities), fact.publisher),
                *((fact.valid.earliest, fact.valid.latest) if fact.valid else (None, None)),
                *(fact.first_said, fact.last_said, fact.belief),
                *(fact.state, fact.superseded_by, list(fact.contradicts)),
                *(column.read(fact.slots) for column in slots),
                json_of(fact.slots),
            )
            for fact in knowledge.facts
        ],
    )


def _evidence(knowledge: Knowledge) -> Table:
    return Table(
        "evidence",
        (
            *_columns("text fact; count position; text event_id doc_id; day published; text realis"),
            *_columns("number confidence; text speaker section rule; count start end; text quote"),
            *_columns("counts starts ends; text slots"),
        ),
        [
            (
                *(fact.id, position, e.event_id, e.doc_id, e.published, e.realis),
                *(e.confidence, e.speaker, e.section, e.rule, e.start, e.end, e.quote),
                *([start for start, _ in e.places], [end for _, end in e.places], json_of(e.slots)),
            )
            for fact in knowledge.facts
            for position, e in enumerate(fact.evidence)
        ],
    )


def _relations(knowledge: Knowledge) -> Table:
    return Table(
        "relations",
        _columns("text kind left right doc_id; day published; count start end; text quote"),
        [(r.kind, r.left, r.right, r.doc_id, r.published, r.start, r.end, r.quote) for r in knowledge.relations],
    )


def _columns(told: str) -> tuple[tuple[str, str], ...]:
    """Columns as "kind name name; kind name"."""
    return tuple(_told(told))


def _told(told: str) -> Iterator[tuple[str, str]]:
    for group in told.split(";"):
        kind, *names = group.split()
        yield from ((name, kind) for name in names)
