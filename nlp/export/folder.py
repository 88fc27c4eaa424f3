"""The output folder: what is checked before a run and written after it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import orjson

from nlp.errors import UsageError
from nlp.export import docbin, flat_csv, flat_parquet, pages
from nlp.export.atomic import write_whole
from nlp.export.batch import Batch, JsonLines, Line

EVENTS, DOCUMENTS, PAGES = "events.jsonl", "documents.jsonl", "html"

_WRITERS: Mapping[str, tuple[str, Callable[[Batch], Iterable[bytes]]]] = MappingProxyType(
    {
        "csv": ("events.csv", flat_csv.parts),
        "parquet": ("events.parquet", flat_parquet.parts),
        "spacy": ("docs.spacy", docbin.parts),
    }
)
FORMATS = ("csv", "parquet", "html", "spacy")
WRITTEN = (EVENTS, DOCUMENTS, *(name for name, _ in _WRITERS.values()), f"{PAGES}/")


def prepare(out: Path, formats: Sequence[str]) -> None:
    """Find out before the work whether it can be written; makes the folder. Raises UsageError."""
    if "parquet" in formats and importlib.util.find_spec("pyarrow") is None:
        raise UsageError(
            "--format parquet needs pyarrow, which is not installed; "
            "install it with: pip install 'extract-events[parquet]'"
        )
    if out.exists() and not out.is_dir():
        raise UsageError(f"found a file at {out}, expected a folder to write into (-o)")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {out}: {error.strerror or error}") from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise UsageError(f"cannot write into the folder {out}: permission denied")


def write(out: Path, batch: Batch, formats: Sequence[str], *, scratch: Path | None = None) -> None:
    """Write every file of the output, each whole; events.jsonl comes last, so that a new one says that all is there.
    Half-written files are in the folder `scratch`, where one is given."""
    for name in FORMATS:
        if name not in formats:
            continue
        if name == "html":
            for page, texts in pages.pages(batch):
                write_whole(out / PAGES / page, (text.encode("utf-8") for text in texts), scratch=scratch)
        else:
            file, parts = _WRITERS[name]
            write_whole(out / file, parts(batch), scratch=scratch)
    write_whole(out / DOCUMENTS, jsonl(batch.documents), scratch=scratch)
    write_whole(out / EVENTS, jsonl(batch.events), scratch=scratch)


def jsonl(lines: Iterable[Line]) -> Iterable[bytes | memoryview]:
    """Lines of JSON in UTF-8, each ended by a line feed."""
    if isinstance(lines, JsonLines):
        return lines.as_bytes()
    return (orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
