"""A node of the RDF export, as both serialisations read it. No blank nodes: all have names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nlp.kb.export.vocabulary import TERMS, Term

Value = str | int | Decimal | date


@dataclass(slots=True)
class Node:
    """A node: its IRI, its classes, and the values of each property, in order. Property names are those of `TERMS`, or
    of a slot (see `term_of`).
    """

    id: str
    types: tuple[str, ...]
    properties: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, name: str, *values: Value | None) -> None:
        """Add values that are not None; a value twice is there once."""
        for value in values:
            have = self.properties.get(name, [])
            if value is not None and value not in have:
                self.properties[name] = [*have, value]


def term_of(name: str) -> Term:
    """The term of a property; a slot's term is our own."""
    known = TERMS.get(name)
    if known is not None:
        return known
    return Term(f"ee:{name}", "id" if name in NODE_SLOTS else "text")


# Slots whose values are nodes; what a taxonomy may add beside them is text.
NODE_SLOTS = frozenset(
    "compound sponsor parties licensor licensee payer payee when period priorPeriod upfront milestones amount "
    "priorAmount inTrial".split()
)


def decimal_of(number: float) -> Decimal:
    """A number of an event, with the digits that it is told with."""
    return Decimal(str(number))
