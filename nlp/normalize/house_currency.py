"""The currency of a bare `$` in a document that says it is not the US dollar."""

from __future__ import annotations

import re

_DOLLARS = {
    "australian": "AUD", "canadian": "CAD", "hong kong": "HKD", "singapore": "SGD", "new zealand": "NZD",
    "new taiwan": "TWD",
}  # fmt: skip
_TOLD = re.compile(
    r"\b(?:all|amounts|figures|unless|expressed|reported|stated|presented|dollars? (?:amounts|figures)|currency)\b"
    r"[^.;\n]{0,70}?\b(?:in|are|to)\s+(?P<country>" + "|".join(_DOLLARS) + r")\s+dollars?",
    re.IGNORECASE,
)


def house_dollar(text: str) -> str:
    """ISO code that a `$` alone stands for: what the text says of all its amounts, else USD (EVENTS.md, section 3)."""
    told = _TOLD.search(text) if "dollar" in text else None
    return _DOLLARS[told["country"].lower()] if told else "USD"
