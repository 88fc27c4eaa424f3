"""Diseases that only the words around them tell: what is treated, and the abbreviation that is a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.words import Words, around, whole

_BESIDE_ALL = re.compile(r"(?:,|,? and|,? or|/) ?([A-Z]{2,5})\b")
_BEFORE_ALL = re.compile(r"\b([A-Z]{2,5})(?:,|,? and|,? or|/) ?$")


def leukemia(words: Words, names: frozenset[str]) -> Iterator[Found]:
    """The disease "ALL", which is a word in capitals but where another abbreviation of a disease is listed with it."""
    for start in words.at.get("ALL", ()):
        near = (_BEFORE_ALL.search(words.flat, max(0, start - 12), start), _BESIDE_ALL.match(words.flat, start + 3))
        if any(match and match[1] in names for match in near):
            yield Found(start, start + 3, "INDICATION", source="acronym", strength=1)


_TREATS = whole(r"[Tt]reatment|[Pp]revention|[Mm]anagement|[Pp]rophylaxis|[Rr]epair")
# What is treated or prevented is a disease whatever its name ("for the treatment of invasive candidiasis").
_TREATED = re.compile(
    r"\b[Ff]or (?:the |use in the |use as an? )?(?:potential |acute |preventive |adjunctive |chronic |first-line |"
    r"second-line )*"
    r"(?:[Tt]reatment|[Pp]revention|[Mm]anagement|[Pp]rophylaxis|[Rr]epair) of (?:the )?(?:signs and symptoms of |"
    r"symptoms of )?"
)
_PATIENTS = re.compile(
    r"(?:adults?|adult|children|patients?|people|men|women|individuals|subjects|pediatric|those|both|all|up|"
    r"certain|"
    r"many|an?|another|one|other|various|several|multiple|its|their|our|this|these|such|undisclosed|unnamed)\b",
    re.IGNORECASE,
)
_NAME_OF_DISEASE = re.compile(
    r"[A-Za-z][\w'/+-]*(?: (?!(?:in|with|who|at|by|and|or|using|versus|vs|as|that|which|is|are|was|for|from|on|to|"
    r"under|after|following|through|via|has|have|will|plus|today|based|among|including|caused|"
    r"due)\b)[\w'/+-]+){0,7}"
)


_POPULATION = re.compile(r"\b(?:adults|children|patients|people|men|women|individuals|subjects)$", re.IGNORECASE)
_SECOND_ADJECTIVE = re.compile(r"(?<=[a-z]), (?!and\b|or\b)")


def treated(words: Words, found: list[Found]) -> Iterator[Found]:
    """What stands behind "for the treatment of" and holds no disease that the lexicon knows."""
    flat = words.flat
    known = [(f.start, f.end) for f in found]
    for match in around(_TREATED, flat, words.where(_TREATS), 120, 60):
        name = _NAME_OF_DISEASE.match(flat, match.end())
        if not name or _PATIENTS.match(name.group()) or len(name.group()) < 5:
            continue
        start, end = name.span()
        if _POPULATION.search(name.group()):
            continue
        # "for the treatment of first-line, locally advanced ovarian cancer": one disease, whose words a comma parts
        further = _SECOND_ADJECTIVE.match(flat, end)
        end = next((b for a, b in known if further and a == further.end()), end)
        if end > name.end() or not any(a < end and start < b for a, b in known):
            yield Found(start, end, "INDICATION", source="context", strength=1)
