"""What a release's sentences tell: the amounts of its results with the rounding that the words show."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from nlp.records import Interval, MoneyPhrase
from nlp.tables.records import Prose

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_LARGEST_NAKED = 1000
_AFTER = 260  # characters behind a sentence in which "This compares to ..." may stand
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_AROUND = 130  # characters on both sides in which a sentence names what its amount is of
_NEAR = 90  # characters before an amount (half as many behind it) that may qualify it
_HEDGE = re.compile(
    r"(?:\b(?:approximately|about|around|roughly|nearly|almost|some|over|more than|less than|exceed\w*)|~)[^.;]{0,3}$",
    re.IGNORECASE,
)
BLANKED = str.maketrans(dict.fromkeys("\n\t\r\\\xa0*_|", " "))
_QUALIFIED = re.compile(
    r"\b(?:continu\w+ operations|discontinued|exclud\w+|adjusted|non-gaap|pro forma|organic|constant currenc\w+|core"
    r"|before (?:\w+ ){0,2}(?:tax\w*|items|charges|expenses|interest)"
    r"|excess of|portion|compris\w+|increase[sd]? of|decrease[sd]? of|non-cash)\b"
)
_KEPT = 2  # digits of a round number written out that count as told: $5,200,000 is told to 100,000


@dataclass(frozen=True)
class Amount:
    """An amount of a result. `step` is the last digit that the words tell, in units of the currency; `naked`: a small
    number without a scale word; `bounded`: "up to", "at least".
    """

    event: int
    metric: str
    period: Interval
    prose: Prose
    step: Decimal
    naked: bool
    bounded: bool
    text: str

    @cached_property
    def around(self) -> str:
        """The words near it in its paragraph, in lower case."""
        return self._near(_AROUND, _AROUND)

    def _near(self, before: int, behind: int) -> str:
        start, end = self.prose.start, self.prose.end
        left = _PARAGRAPH.split(self.text[max(0, start - before) : start])[-1]
        right = _PARAGRAPH.split(self.text[start : end + behind])[0]
        return (left + right).translate(BLANKED).lower()

    @property
    def following(self) -> str:
        """The word behind it."""
        return "".join(self.text[self.prose.end : self.prose.end + 30].translate(BLANKED).split()[:1])

    @property
    def loose(self) -> bool:
        """Whether it is told as "approximately" or "more than"."""
        before = self.text[max(0, self.prose.start - 30) : self.prose.start].translate(BLANKED)
        return self.bounded or _HEDGE.search(before) is not None

    @property
    def qualified(self) -> bool:
        """Whether the words near it may make the metric another than its plain name."""
        near = self._near(_NEAR, _NEAR // 2)
        return not self.metric.startswith("adjusted_") and _QUALIFIED.search(near) is not None


def amounts(results: Sequence[Mapping[str, Any]], text: str, money: Sequence[MoneyPhrase]) -> Iterator[Amount]:
    """The values and prior values of the results whose words are found in their sentences; `money` are the amounts of
    the whole text, sorted by start.
    """
    starts = [phrase.start for phrase in money]
    for number, event in enumerate(results):
        taken = set[int]()
        for slot, when in (("value", "period"), ("prior_value", "prior_period")):
            if event[slot] is None or event[when] is None or not event["unit"]:
                continue
            value = Decimal(str(event[slot]))
            found = _find(event["mentions"], value, starts, money, taken, last=slot != "value")
            if found is not None:
                taken.add(found.start)
                yield _amount(number, event, slot, value, _interval(event[when]), found, text)


def _find(
    mentions: Sequence[Mapping[str, Any]],
    value: Decimal,
    starts: Sequence[int],
    money: Sequence[MoneyPhrase],
    taken: set[int],
    *,
    last: bool,
) -> MoneyPhrase | None:
    """The words of an amount in the sentences that tell it; what it is compared with may follow them."""
    for mention in mentions:
        first, end = bisect_left(starts, mention["start"]), bisect_left(starts, mention["end"])
        further = bisect_left(starts, mention["end"] + _AFTER) if last else end
        for inside in (money[first:end], money[end:further]):
            phrases = [p for p in inside if p.high == value and p.start not in taken]
            if phrases:
                return phrases[-1 if last else 0]
    return None


def _amount(
    number: int, event: Mapping[str, Any], slot: str, value: Decimal, period: Interval, found: MoneyPhrase, text: str
) -> Amount:
    quote = text[found.start : found.end]
    step, scaled = _step(quote, value)
    naked = not scaled and value < _LARGEST_NAKED and not event["unit"].endswith("/share")
    prose = Prose(slot, value, event["unit"], found.start, found.end, quote)
    return Amount(number, event["metric"], period, prose, step, naked, found.bound is not None, text)


def _step(quote: str, value: Decimal) -> tuple[Decimal, bool]:
    """The last digit told, and whether a scale word stands behind the number. $22.0 million is told to 100,000."""
    numbers = _NUMBER.findall(quote)
    if not numbers:
        return Decimal(1), False
    written = Decimal(numbers[-1].replace(",", ""))
    places = len(numbers[-1].partition(".")[2])
    power = value / written if written else Decimal(1)
    if power != 1 or places:
        return power.scaleb(-places), power != 1
    digits = str(value.to_integral_value())
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(min(zeros, max(0, len(digits) - _KEPT))), False


def _interval(when: Mapping[str, str]) -> Interval:
    return Interval(date.fromisoformat(when["earliest"]), date.fromisoformat(when["latest"]))
