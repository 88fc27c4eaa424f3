"""Which rules match a sentence's view: literal pieces first, then the patterns; of overlapping matches of one type
the best.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from nlp.pipes.view import View
from nlp.rules.store import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match in a view, [start, end) in view positions."""

    rule: Rule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Index:
    """Rules by the literal pieces that their matches hold; `always` have none."""

    by_fragment: dict[str, list[Rule]]
    always: list[Rule]


def possible(rules: Iterable[Rule], low: str) -> Index:
    """The rules of which some literal piece stands in the document at all, by their pieces."""
    whole = _indexed(tuple(rules))
    return Index({piece: some for piece, some in whole.by_fragment.items() if piece in low}, whole.always)


@lru_cache(maxsize=4)
def _indexed(rules: tuple[Rule, ...]) -> Index:
    """All rules by their pieces; the same for every document of a pipeline."""
    index = Index({}, [])
    for rule in rules:
        if not rule.pattern.fragments:
            index.always.append(rule)
        for fragment in rule.pattern.fragments:
            index.by_fragment.setdefault(fragment, []).append(rule)
    return index


def hits(view: View, index: Index, meant: frozenset[str] = frozenset()) -> list[Hit]:
    """Every match of every rule whose needs the sentence meets; `meant` are labels of what it points back to."""
    text = view.text
    labels = {item.found.label for item in view.entities} | meant
    rules = dict.fromkeys(index.always)
    for fragment, some in index.by_fragment.items():
        if fragment in text:
            rules.update(dict.fromkeys(some))
    return [
        Hit(rule, m.start(), m.end())
        for rule in rules
        if not (rule.needs and labels.isdisjoint(rule.needs))
        for m in rule.pattern.regex.finditer(text)
    ]
