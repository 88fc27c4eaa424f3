"""What the registry knows: compounds and companies, their names and when each name was in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

COMPOUND = "COMPOUND"
COMPANY = "COMPANY"

# "name" is the entity's own name where no alias line gives it another kind.
ALIAS_KINDS = frozenset(
    {"name", "inn", "code", "brand", "abbrev", "former", "variant", "legal", "short", "ticker", "division"}
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of one entity.

    `first` and `last`: days between which the name was the one in use, both included; a year or month in the file
    counts in full; None is unknown or open. Documents go on using a name afterwards, looking back.
    `match` false: the name is too short or too common to be searched for in text (tickers always).
    `vocabulary`: where the name is imported from ("drugbank", "sec"), None for the registry's own. An imported name is
    never searched for in text and has no near spellings; it says who is meant where other rules have found it.
    """

    name: str
    kind: str
    first: date | None = None
    last: date | None = None
    match: bool = True
    vocabulary: str | None = None

    @property
    def is_sought(self) -> bool:
        """Whether the name is searched for in text."""
        return self.match and self.vocabulary is None

    def in_use(self, on: date | None) -> bool:
        """Whether the name was in use that day; with `on` None, always."""
        return on is None or ((self.first is None or self.first <= on) and (self.last is None or on <= self.last))


@dataclass(frozen=True, slots=True)
class Tie:
    """A company that owned or developed the entity: its id, or the name of a company without an entry."""

    company: str
    first: date | None = None
    last: date | None = None

    def in_force(self, on: date | None) -> bool:
        """Whether the tie held that day; with `on` None, whether it is still open."""
        if on is None:
            return self.last is None
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Compound:
    """One molecule (or fixed combination). An antibody and its conjugate are two compounds.

    `not_same_as`: ids, or names that no entry has. `suffix`: the four letters that the FDA adds to this product's
    proper name ("gxly" of dostarlimab-gxly); another suffix on the same name is a biosimilar, another product.
    """

    id: str
    name: str
    type: str
    aliases: tuple[Alias, ...] = ()
    not_same_as: tuple[str, ...] = ()
    target: str | None = None
    payload: str | None = None
    modality: str | None = None
    suffix: str | None = None
    developers: tuple[Tie, ...] = ()
    note: str | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """One company; a renamed company is one entry, an acquired one keeps its own entry with a `parents` tie."""

    id: str
    name: str
    type: str
    aliases: tuple[Alias, ...] = ()
    not_same_as: tuple[str, ...] = ()
    parents: tuple[Tie, ...] = ()
    note: str | None = None
    source: int | None = None


Entity = Compound | Company
