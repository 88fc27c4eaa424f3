"""The examples and counter-examples of the event rules, run through the pipeline."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nlp.engine.worker import load
from nlp.errors import UsageError
from nlp.normalize.money import find_money
from nlp.normalize.phases import find_phases
from nlp.pipes.flat import flatten
from nlp.pipes.situation import context
from nlp.pipes.told import Named, Told, When
from nlp.resources import Resources
from nlp.resources import load as load_resources
from nlp.rules.markup import unmark
from nlp.rules.notation import readable
from nlp.rules.pieces import progress
from nlp.rules.store import Rule

# A sentence is only read as one inside a release. The company and the compounds that examples speak of are introduced
# below the sentence, so that nothing above it can fill a slot.
_OPENING = (
    "BOSTON, January 5, 2026 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today gave an update on its business.\n"
)
_BODY = f"Norvane Therapeutics Provides Business Update\n\n{_OPENING}\n"
_ABOUT = (
    "\n\nAbout Norvane Therapeutics\n\n"
    "Norvane Therapeutics, Inc. develops the small-molecule inhibitors NRV-210 and NRV-310 and the antibody ALDORIQ.\n"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One example of a rule: whether its pattern matches the sentence, and the rules that told an event of it.

    An example passes when the pattern matches, an event of the rule's type is told with what the rule sets, and every
    marked word fills its slot; that another rule of the type tells it, because its match says more, is no fault.
    `unfilled` are slots and words that are marked and fill nothing. A counter-example passes when the rule tells
    nothing. `sentence` is as in the file, with its marks. `fits` are the words that the pattern's first pieces match
    and `stops` is the piece that does not fit, where the pattern as a whole does not match.
    """

    rule: str
    sentence: str
    counter: bool
    matches: bool
    told: bool
    told_by: tuple[str, ...]
    unfilled: tuple[tuple[str, str], ...] = ()
    fits: str = ""
    stops: str = ""

    @property
    def passed(self) -> bool:
        """Whether the rule did what its example says."""
        if self.counter:
            return self.rule not in self.told_by
        return self.matches and self.told and not self.unfilled

    @property
    def fault(self) -> str:
        """What went wrong, in words."""
        others = f" (told by {', '.join(self.told_by)})" if self.told_by else ""
        if self.counter:
            return "tells an event of its counter-example"
        if not self.matches:
            where = f"fits up to {self.fits!r} and stops at {self.stops}" if self.fits else f"does not fit {self.stops}"
            return f"has a pattern that does not match its example, it {where}{others}"
        if not self.told:
            return f"does not tell its example{others}"
        return "; ".join(f"does not fill {slot} with {words!r}" for slot, words in self.unfilled) + " in its example"


def check_examples(patterns: Path | None = None, rule_id: str | None = None) -> Iterator[Check]:
    """Run the examples and counter-examples of a pattern folder (None: the package's own), in file order; of one rule
    only with `rule_id`. Raises UsageError for a rule that there is not.
    """
    nlp, _ = load(patterns)
    loaded = load_resources(patterns)
    rules = [rule for rule in loaded.patterns.rules if rule_id in (None, rule.id)]
    if not rules:
        near = difflib.get_close_matches(str(rule_id), [rule.id for rule in loaded.patterns.rules], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"found no rule {rule_id!r} in {loaded.patterns.folder}{hint}")
    for rule in rules:
        yield from check_rule(nlp, loaded, rule)


def check_rule(nlp: Language, loaded: Resources, rule: Rule) -> Iterator[Check]:
    """Run the examples and counter-examples of one rule of the pipeline's patterns."""
    for sentence in rule.examples:
        yield _check(nlp, loaded, rule, sentence, counter=False)
    for sentence in rule.counter_examples:
        yield _check(nlp, loaded, rule, sentence, counter=True)


def read_sentence(nlp: Language, sentence: str) -> tuple[Doc, range]:
    """A sentence read in a release, and its place there."""
    text, place = release_of(sentence)
    return nlp(text), place


def release_of(sentence: str) -> tuple[str, range]:
    """The release that a sentence is read in, and its place there; one without a full stop is read as a headline."""
    before = _BODY if sentence.rstrip().endswith((".", "!", "?", '"', "”")) else ""
    after = _ABOUT if before else f"\n\n{_OPENING}{_ABOUT}"
    return f"{before}{sentence}{after}", range(len(before), len(before) + len(sentence))


def _check(nlp: Language, loaded: Resources, rule: Rule, text: str, *, counter: bool) -> Check:
    slots = loaded.patterns.taxonomy["events"][rule.type]["slots"]
    marked = unmark(text, slots)
    doc, inside = read_sentence(nlp, marked.sentence)
    told = [one for one in doc._.told if one.at in inside]
    same = [
        one
        for one in told
        if one.type == rule.type and all(_agrees(one, name, value) for name, value in rule.sets.items())
    ]
    views = context(doc, flatten(doc.text), loaded).views
    here = [view.text for view in views if view.sentence.start in inside]
    matches = any(rule.pattern.regex.search(view) for view in here)
    unfilled = tuple(
        (slot, words)
        for slot, words in marked.fillers
        if not any(fills(doc, slots[slot]["kind"], one.slots.get(slot), words) for one in same)
    )
    rules = tuple(sorted({one.rule for one in told}))
    fits, stops = ("", "") if counter or matches else _halt(rule, loaded, here)
    return Check(rule.id, text, counter, matches, bool(same), rules, () if counter else unfilled, fits, stops)


def _halt(rule: Rule, loaded: Resources, views: Sequence[str]) -> tuple[str, str]:
    """How far the pattern gets in the views of an example, in words, and the piece that does not fit."""
    got = [(progress(rule.pattern.text, loaded.patterns.variables, view), view) for view in views or ("",)]
    best, view = max(got, key=lambda one: (one[0].share, one[0].end - one[0].start))
    return readable(view[best.start : best.end]), best.failed or "the end of a word"


def fills(doc: Doc, kind: str, value: Any, words: str) -> bool:
    """Whether a slot's filler is what these words say."""
    if isinstance(value, Named):
        return words in (value.text, *doc._.clusters[value.cluster].texts)
    if isinstance(value, When):
        return value.text.casefold() == words.casefold()
    if kind == "money":
        return any((phrase.low, phrase.currency) == value for phrase in find_money(words))
    if kind == "phase":
        return value == words.casefold() or any(value in phrase.phases for phrase in find_phases(words))
    if isinstance(value, (list, tuple)):
        return any(fills(doc, "text", one, words) for one in value)
    return str(value).casefold() == words.casefold()


def _agrees(told: Told, slot: str, value: object) -> bool:
    """Whether a telling has what the rule sets; a deal's status may be told older or newer by its date."""
    return told.slots.get(slot) == value or (told.type == "deal" and slot == "status")
