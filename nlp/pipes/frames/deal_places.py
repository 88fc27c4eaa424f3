"""Partners by place: "is licensed to X in China and to Y in Japan" is a deal with each, for its own territory."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.deal_roles import Sides
from nlp.pipes.frames.match import Hit
from nlp.pipes.told import Named
from nlp.pipes.view import View

_HELD = re.compile(
    r"(?P<company>\ue002.) (?:in|for|across|throughout|outside(?: of)?) (?:the )?"
    r"(?P<regions>\ue00c.(?:(?:, and |, | and )(?:the )?\ue00c.)*)"
)
_NEXT = re.compile(r"(?:, and |, | and |; )(?:to |with |by |from )?(?:the )?(?=\ue002)")


def by_place(ctx: Context, view: View, hit: Hit, groups: list[Sides]) -> list[tuple[Sides, list[str]]]:
    """The deal of each partner with its own territory; empty unless two or more partners are told with a place each."""
    inside = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end]
    if len(groups) != 1 or not inside:
        return []
    held: list[tuple[Named, list[str]]] = []
    match = _HELD.match(view.text, inside[-1].at)
    while match:
        company = ctx.named(view.entity(match.start("company")))
        regions = [item for item in view.of("REGION") if match.start("regions") <= item.at < match.end()]
        held.append((company, list(dict.fromkeys(ctx.text(item) for item in regions))))
        following = _NEXT.match(view.text, match.end())
        match = _HELD.match(view.text, following.end()) if following else None
    base = groups[0]
    first = held[0][0] if held else None
    if len(held) < 2 or first is None or first.cluster not in {party.cluster for party in base.parties}:
        return []
    return [(_with(base, first, partner), regions) for partner, regions in held]


def _with(base: Sides, first: Named, partner: Named) -> Sides:
    """The same deal with another partner in the place of the first."""

    def other(name: Named) -> Named:
        return partner if name.cluster == first.cluster else name

    return replace(
        base,
        parties=tuple(other(party) for party in base.parties),
        giver=other(base.giver) if base.giver else None,
        taker=other(base.taker) if base.taker else None,
    )
