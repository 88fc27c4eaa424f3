"""Documents with the marks that the pipeline makes on them, for other annotation tools."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from nlp import ingest, resources
from nlp.annotation.exported import Exported
from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, RelationMark, Vocabulary, checked
from nlp.assembly.output import identify
from nlp.engine.worker import load, writable
from nlp.lab.annotated_slots import Fillers
from nlp.pipes.flat import flatten
from nlp.pipes.situation import context
from nlp.pipes.told import Told
from nlp.pipes.view import View
from nlp.records import Document, FailedDocument
from nlp.resources import Resources
from nlp.rules.notation import LABEL_OF
from nlp.score.files import read_output

Lines = Mapping[str, Sequence[Mapping[str, Any]]]


def annotate(
    paths: Sequence[Path | str], patterns: Path | None = None, *, events: Lines | None = None
) -> Iterator[Exported | FailedDocument]:
    """The documents with names, values and events marked. `events` are a run's lines of events.jsonl by document, to
    be marked in place of those that the pipeline finds now.
    """
    nlp, slots = load(patterns)
    loaded = resources.load(patterns)
    vocabulary = Vocabulary.of(loaded.patterns.taxonomy)
    for item in ingest.read(paths):
        doc_id = writable(item.doc_id)
        if isinstance(item, FailedDocument):
            yield FailedDocument(doc_id, item.error, item.sha256)
            continue
        doc = nlp.make_doc(item.text)
        doc._.document = item
        doc = nlp(doc)
        if events is None:
            lines = [identify(line, doc_id, slots[line["type"]]) for line in doc._.events]
        else:
            lines = [dict(line) for line in events.get(doc_id, ())]
        if any(not _stands(line, item.text) for line in lines):
            yield FailedDocument(doc_id, "its text is not the one that the run has read", item.sha256)
            continue
        yield Exported(
            _marked(doc, item, doc_id, lines, loaded, vocabulary), {line["id"]: _bare(line) for line in lines}
        )


def _stands(line: Mapping[str, Any], text: str) -> bool:
    """Whether the event's mentions are where its line says."""
    return all(text[mention["start"] : mention["end"]] == mention["text"] for mention in line["mentions"])


def _bare(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in ("id", "doc_id")}


def _marked(
    doc: Doc,
    item: Document,
    doc_id: str,
    lines: Sequence[Mapping[str, Any]],
    loaded: Resources,
    vocabulary: Vocabulary,
) -> AnnotatedDocument:
    fillers = Fillers(item.text, doc._.found, doc._.values, vocabulary)
    triggers = _Triggers(doc, loaded)
    events = []
    for line in lines:
        trigger = triggers(line)
        slots = vocabulary.types[line["type"]]
        arguments = tuple(
            (slot, number)
            for slot in slots
            for number in fillers(line[slot], slot, line["type"], line["mentions"], trigger)
        )
        values = {slot: line[slot] for slot in slots}
        rule = line["mentions"][0]["rule"]
        events.append(
            EventMark(line["id"], line["type"], (trigger,), arguments, values, line["realis"], line["confidence"], rule)
        )
    numbers = fillers.numbers()
    renumbered = [_renumbered(event, numbers) for event in events]
    entities = [Mark(numbers[n], label, ((start, end),)) for n, (start, end, label) in enumerate(fillers.marks)]
    relations = [RelationMark(r.kind, numbers[r.left], numbers[r.right]) for r in _relations(doc, fillers)]
    facts = doc._.facts
    meta = {name: facts[name] for name in ("release_date", "fiscal_year_end")}
    document = AnnotatedDocument(
        doc_id, item.text, item.sha256, tuple(entities), tuple(renumbered), tuple(relations), meta
    )
    return checked(document, vocabulary, doc_id)


def _renumbered(event: EventMark, numbers: Sequence[int]) -> EventMark:
    return replace(event, arguments=tuple((slot, numbers[number]) for slot, number in event.arguments))


def _relations(doc: Doc, fillers: Fillers) -> Iterator[RelationMark]:
    """What the text says of two names, between the marks inside the statement."""
    for statement in doc._.relations:
        left = fillers.name_in(statement.left, statement.start, statement.end)
        right = fillers.name_in(statement.right, statement.start, statement.end)
        if left is not None and right is not None and left != right:
            yield RelationMark("alias" if statement.kind in ("former", "formulation") else statement.kind, left, right)


class _Triggers:
    """The words that tell an event: the match of its first mention's rule."""

    def __init__(self, doc: Doc, loaded: Resources) -> None:
        self.text = doc.text
        self.rules = {rule.id: rule for rule in loaded.patterns.rules}
        self.told: dict[tuple[str, int, str], Told] = {}
        for told in doc._.told:
            self.told.setdefault((told.type, told.start, told.rule), told)
        self.views = {view.sentence.start: view for view in context(doc, flatten(doc.text), loaded).views}
        self.found: dict[int, int] = {found.start: found.end for found in doc._.found}

    def __call__(self, line: Mapping[str, Any]) -> tuple[int, int]:
        for mention in line["mentions"]:
            told = self.told.get((line["type"], mention["start"], mention["rule"]))
            if told is not None and told.at < mention["end"]:
                return told.at, self._end(told, mention["end"])
        first = line["mentions"][0]
        return first["start"], first["end"]

    def _end(self, told: Told, last: int) -> int:
        """The end of the rule's match; without one, of the name or the word that stands at its beginning."""
        view, rule = self.views.get(told.start), self.rules.get(told.rule)
        if view is not None and rule is not None:
            for match in rule.pattern.regex.finditer(view.text):
                if view.origin(match.start()) == told.at and match.end() > match.start():
                    return _last(view, match.end() - 1)
        words = self.text[told.at : last].split(maxsplit=1)
        word: int = told.at + len(words[0]) if words else last
        return self.found.get(told.at, word)


def _last(view: View, position: int) -> int:
    """The offset behind the character, or behind the entity, at a view position."""
    if position and view.text[position - 1] in LABEL_OF:
        end: int = view.entity(position - 1).found.end
        return end
    return view.origin(position) + 1


def vocabulary_of(patterns: Path | None) -> Vocabulary:
    """The vocabulary of a pattern folder (None: the package's own)."""
    return Vocabulary.of(resources.load(patterns).patterns.taxonomy)


def events_of_run(out: Path) -> dict[str, list[Mapping[str, Any]]]:
    """The lines of a run's events.jsonl by document; UsageError for a folder that is no run's."""
    events, documents = read_output(out)
    return {doc_id: list(events.get(doc_id, ())) for doc_id in documents}
