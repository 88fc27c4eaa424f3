"""What is read as one: a file, standard input, or one line of a JSONL file, however large the file is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from nlp.ingest.packed import MAGIC
from nlp.ingest.walk import Source, sources
from nlp.records import FailedDocument

JSONL = (".jsonl", ".ndjson")
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_STEP = 1 << 20


class Stream(Protocol):
    """Standard input, or what stands for it."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of input. `data` None: the source's file is still to be opened; `line` is a JSONL line's number from 1,
    None for a whole file; `size` is in bytes; `failed` says why it cannot be read, None when nothing speaks against it.
    """

    source: Source
    data: bytes | None = None
    line: int | None = None
    size: int = 0
    failed: FailedDocument | None = None

    @property
    def doc_id(self) -> str:
        """The id that the document gets when its content gives it no other."""
        return self.source.doc_id if self.line is None else f"{self.source.doc_id}:{self.line}"

    def digest(self, max_bytes: int) -> str | None:
        """The hash of the content as it is now, None for what cannot or need not be read."""
        if self.failed is not None:
            return None
        if self.data is not None:
            return sha256(self.data).hexdigest()
        if self.source.path is None or (self.size > max_bytes and not is_jsonl(self.source)):
            return None
        whole = sha256()
        try:
            with self.source.open() as file:
                while part := file.read(_STEP):
                    whole.update(part)
        except OSError:
            return None
        return whole.hexdigest()


def units(paths: Sequence[Path | str], *, max_bytes: int, stdin: Stream | None = None) -> Iterator[Unit]:
    """The pieces in the order of reading, found when they are asked for; of a line longer than `max_bytes` nothing is
    kept."""
    for source in sources(paths):
        if source.problem:
            yield Unit(source, failed=FailedDocument(source.doc_id, source.problem))
        elif source.path is None:
            data = (stdin or sys.stdin.buffer).read(max_bytes + 1)
            yield Unit(source, data, size=len(data))
        else:
            yield from _of_file(source, max_bytes)


def is_jsonl(source: Source) -> bool:
    """Whether the name says that every line is a document."""
    return source.doc_id.lower().endswith(JSONL)


def _of_file(source: Source, max_bytes: int) -> Iterator[Unit]:
    try:
        whole = Unit(source, size=source.size())
        if not is_jsonl(source):
            yield whole
            return
        with source.open() as file:
            start = file.peek(2)[:2]
            lines = iter(()) if start == MAGIC or start in _WIDE else _lines(source, file, max_bytes)
            first = next(lines, None)
            if first is None:  # packed, in another encoding, or blank: the reader sees what it is
                yield whole
                return
            yield first
            yield from lines
    except OSError as error:
        yield Unit(source, failed=FailedDocument(source.doc_id, f"cannot be opened: {error.strerror or error}"))


def _lines(source: Source, file: BinaryIO, max_bytes: int) -> Iterator[Unit]:
    """The lines that are not blank."""
    number = 0
    while line := file.readline(max_bytes + 2):
        number += 1
        if number == 1:
            line = line.removeprefix(_MARK)
        size, digest = len(line), None
        if size > max_bytes and not line.endswith(b"\n"):
            size, digest = _rest(file, line)
        line = line.removesuffix(b"\n").rstrip(b"\r")
        if digest is None:
            size = len(line)
        if size > max_bytes:
            name = f"{source.doc_id}:{number}"
            problem = f"line {number}: found {size} bytes, expected at most {max_bytes} (--max-bytes)"
            failed = FailedDocument(name, problem, digest or sha256(line).hexdigest())
            yield Unit(source, line=number, size=size, failed=failed)
        elif line.strip():
            yield Unit(source, line, number, size)


def _rest(file: BinaryIO, begun: bytes) -> tuple[int, str]:
    """Size and hash of a line that is too long to be kept; reads to its end."""
    whole, size = sha256(begun), len(begun)
    while part := file.readline(_STEP):
        last = part.removesuffix(b"\n")
        whole.update(last)
        size += len(last)
        if len(last) < len(part):
            break
    return size, whole.hexdigest()
