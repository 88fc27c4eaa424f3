"""The finished part of a run: files of outcomes in a hidden folder of the output, with a manifest. Whoever kills the
program loses a second's work; the same run goes on from there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from nlp.engine.manifest import Entry, Manifest
from nlp.engine.packet import Packet
from nlp.errors import UsageError

FOLDER = ".extract-events"
_MANIFEST = "manifest.db"
_PART_BYTES = 64_000_000
_EVERY = 1.0  # seconds of work that a sudden end may cost
_MOST_READERS = 64  # files of parts that are open at once


class Parts:
    """Outcomes on disk. `key` names all that outcomes depend on beside their documents; parts made under another are
    thrown away. Nothing is made durable in the first second: a short run costs no waiting for the disk.

    Every method raises UsageError for a folder that cannot be written or read, `open` also where another run is
    writing into it.
    """

    def __init__(self, out: Path, key: Callable[[], str]) -> None:
        self.folder, self._make_key = out / FOLDER, key
        self._key: str | None = None
        self._saved = time.monotonic()
        self._file, self._at = -1, 0
        self._readers: dict[int, int] = {}
        with self._telling():
            self.manifest = self._opened()
            self._part = self.manifest.parts

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Keep what is there for the next run, as far as the disk lets us."""
        empty = False
        with contextlib.suppress(UsageError, sqlite3.Error):
            empty = self.manifest.units == 0
            if not empty and self.folder.exists():
                self.save()
        self.close()
        if empty:
            shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the files."""
        for reader in self._readers.values():
            os.close(reader)
        self._readers.clear()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self.manifest.close()

    def remove(self) -> None:
        """The run is through: nothing of this is needed any more."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def reuse(self, name: str, number: int, digest: Callable[[], str | None], budget: str) -> list[Entry] | None:
        """The outcomes that an earlier run has made of the same unit, now of this run as its `number`th; None where
        there are none, the content is another, or it was given up under another `budget`."""
        with self._telling():
            rows = self.manifest.earlier(name)
            content = digest() if rows else None
            for unit, told, given in rows:
                if told == content and given in (None, budget):
                    return self.manifest.adopt(unit, number)
        return None

    def add(self, unit: int, place: int, packet: Packet) -> None:
        """The outcome of a unit's `place`th document, in the place of one that was there."""
        blobs = (packet.events, packet.line, packet.text, packet.packed)
        data = b"".join(blobs)
        events, line, text, packed = map(len, blobs)
        with self._telling():
            start = self._append(data)
            self.manifest.add(
                Entry(
                    unit,
                    place,
                    packet.doc_id,
                    packet.natural,
                    packet.longer,
                    packet.error,
                    packet.count,
                    packet.seconds,
                    self._part,
                    start,
                    events,
                    line,
                    text,
                    packed,
                    zlib.crc32(data),
                )  # fmt: skip
            )
            if time.monotonic() - self._saved > _EVERY:
                self.save()

    def _append(self, data: bytes) -> int:
        if self._file >= 0 and self._at > _PART_BYTES:
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1
        if self._file < 0:
            self._part += 1
            self._file, self._at = os.open(self._path(self._part), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666), 0
        start, rest = self._at, memoryview(data)
        while rest:
            written = os.write(self._file, rest)
            self._at += written
            rest = rest[written:]
        return start

    def save(self) -> None:
        """Make durable what is there."""
        with self._telling():
            if self._file >= 0:
                os.fsync(self._file)
            self._key = self._key or self._make_key()
            self.manifest.save(self._key)
        self._saved = time.monotonic()

    def bytes_of(self, entry: Entry) -> memoryview:
        """Events, line, text and packed Doc, one after the other."""
        with self._telling():
            if entry.part not in self._readers:
                if len(self._readers) >= _MOST_READERS:
                    os.close(self._readers.pop(next(iter(self._readers))))
                self._readers[entry.part] = os.open(self._path(entry.part), os.O_RDONLY)
            return memoryview(os.pread(self._readers[entry.part], entry.size, entry.start))

    def _path(self, part: int) -> Path:
        return self.folder / f"part-{part:06}"

    def _opened(self) -> Manifest:
        """The manifest, empty where the one that is there is of no use."""
        self.folder.mkdir(exist_ok=True)
        path = self.folder / _MANIFEST
        try:
            found = Manifest(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # no database, or a broken one
            path.unlink()
            found = Manifest(path)
        if not found.is_new:
            self._key = self._make_key()
            if found.key != self._key:
                found.close()
                shutil.rmtree(self.folder)
                self.folder.mkdir()
                return Manifest(path)
            self._drop_broken(found)
        return found

    def _drop_broken(self, manifest: Manifest) -> None:
        """Forget units whose bytes are not what was written: after a power failure, say."""
        self.manifest = manifest
        bad = {entry.unit for entry in manifest.by_place() if not self._is_whole(entry)}
        for unit in bad:
            manifest.forget(unit)

    def _is_whole(self, entry: Entry) -> bool:
        try:
            return zlib.crc32(self.bytes_of(entry)) == entry.sum
        except UsageError:
            return False

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Faults of the disk as the user is told them."""
        kept = "what was finished is kept, the same command goes on from there"
        try:
            yield
        except sqlite3.Error as error:
            if "locked" in str(error):
                raise UsageError(
                    f"another run is writing into {self.folder.parent}, expected a folder of its own for each (-o)"
                ) from error
            raise UsageError(f"cannot write {self.folder / _MANIFEST}: {error}; {kept}") from error
        except OSError as error:
            raise UsageError(f"cannot write into {self.folder}: {error.strerror or error}; {kept}") from error
