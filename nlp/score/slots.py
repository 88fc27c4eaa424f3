"""The scored slots of every event type, and when two fillers count as the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any

from nlp.score.names import alternatives, keys, phrases_agree


class Kind(Enum):
    """How the fillers of a slot are compared."""

    ENTITY = "entity"
    ENTITIES = "entities"
    ENUM = "enum"
    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    TEXTS = "texts"


_SLOTS = {
    "trial_status": "compound:entity phase:enum status:enum indication:texts trial:enum sponsor:entity date:date",
    "readout": "compound:entity phase:enum trial:enum indication:texts outcome:enum venue:text date:date",
    "regulatory": "compound:entity action:enum application:enum agency:enum designation:enum indication:texts "
    "date:date",
    "deal": "kind:enum status:enum parties:entities licensor:entity licensee:entity asset:text territory:texts "
    "upfront:money milestones:money royalty:text date:date",
    "payment": "kind:enum amount:money payer:entity payee:entity compound:entity trigger:text date:date",
    "guidance": "metric:enum low:number high:number unit:enum period:date action:enum",
    "financial_result": "metric:enum value:number unit:enum period:date prior_value:number prior_period:date",
}
SLOTS: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        event: {slot: Kind(kind) for slot, kind in (pair.split(":") for pair in slots.split())}
        for event, slots in _SLOTS.items()
    }
)
_LISTS = (Kind.ENTITIES, Kind.TEXTS)
_COMBINED = re.compile(r"\d[ab]?/\d[ab]?")


def same(kind: Kind, gold: Any, found: Any) -> bool:
    """Whether two fillers of a slot agree; a gold list gives alternatives."""
    if kind in (Kind.ENTITY, Kind.ENTITIES):
        return bool(keys(gold) & keys(found))
    if kind is Kind.ENUM:
        return _same_word(gold, found)
    if kind is Kind.MONEY:
        return _close(gold, found) and _currency(gold) == _currency(found)
    if kind is Kind.NUMBER:
        return _close(gold, found)
    if kind is Kind.DATE:
        return _share(gold, found) >= 0.5 or _last(gold) == _last(found) is not None
    return any(phrases_agree(one, two) for one in alternatives(gold) for two in alternatives(found))


def filled(kind: Kind, value: Any) -> bool:
    """Whether a slot says anything."""
    if kind is Kind.DATE:
        return days(value) is not None
    if kind in (Kind.NUMBER, Kind.MONEY):
        return number(value) is not None
    return value not in (None, "", [], {})


def fillers(kind: Kind, value: Any) -> list[Any]:
    """The separate fillers of a slot: several for a list slot, one or none otherwise."""
    if not filled(kind, value):
        return []
    return list(value) if kind in _LISTS and isinstance(value, list) else [value]


def tally(kind: Kind, gold: Any, found: Any) -> tuple[int, int, int]:
    """Right, spurious and missing fillers of one slot; every found filler serves one gold filler."""
    wanted, left = fillers(kind, gold), fillers(kind, found)
    right = 0
    for one in wanted:
        hit = next((place for place, two in enumerate(left) if same(kind, one, two)), None)
        if hit is not None:
            del left[hit]
            right += 1
    return right, len(left), len(wanted) - right


def number(value: Any) -> float | None:
    """A plain number, or the amount of money."""
    amount = value.get("amount") if isinstance(value, dict) else value
    return None if amount is None else float(amount)


def days(value: Any) -> tuple[int, int] | None:
    """First and last day as ordinals, in order; a missing one is the other; None without either."""
    if not value or not (value.get("earliest") or value.get("latest")):
        return None
    first = date.fromisoformat((value.get("earliest") or value.get("latest"))[:10]).toordinal()
    last = date.fromisoformat((value.get("latest") or value.get("earliest"))[:10]).toordinal()
    return min(first, last), max(first, last)


def _close(one: Any, two: Any) -> bool:
    """Within half a percent."""
    left, right = number(one), number(two)
    return left is not None and right is not None and abs(left - right) <= 0.005 * max(abs(left), abs(right), 1e-9)


def _currency(value: Any) -> str:
    return str((value.get("currency") if isinstance(value, dict) else None) or "USD")


def _share(one: Any, two: Any) -> float:
    """The days that two intervals have in common, as a share of all their days."""
    left, right = days(one), days(two)
    if left is None or right is None:
        return 0.0
    both = min(left[1], right[1]) - max(left[0], right[0]) + 1
    return max(both, 0) / (max(left[1], right[1]) - min(left[0], right[0]) + 1)


def _last(value: Any) -> int | None:
    """The day by which it is done: readers differ on the first day of "by year-end"."""
    found = days(value)
    return found and found[1]


def _same_word(gold: Any, found: Any) -> bool:
    golds = {_word(one) for one in gold} if isinstance(gold, list) else {_word(gold)}
    return _word(found) in golds or bool(_combined(found) and _combined(found) in map(_combined, golds))


def _word(value: Any) -> str | None:
    """A word of a closed list without case, spaces, hyphens, underscores and "phase"."""
    if isinstance(value, list | dict):
        value = next(iter(alternatives(value)), None)
    if value is None:
        return None
    return re.sub(r"[\s_-]+", "", str(value).casefold()).removeprefix("phase") or None


def _combined(value: Any) -> str:
    """The digits of a combined phase: `1b/2a` and `1/2` are both `12`; "" for anything else."""
    text = _word(value) or ""
    return "".join(dict.fromkeys(re.findall(r"\d", text))) if _COMBINED.fullmatch(text) else ""
