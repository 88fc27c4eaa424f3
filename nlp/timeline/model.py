"""A timeline as frozen values: lanes, their rows, and in a row the bars of trials, the marks of steps, what is undated.

Days of an interval are both included. Nothing here draws or writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nlp.records import Interval

By = Literal["compound", "partner", "company"]
VIEWS: tuple[By, ...] = ("compound", "partner", "company")


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a release tells an event. `publisher` is the issuer's name, `speaker` who is quoted; offsets are characters
    of the document's text, end exclusive.
    """

    doc_id: str
    title: str | None
    published: date | None
    publisher: str | None
    speaker: str | None
    section: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """A fact of the knowledge base with its words. `label` is short (`Phase 2: enrollment completed`), `detail` all
    slots; `about` is the indication. `window` holds the day on which it happened or is to happen, None when no time is
    told. `first_said` and `last_said` are days of releases. `sources` counts the documents that tell it.
    """

    id: str
    type: str
    label: str
    about: str
    detail: str
    realis: str
    state: str
    belief: float
    window: Interval | None
    first_said: date | None
    last_said: date | None
    superseded_by: str | None
    contradicts: tuple[str, ...]
    sources: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A trial in time. It started on some day of `start` (None: before the first day of `known`) and ended on some day
    of `end` (None: nothing is told of an end). From the last day of `start` to the first day of `end` it ran; with no
    end told it is known to have run on all days of `known`, and nothing says until when. `known` is None for a trial
    that is expected, possible or denied. `events` begin with what tells the start.
    """

    label: str
    about: str
    phase: str | None
    realis: str
    state: str
    start: Interval | None
    known: Interval | None
    end: Interval | None
    events: tuple[Event, ...]

    @property
    def first(self) -> date:
        """The first day that may belong to it; an open side does not count."""
        days = [interval.earliest for interval in (self.start, self.known, self.end) if interval]
        return min(days)

    @property
    def last(self) -> date:
        """The last day that may belong to it; an open side does not count."""
        days = [interval.latest for interval in (self.start, self.known, self.end) if interval]
        return max(days)


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a lane: an indication of a compound, a compound of a company; "" where the indication is not told.
    Bars and marks are in the order of their first day, `undated` in the order in which they were said.
    """

    name: str
    bars: tuple[Bar, ...]
    marks: tuple[Event, ...]
    undated: tuple[Event, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All events: of the bars, then the marks, then the undated ones."""
        return (*(event for bar in self.bars for event in bar.events), *self.marks, *self.undated)


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name and the days of the first and last release that uses it."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Lane:
    """A compound, a partner or a company. `names` are those that releases use, the earliest first; `known_as` are all
    its names, also those of the registry that no release uses.
    """

    id: str
    name: str
    names: tuple[DatedName, ...]
    known_as: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of all rows."""
        return tuple(event for row in self.rows for event in row.events)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lanes of one view, the busiest first. `until` is the day of the last release, `as_of` the day of the
    knowledge (None: all that is known).
    """

    by: By
    as_of: date | None
    until: date | None
    lanes: tuple[Lane, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event once, sorted by id; one that stands in several lanes too."""
        found = {event.id: event for lane in self.lanes for event in lane.events}
        return tuple(found[key] for key in sorted(found))

    @property
    def span(self) -> Interval | None:
        """From the first to the last day of anything that is drawn; None when all is undated."""
        rows = [row for lane in self.lanes for row in lane.rows]
        windows = [event.window for row in rows for event in row.marks if event.window]
        first = [bar.first for row in rows for bar in row.bars] + [window.earliest for window in windows]
        last = [bar.last for row in rows for bar in row.bars] + [window.latest for window in windows]
        return Interval(min(first), max(last)) if first else None
