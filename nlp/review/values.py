"""Slot values as people write and read them, and as `events.jsonl` has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from nlp.export.batch import Line
from nlp.export.words import in_words
from nlp.normalize.dates import find_time_phrases, resolve
from nlp.normalize.house_currency import house_dollar
from nlp.normalize.money import find_money
from nlp.normalize.phases import find_phases
from nlp.records import MoneyPhrase, YearEnd
from nlp.review.releases import Release

MANY = frozenset({"texts", "companies"})  # kinds that hold several values
_PHASE = re.compile(r"[1-4][ab]?(?:/[1-4][ab]?)?|pivotal|registrational|preclinical")
_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:to|-|–|\.\.)\s*(\d{4}-\d\d-\d\d))?")
_SUM = re.compile(r"([\d,]+(?:\.\d+)?)\s*([A-Z]{3})")
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
_NAMED: Mapping[str, str] = MappingProxyType(
    {"compound": "compounds", "company": "companies", "companies": "companies"}
)


class Unreadable(ValueError):
    """A value that cannot be read; the text says what was found and what was expected."""


def shown(value: Any, kind: str) -> str:
    """A value as its field shows it: one line, of several values one a line; "" for none."""
    if value in (None, "", []):
        return ""
    if kind in MANY:
        return "\n".join(_one(one) for one in value)
    return _one(value)


def read(text: str, kind: str, spec: Mapping[str, Any], release: Release) -> Any:
    """The value that a text means; None, or [] for kinds of several values, when there is none. Raises Unreadable."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = list(dict.fromkeys(line for line in lines if line))
    if kind in MANY:
        return [_READERS[kind](line, spec, release) for line in lines]
    return _READERS[kind](" ".join(lines), spec, release) if lines else None


def names_of(release: Release, kind: str) -> list[tuple[str, str]]:
    """The names that a document uses for compounds or companies, each with the canonical name; [] for other kinds."""
    clusters = release.line.get(_NAMED.get(kind, ""), ())
    return [(text, str(cluster["name"])) for cluster in clusters for text in cluster["texts"]]


def _one(value: Any) -> str:
    if isinstance(value, dict) and "name" in value:
        return str(value.get("text") or value["name"])
    return in_words(value)


def _entity(text: str, spec: Mapping[str, Any], release: Release) -> Line:
    """The document's name for a compound or company; a name that its lists do not know must stand in the text."""
    label = _NAMED[spec["kind"]]
    wanted = text.casefold()
    for cluster in release.line.get(label, ()):
        texts = [str(one) for one in cluster["texts"]]
        used = next((one for one in texts if one.casefold() == wanted), None)
        if used or str(cluster["name"]).casefold() == wanted:
            used = used or texts[0]
            aliases = [one for one in texts if one != used]
            return {"name": cluster["name"], "id": cluster["id"], "text": used, "aliases": aliases}
    if text not in " ".join(release.text.split()):
        raise Unreadable(f"found {text!r}, expected a name that the document uses")
    return {"name": text, "id": None, "text": text, "aliases": []}


def _choice(text: str, spec: Mapping[str, Any], release: Release) -> str:
    if text not in spec["values"]:
        raise Unreadable(f"found {text!r}, expected one of {', '.join(spec['values'])}")
    return text


def _phase(text: str, spec: Mapping[str, Any], release: Release) -> str:
    if _PHASE.fullmatch(text.lower()):
        return text.lower()
    alone = f"Phase {text}"
    found = find_phases(text) or [one for one in find_phases(alone) if one.end == len(alone)]
    phases = found[0].phases if len(found) == 1 else ()
    if len(phases) != 1:
        raise Unreadable(f"found {text!r}, expected one phase, such as 2, 1b/2a or pivotal")
    return phases[0]


def _money(text: str, spec: Mapping[str, Any], release: Release) -> Line:
    if told := _SUM.fullmatch(text):
        return {"amount": _plain(told[1]), "currency": told[2]}
    phrase = _amount(text, release)
    return {"amount": _plain(str(phrase.low)), "currency": phrase.currency}


def _amount(text: str, release: Release) -> MoneyPhrase:
    found = find_money(text, dollar=house_dollar(release.text))
    if len(found) != 1 or found[0].low != found[0].high:
        raise Unreadable(f"found {text!r}, expected one amount, such as $65 million or 65,000,000 EUR")
    if found[0].warning:
        raise Unreadable(f"found {text!r}, of which the scale is missing; write it out, such as 2,500,000 USD")
    return found[0]


def _number(text: str, spec: Mapping[str, Any], release: Release) -> int | float:
    if _NUMBER.fullmatch(text):
        return _plain(text)
    try:
        return _plain(str(_amount(text, release).low))
    except Unreadable:
        raise Unreadable(f"found {text!r}, expected a number or an amount, such as 2,200,000 or $2.2 million") from None


def _plain(text: str) -> int | float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def _date(text: str, spec: Mapping[str, Any], release: Release) -> Line:
    if told := _DAYS.fullmatch(text):
        first, last = _day(told[1]), _day(told[2] or told[1])
        if first > last:
            raise Unreadable(f"found {text!r}, expected the first day before the last")
        return {"earliest": first.isoformat(), "latest": last.isoformat(), "text": None}
    phrases = find_time_phrases(text)
    days = resolve(phrases[0], reference=_released(release), fiscal_year_end=_year_end(release)) if phrases else None
    if days is None or len(phrases) != 1:
        hint = "" if release.line.get("release_date") else " (the release has no date to count from)"
        raise Unreadable(f"found {text!r}, expected days, such as 2011-10-01 to 2011-12-31 or early 2012{hint}")
    return {"earliest": days.earliest.isoformat(), "latest": days.latest.isoformat(), "text": text}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"found {text!r}, expected a day of the calendar") from None


def _released(release: Release) -> date | None:
    told = release.line.get("release_date")
    return date.fromisoformat(told) if told else None


def _year_end(release: Release) -> YearEnd | None:
    told = release.line.get("fiscal_year_end")
    month, _, day = str(told or "").partition("-")
    return YearEnd(int(month), int(day)) if day else None


def _text(text: str, spec: Mapping[str, Any], release: Release) -> str:
    return text


Reader = Callable[[str, Mapping[str, Any], Release], Any]
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "compound": _entity,
        "company": _entity,
        "companies": _entity,
        "enum": _choice,
        "phase": _phase,
        "money": _money,
        "number": _number,
        "date": _date,
        "text": _text,
        "texts": _text,
    }
)
