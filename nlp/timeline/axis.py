"""The years, quarters and months of a scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.timeline.layout import Scale

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_YEAR = 365.25
_FEWEST = 50  # pixels between two labels
_MOST_YEARS = 60  # beyond that many years no months are offered


@dataclass(frozen=True, slots=True)
class Tick:
    """A line and its label. `every` is the distance in days to the next one of its kind; a tick is shown where there is
    room for its kind. `day` counts from the beginning of the scale.
    """

    day: int
    label: str
    every: float

    def fits(self, scale: Scale) -> bool:
        """Whether there is room for it at a scale."""
        return self.every * scale.pixels_a_day >= _FEWEST


def ticks(scale: Scale) -> Iterator[Tick]:
    """All ticks of a scale, also those that have no room on it yet."""
    first, last = scale.span.earliest.year, scale.span.latest.year
    for year in range(first, last + 1):
        years = next(step for step in (100, 50, 20, 10, 5, 2, 1) if year % step == 0)
        yield Tick(scale.day(date(year, 1, 1)), str(year), years * _YEAR)
        for month in range(2, 13) if last - first < _MOST_YEARS else ():
            every = _YEAR / 4 if month in (4, 7, 10) else _YEAR / 12
            yield Tick(scale.day(date(year, month, 1)), f"{_MONTHS[month - 1]} ’{year % 100:02}", every)
