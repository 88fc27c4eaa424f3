"""In what a table counts: thousands, millions, and which currency."""

from __future__ import annotations

import re

_POWERS = {"thousand": 3, "000": 3, "million": 6, "billion": 9}
_CODE = r"(?:US\$|USD|EUR|DKK|SEK|NOK|CHF|GBP|RMB|CNY|JPY|U\.?S\.? dollars?|dollars?|euros?|[$€£¥])"
_SCALE = re.compile(
    rf"\b(?:expressed |stated |amounts? |figures |dollars |all )*in (?:{_CODE}\s?)?(?:of )?['’]?(?P<word>thousand|million|billion)s?\b"
    r"|['’]?\b(?P<zeros>000)['’]?s\b|['’](?P<zeros2>000)\b|\(\s?[$€£]?\s?(?P<zeros3>000)s?(?: omitted)?\s?\)"
    rf"|\b{_CODE},?\s(?:in\s)?(?P<word2>thousand|million|billion)s?\b|\b(?P<word3>thousand|million)s of (?:U\.?S\.? )?(?:dollars|euros)"
    r"|(?P<units>\bin (?:whole |actual )?(?:US )?dollars\b|in whole numbers)",
    re.IGNORECASE,
)
_SIGNS = {"€": "EUR", "£": "GBP"}
_CODES = re.compile(r"(?P<usd>US\$|\bUSD\b|U\.S\. dollars?)|\b(?P<code>EUR|DKK|SEK|NOK|CHF|GBP|RMB|CNY|JPY|CAD|AUD)\b|(?P<sign>[€£])|(?P<dollar>\$)")


def scale_of(words: str) -> int | None:
    """The last power of ten that some words name (0 for whole dollars), None where they name none."""
    found = None
    for match in _SCALE.finditer(words):
        if match["units"]:
            found = 0
            continue
        word = match["word"] or match["word2"] or match["word3"] or match["zeros"] or match["zeros2"] or match["zeros3"]
        found = _POWERS[word.lower()]
    return found


def currencies_of(words: str, dollar: str) -> frozenset[str]:
    """The ISO codes of all currencies that a table shows; `dollar` is what its `$` stands for."""
    found = set[str]()
    for match in _CODES.finditer(words):
        if match["usd"]:
            found.add("USD")
        elif match["code"]:
            found.add({"RMB": "CNY"}.get(match["code"], match["code"]))
        else:
            found.add(_SIGNS[match["sign"]] if match["sign"] else dollar)
    return frozenset(found)
