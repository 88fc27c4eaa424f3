"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from nlp.errors import UsageError


def write_whole(path: Path, parts: Iterable[bytes | memoryview], *, scratch: Path | None = None) -> None:
    """Write `parts` to a hidden file beside `path`, or to one in the folder `scratch` of the same disk, then put it in
    its place; raises UsageError when that fails."""
    hidden = f".{path.name}.{os.getpid()}.part"
    draft = path.with_name(hidden) if scratch is None else scratch / hidden
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file:
                file.writelines(parts)
            draft.replace(path)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
