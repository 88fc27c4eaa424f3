"""From what was sent to a decision on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nlp.annotation.log import StaleDecision
from nlp.annotation.records import Decision
from nlp.errors import UsageError
from nlp.records import Section
from nlp.review.desk import Desk, Review
from nlp.review.form import Reading
from nlp.review.items import Item, bare
from nlp.review.queue import TRIGGER, Entry, trigger_key
from nlp.review.releases import Release

_NOTE = 2000  # characters
Sent = Mapping[str, str]


class Refused(UsageError):
    """What was asked for cannot be done as things stand; the text says why."""


def on_event(desk: Desk, review: Review, item: Item, sent: Sent, reading: Reading | None = None) -> Decision:
    """Accept, reject or (with what the form says) correct an event."""
    _open(review)
    action = sent.get("action")
    event: dict[str, Any] | None
    if action == "accept":
        event = bare(item.event)
    elif action == "reject":
        event = None
    elif action == "correct" and reading is not None:
        event = {**bare(item.event), **reading.values}
        if event == bare(item.event):
            raise Refused("nothing was changed: accept the event if it is right as it stands")
    else:
        raise Refused(f"found the action {action!r}, expected accept, reject or correct")
    told = item.told or (item.decision.was if item.decision else None)
    return _write(
        desk,
        replace(
            _begun(desk, review, action, sent),
            key=item.key,
            event=event,
            was=bare(told) if told else None,
            rule=_rule(told),
            spans=(reading.spans or None) if reading else None,
        ),
    )


def add(
    desk: Desk, review: Review, event_type: str, mention: tuple[int, int], reading: Reading, sent: Sent
) -> Decision:
    """Add an event that the run has missed, told by the characters of `mention`."""
    _open(review)
    release = review.release
    values = {name: value for name, value in reading.values.items() if name not in ("realis", "speaker")}
    event = {
        "type": event_type,
        **values,
        "realis": reading.values["realis"],
        "speaker": reading.values["speaker"],
        "confidence": 1.0,
        "warnings": [],
        "mentions": [_mention(release, *mention)],
    }
    for item in review.items:
        if item.decision and item.decision.event and bare(item.decision.event) == event:
            return item.decision  # the answer to an earlier click was lost: it is on disk already
    begun = replace(_begun(desk, review, "add", sent), after=None)
    return _write(desk, replace(begun, event=event, spans=reading.spans or None))


def dismiss(desk: Desk, review: Review, entry: Entry, sent: Sent) -> Decision:
    """Say of a trigger without an anchor that nothing is missed there."""
    _open(review)
    if entry.state == "done":
        raise Refused("this trigger is settled already")
    trigger = desk.finder.of(review.release).unfilled[int(entry.key.removeprefix(f"{TRIGGER}-"))]
    return _write(
        desk,
        replace(
            _begun(desk, review, "dismiss", sent),
            key=trigger_key(trigger.name, trigger.start),
            rule=trigger.name,
            spans={TRIGGER: ((trigger.start, trigger.end),)},
        ),
    )


def on_document(desk: Desk, review: Review, sent: Sent) -> Decision:
    """Mark the document done, or open it again."""
    action = sent.get("action")
    left = len(review.undecided)
    if action == "done" and left:
        left_over = f"{left} event{'s are' if left > 1 else ' is'} undecided"
        raise Refused(f"{left_over}: decide on every event, then mark the document done")
    if action not in ("done", "reopen"):
        raise Refused(f"found the action {action!r}, expected done or reopen")
    return _write(desk, _begun(desk, review, action, sent))


def undo(desk: Desk, sent: Sent) -> tuple[Decision, Decision]:
    """Take back the decision that was shown as the newest: what was taken back, and the undo."""
    newest = desk.undoable()
    if newest is None:
        raise Refused("there is nothing to undo")
    if sent.get("decision") != newest.id:
        raise StaleDecision(newest)
    return newest, _write(
        desk,
        Decision(
            action="undo",
            annotator=desk.annotator,
            doc_id=newest.doc_id,
            sha256=newest.sha256,
            key=newest.key,
            after=newest.id,
        ),
    )


def _begun(desk: Desk, review: Review, action: str, sent: Sent) -> Decision:
    """What every decision on something in a document says; its key is still that of the whole document."""
    return Decision(
        action=action,  # type: ignore[arg-type]
        annotator=desk.annotator,
        doc_id=review.release.doc_id,
        sha256=review.release.sha256,
        after=sent.get("after") or None,
        note=_note(sent),
    )


def _write(desk: Desk, decision: Decision) -> Decision:
    """Write it down. What stands already word for word was written when the answer got lost: that is no conflict."""
    try:
        return desk.decide(decision)
    except StaleDecision as stale:
        standing = stale.standing
        if standing is not None and standing.after == decision.after and _same(standing, decision):
            return standing
        raise


def _same(one: Decision, other: Decision) -> bool:
    names = ("action", "sha256", "event", "was", "note")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _open(review: Review) -> None:
    if review.release.document is None:
        raise Refused(f"cannot decide on {review.release.doc_id}: {review.release.problem}")
    if review.done:
        raise Refused("the document is marked done: open it again before you change anything")


def _note(sent: Sent) -> str | None:
    return " ".join(sent.get("note", "").split())[:_NOTE] or None


def _rule(event: Mapping[str, Any] | None) -> str | None:
    mentions = (event or {}).get("mentions") or ()
    return mentions[0].get("rule") if mentions else None


def _mention(release: Release, start: int, end: int) -> dict[str, Any]:
    """A mention without a rule: a person has found it."""
    inside = [
        Section(one["name"], one["start"], one["end"])
        for one in release.line.get("sections", ())
        if one["start"] <= start < one["end"]
    ]
    section = min(inside, key=lambda one: one.end - one.start).name if inside else "body"
    return {"start": start, "end": end, "text": release.text[start:end], "section": section, "rule": None}
