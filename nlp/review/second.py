"""A trained model's second opinion of a text: where it and the rules differ."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from nlp.errors import UsageError
from nlp.pipes.flat import flatten
from nlp.pipes.found import Found
from nlp.pipes.proposed import Proposed
from nlp.pipes.recogniser import KINDS, META, NAMES, ReleaseRecogniser, propose, worth_reading
from nlp.pipes.silent import SILENT
from nlp.records import Sentence
from nlp.score.slots import SLOTS

CLASSIFIER, RECOGNISER = "classifier", "recogniser"  # stand in the place of a rule, behind the event type
_LIKELY = 0.5  # of a name that nobody else sees, from which score on it is worth a look
_UNSURE = 0.5  # of an event type, where training has chosen no score


@dataclass(frozen=True, slots=True)
class Unseen:
    """What only the model sees, in [start, end): the event type that it tells by `by` (CLASSIFIER, RECOGNISER)."""

    start: int
    end: int
    type: str
    by: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """Of one text. `doubted` are compounds of the rules that the model sees nowhere."""

    unseen: tuple[Unseen, ...] = ()
    doubted: frozenset[str] = frozenset()


class SecondReader:
    """A trained model that reads after the rules; may be asked by several threads, one at a time."""

    def __init__(self, folder: Path) -> None:
        self._model = spacy.load(folder)
        ReleaseRecogniser().use(self._model)  # says what is wrong with it
        if KINDS not in self._model.component_names:
            raise UsageError(f"{folder}: found no component {KINDS!r}, expected a model of `extract-events train`")
        self._least: Mapping[str, float] = self._model.meta.get(META, {}).get("kinds", {})
        self._reading = threading.Lock()

    def read(self, doc: Doc, english: frozenset[str]) -> Opinion:
        """What the model says otherwise of a document that went through the rules' pipeline."""
        flat = flatten(doc.text)
        told_in = (one for one in doc._.layout.sentences if one.section not in SILENT)
        places = [one for one in told_in if flat[one.start : one.end].strip()]
        with self._reading:
            kinds = list(self._kinds(flat, places))
            names = list(propose(self._model, flat, [one for one in places if worth_reading(one, flat)]))
        told = [(one.start, one.end, one.type) for one in doc._.told]
        unseen = [*_events(places, kinds, told), *_names(flat, places, kinds, names, doc._.found, english)]
        return Opinion(tuple(sorted(unseen, key=lambda one: (one.start, one.type))), _doubted(flat, places, names, doc))

    def _kinds(self, flat: str, places: Sequence[Sentence]) -> Iterator[Mapping[str, float]]:
        """For each sentence how far each event type is above its threshold (below it: less than nothing)."""
        docs: Any = (self._model.make_doc(flat[one.start : one.end]) for one in places)
        for name, pipe in self._model.pipeline:
            if name != NAMES:
                docs = pipe.pipe(docs)  # type: ignore[attr-defined]
        for doc in docs:
            yield {kind: doc.cats[kind] - self._least.get(kind, _UNSURE) for kind in SLOTS}


def _events(
    places: Sequence[Sentence], kinds: Sequence[Mapping[str, float]], told: Sequence[tuple[int, int, str]]
) -> Iterator[Unseen]:
    for place, above in zip(places, kinds, strict=True):
        here = {kind for start, end, kind in told if start < place.end and place.start < end}
        for kind, more in above.items():
            if more >= 0 and kind not in here:
                yield Unseen(place.start, place.end, kind, CLASSIFIER)


def _names(
    flat: str,
    places: Sequence[Sentence],
    kinds: Sequence[Mapping[str, float]],
    names: Sequence[Proposed],
    found: Sequence[Found],
    english: frozenset[str],
) -> Iterator[Unseen]:
    """The first place of each compound that no rule takes for anything, with the likeliest event of its sentence."""
    taken = {place for one in found for place in range(one.start, one.end)}
    seen: set[str] = set()
    for name in names:
        text = flat[name.start : name.end]
        if name.label != "COMPOUND" or name.score < _LIKELY or text in seen or text.lower() in english:
            continue
        seen.add(text)
        if taken.isdisjoint(range(name.start, name.end)):
            at = next(n for n, one in enumerate(places) if one.start <= name.start < one.end)
            likeliest = max(kinds[at], key=lambda kind: kinds[at][kind])
            yield Unseen(name.start, name.end, likeliest, RECOGNISER)


def _doubted(flat: str, places: Sequence[Sentence], names: Sequence[Proposed], doc: Doc) -> frozenset[str]:
    """The compounds of the rules, but for the registry's, that the model has read and takes for nothing."""
    read = [(one.start, one.end) for one in places]
    seen = {place for one in names for place in range(one.start, one.end)}
    by_name: dict[str, bool] = {}
    for one in doc._.found:
        if one.label == "COMPOUND" and one.source != "registry" and any(s <= one.start < e for s, e in read):
            text = flat[one.start : one.end]
            by_name[text] = by_name.get(text, False) or not seen.isdisjoint(range(one.start, one.end))
    return frozenset(text for text, agreed in by_name.items() if not agreed)
