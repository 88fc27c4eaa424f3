"""Joins names into groups and refuses every join that would put two entities into one.

A join is refused when it would hold two registry entities, a pair that the registry or the document tells apart, two
payloads, an antibody and its conjugate, or a product and its biosimilar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.registry.profiles import Profile
from nlp.registry.store import Registry


@dataclass(slots=True)
class Node:
    """The spellings of one key in a document; the first use gives the profile."""

    label: str
    profile: Profile
    start: int
    texts: dict[str, int] = field(default_factory=dict)
    is_substance: bool = False  # the document tells a product by it ("NRV-210, a naltrexone implant")


@dataclass(slots=True)
class Group:
    """Nodes (by number) held for one entity so far."""

    label: str
    members: list[int]
    id: str | None
    keys: set[str]
    blocked: set[int] = field(default_factory=set)
    payloads: set[tuple[str, str]] = field(default_factory=set)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class Groups:
    """The document's groups; every node is in exactly one."""

    def __init__(self, nodes: Sequence[Node], registry: Registry) -> None:
        self.nodes = nodes
        self.registry = registry
        self.of_node = [self._single(number, node) for number, node in enumerate(nodes)]
        self.of_id: dict[tuple[str, str | None], Group] = {}

    @staticmethod
    def _single(number: int, node: Node) -> Group:
        payload = node.profile.payload
        return Group(node.label, [number], None, {node.profile.key}, payloads=set() if payload is None else {payload})

    def distinct(self) -> list[Group]:
        """The groups in the order of their first member."""
        return list({id(group): group for group in self.of_node}.values())

    def block(self, first: int, other: int) -> None:
        """These two nodes stay apart."""
        self.of_node[first].blocked.add(other)
        self.of_node[other].blocked.add(first)

    def identify(self, number: int, entity: str, reason: str) -> bool:
        """Gives a node's group a registry id, joining it with the group that has it; false when that is refused."""
        group = self.of_node[number]
        holder = self.of_id.get((group.label, entity))
        if holder is group:
            return True
        against = self._id_conflict(group, entity) or (self.conflict(group, holder) if holder is not None else None)
        if against is not None:
            group.reasons.append(f"refused: {reason}: {against}")
            return False
        group.id = entity
        group.reasons.append(reason)
        self.of_id[group.label, entity] = group
        if holder is not None:
            self._join(holder, group)
        return True

    def unite(self, first: int, other: int, reason: str, evidence: tuple[int, int] | None = None) -> bool:
        """Joins two nodes' groups; false, with the reason kept on both, when that is refused."""
        left, right = self.of_node[first], self.of_node[other]
        if left is right:
            return True
        against = self.conflict(left, right)
        if against is not None:
            for group in (left, right):
                group.reasons.append(f"refused: {reason}: {against}")
            return False
        joined = self._join(left, right)
        joined.reasons.append(reason)
        if evidence is not None:
            joined.evidence.append(evidence)
        return True

    def conflict(self, left: Group, right: Group) -> str | None:
        """Why two groups are two entities, None when nothing speaks against one."""
        if left.label != right.label:
            return "a compound is no company"
        if left.id is not None and right.id is not None and left.id != right.id:
            return f"{left.id} and {right.id} are two entries of the registry"
        if not left.blocked.isdisjoint(right.members):
            return "the document tells them apart"
        for one, two in ((left, right), (right, left)):
            against = (two.id is not None and self._id_conflict(one, two.id)) or self._kind_conflict(one, two)
            if against:
                return against
        return None

    def _id_conflict(self, group: Group, entity: str) -> str | None:
        if group.id is not None and group.id != entity:
            return f"{group.id} and {entity} are two entries of the registry"
        if not group.keys.isdisjoint(self.registry.apart(entity, group.label)):
            return f"the registry tells it apart from {entity}"
        if any(entity in self.nodes[member].profile.rivals for member in group.members):
            return f"a biosimilar is not its reference product {entity}"
        return None

    def _kind_conflict(self, one: Group, two: Group) -> str | None:
        """Whether names of `two` show another kind of molecule than those of `one`; called both ways round."""
        if two.payloads:
            codes = {payload for _, payload in two.payloads}
            if one.payloads and codes != {payload for _, payload in one.payloads}:
                return "they carry different payloads"
            carriers = {carrier for carrier, _ in two.payloads}
            is_naked = not one.payloads and any(self.nodes[member].profile.is_antibody for member in one.members)
            if is_naked or not carriers.isdisjoint(one.keys):
                return "an antibody is not its conjugate"
        suffixes = self._suffixes(two)
        for base, suffix in self._suffixes(one).items():
            if suffixes.get(base, suffix) != suffix:
                return "products with two suffixes are two products"
        return None

    def _suffixes(self, group: Group) -> dict[str, str]:
        found = (self.nodes[member].profile.suffixed for member in group.members)
        return {pair[0]: pair[1] for pair in found if pair is not None}

    def _join(self, left: Group, right: Group) -> Group:
        if right.members[0] < left.members[0]:
            left, right = right, left
        left.members.extend(right.members)
        left.keys |= right.keys
        left.blocked |= right.blocked
        left.payloads |= right.payloads
        left.evidence.extend(right.evidence)
        left.reasons.extend(right.reasons)
        left.id = left.id if left.id is not None else right.id
        if left.id is not None:
            self.of_id[left.label, left.id] = left
        for member in right.members:
            self.of_node[member] = left
        return left
