"""Slots of facts and evidence as the assembly compares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlp.kb.assertions import Numbers, told_slots

_NUMBERS = Numbers()


def told_of(kind: str, slots: Mapping[str, Any]) -> Mapping[str, Any]:
    """The slots with names as numbers and times as intervals; the numbers hold within one process."""
    told = told_slots(kind, slots, _NUMBERS)
    return _Untold(told)


class _Untold(dict[str, Any]):
    """Slots in which what is not told is None."""

    def __missing__(self, name: str) -> None:
        return None
