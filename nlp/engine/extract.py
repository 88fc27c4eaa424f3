"""The main job as a function: paths in, files out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, overload

import orjson

from nlp import ingest
from nlp.engine.destination import Destination, destination
from nlp.engine.engines import open_engine
from nlp.engine.limits import Limits
from nlp.engine.own_output import own_output
from nlp.engine.results import batch
from nlp.engine.run import Run
from nlp.engine.watch import Watch
from nlp.engine.worker import Settings
from nlp.export import WRITTEN, Line

_SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run has written into `to`. `failed` are ids and reasons of the documents that could not be
    read, `slowest` ids and seconds; `kept` documents were done by an earlier run that was cut short."""

    to: Destination
    documents: int
    count: int
    failed: tuple[tuple[str, str], ...]
    slowest: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    kept: int = field(default=0, compare=False)

    @property
    def out(self) -> Path | str:
        """The folder, or the address."""
        return self.to.out

    @property
    def events(self) -> Events:
        """All events."""
        return Events(self.to, self.count)


class Events(Sequence[Line]):
    """The lines of an events.jsonl, read when they are asked for."""

    def __init__(self, to: Destination, count: int) -> None:
        self._to, self._count = to, count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        with self._to.events() as file:
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
    out: Path | str,
    *,
    formats: Sequence[str] = (),
    patterns: Path | None = None,
    model: Path | None = None,
    max_bytes: int | None = None,
    jobs: int | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    watch: Watch | None = None,
    engine: str = "local",
    address: str | None = None,
) -> Summary:
    """Read documents and write events.jsonl, documents.jsonl and the other `formats` into `out`, a folder
    or an address of another file system (s3://bucket/folder), whose paths may stand in `paths` as well.

    `model` is the folder of a trained model (`nlp.trained.folder_of`), None for the rules alone.
    `max_bytes` None is ingestion's own limit, `jobs` None one process for each processor; `engine` is one of ENGINES,
    `address` that of a running Ray cluster. The bytes that are written depend on none of the last three. The documents
    are read in processes of their own in any case, so that none can hurt the run. The files are written when all
    documents are through; until then a hidden folder in `out` holds what is done, and the same call goes on from there.

    Raises UsageError for a folder that cannot be written or a format whose library is missing, PatternError for
    patterns that cannot be used.
    """
    to = destination(out, formats)
    settings = Settings(patterns, texts="html" in formats, docs="spacy" in formats, model=model)
    is_own = own_output(paths, out, WRITTEN)
    limit = ingest.MAX_BYTES if max_bytes is None else max_bytes
    source = _Stdin(stdin)

    def units() -> Iterator[tuple[int, ingest.Unit]]:
        found = ingest.units(paths, max_bytes=limit, stdin=source)
        return ((number, unit) for number, unit in enumerate(found) if not is_own(unit))

    bounds = limits or Limits()
    with (
        open_engine(engine, address, settings, bounds, limit, paths) as worker,
        Run(to.folder, worker, settings, bounds, limit) as run,
    ):
        kept = run.read(units, jobs, watch or Watch())
        counts = run.parts.manifest.counts(_SLOWEST)
        to.write(batch(run.parts, patterns), formats, run.parts.folder)
        run.parts.remove()
        to.leave()
    return Summary(to, counts.documents, counts.events, counts.failed, counts.slowest, kept)


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
