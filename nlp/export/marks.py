"""A text with the mentions of its events marked, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from nlp.export.batch import Line
from nlp.export.style import COLOURS, OTHER, SEVERAL


def marked(text: str, events: Sequence[Line]) -> str:
    """The escaped text, every mention marked; a label has the number (from 1) of its event in the list below."""
    return "".join(_stretches(text, events))


def _stretches(text: str, events: Sequence[Line]) -> Iterator[str]:
    """The text cut wherever a mention begins or ends, so that mentions may overlap."""
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for number, event in enumerate(events):
        for mention in event["mentions"]:
            if mention["start"] >= mention["end"]:
                continue
            opened.setdefault(mention["start"], []).append(number)
            closed.setdefault(mention["end"], []).append(number)
    inside: list[int] = []
    at = 0
    for place in sorted(opened.keys() | closed.keys()):
        ending = sorted(closed.get(place, ()))
        yield _stretch(text[at:place], [events[n] for n in inside], "".join(_label(n, events[n]) for n in ending))
        for number in ending:
            inside.remove(number)
        inside += opened.get(place, ())
        at = place
    yield escape(text[at:])


def _stretch(text: str, inside: Sequence[Line], labels: str) -> str:
    if not inside:
        return escape(text)
    types = {event["type"] for event in inside}
    colour = COLOURS.get(inside[0]["type"], OTHER) if len(types) == 1 else SEVERAL
    return f'<mark class="entity" style="background: {colour}">{escape(text)}{labels}</mark>'


def _label(number: int, event: Line) -> str:
    colour = COLOURS.get(event["type"], OTHER)
    name = f"{event['type']} {number + 1}"
    where, title = f"#event-{number + 1}", escape(event["realis"])
    return f'<a class="label" href="{where}" title="{title}" style="background: {colour}">{escape(name)}</a>'
