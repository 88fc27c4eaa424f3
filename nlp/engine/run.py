"""One run: every unit read once, by this run or by an earlier one that was cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from nlp.engine.chunks import Chunks
from nlp.engine.engines import Engine
from nlp.engine.ids import Again, set_apart, tasks, unit_name
from nlp.engine.limits import Limits
from nlp.engine.packet import Packet
from nlp.engine.parts import Parts
from nlp.engine.task import End, Task
from nlp.engine.version import run_key
from nlp.engine.watch import Progress, Watch
from nlp.engine.worker import Settings
from nlp.ingest import Unit

Units = Callable[[], Iterable[tuple[int, Unit]]]


class Run:
    """The finished parts, in the folder `out`, of one run that `engine` does the work of."""

    def __init__(self, out: Path, engine: Engine, settings: Settings, limits: Limits, max_bytes: int) -> None:
        self._engine = engine
        self.parts = Parts(out, lambda: run_key(settings, max_bytes))
        self._budget = f"{limits.timeout:g} s {limits.max_memory} MB"
        self._max_bytes = max_bytes
        self._open: dict[int, tuple[int, int, bool]] = {}
        self._kept = 0

    def __enter__(self) -> Run:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.parts.__exit__(kind, error, at)

    def read(self, units: Units, jobs: int | None, watch: Watch) -> int:
        """Bring all units into the parts; how many documents were there from an earlier run."""
        watch.begin(sum(1 for _ in units()) if watch.wants_total else None)
        chunks = Chunks(self._missing(tasks(units()), watch))
        self._work(chunks, jobs, watch)
        self.parts.manifest.forget_earlier()
        again = {one.number: one for one in set_apart(self.parts)}
        if again:
            wanted = (Task(n, unit, again[n].doc_id) for n, unit in units() if n in again)
            self._read_again(again, wanted, jobs)
        return self._kept

    def _missing(self, wanted: Iterator[Task], watch: Watch) -> Iterator[Task]:
        """The tasks that no earlier run has done."""
        if self.parts.manifest.run == 1:
            yield from wanted
            return
        for task in wanted:
            unit = task.unit
            digest = self._digest_of(unit)
            entries = self.parts.reuse(unit_name(unit), task.number, digest, self._budget)
            if entries is None:
                yield task
                continue
            self._kept += len(entries)
            for entry in entries:
                watch.done(Progress(entry.doc_id, entry.error, entry.seconds, kept=True))

    def _digest_of(self, unit: Unit) -> Callable[[], str | None]:
        return lambda: unit.digest(self._max_bytes)

    def _work(self, chunks: Chunks, jobs: int | None, watch: Watch) -> None:
        for result in self._engine.results(chunks, jobs):
            if result is None:
                watch.tick()
            elif isinstance(result[1], End):
                self._end(result[0], result[1])
            else:
                self._add(result[0], result[1])
                watch.done(Progress(result[1].doc_id, result[1].error, result[1].seconds, kept=False))

    def _add(self, task: Task, packet: Packet) -> None:
        row, place, spent = self._row(task)
        self.parts.add(row, place, packet)
        self._open[task.number] = row, place + 1, spent or packet.spent

    def _end(self, task: Task, end: End) -> None:
        row, _, spent = self._row(task)
        del self._open[task.number]
        self.parts.manifest.end(row, end.digest, self._budget if spent else None)

    def _row(self, task: Task) -> tuple[int, int, bool]:
        """Row of the task's unit, place of its next document, and whether one was given up."""
        if task.number not in self._open:
            self._open[task.number] = self.parts.manifest.begin(unit_name(task.unit), task.number), 0, False
        return self._open[task.number]

    def _read_again(self, again: Mapping[int, Again], wanted: Iterable[Task], jobs: int | None) -> None:
        for result in self._engine.results(Chunks(wanted), jobs):
            if result is None or isinstance(result[1], End):
                continue
            entry = again[result[0].number].entry
            if result[1].natural == entry.natural:
                self.parts.add(entry.unit, entry.place, result[1])
