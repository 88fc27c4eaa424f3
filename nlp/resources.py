"""The pattern folder and all that is compiled from it, loaded once per process and carried along by the components."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from nlp.errors import PatternError
from nlp.pipes.names.expressions import Expressions, read_expressions
from nlp.pipes.names.lists import Diseases, Shapes, diseases, english, shapes
from nlp.registry.store import Registry
from nlp.rules.store import Patterns, load_patterns

SUFFIXES = frozenset({".yaml", ".jsonl", ".txt"})


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything read from one pattern folder. `files` is its content, by relative name; `hash` names that content."""

    files: Mapping[str, str]
    hash: str
    patterns: Patterns
    registry: Registry
    shapes: Shapes
    diseases: Diseases
    english: frozenset[str]
    generics: frozenset[str]
    brands: frozenset[str]
    expressions: Expressions
    phrases: tuple[tuple[str, str, str], ...]
    lists: Mapping[str, re.Pattern[str]]

    def to_bytes(self) -> bytes:
        """The files, so that a component can be rebuilt where the folder is not."""
        return orjson.dumps(dict(self.files))

    def to_folder(self, folder: Path) -> None:
        """Write the files under `folder`."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def default_folder() -> Path:
    """The pattern folder that travels with the package, or the checkout's own."""
    here = Path(__file__).resolve().parent
    for folder in (here / "_patterns", here.parent / "patterns"):
        if (folder / "taxonomy.yaml").is_file():
            return folder
    raise PatternError(
        f"no pattern folder beside {here}: expected _patterns/ in the package or patterns/ in the checkout"
    )


def read_files(folder: Path) -> dict[str, str]:
    """The pattern files of a folder by relative name, in order."""
    if not (folder / "taxonomy.yaml").is_file():
        raise PatternError(f"{folder}: no pattern folder (taxonomy.yaml is missing)")
    paths = sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES and p.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def load(folder: Path | None = None) -> Resources:
    """The resources of a pattern folder (None: the package's own); the same content is compiled once."""
    folder = folder or default_folder()
    files = read_files(folder)
    return _compiled(folder, content_hash(files))


def from_bytes(data: bytes) -> Resources:
    """The resources that `to_bytes` wrote."""
    files: dict[str, str] = orjson.loads(data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for relative, text in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return _compiled(folder, content_hash(files))


def content_hash(files: Mapping[str, str]) -> str:
    """A name for the content of a pattern folder."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:16]


_MOST = 8  # versions of the patterns that a process keeps compiled; whoever edits rules makes many
_LOADED: dict[str, Resources] = {}


def _compiled(folder: Path, digest: str) -> Resources:
    """The resources by their content, the ones used last kept."""
    loaded = _LOADED.pop(digest, None) or _compile(folder, digest)
    _LOADED[digest] = loaded
    while len(_LOADED) > _MOST:
        _LOADED.pop(next(iter(_LOADED)), None)
    return loaded


def _compile(folder: Path, digest: str) -> Resources:
    patterns = load_patterns(folder)
    entities = folder / "entities"
    phrases = tuple(entry for path in sorted(entities.glob("*.jsonl")) for entry in _phrases(path, patterns))
    lists = {name: re.compile(_listed(name, words)) for name, words in patterns.lists.items()}
    return Resources(
        read_files(folder),
        digest,
        patterns,
        Registry.from_folder(folder),
        shapes(entities / "compound_shapes.yaml"),
        diseases(entities / "indications.yaml"),
        english(folder / "words.txt"),
        english(folder / "generics.txt"),
        english(folder / "brands.txt"),
        read_expressions(entities / "expressions.yaml"),
        phrases,
        lists,
    )


def _listed(name: str, words: Any) -> str:
    from nlp.rules.notation import MARK, NUMBER

    body = "|".join(str(word) for word in words)
    for label, mark in MARK.items():
        body = body.replace("{" + label + "}", mark + NUMBER)
    ending = r"\W{1,3}(?:[\w'-]+ ){0,2}$" if name.endswith("_before") else r"(?!\w)"
    return rf"(?<!\w)(?:{body}){ending}"


def _phrases(path: Path, patterns: Patterns) -> list[tuple[str, str, str]]:
    """Label, phrase and id of every line of an entity file (EntityRuler's and Prodigy's form)."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry = orjson.loads(line)
            label, phrase = entry["label"], entry["pattern"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise PatternError(
                f"{path.name}, line {number}: expected an object with label and pattern, found {line[:60]!r} ({error})"
            ) from error
        if label not in patterns.taxonomy["labels"]:
            raise PatternError(f"{path.name}, line {number}: label {label!r} is not in taxonomy.yaml")
        out.append((label, phrase, entry.get("id", phrase)))
    return out
