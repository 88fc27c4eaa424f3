"""The SEC's titles of companies, as a text would write them."""

from __future__ import annotations

import re

from nlp.registry.keys import LEGAL_WORDS

# "/DE/", "/NEW", "\ADR": the state, or what tells two registrants of one name apart.
_PLACE = re.compile(r"\s*[/\\][A-Z. ]{2,5}[/\\]?\s*$|\s*/\s*$")
_WRITTEN_OUT = frozenset("inc corp co ltd limited company incorporated corporation holding holdings group".split())
_SMALL = frozenset("of and the for in".split())
_SHORT_WORD = 4  # letters: a word of capitals up to this length is an abbreviation, unless it is a word of the language


def title_of(title: str, english: frozenset[str]) -> str:
    """The title without its mark of the place, and with words in capitals written small; "NOVARTIS AG" is "Novartis
    AG".
    """
    name = _PLACE.sub("", title) or title
    words = name.split()
    own = [word for word in words if _letters(word).casefold() not in LEGAL_WORDS]
    if any(word != word.upper() for word in own):
        return name
    return " ".join(_written(word, place, english) for place, word in enumerate(words))


def without_form(title: str) -> str:
    """The title without its legal form; a form that is part of the name stays ("Merck & Co.")."""
    words = title.split()
    while len(words) > 1 and _letters(words[-1]).casefold() in LEGAL_WORDS and words[-2].casefold() not in ("&", "and"):
        words.pop()
    return " ".join(words).rstrip(",")


def _written(word: str, place: int, english: frozenset[str]) -> str:
    letters = _letters(word)
    small = letters.casefold()
    if small in _SMALL and place:
        return word.lower()
    if not letters.isalpha() or "&" in word or "." in word[:-1] or word != word.upper():
        return word
    if small in LEGAL_WORDS:
        return word.capitalize() if small in _WRITTEN_OUT else word
    return word.capitalize() if len(letters) > _SHORT_WORD or small in english else word


def _letters(word: str) -> str:
    return re.sub(r"\W", "", word)
