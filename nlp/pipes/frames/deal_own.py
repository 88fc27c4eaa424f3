"""Whether a drug that a partner sells or makes is the release's own, and what kind of partner a partner is."""

from __future__ import annotations

import re

from nlp.pipes.frames.comparators import primary
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.view import View

# Who sells or makes a drug is told of everybody's drugs; it tells a deal only where the drug is the release's own.
OF_OWN_DRUG = frozenset({"deal.markets_for_us", "deal.sold_by", "deal.makes_for_us"})
_OF_MARKETS = frozenset(
    {"deal.markets_for_us", "deal.sold_by", "deal.agreement_on", "deal.returns_rights", "deal.launched_under"}
)
_OF_PARTNERS = frozenset({"deal.our_partner", "deal.partner_of"})
_LICENSED = re.compile(r"\blicen[sc]e\b")
_WITHOUT_DRUG = re.compile(r"drug substance|drug product|active ingredient|vector|clinical material")
# A partner for a market has the rights there.
_FOR_A_MARKET = re.compile(
    r"\ue00c|\b(?:licensees?|licensors?|commerci\w+|marketing|distribution|regional|japanese|chinese|korean|european|"
    r"american|canadian|australian|latin american|indian|taiwanese|russian|u\.s\.|eu)\b"
)
_IN_A_MARKET = re.compile(r"(?:[^.;]{0,60}? \ue001.)?[^.;,]{0,40}? (?:in|for|across|outside) (?:the )?\ue00c")
_MARKET_BEFORE = re.compile(r"\bin (?:the )?\ue00c.,? $")
# "Partnered with X to commercialize NRV-210 in China", "partnered with X for commercialization of"
_PARTNERED = re.compile(r"partner(?:s|ed|ing)\b")
_TO_SELL = re.compile(
    r"[^.;]{0,12}? (?:to|for) (?:(?:the|exclusive|exclusively|\ue001.) )*"
    r"(?:commerciali|distribut|market(?:\b|ing)|sell\b|sales of|launch)"
)
_RIVAL = re.compile(r"\b(?:compet\w+|rivals?|comparators?|standard of care|biosimilars? of)\b")
_MENTIONS = 2


def of_another(ctx: Context, view: View, hit: Hit) -> bool:
    """Whether the words are of a drug that is somebody else's: named once only, a comparator, a backbone."""
    if hit.rule.id not in OF_OWN_DRUG:
        return False
    if _RIVAL.search(view.text):
        return True
    inside = [item for item in view.of("COMPOUND") if hit.start <= item.at < hit.end]
    inside = inside or [item for item in view.of("COMPOUND") if item.at < hit.start][-1:]
    if not inside:
        return not _WITHOUT_DRUG.search(view.text, hit.start, hit.end)
    told_so = _LICENSED.search(view.text, hit.start) is not None
    return not told_so and not any(_own(ctx, ctx.clusters[item.found.start]) for item in inside)


def _own(ctx: Context, cluster: int) -> bool:
    """Whether the release is about the drug: its main one, or one that several of its sentences are about."""
    if ctx.lists["backbone"].fullmatch(ctx.names[cluster].lower()):
        return False
    if any(name.cluster == cluster for name in ctx.main):
        return True
    told = 0
    for view in ctx.views:
        told += any(ctx.clusters[item.found.start] == cluster for item in primary(ctx, view))
        if told >= _MENTIONS:
            return True
    return False


def implies_rights(view: View, hit: Hit) -> bool:
    """Whether the places beside the trigger are those of its rights, though no word says so."""
    return hit.rule.id in _OF_MARKETS or has_a_market(view, hit)


def has_a_market(view: View, hit: Hit) -> bool:
    """Whether a partner is one for a market ("our Japanese partner X", "our partner for NRV-210 in Japan")."""
    if hit.rule.id == "deal.collaborates":
        return _PARTNERED.match(view.text, hit.start) is not None and _TO_SELL.match(view.text, hit.end) is not None
    if hit.rule.id not in _OF_PARTNERS:
        return False
    return bool(
        _FOR_A_MARKET.search(view.text, hit.start, hit.end)
        or _IN_A_MARKET.match(view.text, hit.end)
        or _MARKET_BEFORE.search(view.text, 0, hit.start)
    )
