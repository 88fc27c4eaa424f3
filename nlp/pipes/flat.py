"""The text as the finders read it: every character in its place, the typographic noise of converters taken out.

Curly quotes become straight, odd hyphens `-`, long dashes `–`, line breaks, tabs, no-break and zero-width spaces,
markdown stars, underscores and backslashes a space, and so do the letters of inline tags. Nothing moves, so that an
offset in the flat text is an offset in the document.
"""

from __future__ import annotations

import re

_TABLE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒−", "-"),
        "—": "–",
        "―": "–",
        **dict.fromkeys(
            "\n\r\t\f\v\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u200b\u200c\u200d\u2060\ufeff*_\\", " "
        ),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),  # D-PLEX₁₀₀ is D-PLEX100
        **{chr(code): " " for code in range(0xE000, 0xF900)},  # a view's own marks may not come from the document
    }
)
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|br|p|span|a)(?: [^<>]{0,200})?/?>", re.IGNORECASE)


def flatten(text: str) -> str:
    """The flat form of `text`, of the same length."""
    if "<" in text:
        text = _TAG.sub(lambda match: " " * len(match.group()), text)
    return text.translate(_TABLE)


def lower(text: str) -> str:
    """Lower case of the same length: the few letters whose lower case is longer stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
