"""What outcomes depend on beside the documents: the program, its libraries, the patterns and the options."""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from nlp import __version__, resources
from nlp.engine.worker import Settings
from nlp.trained import content_hash

_LIBRARIES = ("spacy", "srsly", "dateparser", "rapidfuzz", "lxml", "pypdf", "orjson")
_FORM = "1"  # of the parts; raise it when `nlp.engine.parts` writes them otherwise


def run_key(settings: Settings, max_bytes: int) -> str:
    """A name for all that; outcomes made under different names are never mixed."""
    digest = hashlib.sha256(f"{_FORM} {__version__} {sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    digest.update(f"{resources.load(settings.patterns).hash} {settings.texts} {settings.docs} {max_bytes}\0".encode())
    if settings.model is not None:
        digest.update(f"model {content_hash(settings.model)}\0".encode())
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*.py")):  # a checkout changes without a new version
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
