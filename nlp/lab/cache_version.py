"""What a cached reading depends on: the code that made it, the libraries, and the pattern files that were read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from nlp.records import Document
from nlp.resources import Resources

# Rooms above the pipeline. Imports point down only (import-linter checks it), so nothing in them is run by a pipe.
_ABOVE = frozenset({"annotation", "audit", "cli", "engine", "export", "kb", "lab", "review", "score", "timeline"})
_LIBRARIES = ("spacy", "srsly", "dateparser", "rapidfuzz")
_FORM = "1"  # of the entries; raise it when `nlp.lab.cache` writes them otherwise

# What the pipes up to the linker never open: the event rules, and what they are written with. A test runs those pipes
# without any of it (tests/lab/test_lab_cache_proof.py).
EVENT_FILES = frozenset({"vars.yaml", "lists.yaml", "realis.yaml", "taxonomy.yaml", "audit.yaml"})
EVENT_FOLDER = "events/"


def code_version(package: Path | None = None) -> str:
    """A name for the program's own sources below and in the pipeline, and the libraries that they use; `package` None
    is the one that runs."""
    return _code_version(package or Path(__file__).resolve().parents[1])


@cache
def _code_version(package: Path) -> str:
    digest = hashlib.sha256(_FORM.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        if relative.parts[0] not in _ABOVE:
            digest.update(f"{relative.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def name_files(files: Mapping[str, str]) -> Mapping[str, str]:
    """Of the pattern files by relative name those that the pipes up to the linker can read."""
    return {name: text for name, text in files.items() if name not in EVENT_FILES and not name.startswith(EVENT_FOLDER)}


def reading_version(resources: Resources) -> str:
    """A name for everything but the document that a reading up to the linker depends on."""
    return _hash(code_version(), *(part for pair in sorted(name_files(resources.files).items()) for part in pair))


def told_version(resources: Resources) -> str:
    """A name for everything but the document that its events depend on."""
    return _hash(code_version(), resources.hash)


def document_key(document: Document) -> str:
    """A name for all that ingestion says of a document; the file's name counts, a date may be read from it."""
    return _hash(repr(document))


def _hash(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "backslashreplace") + b"\0")
    return digest.hexdigest()[:32]
