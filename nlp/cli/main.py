"""Entry point: the verb that is meant, and no traceback whatever happens."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

VERBS = frozenset({"run", "score", "patterns", "kb", "timeline", "annotate", "train", "build"})
_ABOUT = frozenset({"--help", "--version"})
FAULT, INTERRUPTED = 2, 130  # 130 is the shell's number for Ctrl-C


def with_verb(arguments: Sequence[str]) -> list[str]:
    """The arguments with `run` in front unless they begin with a verb or ask about the program; none ask for help."""
    if not arguments:
        return ["--help"]
    return list(arguments) if arguments[0] in VERBS | _ABOUT else ["run", *arguments]


def main() -> None:
    """Run the program and leave with its exit status."""
    status: object
    try:
        _readable_output()
        from nlp.cli.app import app  # inside, so that an interrupted import is caught as well

        app(args=with_verb(sys.argv[1:]), prog_name="extract-events")
        status = 0
    except SystemExit as leaving:
        status = leaving.code
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = 0  # whoever read our output has seen enough
    except Exception as error:  # the last resort: a fault is ours to fix, a traceback nothing for the user to read
        status = FAULT
        _complain(error)
    if not sys.argv[1:]:
        status = FAULT
    _leave(status)


def _readable_output() -> None:
    """A character that the terminal's encoding does not have is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _complain(error: Exception) -> None:
    from nlp.cli.terminal import complain
    from nlp.errors import ExtractEventsError

    if isinstance(error, ExtractEventsError):
        complain(str(error))
        return
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" in {os.path.basename(place.tb_frame.f_code.co_filename)}, line {place.tb_lineno}" if place else ""
    complain(f"fault in the program, please report it ({type(error).__name__}: {error}{where})")


def _leave(status: object) -> None:
    """Flush and exit; a reader that has gone away is no error."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        devnull = os.open(os.devnull, os.O_WRONLY)  # the interpreter flushes once more when it ends
        for number in (1, 2):
            os.dup2(devnull, number)
    sys.exit(status if isinstance(status, int) or status is None else FAULT)
