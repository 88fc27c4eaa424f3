"""Trials that are called by a plain word: "the Phase 2 Beacon trial", "the pivotal Lumina-1 and Lumina-2 studies"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.words import Words, at, one_of, whole

PLAIN_WORD = "plain word"  # the source of such a name, which may as well be a company's or a drug's
# A word with a capital between small ones; nationalities, eponyms and what headlines write large are no names.
_WORD_NAME = (
    r"(?!(?:[A-Z][a-z]+(?:ese|ian|ean|ish|can)|French|German|Dutch|Swiss|Greek|Spanish|Europe|Asia|Clinical|Pivotal|"
    r"Global|Registration\w*|Extension|Proof|First|Second|Bayesian|Gaussian|Simon|Phase|Part|Cohort|Stage|Monday|"
    r"Alzheimer|Parkinson|Huntington|Crohn|Hodgkin|Down|Rett|Dravet|Fabry|Gaucher|Pompe|Duchenne)\b)"
    r"[A-Z][a-z]{3,12}"
)
_BY_WORD = re.compile(
    rf"[Pp]hase (?:[1-4]|I{{1,3}}|IV)[ab]?(?:/(?:[1-4]|"
    rf"I{{1,3}})[ab]?)? (?P<name>{_WORD_NAME}(?:-[1-9])?)[®™]? (?:trial|study)(?![\w-])"
)
_BY_WORD_AND_NUMBER = re.compile(
    rf"(?P<name>{_WORD_NAME}-[1-9])(?: and (?P<second>{_WORD_NAME}-[1-9]))? (?:(?:clinical|pivotal|phase [1-4]) )?"
    r"(?:trials?|stud(?:y|ies))(?![\w-])"
)
_CALLED = re.compile(
    rf"(?:trial|study|program),? (?:called|named|known as|"
    rf"dubbed) (?:the )?[\"“]?(?P<name>{_WORD_NAME}(?:-[1-9])?)(?=[,.;:)\"”]| is | will | in | has | was )"
)
_STUDY_WORDS = one_of("trial", "study", "program")
_NUMBERED_WORDS = whole(r"[A-Z][a-z]{3,12}")
_HYPHEN = re.compile(r"[a-z]{3}-[1-9](?!\d)")
_PHASES = one_of("phase")


def named_by_words(words: Words) -> Iterator[Found]:
    """Trials that are called by a plain word with a capital."""
    flat = words.flat
    finders = [(_BY_WORD, _PHASES), (_CALLED, _STUDY_WORDS)]
    if _HYPHEN.search(flat):
        finders.append((_BY_WORD_AND_NUMBER, _NUMBERED_WORDS))
    for pattern, places in finders:
        for match in at(pattern, flat, words.where(places)):
            for group, name in match.groupdict().items():
                if name:
                    yield Found(match.start(group), match.end(group), "TRIAL", source=PLAIN_WORD, strength=2)
