"""What is exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """The outcome of a run: lines in the order in which they are written.

    `texts` holds the texts by doc_id (for HTML pages), `packed` one DocBin's bytes a document (for spaCy); both are
    empty where nobody asked for them. `types` is the taxonomy's `events`: the slots and kinds of every event type.
    """

    events: tuple[Line, ...]
    documents: tuple[Line, ...]
    texts: Mapping[str, str]
    packed: tuple[bytes, ...]
    types: Mapping[str, Any]
