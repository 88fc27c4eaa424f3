"""What to look at next, the most useful first: events, triggers without an anchor, gold events that the run misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from nlp.annotation.records import Decision
from nlp.export.words import told as slots_told
from nlp.review.findings import Findings, Stretch
from nlp.review.items import Item
from nlp.review.reasons import WEIGHTS, Reason
from nlp.review.releases import Release
from nlp.review.second import CLASSIFIER, RECOGNISER
from nlp.score import Mistake

TRIGGER, GOLD = "trigger", "gold"
PREFIX = "q_"  # of a filter's parameters in addresses and forms
OPEN = "open"  # the state of a filter: undecided, or decided otherwise by somebody else
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to look at. `key` is an event's key, or "trigger-N" or "gold-N" with its place in the document's
    findings or gold; `state` an event's, for the others "undecided" or "done".
    """

    release: Release
    key: str
    type: str
    rule: str | None
    state: str
    start: int
    brief: str
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """How useful it is to look at it: more is more."""
        return sum(WEIGHTS[reason.code] for reason in self.reasons)

    @property
    def open(self) -> bool:
        """Whether there is anything left to decide."""
        return self.state == "undecided" or any(reason.code == "otherwise" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show of the queue; "" is everything, `state` "open" what is left to decide."""

    document: str = ""
    type: str = ""
    rule: str = ""
    reason: str = ""
    state: str = OPEN

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """The filter of a request's parameters; unknown ones do not count."""
        names = (field.name for field in fields(cls))
        known = {name: query[PREFIX + name][:200] for name in names if PREFIX + name in query}
        return cls(**known)

    def shows(self, entry: Entry) -> bool:
        """Whether the entry is among what is wanted, whatever its state."""
        about = f"{entry.release.doc_id}\n{entry.release.title}".casefold()
        return (
            self.document.casefold() in about
            and self.type in ("", entry.type)
            and self.rule.casefold() in (entry.rule or "").casefold()
            and (not self.reason or any(reason.code == self.reason for reason in entry.reasons))
        )

    def leaves(self, entry: Entry) -> bool:
        """Whether the entry's state is the wanted one."""
        return entry.open if self.state == OPEN else self.state in ("", entry.state)


def ordered(entries: Sequence[Entry]) -> list[Entry]:
    """The most useful first; the order does not depend on what was decided on an entry itself."""
    return sorted(entries, key=lambda entry: (-entry.weight, entry.release.number, entry.start, entry.key))


def following(entries: Sequence[Entry], wanted: Filter, release: Release, key: str) -> Entry | None:
    """The open entry behind the one with `key` in the queue, else the first open one; None when nothing is left."""
    shown = [entry for entry in ordered(entries) if wanted.shows(entry)]
    at = next((n for n, one in enumerate(shown) if (one.release.number, one.key) == (release.number, key)), -1)
    rest = shown[at + 1 :] + shown[: max(at, 0)]
    return next((entry for entry in rest if entry.open), None)


def of_event(release: Release, item: Item, why: Sequence[Reason]) -> Entry:
    """The entry of an event."""
    return Entry(
        release, item.key, item.event["type"], item.rule, item.state, item.start, brief(item.event), tuple(why)
    )


def trigger_key(rule: str, start: int) -> str:
    """The key of decisions on a trigger: its place in the text outlives the run."""
    return f"{TRIGGER}:{rule}:{start}"


def of_triggers(
    release: Release, found: Findings, items: Sequence[Item], own: Mapping[str, Decision], *, done: bool
) -> Iterator[Entry]:
    """The entries of triggers without an anchor, and of what only a trained model sees; one is done when it was
    dismissed (`own` are the annotator's decisions that stand, by key) or an event was added over it.
    """
    for number, trigger in enumerate(found.unfilled):
        event_type, _, by = trigger.name.partition(".")
        if by == CLASSIFIER and any(_covers(item, trigger, event_type) for item in items if not item.added):
            continue
        dismissed = own.get(trigger_key(trigger.name, trigger.start))
        settled = done or (dismissed is not None and dismissed.sha256 == release.sha256)
        settled = settled or any(_covers(item, trigger, event_type) for item in items if item.added)
        quote = " ".join(release.text[trigger.start : trigger.end].split())[:_LONGEST]
        why = (_why(by, quote),)
        state = "done" if settled else "undecided"
        yield Entry(
            release, f"{TRIGGER}-{number}", event_type, trigger.name, state, trigger.start, f"“{quote}”", why
        )  # fmt: skip


def _why(by: str, quote: str) -> Reason:
    if by == CLASSIFIER:
        return Reason(by, "the model sees such an event in this sentence, no rule does")
    if by == RECOGNISER:
        return Reason(by, f"“{quote}” is a compound for the model, no rule names it")
    return Reason("unfilled", f"“{quote}” matches, but what the event needs was not found")


def of_gold(release: Release, against: Sequence[Mistake], *, done: bool) -> Iterator[Entry]:
    """The entries of gold events that nothing that stands answers."""
    for number, event in enumerate(release.gold["events"] if release.gold else ()):
        if any(mistake.what == "missing" and _same(mistake.gold, event) for mistake in against):
            quote = " ".join(str(event.get("quote") or "").split())[:_LONGEST]
            start = max(release.text.find(str(event.get("quote") or "\0")), 0)
            why = (Reason("gold", "the gold has this event, the run does not"),)
            state = "done" if done else "undecided"
            yield Entry(release, f"{GOLD}-{number}", event["type"], None, state, start, f"“{quote}”", why)


def brief(event: Mapping[str, object]) -> str:
    """An event's slots in one line."""
    return ", ".join(value for _, value in slots_told(event))[:_LONGEST]


def _covers(item: Item, trigger: Stretch, event_type: str) -> bool:
    return item.event["type"] == event_type and any(
        mention["start"] < trigger.end and trigger.start < mention["end"] for mention in item.event["mentions"]
    )


def _same(one: Mapping[str, object] | None, event: Mapping[str, object]) -> bool:
    """Whether a mistake is about a gold event; the score may leave its sponsor out."""
    return one is not None and all(one.get(name) == value for name, value in event.items() if name != "sponsor")
