"""The manifest of a run: what was read, what came of it, and where that lies."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE unit (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
    digest TEXT, budget TEXT);
CREATE INDEX unit_name ON unit (name);
CREATE TABLE outcome (unit INTEGER NOT NULL, place INTEGER NOT NULL, doc_id TEXT NOT NULL, natural TEXT NOT NULL,
    longer TEXT, error TEXT, told INTEGER NOT NULL, seconds REAL NOT NULL, part INTEGER NOT NULL,
    start INTEGER NOT NULL, events INTEGER NOT NULL, line INTEGER NOT NULL, text INTEGER NOT NULL,
    packed INTEGER NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (unit, place)) WITHOUT ROWID;
CREATE INDEX outcome_id ON outcome (doc_id);
"""
_CACHE = -8_000  # SQLite's way to say 8 MB


class Entry(NamedTuple):
    """One document: its ids, reason and time as in a Packet, the number of events told, and its bytes.

    These are `events`, `line`, `text` and `packed` of so many bytes one after the other, in the file number `part` from
    `start` on; `sum` is the check sum of all of them.
    """

    unit: int
    place: int
    doc_id: str
    natural: str
    longer: str | None
    error: str | None
    told: int
    seconds: float
    part: int
    start: int
    events: int
    line: int
    text: int
    packed: int
    sum: int

    @property
    def size(self) -> int:
        """All its bytes."""
        return self.events + self.line + self.text + self.packed


_COLUMNS = ", ".join(Entry._fields)
_MARKS = ", ".join("?" * len(Entry._fields))


class Counts(NamedTuple):
    """What a run has come to; `failed` are ids and reasons, `slowest` ids and seconds, the slowest first."""

    documents: int
    events: int
    failed: tuple[tuple[str, str], ...]
    slowest: tuple[tuple[str, float], ...]


class Manifest:
    """An SQLite file that one run alone may open. Every method may raise sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._base.execute(f"PRAGMA cache_size = {_CACHE}")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute("BEGIN EXCLUSIVE")
        self.is_new = not self._base.execute("SELECT 1 FROM sqlite_master").fetchone()
        if self.is_new:
            for statement in _TABLES.split(";"):
                self._base.execute(statement)
        self.run = 1 + self._number("SELECT coalesce(max(run), 0) FROM unit")
        self.parts = self._number("SELECT coalesce(max(part), 0) FROM outcome")

    def _number(self, question: str) -> int:
        return int(self._base.execute(question).fetchone()[0])

    def close(self) -> None:
        """Let go of what is not saved."""
        self._base.close()

    def save(self, key: str) -> None:
        """Make durable what is there; all of it depends on `key`."""
        self._base.execute("INSERT OR REPLACE INTO about VALUES ('key', ?)", (key,))
        self._base.execute("COMMIT")
        self._base.execute("BEGIN EXCLUSIVE")

    @property
    def key(self) -> str | None:
        """What was last saved depends on this."""
        row = self._base.execute("SELECT value FROM about WHERE name = 'key'").fetchone()
        return str(row[0]) if row else None

    @property
    def units(self) -> int:
        """How many there are of all runs."""
        return self._number("SELECT count(*) FROM unit")

    def earlier(self, name: str) -> list[tuple[int, str, str | None]]:
        """Units of that name that earlier runs have finished: their rows, hashes and budgets."""
        return self._base.execute(
            "SELECT id, digest, budget FROM unit WHERE name = ? AND run < ? AND digest IS NOT NULL", (name, self.run)
        ).fetchall()

    def adopt(self, unit: int, number: int) -> list[Entry]:
        """Make a unit of an earlier run this run's `number`th; its outcomes."""
        self._base.execute("UPDATE unit SET run = ?, number = ? WHERE id = ?", (self.run, number, unit))
        found = self._base.execute(f"SELECT {_COLUMNS} FROM outcome WHERE unit = ? ORDER BY place", (unit,))
        return [Entry(*row) for row in found]

    def begin(self, name: str, number: int) -> int:
        """A unit is being read; the row that its outcomes go under."""
        made = self._base.execute("INSERT INTO unit (run, number, name) VALUES (?, ?, ?)", (self.run, number, name))
        return int(made.lastrowid or 0)

    def end(self, unit: int, digest: str | None, budget: str | None) -> None:
        """All documents of the unit are there; one without a hash is read again by the next run, one that was given
        up under a `budget` when that is another."""
        self._base.execute("UPDATE unit SET digest = ?, budget = ? WHERE id = ?", (digest, budget, unit))

    def name(self, unit: int) -> str:
        """The name that a unit was begun with."""
        return str(self._base.execute("SELECT name FROM unit WHERE id = ?", (unit,)).fetchone()[0])

    def add(self, entry: Entry) -> None:
        """An outcome, in the place of the one that was there."""
        self._base.execute(f"INSERT OR REPLACE INTO outcome ({_COLUMNS}) VALUES ({_MARKS})", entry)

    def forget(self, unit: int) -> None:
        """The unit has to be read anew."""
        self._base.execute("DELETE FROM outcome WHERE unit = ?", (unit,))
        self._base.execute("DELETE FROM unit WHERE id = ?", (unit,))

    def forget_earlier(self) -> None:
        """Drop what earlier runs have left and this one has no use for."""
        self._base.execute("DELETE FROM outcome WHERE unit NOT IN (SELECT id FROM unit WHERE run = ?)", (self.run,))
        self._base.execute("DELETE FROM unit WHERE run < ?", (self.run,))

    def by_place(self) -> Iterator[Entry]:
        """Every outcome in the order in which their bytes lie."""
        return self._select("FROM outcome ORDER BY part, start")

    def by_id(self) -> Iterator[Entry]:
        """Every outcome in the order of the output: by the characters' numbers of doc_id."""
        return self._select("FROM outcome ORDER BY doc_id")

    def find(self, doc_id: str) -> Entry | None:
        """The outcome of a document."""
        return next(self._select("FROM outcome WHERE doc_id = ?", doc_id), None)

    def _select(self, what: str, *given: object) -> Iterator[Entry]:
        return (Entry(*row) for row in self._base.execute(f"SELECT {_COLUMNS} {what}", given))

    def by_reading(self) -> Iterator[tuple[int, Entry]]:
        """Every outcome in the order of reading, with its unit's number."""
        found = self._base.execute(
            f"SELECT number, {_COLUMNS} FROM outcome JOIN unit ON unit.id = outcome.unit ORDER BY number, place"
        )
        return ((row[0], Entry(*row[1:])) for row in found)

    def has_twins(self) -> bool:
        """Whether two documents would have one id, or one has another than its own."""
        return bool(
            self._number(
                "SELECT EXISTS (SELECT 1 FROM outcome WHERE doc_id <> natural) OR EXISTS"
                " (SELECT 1 FROM outcome GROUP BY natural HAVING count(*) > 1)"
            )
        )

    def counts(self, slowest: int) -> Counts:
        """What the run has come to."""
        documents, events = self._base.execute("SELECT count(*), coalesce(sum(told), 0) FROM outcome").fetchone()
        failed = self._base.execute("SELECT doc_id, error FROM outcome WHERE error IS NOT NULL ORDER BY doc_id")
        slow = self._base.execute(
            "SELECT doc_id, seconds FROM outcome ORDER BY seconds DESC, doc_id LIMIT ?", (slowest,)
        )
        return Counts(documents, events, tuple(failed.fetchall()), tuple(slow.fetchall()))
