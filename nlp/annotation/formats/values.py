"""Words that a reader has marked, as the value that the slot holds in events.jsonl."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.errors import ExtractEventsError
from nlp.normalize.dates import find_time_phrases, resolve
from nlp.normalize.money import find_money
from nlp.normalize.phases import find_phases
from nlp.records import TimePhrase, YearEnd

LISTS = frozenset({"texts", "companies"})
_NAMES = frozenset({"compound", "company", "companies"})
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_AROUND = 60  # characters around a date in which its preposition stands


class Unreadable(ExtractEventsError):
    """The words do not say what the slot wants; the text says what they are and what was expected."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document in which words are read. `known` are the fillers that its events have already, by words and kind;
    `reference` is the release date.
    """

    text: str
    known: Mapping[tuple[str, str], Any]
    reference: date | None = None
    fiscal_year_end: YearEnd | None = None

    def __call__(self, start: int, end: int, kind: str) -> Any:
        """One filler of a slot of that kind; Unreadable for words that give none."""
        words = spelled(self.text[start:end])
        if (words, kind) in self.known:
            return self.known[words, kind]
        if kind in _NAMES:
            return {"name": words, "id": None, "text": words, "aliases": []}
        if kind == "phase":
            return self._phase(words)
        if kind in ("money", "number"):
            return self._amount(words, kind)
        if kind == "date":
            return self._date(start, end, words)
        if kind == "enum":
            raise Unreadable(f"found the words {words!r}, expected a choice from the slot's list")
        return words

    def _phase(self, words: str) -> str:
        found = find_phases(words) or find_phases(f"Phase {words}") or find_phases(f"{words} trial")
        if not found:
            raise Unreadable(f"found {words!r}, expected a phase")
        return found[0].phases[0]

    def _amount(self, words: str, kind: str) -> Any:
        money = find_money(words)
        if money:
            amount = money[0].low
            plain = int(amount) if amount == amount.to_integral_value() else float(amount)
            return {"amount": plain, "currency": money[0].currency} if kind == "money" else plain
        number = _NUMBER.search(words)
        if kind == "money" or number is None:
            raise Unreadable(
                f"found {words!r}, expected {'an amount with its currency' if kind == 'money' else 'a number'}"
            )
        value = float(number[0].replace(",", ""))
        return int(value) if value.is_integer() else value

    def _date(self, start: int, end: int, words: str) -> dict[str, Any]:
        first = max(0, start - _AROUND)
        around = self.text[first : end + _AROUND]
        shared = [(min(p.end + first, end) - max(p.start + first, start), p) for p in find_time_phrases(around)]
        phrase: TimePhrase | None = max(shared, key=lambda pair: pair[0], default=(0, None))[1]
        if not shared or max(pair[0] for pair in shared) <= 0:
            phrase = next(iter(find_time_phrases(words)), None)
        days = resolve(phrase, reference=self.reference, fiscal_year_end=self.fiscal_year_end) if phrase else None
        if days is None:
            raise Unreadable(f"found {words!r}, expected a date")
        return {"earliest": days.earliest.isoformat(), "latest": days.latest.isoformat(), "text": words}


def spelled(words: str) -> str:
    """Words on one line, without markdown's backslashes."""
    return " ".join(words.replace("\\", "").split())
