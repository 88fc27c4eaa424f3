"""Marked sentences as the Docs that spaCy trains with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from nlp.score.slots import SLOTS
from nlp.training.records import REALIS, Reading, Sentence
from nlp.training.weights import weight

KINDS = (*SLOTS, *REALIS)
_ATTRIBUTES = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE")


def docs(readings: Iterable[Reading], nlp: Language, *, weighted: bool) -> Iterator[Doc]:
    """The sentences as Docs; `weighted` ones come as often as they count, else each of gold comes once."""
    for reading in readings:
        for sentence in reading.sentences:
            times = weight(reading, sentence) if weighted else 1
            if times and sentence.text.strip():
                made = marked(nlp, sentence)
                yield from (made for _ in range(times))


def marked(nlp: Language, sentence: Sentence) -> Doc:
    """A sentence with its names as entities and its event types and realis in `doc.cats`."""
    doc = nlp.make_doc(sentence.text)
    spans = (doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand") for name in sentence.names)
    doc.set_ents(filter_spans([span for span in spans if span is not None]))
    told = {*sentence.kinds, *sentence.realis}
    doc.cats = {name: float(name in told) for name in KINDS}
    return doc


def write(train: Sequence[Reading], dev: Sequence[Reading], folder: Path) -> tuple[Path, Path]:
    """`train.spacy` and `dev.spacy` in the folder, as `spacy train` takes them; gives their paths."""
    nlp = spacy.blank("en")
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "train.spacy", folder / "dev.spacy"
    for path, readings, weighted in ((paths[0], train, True), (paths[1], dev, False)):
        DocBin(attrs=_ATTRIBUTES, docs=docs(readings, nlp, weighted=weighted)).to_disk(path)
    return paths
