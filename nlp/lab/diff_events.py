"""The events of one document before and after an edit, paired, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nlp.score.align import align

Event = Mapping[str, Any]
Kind = Literal["added", "removed", "changed", "retold"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed", "retold")

_AROUND = frozenset({"id", "doc_id", "type", "speaker", "confidence", "warnings", "mentions"})
_TELLING = ("rules", "speaker", "confidence", "warnings", "mentions")
_INCIDENTAL = frozenset({"text", "aliases"})  # of a slot's value: the words, not who or when is meant


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did to one event.

    "changed" is another value of a slot or of realis; "retold" the same event told by other rules, of other words or
    with another confidence. `fields` has the old and the new value of what differs. `rules` are those that tell it
    now, then those that told it before only; `quote` is its first mention now (of a removed one, before), `start` where
    that begins.
    """

    kind: Kind
    doc_id: str
    type: str
    start: int
    quote: str
    rules: tuple[str, ...]
    fields: Mapping[str, tuple[Any, Any]]
    old: Event | None
    new: Event | None


def compare(doc_id: str, before: Sequence[Event], after: Sequence[Event]) -> list[Change]:
    """What differs between the events of one document, in the order of the text."""
    if before == after:
        return []
    pairs = _paired(before, after)
    olds, news = {id(old) for old, _ in pairs}, {id(new) for _, new in pairs}
    changes = [_single("removed", doc_id, old, old, None) for old in before if id(old) not in olds]
    changes += [_single("added", doc_id, new, None, new) for new in after if id(new) not in news]
    changes += [change for old, new in pairs if (change := _changed(doc_id, old, new)) is not None]
    return sorted(changes, key=lambda c: (c.start, c.type, KINDS.index(c.kind), (c.new or c.old or {})["id"]))


def _paired(before: Sequence[Event], after: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Pairs of one event before and after: the same id, then the same anchors, then alone of its type in the same
    words ("completed" where the rule said "initiated").
    """
    news = {event["id"]: event for event in after}
    pairs = [(old, news[old["id"]]) for old in before if old["id"] in news]
    for further in (align, _of_same_words):
        taken = {id(event) for pair in pairs for event in pair}
        pairs += further(
            [event for event in before if id(event) not in taken], [event for event in after if id(event) not in taken]
        )
    return pairs


def _of_same_words(before: Sequence[Event], after: Sequence[Event]) -> list[tuple[Event, Event]]:
    places: defaultdict[tuple[str, int, int], tuple[list[Event], list[Event]]] = defaultdict(lambda: ([], []))
    for side, events in enumerate((before, after)):
        for event in events:
            first = event["mentions"][0]
            places[event["type"], first["start"], first["end"]][side].append(event)
    return [(olds[0], news[0]) for olds, news in places.values() if len(olds) == len(news) == 1]


def _single(kind: Kind, doc_id: str, event: Event, old: Event | None, new: Event | None) -> Change:
    first = event["mentions"][0]
    return Change(kind, doc_id, event["type"], first["start"], first["text"], rules_of(event), {}, old, new)


def _changed(doc_id: str, old: Event, new: Event) -> Change | None:
    fields = {
        name: (old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if name not in _AROUND and meant(old.get(name)) != meant(new.get(name))
    }
    kind: Kind = "changed" if fields else "retold"
    told = {name: (_telling(old, name), _telling(new, name)) for name in _TELLING}
    fields |= {name: pair for name, pair in told.items() if pair[0] != pair[1]}
    if not fields:
        return None
    first = new["mentions"][0]
    rules = tuple(dict.fromkeys((*rules_of(new), *rules_of(old))))
    return Change(kind, doc_id, new["type"], first["start"], first["text"], rules, fields, old, new)


def rules_of(event: Event) -> tuple[str, ...]:
    """The rules whose tellings became the event, in the order of its mentions."""
    return tuple(dict.fromkeys(mention["rule"] for mention in event["mentions"]))


def _telling(event: Event, name: str) -> Any:
    if name == "rules":
        return list(rules_of(event))
    if name == "mentions":
        return [mention["text"] for mention in event["mentions"]]
    return event[name]


def meant(value: Any) -> Any:
    """A slot's value without the words that tell it."""
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name not in _INCIDENTAL}
    return [meant(item) for item in value] if isinstance(value, list) else value


def counts(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    """By event type how many events met each fate; sorted."""
    table: dict[str, dict[str, int]] = {}
    for change in sorted(changes, key=lambda c: c.type):
        row = table.setdefault(change.type, dict.fromkeys(KINDS, 0))
        row[change.kind] += 1
    return table


def slots_changed(changes: Sequence[Change]) -> Iterator[tuple[str, int]]:
    """`TYPE.SLOT` (realis among them) with the number of events whose value is another now; most frequent first."""
    found: defaultdict[str, int] = defaultdict(int)
    for change in changes:
        for name in change.fields if change.kind == "changed" else ():
            if name not in _TELLING:
                found[f"{change.type}.{name}"] += 1
    yield from sorted(found.items(), key=lambda item: (-item[1], item[0]))
