"""The texts of a corpus, read once, and what a draft of a rule would do to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nlp.lab.bench_answer import Answer, Corpus
from nlp.lab.bench_draft import Draft, beside, compiled, remarks
from nlp.lab.bench_examples import Examples
from nlp.lab.bench_tally import Tally
from nlp.lab.cache import Parsed, read_through, usable
from nlp.lab.cache_version import reading_version
from nlp.lab.diff import Gold
from nlp.lab.diff_rules import Edit, edit
from nlp.lab.replay import ToldDocument, tell
from nlp.lab.runaway import LIMIT, runaways
from nlp.records import Document, FailedDocument
from nlp.resources import Resources
from nlp.rules.store import Rule
from nlp.score import score

Line = Mapping[str, Any]
Step = Callable[[int | None], None]  # told before every step; the number of a document, None for the pattern itself
_AT_ONCE = 32  # documents read before anybody is listened to again
_BUDGET = 2.0  # seconds for the corpus until there is an answer; the next one goes on from there


@dataclass(slots=True)
class _Attempt:
    """A draft that is being tried: what is known of it by now. `looked` texts were looked at, `after` are those that
    had to be told again, by place.
    """

    draft: Draft
    new: Resources
    what: Edit
    tally: Tally
    answer: Answer
    after: dict[int, ToldDocument] = field(default_factory=dict)
    looked: int = 0


class Trial:
    """Tries drafts on documents. `golds` are documents of `nlp.score.read_gold`; `cache` None is no cache."""

    def __init__(self, documents: Sequence[Document], golds: Sequence[Line], cache: Path | None) -> None:
        self._documents, self._cache = documents, cache
        known = {document.doc_id for document in documents}
        self._golds = [gold for gold in golds if gold["doc_id"] in known]
        self._read: list[Parsed | FailedDocument] = []
        self._told: dict[int, ToldDocument] = {}  # by the base, as far as it was asked for
        self._figures: Mapping[str, Any] | None = None  # of the gold, by the base
        self._tame: set[str] = set()  # expressions that were tried on hostile texts
        self._folder: Path | None = None
        self._base: Resources | None = None
        self._attempt: _Attempt | None = None

    def take(self, folder: Path) -> None:
        """Try drafts against this pattern folder from now on. What is known of the texts is kept where the change of
        the rules does not touch it.
        """
        if folder == self._folder:
            return
        base = usable(folder)
        examples = Examples(folder, base, self._cache)
        if self._base is None or reading_version(self._base) != reading_version(base):
            self._read, self._told = [], {}
        else:
            what = edit(self._base, base)
            self._told = {place: told for place, told in self._told.items() if not self._touched(place, what)}
        self._folder, self._base, self._examples, self._figures = folder, base, examples, None
        self._attempt = None

    def read_more(self) -> bool:
        """Read some more of the texts; whether there are more."""
        start = len(self._read)
        if self._folder is None or start >= len(self._documents):
            return False
        some = self._documents[start : start + _AT_ONCE]
        self._read += read_through(some, self._folder, self._cache, jobs=1)
        return True

    def __call__(self, draft: Draft, step: Step) -> Answer:
        """What the draft would do to the folder taken last, as far as it is known after some seconds: asked again for
        the same draft, it goes on. `step` may raise to stop it, and whoever asks must be able to kill it.
        """
        step(None)
        if self._attempt is None or self._attempt.draft != draft:
            self._attempt = None
            begun = self._begun(draft, step)
            if isinstance(begun, Answer):
                return begun
            self._attempt = begun
        return replace(self._attempt.answer, corpus=self._corpus(self._attempt, step))

    def _begun(self, draft: Draft, step: Step) -> _Attempt | Answer:
        """All but the corpus; the answer for what cannot be a rule."""
        base = self._base
        assert base is not None
        rule, problems = compiled(draft, base)
        if rule is None:
            return Answer(problems=problems)
        hurt = self._runaway(rule)
        if hurt is not None:
            return Answer(runaway=f"the pattern can run away: more than {LIMIT:g} s on a sentence like {hurt!r}")
        step(None)
        new = beside(base, rule)
        what = edit(base, new)
        checks = tuple(self._examples.of(rule, new))
        step(None)
        broken = tuple(self._examples.broken(rule, new, what))
        answer = Answer((), None, tuple(remarks(rule, base)), checks, broken)
        return _Attempt(draft, new, what, Tally(rule.id, base, new), answer)

    def _runaway(self, rule: Rule) -> str | None:
        """The beginning of a text on which the pattern runs away, None when none of those tried."""
        expression = rule.pattern.regex.pattern
        if expression in self._tame:
            return None
        hurt = runaways([expression])
        if not hurt:
            self._tame.add(expression)
        return hurt.get(0)

    def _corpus(self, attempt: _Attempt, step: Step) -> Corpus:
        """Look at further texts, for a while."""
        end = time.monotonic() + _BUDGET
        for place in range(attempt.looked, len(self._read)):
            one = self._read[place]
            step(place)
            if isinstance(one, FailedDocument):
                attempt.tally.failed.append((one.doc_id, one.error))
            elif attempt.what.touches(one.views):
                after = tell(one, attempt.new)
                attempt.tally.add(one, self._before(place), after)
                attempt.after[place] = after
            attempt.looked = place + 1
            if time.monotonic() > end:
                break
        whole = attempt.looked == len(self._documents)
        gold = self._gold(attempt.after, step) if whole and self._golds else None
        return attempt.tally.corpus(len(self._documents), attempt.looked, len(attempt.after), gold)

    def _before(self, place: int) -> ToldDocument:
        one = self._read[place]
        assert isinstance(one, Parsed)
        assert self._base is not None
        if place not in self._told:
            self._told[place] = tell(one, self._base)
        return self._told[place]

    def _touched(self, place: int, what: Edit) -> bool:
        one = self._read[place]
        return isinstance(one, Parsed) and what.touches(one.views)

    def _gold(self, after: Mapping[int, ToldDocument], step: Step) -> Gold:
        """The gold's figures without the draft and with it."""
        wanted = {gold["doc_id"] for gold in self._golds}
        places = [n for n, one in enumerate(self._read) if isinstance(one, Parsed) and one.doc_id in wanted]
        for place in places:
            step(place)
            self._before(place)
        if self._figures is None:
            self._figures = self._scored([self._told[place] for place in places])
        if not any(place in after for place in places):
            return Gold(self._figures, self._figures)
        return Gold(self._figures, self._scored([after.get(place) or self._told[place] for place in places]))

    def _scored(self, told: Sequence[ToldDocument]) -> Mapping[str, Any]:
        events = {one.doc_id: one.events for one in told}
        return score(self._golds, events, {one.doc_id: one.line for one in told})[0]
