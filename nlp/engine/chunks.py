"""Tasks in portions that keep a worker process busy for a moment, large documents in portions of their own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from nlp.engine.task import Task

_MOST_TASKS = 8
_MOST_BYTES = 200_000


class Chunks:
    """Tasks are drawn when they are asked for; those that are given back come first. A portion has `most_tasks`, and
    `most_bytes` unless one task alone has more."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks: Iterator[Task] = iter(tasks)
        self._returned: deque[Task] = deque()
        self.most_tasks, self.most_bytes = _MOST_TASKS, _MOST_BYTES

    def peek(self, number: int) -> int:
        """How many tasks there are at least, counted up to `number`."""
        while len(self._returned) < number and (task := next(self._tasks, None)) is not None:
            self._returned.append(task)
        return len(self._returned)

    def back(self, tasks: Sequence[Task]) -> None:
        """Take tasks again."""
        self._returned.extendleft(reversed(tasks))

    def take(self) -> list[Task]:
        """The next portion, empty at the end."""
        portion: list[Task] = []
        size = 0
        while len(portion) < self.most_tasks and (task := self._next()) is not None:
            if portion and (task.alone or size + task.unit.size > self.most_bytes):
                self._returned.appendleft(task)
                break
            portion.append(task)
            size += task.unit.size
            if task.alone:
                break
        return portion

    def _next(self) -> Task | None:
        return self._returned.popleft() if self._returned else next(self._tasks, None)
