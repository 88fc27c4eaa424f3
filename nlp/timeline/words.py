"""Facts in the few words that fit on a timeline, free of characters that would steer a terminal or a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from nlp.kb.records import Fact
from nlp.kb.words import days, slots_told
from nlp.timeline.model import DatedName, Event, Row, Timeline

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"))
NO_DISEASE = "disease not told"  # what a row without a name is called
_MOST = 60
_TRIGGER = 40


def plain(text: str) -> str:
    """A stranger's text on one line: no control characters, no marks that turn the direction of writing around, no
    half of a surrogate pair; spaces collapsed.
    """
    kept = (char if char.isprintable() else "" if unicodedata.category(char) == "Cf" else " " for char in text)
    return " ".join("".join(kept).split())


def short(text: str, most: int = _MOST) -> str:
    """The text, cut at a word where it is longer than `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > most // 2 else head).rstrip(" ,;:") + "…"


def label(fact: Fact) -> str:
    """The event in a few words, without its time, its compound and its indication."""
    return short(plain(_LABELS.get(fact.type, _other)(fact.slots)))


def about(fact: Fact) -> str:
    """The indications as told, "" without one."""
    return plain(", ".join(fact.slots.get("indication") or ()))


def detail(fact: Fact) -> str:
    """All filled slots but the times."""
    return plain(slots_told(fact.slots))


def trial(slots: Mapping[str, Any]) -> str:
    """`Phase 3 EMILIA`, `Phase 1`, `EMILIA`, or `Trial` when neither phase nor name is told."""
    return " ".join(part for part in (_phase(slots.get("phase")), slots.get("trial")) if part) or "Trial"


def amount(value: float, unit: str | None) -> str:
    """`$3 million`, `CHF 250,000`, `3 fiscal years`."""
    if unit in ("fiscal_years", "years", "months", "quarters"):
        return f"{_number(value)} {unit.replace('_', ' ')}"
    currency, _, share = (unit or "").partition("/")
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{sign}{_scaled(value)}{f' per {share}' if share else ''}"


def when(event: Event) -> str:
    """The window in days, or `undated`."""
    return days(event.window).replace("..", " to ") or "undated"


def called(names: tuple[DatedName, ...]) -> str:
    """`NVX-1 2005, NVX-1a 2009 to 2011`: names with the years of the releases that use them."""
    return ", ".join(
        f"{name.text} {name.first.year}" + (f" to {name.last.year}" if name.last.year != name.first.year else "")
        for name in names
    )


def headline(timeline: Timeline) -> str:
    """How much there is, and as of when."""
    return f"{_count(len(timeline.events), 'event')} in {_count(len(timeline.lanes), 'lane')}, {known(timeline)}"


def known(timeline: Timeline) -> str:
    """As of when."""
    view = f"as known on {timeline.as_of}" if timeline.as_of else "all that is known"
    return view + (f", last release of {timeline.until}" if timeline.until else "")


def told_undated(row: Row) -> str:
    """The undated events of a row on one line, "" without any."""
    parts = (
        event.label + "".join(f" ({word})" for word in (event.realis, event.state) if word not in ("actual", "current"))
        for event in row.undated
    )
    return f"undated: {' · '.join(parts)}" if row.undated else ""


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _phase(phase: str | None) -> str:
    if not phase:
        return ""
    return f"Phase {phase}" if phase[0].isdigit() else phase.capitalize()


def _trial_status(slots: Mapping[str, Any]) -> str:
    return f"{trial(slots)}: {_spaced(slots['status'])}"


def _readout(slots: Mapping[str, Any]) -> str:
    study = trial(slots) if slots.get("phase") or slots.get("trial") else ""
    venue = f"at {slots['venue']}" if slots.get("venue") else ""
    outcome = f": {slots['outcome']}" if slots.get("outcome") else ""
    return " ".join(part for part in (study, "data", venue) if part) + outcome


def _regulatory(slots: Mapping[str, Any]) -> str:
    agency, region, designation = slots.get("agency"), slots.get("region"), slots.get("designation")
    if designation:
        name = designation.upper() if designation in _SHORT else _spaced(designation)
        what = f"{name} designation" + ("" if slots["action"] == "designated" else f" {slots['action']}")
    else:
        what = slots.get("application") or ("application" if slots["action"] in _OF_APPLICATIONS else "")
        what = f"{what} {_spaced(slots['action'])}".strip()
    return what + (f" ({agency or region})" if agency or region else "")


_OF_APPLICATIONS = frozenset({"submitted", "accepted", "rejected", "withdrawn"})
_SHORT = frozenset({"rmat", "prime"})


def _deal(slots: Mapping[str, Any]) -> str:
    names = ", ".join(party["name"] for party in slots.get("parties") or ())
    return f"{slots['kind']} {slots['status']}" + (f": {names}" if names else "")


def _payment(slots: Mapping[str, Any]) -> str:
    money = slots.get("amount")
    sum_told = f"{amount(money['amount'], money['currency'])} " if money else ""
    trigger = f" for {short(plain(slots['trigger']), _TRIGGER)}" if slots.get("trigger") else ""
    return f"{sum_told}{_spaced(slots['kind'])}{trigger}"


def _guidance(slots: Mapping[str, Any]) -> str:
    low, high, unit = slots.get("low"), slots.get("high"), _unit(slots)
    if low is None:
        told = slots.get("action") or "" if high is None else f"up to {amount(high, unit)}"
    elif high is None:
        told = f"at least {amount(low, unit)}"
    else:
        told = amount(low, unit) if low == high else f"{amount(low, unit)} to {amount(high, unit)}"
    return f"guidance: {_metric(slots['metric'])} {told}".strip()


def _result(slots: Mapping[str, Any]) -> str:
    return f"{_metric(slots['metric'])} {amount(slots['value'], _unit(slots))}"


_SPELLED = {"rd": "R&D", "ga": "G&A"}


def _metric(name: str) -> str:
    first, _, rest = name.partition("_")
    return f"{_SPELLED.get(first, first)} {_spaced(rest)}".strip()


def _unit(slots: Mapping[str, Any]) -> str | None:
    """The unit, without the share where the metric's name says it."""
    unit: str | None = slots.get("unit")
    return unit.partition("/")[0] if unit and slots["metric"].endswith("per_share") else unit


def _other(slots: Mapping[str, Any]) -> str:
    return slots_told(slots)


_LABELS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "trial_status": _trial_status,
    "readout": _readout,
    "regulatory": _regulatory,
    "deal": _deal,
    "payment": _payment,
    "guidance": _guidance,
    "financial_result": _result,
}


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _scaled(value: float) -> str:
    for size, name in _SCALES:
        if abs(value) >= size:
            return f"{_number(round(value / size, 3))} {name}"
    return _number(value)


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
