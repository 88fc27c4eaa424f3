"""The rules of a folder as the bench knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.errors import PatternError
from nlp.lab.saved import file_of
from nlp.resources import Resources
from nlp.rules.store import Rule


@dataclass(frozen=True, slots=True)
class State:
    """The rules as they could last be read; `broken` says why the files cannot be used now, None when they can."""

    resources: Resources
    broken: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A rule as its file has it, without its id; `new` for one that is not there yet. `version` is the file's, for
    `save`; `read_only` says why the file cannot be written, None when it can.
    """

    rule: str
    fields: Mapping[str, Any]
    file: str
    version: str
    new: bool
    read_only: str | None

    @property
    def type(self) -> str:
        """The event type."""
        return self.rule.partition(".")[0]


def file_in(loaded: Resources, rule_id: str) -> str | None:
    """The file of a rule, or of its type, among the files that were read."""
    texts = {name: text for name, text in loaded.files.items() if name.startswith("events/")}
    try:
        return file_of(texts, rule_id)
    except PatternError:
        return None


def searched(rule: Rule) -> str:
    """The words of a rule, in small letters."""
    told = (*rule.sets.values(), rule.realis or "", *rule.examples, *rule.counter_examples)
    return "\n".join((rule.id, rule.id.replace("_", " "), *map(str, told))).casefold()


def one_line(text: str) -> str:
    """A YAML reader's report, which names the line, in one line."""
    return " ".join(text.replace('in "<unicode string>", ', "in ").split())
