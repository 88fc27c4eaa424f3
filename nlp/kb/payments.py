"""Payments beside what they are paid for: the step that triggered each, and the payee's fiscal quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from nlp.kb.records import Evidence, Fact, Knowledge
from nlp.normalize.intervals import fiscal_year_of, quarter
from nlp.records import Interval, YearEnd

_STEPS = frozenset({"trial_status", "regulatory", "readout", "deal"})


@dataclass(frozen=True, slots=True)
class Quarter:
    """A fiscal quarter: `number` 1 to 4 of the fiscal `year`, which is named by the calendar year in which it ends."""

    year: int
    number: int
    days: Interval

    def __str__(self) -> str:
        return f"{self.number}Q FY{self.year}"


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment.

    `triggers` are the steps that the same sentence tells of what the payment is about: one, or one for each disease;
    none where the sentence tells several kinds of steps. `quarter` is the fiscal quarter of the issuer in which it
    falls, None where the date lies in no single one or the release does not tell when the fiscal year ends.
    """

    fact: Fact
    triggers: tuple[Fact, ...]
    quarter: Quarter | None


def payments(knowledge: Knowledge) -> list[Paid]:
    """Every payment, in the order in which they were told."""
    ends = {release.doc_id: release.fiscal_year_end for release in knowledge.releases}
    steps: dict[str, list[tuple[Evidence, Fact]]] = defaultdict(list)
    for fact in knowledge.facts:
        if fact.type in _STEPS:
            for evidence in fact.evidence:
                steps[evidence.doc_id].append((evidence, fact))
    told = [fact for fact in knowledge.facts if fact.type == "payment"]
    told.sort(key=lambda f: (f.first_said is None, f.first_said, f.evidence[0].doc_id, f.evidence[0].start, f.id))
    return [Paid(fact, _triggers(fact, steps), _quarter(fact, ends)) for fact in told]


def _triggers(payment: Fact, steps: dict[str, list[tuple[Evidence, Fact]]]) -> tuple[Fact, ...]:
    """The steps of the payment's sentence that are about what the payment is about, and were taken when it was."""
    found = {
        fact.id: fact
        for own in payment.evidence
        for other, fact in steps[own.doc_id]
        if _shares_a_sentence(own, other) and _fits(payment, fact)
    }
    kinds = {(f.type, f.realis, f.slots.get("status") or f.slots.get("action")) for f in found.values()}
    return tuple(found[id_] for id_ in sorted(found)) if len(kinds) == 1 else ()


def _shares_a_sentence(one: Evidence, other: Evidence) -> bool:
    return any(start < end_ and start_ < end for start, end in one.places for start_, end_ in other.places)


def _fits(payment: Fact, step: Fact) -> bool:
    compound = payment.slots.get("compound")
    if compound and compound["id"] not in step.entities or step.type == "deal" and payment.slots["kind"] == "milestone":
        return False
    if not compound and step.type != "deal" and payment.slots["kind"] != "milestone":
        return False
    one, other = payment.valid, step.valid
    return one is None or other is None or (one.earliest <= other.latest and other.earliest <= one.latest)


def _quarter(payment: Fact, ends: dict[str, str | None]) -> Quarter | None:
    told = next((ends[e.doc_id] for e in payment.evidence if ends.get(e.doc_id)), None)
    if payment.valid is None or told is None:
        return None
    month, day = (int(part) for part in told.split("-"))
    end = YearEnd(month, day)
    year = fiscal_year_of(payment.valid.earliest, end)
    for number in (1, 2, 3, 4):
        days = quarter(year, number, end)
        if days.earliest <= payment.valid.earliest and payment.valid.latest <= days.latest:
            return Quarter(year, number, days)
    return None
