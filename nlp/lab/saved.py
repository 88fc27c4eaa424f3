"""Changes to the rules of a pattern folder, written to its files: comments and everything else stay as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlp.errors import PatternError, UsageError
from nlp.export.atomic import write_whole
from nlp.rules.edit import changed_rule, read_rule, with_rule


def rule_file(folder: Path, rule_id: str) -> tuple[Path, str]:
    """The file of a rule (`deal.acquires`) and its id there (`acquires`); PatternError for a rule without a file."""
    event_type, _, name = rule_id.partition(".")
    for path in sorted((folder / "events").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if name and text.split("\n", 1)[0].split("#")[0].strip() == f"type: {event_type}":
            return path, name
    raise PatternError(f"found no file for the rule {rule_id!r} in {folder}/events, expected one for {event_type!r}")


def version(path: Path) -> str:
    """A name for the content of a file, to notice that somebody else has changed it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def rule_fields(folder: Path, rule_id: str) -> tuple[dict[str, Any], str]:
    """The fields of a rule as its file has them, and the file's `version`."""
    path, name = rule_file(folder, rule_id)
    return read_rule(path.read_text(encoding="utf-8"), name, path.name), version(path)


def save_rule(folder: Path, rule_id: str, fields: Mapping[str, Any], expected: str) -> Path:
    """Write changed fields of a rule (None takes one out), or a whole new rule; returns the file.

    `expected` is the file's `version` on which the change was made. Raises UsageError when the file has changed since,
    or cannot be written; PatternError when the change makes no rule.
    """
    path, name = rule_file(folder, rule_id)
    if version(path) != expected:
        raise UsageError(f"{path} has changed since you opened it: look at the rule again before you save")
    text = path.read_text(encoding="utf-8")
    try:
        read_rule(text, name, path.name)
    except PatternError:
        changed = with_rule(text, fields, path.name)
    else:
        changed = changed_rule(text, name, fields, path.name)
    write_whole(path, [changed.encode("utf-8")])
    return path


def add_example(folder: Path, rule_id: str, sentence: str, *, counter: bool) -> Path:
    """Add a sentence to the examples (or counter-examples) of a rule, once; returns the file."""
    path, name = rule_file(folder, rule_id)
    text = path.read_text(encoding="utf-8")
    field = "counter_examples" if counter else "examples"
    known = read_rule(text, name, path.name).get(field) or []
    if sentence not in known:
        changed = changed_rule(text, name, {field: [*known, sentence]}, path.name)
        write_whole(path, [changed.encode("utf-8")])
    return path
