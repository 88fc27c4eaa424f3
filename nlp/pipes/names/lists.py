"""Word lists of `patterns/entities` and `patterns/words.txt`, loaded once and compiled for the name finders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.rules.yaml import read_yaml


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of compound names, as `compound_shapes.yaml` tells them."""

    stem: re.Pattern[str]
    not_stems: frozenset[str]
    kinds: str
    target_prefixes: frozenset[str]
    code_stop_prefixes: frozenset[str]
    mark_stop_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Diseases:
    """The disease lexicon: patterns over lower-case text."""

    head: re.Pattern[str]
    weak_head: re.Pattern[str]
    not_endings: frozenset[str]
    modifiers: frozenset[str]
    acronyms: frozenset[str]


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
    second = either(data["second_words"])
    payload = either(word for word in data["second_words"] if word not in ("alfa", "alpha", "beta", "pegol"))
    stem = rf"(?<![\w.@/-])([A-Za-z][a-z]{{2,24}}?(?:{either(data['stems'])}))(?:-[a-z]{{4}}(?![\w]))?(?: (?:{second}))?(?:-[a-z]{{4}})?(?!\w|\.(?:com|org|net)\b)"
    stem = rf"{stem}|(?<![\w.@/-])([A-Za-z][a-z]{{4,22}} (?:{payload}))(?:-[a-z]{{4}})?(?!\w)"
    return Shapes(re.compile(stem), frozenset(data["not_stems"]), either(data["kinds"]), frozenset(data["target_prefixes"]),
                  frozenset(data["code_stop_prefixes"]), frozenset(data["mark_stop_words"]))


def diseases(path: Path) -> Diseases:
    """Read `indications.yaml`."""
    data = read_yaml(path)
    heads = "|".join(sorted((str(h) for h in data["heads"]), key=lambda h: (-len(h), h)))
    endings = "|".join(sorted(data["endings"], key=lambda h: (-len(h), h)))
    weak = "|".join(sorted((str(h) for h in data["weak_heads"]), key=lambda h: (-len(h), h)))
    return Diseases(
        re.compile(rf"(?<![\w-])(?:{heads}|[a-z]{{3,20}}(?:{endings}))(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{weak})(?!\w)"),
        frozenset(data["not_endings"]), frozenset(str(m) for m in data["modifiers"]), frozenset(data["acronyms"]))
