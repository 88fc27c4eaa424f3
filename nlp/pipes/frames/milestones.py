"""Lists of steps to come: "Anticipated 2028 milestones" over bullets that have no verb of their own."""

from __future__ import annotations

import re
from datetime import date

from nlp.normalize.dates import resolve
from nlp.normalize.time_find import find_time_phrases
from nlp.pipes.frames import fill
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.told import When
from nlp.pipes.view import View
from nlp.records import Interval

_YEAR_LAST = re.compile(r"(?:, ?| \(|: )(20\d\d)\)?\W*$")  # "final data, 2027"
_BARE_YEAR = re.compile(r"\b20\d\d\b")
# "2028 goals: complete enrolment in BREEZE; begin Phase 2": what a sentence lists behind its own title
_HEADED = re.compile(
    r"(?:(?:our|the|key|main|\ue006.|20\d\d|expected|anticipated|upcoming|next|planned|corporate|company|near-term|clinical|"
    r"remaining|for) )*"
    r"(?:goals?|objectives?|priorities|milestones?|catalysts?|news ?flow|(?:next )?steps|targets|to-do list|agenda|"
    r"ahead)"
    r"(?: (?:for|in|of|over|through) [^:.;]{2,40})?: "
)
_AIMS = re.compile(
    r"\b(?:goals?|objectives?|priorities|targets|steps|expected|anticipated|upcoming|planned|to-do|agenda)\b"
)
_PAST_TITLE = re.compile(r"\b(?:past|last|recent|achieved|prior|previous|completed)\b")
_HAS = re.compile(r"\b(?:has|have|had|was|were|is|are|been|(?:we|it|\ue002.) [a-z]+ed)\b")
_IS_OVER = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been|began|begun|met|won|got|went|made|took|led|held|\w{2,}(?<!need)ed)\b"
)
_OVER = re.compile(r"\b(?:has|have|was|were|is|are|\w{3,}ed|began|underway|ongoing|enrolling)\b")


# A drug's name over its own bullets, within the list that a heading opens.
_NAME_ALONE = re.compile(r"\W*\ue001.[®™]?(?: ?\([^()]{0,60}\))?(?:[,:–-] [^.;]{0,60})?\W*")


def listed_ahead(ctx: Context, view: View, index: int, hit: Hit) -> bool:
    """Whether a bullet without a verb of the past stands under "Upcoming milestones" or its like, or an item of a
    sentence behind such a title and a colon.
    """
    headed = _HEADED.match(view.text)
    if headed and headed.end() <= hit.start + 2:
        item = max(headed.end(), view.text.rfind(";", 0, hit.start))
        over = _HAS if _AIMS.search(headed.group()) else _IS_OVER
        return not (over.search(view.text, item, hit.end + 20) or _over_by_title(ctx, view, headed.end()))
    if _date_over(ctx, view):
        return not _OVER.search(view.text, max(0, hit.start - 30), hit.end + 20)
    if view.sentence.section != "bullet" or _OVER.search(view.text, max(0, hit.start - 30), hit.end + 20):
        return False
    return _milestones(ctx, view, index) is not None


_YEAR_ALONE = re.compile(r"\W*(20\d\d)(?: and beyond| onwards?)?\W*")
# "HARROW: topline, first half", "first data (July)", "filing, around year end"
_PART_LAST = re.compile(r"(?:, ?| \()(?:(?:in|by|around|during|about|the|at) )*([A-Za-z][A-Za-z0-9 -]{1,20})\)?\W*$")
# "2H 2026" over a list, "First half 2026:" before the first of its items
_DATE_ALONE = re.compile(
    r"\W*(?:(?:by|in|early|mid|late|the|around|before|during|end|of|year)[ -]+)*\ue006.(?: and beyond| onwards?)?\W*"
)


def _date_over(ctx: Context, view: View) -> When | None:
    """The time to come that the line's heading or label is nothing but."""
    for span in (view.sentence.lead_in, view.sentence.heading):
        if not span:
            continue
        if year := _YEAR_ALONE.fullmatch(ctx.flat, *span):
            return _ahead(ctx, year[1])
        item = next((d for v in ctx.views for d in v.of("DATE") if span[0] <= d.found.start < span[1]), None)
        words = item and ctx.flat[span[0] : item.found.start] + "\ue006\ue100" + ctx.flat[item.found.end : span[1]]
        if item and words and _DATE_ALONE.fullmatch(words.lower()):
            found = ctx.calendar(item, "future")
            return found if found and fill.lies_ahead(ctx, found, whole=False) else None
    return None


def time_over(ctx: Context, view: View, index: int) -> When | None:
    """The time to come that stands alone over a line or closes it; of "2027" over "topline, first half" that half."""
    closing = _YEAR_LAST.search(ctx.flat, view.sentence.start, view.sentence.end)
    if closing and in_agenda(ctx, view, index):
        return _ahead(ctx, closing[1])
    over = _date_over(ctx, view)
    year = _BARE_YEAR.search(over.text) if over else None
    part = _PART_LAST.search(ctx.flat, view.sentence.start, view.sentence.end)
    if over is None or year is None or part is None:
        return over
    told = [phrase for phrase in find_time_phrases(f"in {part[1]} {year[0]}") if phrase.text.endswith(year[0])]
    within = resolve(told[0], reference=ctx.header.release_date, tense="future") if len(told) == 1 else None
    inside = within and within.earliest >= over.interval.earliest and within.latest <= over.interval.latest
    return When(within, part[1]) if within and inside else over


def in_agenda(ctx: Context, view: View, index: int) -> bool:
    """Whether a line stands in a list of steps to come: under a time ahead, or a bullet under "Upcoming milestones"."""
    if _HAS.search(view.text):
        return False
    if _date_over(ctx, view):
        return True
    label = view.sentence.lead_in
    if label and ctx.lists["milestones_ahead"].search(ctx.flat[slice(*label)].lower()):
        return True
    return view.sentence.section == "bullet" and _milestones(ctx, view, index) is not None


def _over_by_title(ctx: Context, view: View, end: int) -> bool:
    """Whether the title of a sentence's list names a year that was over at the release, or says nothing of time."""
    year = _BARE_YEAR.search(ctx.flat, view.sentence.start, view.origin(end))
    day = ctx.header.release_date
    if year is None or day is None:
        return _AIMS.search(view.text, 0, end) is None or _PAST_TITLE.search(view.text, 0, end) is not None
    return int(year[0]) < day.year


def _milestones(ctx: Context, view: View, index: int) -> tuple[int, int] | None:
    """The lead-in, heading or line over the list that announces steps to come, None without one."""
    above = (v for v in reversed(ctx.views[:index]) if v.sentence.section != "bullet")
    over = next((v.sentence for v in above if not _NAME_ALONE.fullmatch(v.text)), None)
    line = (over.start, over.end) if over and ctx.flat[over.start : over.end].rstrip(" *_").endswith(":") else None
    title = (over.start, over.end) if over and over.section == "heading" else None
    spans = (span for span in (view.sentence.lead_in, line, view.sentence.heading, title) if span)
    return next((s for s in spans if ctx.lists["milestones_ahead"].search(ctx.flat[s[0] : s[1]].lower())), None)


def when_listed(ctx: Context, view: View, index: int) -> When | None:
    """The year of "Anticipated 2028 milestones" over a bullet, or the time alone that stands over it."""
    if dated := time_over(ctx, view, index):
        return dated
    headed = _HEADED.match(view.text)
    if headed:
        span: tuple[int, int] | None = (view.sentence.start, view.origin(headed.end()))
    else:
        span = _milestones(ctx, view, index) if view.sentence.section == "bullet" else None
    year = _BARE_YEAR.search(ctx.flat, *span) if span else None
    return _ahead(ctx, year[0]) if year else None


def _ahead(ctx: Context, year: str) -> When | None:
    """A year that was not over at the release."""
    found = When(Interval(date(int(year), 1, 1), date(int(year), 12, 31)), year)
    return found if fill.lies_ahead(ctx, found, whole=False) else None
