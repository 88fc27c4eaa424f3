"""The finished parts as what is exported, read from disk as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import orjson

from nlp import resources
from nlp.engine.manifest import Entry
from nlp.engine.parts import Parts
from nlp.export import Batch, JsonLines, Line

Value = TypeVar("Value")


class _Each(Iterable[Value]):
    """Something of every outcome in the order of the output; may be gone through many times."""

    def __init__(self, parts: Parts, read: Callable[[Entry, memoryview], Iterable[Value]]) -> None:
        self._parts, self._read = parts, read

    def __iter__(self) -> Iterator[Value]:
        for entry in self._parts.manifest.by_id():
            yield from self._read(entry, self._parts.bytes_of(entry))


class _Texts(Mapping[str, str]):
    """The texts of the documents that were read, by id."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __getitem__(self, doc_id: str) -> str:
        entry = self._parts.manifest.find(doc_id)
        if entry is None or entry.error is not None:
            raise KeyError(doc_id)
        start = entry.events + entry.line
        return str(self._parts.bytes_of(entry)[start : start + entry.text], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return (entry.doc_id for entry in self._parts.manifest.by_id() if entry.error is None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Json(_Each[Line], JsonLines):
    """The lines of a file that is JSON already."""

    def __init__(self, parts: Parts, cut: Callable[[Entry], tuple[int, int]]) -> None:
        super().__init__(parts, lambda entry, data: map(orjson.loads, bytes(data[slice(*cut(entry))]).splitlines()))
        self._cut = cut

    def as_bytes(self) -> Iterator[memoryview]:
        """The lines as they were packed."""
        for entry in self._parts.manifest.by_id():
            yield self._parts.bytes_of(entry)[slice(*self._cut(entry))]


def batch(parts: Parts, patterns: Path | None) -> Batch:
    """All outcomes of a run."""
    types = resources.load(patterns).patterns.taxonomy["events"]
    events = _Json(parts, lambda entry: (0, entry.events))
    lines = _Json(parts, lambda entry: (entry.events, entry.events + entry.line))
    return Batch(events, lines, _Texts(parts), _Each(parts, _packed), types)


def _packed(entry: Entry, data: memoryview) -> Iterator[bytes]:
    if entry.packed:
        yield bytes(data[entry.size - entry.packed : entry.size])
