"""Parts of patterns that can never match, or that match inside of longer words."""

from __future__ import annotations

from collections.abc import Iterator
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_SHORT = 3  # letters: words as short as "on", "in" and "any" end many longer ones
_ENDINGS = frozenset({"ing", "ed", "ion", "ly"})  # meant as the ends of words


def cut_off(pattern: str) -> bool:
    """Whether a branch of a compiled pattern ends by looking ahead to a letter: the word's end that every pattern is
    given behind it can never stand there. `X (?=word)` says nothing, `X(?= word)` does."""
    return any(_begins_with_letter(list(ahead)) for ahead in _closing(list(parser.parse(pattern))[:-1]))


def half_words(pattern: str) -> list[str]:
    """The short words that a pattern forbids before a place without saying that they begin there: `(?<!on )` forbids
    "escalation " too, `(?<!\\bon )` does not."""
    return sorted(set(_forbidden(parser.parse(pattern))))


def _closing(nodes: list[Any]) -> Iterator[Any]:
    """What the last looks ahead of each branch look for."""
    if not nodes:
        return
    operation, argument = nodes[-1]
    name = str(operation)
    if name == "ASSERT" and argument[0] == 1:
        yield argument[1]
    elif name not in _REPEATS:
        for held in inner(operation, argument):
            yield from _closing(list(held))


def _begins_with_letter(nodes: list[Any]) -> bool:
    """Whether all that nodes can match begins with a letter, a digit or "_"."""
    if not nodes:
        return False
    operation, argument = nodes[0]
    name, rest = str(operation), nodes[1:]
    if name == "LITERAL":
        return chr(argument).isalnum()
    if name == "IN":
        return all(_is_letter(*one) for one in argument)
    if name == "SUBPATTERN":
        return _begins_with_letter([*argument[-1], *rest])
    if name == "BRANCH":
        return all(_begins_with_letter([*branch, *rest]) for branch in argument[1])
    if name in _REPEATS:
        fewest, _, inner = argument
        return _begins_with_letter(list(inner)) and (fewest > 0 or _begins_with_letter(rest))
    return name in ("ASSERT", "ASSERT_NOT") and _begins_with_letter(rest)


def _is_letter(operation: Any, argument: Any) -> bool:
    name = str(operation)
    if name == "LITERAL":
        return chr(argument).isalnum()
    if name == "RANGE":
        return all(chr(end).isalnum() for end in argument)
    return name == "CATEGORY" and str(argument) in ("CATEGORY_WORD", "CATEGORY_DIGIT")


def inner(operation: Any, argument: Any) -> list[Any]:
    """The lists of nodes that a node of a parsed expression holds; looks ahead and behind hold none here."""
    name = str(operation)
    if name == "BRANCH":
        return list(argument[1])
    if name == "SUBPATTERN" or name in _REPEATS:
        return [argument[-1]]
    return [argument] if name == "ATOMIC_GROUP" else []


def _forbidden(nodes: Any) -> Iterator[str]:
    for operation, argument in nodes:
        name = str(operation)
        if name == "ASSERT_NOT" and argument[0] == -1:
            yield from _short_word(list(argument[1]))
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _forbidden(argument[1])
        for held in inner(operation, argument):
            yield from _forbidden(held)


def _short_word(nodes: list[Any]) -> Iterator[str]:
    """The word that a look behind begins with, where it is a short one with white space behind it."""
    word = ""
    for operation, argument in nodes:
        name = str(operation)
        if name == "LITERAL" and chr(argument).isalpha():
            word += chr(argument)
            continue
        space = name == "LITERAL" and chr(argument) == " " or name == "IN" and "SPACE" in str(argument)
        if space and 0 < len(word) <= _SHORT and word not in _ENDINGS:
            yield word
        return
