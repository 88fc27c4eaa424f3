"""The annotator's desk: what lies on it, and what was decided."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.annotation.log import append
from nlp.annotation.records import WHOLE, Decision
from nlp.annotation.standing import last
from nlp.errors import UsageError
from nlp.review import queue
from nlp.review.findings import Finder
from nlp.review.items import Item, items_of
from nlp.review.ledger import Ledger, why_read_only
from nlp.review.queue import Entry
from nlp.review.reasons import mistakes, reasons
from nlp.review.releases import Release
from nlp.score import Mistake


@dataclass(frozen=True, slots=True)
class Review:
    """A document with everything that is known of it now. `whole` is the decision on the document that stands."""

    release: Release
    items: tuple[Item, ...]
    against: tuple[Mistake, ...]
    entries: tuple[Entry, ...]
    whole: Decision | None
    done: bool

    @property
    def undecided(self) -> tuple[Item, ...]:
        """The events that are left to decide on."""
        return tuple(item for item in self.items if item.state == "undecided")

    def item(self, key: str) -> Item | None:
        """The event with a key."""
        return next((item for item in self.items if item.key == key), None)

    def entry(self, key: str) -> Entry | None:
        """The entry with a key."""
        return next((entry for entry in self.entries if entry.key == key), None)


class Desk:
    """All documents of a run and one annotator's decisions on them; may be asked by several threads."""

    def __init__(
        self,
        releases: Sequence[Release],
        gold: Path,
        annotator: str,
        patterns: Path | None,
        model: Path | None = None,
    ) -> None:
        self.releases = tuple(releases)
        self.annotator = annotator
        self.patterns, self.model = patterns, model
        self.folder = gold
        self.finder = Finder(patterns, model)
        self.ledger = Ledger(gold, annotator)
        self.read_only = why_read_only(gold, annotator)
        self.taxonomy: Mapping[str, Any] = self.finder.resources.patterns.taxonomy
        self.rules = {rule.id: rule for rule in self.finder.resources.patterns.rules}
        self._reviews: dict[int, tuple[object, Review]] = {}
        self._deciding = threading.Lock()
        self.ledger.own()  # a broken file of one's own is found before anything is decided

    def review(self, release: Release) -> Review:
        """A document as it stands now."""
        standing = self.ledger.standing(release.doc_id)
        whole = standing.get(WHOLE)
        own = {key: decision for key, decision in standing.items() if key != WHOLE}
        others = self.ledger.others(release.doc_id)
        found = self.finder.known(release)
        counted = self.finder.count() if found else 0
        stamp = (own, others, whole, counted)
        if release.number not in self._reviews or self._reviews[release.number][0] != stamp:
            done = whole is not None and whole.action == "done"
            items = items_of(release, own, others)
            against = mistakes(release, items)
            entries = self._entries(release, items, against, own, done=done)
            self._reviews[release.number] = stamp, Review(release, items, against, entries, whole, done)
        return self._reviews[release.number][1]

    def entries(self) -> list[Entry]:
        """All there is to look at."""
        return [entry for release in self.releases for entry in self.review(release).entries]

    def decide(self, decision: Decision) -> Decision:
        """Write a decision down; it is on disk when this returns. Raises StaleDecision, and UsageError where nothing
        can be written.
        """
        if self.read_only:
            raise UsageError(self.read_only)
        with self._deciding:
            return append(self.folder, decision)

    def undoable(self) -> Decision | None:
        """What an undo would take back."""
        return last(self.ledger.own())

    def release_of(self, doc_id: str) -> Release | None:
        """The document of an id."""
        return next((release for release in self.releases if release.doc_id == doc_id), None)

    def seen_values(self, slot: str) -> list[str]:
        """What the run says in a slot of free text, most frequent first."""
        values = (event.get(slot) for release in self.releases for event in release.events)
        often = Counter(value for value in values if isinstance(value, str))
        return [value for value, _ in sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))[:40]]

    def renew(self) -> None:
        """Use the rules as the pattern folder has them now; the texts have to be looked at anew."""
        self.finder = Finder(self.patterns, self.model)
        patterns = self.finder.resources.patterns
        self.taxonomy, self.rules = patterns.taxonomy, {rule.id: rule for rule in patterns.rules}
        self._reviews.clear()

    def _entries(
        self,
        release: Release,
        items: Sequence[Item],
        against: Sequence[Mistake],
        own: Mapping[str, Decision],
        *,
        done: bool,
    ) -> tuple[Entry, ...]:
        found = self.finder.known(release)
        often = self.finder.often
        entries = [queue.of_event(release, item, reasons(item, against, found, often)) for item in items]
        if found is not None:
            entries += queue.of_triggers(release, found, items, own, done=done)
        return (*entries, *queue.of_gold(release, against, done=done))
