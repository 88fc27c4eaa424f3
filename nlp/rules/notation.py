"""The patterns' notation, compiled to regular expressions over a sentence's view.

A view is the sentence in lower case with every entity replaced by two private characters: one for its label, one for
its number in the sentence (see `nlp.pipes.view`). In a pattern

- `{COMPOUND}` is one entity, captured into the slot that the event type gives its label; `{COMPANY:licensor}` names the
  slot; `{COMPOUND+}` is a list of entities joined by commas, "and", "or", "/";
- `<verb>` is any phrase of the list `verb` in `vars.yaml`;
- a space is any run of white space, which a view has as one space; `~` is a gap of up to 60 characters inside a
  clause, `~120` of up to 120;
- everything else is a Python regular expression. Both ends are word boundaries.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from nlp.errors import PatternError

LABELS = (
    "COMPOUND",
    "COMPANY",
    "TRIAL",
    "PHASE",
    "MONEY",
    "DATE",
    "INDICATION",
    "VENUE",
    "AGENCY",
    "DESIGNATION",
    "APPLICATION",
    "REGION",
    "METRIC",
)
MARK = {label: chr(0xE001 + i) for i, label in enumerate(LABELS)}
LABEL_OF = {mark: label for label, mark in MARK.items()}
NUMBER_BASE = 0xE100
NUMBER = f"[{chr(NUMBER_BASE)}-\uf8ff]"
MAX_ENTITIES = 0xF8FF - NUMBER_BASE

_PLACEHOLDER = re.compile(r"\{([A-Z]+)(\+)?(?::([a-z_]+))?\}")
_UNREAD = re.compile(r"(?<!\\)\{[A-Za-z][\w+:]*\}?")
_VARIABLE = re.compile(r"<([a-z][a-z_]*)>")
_GAP = re.compile(r"~(\d*)")
_JOINER = r"(?:(?: *[,;/] *| +)(?:(?:and|or|&|as well as|plus|also|both|the|our|its) +)*| *& *)"
_BETWEEN = r"(?:[®™]| ?\([^()]{0,40}\))*"

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled pattern; `text` is as written, `slots` maps group names to slot names ("" for the label's own slot)
    and labels; every match holds at least one piece of each group of one of `required`, its ways of matching.
    """

    text: str
    regex: re.Pattern[str]
    slots: Mapping[str, tuple[str, str]]
    required: tuple[Groups, ...]


def compile_pattern(
    pattern: str, variables: Mapping[str, tuple[str, ...]], where: str, *, whole: bool = True
) -> Compiled:
    """Compile one pattern; the beginning of one, which need not end at a word's end, with `whole` False.

    `where` names file and rule for the error message. Raises PatternError for an unknown label or word list and for
    what is no regular expression.
    """
    slots: dict[str, tuple[str, str]] = {}

    def variable(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in variables:
            raise PatternError(f"{where}: no word list <{name}> in vars.yaml{_near(name, sorted(variables))}")
        return "(?:" + "|".join(variables[name]) + ")"

    def placeholder(match: re.Match[str]) -> str:
        label, many, slot = match.groups()
        if label not in MARK:
            raise PatternError(f"{where}: unknown label {{{label}}}{_near(label, LABELS)}")
        group = f"g{len(slots)}"
        slots[group] = (slot or "", label)
        one = MARK[label] + NUMBER
        body = f"{one}(?:{_BETWEEN}{_JOINER}{_BETWEEN}{one})*" if many else one
        return f"(?P<{group}>{body})"

    text = _VARIABLE.sub(variable, pattern)
    text = _VARIABLE.sub(variable, text)  # a list may name another one
    text = _GAP.sub(lambda m: f"[^.;]{{0,{m.group(1) or 60}}}?", text)
    text = _PLACEHOLDER.sub(placeholder, text)
    unread = _UNREAD.search(text)
    if unread:
        raise PatternError(f"{where}: found {unread[0]!r}, expected a label in braces like {{PHASE}}")
    try:
        regex = re.compile(rf"(?<!\w)(?:{text})" + (r"(?!\w)" if whole else ""))
    except re.error as error:
        raise PatternError(f"{where}: not a pattern: {error} in {pattern!r}") from error
    return Compiled(pattern, regex, slots, required(regex.pattern))


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(known)}"


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
