"""Frozen values of training: a document as marked sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LABELS = ("COMPANY", "COMPOUND", "INDICATION", "TRIAL")
REALIS = ("actual", "expected", "possible", "denied")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence; offsets are characters of the sentence's text.

    `votes` says how sure the rules are: 0 by its surroundings only, 1 by shape, stem or list, 2 by the registry or by
    two ways at once. Gold's names have 2.
    """

    start: int
    end: int
    label: str
    votes: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's narrative. `start` is the offset of its text in the document; `kinds` are the event
    types told in it, `realis` theirs. `open` says that a rule's trigger matched here without telling an event: whether
    there is one, nobody knows.
    """

    start: int
    text: str
    names: tuple[Name, ...]
    kinds: tuple[str, ...]
    realis: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the rules or, where `gold`, careful readers read it. `company` is the key of its publisher, ""
    where nobody knows it.
    """

    doc_id: str
    company: str
    gold: bool
    sentences: Sequence[Sentence]
