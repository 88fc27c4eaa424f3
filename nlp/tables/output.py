"""Checks as plain JSON values in a fixed order, for the line of documents.jsonl."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nlp.normalize.money import find_money
from nlp.records import MoneyPhrase, Section, YearEnd
from nlp.tables.check import check_text
from nlp.tables.prose import BLANKED
from nlp.tables.records import Check, Prose, Quote


def checks_line(
    text: str,
    sections: Sequence[Section],
    events: Sequence[Mapping[str, Any]],
    year_end: YearEnd | None = None,
    values: Iterable[object] | None = None,
) -> list[dict[str, Any]]:
    """The checks of a document: its financial results against its tables. [] without results or tables, at no cost.

    `events` are lines of events.jsonl (with or without ids), `sections` those of the layout, `year_end` is the
    company's. `values` is what was found in the text, of which the MoneyPhrases are used; None looks for them again.
    """
    results = [event for event in events if event["type"] == "financial_result"]
    if not results or not any(section.name == "table" for section in sections):
        return []
    found = find_money(text.translate(BLANKED)) if values is None else values
    money = sorted((value for value in found if isinstance(value, MoneyPhrase)), key=lambda phrase: phrase.start)
    return [_check(one) for one in check_text(results, text, sections, money, year_end)]


def _check(one: Check) -> dict[str, Any]:
    period = {"earliest": one.period.earliest.isoformat(), "latest": one.period.latest.isoformat()}
    return {
        "metric": one.metric,
        "period": period,
        "verdict": one.verdict,
        "prose": _prose(one.prose) if one.prose else None,
        "cells": [_quote(cell) for cell in one.cells],
        "arithmetic": one.arithmetic,
        "proposed": _number(one.proposed),
        "reason": one.reason,
    }


def _prose(prose: Prose) -> dict[str, Any]:
    return {
        "slot": prose.slot,
        "value": _number(prose.value),
        "unit": prose.unit,
        "start": prose.start,
        "end": prose.end,
        "text": prose.quote,
    }


def _quote(cell: Quote) -> dict[str, Any]:
    return {
        "row": cell.row,
        "column": cell.column,
        "value": _number(cell.value),
        "start": cell.start,
        "end": cell.end,
        "text": cell.text,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
