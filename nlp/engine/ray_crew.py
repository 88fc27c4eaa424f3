"""A run on Ray Data: tasks stream out to one pipeline an actor, packets stream back. Nothing is shuffled: the manifest
puts into order what comes, as it does for processes of this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from nlp import resources
from nlp.engine import ray_start
from nlp.engine.chunks import Chunks
from nlp.engine.limits import Limits
from nlp.engine.ray_actor import News, Order
from nlp.engine.ray_stream import KEPT, Stream
from nlp.engine.task import End, Result, Task
from nlp.engine.version import run_key
from nlp.engine.worker import Settings, load
from nlp.errors import UsageError

_TICK = 0.5  # seconds after which the caller is let in though nothing has come
_AHEAD = 4  # portions an actor that are under way
_MOST_TASKS = 16  # of a portion; each costs Ray some milliseconds
_MOST_BYTES = 500_000


class _UnderWay:
    """Tasks that were sent, with the number of messages that have come of each."""

    def __init__(self) -> None:
        self._tasks: dict[int, Task] = {}
        self._got: dict[int, int] = {}
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._tasks)

    def send(self, tasks: Sequence[Task]) -> list[Task]:
        """Note the tasks; as they are sent."""
        for task in tasks:
            self._tasks[task.number], self._got[task.number] = task, 0
            self.bytes += task.unit.size
        return [_anywhere(task) for task in tasks]

    def take(self, news: News) -> Result:
        """What is new in it; None where it has come before: Ray does a portion again whose node was lost."""
        task = self._tasks.get(news.number)
        if task is None or news.place != self._got[news.number]:
            return None
        self._got[news.number] += 1
        if isinstance(news.message, End):
            del self._tasks[news.number], self._got[news.number]
            self.bytes -= task.unit.size
        return task, news.message

    def left(self) -> list[Task]:
        """What did not come back, without the documents that did."""
        return [replace(task, skip=task.skip + self._got[task.number]) for task in self._tasks.values()]


class RayCrew:
    """Actors on a Ray cluster, each with a pipeline and a process of its own for the documents.

    A document that hangs or fills the memory costs itself only, an actor or node that is lost nothing: Ray starts
    another, and what did not come back is sent again.

    Raises PatternError at once for patterns that cannot be used, UsageError where Ray is missing or nobody answers at
    the address.
    """

    def __init__(
        self, address: str | None, settings: Settings, limits: Limits, max_bytes: int, roots: Sequence[Path]
    ) -> None:
        ray_start.find(address)
        load(settings.patterns)
        files = None if settings.patterns is None else resources.load(settings.patterns).files
        own = replace(settings, patterns=None)
        self._order = Order(own, files, limits, max_bytes, run_key(settings, max_bytes), roots)
        self._address = address
        self._started = False

    def __enter__(self) -> RayCrew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._started:
            import ray

            ray.shutdown()

    def results(self, chunks: Chunks, jobs: int | None) -> Iterator[Result]:
        """Packets of every task, then its End, as they are there; None now and then. `jobs` None is one actor for each
        processor of the cluster."""
        chunks.most_tasks, chunks.most_bytes = _MOST_TASKS, _MOST_BYTES
        if not chunks.peek(1):
            return
        actors = self._connected(jobs)
        while chunks.peek(1):
            under_way = _UnderWay()
            heard = False
            with Stream(self._order, actors) as stream:
                for result in _round(stream, chunks, under_way, actors):
                    heard = heard or result is not None
                    yield result
            left = under_way.left()
            if left and not heard:
                raise UsageError(f"the Ray cluster has lost {len(left)} tasks and done none; {KEPT}")
            chunks.back(left)

    def _connected(self, jobs: int | None) -> int:
        """Join or start the cluster; how many actors it is to have."""
        import ray

        self._started = ray_start.connect(self._address, jobs or os.cpu_count() or 1) or self._started
        return jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))


def _round(stream: Stream, chunks: Chunks, under_way: _UnderWay, actors: int) -> Iterator[Result]:
    """Send all tasks and take what comes, until Ray is through with what it was sent."""
    most, more = actors * _AHEAD, True
    while True:
        while more and len(under_way) < most * _MOST_TASKS and under_way.bytes < most * _MOST_BYTES:
            tasks = chunks.take()
            more = bool(tasks)
            stream.send(under_way.send(tasks) if tasks else None)
        told = stream.next(_TICK)
        if told is None:
            return
        if not told:
            yield None
        for news in told:
            if (result := under_way.take(news)) is not None:
                yield result


def _anywhere(task: Task) -> Task:
    """A task whose path does not depend on the folder that a process is in."""
    source = task.unit.source
    if not isinstance(source.path, Path):
        return task
    return replace(task, unit=replace(task.unit, source=replace(source, path=source.path.absolute())))
