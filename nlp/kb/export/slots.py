"""The slots of facts as columns of a table: the same columns for all facts, named in the order of the taxonomy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

ColumnKind = Literal["text", "texts", "number", "day"]
Cell = str | float | date | list[str] | None

# By kind of slot: the ending of each column, its kind, and the key of the value that it holds.
_ENTITY: tuple[tuple[str, ColumnKind, str | None], ...] = (("", "text", "name"), ("_id", "text", "id"))
_COLUMNS: Mapping[str, tuple[tuple[str, ColumnKind, str | None], ...]] = {
    "compound": _ENTITY,
    "company": _ENTITY,
    "companies": (("", "texts", "name"), ("_ids", "texts", "id")),
    "texts": (("", "texts", None),),
    "number": (("", "number", None),),
    "money": (("_amount", "number", "amount"), ("_currency", "text", "currency")),
    "date": (("_earliest", "day", "earliest"), ("_latest", "day", "latest"), ("_text", "text", "text")),
}
_PLAIN: tuple[tuple[str, ColumnKind, str | None], ...] = (("", "text", None),)


@dataclass(frozen=True, slots=True)
class SlotColumn:
    """A column: its name, its kind, and where in the slots its value is."""

    name: str
    kind: ColumnKind
    slot: str
    key: str | None

    def read(self, slots: Mapping[str, Any]) -> Cell:
        """The value; None where the slot is empty or the fact's type has none."""
        value = slots.get(self.slot)
        if value is None or value == []:
            return None
        if self.kind == "texts":
            items = value if isinstance(value, list) else [value]
            return [str(item[self.key] if self.key else item) for item in items]
        if self.key is not None:
            value = value[self.key]
        if value is None:
            return None
        if self.kind == "number":
            return float(value)
        return date.fromisoformat(value) if self.kind == "day" else str(value)


@lru_cache(maxsize=1)
def slot_columns() -> tuple[SlotColumn, ...]:
    """The columns for the slots that the built-in taxonomy knows."""
    from nlp.resources import default_folder
    from nlp.rules.yaml import read_yaml

    kinds: dict[str, str] = {}
    for spec in read_yaml(default_folder() / "taxonomy.yaml")["events"].values():
        for slot, about in spec["slots"].items():
            kinds.setdefault(slot, about["kind"])
    return tuple(
        SlotColumn(slot + ending, kind, slot, key)
        for slot, about in kinds.items()
        for ending, kind, key in _COLUMNS.get(about, _PLAIN)
    )
