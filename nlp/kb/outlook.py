"""Guidance against the results of its period: inside the range, above it, below it, or still open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlp.kb.assertions import PRIOR
from nlp.kb.records import Evidence, Fact, Knowledge

Position = Literal["inside", "above", "below", "open"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """A range that was given and how the period came out.

    `result` is the reported figure in units of the currency, `report` the release that tells it; both None while the
    position is `open`. `revised_by` is the id of the guidance that took its place. "Above" and "below" are said of the
    number: a net loss above its range is worse than expected.
    """

    fact: Fact
    position: Position
    result: Decimal | None
    report: Evidence | None

    @property
    def revised_by(self) -> str | None:
        """The later guidance for the same period, None where there is none."""
        return self.fact.superseded_by


def outlooks(knowledge: Knowledge) -> list[Outlook]:
    """Every numeric guidance but cash runways, in the order in which it was given."""
    results: dict[tuple[str | None, str, str], list[Fact]] = defaultdict(list)
    for fact in knowledge.facts:
        if fact.type == "financial_result" and fact.valid:
            results[_key(fact)].append(fact)
    given = (
        fact
        for fact in knowledge.facts
        if fact.type == "guidance" and fact.valid and (_low(fact) is not None or _high(fact) is not None)
    )
    judged = [_judge(fact, results[_key(fact)]) for fact in given if fact.slots["metric"] != "cash_runway"]
    return sorted(judged, key=lambda o: (o.fact.evidence[0].published is None, o.fact.evidence[0].published, o.fact.id))


def _key(fact: Fact) -> tuple[str | None, str, str]:
    period = fact.valid
    return fact.publisher, str(fact.slots["metric"]), f"{period.earliest}..{period.latest}" if period else ""


def _judge(fact: Fact, results: list[Fact]) -> Outlook:
    current = [r for r in results if r.slots["unit"] == fact.slots["unit"] and r.state != "superseded"]
    reported = [r for r in current if r.evidence[0].rule != PRIOR] or current
    if not reported:
        return Outlook(fact, "open", None, None)
    result = reported[0]
    value = Decimal(str(result.slots["value"]))
    return Outlook(fact, _position(value, _low(fact), _high(fact)), value, result.evidence[0])


def _position(value: Decimal, low: Decimal | None, high: Decimal | None) -> Position:
    if low is not None and value < low:
        return "below"
    if high is not None and value > high:
        return "above"
    return "inside"


def _low(fact: Fact) -> Decimal | None:
    return _number(fact.slots.get("low"))


def _high(fact: Fact) -> Decimal | None:
    return _number(fact.slots.get("high"))


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
