"""A document with its marks: the one form between the pipeline and the formats of all annotation tools.

Offsets are characters (Unicode code points) of the document's text, end exclusive; where a tool counts otherwise, its
format says so.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nlp.errors import UsageError

RELATIONS = ("alias", "not_same_as", "subsidiary_of")
SYMMETRIC = frozenset({"alias", "not_same_as"})
ANSWERS = ("accept", "reject", "ignore")
TEXT = "TEXT"  # label of words that fill a slot and are no name or value of the taxonomy, as a royalty's
# Where `str.splitlines` and the readers of line formats break a line.
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A name, a value or the words of a slot. `number` is its own within the document; several `pieces` are one mark
    with a gap.
    """

    number: int
    label: str
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event. `trigger` are the pieces of the words that tell it; `arguments` pairs of a slot and the number of the
    mark that fills it; `values` the normalised values of the filled slots (a slot without words of its own is only
    here). `realis` None: nobody said. `answer` is a reader's word on the event as it is here, `note` a reader's remark.
    """

    id: str
    type: str
    trigger: tuple[Piece, ...]
    arguments: tuple[tuple[str, int], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    realis: str | None = None
    confidence: float | None = None
    rule: str | None = None
    answer: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RelationMark:
    """What the text says of two names; for `subsidiary_of` the left one belongs to the right one."""

    kind: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A text and its marks. `sha256` is that of the document as `documents.jsonl` has it, "" where a file of another
    program does not tell it (then `doc_id` may be "" too). `answer` is a reader's word on the document as a whole;
    None: nobody has looked, or the format does not say. `whole` False: the file could hold names only, so that missing
    events say nothing.
    """

    doc_id: str
    text: str
    sha256: str = ""
    entities: tuple[Mark, ...] = ()
    events: tuple[EventMark, ...] = ()
    relations: tuple[RelationMark, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    answer: str | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed vocabulary of marks, from taxonomy.yaml: `types` has the slots of every event type, `anchors` those
    without which it is no event.
    """

    labels: tuple[str, ...]
    types: Mapping[str, Mapping[str, Mapping[str, Any]]]
    realis: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, taxonomy: Mapping[str, Any]) -> Vocabulary:
        """The vocabulary of a taxonomy, with TEXT for words without a label of their own."""
        types = {name: spec["slots"] for name, spec in taxonomy["events"].items()}
        anchors = {name: tuple(spec["anchors"]) for name, spec in taxonomy["events"].items()}
        return cls((*taxonomy["labels"], TEXT), types, tuple(taxonomy["realis"]), anchors)

    def enums(self, event_type: str) -> dict[str, tuple[str, ...]]:
        """The slots of an event type that are chosen from a list, with that list."""
        slots = self.types[event_type].items()
        return {name: tuple(about["values"]) for name, about in slots if about["kind"] == "enum"}


def known(word: Any, words: Iterable[str], what: str, where: str) -> str:
    """The word when it is one of `words`; else UsageError that names the place and the nearest of them."""
    wanted = tuple(words)
    if word in wanted:
        return str(word)
    near = difflib.get_close_matches(str(word), wanted, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(wanted)}"
    raise UsageError(f"{where}: unknown {what} {word!r}; {hint}")


def checked(document: AnnotatedDocument, vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    """The document in its one canonical order, every word of it known.

    Line breaks at the ends of a piece belong to nobody and are cut off; pieces with nothing but line breaks between
    them are one. Raises UsageError that begins with `where` for a mark outside the text or of line breaks only, an
    unknown label, type, slot or value, and a slot or relation that points at no mark.
    """
    entities = {
        mark.number: Mark(
            mark.number,
            known(mark.label, vocabulary.labels, "label", where),
            tidy(mark.pieces, document.text, where),
        )
        for mark in document.entities
    }
    if len(entities) < len(document.entities):
        raise UsageError(f"{where}: two marks have one number")
    events = [_event(event, document, entities, vocabulary, where) for event in document.events]
    if len({event.id for event in events}) < len(events):
        raise UsageError(f"{where}: two events have one id")
    relations = {_relation(relation, entities, where) for relation in document.relations}
    return replace(
        document,
        entities=tuple(entities[number] for number in sorted(entities)),
        events=tuple(sorted(events, key=lambda event: (event.trigger, event.type, event.id))),
        relations=tuple(sorted(relations, key=lambda relation: (relation.kind, relation.left, relation.right))),
    )


def tidy(pieces: Sequence[Piece], text: str, where: str) -> tuple[Piece, ...]:
    """The pieces in order, joined and cut as `checked` says."""
    found: list[Piece] = []
    for first, last in sorted(pieces):
        if not 0 <= first <= last <= len(text):
            raise UsageError(f"{where}: found a mark from {first} to {last}, expected one within 0 and {len(text)}")
        if found and not text[found[-1][1] : first].strip(LINE_BREAKS):
            first, last = found[-1][0], max(last, found[-1][1])
            found.pop()
        words = text[first:last]
        start = first + len(words) - len(words.lstrip(LINE_BREAKS))
        end = start + len(words.strip(LINE_BREAKS))
        if start < end:
            found.append((start, end))
    if not found:
        raise UsageError(
            f"{where}: found a mark of no words (from {pieces[0][0]} on), expected some"
            if pieces
            else f"{where}: found a mark without a place"
        )
    return tuple(found)


def _event(
    event: EventMark, document: AnnotatedDocument, entities: Mapping[int, Mark], vocabulary: Vocabulary, where: str
) -> EventMark:
    kind = known(event.type, vocabulary.types, "event type", where)
    slots = vocabulary.types[kind]
    for slot, number in event.arguments:
        known(slot, slots, f"slot of {kind}", where)
        if number not in entities:
            raise UsageError(f"{where}: {slot} of event {event.id} points at mark {number}, which is not there")
    told = {slot: value for slot, value in event.values.items() if value not in (None, "", [])}
    for slot, value in told.items():
        known(slot, slots, f"slot of {kind}", where)
        if slots[slot]["kind"] == "enum":
            known(value, slots[slot]["values"], f"value of {slot}", where)
    if event.realis is not None:
        known(event.realis, vocabulary.realis, "realis", where)
    if event.answer is not None:
        known(event.answer, ANSWERS, "answer", where)
    values = {slot: told[slot] for slot in slots if slot in told}
    return replace(
        event,
        trigger=tidy(event.trigger, document.text, where),
        arguments=tuple(sorted(set(event.arguments))),
        values=values,
        confidence=None if event.confidence is None else float(event.confidence),
        note=event.note or None,
    )


def _relation(relation: RelationMark, entities: Mapping[int, Mark], where: str) -> RelationMark:
    known(relation.kind, RELATIONS, "relation", where)
    for number in (relation.left, relation.right):
        if number not in entities:
            raise UsageError(f"{where}: {relation.kind} points at mark {number}, which is not there")
    turned = relation.kind in SYMMETRIC and relation.left > relation.right
    return replace(relation, left=relation.right, right=relation.left) if turned else relation
