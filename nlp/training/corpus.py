"""The reader of marked sentences in spaCy's configs: `extract_events.sentences.v1` (`@readers`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

from nlp.errors import UsageError

NAME = "extract_events.sentences.v1"
SPANS = "names"


def register() -> None:
    """Make the reader known to spaCy's configs; harmless when called again."""
    registry.readers(NAME, func=sentences)


def sentences(path: str | Path | None) -> Callable[[Language], Iterator[Example]]:
    """A reader of a DocBin whose entities are the names to find.

    spaCy's own corpus reads its file at every pass, and a Doc's span groups in two milliseconds each: this one reads
    once, and makes the entities the span group `names`. Raises UsageError for a file without sentences.
    """
    kept: list[Doc] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not kept:
            kept.extend(_read(path, nlp))
        for doc in kept:
            words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
            yield Example(Doc(nlp.vocab, words=words, spaces=spaces), doc)

    return read


def _read(path: str | Path | None, nlp: Language) -> Iterator[Doc]:
    if path is None or not Path(path).is_file():
        raise UsageError(f"found no file of sentences at {path}, expected what `extract-events train` writes (--paths)")
    found = 0
    for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
        doc.spans[SPANS] = list(doc.ents)
        found += 1
        yield doc
    if not found:
        raise UsageError(f"found no sentences in {path}, expected at least one")
