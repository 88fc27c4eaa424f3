"""Memory of a process and all that it has started, taken while it runs (Linux)."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1e6


@dataclass(slots=True)
class Memory:
    """Samples of one run: when (seconds), megabytes resident of the parent, most of one child, proportional of all.

    The proportional size (PSS) counts a page that several processes share once.
    """

    samples: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, process: int, when: float) -> None:
        """One sample; none where the process is going."""
        try:
            children = descendants(process)
            parent, total = _field(process, "VmRSS", "status"), _field(process, "Pss", "smaps_rollup")
        except (OSError, StopIteration):
            return
        most = 0.0
        for child in children:
            try:
                most = max(most, _field(child, "VmRSS", "status"))
                total += _field(child, "Pss", "smaps_rollup")
            except (OSError, StopIteration):  # it has just ended
                continue
        self.samples.append((when, parent, most, total))

    def peak(self, column: int) -> float:
        """The most of a column (1 parent, 2 one worker, 3 all), 0 without samples."""
        return max((sample[column] for sample in self.samples), default=0.0)

    def over_time(self, column: int, parts: int = 5) -> list[float]:
        """The medians of a column in so many equal stretches of the run, fewer where there are fewer samples."""
        values = [sample[column] for sample in self.samples if sample[column]]  # 0: no worker was there yet
        edges = [len(values) * number // parts for number in range(parts + 1)]
        pairs = zip(edges, edges[1:], strict=False)
        return [statistics.median(values[first:last]) for first, last in pairs if first < last]


def descendants(process: int) -> list[int]:
    """All processes below one."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_below(child)]
    return found


def _below(process: int) -> list[int]:
    try:
        return descendants(process)
    except OSError:
        return []


def _field(process: int, name: str, file: str) -> float:
    lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * 1024 / MEGABYTE
