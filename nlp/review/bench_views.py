"""What the bench shows: an answer in words, grouped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from nlp.engine.examples import Check
from nlp.export.words import in_words, told
from nlp.lab.bench_answer import Answer, Corpus, Shown, Silent
from nlp.lab.diff import Gold
from nlp.lab.diff_events import KINDS, Kind

CALLED: Mapping[Kind, str] = MappingProxyType(
    {"added": "gained", "removed": "lost", "changed": "changed", "retold": "told otherwise"}
)
_FATES: Mapping[str, str] = MappingProxyType(
    {
        "event": "tell an event",
        "merged": "tell an event that other words tell as well",
        "dropped": "are left out, another fact says it better",
        "unfilled": "find nothing that the event needs",
        "lost": "lose their words to another rule that says more",
    }
)
_LONGEST = 900  # characters of a sentence that are shown
_UNTOLD = ("mentions", "warnings", "speaker")  # of an event told otherwise: long, or no matter of a rule


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the texts: what is before the rule's match, the match, what is behind it. `number` is the
    document's, None for one that the run does not have; `rows` are slots with their value now, and before where that
    was another. `note` says why it tells no event.
    """

    type: str
    doc_id: str
    number: int | None
    words: tuple[str, str, str]
    rows: tuple[tuple[str, str, str | None], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences under a heading; `count` is how many there are, perhaps more than are shown."""

    kind: str
    called: str
    count: int
    sentences: tuple[Sentence, ...]


def outcome(answer: Answer, numbers: Mapping[str, int], first: int | None) -> dict[str, Any]:
    """Values for the template; `numbers` are those of documents by id, `first` the one that comes first."""
    corpus = answer.corpus
    return {
        "answer": answer,
        "summary": summary(answer),
        "own": answer.checks,
        "corpus": corpus,
        "table": list(_table(corpus)) if corpus else [],
        "groups": list(_groups(corpus, numbers, first)) if corpus else [],
        "fates": [(count, _FATES[fate]) for fate, count in corpus.fates.items()] if corpus else [],
        "figures": list(_figures(corpus.gold)) if corpus and corpus.gold else [],
    }


def summary(answer: Answer) -> str:
    """The answer in a sentence or two, to be read out."""
    if answer.obstacles:
        return f"Cannot be saved: {answer.obstacles[0]}."
    passed = sum(check.passed for check in answer.checks)
    said = f"{passed} of {len(answer.checks)} examples pass." if answer.checks else "There are no examples yet."
    if answer.broken:
        said += f" {len(answer.broken)} of other rules fail."
    if answer.corpus is None:
        return said
    counts = {kind: sum(row[kind] for row in answer.corpus.counts.values()) for kind in KINDS}
    changes = ", ".join(f"{count} {CALLED[kind]}" for kind, count in counts.items() if count)
    read = f"{answer.corpus.read:,} of {answer.corpus.documents:,}" if _unread(answer.corpus) else ""
    texts = read or f"{answer.corpus.documents:,}"
    return f"{said} In {texts} text{'s' if texts != '1' else ''}: {changes or 'no event changes'}."


def failing(checks: Sequence[Check]) -> list[Check]:
    """The checks that fail."""
    return [check for check in checks if not check.passed]


def _unread(corpus: Corpus) -> bool:
    return corpus.read < corpus.documents


def _table(corpus: Corpus) -> Iterator[tuple[str, list[int]]]:
    """Event types with the number of changes of each kind."""
    for event_type, row in corpus.counts.items():
        yield event_type, [row[kind] for kind in KINDS]


def _groups(corpus: Corpus, numbers: Mapping[str, int], first: int | None) -> Iterator[Group]:
    for kind in KINDS:
        some = [one for one in corpus.changes if one.change.kind == kind]
        count = sum(row[kind] for row in corpus.counts.values())
        some.sort(key=lambda one: numbers.get(one.change.doc_id) != first)
        if count:
            yield Group(kind, CALLED[kind].capitalize(), count, tuple(_changed(one, numbers) for one in some))
    if corpus.silent:
        quiet = sorted(corpus.silent, key=lambda one: numbers.get(one.doc_id) != first)
        count = corpus.fates.get("unfilled", 0) + corpus.fates.get("lost", 0)
        yield Group("silent", "Matches that tell no event", count, tuple(_quiet(one, numbers) for one in quiet))


def _changed(one: Shown, numbers: Mapping[str, int]) -> Sentence:
    change = one.change
    event = change.new or change.old or {}
    rows: list[tuple[str, str, str | None]]
    if change.fields:
        named = [name for name in change.fields if name not in _UNTOLD] or list(change.fields)
        rows = [(name, _value(change.fields[name][1]), _value(change.fields[name][0])) for name in named]
    else:
        rows = [(name, value, None) for name, value in told(event)]
        rows.append(("realis", str(event["realis"]), None))
    words = _cut(change.quote, one.words)
    return Sentence(change.type, change.doc_id, numbers.get(change.doc_id), words, tuple(rows))


def _quiet(one: Silent, numbers: Mapping[str, int]) -> Sentence:
    note = f"the words are {one.other}’s, which says more" if one.fate == "lost" else _FATES[one.fate]
    if one.fate == "unfilled":
        note = "what the event needs was not found"
    return Sentence("", one.doc_id, numbers.get(one.doc_id), _cut(one.quote, one.words), (), note)


def _cut(text: str, words: tuple[int, int] | None) -> tuple[str, str, str]:
    start, end = words or (len(text), len(text))
    before, match, after = (" ".join(f"|{part}|".split())[1:-1] for part in (text[:start], text[start:end], text[end:]))
    return before[-_LONGEST:], match[:_LONGEST], after[:_LONGEST]


def _value(value: Any) -> str:
    return "nothing" if value in (None, "", []) else in_words(value)


def _figures(gold: Gold) -> Iterator[tuple[str, float, float]]:
    """The gold's figures that matter to a rule, before and after."""
    before, after = dict(_named(gold.before)), dict(_named(gold.after))
    for name in dict.fromkeys((*before, *after)):
        one, two = before.get(name, 0.0), after.get(name, 0.0)
        if one != two or " of " not in name:
            yield name, one, two


def _named(report: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, called in (("detection", "events"), ("slots", "slots")):
        for letter, figure in (("p", "precision"), ("r", "recall"), ("f", "F")):
            yield f"{called}, {figure}", report[name][letter]
    yield "realis right", report["realis"]
    for event_type, counts in report["by_type"].items():
        yield f"events of {event_type}, F", counts["detection"]["f"]
        yield f"slots of {event_type}, F", counts["slots"]["f"]
