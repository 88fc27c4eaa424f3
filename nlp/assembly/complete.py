"""What the facts of one document say about each other: trials fill trials, steps absorb the running state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nlp.assembly.alike import equal_or_untold, phases_alike
from nlp.assembly.deals import complete_deals
from nlp.assembly.facts import Fact
from nlp.assembly.same import trials_alike
from nlp.assembly.same_disease import diseases_alike, lists_alike
from nlp.normalize.dates import shift_years
from nlp.pipes.told import HEALTHY

_DRUG = ("trial_status", "readout")


def _of_another_phase(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether the trials that tell the compound's disease are all of another phase than the fact's, one side being an
    early one: those of healthy volunteers, or of several diseases.
    """
    phase = fact.slots.get("phase")
    others = [
        other.slots["phase"]
        for other in facts
        if other.type in _DRUG
        and other.slots["compound"].cluster == fact.slots["compound"].cluster
        and other.slots["indication"]
        and other.slots["phase"]
    ]
    if not phase or not others or any(phases_alike(phase, other) for other in others):
        return False
    return _is_early(phase) or all(_is_early(other) for other in others)


def _is_early(phase: str) -> bool:
    return phase.startswith(("1", "0", "preclinical"))


_MARKETING = frozenset({"NDA", "sNDA", "BLA", "sBLA", "MAA", "JNDA", "ANDA", "NDS"})
_ABSORBING = frozenset({"initiated", "enrollment_completed"})


def complete(facts: Sequence[Fact]) -> list[Fact]:
    """Fill slots from the document's other facts where they leave no doubt, and drop what another fact says better."""
    facts = [fact for fact in facts if not _only_meant(fact)]
    _fill_from_trials(facts)
    facts = [fact for fact in facts if not _said_better(fact, facts)]
    _fill_trial_of_compound(facts)
    _fill_phase(facts)
    _fill_diseases(facts)
    _fill_application(facts)
    facts = _with_year_before(facts)
    return [fact for fact in complete_deals(facts) if not _said_better(fact, facts)]


def _with_year_before(facts: Sequence[Fact]) -> list[Fact]:
    """A figure and the same a year earlier, told in sentences of their own, are one result with its prior value."""
    results = [fact for fact in facts if fact.type == "financial_result" and fact.slots["period"]]
    compared: set[int] = set()
    for fact in results:
        slots = fact.slots
        before = shift_years(slots["period"].interval, -1)
        for other in results:
            told = other.slots
            if (told["metric"], told["unit"]) != (slots["metric"], slots["unit"]) or told["period"].interval != before:
                continue
            if slots["prior_value"] is None:
                slots["prior_value"], slots["prior_period"] = told["value"], told["period"]
            if slots["prior_value"] == told["value"] and told["prior_value"] is None:
                compared.add(id(other))
    return [fact for fact in facts if id(fact) not in compared]


_GUESSED = frozenset({"compound from topic", "compound from document"})


def _only_meant(fact: Fact) -> bool:
    """Whether nothing but quotes tell the fact, and none of them names its compound: what a speaker alludes to."""
    quoted = all(told.section == "quote" for told in fact.tellings)
    if quoted and fact.type == "readout" and fact.realis == "actual" and not fact.slots["venue"]:
        return True  # what a speaker makes of results; the release itself tells none
    day = fact.slots.get("date")
    if day and day.text and any(fact.slots.get(name) for name in ("phase", "trial", "agency")):
        return False  # "last week the FDA authorised our Phase 3 trial": a step with its day is no allusion
    told_so = fact.realis == "actual" or fact.type == "readout" and fact.slots["date"] is None
    return (
        told_so
        and fact.type in (*_DRUG, "regulatory")
        and all(told.section == "quote" and _GUESSED & set(told.notes) for told in fact.tellings)
    )


def _fill_from_trials(facts: Sequence[Fact]) -> None:
    """Phase and disease of a named trial, told in one sentence, hold for it in all."""
    known: dict[tuple[int, str], dict[str, object]] = defaultdict(dict)
    for fact in facts:
        if fact.type in _DRUG and fact.slots["trial"]:
            for name in ("phase", "indication"):
                if fact.slots[name]:
                    known[(fact.slots["compound"].cluster, fact.slots["trial"])].setdefault(name, fact.slots[name])
    for fact in facts:
        if fact.type in _DRUG and fact.slots["trial"]:
            for name, value in known[(fact.slots["compound"].cluster, fact.slots["trial"])].items():
                fact.slots[name] = fact.slots[name] or value


def _fill_trial_of_compound(facts: Sequence[Fact]) -> None:
    """The only named trial of a compound is the one that its trial facts of that phase are about."""
    trials: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.type in _DRUG and fact.slots["trial"]:
            trials[fact.slots["compound"].cluster].append(fact)
    for fact in facts:
        if fact.type not in _DRUG or fact.slots["trial"]:
            continue
        named = trials.get(fact.slots["compound"].cluster, [])
        if not named or any(not trials_alike(named[0].slots["trial"], other.slots["trial"]) for other in named):
            continue
        source = named[0].slots
        if (
            fact.slots["phase"]
            and source["phase"]
            and phases_alike(fact.slots["phase"], source["phase"])
            and lists_alike(fact.slots["indication"], source["indication"])
        ):
            fact.slots["trial"] = source["trial"]


_FOLLOWS = frozenset({"enrollment_completed", "expanded", "completed", "suspended", "ongoing", "initiated"})


def _fill_phase(facts: Sequence[Fact]) -> None:
    """Where the document has one phase for a compound, its trial steps and promised results without one are of it."""
    phases: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.type in _DRUG and fact.slots["phase"]:
            phases[fact.slots["compound"].cluster].append(fact)
    for fact in facts:
        if fact.type not in _DRUG or fact.slots["phase"]:
            continue
        sources = phases[fact.slots["compound"].cluster]
        known = {source.slots["phase"] for source in sources}
        if not fact.slots["trial"] and not any(
            lists_alike(fact.slots["indication"], source.slots["indication"]) for source in sources
        ):
            continue  # a trial in another disease may be of any phase
        if len(known) == 1 and (fact.type == "readout" or fact.slots["status"] in _FOLLOWS):
            fact.slots["phase"] = next(iter(known))


def _fill_application(facts: Sequence[Fact]) -> None:
    """The approval that a date is set for, and "the application", are of the one application that the document tells
    of.
    """
    told: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.type == "regulatory" and fact.slots["application"] in _MARKETING:
            told[fact.slots["compound"].cluster].add(fact.slots["application"])
    for fact in facts:
        if fact.type != "regulatory":
            continue
        awaited = fact.slots["action"] == "approved" and fact.realis == "expected"
        if awaited or _the_application(fact):
            known = told[fact.slots["compound"].cluster]
            if not fact.slots["application"] and len(known) == 1:
                fact.slots["application"] = next(iter(known))


def _the_application(fact: Fact) -> bool:
    """Whether "the application was submitted in May" may be the one that the document tells of, the FDA's."""
    meant = any(told.rule == "regulatory.it_was_submitted" for told in fact.tellings)
    return meant and fact.slots["agency"] in (None, "FDA")


def _fill_diseases(facts: Sequence[Fact]) -> None:
    """A compound that the document ties to one disease only is in its trials for that disease."""
    diseases: dict[int, list[list[str]]] = defaultdict(list)
    for fact in facts:
        if fact.type in (*_DRUG, "regulatory") and fact.slots["indication"]:
            diseases[fact.slots["compound"].cluster].append(fact.slots["indication"])
    for fact in facts:
        if fact.type in (*_DRUG, "regulatory") and not fact.slots["indication"]:
            told = diseases.get(fact.slots["compound"].cluster, [])
            if _of_another_phase(fact, facts) or any(HEALTHY in telling.notes for telling in fact.tellings):
                continue
            if fact.slots.get("action") == "designated":
                continue
            if not told or not _all_alike(told):
                fact.slots["indication"] = list(fact.first.usual)
            else:
                fact.slots["indication"] = max(told, key=lambda d: (len(d), sum(map(len, d))))


def _all_alike(told: Sequence[Sequence[str]]) -> bool:
    """Whether every list of diseases shares one with the first."""
    return all(any(diseases_alike(a, b) for a in told[0] for b in other) for other in told)


def _said_better(fact: Fact, facts: Sequence[Fact]) -> bool:
    """A running trial is not worth an event beside its start or its full enrolment, nor beside the named trials of
    its phase.
    """
    if fact.type == "readout":
        return _vague_readout(fact, facts)
    if fact.type == "regulatory":
        return _taken_in(fact, facts)
    if fact.type == "trial_status" and fact.slots["status"] == "initiated" and fact.realis == "expected":
        return _begun(fact, facts)
    if fact.type != "trial_status" or fact.slots["status"] != "ongoing" or fact.realis != "actual":
        return False
    for other in facts:
        if (
            other is fact
            or other.type != "trial_status"
            or other.realis != "actual"
            or other.slots["compound"].cluster != fact.slots["compound"].cluster
        ):
            continue
        if not trials_alike(fact.slots["trial"], other.slots["trial"]) or not phases_alike(
            fact.slots["phase"], other.slots["phase"]
        ):
            continue
        unnamed = bool(fact.slots["trial"] and not other.slots["trial"])
        if (
            other.slots["status"] in _ABSORBING
            and not unnamed
            and lists_alike(fact.slots["indication"], other.slots["indication"])
        ):
            return True
        ill, other_ill = fact.slots["indication"], other.slots["indication"]
        if other.slots["status"] == "terminated" and bool(ill) == bool(other_ill) and lists_alike(ill, other_ill):
            return True
        if (
            other.slots["status"] == "ongoing"
            and not fact.slots["trial"]
            and not fact.slots["indication"]
            and (other.slots["trial"] or other.slots["indication"] or other.slots["phase"] and not fact.slots["phase"])
        ):
            return True
    return False


def _taken_in(fact: Fact, facts: Sequence[Fact]) -> bool:
    """An application for trials that was accepted, told without a day beside its clearance, is that clearance."""
    slots = fact.slots
    if slots["action"] != "accepted" or slots["application"] not in ("IND", "CTA") or slots["date"] is not None:
        return False
    return any(
        other.type == "regulatory"
        and other.realis == "actual"
        and other.slots["action"] == "cleared"
        and other.slots["application"] == slots["application"]
        and other.slots["compound"].cluster == slots["compound"].cluster
        and equal_or_untold(other.slots["agency"], slots["agency"])
        for other in facts
    )


def _begun(fact: Fact, facts: Sequence[Fact]) -> bool:
    """A trial whose start is no promise any more, as the document tells of its patients ("the study will evaluate")."""
    if fact.slots["date"] is not None or any(told.rule != "trial_status.study_will_evaluate" for told in fact.tellings):
        return False
    return any(
        other.type == "trial_status"
        and other is not fact
        and other.slots["compound"].cluster == fact.slots["compound"].cluster
        and trials_alike(fact.slots["trial"], other.slots["trial"])
        and phases_alike(fact.slots["phase"], other.slots["phase"])
        for other in facts
    )


def _vague_readout(fact: Fact, facts: Sequence[Fact]) -> bool:
    """A result without phase, trial, venue or time beside one of the same compound that has them."""
    if any(fact.slots[name] for name in ("phase", "trial", "venue", "date")):
        return False
    return any(
        other is not fact
        and other.type == "readout"
        and other.realis == fact.realis
        and other.slots["compound"].cluster == fact.slots["compound"].cluster
        and any(other.slots[name] for name in ("phase", "trial", "venue", "date"))
        for other in facts
    )
