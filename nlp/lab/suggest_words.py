"""Wordings of sentences: short runs of words and names, and how often they stand in a corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.rules.notation import LABEL_OF, NUMBER

LONGEST = 4  # words
_TOKEN = re.compile(rf"(?P<mark>[{''.join(LABEL_OF)}]{NUMBER})|(?P<word>[^\W_][\w'-]*)|(?P<stop>[^\s\w])")
# Words that tell nothing by themselves; a wording needs one that is none of them.
_EMPTY = frozenset(
    "a an the this that these its our their of in on at to for with by from as and or but be is are was were been has "
    "have had will would may can it we they he she also not today which who than then".split()
)


def wordings(view: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """Every run of up to LONGEST words in the notation of the rules (`doses {COMPOUND} first`) that begins and ends
    with a word that says something; none goes over punctuation. `start` and `end` are view positions.
    """
    for run in _runs(view, start, len(view) if end is None else end):
        for first in range(len(run)):
            for last in range(first + 1, min(len(run), first + LONGEST) + 1):
                words = run[first:last]
                if tells(words[0]) and tells(words[-1]):
                    yield " ".join(words)


def after(view: str, position: int, longest: int = 3) -> list[str]:
    """The wordings that begin right behind a view position, the shortest first."""
    run = next(iter(_runs(view, position, len(view))), [])
    rest = view[position:].lstrip()
    if not run or not (rest and _TOKEN.match(rest)) or _TOKEN.match(rest)["stop"]:  # type: ignore[index]
        return []
    return [" ".join(run[:count]) for count in range(1, min(longest, len(run)) + 1)]


def before(view: str, position: int, longest: int = 2) -> list[str]:
    """The wordings that end right before a view position, the shortest first."""
    runs = list(_runs(view, 0, position))
    text = view[:position].rstrip()
    if not runs or not text or not (text[-1].isalnum() or "\ue100" <= text[-1] <= "\uf8ff"):
        return []
    return [" ".join(runs[-1][-count:]) for count in range(1, min(longest, len(runs[-1])) + 1)]


def as_pattern(wording: str) -> str:
    """A wording as a pattern of the notation."""
    return " ".join(word if word.startswith("{") else re.escape(word).replace(r"\-", "-") for word in wording.split())


def _runs(view: str, start: int, end: int) -> Iterable[list[str]]:
    """The words between two marks of punctuation; names stand as their label in braces."""
    run: list[str] = []
    for match in _TOKEN.finditer(view, start, end):
        if match["stop"]:
            if run:
                yield run
            run = []
        else:
            run.append(match["word"] or "{" + LABEL_OF[match["mark"][0]] + "}")
    if run:
        yield run


def tells(wording: str) -> bool:
    """Whether a wording has a word that says something by itself."""
    words = wording.split()
    return any(word not in _EMPTY and not word.startswith("{") and not word[0].isdigit() for word in words)
