"""What a draft changes, gathered document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from nlp.lab.bench_answer import Corpus, Shown, Silent
from nlp.lab.cache import Parsed
from nlp.lab.diff import Gold
from nlp.lab.diff_events import Change, compare, counts
from nlp.lab.replay import ToldDocument
from nlp.lab.stats_trace import FATES, Fate, Trace, trace
from nlp.resources import Resources

_MOST = 200  # changes, and matches without an event, that are shown


class Tally:
    """The changes by a rule between two states of the rules."""

    def __init__(self, rule: str, old: Resources, new: Resources) -> None:
        self._rule, self._old, self._new = rule, old, new
        self._known = any(one.id == rule for one in old.patterns.rules)
        self._changes: list[Change] = []
        self._shown: list[Shown] = []
        self._silent: list[Silent] = []
        self._fates: Counter[Fate] = Counter()
        self.failed: list[tuple[str, str]] = []

    def add(self, one: Parsed, before: ToldDocument, after: ToldDocument) -> None:
        """Take in a document that was told again."""
        error = before.error or after.error
        if error is not None:
            self.failed.append((one.doc_id, error))
            return
        changes = compare(one.doc_id, before.events, after.events)
        matches = self._matches(one, after, self._new)
        for match in matches:
            self._fates[match.fate] += 1
        room = _MOST - len(self._silent)
        self._silent += [_silent(one, match) for match in matches if match.fate in ("unfilled", "lost")][:room]
        if changes and self._known:
            matches += self._matches(one, before, self._old)
        room = _MOST - len(self._shown)
        self._shown += [Shown(change, _words(change, matches)) for change in changes[:room]]
        self._changes += changes

    def corpus(self, documents: int, read: int, again: int, gold: Gold | None) -> Corpus:
        """What was gathered."""
        fates = {fate: self._fates[fate] for fate in FATES if self._fates[fate]}
        return Corpus(
            documents,
            read,
            again,
            fates,
            counts(self._changes),
            tuple(self._shown),
            tuple(self._silent),
            tuple(self.failed),
            gold,
        )

    def _matches(self, one: Parsed, told: ToldDocument, resources: Resources) -> list[Trace]:
        return [found for found in trace(one, told, resources) if found.rule == self._rule]


def _silent(one: Parsed, match: Trace) -> Silent:
    start, end = match.sentence
    words = (match.start - start, match.end - start)
    return Silent(one.doc_id, start, one.text[start:end], words, match.fate, match.other)


def _words(change: Change, matches: Sequence[Trace]) -> tuple[int, int] | None:
    return next(_inside(change, matches), None)


def _inside(change: Change, matches: Sequence[Trace]) -> Iterator[tuple[int, int]]:
    """The matches among the words that are shown, counted from their beginning."""
    for match in matches:
        start, end = match.start - change.start, match.end - change.start
        if 0 <= start < end <= len(change.quote):
            yield start, end
