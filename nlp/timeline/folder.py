"""The timeline's files in a folder: what is checked before the work, and written after it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from nlp.errors import UsageError
from nlp.export import prepare as prepare_folder
from nlp.export.atomic import write_whole
from nlp.timeline import calendar, flat_csv, page, picture
from nlp.timeline.model import Timeline

FORMATS = ("csv", "ics", "html", "svg", "png")
USUAL = ("csv", "html", "svg")  # what needs no extra library
_NEEDS: Mapping[str, str] = MappingProxyType({"ics": "icalendar", "png": "vl_convert"})
_WRITERS: Mapping[str, Callable[[Timeline], Iterable[bytes]]] = MappingProxyType(
    {"csv": flat_csv.parts, "ics": calendar.parts, "svg": picture.svg_parts, "png": picture.png_parts}
)


def prepare(out: Path, formats: Sequence[str]) -> None:
    """Find out before the work whether the formats can be written; makes the folder. Raises UsageError."""
    for name in formats:
        if name in _NEEDS and importlib.util.find_spec(_NEEDS[name]) is None:
            raise UsageError(
                f"--format {name} needs {_NEEDS[name]}, which is not installed; "
                "install it with: pip install 'extract-events[timeline]'"
            )
    prepare_folder(out, ())


def write(out: Path, views: Sequence[Timeline], formats: Sequence[str]) -> list[Path]:
    """Write the files of some formats, each whole, and give their paths in the order of `FORMATS`.

    `views` are of the same knowledge; the page holds all of them, the other files the first.
    """
    written = []
    for name in FORMATS:
        if name in formats:
            path = out / f"timeline.{name}"
            write_whole(path, page.parts(views) if name == "html" else _WRITERS[name](views[0]))
            written.append(path)
    return written
