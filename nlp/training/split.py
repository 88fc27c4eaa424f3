"""Companies on one side only: folds, and the documents held back from training."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from nlp.training.records import Reading


def folds(readings: Iterable[Reading], count: int, seed: int = 7) -> list[frozenset[str]]:
    """The companies of the readings in `count` groups of about as many sentences; the same companies, the same groups.

    Documents whose company nobody knows are a company of their own each (see `company`).
    """
    sizes: dict[str, int] = {}
    for one in readings:
        sizes[company(one)] = sizes.get(company(one), 0) + len(one.sentences)
    groups: list[list[str]] = [[] for _ in range(count)]
    totals = [0] * count
    for name in sorted(sizes, key=lambda name: (-sizes[name], _lot(seed, name))):
        least = min(range(count), key=lambda at: (totals[at], at))
        groups[least].append(name)
        totals[least] += sizes[name]
    return [frozenset(group) for group in groups]


def parted(readings: Iterable[Reading], held: frozenset[str]) -> tuple[list[Reading], list[Reading]]:
    """The readings of other companies, and those of the `held` ones."""
    others: list[Reading] = []
    theirs: list[Reading] = []
    for one in readings:
        (theirs if company(one) in held else others).append(one)
    return others, theirs


def held_back(readings: Sequence[Reading], share: int = 5, seed: int = 7) -> frozenset[str]:
    """About one in `share` of the companies whose documents have gold (of all companies where none has)."""
    trusted = [one for one in readings if one.gold] or list(readings)
    return folds(trusted, share, seed)[0]


def company(reading: Reading) -> str:
    """The company's key, or the document's id where nobody knows it."""
    return reading.company or f"document {reading.doc_id}"


def _lot(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()
