"""Addresses of other file systems: s3://bucket/folder, gs://bucket/file.jsonl, zip://::archive.zip.

fsspec opens them, with its own driver where one is installed, else with pyarrow's. A `file://` or `local://` address is
a path of this machine and treated as one.
"""

from __future__ import annotations

import functools
import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from nlp.errors import UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_EXPECTED = "expected a path, or an address such as s3://bucket/folder"


def is_address(path: Path | str) -> bool:
    """Whether the path is an address of another file system than this machine's."""
    text = str(path)
    return isinstance(path, str) and bool(_ADDRESS.match(text)) and not text.startswith(("file://", "local://"))


def on_disk(path: Path | str) -> Path:
    """A path of this machine, also when it is given as an address. Raises UsageError for another machine's."""
    text = str(path)
    if text.startswith("local://"):
        return Path(text.removeprefix("local://"))
    if not text.startswith("file://"):
        return Path(path)
    parts = urlsplit(text.replace("#", "%23").replace("?", "%3F"))
    if parts.netloc not in ("", "localhost") or not parts.path:
        raise UsageError(f"found the address {text}, expected file:///folder with three slashes")
    return Path(unquote(parts.path))


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or folder behind an address. `root` is the address that was given, `name` its name in that file system."""

    root: str
    name: str

    def open(self) -> io.BufferedReader:
        """The file, read from its beginning. Raises OSError, whatever the file system raises."""
        try:
            file = _system(self.root)[0].open(self.name, "rb")
        except OSError:
            raise
        except Exception as error:
            raise OSError(_problem(error)) from error
        return _Whole(file)

    def entries(self) -> list[tuple[str, bool, int]]:
        """Last name, whether it is a folder, and bytes of everything in the folder, sorted. Raises OSError."""
        try:
            found = _system(self.root)[0].ls(self.name, detail=True)
        except OSError:
            raise
        except Exception as error:
            raise OSError(_problem(error)) from error
        own = self.name.rstrip("/")
        rows = [(str(row["name"]).rstrip("/"), row["type"] == "directory", int(row["size"] or 0)) for row in found]
        return sorted((name.rpartition("/")[2], folder, size) for name, folder, size in rows if name != own)

    def below(self, name: str) -> Remote:
        """What lies in the folder under this name."""
        own = self.name.rstrip("/")
        return Remote(self.root, f"{own}/{name}" if own else name)


class _Whole(io.BufferedReader):
    """A file whose every fault is an OSError, so that a broken connection costs one document."""

    def __init__(self, file: Any) -> None:
        super().__init__(_Raw(file), 1 << 20)


class _Raw(io.RawIOBase):
    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._file.read(len(buffer))
        except OSError:
            raise
        except Exception as error:
            raise OSError(_problem(error)) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def look(address: str) -> tuple[Remote, bool, int]:
    """What lies at an address, whether it is a folder, and its bytes. Raises UsageError where nothing can be read."""
    system, name = _system(address)
    try:
        about = system.info(name)
    except FileNotFoundError:
        raise UsageError(f"found nothing at {shown(address)}, expected a file or a folder") from None
    except Exception as error:
        raise UsageError(f"cannot read {shown(address)}: {_problem(error)}") from error
    return Remote(address, name), about["type"] == "directory", int(about["size"] or 0)


def claim(address: str) -> None:
    """Find out whether something can be written under an address. Raises UsageError."""
    system, root = _system(address)
    trial = f"{root.rstrip('/')}/.extract-events"
    try:
        system.makedirs(root, exist_ok=True)
        system.pipe_file(trial, b"trial")
        system.rm_file(trial)
    except Exception as error:
        raise UsageError(f"cannot write {shown(address)}: {_problem(error)}") from error


def open_file(address: str, name: str) -> io.BufferedReader:
    """A file under an address. Raises OSError."""
    return Remote(address, _system(address)[1]).below(name).open()


def put(address: str, folder: Path, names: Sequence[str]) -> None:
    """Copy files of a folder under an address, in this order, each whole. Raises UsageError."""
    system, root = _system(address)
    try:
        for name in names:
            target = f"{root.rstrip('/')}/{name}"
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(folder / name), target)
    except Exception as error:
        raise UsageError(
            f"cannot write {shown(address)}: {_problem(error)}; what was finished is kept, "
            "the same command goes on from there"
        ) from error


def user_cache() -> Path | None:
    """Our folder in the user's cache: in `XDG_CACHE_HOME`, else in `~/.cache`; None for a user without a home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(given) if os.path.isabs(given) else Path.home() / ".cache"
    except RuntimeError:
        return None
    return base / "extract-events"


def shown(address: str) -> str:
    """The address without its options, which may hold a password."""
    first, chain, rest = address.partition("::")
    return re.sub(r"//[^/@]*@", "//", first.partition("?")[0]) + chain + rest


def longer(address: str, below: str) -> str:
    """The address of a file below another one."""
    first, chain, rest = shown(address).partition("::")
    joined = f"{first}{below}" if first.endswith("/") else f"{first}/{below}"
    return joined + chain + rest


def _system(address: str) -> tuple[Any, str]:
    """The file system and the name inside it; a process that was forked opens its own."""
    return _opened(address, os.getpid())


@functools.lru_cache(maxsize=32)
def _opened(address: str, process: int) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise UsageError(
            f"{shown(address)} needs fsspec, which is not installed; install it with: pip install 'extract-events[ray]'"
        ) from error
    if address.startswith("memory:"):
        raise UsageError(f"found {address}, which one process alone can see; {_EXPECTED}")
    try:
        if "?" in address:  # pyarrow's way to give options
            return _arrow(address)
        system, name = fsspec.core.url_to_fs(address)
        return system, str(name)
    except ImportError as error:
        return _arrow(address, missing=error)
    except Exception as error:
        raise UsageError(f"cannot read {shown(address)}: {_problem(error)}; {_EXPECTED}") from error


def _arrow(address: str, missing: ImportError | None = None) -> tuple[Any, str]:
    try:
        from fsspec.implementations.arrow import ArrowFSWrapper
        from pyarrow.fs import FileSystem

        system, name = FileSystem.from_uri(address)
        return ArrowFSWrapper(system), str(name)
    except Exception as error:
        why = _problem(missing or error)
        raise UsageError(f"cannot read {shown(address)}: {why}; {_EXPECTED}") from error


def _problem(error: BaseException) -> str:
    """The first line of what a library says; its name where it says nothing. Drivers of file systems have no exception
    in common: whatever one raises is told as it is.
    """
    return next(iter(str(error).splitlines()), "") or type(error).__name__
