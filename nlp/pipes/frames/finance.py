"""Reported figures and guidance in prose: amounts find their metric, their period, and what they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from nlp.normalize.dates import prior_interval, shift_years
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import clause
from nlp.pipes.frames.when import balance_day, period_default, period_of
from nlp.pipes.told import Told, When
from nlp.pipes.view import Placed, View
from nlp.records import Interval, MoneyPhrase

_CHANGE = re.compile(
    r"(?:(?:increas|decreas|declin|grew|growth|grow|rose|fell|reduc|improv|gain|ris|drop|up|down|higher|lower|widen|narrow|savings?|change|difference|sav)\w*(?: in [^,.;]{0,40})?(?: of| by|,)?|"
    r"(?:including|included|include|excluding|offset by|due to|driven by|primarily|attributable to|related to|net of|plus|of which|exceed\w*|over)(?: [\w'-]+){0,4}?(?: of)?)"
    r"(?: approximately| about| an? (?:additional|one-time|non-cash))? $")
_COMPARED = re.compile(r"\b(?:compared|versus|vs\.?|as against|relative to|as compared|from|against|compares|in comparison|over|which compares|comparing)\b")
_PER_SHARE_LOSS = re.compile(r"\bloss\b")
_BALANCE = frozenset({"cash", "total_assets", "total_liabilities", "debt", "backlog"})
_AFTER = re.compile(r" (?:of|in|from|for|as)(?: (?:the|its|our|total|net|unrestricted|available|new|additional|combined|consolidated))* ?$")
_OWN_SALES = re.compile(r"(?:\ue001.|product|\ue007.)(?:'s)?(?: (?:net|total|global|worldwide|gross|u\.s\.|annual|peak))* $")
_FUTURE_SALES = re.compile(r"\b(?:royalt\w+ (?:on|of)|tiered|milestones?|net sales of (?:the )?(?:licensed|product))\b")
_CUMULATIVE = re.compile(r"\b(?:since inception|to date|loan|credit facility|offering|gross proceeds|private placement|financing|aggregate purchase|market size|market is|billion market|per year market)\b")
_ACTIONS = ("withdrawn", "reaffirmed", "raised", "lowered", "narrowed")


@dataclass(slots=True)
class _Result:
    metric: Placed
    key: str
    money: Placed
    prior: Placed | None = None


def tell(ctx: Context, view: View, index: int) -> Iterator[Told]:
    """Results, guidance and runway of one sentence."""
    text = view.text
    yield from _runway(ctx, view, index)
    if not view.of("METRIC") or not view.of("MONEY") or ctx.lists["risk"].search(text):
        return
    results = list(_pair(ctx, view))
    for number, result in enumerate(results):
        money = ctx.money[result.money.found.start]
        nearby = text[max(0, min(result.metric.at, result.money.at) - 140):max(result.metric.at, result.money.at) + 80]
        if _is_guidance(ctx, view, result, money, nearby):
            yield _guidance(ctx, view, index, result, money)
        elif money.low == money.high and not _promise(ctx, view, result):
            yield _report(ctx, view, index, result, results, number)


def _is_guidance(ctx: Context, view: View, result: _Result, money: MoneyPhrase, nearby: str) -> bool:
    sure = ctx.lists["guidance_sure"].search(nearby)
    if re.search(r"\b(?:was|were|reported|had|totaled|ended)\b[^.;]{0,30}$", view.text[:result.money.at]) and not re.search(r"expect|anticipat|guidance", view.text[:result.money.at]):
        return False
    return bool(sure) or bool(money.low != money.high and ctx.lists["guidance_cue"].search(nearby))


def _promise(ctx: Context, view: View, result: _Result) -> bool:
    """An amount that is a deal's, a market's or a promise, no reported figure."""
    around = view.text[max(0, result.money.at - 90):result.money.at + 90]
    return bool(_CUMULATIVE.search(around) or re.search(r"\b(?:eligible|up to|could|may|would|potential|will (?:be|receive|pay)|upfront|milestone payments? of|expected)\b", view.text[max(0, result.money.at - 60):result.money.at]))


def _pair(ctx: Context, view: View) -> Iterator[_Result]:
    """Each amount with its metric; amounts after a comparison become the prior value of the figure before them."""
    results: list[_Result] = []
    waiting: list[_Result] = []
    metrics = view.of("METRIC")
    last = 0
    comparing = False
    for item in view.of("MONEY"):
        money = ctx.money[item.found.start]
        before = view.text[last:item.at]
        if "; " in before or ". " in before:
            comparing = False
        compared = bool(_COMPARED.search(before)) and bool(results)
        if _CHANGE.search(view.text[:item.at][-90:]) and not re.search(r" to $| to approximately $", view.text[:item.at]):
            last = item.at + 2
            continue
        if compared and not comparing:
            comparing, waiting = True, [r for r in results if r.prior is None][-3:]
        if comparing and waiting and (target := _target(ctx, view, waiting, money, before)) is not None:
            target.prior = item
            waiting = waiting[waiting.index(target) + 1:] or [r for r in waiting if r.prior is None]
            last = item.at + 2
            continue
        found = _metric(ctx, view, metrics, item, money, results)
        if found:
            comparing = False
            results.append(_Result(*found, item))
        last = item.at + 2
    yield from results


def _target(ctx: Context, view: View, waiting: list[_Result], money: MoneyPhrase, before: str) -> _Result | None:
    """Which figure an amount after "compared to" belongs to: one of its own sort (per share or not), in order."""
    fitting = [r for r in waiting if r.prior is None and ctx.money[r.money.found.start].per_share == money.per_share
               and ctx.money[r.money.found.start].currency == money.currency]
    if not fitting:
        return None
    told = [m for m in view.of("METRIC") if m.at >= view.text.find(before) and m.at < view.text.find(before) + len(before)]
    if told and not money.per_share:
        same = [r for r in fitting if r.key == told[-1].found.key]
        opposite = {"net_loss": "net_income", "net_income": "net_loss"}
        if not same:
            if any(opposite.get(r.key) == told[-1].found.key for r in fitting):
                return None
            return None if len(before) > 60 else fitting[0]
        return same[0]
    return fitting[0] if "respectively" in view.text or len(fitting) == 1 else fitting[-1]


def _metric(ctx: Context, view: View, metrics: list[Placed], item: Placed, money: MoneyPhrase, results: list[_Result]) -> tuple[Placed, str] | None:
    after = next((m for m in metrics if m.at >= item.at + 2), None)
    before = next((m for m in reversed(metrics) if m.at < item.at), None)
    if money.per_share:
        return _per_share(view, metrics, before, item, results)
    if after and _AFTER.fullmatch(view.text[item.at + 2:after.at]) and not _used(results, after):
        return after, after.found.key
    if before is None:
        return None
    between = view.text[before.at + 2:item.at]
    if len(between) > 150 or re.search(r"; |\. ", between):
        return None
    key = before.found.key
    if key in ("loss_per_share", "earnings_per_share") and not money.per_share and money.low > 1000:
        return None
    if key == "revenue" and re.search(r"sales", ctx.flat[before.found.start:before.found.end].lower()) and _OWN_SALES.search(view.text[:before.at]):
        key = "product_sales"
    if _used(results, before) and not re.search(r"\band\b|,|;|to", between):
        return None
    return before, key


def _per_share(view: View, metrics: list[Placed], before: Placed | None, item: Placed, results: list[_Result]) -> tuple[Placed, str] | None:
    if before is None:
        after = next((m for m in metrics if m.at > item.at), None)
        return (after, after.found.key) if after and after.found.key in ("loss_per_share", "earnings_per_share") else None
    key = before.found.key
    if key in ("loss_per_share", "earnings_per_share"):
        return before, key
    if key == "net_loss":
        return before, "loss_per_share"
    return (before, "earnings_per_share") if key == "net_income" else None


def _used(results: list[_Result], metric: Placed) -> bool:
    return any(r.metric is metric for r in results)


def _report(ctx: Context, view: View, index: int, result: _Result, results: list[_Result], number: int) -> Told:
    money = ctx.money[result.money.found.start]
    limit = result.prior.at if result.prior else len(view.text)
    cut = _COMPARED.search(view.text, result.money.at, limit)
    zone = (0, cut.start() if cut and result.prior else limit)
    if result.key in _BALANCE:
        period = balance_day(ctx, view, result.money, zone)
    else:
        period = period_of(ctx, view, result.metric, result.money, zone) or period_default(ctx)
    later = _next_sentence(ctx, view, index, result) if result.prior is None and number == len(results) - 1 else None
    slots: dict[str, Any] = {"metric": result.key, "value": money.low, "unit": f"{money.currency}/share" if money.per_share else money.currency,
                             "period": period, "prior_value": None, "prior_period": None}
    if result.prior is not None:
        prior = ctx.money[result.prior.found.start]
        slots["prior_value"] = prior.low
        slots["prior_period"] = _prior_period(ctx, view, result, period)
    elif later is not None:
        slots["prior_value"], slots["prior_period"] = later
    notes = tuple(f"warning: {w}" for w in (money.warning,) if w)
    return _told(ctx, view, index, "financial_result", slots, "actual", result, "financial_result.prose", notes)


def _next_sentence(ctx: Context, view: View, index: int, result: _Result) -> tuple[Decimal, When | None] | None:
    """What "This compares to ..." in the next sentence tells."""
    following = ctx.views[index + 1] if index + 1 < len(ctx.views) else None
    if following is None or following.sentence.paragraph != view.sentence.paragraph or not re.match(r"(?:this|that|which|these) compares?d? (?:to|with) ", following.text):
        return None
    amounts = following.of("MONEY")
    if not amounts:
        return None
    when = balance_day(ctx, following, amounts[0], (0, len(following.text))) if result.key in _BALANCE else period_of(ctx, following, amounts[0], amounts[0], (0, len(following.text)))
    return ctx.money[amounts[0].found.start].low, when


def _prior_period(ctx: Context, view: View, result: _Result, period: When | None) -> When | None:
    """The period after the comparison, else the same one a year before."""
    assert result.prior is not None
    times = [d for d in view.of("DATE") if d.at > result.money.at]
    cut = _COMPARED.search(view.text, result.money.at, result.prior.at)
    start = cut.start() if cut else result.money.at
    nearest = min((d for d in times if d.at > start), key=lambda d: abs(d.at - result.prior.at), default=None)
    if nearest is not None:
        phrase = ctx.times[nearest.found.start]
        if phrase.kind == "prior_period":
            return When(prior_interval(phrase, period.interval), phrase.text) if period else None
        told = balance_day(ctx, view, result.prior, (start, len(view.text))) if result.key in _BALANCE else ctx.when(nearest, "past")
        if told and period and told.interval != period.interval and _same_length(told.interval, period.interval):
            return told
        if result.key in _BALANCE:
            return told if told and (period is None or told.interval != period.interval) else None
    if period is None or result.key in _BALANCE:
        return None
    return When(shift_years(period.interval, -1), "")


def _same_length(one: Interval, two: Interval) -> bool:
    return abs((one.latest - one.earliest).days - (two.latest - two.earliest).days) <= 4


def _guidance(ctx: Context, view: View, index: int, result: _Result, money: MoneyPhrase) -> Told:
    period = period_of(ctx, view, result.metric, result.money, (0, len(view.text)), future=True)
    if result.key in _BALANCE and period:
        period = replace(period, interval=Interval(period.interval.latest, period.interval.latest))
    low: Decimal | None = money.low
    high: Decimal | None = money.high
    if money.bound == "up_to":
        low = None
    elif money.bound == "at_least":
        high = None
    slots = {"metric": result.key, "low": low, "high": high, "unit": f"{money.currency}/share" if money.per_share else money.currency, "period": period,
             "action": action_of(ctx, view.text)}
    return _told(ctx, view, index, "guidance", slots, "expected", result, "guidance.prose", ())


def action_of(ctx: Context, text: str) -> str:
    """What the sentence does to earlier guidance; `issued` where it says nothing of any."""
    return next((name for name in _ACTIONS if ctx.lists[name].search(text)), "issued")


def _runway(ctx: Context, view: View, index: int) -> Iterator[Told]:
    """How long the cash is said to last."""
    day = ctx.header.release_date
    if day is None or not ctx.lists["runway"].search(view.text) or not ctx.lists["runway_money"].search(view.text) or ctx.lists["risk"].search(view.text):
        return
    for item in view.of("DATE"):
        phrase = ctx.times[item.found.start]
        before = view.text[max(0, item.at - 160):item.at]
        if phrase.kind not in ("runway", "runway_years") or not ctx.lists["runway"].search(before) or re.search(r"patent|exclusiv|royalt|loan|matur", before):
            continue
        parts = dict(phrase.parts)
        slots: dict[str, Any] = {"metric": "cash_runway", "low": None, "high": None, "unit": None, "period": None, "action": "issued"}
        if phrase.kind == "runway_years":
            slots |= {"low": Decimal(parts["low"]), "high": Decimal(parts.get("high") or parts["low"]), "unit": parts.get("unit", "years")}
        else:
            when = ctx.when(item, "future")
            if when is None or when.interval.latest <= day:
                continue
            slots["period"] = When(Interval(day, _runway_end(when, view.text)), when.text)
        yield _told(ctx, view, index, "guidance", slots, "expected", _Result(item, "cash_runway", item), "guidance.cash_runway", ())
        return


def _runway_end(when: When, text: str) -> date:
    return when.interval.latest


def _told(ctx: Context, view: View, index: int, kind: str, slots: dict[str, Any], realis: str, result: _Result, rule: str, notes: tuple[str, ...]) -> Told:
    sentence = view.sentence
    confidence = 0.6 if notes else 0.9
    return Told(kind, slots, realis, sentence.start, sentence.end, view.origin(result.money.at), sentence.section, rule, confidence, sentence.speaker, index,
                sentence.section in ("headline", "subheadline"), notes)


__all__ = ["action_of", "clause", "tell"]
