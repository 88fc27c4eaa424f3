"""A timeline out of knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nlp.kb.records import Entity, Fact, Knowledge, Release
from nlp.timeline import words
from nlp.timeline.lanes import DEALS, OUTLOOK, Assets, Place, named, places
from nlp.timeline.model import Bar, By, DatedName, Event, Lane, Quote, Row, Timeline
from nlp.timeline.trials import Told, trials


@dataclass(slots=True)
class _Draft:
    """A row in the making. `events` are marks and undated ones."""

    name: str
    bars: dict[tuple[str, ...], Bar] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)


def timeline(knowledge: Knowledge, by: By) -> Timeline:
    """The lanes of compounds, of partners or of companies; every fact that has such a lane stands in it."""
    releases = {release.doc_id: release for release in knowledge.releases}
    told = [Told(fact, event_of(fact, releases)) for fact in sorted(knowledge.facts, key=lambda fact: fact.id)]
    assets = Assets(knowledge.entities)
    drafts: dict[str, dict[object, _Draft]] = defaultdict(dict)
    for item in told:
        if item.fact.type != "trial_status":
            for place in places(item.fact, by, assets):
                _draft(drafts, place).events[item.fact.id] = item.event
    for group in _of_one_compound(told).values():
        for trial in trials(group):
            for place in _together((item.fact for item in trial.told), by, assets):
                draft = _draft(drafts, place)
                draft.bars |= {tuple(event.id for event in bar.events): bar for bar in trial.bars}
                draft.events |= {event.id: event for event in trial.others}
    entities = {entity.id: entity for entity in knowledge.entities}
    called = _called(knowledge.facts)
    lanes = [_lane(key, entities.get(key), called.get(key, key), list(rows.values())) for key, rows in drafts.items()]
    lanes.sort(key=lambda lane: (-len({event.id for event in lane.events}), lane.name.casefold(), lane.id))
    until = max((release.published for release in knowledge.releases if release.published), default=None)
    return Timeline(by, knowledge.as_of, until, tuple(lanes))


def event_of(fact: Fact, releases: Mapping[str, Release]) -> Event:
    """The fact in words, with every quote."""
    return Event(
        id=fact.id,
        type=fact.type,
        label=words.label(fact),
        about=words.about(fact),
        detail=words.detail(fact),
        realis=fact.realis,
        state=fact.state,
        belief=fact.belief,
        window=fact.valid,
        first_said=fact.first_said,
        last_said=fact.last_said,
        superseded_by=fact.superseded_by,
        contradicts=fact.contradicts,
        sources=len({evidence.doc_id for evidence in fact.evidence}),
        quotes=tuple(
            Quote(
                words.plain(evidence.doc_id),
                words.plain(release.title) if release and release.title else None,
                evidence.published,
                words.plain(release.publisher_name) if release and release.publisher_name else None,
                words.plain(evidence.speaker) if evidence.speaker else None,
                evidence.section,
                evidence.start,
                evidence.end,
                words.plain(evidence.quote),
            )
            for evidence in fact.evidence
            for release in (releases.get(evidence.doc_id),)
        ),
    )


def _of_one_compound(told: Iterable[Told]) -> dict[str, list[Told]]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        if item.fact.type == "trial_status":
            groups[item.fact.slots["compound"]["id"]].append(item)
    return groups


def _together(facts: Iterable[Fact], by: By, assets: Assets) -> list[Place]:
    """The rows of a trial: those of all its facts, but in a compound's lane only the first one with an indication."""
    found = list(dict.fromkeys(place for fact in facts for place in places(fact, by, assets)))
    if by != "compound":
        return found
    return ([place for place in found if place.name] or found)[:1]


def _draft(drafts: Mapping[str, dict[object, _Draft]], place: Place) -> _Draft:
    return drafts[place.lane].setdefault(place.row, _Draft(words.plain(place.name)))


def _called(facts: Iterable[Fact]) -> dict[str, str]:
    """Names of entities by id, for those that no document lists."""
    fillers = (filler for fact in facts for filler in named(fact.slots, *fact.slots) if _is_one(filler))
    return {filler["id"]: filler["name"] for filler in fillers}


def _is_one(filler: object) -> bool:
    return isinstance(filler, Mapping) and "id" in filler and "name" in filler


def _lane(key: str, entity: Entity | None, called: str, drafts: list[_Draft]) -> Lane:
    names = [name for name in entity.names if name.first_said and name.last_said] if entity else []
    dated = [DatedName(words.plain(n.text), n.first_said, n.last_said) for n in names if n.first_said and n.last_said]
    rows = sorted(map(_row, drafts), key=_row_order)
    return Lane(
        key,
        words.plain(entity.name if entity else called),
        tuple(sorted(dated, key=lambda name: (name.first, name.text.casefold()))),
        tuple(words.plain(name.text) for name in entity.names) if entity else (words.plain(called),),
        tuple(rows),
    )


def _row(draft: _Draft) -> Row:
    marks = [event for event in draft.events.values() if event.window]
    undated = [event for event in draft.events.values() if not event.window]
    return Row(
        draft.name,
        tuple(sorted(draft.bars.values(), key=lambda bar: (bar.first, bar.last, bar.events[0].id))),
        tuple(sorted(marks, key=lambda event: (_day(event), event.id))),
        tuple(sorted(undated, key=lambda event: (event.first_said or date.max, event.type, event.id))),
    )


def _day(event: Event) -> date:
    return event.window.earliest if event.window else date.max


def _row_order(row: Row) -> tuple[int, date, str]:
    """Indications and compounds by their first day, then what has no indication, then money."""
    kind = {"": 1, DEALS: 2, OUTLOOK: 3}.get(row.name, 0)
    days = [bar.first for bar in row.bars] + [_day(event) for event in row.marks]
    return kind, min(days, default=date.max), row.name.casefold()
