"""How far a pattern gets in a sentence: its pieces one after the other, and the first one that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlp.errors import PatternError
from nlp.rules.notation import compile_pattern

_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?")
_PLACEHOLDER = re.compile(r"\{[A-Z]+\+?(?::[a-z_]+)?\}")
_OPENING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the best alternative of a pattern gets: `start` and `end` are view positions of what its first pieces
    match (equal when even the first one does not fit), `failed` is the first piece that does not fit, as in the
    pattern ("" when all fit and only the end of the word is wrong), `share` the part of its pieces that fit.
    """

    start: int
    end: int
    failed: str
    share: float


def progress(pattern: str, variables: Mapping[str, tuple[str, ...]], view: str) -> Progress:
    """How far a pattern of the notation gets in a sentence's view."""
    found = [_progress(pieces, variables, view) for pieces in alternatives(pattern)]
    return max(found, key=lambda one: (one.share, one.end - one.start))


def alternatives(pattern: str) -> list[list[str]]:
    """The pieces of every alternative of a pattern: words with the space before them, groups, placeholders, lists and
    gaps, each with its quantifier.
    """
    found: list[list[str]] = [[]]
    for piece in _pieces(pattern):
        if piece == "|":
            found.append([])
        else:
            found[-1].append(piece)
    return [pieces for pieces in found if pieces]


def _progress(pieces: list[str], variables: Mapping[str, tuple[str, ...]], view: str) -> Progress:
    """The longest run of first pieces that matches somewhere."""
    for count in range(len(pieces), 0, -1):
        ends = count == len(pieces) or pieces[count].startswith(" ")
        try:
            regex = compile_pattern("".join(pieces[:count]), variables, "", whole=ends).regex
        except PatternError:
            continue  # a piece that only makes sense with the next one
        match = regex.search(view)
        if match is not None and (match.group().strip() or count == len(pieces)):
            left = pieces[count:]
            failed = next((piece.strip() for piece in left if _weight(piece)), "".join(left).strip())
            weights = [_weight(piece) for piece in pieces]
            return Progress(match.start(), match.end(), failed, sum(weights[:count]) / max(1, sum(weights)))
    return Progress(0, 0, pieces[0], 0.0)


def _weight(piece: str) -> int:
    """1 for a piece that has to be there, 0 for what may be left out, spaces and gaps."""
    optional = piece.endswith(("?", "*", "?+", "*+")) or piece.startswith(("~", "(?!", "(?<!", "[^"))
    return 0 if optional or not piece.strip() else 1


def _pieces(pattern: str) -> Iterator[str]:
    """The pieces at the top of a pattern, and "|" between its alternatives."""
    at = 0
    word = ""
    while at < len(pattern):
        end = _end(pattern, at)
        piece = pattern[at:end]
        quantifier = _QUANTIFIER.match(pattern, end)
        at = quantifier.end() if quantifier else end
        if len(piece) == 1 and piece not in "|~ " and not quantifier:
            word += piece
            continue
        if word:
            yield word
        word = ""
        if piece == " " and not quantifier:
            word = " "
        else:
            yield piece + (quantifier.group() if quantifier else "")
    if word:
        yield word


def _end(pattern: str, at: int) -> int:
    """Where the element that begins at `at` ends."""
    char = pattern[at]
    if char == "\\":
        return _escape_end(pattern, at)
    placeholder = _PLACEHOLDER.match(pattern, at)
    if placeholder:
        return placeholder.end()
    if char == "<":
        close = pattern.find(">", at)
        return close + 1 if close > 0 else at + 1
    if char == "~":
        digits = re.compile(r"\d*").match(pattern, at + 1)
        return digits.end() if digits else at + 1
    return _group_end(pattern, at) if char in _OPENING else at + 1


def _escape_end(pattern: str, at: int) -> int:
    """An escape of two characters, or of the digits that \\x and \\u have."""
    width = {"x": 4, "u": 6}.get(pattern[at + 1 : at + 2], 2)
    return min(at + width, len(pattern))


def _group_end(pattern: str, at: int) -> int:
    """Behind the bracket that closes the one at `at`."""
    if pattern[at] == "[":
        close = pattern.find("]", at + (3 if pattern.startswith("[^]", at) else 2))
        return close + 1 if close > 0 else len(pattern)
    depth, place = 0, at
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place = _escape_end(pattern, place)
            continue
        if char == "[":
            place = _group_end(pattern, place)
            continue
        depth += {"(": 1, ")": -1}.get(char, 0)
        place += 1
        if depth == 0:
            return place
    return len(pattern)
