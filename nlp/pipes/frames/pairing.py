"""Each amount of a sentence with its metric: read from left to right, the latest cue says what an amount is."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.pipes.frames.comparison import compare, prior
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.cues import BREAK, CHANGE, EXPECT, PART, PAST, PRIOR, REST, VALUE, Cue, cues
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.metrics import COMBINED, PER_SHARE, SCORED, SHARE_OF, metric_key
from nlp.pipes.view import Placed, View
from nlp.records import MoneyPhrase

_BY = re.compile(r"\bby(?: an?)?(?: additional| approximately| about| nearly| over)* +$")
_CHANGE_AFTER = re.compile(
    r"(?:,? or [\d·]+%,?)?(?: (?:year-over-year|sequential|net))? (?:increase|decrease|decline"
    r"|higher|lower|improvement|reduction|growth|more|less|rise|drop)\b"
)
_TO = re.compile(
    r"\bto(?: (?:a|the) (?:new )?range of| between| at least| approximately| about| a record"
    r"| just over| more than| over| roughly| almost| nearly| an?)*[ ~-]*$"
)
_AFTER = re.compile(
    r"(?: \(\ue005.\))?(?: (?:of|in|from|on))?(?: (?:the|its|our|total|net|unrestricted|available|new|additional"
    r"|combined|consolidated|basic and diluted|basic|diluted|gaap|quarterly|annual|record|cer|\ue006.))* ?"
)
_NEXT = re.compile(r"(?:\ue006.|[^;.\ue005\ue00d]){0,60}?(?:\band\b|,|\bor\b|\(|/|;)[^;.\ue005\ue00d]{0,50}")
_OF_WHICH = re.compile(r"\bof which\b")
_OTHER_ASSETS = re.compile(
    r"\b(?:securities|investments|receivables?|inventor(?:y|ies)|debt|loans?) (?:of|"
    r"totall?ing) *$"
)
_OWN_VERB = re.compile(r"\b(?:had|has|have|with|ended|held|hold|holds|closed)\b")
_LINKED = re.compile(r"(?: (?:of|to|at|was|were)(?: approximately| about)?|:|,| –| -)? *[~(-]*")
_INCLUDED = re.compile(
    r"\b(?:includ(?:e[sd]?|ing)|consist(?:s|ed|ing)? of|compris(?:e[sd]?|ing)(?: of)?)(?: (?:[\w-]+|\ue001.)){0,3} $"
)
_ROW = re.compile(r"\ue005.\s+(?:\ue005|\(?[\d,.·]+\)?(?:\s|$))")
# "G&A expenses and lower income from a change in fair value, which was $1 million": the amount is the last thing's
_OF_ANOTHER = re.compile(r"[^.;]{20,}, which (?:was|were|totall?ed|amounted)\b")
_FAR = 150


def read_figures(ctx: Context, view: View, index: int) -> Reading:
    """The figures of a sentence and the role of each of its dates; a row of a table tells none."""
    reading = Reading(ctx, view, index)
    if _ROW.search(view.text):
        return reading
    items: list[Cue | Placed] = [*cues(ctx, view.text), *view.of("METRIC", "MONEY", "DATE")]
    for item in sorted(items, key=lambda i: (i.at, isinstance(i, Placed))):
        if isinstance(item, Cue):
            _cue(reading, item)
        elif item.found.label == "METRIC":
            _metric(reading, item)
        elif item.found.label == "DATE":
            reading.dates.append((item, reading.role))
        elif item.at >= reading.last:
            _amount(reading, item)
            reading.last = item.at + 2
    _share_of_both(reading)
    return reading


_BOTH_COSTS = re.compile(
    r"(?P<rd>\br ?& ?d|research (?:and|&) development)|(?P<ga>\bs?g ?& ?a|general and administrative)"
)


def _share_of_both(reading: Reading) -> None:
    """Give the first of two amounts to the first kind of costs: "R&D and G&A expenses were $24.1 million and $7.2
    million, respectively" names one metric."""
    if "respectively" not in reading.view.text:
        return
    for metric in {figure.metric.at: figure.metric for figure in reading.figures}.values():
        both = COMBINED.search(reading.view.text, 0, metric.at)
        own = [f for f in reading.figures if f.metric is metric and f.key in ("ga_expense", "rd_expense")]
        if both and len(own) == 2:
            kind = _BOTH_COSTS.search(both.group())
            own[0].key = "rd_expense" if kind and kind["rd"] else "ga_expense"


def _cue(reading: Reading, cue: Cue) -> None:
    role = cue.role
    if role == BREAK or role == REST and len(reading.figures) > reading.clause and not _still_compares(reading, cue.at):
        reading.role, reading.group, reading.taken, reading.told, reading.pending = VALUE, [], 0, None, None
        reading.clause, reading.waiting, reading.flipped = len(reading.figures), [], False
        # A list of expectations may be parted by semicolons, but by no stronger mark.
        reading.expected = reading.expected and (role == REST or reading.view.text[cue.at - 2 : cue.at].strip() == ";")
    elif role == REST:
        if reading.role in (CHANGE, PART) and re.search(r",[a-z ]{0,14}$", reading.view.text[: cue.at][-16:]):
            reading.role = VALUE
    elif role == EXPECT:
        reading.expected = True
    elif role == PAST:
        reading.expected = False
    elif role == PRIOR:
        compare(reading)
    else:
        if role == VALUE and reading.told is not None and reading.role == PRIOR:
            reading.group, reading.taken, reading.told = [reading.told], 0, None
        elif role == VALUE and reading.outer:  # the verb behind an insertion belongs to what stands before it
            reading.group, reading.taken, reading.outer = reading.outer, 0, []
        reading.role = role


def _still_compares(reading: Reading, at: int) -> bool:
    """Whether a metric goes on with the comparison: "to a net loss of $4 million and a loss per share of $0.4"."""
    metric = next((m for m in reading.view.of("METRIC") if m.at >= at), None)
    return reading.role == PRIOR and metric is not None and metric.found.key in {f.key for f in reading.waiting}


def _metric(reading: Reading, item: Placed) -> None:
    if item in reading.behind:
        return
    reading.inner = item if reading.role == PART else None
    if reading.role == PART:
        return
    if reading.role == PRIOR and (reading.waiting or reading.flipped):
        reading.told = item
        return
    if reading.taken:
        reading.group, reading.taken = [], 0
    reading.group.append(item)


def _amount(reading: Reading, item: Placed) -> None:
    view, money = reading.view, reading.ctx.money[item.found.start]
    gap = view.text[reading.last : item.at]
    if _CHANGE_AFTER.match(view.text, item.at + 2) or _BY.search(gap) and money.low == money.high:
        reading.role = CHANGE
        return
    low, high = money.low, money.high
    if _BY.search(gap) and " to " in reading.ctx.flat[money.start : money.end]:
        if high < 3 * low:
            reading.role = CHANGE  # "raised by $10 million to $15 million" may be a range of changes
            return
        low, reading.role = high, VALUE  # "raised by $10 million to $210 million"
    if reading.role == CHANGE:
        ranged = (
            low != high
            and " to " in reading.ctx.flat[money.start : money.end]
            and not re.search(r"between|range of|from $", gap)
            and not _TO.search(gap)  # "raised to $118 million to $122 million" is a range
        )
        if ranged:
            low = high
        elif not _TO.search(gap) and low == high:
            return
        reading.role = VALUE
    elif reading.role == PRIOR and _TO.search(gap) and reading.pending is not None:
        reading.role = VALUE
    if reading.role == PRIOR:
        prior(reading, item, money)
    elif reading.role == VALUE:
        _value(reading, item, money, low, high, gap)
    else:
        _part(reading, item, money)


def _value(reading: Reading, item: Placed, money: MoneyPhrase, low: Decimal, high: Decimal, gap: str) -> None:
    found = _choose(reading, item, money, gap)
    if found is None:
        return
    metric, key, goes_on = found
    if not goes_on:
        reading.runs += 1
    base = next((f for f in reversed(reading.figures) if f.key == key), None) if goes_on else None
    run, place = (base.run, base.place + 1) if base else (reading.runs, reading.figures[-1].place + 1 if goes_on else 0)
    figure = Figure(key, metric, item, low, high, reading.pending, None, run, place, reading.expected)
    reading.pending = None
    reading.figures.append(figure)


def _choose(reading: Reading, item: Placed, money: MoneyPhrase, gap: str) -> tuple[Placed, str, bool] | None:
    """Metric, its name, and whether the amount goes on with a list; None where no metric owns the amount."""
    view = reading.view
    fresh = reading.group[reading.taken :]
    before = _fitting(reading, fresh, money)
    after = next((m for m in view.of("METRIC") if m.at >= item.at + 2), None)
    if after and not _AFTER.fullmatch(view.text, item.at + 2, after.at):
        after = None
    if before is not None:
        between = view.text[before.at + 2 : item.at]
        if (
            len(between) > _FAR
            or _OF_ANOTHER.match(between)
            or after
            and not _LINKED.fullmatch(between)
            and (_OWN_VERB.search(between) or len(between) > 60)
        ):
            before = None
    chosen = before or after
    if chosen is not None:
        key = metric_key(reading.ctx, view, reading.index, chosen, money, item.at)
        if chosen is after:
            reading.behind.append(chosen)
        else:
            reading.taken = (
                max(reading.taken, reading.group.index(chosen) + 1) if _listed(reading) else len(reading.group)
            )
        return (chosen, key, bool(_listed(reading) and reading.taken > 1)) if key else None
    return _further(reading, money, gap)


def _fitting(reading: Reading, fresh: list[Placed], money: MoneyPhrase) -> Placed | None:
    """The metric before the amount: the nearest, in a list told with "respectively" the next one in order."""
    if not fresh:
        return None
    if _listed(reading):
        return next((m for m in fresh if not money.per_share or m.found.key in PER_SHARE), fresh[0])
    return fresh[-1]


def _listed(reading: Reading) -> bool:
    return len(reading.group) > 1 and "respectively" in reading.view.text


def _further(reading: Reading, money: MoneyPhrase, gap: str) -> tuple[Placed, str, bool] | None:
    """A further amount of the figure before it: per share, or of another period."""
    if not reading.figures or len(reading.figures) <= reading.clause or not _NEXT.fullmatch(gap):
        return None
    if _OF_WHICH.search(reading.view.text, reading.figures[-1].money.at, reading.last + len(gap)):
        return None  # "operating expenses were $15.6 million, of which $12.9 million was for"
    if _OTHER_ASSETS.search(gap):
        return None  # "cash of $88.1 million and marketable securities of $124.3 million"
    last = reading.figures[-1]
    if money.per_share and last.key not in PER_SHARE:
        key = SHARE_OF.get(last.key)
        goes_on = "respectively" in reading.view.text and any(f.key == key for f in reading.figures[reading.clause :])
        return (last.metric, key, goes_on) if key else None
    if not money.per_share and last.key in PER_SHARE and "respectively" in reading.view.text:
        # "$4 million, or $0.20 per share, and $9 million, or $0.50 per share, respectively"
        whole = next((f for f in reversed(reading.figures[reading.clause :]) if SHARE_OF.get(f.key) == last.key), None)
        return (whole.metric, whole.key, True) if whole else None
    same = money.per_share == (last.key in PER_SHARE)
    return (
        (last.metric, last.key, True)
        if same and last.past is None and money.currency == reading.ctx.money[last.money.found.start].currency
        else None
    )


def _part(reading: Reading, item: Placed, money: MoneyPhrase) -> None:
    """A part of a figure that is a metric of its own ("including $2 million of royalties"), but no scored one."""
    inner, reading.inner = reading.inner, None
    if (
        inner
        and _INCLUDED.search(reading.view.text[: inner.at][-50:])
        and _LINKED.fullmatch(reading.view.text, inner.at + 2, item.at)
    ):
        if inner.found.key not in {m.found.key for m in reading.group}:
            reading.outer = reading.group[reading.taken :]
            reading.role, reading.group, reading.taken = VALUE, [inner], 0
            _value(reading, item, money, money.low, money.high, "")
        return
    after = next((m for m in reading.view.of("METRIC") if m.at >= item.at + 2), None)
    if after and after.found.key not in SCORED and _AFTER.fullmatch(reading.view.text, item.at + 2, after.at):
        key = metric_key(reading.ctx, reading.view, reading.index, after, money, item.at)
        if key:
            reading.runs += 1
            reading.figures.append(
                Figure(key, after, item, money.low, money.high, run=reading.runs, expected=reading.expected)
            )
