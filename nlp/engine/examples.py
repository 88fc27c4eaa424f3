"""The examples and counter-examples of the event rules, run through the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from nlp.engine.worker import load
from nlp.resources import Resources
from nlp.resources import load as load_resources

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
    """One example of a rule, and the rules that told an event of its sentence. `counter`: the rule must not be one."""

    rule: str
    sentence: str
    counter: bool
    told_by: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the rule did what its example says."""
        return (self.rule in self.told_by) is not self.counter


def check_examples(patterns: Path | None = None) -> Iterator[Check]:
    """Run every example and counter-example of a pattern folder (None: the package's own), in file order."""
    nlp, _ = load(patterns)
    resources: Resources = load_resources(patterns)
    for rule in resources.patterns.rules:
        for sentence in rule.examples:
            yield Check(rule.id, sentence, False, telling_rules(nlp, sentence))
        for sentence in rule.counter_examples:
            yield Check(rule.id, sentence, True, telling_rules(nlp, sentence))


def telling_rules(nlp: Language, sentence: str) -> tuple[str, ...]:
    """The rules that tell an event of the sentence; one without a full stop is read as a headline."""
    before = _BODY if sentence.rstrip().endswith((".", "!", "?", '"', "”")) else ""
    after = _ABOUT if before else f"\n\n{_OPENING}{_ABOUT}"
    doc = nlp(f"{before}{sentence}{after}")
    inside = range(len(before), len(before) + len(sentence))
    return tuple(sorted({told.rule for told in doc._.told if told.at in inside}))
