"""What a regular expression tells of its matches before it is tried: the literal pieces that they hold, and the letters
that they begin with.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Groups = tuple[tuple[str, ...], ...]

_MOST_GROUPS = 4  # as many as nlp.pipes.frames.match looks at


@lru_cache(maxsize=2048)  # a rule is compiled twice: when it is checked, and when it is taken
def required(pattern: str) -> tuple[Groups, ...]:
    """What a match holds, for each way of matching: groups of literal pieces, of each group at least one piece. The
    most selective group is first: the one whose shortest piece is longest.
    """
    return tuple(dict.fromkeys(_ranked(_groups(way)) for way in _ways(parser.parse(pattern))))


def _ranked(groups: list[set[str]]) -> Groups:
    distinct = {frozenset(group) for group in groups}
    ranked = sorted(distinct, key=lambda group: (-min(map(len, group)), len(group), sorted(group)))
    return tuple(tuple(sorted(group)) for group in ranked[:_MOST_GROUPS])


def _ways(parsed: Iterable[Any]) -> list[list[Any]]:
    """The alternatives of an expression that is one alternation as a whole, each with what stands around it."""
    nodes = list(parsed)
    bodies = [i for i, (operation, _) in enumerate(nodes) if str(operation) not in ("AT", "ASSERT", "ASSERT_NOT")]
    if len(bodies) != 1:
        return [nodes]
    (place,) = bodies
    operation, argument = nodes[place]
    if str(operation) == "SUBPATTERN":
        return _ways(argument[3])
    if str(operation) == "BRANCH":
        return [way for branch in argument[1] for way in _ways(branch)]
    return [nodes]


def _groups(nodes: object) -> list[set[str]]:
    """The groups of a parsed sequence; an entity's mark counts as a letter."""
    found: list[set[str]] = []
    literal = ""
    for operation, argument in [*nodes, ("END", None)]:  # type: ignore[misc]
        name = str(operation)
        if name == "LITERAL":
            literal += chr(argument)
            continue
        if literal.strip():
            found.append({literal})
        literal = ""
        if name == "SUBPATTERN":
            found += _groups(argument[3])
        elif name == "BRANCH":
            branches = [_best(_groups(branch)) for branch in argument[1]]
            if all(branches):
                found.append(set().union(*branches))
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
            found += _groups(argument[2])
    return found


def _best(groups: list[set[str]]) -> set[str]:
    return max(groups, key=lambda group: (min(map(len, group)), -len(group)), default=set())


FIRST_LETTERS = 3


def openings(pattern: str) -> set[str]:
    """The first letters of what an expression matches, up to three of them; a shorter piece ends in what is not
    literal.
    """
    return {piece for piece, _ in _openings(parser.parse(pattern))}


def _openings(nodes: Iterable[Any]) -> set[tuple[str, bool]]:
    """The first letters of what a parsed expression matches, each with whether what follows may be added to them."""
    found = {("", True)}
    for operation, argument in nodes:
        if not any(goes_on for _, goes_on in found):
            break
        found = {
            _join(piece, more) if goes_on else (piece, False)
            for piece, goes_on in found
            for more in _one(str(operation), argument)
        }
    return found


def _join(piece: str, more: tuple[str, bool]) -> tuple[str, bool]:
    joined = (piece + more[0])[:FIRST_LETTERS]
    return joined, more[1] and len(joined) < FIRST_LETTERS


def _one(operation: str, argument: Any) -> set[tuple[str, bool]]:
    """The same for one part of an expression; what is not literal gives nothing, and nothing may be added."""
    if operation == "LITERAL":
        return {(chr(argument), True)}
    if operation == "SUBPATTERN":
        return _openings(argument[3])
    if operation == "BRANCH":
        return set().union(*(_openings(branch) for branch in argument[1]))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, body = argument
        inside = _openings(body)
        if most > 1:
            inside = {(piece, False) for piece, _ in inside}
        return inside | ({("", True)} if least == 0 else set())
    if operation == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return {(chr(value), True) for _, value in argument}
    return {("", True)} if operation in ("AT", "ASSERT", "ASSERT_NOT") else {("", False)}
