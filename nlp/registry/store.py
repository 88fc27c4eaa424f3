"""The registry in memory: exact look-up by key, validity in time, parents by date.

A name's years decide between entities that both carried it; they never hide the only entity that ever did: a release
of 2010 may still say "Centocor".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from nlp.errors import PatternError
from nlp.registry.entities import COMPANY, COMPOUND, Alias, Company, Compound, Entity
from nlp.registry.imported import extended, imported_companies, imported_compounds
from nlp.registry.index import Hit, Index, apart_keys, build_index, claims, in_use, unknown_names
from nlp.registry.keys import company_key, name_key, short_company_key
from nlp.registry.load import load_companies, load_compounds


@dataclass(frozen=True)
class Registry:
    """All compounds and companies by id. Make one with `Registry.from_folder` or `Registry.of`.

    `warnings`: things in the files that are allowed, but that an editor wants to see.
    """

    compounds: Mapping[str, Compound]
    companies: Mapping[str, Company]
    warnings: tuple[str, ...]
    _compound_names: Index = field(repr=False)
    _company_names: Index = field(repr=False)
    _company_shorts: Index = field(repr=False)
    _tickers: Index = field(repr=False)
    _apart: Mapping[str, Mapping[str, frozenset[str]]] = field(repr=False)
    # Work of candidates.py and profiles.py, kept as long as the registry lives; never part of its value.
    caches: dict[str, dict[object, object]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_folder(cls, folder: Path) -> Registry:
        """Reads `compounds.jsonl` and `companies.jsonl` of `folder`, and what vocabularies have added to them;
        `PatternError` when a line is wrong.
        """
        compounds, companies = load_compounds(folder / "compounds.jsonl"), load_companies(folder / "companies.jsonl")
        return cls.of(
            extended(compounds, imported_compounds(folder)),
            extended(companies, imported_companies(folder)),
        )

    @classmethod
    def of(cls, compounds: Iterable[Compound], companies: Iterable[Company] = ()) -> Registry:
        """A registry of these entities; `PatternError` when two of one kind claim one name for the same time."""
        compounds, companies = tuple(compounds), tuple(companies)
        compound_names = build_index(compounds, name_key)
        company_names = build_index(companies, company_key)
        tickers = build_index(companies, name_key, tickers=True)
        problems = [*claims(compound_names), *claims(company_names), *claims(tickers)]
        if problems:
            raise PatternError("\n".join(problems))
        return cls(
            compounds={entity.id: entity for entity in compounds},
            companies={entity.id: entity for entity in companies},
            warnings=(
                *unknown_names(compounds, compound_names, name_key),
                *unknown_names(companies, company_names, company_key),
            ),
            _compound_names=compound_names,
            _company_names=company_names,
            _company_shorts=build_index(companies, short_company_key, imported=False),
            _tickers=tickers,
            _apart={
                COMPOUND: apart_keys(compounds, compound_names, name_key),
                COMPANY: apart_keys(companies, company_names, company_key),
            },
        )

    def compounds_named(self, name: str, *, on: date | None = None) -> tuple[Compound, ...]:
        """The compound called so (spaces, hyphens, case, ®, Greek folded); empty when none."""
        return tuple(self.compounds[hit.id] for hit in self.hits(name, COMPOUND, on=on))

    def companies_named(self, name: str, *, on: date | None = None) -> tuple[Company, ...]:
        """The company called so, with or without its legal form; several only when all carried the name that day."""
        return tuple(self.companies[hit.id] for hit in self.hits(name, COMPANY, on=on))

    def companies_by_ticker(self, ticker: str, *, on: date | None = None) -> tuple[Company, ...]:
        """The company traded under a ticker; tickers are no names and are found here only."""
        return tuple(self.companies[hit.id] for hit in in_use(self._tickers.get(name_key(ticker), ()), on))

    def hits(self, name: str, label: str, *, on: date | None = None) -> tuple[Hit, ...]:
        """Entities of one label under an exact name, each once, with the alias that matched."""
        if label == COMPOUND:
            return in_use(self._compound_names.get(name_key(name), ()), on)
        found = in_use(self._company_names.get(company_key(name), ()), on)
        if found:
            return found
        # Without the legal form two companies may look alike (Merck): then neither is meant.
        found = in_use(self._company_shorts.get(short_company_key(name), ()), on)
        return found if len(found) == 1 else ()

    def keys(self, label: str) -> Iterable[str]:
        """Every key under which `hits` finds something by full name, in the files' order."""
        return self._compound_names if label == COMPOUND else self._company_names

    def hits_by_key(self, key: str, label: str) -> tuple[Hit, ...]:
        """What `keys` stand for."""
        return (self._compound_names if label == COMPOUND else self._company_names)[key]

    def entity(self, id: str, label: str) -> Entity:
        """The entity with this id; `KeyError` when there is none."""
        return self.compounds[id] if label == COMPOUND else self.companies[id]

    def apart(self, id: str, label: str) -> frozenset[str]:
        """Keys of the names in an entity's `not_same_as` that no entry has; other entries are apart by themselves."""
        return self._apart[label].get(id, frozenset())

    def parents_of(self, company_id: str, *, on: date | None = None) -> tuple[str, ...]:
        """Ids (names, where we have no entry) of the owners that day; with `on` None, of the present ones."""
        company = self.companies.get(company_id)
        return () if company is None else tuple(tie.company for tie in company.parents if tie.in_force(on))

    def iter_aliases(self, label: str | None = None) -> Iterator[tuple[str, str, Alias]]:
        """(label, id, alias) of every name that may be searched for in text, in the files' order; no tickers."""
        for kind, entities in ((COMPOUND, self.compounds), (COMPANY, self.companies)):
            if label is None or label == kind:
                for entity in entities.values():
                    yield from ((kind, entity.id, alias) for alias in entity.aliases if alias.is_sought)
