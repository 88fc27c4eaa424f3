"""Partners by place: "is licensed to X in China and to Y in Japan" is a deal with each, for its own territory; so is
"agreements with X to develop A; with Y to sell B in Japan", each with its own asset."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

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

_NEXT_PARTNER = re.compile(r"; (?:and )?(?:with|(?:to|from)(?= (?:the )?\ue002. )) (?:the )?")


@dataclass(frozen=True, slots=True)
class Placed:
    """One deal of a list of partners; `assets` is None where they share what the sentence tells."""

    sides: Sides
    regions: list[str]
    assets: list[str] | None = None


def by_partner(ctx: Context, view: View, hit: Hit, groups: list[Sides]) -> list[Placed]:
    """The deal of each partner that a semicolon parts from the one before, with the drugs and the regions of its part;
    empty without a second one."""
    inside = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end]
    cuts = list(_NEXT_PARTNER.finditer(view.text, hit.end)) if inside and len(groups) == 1 else []
    first = ctx.named(inside[-1]) if inside else None
    base = groups[0] if groups else None
    if not cuts or first is None or base is None or first.cluster not in {party.cluster for party in base.parties}:
        return []
    starts = [inside[-1].at, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(view.text)]
    out = []
    for start, end in zip(starts, ends, strict=True):
        if view.text[start] != "\ue002":
            continue  # a partner that is not known for a company
        regions = [ctx.text(item) for item in view.of("REGION") if start <= item.at < end]
        drugs = [ctx.text(item) for item in view.of("COMPOUND") if start <= item.at < end]
        partner = ctx.named(view.entity(start))
        out.append(Placed(_with(base, first, partner), list(dict.fromkeys(regions)), list(dict.fromkeys(drugs))))
    return out


# "in Europe by X and in Japan by Y"
_HELD_BY = re.compile(
    r"(?:in|for|across|throughout|outside(?: of)?) (?:the )?(?P<regions>\ue00c.(?:(?:, and |, | and )(?:the "
    r")?\ue00c.)*)"
    r",? (?:by|to|with) (?:the )?(?P<company>\ue002.)"
)
_AND = re.compile(r"(?:,? and |, |; )(?:the )?")


def _region_first(ctx: Context, view: View, at: int) -> list[tuple[Named, list[str]]]:
    """Partners that stand behind their regions; `at` is the place of the first."""
    first = next((m for m in _HELD_BY.finditer(view.text) if m.start("company") == at), None)
    held: list[tuple[Named, list[str]]] = []
    match: re.Match[str] | None = first
    while match:
        regions = [item for item in view.of("REGION") if match.start("regions") <= item.at < match.end("regions")]
        company = ctx.named(view.entity(match.start("company")))
        held.append((company, list(dict.fromkeys(ctx.text(item) for item in regions))))
        following = _AND.match(view.text, match.end())
        match = _HELD_BY.match(view.text, following.end()) if following else None
    return held


def by_place(ctx: Context, view: View, hit: Hit, groups: list[Sides]) -> list[Placed]:
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
    held = held if len(held) > 1 else _region_first(ctx, view, inside[-1].at)
    base = groups[0]
    first = held[0][0] if held else None
    if len(held) < 2 or first is None or first.cluster not in {party.cluster for party in base.parties}:
        return []
    return [Placed(_with(base, first, partner), regions) for partner, regions in held]


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
