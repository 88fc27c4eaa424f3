"""Which names of a drug entry a release may use, how far they are to be trusted, and which are of another molecule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from nlp.registry.keys import name_key
from nlp.registry.variants import (
    combined_names,
    inn_stem,
    is_antibody_name,
    is_descriptor,
    split_payload,
    split_suffix,
    strip_form,
    strip_prefix,
)

_LONGEST, _MOST_WORDS = 40, 4
_SHORTEST_TRUSTED = 5  # letters and digits
# What names of chemistry hold and names in releases do not: brackets, primes, locants ("2,4-", "N-methyl-1-").
_SYSTEMATIC = re.compile(
    r"[\[\](){}'′,;:=|/\\*?\"<>]|\d-[a-z]{3}|[a-z]-\d+-[a-z]|yl\b.*\b(?:acid|amide|ester)$|^[A-Z]-[A-Z]?[a-z]{3}"
)
_STRONG_STEM = 3
_LATIN = re.compile(r"(?:um|a|e|o)$")
_ALIKE = 0.8
_CLASS_NAME, _BEGINNING = 10, 5  # letters at least, at most


def is_usable(name: str) -> bool:
    """Whether a release may write the name: no systematic name of chemistry, no description, not too long."""
    return (
        2 <= len(name) <= _LONGEST
        and len(name.split()) <= _MOST_WORDS
        and name.isprintable()
        and not _SYSTEMATIC.search(name)
        and not is_descriptor(name)
        and any(char.isalpha() for char in name)
    )


def is_trusted(name: str, english: frozenset[str]) -> bool:
    """Whether the name alone says what is meant: long enough, and not made of English words."""
    parts = re.findall(r"[^\W\d_]+", name.casefold())
    has_digit = any(char.isdigit() for char in name)
    return len(name_key(name)) >= _SHORTEST_TRUSTED and (has_digit or not all(part in english for part in parts))


def canonical(name: str, generics: frozenset[str]) -> str:
    """The name as our registry would write it: a generic name in lower case."""
    rest = name[1:]
    stem = inn_stem(name)
    is_generic = name.casefold() in generics or (stem is not None and len(stem) >= _STRONG_STEM)
    return name[0].lower() + rest if is_generic and rest.islower() and rest.replace(" ", "").isalpha() else name


def siblings(names: Iterable[str]) -> frozenset[str]:
    """Names of several products of one class, such as onabotulinumtoxinA and incobotulinumtoxinA beside botulinum toxin
    A: the name of the class with two or more short beginnings.
    """
    by_key = {name_key(name): name for name in names}
    found: set[str] = set()
    for rest in by_key:
        alike = [key for key in by_key if key.endswith(rest) and 0 < len(key) - len(rest) <= _BEGINNING]
        if len(rest) >= _CLASS_NAME and len({key[0] for key in alike}) > 1:
            found.update(by_key[key] for key in alike)
    return frozenset(found)


def another_molecule(name: str, synonym: str) -> str | None:
    """Why a synonym of an entry is a name of another molecule, None when nothing speaks against it."""
    payload, its = split_payload(name), split_payload(synonym)
    bare = strip_prefix(synonym) or synonym
    if payload is not None and its is None and (is_antibody_name(bare) or name_key(bare) == payload[0]):
        return "an antibody is not its conjugate"
    if its is not None and (payload is None and (is_antibody_name(name) or its[0] == name_key(name))):
        return "an antibody is not its conjugate"
    if payload is not None and its is not None and payload[1] != its[1]:
        return "they carry different payloads"
    if (suffix := split_suffix(synonym)) is not None and split_suffix(name) is None:
        return f"with the suffix -{suffix[1]} it may be a biosimilar, which is another product"
    if combined_names(synonym) and not combined_names(name):
        return "a combination is not its part"
    if _two_antibodies(name, bare):
        return "two names of antibodies that are not alike"
    return None


def base_of(name: str) -> str | None:
    """The name without salt and form, or without the FDA's suffix; None for a name without either."""
    suffix = split_suffix(name)
    return suffix[0] if suffix is not None else strip_form(name)


def _two_antibodies(name: str, synonym: str) -> bool:
    """ "denintuzumab mafodotin" among the synonyms of depatuxizumab mafodotin; Latin and French endings are alike."""
    first, other = (_LATIN.sub("", text.split()[0].casefold()) for text in (name, synonym))
    if not all(is_antibody_name(word) for word in (first, other)):
        return False
    return OSA.normalized_similarity(first, other) < _ALIKE
