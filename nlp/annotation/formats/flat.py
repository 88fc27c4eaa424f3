"""Marks as spans and links, the form that most tools share, and what is kept beside them so that nothing is lost.

A trigger is a span labelled with the event's type, an argument a link from it to the span that fills the slot. What a
tool has no place for (values, confidence, rule, gaps in a mark, ids) is kept as JSON under KEPT, where the tool hands
it back untouched; spans that the tool has not touched find theirs again by place and label, whatever it calls them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from nlp.annotation.marks import (
    RELATIONS,
    AnnotatedDocument,
    EventMark,
    Mark,
    Piece,
    RelationMark,
    Vocabulary,
    checked,
    known,
)
from nlp.errors import UsageError

KEPT = "extract_events"


@dataclass(frozen=True, slots=True)
class FlatSpan:
    """A labelled stretch; `number` is its own in the file, whatever the tool calls it."""

    number: int
    start: int
    end: int
    label: str

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it is and what it says."""
        return self.start, self.end, self.label


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled arrow between two spans, by number."""

    source: int
    target: int
    label: str


@dataclass(frozen=True, slots=True)
class Flat:
    """The spans and links of a document. Where a tool shows them, `choices` has by trigger what a reader chose from
    lists (realis and slots), `notes` the remarks on triggers (None: the tool has none, what is kept holds).
    """

    spans: tuple[FlatSpan, ...]
    links: tuple[Link, ...]
    choices: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[int, str] | None = None


def trigger_numbers(document: AnnotatedDocument) -> dict[str, int]:
    """Numbers for the triggers, by event id: those after the marks' own."""
    first = max((mark.number for mark in document.entities), default=0) + 1
    return {event.id: number for number, event in enumerate(document.events, first)}


def flatten(document: AnnotatedDocument) -> Flat:
    """The spans (names first, then triggers) and links of a document; a mark with gaps spans them."""
    triggers = trigger_numbers(document)
    spans = [FlatSpan(mark.number, mark.start, mark.end, mark.label) for mark in document.entities]
    spans += [FlatSpan(triggers[e.id], e.trigger[0][0], e.trigger[-1][1], e.type) for e in document.events]
    links = [Link(triggers[e.id], number, slot) for e in document.events for slot, number in e.arguments]
    links += [Link(relation.left, relation.right, relation.kind) for relation in document.relations]
    return Flat(tuple(spans), tuple(links))


def keep(document: AnnotatedDocument) -> dict[str, Any]:
    """What spans and links cannot say, as JSON, with their places at the time of writing."""
    flat = flatten(document)
    triggers = trigger_numbers(document)
    pieces = {mark.number: mark.pieces for mark in document.entities}
    pieces |= {triggers[event.id]: event.trigger for event in document.events}
    return {
        "doc_id": document.doc_id,
        "sha256": document.sha256,
        "meta": dict(document.meta),
        "answer": document.answer,
        "whole": document.whole,
        "spans": [[span.number, span.start, span.end, span.label] for span in flat.spans],
        "links": [[link.source, link.target, link.label] for link in flat.links],
        "pieces": {str(number): [list(p) for p in some] for number, some in pieces.items() if len(some) > 1},
        "events": {str(triggers[event.id]): told(event) for event in document.events},
    }


def told(event: EventMark) -> dict[str, Any]:
    """What an event says beside its words."""
    return {
        "id": event.id,
        "values": dict(event.values),
        "realis": event.realis,
        "confidence": event.confidence,
        "rule": event.rule,
        "answer": event.answer,
        "note": event.note,
    }


def numbered(spans: Sequence[FlatSpan], kept: Mapping[str, Any], *, own: bool) -> dict[int, int]:
    """The kept number of every span by the number that the file gives it; a new span gets one that nobody had.

    `own`: the tool leaves numbers as they were written, so that a moved or relabelled span is still the same.
    """
    waiting: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for number, start, end, label in kept.get("spans", ()):
        waiting[start, end, label].append(number)
    ours = {number for numbers in waiting.values() for number in numbers}
    found: dict[int, int] = {}
    for span in spans:
        if own and span.number in ours:
            found[span.number] = span.number
        elif not own and waiting[span.place]:
            found[span.number] = waiting[span.place].pop(0)
    highest = max((*ours, 0))
    for span in spans:
        if span.number not in found:
            highest += 1
            found[span.number] = highest
    return found


@contextmanager
def intact(where: str) -> Iterator[None]:
    """Reading what was kept: UsageError that begins with `where` when somebody has changed its form."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise UsageError(f"{where}: found {KEPT!r} in another form than it was written in ({problem})") from None


def restore(text: str, flat: Flat, kept: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    """The document of spans and links that carry kept numbers; raises UsageError that begins with `where`."""
    by_number = {span.number: span for span in flat.spans}
    if len(by_number) < len(flat.spans):
        raise UsageError(f"{where}: two spans have one id")
    pieces = _pieces(flat.spans, kept)
    triggers = [span for span in flat.spans if span.label in vocabulary.types]
    words = (*vocabulary.labels, *vocabulary.types)
    entities = [
        Mark(span.number, known(span.label, words, "label", where), pieces[span.number])
        for span in flat.spans
        if span.label not in vocabulary.types
    ]
    arguments, relations = _links(flat.links, by_number, vocabulary, where)
    events = [
        replace(
            _chosen(event, flat.choices.get(span.number, {}), vocabulary, where),
            trigger=pieces[span.number],
            arguments=tuple(arguments[span.number]),
            note=event.note if flat.notes is None else flat.notes.get(span.number),
        )
        for span, event in zip(triggers, _events(triggers, kept.get("events", {}), vocabulary), strict=True)
    ]
    document = AnnotatedDocument(
        kept.get("doc_id", ""),
        text,
        kept.get("sha256", ""),
        tuple(entities),
        tuple(events),
        tuple(relations),
        kept.get("meta", {}),
        kept.get("answer"),
        kept.get("whole", True),
    )
    return checked(document, vocabulary, where)


def _pieces(spans: Sequence[FlatSpan], kept: Mapping[str, Any]) -> dict[int, tuple[Piece, ...]]:
    """The pieces of every span: those that were kept, as long as nobody has moved it."""
    places = {number: (start, end) for number, start, end, _ in kept.get("spans", ())}
    parts = {int(n): tuple((int(a), int(b)) for a, b in some) for n, some in kept.get("pieces", {}).items()}
    whole = {span.number: (span.start, span.end) for span in spans}
    return {n: parts[n] if n in parts and places.get(n) == place else (place,) for n, place in whole.items()}


def _links(
    links: Sequence[Link], spans: Mapping[int, FlatSpan], vocabulary: Vocabulary, where: str
) -> tuple[Mapping[int, list[tuple[str, int]]], list[RelationMark]]:
    """The arguments by trigger, and the relations."""
    arguments: dict[int, list[tuple[str, int]]] = defaultdict(list)
    relations = []
    for link in links:
        for number in (link.source, link.target):
            if number not in spans:
                raise UsageError(f"{where}: {link.label!r} points at a span that is not there")
        kind = spans[link.source].label
        if kind in vocabulary.types:
            arguments[link.source].append(
                (known(link.label, vocabulary.types[kind], f"slot of {kind}", where), link.target)
            )
        else:
            relations.append(RelationMark(known(link.label, RELATIONS, "relation", where), link.source, link.target))
    return arguments, relations


def _events(
    triggers: Sequence[FlatSpan], kept: Mapping[str, Mapping[str, Any]], vocabulary: Vocabulary
) -> list[EventMark]:
    """The events of the triggers without their words; one that is new gets an id that is new."""
    ids = {about["id"] for about in kept.values()}
    events = []
    for span in triggers:
        about = kept.get(str(span.number))
        if about is None:
            name = f"new-{span.number}"
            while name in ids:
                name += "+"
            about = {"id": name}
            ids.add(name)
        slots = vocabulary.types[span.label]
        values = {slot: value for slot, value in about.get("values", {}).items() if fits(slots, slot, value)}
        events.append(EventMark(**{**about, "type": span.label, "trigger": (), "values": values}))
    return events


def fits(slots: Mapping[str, Mapping[str, Any]], slot: str, value: Any) -> bool:
    """Whether a value that an event had can stay when a reader has made it one of another type."""
    return slot in slots and (slots[slot]["kind"] != "enum" or value in slots[slot]["values"])


def _chosen(event: EventMark, choices: Mapping[str, str], vocabulary: Vocabulary, where: str) -> EventMark:
    if not choices:
        return event
    slots = {
        slot: known(value, vocabulary.enums(event.type).get(slot, ()), f"value of {slot}", where)
        for slot, value in choices.items()
        if slot != "realis"
    }
    return replace(event, realis=choices.get("realis", event.realis), values={**event.values, **slots})
