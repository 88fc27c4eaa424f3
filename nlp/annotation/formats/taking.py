"""Decisions that came back from another tool, written to an annotator's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nlp.annotation.log import append, read_decisions
from nlp.annotation.records import WHOLE, Decision
from nlp.annotation.standing import latest


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the decisions: `new` are to be written or were, `already` stood so before, `otherwise` pairs of a
    decision that came back and the one that stands and says something else.
    """

    new: tuple[Decision, ...]
    already: int
    otherwise: tuple[tuple[Decision, Decision], ...]


def take(
    folder: Path, annotator: str, decisions: Sequence[Decision], *, replacing: bool = False, write: bool = True
) -> Taken:
    """Add the decisions that the annotator has not made yet to `folder/decisions`.

    What stands already is not written again. A decision against one that stands is left alone, unless `replacing`.
    `write` False only says what would be done. Raises UsageError when the folder cannot be written into, StaleDecision
    when the annotator decides elsewhere meanwhile.
    """
    made = read_decisions(folder, annotator)
    standing = latest(made)
    added = [decision for decision in made if decision.action == "add"]
    new: list[Decision] = []
    otherwise: list[tuple[Decision, Decision]] = []
    for decision in decisions:
        now = standing.get((decision.doc_id, decision.key)) if decision.action != "add" else _same_add(decision, added)
        if now is None:
            new.append(decision)
        elif _says(now) == _says(decision):
            continue
        elif replacing:
            new.append(replace(decision, after=now.id))
        else:
            otherwise.append((decision, now))
    written = tuple(append(folder, decision) for decision in new) if write else tuple(new)
    return Taken(written, len(decisions) - len(new) - len(otherwise), tuple(otherwise))


def read_through(doc_id: str, sha256: str, annotator: str) -> Decision:
    """The decision that the document has been read through: nothing is missing in it."""
    return Decision("done", annotator, doc_id, sha256, key=WHOLE)


def _same_add(decision: Decision, added: Sequence[Decision]) -> Decision | None:
    """The same event, added before; also one that the annotator has thought better of since."""
    return next((one for one in added if _says(one) == _says(decision) and one.doc_id == decision.doc_id), None)


def _says(decision: Decision) -> tuple[str, Mapping[str, Any] | None]:
    return decision.action, decision.event
