"""Disagreements decided by a third reader: what was agreed and what was decided become gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import orjson

from nlp.annotation.agreement import Disagreement, differences, matched
from nlp.annotation.readings import Read, Reading
from nlp.errors import UsageError
from nlp.score.align import Event
from nlp.score.slots import SLOTS, Kind

Take = Literal["left", "right", "neither"]
TAKES: tuple[Take, ...] = get_args(Take)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was decided on a disagreement. `quote` is its sentence, which shall be an example of the rule `example_of`;
    `is_told` says whether the reading that was taken has the event.
    """

    id: str
    take: Take
    example_of: str | None = None
    quote: str = ""
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Settled:
    """`documents` have their gold events; `open` are ids of disagreements by document that is not decided wholly."""

    documents: Mapping[str, tuple[Event, ...]]
    open: Mapping[str, tuple[str, ...]]


def question(disagreement: Disagreement) -> dict[str, Any]:
    """A disagreement as a line to be decided: whoever decides writes "left", "right" or "neither" for `take`."""
    return {name: getattr(disagreement, name) for name in Disagreement.__slots__} | {"take": None, "example_of": None}


def read_taken(path: Path) -> list[Taken]:
    """The decided lines of a file of questions; UsageError names line and value that cannot be."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    return [taken for number, line in enumerate(lines, 1) if (taken := _taken(line, f"{path}, line {number}"))]


def settle(left: Reading, right: Reading, taken: Iterable[Taken]) -> Settled:
    """Both readings with what was decided. A document with an open question is not settled. Raises UsageError for a
    decision on a disagreement that there is not (any more), and for "neither" where there is no third way.
    """
    takes = {one.id: one.take for one in taken}
    documents: dict[str, tuple[Event, ...]] = {}
    waiting: dict[str, tuple[str, ...]] = {}
    known: set[str] = set()
    for doc_id in sorted(left.documents.keys() & right.documents.keys()):
        things = [
            (one, two, differences(doc_id, one, two))
            for one, two in matched(left.documents[doc_id], right.documents[doc_id])
        ]
        asked = [difference.id for _, _, found in things for difference in found]
        known.update(asked)
        undecided = tuple(name for name in asked if name not in takes)
        if undecided:
            waiting[doc_id] = undecided
        else:
            events = (_settled(one, two, found, takes) for one, two, found in things)
            documents[doc_id] = tuple(event for event in events if event is not None)
    stray = sorted(takes.keys() - known)
    if stray:
        raise UsageError(
            f"found decisions on {', '.join(stray[:5])}, expected ids that `annotate agreement` lists for these two "
            "readings: one of them has changed since"
        )
    return Settled(documents, waiting)


def _settled(
    one: Read | None, two: Read | None, found: Iterable[Disagreement], takes: Mapping[str, Take]
) -> Event | None:
    """The event on which it ends; None for no event."""
    base = one or two
    event: dict[str, Any] | None = dict(base.event) if base else None
    for difference in found:
        take = takes[difference.id]
        taken = {"left": difference.left, "right": difference.right, "neither": None}[take]
        if difference.kind in ("missing", "type"):
            event = dict(taken) if taken is not None else None
        elif event is not None:
            _take(event, difference, taken)
    return event


def _take(event: dict[str, Any], difference: Disagreement, taken: Event | None) -> None:
    if difference.kind == "boundary":
        event["quote"] = taken["quote"] if taken is not None else event["quote"]
    elif difference.kind == "realis":
        if taken is None:
            raise UsageError(f"{difference.id}: found 'neither' for realis, expected 'left' or 'right'")
        event["realis"] = taken["realis"]
    else:
        slot = difference.slot or ""
        many = SLOTS[event["type"]][slot] in (Kind.TEXTS, Kind.ENTITIES)
        event[slot] = taken.get(slot) if taken is not None else [] if many else None


def _taken(line: bytes, where: str) -> Taken | None:
    try:
        value = orjson.loads(line) if line.strip() else {}
    except orjson.JSONDecodeError as error:
        raise UsageError(f"{where}: found broken JSON ({error}), expected a line of `annotate agreement`") from None
    if not isinstance(value, dict) or value.get("take") is None:
        return None
    if value["take"] not in TAKES or not isinstance(value.get("id"), str):
        raise UsageError(f"{where}: found take {value['take']!r}, expected one of {', '.join(TAKES)} beside an id")
    told = value.get(value["take"]) if value["take"] != "neither" else None
    quote = (told or value.get("left") or value.get("right") or {}).get("quote")
    return Taken(value["id"], value["take"], value.get("example_of"), str(quote or ""), told is not None)
