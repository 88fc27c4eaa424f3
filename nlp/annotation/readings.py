"""What one reader makes of documents, wherever it is written: gold, a run's output, or an annotator's decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nlp.annotation.gold import gold_event
from nlp.annotation.log import FOLDER, read_decisions
from nlp.annotation.standing import is_done, latest, of_document
from nlp.errors import UsageError
from nlp.score.align import Event
from nlp.score.count import is_scored
from nlp.score.files import has_gold, read_gold, read_output


@dataclass(frozen=True, slots=True)
class Read:
    """An event in gold form and where it is told: mentions [start, end) in characters, None where the source has
    only a quote.
    """

    event: Event
    places: tuple[tuple[int, int], ...] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's events by document, those that the score counts; `unfinished` are documents with decisions that are
    not read through.
    """

    name: str
    documents: Mapping[str, tuple[Read, ...]]
    unfinished: tuple[str, ...] = ()


def read_reading(path: Path) -> Reading:
    """The reading at a path: a gold folder (docs/*.json or leads*.jsonl), a run's output folder, or an annotator's
    file `DIR/decisions/NAME.jsonl`. Raises UsageError for anything else.
    """
    if path.suffix == ".jsonl" and path.parent.name == FOLDER and path.is_file():
        return of_annotator(path.parent.parent, path.stem)
    if (path / "events.jsonl").is_file():
        return _of_output(path)
    if has_gold(path):
        documents = {
            gold["doc_id"]: tuple(Read(event, None) for event in gold["events"] if is_scored(event))
            for gold in read_gold(path)
        }
        return Reading(str(path), documents)
    raise UsageError(
        f"found nothing to compare at {path}, expected a gold folder (docs/*.json), a run's output (events.jsonl) "
        f"or an annotator's file ({FOLDER}/NAME.jsonl)"
    )


def of_annotator(folder: Path, annotator: str) -> Reading:
    """What an annotator has read through: accepted, corrected and added events of documents marked as done."""
    standing = latest(read_decisions(folder, annotator))
    touched = sorted({doc_id for doc_id, _ in standing})
    done = [doc_id for doc_id in touched if is_done(standing, doc_id)]
    documents = {
        doc_id: tuple(
            _read(decision.event)
            for decision in of_document(standing, doc_id).values()
            if decision.event is not None and decision.action != "reject" and is_scored(decision.event)
        )
        for doc_id in done
    }
    return Reading(annotator, documents, tuple(doc_id for doc_id in touched if doc_id not in documents))


def _of_output(path: Path) -> Reading:
    events, documents = read_output(path)
    return Reading(
        str(path),
        {
            doc_id: tuple(_read(event) for event in events.get(doc_id, ()) if is_scored(event))
            for doc_id, line in documents.items()
            if line.get("status") == "ok"
        },
    )


def _read(line: Event) -> Read:
    places = tuple((mention["start"], mention["end"]) for mention in line.get("mentions") or ())
    return Read(gold_event(line), places or None)
