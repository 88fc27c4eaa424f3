"""Slots as properties of a node: entities as links, sums, times and trials as nodes of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nlp.kb.export.node import Node, decimal_of
from nlp.kb.export.vocabulary import iri, slot_term

_UNITS = frozenset({"unit", "low", "high"})


def add_slots(node: Node, slots: Mapping[str, Any]) -> list[Node]:
    """Adds the slots as properties; the nodes that they need."""
    made: list[Node] = []
    unit = slots.get("unit")
    if slots.get("low") is not None or slots.get("high") is not None:
        made.append(_amount(node, "amount", unit, low=slots.get("low"), high=slots.get("high")))
    for slot, value in slots.items():
        if value is None or slot in _UNITS:
            continue
        name = slot_term(slot)
        if slot == "trial":
            made.append(_trial(node, str(value), slots))
        elif isinstance(value, int | float):
            made.append(_amount(node, name, unit, value=value))
        elif isinstance(value, Mapping) and "amount" in value:
            made.append(_amount(node, name, value["currency"], value=value["amount"]))
        elif isinstance(value, Mapping) and "earliest" in value:
            made.append(_interval(node, name, value))
        else:
            for item in value if isinstance(value, list) else [value]:
                node.add(name, iri("entity", item["id"]) if isinstance(item, Mapping) else str(item))
    return made


def _amount(node: Node, name: str, unit: str | None, **numbers: float | None) -> Node:
    """`value`, or `low` and `high`, as a sum of money, or of another unit ("USD/share", "fiscal_years", none told)."""
    is_money = unit is not None and len(unit) == 3 and unit.isupper()
    amount = Node(f"{node.id}#{name}", ("schema:MonetaryAmount" if is_money else "schema:QuantitativeValue",))
    for key, term in (("value", "value"), ("low", "minValue"), ("high", "maxValue")):
        number = numbers.get(key)
        amount.add(term, None if number is None else decimal_of(number))
    amount.add("currency" if is_money else "unitText", unit)
    node.add(name, amount.id)
    return amount


def _interval(node: Node, name: str, value: Mapping[str, Any]) -> Node:
    interval = Node(f"{node.id}#{name}", ("ee:Interval",))
    interval.add("earliest", date.fromisoformat(value["earliest"]))
    interval.add("latest", date.fromisoformat(value["latest"]))
    interval.add("asTold", value.get("text"))
    node.add(name, interval.id)
    return interval


def _trial(node: Node, name: str, slots: Mapping[str, Any]) -> Node:
    """One trial of one compound by its name: two facts about it meet in it."""
    compound = (slots.get("compound") or {}).get("id")
    trial = Node(iri("trial", compound or "", name), ("schema:MedicalTrial",))
    trial.add("name", name)
    trial.add("studySubject", iri("entity", compound) if compound else None)
    node.add("inTrial", trial.id)
    return trial
