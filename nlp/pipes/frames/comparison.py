"""Amounts that a figure is compared with: its prior value, or a figure of the earlier period in its own right."""

from __future__ import annotations

import re

from nlp.pipes.frames.cues import PRIOR
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.metrics import OPPOSITE, PER_SHARE, SHARE_OF, metric_key
from nlp.pipes.view import Placed
from nlp.records import MoneyPhrase


def compare(reading: Reading) -> None:
    reading.role, reading.told = PRIOR, None
    fresh = reading.group[reading.taken :]
    keys = {figure.key for figure in reading.figures[-2:]}
    if fresh and not all(metric.found.key in keys for metric in fresh):
        reading.waiting = []
    else:
        reading.waiting = [f for f in reading.figures if f.prior is None and f.past is None][-4:]


def prior(reading: Reading, item: Placed, money: MoneyPhrase) -> None:
    """The amount is what a figure before it is compared with; compared with its opposite, it is a figure of its own."""
    if not reading.waiting and not reading.flipped:
        if not _behind_another(reading, item):
            reading.pending = reading.pending or item
        return
    told, reading.told = reading.told, None
    if told is not None and told.found.key not in {f.key for f in reading.waiting} and told.found.key in OPPOSITE:
        _flip(reading, told, OPPOSITE[told.found.key], item, money)
        return
    fitting = [
        f
        for f in reading.waiting
        if (f.key in PER_SHARE) == (money.per_share or f.key in PER_SHARE and money.low < 1000)
        and reading.ctx.money[f.money.found.start].currency == money.currency
    ]
    if told is not None:
        fitting = [
            f for f in fitting if f.key == told.found.key or SHARE_OF.get(told.found.key) == f.key and money.per_share
        ]
    if fitting and not (reading.flipped and money.per_share):
        target = fitting[0] if _in_order(reading, item, fitting) else fitting[-1]
        target.prior = item
        reading.waiting.remove(target)
    elif money.per_share and reading.flipped and told is None:
        last = reading.figures[-1]
        if last.past and (key := SHARE_OF.get(last.key)):
            reading.figures.append(Figure(key, last.metric, item, money.low, money.high, past=last.past))


_RIGHT_BEHIND = re.compile(r",? (?:as )?(?:compared|versus|vs|against)\b")


def _behind_another(reading: Reading, item: Placed) -> bool:
    """Whether the amount is compared with one right before it, whose metric nobody knows, and not with what follows."""
    before = [m.at for m in reading.view.of("MONEY") if m.at < item.at]
    return bool(before) and _RIGHT_BEHIND.match(reading.view.text, max(before) + 2, item.at) is not None


def _flip(reading: Reading, told: Placed, waited: str, item: Placed, money: MoneyPhrase) -> None:
    """ "Compared to net income of $3 million" beside a net loss: the profit is a result of the earlier period."""
    base = next((f for f in reading.waiting if f.key == waited), None)
    if base is None:
        return
    key = metric_key(reading.ctx, reading.view, reading.index, told, money, item.at)
    reading.waiting = [f for f in reading.waiting if f is not base and f.key != SHARE_OF.get(waited)]
    reading.flipped = True
    if key:
        reading.figures.append(Figure(key, told, item, money.low, money.high, past=base))


def _in_order(reading: Reading, item: Placed, fitting: list[Figure]) -> bool:
    """Whether as many amounts follow the comparison as figures wait for one."""
    if len(fitting) == 1 or "respectively" in reading.view.text:
        return True
    per_share = fitting[0].key in PER_SHARE
    ahead = [
        m
        for m in reading.view.of("MONEY")
        if m.at >= item.at and reading.ctx.money[m.found.start].per_share == per_share
    ]
    return len(ahead) >= len(fitting)
