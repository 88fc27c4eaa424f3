"""What annotators decide, as frozen values and as lines of JSON.

An annotator's decisions are one file of lines, `DIR/decisions/NAME.jsonl`, to which lines are only ever added: what
holds now follows from all of them (`nlp.annotation.standing`). A decision carries the whole event that it is about, so
that it outlives the run and the rules that it was made on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import orjson

from nlp.errors import UsageError

Action = Literal["accept", "reject", "correct", "add", "dismiss", "undo", "done", "reopen"]
ACTIONS: tuple[Action, ...] = get_args(Action)
ON_DOCUMENTS: frozenset[str] = frozenset({"done", "reopen"})
WHOLE = ""  # the key of decisions on a document as a whole

Span = tuple[int, int]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one annotator.

    `at` is the time in UTC (ISO 8601, microseconds); `sha256` that of the document as `documents.jsonl` has it.
    `key` names what is decided on within annotator and document: the `id` of the run's event, for an `add` (and all
    later decisions on what was added) the `id` of the `add`, WHOLE for `done` and `reopen`, `trigger:RULE:START` for a
    `dismiss`: a match that told no event, and rightly so. `after` is the annotator's
    decision on the same key that stood when this one was made, None for the first; for an `undo` the one that is taken
    back. `event` is the event as the annotator says it is (accept, correct, add): a line of `events.jsonl` without `id`
    and `doc_id`; `was` what the run told (accept, reject, correct), None for what an annotator has added; `rule` the
    rule that told it. `spans` has, by slot, the characters that the annotator selected, start inclusive, end exclusive.
    """

    action: Action
    annotator: str
    doc_id: str
    sha256: str
    key: str = WHOLE
    after: str | None = None
    event: Mapping[str, Any] | None = None
    was: Mapping[str, Any] | None = None
    rule: str | None = None
    spans: Mapping[str, tuple[Span, ...]] | None = None
    note: str | None = None
    at: str = ""
    id: str = ""


def annotator_name(text: str) -> str:
    """The text when it can name an annotator (and so a file), else UsageError."""
    if not _NAME.fullmatch(text):
        raise UsageError(
            f"found {text!r} as an annotator's name, expected 1 to 40 letters, digits, hyphens and underscores"
        )
    return text


def identified(decision: Decision, at: str) -> Decision:
    """The decision with its time and its `id`, a hash of all the rest; an `add` becomes its own key."""
    bare = replace(decision, at=at, id="", key=WHOLE if decision.action == "add" else decision.key)
    name = hashlib.sha256(_dump(bare)).hexdigest()[:16]
    return replace(bare, id=name, key=name if decision.action == "add" else decision.key)


def to_line(decision: Decision) -> bytes:
    """The decision as one line of JSON with its line feed."""
    return _dump(decision) + b"\n"


def from_line(data: bytes, where: str) -> Decision:
    """The decision of a line; UsageError that begins with `where` for what is none."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{where}: found broken JSON, expected a decision ({error})") from None
    if not isinstance(value, dict):
        raise UsageError(f"{where}: found a JSON {type(value).__name__}, expected a decision")
    unknown = sorted(value.keys() - set(Decision.__slots__))
    absent = [name for name in ("action", "annotator", "doc_id", "sha256", "at", "id") if not value.get(name)]
    if unknown or absent or value["action"] not in ACTIONS:
        problem = (
            f"unknown fields {', '.join(unknown)}"
            if unknown
            else f"no {', '.join(absent)}"
            if absent
            else f"action {value['action']!r}, expected one of {', '.join(ACTIONS)}"
        )
        raise UsageError(f"{where}: found a decision with {problem}")
    spans = value.get("spans")
    if spans:
        value["spans"] = {slot: tuple((int(a), int(b)) for a, b in places) for slot, places in spans.items()}
    return Decision(**value)


def _dump(decision: Decision) -> bytes:
    return orjson.dumps({name: getattr(decision, name) for name in Decision.__slots__})
