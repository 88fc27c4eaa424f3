"""Bytes by key in a file of the user's cache: bounded, shared by processes, and never in the way.

A cache that cannot be opened, read or written is as good as an empty one; nothing here raises for its sake.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

FILE = "readings.sqlite"
LARGEST = 1 << 30  # bytes of values
_FORM = 1
_WAIT = 10.0  # seconds for another process that writes
_AT_ONCE = 500  # keys a query; SQLite's old limit is 999 parameters

_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
    key TEXT PRIMARY KEY, check_sum BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL, value BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS by_use ON entries (used, size);
"""


class Store:
    """The entries of one folder (None: no cache). `largest` is the sum of the values' bytes that is kept; those that
    no run has used for longest are dropped first.
    """

    def __init__(self, folder: Path | None, largest: int = LARGEST) -> None:
        self._largest = largest
        self._path = folder / FILE if folder is not None else None
        self._base: sqlite3.Connection | None = None
        self._now = 0
        self._used: set[str] = set()
        self._open()

    def get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The whole entries among `keys`; a damaged one is as good as none."""
        found: dict[str, bytes] = {}
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            with self._guarded() as base:
                if base is not None:
                    query = f"SELECT key, check_sum, value FROM entries WHERE key IN ({marks})"
                    for key, check_sum, value in base.execute(query, some):
                        if isinstance(value, bytes) and check_sum == _check_sum(key, value):
                            found[key] = value
        self._used.update(found)
        return found

    def put(self, entries: Mapping[str, bytes]) -> None:
        """Keep the entries, in one step: another process sees all of them or none."""
        rows = [(key, _check_sum(key, value), len(value), self._now, value) for key, value in entries.items()]
        if not rows:
            return
        with self._guarded() as base:
            if base is not None:
                with base:
                    base.execute("BEGIN IMMEDIATE")
                    base.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
                    _trim(base, self._largest)

    def close(self) -> None:
        """Remember what was used, and let go of the file."""
        used = sorted(self._used)
        with self._guarded() as base:
            if base is not None and used:
                with base:
                    base.execute("BEGIN IMMEDIATE")
                    base.executemany(
                        "UPDATE entries SET used = ? WHERE key = ? AND used <> ?",
                        [(self._now, key, self._now) for key in used],
                    )
        self._shut()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self) -> None:
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._connect(self._path)
        except sqlite3.OperationalError:
            self._shut()  # read-only, full, or no folder at all
        except sqlite3.DatabaseError:
            self._start_anew()

    def _connect(self, path: Path) -> None:
        self._base = base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        form = base.execute("PRAGMA user_version").fetchone()[0]
        if form not in (0, _FORM):
            raise sqlite3.DatabaseError("another program's file")
        if form == 0:
            base.executescript(f"PRAGMA auto_vacuum = FULL; {_TABLES} PRAGMA user_version = {_FORM};")
        base.execute("PRAGMA synchronous = OFF")  # what a power cut damages is read anew
        self._now = 1 + (base.execute("SELECT MAX(used) FROM entries").fetchone()[0] or 0)

    def _start_anew(self) -> None:
        """A file that is no cache gives way to an empty one."""
        self._shut()
        assert self._path is not None
        try:
            self._path.unlink(missing_ok=True)
            for ending in ("-journal", "-wal", "-shm"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
            self._connect(self._path)
        except (OSError, sqlite3.Error):
            self._shut()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        try:
            yield self._base
        except sqlite3.OperationalError:
            pass  # locked for too long, read-only, disk full
        except sqlite3.DatabaseError:
            self._start_anew()

    def _shut(self) -> None:
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
        self._base = None


def _trim(base: sqlite3.Connection, largest: int) -> None:
    """Drop the entries that were not used for longest until the others fit."""
    total = base.execute("SELECT COALESCE(SUM(size), 0) FROM entries").fetchone()[0]
    if total <= largest:
        return
    dropped = []
    for key, size in base.execute("SELECT key, size FROM entries ORDER BY used, key"):
        if total <= largest:
            break
        dropped.append((key,))
        total -= size
    base.executemany("DELETE FROM entries WHERE key = ?", dropped)


def _check_sum(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=16, key=key.encode()[:64]).digest()


def _parts(keys: Iterable[str]) -> Iterator[list[str]]:
    every = list(keys)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
