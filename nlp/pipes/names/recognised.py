"""The recogniser's vote: what it proposes against the rules' own candidates and exclusions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.pipes.found import Found
from nlp.pipes.names import compounds
from nlp.pipes.names.compound_others import TARGET_AFTER
from nlp.pipes.names.compound_witness import clinical
from nlp.pipes.names.lists import Shapes, either
from nlp.pipes.proposed import Proposed

MODEL = "model"  # the source of what only the recogniser vouches for
_NAME = re.compile(r"(?=.*[A-Za-z].*[A-Za-z])[A-Za-z0-9][\w+/ .-]+")  # neither a figure nor a formula ("p=.01")


def proposed_compounds(flat: str, proposals: Sequence[Proposed], english: frozenset[str]) -> list[Found]:
    """The proposed compounds as candidates among the others; English words are none."""
    return [
        Found(one.start, one.end, "COMPOUND", source=MODEL, strength=2)
        for one in proposals
        if one.label == "COMPOUND"
        and _NAME.fullmatch(name := flat[one.start : one.end])
        and name.lower() not in english
    ]


def proposed_others(proposals: Sequence[Proposed]) -> list[Found]:
    """The other proposed names: weaker than whatever a rule finds in the same place."""
    return [Found(one.start, one.end, one.label, source=MODEL) for one in proposals if one.label != "COMPOUND"]


def decide(flat: str, candidates: Sequence[Found], shapes: Shapes) -> list[Found]:
    """The candidates that are compounds. A proposal speaks for a name as a shape does: the rules' exclusions (genes,
    assays, tickers, trials) hold against it; a name that is accepted only for its sake has the source `model`.
    """
    shaped = [one for one in candidates if one.source != MODEL]
    chosen = compounds.decide(flat, shaped, shapes)
    if len(shaped) == len(candidates):
        return chosen
    known = {flat[one.start : one.end] for one in chosen}
    places: dict[str, list[Found]] = {}
    for one in candidates:
        places.setdefault(flat[one.start : one.end], []).append(replace(one, source="code", strength=2))
    proposed = {flat[one.start : one.end] for one in candidates if one.source == MODEL} - known
    inside = re.compile(rf"(?<!\w)(?:{either(known)})(?!\w)", re.IGNORECASE) if known else None
    medical = clinical(flat)
    accepted = (
        one
        for name in sorted(proposed)
        if not (inside and inside.search(name))  # "oral NRV-210" is NRV-210
        and compounds.is_compound(flat, name, places[name], shapes, medical)
        and not any(TARGET_AFTER.match(flat, one.end) for one in places[name])
        for one in places[name]
    )
    return [*chosen, *(replace(one, source=MODEL) for one in accepted)]
