"""DrugBank's vocabulary against the registry: what it adds, and what contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nlp.kb.vocabulary.drug_names import another_molecule, base_of, canonical, is_trusted, is_usable, siblings
from nlp.kb.vocabulary.records import DRUGBANK, Conflict, Drug, Imported
from nlp.registry.entities import COMPOUND, Alias, Compound
from nlp.registry.keys import name_key
from nlp.registry.store import Registry
from nlp.registry.variants import inn_stem, is_antibody_name, strip_form


def import_drugs(
    drugs: Iterable[Drug], registry: Registry, english: frozenset[str], generics: frozenset[str] = frozenset()
) -> Imported:
    """What the rows add to the registry. Names that the registry keeps apart stay apart, whatever the rows say.

    `generics` are generic names in lower case, as the patterns list them.
    """
    rows = {drug.id: drug for drug in drugs}  # of two files' rows of one drug, the later file's counts
    work = _Work(registry, english, generics, _names_of(rows.values()))
    for drug in rows.values():
        if is_usable(drug.name):
            work.take(drug)
        else:
            work.unused += 1
    return Imported(
        compounds=tuple(work.lines),
        added=tuple(work.added),
        extended=tuple(work.extended),
        conflicts=tuple(work.conflicts),
        unused=work.unused,
    )


def _names_of(drugs: Iterable[Drug]) -> Mapping[str, tuple[str, ...]]:
    """The DrugBank ids of the entries that carry a name, by key; those first whose own name it is."""
    own: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for drug in drugs:
        key = name_key(drug.name)
        own[key].append(drug.id)
        for other in dict.fromkeys(map(name_key, drug.synonyms)):
            if other != key:
                also[other].append(drug.id)
    return {key: (*own.get(key, ()), *also.get(key, ())) for key in (*own, *also)}


@dataclass(slots=True)
class _Work:
    registry: Registry
    english: frozenset[str]
    generics: frozenset[str]
    carriers: Mapping[str, tuple[str, ...]]
    lines: list[Compound] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unused: int = 0

    def take(self, drug: Drug) -> None:
        """Add a row, or say what speaks against it."""
        ours = self._owner(drug.name)
        against = self._against(drug, ours)
        if against is not None:
            self._refuse(drug, *against, whole=True)
            return
        have = {name_key(drug.name)}
        if ours is not None:
            have |= {name_key(alias.name) for alias in self.registry.compounds[ours].aliases}
        names = [name for name in drug.synonyms if is_usable(name) and self._is_new(name, have)]
        classmates = siblings((drug.name, *names))
        fitting = [name for name in names if self._fits(drug, name, ours, classmates)]
        if ours is None:
            self._add(drug, fitting)
        elif fitting:
            entity = self.registry.compounds[ours]
            self.lines.append(Compound(ours, entity.name, entity.type, self._aliases(fitting), note=_note(drug)))
            self.extended.append(ours)

    def _owner(self, name: str) -> str | None:
        found = self.registry.hits(name, COMPOUND)
        return found[0].id if len(found) == 1 else None

    def _against(self, drug: Drug, ours: str | None) -> tuple[tuple[str, ...], str | None, str] | None:
        """(names, id of the registry's entry, reason) where the whole row cannot be loaded."""
        owners: dict[str, list[str]] = {}
        for name in dict.fromkeys((drug.name, *drug.synonyms)):
            for hit in self.registry.hits(name, COMPOUND):
                owners.setdefault(hit.id, []).append(name)
        if len(owners) > 1:
            told = "; ".join(f"{', '.join(names)} of {id}" for id, names in owners.items())
            every = tuple(name for names in owners.values() for name in names)
            return every, next(iter(owners)), f"its names are those of {len(owners)} entries of the registry: {told}"
        if owners and ours is None:
            [(id, names)] = owners.items()
            return tuple(names), id, f"only a synonym is a name of {id}, the entry's own name is not"
        key = name_key(drug.name)
        if ours is None and self.carriers[key][0] != drug.id:
            return (drug.name,), None, f"{self.carriers[key][0]} has the same name"
        base = base_of(drug.name)
        if ours is None and base is not None:
            owner = self._owner(base)
            if owner is not None:
                return (drug.name,), owner, f"a form of {base}, which is {owner}: nothing says that they are two"
            if others := [id for id in self.carriers.get(name_key(base), ()) if id != drug.id]:
                return (drug.name,), None, f"a form of {base}, which is {others[0]}: nothing says that they are two"
        return None

    def _is_new(self, name: str, have: set[str]) -> bool:
        """Whether neither the name nor what is left of it without its salt is known; salts need no names of their
        own.
        """
        keys = {name_key(name), name_key(strip_form(name) or name)}
        if keys & have:
            return False
        have.add(name_key(name))
        return True

    def _fits(self, drug: Drug, name: str, ours: str | None, classmates: frozenset[str]) -> bool:
        key = name_key(name)
        others = [id for id in self.carriers[key] if id != drug.id]
        base = strip_form(name)
        owner = self._owner(base) if base is not None else None
        if ours is not None and self._is_apart(ours, name):
            self._refuse(drug, (name,), ours, f"the registry keeps it apart from {ours}")
        elif owner is not None and owner != ours:
            self._refuse(drug, (name,), owner, f"a form of {base}, which is {owner}")
        elif (reason := another_molecule(drug.name, name)) is not None:
            self._refuse(drug, (name,), ours, f"{reason} ({drug.name})")
        elif name in classmates:
            self._refuse(drug, (name,), ours, f"one of several products of a class ({', '.join(sorted(classmates))})")
        elif others:
            self._refuse(drug, (name,), None, f"a name of {', '.join(others)} as well")
        else:
            return True
        return False

    def _is_apart(self, ours: str, name: str) -> bool:
        keys = {name_key(name), name_key(strip_form(name) or name)}
        return not keys.isdisjoint(self.registry.apart(ours, COMPOUND))

    def _add(self, drug: Drug, synonyms: list[str]) -> None:
        name = canonical(drug.name, self.generics)
        id = f"{DRUGBANK}-{drug.id.lower()}"
        kind = "antibody" if is_antibody_name(name) else "compound"
        own = Alias(
            name, "inn" if inn_stem(name) and name[0].islower() else "name", match=is_trusted(name, self.english)
        )
        aliases = (_imported(own), *self._aliases(synonyms))
        self.lines.append(Compound(id, name, kind, aliases, note=_note(drug)))
        self.added.append(id)

    def _aliases(self, names: Iterable[str]) -> tuple[Alias, ...]:
        return tuple(_imported(Alias(name, "variant", match=is_trusted(name, self.english))) for name in names)

    def _refuse(
        self, drug: Drug, names: tuple[str, ...], entity: str | None, reason: str, *, whole: bool = False
    ) -> None:
        self.conflicts.append(Conflict(drug.file, drug.line, drug.id, names, whole, entity, reason))


def _imported(alias: Alias) -> Alias:
    return Alias(alias.name, alias.kind, alias.first, alias.last, alias.match, DRUGBANK)


def _note(drug: Drug) -> str:
    return f"DrugBank {drug.id}"
