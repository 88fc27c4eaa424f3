"""Documents through workers: in this process, or in several with the outcomes in the same order."""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from nlp.engine.outcome import Outcome
from nlp.engine.worker import Settings, Worker
from nlp.errors import ExtractEventsError
from nlp.records import Document, FailedDocument

_BATCH = 8
_AHEAD = 4

_WORTH_PROCESSES = 24  # documents; fewer are read before other processes have started
_MOST_PROCESSES = 8  # each holds a pipeline of its own

Item = Document | FailedDocument


def run(items: Iterable[Item], settings: Settings, *, jobs: int | None = None) -> Iterator[Outcome]:
    """The outcomes in the order of `items`, whatever `jobs` (number of processes) is; items are read when needed.

    `jobs` None: one process for each processor this one may use, at most eight, where there are documents enough to
    repay their start; else this process alone.
    """
    if jobs is None:
        items = iter(items)
        first = list(itertools.islice(items, _WORTH_PROCESSES))
        items = itertools.chain(first, items)
        jobs = min(_processors(), _MOST_PROCESSES) if len(first) == _WORTH_PROCESSES else 1
    if jobs == 1:
        yield from map(Worker(settings), items)
    else:
        yield from _in_processes(items, settings, jobs)


def _processors() -> int:
    """Processors that this process may run on; a container may have fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(items: Iterable[Item], settings: Settings, jobs: int) -> Iterator[Outcome]:
    Worker(settings)  # bad patterns are found here; where processes are forked, the loaded resources are inherited
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(settings,))
    waiting: deque[Future[list[Outcome]]] = deque()
    try:
        for batch in _batches(iter(items)):
            waiting.append(pool.submit(_work, batch))
            if len(waiting) > _AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise ExtractEventsError("a worker process was killed (out of memory?); try fewer --jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    while batch := list(itertools.islice(items, _BATCH)):
        yield batch


_WORKERS: list[Worker] = []


def _start(settings: Settings) -> None:
    """Load the pipeline of a worker process. The parent alone answers Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _WORKERS[:] = [Worker(settings)]


def _work(batch: list[Item]) -> list[Outcome]:
    return [_WORKERS[0](item) for item in batch]
