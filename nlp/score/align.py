"""Which found event answers which gold event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.score.slots import SLOTS, Kind, fillers, number, same, tally

Event = Mapping[str, Any]

# Readers differ on "license and collaboration agreement".
_PARTNERSHIP = frozenset({"license", "collaboration", "option"})


def align(golds: Sequence[Event], found: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Pairs of events that tell the same fact, each event in one pair at most, the most alike first."""
    candidates = [
        (likeness(gold, one), -i, -j)
        for i, gold in enumerate(golds)
        for j, one in enumerate(found)
        if gold["type"] == one["type"] and same_fact(gold, one)
    ]
    free_golds, free_found = set(range(len(golds))), set(range(len(found)))
    pairs = []
    for _, i, j in sorted(candidates, reverse=True):
        if -i in free_golds and -j in free_found:
            free_golds.remove(-i)
            free_found.remove(-j)
            pairs.append((golds[-i], found[-j]))
    return pairs


def same_fact(gold: Event, found: Event) -> bool:
    """Whether two events of one type agree in their anchors, whatever their other slots say."""
    event = gold["type"]
    if event == "trial_status":
        told = ("status", "trial", "phase")
        return _agree(gold, found, "compound") and any(_both_agree(gold, found, slot) for slot in told)
    if event == "deal":
        return _same_deal(gold, found)
    if event == "payment":
        return _same_payment(gold, found)
    anchors = {"readout": ("compound",), "regulatory": ("compound", "action"), "guidance": ("metric",)}
    return _agree(gold, found, *anchors.get(event, ("metric", "value")))


def likeness(gold: Event, found: Event) -> float:
    """The share of slot fillers that agree, and a little for the same realis."""
    right = total = 0
    for slot, kind in SLOTS[gold["type"]].items():
        hits, spurious, missing = tally(kind, gold.get(slot), found.get(slot))
        right += hits
        total += hits + max(spurious, missing)
    return right / total + 0.01 * (gold.get("realis") == found.get("realis")) if total else 0.0


def _same_deal(gold: Event, found: Event) -> bool:
    """Two parties in common (or the only one), and the same kind or kinds that readers mix up."""
    wanted, given = (fillers(Kind.ENTITIES, event.get("parties")) for event in (gold, found))
    hits = sum(any(same(Kind.ENTITIES, one, two) for two in given) for one in wanted)
    kinds = {gold.get("kind"), found.get("kind")}
    return hits >= min(2, len(wanted)) and (len(kinds) == 1 or kinds <= _PARTNERSHIP)


def _same_payment(gold: Event, found: Event) -> bool:
    """The same amount; without amounts on both sides the same kind."""
    amounts = [number(event.get("amount")) for event in (gold, found)]
    if None not in amounts:
        return _agree(gold, found, "amount")
    return amounts == [None, None] and _agree(gold, found, "kind")


def _agree(gold: Event, found: Event, *slots: str) -> bool:
    return all(same(SLOTS[gold["type"]][slot], gold.get(slot), found.get(slot)) for slot in slots)


def _both_agree(gold: Event, found: Event, slot: str) -> bool:
    return bool(gold.get(slot)) and bool(found.get(slot)) and _agree(gold, found, slot)
