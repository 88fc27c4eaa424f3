"""timeline.csv: one row for every event of every lane, also the undated ones; the first quote stands for all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from nlp.export.flat_csv import cell
from nlp.records import Interval
from nlp.timeline.model import Event, Lane, Row, Timeline
from nlp.timeline.words import called

COLUMNS = (
    *("view", "lane_id", "lane", "names", "row", "bar", "id", "type", "event", "indication", "slots", "realis"),
    *("state", "superseded_by", "contradicts", "belief", "earliest", "latest", "first_said", "last_said"),
    *("documents", "doc_id", "title", "published", "publisher", "speaker", "section", "start", "end", "quote"),
)


def parts(timeline: Timeline) -> Iterator[bytes]:
    """Rows in UTF-8, ended by a line feed; in the order of the lanes."""
    yield _line(COLUMNS)
    for lane in timeline.lanes:
        for row in lane.rows:
            for bar in row.bars:
                for event in bar.events:
                    yield _line(_cells(timeline, lane, row, bar.label, event))
            for event in (*row.marks, *row.undated):
                yield _line(_cells(timeline, lane, row, "", event))


def _cells(timeline: Timeline, lane: Lane, row: Row, bar: str, event: Event) -> tuple[str, ...]:
    quote = event.quotes[0]
    values = (
        *(timeline.by, lane.id, lane.name, called(lane.names), row.name, bar, event.id, event.type, event.label),
        *(event.about, event.detail, event.realis, event.state, event.superseded_by, list(event.contradicts)),
        *(event.belief, *_days(event.window)),
        *(_day(event.first_said), _day(event.last_said), event.sources, quote.doc_id, quote.title),
        *(_day(quote.published), quote.publisher, quote.speaker, quote.section, quote.start, quote.end, quote.text),
    )
    return tuple(cell(value) for value in values)


def _days(window: Interval | None) -> tuple[str | None, str | None]:
    return (window.earliest.isoformat(), window.latest.isoformat()) if window else (None, None)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _line(cells: tuple[str, ...]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode("utf-8")
