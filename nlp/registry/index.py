"""Builds the look-up tables of the registry and checks what only the whole set of entries can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.registry.entities import Alias, Entity


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found under one of its names."""

    id: str
    alias: Alias


Key = Callable[[str], str]
Index = Mapping[str, tuple[Hit, ...]]


def build_index(entities: Iterable[Entity], key: Key, *, tickers: bool = False, imported: bool = True) -> Index:
    """Hits by name key, in the order of the entities; of names, or of tickers only; with or without imported names."""
    found: dict[str, list[Hit]] = {}
    for entity in entities:
        for alias in entity.aliases:
            if (alias.kind == "ticker") == tickers and (imported or alias.vocabulary is None):
                found.setdefault(key(alias.name), []).append(Hit(entity.id, alias))
    return {name: tuple(hits) for name, hits in found.items()}


def in_use(hits: tuple[Hit, ...], on: date | None) -> tuple[Hit, ...]:
    """One hit for each entity: of those that carried the name that day, else of all that ever did."""
    if not hits:
        return hits
    best: dict[str, Hit] = {}
    for hit in [hit for hit in hits if hit.alias.in_use(on)] or hits:
        known = best.get(hit.id)
        if known is None or (hit.alias.match and not known.alias.match):
            best[hit.id] = hit
    return tuple(best.values())


def claims(index: Index) -> list[str]:
    """A sentence for each name that two entities claim for the same time."""
    problems = []
    for hits in index.values():
        for position, first in enumerate(hits):
            for other in hits[position + 1 :]:
                if first.id != other.id and _overlap(first.alias, other.alias):
                    problems.append(
                        f"alias {other.alias.name!r} of {other.id!r} is also a name of {first.id!r} for the same time"
                    )
    return problems


def unknown_names(entities: Sequence[Entity], index: Index, key: Key) -> list[str]:
    """A sentence for each `not_same_as` that is neither an id nor a name of an entry: allowed, but maybe misspelt."""
    ids = {entity.id for entity in entities}
    return [
        f"{entity.id}: not_same_as {other!r} is neither an id nor a name of the registry"
        for entity in entities
        for other in entity.not_same_as
        if other not in ids and key(other) not in index
    ]


def apart_keys(entities: Sequence[Entity], index: Index, key: Key) -> dict[str, frozenset[str]]:
    """By entity id: the keys of its `not_same_as` names that no entry has."""
    ids = {entity.id for entity in entities}
    return {
        entity.id: frozenset(key(other) for other in entity.not_same_as if other not in ids and key(other) not in index)
        for entity in entities
        if entity.not_same_as
    }


def _overlap(first: Alias, other: Alias) -> bool:
    starts = [alias.first for alias in (first, other) if alias.first is not None]
    ends = [alias.last for alias in (first, other) if alias.last is not None]
    return not starts or not ends or max(starts) <= min(ends)
