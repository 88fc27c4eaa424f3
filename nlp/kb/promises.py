"""The ledger of promises: what releases said would happen, and what later ones say became of it.

A promise is one step that one or more releases expect; each statement of it has the window of days that it tells.
Verdicts, as of a day:

- `met`: a later release says it is done, within the first window, or no window was told;
- `pulled_in`: done before the window, or a later release expects it earlier;
- `slipped`: done after the first window, or a later release expects it later (`months` says by how many);
- `reworded`: a later release tells another time that is neither wholly earlier nor later;
- `abandoned`: a release says that it will not be done, was refused, or that the trial has ended;
- `dropped`: the last window has passed, the issuer has published since, and no release says what became of it;
- `open`: none of these; the window runs still, no time was told, or the issuer has published nothing since.

Only releases of the base can speak: a promise that was kept in a release that is not there looks dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from nlp.kb.disagree import fulfils, same_step
from nlp.kb.records import Evidence, Fact, Knowledge
from nlp.kb.telling import told_of
from nlp.records import Interval

Verdict = Literal["met", "slipped", "pulled_in", "reworded", "dropped", "abandoned", "open"]
VERDICTS: tuple[Verdict, ...] = ("met", "pulled_in", "slipped", "reworded", "abandoned", "dropped", "open")
PROMISED = frozenset({"trial_status", "readout", "regulatory", "deal", "payment"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A release's telling of the promise. `window`: the days in which the step is to be taken, None when not told.
    `fact` is the fact that it belongs to.
    """

    window: Interval | None
    evidence: Evidence
    fact: Fact

    @property
    def told(self) -> Mapping[str, Any]:
        """What this release says, as the assembly compares it; what only others say is no part of it."""
        return told_of(self.fact.type, self.evidence.slots)


@dataclass(frozen=True, slots=True)
class Promise:
    """An expected step and its verdict.

    `fact` is the first fact that tells it; `statements` are in the order of their releases. `months` is how much later
    (more than 0) or earlier (less than 0) the step came or is now expected than first told, by the ends of the windows;
    None where nothing is to be compared. `outcome` is what settled it, None while nothing has. `done` says that it has
    been taken.
    """

    fact: Fact
    statements: tuple[Statement, ...]
    verdict: Verdict
    months: int | None
    outcome: Evidence | None
    done: bool

    @property
    def issuer(self) -> str | None:
        """The company that promised, as an entity id."""
        return self.fact.publisher

    @property
    def on_time(self) -> bool | None:
        """Whether it was kept in time; None while that is open."""
        if self.verdict in ("met", "pulled_in") and self.done:
            return True
        return False if self.verdict in ("slipped", "dropped", "abandoned") else None


def promises(knowledge: Knowledge, as_of: date | None = None) -> list[Promise]:
    """Every promise in the order in which it was first made; `as_of` None is the day of the last release.

    Use a `knowledge` as of the same day: releases after it are not looked away from here.
    """
    last = max((r.published for r in knowledge.releases if r.published), default=None)
    today = as_of or last
    published: dict[str | None, list[date]] = defaultdict(list)
    for release in knowledge.releases:
        if release.published and (today is None or release.published <= today):
            published[release.publisher].append(release.published)
    by_subject: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in knowledge.facts:
        if fact.realis in ("actual", "denied"):
            for entity in fact.entities:
                by_subject[(fact.type, entity)].append(fact)
    chains = _chains((fact for fact in knowledge.facts if fact.type in PROMISED), by_subject)
    ledger = [_judge(chain, _about(chain[0].fact, by_subject), published, today) for chain in chains]
    return sorted(ledger, key=lambda p: (p.statements[0].evidence.published or date.max, p.fact.id))


def _about(fact: Fact, by_subject: Mapping[tuple[str, str], list[Fact]]) -> list[Fact]:
    found = {other.id: other for entity in fact.entities for other in by_subject.get((fact.type, entity), ())}
    return sorted(found.values(), key=lambda f: (f.first_said or date.max, f.id))


def _chains(facts: Iterable[Fact], by_subject: Mapping[tuple[str, str], list[Fact]]) -> list[list[Statement]]:
    """What releases expect of one step, in the order of their days: each statement tells the step anew, before
    anything settled it.
    """
    chains: list[list[Statement]] = []
    of: dict[tuple[str, tuple[str, ...]], list[list[Statement]]] = defaultdict(list)
    expected = [Statement(_window(e), e, fact) for fact in facts if fact.realis == "expected" for e in fact.evidence]
    for statement in sorted(expected, key=_order):
        fact = statement.fact
        group = of[(fact.type, fact.entities[:1])]
        others = _about(fact, by_subject)
        fitting = (chain for chain in group if _told_anew(statement, chain) and not _settled(chain, statement, others))
        home = next(fitting, None)
        if home is None:
            group.append([statement])
            chains.append(group[-1])
        else:
            home.append(statement)
    return chains


def _order(statement: Statement) -> tuple[date, str, int, str]:
    proof = statement.evidence
    return proof.published or date.max, proof.doc_id, proof.start, proof.event_id


def _told_anew(statement: Statement, chain: Sequence[Statement]) -> bool:
    last, kind = chain[-1], statement.fact.type
    day, before = statement.evidence.published, last.evidence.published
    if day is None or before is None or day < before or statement.evidence.doc_id == last.evidence.doc_id:
        return False
    told = statement.told
    if kind == "readout" and (told["venue"] is None) != (last.told["venue"] is None):
        return False  # data for a congress are another promise than the trial's next data
    if day == before and statement.fact.id != last.fact.id:
        return False
    return all(same_step(kind, told, earlier.told) for earlier in chain)


def _settled(chain: Sequence[Statement], statement: Statement, others: Iterable[Fact]) -> bool:
    """Whether something had settled the chain's promise before the statement was made."""
    day = statement.evidence.published
    return day is not None and any(
        other.first_said is not None and other.first_said <= day and (_fulfils(other, chain) or _ends(other, chain))
        for other in others
    )


def _judge(
    chain: Sequence[Statement],
    others: Sequence[Fact],
    published: Mapping[str | None, Sequence[date]],
    today: date | None,
) -> Promise:
    statements, fact = tuple(chain), chain[0].fact
    first = next((s.window for s in statements if s.window), None)
    last = next((s.window for s in reversed(statements) if s.window), None)
    done = next((other for other in others if _fulfils(other, chain)), None)
    if done is not None:
        verdict, months = _kept(first, done, fact)
        return Promise(fact, statements, verdict, months, _later_evidence(done, chain[0]), True)
    ended = next((other for other in others if _ends(other, chain)), None)
    if ended is not None:
        return Promise(fact, statements, "abandoned", None, _later_evidence(ended, chain[0]), False)
    months = _months(first, last) if first and last else None
    if last and today and last.latest < today and any(day > last.latest for day in published.get(fact.publisher, ())):
        return Promise(fact, statements, "dropped", months, None, False)
    return Promise(fact, statements, _moved(first, last, statements), months, None, False)


def _window(evidence: Evidence) -> Interval | None:
    when = evidence.slots.get("date")
    if not when or not when.get("text"):
        return None  # the day of the release is no promised time
    return Interval(date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"]))


def _fulfils(fact: Fact, chain: Sequence[Statement]) -> bool:
    """Whether a fact is the promised step, at odds with no telling of it."""
    if fact.realis != "actual" or not _after(fact, chain[0]):
        return False
    told = told_of(fact.type, fact.slots)
    return all(fulfils(fact.type, told, promise.told) for promise in chain)


_REFUSALS = frozenset({"rejected", "withdrawn"})


def _ends(fact: Fact, chain: Sequence[Statement]) -> bool:
    """Whether a fact says that the step will not be taken: so it says, or the agency refused, or the trial ended."""
    if not _after(fact, chain[0]):
        return False
    told, kind = told_of(fact.type, fact.slots), fact.type
    step = {"regulatory": "action", "trial_status": "status"}.get(kind, "")
    gives_up = fact.realis == "denied" or (
        kind == "regulatory"
        and told["action"] in _REFUSALS
        or kind == "trial_status"
        and told["status"] == "terminated"
    )
    if not gives_up:
        return False
    for promise in chain:
        wanted = promise.told
        meant = told if fact.realis == "denied" or not step else {**told, step: wanted[step]}
        if not same_step(kind, meant, wanted):
            return False
    return True


def _after(fact: Fact, promise: Statement) -> bool:
    """Whether a later release tells it, and tells of something that had not happened before the promise was made."""
    made = promise.evidence.published
    if fact.first_said is None or made is None or fact.first_said <= made:
        return False
    return fact.valid is None or fact.valid.latest >= made


def _later_evidence(fact: Fact, promise: Statement) -> Evidence:
    made = promise.evidence.published
    told = (e for e in fact.evidence if e.published and made and e.published > made)
    return next(told, fact.evidence[0])


def _kept(window: Interval | None, done: Fact, promise: Fact) -> tuple[Verdict, int | None]:
    when = done.valid or (Interval(done.first_said, done.first_said) if done.first_said else None)
    if window is None or when is None:
        return "met", None
    months = _months(window, when)
    if when.earliest > window.latest:
        # Told afterwards without a day, or shown by a later step: when it was done, nobody says.
        dated = done.valid is not None and all(
            done.slots.get(step) == promise.slots.get(step) for step in ("status", "action")
        )
        return ("slipped", max(months, 1)) if dated else ("met", None)
    if when.latest < window.earliest:
        return "pulled_in", min(months, -1)
    return "met", 0


def _moved(first: Interval | None, last: Interval | None, statements: Sequence[Statement]) -> Verdict:
    """What a promise that nothing has settled looks like now beside when it was made."""
    if first is None or last is None or _same_words(first, last, statements):
        return "open"
    if last.latest > first.latest and last.earliest >= first.earliest:
        return "slipped"
    if last.latest < first.latest and last.earliest <= first.earliest:
        return "pulled_in"
    return "reworded"


def _same_words(first: Interval, last: Interval, statements: Sequence[Statement]) -> bool:
    """Whether both windows end alike, and begin alike or on the days of their releases ("by mid-2025", said twice)."""
    days = {s.evidence.published for s in statements}
    return first.latest == last.latest and (first.earliest == last.earliest or {first.earliest, last.earliest} <= days)


def _months(first: Interval, last: Interval) -> int:
    """Months from the end of one window to the end of the other."""
    return (last.latest.year - first.latest.year) * 12 + last.latest.month - first.latest.month


@dataclass(frozen=True, slots=True)
class Rate:
    """How many promises of a company or for a compound were kept in time, of those that can be judged."""

    entity: str
    on_time: int
    judged: int
    made: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where none can be judged."""
        return self.on_time / self.judged if self.judged else None


def rates(ledger: Iterable[Promise]) -> list[Rate]:
    """The rate of every issuer and every compound, by id."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for promise in ledger:
        compound = promise.fact.slots.get("compound")
        whose = {promise.issuer, compound["id"] if compound else None} - {None}
        for entity in whose:
            count = counts[str(entity)]
            count[0] += promise.on_time is True
            count[1] += promise.on_time is not None
            count[2] += 1
    return [Rate(entity, *counts[entity]) for entity in sorted(counts)]
