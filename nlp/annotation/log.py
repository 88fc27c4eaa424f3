"""The files of decisions: only ever added to, each line on disk before it counts."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import orjson

from nlp.annotation.records import Decision, annotator_name, from_line, identified, to_line
from nlp.annotation.standing import latest
from nlp.errors import ExtractEventsError, UsageError

FOLDER = "decisions"


class StaleDecision(ExtractEventsError):
    """The annotator has decided otherwise meanwhile, in another window say; `standing` is what holds now."""

    def __init__(self, standing: Decision | None) -> None:
        said = f"{standing.action} at {standing.at}" if standing else "nothing"
        super().__init__(f"this was decided on elsewhere meanwhile ({said}): look at it again before you decide")
        self.standing = standing


def decisions_file(folder: Path, annotator: str) -> Path:
    """Where an annotator's decisions are."""
    return folder / FOLDER / f"{annotator_name(annotator)}.jsonl"


def annotators(folder: Path) -> list[str]:
    """Everybody who has decided anything, in order of name."""
    return sorted(path.stem for path in (folder / FOLDER).glob("*.jsonl"))


def read_decisions(folder: Path, annotator: str | None = None) -> list[Decision]:
    """The decisions of an annotator, or of all (None) in order of name; a line that was cut off by a crash was never
    confirmed and is left out. Raises UsageError for anything else that is no decision.
    """
    names = annotators(folder) if annotator is None else [annotator]
    return [decision for name in names for decision in _read(decisions_file(folder, name))]


def append(folder: Path, decision: Decision) -> Decision:
    """Add a decision; it is on disk when this returns, with the time and the `id` that it has from now on.

    Raises StaleDecision when `decision.after` is not what stands on its key now (another window was faster; nothing is
    written), UsageError when the folder cannot be written into.
    """
    path = decisions_file(folder, decision.annotator)
    try:
        with _locked(path) as handle:
            earlier = _whole_lines(handle)
            name = orjson.dumps(decision.doc_id)  # only this document's lines can matter, and a file may hold many
            standing = latest(from_line(line, str(path)) for line in earlier.splitlines() if name in line)
            now = standing.get((decision.doc_id, decision.key)) if decision.action != "add" else None
            if (now.id if now else None) != decision.after:
                raise StaleDecision(now)
            decided = identified(decision, datetime.now(UTC).isoformat(timespec="microseconds"))
            os.truncate(handle, len(earlier))
            _write(handle, to_line(decided))
    except OSError as error:
        raise UsageError(f"cannot write the decision to {path}: {error.strerror or error}") from None
    return decided


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, opened for adding, and nobody else's for as long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _whole_lines(handle: int) -> bytes:
    """The content up to the last line feed."""
    data = b"".join(iter(lambda: os.read(handle, 1 << 20), b""))
    return data[: data.rfind(b"\n") + 1]


def _write(handle: int, line: bytes) -> None:
    while line:
        line = line[os.write(handle, line) :]
    os.fsync(handle)


def _read(path: Path) -> Iterator[Decision]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
    lines = data[: data.rfind(b"\n") + 1].splitlines()
    for number, line in enumerate(lines, 1):
        yield from_line(line, f"{path}, line {number}")
