"""Keys under which spellings of one name meet: `BAY 94-9343` and `BAY94\u20119343`, `Acme, Inc.` and `ACME`."""

from __future__ import annotations

import re
import unicodedata

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_GREEK_TABLE = str.maketrans(_GREEK)
# Marks are cut before NFKC, which would turn ™ into the letters TM.
_MARKS = re.compile(r"[®™℠]|\((?:R|TM|SM)\)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
# Dotted initials that would fall into single letters: S.A., N.V., P.L.C.
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}|\b(?:[A-Za-z]\. ?)+[A-Za-z]\.")
_SLASHED = re.compile(r"\b([A-Za-z])/([A-Za-z])\b")  # A/S

LEGAL_FORMS = frozenset({
    "inc", "incorporated", "corp", "corporation", "ltd", "limited", "llc", "llp", "lp", "plc", "ag", "sa", "sas",
    "sarl", "srl", "spa", "nv", "bv", "ab", "as", "asa", "aps", "oy", "oyj", "gmbh", "kgaa", "kg", "co", "company",
    "group", "holdings", "holding", "se", "kk", "pty", "pte", "sdn", "bhd", "publ", "the",
})  # fmt: skip


def name_key(name: str) -> str:
    """The name's letters and digits: no case, spaces, punctuation, ® or ™; Greek letters spelled out."""
    return "".join(_words(name))


def company_key(name: str) -> str:
    """`name_key` without legal forms; a name made of nothing else keeps them."""
    found = _words(name)
    return "".join(word for word in found if word not in LEGAL_FORMS) or "".join(found)


def digits(name: str) -> tuple[str, ...]:
    """The digit groups in order: names whose digits differ are different compounds, however alike they look."""
    return tuple(_DIGITS.findall(unicodedata.normalize("NFKC", name)))


def _words(name: str) -> list[str]:
    bare = _MARKS.sub(" ", name)
    joined = _SLASHED.sub(r"\1\2", _INITIALS.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", bare))
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", joined).casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return _WORD.findall(plain.translate(_GREEK_TABLE).replace("'", ""))
