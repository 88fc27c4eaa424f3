"""No two documents of a run have one id, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

import orjson

from nlp.engine.manifest import Entry
from nlp.engine.packet import pack
from nlp.engine.parts import Parts
from nlp.engine.task import Task
from nlp.engine.worker import failed, writable
from nlp.ingest import Unit
from nlp.records import FailedDocument


def unit_name(unit: Unit) -> str:
    """What tells a unit from all others, from one run to the next."""
    source = unit.source
    return orjson.dumps([writable(source.doc_id), writable(source.longer), unit.line]).decode()


class Again(NamedTuple):
    """A document that has to be read under another id."""

    number: int
    entry: Entry
    doc_id: str


class Names:
    """Ids that are taken, eight bytes each."""

    def __init__(self) -> None:
        self._taken: set[bytes] = set()

    def take(self, name: str) -> bool:
        """Whether the name was free; it is not now."""
        short = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if short in self._taken:
            return False
        self._taken.add(short)
        return True


def tasks(units: Iterable[tuple[int, Unit]]) -> Iterator[Task]:
    """The units as tasks; a file whose name another one has had goes by its longer path at once."""
    names = Names()
    for number, unit in units:
        free = unit.line is not None or names.take(unit.doc_id)
        yield Task(number, unit, None if free else writable(unit.source.longer))


def set_apart(parts: Parts) -> list[Again]:
    """Give every document that has to fail for its id the reason; those to be read again under another one are
    returned. The first in the order of reading has the id; a later file goes by its longer path, anything else fails.
    """
    if not parts.manifest.has_twins():
        return []
    names, again, wrong = Names(), [], []
    for number, entry in parts.manifest.by_reading():
        if names.take(entry.natural):
            wanted = entry.natural
        elif entry.error is None and entry.longer is not None and names.take(entry.longer):
            wanted = entry.longer
        else:
            wrong.append((entry, _numbered(entry.natural, names)))
            continue
        if wanted != entry.doc_id and entry.error is None:
            again.append(Again(number, entry, wanted))
        elif wanted != entry.doc_id:
            wrong.append((entry, wanted))
    for entry, name in wrong:
        _fail(parts, entry, name)
    return again


def _numbered(name: str, names: Names) -> str:
    number = 2
    while not names.take(f"{name}#{number}"):
        number += 1
    return f"{name}#{number}"


def _fail(parts: Parts, entry: Entry, name: str) -> None:
    line = orjson.loads(parts.bytes_of(entry)[entry.events : entry.events + entry.line])
    _, path, _ = orjson.loads(parts.manifest.name(entry.unit))
    twice = f"found the id {entry.natural!r} a second time (in {path}), expected an id of its own"
    reason = entry.error or twice
    packet = pack(failed(FailedDocument(name, reason, line["sha256"])), entry.natural, entry.longer)
    parts.add(entry.unit, entry.place, packet)
    parts.manifest.end(entry.unit, None, None)  # another run may have a free id for it
