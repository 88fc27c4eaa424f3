"""Who does the work of a run: processes of this machine, or a cluster. The run sees no difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from nlp import places
from nlp.engine.chunks import Chunks
from nlp.engine.crew import Crew
from nlp.engine.limits import Limits
from nlp.engine.task import Result
from nlp.engine.worker import Settings
from nlp.errors import UsageError

ENGINES = ("local", "ray")


class Engine(Protocol):
    """Turns tasks into packets. Every task that `chunks` has gives the Packet of each of its documents, in their order,
    then its End; tasks come through in any order."""

    def results(self, chunks: Chunks, jobs: int | None) -> Iterator[Result]:
        """Packets and Ends as they are there; None now and then. `jobs` pipelines work at once, None: as many as there
        are processors for."""


def open_engine(
    name: str, address: str | None, settings: Settings, limits: Limits, max_bytes: int, paths: Sequence[Path | str]
) -> AbstractContextManager[Engine]:
    """The engine of that name, one of ENGINES; `address` is that of a running Ray cluster, None for one of its own;
    `paths` are what is read, which every machine has to see.

    Raises PatternError for patterns that cannot be used, UsageError for an engine that cannot be had.
    """
    if name not in ENGINES:
        raise UsageError(f"found the engine {name!r}, expected one of {', '.join(ENGINES)} (--engine)")
    if name == "local":
        if address is not None:
            raise UsageError(f"found the address {address!r} without a cluster, expected --engine ray with --address")
        return Crew(settings, limits, max_bytes)
    from nlp.engine.ray_crew import RayCrew

    given = [places.on_disk(path) for path in paths if path != "-" and not places.is_address(path)]
    return RayCrew(address, settings, limits, max_bytes, [path.absolute() for path in given if path.exists()])
