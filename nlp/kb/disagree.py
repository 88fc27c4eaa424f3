"""When two tellings are of one step, cannot both be true, or when the later one takes the earlier one's place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from nlp.assembly.alike import equal_or_untold, phases_alike
from nlp.assembly.same import SAME
from nlp.assembly.same_disease import lists_alike
from nlp.pipes.told import When

Slots = Mapping[str, Any]

_ONCE = frozenset({"initiated", "enrollment_completed", "completed", "terminated"})
_ENDS = frozenset({"enrollment_completed", "completed", "terminated"})
# What shows that a step has been taken, beside the step itself: a trial that has completed has been started.
IMPLIED_BY: Mapping[str, frozenset[str]] = {
    "initiated": frozenset({"initiated", "ongoing", "enrollment_completed", "expanded", "completed"}),
    "ongoing": frozenset({"ongoing", "enrollment_completed", "expanded", "completed"}),
    "enrollment_completed": frozenset({"enrollment_completed", "completed"}),
    "submitted": frozenset({"submitted", "accepted", "cleared", "approved"}),
    "accepted": frozenset({"accepted", "approved"}),
}


def untimed(kind: str, told: Slots) -> Slots:
    """The slots without what may change from release to release: the time of a step, the numbers of guidance."""
    if kind == "guidance":
        return {**told, "low": None, "high": None}
    if kind == "financial_result":
        return told
    return {**told, "date": None}


def same_step(kind: str, one: Slots, other: Slots) -> bool:
    """Whether both are about one step, whatever time or number each tells."""
    if kind == "financial_result":
        return bool(one["metric"] == other["metric"] and one["unit"] == other["unit"] and _same_period(one, other))
    if kind == "guidance":
        return bool(one["metric"] == other["metric"] and _same_period(one, other))
    return SAME[kind](untimed(kind, one), untimed(kind, other))


def _same_period(one: Slots, other: Slots) -> bool:
    first, second = one.get("period"), other.get("period")
    return first is not None and second is not None and first.interval == second.interval


def disagree(kind: str, one: Slots, other: Slots) -> bool:
    """Whether two things told as done cannot both be true; only where the text leaves no doubt that one is meant."""
    if kind == "financial_result":
        return same_step(kind, one, other) and not SAME[kind](one, other)
    if kind == "readout":
        outcomes = {one.get("outcome"), other.get("outcome")}
        return outcomes == {"positive", "negative"} and bool(one["trial"]) and one["trial"] == other["trial"]
    if kind == "deal":
        return (
            _terms_differ(one, other) and same_step(kind, one, other) and one["status"] == other["status"] == "signed"
        )
    if kind == "trial_status":
        named = bool(one["trial"]) and one["trial"] == other["trial"] and phases_alike(one["phase"], other["phase"])
        return named and one["status"] == other["status"] and one["status"] in _ONCE and _times_differ(one, other)
    if kind == "regulatory":
        pinned = bool(one["indication"] and other["indication"]) and bool(one["agency"] and other["agency"])
        region = equal_or_untold(one.get("region"), other.get("region"))
        return pinned and region and same_step(kind, one, other) and _times_differ(one, other)
    return False


def _terms_differ(one: Slots, other: Slots) -> bool:
    return any(one.get(name) and other.get(name) and one[name] != other[name] for name in ("upfront", "milestones"))


def _times_differ(one: Slots, other: Slots) -> bool:
    """Whether both tell a time in words, and the two have no day in common."""
    first, second = one.get("date"), other.get("date")
    if not (isinstance(first, When) and isinstance(second, When) and first.text and second.text):
        return False
    days, others = first.interval, second.interval
    return days.latest < others.earliest or others.latest < days.earliest


def supersedes(kind: str, realis: str, told: Slots, old_realis: str, old: Slots) -> bool:
    """Whether a telling takes the place of an older one: a promise kept or dated anew, guidance changed, a trial that
    was running and has ended.
    """
    if old_realis in ("expected", "possible"):
        if realis == "actual" and fulfils(kind, told, old):
            return True
        if realis == "denied" and same_step(kind, told, old):
            return True
        if realis == "expected" and same_step(kind, told, old):
            return old_realis == "possible" or _told_anew(kind, told, old)
        return False
    if kind == "trial_status" and old_realis == realis == "actual":
        ended = old["status"] == "ongoing" and told["status"] in _ENDS
        resumed = old["status"] == "suspended" and told["status"] in ("ongoing", "initiated", "expanded")
        return (ended or resumed) and same_step(kind, {**told, "status": old["status"]}, old)
    if kind == "deal" and old_realis == realis == "actual":
        ended = told["status"] == "terminated" and old["status"] in ("signed", "existing", "expanded")
        return ended and same_step(kind, {**told, "status": old["status"]}, old)
    return False


def _told_anew(kind: str, told: Slots, old: Slots) -> bool:
    """Whether another time or another range is told (where the older one told one)."""
    if kind == "guidance":
        return (told.get("low"), told.get("high")) != (old.get("low"), old.get("high"))
    return told.get("date") is not None and not _equal_times(told.get("date"), old.get("date"))


def _equal_times(one: object, other: object) -> bool:
    return isinstance(one, When) and isinstance(other, When) and one.interval == other.interval


def fulfils(kind: str, told: Slots, promised: Slots) -> bool:
    """Whether a thing told as done is what was promised, or shows that it has been done."""
    step = "action" if kind == "regulatory" else "status"
    if kind in ("trial_status", "regulatory"):
        wanted = promised[step]
        if told[step] not in IMPLIED_BY.get(wanted, frozenset({wanted})):
            return False
        if told[step] != wanted and not (told.get("phase") or told.get("application") or told.get("trial")):
            return False  # a trial of an untold phase that runs shows nothing of the one that was promised
        told = {**told, step: wanted}
    if kind == "deal" and promised["status"] == "closed" and told["status"] != "closed":
        return False
    if kind == "readout" and not (_one_trial(told, promised) and _one_occasion(told, promised)):
        return False
    return same_step(kind, told, promised)


def _one_trial(told: Slots, promised: Slots) -> bool:
    """Whether data are those promised: the promise pins down its trial by name, phase or disease, and they agree."""
    if promised["trial"] and told["trial"]:
        return True
    pinned = bool(promised["phase"] or promised["indication"] or promised["venue"])
    return not pinned or (
        phases_alike(told["phase"], promised["phase"]) and lists_alike(told["indication"], promised["indication"])
    )


_OCCASION = timedelta(days=31)


def _one_occasion(told: Slots, promised: Slots) -> bool:
    """Data promised for a congress or a day are told there and then; other data of the trial keep no such promise."""
    day, window = told.get("date"), promised.get("date")
    if not isinstance(day, When) or not isinstance(window, When):
        return True
    short = window.interval.latest - window.interval.earliest <= _OCCASION
    if not (short or promised["venue"]):
        return True
    return day.interval.earliest <= window.interval.latest + _OCCASION


__all__ = ["IMPLIED_BY", "disagree", "fulfils", "same_step", "supersedes", "untimed"]
