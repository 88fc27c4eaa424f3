"""What the components that read patterns share: they carry the pattern files with them, wherever they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from nlp import resources
from nlp.resources import Resources

Self = TypeVar("Self", bound="PatternPipe")


class PatternPipe:
    """A component with the resources of a pattern folder.

    Pattern text never goes through the config (spaCy doubles `$` there at every save); it is written beside the
    component and read from there, so a pipeline reloads with its own rules from any directory.
    """

    def __init__(self, folder: str | None) -> None:
        self.load(resources.load(Path(folder) if folder else None))

    def load(self, loaded: Resources) -> None:
        """Take these resources."""
        self.resources = loaded

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The pattern files."""
        return self.resources.to_bytes()

    def from_bytes(self: Self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Rebuild from `to_bytes`."""
        self.load(resources.from_bytes(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the pattern files as a folder."""
        self.resources.to_folder(Path(path))

    def from_disk(self: Self, path: Path | str, *, exclude: Iterable[str] = ()) -> Self:
        """Rebuild from a folder that `to_disk` wrote."""
        self.load(resources.load(Path(path)))
        return self

    def __reduce__(self) -> Any:
        return _rebuild, (type(self), self.to_bytes(), getattr(self, "vocab", None))


def _rebuild(cls: type[PatternPipe], data: bytes, vocab: Any) -> Any:
    made: Any = object.__new__(cls)
    if vocab is not None:
        made.vocab = vocab
    made.load(resources.from_bytes(data))
    return made
