"""In what a table counts: thousands, millions, and which currency."""

from __future__ import annotations

import re

_POWERS = {"thousand": 3, "million": 6, "billion": 9}
_CODE = r"(?:US\$|USD|EUR|DKK|SEK|NOK|CHF|GBP|RMB|CNY|JPY|U\.?S\.? dollars?|dollars?|euros?|[$€£¥])"
_SCALE = re.compile(
    rf"\b(?:in|of) (?:{_CODE}\s?)?['’]?(?P<word>thousand|million|billion)s?\b"
    rf"|\b{_CODE},?\s(?P<second>thousand|million|billion)s?\b"
    r"|(?P<zeros>['’]?\b000['’]?s\b|['’]000\b|\(\s?[$€£]?\s?000s?(?: omitted)?\s?\))"
    r"|\b(?P<third>thousand|million)s of\b|(?P<units>\bin (?:whole |actual )?(?:US )?dollars\b)",
    re.IGNORECASE,
)
_HINT = re.compile(r"thousand|million|billion|000|dollars", re.IGNORECASE)
_SIGNS = {"€": "EUR", "£": "GBP"}
_CODES = ("EUR", "DKK", "SEK", "NOK", "CHF", "GBP", "JPY", "CAD", "AUD", "CNY", "RMB", "USD")
_US = re.compile(r"\bUS\$|\bU\.S\. dollars?", re.IGNORECASE)
_BARE = re.compile(r"(?<![A-Z])\$")


def scale_of(words: str) -> int | None:
    """The last power of ten that some words name (0 for whole dollars), None where they name none."""
    found = None
    for match in _SCALE.finditer(words) if _HINT.search(words) else ():
        word = match["word"] or match["second"] or match["third"]
        found = 0 if match["units"] else 3 if match["zeros"] else _POWERS[word.lower()]
    return found


def currencies_of(words: str, dollar: str) -> frozenset[str]:
    """The ISO codes of all currencies that a table shows; `dollar` is what its `$` stands for."""
    found = {code for sign, code in _SIGNS.items() if sign in words}
    found |= {code for code in _CODES if code in words and re.search(rf"\b{code}\b", words)}
    if "RMB" in found:
        found = (found - {"RMB"}) | {"CNY"}
    if _US.search(words):
        found.add("USD")
    if _BARE.search(words):
        found.add(dollar)
    return frozenset(found)
