"""Who is in a deal, who gives and who takes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.scope import listed
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View

_PARENT = re.compile(r"(?:subsidiary|member|part|division|affiliate|unit|arm|company|stake|interest|shareholders?|investor) (?:of|in) (?:the )?$")
_BOTH = re.compile(r"(?:between|by and among|among) [^.;]{0,30}$")
_REACH = 300  # characters around a trigger in which its parties stand
_WE = re.compile(r"\b(?:we|our|us)\b")
_ITS = re.compile(r"\b(?:its|the company|it)\b")
# Words before a company that say it gives or takes; the same for words after it.
_FROM = re.compile(r"(?:licen[sc]\w+|rights?|acquir\w+|purchas\w+|b(?:uy|uys|ought)|obtain\w*|transfer\w*|divest\w+|assignment)[^.;]{0,90}? (?:from|granted by|owned by) (?:the |its (?:current )?partner,? )?$|\b(?:discovered|originated|invented) (?:by|at) (?:scientists at )?$")
_TO = re.compile(r"(?:licen[sc](?:ed|es|ing|e)|granted|transferred|s(?:old|ale|ells?)|divest\w+|rights?|assigned|outlicens\w+)[^.;]{0,70}? to (?:its partner )?$|(?:grant(?:s|ed|ing)?|giv(?:es|ing)|gave|award(?:s|ed)|provid(?:es|ed|ing)) $|\bto (?:grant|give|provide) $")
_TAKES = re.compile(r"(?:,[^.;]{0,110},)? (?:currently |has |have |had |also |which )*(?:exclusively )?(?:in-licen[sc]\w+|licen[sc]ed(?! [^.;]{0,80} to \ue002)|acquir\w*|to acquire|to buy|will acquire|reacquir\w*|regain\w*|is the exclusive|commerciali[sz]es|markets"
                    r"|(?:obtain\w*|secur\w*|holds?|owns?|was granted|were granted|gain\w*|has|have|received)? ?(?:[\w,-]+ ){0,6}?(?:rights?|licen[sc]es?)(?! agreement))(?!\w)")
_GIVES = re.compile(r"(?:,[^.;]{0,110},)? (?:has |have |will |also )*(?:grant(?:s|ed|ing)?|out-?licen[sc]\w*|gave|gives|sells?|sold|divest\w*)(?!\w)")
_OWNED = re.compile(r"(?:agreement|deal|licen[sc]e|licensing|rights?|market|distribute|commerciali[sz]e|promote|develop|sheet)[^.;]{0,70}? (?:for|to|of|distribute|commerciali[sz]e|market|develop|promote|under) (?:the )?$")
_OWN = re.compile(r"(?:agreement|deal|licen[sc]e|licensing|sheet)[^.;]{0,130}? (?:for|to|of|distribute|commerciali[sz]e|market|sell|promote) (?:the sale of )?(?:our|its|the company's) ")
_WITH = re.compile(r"(?: [^ .;]+){0,4}? with (?:the )?((?:\ue002.(?:, and |, | and )?)+)")
_GIVEN_BY = re.compile(r"[^.;]{0,60}? (?:from|granted by|owned by) (?:the )?(\ue002.)")
_ORIGIN = re.compile(r"\b(?:discovered|invented|originated|created|(?:initially|originally) developed|owned) (?:by|at) (?:scientists at |the )?(\ue002.)")
_PLURAL = re.compile(r"\b(?:partnerships|agreements|collaborations|alliances|licen[sc]es|deals) with\b")
_NEEDS_NO_PARTNER = frozenset({"deal.we_completed_sale", "deal.completes_acquisition", "deal.agrees_to_acquire", "deal.acquires_asset"})
_ACADEMIC = re.compile(r"\b(?:University|Universität|Université|Institute|College|Hospital)\b")
_BLANK_CHECK = re.compile(r"\bAcquisition (?:Corp|Company|Holdings)|\bSPAC\b")
_DIVESTS = re.compile(r"\b(?:sale|divestiture|divest|to sell|sells?|sold)\b")


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of one deal, with the giver (licensor, target, seller) and the taker (licensee, acquirer) where the words tell them."""

    parties: tuple[Named, ...]
    giver: Named | None = None
    taker: Named | None = None


def sides(ctx: Context, view: View, hit: Hit, kind: str) -> list[Sides]:
    """The deals of a trigger by their parties: several when one side lists its partners."""
    captured = _captured(ctx, view, hit)
    items = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end and _can_be(ctx, view, item, kind)]
    if hit.rule.id == "deal.companies_enter" and (more := _WITH.match(view.text, hit.end)):
        items += [item for item in view.of("COMPANY") if more.start(1) <= item.at < more.end() and _can_be(ctx, view, item, kind)]
    if hit.rule.id in ("deal.has_licensed", "deal.reacquires_rights") and (more := _GIVEN_BY.match(view.text, hit.end)):
        items += [item for item in view.of("COMPANY") if more.start(1) <= item.at < more.end()]
    named = _distinct(ctx, items)
    if hit.rule.id == "deal.transaction_closing":
        return [Sides(tuple(named) if len(named) > 1 else ())]
    if not named and hit.rule.id not in _NEEDS_NO_PARTNER:
        return []
    subject = None if _closed_circle(ctx, view, hit, named) else _subject(ctx, view, hit, items, kind)
    if hit.rule.id in ("deal.has_licensed", "deal.licensed_from_to") and (subject is None or any(n.cluster == subject.cluster for n in named)):
        subject = _originator(ctx, view) or subject
    parties = named if subject is None or any(n.cluster == subject.cluster for n in named) else [subject, *named]
    others = [n for n in named if subject is None or n.cluster != subject.cluster]
    separate = hit.rule.sets["status"] == "existing" or _PLURAL.search(view.text[hit.start:hit.end])
    if subject is not None and separate and len(others) > 1 and _is_list(ctx, view, items, others):
        return [_roles(ctx, view, hit, kind, [subject, other], captured) for other in others]
    return [_roles(ctx, view, hit, kind, parties, captured)]


def _captured(ctx: Context, view: View, hit: Hit) -> dict[int, str]:
    """The clusters that the rule itself names licensor or licensee; a list of them is one side each."""
    match = hit.rule.pattern.regex.match(view.text, hit.start)
    if match is None:
        return {}
    spans = [(match.span(group), slot) for group, (slot, _) in hit.rule.pattern.slots.items() if slot in ("licensor", "licensee") and match[group]]
    return {ctx.clusters[item.found.start]: slot for item in view.of("COMPANY") for (start, end), slot in spans if start <= item.at < end}


def _can_be(ctx: Context, view: View, item: Placed, kind: str) -> bool:
    """Whether a company can be a party: no investor, institute or agency, and not only named as a party's parent."""
    text = ctx.text(item).lower()
    if _PARENT.search(view.text[max(0, item.at - 40):item.at]) or ctx.lists["no_partner"].search(text):
        return False
    return kind in ("license", "option", "acquisition") or not ctx.lists["academic"].search(text)


def _closed_circle(ctx: Context, view: View, hit: Hit, named: list[Named]) -> bool:
    """Whether the trigger itself names both sides ("X and Y sign", "between X and Y")."""
    if len(named) < 2:
        return False
    if hit.rule.id in ("deal.companies_enter", "deal.companies_join", "deal.together", "deal.partnered"):
        return True
    first = view.text.find("\ue002", hit.start, hit.end)
    words = view.text[hit.start:max(first, hit.start)]
    if re.search(r"developed by (?:the )?$", words):
        return True
    return bool(_BOTH.search(words)) and (not re.match(r"enter|sign|execut", words) or any(n.cluster == ctx.publisher for n in named))


def _originator(ctx: Context, view: View) -> Named | None:
    """The company that the paragraph says a product comes from ("was discovered by X")."""
    for other in ctx.views:
        if other.sentence.paragraph == view.sentence.paragraph and (match := _ORIGIN.search(other.text)):
            return ctx.named(other.entity(match.start(1)))
    return None


def _subject(ctx: Context, view: View, hit: Hit, items: list[Placed], kind: str) -> Named | None:
    """Who makes the deal with the partners: the publisher for "we" and "our", else the company before the trigger."""
    publisher = publisher_of(ctx)
    near = view.text[max(0, hit.start - 30):items[0].at if items else hit.end]
    if _WE.search(near):
        return publisher
    before = [item for item in view.of("COMPANY") if hit.start - _REACH <= item.at < hit.start and _can_be(ctx, view, item, kind) and not _object(view, item)]
    inside = [item for item in items if item.at < hit.start + 3]
    if before and not (inside and len(items) > 1) and hit.start - before[-1].at - 2 <= 200:
        return ctx.named(before[-1])
    return publisher


def _object(view: View, item: Placed) -> bool:
    """Whether a company stands behind a preposition, so that it is not the one who acts."""
    return bool(re.search(r"\b(?:of|from|to|with|by|for|including|than) (?:the |its |our )?$", view.text[max(0, item.at - 16):item.at])) and not view.text.startswith("'", item.at + 2)


def publisher_of(ctx: Context) -> Named | None:
    """The issuing company, None when the release does not tell it."""
    return Named(ctx.publisher, ctx.names[ctx.publisher]) if ctx.publisher is not None else None


def _distinct(ctx: Context, items: list[Placed]) -> list[Named]:
    out: dict[int, Named] = {}
    for item in items:
        name = ctx.named(item)
        out.setdefault(name.cluster, name)
    return list(out.values())


def _is_list(ctx: Context, view: View, items: list[Placed], others: list[Named]) -> bool:
    run = listed(view, items[-1], view.of("COMPANY"))
    return len({ctx.named(i).cluster for i in run}) >= len(others)


def _roles(ctx: Context, view: View, hit: Hit, kind: str, parties: list[Named], captured: dict[int, str]) -> Sides:
    """Giver and taker: what the rule names, else by the words around each company; the other of two parties takes the other part."""
    group = Sides(tuple(parties))
    if kind == "collaboration" and not re.search(r"licen[sc]|rights|option", view.text[hit.start:]):
        return group
    clusters = {p.cluster: p for p in parties}
    giver = taker = None
    for cluster, slot in captured.items():
        name = clusters.get(cluster)
        giver, taker = (name or giver, taker) if slot == "licensor" else (giver, name or taker)
    if giver is None and taker is None:
        giver, taker = _by_words(ctx, view, hit, kind, clusters)
    giver, taker = _complete(parties, giver, taker)
    return replace(group, giver=giver, taker=taker)


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


def _by_words(ctx: Context, view: View, hit: Hit, kind: str, clusters: dict[int, Named]) -> tuple[Named | None, Named | None]:
    text = view.text
    giver = taker = None
    near = [item for item in view.of("COMPANY") if hit.start - _REACH <= item.at < hit.end + _REACH]
    for item in near:
        name = clusters.get(ctx.clusters[item.found.start])
        if name is None:
            continue
        before, after = text[max(0, item.at - 130):item.at], text[item.at + 2:item.at + 140]
        if _FROM.search(before) or re.search(r"licensor,? $", before) or _GIVES.match(after) or after.startswith("'") and _OWNED.search(before):
            giver = giver or name
        elif _TO.search(before) or re.search(r"(?:licensee|distributor),? $", before):
            taker = taker or name
    if giver is None and taker is None:
        taker = next((clusters[c] for item in near if item.at < hit.start + 3 and (c := ctx.clusters[item.found.start]) in clusters and _TAKES.match(view.text[item.at + 2:item.at + 142])), None)
    if giver is None and taker is None:
        giver, taker = _by_nature(clusters, kind)
    if giver is None and taker is None and kind in ("license", "acquisition"):
        publisher = publisher_of(ctx)
        own = publisher and publisher.cluster in clusters
        if own and _OWN.search(text[hit.start:]):
            giver = clusters[publisher.cluster] if publisher else None
        elif own and kind == "acquisition" and _DIVESTS.search(text[hit.start:hit.end + 40]):
            giver = clusters[publisher.cluster] if publisher else None
        elif own and kind == "acquisition" and re.search(r"to acquire|acquisition of|to purchase", text[hit.start:hit.end + 40]):
            taker = clusters[publisher.cluster] if publisher else None
    return giver, taker
