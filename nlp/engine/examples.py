"""The examples and counter-examples of the event rules, run through the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from nlp.engine.worker import load
from nlp.pipes.flat import flatten
from nlp.pipes.situation import context
from nlp.pipes.told import Told
from nlp.resources import Resources
from nlp.resources import load as load_resources
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

    An example passes when the pattern matches and an event of the rule's type is told with what the rule sets; that
    another
    rule of the type tells it, because its match says more, is no fault. A counter-example passes when the rule tells
    nothing.
    """

    rule: str
    sentence: str
    counter: bool
    matches: bool
    told: bool
    told_by: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the rule did what its example says."""
        return self.rule not in self.told_by if self.counter else self.matches and self.told


def check_examples(patterns: Path | None = None) -> Iterator[Check]:
    """Run every example and counter-example of a pattern folder (None: the package's own), in file order."""
    nlp, _ = load(patterns)
    resources: Resources = load_resources(patterns)
    for rule in resources.patterns.rules:
        for sentence in rule.examples:
            yield _check(nlp, resources, rule, sentence, counter=False)
        for sentence in rule.counter_examples:
            yield _check(nlp, resources, rule, sentence, counter=True)


def _check(nlp: Language, resources: Resources, rule: Rule, sentence: str, *, counter: bool) -> Check:
    """One sentence in its release; one without a full stop is read as a headline."""
    before = _BODY if sentence.rstrip().endswith((".", "!", "?", '"', "”")) else ""
    after = _ABOUT if before else f"\n\n{_OPENING}{_ABOUT}"
    doc = nlp(f"{before}{sentence}{after}")
    inside = range(len(before), len(before) + len(sentence))
    told = [one for one in doc._.told if one.at in inside]
    same = [
        one
        for one in told
        if one.type == rule.type and all(_agrees(one, name, value) for name, value in rule.sets.items())
    ]
    views = context(doc, flatten(doc.text), resources).views
    matches = any(rule.pattern.regex.search(view.text) for view in views if view.sentence.start in inside)
    return Check(rule.id, sentence, counter, matches, bool(same), tuple(sorted({one.rule for one in told})))


def _agrees(told: Told, slot: str, value: object) -> bool:
    """Whether a telling has what the rule sets; a deal's status may be told older or newer by its date."""
    return told.slots.get(slot) == value or (told.type == "deal" and slot == "status")
