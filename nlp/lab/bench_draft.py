"""A rule that is being written, and what is wrong with it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from nlp.errors import PatternError
from nlp.lab.lint import never_matching as never_matching
from nlp.resources import Resources
from nlp.rules.edit import FIELDS
from nlp.rules.markup import unmark
from nlp.rules.store import Rule, load_patterns, problems_of

_FILE = "draft.yaml"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as it might be saved. `rule` is its id with the event type (`deal.acquires`), `fields` are those of its
    file without the id; None is as good as none.
    """

    rule: str
    fields: Mapping[str, Any]

    @property
    def type(self) -> str:
        """The event type."""
        return self.rule.partition(".")[0]

    @property
    def name(self) -> str:
        """The id as it stands in the file."""
        return self.rule.partition(".")[2]


def compiled(draft: Draft, base: Resources) -> tuple[Rule | None, tuple[str, ...]]:
    """The draft as a rule beside those of `base`, or what keeps it from being one.

    This compiles what a person has typed: the caller must be able to stop it.
    """
    try:
        rule = _loaded(draft, base)
    except PatternError as error:
        return None, tuple(_plain(line, draft) for line in str(error).splitlines())
    except (RecursionError, OverflowError, MemoryError):
        return None, ("the pattern is nested too deeply or repeats too often to be used",)
    if rule.pattern.regex.fullmatch(""):
        return None, ("the pattern matches where there are no words: it would tell an event everywhere",)
    return rule, ()


def _loaded(draft: Draft, base: Resources) -> Rule:
    """The rule, read as any other is: out of a pattern folder that has nothing else."""
    entry = {name: draft.fields[name] for name in FIELDS if draft.fields.get(name) is not None}
    text = io.StringIO()
    YAML(typ="safe", pure=True).dump({"type": draft.type, "rules": [{"id": draft.name, **entry}]}, text)
    with tempfile.TemporaryDirectory(prefix="extract-events-draft-") as name:
        folder = Path(name)
        (folder / "events").mkdir()
        (folder / "events" / _FILE).write_text(text.getvalue(), encoding="utf-8")
        for file in ("taxonomy.yaml", "vars.yaml"):
            (folder / file).write_text(base.files[file], encoding="utf-8")
        (folder / "realis.yaml").write_text("cues: []\n", encoding="utf-8")
        (folder / "lists.yaml").write_text("{}\n", encoding="utf-8")
        problems = problems_of(folder)
        if problems:
            raise PatternError("\n".join(" ".join(problem.split()) for problem in problems))
        return load_patterns(folder).rules[0]


def _plain(problem: str, draft: Draft) -> str:
    """A problem without the name of a file that nobody knows."""
    for prefix in (f"{_FILE}: {draft.name}: ", f"{_FILE}: "):
        problem = problem.removeprefix(prefix)
    return problem


def beside(base: Resources, rule: Rule) -> Resources:
    """The resources with the rule in place of the one of its id, or as one more."""
    rules = base.patterns.rules
    if any(one.id == rule.id for one in rules):
        rules = tuple(rule if one.id == rule.id else one for one in rules)
    else:
        rules = (*rules, rule)
    return replace(base, patterns=replace(base.patterns, rules=rules))


def remarks(rule: Rule, base: Resources) -> Iterator[str]:
    """What is allowed and a mistake all the same, in words."""
    yield from (line.removeprefix(f"{rule.id}: ") for line in never_matching([rule]))
    slots = base.patterns.taxonomy["events"][rule.type]["slots"]
    counters = {unmark(one, slots).sentence for one in rule.counter_examples}
    for sentence in dict.fromkeys(unmark(one, slots).sentence for one in rule.examples):
        if sentence in counters:
            yield f"{sentence!r} is both an example and a counter-example"
    for other in base.patterns.of(rule.type):
        if other.id != rule.id and other.pattern.regex.pattern == rule.pattern.regex.pattern:
            yield f"the pattern is the same as that of {other.id}"
