"""What of a timeline somebody wants to see: one compound or company, some years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from nlp.errors import UsageError
from nlp.kb.records import Entity, Knowledge
from nlp.kb.uses import key_of
from nlp.records import Interval
from nlp.timeline.model import Bar, Event, Lane, Row, Timeline


@dataclass(frozen=True, slots=True)
class Only:
    """The entities that carry a name."""

    name: str
    ids: frozenset[str]


def carrying(knowledge: Knowledge, name: str) -> Only:
    """The entities that carry a name in any spelling. Raises UsageError, which lists names that look alike, when nobody
    does.
    """
    found = frozenset(entity.id for entity in knowledge.entities if _carries(entity, name))
    if not found:
        near = _near(knowledge, name)
        hint = f"; names that look alike: {', '.join(near)}" if near else ""
        raise UsageError(f"--only: found nobody called {name!r}, expected a name of a compound or company{hint}")
    return Only(name, found)


def about(knowledge: Knowledge, only: Only) -> Knowledge:
    """The knowledge with the facts only that are about the entities, or that they publish."""
    facts = (f for f in knowledge.facts if f.publisher in only.ids or not only.ids.isdisjoint(f.entities))
    return replace(knowledge, facts=tuple(facts))


def lanes_of(timeline: Timeline, only: Only) -> Timeline:
    """The lanes of the entities themselves; all lanes where none of them has one (partners of an issuer, say)."""
    own = tuple(lane for lane in timeline.lanes if lane.id in only.ids)
    return replace(timeline, lanes=own) if own else timeline


def between(timeline: Timeline, first: date | None, last: date | None) -> Timeline:
    """What may lie in the days from `first` to `last` (both included, None: no bound); the undated by the days on which
    it was said. A bar counts with the days that are told: an open side reaches nowhere.
    """
    if first is not None and last is not None and last < first:
        raise UsageError(f"--from is {first} and --to {last}, expected a day that is not after the other")
    frame = Interval(first or date.min, last or date.max)
    lanes = (replace(lane, rows=_rows(lane, frame)) for lane in timeline.lanes)
    return replace(timeline, lanes=tuple(lane for lane in lanes if lane.rows))


def _rows(lane: Lane, frame: Interval) -> tuple[Row, ...]:
    rows = []
    for row in lane.rows:
        bars = tuple(bar for bar in row.bars if _meet(_extent(bar), frame))
        marks = tuple(event for event in row.marks if event.window and _meet(event.window, frame))
        undated = tuple(event for event in row.undated if _meet(_said(event), frame))
        if bars or marks or undated:
            rows.append(Row(row.name, bars, marks, undated))
    return tuple(rows)


def _extent(bar: Bar) -> Interval:
    return Interval(bar.first, bar.last)


def _said(event: Event) -> Interval:
    """Never said on a known day: in every frame."""
    return Interval(event.first_said or date.min, event.last_said or date.max)


def _meet(one: Interval, other: Interval) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _carries(entity: Entity, name: str) -> bool:
    key = key_of(name, entity.label)
    return bool(key) and any(key_of(other.text, entity.label) == key for other in entity.names)


def _near(knowledge: Knowledge, name: str, most: int = 5) -> list[str]:
    from rapidfuzz import process

    names = sorted({other.text for entity in knowledge.entities for other in entity.names if other.first_said})
    return [match[0] for match in process.extract(name, names, limit=most, score_cutoff=70)]
