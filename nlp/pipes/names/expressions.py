"""Names told by regular expressions of `patterns/entities/expressions.yaml`: applications, metrics, journals.

The expressions are many and their words are few, so they are kept by the first letters that they can begin with, and
only
those are tried that fit the word at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.pipes.found import Found
from nlp.rules.notation import openings
from nlp.rules.yaml import read_yaml

_WORD = re.compile(r"(?<![\w-])[\w(]")

Table = Mapping[str, tuple[tuple[re.Pattern[str], str, str], ...]]


@dataclass(frozen=True, slots=True)
class Expressions:
    """Two tables, one for the flat text and one for its lower case: first letters -> (expression, label, id) in
    file order.
    """

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
        for first in sorted(openings(pattern)):
            table.setdefault(first, []).append((compiled, label, name))
    return {first: tuple(found) for first, found in table.items()}


def find_expressions(flat: str, low: str, expressions: Expressions) -> Iterator[Found]:
    """Every match, strength 2; of the expressions that match at one place the longest, then the first of the file."""
    for table, text in ((expressions.cased, flat), (expressions.lowered, low)):
        widths = sorted({len(first) for first in table}, reverse=True)
        position = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < position:
                continue
            best: tuple[int, str, str] | None = None
            for width in widths:
                options = table.get(text[start : start + width])
                for pattern, label, name in options or ():
                    match = pattern.match(text, start)
                    if match and (best is None or match.end() > best[0]):
                        best = match.end(), label, name
            if best:
                yield Found(start, best[0], best[1], key=best[2], source="expression", strength=2)
                position = best[0]
