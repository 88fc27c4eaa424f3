"""An entity of the base with all its names, from the uses that the identity has given it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nlp.kb.identity import Apart, Group
from nlp.kb.records import Entity, Name
from nlp.kb.uses import COMPOUND, Use, key_of
from nlp.registry.entities import Company, Compound
from nlp.registry.store import Registry


def entity_of(group: Group, apart: Iterable[Apart], registry: Registry) -> Entity:
    """The entity; its names are the registry's in the registry's order, then the others by first use."""
    known = _registered(group, registry)
    names: dict[str, Name] = {}
    if known is not None:
        imported = {alias.vocabulary for alias in known.aliases}
        own = imported.pop() if len(imported) == 1 else None
        names[key_of(known.name, group.label)] = Name(known.name, "name", own or "registry")
        for alias in known.aliases:
            key = key_of(alias.name, group.label)
            if alias.kind != "ticker" and (key not in names or names[key].kind == "name"):
                names[key] = Name(alias.name, alias.kind, alias.vocabulary or "registry")
    for use in group.uses:
        for text in use.texts:
            key = key_of(text, group.label)
            if key:
                names[key] = _said(names.get(key), text, use)
    others = set(known.not_same_as) if known is not None else set()
    for pair in apart:
        if pair.label == group.label and {pair.left, pair.right} & group.keys:
            others |= {pair.left, pair.right} - group.keys
    name = known.name if known is not None else _preferred(group)
    return Entity(group.id, group.label, name, group.registry_id, tuple(names.values()), tuple(sorted(others)))


def _registered(group: Group, registry: Registry) -> Compound | Company | None:
    if group.registry_id is None:
        return None
    if group.label == COMPOUND:
        return registry.compounds.get(group.registry_id)
    return registry.companies.get(group.registry_id)


def _said(name: Name | None, text: str, use: Use) -> Name:
    if name is None:
        return Name(text, "used", use.doc_id, use.published, use.published)
    days = [day for day in (name.first_said, name.last_said, use.published) if day is not None]
    return Name(name.text, name.kind, name.source, min(days, default=None), max(days, default=None))


def _preferred(group: Group) -> str:
    """The name that most documents prefer; of two, the one used first."""
    counts = Counter(use.name for use in group.uses)
    order = {use.name: -number for number, use in reversed(list(enumerate(group.uses)))}
    return max(counts, key=lambda name: (counts[name], order[name]))
