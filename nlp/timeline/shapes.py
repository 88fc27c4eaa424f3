"""Bars, marks and labels as SVG. Uncertain time is drawn as what it is: a bar rises over the days on which it may have
begun and falls over those on which it may have ended, a mark of an uncertain day is a band with a hollow sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from nlp.timeline.layout import TAIL, TRACK, Item, Scale
from nlp.timeline.model import Bar, Event
from nlp.timeline.words import when

_HALF = 7  # half the height of a bar
_TIP = 1.2  # half the height of its thin ends
_BAND = 3.5  # half the height of a band
Point = tuple[float, float]

GLYPHS = {
    "readout": "M0-6.5a6.5 6.5 0 1 0 .01 0z",
    "regulatory": "M0-7.5L7.5 0 0 7.5-7.5 0z",
    "deal": "M-5.8-5.8h11.6v11.6h-11.6z",
    "payment": "M0-7L7 5.5H-7z",
    "guidance": "M-7 0L-3.5-6.2h7L7 0 3.5 6.2h-7z",
    "financial_result": "M-6-3.5h12v7h-12z",
    "trial_status": "M-5-6.5L4 0-5 6.5z",
}
PERIODS = frozenset({"guidance", "financial_result"})  # of the whole band, not of some day of it
_OTHER = "M0-5L5 0 0 5-5 0z"


@dataclass(frozen=True, slots=True)
class Pen:
    """How an item is written. `live`: with the data that the page's script needs to move and find it; `number_of` is an
    event's place in the page's list.
    """

    scale: Scale
    live: bool = False
    number_of: Callable[[Event], int] = lambda event: 0


def draw(item: Item, pen: Pen) -> str:
    """The item as an SVG group; text and attributes are escaped."""
    body = _bar(item, item.bar, pen) if item.bar else _mark(item, pen)
    classes = f"item r-{item.realis} s-{item.state}"
    if not pen.live:
        return f'<g class="{escape(classes)}">{body}</g>'
    extent_told = f' data-w="{escape(extent(item.bar))}"' if item.bar else ""
    numbers, track = " ".join(str(pen.number_of(event)) for event in item.events), int(item.y // TRACK)
    return (
        f'<g class="{escape(classes)}" role="button" tabindex="-1" data-e="{numbers}" data-t="{track}" '
        f'data-a="{item.first}" data-b="{item.last}"{extent_told} aria-label="{escape(spoken(item))}">{body}</g>'
    )


def spoken(item: Item) -> str:
    """The item for somebody who listens."""
    bar = item.bar
    if bar is None:
        event = item.events[0]
        return f"{event.label}, {event.type.replace('_', ' ')}, {when(event)}, {event.realis}{_state(event.state)}"
    return f"{item.label}, {extent(bar)}, {bar.realis}{_state(bar.state)}"


def extent(bar: Bar) -> str:
    """From when to when the trial ran, in words."""
    start = "start not told" if bar.start is None else f"start {_days(bar.start.earliest, bar.start.latest)}"
    if bar.end is not None:
        return f"{start}, end {_days(bar.end.earliest, bar.end.latest)}"
    if bar.known is None:
        return start
    return f"{start}, known to run {_days(bar.known.earliest, bar.known.latest)}, end not told"


def _days(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _state(state: str) -> str:
    return "" if state == "current" else f", {state}"


def colour(item: Item) -> str:
    """The name of an item's colour: its phase for a bar, else its type."""
    if item.bar is None:
        kind = item.events[0].type
        return kind if kind in GLYPHS else "other"
    phase = item.bar.phase or ""
    return f"p{phase[0]}" if phase[:1] in {"1", "2", "3", "4"} else "p0"


def _bar(item: Item, bar: Bar, pen: Pen) -> str:
    outline = bar_outline(bar, pen.scale)
    name = colour(item)
    shapes = [_polygon([(d, item.y + h) for d, h in outline], _fill(item, name), pen)]
    left, right = outline[0][0], max(d for d, _ in outline)
    if item.open_left:
        shapes.append(_at(left, item.y, _tail(-1, name), pen))
        if bar.known and bar.known.earliest == bar.known.latest:  # one day would be too thin to see
            shapes.append(_at(left + 0.5, item.y, f'<path class="c-{name}" d="M-3-7h6v14h-6z"/>', pen))
    if item.open_right:
        shapes.append(_at(right, item.y, _tail(1, name), pen))
    return "".join(shapes) + _label(item, left, right, 0, pen) + _signs(item, (left + right) / 2, right, pen)


def bar_outline(bar: Bar, scale: Scale) -> list[Point]:
    """The corners of a bar: days from the beginning of the span, and pixels from its middle line."""
    rise = (scale.day(bar.start.earliest), scale.day(bar.start.latest)) if bar.start else None
    fall = (scale.day(bar.end.earliest) + 1, scale.day(bar.end.latest) + 1) if bar.end else None
    known = (scale.day(bar.known.earliest), scale.day(bar.known.latest) + 1) if bar.known else None
    if rise and fall and rise[1] > fall[0]:  # it may have begun after it may have ended: never surely there
        middle = min(max((rise[1] + fall[0]) / 2, rise[0]), fall[1])
        top: list[Point] = [(rise[0], -_TIP), (middle, -_HALF * 0.6), (fall[1], -_TIP)]
    else:
        left: list[Point] = [(rise[0], -_TIP), (rise[1], -_HALF)] if rise and rise[0] < rise[1] else []
        right: list[Point] = [(fall[0], -_HALF), (fall[1], -_TIP)] if fall and fall[0] < fall[1] else []
        first = rise[1] if rise else min(known[0], fall[0]) if known and fall else known[0] if known else 0
        last = fall[0] if fall else max(known[1] if known else 0, first + 1)
        top = [*(left or [(first, -_HALF)]), *(right or [(last, -_HALF)])]
    return [*top, *((day, -height) for day, height in reversed(top))]


def _mark(item: Item, pen: Pen) -> str:
    name = colour(item)
    exact = item.last - item.first == 1
    band = [(item.first, -_BAND), (item.last, -_BAND), (item.last, _BAND), (item.first, _BAND)]
    shape = "" if exact else _polygon([(d, item.y + h) for d, h in band], f"band {_fill(item, name)}", pen)
    look = _fill(item, name) if exact or name in PERIODS else f"hollow c-{name}"
    sign = _at(item.middle, item.y, f'<path class="{look}" d="{GLYPHS.get(name, _OTHER)}"/>', pen)
    wide = item.middle if exact else item.last
    return f"{shape}{sign}{_label(item, item.first, wide, 7, pen)}{_signs(item, item.middle, item.middle, pen)}"


def _fill(item: Item, name: str) -> str:
    """Hatched for what is expected, pale for what is possible, full for what is so."""
    kind = {"expected": "h", "possible": "l", "denied": "l"}.get(item.realis, "c")
    return f"{kind}-{name}"


def _tail(side: int, name: str) -> str:
    end = side * (TAIL - 4)
    return f'<path class="tail t-{name}" d="M0 0H{end}M{end - side * 4}-4L{end} 0 {end - side * 4} 4"/>'


def _label(item: Item, first: float, last: float, half: float, pen: Pen) -> str:
    tail = TAIL if (item.open_left if item.leftward else item.open_right) else 0
    shift = half + tail + 5
    # A mark's sign may be wider than its band: then the label keeps clear of the sign.
    day = first if item.leftward else last
    text = escape(item.label)
    anchor = ' text-anchor="end"' if item.leftward else ""
    return _at(day, item.y + 4, f'<text x="{-shift if item.leftward else shift}"{anchor}>{text}</text>', pen)


def _signs(item: Item, middle: float, right: float, pen: Pen) -> str:
    signs = []
    if item.realis == "denied":
        signs.append(_at(middle, item.y, '<path class="cross" d="M-9-9L9 9M-9 9L9-9"/>', pen))
    if item.state == "contradicted":
        flag = '<path class="flag" d="M8-6.5L14 4H2z"/><path class="flagged" d="M8-3V1M8 2V3"/>'
        signs.append(_at(right, item.y - 8, flag, pen))
    return "".join(signs)


def _polygon(points: Sequence[Point], classes: str, pen: Pen) -> str:
    where = " ".join(f"{pen.scale.x(day):.1f},{_short(y)}" for day, y in points)
    data = f' data-p="{" ".join(f"{_short(day)},{_short(y)}" for day, y in points)}"' if pen.live else ""
    return f'<polygon class="{classes}" points="{where}"{data}/>'


def _at(day: float, y: float, body: str, pen: Pen) -> str:
    data = f' data-d="{_short(day)}" data-y="{_short(y)}"' if pen.live else ""
    return f'<g transform="translate({pen.scale.x(day):.1f} {_short(y)})"{data}>{body}</g>'


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
