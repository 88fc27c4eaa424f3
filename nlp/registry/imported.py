"""What vocabularies add to the registry: entries of their own, and names of entries that are there.

`kb import-vocabulary` writes `compounds.imported.jsonl` and `companies.imported.jsonl` beside the registry's own files,
in their form with a key more, `vocabulary`. A line with the id of one of our entries adds its names to that entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from nlp.registry.entities import Company, Compound
from nlp.registry.load import load_companies, load_compounds

IMPORTED_COMPOUNDS = "compounds.imported.jsonl"
IMPORTED_COMPANIES = "companies.imported.jsonl"

_E = TypeVar("_E", Compound, Company)


def imported_compounds(folder: Path) -> tuple[Compound, ...]:
    """The compounds that vocabularies have added to a pattern folder; empty without the file."""
    path = folder / IMPORTED_COMPOUNDS
    return load_compounds(path) if path.is_file() else ()


def imported_companies(folder: Path) -> tuple[Company, ...]:
    """The companies that vocabularies have added to a pattern folder; empty without the file."""
    path = folder / IMPORTED_COMPANIES
    return load_companies(path) if path.is_file() else ()


def extended(ours: Iterable[_E], added: Iterable[_E]) -> tuple[_E, ...]:
    """Our entries in their order, with the names that lines of the same id add to them, then the entries that are
    new.
    """
    by_id: dict[str, _E] = {entity.id: entity for entity in added}
    known: list[_E] = [_with_names(entity, by_id.pop(entity.id, None)) for entity in ours]
    return tuple(known) + tuple(by_id.values())


def _with_names(entity: _E, more: _E | None) -> _E:
    if more is None:
        return entity
    have = {(alias.name, alias.kind == "ticker") for alias in entity.aliases}
    names = tuple(alias for alias in more.aliases if (alias.name, alias.kind == "ticker") not in have)
    return replace(entity, aliases=entity.aliases + names)
