"""Whether two fillers can belong to one fact."""

from __future__ import annotations

import re

from nlp.pipes.told import Named, When

_STOP = frozenset(
    "the a an of in for and or with to on by from patients at its their treatment adult adults rights disease "
    "syndrome disorder".split()
)


def content(text: str) -> frozenset[str]:
    """The words that tell diseases, venues and trials apart."""
    words = re.findall(r"[a-z0-9α-ω]+", text.casefold())
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("s") else w for w in words if w not in _STOP)


def texts_alike(first: str, other: str) -> bool:
    """More than half of the shorter text's words stand in the other one, or one has the initials of the other's words
    ("advanced BCC" beside "basal cell carcinoma").
    """
    one, two = content(first), content(other)
    if first == other or bool(one and two) and len(one & two) / min(len(one), len(two)) > 0.5:
        return True
    return shortens(first, other) or shortens(other, first)


_SHORT_FORM = re.compile(r"(?<![\w-])[A-Z]{3,6}(?![\w-])")


def shortens(text: str, other: str) -> bool:
    """Whether a text has a word in capitals that are the initials of words of the other one."""
    short = _SHORT_FORM.findall(text)
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", other)).upper() if short else ""
    return any(word in initials for word in short)


def phases_alike(first: str | None, other: str | None) -> bool:
    """No conflict between two phases: one is not told, they are equal, or one only says that it is pivotal."""
    if first is None or other is None or first == other:
        return True
    loose = {"pivotal", "registrational"}
    if first in loose or other in loose:
        return {first, other} <= loose | {"3", "2b", "2/3", "2"}
    if ("/" in first) != ("/" in other):
        return bool(set(first.split("/")) & set(other.split("/")))  # "the Phase 1 portion of the Phase 1/2 study"
    return first.rstrip("abc") == other.rstrip("abc") and (first.isdigit() or other.isdigit())


def equal_or_untold(first: object, other: object) -> bool:
    """No conflict between two plain values."""
    return first is None or other is None or str(first).casefold() == str(other).casefold()


def names_alike(first: Named | None, other: Named | None) -> bool:
    """No conflict between two entities."""
    return first is None or other is None or first.cluster == other.cluster


_NEWS_IS_OLD = 60  # days that may lie between a step and the release whose headline tells it


def times_alike(first: When | None, other: When | None) -> bool:
    """No conflict between two times: one is not told, or they share a day, or the one is only the day of the release
    that brings the news and the other a day shortly before it."""
    if first is None or other is None:
        return True
    if bool(first.text) != bool(other.text):
        implied, told = (other, first) if first.text else (first, other)
        lag = (implied.interval.earliest - told.interval.latest).days
        if 0 <= lag <= _NEWS_IS_OLD:
            return True
    return _share_a_day(first, other)


def _share_a_day(first: When, other: When) -> bool:
    return first.interval.earliest <= other.interval.latest and other.interval.earliest <= first.interval.latest


def shorter(first: When | None, other: When | None) -> When | None:
    """The more precise of two times; the first one when they are as long."""
    if first is None or other is None:
        return first or other
    if bool(first.text) != bool(other.text) and not _share_a_day(first, other):
        return first if first.text else other  # told beats the day of the release
    return other if _days(other) < _days(first) and other.text else first


def _days(when: When) -> int:
    return (when.interval.latest - when.interval.earliest).days
