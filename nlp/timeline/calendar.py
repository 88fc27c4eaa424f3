"""timeline.ics: what is expected, as all-day entries that are as long as the time told is uncertain (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from nlp.timeline.model import Event, Timeline
from nlp.timeline.words import short

if TYPE_CHECKING:
    from icalendar import Component

_NAME = 75


def parts(timeline: Timeline) -> Iterator[bytes]:
    """The calendar. Expected events with a time that no later release has replaced, each once."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//extract-events//timeline//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Expected events")
    for event in expected(timeline):
        calendar.add_component(_entry(event, _lanes(timeline, event)))
    yield calendar.to_ical(sorted=False)


def expected(timeline: Timeline) -> list[Event]:
    """The events of the calendar, by their first day."""
    found = [e for e in timeline.events if e.realis == "expected" and e.state != "superseded" and e.window]
    return sorted(found, key=lambda event: (_window(event), event.id))


def _entry(event: Event, lanes: str) -> Component:
    from icalendar import Event as Entry

    first, last = _window(event)
    entry = Entry()
    entry.add("uid", f"{event.id}@extract-events")
    entry.add("dtstamp", stamp(event))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))  # exclusive, RFC 5545 3.6.1
    entry.add("summary", ": ".join(part for part in (short(lanes, _NAME), event.label) if part))
    entry.add("description", describe(event))
    entry.add("categories", [event.type])
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "TENTATIVE")
    return entry


def stamp(event: Event) -> datetime:
    """The last release's day at midnight UTC: a release that repeats or sharpens the event makes a newer entry of it.
    Without a dated release the first day of the window.
    """
    return datetime.combine(event.last_said or _window(event)[0], time(), UTC)


def describe(event: Event) -> str:
    """What is expected, each quote with its place, and whether releases contradict it."""
    lines = [event.detail]
    if event.state == "contradicted":
        lines.append("Releases contradict each other here.")
    for quote in event.quotes:
        said = ", ".join(part for part in (quote.speaker, quote.publisher) if part)
        day = quote.published.isoformat() if quote.published else "undated"
        lines.append(f"“{quote.text}” ({said + ', ' if said else ''}{day}, {quote.doc_id}:{quote.start}-{quote.end})")
    return "\n".join(line for line in lines if line)


def _lanes(timeline: Timeline, event: Event) -> str:
    return ", ".join(lane.name for lane in timeline.lanes if any(event.id == other.id for other in lane.events))


def _window(event: Event) -> tuple[date, date]:
    assert event.window is not None
    return event.window.earliest, event.window.latest
