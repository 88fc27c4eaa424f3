"""The form of a rule: from its fields to what is typed, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nlp.lab.bench_draft import Draft
from nlp.lab.bench_state import Opened
from nlp.rules.notation import NEEDS

Sent = Mapping[str, str]
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def typed(opened: Opened, taxonomy: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the form of a rule."""
    fields = opened.fields
    sets = fields.get("set") or {}
    slots = taxonomy["events"][opened.type]["slots"]
    shown = [name for name, spec in slots.items() if spec["kind"] == "enum" or name in sets]
    needs = [str(label) for label in fields.get("needs") or ()]
    return {
        "pattern": fields.get("pattern") or "",
        "sets": [(name, str(sets.get(name, "")), slots[name].get("values", ())) for name in shown],
        "realis": fields.get("realis") or "",
        "realis_values": taxonomy["realis"],
        "labels": NEEDS,
        "needs": needs,
        "confidence": _number(fields.get("confidence")),
        "priority": _number(fields.get("priority")),
        "timeless": bool(fields.get("timeless")),
        "examples": "\n".join(fields.get("examples") or ()),
        "counter_examples": "\n".join(fields.get("counter_examples") or ()),
    }


def draft_of(sent: Sent) -> Draft:
    """The draft that a form holds. What is no number stays as it was typed, so that it can be told what is wrong."""
    rule = sent.get("rule") or f"{sent.get('type', '')}.{sent.get('name', '').strip()}"
    ticked = [label for label in NEEDS if f"needs.{label}" in sent]
    order = sent.get("needs_were", "").split()
    needs = sorted(ticked, key=lambda label: order.index(label) if label in order else len(order))
    sets = {name.removeprefix("set."): value.strip() for name, value in sent.items() if name.startswith("set.")}
    fields: dict[str, Any] = {
        "pattern": _LINES.sub(" ", sent.get("pattern", "")),
        "set": {name: value for name, value in sets.items() if value},
        "realis": sent.get("realis"),
        "needs": needs,
        "confidence": _read(sent.get("confidence", ""), float),
        "priority": _read(sent.get("priority", ""), int),
        "timeless": True if sent.get("timeless") else None,
        "examples": _sentences(sent.get("examples", "")),
        "counter_examples": _sentences(sent.get("counter_examples", "")),
    }
    return Draft(rule, {name: value if value not in ("", [], {}) else None for name, value in fields.items()})


def _sentences(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(value: Any) -> str:
    return "" if value is None else str(value)


def _read(text: str, kind: type[float] | type[int]) -> float | int | str | None:
    text = text.strip().replace(",", ".")
    try:
        return kind(text) if text else None
    except ValueError:
        return text
