"""Reported figures in prose and headlines: metric, value, period, and what they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from nlp.normalize.dates import shift_years
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.metrics import BALANCE, PER_SHARE, SHARE_OF
from nlp.pipes.frames.when import is_outlook, period_of, prior_period
from nlp.pipes.told import Told, When
from nlp.records import Interval

_DEAL = re.compile(
    r"\b(?:since inception|loan|credit facility|offering|gross proceeds|net proceeds"
    r"|private placement|financing round|aggregate purchase|market size|market is|(?:billion"
    r"|million) market|per year market|addressable)\b"
)
# "$212 million, which is expected to fund operations": what is to come is what the money is for.
FUNDS = (
    r"to (?:be (?:sufficient|adequate|enough)|fund|last|support|finance|sustain|carry|cover|provide|take|extend|enable|"
    r"allow|meet|satisfy)\b"
)
_LATER = re.compile(
    rf"[^.;]{{0,80}}\b(?:(?:is|are|be|been|) ?(?:planned|expected|anticipated|projected) (?!{FUNDS})(?:to be|to"
    r"|for|in|(?:at|upon|following|after) (?:the )?(?:closing|completion))\b"
    r"|will be (?:paid|incurred|recorded|recognized)\b)"
)
DILUTES = re.compile(
    r"\b(?:dilut(?:e|es|ive)|accretive|subtract|add(?:s|ing)? to (?:its |our )?earnings)\b(?! (?:share|eps|loss|"
    r"earnings per|net|ads))"
)
# "$3 million above the guidance", "the loss of $14.2 million has been restated to"
_DIFFERENCE = re.compile(
    r" (?:above|below|more than|less than|over|under|ahead of|short of|higher than|lower than) (?:the |our |its |"
    r"company )?"
    r"(?:(?:top|upper|low|lower|high|mid)\w*(?: end)? of (?:the |our )?)?(?:guidance|consensus|expectations?|"
    r"forecast|estimates?|"
    r"midpoint|budget)\b|[^.;]{0,80}? (?:has been|have been|was|were|is) (?:restated|corrected|revised) to \ue005"
)
_PROMISE = re.compile(
    r"\b(?:eligible|up to|could|may|would|potential|will (?:be|receive|pay|make)|upfront"
    r"|milestone payments? of|expected|royalt\w+ (?:on|of)|tiered|annual(?:ized)? sales of"
    r"|if|assumes? that)\b(?! for)[^;]{0,60}$"
)


def results(reading: Reading, guided: frozenset[int]) -> Iterator[Told]:
    """The results among a sentence's figures; `guided` are the places of the amounts that are guidance."""
    told: list[tuple[Figure, Told]] = []
    for figure in reading.figures:
        if figure.money.at in guided or figure.low != figure.high:
            continue
        # "expects that its cash, $74 million at September 30, will last into 2028": the sum is no expectation
        if not dated_before(reading, figure) and (figure.expected or _no_result(reading, figure)):
            continue
        result = _result(reading, figure)
        base = next(
            (n for n, (shown, one) in enumerate(told) if _year_before(reading, shown, one, figure, result)), None
        )
        if base is None:
            told.append((figure, result))
        else:
            shown, one = told[base]
            prior_of = {"prior_value": figure.high, "prior_period": _of_year_before(one, result)}
            told[base] = shown, replace(one, slots={**one.slots, **prior_of})
    yield from (one for _, one in told)


_OWN_TIME = re.compile(r"(?: \([^()]*\))? (?:for|in|during) (?:the )?(\ue006.)")


def _year_before(reading: Reading, base: Figure, told: Told, figure: Figure, result: Told) -> bool:
    """Whether it is the same figure a year earlier: "$2 million for the quarter and $3 million for the comparable
    period of 2020"."""
    if (
        base.key != figure.key
        or told.slots["prior_value"] is not None
        or base.past is not None
        or figure.past is not None
    ):
        return False
    own = _OWN_TIME.match(reading.view.text, figure.money.at + 2)
    if own is None or reading.ctx.money[base.money.found.start].currency != result.slots["unit"][:3]:
        return False
    if reading.ctx.times[reading.view.entity(own.start(1)).found.start].kind == "prior_period":
        return True
    first, second = told.slots["period"], result.slots["period"]
    return bool(first and second and shift_years(first.interval, -1) == second.interval)


def _of_year_before(told: Told, result: Told) -> When | None:
    """The period of the earlier figure; the year before that of the first one where it is only called comparable."""
    period: When | None = told.slots["period"]
    own: When | None = result.slots["period"]
    if period is None or own != period:
        return own
    return replace(period, interval=shift_years(period.interval, -1), text="")


_ON_DAY = re.compile(r"(?: in (?:cash|total))?,? (?:as of|as at|at|on|of) (?:the )?(?:end of )?(?:the )?(\ue006.)")


def dated_before(reading: Reading, figure: Figure) -> bool:
    """Whether a balance is told with a day that was over at the release."""
    ctx, view = reading.ctx, reading.view
    match = _ON_DAY.match(view.text, figure.money.at + 2) if figure.key in BALANCE else None
    item, day = view.entity(match.start(1)) if match else None, ctx.header.release_date
    when = ctx.calendar(item, None) if item else None
    return bool(when and day and when.interval.latest <= day)


def _no_result(reading: Reading, figure: Figure) -> bool:
    return is_outlook(reading, figure) or _is_promise(reading, figure)


def _is_promise(reading: Reading, figure: Figure) -> bool:
    """An amount that is a deal's, a market's or a promise, no reported figure."""
    text, at = reading.view.text, figure.money.at
    if _LATER.match(text, at + 2) or DILUTES.search(text) or _DIFFERENCE.match(text, at + 2):
        return True
    return bool(_DEAL.search(text[max(0, at - 90) : at + 90]) or _PROMISE.search(text[max(0, at - 70) : at]))


def _result(reading: Reading, figure: Figure) -> Told:
    money = reading.ctx.money[figure.money.found.start]
    if figure.past is not None:
        base = period_of(reading, figure.past)
        period = prior_period(reading, figure, figure.money, base)
    else:
        period = _then_ended(reading, figure, period_of(reading, figure))
    share = money.per_share or figure.key in PER_SHARE
    slots: dict[str, Any] = {
        "metric": figure.key,
        "value": figure.high,
        "unit": f"{money.currency}/share" if share else money.currency,
        "period": period,
        "prior_value": None,
        "prior_period": None,
    }
    if figure.prior is not None:
        slots["prior_value"] = reading.ctx.money[figure.prior.found.start].high
        slots["prior_period"] = prior_period(reading, figure, figure.prior, period)
    elif _last_of_its_kind(reading, figure) and figure.past is None:
        slots |= _next_sentence(reading, figure, period)
    notes = tuple(f"warning: {w}" for w in (money.warning,) if w and not share)
    return tell_figure(reading, figure, "financial_result", slots, "actual", "financial_result.prose", notes)


_THEN_ENDED = re.compile(r"\b(?:the )?(?:fiscal )?year then ended\b[^.;\ue005]*$")


def _then_ended(reading: Reading, figure: Figure, period: When | None) -> When | None:
    """The year that ends with a quarter: "for the three months ended December 31 ..., and for the year then ended"."""
    if period is None or not _THEN_ENDED.search(reading.view.text, 0, figure.money.at):
        return period
    last = period.interval.latest
    first = shift_years(Interval(last, last), -1).earliest + timedelta(days=1)
    return replace(period, interval=Interval(first, last), text="")


def _last_of_its_kind(reading: Reading, figure: Figure) -> bool:
    """Whether the next sentence can speak of the figure: the last one, or a sum behind which only its amount a share
    stands."""
    last = reading.figures[-1]
    return figure is last or SHARE_OF.get(figure.key) == last.key and figure is reading.figures[-2]


def _next_sentence(reading: Reading, figure: Figure, period: When | None) -> dict[str, Any]:
    """What "This compares to ..." in the next sentence tells."""
    views, index = reading.ctx.views, reading.index
    following = views[index + 1] if index + 1 < len(views) else None
    if (
        following is None
        or following.sentence.paragraph != reading.view.sentence.paragraph
        or not re.match(r"(?:(?:this|that|which|these) compares?d? (?:to|with)|(?:it|they) had been) ", following.text)
    ):
        return {}
    share = figure.key in PER_SHARE
    amounts = [m for m in following.of("MONEY") if reading.ctx.money[m.found.start].per_share == share]
    if not amounts:
        return {}
    later = Reading(reading.ctx, following, index + 1, dates=[(d, "prior") for d in following.of("DATE")])
    shown = replace(figure, money=amounts[0], metric=amounts[0])
    return {
        "prior_value": reading.ctx.money[amounts[0].found.start].high,
        "prior_period": prior_period(later, shown, amounts[0], period),
    }


def tell_figure(
    reading: Reading, figure: Figure, kind: str, slots: dict[str, Any], realis: str, rule: str, notes: tuple[str, ...]
) -> Told:
    """The telling of a figure; what carries a warning is less sure."""
    sentence = reading.view.sentence
    confidence = 0.6 if notes else 0.9
    return Told(
        kind,
        slots,
        realis,
        sentence.start,
        sentence.end,
        reading.view.origin(figure.money.at),
        sentence.section,
        rule,
        confidence,
        sentence.speaker,
        reading.index,
        sentence.section in ("headline", "subheadline"),
        notes,
    )


__all__ = ["DILUTES", "results", "tell_figure"]
