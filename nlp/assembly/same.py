"""When two sets of slots can be of one fact, for each type of event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from nlp.assembly.alike import (
    equal_or_untold,
    names_alike,
    phases_alike,
    texts_alike,
    times_alike,
)
from nlp.assembly.same_disease import lists_alike


def _trial(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if a["compound"].cluster != b["compound"].cluster or a["status"] != b["status"]:
        return False
    if a["trial"] and b["trial"]:
        return trials_alike(a["trial"], b["trial"])
    return (
        phases_alike(a["phase"], b["phase"])
        and lists_alike(a["indication"], b["indication"])
        and times_alike(a["date"], b["date"])
    )


def readouts_alike(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if a["compound"].cluster != b["compound"].cluster or not trials_alike(a["trial"], b["trial"]):
        return False
    if not phases_alike(a["phase"], b["phase"]) and not (a["trial"] and b["trial"]):
        return False
    if not (a["trial"] and b["trial"]) and {a["outcome"], b["outcome"]} == {"positive", "negative"}:
        return False
    # The news of one trial is one result, whatever each sentence calls the disease.
    one_trial = bool(a["trial"] and a["trial"] == b["trial"] and (a["date"] or b["date"]))
    return (
        (one_trial or lists_alike(a["indication"], b["indication"]))
        and _venues_alike(a["venue"], b["venue"])
        and (times_alike(a["date"], b["date"]) or _one_occasion(a, b))
    )


def _one_occasion(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether both tell the same venue, and one of them no other day than that of the release."""
    return bool(a["venue"] and b["venue"]) and not (a["date"].text and b["date"].text)


def _regulatory(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if (
        a["compound"].cluster != b["compound"].cluster
        or a["action"] != b["action"]
        or a["designation"] != b["designation"]
    ):
        return False
    if (
        not equal_or_untold(a["application"], b["application"])
        or not equal_or_untold(a["agency"], b["agency"])
        or not times_alike(a["date"], b["date"])
    ):
        return False
    if a["action"] == "approved":
        return True
    return lists_alike(a["indication"], b["indication"])


def _deal(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    one, two = {p.cluster for p in a["parties"]}, {p.cluster for p in b["parties"]}
    if not (one <= two or two <= one) or not _kinds_fit(a, b):
        return False
    if min(len(one), len(two)) == 1 and not names_alike(a["licensor"], b["licensor"]):
        return False  # "sold its voucher" is not the purchase of another company
    states = {a["status"], b["status"]}
    return len(states) == 1 or states <= {"signed", "existing"} or states == {"signed", "expanded"}


def _kinds_fit(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """A licence and a collaboration of the same partners are one deal, but for a licence of a named asset in force
    beside a
    collaboration on something else; a clinical collaboration and supply agreement is one deal when it is signed."""
    if a["kind"] == b["kind"]:
        return True
    kinds = {a["kind"], b["kind"]}
    if kinds == {"license", "collaboration"} and a["status"] == b["status"] == "existing":
        licence, other = (a, b) if a["kind"] == "license" else (b, a)
        if (
            licence["licensor"]
            and licence["asset"]
            and not any(texts_alike(x, y) for x in licence["asset"] for y in other["asset"])
        ):
            return False
    family = {"license", "collaboration", "option"} | ({"supply"} if "signed" in (a["status"], b["status"]) else set())
    return kinds <= family


def _payment(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    if a["kind"] != b["kind"] or a["amount"] != b["amount"] and a["amount"] is not None and b["amount"] is not None:
        return False
    return (
        names_alike(a["payer"], b["payer"])
        and names_alike(a["payee"], b["payee"])
        and names_alike(a["compound"], b["compound"])
    )


def _guidance(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    # "Raises its revenue guidance" in the headline and the range in the text are one fact.
    bare = a["metric"] != "cash_runway" and any(slots["low"] is None and slots["high"] is None for slots in (a, b))
    if a["metric"] != b["metric"] or not bare and not (a["low"] == b["low"] and a["high"] == b["high"]):
        return False
    return times_alike(a["period"], b["period"])


def _result(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(
        a["metric"] == b["metric"]
        and a["unit"] == b["unit"]
        and _rounded(a["value"], b["value"])
        and times_alike(a["period"], b["period"])
    )


def _rounded(one: Any, two: Any) -> bool:
    return bool(one == two or abs(one - two) <= abs(max(one, two)) / 200)


def trials_alike(first: str | None, other: str | None) -> bool:
    """No conflict between two trial names; a registry number and an acronym may be one trial."""
    if first is None or other is None or first.casefold() == other.casefold():
        return True
    number = (first.upper().startswith("NCT"), other.upper().startswith("NCT"))
    return number[0] != number[1] or _has_words(first, other) or _has_words(other, first)


def _has_words(name: str, words: str) -> bool:
    """Whether a name's words hold another name ("SERENITY At-Home" and "SERENITY"; not "sunRIZE" and "RIZE", nor
    "BREEZE II" and "BREEZE I").
    """
    return re.search(rf"(?<!\w){re.escape(words.casefold())}(?!\w)", name.casefold()) is not None


def _venues_alike(first: str | None, other: str | None) -> bool:
    if first is None or other is None or texts_alike(first, other):
        return True
    return _initials(first).startswith(other) or _initials(other).startswith(first)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


SAME: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], bool]] = {
    "trial_status": _trial,
    "readout": readouts_alike,
    "regulatory": _regulatory,
    "deal": _deal,
    "payment": _payment,
    "guidance": _guidance,
    "financial_result": _result,
}
