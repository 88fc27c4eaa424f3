"""Which of a sentence's compounds it is about: no comparators, no background therapies, no partner drugs."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import joined
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View

_INCLUDING = re.compile(r"\bincluding (?:the )?$")  # "NRV-210 with chemotherapy, including carboplatin"


_COMBINED = re.compile(
    r"(?:in combination with|combin(?:ed|ation|ing) with|combination of \ue001. (?:and|with|plus)|plus|\+|added to|"
    r"alongside|together with) (?:the |its |our )?$"
)


def primary(ctx: Context, view: View) -> list[Placed]:
    """The compounds that a sentence is about: no comparator, and no well-known partner drug where another one is
    named.
    """
    every = view.of("COMPOUND")
    aside: set[int] = set()
    for index, item in enumerate(every):
        beside = index and every[index - 1].at in aside and joined(view, every[index - 1], item)
        told = index and _INCLUDING.search(view.text, max(0, item.at - 20), item.at)
        theirs = ctx.clusters[item.found.start] in ctx.rivals | ctx.companions
        copied = len(every) > 1 and _COPIED.match(view.text, item.at + 2) and item.found.source not in ("code", "mark")
        if (
            beside
            or told
            or theirs
            or copied
            or _secondary(ctx, view, item)
            or index
            and _describes(view, every[index - 1], item)
        ):
            aside.add(item.at)  # "unlike A and B": the second one as well
    items = [item for item in every if item.at not in aside]
    novel = [item for item in items if not known_partner(ctx, item)]
    if items and not novel:  # "pembrolizumab in combination with NRV-210" is about NRV-210
        novel = [
            item
            for item in every
            if item.at in aside
            and not known_partner(ctx, item)
            and _COMBINED.search(view.text, max(0, item.at - 40), item.at)
        ]
    return novel or items


_COPIED = re.compile(r"[®™]? biosimilars?\b")  # "NRV-210, a proposed natalizumab biosimilar"
# "NRV-210, a topical nifedipine cream": what the apposition names is what NRV-210 is made of
_APPOSED = re.compile(r"[®™]?(?: \([^()]{0,40}\))?, (?:an?|the|our|its) (?:[^ .;:,\ue001]+ ){0,8}$")
_COMMON = frozenset({"generic", "stem"})


def _describes(view: View, before: Placed, item: Placed) -> bool:
    """Whether a nonproprietary name stands in the apposition of the name before it."""
    between = view.text[before.at + 2 : item.at]
    return item.found.source in _COMMON and before.found.source not in _COMMON and bool(_APPOSED.fullmatch(between))


def known_partner(ctx: Context, item: Placed) -> bool:
    """Whether a compound is a drug that many trials combine theirs with."""
    return _is_backbone(ctx, ctx.clusters[item.found.start])


def _is_backbone(ctx: Context, cluster: int) -> bool:
    return bool(ctx.lists["backbone"].fullmatch(ctx.names[cluster].lower()))


def _secondary(ctx: Context, view: View, item: Placed) -> bool:
    """Whether the compound is a comparator, a background therapy or a combination's other half."""
    before = view.text[max(0, item.at - 70) : item.at]
    known = item.found.source in _WELL_KNOWN and _BESIDE.search(before) is not None
    return known or bool(ctx.lists["secondary_before"].search(before))


_WELL_KNOWN = frozenset({"generic", "stem", "brand", "registry"})
# of a well-known drug only: "a trial comparing standard therapy with NRV-210" is about NRV-210
_BESIDE = re.compile(
    r"\b(?:compar(?:es?|ed|ing) [^;,\ue001]{1,60}? (?:to|with|against)|"
    r"(?:given|taken|administered|co-administered|used|paired) (?:together )?with) (?:the |its |our )?$"
)


def lead(ctx: Context, view: View, index: int) -> list[Named]:
    """The compounds of the lead-in or heading, without those that the sentence names as comparators only ("BREEZE-2, in
    gout with febuxostat: ...")."""
    if not ctx.above[index]:
        return []
    aside = {ctx.named(item).cluster for item in view.of("COMPOUND")}
    aside -= {ctx.named(item).cluster for item in primary(ctx, view)}
    names = [name for name in ctx.above[index] if name.cluster not in aside]
    novel = [name for name in names if not _is_backbone(ctx, name.cluster)]
    foreign = ctx.main and not _is_backbone(ctx, ctx.main[0].cluster)
    return novel or ([] if foreign else names)  # "NRV-210 with pembrolizumab" is about NRV-210
