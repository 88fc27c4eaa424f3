"""Which rules match a sentence's view: literal pieces first, then the patterns; of overlapping matches of one type
the best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from nlp.pipes.view import View
from nlp.rules.store import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match in a view, [start, end) in view positions."""

    rule: Rule
    start: int
    end: int


_ANY = -1  # the bits of a group that every sentence fills


class Index:
    """Rules by the literal pieces that their matches hold. One pass over a view tells which pieces stand in it, and so
    which rules can match at all; most sentences hold the pieces of none.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.always: list[Rule] = []
        self.by_piece: list[list[tuple[Rule, int, int, int]]] = []  # with its other groups as bits
        numbers: dict[str, int] = {}
        for rule in rules:
            for way in rule.pattern.required:
                groups = [[numbers.setdefault(piece, len(numbers)) for piece in group] for group in way]
                self.by_piece += [[] for _ in range(len(numbers) - len(self.by_piece))]
                bits = [sum(1 << number for number in group) for group in groups[1:]]
                second, third, fourth = (bits + [_ANY] * 3)[:3]
                for number in groups[0] if groups else ():
                    self.by_piece[number].append((rule, second, third, fourth))
                if not groups:
                    self.always.append(rule)
        self.automaton = AhoCorasick(list(numbers))

    def able(self, text: str) -> Iterable[Rule]:
        """The rules that can match in a view's text, each once."""
        pieces = {match[0] for match in self.automaton.find_matches_as_indexes(text, overlapping=True)}
        there = 0
        for number in pieces:
            there |= 1 << number
        rules = dict.fromkeys(self.always)
        for number in pieces:
            for rule, second, third, fourth in self.by_piece[number]:
                if there & second and there & third and there & fourth:
                    rules[rule] = None
        return rules


@lru_cache(maxsize=4)
def index_of(rules: tuple[Rule, ...]) -> Index:
    """The index of a pipeline's rules; the same for every document."""
    return Index(rules)


def hits(view: View, index: Index, meant: frozenset[str] = frozenset()) -> list[Hit]:
    """Every match of every rule whose needs the sentence meets; `meant` are labels of what it points back to."""
    text = view.text
    labels = {item.found.label for item in view.entities} | meant
    return [
        Hit(rule, _own_start(rule, text, m), m.end())
        for rule in index.able(text)
        if not (rule.needs and labels.isdisjoint(rule.needs))
        for m in rule.pattern.regex.finditer(text)
    ]


# "a Phase 1/2 study, with the Phase 2 part expected to start": another trial's or part's phase begins behind these.
_ANOTHER = re.compile(r",? (?:and|with|while|whereas|but) (?:an?|the|its|our|a second|another) |, (?:an?|the) |; ")
_PHASE = "\ue004"
# "The NDA was submitted in September and accepted for filing in November": the second step has its own day.
_LATER_STEP = re.compile(r"\ue006.[^.;]{0,30}? and (?=(?:was |were )?(?:approved|accepted|granted|cleared)\b)")


def _own_start(rule: Rule, text: str, match: re.Match[str]) -> int:
    """Where a match begins: a trial's at the last phase that the rule can begin with, if it is another trial's than the
    first, and a later step with an agency behind the day of the one before.

    An expression finds the first start that fits, and would take the steps of the second for the first's.
    """
    first = match.start()
    if rule.type == "regulatory":
        step = _LATER_STEP.search(text, first, match.end())
        return step.end() if step else first + 4 * text.startswith("and ", first)
    if rule.type != "trial_status" or text[first] != _PHASE:
        return first
    at = text.rfind(_PHASE, first + 2, match.end())
    while at > first:
        if (
            _ANOTHER.search(text, first + 2, at)
            and (own := rule.pattern.regex.match(text, at))
            and own.end() == match.end()
        ):
            return at
        at = text.rfind(_PHASE, first + 2, at)
    return first
