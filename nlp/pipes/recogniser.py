"""Pipe `release_recogniser`: names that a trained recogniser sees. They are proposals; `release_entities` decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy
import srsly
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import load_model_from_config

from nlp import attrs
from nlp.errors import ExtractEventsError, UsageError
from nlp.pipes import recogniser_spans
from nlp.pipes.proposed import Proposed
from nlp.pipes.silent import SILENT
from nlp.records import Sentence

attrs.register()
recogniser_spans.register()
NAMES, KINDS, SPANS = "names", "kinds", "names"  # the components of a trained pipeline, the key of its spans
META = "extract_events"  # what training has left in meta.json: thresholds, scores, the data card
_AT_ONCE = 128
_UNSURE: Mapping[str, float] = {"COMPOUND": 0.9}  # for a pipeline that knows no thresholds: `spacy train` sets none
_SIGNS = " ®™℠\"'.,;:()/–-"
# Something that is no plain word stands here: capitals or figures within it, or a capital behind the sentence's start.
_NAME_LIKE = re.compile(
    r"[A-Za-z][a-z]*(?:[A-Z]|-?\d)|(?<=[a-z,;:(/®™] )[\"'(]?[A-Z]|\b[a-z]{3,}(?:[mtn]ib|mab|tide|cel)\b"
)


@Language.factory("release_recogniser", requires=["doc._.layout"], assigns=["doc._.proposed"])
def make_recogniser(nlp: Language, name: str) -> ReleaseRecogniser:
    """The component of the trained recogniser, still without a model: see `ReleaseRecogniser.use`."""
    return ReleaseRecogniser()


class ReleaseRecogniser:
    """Runs a trained pipeline over the sentences that can hold a name. Writes `doc._.proposed`.

    The trained pipeline is saved inside this component, so that it reloads from anywhere.
    """

    def __init__(self) -> None:
        self.inner: Language | None = None
        self.least: Mapping[str, float] = {}

    def use(self, inner: Language) -> None:
        """Take a trained pipeline; raises UsageError for one without a component `names`."""
        if NAMES not in inner.component_names:
            raise UsageError(
                f"found a trained pipeline with {', '.join(inner.component_names) or 'no components'}, "
                f"expected one with a component {NAMES!r}"
            )
        self.inner = inner
        self.least = inner.meta.get(META, {}).get("least", _UNSURE)

    def __call__(self, doc: Doc) -> Doc:
        if self.inner is None:
            raise ExtractEventsError("the recogniser has no trained model: load one with pipeline.build(model=FOLDER)")
        flat = doc._.flat
        places = [place for place in doc._.layout.sentences if worth_reading(place, flat)]
        doc._.proposed = tuple(sure(propose(self.inner, flat, places), self.least))
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The trained pipeline; empty without one."""
        if self.inner is None:
            return b""
        data: bytes = srsly.msgpack_dumps({"config": self.inner.config.to_str(), "data": self.inner.to_bytes()})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ReleaseRecogniser:
        """Rebuild from `to_bytes`."""
        if data:
            told = srsly.msgpack_loads(data)
            self.use(load_model_from_config(Config().from_str(told["config"])).from_bytes(told["data"]))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the trained pipeline as a folder of spaCy's."""
        if self.inner is not None:
            self.inner.to_disk(path)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> ReleaseRecogniser:
        """Rebuild from a folder that `to_disk`, or training, wrote."""
        self.use(spacy.load(path))
        return self

    def __reduce__(self) -> Any:
        return _rebuild, (self.to_bytes(),)


def _rebuild(data: bytes) -> ReleaseRecogniser:
    return ReleaseRecogniser().from_bytes(data)


def worth_reading(place: Sentence, flat: str) -> bool:
    """Whether a sentence is of a zone that tells something and holds anything that looks like a name."""
    return place.section not in SILENT and bool(_NAME_LIKE.search(flat, place.start, place.end))


def propose(inner: Language, flat: str, places: Sequence[Sentence]) -> Iterator[Proposed]:
    """The names that the trained pipeline sees in the sentences, in order, however unsure it is of them."""
    pipes = [pipe for name, pipe in inner.pipeline if name != KINDS]
    docs: Any = (inner.make_doc(flat[place.start : place.end]) for place in places)
    for pipe in pipes:
        docs = pipe.pipe(docs, batch_size=_AT_ONCE)  # type: ignore[attr-defined]
    for place, doc in zip(places, docs, strict=True):
        for span, score in sorted(scored(doc), key=lambda pair: pair[0].start):
            text = span.text
            start = span.start_char + len(text) - len(text.lstrip(_SIGNS))
            end = span.start_char + len(text.rstrip(_SIGNS))
            if start < end:
                yield Proposed(place.start + start, place.start + end, span.label_, round(score, 4))


def scored(doc: Doc) -> Iterator[tuple[Span, float]]:
    """The names that a trained pipeline sees in a sentence, each with its score; a sentence in which nothing was worth
    looking at has neither.
    """
    group = doc.spans[SPANS]
    scores = group.attrs.get("scores", ())
    return ((span, float(score.max())) for span, score in zip(group, scores, strict=True))


def sure(proposals: Iterable[Proposed], least: Mapping[str, float]) -> Iterator[Proposed]:
    """The proposals that reach the threshold of their label; a label without one is not used."""
    return (one for one in proposals if one.score >= least.get(one.label, 2.0))
