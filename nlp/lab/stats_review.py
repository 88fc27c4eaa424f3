"""How often each rule is right, by what people say of its events: by gold, or by annotators' decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nlp.annotation.log import annotators, read_decisions
from nlp.annotation.records import Decision
from nlp.annotation.standing import latest
from nlp.errors import UsageError
from nlp.lab.diff_events import rules_of
from nlp.score import score
from nlp.score.align import align

Event = Mapping[str, Any]
Verdict = Literal["right", "slots", "wrong", "disputed"]
VERDICTS: tuple[Verdict, ...] = ("right", "slots", "wrong", "disputed")
_OF_ACTION: Mapping[str, Verdict] = {"accept": "right", "correct": "slots", "reject": "wrong"}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Reviewed events of a rule: all of it `right`; the event right and one of its `slots` or its realis wrong; the
    event `wrong`; `disputed` between annotators.
    """

    right: int = 0
    slots: int = 0
    wrong: int = 0
    disputed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of events that are right, whatever their slots; None where nobody agreed on any."""
        judged = self.right + self.slots + self.wrong
        return round((self.right + self.slots) / judged, 4) if judged else None


@dataclass(frozen=True, slots=True)
class Review:
    """Verdicts by rule; an event counts for every rule that tells it. `events` were judged; `elsewhere` are decisions
    and gold documents that are about no document that was read, or about another text of it.
    """

    rules: Mapping[str, Verdicts]
    events: int
    elsewhere: int


def by_gold(golds: Sequence[Event], events: Mapping[str, Sequence[Event]], documents: Mapping[str, Event]) -> Review:
    """The verdicts of gold documents on the events of the documents read (both by doc_id)."""
    some = [gold for gold in golds if gold["doc_id"] in documents]
    if not some:
        raise UsageError(f"found none of the gold's {len(golds)} documents among those read, expected some")
    _, mistakes = score(some, events, documents)
    faults: dict[tuple[str, str], Verdict] = {
        (one.doc_id, one.found["id"]): "slots" if one.what == "slots" else "wrong"
        for one in mistakes
        if one.found is not None
    }
    judged: list[tuple[tuple[str, ...], Verdict]] = []
    for gold in some:
        for event in events.get(gold["doc_id"], ()):
            fault = faults.get((gold["doc_id"], event["id"]))
            # The score leaves some metrics out of account: neither a mistake nor answered by any gold event.
            if fault or align(gold["events"], [event]):
                judged.append((rules_of(event), fault or "right"))
    return Review(_counted(judged), len(judged), len(golds) - len(some))


def by_decisions(folder: Path, documents: Mapping[str, Event]) -> Review:
    """The verdicts of all annotators' standing decisions on the documents read (lines of documents.jsonl by doc_id).
    What annotators disagree on is "disputed". Raises UsageError for a folder without decisions.
    """
    names = annotators(folder)
    if not names:
        raise UsageError(f"found no decisions in {folder}, expected decisions/NAME.jsonl")
    said: defaultdict[tuple[str, str], list[Decision]] = defaultdict(list)
    elsewhere = 0
    for name in names:
        for place, decision in sorted(latest(read_decisions(folder, name)).items()):
            if decision.action not in _OF_ACTION or decision.was is None:
                continue
            if documents.get(decision.doc_id, {}).get("sha256") == decision.sha256:
                said[place].append(decision)
            else:
                elsewhere += 1
    return Review(_counted([_agreed(some) for _, some in sorted(said.items())]), len(said), elsewhere)


def _agreed(decisions: Sequence[Decision]) -> tuple[tuple[str, ...], Verdict]:
    """The rules of the event that the decisions are on, and what their makers agree on."""
    verdicts = {_OF_ACTION[decision.action] for decision in decisions}
    rules = dict.fromkeys(rule for decision in decisions for rule in _rules(decision))
    return tuple(rules), verdicts.pop() if len(verdicts) == 1 else "disputed"


def _rules(decision: Decision) -> Iterable[str]:
    told = rules_of(decision.was) if decision.was and decision.was.get("mentions") else ()
    return told or ((decision.rule,) if decision.rule else ())


def _counted(judged: Iterable[tuple[tuple[str, ...], Verdict]]) -> dict[str, Verdicts]:
    counts: defaultdict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(VERDICTS, 0))
    for rules, verdict in judged:
        for rule in rules:
            counts[rule][verdict] += 1
    return {rule: Verdicts(**row) for rule, row in sorted(counts.items())}
