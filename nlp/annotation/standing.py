"""What holds now, of everything that annotators have decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlp.annotation.records import WHOLE, Decision

Place = tuple[str, str]  # doc_id, key


def latest(decisions: Iterable[Decision]) -> dict[Place, Decision]:
    """Of one annotator's decisions, in the order in which they were made, the one that stands for every document and
    key; an undone one has given way to the one before it, or to none.
    """
    made: dict[str, Decision] = {}
    standing: dict[Place, Decision] = {}
    for decision in decisions:
        place = (decision.doc_id, decision.key)
        if decision.action != "undo":
            made[decision.id] = decision
            standing[place] = decision
            continue
        undone = made.get(decision.after or "")
        before = made.get(undone.after or "") if undone else None
        if before is not None:
            standing[place] = before
        else:
            standing.pop(place, None)
    return standing


def of_document(standing: Mapping[Place, Decision], doc_id: str) -> dict[str, Decision]:
    """The decisions that stand on the events of one document, by key."""
    return {key: decision for (name, key), decision in standing.items() if name == doc_id and key != WHOLE}


def is_done(standing: Mapping[Place, Decision], doc_id: str) -> bool:
    """Whether the annotator has read the document through: nothing is missing, every event is decided on."""
    whole = standing.get((doc_id, WHOLE))
    return whole is not None and whole.action == "done"


def last(decisions: Iterable[Decision]) -> Decision | None:
    """The newest decision that has not been undone: what an undo takes back now."""
    made = list(decisions)
    undone = {decision.after for decision in made if decision.action == "undo"}
    return next((d for d in reversed(made) if d.action != "undo" and d.id not in undone), None)
