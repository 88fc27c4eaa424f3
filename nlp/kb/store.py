"""The knowledge base in a database: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, delete, event, func, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from nlp.errors import UsageError
from nlp.kb import reading, schema
from nlp.kb.build import build
from nlp.kb.loading import load_document, mark
from nlp.kb.records import Entity, Fact, Knowledge
from nlp.kb.settle import chunks, connected, is_settled, settle
from nlp.kb.tables import AliasRow, ClusterRow, DocumentRow, KeyRow, SettingRow
from nlp.kb.uses import COMPANY, COMPOUND, key_of
from nlp.registry.store import Registry

DEFAULT_URL = "sqlite:///knowledge.db"
_LOCK = 5_307_118  # any number, the same for all loaders of a PostgreSQL database
_PATIENCE = 60  # seconds that a loader waits for another one


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load has done: documents put in (new or changed) and documents that the base had already."""

    loaded: int
    known: int


def open_base(url: str | None = None, registry: Registry | None = None, *, create: bool = False) -> KnowledgeBase:
    """The base at a SQLAlchemy URL or in an SQLite file's path; None is `knowledge.db` in the working folder.

    `registry` None is the built-in one. `create` makes the tables or brings older ones up. Raises UsageError when
    there is no such base, or it cannot be opened.
    """
    if registry is None:
        from nlp import resources

        registry = resources.load().registry
    engine = _engine(url or DEFAULT_URL, create)
    base = KnowledgeBase(engine, registry)
    with base.transaction(write=create) as connection:
        (schema.upgrade if create else schema.check)(connection)
    return base


class KnowledgeBase:
    """An open base. Every method is a transaction of its own and raises UsageError where the database fails."""

    def __init__(self, engine: Engine, registry: Registry) -> None:
        self.engine = engine
        self.registry = registry

    def load(
        self,
        documents: Iterable[Mapping[str, Any]],
        events: Mapping[str, Sequence[Mapping[str, Any]]],
        watch: Callable[[], None] = lambda: None,
    ) -> Loaded:
        """Put documents in, each in its own transaction, then derive what follows.

        `documents` are lines of documents.jsonl, `events` those of events.jsonl by doc_id. What the base has just so is
        left alone; a changed document takes the place of its older state. `watch` is called after each document. Two
        loaders may run at once; when one is killed, the next one, or the next query, derives what is due.
        """
        loaded = known = 0
        for line in documents:
            with self.transaction(write=True) as connection:
                if load_document(connection, line, events.get(line["doc_id"], ())):
                    loaded += 1
                else:
                    known += 1
            watch()
        with self.transaction(write=True) as connection:
            self._mark_all_if_registry_changed(connection)
            settle(connection, self.registry)
        return Loaded(loaded, known)

    def knowledge(self, as_of: date | None = None) -> Knowledge:
        """All that is known, or was known on a day."""
        with self._settled() as connection:
            if as_of is not None:
                self._require_its_registry(connection, "to look back to a day")
                return build(reading.lines(connection), reading.events(connection), self.registry, as_of)
            known = sorted(reading.releases(connection), key=lambda r: (r.published or date.max, r.doc_id))
            return Knowledge(
                None,
                tuple(known),
                tuple(sorted(reading.entities(connection), key=lambda entity: entity.id)),
                tuple(sorted(reading.facts(connection), key=lambda fact: fact.id)),
                tuple(reading.relations(connection)),
            )

    def lines(self) -> list[Mapping[str, Any]]:
        """The lines of documents.jsonl that the base has, without sections, as they were loaded."""
        with self.transaction() as connection:
            return list(reading.lines(connection))

    def find(self, name: str, as_of: date | None = None) -> list[tuple[Entity, list[Fact]]]:
        """The entities that carry a name (any spelling of it), with the facts about them, best known first."""
        keys = {key_of(name, COMPOUND), key_of(name, COMPANY)} - {""}
        with self._settled() as connection:
            if as_of is not None:
                self._require_its_registry(connection, "to look back to a day")
                return _find(self._known_of(connection, keys, as_of), keys)
            ids = sorted(set(connection.scalars(select(AliasRow.entity).where(AliasRow.key.in_(keys)))))
            found = list(reading.entities(connection, ids))
            return sorted(((e, list(reading.facts(connection, [e.id]))) for e in found), key=_best_known)

    def names_near(self, name: str, most: int = 5) -> list[str]:
        """Names in the base that look like one that is not there."""
        from rapidfuzz import process

        with self._settled() as connection:
            names = sorted(set(connection.scalars(select(AliasRow.text).where(AliasRow.first_said.is_not(None)))))
        return [match[0] for match in process.extract(name, names, limit=most, score_cutoff=70)]

    def _known_of(self, connection: Connection, keys: set[str], as_of: date) -> Knowledge:
        """What was known on a day of those who carry the names: identity over all documents of the time, facts of the
        documents that name them.
        """
        documents: set[int] = set()
        carrying = select(AliasRow.entity).where(AliasRow.key.in_(keys))
        used = (
            select(KeyRow.key).join(ClusterRow, ClusterRow.id == KeyRow.cluster).where(ClusterRow.entity.in_(carrying))
        )
        known_by = keys | set(connection.scalars(used))
        for label in (COMPOUND, COMPANY):
            region = connected(connection, label, known_by)
            for some in chunks(sorted(region)):
                naming = select(ClusterRow.document).join(KeyRow, KeyRow.cluster == ClusterRow.id)
                documents |= set(connection.scalars(naming.where(KeyRow.label == label, KeyRow.key.in_(some))))
        told = reading.events(connection, sorted(documents))
        return build(reading.lines(connection), told, self.registry, as_of)

    def _require_its_registry(self, connection: Connection, why: str) -> None:
        have = connection.scalar(select(SettingRow.value).where(SettingRow.name == "registry"))
        if have not in (None, fingerprint(self.registry)):
            raise UsageError(
                f"{self.where}: was made with other patterns, which are needed {why}: give them with --patterns, "
                "or run `kb load` with these"
            )

    def _mark_all_if_registry_changed(self, connection: Connection) -> None:
        current = fingerprint(self.registry)
        have = connection.scalar(select(SettingRow.value).where(SettingRow.name == "registry"))
        if have == current:
            return
        if have is not None:
            mark(
                connection,
                [(row.label, row.key) for row in connection.execute(select(KeyRow.label, KeyRow.key).distinct())],
            )
            everything = connection.scalars(select(DocumentRow.id))
            mark(connection, [("document", str(document)) for document in everything])
            connection.execute(delete(SettingRow).where(SettingRow.name == "registry"))
        connection.execute(insert(SettingRow), {"name": "registry", "value": current})

    @contextmanager
    def _settled(self) -> Iterator[Connection]:
        with self.transaction() as connection:
            due = not is_settled(connection)
        if due:
            with self.transaction(write=True) as connection:
                self._require_its_registry(connection, "to finish what a loader has left undone")
                settle(connection, self.registry)
        with self.transaction() as connection:
            yield connection

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """A transaction; writing ones exclude each other. Errors of the database become UsageError."""
        try:
            with self.engine.connect() as connection:
                if self.engine.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
                elif write:
                    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
                yield connection
                connection.commit()
        except SQLAlchemyError as error:
            raise UsageError(f"{self.where}: the database says: {_said(error)}") from error

    @property
    def where(self) -> str:
        """The URL without its password."""
        return self.engine.url.render_as_string(hide_password=True)


def fingerprint(registry: Registry) -> str:
    """A name for what a registry knows of names."""
    digest = hashlib.sha256()
    for entity in (*registry.compounds.values(), *registry.companies.values()):
        digest.update(repr(entity).encode())
    return digest.hexdigest()[:16]


def _find(knowledge: Knowledge, keys: set[str]) -> list[tuple[Entity, list[Fact]]]:
    found = [
        entity for entity in knowledge.entities if keys & {key_of(name.text, entity.label) for name in entity.names}
    ]
    about = [(entity, [fact for fact in knowledge.facts if entity.id in fact.entities]) for entity in found]
    return sorted(about, key=_best_known)


def _best_known(found: tuple[Entity, list[Fact]]) -> tuple[int, str]:
    return -len(found[1]), found[0].id


_JSON: dict[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}


def _engine(url: str, create: bool) -> Engine:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        path = parsed.database
        if path and path != ":memory:" and not create and not Path(path).is_file():
            raise UsageError(f"found no knowledge base at {path}, expected one that `kb load` has made")
        engine = create_engine(parsed, connect_args={"timeout": _PATIENCE}, **_JSON)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    try:
        return create_engine(parsed, **_JSON)
    except ModuleNotFoundError as missing:
        drivers = {"postgresql": "install it with: pip install 'extract-events[postgres]'"}
        advice = drivers.get(parsed.get_backend_name(), "SQLite and PostgreSQL are the databases that are tested")
        raise UsageError(
            f"{parsed.get_backend_name()} needs the driver {missing.name}, which is not installed; {advice}"
        ) from None
    except (NoSuchModuleError, ArgumentError) as error:
        raise UsageError(
            f"found the database URL {url.split('@')[-1]!r}, expected one that SQLAlchemy knows ({error})"
        ) from None


def _parsed(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError(
            f"found the database URL {url.split('@')[-1]!r}, expected a path, sqlite:///PATH or "
            "postgresql://USER@HOST/NAME"
        ) from None
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Transactions are begun by us (the driver would begin them at the first change only); readers do not wait."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _said(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return " ".join(str(cause).split())[:300]
