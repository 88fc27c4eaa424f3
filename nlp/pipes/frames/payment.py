"""Payments between partners: milestones, upfronts, royalties, option fees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.frames import fill
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.deal import LONGEST
from nlp.pipes.frames.payment_implied import implied
from nlp.pipes.frames.payment_terms import realis_of, sides_of, untold
from nlp.pipes.frames.payment_triggers import trigger_of
from nlp.pipes.frames.payment_words import Word, named_amounts, payment_words
from nlp.pipes.frames.scope import clause, within
from nlp.pipes.told import PRICE, TOTAL, UNTOLD, Named, Told, When
from nlp.pipes.view import Placed, View
from nlp.records import MoneyPhrase

_FINANCING = re.compile(
    r"\b(?:private placement|offering|"
    r"underwrit|loan|notes?\b|tranche|financing|subscription|debenture"
    r"|interest in (?:[\w\ue000-\uf8ff]+ ){0,4}royalt|royalty (?:interest|monetization|purchase|financing)"
    r"|revenue interest|in exchange for the royalty)"
)
# What makes the sum beside it another matter's.
_OTHER_MATTER = re.compile(
    r"(?<!property )\b(?:rights|share) issue (?:was|is|of|brings|brought|raised|provides?|provided|will)\b|"
    r"\b(?:warrants?|credit|grant(?:s)? (?:from|by|of)|bridge|settlement of|escrow|token|dividend|tax"
    r"|internal valuation|valued at|valuation|litigation|insurance)"
)
# "$123 million in upfront and potential milestone payments": one sum of both is neither.
_MIXED = re.compile(
    r" (?:in|of|for|as) (?:[\w-]+ ){0,4}?(?:up-?front|initial|signing)(?: [\w-]+)?,?(?: and| plus|,| as well as) "
    r"(?:(?!calls?\b|will\b|may\b|could\b|agreement\b|provides?\b|is\b|are\b|the\b)[\w/-]+,? ){0,6}?(?:milestones?|"
    r"contingent|royalt|\ue00d)"
)
_BOUGHT = re.compile(
    r"(?<!\bbe )\b(?:sold|acquired|bought|purchased|divested|completed (?:the|its|our) |took over|closed)\b"
)
_TRADED = re.compile(r"\b(?:sold|sells?|sale|acqui\w+|bought|buys?|purchase\w*|divest\w*|took over|merger)\b")
# "Under the agreement of May 2014": the day of the agreement is not that of a later payment.
_OF_AGREEMENT = re.compile(
    r"\b(?:agreements?|licen[sc]\w+|signed|entered|collaboration|deal|granted|partner)\b[^.;,]{0,60}$"
)
# "the agreement signed in 2023 and expanded in 2025": no day of a payment
_DAY_OF_CHANGE = re.compile(r"\b(?:expanded|amended|extended|renewed|restated) (?:in|on) (?:the )?$")
_TO_DATE = re.compile(r"\b(?:total of|to date|cumulative|earlier|previously)\b")
_PLURAL = re.compile(r"milestones|payments|events|fees|contingent|earn-?out|cvr|value right")
_NO_DAYS = frozenset({"period", "as_of", "prior_period", "runway", "runway_years", "balance"})
_REVENUE = re.compile(
    r"\b(?:revenues?|recogni[sz]ed|recorded|accrued|recognition|deferred|expenses?|amortiz\w+|compared (?:to"
    r"|with)|increase[ds]? (?:in|of)|decrease[ds]?|other income|cash at the end|would have totall?ed)\b"
)
_SURE = re.compile(
    r"\b(?:received|earned|paid|receipt of|triggered|will receive|receives|achieved|eligible|received from)\b"
)


def tell(ctx: Context, view: View, index: int) -> Iterator[Told]:
    """The payments of one sentence: one for each amount that a payment word names, or one without its amount."""
    text = view.text
    amounts = view.of("MONEY")
    words = payment_words(ctx, view) if len(text) <= LONGEST else []
    unnamed = implied(view) if len(text) <= LONGEST and amounts else {}
    if not words and not unnamed or ctx.lists["risk"].search(text) or _FINANCING.search(text):
        return
    named = named_amounts(text, words, amounts, unnamed)
    for item in amounts:
        money, word = ctx.money[item.found.start], named.get(item.at)
        if (
            word is None
            or money.per_share
            or money.low != money.high
            or money.low < 1000
            or _MIXED.match(text, item.at + 2)
            or _OTHER_MATTER.search(text, max(0, min(item.at, word.start) - 120), max(item.at, word.end) + 50)
            or _revenue(ctx, view, item, word)
        ):
            continue
        yield _told(ctx, view, index, item, money, word)
    if not amounts:
        yield from _without_amount(ctx, view, index, words)


def _revenue(ctx: Context, view: View, item: Placed, word: Word) -> bool:
    """Whether the amount is a line of revenue or of costs rather than a sum that changed hands."""
    text = view.text
    first, last = min(item.at, word.start), max(item.at + 2, word.end)
    around = text[max(0, first - 60) : last + 25]
    for metric in view.of("METRIC"):
        if metric.at == word.start or ctx.text(metric).lower() in ("cash", "royalties"):
            continue
        between = text[metric.at + 2 : first] if metric.at < first else ""
        if (
            metric.at < first
            and re.match(
                r"(?: [\w-]+){0,4} (?:include[ds]?|was|were|of|consist\w*|increased|decreased|totall?ed|for)", between
            )
            or last <= metric.at < last + 24
            and "revenue" in ctx.text(metric).lower()
        ):
            return True
    return bool(_REVENUE.search(around)) and not (_SURE.search(around) and "\ue002" in around)


def _without_amount(ctx: Context, view: View, index: int, words: list[Word]) -> Iterator[Told]:
    """A milestone payment that the news tells without its sum."""
    text = view.text
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph
    for word in words:
        if not news or word.kind != "milestone" or "payment" not in word.text or ctx.results_release:
            continue
        verb = re.search(
            r"\b(?:receiv(?:es|ed)|earn(?:s|ed)|achiev(?:es|ed)|trigger(?:s|ed)|receipt of)(?: [\w-]+){0,6} $",
            text[: word.start],
        )
        if verb:
            told = _told(ctx, view, index, None, None, word)
            if told.slots["trigger"]:
                yield told
            return


def _told(ctx: Context, view: View, index: int, item: Placed | None, money: MoneyPhrase | None, word: Word) -> Told:
    text, kind = view.text, word.kind
    first = min(item.at, word.start) if item else word.start
    last = max(item.at + 2, word.end) if item else word.end
    value = realis_of(text, first, last, kind, up_to=money is not None and money.bound == "up_to")
    open_ = kind == "upfront" and value == "expected" and untold(text, first, last)
    if open_ and not word.text and _BOUGHT.search(text, 0, first):
        value, open_ = "actual", False
    bare = kind == "upfront" and not word.text and _TRADED.search(text, 0, first) is not None
    payer, payee = (None, None) if bare else sides_of(ctx, view, first, last)
    slots = {
        "kind": kind,
        "amount": (money.low, money.currency) if money else None,
        "payer": payer,
        "payee": payee,
        "compound": _compound(ctx, view, index),
        "trigger": trigger_of(ctx, view, first, last, word, value),
        "date": _when(ctx, view, first, last, kind, value),
    }
    notes = tuple(f"warning: {w}" for w in (money.warning if money else None,) if w)
    total = money is not None and (money.bound == "up_to" or _PLURAL.search(word.text) is not None or word.part)
    notes += (UNTOLD,) * open_ + (PRICE,) * bare + (TOTAL,) * total
    sentence = view.sentence
    return Told(
        "payment",
        slots,
        value,
        sentence.start,
        sentence.end,
        view.origin(item.at if item else word.start),
        sentence.section,
        f"payment.{kind}",
        0.85,
        sentence.speaker,
        index,
        sentence.section in TITLES,
        notes,
    )


def _when(ctx: Context, view: View, first: int, last: int, kind: str, value: str) -> When | None:
    """The day of a payment that was or will be made: told beside it, the release's for its news, the sentence's only
    one."""
    if value == "possible":
        return None
    text = view.text
    left, right = clause(text, first, last)
    following = text.find("\ue005", last)  # the day behind another sum is that sum's
    bounds = (left, min(right, following) if following >= 0 else right)
    if value == "expected" and ";" in text[:left] and not within(view.of("DATE"), bounds):
        return None  # "agreement signed in December; $3 million upfront"
    tense = "actual" if value == "actual" else "expected"
    when = fill.date_of(ctx, view, bounds, first, last, tense, _DAY_OF_CHANGE)
    if when is not None or value != "actual":
        return when
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph
    around = text[max(0, first - 60) : last + 30]
    if news and not ctx.results_release and not _TO_DATE.search(around):
        return ctx.release_day
    return _only_date(ctx, view, kind)


def _only_date(ctx: Context, view: View, kind: str) -> When | None:
    """The only day that the sentence tells, for what happened on it: "dosed the first patient on May 4, as a result of
    which a milestone was earned"."""
    dates = [item for item in view.of("DATE") if ctx.text(item).lower() not in ("today", "to date")]
    if len(dates) != 1 or ctx.times[dates[0].found.start].kind in _NO_DAYS:
        return None
    if kind == "milestone" and _OF_AGREEMENT.search(view.text, 0, dates[0].at):
        return None
    found = ctx.calendar(dates[0], "past")
    day = ctx.header.release_date
    return found if found and (day is None or found.interval.earliest <= day) else None


def _compound(ctx: Context, view: View, index: int) -> Named | None:
    """The sentence's only compound, else the one of the heading above, else the one that its paragraph is about."""
    here = {ctx.clusters[item.found.start]: ctx.named(item) for item in view.of("COMPOUND")}
    if here:
        return next(iter(here.values())) if len(here) == 1 else None
    above = ctx.above[index] or (ctx.topics[index] if ctx.near_topic[index] else [])
    return above[0] if len(above) == 1 else None
