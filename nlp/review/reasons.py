"""Why an event deserves a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nlp.export.batch import Line
from nlp.export.words import in_words
from nlp.review.findings import Findings
from nlp.review.items import Item, differ
from nlp.review.releases import Release
from nlp.score import Mistake, score
from nlp.score.slots import SLOTS, tally

# What a reason adds to an entry's usefulness. Only their order means anything: a disagreement between people comes
# before one with the gold, that before what the rules themselves are unsure of.
WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "otherwise": 70,
        "vanished": 65,
        "outdated": 60,
        "gold": 55,
        "unfilled": 45,
        "classifier": 40,
        "recogniser": 35,
        "warning": 30,
        "confidence": 25,
        "doubted": 20,
        "wording": 10,
    }
)
CALLED: Mapping[str, str] = MappingProxyType(
    {
        "otherwise": "decided otherwise",
        "vanished": "no longer told",
        "outdated": "text has changed",
        "gold": "differs from gold",
        "unfilled": "trigger without anchor",
        "classifier": "event only for the model",
        "recogniser": "name only for the model",
        "warning": "warning",
        "confidence": "low confidence",
        "doubted": "name only for the rules",
        "wording": "new wording",
    }
)
LOW = 0.85  # confidence below which an event is worth a look for that alone; most rules give 0.9


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by its code (see WEIGHTS) and in words."""

    code: str
    text: str


def mistakes(release: Release, items: Sequence[Item]) -> tuple[Mistake, ...]:
    """What the gold says otherwise, of what stands; nothing without gold. Events found carry their item's key."""
    if release.gold is None:
        return ()
    standing = [{**item.event, "key": item.key} for item in items if item.state != "rejected"]
    _, found = score([release.gold], {release.doc_id: standing}, {release.doc_id: release.line})
    return tuple(found)


Often = Callable[[str, str], int]  # how many matches of a rule have this wording


def reasons(item: Item, against: Sequence[Mistake], found: Findings | None, often: Often) -> list[Reason]:
    """The reasons to look at an event, the weightiest first."""
    told = [*_people(item), *_gold(item, against), *_rules(item), *_model(item, found), *_wordings(item, found, often)]
    return sorted(told, key=lambda reason: -WEIGHTS[reason.code])


def differences(gold: Line, event: Line) -> list[tuple[str, str, str]]:
    """The slots in which gold and event differ: slot, what the gold says, what the event says, in words."""
    differing = []
    for slot, kind in SLOTS[gold["type"]].items():
        _, spurious, missing = tally(kind, gold.get(slot), event.get(slot))
        if spurious or missing:
            differing.append((slot, gold_words(gold.get(slot)), words(event.get(slot))))
    if gold.get("realis") != event.get("realis"):
        differing.append(("realis", str(gold.get("realis")), str(event.get("realis"))))
    return differing


def words(value: object, *, text: bool = False) -> str:
    """A value as people read it; "empty" for none. `text`: with the document's own words where they are others."""
    if value in (None, "", []):
        return "empty"
    if text and isinstance(value, list):
        return ", ".join(words(one, text=True) for one in value)
    told = in_words(value)
    own = value.get("text") if text and isinstance(value, dict) else None
    if not own or own == told:
        return told
    return f"{own} ({told})" if isinstance(value, dict) and "name" in value else f"{told} (“{own}”)"


def gold_words(value: object) -> str:
    """A value of the gold; lists there are alternatives, of which the first is the best."""
    if isinstance(value, list):
        told = [first_of(one) for one in value] if any(isinstance(one, list) for one in value) else value[:1]
        return ", ".join(map(str, told)) or "empty"
    return words(value)


def first_of(value: object) -> object:
    """The first of alternatives."""
    return value[0] if isinstance(value, list) and value else value


def _people(item: Item) -> Iterator[Reason]:
    if item.decision and not item.outdated:
        for name, other in item.others.items():
            if differ(item.decision, other):
                yield Reason("otherwise", f"{name} decided otherwise: {_AS_DONE[other.action]}")
        if item.told is None and not item.added:
            yield Reason("vanished", "this run no longer tells what you have kept")
    if item.outdated:
        yield Reason("outdated", "you decided on an earlier state of this text")


_AS_DONE = {"accept": "accepted it", "reject": "rejected it", "correct": "corrected it", "add": "added it"}


def _gold(item: Item, against: Sequence[Mistake]) -> Iterator[Reason]:
    for mistake in against:
        if mistake.found is None or mistake.found.get("key") != item.key:
            continue
        if mistake.gold is None:
            yield Reason("gold", "the gold has no such event")
        else:
            slots = ", ".join(slot for slot, _, _ in differences(mistake.gold, mistake.found))
            yield Reason("gold", f"the gold differs in {slots}")


def _rules(item: Item) -> Iterator[Reason]:
    for warning in item.event.get("warnings") or ():
        yield Reason("warning", str(warning).removeprefix("warning: "))
    confidence = item.event.get("confidence")
    if item.told is not None and confidence is not None and confidence < LOW:
        yield Reason("confidence", f"confidence {confidence}")


def _model(item: Item, found: Findings | None) -> Iterator[Reason]:
    compound = item.event.get("compound")
    if found is not None and item.told is not None and compound and compound.get("text") in found.doubted:
        yield Reason("doubted", f"the model takes “{compound['text']}” for no name")


def _wordings(item: Item, found: Findings | None, often: Often) -> Iterator[Reason]:
    mentions = item.event.get("mentions") or ()
    if found is None or item.told is None or not mentions:
        return
    for rule, start, wording in found.wordings:
        first = mentions[0]
        if rule == first["rule"] and first["start"] <= start < first["end"] and often(rule, wording) == 1:
            yield Reason("wording", f"“{wording}” occurs once")
            return
