"""Where the files of a run go: into a folder, or by way of one to an address."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from nlp import places
from nlp.export import EVENTS, Batch, prepare, write

_FILES = "files"


@dataclass(frozen=True, slots=True)
class Destination:
    """`folder` holds what is done until all is; the files go there as well unless `address` is given."""

    folder: Path
    address: str | None

    @property
    def out(self) -> Path | str:
        """Where the user finds the files."""
        return self.folder if self.address is None else places.shown(self.address).rstrip("/")

    def write(self, batch: Batch, formats: Sequence[str], scratch: Path) -> None:
        """Write every file; events.jsonl comes last. Raises UsageError."""
        if self.address is None:
            write(self.folder, batch, formats, scratch=scratch)
            return
        files = self.folder / _FILES
        write(files, batch, formats)
        names = sorted(path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file())
        names.sort(key=lambda name: name == EVENTS)
        places.put(self.address, files, names)
        shutil.rmtree(files, ignore_errors=True)

    def leave(self) -> None:
        """The run is through: only what the user asked for is left."""
        if self.address is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def events(self) -> BufferedReader:
        """The events that were written. Raises OSError."""
        return (self.folder / EVENTS).open("rb") if self.address is None else places.open_file(self.address, EVENTS)


def destination(out: Path | str, formats: Sequence[str]) -> Destination:
    """Where a run writes that is given `out`, a folder or an address; found out before the work. Raises UsageError."""
    if not places.is_address(out):
        folder = places.on_disk(out)
        prepare(folder, formats)
        return Destination(folder, None)
    address = str(out).rstrip("/")
    base = places.user_cache() or Path(tempfile.gettempdir()) / "extract-events"
    folder = base / "runs" / sha256(address.encode()).hexdigest()[:16]
    prepare(folder, formats)
    places.claim(address)
    return Destination(folder, address)
