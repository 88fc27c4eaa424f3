"""Deals: which agreement a trigger tells of, how it stands, and since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nlp.normalize.dates import shift_years
from nlp.pipes.frames import deal_terms, fill
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.deal_parties import Sides, sides
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.realis import realis
from nlp.pipes.frames.scope import clause
from nlp.pipes.told import Told, When
from nlp.pipes.view import View
from nlp.records import Interval

_KINDS = ("license", "collaboration", "acquisition", "supply", "option")
LONGEST = 5000  # characters; what is longer is no sentence, and its names are no parties
_NEWS = re.compile(r"\b(?:today|announc\w*|pleased to)\b")
_BACKGROUND = re.compile(r"\b(?:previously|earlier|prior|existing|ongoing|current|already) (?:[\w-]+ ){0,4}$|\b(?:previously|earlier) announced\b")
_OPEN = re.compile(r"\b(?:planned|proposed|anticipated|expected|pending|intends?|plans?|expects?|would|previously announced proposed)\b")
_MAKES = re.compile(r"(?:\W+[\w\ue000-\uf8ff-]+){0,6}?\W+(?:(?:to|for|on) (?:the )?(?:(?:clinical |commercial |gmp |advance the )*)(?:manufactur|produc(?:e|tion)))")
_MADE = frozenset({"deal.enters_agreement", "deal.companies_enter", "deal.agrees_to_acquire"})
# The trigger's verb: its first word behind the companies that may open it.
_LEAD = re.compile(r"(?:\ue002.(?:,| and| &)? ?)*(?:(?:which|currently|also) )*")
_FIRST = re.compile(r"[a-z-]{3,}(?!\w)")
_RESOLVED = re.compile(r"\b(?:agreed|decision|notified|notice|elected|decided)\b")
_PROPOSED = re.compile(r"\b(?:planned|proposed|anticipated|pending)\b")
_DONE = re.compile(r"complet|clos|finali")


def tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    """The deals of one trigger: one for each partner of a list in the boilerplate, one for all parties of a new deal."""
    text = view.text
    if len(text) > LONGEST:
        return
    around = text[max(0, hit.start - 30):hit.end + 30]
    if ctx.lists["no_deal"].search(text[hit.start:hit.end]) or ctx.lists["no_deal_near"].search(around) or ctx.lists["risk"].search(text):
        return
    if hit.rule.id == "deal.grants_rights" and "acqui" in text[max(0, hit.start - 90):hit.start]:
        return
    kind = str(hit.rule.sets.get("kind") or "") or kind_of(ctx, text, hit)
    value = _realis(ctx, view, hit, kind)
    if kind is None or value is None:
        return
    groups = sides(ctx, view, hit, kind)
    shared = _respectively(ctx, view, hit, len(groups))
    for number, group in enumerate(groups):
        slots = _slots(ctx, view, hit, kind, group, value)
        if shared:
            slots["asset"] = [shared[number]]
        if not _enough(slots, hit):
            continue
        sentence = view.sentence
        yield Told("deal", slots, value, sentence.start, sentence.end, view.origin(hit.start), sentence.section, hit.rule.id, hit.rule.confidence,
                   sentence.speaker, index, sentence.section in TITLES)


def _respectively(ctx: Context, view: View, hit: Hit, count: int) -> list[str]:
    """The compounds of a list of partners in their order, when the sentence says "respectively" and the numbers agree."""
    if count < 2 or "respectively" not in view.text[hit.end:hit.end + 24]:
        return []
    names = list(dict.fromkeys(ctx.text(item) for item in view.of("COMPOUND") if item.at < hit.start))
    return names if len(names) == count else []


def _enough(slots: dict[str, Any], hit: Hit) -> bool:
    """Two parties make a deal; an asset may change hands without its other side, and a closing may name nobody."""
    if hit.rule.id == "deal.transaction_closing":
        return slots["date"] is not None
    if len(slots["parties"]) >= 2:
        return True
    alone = slots["kind"] == "acquisition" and len(slots["parties"]) == 1 and bool(slots["asset"])
    return alone and (slots["licensor"] is None or hit.rule.id in ("deal.we_completed_sale", "deal.completes_acquisition"))


def kind_of(ctx: Context, text: str, hit: Hit) -> str | None:
    """The kind named first in the trigger, else around it, else in the sentence; an agreement to manufacture is supply."""
    around = text[max(0, hit.start - 40):hit.end + 40]
    kind = _first_kind(ctx, text[hit.start:hit.end]) or _first_kind(ctx, around) or _first_kind(ctx, text)
    if kind is None and re.search(r"upfront|up-front|milestone|royalt|licen[sc]", text):
        kind = "license"
    if kind == "collaboration" and _MAKES.match(text, hit.end):
        return "supply"
    return kind


def _first_kind(ctx: Context, words: str) -> str | None:
    places = [(match.start(), kind) for kind in _KINDS if (match := ctx.lists[f"deal_{kind}"].search(words))]
    return min(places)[1] if places else None


def _realis(ctx: Context, view: View, hit: Hit, kind: str | None) -> str | None:
    """What is in force or announced is actual; None for what is only a chance, a wish or denied."""
    text, status = view.text, str(hit.rule.sets["status"])
    lead = _LEAD.match(text, hit.start)
    first = lead.end() if lead else hit.start
    verb = _FIRST.match(text, first)
    value = realis(text, clause(text, hit.start, hit.end), first, verb.end() if verb else hit.end, ctx.patterns.cues)
    if hit.rule.realis:
        return hit.rule.realis if value != "denied" else None
    before = text[max(0, hit.start - 60):hit.start]
    if status == "existing" and value != "denied":
        return None if re.search(r"\b(?:seek\w*|potential|possible|future|new|any|may|could) (?:[\w-]+ ){0,4}$", before) else "actual"
    if kind == "acquisition" and value != "denied" and _PROPOSED.search(text[hit.start:hit.end]) and (_OCCASION.search(text[max(0, hit.start - 90):hit.end]) or not is_news(ctx, view)):
        return "expected"
    if value == "denied" or re.search(r"\b(?:pursu|seek|consider|explor|evaluat|discuss|negotiat)\w* (?:[\w-]+ ){0,4}$", before):
        return None
    if hit.rule.id in _MADE and is_news(ctx, view):
        return "actual"
    if value == "possible":
        return None
    if value == "expected":
        if status == "terminated" and _RESOLVED.search(text[max(0, hit.start - 40):hit.end]):
            return "actual"
        if kind == "acquisition" and _OPEN.search(text[max(0, hit.start - 60):hit.end]):
            return "expected"
        return "actual" if is_news(ctx, view) else None
    return value


def is_news(ctx: Context, view: View) -> bool:
    """Whether the sentence is the release's own news: its headline, or its first paragraph announcing."""
    return view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph and bool(_NEWS.search(view.text))


def _slots(ctx: Context, view: View, hit: Hit, kind: str, group: Sides, value: str) -> dict[str, Any]:
    when = fill.date_of(ctx, view, clause(view.text, hit.start, hit.end), hit.start, hit.end, value)
    status = _status(ctx, view, hit, when)
    if status == "existing" and (hit.rule.id == "deal.payment_under" or when and hit.rule.sets["status"] == "existing" and not _dated(ctx, view, hit)):
        when = None
    news = view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph
    if when is None and status in ("signed", "closed", "terminated", "expanded", "exercised") and value == "actual" and news and not ctx.results_release:
        when = ctx.release_day
    return {"kind": kind, "status": status, "parties": list(group.parties), "licensor": group.giver, "licensee": group.taker,
            "asset": deal_terms.asset(ctx, view, hit, kind, group.giver), "territory": deal_terms.territory(ctx, view, hit),
            "upfront": None, "milestones": None, "royalty": deal_terms.royalty(ctx, view), "date": when}


def _dated(ctx: Context, view: View, hit: Hit) -> bool:
    """Whether a time stands in the trigger or right beside it, so that it dates the agreement and not what is told under it."""
    return any(hit.start - 30 <= item.at <= hit.end + 14 for item in view.of("DATE"))


def _status(ctx: Context, view: View, hit: Hit, when: When | None) -> str:
    """A deal told as news is signed; one told with an old date or only named is in force."""
    status, text = str(hit.rule.sets["status"]), view.text
    if status not in ("signed", "existing"):
        return status
    if _ENDS.search(text[max(0, hit.start - 30):hit.end]):
        return "terminated"
    day = ctx.header.release_date
    year_ago = shift_years(Interval(day, day), -1).earliest if day else None
    about, titled = view.sentence.section == "about", view.sentence.section in TITLES
    background = bool(_BACKGROUND.search(text[max(0, hit.start - 40):hit.end]))
    if status == "signed":
        if hit.rule.sets.get("kind") == "acquisition" and _DONE.match(text, hit.start):
            return "closed"
        old = bool(year_ago and when and when.interval.latest < year_ago)
        aside = hit.rule.id in ("deal.merger", "deal.acquires", "deal.companies_enter") and _OCCASION.search(text[max(0, hit.start - 90):hit.end])
        if old or about or background or aside:
            return "existing"
        return "expanded" if hit.rule.id == "deal.companies_enter" and _GROWS.search(text[hit.start:hit.end]) else "signed"
    new = year_ago and when and when.interval.earliest >= year_ago and (hit.rule.id == "deal.licensed_from_to" or hit.rule.id == "deal.has_licensed" and _DID.search(text[hit.start:hit.end]))
    if new and not about and not background:
        return "signed"
    if about or background or ctx.results_release:
        return status
    named = titled and hit.rule.id in ("deal.announces_with", "deal.licensed_from_to") and (_TITLE_NEWS.search(text[:hit.start]) or _TITLE_VERB.match(text, hit.start))
    licensed = is_news(ctx, view) and hit.rule.id == "deal.licensed_from_to" and _LICENSED.match(text, hit.start) and re.search(r"\b(?:has|have|had)(?: \w+ly| also)? $", text[:hit.start])
    starts = titled and hit.rule.id == "deal.collaborates" and _STARTS.match(text, hit.start)
    told = view.sentence.paragraph == ctx.first_paragraph and hit.rule.id == "deal.announces_with" and re.search(r"announc\w+ (?:an?|the|its) $", text[:hit.start])
    return "signed" if named or licensed or told or starts else status


_TITLELONGEST = 5000  # characters; what is longer is no sentence, and its names are no parties
_NEWS = re.compile(r"\b(?:announces?|enters?|enters into|signs?|with|grants?|licen[sc]es|in-licenses|secures?|inks?|forms?|establish\w*|expands?)(?: (?!(?:of|in|for|from|with|under|on|data|results|publication|completion|ongoing|milestone)\b)[\w\ue000-\uf8ff-]+){0,7} ?$")
_DID = re.compile(r"\b(?:in-)?(?:licensed|acquired|obtained|gained|secured|granted)\b")
_TITLE_VERB = re.compile(r"(?:announces?|announced|signs?|enters?|(?:in-|out-)?licenses)\b")
_LICENSED = re.compile(r"(?:in-|out-|sub-?)?licen[sc]ed\b")
_ENDS = re.compile(r"\b(?:terminat(?:e|es|ed|ing|ion)|wind down)\b")
_STARTS = re.compile(r"(?:collaborates|partners|teams)\b")
_GROWS = re.compile(r"\b(?:expand|extend|broaden|amend|renew)\w*\b")
_OCCASION = re.compile(r"\b(?:in connection with|relating to|related to|regarding|effectiveness|registration statement|special meeting|to approve|vote|financing|form s-4|approv\w*|adjourn\w*)\b")
