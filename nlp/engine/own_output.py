"""Output of an earlier run that lies inside the folder that is read: no documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from nlp import places


class _Named(Protocol):
    """A document, or what may become one."""

    @property
    def doc_id(self) -> str: ...


def own_output(paths: Sequence[Path | str], out: Path | str, names: Sequence[str]) -> Callable[[_Named], bool]:
    """A test whether a document is a file that a run into `out` writes; `names` are its files and folders ("html/")."""
    inside = [prefix + name for prefix in _prefixes(paths, out) for name in names]
    whole = frozenset(name for name in inside if not name.endswith("/"))
    starts = tuple(name if name.endswith("/") else f"{name}:" for name in inside)  # a JSONL file's lines are NAME:LINE

    def test(item: _Named) -> bool:
        return item.doc_id in whole or item.doc_id.startswith(starts)

    return test if inside else lambda item: False


def _prefixes(paths: Sequence[Path | str], out: Path | str) -> list[str]:
    given = [path for path in paths if str(path) != "-"]
    if places.is_address(out):
        return _behind([str(path) for path in given if places.is_address(path)], f"{out}".rstrip("/") + "/")
    target = places.on_disk(out).resolve()
    found = []
    for path in (places.on_disk(path) for path in given if not places.is_address(path)):
        if path.is_dir() and target.is_relative_to(path.resolve()):
            below = target.relative_to(path.resolve()).as_posix()
            below = "" if below == "." else f"{below}/"
            found += [below, f"{path.as_posix()}/{below}"]
    return found


def _behind(addresses: Sequence[str], target: str) -> list[str]:
    found = []
    for address in addresses:
        root = address.rstrip("/") + "/"
        if target.startswith(root):
            below = target.removeprefix(root)
            found += [below, places.longer(address, below)]
    return found
