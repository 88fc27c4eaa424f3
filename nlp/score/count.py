"""The figures: events found, slots right, names found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from nlp.score.align import Event, align
from nlp.score.names import alternatives, key, keys
from nlp.score.slots import SLOTS, Kind, days, filled, fillers, tally

_METRICS = frozenset(
    "revenue net_loss net_income loss_per_share earnings_per_share rd_expense ga_expense "
    "operating_expenses cash".split()
)
_HEAD = ("publisher", "ticker", "release_date")

Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """`what` is "missing", "spurious" or "slots"; the side that there is none of is None."""

    what: str
    doc_id: str
    gold: Event | None
    found: Event | None


@dataclass(slots=True)
class _Counts:
    """Everything that is counted; counters hold "right", "spurious" and "missing" where nothing else is said."""

    found: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))  # by event type
    slots: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))  # by event type
    by_slot: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))  # by TYPE.SLOT
    exact: Counts = field(default_factory=Counter)  # right, gold, pred
    realis: Counts = field(default_factory=Counter)  # right, wrong
    dates: Counts = field(default_factory=Counter)  # exact, near, wrong
    heads: Counts = field(default_factory=Counter)  # FIELD.right, FIELD.wrong
    compounds: Counts = field(default_factory=Counter)
    pairs: Counts = field(default_factory=Counter)


def score(
    golds: Sequence[Event], events: Mapping[str, Sequence[Event]], documents: Mapping[str, Event]
) -> tuple[dict[str, Any], list[Mistake]]:
    """The report, as plain JSON values, and every mistake. `events` and `documents` are the output by doc_id."""
    counts = _Counts()
    mistakes: list[Mistake] = []
    for gold in golds:
        doc_id = gold["doc_id"]
        mistakes += _count_events(counts, gold, events.get(doc_id, ()))
        _count_head(counts.heads, gold, documents.get(doc_id, {}))
        _count_names(counts, gold.get("compounds", []), documents.get(doc_id, {}).get("compounds", []))
    answered = sum(gold["doc_id"] in documents for gold in golds)
    return _report(counts, len(golds), answered), mistakes


# ------------------------------------------------------------------ events


def _count_events(counts: _Counts, gold: Event, found: Sequence[Event]) -> Iterator[Mistake]:
    doc_id, publisher = gold["doc_id"], keys(gold.get("publisher"))
    wanted = [_partner_only(event, publisher) for event in gold["events"] if is_scored(event)]
    given = [_partner_only(event, publisher) for event in found if is_scored(event)]
    pairs = align(wanted, given)
    for one, two in pairs:
        if not _count_pair(counts, one, two):
            yield Mistake("slots", doc_id, one, two)
    for what, side, paired in (
        ("missing", wanted, {id(one) for one, _ in pairs}),
        ("spurious", given, {id(two) for _, two in pairs}),
    ):
        for event in side:
            if id(event) not in paired:
                _count_alone(counts, event, what)
                yield Mistake(what, doc_id, *((event, None) if what == "missing" else (None, event)))
    counts.exact["gold"] += len(wanted)
    counts.exact["pred"] += len(given)


def _count_pair(counts: _Counts, gold: Event, found: Event) -> bool:
    """Count a found event; True when all of it is right."""
    event = gold["type"]
    counts.found[event]["right"] += 1
    right_realis = gold.get("realis") == found.get("realis")
    counts.realis["right" if right_realis else "wrong"] += 1
    clean = right_realis
    for slot, kind in SLOTS[event].items():
        right, spurious, missing = tally(kind, gold.get(slot), found.get(slot))
        _count_slot(counts, event, slot, right=right, spurious=spurious, missing=missing)
        clean &= not spurious and not missing
        if kind is Kind.DATE and filled(kind, gold.get(slot)) and filled(kind, found.get(slot)):
            counts.dates["exact" if days(gold[slot]) == days(found[slot]) else "near" if right else "wrong"] += 1
    counts.exact["right"] += clean
    return clean


def _count_alone(counts: _Counts, event: Event, what: str) -> None:
    """Count an event without a counterpart: it and all its fillers are `what`."""
    counts.found[event["type"]][what] += 1
    for slot, kind in SLOTS[event["type"]].items():
        _count_slot(counts, event["type"], slot, **{what: len(fillers(kind, event.get(slot)))})


def _count_slot(counts: _Counts, event: str, slot: str, **numbers: int) -> None:
    for what, n in numbers.items():
        counts.slots[event][what] += n
        counts.by_slot[f"{event}.{slot}"][what] += n


def is_scored(event: Event) -> bool:
    """Whether an event counts: of a known type, and a result only with one of the scored metrics."""
    return event["type"] in SLOTS and not (
        event["type"] == "financial_result" and str(event.get("metric") or "") not in _METRICS
    )


def _partner_only(event: Event, publisher: set[str]) -> Event:
    """The publisher as sponsor of its own trial says nothing: readers fill it or not."""
    return {**event, "sponsor": None} if keys(event.get("sponsor")) & publisher else event


# ------------------------------------------------------------------ documents


def _count_head(heads: Counts, gold: Event, line: Event) -> None:
    for name in _HEAD:
        if gold.get(name):
            right = keys(gold[name]) & keys(line.get(name)) if name == "publisher" else gold[name] == line.get(name)
            heads[f"{name}.{'right' if right else 'wrong'}"] += 1


def _count_names(counts: _Counts, gold: Sequence[Sequence[str]], found: Sequence[Any]) -> None:
    """Compound names found, and pairs of names put into one cluster."""
    wanted = {key(name): i for i, cluster in enumerate(gold) for name in cluster}
    given = {key(name): i for i, cluster in enumerate(found) for name in _texts(cluster)}
    _count_sets(counts.compounds, wanted.keys(), given.keys())
    _count_sets(counts.pairs, _linked(wanted), _linked({k: given[k] for k in given if k in wanted}))


def _texts(cluster: Any) -> Sequence[str]:
    return (cluster.get("texts") or alternatives(cluster)) if isinstance(cluster, dict) else cluster


def _linked(clusters: Mapping[str, int]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in combinations(clusters, 2) if clusters[pair[0]] == clusters[pair[1]]}


def _count_sets(counts: Counts, wanted: Any, given: Any) -> None:
    counts["right"] += len(wanted & given)
    counts["missing"] += len(wanted - given)
    counts["spurious"] += len(given - wanted)


# ------------------------------------------------------------------ figures


def _report(counts: _Counts, documents: int, answered: int) -> dict[str, Any]:
    exact = counts.exact
    return {
        "documents": documents,
        "answered": answered,
        "detection": _figures(_total(counts.found)),
        "slots": _figures(_total(counts.slots)),
        "exact": figures(exact["right"], exact["pred"] - exact["right"], exact["gold"] - exact["right"]),
        "realis": _share(counts.realis["right"], counts.realis["wrong"]),
        "dates": dict(counts.dates),
        "compounds": _figures(counts.compounds),
        "alias_pairs": _figures(counts.pairs),
        "head": {name: _share(counts.heads[f"{name}.right"], counts.heads[f"{name}.wrong"]) for name in _HEAD},
        "by_type": {
            event: {"detection": _figures(counts.found[event]), "slots": _figures(counts.slots[event])}
            for event in SLOTS
            if counts.found[event]
        },
        "by_slot": {slot: _figures(c) for slot, c in sorted(counts.by_slot.items()) if sum(c.values())},
    }


def _total(table: Mapping[str, Counts]) -> Counts:
    return sum(table.values(), Counter())


def _share(right: int, wrong: int) -> float:
    return round(right / max(1, right + wrong), 4)


def _figures(counts: Counts) -> dict[str, float]:
    return figures(counts["right"], counts["spurious"], counts["missing"])


def figures(right: int, spurious: int, missing: int) -> dict[str, float]:
    """Precision, recall, F and the number of gold items, rounded to four digits; 0 where there is nothing to divide."""
    p = right / (right + spurious) if right + spurious else 0.0
    r = right / (right + missing) if right + missing else 0.0
    f = round(2 * p * r / (p + r), 4) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f": f, "n": right + missing}
