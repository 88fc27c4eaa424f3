"""Money talk of one sentence: reported figures, guidance and cash runway."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.figures import Reading
from nlp.pipes.frames.guidance import guidance
from nlp.pipes.frames.pairing import read_figures
from nlp.pipes.frames.results import results
from nlp.pipes.frames.runway import runway
from nlp.pipes.told import Told
from nlp.pipes.view import View

_MOST = 150  # names and values of the longest sentence that is prose; pairing takes quadratic time


def tell(ctx: Context, view: View, index: int) -> Iterator[Told]:
    """Results, guidance and runway of one sentence."""
    if len(view.entities) > _MOST:
        return
    yield from runway(Reading(ctx, view, index))
    if not view.of("METRIC") or ctx.lists["risk"].search(view.text):
        return
    reading = read_figures(ctx, view, index)
    told = list(guidance(reading))
    yield from told
    yield from results(reading, frozenset(_places(reading, told)))


def _places(reading: Reading, told: list[Told]) -> Iterator[int]:
    origins = {t.at for t in told if t.slots["low"] is not None or t.slots["high"] is not None}
    return (f.money.at for f in reading.figures if reading.view.origin(f.money.at) in origins)


__all__ = ["tell"]
