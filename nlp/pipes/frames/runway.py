"""How long the cash is said to last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from nlp.normalize.intervals import shift_months
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.guidance import action_of, of_another_company
from nlp.pipes.frames.results import tell_figure
from nlp.pipes.told import Told, When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "fifteen": 15,
    "eighteen": 18, "twenty-four": 24, "thirty": 30, "thirty-six": 36,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_SPAN = re.compile(
    rf"\b{_COUNT}(?: \(\d+\))?(?:\+|[ -]plus)?[ -](?P<unit>months?|years?"
    rf"|quarters?)\b(?P<after>'? (?:of |worth of )?(?:\ue00d.|runway|funding|operations"
    rf"|liquidity))?"
)
_LASTS = re.compile(
    r"\b(?:for|runway of|runway:?|additional|at least|than|provid\w+|approximately|about|with"
    r"|by)(?: (?:a|an|the|at least|approximately|about|over|more than|roughly|additional"
    r"|minimum of|up to))* $"
)
_BY_MORE = re.compile(r"extend\w*[^.;]{0,40} by (?:\w+ )*$")
_REACH = 170
_MONTHS = {"m": 1, "y": 12, "q": 3}


def runway(reading: Reading) -> Iterator[Told]:
    """The first time of the sentence that the cash is said to last to, as a period from the release date on."""
    ctx, view = reading.ctx, reading.view
    text, day = view.text, ctx.header.release_date
    if day is None or not ctx.lists["runway"].search(text) or of_another_company(reading):
        return
    if not (_tells_money(ctx, view) or _REFERS.match(text) and _tells_money(ctx, ctx.views[reading.index - 1])):
        return
    if ctx.lists["risk"].search(text) or re.search(
        r"\b(?:not (?:be )?(?:sufficient|enough)|insufficient|substantial doubt|"
        r"(?:no longer|not) (?:expects?|believes?|anticipates?|estimates?))\b",
        text,
    ):
        return
    place, slots = _until(ctx, view) or _for(ctx, view) or (None, {})
    if place is not None:
        full = {
            "metric": "cash_runway",
            "low": None,
            "high": None,
            "unit": None,
            "period": None,
            "action": _action(ctx, text),
            **slots,
        }
        figure = Figure("cash_runway", place, place, Decimal(0), Decimal(0))
        yield tell_figure(reading, figure, "guidance", full, "expected", "guidance.cash_runway", ())


# "We closed the year with $200 million. That is enough for our plans into 2028."
_REFERS = re.compile(
    r"(?:(?:with|under|on|at) (?:the |our |its )?[\w -]{3,40}?,? )?(?:that|this|these|which|they|it) (?:is|are|"
    r"should|will|would|sum|amount|balance|gives|takes|"
    r"carries|means)\b"
)


def _tells_money(ctx: Context, view: View) -> bool:
    return bool(ctx.lists["runway_money"].search(view.text)) or any(m.found.key == "cash" for m in view.of("METRIC"))


_SHORTER = re.compile(r"\b(?:shorten\w*|(?:reduc|decreas)\w+ (?:our |its |the )?(?:cash )?(?:runway|\ue00d. runway))")
_STILL = re.compile(r"\b(?:remains? unchanged|is unchanged|unchanged at)\b")


def _action(ctx: Context, text: str) -> str:
    if _SHORTER.search(text):
        return "lowered"
    if _STILL.search(text):
        return "reaffirmed"
    return (
        "raised"
        if ctx.lists["runway_extended"].search(text)
        else "reaffirmed"
        if action_of(ctx, text) == "reaffirmed"
        else "issued"
    )


def _until(ctx: Context, view: View) -> tuple[Placed, dict[str, Any]] | None:
    """ "Into 2027", "for the next three to five fiscal years": the latest of those joined by "and"."""
    day = ctx.header.release_date
    assert day is not None
    best: tuple[Placed, When] | None = None
    for item in view.of("DATE"):
        phrase = ctx.times[item.found.start]
        before = view.text[max(0, item.at - _REACH) : item.at]
        if not _lasting(ctx, phrase.kind, phrase.text.lower(), before):
            continue
        if phrase.kind == "runway_years":
            parts = dict(phrase.parts)
            if _FROM_NOW.match(view.text, item.at + 2) and parts["low"] == parts.get("high", parts["low"]):
                end = shift_months(day, 12 * int(parts["low"]))
                return item, {"period": When(Interval(day, end), phrase.text)}
            return item, {
                "low": Decimal(parts["low"]),
                "high": Decimal(parts.get("high") or parts["low"]),
                "unit": parts.get("unit", "years"),
            }
        when = ctx.when(item, "future")
        if (
            when
            and when.interval.latest > day
            and (
                best is None
                or re.search(r"\band (?:potentially )?$", before)
                and when.interval.latest > best[1].interval.latest
            )
        ):
            best = item, when
    return (best[0], {"period": When(Interval(day, best[1].interval.latest), best[1].text)}) if best else None


_FROM_NOW = re.compile(r" (?:from|after|following) (?:the )?(?:date|issuance|filing|today|now)\b")


def _lasting(ctx: Context, kind: str, phrase: str, before: str) -> bool:
    """Whether a time says how long money lasts."""
    if not ctx.lists["runway"].search(before) or ctx.lists["runway_not"].search(before[-90:]):
        return False
    if kind in ("runway", "runway_years"):
        return True
    if kind in ("duration", "as_of", "period"):
        return False
    return bool(
        re.match(r"(?:until|till|beyond|past)\b", phrase)
        or re.search(
            r"\b(?:until|till|beyond|past|well into|deep into|at least|runway:?|runway (?:of|is"
            r"|extends|guidance of|guidance))(?: (?:the|at least|about|approximately))* $"
            r"|\b(?:support|fund) (?:(?:its|our|the|company) )*operations (?:through|until|into|up)(?: to)? "
            r"[^.;,]{0,90}? (?:in|by)(?: the)? $"
            r"|\b(?:exhausted|depleted|runs? out(?: of [^.;,]{1,12})?)(?: sometime)? (?:in|by|during|at)(?: the)? $",
            before,
        )
    )


def _for(ctx: Context, view: View) -> tuple[Placed, dict[str, Any]] | None:
    """ "For at least 12 months", "24 months of cash runway": counted from the release date."""
    day = ctx.header.release_date
    assert day is not None
    for match in _SPAN.finditer(view.text):
        before = view.text[max(0, match.start() - _REACH) : match.start()]
        told = match["after"] or ctx.lists["runway"].search(before) and _LASTS.search(before)
        if not told or ctx.lists["runway_not"].search(before[-90:]) or _BY_MORE.search(before):
            continue
        count = _WORDS.get(match["count"]) or int(match["count"])
        end = shift_months(day, count * _MONTHS[match["unit"][0]])
        place = next(iter(view.entities), None)
        if place is not None and end > day:
            return place, {"period": When(Interval(day, end), match[0])}
    return None
