"""docs.spacy: the Docs with entities, spans and `doc._` values, for spaCy."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from nlp.errors import UsageError
from nlp.export.batch import Batch

_STEP = 1 << 20


def parts(batch: Batch) -> Iterator[bytes]:
    """One DocBin of all documents, in their order.

    The bytes are those of spaCy's own DocBin.to_bytes(); but that wants all Docs in memory, and this one keeps what
    grows with them in temporary files.
    """
    from spacy.tokens import DocBin

    with ExitStack() as opened:
        pile = _Pile(opened)
        for packed in batch.packed:
            pile.add(DocBin(store_user_data=True).from_bytes(packed))
        packer = zlib.compressobj()
        for data in pile.message(DocBin(store_user_data=True)):
            if out := packer.compress(data):
                yield out
        yield packer.flush()


class _Pile:
    """The fields of many DocBins, each document's behind the last one's."""

    _LISTS = ("cats", "flags", "span_groups", "user_data")

    def __init__(self, opened: ExitStack) -> None:
        self._files: dict[str, IO[bytes]] = {}
        for name in _FIELDS:
            self._files[name] = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
        self._strings: set[str] = set()
        self._documents = 0

    def add(self, found: Any) -> None:
        """The documents of one DocBin."""
        import numpy
        import srsly

        for tokens, spaces in zip(found.tokens, found.spaces, strict=True):
            self._files["tokens"].write(tokens.tobytes("C"))
            self._files["spaces"].write(spaces.tobytes("C"))
            self._files["lengths"].write(numpy.asarray([len(tokens)], dtype="int32").tobytes("C"))
        for name in self._LISTS:
            for value in getattr(found, name):
                self._files[name].write(srsly.msgpack_dumps(value))
        self._strings |= found.strings
        self._documents += len(found)

    def message(self, empty: Any) -> Iterator[bytes]:
        """The msgpack map that DocBin.to_bytes() makes, piece by piece."""
        import srsly

        yield bytes([0x80 | len(_FIELDS) + 3])
        for name in ("version", "attrs", *_BLOBS, "strings", *self._LISTS):
            yield srsly.msgpack_dumps(name)
            if name in ("version", "attrs"):
                yield srsly.msgpack_dumps(getattr(empty, name))
            elif name == "strings":
                yield srsly.msgpack_dumps(sorted(self._strings))
            else:
                yield self._head(name)
                yield from self._content(name)

    def _head(self, name: str) -> bytes:
        """msgpack's head of bytes or of a list, with its length."""
        if name in _BLOBS:
            size = self._files[name].tell()
            short, wide = [(0xC4, 1), (0xC5, 2)], (0xC6, 4)
        else:
            size = self._documents
            if size < 16:
                return bytes([0x90 | size])
            short, wide = [(0xDC, 2)], (0xDD, 4)
        if size >= 256 ** wide[1]:
            raise UsageError("found too many documents for one docs.spacy, expected less than 4 GB; run on fewer")
        code, width = next((pair for pair in short if size < 256 ** pair[1]), wide)
        return bytes([code]) + size.to_bytes(width, "big")

    def _content(self, name: str) -> Iterator[bytes]:
        file = self._files[name]
        file.seek(0)
        while part := file.read(_STEP):
            yield part


_BLOBS = ("tokens", "spaces", "lengths")
_FIELDS = (*_BLOBS, *_Pile._LISTS)
