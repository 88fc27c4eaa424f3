"""How a run is going, on standard error: for a person at a terminal, or as JSON for a machine."""

from __future__ import annotations

import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.cli.terminal import complain, say
from nlp.engine.watch import Progress, Watch

if TYPE_CHECKING:
    from nlp.engine import Summary

_MOST_FAILED = 10  # told at the end; each was told when it failed
_EVERY = 10.0  # seconds between two lines of --log-json
_FRAME = 0.1  # seconds between two pictures at a terminal
_WINDOW = 30.0  # seconds that the rate is taken over


class Pace:
    """Documents done, failed and still to come. `total` None: nobody has counted."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.total: int | None = None
        self.done = self.failed = self.kept = 0
        self._marks: deque[tuple[float, int]] = deque([(self.begun, 0)])

    def count(self, progress: Progress) -> None:
        """One more."""
        self.done += 1
        self.failed += progress.error is not None
        self.kept += progress.kept

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self.begun

    def rate(self) -> float:
        """Documents a second that were worked on lately."""
        now, worked = time.monotonic(), self.done - self.kept
        if now - self._marks[-1][0] > 1:
            self._marks.append((now, worked))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW:
            self._marks.popleft()
        then, before = self._marks[0]
        return (worked - before) / (now - then) if now > then else 0.0

    def left(self) -> float | None:
        """Seconds that the rest will take at this rate."""
        rate = self.rate()
        return max(0, self.total - self.done) / rate if self.total is not None and rate else None


class Quiet(Watch):
    """Tells failed documents and nothing else."""

    def __init__(self) -> None:
        self.pace = Pace()

    def begin(self, total: int | None) -> None:
        self.pace.total = total

    def done(self, progress: Progress) -> None:
        self.pace.count(progress)
        if progress.error:
            complain(f"{progress.doc_id}: {progress.error}")
        self.tick()

    def close(self) -> None:
        """Nothing more comes."""


class Bar(Quiet):
    """A moving line for a person."""

    wants_total = True

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Picture

        # No thread of its own: worker processes are forked from this one.
        columns = (BarColumn(bar_width=20), TextColumn("{task.description}"))
        self._picture = Picture(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        self._task = self._picture.add_task("reading", total=None)
        self._drawn = 0.0
        self._picture.start()

    def begin(self, total: int | None) -> None:
        super().begin(total)
        self._picture.update(self._task, total=total)
        self.tick()

    def tick(self) -> None:
        if time.monotonic() - self._drawn < _FRAME:
            return
        self._drawn = time.monotonic()
        self._picture.update(self._task, completed=self.pace.done, description=self._words(), refresh=True)

    def _words(self) -> str:
        pace, left = self.pace, self.pace.left()
        total = "" if pace.total is None else f" of {max(pace.total, pace.done):,}"
        rest = "" if left is None else f", {clock(left)} left"
        return f"{pace.done:,}{total} documents, {pace.failed:,} failed, {pace.rate():.1f} a second{rest}"

    def close(self) -> None:
        self._picture.stop()


class Log(Quiet):
    """One JSON object a line; `event` is start, progress, failed or end. Times are seconds since the start."""

    wants_total = True

    def __init__(self) -> None:
        super().__init__()
        self._told = self.pace.begun

    def begin(self, total: int | None) -> None:
        super().begin(total)
        self.tell("start", total=total)

    def done(self, progress: Progress) -> None:
        self.pace.count(progress)
        if progress.error:
            self.tell("failed", doc_id=progress.doc_id, error=progress.error, took=round(progress.seconds, 3))
        self.tick()

    def tick(self) -> None:
        if time.monotonic() - self._told < _EVERY:
            return
        self._told = time.monotonic()
        left = self.pace.left()
        self.tell(
            "progress",
            done=self.pace.done,
            failed=self.pace.failed,
            total=self.pace.total,
            rate=round(self.pace.rate(), 2),
            left=None if left is None else round(left),
        )

    def tell(self, event: str, **about: object) -> None:
        """Write a line."""
        import contextlib

        import orjson

        line = orjson.dumps({"event": event, "seconds": round(self.pace.seconds, 3), **about})
        with contextlib.suppress(OSError, ValueError):  # a reader that has gone is no reason to stop
            print(line.decode(), file=sys.stderr, flush=True)


def clock(seconds: float) -> str:
    """A time in hours, minutes and seconds."""
    hours, rest = divmod(round(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def tell_end(summary: Summary, out: Path | str) -> None:
    """What came of the run, what took longest, and what failed."""
    read = summary.documents - len(summary.failed)
    unread = f", {len(summary.failed)} could not be read" if summary.failed else ""
    kept = f" ({summary.kept} done by the run before)" if summary.kept else ""
    say(f"{summary.count} events of {read} documents in {out}/{unread}{kept}")
    if summary.slowest:
        say("slowest: " + ", ".join(f"{doc_id} {seconds:.1f} s" for doc_id, seconds in summary.slowest))
    for doc_id, error in summary.failed[:_MOST_FAILED]:
        say(f"failed: {doc_id}: {error}")
    if len(summary.failed) > _MOST_FAILED:
        say(f"failed: {len(summary.failed) - _MOST_FAILED} more, in {out}/documents.jsonl")
