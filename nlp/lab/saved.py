"""Changes to the rules of a pattern folder, written to its files: comments and everything else stay as they are."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import PatternError, UsageError
from nlp.export.atomic import write_whole
from nlp.rules.edit import changed_rule, read_rule, with_rule

_TYPE = re.compile(r"^type:[ \t]*[\"']?([a-z_]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that was written: what it held before, and the `version` of what it holds since."""

    path: Path
    before: bytes
    version: str


def file_of(files: Mapping[str, str], rule_id: str) -> str:
    """The name of the file of a rule (`deal.acquires`) among texts by name: the one that has the rule, else the first
    of its type, which a new rule belongs into. PatternError where there is none.
    """
    event_type, _, name = rule_id.partition(".")
    of_type = [file for file, text in files.items() if (found := _TYPE.search(text)) and found[1] == event_type]
    here = re.compile(rf"^[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*(?:#.*)?$", re.MULTILINE)
    for file in sorted(of_type, key=lambda file: (not here.search(files[file]), file)) if name else ():
        return file
    raise PatternError(f"found no file for the rule {rule_id!r}, expected one in events/ for {event_type!r}")


def rule_file(folder: Path, rule_id: str) -> tuple[Path, str]:
    """The file of a rule (`deal.acquires`) and its id there (`acquires`); PatternError for a rule without a file."""
    texts = {path.name: _text(_bytes(path), path) for path in sorted((folder / "events").glob("*.yaml"))}
    try:
        return folder / "events" / file_of(texts, rule_id), rule_id.partition(".")[2]
    except PatternError as error:
        raise PatternError(f"{folder}: {error}") from None


def version(path: Path) -> str:
    """A name for the content of a file, to notice that somebody else has changed it."""
    return version_of(_bytes(path))


def version_of(data: bytes) -> str:
    """A name for the content of a file."""
    return hashlib.sha256(data).hexdigest()[:16]


def rule_fields(folder: Path, rule_id: str) -> tuple[dict[str, Any], str]:
    """The fields of a rule as its file has them, and the file's `version`."""
    path, name = rule_file(folder, rule_id)
    data = _bytes(path)
    return read_rule(_text(data, path), name, path.name), version_of(data)


def why_read_only(path: Path) -> str | None:
    """Why a pattern file cannot be written, None when it can."""
    if not os.access(path, os.W_OK):
        return f"{path} is read-only"
    if not os.access(path.parent, os.W_OK):
        return f"the folder {path.parent} is read-only"
    return None


def save_rule(
    folder: Path, rule_id: str, fields: Mapping[str, Any], expected: str, *, new: bool | None = None
) -> Saved:
    """Write changed fields of a rule (None takes one out), or a whole new rule.

    `expected` is the file's `version` on which the change was made. `new` says whether the rule must not be there yet,
    None that both will do. Raises UsageError when the file has changed since, or cannot be written; PatternError when
    the change makes no rule.
    """
    path, name = rule_file(folder, rule_id)
    data = _writable(folder, path, expected)
    text = _text(data, path)
    if new is None:
        new = not _has(text, name, path.name)
    changed = with_rule(text, {"id": name, **fields}, path.name) if new else changed_rule(text, name, fields, path.name)
    return _write(path, data, changed)


def put_back(saved: Saved) -> None:
    """Undo a save; UsageError when the file is no longer what was saved."""
    if version(saved.path) != saved.version:
        raise UsageError(f"{saved.path} has changed since it was saved: the older text was not put back")
    _replace(saved.path, saved.before)


def add_example(folder: Path, rule_id: str, sentence: str, *, counter: bool) -> Path:
    """Add a sentence to the examples (or counter-examples) of a rule, once; returns the file."""
    path, name = rule_file(folder, rule_id)
    data = _bytes(path)
    text = _text(data, path)
    field = "counter_examples" if counter else "examples"
    known = read_rule(text, name, path.name).get(field) or []
    if sentence not in known:
        _writable(folder, path, version_of(data))
        _write(path, data, changed_rule(text, name, {field: [*known, sentence]}, path.name))
    return path


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from None


def _text(data: bytes, path: Path) -> str:
    """The text of a file with line feeds only."""
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise PatternError(f"{path}: not UTF-8 (byte {error.start})") from None


def _has(text: str, name: str, where: str) -> bool:
    try:
        read_rule(text, name, where)
    except PatternError:
        return False
    return True


def _writable(folder: Path, path: Path, expected: str) -> bytes:
    """What the file holds, if it is what the change was made on and may be written."""
    data = _bytes(path)
    if version_of(data) != expected:
        raise UsageError(f"{path} has changed since you opened it: look at the rule again before you save")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{path} leads out of the pattern folder: it is not written")
    if reason := why_read_only(path):
        raise UsageError(f"cannot write: {reason}")
    return data


def _write(path: Path, before: bytes, text: str) -> Saved:
    """Write the text with the line ends that the file has."""
    if before.count(b"\n") == before.count(b"\r\n") > 0:
        text = text.replace("\n", "\r\n")
    after = text.encode("utf-8")
    _replace(path, after)
    return Saved(path, before, version_of(after))


def _replace(path: Path, data: bytes) -> None:
    """Write the whole file or nothing; its mode stays."""
    mode = path.stat().st_mode
    write_whole(path, [data])
    path.chmod(mode & 0o7777)
