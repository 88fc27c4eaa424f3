"""Deals: who is in it, who gives and who takes, what is handed over, and on what terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nlp.normalize.dates import shift_years
from nlp.pipes.frames import fill
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.realis import realis
from nlp.pipes.frames.scope import clause, listed
from nlp.pipes.told import Named, Told, When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

_KINDS = ("license", "collaboration", "acquisition", "supply", "option")
_WE = re.compile(r"\b(?:we|our|us|the company|it|its|the companies)\b")
_NEWS = re.compile(r"\b(?:today|announce[sd]?|announcing)\b")
_FROM = re.compile(r"(?:in-?licen[sc]\w+|licen[sc]\w+|rights?|acquir\w+|purchas\w+|obtain\w+|granted)[^.;]{0,80}? (?:from|granted by) (?:the )?$")
_TO = re.compile(r"(?:out-?licen[sc]\w+|licen[sc](?:ed|es|ing)|granted|transferred|sold|rights?)[^.;]{0,60}? to $|(?:grant(?:s|ed|ing)?|giv(?:es|ing)|gave|award(?:s|ed)) $")
_TAKES = re.compile(r"(?:,[^.;]{0,110},)? (?:has |have |had |also )*(?:exclusively )?(?:licen[sc]ed|in-licensed|obtain\w*|acquir\w*|receiv\w*|secur\w*|holds?|was granted|were granted|gain\w*|to acquire|completes? acqui\w+|will acquire|may receive|is the exclusive|commerciali[sz]es|markets)")
_GIVES = re.compile(r"(?:,[^.;]{0,110},)? (?:has |have |will |also )*(?:grant\w*|out-?licen[sc]\w*|gave|gives)")
_ASSET = re.compile(r"(?:rights? to|licen[sc]e (?:to|for)|for (?:its|the|our)|access to|use of|develop(?:ment of)?|commerciali[sz]e|leverage|of (?:its|the|our)) ((?:(?:its|our|the|their|\w+'s) )?(?:[\w/+-]+ ){0,5}?(?:technolog(?:y|ies)|platforms?|programs?|products?|assets?|portfolio|pipeline|vaccines?|antibod(?:y|ies)|candidates?|formulations?|business|compounds?))")
_ROYALTY = re.compile(r"((?:tiered,? |escalating |flat )*(?:(?:low|mid|high|single|double|upper|teens?)(?:-to-| to |[- ])*)+(?:digit|teens?)[\w ,%-]{0,50}?)(?= royalt| percent| on | of |[,.;]|$)|royalt(?:y|ies)[^.;]{0,40}?(?:of|from|ranging|between|equal(?:ing)? to|at) ([\w.% -]{0,40}?(?:\d+(?:\.\d+)?%|percent|digits?|teens?))")
_TERRITORY = re.compile(r"\b(worldwide|global(?:ly)?|all territories|outside (?:of )?(?:the )?\ue00c.|ex-\ue00c.|rest of (?:the )?world)\b")


def tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    """The deals of one trigger: one for each partner of a list in the boilerplate, one for all parties of a new deal."""
    text = view.text
    bounds = clause(text, hit.start, hit.end)
    around = text[max(0, hit.start - 40):hit.end + 40]
    if ctx.lists["no_deal"].search(around):
        return
    value = realis(text, bounds, hit.start, hit.end, ctx.patterns.cues)
    if hit.rule.realis and value != "possible":
        value = hit.rule.realis
    kind = hit.rule.sets.get("kind") or _kind(ctx, text[hit.start:hit.end]) or _kind(ctx, around)
    if kind is None or value in ("possible", "denied") and hit.rule.sets["status"] != "terminated":
        return
    partners = [item for item in view.of("COMPANY") if hit.start <= item.at < hit.end and _partner(ctx, view, item)]
    subject = _subject(ctx, view, hit, partners)
    groups = _groups(ctx, view, hit, partners, subject)
    for names, giver, taker in groups:
        slots = _slots(ctx, view, hit, kind, names, giver, taker, bounds, value)
        if len(slots["parties"]) < 2 and not (kind == "acquisition" and slots["parties"]):
            continue
        sentence = view.sentence
        yield Told("deal", slots, value, sentence.start, sentence.end, view.origin(hit.start), sentence.section, hit.rule.id, hit.rule.confidence,
                   sentence.speaker, index, sentence.section in TITLES)


def _kind(ctx: Context, words: str) -> str | None:
    """The kind named first."""
    places = [(match.start(), kind) for kind in _KINDS if (match := ctx.lists[f"deal_{kind}"].search(words))]
    return min(places)[1] if places else None


_PARENT = re.compile(r"(?:subsidiary|member|part|division|affiliate|unit|company) of (?:the )?$")


def _partner(ctx: Context, view: View, item: Placed) -> bool:
    """Whether a company can be a party: no investor, institute or agency, and not only named as a party's parent."""
    text = ctx.text(item).lower()
    if _PARENT.search(view.text[max(0, item.at - 40):item.at]):
        return False
    return not ctx.lists["no_partner"].search(text)


def _subject(ctx: Context, view: View, hit: Hit, partners: list[Placed]) -> Named | None:
    """Who makes the deal with the partners: the company before the trigger, else the publisher for "we" and "the Company"."""
    before = [item for item in view.of("COMPANY") if item.at < hit.start and _partner(ctx, view, item)]
    inside = [item for item in partners if item.at < hit.start + 3]
    if before and not inside:
        nearest = before[-1]
        if len(view.text[nearest.at + 2:hit.start]) <= 160:
            return ctx.named(nearest)
    return _publisher(ctx)


def _publisher(ctx: Context) -> Named | None:
    return Named(ctx.publisher, ctx.names[ctx.publisher]) if ctx.publisher is not None else None


_Group = tuple[list[Named], Named | None, Named | None]


def _groups(ctx: Context, view: View, hit: Hit, partners: list[Placed], subject: Named | None) -> list[_Group]:
    """Parties with giver and taker; a list of partners of one publisher is one deal for each."""
    names = _distinct([ctx.named(p) for p in partners])
    if subject and all(n.cluster != subject.cluster for n in names) and not (hit.rule.id.endswith("companies_enter") and len(names) >= 2):
        parties = [subject, *names]
    else:
        parties = names
    if len(names) > 1 and hit.rule.sets["status"] == "existing" and subject is not None:
        others = [n for n in names if n.cluster != subject.cluster]
        if len(others) > 1 and partners and len(listed(view, partners[-1], view.of("COMPANY"))) >= len(others):
            return [([other, subject], *_roles(ctx, view, hit, partners[_index(ctx, partners, other)], other, subject)) for other in others]
    other_item = next((p for p in reversed(partners) if subject is None or ctx.named(p).cluster != subject.cluster), None)
    if other_item is None:
        return [(parties, None, None)] if hit.rule.sets.get("kind") == "acquisition" else []
    other = ctx.named(other_item)
    first = next((n for n in parties if n.cluster != other.cluster), None)
    return [(parties, *_roles(ctx, view, hit, other_item, other, first))]


def _index(ctx: Context, partners: list[Placed], name: Named) -> int:
    return next(i for i, p in enumerate(partners) if ctx.named(p).cluster == name.cluster)


def _distinct(names: list[Named]) -> list[Named]:
    out: dict[int, Named] = {}
    for name in names:
        out.setdefault(name.cluster, name)
    return list(out.values())


def _roles(ctx: Context, view: View, hit: Hit, item: Placed, other: Named, subject: Named | None) -> tuple[Named | None, Named | None]:
    """Giver and taker by the words around the partner: "from X", "to X", "granted X", "X has licensed"."""
    before = view.text[max(0, item.at - 130):item.at]
    after = view.text[item.at + 2:item.at + 140]
    rule = hit.rule.id.rsplit(".", 1)[1]
    if rule in ("acquires", "completes_acquisition"):
        return other, subject
    if rule == "acquired_by":
        return subject, other
    if _FROM.search(before):
        return other, subject
    if _TO.search(before):
        return subject, other
    if rule == "distributor":
        return (other, subject) if "licensor" in view.text[hit.start:hit.end] else (subject, other)
    if rule == "has_licensed" or _TAKES.match(after) and rule not in ("enters_agreement", "companies_enter"):
        return subject, other
    if _GIVES.match(after):
        return other, subject
    return None, None


def _slots(ctx: Context, view: View, hit: Hit, kind: str, names: list[Named], giver: Named | None, taker: Named | None, bounds: tuple[int, int], value: str) -> dict[str, Any]:
    when = fill.date_of(ctx, view, bounds, hit.start, hit.end, value)
    status = _status(ctx, view, hit, when, value)
    if when is None and status in ("signed", "closed", "terminated", "expanded") and value == "actual":
        when = _news_date(ctx, view)
    return {"kind": kind, "status": status, "parties": names, "licensor": giver, "licensee": taker, "asset": _asset(ctx, view, hit, kind, giver),
            "territory": _territory(ctx, view), "upfront": None, "milestones": None, "royalty": royalty(view.text), "date": when}


def _news_date(ctx: Context, view: View) -> When | None:
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph and _NEWS.search(view.text)
    return ctx.release_day if news and not ctx.results_release else None


def _status(ctx: Context, view: View, hit: Hit, when: When | None, value: str) -> str:
    """A deal told as news is signed; one told with an old date or only named is in force."""
    status = str(hit.rule.sets["status"])
    day = ctx.header.release_date
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph and bool(_NEWS.search(view.text))
    if status == "signed" and day and when and when.interval.latest < shift_years(Interval(day, day), -1).earliest:
        return "existing"
    if status == "existing" and day and when and when.interval.earliest >= shift_years(Interval(day, day), -1).earliest and re.match(r"\ue002.*licensed|licensed", view.text[hit.start:hit.end]):
        return "signed"
    if status == "signed" and view.sentence.section == "about":
        return "existing"
    if status == "existing" and news and hit.rule.id.rsplit(".", 1)[1] in ("announces_with",) and view.sentence.section in TITLES and not ctx.results_release:
        return "signed"
    if status == "signed" and hit.rule.sets.get("kind") == "acquisition" and re.match(r"complet|clos", view.text[hit.start:hit.end]):
        return "closed"
    return status


def _asset(ctx: Context, view: View, hit: Hit, kind: str, giver: Named | None) -> list[str]:
    named = [ctx.text(item) for item in view.of("COMPOUND")]
    if named:
        return list(dict.fromkeys(named))[:4]
    match = _ASSET.search(view.text, max(0, hit.start - 20))
    if match and "\ue000" <= match.group(1)[:1]:
        match = None
    if match:
        start = view.origin(match.start(1))
        return [re.sub(r"\s+", " ", ctx.flat[start:view.origin(match.end(1) - 1) + 1]).strip()]
    return [giver.text] if kind == "acquisition" and giver else []


def _territory(ctx: Context, view: View) -> list[str]:
    match = _TERRITORY.search(view.text)
    if match:
        start = view.origin(match.start(1))
        return [re.sub(r"\s+", " ", ctx.flat[start:view.origin(match.end(1) - 1) + 1]).strip()]
    if not re.search(r"rights?|territor|market|commerciali|distribut|licens", view.text):
        return []
    return list(dict.fromkeys(ctx.text(item) for item in view.of("REGION")))


def royalty(text: str) -> str | None:
    """The royalty's rate as told."""
    match = _ROYALTY.search(text)
    if not match:
        return None
    return re.sub(r"\s+", " ", next(g for g in match.groups() if g)).strip(" ,") or None
