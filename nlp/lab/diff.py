"""What a change of the patterns does to the events of a corpus."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from nlp import ingest
from nlp.errors import UsageError
from nlp.lab.cache import Item, Parsed, read_through, usable
from nlp.lab.cache_store import Store
from nlp.lab.cache_version import reading_version, told_version
from nlp.lab.diff_events import Change, compare
from nlp.lab.diff_rules import Edit, edit
from nlp.lab.processes import Crew
from nlp.lab.replay import ToldDocument, tell, unread
from nlp.records import FailedDocument
from nlp.score import score

Line = Mapping[str, Any]
_AT_ONCE = 512  # documents held in memory at a time
_WORTH_PROCESSES = 200  # documents to tell; fewer are told before other processes have started


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one document: `changes` of its events, its lines before and after. `again` says that it had to
    be told again, `error` why it could not be read or told, None when it could.
    """

    doc_id: str
    changes: tuple[Change, ...]
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    lines: tuple[Line, Line]
    again: bool
    error: str | None


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold figures of `nlp.score`, on the documents that the gold has."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """`again` of the `documents` had to be told again. `totals` are the events of each type before and after, `failed`
    the documents that could not be read or told, with the reason; `gold` is None where none was asked for.
    """

    edit: Edit
    documents: int
    again: int
    failed: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    totals: Mapping[str, tuple[int, int]]
    gold: Gold | None


def difference(
    old: Path | None,
    new: Path | None,
    paths: Sequence[Path | str],
    *,
    golds: Sequence[Line] | None = None,
    cache: Path | None = None,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Callable[[Answer], None] | None = None,
) -> Difference:
    """What the pattern folder `new` tells otherwise than `old` (None: the package's own) of the documents of `paths`.

    `golds` are documents of `nlp.score.read_gold`; `watch` is called with every document's answer in the order of
    reading. Raises PatternError for a folder that cannot be used, UsageError where the gold has none of the documents.
    """
    what = edit(usable(old), usable(new))
    wanted = {gold["doc_id"] for gold in golds or ()}
    answers: list[Answer] = []
    scored: list[Answer] = []
    totals: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for answer in answers_of(old, new, ingest.read(paths, stdin=stdin), what, cache=cache, jobs=jobs):
        if watch is not None:
            watch(answer)
        for counter, events in zip(totals, (answer.before, answer.after), strict=True):
            counter.update(event["type"] for event in events)
        if answer.doc_id in wanted:
            scored.append(answer)
        answers.append(answer)
    return Difference(
        what,
        len(answers),
        sum(answer.again for answer in answers),
        tuple((answer.doc_id, answer.error) for answer in answers if answer.error is not None),
        tuple(change for answer in answers for change in answer.changes),
        {name: (totals[0][name], totals[1][name]) for name in sorted(totals[0] | totals[1])},
        _figures(golds, scored) if golds is not None else None,
    )


def answers_of(
    old: Path | None,
    new: Path | None,
    items: Iterable[Item],
    what: Edit,
    *,
    cache: Path | None = None,
    jobs: int | None = None,
) -> Iterator[Answer]:
    """The answer for every document, in their order. `what` is the `edit` between the two folders."""
    before, after = usable(old), usable(new)
    version = told_version(before)
    with Store(cache) as store, Crew(_teller, (old, new), jobs, _WORTH_PROCESSES) as crew:
        pairs = iter(_readings(old, new, items, cache, jobs, same=reading_version(before) == reading_version(after)))
        while some := list(itertools.islice(pairs, _AT_ONCE)):
            yield from _some(some, version, what, store, crew)


Reading = Parsed | FailedDocument
Task = tuple[Parsed | None, Parsed | None]  # to tell by the old rules, by the new ones
Sides = tuple[ToldDocument | None, ToldDocument | None]


def _readings(
    old: Path | None, new: Path | None, items: Iterable[Item], cache: Path | None, jobs: int | None, *, same: bool
) -> Iterator[tuple[Reading, Reading]]:
    """Every document as the old folder reads it and as the new one does."""
    if same:
        for one in read_through(items, old, cache, jobs):
            yield one, one
        return
    first, second = itertools.tee(items)
    yield from zip(read_through(first, old, cache, jobs), read_through(second, new, cache, jobs), strict=True)


def _some(
    pairs: Sequence[tuple[Reading, Reading]], version: str, what: Edit, store: Store, crew: Crew[Task, Sides]
) -> Iterator[Answer]:
    keys = [f"told:{version}:{one.key}" if isinstance(one, Parsed) else "" for one, _ in pairs]
    known = _known(store, [key for key in keys if key])
    again = [_again(one, other, what) for one, other in pairs]
    tasks: list[Task] = [
        (
            one if isinstance(one, Parsed) and key not in known else None,
            other if isinstance(other, Parsed) and touched else None,
        )
        for (one, other), key, touched in zip(pairs, keys, again, strict=True)
    ]
    waiting = [place for place, task in enumerate(tasks) if task != (None, None)]
    done = dict(zip(waiting, crew([tasks[place] for place in waiting]), strict=True)) if waiting else {}
    fresh = {keys[place]: told for place, (told, _) in done.items() if told is not None}
    store.put({key: _packed(told) for key, told in fresh.items() if told.error is None})
    for place, (one, other) in enumerate(pairs):
        told = unread(one) if isinstance(one, FailedDocument) else known.get(keys[place]) or fresh[keys[place]]
        if not again[place]:
            yield _answer(told, told, again=False)
        elif isinstance(other, FailedDocument):
            yield _answer(told, unread(other), again=True)
        else:
            yield _answer(told, done[place][1] or told, again=True)


def _again(one: Reading, other: Reading, what: Edit) -> bool:
    """Whether the new folder may tell the document otherwise."""
    if isinstance(one, FailedDocument) or isinstance(other, FailedDocument):
        return one != other
    return (one.body, one.views) != (other.body, other.views) or what.touches(one.views)


def _answer(before: ToldDocument, after: ToldDocument, *, again: bool) -> Answer:
    changes = compare(before.doc_id, before.events, after.events) if again else []
    error = before.error or after.error
    return Answer(before.doc_id, tuple(changes), before.events, after.events, (before.line, after.line), again, error)


def _teller(old: Path | None, new: Path | None) -> Callable[[Task], Sides]:
    before, after = usable(old), usable(new)

    def work(task: Task) -> Sides:
        one, other = task
        return (_bare(tell(one, before)) if one else None, _bare(tell(other, after)) if other else None)

    return work


def _bare(told: ToldDocument) -> ToldDocument:
    """Without what no difference shows; it would have to travel between processes."""
    return ToldDocument(told.doc_id, told.events, told.line)


def _packed(told: ToldDocument) -> bytes:
    return orjson.dumps({"events": told.events, "line": told.line})


def _known(store: Store, keys: Sequence[str]) -> dict[str, ToldDocument]:
    """What was told before by the same rules of the same reading."""
    found = {}
    for key, data in store.get(keys).items():
        try:
            entry = orjson.loads(data)
            found[key] = ToldDocument(entry["line"]["doc_id"], tuple(entry["events"]), entry["line"])
        except (ValueError, LookupError, TypeError):
            continue  # not as we write them: told anew
    return found


def _figures(golds: Sequence[Line], scored: Sequence[Answer]) -> Gold:
    read = {answer.doc_id for answer in scored}
    some = [gold for gold in golds if gold["doc_id"] in read]
    if not some:
        raise UsageError(f"found none of the gold's {len(golds)} documents among those read, expected some")
    before, _ = score(some, {a.doc_id: a.before for a in scored}, {a.doc_id: a.lines[0] for a in scored})
    after, _ = score(some, {a.doc_id: a.after for a in scored}, {a.doc_id: a.lines[1] for a in scored})
    return Gold(before, after)
