"""What the shapes mean, by example: the same drawing code as for real events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nlp.records import Interval
from nlp.timeline.layout import Item, Scale
from nlp.timeline.model import Bar, Event
from nlp.timeline.shapes import Pen, draw

HEIGHT = 22  # pixels of a sample
_DAY = date(2000, 1, 1)
_SPAN = Interval(_DAY, _DAY + timedelta(days=99))
_SCALE = Scale(_SPAN, 100)  # a day is a pixel


def legend() -> Iterator[tuple[str, int, str]]:
    """Samples as SVG with their width in pixels, each with what it means."""
    for phase in "1234":
        yield _bar(_days(2, 2), _days(34, 34), phase), 38, f"phase {phase}"
    yield _bar(_days(2, 2), _days(34, 34), None), 38, "phase not told"
    yield _bar(_days(2, 25), _days(37, 60), "2"), 64, "began and ended on some day of the slope"
    yield _bar(None, None, "2", known=_days(28, 28)), 58, "known to run on that day, since and until when is not told"
    yield _bar(_days(2, 30), None, "2", realis="expected", known=None), 60, "expected"
    yield _bar(_days(2, 30), None, "2", realis="possible", known=None), 60, "possible"
    yield _bar(_days(2, 30), None, "2", realis="denied", known=None), 36, "denied"
    for kind, meaning in _KINDS:
        yield _mark(kind, _days(10, 10)), 20, meaning
    yield _mark("readout", _days(2, 42)), 46, "on some day of the band"
    yield _mark("readout", _days(2, 42), realis="expected"), 46, "expected on some day of the band"
    yield _mark("financial_result", _days(2, 42)), 46, "of the whole band"
    yield _mark("readout", _days(10, 10), state="superseded"), 20, "superseded"
    yield _mark("readout", _days(10, 10), state="contradicted"), 20, "contradicted"


_KINDS = (
    ("trial_status", "step of a trial"),
    ("readout", "data"),
    ("regulatory", "agency"),
    ("deal", "deal"),
    ("payment", "payment"),
    ("guidance", "guidance"),
    ("financial_result", "result"),
)


def _days(first: int, last: int) -> Interval:
    return Interval(_DAY + timedelta(days=first), _DAY + timedelta(days=last))


def _bar(
    start: Interval | None,
    end: Interval | None,
    phase: str | None,
    *,
    realis: str = "actual",
    known: Interval | None = _SPAN,
) -> str:
    bar = Bar("", "", phase, realis, "current", start, known, end, ())
    return draw(Item((), bar, "", _SCALE.day(bar.first), _SCALE.day(bar.last) + 1, HEIGHT / 2), Pen(_SCALE))


def _mark(kind: str, window: Interval, *, realis: str = "actual", state: str = "current") -> str:
    event = Event("", kind, "", "", "", realis, state, 1.0, window, None, None, None, (), 1, ())
    first, last = _SCALE.day(window.earliest), _SCALE.day(window.latest) + 1
    return draw(Item((event,), None, "", first, last, HEIGHT / 2), Pen(_SCALE))
