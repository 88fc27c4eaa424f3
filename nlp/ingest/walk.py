"""Paths to files, in sorted order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from nlp import places


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: `doc_id` is its path below the folder given, `longer` its path as given.

    `path` is None for standard input, a Remote for a file behind an address; `problem` says why the file cannot be
    read, None when nothing speaks against it; `listed` is its size in bytes as the folder tells, None when unknown.
    """

    path: Path | places.Remote | None
    doc_id: str
    longer: str
    problem: str | None = None
    listed: int | None = None

    def open(self) -> BufferedReader:
        """The file, read from its beginning. Raises OSError."""
        if self.path is None:
            raise OSError("standard input is read by whoever has it")
        return self.path.open() if isinstance(self.path, places.Remote) else self.path.open("rb")

    def size(self) -> int:
        """Its bytes. Raises OSError."""
        if isinstance(self.path, Path):
            return self.path.stat().st_size
        return self.listed or 0


def sources(paths: Sequence[Path | str]) -> Iterator[Source]:
    """Files in the order of the paths given, a folder's sorted; `path` is None for standard input."""
    for given in paths:
        if str(given) == "-":
            yield Source(None, "-", "-")
            continue
        if places.is_address(given):
            yield from _behind(str(given))
            continue
        path = places.on_disk(given)
        if not os.path.lexists(path):
            yield Source(
                path, path.as_posix(), path.as_posix(), f"found nothing at {path}, expected a file or a folder"
            )
        elif path.is_dir():
            yield from _below(path)
        else:
            yield Source(path, path.name, path.as_posix(), _problem(path))


def _below(root: Path) -> Iterator[Source]:
    """Files of a folder; hidden ones and links that lead out of it are left out, every folder is entered once."""
    inside = root.resolve()
    entered: set[Path] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        real = folder.resolve()
        if real in entered:
            continue
        entered.add(real)
        try:
            names = sorted(os.listdir(folder))  # names only: a folder may hold half a million
        except OSError as error:
            below_root = folder.relative_to(root).as_posix()
            yield Source(folder, below_root, folder.as_posix(), f"cannot open the folder: {error.strerror or error}")
            continue
        below: list[Path] = []
        for name in names:
            entry = folder / name
            if name.startswith(".") or not _stays(entry, inside):
                continue
            if entry.is_dir():
                below.append(entry)
            else:
                yield Source(entry, entry.relative_to(root).as_posix(), entry.as_posix(), _problem(entry))
        waiting.extend(reversed(below))


def _behind(address: str) -> Iterator[Source]:
    """Files behind an address, in the order that they would have as a folder of this machine."""
    root, is_folder, size = places.look(address)
    if not is_folder:
        yield Source(root, root.name.rpartition("/")[2], places.shown(address), listed=size)
        return
    waiting = [(root, "")]
    while waiting:
        folder, prefix = waiting.pop()
        below: list[tuple[places.Remote, str]] = []
        try:
            entries = folder.entries()
        except OSError as error:
            longer = places.longer(address, prefix)
            yield Source(folder, prefix, longer, f"cannot open the folder: {error.strerror or error}")
            continue
        for name, is_below, size in entries:
            if name.startswith("."):
                continue
            if is_below:
                below.append((folder.below(name), f"{prefix}{name}/"))
            else:
                doc_id = f"{prefix}{name}"
                yield Source(folder.below(name), doc_id, places.longer(address, doc_id), listed=size)
        waiting.extend(reversed(below))


def _stays(entry: Path, inside: Path) -> bool:
    if not entry.is_symlink():
        return True
    try:
        return entry.resolve(strict=True).is_relative_to(inside)
    except (OSError, RuntimeError):  # a link to nothing or to itself
        return False


def _problem(path: Path) -> str | None:
    """Only regular files are opened: a pipe would block, a device never ends."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"cannot be opened: {error.strerror or error}"
    return None if stat.S_ISREG(mode) else "found a pipe, socket or device, expected a regular file"
