"""What became of one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document's lines of the output.

    `events` are lines of events.jsonl in order of first mention, `line` is the one of documents.jsonl. `text` and
    `packed` (a spaCy DocBin of the one Doc) are None unless they were asked for, and for a document that failed.
    """

    doc_id: str
    events: tuple[Mapping[str, Any], ...]
    line: Mapping[str, Any]
    text: str | None = None
    packed: bytes | None = None

    @property
    def error(self) -> str | None:
        """Why the document could not be read, None when it was."""
        error: str | None = self.line["error"]
        return error
