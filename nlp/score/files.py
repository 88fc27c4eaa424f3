"""Gold files and output files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson

from nlp.errors import UsageError
from nlp.score.align import Event


def read_gold(folder: Path) -> list[Event]:
    """Gold documents of `docs/*.json` and `leads*.jsonl` (one a line), in sorted order."""
    golds: list[Event] = [_object(path.read_bytes(), str(path)) for path in sorted((folder / "docs").glob("*.json"))]
    golds += [line for path in sorted(folder.glob("leads*.jsonl")) for line in _lines(path)]
    if not golds:
        raise UsageError(f"found no gold in {folder}, expected docs/*.json or leads*.jsonl")
    for gold in golds:
        if not isinstance(gold.get("doc_id"), str) or not isinstance(gold.get("events"), list):
            raise UsageError(f"found a gold document without doc_id or events in {folder}, expected both")
    return golds


def has_gold(folder: Path) -> bool:
    """Whether a folder holds gold documents that `read_gold` would read; False also where there is no such folder."""
    return any((folder / "docs").glob("*.json")) or any(folder.glob("leads*.jsonl"))


def read_output(folder: Path) -> tuple[dict[str, list[Event]], dict[str, Event]]:
    """The events and the document lines of an output folder, by doc_id."""
    events: dict[str, list[Event]] = {}
    for event in _lines(folder / "events.jsonl"):
        events.setdefault(_doc_id(event, folder / "events.jsonl"), []).append(event)
    documents: dict[str, Event] = {
        _doc_id(line, folder / "documents.jsonl"): line for line in _lines(folder / "documents.jsonl")
    }
    return events, documents


def _lines(path: Path) -> Iterator[Event]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}; expected the output of a run") from None
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield _object(line, f"{path}, line {number}")


def _object(data: bytes, where: str) -> Event:
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"found broken JSON in {where} ({error})") from None
    if not isinstance(value, dict):
        raise UsageError(f"found a JSON {type(value).__name__} in {where}, expected an object")
    return value


def _doc_id(line: Event, path: Path) -> str:
    doc_id = line.get("doc_id")
    if not isinstance(doc_id, str):
        raise UsageError(f"found a line without doc_id in {path}, expected the output of a run")
    return doc_id
