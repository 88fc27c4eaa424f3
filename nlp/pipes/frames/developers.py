"""Who develops which compound, where the release says so: "in development by X", "licensed to X", "through our
collaborations
with X and Y, respectively", "by A, B, and C (two), respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import listed
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View

_BY = re.compile(
    r"\b(?:in (?:\w+ )?development|being developed|(?:is|are) developed|(?:is|are) under development) by (?=\ue002)"
)
_THROUGH = re.compile(
    r"\bthrough (?:our|its|the company's) (?:\w+ ){0,2}?(?:collaborations?|partnerships?|agreements?) with (?=\ue002)"
)
_TO = re.compile(r"\b(?:out-)?licensed to (?=\ue002)")
_COUNT = re.compile(r" ?\((two|three|four|five|2|3|4|5)\)")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


def developers(ctx: Context) -> dict[int, Named]:
    """Compound cluster -> the company said to develop it; nothing where counts do not agree."""
    found: dict[int, Named] = {}
    for index, view in enumerate(ctx.views):
        if "\ue002" not in view.text:
            continue
        for compound, company in _told(ctx, view, index):
            found.setdefault(compound, company)
    return found


def _told(ctx: Context, view: View, index: int) -> Iterator[tuple[int, Named]]:
    for pattern in (_BY, _THROUGH, _TO):
        for match in pattern.finditer(view.text):
            first = view.entity(match.end())
            companies = [c for c in view.of("COMPANY") if c.at >= match.end()]
            names = list(_counted(ctx, view, listed(view, first, companies)))
            yield from _align(_compounds(ctx, view, index, match.start()), names)


def _counted(ctx: Context, view: View, companies: Sequence[Placed]) -> Iterator[Named]:
    """Each company as often as the number in brackets behind it says."""
    for item in companies:
        match = _COUNT.match(view.text, item.at + 2)
        times = (_NUMBERS.get(match[1]) or int(match[1])) if match else 1
        yield from [ctx.named(item)] * times


def _compounds(ctx: Context, view: View, index: int, before: int) -> list[int]:
    """The compounds the clause is about: those before it in the sentence, else the heading's, else the sentence's
    before.
    """
    here = [ctx.named(c).cluster for c in view.of("COMPOUND") if c.at < before]
    if here:
        return list(dict.fromkeys(here))
    above = ctx.above[index] or ctx.topics[index]
    return [name.cluster for name in above]


def _align(compounds: Sequence[int], names: Sequence[Named]) -> Iterator[tuple[int, Named]]:
    """Pairs in order when there are as many of each; one company stands for all."""
    if len(names) == 1:
        yield from ((compound, names[0]) for compound in compounds)
    elif len(names) == len(compounds):
        yield from zip(compounds, names, strict=True)
