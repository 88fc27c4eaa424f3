"""The main job as a function: paths in, files out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, overload

import orjson

from nlp import ingest
from nlp.engine.limits import Limits
from nlp.engine.own_output import own_output
from nlp.engine.results import batch
from nlp.engine.run import Run
from nlp.engine.watch import Watch
from nlp.engine.worker import Settings
from nlp.export import EVENTS, WRITTEN, Line, prepare, write

_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has written into the folder `out`. `failed` are ids and reasons of the documents that could not be
    read, `slowest` ids and seconds; `kept` documents were done by an earlier run that was cut short."""

    out: Path
    documents: int
    count: int
    failed: tuple[tuple[str, str], ...]
    slowest: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    kept: int = field(default=0, compare=False)

    @property
    def events(self) -> Events:
        """All events."""
        return Events(self.out / EVENTS, self.count)


class Events(Sequence[Line]):
    """The lines of an events.jsonl, read when they are asked for."""

    def __init__(self, path: Path, count: int) -> None:
        self._path, self._count = path, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        with self._path.open("rb") as file:
            yield from map(orjson.loads, file)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            first, last, step = at.indices(self._count)
            if step < 0:
                return list(self)[at]
            return list(itertools.islice(self, first, last, step))
        place = range(self._count)[at]
        return next(itertools.islice(self, place, None))


def extract(
    paths: Sequence[Path | str],
    out: Path,
    *,
    formats: Sequence[str] = (),
    patterns: Path | None = None,
    model: Path | None = None,
    max_bytes: int | None = None,
    jobs: int | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Read documents and write events.jsonl, documents.jsonl and the other `formats` into the folder `out`.

    `model` is the folder of a trained model (`nlp.trained.folder_of`), None for the rules alone.
    `max_bytes` None is ingestion's own limit, `jobs` None one process for each processor; the documents are read in
    processes of their own in any case, so that none can hurt the run. The files are written when all documents are
    through; until then a hidden folder in `out` holds what is done, and the same call goes on from there.

    Raises UsageError for a folder that cannot be written or a format whose library is missing, PatternError for
    patterns that cannot be used.
    """
    prepare(out, formats)
    settings = Settings(patterns, texts="html" in formats, docs="spacy" in formats, model=model)
    is_own = own_output(paths, out, WRITTEN)
    limit = ingest.MAX_BYTES if max_bytes is None else max_bytes
    source = _Stdin(stdin)

    def units() -> Iterator[tuple[int, ingest.Unit]]:
        found = ingest.units(paths, max_bytes=limit, stdin=source)
        return ((number, unit) for number, unit in enumerate(found) if not is_own(unit))

    with Run(out, settings, limits or Limits(), limit) as run:
        kept = run.read(units, jobs, watch or Watch())
        counts = run.parts.manifest.counts(_SLOWEST)
        write(out, batch(run.parts, patterns), formats, scratch=run.parts.folder)
        run.parts.remove()
    return Summary(out, counts.documents, counts.events, counts.failed, counts.slowest, kept)


class _Stdin:
    """Standard input, which can be read once only, for whoever reads it again."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._stream = stream
        self._data: bytes | None = None

    def read(self, size: int, /) -> bytes:
        """The first bytes, the same at every call."""
        if self._data is None:
            self._data = self._stream.read(size) if self._stream is not None else b""
        return self._data
