"""What each rule does on a corpus, and how often each slot is filled."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from nlp.lab.cache import Parsed, parsed, usable
from nlp.lab.processes import Crew
from nlp.lab.replay import ToldDocument, tell, unread
from nlp.lab.stats_review import Review, Verdicts, by_decisions, by_gold
from nlp.lab.stats_trace import Trace, trace
from nlp.records import FailedDocument

Line = Mapping[str, Any]
_AT_ONCE = 512  # documents held in memory at a time
_WORTH_PROCESSES = 200  # documents to tell; fewer are told before other processes have started
_EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class RuleStats:
    """What one rule did; the words are those of `nlp.lab.stats_trace.Trace`.

    `hits` is None for a rule written in Python, which is known by what it told only. `told` tellings are `events` +
    `merged` + `dropped`; `merged_into`, `lost_to` and `conflicts` count by the other rule, most frequent first.
    `verdicts` is None without a review.
    """

    rule: str
    type: str
    hits: int | None
    told: int
    events: int
    merged: int
    dropped: int
    unfilled: int
    lost: int
    merged_into: tuple[tuple[str, int], ...]
    lost_to: tuple[tuple[str, int], ...]
    conflicts: tuple[tuple[str, int], ...]
    verdicts: Verdicts | None


@dataclass(frozen=True, slots=True)
class TypeStats:
    """The events of one type, and of how many each slot is filled, in the taxonomy's order."""

    type: str
    events: int
    filled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A trace with the words of its match and its sentence."""

    trace: Trace
    words: str
    quote: str


@dataclass(frozen=True, slots=True)
class Stats:
    """`rules` by type in the taxonomy's order, most hits first; `dead` ones have no match at all. `quotes` are the
    traces of the rule that was asked for, in the order of reading.
    """

    documents: int
    failed: tuple[tuple[str, str], ...]
    rules: tuple[RuleStats, ...]
    types: tuple[TypeStats, ...]
    dead: tuple[str, ...]
    review: Review | None
    quotes: tuple[Quoted, ...]


def stats(
    paths: Sequence[Path | str],
    patterns: Path | None = None,
    *,
    golds: Sequence[Line] | None = None,
    decisions: Path | None = None,
    rule: str | None = None,
    cache: Path | None = None,
    jobs: int | None = None,
    stdin: BinaryIO | None = None,
    watch: Callable[[ToldDocument], None] | None = None,
) -> Stats:
    """The statistics of a pattern folder (None: the package's own) on the documents of `paths`.

    `golds` (of `nlp.score.read_gold`) or the folder `decisions` say what is right; `rule` asks for one rule's quotes;
    `watch` is called with every document. Raises PatternError for a folder that cannot be used, UsageError for a review
    that knows none of the documents.
    """
    documents: dict[str, ToldDocument] = {}
    traces, quotes = list[Trace](), list[Quoted]()
    waiting = parsed(paths, patterns, cache, jobs, stdin=stdin)
    with Crew(_tracer, (patterns,), jobs, _WORTH_PROCESSES) as crew:
        while some := list(itertools.islice(waiting, _AT_ONCE)):
            for one, (told, found) in zip(some, crew(some), strict=True):
                if watch is not None:
                    watch(told)
                documents[told.doc_id] = told
                traces += found
                quotes += [_quoted(one, item) for item in found if item.rule == rule and isinstance(one, Parsed)]
    review = _review(golds, decisions, documents)
    rules = _rules(traces, patterns, review)
    return Stats(
        len(documents),
        tuple((told.doc_id, told.error) for told in documents.values() if told.error is not None),
        rules,
        _types(documents, patterns),
        tuple(one.rule for one in rules if one.hits == 0),
        review,
        tuple(quotes),
    )


Reading = Parsed | FailedDocument


def _tracer(patterns: Path | None) -> Callable[[Reading], tuple[ToldDocument, list[Trace]]]:
    resources = usable(patterns)

    def work(one: Reading) -> tuple[ToldDocument, list[Trace]]:
        if isinstance(one, FailedDocument):
            return unread(one), []
        told = tell(one, resources)
        found = trace(one, told, resources) if told.error is None else []
        return ToldDocument(told.doc_id, told.events, told.line), found

    return work


def _quoted(one: Parsed, item: Trace) -> Quoted:
    words, quote = (" ".join(one.text[start:end].split()) for start, end in ((item.start, item.end), item.sentence))
    return Quoted(item, words, quote)


def _review(
    golds: Sequence[Line] | None, decisions: Path | None, documents: Mapping[str, ToldDocument]
) -> Review | None:
    lines = {doc_id: told.line for doc_id, told in documents.items()}
    if golds is not None:
        return by_gold(golds, {doc_id: told.events for doc_id, told in documents.items()}, lines)
    return by_decisions(decisions, lines) if decisions is not None else None


def _rules(traces: Sequence[Trace], patterns: Path | None, review: Review | None) -> tuple[RuleStats, ...]:
    loaded = usable(patterns).patterns
    order = {name: place for place, name in enumerate(loaded.taxonomy["events"])}
    known = {rule.id: rule.type for rule in loaded.rules}
    by_rule: defaultdict[str, list[Trace]] = defaultdict(list)
    for item in traces:
        by_rule[item.rule].append(item)
    types = {**{name: some[0].type for name, some in by_rule.items()}, **known}
    found = [_rule(name, kind, by_rule[name], name in known, review) for name, kind in types.items()]
    return tuple(sorted(found, key=lambda one: (order[one.type], -(one.hits or 0), -one.told, one.rule)))


def _rule(name: str, kind: str, traces: Sequence[Trace], known: bool, review: Review | None) -> RuleStats:
    fates = Counter(item.fate for item in traces)
    return RuleStats(
        name,
        kind,
        sum(item.hit for item in traces) if known else None,
        fates["event"] + fates["merged"] + fates["dropped"],
        fates["event"],
        fates["merged"],
        fates["dropped"],
        fates["unfilled"],
        fates["lost"],
        _others(item.other for item in traces if item.fate == "merged"),
        _others(item.other for item in traces if item.fate == "lost"),
        _others(item.other for item in traces if item.conflict),
        review.rules.get(name, Verdicts()) if review else None,
    )


def _others(names: Iterable[str | None]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(name or "" for name in names).items(), key=lambda item: (-item[1], item[0])))


def _types(documents: Mapping[str, ToldDocument], patterns: Path | None) -> tuple[TypeStats, ...]:
    found = []
    for name, spec in usable(patterns).patterns.taxonomy["events"].items():
        events = [event for told in documents.values() for event in told.events if event["type"] == name]
        filled = {slot: sum(event[slot] not in _EMPTY for event in events) for slot in spec["slots"]}
        found.append(TypeStats(name, len(events), filled))
    return tuple(found)
