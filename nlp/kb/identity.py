"""Which names of many documents stand for one entity, decided release after release in the order of their days.

A later release may join what earlier ones left apart ("NRV-210, now called norvamab"), so the identity as of a day is
what the releases up to that day give: nothing that was said before is changed. Kept apart, whatever names are shared:
two entities of the registry, and what the registry or a release says are not the same. The number of a code proves
little (two companies may both have an AB-101): outside the registry it joins documents of different issuers only where
one of them names the other, or where a second name is shared. Nor does a substance join two issuers' own products of
it. What only describes ("its anti-CD33 compound") joins documents of one issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from nlp.kb.records import Label
from nlp.kb.uses import COMPANY, Use, is_code, is_descriptor, key_of
from nlp.registry.store import Registry
from nlp.registry.variants import is_generic_name

Place = tuple[str, Label, int]
# Biologics, cells and vectors: their name is that of one maker's product.
_ONE_MAKER = re.compile(r"(?:mab|cept|bart|mig|tug|cel|vec|ase|fusp)(?: [a-z]+)?(?:-[a-z]{4})?$")
_LONG_CODE = 5  # letters and digits of a code that two companies hardly both use


@dataclass(frozen=True, slots=True)
class Setting:
    """The companies of a document: who issued it (None: nobody knows) and whom it names, as entity ids."""

    issuer: str | None = None
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement that two names are two entities, with the day on which it was made."""

    label: Label
    left: str
    right: str
    published: date | None


@dataclass(slots=True, eq=False)
class Group:
    """An entity in the making. `number` counts entities as they first appear; `uses` are in the order in which they
    joined.
    """

    number: int
    id: str
    label: Label
    registry_id: str | None
    keys: set[str] = field(default_factory=set)
    uses: list[Use] = field(default_factory=list)
    issuers: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)


def chronological(use: Use) -> tuple[date, str, str, int]:
    """Releases by day, then id; what has no day comes last: nobody can say what it already knew."""
    return use.published or date.max, use.doc_id, use.label, use.number


def resolve(
    uses: Iterable[Use],
    apart: Iterable[Apart],
    registry: Registry,
    settings: Mapping[str, Setting] | None = None,
) -> list[Group]:
    """The entities behind the uses, in the order in which they first appear; the order of the arguments is of no
    account.

    `settings` are the companies of each document by doc_id, for compounds; companies need none.
    """
    identities = _Identities(registry, apart, settings or {})
    for use in sorted(uses, key=chronological):
        identities.take(use)
    return identities.groups


class _Identities:
    def __init__(self, registry: Registry, apart: Iterable[Apart], settings: Mapping[str, Setting]) -> None:
        self.registry = registry
        self.settings = settings
        self.groups: list[Group] = []
        self.by_key: dict[tuple[Label, str], list[Group]] = {}
        self.by_registry: dict[tuple[Label, str], Group] = {}
        self.taken: set[str] = set()
        self.made = 0
        self.apart: dict[tuple[Label, str], set[str]] = {}
        for pair in apart:
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
                self.apart.setdefault((pair.label, one), set()).add(other)

    def take(self, use: Use) -> None:
        """Find the use its entity, and join the entities that it shows to be one."""
        setting = self.settings.get(use.doc_id, Setting())
        keys = [key for key in dict.fromkeys(key_of(text, use.label) for text in use.texts) if key]
        fitting = self._fitting(use, keys, setting)
        home = self._home(use, keys, fitting)
        for other in fitting:
            if other is not home and other.registry_id is None and not self._kept_apart(home, other.keys):
                self._absorb(home, other)
        home.uses.append(use)
        home.named |= setting.named
        home.issuers |= {setting.issuer} if setting.issuer else set()
        for key in keys:
            if not self._kept_apart(home, {key}):
                self._give(home, key)

    def _fitting(self, use: Use, keys: Sequence[str], setting: Setting) -> list[Group]:
        """The entities that carry one of the use's names, and may be meant by it."""
        sharing: dict[int, tuple[Group, list[str]]] = {}
        for text in dict.fromkeys(use.texts):
            key = key_of(text, use.label)
            for group in self.by_key.get((use.label, key), ()):
                sharing.setdefault(id(group), (group, []))[1].append(text)
        return [
            group
            for group, texts in sorted(sharing.values(), key=lambda found: found[0].number)
            if (keys[0] in group.keys or not self._kept_apart(group, set(keys)))
            and self._may_mean(use, group, texts, setting)
        ]

    def _may_mean(self, use: Use, group: Group, texts: Sequence[str], setting: Setting) -> bool:
        if use.registry_id and group.registry_id:
            return use.registry_id == group.registry_id
        if use.label == COMPANY:
            return any(self._tells_company(text, use, group) for text in texts)
        same_issuer = setting.issuer is not None and setting.issuer in group.issuers
        if not same_issuer and self._other_product(use, group, texts, setting):
            return False
        if same_issuer or any(not is_code(text) and not is_descriptor(text) for text in texts):
            return True
        told = {key_of(text, use.label) for text in texts if not is_descriptor(text)}
        linked = setting.issuer in group.named or bool(setting.named & group.issuers)
        nobody = setting.issuer is None or not group.issuers  # nothing speaks for another company's molecule
        alone = any(len(self.by_key[(use.label, key)]) == 1 and len(key) >= _LONG_CODE for key in told)
        return bool(told) and (linked or len(told) > 1 or nobody and alone)

    def _other_product(self, use: Use, group: Group, texts: Sequence[str], setting: Setting) -> bool:
        """Whether two companies have each a product of its own of one substance, which is all that they share."""
        if setting.issuer is None or not group.issuers:
            return False
        if not all(is_generic_name(text) and not _ONE_MAKER.search(text.casefold()) for text in texts):
            return False
        if setting.issuer in group.named or not setting.named.isdisjoint(group.issuers):
            return False
        return _has_product(use.texts) and any(_has_product(other.texts) for other in group.uses)

    def _tells_company(self, text: str, use: Use, group: Group) -> bool:
        """Whether a name is enough to know the company: a name of several words, or a single word where only one of
        the two is known by more than that, and no third company carries it.
        """
        if " " in text:
            return True
        key = key_of(text, COMPANY)
        if {key_of(name, COMPANY) for name in use.texts} == {key}:
            return group.keys == {key} or len(self.by_key[(COMPANY, key)]) == 1
        return group.keys == {key} and len(self.by_key[(COMPANY, key)]) == 1

    def _home(self, use: Use, keys: Sequence[str], fitting: Sequence[Group]) -> Group:
        if use.registry_id:
            known = self.by_registry.get((use.label, use.registry_id))
            return known or self._new(use, use.registry_id)
        registered = [group for group in fitting if group.registry_id]
        if len(registered) > 1:  # its names belong to two: the one whose name it uses first, if any, is meant
            registered = [group for group in registered if keys and keys[0] in group.keys][:1]
        if registered:
            return registered[0]
        unknown = [group for group in fitting if not group.registry_id]
        return unknown[0] if unknown else self._new(use, None)

    def _new(self, use: Use, registry_id: str | None) -> Group:
        group = Group(self.made, registry_id or self._name(use), use.label, registry_id)
        self.made += 1
        self.taken.add(group.id)
        self.groups.append(group)
        if registry_id:
            self.by_registry[(use.label, registry_id)] = group
        return group

    def _name(self, use: Use) -> str:
        """An id from the first name; where it is taken by another entity, with the issuer or a number after it."""
        slug = re.sub(r"[^a-z0-9]+", "-", use.name.casefold()).strip("-") or "unnamed"
        base = f"{use.label.lower()}:{slug}"
        issuer = self.settings.get(use.doc_id, Setting()).issuer
        tries = [base, *([f"{base}@{issuer.removeprefix('company:')}"] if issuer else [])]
        number = 2
        while tries[0] in self.taken:
            tries.pop(0)
            if not tries:
                tries.append(f"{base}-{number}")
                number += 1
        return tries[0]

    def _kept_apart(self, group: Group, keys: set[str]) -> bool:
        if any(self.apart.get((group.label, key), frozenset()) & group.keys for key in keys):
            return True
        return group.registry_id is not None and not keys.isdisjoint(
            self.registry.apart(group.registry_id, group.label)
        )

    def _absorb(self, home: Group, other: Group) -> None:
        self.groups.remove(other)
        for key in sorted(other.keys):
            self.by_key[(other.label, key)].remove(other)
            self._give(home, key)
        home.uses += other.uses
        home.issuers |= other.issuers
        home.named |= other.named

    def _give(self, group: Group, key: str) -> None:
        group.keys.add(key)
        carriers = self.by_key.setdefault((group.label, key), [])
        if group not in carriers:
            carriers.append(group)


def _has_product(texts: Sequence[str]) -> bool:
    """Whether one of the names is a brand or a code, and no substance or description."""
    return any(not is_generic_name(text) and not is_descriptor(text) for text in texts)
