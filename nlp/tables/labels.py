"""The words of a row to the metric that it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nlp.tables.label_words import ASIDE, BASIC, CASH, EXACT, GAIN, LOOSE, LOSS, NOTES

PER_SHARE = frozenset({"loss_per_share", "earnings_per_share", "adjusted_earnings_per_share"})

_FAMILIES = {
    "net": ("net_loss", "net_income"),
    "operating": ("operating_loss", "operating_profit"),
    "share": ("loss_per_share", "earnings_per_share"),
}
_SHARED = {
    "adjusted_net": ("adjusted_net_income", "adjusted_net_loss"),
    "interest_and_other": ("interest_income", "other_income"),
}
_LONGEST = 400  # characters of a label that are read
_OF_A_SHARE = re.compile(r"\bper\b|\beps\b")
_BASIC_AT_END = re.compile(r"[ ,:-]*\(?(?:basic|diluted|and)\)?$")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row reports. `metric` may be a family (`net`, `operating`, `share`) whose sign decides; `loss` says what
    the words say of the sign: True a loss, False a gain, None both. `exact`: another number contradicts the metric;
    without it the row can only confirm.
    """

    metric: str
    exact: bool
    loss: bool | None = None


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """The label in lower case without marks of footnotes, asides and the punctuation around it."""
    low = label[:_LONGEST].lower().replace("’", "'").replace("–", "-").replace("—", "-").replace("--", "-")
    low = NOTES.sub("", re.sub(r"(?<=[a-z]) -(?=[a-z])", "-", low))
    return re.sub(r"\s+", " ", ASIDE.sub("", low)).strip(" :.-*_#")


@lru_cache(maxsize=4096)
def meaning(label: str, above: tuple[str, ...]) -> Meaning | None:
    """What a row reports, None where its words are not known; headings tell what "Basic" and "Diluted" are of."""
    words = plain(label)
    if above and BASIC.fullmatch(words):
        heading = plain(above[0])
        return _meaning(_BASIC_AT_END.sub("", heading)) if _OF_A_SHARE.search(heading) else None
    return _meaning(words)


def _meaning(words: str) -> Meaning | None:
    for exact, rules in ((True, EXACT), (False, LOOSE)):
        for name, rule in rules.items():
            if rule.fullmatch(words):
                return Meaning(name, exact, _polarity(words))
    if CASH.fullmatch(words) and "flow" not in words:
        return Meaning("cash", True)
    return None


def _polarity(words: str) -> bool | None:
    loss, gain = bool(LOSS.search(words)), bool(GAIN.search(words))
    return None if loss == gain else loss


def metrics_of(known: Meaning) -> tuple[str, ...]:
    """The metrics that a row may report, whatever its numbers are."""
    return _FAMILIES.get(known.metric) or _SHARED.get(known.metric) or (known.metric,)


def metric_of(known: Meaning, number: Decimal | None) -> tuple[str, ...]:
    """The metrics that a row's number reports: a family's loss or gain is told by the words, else by the sign."""
    family = _FAMILIES.get(known.metric)
    if family is None or number is None or number == 0:
        return metrics_of(known)
    return family[:1] if known.loss or number < 0 else family[1:]
