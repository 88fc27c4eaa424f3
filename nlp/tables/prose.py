"""What a release's sentences tell: the amounts of its results with the rounding that the words show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nlp.normalize.money import find_money
from nlp.records import Interval, MoneyPhrase
from nlp.tables.records import Prose

_NUMBER = re.compile(r"(?:\d[\d,]*)?(?:\.\d+|\d)")
_AFTER = 260  # characters behind a sentence in which "This compares to ..." may stand
_AROUND = 130
_HEDGE = re.compile(r"\b(?:approximately|about|around|roughly|nearly|almost|some|over|more than|less than|exceed\w*|~)[^.;]{0,3}$", re.I)
_BLANKED = str.maketrans({c: " " for c in "\n\t\r\\\xa0*_|"})
_KEPT = 2  # digits of a round number written out that count as told: $5,200,000 is told to 100,000


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a result. `step` is the last digit that the words tell, in units of the currency; `naked`: a small
    number without a scale word; `around` are the words near it; `loose`: "approximately", "more than".
    """

    event: int
    metric: str
    period: Interval
    prose: Prose
    step: Decimal
    naked: bool
    loose: bool
    around: str
    following: str


def amounts(results: Sequence[Mapping[str, Any]], text: str) -> Iterator[Amount]:
    """The values and prior values of the results whose words are found in their sentences."""
    for number, event in enumerate(results):
        taken = set[int]()
        for slot, when in (("value", "period"), ("prior_value", "prior_period")):
            if event[slot] is None or event[when] is None or not event["unit"]:
                continue
            value = Decimal(str(event[slot]))
            found = _find(event["mentions"], value, text, taken, last=slot != "value")
            if found is not None:
                taken.add(found.start)
                yield _amount(number, event, slot, value, _interval(event[when]), found, text)


def _find(
    mentions: Sequence[Mapping[str, Any]], value: Decimal, text: str, taken: set[int], *, last: bool
) -> MoneyPhrase | None:
    """The words of an amount in the sentences that tell it; what it is compared with may follow them."""
    for mention in mentions:
        for end in (mention["end"], mention["end"] + _AFTER) if last else (mention["end"],):
            flat = text[mention["start"] : end].translate(_BLANKED)
            phrases = [p for p in find_money(flat) if p.low == p.high == value and p.start + mention["start"] not in taken]
            if phrases:
                found = phrases[-1 if last else 0]
                start = mention["start"]
                return MoneyPhrase(found.start + start, found.end + start, found.low, found.high, found.currency,
                                   found.per_share, found.bound, found.warning)  # fmt: skip
    return None


def _amount(
    number: int, event: Mapping[str, Any], slot: str, value: Decimal, period: Interval, found: MoneyPhrase, text: str
) -> Amount:
    quote = text[found.start : found.end]
    step, scaled = _step(quote, value)
    before = text[max(0, found.start - 30) : found.start].translate(_BLANKED)
    share = event["unit"].endswith("/share")
    return Amount(
        number,
        event["metric"],
        period,
        Prose(slot, value, event["unit"], found.start, found.end, quote),
        step,
        not share and not scaled and value < 1000,
        found.bound is not None or bool(_HEDGE.search(before)),
        text[max(0, found.start - _AROUND) : found.end + _AROUND].translate(_BLANKED).lower(),
        " ".join(text[found.end : found.end + 30].translate(_BLANKED).split()[:1]),
    )


def _step(quote: str, value: Decimal) -> tuple[Decimal, bool]:
    """The last digit told, and whether a scale word stands behind the number. $22.0 million is told to 100,000."""
    match = _NUMBER.search(quote)
    if match is None:
        return Decimal(1), False
    written = Decimal(match[0].replace(",", ""))
    places = len(match[0].partition(".")[2])
    power = value / written if written else Decimal(1)
    if power != 1 or places:
        return power.scaleb(-places), power != 1
    digits = str(value.to_integral_value())
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(min(zeros, max(0, len(digits) - _KEPT))), False


def _interval(when: Mapping[str, str]) -> Interval:
    return Interval(date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"]))
