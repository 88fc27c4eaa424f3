"""The examples of all rules, so that a change of one rule is seen to break those of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp.engine.examples import Check, check_rule, release_of
from nlp.engine.worker import load
from nlp.lab.cache import Parsed, read_through
from nlp.lab.diff_rules import Edit
from nlp.records import Document
from nlp.resources import Resources
from nlp.rules.markup import unmark
from nlp.rules.store import Rule

_NAME = "example.txt"


@dataclass(frozen=True, slots=True)
class _Example:
    """A sentence of a rule, with the views of the release that it is read in but those that all of them have."""

    rule: str
    sentence: str
    counter: bool
    views: tuple[str, ...]


class Examples:
    """All examples of a pattern folder, read once; `base` are the resources of that folder."""

    def __init__(self, folder: Path, base: Resources, cache: Path | None) -> None:
        self._nlp, _ = load(folder)
        self._base = base
        self._rules = {rule.id: rule for rule in base.patterns.rules}
        self._all = tuple(_read(folder, base, cache))

    def of(self, rule: Rule, resources: Resources) -> list[Check]:
        """The checks of one rule's own examples, told by `resources`."""
        for name in ("release_events", "release_assembly"):
            pipe: Any = self._nlp.get_pipe(name)
            pipe.load(resources)
        return list(check_rule(self._nlp, resources, rule))

    def broken(self, rule: Rule, new: Resources, what: Edit) -> Iterator[Check]:
        """Examples of other rules that fail by `new` and pass without the rule's change, which is `what`. A rule takes
        words from rules of its own type only.
        """
        for name, other in self._rules.items():
            if name == rule.id or other.type != rule.type:
                continue
            touched = [one for one in self._all if one.rule == name and what.touches(one.views)]
            if not touched:
                continue
            some = _with(other, touched)
            failing = [check for check in self.of(some, new) if not check.passed]
            if failing:
                passed = {(one.counter, one.sentence) for one in self.of(some, self._base) if one.passed}
                yield from (check for check in failing if (check.counter, check.sentence) in passed)


def _with(rule: Rule, examples: Sequence[_Example]) -> Rule:
    """The rule with these of its examples only."""
    return replace(
        rule,
        examples=tuple(one.sentence for one in examples if not one.counter),
        counter_examples=tuple(one.sentence for one in examples if one.counter),
    )


def _read(folder: Path, base: Resources, cache: Path | None) -> Iterator[_Example]:
    named = [
        (rule, sentence, counter)
        for rule in base.patterns.rules
        for counter, sentences in ((False, rule.examples), (True, rule.counter_examples))
        for sentence in sentences
    ]
    texts = [_release(base, rule, sentence) for rule, sentence, _ in named]
    read = read_through((Document(_NAME, text, "") for text in texts), folder, cache, jobs=1)
    views = [one.views if isinstance(one, Parsed) else () for one in read]
    often = Counter(view for some in views for view in set(some))
    for (rule, sentence, counter), some in zip(named, views, strict=True):
        own = tuple(view for view in some if often[view] * 3 < len(views) or len(views) < 9)
        yield _Example(rule.id, sentence, counter, own)


def _release(base: Resources, rule: Rule, sentence: str) -> str:
    """The release that an example is read in."""
    slots = base.patterns.taxonomy["events"][rule.type]["slots"]
    return release_of(unmark(sentence, slots).sentence)[0]
