"""How a deal stands: signed or in force, done or to come, news or background."""

from __future__ import annotations

import re

from nlp.normalize.dates import shift_years
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import is_news
from nlp.pipes.frames.realis import realis
from nlp.pipes.frames.scope import clause
from nlp.pipes.told import When
from nlp.pipes.view import View
from nlp.records import Interval

_BACKGROUND = re.compile(
    r"\b(?:previously|earlier|prior|existing|ongoing|current|already) (?:[\w-]+ ){0,4}$|\b(?:previously"
    r"|earlier) announced\b"
)
_OPEN = re.compile(
    r"\b(?:planned|proposed|anticipated|expected|pending|intends?|plans?|expects?|would"
    r"|previously announced proposed)\b"
)
_MADE = frozenset({"deal.enters_agreement", "deal.companies_enter", "deal.agrees_to_acquire"})
# The trigger's verb: its first word behind the companies that may open it.
_LEAD = re.compile(r"(?:\ue002.(?:,| and| &)? ?)*(?:(?:which|currently|also) )*")
_FIRST = re.compile(r"[a-z-]{3,}(?!\w)")
_GOING_BACK = frozenset({"deal.returns_rights", "deal.rights_revert", "deal.regains"})
_DECLINED = re.compile(
    r"\b(?:not(?: to)?|declin\w+ to|waiv\w+|no longer|against|without|decided not to) (?:be )?(?:exercis\w+)"
)
_LEFT_OPEN = re.compile(
    r"\b(?:may|could|can|might|if) (?:[\ue000-\uf8ff]{2} |also |not |it |they |elects? to |choose[sn]? to "
    r"|decides? to ){0,3}exercis\w+"
)
# "announced that it exercised its option to license": the option's "to" is no promise
_EXERCISED = re.compile(r"(?:\b(?:has|have|had)(?: now| also)?|\b(?:it|we|company|which)|\ue002.) exercised\b")
_RESOLVED = re.compile(r"\b(?:agreed|decision|notified|notice|elected|decided)\b")
_AGREED = re.compile(
    r"\bagreed (?:to )?$|"
    r"^(?!.*\b(?:if|should|whether|once|when|could|would)\b).*\b(?:will|(?:is|are)(?: to)?) (?:be )?$"
)
_PROPOSED = re.compile(r"\b(?:planned|proposed|anticipated|pending)\b")
_DONE = re.compile(r"complet|clos|finali")


_TITLE_NEWS = re.compile(
    r"\b(?:announces?|enters?|enters into|signs?|with|grants?|licen[sc]es|in-licenses|secures?|inks?|forms?"
    r"|establish\w*|expands?)(?: (?!(?:of|in|for|from|with|under|on|data|results|publication|completion|ongoing"
    r"|milestone)\b)[\w\ue000-\uf8ff-]+){0,7} ?$"
)
_DID = re.compile(r"\b(?:in-)?(?:licensed|acquired|obtained|gained|secured|granted)\b")
_HAS_GOT = re.compile(
    r"\b(?:has|have)(?: \w+ly| also| now)? (?:in-)?(?:licensed|acquired|obtained|gained|"
    r"secured)\b [^.;]{0,60}?licen[sc]e"
)
_TITLE_VERB = re.compile(r"(?:announces?|announced|signs?|enters?|(?:in-|out-)?licenses)\b")
_LICENSED = re.compile(r"(?:in-|out-|sub-?)?licen[sc]ed\b")
_ENDS = re.compile(
    r"\b(?:terminat(?:e|es|ed|ing|ion)|wind down|(?:agree[ds]?|decided|elected|chosen|opted) to (?:end|discontinue|"
    r"conclude"
    r"|cancel))\b"
)
_ENDED = re.compile(
    r"\b(?:was|were|has been|have been|is being|will be) (?:mutually )?(?:terminated|ended|discontinued|concluded"
    r"|cancelled|canceled|allowed to (?:expire|lapse|end))\b"
)
# "The agreement with X on Y lapsed in 2024", "... was extended by two years": what befell it, told of itself.
_ITS_FATE = (
    r"(?:(?! (?:which|that|whose|where|trials?|stud(?:y|ies)|and|is|are|will|has|have) )[^.;]){0,90}?,? (?:has |have "
    r"|had )?(?:since )?"
)
_LAPSED = re.compile(_ITS_FATE + r"(?:lapsed|expired|came to (?:an|its|their) (?:\w+ )?end|ran out|ended)(?!\w)(?! up)")
# "concluded their research collaboration in December"
_CONCLUDED = re.compile(
    r"\bconclud\w+ (?:their|its|our) (?:[\w-]+ ){0,3}?(?:collaborations?|partnerships?|alliances?)\b"
)
_WILL_END = re.compile(_ITS_FATE + r"(?:will (?:terminate|end)|ends|terminates)(?= (?:on|in|at|effective|as of)\b)")
_NEARLY_OVER = re.compile(
    r"\b(?:end|conclusion|expir(?:ation|y)|wind-?down) of (?:the |our |its |that )?(?:[\w-]+ "
    r"){0,3}$"
)
_GREW = re.compile(
    _ITS_FATE
    + r"(?:was|were|been) (?:[\w-]+ ){0,2}?(?:extended|expanded|amended|renewed|broadened|widened|prolonged)\b"
)
_BOUGHT_IT = re.compile(r"\b(?:acquired|bought|purchased)\b")
_SOLD = re.compile(r"\b(?:sold|divested|purchased|bought)\b")
_ACQUIRED = re.compile(r"\b(?:acquired|bought|purchased|sold|divested|merged|took over)\b")
# "X and Y completed their merger", "X and Y Announce Completion of Merger"
_MERGED = re.compile(
    r"(?<!to )(?<!will )\b(?:completed?|closed|consummated?|(?:completion|closing|consummation) of)(?: (?:the|their|"
    r"its|an?|"
    r"previously announced|proposed))* (?:[\w-]+ )?(?:merger|business combination)\b"
)
_SINCE_CLOSED = re.compile(
    r"(?:,? [^.;,]{0,20}for [^.;,]{0,20}\ue005.[^.;,]{0,24}|,[^.;]{1,50},)?[,;]? "
    r"(?:which |that |the (?:sale|transaction|deal|acquisition) )?"
    r"(?:was |has |were )?(?:closed|completed|consummated)\b"
)
_OBTAINS = re.compile(r"\b(?:obtains|secures|gains|acquires|receives|in-licenses)\b")
_PARTNERED = re.compile(r"\W*partnered with ")  # a bullet of what was done
_STARTS = re.compile(r"(?:collaborates|partners|teams|joins forces)\b")
_HAS_JOINED = re.compile(
    r"\bannounc\w+ (?:that )?(?:it |the company |\ue002. )?(?:has |have )?(?:partner|collaborat|team)\w*ed (?:up )?"
)
_GROWS = re.compile(r"\b(?:expand|extend|broaden|deepen|strengthen|amend|renew|expansion|extension)\w*\b")
_EXPANSION = re.compile(r"\bannounc\w* (?:today )?(?:an?|the) (?:[\w-]+ )?(?:expansion|extension|broadening) of\b")
_TOLD_ASIDE = frozenset({"deal.merger", "deal.acquires", "deal.companies_enter"})
_OCCASION = re.compile(
    r"\b(?:in connection with|relating to|related to|regarding|effectiveness|registration statement"
    r"|special meeting|to approve|vote|financing|form s-4|approv\w*|adjourn\w*)\b"
)


# "proposes to acquire", "received an unsolicited proposal from": nothing is agreed
_ONLY_PROPOSED = re.compile(
    r"\b(?:propos(?:es|ed|ing)|offer(?:s|ed|ing)|proposals?|offers?|bid|bids) to (?:acquire|buy|purchase|take over|"
    r"merge|"
    r"combine)\b(?! (?:[\w-]+ ){0,3}?(?:shares|stock|notes|warrants))|"
    r"\b(?:unsolicited|non-?binding|indicative|hostile) (?:[\w-]+ ){0,3}?(?:proposals?|offers?|bids?|letters? of "
    r"intent|"
    r"indications? of interest)\b"
)


_AGREED_ALREADY = re.compile(
    r"\b(?:definitive|merger agreement|tender offer|complet\w+|clos(?:es|ed)|accept(?:s|ed)|agreed)\b"
)


def realis_of(ctx: Context, view: View, hit: Hit, kind: str | None) -> str | None:
    """What is in force or announced is actual; None for what is only a chance, a wish or denied."""
    text, status = view.text, str(hit.rule.sets["status"])
    lead = _LEAD.match(text, hit.start)
    first = lead.end() if lead else hit.start
    verb = _FIRST.match(text, first)
    value = realis(text, clause(text, hit.start, hit.end), first, verb.end() if verb else hit.end, ctx.patterns.cues)
    if hit.rule.id == "deal.exercises_option" and (left := _left_open(text, hit)):
        return left
    if hit.rule.id == "deal.exercises_option" and _EXERCISED.search(text, max(0, hit.start - 40), hit.end):
        return "actual"
    if hit.rule.realis:
        return hit.rule.realis if value != "denied" else None
    before = text[max(0, hit.start - 60) : hit.start]
    proposed = _ONLY_PROPOSED.search(text, max(0, hit.start - 90), hit.end + 10)
    if kind == "acquisition" and value != "denied" and proposed and not _AGREED_ALREADY.search(text):
        return "possible"
    if status == "existing" and _NEARLY_OVER.search(before):
        return None  # "due to the end of the collaboration with": its end is told elsewhere
    if status == "existing" and value != "denied" and _WILL_END.match(text, hit.end):
        return "expected"
    if status == "existing" and value != "denied":
        return (
            None
            if re.search(r"\b(?:seek\w*|potential|possible|future|new|any|may|could) (?:[\w-]+ ){0,4}$", before)
            else "actual"
        )
    if (
        kind == "acquisition"
        and value != "denied"
        and _PROPOSED.search(text[hit.start : hit.end])
        and (_OCCASION.search(text[max(0, hit.start - 90) : hit.end]) or not is_news(ctx, view))
    ):
        return "expected"
    if value == "denied" or re.search(
        r"\b(?:pursu|seek|consider|explor|evaluat|discuss|negotiat)\w* (?:[\w-]+ ){0,4}$", before
    ):
        return None
    if hit.rule.id in _MADE and is_news(ctx, view):
        return "actual"
    if value == "possible":
        return None
    if value == "expected" and kind == "acquisition" and _AGREED.search(text[: hit.start]):
        return "actual"
    if value == "expected":
        if hit.rule.id in _GOING_BACK:
            return "expected"
        if status == "terminated" and _RESOLVED.search(text[max(0, hit.start - 40) : hit.end]):
            return "actual"
        if kind == "acquisition" and _OPEN.search(text[max(0, hit.start - 60) : hit.end]):
            return "expected"
        return "actual" if is_news(ctx, view) else None
    return value


def _left_open(text: str, hit: Hit) -> str | None:
    """Whether an option may still be exercised, or has been declined."""
    if _LEFT_OPEN.search(text, max(0, hit.start - 60), hit.end):
        return "possible"
    return "denied" if _DECLINED.search(text, max(0, hit.start - 60), hit.end) else None


def status_of(ctx: Context, view: View, hit: Hit, when: When | None) -> str:
    """A deal told as news is signed; one told with an old date or only named is in force."""
    status, text = str(hit.rule.sets["status"]), view.text
    if status not in ("signed", "existing"):
        return status
    fate = _fate(hit, text, status)
    if fate:
        return fate
    day = ctx.header.release_date
    year_ago = shift_years(Interval(day, day), -1).earliest if day else None
    aside = view.sentence.section == "about" or bool(_BACKGROUND.search(text[max(0, hit.start - 40) : hit.end]))
    if status == "signed":
        old = bool(year_ago and when and when.interval.latest < year_ago)
        past = bool(day and when and when.text and when.interval.latest < day)
        return _of_signed(hit, text, old=old, past=past, aside=aside)
    made = hit.rule.id == "deal.licensed_from_to" or (
        hit.rule.id == "deal.has_licensed" and _DID.search(text[hit.start : hit.end])
    )
    if year_ago and when and when.interval.earliest >= year_ago and made and not aside:
        return "signed"
    return status if aside or ctx.results_release else _of_existing(ctx, view, hit)


def _fate(hit: Hit, text: str, status: str) -> str | None:
    """What became of the deal, where the words behind the trigger tell it."""
    if hit.rule.id == "deal.which_acquired" and _BOUGHT_IT.search(text[hit.start : hit.end]):
        return "closed" if "from" in text[hit.start : hit.end] else status
    if _CONCLUDED.search(text, hit.start, hit.end) or _WILL_END.match(text, hit.end):
        return "terminated"
    if _ENDED.search(text, hit.end, hit.end + 160) or _LAPSED.match(text, hit.end):
        return "terminated"
    if status == "existing" and _GREW.match(text, hit.end):
        return "expanded"
    return "terminated" if _ENDS.search(text[max(0, hit.start - 30) : hit.end]) else None


def _of_existing(ctx: Context, view: View, hit: Hit) -> str:
    """A wording of an agreement in force tells a new one where the headline or the news paragraph says it so."""
    text, titled = view.text, view.sentence.section in TITLES
    named = (
        titled
        and hit.rule.id in ("deal.announces_with", "deal.licensed_from_to")
        and (_TITLE_NEWS.search(text[: hit.start]) or _TITLE_VERB.match(text, hit.start))
    )
    licensed = is_news(ctx, view) and (
        hit.rule.id == "deal.licensed_from_to"
        and _LICENSED.match(text, hit.start)
        and re.search(r"\b(?:has|have|had)(?: \w+ly| also)? $", text[: hit.start])
        or hit.rule.id == "deal.has_licensed"
        and _HAS_GOT.search(text[hit.start : hit.end])
    )
    starts = hit.rule.id == "deal.collaborates" and (
        titled
        and _STARTS.match(text, hit.start)
        or is_news(ctx, view)
        and _HAS_JOINED.search(text[: hit.end])
        or view.sentence.section == "bullet"
        and _PARTNERED.match(text)
    )
    told = (
        view.sentence.paragraph == ctx.first_paragraph
        and hit.rule.id == "deal.announces_with"
        and re.search(r"announc\w+ (?:an?|the|its) $", text[: hit.start])
    )
    obtains = titled and hit.rule.id == "deal.has_licensed" and _OBTAINS.search(text[hit.start : hit.end])
    return "signed" if obtains or named or licensed or told or starts else "existing"


def _of_signed(hit: Hit, text: str, *, old: bool, past: bool, aside: bool) -> str:
    """What a telling of a signing comes to: a closing (also of what was sold on a day that is told), a deal in force
    where it is old or told aside, an expansion."""
    if hit.rule.sets.get("kind") == "acquisition" and _DONE.match(text, hit.start):
        return "closed"
    if hit.rule.id == "deal.merger" and _MERGED.search(text, hit.start, hit.end):
        return "closed"
    if hit.rule.sets.get("kind") == "acquisition" and _SINCE_CLOSED.match(text, hit.end):
        return "closed"
    after = 60 if hit.rule.id == "deal.companies_enter" else 0
    occasion = hit.rule.id in _TOLD_ASIDE and _OCCASION.search(text[max(0, hit.start - 90) : hit.end + after])
    if hit.rule.id == "deal.companies_enter" and _EXPANSION.search(text[hit.start : hit.end]):
        return "expanded"  # "announced the expansion of their 2019 collaboration"
    sold = past and _SOLD.search(text[hit.start : hit.end]) is not None
    if hit.rule.sets.get("kind") == "acquisition" and (sold or old and _ACQUIRED.search(text[hit.start : hit.end])):
        return "closed"
    if old or aside or occasion:
        return "existing"
    return (
        "expanded" if hit.rule.id == "deal.companies_enter" and _GROWS.search(text[hit.start : hit.end]) else "signed"
    )
