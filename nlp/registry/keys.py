"""Keys under which two spellings of one name are equal.

Case, spaces, hyphens and other punctuation, trade-mark signs, accents and Greek letters are folded; letters and digits
never are, so "IMGN901" and "IMGN907" stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def words(text: str) -> tuple[str, ...]:
    """The blank-separated words of a word list in the source."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """The words of a word list in the source, as a set."""
    return frozenset(text.split())


_GREEK = {
    ord(letter): name
    for letter, name in zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        words(
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
            "phi chi psi omega"
        ),
        strict=True,
    )
}
# "HyBryteTM" is what converters leave of a superscript sign; a "TM" glued to capitals may belong to the code.
_MARKS = re.compile(r"[®™℠]|\((?:R|TM|SM|r|tm|sm)\)|(?<=[a-z])(?:TM|SM)(?![A-Za-z0-9])")
_SEPARATORS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[A-Za-z][./]){1,4}[A-Za-z]\b\.?")

# "kgaa" is no part of this list: it is all that tells Merck KGaA from Merck & Co. after the name is cut.
LEGAL_WORDS = word_set(
    "inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa nv bv gmbh se spa oyj kk ab asa as "
    "aps sas sarl srl pty pte publ holding holdings group"
)


def fold(name: str) -> str:
    """The name in lower case without trade-mark signs, accents and Greek letters; spaces and punctuation stay."""
    if name.isascii():
        return _MARKS.sub("", name).casefold()
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name)).casefold().translate(_GREEK)
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 15)
def name_key(name: str) -> str:
    """Key of a compound's name. A name of punctuation only is its own key."""
    return _SEPARATORS.sub("", fold(name)) or name


@lru_cache(maxsize=1 << 15)
def company_key(name: str) -> str:
    """Key of a company's full name, legal form included; "&" is "and"."""
    return name_key(name.replace("&", " and "))


@lru_cache(maxsize=1 << 15)
def company_words(name: str) -> tuple[str, ...]:
    """The folded words of a company's name without a leading "the" and without its legal form."""
    undotted = _DOTTED.sub(lambda m: m.group().replace(".", "").replace("/", ""), name.replace("&", " and "))
    found = _WORD.findall(fold(undotted))
    if len(found) > 1 and found[0] == "the":
        del found[0]
    # "Merck & Co." ends in a part of its name.
    while len(found) > 1 and found[-1] in LEGAL_WORDS and found[-2] != "and":
        found.pop()
    return tuple(found)


def short_company_key(name: str) -> str:
    """Key of a company's name without its legal form: "Genmab A/S" and "Genmab" are equal."""
    return "".join(company_words(name)) or company_key(name)


def has_legal_form(name: str) -> bool:
    """Whether the name ends in a legal form, so that it is a full name and no short one."""
    return short_company_key(name) != company_key(name) and not name.lower().startswith("the ")


def digits(name: str) -> str:
    """The digits of a name, in order; two names with other digits are never near spellings of each other."""
    return "".join(c for c in name if c.isdigit())
