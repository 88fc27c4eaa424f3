"""Frozen values of an import."""

from __future__ import annotations

from dataclasses import dataclass, field

from nlp.registry.entities import Company, Compound

DRUGBANK, SEC = "drugbank", "sec"


@dataclass(frozen=True, slots=True)
class Drug:
    """A row of DrugBank's vocabulary. `line` is the line of the file that the row ends in, from 1."""

    file: str
    line: int
    id: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filer:
    """A company of the SEC's list, with all its tickers. `line` is the place of its first row, from 1."""

    file: str
    line: int
    cik: int
    title: str
    tickers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What was not loaded, and why. `entry` is its id in the vocabulary; `whole` says that nothing of it was loaded,
    else only `names` were left out. `entity` is the id in the registry that speaks against it, None where other rows of
    the vocabulary do.
    """

    file: str
    line: int
    entry: str
    names: tuple[str, ...]
    whole: bool
    entity: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What vocabularies add to a registry.

    `added` are ids of new entries, `extended` ids of entries that get more names, in the order of the files. The lines
    of both are in `compounds` and `companies`; a line with an id of the registry holds the new names only. `unused`
    counts rows that name no drug as releases would (systematic chemical names).
    """

    compounds: tuple[Compound, ...] = ()
    companies: tuple[Company, ...] = ()
    added: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = field(default=())
    unused: int = 0
