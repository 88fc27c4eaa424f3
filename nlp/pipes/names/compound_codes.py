"""Research codes: letters, a number, what hangs on it."""

from __future__ import annotations

import re

from nlp.pipes.found import Found
from nlp.pipes.names.lists import Shapes

CODE = re.compile(
    r"(?<![\w$€£.@#-])(?<!//)(?:"
    r"(?P<prefix>[a-z]{0,4}[A-Z][A-Za-z]{0,7}|[A-Z]{1,2}[a-z]{1,2}[A-Z]{0,3})"  # IMGN, huN, GTx, mRNA
    # 901, 94-9343, 1-104, 410ST
    r"(?P<separator>[- ]?)(?P<number>(?:(?<=[A-Z]-)\d{8}|\d{1,7})(?:-\d{1,5})*(?:\.\d{2,3}(?!\d))?)"
    r"(?P<suffix>[A-Z]{1,3}|[a-z]\d?)?"
    r"(?P<tail>(?:-[A-Z]{1,4}\d{1,3}[A-Z]{0,3}| \d{1,2}P(?!\w))?)"  # -DM1; " 7P" counts a vaccine's peptides
    # PGN-EDO51, CT-P47, D-PLEX100, X4P-001, ALG.APV-527, Ad26.RSV
    r"|(?P<double>[A-Z]\d[A-Z]-\d{3,4}|[A-Z]{2,4}-[A-Z]{2,4}-\d\d|[A-Z]{2,4}-[A-Z]\d[A-Z]\d{1,3}|[A-Z]{2,4}\.[A-Z]{2,4}-\d{2,4}|Ad\d{1,2}\.[A-Z][A-Za-z0-9]{2,8}(?:\.S)?|[A-Z]{1,5}-[A-Z]{1,5}\d{1,5}(?:[A-Z]{0,2}|[a-z]{2}))"
    r"|(?P<short>[A-Za-z][a-z]{1,7}-(?:cel|vec))"  # exa-cel, eseba-vec
    r"|(?P<lettered>[a-z]{7,}-[A-Z])"  # maveropepimut-S
    r"|(?P<camel>[A-Z]{2,4}-[A-Z][a-z]{2,7}(?:[A-Z][a-z]{2,7})?\d?)"  # LCP-Tacro, LCP-AtorFen
    # CLS-AX, Dato-DXd, sac-TMT
    r"|(?P<letters>[A-Z]{2,5}-(?:[A-Z]{1,4}|[A-Z][a-z][A-Z])|[A-Z][a-z]{1,4}-[A-Z][A-Za-z]{0,3}|[a-z]{2,4}-[A-Z]{2,4})"
    r")(?![\w]|-\d|[.,]\d|\.[A-Z]{3})"
)


_EVENT_BEFORE = re.compile(r"\bat (?:the )?$|(?:Meeting|Conference|Congress|Symposium|Summit|Sessions) \(?$")
_PREFIXES = frozenset(
    "NON NEAR ANTI POST PRE CO MULTI SEMI SUB RE EX INTER INTRA OVER UNDER LONG SHORT MID HIGH LOW FIRST TOP CAR "
    "TCR "
    "IND FDA NYSE DNA RNA MRI CT PET QT".split()
)


def code(match: re.Match[str], shapes: Shapes, english: frozenset[str]) -> Found | None:
    """The candidate that a match of `CODE` is; None for a word of the language or another kind of number."""
    if match["lettered"]:
        plain = match["lettered"][:-2] in english  # "hepatitis-B"
        return None if plain else Found(match.start(), match.end(), "COMPOUND", source="code", strength=1)
    if match["camel"]:
        head, tail = match["camel"].split("-")
        known = head in shapes.code_stop_prefixes or head in shapes.target_prefixes or head in _PREFIXES
        return (
            None
            if known or tail.lower() in english
            else Found(match.start(), match.end(), "COMPOUND", source="letters", strength=1)
        )
    if match["short"]:
        return Found(match.start(), match.end(), "COMPOUND", source="code", strength=3)
    if match["letters"]:
        head = match["letters"].split("-")[0].upper()
        known = head in shapes.code_stop_prefixes or head in shapes.target_prefixes or head in _PREFIXES
        return None if known else Found(match.start(), match.end(), "COMPOUND", source="letters", strength=1)
    if match["double"]:
        head = match["double"].split("-")[0]
        return (
            None
            if head in shapes.code_stop_prefixes or head in shapes.target_prefixes
            else Found(match.start(), match.end(), "COMPOUND", source="code", strength=2)
        )
    prefix, number = match["prefix"], match["number"]
    if (
        len(prefix) >= 4
        and len(number) == 2
        and number[0] in "12"
        and _EVENT_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    ):
        return None  # "at VIVA23"
    digits = re.sub(r"\D", "", number)
    unit = prefix in ("MG", "ML", "KG") and match["separator"] == "-"  # "MG-101" is no strength
    if prefix.upper() in shapes.code_stop_prefixes and not unit or number.startswith("0."):
        return None
    if match["separator"] == " " and _UNIT.match(match.string, match.end()):
        return None  # "ALDORIQ 20 mg" is a strength
    if match["separator"] == " " and not _spaced(prefix, digits):
        # Two figures behind a blank are too few but for a sister of the document's other codes.
        family = prefix.isupper() and len(prefix) >= 3 and len(digits) == 2
        return Found(match.start(), match.end(), "COMPOUND", source="code", strength=0) if family else None
    if prefix.islower() or (prefix.istitle() and len(prefix) > 3):
        return None
    target = prefix.upper() in shapes.target_prefixes and len(digits) < 4  # no target has four figures
    sure = len(prefix) >= 2 and len(digits) >= 2 and not target
    strength = 2 if sure else 1
    return Found(match.start(), match.end(), "COMPOUND", source="code", strength=strength)


_UNIT = re.compile(r" ?(?:mg|mcg|µg|μg|g|ml|mL|%|IU|units?|tablets?)\b|%")


def _spaced(prefix: str, digits: str) -> bool:
    """A code told with a space, as `BAY 94-9343` and `ALKS 2680`, and no amount, address or year."""
    year = len(digits) == 4 and digits[:2] in ("19", "20")
    return prefix.isupper() and 2 <= len(prefix) <= 5 and len(digits) >= 3 and not year
