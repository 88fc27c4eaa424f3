"""The events of one document with what the annotator has decided on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from nlp.annotation.records import Decision
from nlp.export.batch import Line
from nlp.review.releases import Release

State = Literal["undecided", "accepted", "rejected", "corrected", "added"]
STATES: tuple[State, ...] = ("undecided", "accepted", "rejected", "corrected", "added")
_AFTER: Mapping[str, State] = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}


@dataclass(frozen=True, slots=True)
class Item:
    """An event to decide on. `event` is what stands, `told` what the run told: None for what an annotator has added
    and for what this run no longer tells.

    `decision` is the annotator's that stands; one that was made on another state of the text leaves the event
    `undecided`. `others` are the decisions of other annotators on it, by name.
    """

    key: str
    event: Line
    told: Line | None
    state: State
    decision: Decision | None
    others: Mapping[str, Decision]

    @property
    def start(self) -> int:
        """Where it is told first."""
        mentions = self.event.get("mentions") or ()
        return int(mentions[0]["start"]) if mentions else 0

    @property
    def rule(self) -> str | None:
        """The rule that told it, None for what an annotator has added."""
        mentions = self.event.get("mentions") or ()
        return mentions[0]["rule"] if mentions else None

    @property
    def added(self) -> bool:
        """Whether the annotator has added it."""
        return self.told is None and self.decision is not None and self.decision.was is None

    @property
    def outdated(self) -> bool:
        """Whether the decision was made on another state of the text."""
        return self.decision is not None and self.state == "undecided"


def items_of(
    release: Release, own: Mapping[str, Decision], others: Mapping[str, Mapping[str, Decision]]
) -> tuple[Item, ...]:
    """The events of a document in the order of the text: what the run told, what the annotator has added, and what the
    annotator has kept though the run no longer tells it. What was added and then rejected is gone.
    """
    told = {event["id"]: event for event in release.events}
    keys = [*told, *(key for key, decision in own.items() if key not in told and decision.event)]
    made = [_item(release, key, told.get(key), own.get(key), others) for key in keys]
    return tuple(sorted((item for item in made if item is not None), key=lambda item: (item.start, item.key)))


def differ(one: Decision, other: Decision) -> bool:
    """Whether two annotators say different things of an event."""
    if "reject" in (one.action, other.action):
        return one.action != other.action
    return _said(one) != _said(other)


def bare(event: Line) -> dict[str, object]:
    """An event as decisions carry it: without `id` and `doc_id`."""
    return {name: value for name, value in event.items() if name not in ("id", "doc_id")}


def _item(
    release: Release,
    key: str,
    told: Line | None,
    decision: Decision | None,
    others: Mapping[str, Mapping[str, Decision]],
) -> Item | None:
    event = (decision.event if decision else None) or told
    if event is None:
        return None
    same_text = decision is None or decision.sha256 == release.sha256
    state = _AFTER[decision.action] if decision and same_text else "undecided"
    if state == "corrected" and decision and decision.was is None:
        state = "added"
    theirs = {name: standing[key] for name, standing in others.items() if key in standing}
    return Item(key, bare(event), told, state, decision, theirs)


def _said(decision: Decision) -> dict[str, object]:
    event = decision.event or {}
    return {name: value for name, value in event.items() if name not in ("confidence", "warnings", "mentions")}
