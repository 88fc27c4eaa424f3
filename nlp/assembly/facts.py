"""A fact in the making, and when another telling is of the same fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.assembly.alike import shorter, texts_alike, times_alike
from nlp.assembly.same import SAME, readouts_alike
from nlp.assembly.trials_apart import apart
from nlp.pipes.told import PRESENTATION, Told, When


@dataclass(slots=True)
class Fact:
    """One event of the document: merged slots and every telling of it."""

    type: str
    slots: dict[str, Any]
    realis: str
    tellings: list[Told] = field(default_factory=list)

    @property
    def first(self) -> Told:
        """The telling that stands first in the text."""
        return min(self.tellings, key=lambda t: (t.at, t.rule))

    @property
    def titled(self) -> bool:
        """Whether the headline tells it."""
        return any(t.title for t in self.tellings)


def gather(tellings: list[Told]) -> list[Fact]:
    """Facts in the order of their first telling; the richer tellings of a type are placed first, so that the vague
    ones find them.
    """
    facts: list[Fact] = []
    for told in sorted(tellings, key=lambda t: (t.realis != "actual", -_richness(t), t.at, t.rule)):
        home = _home(told, facts)
        if home is None:
            facts.append(Fact(told.type, dict(told.slots), told.realis, [told]))
        else:
            _absorb(home, told)
    return sorted(facts, key=lambda f: (f.first.at, f.type, f.first.rule))


def _richness(told: Told) -> int:
    return sum(value not in (None, [], ()) for value in told.slots.values())


def _home(told: Told, facts: list[Fact]) -> Fact | None:
    same = SAME[told.type]
    fitting = [
        f
        for f in facts
        if f.type == told.type
        and not _two_trials(f, told)
        and (_realis_fits(f, told) and same(f.slots, told.slots) or _announced(f, told) or _retold(f, told))
    ]
    return max(fitting, key=lambda f: (_overlap(f.slots, told.slots), -abs(f.first.order - told.order)), default=None)


def _two_trials(fact: Fact, told: Told) -> bool:
    """Whether the marks of two trials set the telling apart; not where one of them is the headline's or both are the
    news of the day, which headline, first paragraph and quotes tell each in its own words.
    """
    named = fact.slots.get("trial")
    if named and named == told.slots.get("trial"):
        return False
    if fact.titled or told.title or _is_news(fact.slots.get("date")) and _is_news(told.slots.get("date")):
        return False
    planned = fact.realis == told.realis == "expected"
    own = told.slots["compound"].cluster if told.slots.get("compound") else None
    return any(apart(other.notes, told.notes, own=own, planned=planned) for other in fact.tellings)


def _is_news(when: When | None) -> bool:
    return when is not None and not when.text


def _announced(fact: Fact, told: Told) -> bool:
    """Whether "announces the presentation of data", said without a day, is the presentation that the text promises."""
    if told.type != "readout" or {fact.realis, told.realis} != {"actual", "expected"}:
        return False
    if _foretold(fact, told):
        return True
    bare = told.realis == "actual" and PRESENTATION in told.notes and bool(fact.slots["venue"])
    bare |= (
        fact.realis == "actual" and all(PRESENTATION in t.notes for t in fact.tellings) and bool(told.slots["venue"])
    )
    untimed = {**fact.slots, "date": None}
    return bare and readouts_alike(untimed, {**told.slots, "date": None})


def _foretold(fact: Fact, told: Told) -> bool:
    """Whether the headline promises data at a venue, and a subheading says without a day of its own what they show."""
    promise, result = (fact.slots, told.slots) if fact.realis == "expected" else (told.slots, fact.slots)
    headline = any(t.section == "headline" for t in (fact.tellings if fact.realis == "expected" else [told]))
    below = all(t.section == "subheadline" for t in ([told] if fact.realis == "expected" else fact.tellings))
    timed = result["date"] is not None and bool(result["date"].text)
    if not (headline and below and promise["venue"]) or result["venue"] or timed:
        return False
    return readouts_alike({**promise, "date": None}, {**result, "date": None})


_OF_DISEASE = frozenset({"readout", "trial_status", "regulatory"})


def _retold(fact: Fact, told: Told) -> bool:
    """Whether the news paragraph tells the headline's result or step again under another name of the disease ("T2DM"
    for "type 2 diabetes"): one compound, phase and day. Two of one sentence are two."""
    if told.type not in _OF_DISEASE or fact.realis != told.realis or told.realis != "actual":
        return False
    if fact.titled == told.title or any(other.order == told.order for other in fact.tellings):
        return False
    ours, theirs = fact.slots, told.slots
    news = ours["date"] is not None and theirs["date"] is not None and not (ours["date"].text or theirs["date"].text)
    if not news or told.type != "regulatory" and (ours["phase"] is None or ours["phase"] != theirs["phase"]):
        return False
    return SAME[told.type]({**ours, "indication": []}, {**theirs, "indication": []})


def _overlap(slots: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How many filled slots agree; a fact that says the same is a better home than one that says nothing."""
    return sum(slots.get(name) not in (None, []) and value not in (None, []) for name, value in other.items())


def _realis_fits(fact: Fact, told: Told) -> bool:
    """Actual absorbs an older promise of the very same step; possible and expected keep apart."""
    if fact.realis == told.realis:
        return True
    if told.type == "readout" and {fact.realis, told.realis} == {"actual", "expected"}:
        return bool(fact.slots.get("venue")) and bool(told.slots.get("venue"))
    if told.type == "regulatory" and {fact.realis, told.realis} == {"actual", "expected"}:
        awaited, done = (fact, told) if fact.realis == "expected" else (told, fact)
        due = awaited.slots["date"]
        if due is not None and due.text and told.slots["action"] == "approved" and done.slots["date"] is None:
            return False  # what is approved in Japan is no decision that is awaited for September
    if told.type in ("trial_status", "regulatory") and {fact.realis, told.realis} == {"actual", "expected"}:
        return (
            bool(fact.slots.get("indication") or not told.slots.get("indication"))
            and bool(fact.slots.get("phase") or not told.slots.get("phase"))
            and (told.slots.get("date") is None or times_alike(fact.slots.get("date"), told.slots.get("date")))
        )
    return False


def _absorb(fact: Fact, told: Told) -> None:
    """Take a telling in: fill what is empty, keep what is more precise."""
    slots = fact.slots
    foretold = told.type == "readout" and fact.realis != told.realis and _foretold(fact, told)
    promised = (slots if fact.realis == "expected" else told.slots).get("date")
    kept = told.realis == "expected" and fact.realis == "actual" and fact.type in ("trial_status", "regulatory")
    for name, value in told.slots.items():
        current: Any = slots.get(name)
        if name == "date" and kept:
            continue  # the day on which a step was to be taken is not the day on which it was
        if name == "period" and current and value and not current.text and value.text:
            slots[name] = value  # told beats taken from the headline
        elif name == "period" and slots.get("metric") == "cash_runway" and current:
            continue  # the shorter runway is not the more precise one
        elif name in ("date", "period", "prior_period"):
            slots[name] = shorter(current, value)
        elif (
            name == "value"
            and _digits(value) > _digits(current)
            or name == "action"
            and fact.type == "guidance"
            and current == "issued"
        ):
            slots[name] = value
        elif name in ("indication", "asset", "territory"):
            slots[name] = _union(current or [], value or [], fact)
        elif name == "parties":
            slots[name] = [*current, *[p for p in value if p.cluster not in {c.cluster for c in current}]]
        elif name == "phase" and current and value and current != value:
            slots[name] = max((current, value), key=lambda p: (p[0].isdigit(), len(p)))
        elif (
            name == "trial"
            and current
            and value
            and current.upper().startswith("NCT")
            and not value.upper().startswith("NCT")
        ):
            slots[name] = value
        elif name == "outcome" and current and value and current != value:
            slots[name] = _outcome(fact, told)
        elif name == "status" and fact.type == "deal" and current != value:
            slots[name] = "expanded" if "expanded" in (current, value) else "signed"
        elif current in (None, [], ""):
            slots[name] = value
    if fact.type == "readout" and fact.realis != told.realis:
        # One presentation told as coming and as done: the headline knows.
        announced = PRESENTATION in told.notes or any(PRESENTATION in t.notes for t in fact.tellings)
        titled = told.realis if told.title and not fact.titled else fact.realis if fact.titled else "expected"
        dated = promised is not None and bool(promised.text)  # a headline's "presents" is no more sure than a day
        fact.realis = "expected" if announced or foretold or dated else titled
        if foretold or fact.realis == "expected" and slots["date"] is not None and not slots["date"].text:
            slots["date"] = promised  # the day of the release is the day of the news, not of the presentation
    elif "actual" in (fact.realis, told.realis):
        fact.realis = "actual"
    fact.tellings.append(told)


def _digits(value: Any) -> int:
    """How many figures of a number are told: "$825 million" has three, "$824.8 million" four."""
    return len(str(value).replace(".", "").strip("0"))


def _outcome(fact: Fact, told: Told) -> str:
    """The headline's judgement stands; a failure told anywhere else stands against a phrase of praise."""
    if fact.titled and not told.title:
        return str(fact.slots["outcome"])
    return "negative" if "negative" in (fact.slots["outcome"], told.slots["outcome"]) else "mixed"


def _union(current: list[Any], value: list[Any], fact: Fact) -> list[Any]:
    """Both lists without saying one thing twice: of two alike names the one told first stays, and a new one joins
    only when the
    first list was told in the same breath (an approval for several diseases)."""
    if not current:
        return list(value)
    if fact.type == "regulatory" and fact.slots["action"] == "approved" or fact.type == "deal":
        return [*current, *[v for v in value if not any(texts_alike(str(c), str(v)) for c in current)]]
    return current
