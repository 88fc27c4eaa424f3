"""Events as rows of a table: the same columns for all types, whatever events there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.errors import PatternError
from nlp.export.batch import Line

Value = str | int | float | date | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is "text", "number", "count", "day" or "texts" (a list), `read` finds the value."""

    name: str
    kind: str
    read: Callable[[Line], Value]


def columns(types: Mapping[str, Any]) -> list[Column]:
    """The columns for a taxonomy's event types: head, every slot of every type in order of appearance, proof."""
    found = [Column(name, "text", _field(name)) for name in ("id", "doc_id", "type")]
    for slot, kind in _slots(types).items():
        found += [Column(slot + ending, sort, _part(slot, keys)) for ending, sort, keys in _PARTS.get(kind, _PLAIN)]
    found += [Column(name, "text", _field(name)) for name in ("realis", "speaker")]
    found += [Column("confidence", "number", _field("confidence")), Column("warnings", "texts", _field("warnings"))]
    found += [Column(name, "count", _first_mention(name)) for name in ("start", "end")]
    found += [Column(name, "text", _first_mention(name)) for name in ("section", "rule", "text")]
    return [*found, Column("mentions", "count", lambda event: len(event["mentions"]))]


_PLAIN = (("", "text", ()),)
_ENTITY = (("", "text", ("name",)), ("_id", "text", ("id",)), ("_text", "text", ("text",)))
_PARTS: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "compound": _ENTITY,
    "company": _ENTITY,
    "companies": (("", "texts", ("name",)),),
    "texts": (("", "texts", ()),),
    "number": (("", "number", ()),),
    "money": (("_amount", "number", ("amount",)), ("_currency", "text", ("currency",))),
    "date": (("_earliest", "day", ("earliest",)), ("_latest", "day", ("latest",)), ("_text", "text", ("text",))),
}


def _slots(types: Mapping[str, Any]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for spec in types.values():
        for slot, about in spec["slots"].items():
            if kinds.setdefault(slot, about["kind"]) != about["kind"]:
                raise PatternError(
                    f"taxonomy.yaml: slot {slot!r} is {kinds[slot]} in one type and {about['kind']} in another"
                )
    return kinds


def _field(name: str) -> Callable[[Line], Value]:
    return lambda event: event[name]


def _first_mention(name: str) -> Callable[[Line], Value]:
    return lambda event: event["mentions"][0][name]


def _part(slot: str, keys: tuple[str, ...]) -> Callable[[Line], Value]:
    def read(event: Line) -> Value:
        value = event.get(slot)
        if isinstance(value, list):
            return [str(item[keys[0]] if keys else item) for item in value]
        for key in keys:
            value = None if value is None else value[key]
        return date.fromisoformat(value) if keys in (("earliest",), ("latest",)) and value else value

    return read


def rows(events: Iterable[Line], types: Mapping[str, Any]) -> Iterator[list[Value]]:
    """One row an event, in the order of `columns`."""
    wanted = columns(types)
    return ([column.read(event) for column in wanted] for event in events)
