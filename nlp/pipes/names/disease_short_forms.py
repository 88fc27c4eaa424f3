"""Abbreviations of diseases that a text defines in brackets: "IgA nephropathy (IgAN)"."""

from __future__ import annotations

import re

from nlp.pipes.found import Found

DEFINED = re.compile(r" ?\(\"?([A-Z][A-Za-z0-9/+-]{1,11}|[a-z]{1,3}[A-Z][A-Za-z0-9-]{1,9})\"?s?(?:\)|[,;] )")


def definitions(flat: str, found: list[Found]) -> dict[str, str]:
    """Abbreviation -> the disease it stands for, as the text defines it."""
    out: dict[str, str] = {}
    for item in found:
        match = DEFINED.match(flat, item.end)
        words = flat[item.start : item.end]
        if match and item.label == "INDICATION" and " following " not in words and initials(match[1], words.lower()):
            out.setdefault(match[1], words)  # "leukemia following bone marrow transplantation (HSCT)" shortens the last
    return out


def initials(short: str, long: str) -> bool:
    """Whether the capitals of the one can be the initials of the other, in order."""
    letters = [c for c in short.lower() if c.isalpha()]
    at = 0
    for letter in letters:
        at = long.find(letter, at) + 1
        if not at:
            return len(letters) > 4 and letter == "s"
    return len(letters) >= 2 and long[0] in (letters[0], "(") or long.split()[-1][0] == letters[-1]
