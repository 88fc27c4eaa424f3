"""Where a document tells the names and events that its gold lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from nlp.pipes.flat import flatten
from nlp.score.align import Event
from nlp.score.slots import SLOTS, Kind
from nlp.training.records import Name

_SHORTEST, _CASED = 3, 4  # shorter names are left out; up to so many letters a name is told by its case
_LABELS = {"compound": "COMPOUND", "trial": "TRIAL", "indication": "INDICATION"}


def gold_names(flat: str, gold: Event) -> Iterator[Name]:
    """Every place of every name of the gold in the flat text, longer names first; they may overlap."""
    names = [("COMPANY", name) for name in gold.get("publisher") or ()]
    names += [("COMPOUND", name) for cluster in gold.get("compounds") or () for name in cluster]
    names += [("COMPANY", name) for pair in gold.get("subsidiaries") or () for name in pair]
    names += [pair for event in gold["events"] for pair in _slot_names(event)]
    wanted = {(label, flatten(name)) for label, name in names if len(name) >= _SHORTEST}
    for label, name in sorted(wanted, key=lambda pair: (-len(pair[1]), pair)):
        cased = 0 if len(name) > _CASED and label in ("COMPOUND", "INDICATION") else None
        pattern = re.compile(_spelled(name), re.IGNORECASE if cased == 0 else 0)
        for match in pattern.finditer(flat):
            yield Name(match.start(), match.end(), label, 2)


def _spelled(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return rf"(?<![\w-]){words}(?!\w)"


def _slot_names(event: Event) -> Iterator[tuple[str, str]]:
    for slot, kind in SLOTS[event["type"]].items():
        if slot in _LABELS:
            yield from ((_LABELS[slot], name) for name in _texts(event.get(slot)))
        elif kind in (Kind.ENTITY, Kind.ENTITIES) and slot != "asset":
            yield from (("COMPANY", name) for name in _texts(event.get(slot)))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    return [name for one in value or () for name in _texts(one)]


def gold_places(flat: str, gold: Event) -> Iterator[tuple[int, int, str, str]]:
    """First and last character (exclusive), type and realis of every event whose quote the text holds."""
    for event in gold["events"]:
        words = flatten(str(event.get("quote") or "")).split()
        match = re.search(r"\s+".join(map(re.escape, words)), flat) if words else None
        if match:
            yield match.start(), match.end(), event["type"], event["realis"]
