"""Drafts are tried in a process of their own: an expression that runs away cannot be interrupted, only killed."""

from __future__ import annotations

import atexit
import contextlib
import itertools
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from ctypes import c_longlong
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import RawArray
from pathlib import Path
from typing import Any

from nlp.errors import ExtractEventsError
from nlp.lab.bench_answer import Answer
from nlp.lab.bench_draft import Draft
from nlp.lab.bench_trial import Line, Trial
from nlp.records import Document

PATTERN_LIMIT = 10.0  # seconds for a pattern on the texts made to hurt it, and on the examples
DOCUMENT_LIMIT = 4.0  # seconds for one document
_LISTEN = 0.05  # seconds between two looks at whether an answer is still wanted
_PROCESSOR = 120  # seconds of a processor for one draft, should nobody be left to kill it
_MEMORY = 6 << 30  # bytes
_IDLE, _PATTERN = -2, -1  # instead of a document's place

Task = tuple[int, Path, Draft | None]  # number, pattern folder, None: stop what has this number


class Stopped(Exception):
    """Nobody waits for the answer any more."""


class Trier:
    """A process that tries drafts, started when it is needed and replaced when it was killed; may be asked by several
    threads.
    """

    def __init__(self, documents: Sequence[Document], golds: Sequence[Line], cache: Path | None) -> None:
        self._documents, self._given = documents, (list(documents), list(golds), cache)
        self._folder: Path | None = None
        self._context = multiprocessing.get_context("spawn")
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        atexit.register(self.close)

    def folder(self) -> Path:
        """A folder for what the process is to read; it is removed with it."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="extract-events-bench-"))
        self._folder.mkdir(mode=0o700, exist_ok=True)  # whoever tidies up temporary files may have taken it away
        return self._folder

    def start(self) -> None:
        """Start the process if it does not run."""
        if self._process is not None and self._process.is_alive():
            return
        self._beat: Any = RawArray(c_longlong, [0, _IDLE])  # how many steps were begun; the document of the last one
        self._connection, theirs = self._context.Pipe()
        given = (theirs, self._beat, *self._given, self.folder())
        self._process = self._context.Process(target=_run, args=given, daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, base: Path, draft: Draft, wanted: Callable[[], bool]) -> Answer | None:
        """What the draft does to the rules of `base`; None when it is no longer wanted."""
        with self._lock:
            if not wanted():
                return None
            self.start()
            number = next(self._numbers)
            try:
                self._connection.send((number, base, draft))
                return self._answer(number, wanted)
            except (EOFError, OSError):
                self.kill()
                raise ExtractEventsError(
                    "the process that tries drafts has ended (out of memory?): try again"
                ) from None

    def kill(self) -> None:
        """End the process and whatever it has started, at once."""
        if self._process is None:
            return
        pid = self._process.pid
        with contextlib.suppress(OSError):
            if pid is not None and os.getpgid(pid) == pid:
                os.killpg(pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._process = None

    def close(self) -> None:
        """End the process and remove its folder."""
        self.kill()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _answer(self, number: int, wanted: Callable[[], bool]) -> Answer | None:
        told = False
        beat, since = -1, time.monotonic()
        while True:
            if self._connection.poll(_LISTEN):
                of, answer = self._connection.recv()
                if of == number:
                    return self._checked(answer)
                continue
            if not told and not wanted():
                self._connection.send((number, Path(), None))
                told = True
            now, place = self._beat
            if now != beat:
                beat, since = now, time.monotonic()
            limit = DOCUMENT_LIMIT if place >= 0 else PATTERN_LIMIT
            if place != _IDLE and time.monotonic() - since > limit:
                self.kill()
                self.start()
                return Answer(runaway=self._why(place, limit))

    def _checked(self, answer: Answer | str | None) -> Answer | None:
        if isinstance(answer, str):
            raise ExtractEventsError(answer)
        return answer

    def _why(self, place: int, limit: float) -> str:
        where = self._documents[place].doc_id if place >= 0 else "the texts made to hurt it and its examples"
        return f"the pattern runs away: it was stopped after {limit:g} s on {where}"


# ------------------------------------------------------------------ in the process


def _run(
    connection: Connection,
    beat: Any,
    documents: Sequence[Document],
    golds: Sequence[Line],
    cache: Path | None,
    folder: Path,
) -> None:
    """Answer until the other side is gone; between two questions the texts are read. `folder` is removed then."""
    _apart()
    trial = Trial(documents, golds, cache)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            if not connection.poll(0) and _read_more(trial):
                continue
            number, base, draft = connection.recv()
            if draft is not None:
                connection.send((number, _tried(trial, base, draft, number, connection, beat)))
    shutil.rmtree(folder, ignore_errors=True)


def _read_more(trial: Trial) -> bool:
    """Read on; a fault is told with the next answer."""
    try:
        return trial.read_more()
    except ExtractEventsError:
        return False


def _tried(
    trial: Trial, base: Path, draft: Draft, number: int, connection: Connection, beat: Any
) -> Answer | str | None:
    """The answer; as text why there is none, None when nobody waits for it."""

    def step(place: int | None) -> None:
        beat[1] = _PATTERN if place is None else place
        beat[0] += 1
        while connection.poll(0):
            if connection.recv()[0] == number:
                raise Stopped

    try:
        trial.take(base)
        _limit()
        return trial(draft, step)
    except Stopped:
        return None
    except ExtractEventsError as error:
        return str(error)
    except MemoryError:
        return Answer(problems=("the pattern repeats too often: there is not enough memory for it",))
    except Exception as error:  # the page stays alive; the message asks for a report
        return f"fault in the program, please report it ({type(error).__name__}: {error})"
    finally:
        beat[1] = _IDLE


def _apart() -> None:
    """A group of its own, so that it can be killed with all it has started, and Ctrl-C is the server's alone."""
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()


def _limit() -> None:
    """Bounds that hold when nobody is left to kill this process."""
    if sys.platform == "win32":
        return
    import resource

    used = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime + resource.getrusage(resource.RUSAGE_SELF).ru_stime)
    for name, most in ((resource.RLIMIT_CPU, used + _PROCESSOR), (resource.RLIMIT_DATA, _MEMORY)):
        hard = resource.getrlimit(name)[1]
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
