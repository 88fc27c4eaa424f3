"""Which period or balance day a figure belongs to."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from nlp.pipes.frames.context import Context
from nlp.pipes.told import When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

PERIOD_KINDS = frozenset({"period", "quarter", "half", "year", "months", "this_quarter", "this_year", "this_half", "range"})
_YEAR = re.compile(r"\b(?:fiscal |fy ?|full[- ]year )?(20\d\d)\b")


def period_of(ctx: Context, view: View, metric: Placed, money: Placed, zone: tuple[int, int], *, future: bool = False) -> When | None:
    """The period told nearest to the figure inside the zone: after the amount or before the metric, else at the sentence's head."""
    tense = "future" if future else "past"
    items = [d for d in view.of("DATE") if zone[0] <= d.at < zone[1] and (ctx.times[d.found.start].kind in PERIOD_KINDS or future and ctx.times[d.found.start].kind in ("as_of", "day"))]
    first, last = min(metric.at, money.at), max(metric.at, money.at)

    def rank(item: Placed) -> tuple[int, int]:
        if first < item.at < last:
            return 0, last - item.at
        if item.at > last:
            return 1, item.at - last
        return 2, first - item.at

    for item in sorted(items, key=rank):
        gap = view.text[last + 2:item.at] if item.at > last else ""
        if len(gap) > 110 or "; " in gap:
            continue
        found = ctx.when(item, tense)
        if found:
            return found
    return _bare_year(ctx, view, metric) if future else None


def _bare_year(ctx: Context, view: View, metric: Placed) -> When | None:
    """The year right before a metric ("its 2025 revenue"), or the year in hand for "full year"."""
    match = None
    for match in _YEAR.finditer(view.text, max(0, metric.at - 60), min(len(view.text), metric.at + 60)):
        pass
    year = int(match.group(1)) if match else None
    if year is None and re.search(r"full[- ]year|annual", view.text) and ctx.header.release_date:
        year = ctx.header.release_date.year
    return When(fiscal_year(ctx, year), str(year)) if year else None


def fiscal_year(ctx: Context, year: int) -> Interval:
    """The company's year of that number, by its year end where that is known."""
    end = ctx.header.fiscal_year_end
    if end is None or (end.month, end.day) == (12, 31):
        return Interval(date(year, 1, 1), date(year, 12, 31))
    last = date(year, end.month, min(end.day, monthrange(year, end.month)[1]))
    month = end.month % 12 + 1
    return Interval(date(year - 1 if month > 1 else year, month, 1), last)


def period_default(ctx: Context) -> When | None:
    """The period the release reports on: the first one of its title or first paragraph."""
    for view in ctx.views:
        if view.sentence.section in ("headline", "subheadline") or view.sentence.paragraph == ctx.first_paragraph:
            for item in view.of("DATE"):
                if ctx.times[item.found.start].kind in PERIOD_KINDS and (found := ctx.when(item, "past")):
                    return found
    return None


def balance_day(ctx: Context, view: View, money: Placed, zone: tuple[int, int]) -> When | None:
    """The one day of a balance: the nearest day told, the end of a period told, else the end of the period reported on."""
    items = [d for d in view.of("DATE") if zone[0] <= d.at < zone[1]]
    for item in sorted(items, key=lambda d: (d.at < money.at, abs(d.at - money.at))):
        phrase = ctx.times[item.found.start]
        if phrase.kind in ("prior_period", "runway", "runway_years", "duration"):
            continue
        found = ctx.when(item, "past")
        if found:
            return When(Interval(found.interval.latest, found.interval.latest), found.text)
    default = period_default(ctx)
    return When(Interval(default.interval.latest, default.interval.latest), "") if default else None
