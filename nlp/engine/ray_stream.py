"""One pass of Ray Data: a queue of tasks, a task of Ray that empties it, a pool of actors, and what they say."""

from __future__ import annotations

import contextlib
import pickle
import queue
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any

from nlp.engine.ray_actor import COLUMN, News, Order, Reader, Refusal, pull
from nlp.engine.ray_start import first_line
from nlp.engine.task import Task
from nlp.errors import UsageError

KEPT = "what was finished is kept, the same command goes on from there"
_PATIENCE = 10.0  # seconds that Ray gets to end


class Stream:
    """Tasks go in and news come out at once, however many there are; at most as many are in memory as were sent and
    not told yet."""

    def __init__(self, order: Order, actors: int) -> None:
        from ray.util.queue import Queue

        self._feed = Queue(actor_options={"num_cpus": 0})
        self._data = _dataset(self._feed, order, actors)
        self._heard: queue.SimpleQueue[bytes | BaseException | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._listen, daemon=True, name="ray")
        self._thread.start()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(Exception):  # a cluster that has gone
            self._feed.shutdown(force=True)  # and with it, if it still goes on, all behind it
            self._thread.join(_PATIENCE)

    def send(self, tasks: Sequence[Task] | None) -> None:
        """A portion of tasks; None: there are no more."""
        try:
            self._feed.put(None if tasks is None else pickle.dumps(list(tasks)))
        except Exception as error:
            raise _stopped(error) from error

    def next(self, seconds: float) -> Sequence[News] | None:
        """What has come, nothing where that takes longer than so many seconds; None when all is through. Raises
        UsageError where the cluster cannot work."""
        try:
            found = self._heard.get(timeout=seconds)
        except queue.Empty:
            return ()
        if found is None:
            return None
        if isinstance(found, BaseException):
            raise _stopped(found) from found
        told: Sequence[News] | Refusal = pickle.loads(found)
        if isinstance(told, Refusal):
            raise UsageError(told.reason)
        return told

    def _listen(self) -> None:
        """In a thread of its own: Ray's iterator waits as long as it has to."""
        try:
            for batch in self._data.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                for row in batch.column(COLUMN):
                    self._heard.put(row.as_py())
            self._heard.put(None)
        except BaseException as error:
            self._heard.put(error)


def _dataset(feed: Any, order: Order, actors: int) -> Any:
    """What Ray Data is to do, lazily: nothing begins before somebody asks for the first batch."""
    import pyarrow
    import ray.data

    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # bytes: every row goes its way at once and is not kept for company
    with ray.data.DataContext.current(context):
        tables = {"batch_size": None, "batch_format": "pyarrow"}
        return (
            ray.data.from_arrow(pyarrow.table({"begin": [0]}))
            .map_batches(pull, fn_kwargs={"feed": feed}, num_cpus=0, **tables)
            .map_batches(
                Reader,
                fn_constructor_args=(order,),
                compute=ray.data.ActorPoolStrategy(
                    min_size=1, max_size=actors, initial_size=actors, max_tasks_in_flight_per_actor=2
                ),
                num_cpus=1,
                **tables,
            )
        )


def _stopped(error: BaseException) -> UsageError:
    return UsageError(f"Ray has stopped ({first_line(error)}); {KEPT}")
