"""Word lists written as one string."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a string, by its spaces."""
    return frozenset(words.split())
