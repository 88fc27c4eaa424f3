"""Whether two names of diseases can mean one: what is common to many diseases says nothing, and what sets two apart
("type 1", "non-small cell", "relapsed", "HER2-negative") keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.assembly.alike import content, shortens, texts_alike

# Words of stage, severity and earlier treatment, which say nothing of what the disease is.
_QUALIFIERS = frozenset(
    "advanced metastatic locally unresectable relapsed refractory recurrent persistent resistant progressive severe "
    "moderate mild acute chronic active newly diagnosed previously untreated treated naive first second third line "
    "frontline early late stage high low risk intermediate positive negative mutant mutated expressing confirmed "
    "histologically uncontrolled inadequately controlled pediatric paediatric children adolescent elderly young "
    "candidate other certain solid rare".split()
)
# Where one text has the one and the other text the other, they are of two diseases or of two groups of patients.
_APART = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (r"\bnon-?\s?small", r"(?<!non-)(?<!non )\bsmall"),
        (r"\bacute\b", r"\bchronic\b"),
        (r"\b(?:wet|neovascular|exudative)\b", r"\b(?:dry|atroph\w*)\b"),
        (r"(?:\bpositive\b|\+)", r"\bnegative\b"),
        (r"\b(?:newly diagnosed|first[- ]line|front-?line|untreated|na[iï]ve|1L)\b",
         r"\b(?:relapsed|refractory|recurrent|previously treated|second[- ]line|third[- ]line|r/r|2L|3L)\b"),
        (r"\b(?:non-?muscle)", r"(?<!non-)(?<!non )\bmuscle-?invasive"),
        (r"\bnon-?hodgkin", r"(?<!non-)(?<!non )\bhodgkin"),
        (r"\bsensitive\b", r"\bresistant\b"),
        (r"\bcastration-sensitive|hormone-sensitive\b", r"\bcastration-resistant|hormone-refractory\b"),
        (r"\bprimary\b", r"\bsecondary\b"),
        (r"\bcentral\b", r"\bperipheral\b"),
        (r"\bsystemic\b", r"\bcutaneous\b"),
        (r"\bunipolar|major depress", r"\bbipolar\b"),
    )
)  # fmt: skip
# "type 1", "hepatitis B", "MPS II", "factor VIII": what tells diseases of one name apart
_DESIGNATOR = re.compile(r"(?<![\w/-])(?:[A-H]|[IVX]{1,4}|\d{1,2}[A-Ca-c]?)(?![\w/-])")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_NUMERALS = frozenset({*(text.lower() for text in _ROMAN), *_ROMAN.values()})  # compared as designators
# "KRAS-mutant", "EGFR exon 20"
_MARKER = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z]*\d*[A-Z0-9]*)(?=[- ](?:mut(?:ant|ated|ation)|positive|negative|amplified|altered|driven|"
    r"expressing|rearranged|fusion|deficient|exon|G12[A-Z])\b)"
)


@cache
def diseases_alike(first: str, other: str) -> bool:
    """Whether two names can be of one disease in one group of patients; an abbreviation fits what it shortens."""
    if not texts_alike(first, other) or _set_apart(first, other):
        return False
    one, two = (content(text) - _QUALIFIERS - _NUMERALS for text in (first, other))
    if not one or not two or shortens(first, other) or shortens(other, first):
        return True
    return len(one & two) / min(len(one), len(two)) > 0.5


def _set_apart(first: str, other: str) -> bool:
    for one, two in _APART:
        a, b = (one.search(first), two.search(first)), (one.search(other), two.search(other))
        if a[0] and not a[1] and b[1] and not b[0] or a[1] and not a[0] and b[0] and not b[1]:
            return True
    designators, others = (_numbers(_DESIGNATOR.findall(text)) for text in (first, other))
    if designators and others and not designators & others:
        return True
    markers, beside = _MARKER.findall(first), _MARKER.findall(other)
    # "FGFR-altered" leaves open what "FGFR3-altered" says.
    agree = any(one.startswith(two) or two.startswith(one) for one in markers for two in beside)
    return bool(markers and beside) and not agree


def _numbers(designators: Sequence[str]) -> set[str]:
    """ "II" and "2" designate one stage, one type."""
    return {_ROMAN.get(text, text.casefold()) for text in designators}


_BROAD = re.compile(
    r"(?:(?:neurodegenerative|neurological|autoimmune|inflammatory|metabolic|infectious|cardiovascular|rare|"
    r"genetic|"
    r"immune-mediated|psychiatric|retinal|"
    r"advanced|solid|hematologic(?:al)?|serious|related|substance abuse and related) )*(?:diseases?|disorders?|"
    r"conditions?|malignanc(?:y|ies)|cancers?|tumou?rs?)",
    re.IGNORECASE,
)


_SOLID = re.compile(r"\bsolid\b", re.IGNORECASE)
_OF_BLOOD = re.compile(r"\b(?:ha?ematolog\w+|blood|leuk\w+|lymphom\w+|myelom\w+)\b", re.IGNORECASE)


def _opposed(first: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one list is all of solid tumours and the other all of cancers of the blood."""
    return any(
        all(_SOLID.search(text) for text in one) and all(_OF_BLOOD.search(text) for text in two)
        for one, two in ((first, other), (other, first))
    )


def lists_alike(first: Sequence[str], other: Sequence[str]) -> bool:
    """No conflict between two lists of diseases: one is empty or names only a field of medicine, or they share one."""
    if first and other and _opposed(first, other):
        return False
    first = [text for text in first if not _BROAD.fullmatch(text)]
    other = [text for text in other if not _BROAD.fullmatch(text)]
    return not first or not other or any(diseases_alike(a, b) for a in first for b in other)
