"""Names told by regular expressions of `patterns/entities/expressions.yaml`: applications, metrics, journals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.pipes.found import Found
from nlp.rules.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Expressions:
    """Two combined patterns, one over the flat text and one over its lower case, and what each group means."""

    cased: re.Pattern[str] | None
    lowered: re.Pattern[str] | None
    meaning: Mapping[str, tuple[str, str]]


def read_expressions(path: Path) -> Expressions:
    """Compile the file; groups stand in the file's order, longer expressions of one id first."""
    meaning: dict[str, tuple[str, str]] = {}
    cased: list[str] = []
    lowered: list[str] = []
    for label, ids in read_yaml(path).items():
        for name, patterns in ids.items():
            for pattern in patterns:
                group = f"x{len(meaning)}"
                meaning[group] = (label, name)
                shown = re.sub(r"\\.", "", pattern)
                (cased if re.search("[A-Z]", shown) else lowered).append(f"(?P<{group}>{pattern})")
    return Expressions(_combine(cased), _combine(lowered), meaning)


def _combine(parts: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)") if parts else None


def find_expressions(flat: str, low: str, expressions: Expressions) -> Iterator[Found]:
    """Every match, strength 2."""
    for pattern, text in ((expressions.cased, flat), (expressions.lowered, low)):
        for match in pattern.finditer(text) if pattern else ():
            label, name = expressions.meaning[str(match.lastgroup)]
            yield Found(match.start(), match.end(), label, key=name, source="expression", strength=2)
