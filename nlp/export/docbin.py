"""docs.spacy: the Docs with entities, spans and `doc._` values, for spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.export.batch import Batch


def parts(batch: Batch) -> Iterator[bytes]:
    """One DocBin of all documents, in their order."""
    from spacy.tokens import DocBin

    whole = DocBin(store_user_data=True)
    for packed in batch.packed:
        whole.merge(DocBin(store_user_data=True).from_bytes(packed))
    yield whole.to_bytes()
