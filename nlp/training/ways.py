"""Documents read in three ways: by the rules alone, with the model's names alone, and by both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.assembly.output import identify
from nlp.pipeline import RECOGNISER
from nlp.pipes.found import Found, settle
from nlp.pipes.recogniser import ReleaseRecogniser
from nlp.records import Document
from nlp.score.align import Event
from nlp.training.records import LABELS

Slots = Mapping[str, Any]
_ANY = 0.5  # of the model alone nothing else is asked than that it prefers a name to none


@dataclass(slots=True)
class Told:
    """What one way says of some documents, as `nlp.score` takes it, and the seconds of the processor it took."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    lines: dict[str, Event] = field(default_factory=dict)
    seconds: float = 0.0


def tell(nlp: Language, slots: Slots, documents: Iterable[Document], *, alone: bool = False) -> Told:
    """What a pipeline says of the documents; `alone`: with the recogniser's names in the place of the rules'."""
    told = Told()
    for document in documents:
        begun = process_time()
        doc = nlp.make_doc(document.text)
        doc._.document = document
        doc = _with_names_of_model(nlp, doc) if alone else nlp(doc)
        told.seconds += process_time() - begun
        told.events[document.doc_id] = [
            identify(event, document.doc_id, slots[event["type"]]) for event in doc._.events
        ]
        told.lines[document.doc_id] = {"doc_id": document.doc_id, **doc._.facts}
    return told


def _with_names_of_model(nlp: Language, doc: Doc) -> Doc:
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    assert isinstance(recogniser, ReleaseRecogniser)
    least, recogniser.least = recogniser.least, dict.fromkeys(LABELS, _ANY)
    try:
        for name, pipe in nlp.pipeline:
            doc = pipe(doc)
            if name == "release_entities":
                others = [one for one in doc._.found if one.label not in LABELS]
                names = [Found(one.start, one.end, one.label, source="model", strength=5) for one in doc._.proposed]
                doc._.found = tuple(settle([*others, *names]))
    finally:
        recogniser.least = least
    return doc
