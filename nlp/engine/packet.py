"""An outcome as the bytes that are written of it, so that no process but the one that made it handles its parts."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from nlp.engine.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Packet:
    """`events` and `line` are lines of events.jsonl and documents.jsonl, `count` is the number of the former.

    `natural` is the id that name and content give, `doc_id` the one that was used; `longer` is the id to use where
    another document has the natural one, None where there is none. `spent` says that the document was given up for its
    time or memory, `seconds` how long it took.
    """

    doc_id: str
    natural: str
    longer: str | None
    error: str | None
    count: int
    events: bytes
    line: bytes
    text: bytes = b""
    packed: bytes = b""
    seconds: float = 0.0
    spent: bool = False


def pack(
    outcome: Outcome, natural: str, longer: str | None = None, *, seconds: float = 0.0, spent: bool = False
) -> Packet:
    """The packet of an outcome."""
    option = orjson.OPT_APPEND_NEWLINE
    return Packet(
        outcome.doc_id,
        natural,
        longer,
        outcome.error,
        len(outcome.events),
        b"".join(orjson.dumps(event, option=option) for event in outcome.events),
        orjson.dumps(outcome.line, option=option),
        b"" if outcome.text is None else outcome.text.encode("utf-8", "replace"),
        outcome.packed or b"",
        seconds,
        spent,
    )
