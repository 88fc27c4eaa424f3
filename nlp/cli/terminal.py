"""What goes to the terminal: messages, progress, and text that cannot steer it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable


def tame(text: str) -> str:
    """Text of a stranger's document on one line, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def complain(message: str) -> None:
    """An error on standard error."""
    say(f"extract-events: {message}")


def say(message: str) -> None:
    """A line on standard error; a closed one is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        print(tame(message), file=sys.stderr, flush=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at the stream."""
    return stream is not None and not stream.closed and stream.isatty()


@contextlib.contextmanager
def counting(label: str, *, show: bool) -> Iterator[Callable[[], None]]:
    """A function that moves a counter of documents on standard error by one; it does nothing when not `show`."""
    if not show:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(label), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=None)
        yield lambda: progress.advance(task)
