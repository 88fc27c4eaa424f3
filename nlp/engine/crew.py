"""Worker processes: tasks handed out, packets taken in, and whoever hangs or dies replaced."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType

from nlp.engine.chunks import Chunks
from nlp.engine.limits import Limits
from nlp.engine.packet import Packet, pack
from nlp.engine.serve import serve
from nlp.engine.task import End, Named, OutOfMemory, Result, Task
from nlp.engine.worker import Settings, Worker, failed, writable
from nlp.records import FailedDocument

_TICK = 0.5  # seconds after which the caller is let in though nothing has come
_MOST_DOCUMENTS = 2_000  # of a process; vocabulary and caches grow with every one, and a new process costs little
_PATIENCE = 5.0  # seconds that a killed process is waited for
_WORTH_PROCESSES = 24  # documents; fewer are read before other processes have got going
_MOST_PROCESSES = 8  # unless the user says otherwise

# A forked process has the loaded pipeline at once; where forking is not safe, each loads its own.
_FORKS = sys.platform == "linux"


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker process; `tasks` are those it has, the first in work since `begun` with `got` packets of it taken;
    `name` is the id of the document in work where it is not the task's; `done` counts packets."""

    process: BaseProcess
    connection: Connection
    tasks: deque[Task] = field(default_factory=deque)
    begun: float = 0.0
    got: int = 0
    name: str | None = None
    done: int = 0


class Crew:
    """`jobs` worker processes at most, started when there is work for them. Raises PatternError at once for patterns
    that cannot be used."""

    def __init__(self, settings: Settings, limits: Limits, max_bytes: int) -> None:
        self.limits, self.max_bytes = limits, max_bytes
        loaded = Worker(settings)
        self._worker: Worker | Settings = loaded if _FORKS else settings
        self._context = multiprocessing.get_context("fork" if _FORKS else "spawn")
        self._hands: list[_Hand] = []
        if _FORKS:
            gc.collect()
            gc.freeze()  # so that the collector of a forked process touches, and copies, none of it

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for hand in list(self._hands):
            self._dismiss(hand)
        if _FORKS:
            gc.unfreeze()

    def results(self, chunks: Chunks, jobs: int | None) -> Iterator[Result]:
        """Packets of every task, then its End, as they are there; None now and then, so that the caller is not kept
        waiting by a document that takes long. `jobs` None is one process for each processor where that is worth it."""
        if jobs is None:
            many = chunks.peek(_WORTH_PROCESSES) == _WORTH_PROCESSES
            jobs = min(_processors(), _MOST_PROCESSES) if many else 1
        while True:
            self._hand_out(chunks, jobs)
            busy = {hand.connection: hand for hand in self._hands if hand.tasks}
            if not busy:
                return
            ready = wait(list(busy), self._pause([hand.begun for hand in busy.values()]))
            for hand in [busy[connection] for connection in busy if connection in ready]:
                yield from self._take(hand, chunks)
            yield from self._overdue(chunks)
            if not ready:
                yield None

    def _pause(self, begun: Sequence[float]) -> float:
        if not self.limits.timeout:
            return _TICK
        first = min(begun) + self.limits.timeout
        return min(_TICK, max(0.0, first - time.monotonic()) + 0.01)

    def _hand_out(self, chunks: Chunks, jobs: int) -> None:
        while True:
            hand = next((hand for hand in self._hands if not hand.tasks), None)
            if hand is None and len(self._hands) >= jobs:
                return
            tasks = chunks.take()
            if not tasks:
                return
            if hand is not None and tasks[0].alone and hand.done:
                self._dismiss(hand)
                hand = None
            hand = hand or self._start()
            hand.tasks.extend(tasks)
            hand.begun, hand.got, hand.name = time.monotonic(), 0, None
            try:
                hand.connection.send(tasks)
            except OSError:  # it has died while it had nothing to do
                hand.tasks.clear()
                self._dismiss(hand)
                chunks.back(tasks)

    def _start(self) -> _Hand:
        ours, theirs = self._context.Pipe()
        given = (theirs, self._worker, self.limits, self.max_bytes, os.getpid())
        process = self._context.Process(target=serve, args=given, daemon=True)  # type: ignore[attr-defined]
        can_block = hasattr(signal, "pthread_sigmask")
        if can_block:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the process ignores it
        try:
            process.start()
        finally:
            if can_block:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        return hand

    def _dismiss(self, hand: _Hand) -> int | None:
        """End a process, whatever it does; its exit status, negative for a signal."""
        self._hands.remove(hand)
        hand.connection.close()
        if hand.tasks or hand.process.is_alive():
            hand.process.kill()
        hand.process.join(_PATIENCE)
        return hand.process.exitcode

    def _take(self, hand: _Hand, chunks: Chunks) -> Iterator[tuple[Task, Packet | End]]:
        try:
            message = hand.connection.recv()
        except (EOFError, OSError):
            yield from self._died(hand, chunks, "")
            return
        hand.begun = time.monotonic()
        if isinstance(message, Named):
            hand.name = message.doc_id
        elif isinstance(message, OutOfMemory):
            yield from self._died(hand, chunks, self.limits.too_large)
        elif isinstance(message, Packet):
            hand.got, hand.name, hand.done = hand.got + 1, None, hand.done + 1
            yield hand.tasks[0], message
        else:
            hand.got, hand.name = 0, None
            yield hand.tasks.popleft(), message
            if not hand.tasks and hand.done >= _MOST_DOCUMENTS:
                self._dismiss(hand)

    def _overdue(self, chunks: Chunks) -> Iterator[tuple[Task, Packet | End]]:
        if not self.limits.timeout:
            return
        for hand in list(self._hands):
            late = hand.tasks and time.monotonic() - hand.begun > self.limits.timeout
            if late and not hand.connection.poll():
                yield from self._give_up(hand, chunks, self.limits.too_long)

    def _died(self, hand: _Hand, chunks: Chunks, reason: str) -> Iterator[tuple[Task, Packet | End]]:
        """A process has gone. It may have carried the cause along from an earlier document: the one in work is tried
        once more, alone."""
        if not hand.done and hand.tasks[0].alone:
            yield from self._give_up(hand, chunks, reason)
            return
        tasks = list(hand.tasks)
        again = replace(tasks[0], skip=tasks[0].skip + hand.got, alone=True)
        self._dismiss_dead(hand)
        chunks.back(tasks[1:])
        chunks.back([again])

    def _dismiss_dead(self, hand: _Hand) -> int | None:
        hand.process.join(_PATIENCE)  # its own status, before it is killed
        return self._dismiss(hand)

    def _give_up(self, hand: _Hand, chunks: Chunks, reason: str) -> Iterator[tuple[Task, Packet | End]]:
        """The document in work fails; those behind it are handed out anew."""
        task, seconds, name = hand.tasks[0], time.monotonic() - hand.begun, hand.name
        rest = list(hand.tasks)[1:]
        spent = bool(reason)
        status = self._dismiss(hand) if reason == self.limits.too_long else self._dismiss_dead(hand)
        chunks.back(rest)
        yield task, self._lost(task, name, reason or _death(status), seconds, spent=spent)
        if name is None:
            yield task, End(task.unit.digest(self.max_bytes))
        else:
            chunks.back([replace(task, skip=task.skip + hand.got + 1, alone=False)])

    def _lost(self, task: Task, name: str | None, reason: str, seconds: float, *, spent: bool) -> Packet:
        source = task.unit.source
        natural = name or writable(task.unit.doc_id)
        longer = writable(source.longer) if natural == writable(source.doc_id) else None
        used = task.doc_id if longer is not None and task.doc_id is not None else natural
        digest = task.unit.digest(self.max_bytes) if name is None or task.unit.line is not None else None
        outcome = failed(FailedDocument(used, reason, digest))
        return pack(outcome, natural, longer, seconds=seconds, spent=spent)


def _processors() -> int:
    """Processors that this process may run on; a container may have fewer than its machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _death(status: int | None) -> str:
    cause = f"exit status {status}"
    if status is not None and status < 0:
        try:
            cause = signal.Signals(-status).name
        except ValueError:
            cause = f"signal {-status}"
    hint = "; out of memory?" if cause == "SIGKILL" else ""
    return f"the process that read it died twice ({cause}{hint}), expected it to be read"
