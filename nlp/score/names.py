"""When two names or two phrases count as the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_LEGAL = frozenset(
    "inc incorporated corp corporation ltd limited llc plc ag sa nv bv ab as asa gmbh co company kgaa group holdings "
    "holding the se spa oyj kk lp".split()
)
_EMPTY = frozenset(
    "the a an of in for and or with to on by from patients at its their treatment adult adults rights".split()
)
_SIGNS = ("®", "™", "℠", "(R)")
_WORD = re.compile(r"[a-z0-9α-ω]+")


def words(text: str) -> list[str]:
    """Lower-case words of letters and digits, compatibility forms folded, trade mark signs left out."""
    text = unicodedata.normalize("NFKC", text)
    for sign in _SIGNS:
        text = text.replace(sign, "")
    return _WORD.findall(text.casefold())


def key(name: str) -> str:
    """A name without case, spaces, punctuation and legal form; the legal form stays when there is nothing else."""
    found = words(name)
    return "".join(word for word in found if word not in _LEGAL) or "".join(found)


def keys(value: Any) -> set[str]:
    """Keys of every name in a list of names (gold) or in an entity (output); empty for None."""
    if value is None:
        return set()
    if isinstance(value, str):
        return {key(value)}
    if isinstance(value, dict):
        return {key(name) for name in (value.get("name"), value.get("text"), *(value.get("aliases") or [])) if name}
    return set().union(*(keys(item) for item in value))


def alternatives(value: Any) -> list[str]:
    """The texts of a value: of a list all its members', of an entity its name and its text."""
    if value is None:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for text in (value.get("name"), value.get("text")) if text]
    return [text for item in value for text in alternatives(item)]


def phrases_agree(one: str, two: str) -> bool:
    """Whether two phrases say the same: most of the shorter one's words, the same key, or initials of the other."""
    return _overlap(one, two) or key(one) == key(two) or _initials(one, two) or _initials(two, one)


def _overlap(one: str, two: str) -> bool:
    """More than half of the shorter text's content words stand in the other one."""
    left, right = _content(one), _content(two)
    return bool(left and right) and len(left & right) / min(len(left), len(right)) > 0.5


def _content(text: str) -> set[str]:
    return {word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words(text) if word not in _EMPTY}


def _initials(short: str, long: str) -> bool:
    """ASCO for "American Society of Clinical Oncology annual meeting"."""
    initials = "".join(word[0] for word in re.findall(r"\w+", long) if word[0].isupper())
    return len(short) > 2 and short.isupper() and initials.startswith(short)
