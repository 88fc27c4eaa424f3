"""Cash as sentences tell it: one line of a balance, or the sum of cash and securities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from nlp.tables.labels import plain
from nlp.tables.match import Place, rounds_to
from nlp.tables.prose import Amount

_SECURITIES = re.compile(r"\b(?:securities|investments?|deposits|treasur\w+|financial assets)\b")
_RESTRICTED = re.compile(r"\brestricted\b")
_MOST = 5  # lines of cash and securities that may be added up


def cash_sum(amount: Amount, found: Sequence[Place]) -> tuple[Place, ...]:
    """The lines of cash and securities in one balance whose sum the sentence tells, () where there are none."""
    if not _SECURITIES.search(amount.around):
        return ()
    by_column: dict[tuple[int, int], list[Place]] = {}
    for place in found:
        restricted = _RESTRICTED.search(place.label.lower())
        if place.cell.sure and (not restricted or _RESTRICTED.search(amount.around)):
            by_column.setdefault((id(place.table), place.column), []).append(place)
    for lines in by_column.values():
        first, others = lines[0], lines[1 : _MOST + 1]
        if not _is_cash(first):
            continue
        for count in range(1, len(others) + 1):
            for chosen in combinations(others, count):
                total = sum((place.value for place in (first, *chosen) if place.value is not None), Decimal(0))
                if rounds_to(amount, total, first.last_digit):
                    return (first, *chosen)
    return ()


def is_whole(amount: Amount, place: Place) -> bool:
    """Whether a row holds all that the sentence's "cash" holds: with securities if the sentence names them."""
    if not _is_cash(place):
        return False
    securities = _SECURITIES.search(amount.around) is not None
    told = securities or "cash equivalents" in amount.around
    return told and securities == (_SECURITIES.search(place.label.lower()) is not None)


def _is_cash(place: Place) -> bool:
    return plain(place.label).startswith(("cash", "total cash"))
