"""What one document may cost, and how a worker process is kept to it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows has none
    resource = None  # type: ignore[assignment]

TIMEOUT = 120.0  # seconds; a release takes some hundredths of one
MAX_MEMORY = 4_000  # MB; a worker with its pipeline and a large filing takes some hundred
_MEGABYTE = 1_000_000
_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout` in seconds a document, `max_memory` in megabytes a worker process; 0 is no limit."""

    timeout: float = TIMEOUT
    max_memory: int = MAX_MEMORY

    @property
    def too_long(self) -> str:
        """The reason of a document that is given up for its time."""
        return f"took longer than {self.timeout:g} s, expected at most that (--timeout)"

    @property
    def too_large(self) -> str:
        """The reason of a document that is given up for its memory."""
        return f"needed more than {self.max_memory} MB of memory, expected at most that (--max-memory)"


def bound_memory(megabytes: int) -> None:
    """Let every allocation of this process beyond so many megabytes fail; 0 lifts the limit.

    Counts what the process has written or may write (RLIMIT_DATA), not what it has only mapped. Linux keeps to it;
    other systems do not.
    """
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes * _MEGABYTE if megabytes else hard
    if hard not in (resource.RLIM_INFINITY, -1):
        wanted = min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def die_with(parent: int) -> None:
    """End this process when the process `parent`, which has started it, ends in whatever way (Linux; elsewhere the
    closed connection ends it once its document is through)."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
