"""What a worker process is given and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.engine.packet import Packet
from nlp.ingest import Unit


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to read, the `number`th of the run. `doc_id` is used instead of the unit's own where it is given; `skip`
    documents of it are there already; `alone` means that it gets a process that has done nothing before."""

    number: int
    unit: Unit
    doc_id: str | None = None
    skip: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The document that comes now has this id, which is not the unit's."""

    doc_id: str


@dataclass(frozen=True, slots=True)
class End:
    """The task is through; `digest` is the hash of what was read."""

    digest: str | None


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The document at hand needs more memory than there may be; the process ends."""


Message = Packet | Named | End | OutOfMemory

# What an engine says of a task that it has; None: nothing new, and time has passed.
Result = tuple[Task, Packet | End] | None
