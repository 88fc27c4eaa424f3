"""Which period or balance day a figure belongs to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.normalize.dates import period_intervals, prior_interval, shift_years
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.cues import PART, PRIOR, clause_of
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.metrics import BALANCE
from nlp.pipes.told import When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

PERIOD_KINDS = frozenset(
    {"period", "quarter", "half", "year", "months", "this_quarter", "this_year", "this_half", "range", "month"}
)
_NO_DAYS = frozenset({"prior_period", "runway", "runway_years", "duration"})
_YEAR = re.compile(r"\b(?:fiscal |fy ?|full[- ]year )?(20\d\d)\b")
_BEHIND = 110


def period_of(reading: Reading, figure: Figure) -> When | None:
    """The period of a reported figure: told beside it, else in its sentence, paragraph, heading, or the headline."""
    ctx = reading.ctx
    balance = figure.key in BALANCE
    found = _shared(reading, figure) or _told(reading, figure, balance, "past")
    if balance and (found is None or _is_coming(ctx, found)):  # no balance is of a day to come
        found = _year_ended(reading, figure)
    found = found or _above(ctx, reading.index, balance)
    if found is None and (default := period_default(ctx)):
        found = When(default.interval, "")
    return _last_day(found) if balance and found else found


def prior_period(reading: Reading, figure: Figure, prior: Placed, period: When | None) -> When | None:
    """The period after the comparison, else the same one a year before; of a balance only the day that is told."""
    ctx, balance = reading.ctx, figure.key in BALANCE
    compared = [
        d for d, role in reading.dates if role == PRIOR and d.at > min(figure.money.at, prior.at) or d.at > prior.at
    ]
    limit = next(
        (m.at for m in reading.view.of("METRIC") if m.at > prior.at and m is not figure.metric), len(reading.view.text)
    )
    near = sorted((d for d in compared if d.at < limit), key=lambda d: (d.at < prior.at, abs(d.at - prior.at)))
    for item in near:
        phrase = ctx.times[item.found.start]
        if phrase.kind == "prior_period":
            if period and not balance:
                return When(prior_interval(phrase, period.interval), phrase.text)
            continue
        told = ctx.when(item, "past")
        if told is None or phrase.kind in _NO_DAYS:
            continue
        told = _last_day(told) if balance else told
        if (
            period is None
            or told.interval.latest != period.interval.latest
            and (balance or _same_length(told.interval, period.interval))
        ):
            return told
    if period is None:
        return None
    if balance:
        return _day_before(reading, prior, period)
    return When(shift_years(period.interval, -1), "")


_ENDED = re.compile(r"\b(?:ended|finished|closed|concluded|completed|exited) (?:the )?(?:fiscal |calendar )?year\b")


def _year_ended(reading: Reading, figure: Figure) -> When | None:
    """The last day of the year that was over at the release: "ended the year with $12 million in cash"."""
    day = reading.ctx.header.release_date
    if day is None or not _ENDED.search(reading.view.text, 0, figure.money.at):
        return None
    years = (fiscal_year(reading.ctx, day.year - back) for back in (0, 1))
    over = next((year for year in years if year.latest <= day), None)
    return When(over, "") if over else None


_YEAR_IN_BRACKET = re.compile(r"\(((?:19|20)\d\d): ?$")
_BARE_BRACKET = re.compile(r"\([-–]?$")


def _day_before(reading: Reading, prior: Placed, period: When) -> When | None:
    """The day of a balance that a bracket compares with: that of the bracket's year ("£19.1 million (2015: £29.2
    million)"); without a year, at a year's end, that of the year before ("MSEK 432.3 (231.0) at December 31, 2007").
    """
    before, day = reading.view.text[: prior.at], period.interval.latest
    year = _YEAR_IN_BRACKET.search(before)
    if year and int(year[1]) < day.year:
        return When(shift_years(period.interval, int(year[1]) - day.year), "")
    end = reading.ctx.header.fiscal_year_end
    closing = (day.month, day.day) == ((end.month, end.day) if end else (12, 31))
    return When(shift_years(period.interval, -1), "") if closing and _BARE_BRACKET.search(before) else None


def outlook_of(reading: Reading, figure: Figure) -> When | None:
    """The period that guidance is for: told beside it, the year named before the metric, else heading or headline."""
    ctx, view = reading.ctx, reading.view
    beside = _told(reading, figure, figure.key in BALANCE, "future")
    if beside and not _is_over(ctx, beside):
        return _last_day(beside) if figure.key in BALANCE else beside
    found = _bare_year(ctx, view, figure.metric) or _named_outlook(ctx, view) or beside
    found = found or _heading(ctx, view, "future") or _outlook_title(ctx)
    return _last_day(found) if found and figure.key in BALANCE else found


_IS_FISCAL = re.compile(r"(?i)\b(?:fiscal|financial|fy)")
_REPORTED = re.compile(
    r"\b(?:was|were|had|reports?|reported|totall?ed|amounted|recorded|recogni[sz]ed|generated|achieved|posted|"
    r"reached|so far|increased|decreased|grew|rose|fell|declined|dropped|climbed|improved|narrowed|widened|delivered|"
    r"doubled|tripled|came in|"
    r"to date|year-to-date)\b"
)


def is_outlook(reading: Reading, figure: Figure) -> bool:
    """Whether the sentence gives the figure for a calendar period that is not over, and no verb of the past: what
    cannot have been reported yet.
    """
    if figure.key in BALANCE or figure.past is not None or _REPORTED.search(reading.view.text):
        return False
    told = _told(reading, figure, False, "past")
    return told is not None and _is_coming(reading.ctx, told) and not _IS_FISCAL.search(told.text)


def _shared(reading: Reading, figure: Figure) -> When | None:
    """Amounts and periods of one list: "$3 million and $9 million for the third quarter and the first nine months"."""
    run = [f for f in reading.figures if f.run == figure.run and f.run]
    if len(run) < 2:
        return None
    first, last = run[0].metric.at, run[-1].money.at
    beside = [
        d
        for d, role in reading.dates
        if role != PRIOR and (first < d.at < run[0].money.at or last < d.at < last + _BEHIND)
    ]
    beside = beside or [d for d, role in reading.dates if d.at < first]
    ctx = reading.ctx
    if len(beside) == 1:
        spans = period_intervals(ctx.times[beside[0].found.start], reference=ctx.header.release_date)
        return When(spans[figure.place], ctx.times[beside[0].found.start].text) if len(spans) == len(run) else None
    return ctx.when(beside[figure.place], "past") if len(beside) == len(run) else None


def _told(reading: Reading, figure: Figure, balance: bool, tense: str) -> When | None:
    """The best date of the sentence: behind the amount, between metric and amount, before the metric, further off."""
    over: When | None = None  # "expects to report for the quarter that has ended"
    for item in sorted(_candidates(reading, figure, tense == "future"), key=lambda d: _rank(reading, figure, d)):
        phrase = reading.ctx.times[item.found.start]
        if phrase.kind in _NO_DAYS:
            continue
        if not balance and phrase.kind not in PERIOD_KINDS and tense != "future":
            continue
        found = reading.ctx.when(item, tense)
        if found and (tense != "future" or phrase.kind != "day" or balance):
            if tense == "past" or not _is_over(reading.ctx, found):
                return found
            over = over or found
    return over


def _candidates(reading: Reading, figure: Figure, outlook: bool) -> Iterator[Placed]:
    first, last = min(figure.metric.at, figure.money.at), max(figure.metric.at, figure.money.at)
    left, right = clause_of(reading.view.text, first, last)
    for item, role in reading.dates:
        inside = first < item.at < last
        if role in (PRIOR, PART) and not inside:
            continue
        if item.at > min(right - 1, last + _BEHIND) or outlook and item.at < left:
            continue
        yield item


def _rank(reading: Reading, figure: Figure, item: Placed) -> tuple[int, int]:
    first, last = min(figure.metric.at, figure.money.at), max(figure.metric.at, figure.money.at)
    if item.at > last:
        own = not any(m.at < item.at for m in reading.view.of("MONEY", "METRIC") if m.at > last)
        return (0 if own else 3), item.at - last
    if item.at > first:
        return 1, last - item.at
    return 2, first - item.at


# "were $5.2 million, compared with $5.6 million in the third quarter of 2021": no period of the next sentence's figure
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|(?:up|down) from|against)"
    r"(?: (?:an?|the|net|loss|income|of|about|approximately))* "
    r"(?:\ue005|(?:same|corresponding|prior|previous)\b)[^;]{0,60}$"
)


def _above(ctx: Context, index: int, balance: bool) -> When | None:
    """The period of the paragraph's earlier sentences, else of the lead-in or heading."""
    view = ctx.views[index]
    if not balance:
        for back in range(index - 1, max(-1, index - 4), -1):
            other = ctx.views[back]
            if other.sentence.paragraph != view.sentence.paragraph or other.sentence.section in (
                "headline",
                "subheadline",
            ):
                break
            times = (
                ctx.when(d, "past")
                for d in other.of("DATE")
                if ctx.times[d.found.start].kind in PERIOD_KINDS and not _COMPARED.search(other.text, 0, d.at)
            )
            over = [found for found in times if found and not _is_coming(ctx, found)]
            if over and other.of("METRIC"):
                return max(over, key=lambda w: w.interval.latest)  # the earlier one is what the later is compared with
    return _heading(ctx, view, "past")


def _is_over(ctx: Context, found: When) -> bool:
    day = ctx.header.release_date
    return day is not None and found.interval.latest <= day


def _is_coming(ctx: Context, found: When) -> bool:
    day = ctx.header.release_date
    return day is not None and found.interval.latest > day


def _heading(ctx: Context, view: View, tense: str) -> When | None:
    for span in (view.sentence.lead_in, view.sentence.heading):
        if span is None:
            continue
        for other in ctx.views:
            if other.sentence.start <= span[0] < other.sentence.end and not other.of("MONEY"):
                for item in other.of("DATE"):
                    inside = span[0] <= item.found.start < span[1] and ctx.times[item.found.start].kind in PERIOD_KINDS
                    if inside and (found := ctx.when(item, tense)):
                        return found
    return None


def _named_outlook(ctx: Context, view: View) -> When | None:
    """The period of "2025 outlook" elsewhere in the sentence."""
    for item in view.of("DATE"):
        if re.match(r" (?:financial |full[- ]year |\ue00d. )?(?:guidance|outlook)\b", view.text[item.at + 2 :]) and (
            found := ctx.when(item, "future")
        ):
            return found
    return None


def _outlook_title(ctx: Context) -> When | None:
    """The year that the headline or the news paragraph gives an outlook for."""
    for view in ctx.views:
        if view.sentence.section in ("headline", "subheadline") and ctx.lists["guidance_heading"].search(view.text):
            for item in reversed(view.of("DATE")):
                if (found := ctx.when(item, "future")) and not _is_over(ctx, found):
                    return found
    return None


def _bare_year(ctx: Context, view: View, metric: Placed) -> When | None:
    """The year right before a metric ("its 2025 revenue"), or the year in hand for "full year"."""
    start, end = max(0, metric.at - 60), min(len(view.text), metric.at + 60)
    left, right = clause_of(view.text, metric.at, metric.at)
    years = list(_YEAR.finditer(view.text, max(start, left), min(end, right)))
    year = int(years[-1].group(1)) if years else None
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
    """The period the release reports on: the first one of its title, its summary or its first paragraph."""
    for view in ctx.views:
        if view.sentence.section in ("headline", "subheadline") or view.sentence.paragraph == ctx.first_paragraph:
            for item in view.of("DATE"):
                if ctx.times[item.found.start].kind in PERIOD_KINDS and (found := ctx.when(item, "past")):
                    return found
    return None


def _last_day(found: When) -> When:
    return When(Interval(found.interval.latest, found.interval.latest), found.text)


def _same_length(one: Interval, two: Interval) -> bool:
    return abs((one.latest - one.earliest).days - (two.latest - two.earliest).days) <= 4


__all__: Sequence[str] = ("fiscal_year", "is_outlook", "outlook_of", "period_default", "period_of", "prior_period")
