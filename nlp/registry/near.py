"""Near spellings of a name that the registry does not have: one slip of the keyboard, never another drug.

Guards: equal digits, equal first letter, at least seven letters (nine for a company), one edit for up to 14 characters
and two beyond, equal INN stem, equal payload. A company's first word is its own: unless both are long, they must be
equal ("Acea Therapeutics" is not Akcea Therapeutics). A transposition of neighbours is one edit.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from nlp.registry.entities import COMPOUND
from nlp.registry.index import Hit
from nlp.registry.keys import company_key, digits, name_key
from nlp.registry.store import Registry
from nlp.registry.variants import inn_stem, split_payload

_LETTERS = {True: 7, False: 9}
_ONE_EDIT_UP_TO = 14
_LONGEST = 80

_Buckets = dict[tuple[str, str], list[str]]


def near_spellings(name: str, registry: Registry, label: str) -> Iterator[tuple[Hit, float, str]]:
    """(hit, score, reason) for every known name within the allowed edits; score falls with the share of edits."""
    is_compound = label == COMPOUND
    key = name_key(name) if is_compound else company_key(name)
    number = digits(key)
    if len(key) - len(number) < _LETTERS[is_compound] or len(key) > _LONGEST:
        return
    allowed = 1 if len(key) <= _ONE_EDIT_UP_TO or not is_compound else 2
    for known in _buckets(registry, label).get((key[0], number), ()):
        if abs(len(known) - len(key)) > allowed:
            continue
        edits = OSA.distance(key, known, score_cutoff=allowed)
        if edits > allowed:
            continue
        for hit in registry.hits_by_key(known, label):
            other = hit.alias.name
            if not hit.alias.is_sought or not (_alike(name, other) if is_compound else _own_words_fit(name, other)):
                continue
            score = round(0.95 * (1 - edits / len(key)), 3)
            yield hit, score, f"near spelling of {other} ({edits} edit{'s' if edits > 1 else ''})"


def _alike(name: str, other: str) -> bool:
    """Whether two compounds' names agree in what tells molecules apart: the INN stem and the payload, where told."""
    payload, its = split_payload(name), split_payload(other)
    return inn_stem(name) == inn_stem(other) and (payload is None or its is None or payload[1] == its[1])


def _own_words_fit(name: str, other: str) -> bool:
    """Whether two companies' first words are equal, or both so long that one edit is a slip and not another company."""
    first, its = name.split()[0].casefold(), other.split()[0].casefold()
    return first == its or min(len(first), len(its)) >= _LETTERS[False]


def _buckets(registry: Registry, label: str) -> _Buckets:
    """Known keys by first letter and digits, so that a name is compared with a handful only."""
    cache = registry.caches.setdefault("near", {})
    found = cache.get(label)
    if not isinstance(found, dict):
        buckets: _Buckets = {}
        for key in registry.keys(label):
            if not any(hit.alias.is_sought for hit in registry.hits_by_key(key, label)):
                continue
            buckets.setdefault((key[0], digits(key)), []).append(key)
        cache[label] = found = buckets
    return found
