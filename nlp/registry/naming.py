"""Which of a document's spellings is the best name of an entity.

Compounds: the registry's name, then an INN-like name, then the spelling used most, last descriptions and the substance
that a product is told by.
Companies: the fullest name, legal form included, then the one used most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.registry.entities import COMPOUND
from nlp.registry.keys import company_words, has_legal_form, name_key
from nlp.registry.merge import Node
from nlp.registry.variants import is_descriptor, is_generic_name, split_suffix, strip_form, strip_qualifier

_SLASHED = re.compile(r"[\w-]*\d[\w-]*/[\w-]*\d[\w-]*")  # "NRV-1/TRL-2": two partners' codes written together
_TRADE_MARKS = str.maketrans("", "", "®™℠")


def best_first(nodes: Iterable[Node], canonical: str | None) -> tuple[str, ...]:
    """The spellings of one entity's nodes, best first; equal ones in the order of their first use."""
    spellings = [(text, count, node) for node in nodes for text, count in node.texts.items()]
    key = None if canonical is None else name_key(canonical)

    def rank(item: tuple[str, int, Node]) -> tuple[int, ...]:
        text, count, node = item
        if node.label == COMPOUND:
            return 4 if node.is_substance else _compound_rank(text, key), -count, -len(text), node.start
        return -has_legal_form(text), -len(company_words(text)), -count, node.start

    return tuple(text for text, _, _ in sorted(spellings, key=rank))


def display(text: str) -> str:
    """A spelling without trade-mark signs, as a name is shown."""
    return " ".join(text.translate(_TRADE_MARKS).split()) or text


def _compound_rank(text: str, canonical_key: str | None) -> int:
    if canonical_key is not None and name_key(text) == canonical_key:
        return 0
    # A sign shows a brand, even one that ends like an INN.
    if is_generic_name(text) and display(text) == text:
        bare = split_suffix(text) is None and strip_form(text) is None and strip_qualifier(text) is None
        return 1 if bare else 2
    return 4 if is_descriptor(text) or _SLASHED.fullmatch(text) else 3
