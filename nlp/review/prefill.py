"""What the form for a missed event says before anything is typed."""

from __future__ import annotations

from typing import Any

from nlp.review.desk import Desk, Review
from nlp.review.queue import GOLD, TRIGGER
from nlp.review.reasons import first_of
from nlp.review.values import MANY, Unreadable, read


def prefilled(desk: Desk, review: Review, key: str, event_type: str, span: tuple[int, int] | None) -> dict[str, Any]:
    """An event with what is known of it: what the trigger's rule fixes, what the gold says, who speaks.

    `key` is the entry from which the form was opened, `span` the sentence that tells the event, None where none is
    chosen.
    """
    event: dict[str, Any] = {"type": event_type, "realis": "actual"}
    found = desk.finder.of(review.release)
    around = found.sentence(*span) if span else None
    event["speaker"] = around.speaker if around else None
    entry = review.entry(key)
    if entry is None or entry.type != event_type:
        return event
    if key.startswith(f"{TRIGGER}-") and (rule := desk.rules.get(entry.rule or "")):
        event |= dict(rule.sets) | ({"realis": rule.realis} if rule.realis else {})
    elif key.startswith(f"{GOLD}-") and review.release.gold:
        event |= _of_gold(desk, review, review.release.gold["events"][int(key.removeprefix(f"{GOLD}-"))])
    return event


def _of_gold(desk: Desk, review: Review, gold: dict[str, Any]) -> dict[str, Any]:
    """A gold event's values as a run would tell them; of alternatives the first that the document uses."""
    event: dict[str, Any] = {"realis": gold.get("realis", "actual")}
    for name, spec in desk.taxonomy["events"][gold["type"]]["slots"].items():
        value, kind = gold.get(name), spec["kind"]
        if kind in MANY:
            event[name] = [one for text in value or () if (one := _read(str(first_of(text)), kind, spec, review))]
        elif kind in ("compound", "company", "text", "enum", "phase"):
            event[name] = _read(str(first_of(value)), kind, spec, review) if value else None
        elif kind == "date":
            event[name] = {**value, "text": None} if value else None
        else:
            event[name] = value
    return event


def _read(text: str, kind: str, spec: dict[str, Any], review: Review) -> Any:
    """The value of a text, None for what the form could not read either."""
    try:
        value = read(text, kind, spec, review.release)
    except Unreadable:
        return None
    return value[0] if isinstance(value, list) else value
