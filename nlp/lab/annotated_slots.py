"""The words that fill a slot: a slot of an event holds a value, a mark needs its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from nlp.annotation.marks import TEXT, Vocabulary
from nlp.pipes.found import Found
from nlp.pipes.other_names import spelled
from nlp.records import MoneyPhrase, PhasePhrase, TimePhrase

_NAMES = {"compound": "COMPOUND", "company": "COMPANY", "companies": "COMPANY"}
_LABELS = {"phase": "PHASE", "money": "MONEY", "number": "MONEY", "date": "DATE"}
_OTHER_LABELS = {"territory": "REGION", "asset": "COMPOUND"}

Span = tuple[int, int]


class Fillers:
    """The marks of a document, and which of them fill a slot; words of a slot that nobody has marked become a mark."""

    def __init__(
        self,
        text: str,
        found: Sequence[Found],
        values: Sequence[MoneyPhrase | PhasePhrase | TimePhrase],
        vocabulary: Vocabulary,
    ) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.values = {(value.start, value.end): value for value in values}
        self.marks: list[tuple[int, int, str]] = [(one.start, one.end, one.label) for one in found]
        self.keys = {(one.start, one.end): one.key for one in found}

    def __call__(
        self, value: Any, slot: str, event_type: str, mentions: Sequence[Mapping[str, Any]], trigger: Span
    ) -> Iterator[int]:
        """The marks (places in `marks`) that fill the slot with its value, one for each filler: in the event's
        mentions, else for names anywhere in the document, the nearest to the trigger. Nothing for a filler that stands
        nowhere in the text.
        """
        kind = self.vocabulary.types[event_type][slot]["kind"]
        if kind == "enum" or value in (None, "", []):
            return
        inside = [(mention["start"], mention["end"]) for mention in mentions]
        for filler in value if isinstance(value, list) else [value]:
            fitting = [n for n in range(len(self.marks)) if self._fits(n, filler, kind)]
            near = [n for n in fitting if any(a <= self.marks[n][0] and self.marks[n][1] <= b for a, b in inside)]
            chosen = near or (fitting if kind in _NAMES else [])
            if chosen:
                yield min(chosen, key=lambda n: (abs(self.marks[n][0] - trigger[0]), n))
            elif (place := self._words(filler, inside)) is not None:
                self.marks.append((*place, self._label(slot, kind)))
                yield len(self.marks) - 1

    def numbers(self) -> list[int]:
        """For every mark its number: they are counted from 1 in the order of the text."""
        order = sorted(range(len(self.marks)), key=lambda n: (self.marks[n], n))
        return [place + 1 for _, place in sorted((n, place) for place, n in enumerate(order))]

    def name_in(self, name: str, start: int, end: int) -> int | None:
        """The first mark within the bounds that has this name."""
        inside = (n for n, (first, last, _) in enumerate(self.marks) if start <= first and last <= end)
        return next((n for n in inside if self._spelled(n) == name), None)

    def _fits(self, number: int, filler: Any, kind: str) -> bool:
        start, end, label = self.marks[number]
        value = self.values.get((start, end))
        if kind in _NAMES:
            names = (filler["text"], *filler.get("aliases", ()), filler["name"])
            return label == _NAMES[kind] and self._spelled(number) in names
        if kind == "phase":
            return isinstance(value, PhasePhrase) and filler in value.phases
        if kind in ("money", "number"):
            amount = filler["amount"] if isinstance(filler, dict) else filler
            return isinstance(value, MoneyPhrase) and Decimal(str(amount)) in (value.low, value.high)
        if kind == "date":
            return label == "DATE" and bool(filler["text"]) and self._spelled(number) == spelled(filler["text"])
        return filler in (self._spelled(number), self.keys.get((start, end)))

    def _spelled(self, number: int) -> str:
        start, end, _ = self.marks[number]
        return spelled(self.text[start:end])

    def _words(self, filler: Any, inside: Sequence[Span]) -> Span | None:
        """Where the filler's own words stand in a mention, whatever the white space."""
        words = filler.get("text") if isinstance(filler, dict) else filler
        if not isinstance(words, str) or not words.strip():
            return None
        pattern = re.compile(r"(?<!\w)" + r"[\s*_]+".join(map(re.escape, words.split())) + r"(?!\w)", re.IGNORECASE)
        for start, end in inside:
            if match := pattern.search(self.text, start, end):
                return match.span()
        return None

    def _label(self, slot: str, kind: str) -> str:
        label = _NAMES.get(kind) or _LABELS.get(kind) or _OTHER_LABELS.get(slot, slot.upper())
        return label if label in self.vocabulary.labels else TEXT
