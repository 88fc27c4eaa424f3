"""How far two readers agree, and on what they do not."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from nlp.annotation.readings import Read, Reading
from nlp.errors import UsageError
from nlp.score.align import Event, align
from nlp.score.count import figures
from nlp.score.slots import SLOTS, Kind, fillers, tally

Kinds = Literal["boundary", "type", "slot", "realis", "date", "missing"]
Counts = defaultdict[str, defaultdict[str, Counter[str]]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that two readers see differently; `left` and `right` are their events, None where one has none.

    `kind`: "missing" (one of them has no such event), "type" (the same words, another type), "slot" (`slot` names it),
    "date" (a slot that holds a time), "realis", "boundary" (the same event, told by other words). `id` is a hash of
    document, kind, slot and both events.
    """

    id: str
    doc_id: str
    kind: Kinds
    slot: str | None
    left: Event | None
    right: Event | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings compared; `report` is plain JSON."""

    report: dict[str, Any]
    disagreements: tuple[Disagreement, ...]


def compare(left: Reading, right: Reading) -> Agreement:
    """Compare two readings of the documents that both have read, by the alignment of the score.

    Figures: `events` and `slots` as precision (of `right` against `left`), recall and F, which is the same from both
    sides; `realis_alpha` Krippendorff's alpha (nominal) over events that both have, None where all of them have one
    value or there is none. Raises UsageError when no document is in both, or NLTK is not installed.
    """
    shared = sorted(left.documents.keys() & right.documents.keys())
    if not shared:
        raise UsageError(
            f"found no document that both have read: {left.name} has {len(left.documents)}, {right.name} has "
            f"{len(right.documents)}; expected readings of the same documents"
        )
    counts: Counts = defaultdict(lambda: defaultdict(Counter))
    told: list[tuple[str, str]] = []
    found: list[Disagreement] = []
    for doc_id in shared:
        told += _count(counts, left.documents[doc_id], right.documents[doc_id])
        found += [
            difference
            for one, two in matched(left.documents[doc_id], right.documents[doc_id])
            for difference in differences(doc_id, one, two)
        ]
    report = _report(left, right, shared, counts, told)
    report["disagreements"] = dict(sorted(Counter(one.kind for one in found).items()))
    return Agreement(report, tuple(found))


def aligned(left: Sequence[Read], right: Sequence[Read]) -> tuple[list[tuple[Read, Read]], list[Read], list[Read]]:
    """Pairs that tell the same fact, and what only one of the two has."""
    by_event = {id(read.event): read for read in (*left, *right)}
    pairs = [
        (by_event[id(one)], by_event[id(two)]) for one, two in align([r.event for r in left], [r.event for r in right])
    ]
    taken = {id(read) for pair in pairs for read in pair}
    return pairs, [r for r in left if id(r) not in taken], [r for r in right if id(r) not in taken]


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha (nominal, two readers) of the values that they gave the same things; None where it is not
    defined: no pairs, or one value only.

    NLTK's AnnotationTask computes it, after Artstein and Poesio (2008), "Inter-Coder Agreement for Computational
    Linguistics".
    """
    if len({value for pair in pairs for value in pair}) < 2:
        return None
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        raise UsageError(
            "annotate agreement needs nltk, which is not installed; install it with: "
            "pip install 'extract-events[review]'"
        ) from None
    data = [(reader, number, pair[place]) for number, pair in enumerate(pairs) for place, reader in enumerate("ab")]
    return round(float(AnnotationTask(data=data).alpha()), 4)


def _count(counts: Counts, left: Sequence[Read], right: Sequence[Read]) -> Iterator[tuple[str, str]]:
    """Count one document's events and slots; gives what both say of the realis of each event that both have."""
    pairs, only_left, only_right = aligned(left, right)
    for one, two in pairs:
        counts["events"][one.event["type"]]["right"] += 1
        for slot, kind in SLOTS[one.event["type"]].items():
            hits, spurious, missing = tally(kind, one.event.get(slot), two.event.get(slot))
            counts["slots"][f"{one.event['type']}.{slot}"].update(right=hits, spurious=spurious, missing=missing)
        yield one.event["realis"], two.event["realis"]
    for what, alone in (("missing", only_left), ("spurious", only_right)):
        for read in alone:
            counts["events"][read.event["type"]][what] += 1
            for slot, kind in SLOTS[read.event["type"]].items():
                counts["slots"][f"{read.event['type']}.{slot}"][what] += len(fillers(kind, read.event.get(slot)))


def _report(
    left: Reading, right: Reading, shared: Sequence[str], counts: Counts, told: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    def row(counter: Counter[str]) -> dict[str, float]:
        return figures(counter["right"], counter["spurious"], counter["missing"])

    def table(name: str) -> dict[str, dict[str, float]]:
        return {key: row(counter) for key, counter in sorted(counts[name].items()) if sum(counter.values())}

    return {
        "left": left.name,
        "right": right.name,
        "documents": len(shared),
        "only_left": len(left.documents) - len(shared),
        "only_right": len(right.documents) - len(shared),
        "unfinished": len(left.unfinished) + len(right.unfinished),
        "events": row(sum(counts["events"].values(), Counter())),
        "slots": row(sum(counts["slots"].values(), Counter())),
        "realis_alpha": alpha(told),
        "realis_pairs": len(told),
        "events_by_type": table("events"),
        "slots_by_name": table("slots"),
    }


# ------------------------------------------------------------------ disagreements


def matched(left: Sequence[Read], right: Sequence[Read]) -> list[tuple[Read | None, Read | None]]:
    """Every event of two readers once: with the other's that tells the same fact, else with the other's of the same
    words, else alone.
    """
    pairs, only_left, free = aligned(left, right)
    found: list[tuple[Read | None, Read | None]] = list(pairs)
    for one in only_left:
        other = next((two for two in free if _same_words(one, two)), None)
        if other is not None:
            free.remove(other)
        found.append((one, other))
    return [*found, *((None, two) for two in free)]


def differences(doc_id: str, one: Read | None, two: Read | None) -> list[Disagreement]:
    """What two readers say differently of one thing; nothing where they agree wholly."""
    if one is None or two is None:
        return [_disagreement(doc_id, "missing", None, one, two)]
    return [_disagreement(doc_id, kind, slot, one, two) for kind, slot in _within(one, two)]


def _within(one: Read, two: Read) -> Iterator[tuple[Kinds, str | None]]:
    if one.event["type"] != two.event["type"]:
        yield "type", None
        return
    for slot, kind in SLOTS[one.event["type"]].items():
        _, spurious, missing = tally(kind, one.event.get(slot), two.event.get(slot))
        if spurious or missing:
            yield "date" if kind is Kind.DATE else "slot", slot
    if one.event["realis"] != two.event["realis"]:
        yield "realis", None
    if one.places is not None and two.places is not None and set(one.places) != set(two.places):
        yield "boundary", None


def _same_words(one: Read, two: Read) -> bool:
    """Whether two events are told by overlapping words; by quotes alone one has to lie within the other."""
    if one.places is not None and two.places is not None:
        return any(a < d and c < b for a, b in one.places for c, d in two.places)
    left, right = (" ".join(str(read.event.get("quote") or "").split()).casefold() for read in (one, two))
    return bool(left and right) and (left in right or right in left)


def _disagreement(doc_id: str, kind: Kinds, slot: str | None, one: Read | None, two: Read | None) -> Disagreement:
    left, right = (read.event if read else None for read in (one, two))
    places = [read.places if read else None for read in (one, two)]
    name = hashlib.sha256(orjson.dumps([doc_id, kind, slot, left, right, places])).hexdigest()[:12]
    return Disagreement(name, doc_id, kind, slot, left, right)
