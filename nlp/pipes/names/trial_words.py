"""Trials that are called by a plain word: "the pivotal Lumina-1 and Lumina-2 studies", "a trial called Horizon"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.words import Words, at, one_of, whole

PLAIN_WORD = "plain word"  # the source of such a name, which may as well be a company's or a drug's
# Proteins, grades and parts have a number too ("Galectin-3", "Type-2").
_WORD = (
    r"(?!(?:[A-Z][a-z]*ins?|Interleukin|Type|Grade|Stage|Part|Cohort|Group|Level|Class|Phase|Tier|Dose|Day|Week|Step|Covid|"
    r"Factor|Complement|Table|Figure|Study|Trial)\b)[A-Z][a-z]{3,12}"
)
_NUMBERED = re.compile(
    rf"(?P<name>{_WORD}-[1-9])(?: and (?P<second>{_WORD}-[1-9]))? (?:(?:clinical|pivotal|phase [1-4]) )?"
    r"(?:trials?|stud(?:y|ies))(?![\w-])(?! participants)"
)
_CALLED = re.compile(
    r"(?:trial|study)(?: (?:in|of|for|with) [^.;,()]{3,60})?,? (?:called|named|known as|dubbed) (?:the )?[\"“]?"
    rf"(?P<name>{_WORD}(?:-[1-9])?|[A-Z][A-Z0-9]{{2,}}(?:-[A-Z0-9]+)*)"
    r"(?=[,.;:)\"”]| is | will | in | has | was )"
)
_STUDY_WORDS = one_of("trial", "study")
_NUMBERED_WORDS = whole(r"[A-Z][a-z]{3,12}")
_HYPHEN = re.compile(r"[a-z]{3}-[1-9](?!\d)")


def named_by_words(words: Words) -> Iterator[Found]:
    """Trials that are called by a plain word with a capital, and said to be so or numbered."""
    flat = words.flat
    finders = [(_CALLED, _STUDY_WORDS)]
    if _HYPHEN.search(flat):
        finders.append((_NUMBERED, _NUMBERED_WORDS))
    for pattern, places in finders:
        for match in at(pattern, flat, words.where(places)):
            for group, name in match.groupdict().items():
                if name:
                    yield Found(match.start(group), match.end(group), "TRIAL", source=PLAIN_WORD, strength=2)
