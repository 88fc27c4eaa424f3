"""What a draft of a rule would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlp.engine.examples import Check
from nlp.lab.diff import Gold
from nlp.lab.diff_events import Change
from nlp.lab.stats_trace import Fate


@dataclass(frozen=True, slots=True)
class Shown:
    """An event that the draft adds, removes or changes. `words` are characters of the change's quote, [start, end),
    that the rule matches; None where it matches none of them.
    """

    change: Change
    words: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Silent:
    """A match of the draft that stands first in no event: `fate` says why, `other` by which rule. `words` are
    characters of `quote`, its sentence.
    """

    doc_id: str
    start: int
    quote: str
    words: tuple[int, int]
    fate: Fate
    other: str | None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the draft does to the texts. `read` of the `documents` were looked at by now, `again` had to be told again.

    `fates` says what becomes of the draft's matches; `counts` are all changes by type and kind, of which `changes` has
    the first ones; likewise `silent`. `gold` is None without gold, and until all are.
    """

    documents: int
    read: int
    again: int
    fates: Mapping[Fate, int]
    counts: Mapping[str, Mapping[str, int]]
    changes: tuple[Shown, ...]
    silent: tuple[Silent, ...]
    failed: tuple[tuple[str, str], ...]
    gold: Gold | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said of a draft. `problems` keep it from being a rule, `runaway` says why it would not end;
    either way there is nothing else. `remarks` are mistakes that are allowed.

    `checks` are the draft's own examples, `broken` those of other rules that fail with it and pass without it.
    """

    problems: tuple[str, ...] = ()
    runaway: str | None = None
    remarks: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    broken: tuple[Check, ...] = ()
    corpus: Corpus | None = None

    @property
    def obstacles(self) -> tuple[str, ...]:
        """Why it cannot be saved, whatever a person says."""
        return (*self.problems, *([self.runaway] if self.runaway else []))

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it should not be saved, unless a person says so."""
        return () if self.obstacles else tuple(self._faults())

    @property
    def whole(self) -> bool:
        """Whether there is nothing left to look at."""
        return self.corpus is None or self.corpus.read == self.corpus.documents

    def _faults(self) -> Iterator[str]:
        for counter, name in ((False, "example"), (True, "counter-example")):
            some = [check for check in self.checks if check.counter == counter]
            if not some:
                yield f"there is no {name}, expected at least one"
            failing = sum(not check.passed for check in some)
            if failing:
                yield f"{failing} of {len(some)} {name}s fail" if len(some) > 1 else f"its {name} fails"
        if self.broken:
            count = len(self.broken)
            yield f"{count} example{'s' if count > 1 else ''} of other rules would fail"
