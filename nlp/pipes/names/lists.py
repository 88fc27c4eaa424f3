"""Word lists of `patterns/entities` and `patterns/words.txt`, loaded once and compiled for the name finders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.pipes.names.words import WordTest
from nlp.rules.literals import FIRST_LETTERS, openings
from nlp.rules.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of compound names, as `compound_shapes.yaml` tells them."""

    stems: tuple[str, ...]
    not_stems: frozenset[str]
    second_words: frozenset[str]
    payloads: frozenset[str]
    kinds: str
    target_prefixes: frozenset[str]
    code_stop_prefixes: frozenset[str]
    mark_stop_words: frozenset[str]
    no_drug_initials: frozenset[str]
    never: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Diseases:
    """The disease lexicon over lower-case text: heads by their first three letters, and endings of whole words."""

    heads: Mapping[str, tuple[tuple[re.Pattern[str], bool], ...]]
    endings: tuple[str, ...]
    not_endings: frozenset[str]
    modifiers: frozenset[str]
    acronyms: frozenset[str]
    opens: WordTest


def english(path: Path) -> frozenset[str]:
    """Words that are no names, in lower case."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def either(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def shapes(path: Path) -> Shapes:
    """Read `compound_shapes.yaml`."""
    data = read_yaml(path)
    second = frozenset(data["second_words"])
    return Shapes(
        tuple(data["stems"]),
        frozenset(data["not_stems"]),
        second,
        second - {"alfa", "alpha", "beta", "pegol"},
        either(data["kinds"]),
        frozenset(data["target_prefixes"]),
        frozenset(data["code_stop_prefixes"]),
        frozenset(data["mark_stop_words"]),
        frozenset(data["no_drug_initials"]),
        re.compile("|".join([*data["never"], f"(?i:{'|'.join(data['technologies'])})"])),
    )


def diseases(path: Path) -> Diseases:
    """Read `indications.yaml`; a head that stands alone comes before a weak one, a longer one before a shorter one."""
    data = read_yaml(path)
    heads: dict[str, list[tuple[re.Pattern[str], bool]]] = {}
    for name, weak in (("heads", False), ("weak_heads", True)):
        for head in sorted((str(h) for h in data[name]), key=lambda h: (-len(h), h)):
            compiled = re.compile(rf"(?:{head})(?![\w-])" if not weak else rf"(?:{head})(?!\w)")
            for first in sorted(openings(head)):
                heads.setdefault(first, []).append((compiled, weak))
    endings = tuple(data["endings"])

    def opening(word: str) -> bool:
        """Whether a head can begin with the word; a first piece of letters may reach beyond a short one."""
        return (
            any(word[:width] in heads for width in (3, 2, 1))
            or (len(word) < FIRST_LETTERS and any(first.startswith(word) for first in heads))
            or word.endswith(endings)
        )

    return Diseases(
        {first: tuple(found) for first, found in heads.items()},
        endings,
        frozenset(data["not_endings"]),
        frozenset(str(m) for m in data["modifiers"]),
        frozenset(data["acronyms"]),
        WordTest(opening),
    )
