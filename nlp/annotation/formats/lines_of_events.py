"""Lines of events.jsonl for events that a reader has changed or added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.annotation.formats.values import LISTS, Reading, Unreadable, spelled
from nlp.annotation.marks import AnnotatedDocument, EventMark, Piece, Vocabulary

OWN = 1.0  # the confidence of an event that a person has told


def same(then: EventMark, now: EventMark) -> bool:
    """Whether type and realis are as they were; a realis that was taken away says nothing."""
    return then.type == now.type and now.realis in (None, then.realis)


def slots_changed(
    then: EventMark, before: AnnotatedDocument, now: EventMark, after: AnnotatedDocument
) -> frozenset[str]:
    """The slots whose words or whose value a reader has changed."""
    words, other = _words(then, before), _words(now, after)
    slots = words.keys() | other.keys() | then.values.keys() | now.values.keys()
    return frozenset(
        slot for slot in slots if words.get(slot) != other.get(slot) or then.values.get(slot) != now.values.get(slot)
    )


def new_line(
    event: EventMark,
    document: AnnotatedDocument,
    reading: Reading,
    vocabulary: Vocabulary,
    *,
    was: Mapping[str, Any] | None,
    changed: frozenset[str],
) -> dict[str, Any]:
    """The event as a line of events.jsonl without `id` and `doc_id`: slots that have not changed as they were, the
    others from their words, or from the list they are chosen from. Raises Unreadable for words that give no value.
    """
    line: dict[str, Any] = {"type": event.type}
    for slot, about in vocabulary.types[event.type].items():
        kept = was is not None and slot not in changed and event.type == was["type"]
        line[slot] = (
            was[slot] if kept and was is not None else _value(event, slot, about["kind"], document, reading, was)
        )
    told = was or {}
    line["realis"] = event.realis or told.get("realis") or "actual"
    line["speaker"] = told.get("speaker")
    line["confidence"] = told.get("confidence", OWN)
    line["warnings"] = told.get("warnings", [])
    line["mentions"] = _mentions(event, document, was)
    return line


def _words(event: EventMark, document: AnnotatedDocument) -> dict[str, set[tuple[Piece, ...]]]:
    """The places that fill every slot."""
    pieces = {mark.number: mark.pieces for mark in document.entities}
    found: dict[str, set[tuple[Piece, ...]]] = {}
    for slot, number in event.arguments:
        found.setdefault(slot, set()).add(pieces[number])
    return found


def _value(
    event: EventMark, slot: str, kind: str, document: AnnotatedDocument, reading: Reading, was: Mapping[str, Any] | None
) -> Any:
    """The value of a slot that has changed."""
    empty: Any = [] if kind in LISTS else None
    if kind == "enum":
        return event.values.get(slot)
    places = sorted(_words(event, document).get(slot, ()))
    if not places:
        # Its words were taken away, or it never had any and its value was written by hand.
        told = (was or {}).get(slot)
        value = event.values.get(slot)
        return value if value != told else empty
    read = [reading(place[0][0], place[-1][1], kind) for place in places]
    if kind in LISTS:
        return read
    if len(read) > 1:
        words = ", ".join(repr(spelled(reading.text[place[0][0] : place[-1][1]])) for place in places)
        raise Unreadable(f"{slot} has {len(read)} fillers ({words}), expected one")
    return read[0]


def _mentions(event: EventMark, document: AnnotatedDocument, was: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Where the event is told: as it was, or the sentence around its trigger."""
    if was is not None:
        return list(was["mentions"])
    from nlp.layout.layout import lay_out

    start, end = event.trigger[0][0], event.trigger[-1][1]
    inside = [s for s in lay_out(document.text).sentences if s.start <= start < s.end]
    section = inside[0].section if inside else None
    if inside:
        start, end = inside[0].start, max(end, inside[0].end)
    return [{"start": start, "end": end, "text": document.text[start:end], "section": section, "rule": None}]
