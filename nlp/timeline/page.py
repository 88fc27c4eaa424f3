"""timeline.html: one page that needs nothing else, with all three kinds of lanes. Nothing is fetched, and its policy
forbids that anything be; text of documents stands in it as text only.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

import orjson

from nlp.records import Interval
from nlp.timeline import layout, palette
from nlp.timeline.axis import ticks
from nlp.timeline.layout import Scale
from nlp.timeline.legend import HEIGHT, legend
from nlp.timeline.model import By, Event, Lane, Quote, Row, Timeline
from nlp.timeline.shapes import Pen, draw
from nlp.timeline.words import NO_DISEASE, called, known, when

LEAST = 1000.0  # pixels of the whole span; the page's script makes more of it where there is room
_QUOTES = 6  # of one event; the page says how many more there are
_OPEN = 150  # events up to which all lanes are open at first
_OPEN_FIRST = 60  # events of the lanes that are open at first where there are more
_REALIS = ("actual", "expected", "possible", "denied")
_TYPES = ("trial_status", "readout", "regulatory", "deal", "payment", "guidance", "financial_result")
_CALLED: Mapping[By, str] = {"compound": "Compounds", "partner": "Partners", "company": "Companies"}


def parts(timelines: Sequence[Timeline]) -> Iterator[bytes]:
    """The page for one or more views of the same knowledge; the first one is shown first."""
    yield page(timelines).encode("utf-8")


def page(timelines: Sequence[Timeline]) -> str:
    """The page as text."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style, script = _style(), _asset("page.js")
    told = {event.id: event for timeline in timelines for event in timeline.events}
    numbers = {key: number for number, key in enumerate(sorted(told))}
    scale = _scale(timelines)
    until = timelines[0].until
    values: dict[str, Any] = {
        "title": "Timeline",
        "policy": _policy(style, script),
        "style": Markup(style),
        "script": Markup(script),
        "hatches": Markup(palette.hatches()),
        "events": Markup(_json([_data(told[key], numbers) for key in sorted(told)])),
        "known": known(timelines[0]),
        "views": [_view(timeline, scale, numbers, Markup) for timeline in timelines],
        "types": [name for name in _TYPES if any(event.type == name for event in told.values())],
        "all_realis": [name for name in _REALIS if any(event.realis == name for event in told.values())],
        "samples": [
            {"drawing": Markup(drawing), "width": width, "height": HEIGHT, "meaning": meaning}
            for drawing, width, meaning in legend()
        ],
        "until": until,
        "no_disease": NO_DISEASE,
        "days": scale.days if scale else 1,
        "least": f"{scale.pixels_a_day:.6f}" if scale else "1",
        "first": scale.span.earliest if scale else None,
        "last": scale.span.latest if scale else None,
        "ticks": _ticks(scale),
        "now": _now(until, scale),
    }
    return environment.from_string(_asset("page.html")).render(values) + "\n"


def _scale(timelines: Sequence[Timeline]) -> Scale | None:
    """One scale for all views; None when nothing at all has a day."""
    spans = [timeline.span for timeline in timelines if timeline.span]
    if not spans:
        return None
    whole = Interval(min(span.earliest for span in spans), max(span.latest for span in spans))
    return Scale(layout.year_span(whole), LEAST)


def _ticks(scale: Scale | None) -> list[dict[str, Any]]:
    return [
        {
            "day": tick.day,
            "label": tick.label,
            "every": tick.every,
            "x": f"{scale.x(tick.day):.1f}",
            "shown": tick.fits(scale),
        }
        for scale in ([scale] if scale else [])
        for tick in ticks(scale)
    ]


def _now(until: date | None, scale: Scale | None) -> dict[str, Any] | None:
    if until is None or scale is None:
        return None
    day = scale.day(until) + 1
    return {"day": day, "x": f"{scale.x(day):.1f}"}


def _view(
    timeline: Timeline, scale: Scale | None, numbers: Mapping[str, int], safe: Callable[[str], str]
) -> dict[str, Any]:
    lanes, events, all_open = [], 0, len(timeline.events) <= _OPEN
    for lane in timeline.lanes:
        lanes.append(_lane(lane, timeline.by, scale, numbers, safe) | {"open": all_open or events < _OPEN_FIRST})
        events += len(lane.events)
    return {"by": timeline.by, "called": _CALLED[timeline.by], "lanes": lanes}


def _lane(
    lane: Lane, by: By, scale: Scale | None, numbers: Mapping[str, int], safe: Callable[[str], str]
) -> dict[str, Any]:
    return {
        "name": lane.name,
        "names": called(lane.names),
        "known_as": "\n".join(dict.fromkeys(name.lower() for name in (lane.name, *lane.known_as))),
        "events": len({event.id for event in lane.events}),
        "rows": [_row(row, by, scale, numbers, safe) for row in lane.rows],
    }


def _row(
    row: Row, by: By, scale: Scale | None, numbers: Mapping[str, int], safe: Callable[[str], str]
) -> dict[str, Any]:
    placed = layout.place(row, by, scale) if scale else layout.Placed((), 0)
    pen = Pen(scale, live=True, number_of=lambda event: numbers[event.id]) if scale else None
    return {
        "name": row.name,
        "height": int(placed.height),
        "drawing": safe("".join(draw(item, pen) for item in placed.items) if pen else ""),
        "undated": [_chip(event, scale, numbers) for event in row.undated],
    }


def _chip(event: Event, scale: Scale | None, numbers: Mapping[str, int]) -> dict[str, Any]:
    """A chip of an undated event; its days are those on which it was said, for the filter."""
    early, late = -1_000_000, 1_000_000
    return {
        "number": numbers[event.id],
        "type": event.type,
        "realis": event.realis,
        "state": event.state,
        "label": event.label,
        "flag": event.state == "contradicted",
        "note": ", ".join(word for word in (event.realis, event.state) if word not in ("actual", "current")),
        "first": scale.day(event.first_said) if scale and event.first_said else early,
        "last": scale.day(event.last_said) + 1 if scale and event.last_said else late,
    }


def _data(event: Event, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What the page's script tells of an event. `by` and `against` are places in the list; an event that no view shows
    has none.
    """
    days = [day.isoformat() for day in (event.first_said, event.last_said) if day]
    quotes = event.quotes if len(event.quotes) <= _QUOTES else (*event.quotes[: _QUOTES - 1], event.quotes[-1])
    return {
        "type": event.type,
        "label": event.label,
        "about": event.about,
        "detail": event.detail,
        "realis": event.realis,
        "state": event.state,
        "belief": event.belief,
        "when": when(event),
        "said": " to ".join(dict.fromkeys(days)) or "on no known day",
        "by": numbers.get(event.superseded_by or ""),
        "against": sorted(numbers[key] for key in event.contradicts if key in numbers),
        "sources": event.sources,
        "more": len(event.quotes) - len(quotes),
        "quotes": [_quote(quote) for quote in quotes],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "doc_id": quote.doc_id,
        "title": quote.title,
        "published": quote.published,
        "publisher": quote.publisher,
        "speaker": quote.speaker,
        "section": quote.section,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
    }


def _json(value: object) -> str:
    """JSON that no parser of HTML takes for markup: `<`, `>` and `&` only occur inside strings, as escapes."""
    text = orjson.dumps(value).decode("utf-8")
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _style() -> str:
    dark = f":root{{{palette.variables(palette.DARK)}}}"
    light = f":root{{{palette.variables(palette.LIGHT)}}}"
    chips = "".join(f".k-{name}::before{{background:var(--{name})}}" for name in _TYPES)
    screen = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return f"{light}{screen}\n{palette.shape_rules()}{_asset('page.css')}{chips}"


def _policy(style: str, script: str) -> str:
    """Only this very style and script; no fetch, no frame, no form, no plug-in."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _asset(name: str) -> str:
    return files("nlp.timeline").joinpath("assets", name).read_text(encoding="utf-8")
