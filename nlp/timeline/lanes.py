"""In which lane and row a fact stands, for each way to look at the knowledge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nlp.kb.records import Entity, Fact
from nlp.kb.uses import COMPOUND, key_of
from nlp.timeline.model import By
from nlp.timeline.trials import disease

DEALS, OUTLOOK = "Deals and payments", "Outlook and results"
_COMPANY_SLOTS = ("sponsor", "licensor", "licensee", "payer", "payee")


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a lane. `lane` is an entity's id; `row` is equal for spellings of one indication, `name` is the row's
    name as this fact tells it.
    """

    lane: str
    row: object
    name: str


class Assets:
    """Finds the compounds that a deal's assets name."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._of: dict[str, set[str]] = {}
        for entity in entities:
            if entity.label == COMPOUND:
                for name in entity.names:
                    self._of.setdefault(key_of(name.text, COMPOUND), set()).add(entity.id)

    def __call__(self, fact: Fact) -> list[str]:
        """Ids of compounds; a name that several compounds carry finds none."""
        found = (self._of.get(key_of(text, COMPOUND), set()) for text in fact.slots.get("asset") or ())
        return [next(iter(ids)) for ids in found if len(ids) == 1]


def places(fact: Fact, by: By, assets: Assets) -> Iterator[Place]:
    """The rows in which a fact stands, each once."""
    return iter(dict.fromkeys(_PLACES[by](fact, assets)))


def _by_compound(fact: Fact, assets: Assets) -> Iterator[Place]:
    compound = fact.slots.get("compound")
    if compound and fact.type != "payment":
        yield Place(compound["id"], disease(fact.slots), ", ".join(fact.slots.get("indication") or ()))
    elif compound:
        yield Place(compound["id"], DEALS, DEALS)
    for entity in assets(fact):
        yield Place(entity, DEALS, DEALS)


def _by_partner(fact: Fact, assets: Assets) -> Iterator[Place]:
    if fact.type in ("deal", "payment", "trial_status"):
        for company in companies(fact):
            if company != fact.publisher:
                yield _row_of(fact, company)


def _by_company(fact: Fact, assets: Assets) -> Iterator[Place]:
    for company in (*((fact.publisher,) if fact.publisher else ()), *companies(fact)):
        yield _row_of(fact, company)


_PLACES: Mapping[By, Callable[[Fact, Assets], Iterator[Place]]] = {
    "compound": _by_compound,
    "partner": _by_partner,
    "company": _by_company,
}


def _row_of(fact: Fact, company: str) -> Place:
    compound = fact.slots.get("compound")
    if compound:
        return Place(company, compound["id"], compound["name"])
    name = OUTLOOK if fact.type in ("guidance", "financial_result") else DEALS
    return Place(company, name, name)


def companies(fact: Fact) -> list[str]:
    """Ids of the companies in the slots, each once, in order."""
    return list(dict.fromkeys(filler["id"] for filler in named(fact.slots, "parties", *_COMPANY_SLOTS)))


def named(slots: Mapping[str, Any], *names: str) -> Iterator[Mapping[str, Any]]:
    """The entities in some slots."""
    for name in names:
        value = slots.get(name)
        yield from value if isinstance(value, list) else [value] if value else ()
