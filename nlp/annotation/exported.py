"""What was given to another tool, so that what comes back can be compared with it: `exported.jsonl`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, RelationMark, Vocabulary, checked
from nlp.errors import UsageError

FILE = "exported.jsonl"


@dataclass(frozen=True, slots=True)
class Exported:
    """A document as it was given away. `events` are its lines of events.jsonl by `id`, without `id` and `doc_id`."""

    document: AnnotatedDocument
    events: Mapping[str, Mapping[str, Any]]


def dump(exported: Iterable[Exported]) -> bytes:
    """The lines of the file."""
    return b"".join(
        orjson.dumps({"document": dataclasses.asdict(one.document), "events": dict(one.events)}) + b"\n"
        for one in exported
    )


def load(data: bytes, vocabulary: Vocabulary, name: str) -> list[Exported]:
    """What `dump` wrote; UsageError that begins with `name` and the line for anything else."""
    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        where = f"{name}, line {number}"
        if not line:
            continue
        try:
            value = orjson.loads(line)
            found.append(Exported(checked(_document(value["document"]), vocabulary, where), value["events"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UsageError(f"{where}: found no exported document ({type(error).__name__}: {error})") from None
    return found


def _document(value: Mapping[str, Any]) -> AnnotatedDocument:
    entities = tuple(Mark(one["number"], one["label"], _pairs(one["pieces"])) for one in value["entities"])
    events = tuple(
        EventMark(**{**one, "trigger": _pairs(one["trigger"]), "arguments": _pairs(one["arguments"])})
        for one in value["events"]
    )
    relations = tuple(RelationMark(**one) for one in value["relations"])
    return AnnotatedDocument(**{**value, "entities": entities, "events": events, "relations": relations})


def _pairs(values: Iterable[Iterable[Any]]) -> Any:
    return tuple(tuple(pair) for pair in values)
