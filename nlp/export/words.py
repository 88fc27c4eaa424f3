"""An event in a few words, for pages and tables that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nlp.export.batch import Line

_AROUND = frozenset({"id", "doc_id", "type", "realis", "speaker", "confidence", "warnings", "mentions"})


def told(event: Line) -> Iterator[tuple[str, str]]:
    """The filled slots of an event, each with its value in words."""
    for slot, value in event.items():
        if slot not in _AROUND and value not in (None, "", []):
            yield slot, in_words(value)


def in_words(value: Any) -> str:
    """A slot's value: an entity by its name, money with its currency, a date as its days."""
    if isinstance(value, list):
        return ", ".join(in_words(item) for item in value)
    if isinstance(value, dict):
        if "earliest" in value:
            first, last = value["earliest"], value["latest"]
            return str(first) if first == last else f"{first} to {last}"
        if "amount" in value:
            return f"{in_words(value['amount'])} {value['currency']}"
        return str(value["name"])
    return f"{value:,}" if isinstance(value, int | float) else str(value)
