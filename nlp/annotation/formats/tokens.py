"""Tokens for tools that mark whole tokens: spaCy's, cut further wherever a mark begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Word:
    """A token; `space` says whether a single space, which is in no token, follows it."""

    start: int
    end: int
    space: bool


def words(text: str, marks: Iterable[tuple[int, int]]) -> list[Word]:
    """The tokens of `text`; every one of `marks` (start, end) begins and ends with one. Their texts and the spaces
    after them are the text, character for character.
    """
    marks = list(marks)
    starts, ends = {start for start, _ in marks}, {end for _, end in marks}
    cuts = {0, len(text), *starts, *ends}
    for token in _english().tokenizer(text):
        cuts |= {token.idx, token.idx + len(token)}
    found: list[Word] = []
    for start, end in pairwise(sorted(cuts)):
        bare = text[start:end] == " " and start not in starts and end not in ends
        if bare and found and found[-1].end == start:
            found[-1] = Word(found[-1].start, start, True)
        else:
            found.append(Word(start, end, False))
    return found


@lru_cache(maxsize=1)
def _english() -> Language:
    import spacy

    return spacy.blank("en")
