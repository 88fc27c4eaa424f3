"""Where the things of a row lie: days become pixels, and no label runs into its neighbour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nlp.records import Interval
from nlp.timeline.model import Bar, By, Event, Row
from nlp.timeline.words import short

TRACK = 24  # height of one line of bars and marks, in pixels
TAIL = 26  # length of the dotted line that says: nobody tells how far
GLYPH = 7  # half the width of a mark's sign
GAP = 10  # pixels between a label and its neighbour
_LABEL = 64  # characters
_ONE_SIDE = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels: the first day of `span` is at 0, the end of the last one at `width`."""

    span: Interval
    width: float

    @property
    def days(self) -> int:
        """The number of days of the span."""
        return (self.span.latest - self.span.earliest).days + 1

    @property
    def pixels_a_day(self) -> float:
        """Pixels for a day."""
        return self.width / self.days

    def day(self, day: date) -> int:
        """The beginning of a day in days from the beginning of the span."""
        return (day - self.span.earliest).days

    def x(self, days: float) -> float:
        """The pixel of so many days after the beginning of the span."""
        return days * self.pixels_a_day


@dataclass(frozen=True, slots=True)
class Item:
    """A bar or a mark in its place. `first` and `last` are days from the beginning of the span, `last` exclusive; `y`
    is the middle in pixels from the row's top. `leftward`: its label stands before it.
    """

    events: tuple[Event, ...]
    bar: Bar | None
    label: str
    first: int
    last: int
    y: float = 0.0
    leftward: bool = False

    @property
    def realis(self) -> str:
        """Of the bar, or of the marked event."""
        return self.bar.realis if self.bar else self.events[0].realis

    @property
    def state(self) -> str:
        """Of the bar, or of the marked event."""
        return self.bar.state if self.bar else self.events[0].state

    @property
    def middle(self) -> float:
        """The middle day."""
        return (self.first + self.last) / 2

    @property
    def open_left(self) -> bool:
        """Whether it began nobody tells when."""
        return self.bar is not None and self.bar.start is None

    @property
    def open_right(self) -> bool:
        """Whether it goes on nobody tells how long."""
        return self.bar is not None and self.bar.end is None and self.bar.realis != "denied"


@dataclass(frozen=True, slots=True)
class Placed:
    """The items of a row and the height in pixels that they need."""

    items: tuple[Item, ...]
    height: float


def year_span(span: Interval) -> Interval:
    """Whole years around a span."""
    return Interval(date(span.earliest.year, 1, 1), date(span.latest.year, 12, 31))


def place(row: Row, by: By, scale: Scale) -> Placed:
    """Bars and marks on as few lines as there must be so that nothing overlaps, at this scale or any larger one."""
    ends: list[float] = []
    placed = []
    for item in sorted(_items(row, by, scale), key=lambda item: (item.first, item.last, item.events[0].id)):
        left, right, leftward = _reach(item, scale)
        track = next((number for number, end in enumerate(ends) if end + GAP <= left), len(ends))
        ends[track : track + 1] = [right]
        placed.append(_moved(item, TRACK * track + TRACK / 2, leftward))
    return Placed(tuple(placed), TRACK * len(ends))


def text_width(text: str) -> float:
    """About how many pixels a text of 11 pixels takes, rather too many than too few."""
    return sum(_WIDTHS.get(char, 12.0 if char > "\u2e7f" else 7.9 if char.isupper() else 6.7) for char in text)


_WIDTHS = dict.fromkeys("ijlft.,:;'|!()[]/ -", 4.2) | dict.fromkeys("mwMW@%…", 10.5)


def _items(row: Row, by: By, scale: Scale) -> Iterable[Item]:
    for bar in row.bars:
        yield Item(bar.events, bar, _label(bar.label, bar.about, by), scale.day(bar.first), scale.day(bar.last) + 1)
    for event in row.marks:
        if event.window:
            first, last = scale.day(event.window.earliest), scale.day(event.window.latest) + 1
            yield Item((event,), None, _label(event.label, event.about, by), first, last)


def _label(label: str, about: str, by: By) -> str:
    return short(f"{label}, {about}" if about and by != "compound" else label, _LABEL)


def _reach(item: Item, scale: Scale) -> tuple[float, float, bool]:
    """From which to which pixel an item needs its line, and whether its label is better put before it."""
    margin = 0 if item.bar else GLYPH
    left = min(scale.x(item.first), scale.x(item.middle) - margin) - (TAIL if item.open_left else 0)
    right = max(scale.x(item.last), scale.x(item.middle) + margin) + (TAIL if item.open_right else 0)
    width = text_width(item.label) + GAP
    if right + width > scale.width and left - width > 0:
        return left - width, right, True
    return left, right + width, False


def _moved(item: Item, y: float, leftward: bool) -> Item:
    return Item(item.events, item.bar, item.label, item.first, item.last, y, leftward)
