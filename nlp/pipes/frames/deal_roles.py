"""Who gives and who takes in a deal: licensor and licensee, target and acquirer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.deal_own import has_a_market
from nlp.pipes.frames.match import Hit
from nlp.pipes.told import Named
from nlp.pipes.view import View

REACH = 300  # characters around a trigger in which its parties stand
# Words before a company that say it gives or takes; the same for words after it.
_FROM = re.compile(
    r"(?:licen[sc]\w+|rights?|acquir\w+|purchas\w+|b(?:uy|uys|ought)|obtain\w*|transfer\w*|divest\w+"
    r"|assignment)[^.;]{0,90}? (?:from|granted by|owned by) (?:the |its (?:current )?partner,? )?$"
    r"|\b(?:discovered|originated|invented) (?:by|at) (?:scientists at )?$"
    r"|\b(?:acquisition|purchase|takeover) of (?:(?:the|all|shares|of|privately|held|[a-z]+-held|company|biotech)"
    r" ){0,4}$"
)
_TO = re.compile(
    r"\b(?:acquired|bought|purchased|taken over) by (?:an? (?:affiliate|subsidiary|unit) of )?$|"
    r"(?:licen[sc](?:ed|es|ing|e)|granted|transferred|s(?:old|ale|ells?)|divest\w+|rights?|assigned"
    r"|outlicens\w+)[^.;]{0,70}? to (?:its partner )?$|(?:grant(?:s|ed|ing)?|giv(?:es|ing)|gave|award(?:s|ed)"
    r"|provid(?:es|ed|ing)) $|\bto (?:grant|give|provide) $"
)
_TAKES = re.compile(
    r"(?:,[^.;]{0,110},)? (?:currently |has |have |had |also |which )*(?:exclusively )?(?:in-licen[sc]\w+"
    r"|licen[sc]ed(?! [^.;]{0,80} to \ue002)|acquir\w*|to acquire|to buy|will acquire|reacquir\w*|regain\w*"
    r"|is the exclusive|commerciali[sz]es|markets"
    r"|(?:obtain\w*|secur\w*|holds?|owns?|was granted|were granted|gain\w*|has|have"
    r"|received)? ?(?:[\w,-]+ ){0,6}?(?:rights?|licen[sc]es?)(?! agreement))(?!\w)"
)
_GIVES = re.compile(
    r"(?:,[^.;]{0,110},)? (?:has |have |will |also )*(?:grant(?:s|ed|ing)?|out-?licen[sc]\w*|"
    r"(?:gave|gives)(?! (?:\w+ )?notice)|sells?|sold|divest\w*)(?!\w)"
)
# "an agreement under which X will develop and commercialize NRV-210 in Japan": X takes the licence.
_UNDER_WHICH = re.compile(
    r"\b(?:under which|whereby|pursuant to which|by which|granting|that grants|that gives) (\ue002.) (?:[\w-]+ ){0,5}?"
    r"(?:commerciali[sz]\w*|market|sell|distribut\w+|develop|promote|rights?|licen[sc]\w+)\b"
)
# "a license with Toral for its delivery technology"
_FOR_ITS_OWN = re.compile(
    r" (?:for|to|on|covering)(?: the use of| use of| access to)? its (?:[\w\ue001-\uf8ff-]+ ){0,4}?(?:technolog(?:y|"
    r"ies)|platform|"
    r"antibod(?:y|ies)|patents?|enzyme|linker|vectors?|know-how|devices?|formulation|adjuvant|system)\b"
)
_LICENSEES = re.compile(r"licensees?\b[^.;]{0,60}? (?:are|is|includ\w+|such as) ")
_OWNED = re.compile(
    r"(?:agreement|deal|licen[sc]e|licensing|rights?|market|distribute|commerciali[sz]e|promote|develop"
    r"|sheet)[^.;]{0,70}? (?:for|to|of|distribute|commerciali[sz]e|market|develop|promote|under) (?:the )?$"
)
_OWN = re.compile(
    r"(?:agreement|deal|licen[sc]e|licensing|sheet)[^.;]{0,130}? (?:for|to|of|distribute|commerciali[sz]e|market"
    r"|sell|promote) (?:the sale of )?(?:our|its|the company's) "
)
_ACADEMIC = re.compile(r"\b(?:University|Universität|Université|Institute|College|Hospital)\b")
_BLANK_CHECK = re.compile(r"\bAcquisition (?:Corp|Company|Holdings)|\bSPAC\b")
_ACQUIRES = re.compile(r"to acquire|acquisition of|to purchase")
_DIVESTS = re.compile(r"\b(?:sale|divestiture|divest|to sell|sells?|sold)\b")


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one deal; the giver (licensor, target) and the taker (licensee, acquirer) where told."""

    parties: tuple[Named, ...]
    giver: Named | None = None
    taker: Named | None = None


def publisher_of(ctx: Context) -> Named | None:
    """The issuing company, None when the release does not tell it."""
    return Named(ctx.publisher, ctx.names[ctx.publisher]) if ctx.publisher is not None else None


def captured_roles(ctx: Context, view: View, hit: Hit) -> dict[int, str]:
    """The clusters that the rule itself names licensor or licensee; a list of them is one side each."""
    match = hit.rule.pattern.regex.match(view.text, hit.start)
    if match is None:
        return {}
    spans = [
        (match.span(group), slot)
        for group, (slot, _) in hit.rule.pattern.slots.items()
        if slot in ("licensor", "licensee") and match[group]
    ]
    return {
        ctx.clusters[item.found.start]: slot
        for item in view.of("COMPANY")
        for (start, end), slot in spans
        if start <= item.at < end
    }


def with_roles(ctx: Context, view: View, hit: Hit, kind: str, parties: list[Named], captured: dict[int, str]) -> Sides:
    """Giver and taker: as the rule names them, else by the words around; the other of two takes the other part."""
    group = Sides(tuple(parties))
    if kind == "collaboration" and not re.search(r"licen[sc]|rights|option", view.text[hit.start :]):
        return group
    clusters = {p.cluster: p for p in parties}
    giver = taker = None
    for cluster, slot in captured.items():
        name = clusters.get(cluster)
        giver, taker = (name or giver, taker) if slot == "licensor" else (giver, name or taker)
    if giver is None and taker is None and hit.rule.id == "deal.rights_revert" and len(parties) == 2:
        giver = parties[0]
    if (
        giver is None
        and taker is None
        and (has_a_market(view, hit) or hit.rule.id == "deal.agreement_on" or _LICENSEES.match(view.text, hit.start))
    ):
        giver, taker = _partner(ctx, view, hit, kind, clusters)
    if giver is None and taker is None:
        giver, taker = _by_words(ctx, view, hit, kind, clusters)
    giver, taker = _complete(parties, giver, taker)
    return replace(group, giver=giver, taker=taker)


def _partner(
    ctx: Context, view: View, hit: Hit, kind: str, clusters: dict[int, Named]
) -> tuple[Named | None, Named | None]:
    """A partner for a market takes; one that is called licensor, or that supplies, gives."""
    inside = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end]
    name = clusters.get(ctx.clusters[inside[-1].found.start]) if inside else None
    return (name, None) if kind == "supply" or "licensor" in view.text[hit.start : hit.end] else (None, name)


def _complete(parties: list[Named], giver: Named | None, taker: Named | None) -> tuple[Named | None, Named | None]:
    if giver is not None and taker is not None and giver.cluster == taker.cluster:
        giver = None
    known = giver or taker
    if known is not None and len(parties) == 2 and (giver is None or taker is None):
        other = next((p for p in parties if p.cluster != known.cluster), None)
        giver, taker = (giver or other, taker or other)
    return giver, taker


def _by_nature(clusters: dict[int, Named], kind: str) -> tuple[Named | None, Named | None]:
    """A university licenses out; a blank-check company takes the other one over."""
    if kind == "license":
        return next((n for n in clusters.values() if _ACADEMIC.search(n.text)), None), None
    if kind == "acquisition":
        return None, next((n for n in clusters.values() if _BLANK_CHECK.search(n.text)), None)
    return None, None


def _by_own(text: str, reach: int, kind: str, publisher: Named) -> tuple[Named | None, Named | None]:
    """What the publisher says of its own: "for our X" gives, "sale of" gives, "to acquire" takes."""
    if (
        kind in ("license", "acquisition")
        and _OWN.search(text)
        or kind == "acquisition"
        and _DIVESTS.search(text[:reach])
    ):
        return publisher, None
    if kind == "acquisition" and _ACQUIRES.search(text[:reach]):
        return None, publisher
    return None, None


def _by_words(
    ctx: Context, view: View, hit: Hit, kind: str, clusters: dict[int, Named]
) -> tuple[Named | None, Named | None]:
    text = view.text
    giver = taker = None
    # "licensed to Norvane in 2019; Norvane sublicensed it to Toral": another part tells of another deal
    first, last = text.rfind("; ", 0, hit.start) + 1, text.find("; ", hit.end)
    near = [
        item
        for item in view.of("COMPANY")
        if max(first, hit.start - REACH) <= item.at < min(last if last >= 0 else len(text), hit.end + REACH)
    ]
    for item in near:
        name = clusters.get(ctx.clusters[item.found.start])
        if name is None:
            continue
        before, after = text[max(0, item.at - 130) : item.at], text[item.at + 2 : item.at + 140]
        if (
            _FROM.search(before)
            or re.search(r"licensor,? $", before)
            or _GIVES.match(after)
            or _FOR_ITS_OWN.match(after)
            and before.endswith("with ")
            or after.startswith("'")
            and _OWNED.search(before)
        ):
            giver = giver or name
        elif _TO.search(before) or re.search(r"(?:licensee|distributor),? $", before):
            taker = taker or name
    if giver is None and taker is None and (under := _UNDER_WHICH.search(text, hit.start, hit.end + REACH)):
        taker = clusters.get(ctx.clusters[view.entity(under.start(1)).found.start])
    if giver is None and taker is None:
        taker = next(
            (
                clusters[c]
                for item in near
                if item.at < hit.start + 3
                and (c := ctx.clusters[item.found.start]) in clusters
                and _TAKES.match(view.text[item.at + 2 : item.at + 142])
            ),
            None,
        )
    if giver is None and taker is None:
        giver, taker = _by_nature(clusters, kind)
    publisher = publisher_of(ctx)
    if giver is None and taker is None and publisher is not None and publisher.cluster in clusters:
        return _by_own(text[hit.start :], hit.end - hit.start + 40, kind, clusters[publisher.cluster])
    return giver, taker
