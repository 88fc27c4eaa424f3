"""Gold out of decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.annotation.agreement import differences, matched
from nlp.annotation.gold import gold_document, gold_event, merged
from nlp.annotation.log import annotators, read_decisions
from nlp.annotation.readings import of_annotator
from nlp.annotation.records import Decision
from nlp.annotation.standing import Place, is_done, latest, of_document
from nlp.errors import UsageError
from nlp.score.align import Event
from nlp.score.files import has_gold, read_gold

Standing = Mapping[Place, Decision]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Gold of the documents that could be settled, and by document why the others could not."""

    documents: tuple[dict[str, Any], ...]
    left_out: Mapping[str, str]


def reviewed(folder: Path, lines: Mapping[str, Event], annotator: str | None = None) -> Reviewed:
    """The gold that follows from the decisions in `folder/decisions`, an annotator's or (None) everybody's.

    `lines` are a run's document lines by doc_id, for documents without gold so far. A document that has gold is changed
    where somebody decided; one that has none becomes gold when it is read through. Of several annotators all have to
    agree. Raises UsageError when there are no decisions.
    """
    names = [annotator] if annotator is not None else annotators(folder)
    standing = {name: latest(read_decisions(folder, name)) for name in names}
    standing = {name: made for name, made in standing.items() if made}
    if not standing:
        raise UsageError(f"found no decisions in {folder}/decisions, expected those of a review")
    before = {gold["doc_id"]: gold for gold in read_gold(folder)} if has_gold(folder) else {}
    documents, left_out = [], {}
    for doc_id in sorted({doc_id for made in standing.values() for doc_id, _ in made}):
        readers = [name for name, made in standing.items() if any(place[0] == doc_id for place in made)]
        problem = _problem(folder, standing, readers, doc_id, doc_id in before, doc_id in lines)
        if problem:
            left_out[doc_id] = problem
            continue
        events = _events(standing[readers[0]], doc_id, before.get(doc_id, {}).get("events", ()))
        documents.append(gold_document(lines.get(doc_id, {}), events, before.get(doc_id)))
    return Reviewed(tuple(documents), left_out)


def _problem(
    folder: Path, standing: Mapping[str, Standing], readers: Sequence[str], doc_id: str, has_gold: bool, is_known: bool
) -> str | None:
    """Why a document cannot be settled, None when it can."""
    unfinished = [name for name in readers if not is_done(standing[name], doc_id)]
    if unfinished and (not has_gold or len(readers) > 1):
        return f"not read through by {', '.join(unfinished)} (mark it done on the page, or import with --done)"
    if not has_gold and not is_known:
        return "no gold, and not in the run's documents.jsonl"
    first, *others = (of_annotator(folder, name).documents.get(doc_id, ()) for name in readers)
    for name, other in zip(readers[1:], others, strict=True):
        apart = sum(len(differences(doc_id, one, two)) for one, two in matched(first, other))
        if apart:
            return f"{readers[0]} and {name} disagree on {apart} things (see annotate agreement)"
    return None


def _events(standing: Standing, doc_id: str, before: Sequence[Event]) -> list[Event]:
    kept, changed, dropped = [], [], []
    for decision in of_document(standing, doc_id).values():
        was = gold_event(decision.was) if decision.was else None
        now = gold_event(decision.event) if decision.event and decision.action != "reject" else None
        if now is None:
            dropped += [was] if was else []
        elif decision.action == "correct" and was is not None:
            changed.append((was, now))
        else:
            kept.append(now)
    return merged(before, kept, changed, dropped)
