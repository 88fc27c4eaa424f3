"""Work on many things in this process, or in several with the results in the same order."""

from __future__ import annotations

import itertools
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Generic, TypeVar

from nlp.errors import ExtractEventsError

Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH = 8
_MOST = 8  # processes; each holds patterns of its own


def processors() -> int:
    """Processors that this process may run on; a container may have fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew(Generic[Item, Result]):
    """Workers that turn items into results. `start` makes the function that does it, once in every process, from
    `given`; all of it must be importable. `jobs` None: one process for each processor, at most eight, where at least
    `worth` items come at once; else this process alone.
    """

    def __init__(
        self, start: Callable[..., Callable[[Item], Result]], given: tuple[Any, ...], jobs: int | None, worth: int
    ) -> None:
        self._start, self._given, self._jobs, self._worth = start, given, jobs, worth
        self._own: Callable[[Item], Result] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew[Item, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def __call__(self, items: Sequence[Item]) -> list[Result]:
        """The results of the items, in their order."""
        jobs = self._jobs or (min(processors(), _MOST) if self._pool or len(items) >= self._worth else 1)
        if self._own is None:
            # Also where others do the work: a fault of the patterns is found here, and what is loaded is inherited.
            self._own = self._start(*self._given)
        if jobs == 1 or len(items) <= 1:
            return [self._own(item) for item in items]
        if self._pool is None:
            self._pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(self._start, self._given))
        try:
            batches = [list(batch) for batch in _batches(items)]
            return list(itertools.chain.from_iterable(self._pool.map(_work, batches)))
        except BrokenProcessPool:
            raise ExtractEventsError("a worker process was killed (out of memory?); try fewer --jobs") from None


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


_WORK: list[Callable[[Any], Any]] = []


def _begin(start: Callable[..., Callable[[Any], Any]], given: tuple[Any, ...]) -> None:
    """Prepare a worker process. The parent alone answers Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _WORK[:] = [start(*given)]


def _work(batch: list[Any]) -> list[Any]:
    return [_WORK[0](item) for item in batch]
