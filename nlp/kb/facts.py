"""Assertions of many releases merged into facts, and what the facts of one anchor say of each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nlp.assembly.alike import shorter
from nlp.assembly.same import SAME
from nlp.kb.assertions import PRIOR, Assertion, interval
from nlp.kb.belief import against, belief
from nlp.kb.disagree import disagree, same_step, supersedes
from nlp.kb.records import Evidence, Fact


@dataclass(slots=True, eq=False)
class Draft:
    """A fact in the making: merged slots and what tells it, in chronological order."""

    type: str
    realis: str
    slots: dict[str, Any]
    told: dict[str, Any]
    assertions: list[Assertion] = field(default_factory=list)

    @property
    def first(self) -> Assertion:
        """What told it first."""
        return self.assertions[0]

    @property
    def last(self) -> Assertion:
        """What told it last."""
        return self.assertions[-1]


def merge(assertions: Iterable[Assertion]) -> list[Fact]:
    """The facts of one anchor, in the order in which they were first told; the order of the argument is of no
    account.
    """
    ordered = sorted(assertions, key=lambda a: a.order)
    drafts: list[Draft] = []
    for assertion in ordered:
        if assertion.evidence.rule != PRIOR:
            _take(assertion, drafts)
    for assertion in ordered:
        if assertion.evidence.rule == PRIOR:
            _compare(assertion, drafts)
    facts = {id(draft): _fact(draft) for draft in drafts}
    contradictions = _contradictions(drafts)
    successors = _successors(drafts, contradictions)
    return [
        _judged(
            facts[id(draft)],
            facts[id(successors[id(draft)])] if id(draft) in successors else None,
            [facts[other] for other in contradictions.get(id(draft), ())],
        )
        for draft in drafts
    ]


def _take(assertion: Assertion, drafts: list[Draft]) -> None:
    same = SAME[assertion.type]
    fitting = [
        draft
        for draft in drafts
        if draft.realis == assertion.realis
        and same(draft.told, assertion.told)
        and not disagree(draft.type, draft.told, assertion.told)
    ]
    if not fitting:
        drafts.append(Draft(assertion.type, assertion.realis, dict(assertion.slots), dict(assertion.told), [assertion]))
        return
    home = max(fitting, key=lambda draft: (_agreeing(draft.told, assertion.told), draft.last.order))
    _absorb(home, assertion)


def _compare(assertion: Assertion, drafts: list[Draft]) -> None:
    """A figure of the period before, told for comparison: a witness of the fact, or a restatement that has to be seen;
    where the period's own release is not there, no fact of its own.
    """
    same = SAME[assertion.type]
    for draft in drafts:
        if same(draft.told, assertion.told):
            draft.assertions = sorted([*draft.assertions, assertion], key=lambda a: a.order)
            return
    if any(same_step(assertion.type, draft.told, assertion.told) for draft in drafts):
        drafts.append(Draft(assertion.type, assertion.realis, dict(assertion.slots), dict(assertion.told), [assertion]))


def _agreeing(told: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return sum(told.get(name) not in (None, [], "") and value not in (None, [], "") for name, value in other.items())


def _absorb(draft: Draft, assertion: Assertion) -> None:
    """Fill what is empty and keep the more precise time; what was told first stays."""
    for name, value in assertion.told.items():
        current = draft.told.get(name)
        if name in ("date", "period", "prior_period"):
            chosen = shorter(current, value)
            if chosen is not current:
                draft.told[name], draft.slots[name] = chosen, assertion.slots.get(name)
        elif current in (None, [], "") and value not in (None, [], ""):
            draft.told[name], draft.slots[name] = value, assertion.slots.get(name)
        elif name == "status" and assertion.type == "deal":
            draft.told[name] = draft.slots[name] = "signed" if "signed" in (current, value) else current
    draft.assertions.append(assertion)


def _fact(draft: Draft) -> Fact:
    evidence: tuple[Evidence, ...] = tuple(a.evidence for a in draft.assertions)
    days = [a.published for a in draft.assertions if a.published]
    first = draft.first
    seed = "\0".join((draft.type, draft.realis, first.anchor, first.evidence.doc_id, first.evidence.event_id))
    if first.evidence.rule == PRIOR:
        seed += "\0prior"
    when = draft.slots.get("period" if draft.type in ("guidance", "financial_result") else "date")
    return Fact(
        id=hashlib.sha256(seed.encode()).hexdigest()[:16],
        type=draft.type,
        slots=draft.slots,
        realis=draft.realis,
        entities=tuple(sorted({entity for a in draft.assertions for entity in a.entities})),
        publisher=first.issuer,
        valid=interval(when) if when else None,
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        belief=belief(evidence, [a.issuer for a in draft.assertions]),
        evidence=evidence,
    )


def _contradictions(drafts: Sequence[Draft]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = {}
    for index, one in enumerate(drafts):
        for other in drafts[index + 1 :]:
            if one.realis == other.realis == "actual" and disagree(one.type, one.told, other.told):
                out.setdefault(id(one), []).append(id(other))
                out.setdefault(id(other), []).append(id(one))
    return out


def _successors(drafts: Sequence[Draft], contradictions: Mapping[int, Sequence[int]]) -> dict[int, Draft]:
    """For each fact the first later one that takes its place."""
    out: dict[int, Draft] = {}
    for old in drafts:
        later = (new for new in drafts if new is not old and _said_later(new, old))
        replacing = (
            new
            for new in later
            if id(new) in contradictions.get(id(old), ())
            or supersedes(new.type, new.realis, new.told, old.realis, old.told)
        )
        successor = min(replacing, key=lambda new: new.first.order, default=None)
        if successor is not None:
            out[id(old)] = successor
    return out


def _said_later(new: Draft, old: Draft) -> bool:
    """Whether a release of a later day tells the new one first, and it had not happened before the old one was told."""
    one, other = old.first.published, new.first.published
    if one is None or other is None or other <= one:
        return False
    when = new.told.get("date")
    return old.realis == new.realis or when is None or when.interval.latest >= one


def _judged(fact: Fact, successor: Fact | None, contradicting: Sequence[Fact]) -> Fact:
    return replace(
        fact,
        state="superseded" if successor else "contradicted" if contradicting else "current",
        superseded_by=successor.id if successor else None,
        contradicts=tuple(sorted(other.id for other in contradicting)),
        belief=against(fact.belief, (other.belief for other in contradicting)),
    )
