"""Deals: which agreement a trigger tells of, how it stands, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nlp.pipes.frames import deal_terms
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.deal_dates import day_of_fate, when_of
from nlp.pipes.frames.deal_own import has_a_market, of_another
from nlp.pipes.frames.deal_parties import sides
from nlp.pipes.frames.deal_places import by_partner, by_place
from nlp.pipes.frames.deal_roles import Sides
from nlp.pipes.frames.deal_status import realis_of, status_of
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import is_news
from nlp.pipes.told import Named, Told
from nlp.pipes.view import View

_UNDER = frozenset({"deal.in_collaboration", "deal.payment_under"})
_OF_ONE_SIDE = frozenset({"deal.we_completed_sale", "deal.completes_acquisition", "deal.sells_voucher"})
_LICENSE_OF_ONE_SIDE = frozenset({("deal.has_licensed", "signed"), ("deal.regains", "terminated")})
_UNNAMED = "deal.with_unnamed"
_NEWS = frozenset({"deal.enters_agreement", "deal.companies_enter"})
_BARE = re.compile(r"\b(?:deal|pact|accord|tie-up)\b")
_NO_DRUG_DEAL = re.compile(
    r"\b(?:financing|settle\w*|royalty (?:financing|deal|monetization|purchase)|sponsorship|litigation|debt|"
    r"loan|lease|credit|"
    r"insurance|advertis\w*)\b"
)
_WORK = re.compile(r"\b(?:develop|discover|research|co-|commerciali[sz]|market|distribut|test|vaccine|drug)\w*")
_KINDS = ("license", "collaboration", "acquisition", "supply", "option")
LONGEST = 5000  # characters; what is longer is no sentence, and its names are no parties
# What somebody did elsewhere is no deal of this release.
_CAREER = re.compile(
    r"\b(?:prior to joining|previously (?:served|led|worked|held)|(?:most recently|formerly) (?:served|was)|served as"
    r"|where (?:he|she)"
    r"|(?:his|her) (?:career|tenure|role)|(?:he|she) (?:led|served|was|has|held|negotiated|helped))\b"
)
# "licensed NRV-210, an antibody to PSMA"
_TARGET = re.compile(
    r"\b(?:antibod(?:y|ies)|inhibitors?|ligands?|binders?|directed|bispecifics?|conjugates?|agonists?|antagonists?|binds|"
    r"binding) (?:of|to) \ue002.$"
)
_AUTHORITY = re.compile(
    r"(?:\ue009.|\b(?:administration|authority|agency|ministry|commission))(?: [^.;\ue002]{0,40})? $"
)
# "acquired the program through the purchase of Toral": one purchase
_MEANS = re.compile(
    r"\b(?:acquir|bought|purchas|obtain|got)\w*[^.;]{0,80}? (?:through|via|by (?:way|means) of|by|with) (?:the |its |"
    r"our )?$"
)
# Who sells is named right before the verb, or is the release's own company.
_SELLER = re.compile(
    r"(?:^|[;:•–-] ?|\ue002.(?:[^.;,]{0,40})?|\b(?:we|company|it|has|have|also|recently|then|to|group)) ?$"
)
_RIGHTS_TO_SELL = re.compile(
    r"(?<!re-)(?<!re)acquir\w* [^.;]{0,60}?"
    r"\b(?:commercial(?:i[sz]ation)?|marketing|distribution|promotion)(?: and \w+)? rights\b"
)
_MAKES = re.compile(
    r"(?:\W+[\w\ue000-\uf8ff-]+){0,6}?\W+(?:(?:to|for|on) (?:the )?(?:(?:clinical |commercial |gmp "
    r"|advance the )*)(?:manufactur|produc(?:e|tion)))"
)


def tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    """The deals of one trigger: one for each partner of a list, one for all parties of a new deal."""
    if _no_deal(ctx, view, hit):
        return
    kind = _kind(ctx, view, hit)
    value = realis_of(ctx, view, hit, kind)
    if kind is None or value is None:
        return
    groups = sides(ctx, view, index, hit, kind)
    placed = by_partner(ctx, view, hit, groups) or by_place(ctx, view, hit, groups)
    groups = [one.sides for one in placed] or groups
    shared = _respectively(ctx, view, hit, len(groups))
    for number, group in enumerate(groups):
        slots = _slots(ctx, view, index, hit, kind, group, value)
        if shared:
            slots["asset"] = [shared[number]]
        if placed:
            slots["territory"] = placed[number].regions
            own = placed[number].assets
            slots["asset"] = slots["asset"] if own is None else own
        if len(group.parties) > 1 and (meant := deal_terms.meant(ctx, view, index, hit, kind, slots["asset"])):
            slots["asset"] = [ctx.names[meant.cluster]]
        if kind == "supply":
            slots["licensor"] = slots["licensee"] = None  # who makes the goods licenses nothing
        if not _enough(slots, hit):
            continue
        sentence = view.sentence
        yield Told(
            "deal",
            slots,
            value,
            sentence.start,
            sentence.end,
            view.origin(hit.start),
            sentence.section,
            hit.rule.id,
            hit.rule.confidence,
            sentence.speaker,
            index,
            sentence.section in TITLES,
            about=_compounds_of(ctx, view, index, slots["asset"]),
        )


def _compounds_of(ctx: Context, view: View, index: int, assets: list[str]) -> tuple[Named, ...]:
    """The compounds among the assets."""
    named = [ctx.named(item) for item in view.of("COMPOUND") if ctx.text(item) in assets]
    named += [name for name in [*ctx.above[index], *ctx.topics[index]] if ctx.names[name.cluster] in assets]
    return tuple({name.cluster: name for name in named}.values())


def reason_for_nothing(ctx: Context, view: View, index: int, hit: Hit) -> str:
    """Why a trigger tells nothing, in words for an annotator."""
    reason = _no_deal(ctx, view, hit)
    if reason:
        return reason
    kind = _kind(ctx, view, hit)
    if kind is None:
        return "no word says what kind of deal it is (license, collaboration, option, acquisition, supply)"
    if realis_of(ctx, view, hit, kind) is None:
        return "the words around it say that there is no deal"
    if not sides(ctx, view, index, hit, kind):
        return "no company that could be a party beside it"
    return "fewer than two parties, and no asset that changes hands"


def _no_deal(ctx: Context, view: View, hit: Hit) -> str | None:
    """Why the words tell of no deal at all, None when they may."""
    text = view.text
    if len(text) > LONGEST:
        return f"the sentence is longer than {LONGEST} characters"
    if ctx.lists["no_deal"].search(text[hit.start : hit.end]):
        return "its words are of no deal (list no_deal)"
    if hit.rule.id == "deal.acquires" and _MEANS.search(text, 0, hit.start):
        return "it is how the purchase told before was made"
    if ctx.lists["no_deal_near"].search(text[max(0, hit.start - 30) : hit.end + 30]):
        return "words beside it are of no deal (list no_deal_near)"
    if ctx.lists["risk"].search(text):
        return "the sentence speaks of risks"
    if hit.rule.id == "deal.sells_voucher" and not _SELLER.search(text[: hit.start]):
        return "who sells is no company that is known"
    if _TARGET.search(text, hit.start, hit.end):
        return "the name is that of what a drug binds to"
    if _CAREER.search(text[: hit.start]):
        return "it tells what somebody did elsewhere"
    if hit.rule.id == "deal.grants_rights" and "acqui" in text[max(0, hit.start - 90) : hit.start]:
        return "the rights were acquired: another rule's matter"
    if hit.rule.id == "deal.grants_rights" and _AUTHORITY.search(text, max(0, hit.start - 60), hit.start):
        return "an agency grants it"
    if of_another(ctx, view, hit):
        return "the drug is not the release's own"
    return None


def _respectively(ctx: Context, view: View, hit: Hit, count: int) -> list[str]:
    """The compounds of a list of partners in its order, where "respectively" is said and the numbers agree."""
    if count < 2 or "respectively" not in view.text[hit.end : hit.end + 24]:
        return []
    names = list(dict.fromkeys(ctx.text(item) for item in view.of("COMPOUND") if item.at < hit.start))
    return names if len(names) == count else []


def _enough(slots: dict[str, Any], hit: Hit) -> bool:
    """Two parties make a deal; an asset may change hands without its other side, and a closing may name nobody."""
    if hit.rule.id == "deal.transaction_closing":
        return slots["date"] is not None
    if len(slots["parties"]) >= 2:
        return True
    if len(slots["parties"]) != 1 or not slots["asset"]:
        return False
    if slots["status"] == "exercised" or hit.rule.id == _UNNAMED:
        return True
    if slots["kind"] == "license":
        return (hit.rule.id, slots["status"]) in _LICENSE_OF_ONE_SIDE
    own = slots["licensor"] is None or hit.rule.id in _OF_ONE_SIDE
    return slots["kind"] == "acquisition" and own


_BY_ITS_WORDS = frozenset({"deal.sold_by_licensee", "deal.will_manufacture"})
_RIGHTS = re.compile(
    r"\b(?:acquired|bought|purchased) [^\ue002]{0,60}?\brights(?: to\b|$)"
)  # "which acquired the Nordic rights to NRV-210"
# "supplies pembrolizumab under a clinical trial collaboration and supply agreement", "under a co-promotion agreement"
_TOGETHER = re.compile(
    r"\b(?:under|as part of|pursuant to) (?:(?!suppl|manufactur)[^.;]){0,40}?\b(?:collaboration|co-?promotion|"
    r"co-?marketing)\b"
)


def _kind(ctx: Context, view: View, hit: Hit) -> str | None:
    """The kind that the rule or the words tell; a partner for a market has a licence."""
    if has_a_market(view, hit):
        return "license"
    if hit.rule.id == "deal.acquires_from" and _RIGHTS_TO_SELL.search(view.text, hit.start, hit.end):
        return "license"  # rights to commercialise or distribute are a licence, however they were got
    if hit.rule.id in _BY_ITS_WORDS and _TOGETHER.search(view.text, hit.start, hit.end):
        return "collaboration"
    kind = str(hit.rule.sets.get("kind") or "") or kind_of(ctx, view.text, hit)
    if kind == "acquisition" and hit.rule.id == "deal.which_acquired" and _RIGHTS.search(view.text, hit.start, hit.end):
        return "license"
    if kind is None and hit.rule.id == "deal.restated" and view.of("COMPOUND"):
        return "license"
    if kind is None and hit.rule.id == "deal.terminates" and "\ue001" in view.text[hit.start : hit.end + 60]:
        return "license"
    if kind is None and hit.rule.id == _UNNAMED:
        return "collaboration"
    bare = kind is None and hit.rule.id in _NEWS and _BARE.search(view.text, hit.start, hit.end)
    if bare and not _NO_DRUG_DEAL.search(view.text):  # "inks deal with Toral for NRV-210"
        return "license" if view.of("COMPOUND") else "collaboration" if _WORK.search(view.text) else None
    if kind is None and hit.rule.id == "deal.agreement_on":
        return "license" if "\ue001" in view.text[hit.start : hit.end] else "collaboration"
    return kind


def kind_of(ctx: Context, text: str, hit: Hit) -> str | None:
    """The kind named first in the trigger, else around it, else in the sentence; manufacturing is supply."""
    around = text[max(0, hit.start - 40) : hit.end + 40]
    kind = _first_kind(ctx, text[hit.start : hit.end]) or _first_kind(ctx, around) or _first_kind(ctx, text)
    if kind is None and hit.rule.id in _UNDER and re.search(r"upfront|up-front|milestone|royalt", text):
        kind = "license"
    if kind == "collaboration" and _MAKES.match(text, hit.end):
        return "supply"
    return kind


def _first_kind(ctx: Context, words: str) -> str | None:
    places = [(match.start(), kind) for kind in _KINDS if (match := ctx.lists[f"deal_{kind}"].search(words))]
    return min(places)[1] if places else None


def _slots(ctx: Context, view: View, index: int, hit: Hit, kind: str, group: Sides, value: str) -> dict[str, Any]:
    when = when_of(ctx, view, hit, value)
    status = status_of(ctx, view, hit, when)
    if hit.rule.sets["status"] == "existing" and status in ("terminated", "expanded"):
        when = day_of_fate(ctx, view, hit, value) or when
    elif hit.rule.sets["status"] == "signed" and status == "expanded" and is_news(ctx, view):
        when = ctx.release_day  # the year is that of the deal that grows
    if status == "existing" and when is not None and view.of("METRIC") and view.of("MONEY"):
        when = None  # "revenue from the collaboration in the fourth quarter": the day of the revenue
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph
    if (
        when is None
        and status in ("signed", "closed", "terminated", "expanded", "exercised")
        and value == "actual"
        and news
        and not ctx.results_release
    ):
        when = ctx.release_day
    return {
        "kind": kind,
        "status": status,
        "parties": list(group.parties),
        "licensor": group.giver,
        "licensee": group.taker,
        "asset": deal_terms.asset(ctx, view, hit, kind, group.giver),
        "territory": deal_terms.territory(ctx, view, hit),
        "upfront": None,
        "milestones": None,
        "royalty": deal_terms.royalty(ctx, view, index),
        "date": when,
    }
