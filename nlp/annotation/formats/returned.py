"""What a reader has changed in another tool, as decisions on the events that were exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from nlp.annotation.exported import Exported
from nlp.annotation.formats.lines_of_events import new_line, same, slots_changed
from nlp.annotation.formats.moved import Moved, move, move_line
from nlp.annotation.formats.values import LISTS, Reading, Unreadable, spelled
from nlp.annotation.marks import AnnotatedDocument, EventMark, Vocabulary
from nlp.annotation.records import Decision
from nlp.records import YearEnd

Name = tuple[str, str]  # label, words


@dataclass(slots=True)
class Comparison:
    """What came back for one document: decisions that are not yet written, what could not be taken over and what was
    taken for granted (in words), and the names that the reader has marked or unmarked.
    """

    decisions: list[Decision] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    named: list[Name] = field(default_factory=list)
    unnamed: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Current:
    """The document as it is now."""

    text: str
    sha256: str


def compare(
    exported: Exported, returned: AnnotatedDocument, current: Current, annotator: str, vocabulary: Vocabulary
) -> Comparison:
    """The decisions that follow from a document that came back.

    An event as it was is accepted, one with another slot corrected, one that is gone rejected, a new one added. A file
    of names only (`whole` False) says nothing of events. A decision carries the `sha256` of the document as it is now.
    """
    found = Comparison()
    before, after = move(exported.document, current.text), move(returned, current.text)
    found.listed += [f"cannot be anchored: {words}: {reason}" for words, reason in after.names]
    _names(found, before.document, after.document)
    if returned.whole:
        comparing = _Comparing(exported, before, after, vocabulary, found)
        for decision in comparing.decisions():
            found.decisions.append(
                replace(decision, annotator=annotator, doc_id=exported.document.doc_id, sha256=current.sha256)
            )
    return found


def _names(found: Comparison, before: AnnotatedDocument, after: AnnotatedDocument) -> None:
    """The names that are marked on one side only."""
    sides = [{(mark.pieces, mark.label) for mark in document.entities} for document in (before, after)]

    def words(marks: set[Any]) -> list[Name]:
        return [
            (label, spelled(" ".join(after.text[start:end] for start, end in pieces)))
            for pieces, label in sorted(marks)
        ]

    found.named += words(sides[1] - sides[0])
    found.unnamed += words(sides[0] - sides[1])


@dataclass(frozen=True, slots=True)
class _Comparing:
    exported: Exported
    before: Moved
    after: Moved
    vocabulary: Vocabulary
    found: Comparison

    def decisions(self) -> list[Decision]:
        """A decision for every event of either side, as far as one can be made."""
        reading = _reading(self.exported, self.before.document)
        now = {event.id: event for event in self.after.document.events}
        then = {event.id: event for event in self.before.document.events}
        made = []
        for event in self.exported.document.events:
            reason = self.before.lost.get(event.id) or self.after.lost.get(event.id)
            if reason:
                self.found.listed.append(f"cannot be anchored: {event.type} {event.id}: {reason}")
            elif decision := self._on(then[event.id], now.get(event.id), reading):
                made.append(decision)
        for event in self.after.document.events:
            if event.id not in self.exported.events and (decision := self._new(event, reading)):
                made.append(decision)
        for name, reason in self.after.lost.items():
            if name not in self.exported.events:
                self.found.listed.append(f"cannot be anchored: new event {name}: {reason}")
        return made

    def _on(self, then: EventMark, now: EventMark | None, reading: Reading) -> Decision | None:
        """The decision on an event that was exported."""
        was = self.exported.events[then.id]
        if self.exported.document.text != self.before.document.text:
            was = move_line(was, self.exported.document.text, self.before.document.text)
        bare = Decision("accept", "", "", "", key=then.id, was=was, rule=then.rule, note=now.note if now else None)
        if now is None or now.answer == "reject":
            return replace(bare, action="reject")
        if now.answer == "ignore":
            return None
        changed = slots_changed(then, self.before.document, now, self.after.document)
        if not changed and same(then, now):
            return replace(bare, event=was)
        try:
            line = new_line(now, self.after.document, reading, self.vocabulary, was=was, changed=changed)
        except Unreadable as error:
            self.found.listed.append(f"cannot be read: {now.type} {now.id}: {error}")
            return None
        return replace(bare, action="correct", event=line, spans=_spans(now, self.after.document, changed))

    def _new(self, event: EventMark, reading: Reading) -> Decision | None:
        """The decision on an event that the reader has added."""
        slots = self.vocabulary.types[event.type]
        try:
            line = new_line(event, self.after.document, reading, self.vocabulary, was=None, changed=frozenset(slots))
        except Unreadable as error:
            self.found.listed.append(f"cannot be read: new {event.type} {self._quote(event)}: {error}")
            return None
        empty = [slot for slot in self.vocabulary.anchors[event.type] if line[slot] in (None, "", [])]
        if empty:
            self.found.listed.append(
                f"is no event: new {event.type} {self._quote(event)}: no {', '.join(empty)}, without which it is none"
            )
            return None
        if event.realis is None:
            self.found.assumed.append(f"realis taken for actual: new {event.type} {self._quote(event)}")
        spans = _spans(event, self.after.document, frozenset(slots))
        return Decision("add", "", "", "", event=line, spans=spans, note=event.note)

    def _quote(self, event: EventMark) -> str:
        text = self.after.document.text
        return repr(spelled(" ".join(text[start:end] for start, end in event.trigger))[:60])


def _spans(event: EventMark, document: AnnotatedDocument, slots: frozenset[str]) -> Mapping[str, Any] | None:
    pieces = {mark.number: mark.pieces for mark in document.entities}
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for slot, number in event.arguments:
        if slot in slots:
            found[slot] = (*found.get(slot, ()), *pieces[number])
    return found or None


def _reading(exported: Exported, document: AnnotatedDocument) -> Reading:
    """How words of this document are read: with the fillers that its events have, and its own date."""
    meta = exported.document.meta
    released, end = meta.get("release_date"), meta.get("fiscal_year_end")
    known: dict[tuple[str, str], Any] = {}
    for line in exported.events.values():
        for value in line.values():
            for filler in value if isinstance(value, list) else [value]:
                if isinstance(filler, dict) and "aliases" in filler:
                    _remember(known, filler)
    month_day = end.split("-") if end else None
    return Reading(
        document.text,
        known,
        date.fromisoformat(released) if released else None,
        YearEnd(int(month_day[0]), int(month_day[1])) if month_day else None,
    )


def _remember(known: dict[tuple[str, str], Any], filler: Mapping[str, Any]) -> None:
    """A name under all its spellings; the words that are marked become its `text`."""
    names: Sequence[str] = [filler["text"], *filler["aliases"]]
    for words in names:
        others = [name for name in names if name != words]
        for kind in ("compound", "company", "companies"):
            known.setdefault((words, kind), {**filler, "text": words, "aliases": others})


__all__ = ["LISTS", "Comparison", "Current", "compare"]
