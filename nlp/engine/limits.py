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
MAX_MEMORY = 4_000  # MB beyond the loaded pipeline; a release takes some tens
_MEGABYTE = 1_000_000
_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass(frozen=True, slots=True)
class Limits:
    """`timeout` in seconds a document, `max_memory` in megabytes that a worker process may take beyond the
    loaded pipeline; 0 is no limit."""

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
    """Let every allocation fail that takes this process so many megabytes beyond what it has now; 0 lifts the limit.

    Counts what the process has written or may write (RLIMIT_DATA), not what it has only mapped. Linux keeps to it;
    other systems do not.
    """
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = _now() + megabytes * _MEGABYTE if megabytes else hard
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _now() -> int:
    """Bytes that RLIMIT_DATA counts already; 0 where the system does not tell."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            return next((int(line.split()[1]) * 1024 for line in file if line.startswith("VmData:")), 0)
    except OSError:
        return 0


def die_with(parent: int) -> None:
    """End this process when the process `parent`, which has started it, ends in whatever way (Linux; elsewhere the
    closed connection ends it once its document is through)."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
