"""The venue of a result and its days: the year of its name, or the days that the opening of the release tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.assembly.alike import texts_alike
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.told import When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

_YEAR = re.compile(r"\b(20\d\d)\b")
_LONGEST_CONGRESS = 10  # days
# "to be held June 13-17", "taking place on November 6", "(May 2-5)": what stands before the days of an occasion
_HELD = re.compile(r"(?:\b(?:held|place|on|from|between|scheduled for|runs?|running)(?: \w+day,?)?|[(,:])(?: in)? ?$")
_MEETING = re.compile(
    r"\b(?:conference|congress|(?:annual|scientific) meeting|symposium|summit|convention)\b[^.;]{0,50}$"
)
_PRESENTED = re.compile(r"\b(?:present(?:ed|ation|ations|ing)|posters?|featured|shown|session)\b")


def venue_of(ctx: Context, view: View, place: Placed) -> tuple[str, When | None]:
    """A congress's or journal's name, and the year in its name, or the days of that year that the headlines or the
    first paragraph tell of it; None where no year stands with the name.
    """
    name = _name(ctx, place)
    end = min(place.found.end + 60, view.sentence.end)  # the year of a dateline behind the headline is not the venue's
    match = _YEAR.search(ctx.flat[max(0, place.found.start - 10) : end])
    if match is None:
        return name, None
    year = int(match.group(1))
    whole = When(Interval(date(year, 1, 1), date(year, 12, 31)), str(year))
    told = {when.interval: when for when in _days(ctx, name, whole.interval)}
    return name, next(iter(told.values())) if len(told) == 1 else whole


def _name(ctx: Context, place: Placed) -> str:
    return place.found.key if place.found.key and place.found.source == "lexicon" else ctx.text(place)


def _days(ctx: Context, name: str, year: Interval) -> Iterator[When]:
    """The days of the year, not before the release, that a sentence of the opening tells of this venue alone."""
    release = ctx.header.release_date
    for view in ctx.views:
        opening = view.sentence.section in TITLES or view.sentence.paragraph <= max(1, ctx.first_paragraph)
        if not opening or not _of_venue(ctx, view, name):
            continue
        for item in view.of("DATE"):
            held = _HELD.search(view.text, max(0, item.at - 30), item.at)
            named = view.of("VENUE") or view.sentence.section in TITLES or _MEETING.search(view.text, 0, item.at)
            when = ctx.calendar(item, "future") if held and named else None
            if when is None or (release and when.interval.latest < release):
                continue
            first, last = when.interval.earliest, when.interval.latest
            if year.earliest <= first and last <= year.latest and (last - first).days < _LONGEST_CONGRESS:
                yield when


def _of_venue(ctx: Context, view: View, name: str) -> bool:
    """Whether the sentence names this venue and no other, or none but tells of a presentation."""
    venues = [_name(ctx, item) for item in view.of("VENUE")]
    if not venues:
        return _PRESENTED.search(view.text) is not None
    return all(venue == name or texts_alike(venue, name) for venue in venues)
