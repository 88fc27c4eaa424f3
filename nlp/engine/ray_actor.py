"""What runs on the nodes of a cluster: one pipeline an actor, with a process beside it that pays for bad documents."""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp.engine.chunks import Chunks
from nlp.engine.limits import Limits
from nlp.engine.packet import Packet
from nlp.engine.task import End, Task
from nlp.engine.worker import Settings
from nlp.errors import ExtractEventsError

COLUMN = "data"  # the one of all tables: pickled tasks on the way in, pickled news on the way out
_EVERY = 1.0  # seconds of work that are told at once
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Order:
    """What every actor needs to know. `patterns` are the files of the pattern folder by name, None for the package's
    own; `key` is the name of all that outcomes depend on, which each node has to come to as well; `roots` are paths of
    this machine that the documents are under."""

    settings: Settings
    patterns: Mapping[str, str] | None
    limits: Limits
    max_bytes: int
    key: str
    roots: Sequence[Path]


@dataclass(frozen=True, slots=True)
class News:
    """Something has come of the task `number`: its `place`th message, counted without those that it was to skip."""

    number: int
    place: int
    message: Packet | End


@dataclass(frozen=True, slots=True)
class Refusal:
    """This node cannot work, and why."""

    reason: str


class Reader:
    """A callable for Ray Data's `map_batches`: a table of pickled tasks in, tables of pickled news out."""

    def __init__(self, order: Order) -> None:
        self._crew: Any = None
        self._reason = ""
        try:
            self._crew = self._ready(order)
        except ExtractEventsError as error:
            self._reason = str(error)

    def _ready(self, order: Order) -> Any:
        """The crew that works here. Raises PatternError, UsageError."""
        from nlp.engine.crew import Crew
        from nlp.engine.ray_node import check

        settings = order.settings
        if order.patterns is not None:
            self._folder = tempfile.TemporaryDirectory(prefix="extract-events-")
            settings = replace(settings, patterns=_written(order.patterns, Path(self._folder.name)))
        check(order.key, settings, order.max_bytes, order.roots)
        return Crew(settings, order.limits, order.max_bytes)

    def __call__(self, table: Any) -> Iterator[Any]:
        if self._crew is None:
            yield _table(Refusal(self._reason))
            return
        for row in table.column(COLUMN):
            for news in self._news(pickle.loads(row.as_py())):
                yield _table(news)

    def _news(self, tasks: list[Task]) -> Iterator[list[News]]:
        """All news of the tasks, some at once."""
        places = {task.number: 0 for task in tasks}
        found: list[News] = []
        size, told = 0, time.monotonic()
        for result in self._crew.results(Chunks(tasks), 1):
            if result is not None:
                task, message = result
                found.append(News(task.number, places[task.number], message))
                places[task.number] += 1
                size += _size(message)
            if found and (size > _MOST_BYTES or time.monotonic() - told > _EVERY):
                yield found
                found, size, told = [], 0, time.monotonic()
        if found:
            yield found


def _written(files: Mapping[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def _size(message: Packet | End) -> int:
    if isinstance(message, End):
        return 0
    return len(message.events) + len(message.line) + len(message.text) + len(message.packed)


def _table(value: object) -> Any:
    import pyarrow

    return pyarrow.table({COLUMN: pyarrow.array([pickle.dumps(value)], pyarrow.large_binary())})


def pull(_: Any, feed: Any) -> Iterator[Any]:
    """Tables of pickled tasks from a queue, one row each, until it says None."""
    import pyarrow

    while (data := feed.get()) is not None:
        yield pyarrow.table({COLUMN: pyarrow.array([data], pyarrow.large_binary())})
