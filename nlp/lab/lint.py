"""What is wrong with a pattern folder: what stops it from loading, and what loads and is a mistake all the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from nlp import resources
from nlp.engine.examples import check_examples
from nlp.engine.worker import load
from nlp.errors import PatternError
from nlp.lab.dead import cut_off, half_words, inner
from nlp.lab.runaway import LIMIT, runaways
from nlp.resources import Resources
from nlp.rules.markup import doubtful, unmark
from nlp.rules.store import Rule, problems_of


def lint(patterns: Path | None = None) -> list[str]:
    """The problems of a pattern folder (None: the package's own), each in one line that names file or rule."""
    folder = patterns or resources.default_folder()
    problems = problems_of(folder)
    if problems:
        return problems
    try:
        load(patterns)
    except PatternError as error:
        return [str(error)]
    loaded = resources.load(patterns)
    rules = loaded.patterns.rules
    return [
        *_rules_without_proof(loaded),
        *never_matching(rules),
        *_misplaced_words(loaded),
        *_duplicates(rules),
        *_shadowed(patterns, loaded),
        *_running_away(loaded),
        *_phrases_with_two_labels(loaded),
        *_unused_lists(loaded),
    ]


def _rules_without_proof(loaded: Resources) -> Iterator[str]:
    for rule in loaded.patterns.rules:
        slots = loaded.patterns.taxonomy["events"][rule.type]["slots"]
        for name, sentences in (("examples", rule.examples), ("counter_examples", rule.counter_examples)):
            if not sentences:
                yield f"{rule.id}: no {name}, expected at least one"
        for sentence in (*rule.examples, *rule.counter_examples):
            for word, near in doubtful(sentence, slots, loaded.patterns.taxonomy["labels"]):
                hint = f"did you mean {near!r}?" if near else f"known: {', '.join(slots).upper()}"
                yield f"{rule.id}: mark ({word} ...) of an example is no slot of {rule.type}; {hint}"
        plain = {unmark(one, slots).sentence for one in rule.examples}
        for sentence in sorted(plain & {unmark(one, slots).sentence for one in rule.counter_examples}):
            yield f"{rule.id}: {sentence!r} is both an example and a counter-example"


def never_matching(rules: Iterable[Rule]) -> Iterator[str]:
    """Parts of patterns that no sentence's view can hold: views are in lower case and have no two spaces in a row."""
    for rule in rules:
        text = rule.pattern.regex.pattern
        capitals = sorted({char for char in _literals(parser.parse(text)) if char != char.lower()})
        if capitals:
            yield f"{rule.id}: can never match {', '.join(map(repr, capitals))}: sentences are read in lower case"
        if re.search(r"(?<!\[)  ", re.sub(r"\[[^\]]*\]", "", text)):
            yield f"{rule.id}: can never match two spaces in a row: runs of white space are one space"


def _misplaced_words(loaded: Resources) -> Iterator[str]:
    """Looks ahead that the end of a word cuts off, and looks behind that find the ends of longer words."""
    named = [(rule.id, rule.pattern.regex.pattern) for rule in loaded.patterns.rules]
    named += [(f"realis.yaml: {cue.value}, {cue.side}", cue.pattern.regex.pattern) for cue in loaded.patterns.cues]
    for place, pattern in named:
        if cut_off(pattern):
            yield f"{place}: can never match where it looks ahead to a letter: put the space before it into (?= ...)"
        for word in half_words(pattern):
            yield f"{place}: forbids every word that ends in {word!r}: expected (?<!\\b{word} ...)"


def _literals(nodes: Any) -> Iterator[str]:
    """Every character that a parsed expression names outside of classes and of what must not follow."""
    for operation, argument in nodes:
        if str(operation) == "LITERAL":
            yield chr(argument)
        for held in inner(operation, argument):
            yield from _literals(held)


def _duplicates(rules: Iterable[Rule]) -> Iterator[str]:
    """Rules of one type whose patterns come to the same; which of them tells the event is then chance."""
    first: dict[tuple[str, str, tuple[str, ...]], Rule] = {}
    for rule in rules:
        other = first.setdefault((rule.type, rule.pattern.regex.pattern, rule.needs), rule)
        if other is not rule:
            same = "is" if (other.sets, other.realis) == (rule.sets, rule.realis) else "contradicts"
            yield f"{rule.id}: {same} a duplicate of {other.id}: the same pattern"


def _shadowed(patterns: Path | None, loaded: Resources) -> Iterator[str]:
    """Rules that tell none of their own examples, because another rule's match says more each time."""
    told: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for check in check_examples(patterns):
        if not check.counter and check.matches:
            told[check.rule].append(check.told_by)
    for rule in loaded.patterns.rules:
        tellers = told.get(rule.id)
        if tellers and all(some and rule.id not in some for some in tellers):
            others = ", ".join(sorted({other for some in tellers for other in some}))
            yield f"{rule.id}: shadowed by {others}, which tells all its examples; expected one that it tells itself"


def _running_away(loaded: Resources) -> Iterator[str]:
    rules, cues = loaded.patterns.rules, loaded.patterns.cues
    named = [(rule.id, rule.pattern.regex) for rule in rules]
    named += [(f"realis.yaml: {cue.value}, {cue.side}", cue.pattern.regex) for cue in cues]
    named += [(f"lists.yaml: {name}", regex) for name, regex in sorted(loaded.lists.items())]
    for place, text in sorted(runaways([regex.pattern for _, regex in named]).items()):
        yield f"{named[place][0]}: can run away: more than {LIMIT:g} s on a sentence like {text!r}"


def _phrases_with_two_labels(loaded: Resources) -> Iterator[str]:
    labels: dict[str, str] = {}
    for label, phrase, _ in loaded.phrases:
        if labels.setdefault(phrase, label) != label:
            yield f"entities: {phrase!r} is both {labels[phrase]} and {label}"


def _unused_lists(loaded: Resources) -> Iterator[str]:
    used = {name for text in loaded.files.values() for name in re.findall(r"<([a-z][a-z_]*)>", text)}
    for name in sorted(set(loaded.patterns.variables) - used):
        yield f"vars.yaml: word list {name!r} is used by no rule"
