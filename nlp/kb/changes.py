"""From release to release: what an issuer says that is new, said again, said more firmly, less firmly, or no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from nlp.kb.assertions import PRIOR, interval
from nlp.kb.disagree import fulfils, same_step
from nlp.kb.records import Evidence, Fact, Knowledge, Release
from nlp.kb.telling import told_of
from nlp.records import Interval

Kind = Literal["new", "repeated", "strengthened", "weakened", "missing"]
KINDS: tuple[Kind, ...] = ("new", "strengthened", "weakened", "repeated", "missing")
_RUNNING = {"initiated", "ongoing"}
_FIRMNESS = {"denied": 0, "possible": 1, "expected": 2, "actual": 3}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `now` is the telling of this release, None for what is missing; `before` the last telling of the
    same thing by the issuer, None for what is new. `why` says what has changed, "" where nothing has.
    """

    kind: Kind
    type: str
    release: Release
    now: Evidence | None
    before: Evidence | None
    why: str


@dataclass(frozen=True, slots=True)
class _Telling:
    fact: Fact
    evidence: Evidence


def changes(knowledge: Knowledge) -> list[Change]:
    """All changes of all issuers, release by release in the order of their days; an issuer's first release has none.

    A release is compared with all that its issuer said before; `missing` is what only its last release promised or had
    running (`expected`, `possible`, an ongoing trial, guidance) and this one does not tell.
    """
    told: dict[str, list[_Telling]] = defaultdict(list)
    for fact in knowledge.facts:
        for evidence in fact.evidence:
            if evidence.rule != PRIOR:
                told[evidence.doc_id].append(_Telling(fact, evidence))
    issuers: dict[str, list[Release]] = defaultdict(list)
    for release in knowledge.releases:
        if release.publisher and release.published:
            issuers[release.publisher].append(release)
    out: list[Change] = []
    for issuer in sorted(issuers):
        out += _of_issuer(issuers[issuer], told)
    return sorted(out, key=_order)


def _order(change: Change) -> tuple[date, str, int, int, str]:
    place = change.now or change.before
    assert place is not None  # a change has one of them
    day = change.release.published or date.max
    return day, change.release.doc_id, KINDS.index(change.kind), place.start, place.event_id


def _of_issuer(releases: Sequence[Release], told: dict[str, list[_Telling]]) -> Iterable[Change]:
    earlier: list[_Telling] = []
    last: list[_Telling] = []
    for number, release in enumerate(sorted(releases, key=lambda r: (r.published or date.max, r.doc_id))):
        ours = sorted(told[release.doc_id], key=lambda t: (t.evidence.start, t.evidence.event_id))
        if number:
            for telling in ours:
                yield _compare(release, telling, _before(telling, earlier))
            for old in last:
                if _lasting(old) and not any(_same_thing(new, old) for new in ours):
                    yield Change("missing", old.fact.type, release, None, old.evidence, "")
        earlier += ours
        last = ours


def _before(telling: _Telling, earlier: Sequence[_Telling]) -> _Telling | None:
    """The last telling of the same thing; of one release the same fact first."""
    same = [old for old in earlier if _same_thing(telling, old)]
    return max(
        same,
        key=lambda old: (old.evidence.published or date.min, old.fact.id == telling.fact.id, -old.evidence.start),
        default=None,
    )


def _same_thing(new: _Telling, old: _Telling) -> bool:
    if new.fact.id == old.fact.id:
        return True
    if new.fact.type != old.fact.type or not set(new.fact.entities) & set(old.fact.entities):
        return False
    one, other = (told_of(t.fact.type, t.evidence.slots) for t in (new, old))
    if new.fact.type == "trial_status" and new.fact.realis == old.fact.realis == "actual":
        # A trial that has been started goes on: nothing new.
        one = {**one, "status": old.fact.slots["status"]} if {one["status"], other["status"]} == _RUNNING else one
    if old.fact.realis in ("expected", "possible") and new.fact.realis == "actual":
        return fulfils(new.fact.type, one, other)
    return same_step(new.fact.type, one, other)


def _lasting(telling: _Telling) -> bool:
    running = telling.fact.type == "trial_status" and telling.fact.slots.get("status") == "ongoing"
    return telling.evidence.realis in ("expected", "possible") or running


def _compare(release: Release, now: _Telling, before: _Telling | None) -> Change:
    if before is None:
        return Change("new", now.fact.type, release, now.evidence, None, "")
    kind, why = _difference(now.evidence, before.evidence)
    return Change(kind, now.fact.type, release, now.evidence, before.evidence, why)


def _difference(now: Evidence, before: Evidence) -> tuple[Kind, str]:
    if now.realis != before.realis:
        firmer = _FIRMNESS[now.realis] > _FIRMNESS[before.realis]
        return "strengthened" if firmer else "weakened", f"{before.realis} before, {now.realis} now"
    if "value" in now.slots:
        same = now.slots["value"] == before.slots["value"]
        why = f"restated: {before.slots['value']} before, {now.slots['value']} now"
        return ("repeated", "") if same else ("weakened", why)
    if "metric" in now.slots:
        return _figures(now.slots, before.slots)
    outcome, was = now.slots.get("outcome"), before.slots.get("outcome")
    if {outcome, was} == {"negative", "positive"}:
        return "strengthened" if outcome == "positive" else "weakened", f"{was} before, {outcome} now"
    return _times(_window(now), _window(before), promised=now.realis != "actual")


_COST = re.compile(r"loss|expense|cash_used|expenditure")


def _figures(now: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Kind, str]:
    """Guidance: a narrower range within the old one is firmer; else the better one is (less loss, less cost)."""
    (low, high), (old_low, old_high) = _ends_of(now), _ends_of(before)
    if (low, high) == (old_low, old_high):
        return "repeated", ""
    why = f"{_range(old_low, old_high)} before, {_range(low, high)} now"
    if None not in (low, high, old_low, old_high) and old_low <= low and high <= old_high:
        return "strengthened", why
    more = _middle(low, high) > _middle(old_low, old_high)
    return "strengthened" if more != bool(_COST.search(str(now["metric"]))) else "weakened", why


def _ends_of(slots: Mapping[str, Any]) -> tuple[Any, Any]:
    return slots.get("low"), slots.get("high")


def _range(low: Any, high: Any) -> str:
    return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"


def _middle(low: Any, high: Any) -> float:
    told = [number for number in (low, high) if number is not None]
    return sum(told) / len(told) if told else 0.0


def _window(evidence: Evidence) -> Interval | None:
    when = evidence.slots.get("date")
    return interval(when) if when and when.get("text") else None


def _times(now: Interval | None, before: Interval | None, *, promised: bool) -> tuple[Kind, str]:
    """What a later or earlier, narrower or wider time means: a promise that moves back is weaker."""
    if now == before or not promised or now is None and before is None:
        return "repeated", ""
    if now is None or before is None:
        return ("strengthened", "a time is told now") if now else ("weakened", "the time is not told any more")
    why = f"{before.earliest}..{before.latest} before, {now.earliest}..{now.latest} now"
    if now.latest != before.latest:
        later = now.latest > before.latest
        inside = before.earliest <= now.earliest and now.latest <= before.latest
        return "weakened" if later and not inside else "strengthened", why
    return "strengthened" if now.earliest > before.earliest else "weakened", why
