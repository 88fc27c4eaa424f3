"""Guidance that only a table gives: rows of a metric and a range under a title such as "2025 Expectations"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nlp.normalize.house_currency import house_dollar
from nlp.normalize.money import find_money
from nlp.pipes.flat import flatten, lower
from nlp.pipes.found import Found
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.when import fiscal_year
from nlp.pipes.names.expressions import Expressions, find_expressions
from nlp.pipes.names.words import Words
from nlp.pipes.told import Told, When
from nlp.records import MoneyPhrase, Section

_TITLE = re.compile(r"\b(?:guidance|outlook|expectations?)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_SCALE = re.compile(r"\bin (thousands|millions|billions)\b")
_POWERS = {"thousands": 3, "millions": 6, "billions": 9}
_PERCENT = re.compile(r"[ \t~:|]*(?P<low>\d+(?:\.\d+)?) ?%?(?: ?(?:--?|–|to) ?(?P<high>\d+(?:\.\d+)?))? ?%")
_GAP = re.compile(r"[ \t:|~]*(?:\([a-z0-9]{1,2}\)|[*†‡])*[ \t:|~]*(?:approximately|about)?[ \t]*")
_RATES = frozenset({"effective_tax_rate", "gross_margin", "operating_margin"})
_WHOLE = frozenset({"", "total", "net", "consolidated", "gaap"})
_STATEMENT = re.compile(r"\b(?:three|six|nine|twelve) months|\b(?:quarter|year) ended|\bactual\b|forward-looking")
_ABOVE = 200  # characters above a table in which its title may stand
_REACH = 2500  # characters below a title in which its rows may stand


def tell(ctx: Context, text: str, expressions: Expressions, tables: Sequence[Section]) -> Iterator[Told]:
    """The guidance of a document's tables, row by row; `text` is the document's own, with its line breaks."""
    for table in tables:
        start = max(0, table.start - _ABOVE)
        low = lower(text[start : table.end])
        seen = 0
        for title in _TITLE.finditer(low):
            if title.start() < seen:
                continue
            end = min(len(low), title.end() + _REACH)
            seen = end
            yield from _rows(ctx, text, start + title.start(), start + end, expressions)


def _rows(ctx: Context, text: str, start: int, end: int, expressions: Expressions) -> Iterator[Told]:
    """The rows under a title at `start`; none where the columns are those of a statement of results."""
    flat = flatten(text[start:end])
    metrics = [
        replace(f, start=f.start + start, end=f.end + start)
        for f in find_expressions(Words(flat), Words(lower(flat)), expressions)
        if f.label == "METRIC"
    ]
    money = [replace(m, start=m.start + start, end=m.end + start) for m in find_money(flat, dollar=house_dollar(text))]
    if not metrics:
        return
    title = lower(text[text.rfind("\n\n", 0, start) + 1 : metrics[0].start])
    if _STATEMENT.search(title):
        return
    for metric in metrics:
        row = _row(ctx, text, metric, money, title)
        if row is not None:
            yield row


def _row(ctx: Context, text: str, metric: Found, money: Sequence[MoneyPhrase], title: str) -> Told | None:
    line = text.find("\n", metric.end)
    end = line if line >= 0 else len(text)
    gap = _GAP.match(text, metric.end, end)
    at = gap.end() if gap else metric.end
    amount = next((m for m in money if m.start == at and m.end <= end and m.low < m.high), None)
    percent = _PERCENT.match(text, at, end) if metric.key in _RATES else None
    years = _YEAR.findall(title)
    if amount is None and percent is None or not years:
        return None
    slots: dict[str, Any] = {"period": When(fiscal_year(ctx, int(years[-1])), years[-1]), "action": "issued"}
    if amount is not None:
        scale = _SCALE.search(title)
        power = _POWERS[scale[1]] if scale and amount.high < 100_000 else 0
        name = _name(text, metric)
        unit = f"{amount.currency}/share" if "per_share" in name else amount.currency
        power = 0 if "per_share" in name else power
        slots |= {"metric": name, "low": amount.low.scaleb(power), "high": amount.high.scaleb(power), "unit": unit}
    elif percent is not None:
        low, high = Decimal(percent["low"]), Decimal(percent["high"] or percent["low"])
        slots |= {"metric": metric.key, "low": low, "high": high, "unit": "percent"}
    last = amount.end if amount is not None else percent.end() if percent is not None else end
    return Told(
        "guidance",
        slots,
        "expected",
        metric.start,
        last,
        metric.start,
        "table",
        "guidance.table",
        0.8,
        None,
        len(ctx.views),
        False,
    )


def _name(text: str, metric: Found) -> str:
    """The metric's name; sales of a product or business are not the whole revenue."""
    label = text[text.rfind("\n", 0, metric.start) + 1 : metric.start].strip(" \t|*·•-").lower()
    return "product_sales" if metric.key == "revenue" and label not in _WHOLE else metric.key
