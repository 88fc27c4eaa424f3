"""What a trained recogniser proposes, before the rules have their say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposed:
    """A name in the text, by its label, and how sure the recogniser is of it, from 0 to 1."""

    start: int
    end: int
    label: str
    score: float
