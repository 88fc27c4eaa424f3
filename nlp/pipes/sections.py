"""Pipe `release_sections`: text to sections, sentences and header facts."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp import attrs
from nlp.layout import lay_out, read_header
from nlp.pipes.flat import flatten

attrs.register()


@Language.factory("release_sections", assigns=["doc._.flat", "doc._.layout", "doc._.header", "doc.spans"])
def make_sections(nlp: Language, name: str) -> ReleaseSections:
    """The component of the sections."""
    return ReleaseSections()


class ReleaseSections:
    """Finds the zones of a release. Writes `doc._.layout`, `doc._.header` and `doc.spans["sections"]`."""

    def __call__(self, doc: Doc) -> Doc:
        text = attrs.text_of(doc)
        doc._.flat = flatten(text)
        doc._.layout = lay_out(text)
        doc._.header = read_header(text, doc._.layout, doc._.document)
        spans = [doc.char_span(s.start, s.end, label=s.name, alignment_mode="expand") for s in doc._.layout.sections]
        doc.spans["sections"] = [span for span in spans if span is not None]
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> ReleaseSections:
        """Nothing to load."""
        return self
