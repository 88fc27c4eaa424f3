"""The decisions of all annotators as they are on disk now."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlp.annotation.log import annotators, decisions_file, read_decisions
from nlp.annotation.records import Decision
from nlp.annotation.standing import Place, latest

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: all decisions in order, and what stands of them by document and key."""

    stamp: Stamp
    decisions: Sequence[Decision]
    by_document: Mapping[str, Mapping[str, Decision]]


class Ledger:
    """Reads a file of decisions again when it has changed, be it by us or by another server."""

    def __init__(self, folder: Path, annotator: str) -> None:
        self.folder, self.annotator = folder, annotator
        self._read: dict[str, Read] = {}
        self._lock = threading.Lock()

    def own(self) -> Sequence[Decision]:
        """All that the annotator has decided, in order."""
        return self._of(self.annotator).decisions

    def standing(self, doc_id: str) -> Mapping[str, Decision]:
        """What stands of it in a document, by key; that of WHOLE is on the document itself."""
        return self._of(self.annotator).by_document.get(doc_id, {})

    def others(self, doc_id: str) -> Mapping[str, Mapping[str, Decision]]:
        """What stands of everybody else's decisions in a document: annotator, key, decision."""
        names = (name for name in annotators(self.folder) if name != self.annotator)
        return {name: self._of(name).by_document.get(doc_id, {}) for name in names}

    def _of(self, name: str) -> Read:
        now = _stamp(self.folder, name)
        with self._lock:
            if name not in self._read or self._read[name].stamp != now:
                decisions = read_decisions(self.folder, name)
                self._read[name] = Read(now, decisions, _by_document(latest(decisions)))
            return self._read[name]


def why_read_only(folder: Path, annotator: str) -> str | None:
    """Why no decision can be written, None when nothing speaks against it; nothing is left behind."""
    path = decisions_file(folder, annotator)
    try:
        if path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_APPEND))
            return None
        nearest = next(parent for parent in path.parents if os.path.lexists(parent))
        if not nearest.is_dir():
            return f"cannot write decisions: found a file at {nearest}, expected a folder"
        trial = nearest / f".{annotator}.{os.getpid()}.part"
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        trial.unlink()
    except OSError as error:
        return f"cannot write decisions to {path}: {error.strerror or error}"
    return None


def _by_document(standing: Mapping[Place, Decision]) -> Mapping[str, Mapping[str, Decision]]:
    grouped: dict[str, dict[str, Decision]] = {}
    for (doc_id, key), decision in standing.items():
        grouped.setdefault(doc_id, {})[key] = decision
    return grouped


def _stamp(folder: Path, name: str) -> Stamp:
    try:
        state = decisions_file(folder, name).stat()
    except OSError:
        return (0, 0, 0)
    return (state.st_ino, state.st_size, state.st_mtime_ns)
