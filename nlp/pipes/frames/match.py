"""Which rules match a sentence's view: literal pieces first, then the patterns; of overlapping matches of one type the best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.pipes.view import View
from nlp.rules.store import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match in a view, [start, end) in view positions."""

    rule: Rule
    start: int
    end: int


def possible(rules: Iterable[Rule], low: str) -> list[Rule]:
    """The rules of which some literal piece stands in the document at all."""
    return [rule for rule in rules if not rule.pattern.fragments or any(f in low for f in rule.pattern.fragments)]


def hits(view: View, rules: Sequence[Rule]) -> list[Hit]:
    """Every match of every rule whose needs the sentence meets."""
    text = view.text
    labels = {item.found.label for item in view.entities}
    out: list[Hit] = []
    for rule in rules:
        if rule.needs and labels.isdisjoint(rule.needs):
            continue
        if rule.pattern.fragments and not any(f in text for f in rule.pattern.fragments):
            continue
        out += [Hit(rule, m.start(), m.end()) for m in rule.pattern.regex.finditer(text)]
    return out
