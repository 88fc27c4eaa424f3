"""Names told by regular expressions of `patterns/entities/expressions.yaml`: applications, metrics, journals.

The expressions are many and their words are few, so they are kept by the first letters that they can begin with, and only
those are tried that fit the word at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]

from nlp.pipes.found import Found
from nlp.rules.yaml import read_yaml

_LETTERS = 3
_WORD = re.compile(r"(?<![\w-])[\w(]")

Table = Mapping[str, tuple[tuple[re.Pattern[str], str, str], ...]]


@dataclass(frozen=True, slots=True)
class Expressions:
    """Two tables, one for the flat text and one for its lower case: first letters -> (expression, label, id) in file order."""

    cased: Table
    lowered: Table


def read_expressions(path: Path) -> Expressions:
    """Compile the file."""
    cased: list[tuple[str, str, str]] = []
    lowered: list[tuple[str, str, str]] = []
    for label, ids in read_yaml(path).items():
        for name, patterns in ids.items():
            for pattern in patterns:
                shown = re.sub(r"\\.", "", pattern)
                (cased if re.search("[A-Z]", shown) else lowered).append((pattern, label, name))
    return Expressions(_table(cased), _table(lowered))


def _table(entries: Iterable[tuple[str, str, str]]) -> Table:
    table: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for pattern, label, name in entries:
        compiled = re.compile(rf"(?:{pattern})(?!\w)")
        for first in sorted(_openings(parser.parse(pattern))):
            table.setdefault(first, []).append((compiled, label, name))
    return {first: tuple(found) for first, found in table.items()}


def _openings(nodes: object) -> set[str]:
    """The first letters of what a parsed expression matches, up to three; a shorter piece ends in what is not literal."""
    found = {""}
    for operation, argument in nodes:  # type: ignore[attr-defined]
        if all(len(piece) >= _LETTERS for piece in found):
            break
        name = str(operation)
        if name == "LITERAL":
            options = {chr(argument)}
        elif name == "SUBPATTERN":
            options = _openings(argument[3])
        elif name == "BRANCH":
            options = set().union(*(_openings(branch) for branch in argument[1]))
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            options = _openings(argument[2]) | ({""} if argument[0] == 0 else set())
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
            options = {chr(value) for _, value in argument}
        elif name in ("AT", "ASSERT", "ASSERT_NOT"):
            options = {""}
        else:
            break
        found = {piece if len(piece) >= _LETTERS else (piece + more)[:_LETTERS] for piece in found for more in options}
    return found


def find_expressions(flat: str, low: str, expressions: Expressions) -> Iterator[Found]:
    """Every match, strength 2; of the expressions that match at one place the longest, then the first of the file."""
    for table, text in ((expressions.cased, flat), (expressions.lowered, low)):
        position = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < position:
                continue
            best: tuple[int, str, str] | None = None
            for width in range(_LETTERS, 0, -1):
                for pattern, label, name in table.get(text[start:start + width], ()):
                    match = pattern.match(text, start)
                    if match and (best is None or match.end() > best[0]):
                        best = match.end(), label, name
            if best:
                yield Found(start, best[0], best[1], key=best[2], source="expression", strength=2)
                position = best[0]
