"""Events in the form of gold files: names as the document uses them, best first, and the quote as proof."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson

from nlp.export.atomic import write_whole
from nlp.score.align import Event, align
from nlp.score.slots import SLOTS, Kind

_LONGEST = 200
_QUOTED = " !#$&'()+,;=@[]~"  # characters of a document's id that a file name may have


def gold_event(line: Event) -> dict[str, Any]:
    """A line of `events.jsonl` (with or without ids) as a gold event; its mentions are kept beside the quote."""
    event: dict[str, Any] = {"type": line["type"]}
    for slot, kind in SLOTS[line["type"]].items():
        event[slot] = _value(kind, line.get(slot))
    event["realis"] = line["realis"]
    mentions = line.get("mentions") or ()
    event["quote"] = " ".join(str(mentions[0]["text"]).split()) if mentions else None
    return event


def gold_document(line: Event, events: Sequence[Event], before: Event | None = None) -> dict[str, Any]:
    """A gold file's content: the head of the gold `before` (None: of the run's document `line`), and these events."""
    if before is not None:
        return {**before, "events": list(events)}
    return {
        "doc_id": line["doc_id"],
        "publisher": list(line.get("publisher") or ()),
        "ticker": line.get("ticker"),
        "release_date": line.get("release_date"),
        "compounds": [list(cluster["texts"]) for cluster in line.get("compounds") or ()],
        "subsidiaries": [
            [relation["left"], relation["right"]]
            for relation in line.get("relations") or ()
            if relation["type"] == "subsidiary_of"
        ],
        "events": list(events),
    }


def merged(
    before: Sequence[Event], kept: Sequence[Event], changed: Sequence[tuple[Event, Event]], dropped: Sequence[Event]
) -> list[Event]:
    """Earlier gold after a review, all in gold form: what was `kept` or is new is there once, a `changed` one (was, is)
    has taken its place, a `dropped` one is gone; what nobody looked at stays.
    """
    events = list(before)
    for event in dropped:
        events = [one for one in events if one is not counterpart(event, events)]
    for was, now in changed:
        old = counterpart(was, events) or counterpart(now, events)
        events = [now if one is old else one for one in events] if old is not None else [*events, now]
    for event in kept:
        if counterpart(event, events) is None:
            events.append(event)
    return events


def counterpart(event: Event, events: Sequence[Event]) -> Event | None:
    """The event that tells the same fact by the score's alignment, None without one."""
    pairs = align([event], events)
    return pairs[0][1] if pairs else None


def file_name(doc_id: str) -> str:
    """The gold file of a document; no id reaches another folder, a long one ends in its hash."""
    name = quote(doc_id, safe=_QUOTED)
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}-{hashlib.sha256(doc_id.encode()).hexdigest()[:16]}"
    return f"{name}.json"


def write_gold(folder: Path, gold: Mapping[str, Any]) -> Path:
    """Write a document's gold into `folder`, in place of what is there of it: its file in `docs` or its line in
    `leads*.jsonl`; a document without gold gets a file named after it. Files are written whole.
    """
    doc_id = gold["doc_id"]
    for path in sorted(folder.glob("leads*.jsonl")):
        lines = path.read_bytes().splitlines()
        if any(_is_of(line, doc_id) for line in lines):
            changed = (orjson.dumps(gold) if _is_of(line, doc_id) else line for line in lines)
            write_whole(path, [line + b"\n" for line in changed])
            return path
    files = sorted((folder / "docs").glob("*.json"))
    path = next((path for path in files if _is_of(path.read_bytes(), doc_id)), folder / "docs" / file_name(doc_id))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [json.dumps(gold, indent=1, ensure_ascii=False).encode() + b"\n"])
    return path


def _is_of(data: bytes, doc_id: str) -> bool:
    return bool(data.strip()) and orjson.loads(data).get("doc_id") == doc_id


def _value(kind: Kind, value: Any) -> Any:
    if kind is Kind.ENTITY:
        return _names(value) if value else None
    if kind is Kind.ENTITIES:
        return [_names(one) for one in value or ()]
    if kind is Kind.DATE:
        return {"earliest": value["earliest"], "latest": value["latest"]} if value else None
    if kind is Kind.TEXTS:
        return [one if isinstance(one, list) else [one] for one in value or ()]
    return value


def _names(value: Any) -> list[str]:
    """The words used here first, then the document's other names; a canonical name only where there are none."""
    if isinstance(value, list):
        return list(value)
    if isinstance(value, str):
        return [value]
    return list(dict.fromkeys(name for name in (value.get("text"), *(value.get("aliases") or ())) if name)) or [
        value["name"]
    ]
