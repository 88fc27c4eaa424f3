"""Events about a compound that only the trained recogniser names say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from nlp.pipes.found import Found
from nlp.pipes.names.recognised import MODEL
from nlp.pipes.other_names import spelled
from nlp.pipes.told import Named, Told
from nlp.registry.uses import Cluster

NOTE = "warning: a name in this event was found by the trained model alone"


def vouched(flat: str, told: Sequence[Told], found: Sequence[Found], clusters: Sequence[Cluster]) -> tuple[Told, ...]:
    """The tellings, those with a compound or company that no rule names with a warning."""
    ours = {(one.label, spelled(flat[one.start : one.end])) for one in found if one.source == MODEL}
    alone = {number for number, one in enumerate(clusters) if all((one.label, text) in ours for text in one.texts)}
    if not alone:
        return tuple(told)
    return tuple(replace(one, notes=(*one.notes, NOTE)) if alone & set(_clusters(one)) else one for one in told)


def _clusters(told: Told) -> Iterator[int]:
    for value in told.slots.values():
        yield from _named(value)


def _named(value: Any) -> Iterator[int]:
    if isinstance(value, Named):
        yield value.cluster
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _named(one)
