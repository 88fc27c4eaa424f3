"""What is exported."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Line = Mapping[str, Any]


class JsonLines(Iterable[Line]):
    """Lines that are there as bytes of JSON already."""

    @abstractmethod
    def as_bytes(self) -> Iterable[bytes | memoryview]:
        """Each ended by a line feed, some of them together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The outcome of a run: lines in the order in which they are written, events in the order of their documents.

    All of it may be gone through several times and need not be in memory. `texts` holds the texts by doc_id (for HTML
    pages), `packed` one DocBin's bytes a document (for spaCy); both are empty where nobody asked for them. `types` is
    the taxonomy's `events`: the slots and kinds of every event type.
    """

    events: Iterable[Line]
    documents: Iterable[Line]
    texts: Mapping[str, str]
    packed: Iterable[bytes]
    types: Mapping[str, Any]
