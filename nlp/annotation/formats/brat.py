"""brat's standoff format (brat.nlplab.org/standoff.html): a `.txt` and an `.ann` a document, and the configuration.

- `T` lines are names and triggers (type: label or event type), in code points. brat wants no line break inside a span,
  so a mark over a line break is written in pieces, which are one again when they are read.
- `E` lines are events with their arguments; a slot with several fillers is numbered (`indication`, `indication2`).
- `A` lines are realis and the slots that are chosen from a list (`trial_status-status`).
- `R` lines are relations, aliases as symmetric ones. An equivalence (`*`) of another hand is read as aliases.
- `#` lines of type KEPT_NOTE keep the rest of an event (id, normalised values, confidence, rule) as JSON;
  `AnnotatorNotes` are a reader's remarks.
- `documents.jsonl`, which brat does not read, has the documents' ids, hashes and meta data by file name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from nlp.annotation.formats import brat_config
from nlp.annotation.formats.brat_names import file_names
from nlp.annotation.formats.brat_read import KEPT_NOTE, REMARK, read, remark
from nlp.annotation.formats.flat import told, trigger_numbers
from nlp.annotation.formats.lines import dump_ascii, dump_line
from nlp.annotation.marks import LINE_BREAKS, AnnotatedDocument, EventMark, Piece, Vocabulary

DOCUMENTS = "documents.jsonl"

__all__ = ["read", "write"]


def write(documents: Sequence[AnnotatedDocument], vocabulary: Vocabulary) -> dict[str, bytes]:
    """The files of a folder that brat can open."""
    files = brat_config.files(vocabulary)
    about = []
    for name, document in zip(file_names([d.doc_id for d in documents]), documents, strict=True):
        files[f"{name}.txt"] = document.text.encode()
        files[f"{name}.ann"] = "".join(f"{line}\n" for line in _lines(document, vocabulary)).encode()
        about.append(
            {
                "file": f"{name}.txt",
                "doc_id": document.doc_id,
                "sha256": document.sha256,
                "meta": dict(document.meta),
                "answer": document.answer,
                "whole": document.whole,
            }
        )
    files[DOCUMENTS] = b"".join(dump_line(line) for line in about)
    return files


def _lines(document: AnnotatedDocument, vocabulary: Vocabulary) -> Iterator[str]:
    numbers = trigger_numbers(document)
    for mark in document.entities:
        yield _bound(mark.number, mark.label, mark.pieces, document.text)
    for event in document.events:
        yield _bound(numbers[event.id], event.type, event.trigger, document.text)
    for count, event in enumerate(document.events, 1):
        yield f"E{count}\t{event.type}:T{numbers[event.id]}{_arguments(event)}"
    attributes = [
        f"{name} E{count} {value}"
        for count, event in enumerate(document.events, 1)
        for name, value in _attributes(event, vocabulary)
    ]
    for count, attribute in enumerate(attributes, 1):
        yield f"A{count}\t{attribute}"
    for count, relation in enumerate(document.relations, 1):
        yield f"R{count}\t{relation.kind} Arg1:T{relation.left} Arg2:T{relation.right}"
    notes = [note for count, event in enumerate(document.events, 1) for note in _notes(count, event, vocabulary)]
    for count, note in enumerate(notes, 1):
        yield f"#{count}\t{note}"


def _bound(number: int, label: str, pieces: Sequence[Piece], text: str) -> str:
    """A text-bound line; every line break ends a piece."""
    parts = [part for piece in pieces for part in without_breaks(piece, text)]
    places = ";".join(f"{start} {end}" for start, end in parts)
    return f"T{number}\t{label} {places}\t{' '.join(text[start:end] for start, end in parts)}"


def without_breaks(piece: Piece, text: str) -> Iterator[Piece]:
    """The stretches of a piece between its line breaks."""
    start, end = piece
    for place in range(start, end):
        if text[place] in LINE_BREAKS:
            if start < place:
                yield start, place
            start = place + 1
    if start < end:
        yield start, end


def _arguments(event: EventMark) -> str:
    count: Counter[str] = Counter()
    parts = []
    for slot, number in event.arguments:
        count[slot] += 1
        parts.append(f" {slot}{count[slot] if count[slot] > 1 else ''}:T{number}")
    return "".join(parts)


def _attributes(event: EventMark, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if event.realis:
        yield "realis", event.realis
    for slot in vocabulary.enums(event.type):
        if slot in event.values:
            yield f"{event.type}-{slot}", event.values[slot]


def _notes(count: int, event: EventMark, vocabulary: Vocabulary) -> Iterator[str]:
    enums = vocabulary.enums(event.type)
    kept: dict[str, Any] = {name: value for name, value in told(event).items() if name not in ("realis", "note")}
    if event.note is not None and remark(event.note) != event.note:
        kept["note"] = event.note
    kept["values"] = {slot: value for slot, value in event.values.items() if slot not in enums}
    yield f"{KEPT_NOTE} E{count}\t{dump_ascii(kept)}"
    if event.note is not None:
        yield f"{REMARK} E{count}\t{remark(event.note)}"
