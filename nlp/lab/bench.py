"""The pattern bench: a rule is changed, what that would do is shown before it is saved, and a save can be taken back.

Nothing is written but by `save` and `undo`; drafts are tried on a copy of the pattern folder, in a process of their
own (`nlp.lab.bench_process`).
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp import resources
from nlp.errors import PatternError, UsageError
from nlp.lab.bench_answer import Answer
from nlp.lab.bench_draft import Draft
from nlp.lab.bench_process import Trier
from nlp.lab.bench_state import Opened, State, file_in, one_line, searched
from nlp.lab.bench_trial import Line
from nlp.lab.cache import usable
from nlp.lab.saved import Saved, put_back, save_rule, version, version_of, why_read_only
from nlp.records import Document
from nlp.resources import Resources
from nlp.rules.edit import read_rule
from nlp.rules.store import Rule

_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_MOST = 16  # answers kept
_PATIENCE, _PAUSE = 15.0, 0.2  # seconds that a save waits for all texts, and between two looks
_TABS = 64  # windows of which the newest draft is remembered


class Refused(UsageError):
    """A draft cannot be saved; `faults` says that a person may insist on it."""

    def __init__(self, reason: str, *, faults: bool = False) -> None:
        super().__init__(reason)
        self.faults = faults


class Bench:
    """The rules of a pattern folder (None: the package's own) and the texts to try changes on; may be asked by several
    threads. `golds` are documents of `nlp.score.read_gold`, `cache` the folder of the readings.
    """

    def __init__(
        self,
        patterns: Path | None,
        documents: Sequence[Document],
        golds: Sequence[Line] = (),
        cache: Path | None = None,
    ) -> None:
        self.folder = patterns or resources.default_folder()
        self._last = usable(self.folder)
        self._trier = Trier(documents, golds, cache)
        self._answers: dict[tuple[str, str], Answer] = {}
        self._newest: dict[str, int] = {}
        self._saves: list[Saved] = []
        self._lock = threading.RLock()

    def state(self) -> State:
        """The rules now. Files that cannot be read are said and change nothing."""
        with self._lock:
            try:
                self._last = usable(self.folder)
            except (PatternError, OSError) as error:
                return State(self._last, one_line(str(error)))
            return State(self._last, None)

    def types(self) -> list[str]:
        """The event types that have rules, in the order of the taxonomy."""
        loaded = self.state().resources
        return [name for name in loaded.patterns.taxonomy["events"] if file_in(loaded, f"{name}.new") is not None]

    def rules(self, words: str = "", event_type: str = "") -> list[Rule]:
        """The rules of a type ("" is any) that hold all these words in their id, pattern, values or examples."""
        loaded = self.state().resources
        wanted = words.casefold().split()
        return [
            rule
            for rule in loaded.patterns.rules
            if event_type in ("", rule.type) and all(word in searched(rule) for word in wanted)
        ]

    def open(self, rule_id: str) -> Opened:
        """A rule to be changed; UsageError for one that there is not."""
        loaded = self.state().resources
        file = file_in(loaded, rule_id) if rule_id in {rule.id for rule in loaded.patterns.rules} else None
        if file is None:
            raise UsageError(f"found no rule {rule_id!r} in {self.folder}")
        fields = read_rule(loaded.files[file].replace("\r\n", "\n"), rule_id.partition(".")[2], file)
        return self._opened(rule_id, {name: value for name, value in fields.items() if name != "id"}, file, new=False)

    def begin(self, event_type: str) -> Opened:
        """A rule to be written, as yet without a name; UsageError for a type that has no file."""
        if event_type not in self.types():
            raise UsageError(f"found {event_type!r}, expected an event type that has rules: {', '.join(self.types())}")
        file = file_in(self.state().resources, f"{event_type}.new")
        assert file is not None
        return self._opened(f"{event_type}.", {}, file, new=True)

    def version(self, file: str) -> str | None:
        """What a file holds now, to be compared with an opened rule's `version`; None for one that is gone."""
        if file not in self.state().resources.files:
            return None
        try:
            return version_of((self.folder / file).read_bytes())
        except OSError:
            return None

    def evaluate(self, draft: Draft, tab: str = "") -> Answer | None:
        """What the draft would do; None when a newer draft of the same window (`tab`) has come in meanwhile."""
        loaded = self.state().resources
        if problem := self._misnamed(draft, loaded):
            return Answer(problems=(problem,))
        key = (loaded.hash, repr(draft))
        with self._lock:
            number = self._newest.pop(tab, 0) + 1
            self._newest[tab] = number
            while len(self._newest) > _TABS:
                self._newest.pop(next(iter(self._newest)))
            if key in self._answers:
                return self._answers[key]
            base = self._copy(loaded)
        answer = self._trier.ask(base, draft, lambda: not tab or self._newest.get(tab, number) == number)
        if answer is not None and answer.whole:
            with self._lock:
                self._answers[key] = answer
                while len(self._answers) > _MOST:
                    self._answers.pop(next(iter(self._answers)))
        return answer

    def save(self, draft: Draft, expected: str, *, new: bool = False, insist: bool = False) -> Saved:
        """Write the draft into its file. `expected` is the file's version on which it was made; `insist` saves it
        although examples fail. Raises Refused with the reason, UsageError when the file has changed or cannot be
        written, PatternError when the change makes no rule.
        """
        with self._lock:
            if broken := self.state().broken:
                raise Refused(f"nothing can be saved while the rules cannot be read: {broken}")
        answer = self._whole(draft)
        if answer.obstacles:
            raise Refused(answer.obstacles[0])
        if answer.faults and not insist:
            raise Refused("; ".join(answer.faults), faults=True)
        with self._lock:
            known = {rule.id for rule in self.state().resources.patterns.rules}
            if new and draft.rule in known:
                raise Refused(f"there is a rule {draft.rule} already: give the new one a name of its own")
            saved = save_rule(self.folder, draft.rule, draft.fields, expected, new=new)
            if broken := self.state().broken:
                put_back(saved)
                raise Refused(f"the change was taken back, the rules could not be read with it: {broken}")
            self._saves.append(saved)
            return saved

    def _whole(self, draft: Draft) -> Answer:
        """The answer on all texts, or on those that could be looked at in the time that a person waits."""
        end = time.monotonic() + _PATIENCE
        while True:
            answer = self.evaluate(draft)
            assert answer is not None  # without a window nothing takes its place
            if answer.whole or time.monotonic() > end:
                return answer
            time.sleep(_PAUSE)

    def undoable(self) -> Saved | None:
        """What an undo would take back; None also where somebody else has changed the file since."""
        with self._lock:
            last = self._saves[-1] if self._saves else None
        return last if last is not None and _stands(last) else None

    def undo(self) -> Saved:
        """Put the text back that was there before the last save; UsageError when somebody else has changed it since."""
        with self._lock:
            if not self._saves:
                raise UsageError("nothing was saved that could be taken back")
            put_back(self._saves[-1])
            return self._saves.pop()

    def close(self) -> None:
        """End what runs for it."""
        self._trier.close()

    def _opened(self, rule: str, fields: Mapping[str, Any], file: str, *, new: bool) -> Opened:
        text = self.state().resources.files[file]
        found = self.version(file) or version_of(text.encode())
        return Opened(rule, fields, file, found, new, why_read_only(self.folder / file))

    def _misnamed(self, draft: Draft, loaded: Resources) -> str | None:
        """What is wrong with the draft's id: nothing else of it may come near a file."""
        if draft.type not in loaded.patterns.taxonomy["events"] or file_in(loaded, f"{draft.type}.new") is None:
            return f"found the event type {draft.type!r}, expected one that has rules: {', '.join(self.types())}"
        if not _NAME.fullmatch(draft.name):
            return f"found {draft.name!r} as the rule’s name, expected small letters, digits and underscores"
        return None

    def _copy(self, loaded: Resources) -> Path:
        """The rules as files for the process that tries drafts; of older states the last one stays."""
        folder = self._trier.folder()
        place = folder / loaded.hash
        if not place.is_dir():
            older = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in older[:-1]:
                shutil.rmtree(path, ignore_errors=True)
            loaded.to_folder(place)
        return place


def _stands(saved: Saved) -> bool:
    """Whether a file is still what was saved."""
    try:
        return version(saved.path) == saved.version
    except UsageError:
        return False
