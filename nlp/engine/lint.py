"""What is wrong with a pattern folder, beyond what stops it from loading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from nlp import resources
from nlp.engine.worker import load
from nlp.errors import PatternError
from nlp.resources import Resources


def lint(patterns: Path | None = None) -> list[str]:
    """The problems of a pattern folder (None: the package's own), each in one line that names file or rule."""
    try:
        load(patterns)
    except PatternError as error:
        return [str(error)]
    loaded = resources.load(patterns)
    return [*_rules_without_proof(loaded), *_phrases_with_two_labels(loaded), *_unused_lists(loaded)]


def _rules_without_proof(loaded: Resources) -> Iterator[str]:
    for rule in loaded.patterns.rules:
        for name, sentences in (("examples", rule.examples), ("counter_examples", rule.counter_examples)):
            if not sentences:
                yield f"{rule.id}: no {name}, expected at least one"
        for sentence in sorted(set(rule.examples) & set(rule.counter_examples)):
            yield f"{rule.id}: {sentence!r} is both an example and a counter-example"


def _phrases_with_two_labels(loaded: Resources) -> Iterator[str]:
    labels: dict[str, str] = {}
    for label, phrase, _ in loaded.phrases:
        if labels.setdefault(phrase, label) != label:
            yield f"entities: {phrase!r} is both {labels[phrase]} and {label}"


def _unused_lists(loaded: Resources) -> Iterator[str]:
    used = {name for text in loaded.files.values() for name in re.findall(r"<([a-z][a-z_]*)>", text)}
    for name in sorted(set(loaded.patterns.variables) - used):
        yield f"vars.yaml: word list {name!r} is used by no rule"
