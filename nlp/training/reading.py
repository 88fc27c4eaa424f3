"""Documents to marked sentences: the names and events that the rules find, corrected by gold where there is some."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc

from nlp import ingest
from nlp.engine.worker import load, writable
from nlp.pipes.flat import flatten
from nlp.pipes.found import Found
from nlp.pipes.silent import SILENT
from nlp.records import FailedDocument
from nlp.score.align import Event
from nlp.score.names import key
from nlp.training.gold import gold_names, gold_places
from nlp.training.records import LABELS, Name, Reading, Sentence

_BY_SURROUNDINGS = frozenset({"apposition", "bracket", "context", "initials", "letters", "weak"})


def read(
    paths: Sequence[Path | str],
    golds: Mapping[str, Event],
    patterns: Path | None = None,
    *,
    watch: Callable[[int], None] = lambda done: None,
) -> Iterator[Reading]:
    """The readings of the documents, in the order of the paths; those that cannot be read are left out.

    `golds` are gold documents by id; `watch` is told how many documents are done.
    """
    nlp, _ = load(patterns)
    for number, item in enumerate(ingest.read(paths), 1):
        if not isinstance(item, FailedDocument):
            doc = nlp.make_doc(item.text)
            doc._.document = item
            doc_id = writable(item.doc_id)
            yield reading(nlp(doc), doc_id, golds.get(doc_id))
        watch(number)


def reading(doc: Doc, doc_id: str, gold: Event | None = None) -> Reading:
    """What one document that went through the pipeline teaches."""
    flat = flatten(doc.text)
    publisher = (gold or {}).get("publisher") or doc._.header.publisher
    marks = _by_rules(doc._.found, gold is not None)
    events = [(told.start, told.end, told.type, told.realis) for told in doc._.told]
    doubtful = [(span.start_char, span.end_char) for span in doc.spans["unfilled"]]
    if gold is not None:
        marks = _without_overlaps([*gold_names(flat, gold), *marks])
        types = {event["type"] for event in gold["events"]}
        # The gold quotes one place of each event; the rules know the others, and what they tell of a type that the
        # gold has none of is wrong.
        events = [*gold_places(flat, gold), *(event for event in events if event[2] in types)]
        doubtful = []
    sentences = tuple(
        _sentence(flat, place.start, place.end, marks, events, doubtful)
        for place in doc._.layout.sentences
        if place.section not in SILENT
    )
    return Reading(doc_id, key(publisher[0]) if publisher else "", gold is not None, sentences)


def _by_rules(found: Sequence[Found], gold: bool) -> list[Name]:
    """The rules' names. Where there is gold it lists every compound, and of the others those that fill a slot."""
    return [
        Name(one.start, one.end, one.label, _votes(one))
        for one in found
        if one.label in LABELS and not (gold and one.label == "COMPOUND")
    ]


def _votes(found: Found) -> int:
    if found.source == "registry":
        return 2
    return 0 if found.source in _BY_SURROUNDINGS else 1


def _without_overlaps(names: Sequence[Name]) -> list[Name]:
    """The first of overlapping names stays; the gold's come first, the longer ones before the shorter."""
    taken: set[int] = set()
    kept = []
    for name in names:
        places = range(name.start, name.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _sentence(
    flat: str,
    start: int,
    end: int,
    marks: Sequence[Name],
    events: Sequence[tuple[int, int, str, str]],
    doubtful: Sequence[tuple[int, int]],
) -> Sentence:
    here = [event for event in events if event[0] < end and start < event[1]]
    names = (
        Name(one.start - start, one.end - start, one.label, one.votes)
        for one in marks
        if start <= one.start and one.end <= end
    )
    return Sentence(
        start,
        flat[start:end],
        tuple(names),
        tuple(sorted({kind for _, _, kind, _ in here})),
        tuple(sorted({realis for _, _, _, realis in here})),
        any(first < end and start < last for first, last in doubtful),
    )
