"""What a deal is about and on what terms: asset, territory, royalty."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.deal_own import implies_rights
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import is_news
from nlp.pipes.frames.scope import clause, listed
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View

_VERBS = (
    r"develop(?:ing)?|market(?:ing)?|distribut(?:e|ing)|commerciali[sz](?:e|ing)|manufactur(?:e|ing)|cross-promot(?:e"
    r"|ing)|co-promot(?:e|ing)|promot(?:e|ing)|deploy|advanc(?:e|ing)|leverag(?:e|ing)|sell|acquire|expand"
    r"|discover(?:ing)?|evaluat(?:e|ing)|access|use|supply|study|explor(?:e|ing)|combin(?:e|ing)|target(?:ing)?"
    r"|produce|support|license|research|test|practice"
)
_LEAD = re.compile(
    rf"(?:\brights? (?:(?:to|for) (?:{_VERBS})(?:(?:,| and|,? or| /) (?:{_VERBS}))*|to|for|on|under)"
    rf"|\blicen[sc]e (?:to (?:{_VERBS})(?:(?:,| and|,? or| /) (?:{_VERBS}))*|to|for|of|on)"
    rf"|\blicensing (?:of|rights? to)|\b(?:for|to|and|or"
    rf"|then) (?:jointly |exclusively |further |clinically |co-?)?(?:{_VERBS})(?:(?:,| and|,? or"
    rf"| /) (?:{_VERBS}))*(?! with)|"
    r"\b(?:sells|sold|divests|divested|selling|divesting) (?=its |the |their )|"
    r"\b(?:sale|divestiture|acquisition|purchase|development|commerciali[sz]ation|distribution|manufactur\w+|supply"
    r"|production|out-licensing|marketing|use) of|\b(?:distributor|licensee|manufacturer|supplier|developer) (?:of"
    r"|for)|\bfocus(?:ed|ing)? on|\bcombining|\bacquir(?:e|es|ed|ing)|\breacquires|"
    r"\bagreement[^.;,]{0,60}? (?:for|covering|on|regarding)|"
    r"\bcollaborat\w+(?:(?! (?:headquartered|based|located) )[^.;,]){0,60}? (?:for|on|in)|"
    r"\blicens(?:ed"
    r"|es)|\bpartnership[^.;,]{0,50}? (?:for|on)|\baccess to|\boption (?:to(?! enter| extend| negotiate)|on|over)) "
)
_PHRASE = re.compile(
    r"(?:\ue002.(?:'s?)? )?(?:(?:its|our|the|their|an?|certain|all|each|selected|to|of|any|several|two|three|up"
    r"|both)(?= ) )*(?P<np>(?:(?!(?:in|with|to|from|that|which|who|for|by|under|on|at|through|as|into|using"
    r"|within|worldwide|across|and its|and the|targeting|outside|globally|throughout|during|pursuant|today"
    r"|announced|where|while|is|are|was|has|have|will|began|begins|started|starts|continue[sd]?|can|could|may|would"
    r"|received|reported|completed)\b)[^\s,.;:()–]+ ?){1,9})"
)
# "The development and commercialization of X" is about X.
_WORK_OF = re.compile(
    r"(?:the )?(?:[a-z-]+ed )?(?:(?:research|development|commerciali[sz]ation|manufactur\w+|distribution|sale|"
    r"production|use|"
    r"marketing)"
    r"(?: and | & |, )?)+ ?of (?:\ue002.'s )?(?:(?:its|our|the|an?) )?"
)
_EMPTY = re.compile(
    r"^(?:(?:certain|the|its|our|additional|exclusive(?:ly)?|solely|jointly|non-exclusive|global|worldwide|full|all|other|new"
    r"|development|commerciali[sz]ation|commercial|rights?|licen[sc]es?|agreement|them|it|this|these|product"
    r"|products|company|companies|and|a|an|of|patents?|research|clinical|joint|strategic|collaboration"
    r"|partnership|parties|novel|potential|territory|transaction|proposed|business combination"
    r"|business combinations|merger|definitive|study|studies|trials?|preclinical|clinical|results?|data)(?:\W+"
    r"|$))*$"
)
_NAMED_HEAD = re.compile(
    r"technolog|platform|program|portfolio|pipeline|vaccine|antibod|candidate|formulation|business|test|inhibitor"
    r"|modulator|agonist|therap|product|medicine|compound|assay|molecule|biosimilar|conjugate|cell|gene|asset"
    r"|system|device|drug|treatment|diagnostic|kit"
)
_AFTER_ASSET = frozenset(
    {"deal.in_collaboration", "deal.announces_with", "deal.company_collaboration", "deal.collaborates"}
)
_OF_ASSETS = frozenset({"deal.acquires_from", "deal.sells_to", "deal.purchase_agreement"})
_PASSIVE = frozenset({"deal.licensed_from_to", "deal.sold_by_licensee", "deal.rights_to_company"})
# "NRV-310, our antibody, licensed to X", "NRV-310 was in-licensed from X"
_APPOSED = re.compile(
    r"[®™]?(?: ?\([^()]*\))?(?:,? (?:an?|our|the|its) [^.;,]{1,70})?,? ?(?:(?:which |that )?(?:was|is|were|are|has been"
    r"|have been) )?(?:[a-z]+ly )?"
)
# "Its surfactant technology was licensed from X"
_SUBJECT = re.compile(
    r"(?:^\W*|, |and )(?:the|its|our|\ue002.'s?) (?P<np>[a-z][^,.;:()]{3,60}?) (?:was|were|is|are|has been|have"
    r" been) (?:[a-z]+ly )?$"
)
# "extended for two more years", "licensed out to"
_TERM = re.compile(r"(?:[\w-]+ ){0,3}(?:years?|months?|terms?|periods?)|out|in|up|back|over|away|again")
_OF_MANY = frozenset({"deal.partners_include", "deal.partnered"})
_POINTS_BACK = re.compile(
    r"(?:compound|molecule|substance|drug|product|medicine|candidate|antibody|vaccine|program(?:me)?|therapy|asset|sublicense"
    r"|drug candidate|product candidate)s?"
)
_VOUCHER = re.compile(r"(?:priority review|\ue00a.) voucher")
_OTHER_NAME = re.compile(r"[\ue002\ue004-\ue006\ue008-\ue00c]|\ue007.$")  # a disease's name may open an asset's
_SALE = re.compile(r"\b(?:sale|divestiture) of\b|\b(?:sell|divest)s?\b")
_TERRITORY = re.compile(
    r"\b(worldwide(?: rights)?,? ?(?:except|excluding|outside|other than)(?: in| of"
    r"| for)?(?: the)? \ue00c.(?:(?:,| and|, and) (?:the )?\ue00c.)*|worldwide|global(?:ly)?|all territories"
    r"|outside (?:of )?(?:the )?\ue00c.(?: and (?:the )?\ue00c.)?|ex-\ue00c.|rest of (?:the )?world)(?!\w)"
)
# "..., and Toral retains rights elsewhere", "... and out-licensed the Japanese rights": other rights than the deal's
_LATER_RIGHTS = re.compile(
    r"\b(?:retain(?:s|ed|ing)?|keeps?|kept)\b|\band (?:(?:then|has|have|also|later|subsequently) )*(?:out-?licen[sc]ed|"
    r"granted|sub-?licen[sc]ed|sold|in-?licen[sc]ed|licen[sc]ed) "
)
_COUNTRIES = {
    "japanese": "Japan", "chinese": "China", "korean": "Korea", "canadian": "Canada", "european": "Europe",
    "australian": "Australia", "indian": "India", "german": "Germany", "french": "France", "italian": "Italy",
    "spanish": "Spain", "russian": "Russia", "brazilian": "Brazil", "israeli": "Israel", "swiss": "Switzerland",
    "taiwanese": "Taiwan", "british": "United Kingdom", "turkish": "Turkey", "mexican": "Mexico",
}  # fmt: skip
# "the Japanese development rights", "for the Canadian market"
_OF_COUNTRY = re.compile(
    rf"\b(?P<of>{'|'.join(_COUNTRIES)}) (?:(?:and|\w+|commercial) ){{0,3}}?(?:rights|markets?|territory|territories|"
    rf"licensee|"
    r"distributor|marketing|commerciali[sz]ation)\b"
)
_AMERICA = frozenset(("us", "u.s.", "u.s", "usa", "u.s.a.", "united states", "united states of america"))
_RIGHTS = re.compile(r"rights?|territor|market|commerciali|distribut|licens|sell|promot")
_RATE = (
    r"(?:low|mid|high|upper|single|double)(?:[- ]+(?:low|mid|high|upper|single|double|digits?|teens?|twenties"
    r"|thirties|to|the|up|a|percentages?|percent))*[- ](?:digits?|teens?|twenties|thirties)(?: percentages?)?"
)
_TERMS = re.compile(r"\b(?:will receive|eligible|entitled|will pay|terms of|to receive|shall pay|obligated to pay)\b")
_ROYALTY = re.compile(
    rf"(?P<rate>(?:tiered,? |escalating,? |flat |up to )*(?:{_RATE}))|(?P<number>(?:tiered |up to "
    rf"|between )*\d+(?:\.\d+)?(?:%| percent)(?:(?:-| to | and )\d+(?:\.\d+)?(?:%| percent))?(?: (?:of|on) (?:annual "
    rf"|worldwide |future |all |global )*(?:net )?sales)?|up to \$\d[\d.,]*(?:m| million| billion)?)"
    r"|(?P<bare>tiered royalties|royalties on (?:future |net |annual |global |worldwide )*sales)"
)


# "its option to acquire all outstanding shares of Toral"
_SHARES_OF = re.compile(
    r"\boption to (?:acquire|buy|purchase) (?:(?:all|the|of|outstanding|issued|remaining|shares|stock|capital|equity|"
    r"and|"
    r"interests?|in) )*(?P<company>\ue002.)(?!')"
)


def asset(ctx: Context, view: View, hit: Hit, kind: str, giver: Named | None) -> list[str]:
    """The names behind the trigger, else the target, else the words that the rights are to, else names before it."""
    compounds = view.of("COMPOUND")
    governed = [
        i
        for i in compounds
        if hit.rule.id in _AFTER_ASSET
        and re.fullmatch(r"[^.;,]{0,50}", view.text[i.at + 2 : hit.start])
        and i.at < hit.start
    ]
    inside = any(hit.start <= i.at < hit.end for i in compounds)
    if hit.rule.id in _PASSIVE and not inside and not governed:
        governed = [i for i in compounds if i.at < hit.start and _APPOSED.fullmatch(view.text, i.at + 2, hit.start)]
    if governed:
        return list(dict.fromkeys(ctx.text(i) for i in listed(view, governed[-1], compounds)))[:4]
    own = _named_by_rule(ctx, view, hit, compounds)
    if own:
        return own
    near = [
        i
        for i in compounds
        if i.at >= hit.start and (i.at < hit.end or not re.search(r"[;.]", view.text[hit.end : i.at]))
    ]
    if near:
        return list(dict.fromkeys(ctx.text(i) for i in near))[:4]
    target = kind == "acquisition" and giver is not None and "\ue002" in view.text[hit.start : hit.end]
    if (
        target
        and giver is not None
        and hit.rule.id not in _OF_ASSETS
        and not _SALE.search(view.text[hit.start : hit.end + 40])
    ):
        return [giver.text]
    subject = _SUBJECT.search(view.text, 0, hit.start) if hit.rule.id in _PASSIVE and not inside else None
    if subject:
        return [original(ctx, view, subject.start("np"), subject.end("np"))]
    if (whole := _SHARES_OF.search(view.text, hit.start, hit.end + 60)) is not None:
        return [ctx.named(view.entity(whole.start("company"))).text]
    phrase = _phrase(ctx, view, hit.start)
    if phrase and not _TERM.fullmatch(phrase):
        return [phrase]
    left = clause(view.text, hit.start, hit.end)[0]
    before = [i for i in compounds if left <= i.at < hit.start and hit.start - i.at < 110]
    return list(dict.fromkeys(ctx.text(i) for i in before))[:4]


def _named_by_rule(ctx: Context, view: View, hit: Hit, compounds: list[Placed]) -> list[str]:
    """What a rule of its own kind of asset says that it is: a voucher, or what came with a company."""
    voucher = _VOUCHER.search(view.text, hit.start, hit.end) if hit.rule.id == "deal.sells_voucher" else None
    if voucher:
        return [original(ctx, view, voucher.start(), voucher.end())]
    earlier = [i for i in compounds if i.at < hit.start] if hit.rule.id == "deal.acquired_with" else []
    return [ctx.text(earlier[-1])] if earlier else []


def meant(ctx: Context, view: View, index: int, hit: Hit, kind: str, told: list[str]) -> Named | None:
    """The compound that "the molecule", or nothing at all, stands for: the heading's, else the paragraph's only one."""
    if kind not in ("license", "option", "supply") or hit.rule.id in _OF_MANY or view.of("COMPOUND"):
        return None
    if told and not _POINTS_BACK.fullmatch(told[0].lower()):
        return None
    above = ctx.above[index] or (ctx.topics[index] if ctx.near_topic[index] else [])
    return above[0] if len(above) == 1 else None


def _phrase(ctx: Context, view: View, start: int) -> str | None:
    """The first noun phrase behind a word that hands something over; one with a head like "platform" is preferred."""
    found: list[tuple[bool, int, str]] = []
    for lead in _LEAD.finditer(view.text, start, min(len(view.text), start + 600)):
        match = _PHRASE.match(view.text, lead.end())
        if match is None:
            continue
        start_at = match.start("np")
        work = _WORK_OF.match(view.text, start_at, match.end("np"))
        start_at = work.end() if work else start_at
        words = view.text[start_at : match.end("np")].strip()
        if not words:
            continue
        text = original(ctx, view, start_at, start_at + len(words))
        if not _EMPTY.match(words) and re.search(r"[a-z]{3}", words) and not _OTHER_NAME.match(words):
            found.append((_NAMED_HEAD.search(words) is None, lead.start(), text))
    return min(found)[2] if found else None


def original(ctx: Context, view: View, start: int, end: int) -> str:
    """The document's words of a stretch of the view, spaces collapsed."""
    last = view.origin(end - 1) + 1
    if end - start >= 2 and "\ue001" <= view.text[end - 2] <= "\ue00d" and view.text[end - 1] >= "\ue100":
        last = view.entity(end - 2).found.end
    return re.sub(r"\s+", " ", ctx.flat[view.origin(start) : last]).strip()


def territory(ctx: Context, view: View, hit: Hit) -> list[str]:
    """Where the rights hold, as told."""
    later = _LATER_RIGHTS.search(view.text, hit.end)
    limit = later.start() if later else len(view.text)
    match = _TERRITORY.search(view.text, 0, limit)
    if match and re.search(r"known as \S+ $", view.text[: match.start()]):
        return []
    if match and (
        match.group().startswith("outside")
        or not re.search(r"global(?:ly)?$", match.group())
        or _RIGHTS.search(view.text[max(0, match.start() - 40) : match.end() + 40])
    ):
        return [original(ctx, view, match.start(), match.end())]
    regions = [i for i in view.of("REGION") if hit.start - 60 < i.at < limit]
    worldwide = [i for i in regions if re.search(r"world|global", ctx.text(i).lower())]
    if not (_RIGHTS.search(view.text) or implies_rights(view, hit)):
        return []
    told = dict.fromkeys(ctx.text(i) for i in (worldwide or regions))
    if not told and (country := _OF_COUNTRY.search(view.text, 0, limit)):
        return [_COUNTRIES[country["of"]]]
    first = next((name for name in told if name.lower() in _AMERICA), None)
    return [name for name in told if name == first or name.lower() not in _AMERICA]


def royalty(ctx: Context, view: View, index: int) -> str | None:
    """The royalty's rate as told in the sentence, else in a later one of its paragraph, else in one before; for the
    news, in the paragraph of its terms.
    """
    for other in [*ctx.views[index : index + 6], *reversed(ctx.views[max(0, index - 4) : index])]:
        if other.sentence.paragraph == view.sentence.paragraph and (rate := _rate(ctx, other)):
            return rate
    if not is_news(ctx, view):
        return None
    terms = (other for other in ctx.views[index + 1 : index + 12] if _TERMS.search(other.text))
    return next((rate for other in terms if (rate := _rate(ctx, other)) and "$" not in rate), None)


def _rate(ctx: Context, view: View) -> str | None:
    text = re.sub(r"\s+", " ", ctx.flat[view.sentence.start : view.sentence.end])
    at = text.lower().find("royalt")
    if at < 0:
        return None
    near = [m for m in _ROYALTY.finditer(text.lower()) if abs(m.start() - at) < (130 if m["rate"] else 45)]
    if not near:
        return None
    match = min(near, key=lambda m: (m["bare"] is not None, abs(m.start() - at)))
    return text[match.start() : match.end()].strip(" ,")
