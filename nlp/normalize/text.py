"""Texts with the noise of converters made even, character for character: offsets stay those of the text given."""

from __future__ import annotations

import re

# White space inside a phrase: any blanks and at most one line end, so that no phrase runs over a blank line.
SPACE = r"(?: +(?:\n *)?|\n *)"

_SPACES = "\t\r\f\v\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_EVEN = {
    **dict.fromkeys(_SPACES + _ZERO_WIDTH + "*", " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033", '"'),
    **dict.fromkeys("\u0085\u2028\u2029", "\n"),
}
_NOISE = re.compile("[" + re.escape("".join(_EVEN)) + "]")


def even(text: str) -> str:
    """The text with plain spaces, hyphens and quotes and without emphasis marks; the same length, the same case."""
    return _NOISE.sub(lambda found: _EVEN[found[0]], text)


def lower(text: str) -> str:
    """Lower case of the same length (`str.lower` makes two characters of some capital letters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def collapse(text: str) -> str:
    """Lower case with single spaces: the form of `TimePhrase.parts`."""
    return " ".join(text.lower().split())
