"""The trials of a compound: which status facts are of one trial, and the bar that they make together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.assembly.alike import content
from nlp.kb.records import Fact
from nlp.records import Interval
from nlp.timeline import words
from nlp.timeline.model import Bar, Event

_ENDS = frozenset({"completed", "terminated"})
_RUNS = frozenset({"initiated", "ongoing"})
Disease = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and its words."""

    fact: Fact
    event: Event

    @property
    def slots(self) -> Mapping[str, Any]:
        """The fact's slots."""
        return self.fact.slots

    @property
    def counts(self) -> bool:
        """Whether it tells what is so, and nothing later has taken its place."""
        return self.fact.realis == "actual" and self.fact.state != "superseded"


@dataclass(frozen=True, slots=True)
class Trial:
    """Facts of one trial: those of its bars, then all others."""

    bars: tuple[Bar, ...]
    others: tuple[Event, ...]
    told: tuple[Told, ...]

    @property
    def about(self) -> str:
        """The indication that its facts tell, "" when none does."""
        return next((told.event.about for told in self.told if told.event.about), "")


def trials(facts: Iterable[Told]) -> list[Trial]:
    """The trials of one compound. Facts are of one trial when they tell the same trial name, or the same phase and
    indication; a fact without a trial name belongs to a named trial where only one fits.
    """
    named: dict[str, list[Told]] = defaultdict(list)
    unnamed: list[Told] = []
    for told in facts:
        name = told.slots.get("trial")
        if name:
            named[name.casefold()].append(told)
        else:
            unnamed.append(told)
    groups: dict[object, list[Told]] = {name: list(told) for name, told in named.items()}
    for told in unnamed:
        fitting = [name for name, group in named.items() if any(_like(told, other) for other in group)]
        groups.setdefault(fitting[0] if len(fitting) == 1 else _kind(told), []).append(told)
    return [_trial(split) for group in groups.values() for split in _one_start(group)]


def disease(slots: Mapping[str, Any]) -> Disease:
    """What two spellings of the same indications have in common."""
    return tuple(sorted({content(text) for text in slots.get("indication") or ()}, key=sorted))


def _kind(told: Told) -> tuple[str | None, Disease]:
    return told.slots.get("phase"), disease(told.slots)


def _like(one: Told, other: Told) -> bool:
    return _kind(one) == _kind(other) and one.slots.get("phase") is not None


def _one_start(group: Sequence[Told]) -> Iterable[list[Told]]:
    """The group, or where it tells several starts that do not contradict each other, each start for itself and the
    rest: they are trials that the releases do not tell apart by name.
    """
    starts = [t for t in group if t.counts and t.slots["status"] == "initiated" and t.fact.valid]
    single = all(set(t.fact.contradicts) >= {o.fact.id for o in starts if o is not t} for t in starts)
    if len(starts) < 2 or single:
        yield list(group)
        return
    for start in starts:
        yield [start]
    rest = [told for told in group if told not in starts]
    if rest:
        yield rest


def _trial(group: Sequence[Told]) -> Trial:
    ordered = sorted(group, key=lambda t: (t.fact.first_said or date.max, t.fact.id))
    main = _running(ordered)
    inside = {event.id for event in main.events} if main else set()
    planned = [_planned(told) for told in ordered if told.fact.id not in inside and _is_plan(told)]
    inside |= {event.id for bar in planned for event in bar.events}
    others = tuple(told.event for told in ordered if told.fact.id not in inside)
    return Trial(((main,) if main else ()) + tuple(planned), others, tuple(ordered))


def _is_plan(told: Told) -> bool:
    return told.slots["status"] == "initiated" and told.fact.valid is not None


def _planned(told: Told) -> Bar:
    """A start that is not, or not any more, what is so."""
    fact, event = told.fact, told.event
    name = f"{words.plain(words.trial(fact.slots))} start"
    return Bar(name, event.about, fact.slots.get("phase"), fact.realis, fact.state, fact.valid, None, None, (event,))


def _running(group: Sequence[Told]) -> Bar | None:
    """The bar of a trial that has begun, None when nothing says that it has, or when."""
    runs = [t for t in group if t.counts and t.slots["status"] in _RUNS and (t.fact.valid or t.fact.first_said)]
    if not runs:
        return None
    start = _hull(t.fact.valid for t in runs if t.slots["status"] == "initiated")
    known = _known(runs, start)
    ends = [t for t in group if t.counts and t.slots["status"] in _ENDS and (t.fact.valid or t.fact.first_said)]
    end = _end(ends, start, known)
    steps = [t.fact.valid.earliest for t in group if t.counts and t not in runs and t.fact.valid]
    if start:  # it has run until a later step, such as the end of enrollment, at least
        known = Interval(known.earliest, max([known.latest, *steps]))
    if end:
        known = Interval(min(known.earliest, end.latest), min(known.latest, max(end.earliest, known.earliest)))
    runs.sort(key=lambda t: t.slots["status"] != "initiated")
    used = [*runs, *(ends if end else ())]
    told = next((t.slots for name in ("trial", "phase") for t in used if t.slots.get(name)), used[0].slots)
    state = "contradicted" if any(t.fact.state == "contradicted" for t in used) else "current"
    name = words.plain(words.trial(told))
    events = tuple(t.event for t in used)
    about = next((event.about for event in events if event.about), "")
    return Bar(name, about, told.get("phase"), "actual", state, start, known, end, events)


def _known(runs: Sequence[Told], start: Interval | None) -> Interval:
    """The days between the first and the last on which it is known to have run."""
    days = []
    for told in runs:
        fact = told.fact
        if fact.valid and told.slots["status"] == "ongoing":
            days += [fact.valid.earliest, fact.valid.latest]
        elif fact.valid:
            days += [max(fact.valid.latest, fact.first_said or fact.valid.latest)]
        elif fact.first_said:
            # "Is ongoing" holds on the day of each release that says so, "has begun" is only looked back on later.
            ongoing = told.slots["status"] == "ongoing" and fact.last_said
            days += [fact.first_said, ongoing or fact.first_said]
    first = start.latest if start else min(days)
    return Interval(first, max([first, *days]))


def _end(ends: Sequence[Told], start: Interval | None, known: Interval) -> Interval | None:
    """The days of which one is the last of the trial; one told without a day lies between the last day on which it is
    known to run and the release that tells the end.
    """
    dated = _hull(told.fact.valid for told in ends)
    if dated:
        begun = (start or known).earliest
        return Interval(max(dated.earliest, begun), max(dated.latest, begun))
    said = min((told.fact.first_said for told in ends if told.fact.first_said), default=None)
    return Interval(min(known.latest, said), said) if said else None


def _hull(intervals: Iterable[Interval | None]) -> Interval | None:
    told = [interval for interval in intervals if interval]
    return Interval(min(i.earliest for i in told), max(i.latest for i in told)) if told else None
