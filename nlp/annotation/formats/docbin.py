"""spaCy's DocBin: `doc.spans["entities"]` and `doc.spans["events"]` (the triggers, labelled with the event's type),
`doc.ents` without overlaps, and everything else as JSON in `doc.user_data["extract_events"]`.

Tokens are spaCy's own for English, cut further where a mark begins or ends inside one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nlp.annotation.formats import flat as flat_form
from nlp.annotation.formats.flat import KEPT, Flat, FlatSpan, Link
from nlp.annotation.formats.lines import dump_ascii, load
from nlp.annotation.formats.tokens import words
from nlp.annotation.marks import AnnotatedDocument, Vocabulary
from nlp.errors import UsageError

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

FILE = "marks.spacy"
ENTITIES, EVENTS = "entities", "events"


def write(documents: Sequence[AnnotatedDocument], vocabulary: Vocabulary) -> dict[str, bytes]:
    """The file of Docs."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    docs = [_doc(document, vocabulary, vocab) for document in documents]
    return {FILE: DocBin(docs=docs, store_user_data=True).to_bytes()}


def read(files: Mapping[str, bytes], vocabulary: Vocabulary) -> list[AnnotatedDocument]:
    """The documents of all Docs; UsageError that names the file for what is no DocBin."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    found = []
    for name in sorted(name for name in files if name.endswith(".spacy")):
        try:
            docs = list(DocBin().from_bytes(files[name]).get_docs(Vocab()))
        except Exception as error:  # msgpack, zlib and spaCy each have errors of their own for bytes that are no DocBin
            raise UsageError(f"{name}: found no DocBin ({type(error).__name__}), expected a .spacy file") from None
        found += [_document(doc, vocabulary, f"{name}, document {number}") for number, doc in enumerate(docs, 1)]
    return found


def _doc(document: AnnotatedDocument, vocabulary: Vocabulary, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc, SpanGroup
    from spacy.util import filter_spans

    flat = flat_form.flatten(document)
    text = document.text
    tokens = words(text, ((span.start, span.end) for span in flat.spans))
    doc = Doc(vocab, [text[t.start : t.end] for t in tokens], [t.space for t in tokens])
    groups: dict[str, list[Span]] = {ENTITIES: [], EVENTS: []}
    for span in flat.spans:
        found = doc.char_span(span.start, span.end, label=span.label, span_id=f"T{span.number}")
        assert found is not None  # the tokens are cut for it
        groups[EVENTS if span.label in vocabulary.types else ENTITIES].append(found)
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    doc.ents = filter_spans([span for span in groups[ENTITIES] if span.text.strip()])
    doc.user_data[KEPT] = dump_ascii(flat_form.keep(document))
    return doc


def _document(doc: Doc, vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    with flat_form.intact(where):
        return _restored(doc, vocabulary, where)


def _restored(doc: Doc, vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    kept = load(doc.user_data[KEPT], where, dict) if isinstance(doc.user_data.get(KEPT), str) else {}
    found = [span for name in (ENTITIES, EVENTS) for span in doc.spans.get(name, ())] or list(doc.ents)
    told = [FlatSpan(n, span.start_char, span.end_char, span.label_) for n, span in enumerate(found, 1)]
    numbers = flat_form.numbered(told, kept, own=False)
    spans = tuple(FlatSpan(numbers[span.number], span.start, span.end, span.label) for span in told)
    here = {span.number for span in spans}
    links = tuple(Link(*link) for link in kept.get("links", ()) if here.issuperset(link[:2]))
    whole = bool(kept) and kept.get("whole", True)
    return flat_form.restore(doc.text, Flat(spans, links), {**kept, "whole": whole}, vocabulary, where)
