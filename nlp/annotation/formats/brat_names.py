"""File names for documents in a folder of brat's: brat shows only names of harmless characters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

_HARMLESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_ENDINGS = (".txt", ".ann", ".conf", ".jsonl")


def file_names(doc_ids: Sequence[str]) -> Iterator[str]:
    """A file name without ending for every document: its id without `.txt` where that is harmless and nobody else's,
    else its harmless characters and a hash of the id.
    """
    plain = [doc_id.removesuffix(".txt") for doc_id in doc_ids]
    folded = [name.casefold() for name in plain]
    for doc_id, name in zip(doc_ids, plain, strict=True):
        harmless = _HARMLESS.fullmatch(name) and not name.endswith((*_ENDINGS, "."))
        if harmless and folded.count(name.casefold()) == 1:
            yield name
        else:
            bare = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_")[:60] or "document"
            yield f"{bare}-{hashlib.sha256(doc_id.encode()).hexdigest()[:8]}"
