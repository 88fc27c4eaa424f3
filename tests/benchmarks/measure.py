"""Whole processes side by side: what they cost, in rounds that have each of them once, and how that is told."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a process: on the wall, and of the processors, its children included."""

    wall: float
    processor: float


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a process that must succeed; one that does not ends this one with its last words."""
    begin = time.perf_counter()
    running = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})}
    )
    assert running.stderr is not None
    said = running.stderr.read()
    _, status, used = os.wait4(running.pid, 0)
    wall = time.perf_counter() - begin
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with status {running.returncode}:\n{said.decode()[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime)


def rounds(commands: Mapping[str, Sequence[str]], number: int) -> dict[str, list[Cost]]:
    """Run all commands one after the other, so many times over; every second round goes backwards."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(number):
        names = list(commands)
        for name in names if turn % 2 == 0 else reversed(names):
            costs[name].append(cost(commands[name]))
    return costs


def ratios(values: Sequence[float], floor: Sequence[float]) -> list[float]:
    """Each over the floor's of the same round."""
    return [one / other for one, other in zip(values, floor, strict=True)]


def spread(values: Sequence[float], digits: int = 1) -> str:
    """The median, and the range where there is one: `2.8 (2.7–3.1)`."""
    middle = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Markdown."""
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def machine() -> str:
    """Processors and Python, in words."""
    return f"{os.cpu_count()} processors ({processor()}), Python {platform.python_version()}"


def processor() -> str:
    """The name of the processor, as Linux tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
