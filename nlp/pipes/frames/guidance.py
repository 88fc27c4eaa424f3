"""The company's own numeric outlook: amounts and rates that a cue of expectation or a heading of guidance governs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.cues import clause_of
from nlp.pipes.frames.figures import Figure, Reading
from nlp.pipes.frames.metrics import BALANCE, PER_SHARE, revenue_of
from nlp.pipes.frames.results import DILUTES, FUNDS, dated_before, tell_figure
from nlp.pipes.frames.when import is_outlook, outlook_of
from nlp.pipes.told import Told
from nlp.pipes.view import Placed, View

_ACTIONS = ("withdrawn", "reaffirmed", "raised", "lowered", "narrowed")
_EXPECTED_AFTER = re.compile(
    rf"[^.;]{{0,30}}\b(?:is|are|was|were) (?:currently )?(?:expected|anticipated|projected"
    rf"|forecast|foreseen|envisaged|budgeted|planned(?= (?:for|in) \ue006))\b(?! {FUNDS})|(?: in| of)?(?: \ue00d.)? "
    rf"(?:guidance|outlook)\b"
)
_OTHERS = re.compile(
    r"\b(?:market|industry|(?:bio)?pharmas|(?:global|other|pharmaceutical|biotech) (?:compan\w+|industry)|analysts?|"
    r"consensus|peak|royalt\w+|milestones?|payments?|proceeds"
    r"|offering|based on|could|potential|eligible)\b"
)
_ONCE = re.compile(
    r"\b(?:(?:up |down )?from(?: previously| our previous| the previous| the prior| previous)*|previously|formerly|"
    r"prior:|previous:|"
    r"versus|instead of)(?: (?:a|the|guidance|range|of|between|approximately|estimate))* ?$"
)
_HELD = re.compile(
    r"\b(?:held|had|ended \ue006.? ?with|closed \ue006.? ?with)(?: approximately| about| around| roughly| some)* $"
)
_PERCENT = re.compile(r"(?P<low>\d+(?:·\d+)?) ?%?(?: ?(?:-|–|to|and) ?(?P<high>\d+(?:·\d+)?))? ?%")
_EARLIER = re.compile(
    r"\b(?:prior|previous|earlier|initial|original)(?:ly)?\b[\w ]{0,20}\b(?:guidance|outlook"
    r"|expectations?|forecast|range|estimate|view|projection)"
)
_WAS = re.compile(
    r",? ?\(?(?:up |down |increased |raised |lowered |reduced |changed )?(?:from )?(?:a |the |our |its )?"
    r"(?:previous(?:ly)?|prior|earlier|former(?:ly)?|before)"
    r"(?: (?:guidance|range|outlook|forecast|expectations?|estimate|guided|expected|announced|stated))?(?: of| at)?:? "
)
_UP = re.compile(r"\b(?:up|increase[ds]?|raised|improv\w+)\b")
_DOWN = re.compile(r"\b(?:down|decrease[ds]?|lowered|reduc\w+)\b")
_GROWTH = re.compile(r"\b(?:grow(?:th)?|increase|rise)\b")
_RATES = frozenset({"gross_margin", "operating_margin", "effective_tax_rate", "revenue", "product_sales"})
_NUMBERLESS = re.compile(r"[^,;.\ue00d\ue005]{0,30}\b(?:guidance|outlook|forecast)\b")
# "withdraws its guidance for 2025 product revenue": the metric stands behind
_NUMBERLESS_BEFORE = re.compile(
    r"\b(?:withdr\w+|suspend\w*|rais\w+|lower\w*|reaffirm\w*|reiterat\w*|maintain\w*|narrow\w*|cuts?|increas\w+|"
    r"reduc\w+) (?:(?:its|the|our|all|any|previous|previously issued|prior|financial|full-year|full|year|\ue006.) "
    r"){1,4}"
    r"(?:guidance|outlook|forecast|estimate|projection)s? (?:for|of|on|regarding)"
    r"(?: (?:the|its|our|full-year|total|net|\ue006.|\ue001.[®™]?))* $"
)


def guidance(reading: Reading) -> Iterator[Told]:
    """The guidance among a sentence's figures, then rates, then a change of guidance that is told without numbers."""
    told = 0
    if of_another_company(reading):
        return
    for figure in reading.figures:
        if _governed(reading, figure):
            told += 1
            yield _guidance(reading, figure)
    yield from _rates(reading)
    if not told:
        yield from _numberless(reading)


_THEY_EXPECT = re.compile(
    r"^\W*(?:[^.;,]{0,30}, )?(\ue002.)(?:,[^.;]{0,80},)? (?:now |also |currently |has |continues to )*(?:expect|"
    r"anticipat|"
    r"project|forecast|guid|estimat|sufficient|believ|funds|enough|"
    r"\ue00d)"
)


def of_another_company(reading: Reading) -> bool:
    """Whether the outlook is that of a company which is not the issuer ("Toral expects 2026 revenue of")."""
    own, subject = reading.ctx.publisher, _THEY_EXPECT.match(reading.view.text)
    if own is None or subject is None:
        return False
    return reading.ctx.named(reading.view.entity(subject.start(1))).cluster != own


def _governed(reading: Reading, figure: Figure) -> bool:
    view, ctx = reading.view, reading.ctx
    if (
        figure.past is not None
        or figure.key == "cash"
        and not re.search(
            r"balance|position|year[- ]end|end of|ending|\bend (?:the year|fiscal|(?:the )?20\d\d|(?:the )?(?:first|"
            r"second|third|fourth) )|equivalents|securities",
            ctx.flat[view.sentence.start : view.sentence.end].lower(),
        )
    ):
        return False
    if dated_before(reading, figure):
        return False  # "expects that its cash, $74 million at September 30, will last into 2028"
    first = min(figure.metric.at, figure.money.at)
    left = max(clause_of(view.text, first, figure.money.at)[0], view.text.rfind(", and ", 0, first))
    before = view.text[max(left, figure.money.at - 110) : figure.money.at]
    if _ONCE.search(before):
        return False  # "up from previously EUR 43-50 million"
    if _OTHERS.search(before) or _HELD.search(before) or DILUTES.search(view.text):
        return False
    if figure.expected or _EXPECTED_AFTER.match(view.text, figure.money.at + 2) or is_outlook(reading, figure):
        return True
    return under_heading(ctx, view) and not ctx.lists["figure_past"].search(view.text[: figure.money.at])


def under_heading(ctx: Context, view: View) -> bool:
    """Whether the lead-in or heading above says that this is guidance, not results."""
    headlines = {v.sentence.start for v in ctx.views if v.sentence.section in ("headline", "subheadline")}
    spans = [span for span in (view.sentence.lead_in, view.sentence.heading) if span and span[0] not in headlines]
    titles = [ctx.flat[start:end].lower() for start, end in spans]
    return any(
        ctx.lists["guidance_heading"].search(title) and not re.search(r"\bresults?\b", title) for title in titles
    )


def _guidance(reading: Reading, figure: Figure) -> Told:
    money = reading.ctx.money[figure.money.found.start]
    low: Decimal | None = figure.low
    high: Decimal | None = figure.high
    if money.bound == "up_to":
        low = None
    elif money.bound == "at_least":
        high = None
    share = money.per_share or figure.key in PER_SHARE
    slots = {
        "metric": figure.key,
        "low": low,
        "high": high,
        "unit": f"{money.currency}/share" if share else money.currency,
        "period": outlook_of(reading, figure),
        "action": _action(reading, figure),
    }
    return tell_figure(reading, figure, "guidance", slots, "expected", "guidance.prose", ())


def _action(reading: Reading, figure: Figure) -> str:
    """What is done to earlier guidance: as the words say, else by the comparison with it."""
    told = _done(reading, figure)
    replaced = _replaced(reading, figure)
    if told == "issued" and (once := replaced or figure.prior) is not None:
        prior = reading.ctx.money[once.found.start]
        if replaced or _EARLIER.search(reading.view.text):
            before = reading.view.text[figure.money.at : once.at]
            if _UP.search(before) or figure.low > prior.low > figure.low / 100:
                return "raised"
            return "lowered" if _DOWN.search(before) or figure.high < prior.high else "issued"
    return told


def _replaced(reading: Reading, figure: Figure) -> Placed | None:
    """The range that the figure's own takes the place of: "SEK 900-950 million (previously SEK 850-900 million)"."""
    later = (item for item in reading.view.of("MONEY") if item.at > figure.money.at)
    behind = next(later, None)
    if behind is None or not _WAS.fullmatch(reading.view.text, figure.money.at + 2, behind.at):
        return None
    return behind


def _done(reading: Reading, figure: Figure) -> str:
    """The action of a figure's clause; of several the one nearest to the metric."""
    at = figure.metric.at
    left, right = clause_of(reading.view.text, min(at, figure.money.at), max(at, figure.money.at))
    return action_of(reading.ctx, reading.view.text[left:right], at - left)


def action_of(ctx: Context, text: str, at: int = 0) -> str:
    """What a text does to earlier guidance, told nearest to `at`; `issued` where it says nothing of any."""
    told = [(abs(m.start() - at), n, name) for n, name in enumerate(_ACTIONS) for m in ctx.lists[name].finditer(text)]
    return min(told)[2] if told else "issued"


def _rates(reading: Reading) -> Iterator[Told]:
    """Rates: a margin, a tax rate, a growth of revenue, in percent."""
    view = reading.view
    for metric in view.of("METRIC") if "%" in view.text else ():
        match = _PERCENT.search(view.text, metric.at + 2, metric.at + 90)
        if metric.found.key not in _RATES or match is None or not _rate_governed(reading, metric, match.start()):
            continue
        key = metric.found.key
        growth = bool(_GROWTH.search(view.text[metric.at : match.start()]))
        if (key in ("revenue", "product_sales")) != growth:
            continue
        low, high = (Decimal(match[name].replace("·", ".")) for name in ("low", "high" if match["high"] else "low"))
        figure = Figure(key, metric, metric, low, high)
        slots = {
            "metric": f"{key}_growth" if growth else key,
            "low": low,
            "high": high,
            "unit": "percent",
            "period": outlook_of(reading, figure),
            "action": _done(reading, figure),
        }
        yield tell_figure(reading, figure, "guidance", slots, "expected", "guidance.rate", ())


def _rate_governed(reading: Reading, metric: Placed, at: int) -> bool:
    """Whether a percentage is the metric's own and an outlook."""
    text, lists = reading.view.text, reading.ctx.lists
    start, end = clause_of(text, metric.at, metric.at)
    between = text[metric.at + 2 : at]
    if at > end or re.search(r"[\ue00d\ue005]", between) or lists["figure_prior"].search(between):
        return False
    if lists["figure_past"].search(text[start:at]) or _OTHERS.search(text[start:at]):
        return False
    return bool(lists["guidance_sure"].search(text[max(start, metric.at - 90) : at])) or under_heading(
        reading.ctx, reading.view
    )


def _numberless(reading: Reading) -> Iterator[Told]:
    """ "Raises 2025 revenue guidance": the metric is told, the number is not."""
    view = reading.view
    for metric in view.of("METRIC"):
        figure = Figure(metric.found.key, metric, metric, Decimal(0), Decimal(0))
        before = _NUMBERLESS_BEFORE.search(view.text, max(0, metric.at - 90), metric.at)
        action = action_of(reading.ctx, before.group()) if before else _done(reading, figure)
        if action == "issued" or metric.found.key in BALANCE:
            continue
        if not before and not _NUMBERLESS.match(view.text, metric.at + 2):
            continue
        key = metric.found.key
        slots: dict[str, Any] = {
            "metric": revenue_of(reading.ctx, view, metric, reading.index) if key == "revenue" else key,
            "low": None,
            "high": None,
            "unit": None,
            "period": outlook_of(reading, figure),
            "action": action,
        }
        yield tell_figure(reading, figure, "guidance", slots, "expected", "guidance.change", ())
