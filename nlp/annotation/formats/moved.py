"""Documents with marks, moved onto the text as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlp.annotation.anchor import Anchors, Lost, places
from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, Piece


@dataclass(frozen=True, slots=True)
class Moved:
    """The document on its new text, without what has no place there. `lost` has the events of which a part has none,
    by id, and why; `names` the marks that belong to no event, as words and reason.
    """

    document: AnnotatedDocument
    lost: dict[str, str]
    names: tuple[tuple[str, str], ...]


def move(document: AnnotatedDocument, text: str) -> Moved:
    """The document on another text; nothing is guessed (see `nlp.annotation.anchor`)."""
    if document.text == text:
        return Moved(document, {}, ())
    anchors = Anchors(document.text, text)
    kept: dict[int, Mark] = {}
    why: dict[int, str] = {}
    for mark in document.entities:
        found = places(anchors, mark.pieces)
        if isinstance(found, Lost):
            why[mark.number] = f"{_words(document.text, mark.pieces)!r}: {found.reason}"
        else:
            kept[mark.number] = replace(mark, pieces=found)
    events: list[EventMark] = []
    lost: dict[str, str] = {}
    for event in document.events:
        trigger = places(anchors, event.trigger)
        gone = [f"{slot} {why[number]}" for slot, number in event.arguments if number in why]
        if isinstance(trigger, Lost):
            gone.insert(0, f"{_words(document.text, event.trigger)!r}: {trigger.reason}")
        if gone:
            lost[event.id] = "; ".join(gone)
        else:
            events.append(replace(event, trigger=() if isinstance(trigger, Lost) else trigger))
    relations = tuple(r for r in document.relations if r.left in kept and r.right in kept)
    used = {number for event in document.events for _, number in event.arguments}
    names = tuple(tuple(reason.split(": ", 1)) for number, reason in why.items() if number not in used)
    moved = replace(document, text=text, entities=tuple(kept.values()), events=tuple(events), relations=relations)
    return Moved(moved, lost, tuple((words, reason) for words, reason in names))


def move_line(line: Mapping[str, Any], old: str, text: str) -> dict[str, Any]:
    """A line of events.jsonl on another text, with the mentions that still have a place there."""
    anchors = Anchors(old, text)
    mentions = []
    for mention in line["mentions"]:
        place = anchors(mention["start"], mention["end"])
        if not isinstance(place, Lost):
            mentions.append({**mention, "start": place.start, "end": place.end, "text": text[place.start : place.end]})
    return {**line, "mentions": mentions}


def _words(text: str, pieces: tuple[Piece, ...]) -> str:
    return " ".join(" ".join(text[start:end] for start, end in pieces).split())
