"""Files of a format in folders: written without overwriting what somebody may have worked on, and read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nlp.annotation import exported
from nlp.annotation.formats.table import Format
from nlp.errors import UsageError
from nlp.export.atomic import write_whole

_TOGETHER = (".ann", ".txt")
_ABOUT = "documents.jsonl"  # brat's ids, beside its texts


def write_files(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> list[Path]:
    """Write the files into `folder`; UsageError when one is there that differs, unless `overwrite`."""
    for name, data in files.items():
        path = folder / name
        if path.exists() and not overwrite and _bytes(path) != data:
            raise UsageError(
                f"found another {name} in {folder}, which may hold somebody's work; "
                "expected an empty folder (-o), or --overwrite to replace it"
            )
    for name, data in files.items():
        write_whole(folder / name, [data])
    return [folder / name for name in files]


def read_files(path: Path, form: Format) -> tuple[dict[str, bytes], bytes | None]:
    """The files of the format at `path`, a file or a folder, by name, and the `exported.jsonl` among or beside them.

    Of brat's files one may be named, its other one belongs to it. Raises UsageError when there are none.
    """
    if not path.exists():
        raise UsageError(f"found nothing at {path}, expected a file or folder of {form.name}")
    folder = path if path.is_dir() else path.parent
    found = (
        sorted(p for p in folder.iterdir() if p.is_file() and p.name.endswith(form.endings)) if path.is_dir() else []
    )
    if path.is_file() and form.name == "brat":
        found = [
            p for p in sorted(folder.glob("*")) if p.name == _ABOUT or p.stem == path.stem and p.suffix in _TOGETHER
        ]
    elif path.is_file():
        found = [path]
    files = {p.name: _bytes(p) for p in found if p.name != exported.FILE}
    if not any(name.endswith(form.endings) for name in files):
        raise UsageError(f"found no files of {form.name} in {path}, expected {' or '.join(form.endings)}")
    beside = folder / exported.FILE
    return files, _bytes(beside) if beside.is_file() else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None
