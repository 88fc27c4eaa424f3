"""How a payment stands, and who pays whom."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.told import Named
from nlp.pipes.view import View

_CUES = (
    (
        "possible",
        re.compile(
            r"\b(?:eligible(?: to (?:receive|earn|obtain|be paid))?|up to|may|could|potential(?:ly)?|contingent|"
            r"entitled to (?:receive )?(?:up|additional"
            r"|potential|payments)|would|possible|in the event|might|as much as|can receive|subject to"
            r"|opportunity|if|in (?:the )?remaining|rides? on|when (?:earned|achieved|due))\b"
        ),
    ),
    (
        "expected",
        re.compile(
            r"\b(?:will (?:also |then |now )?(?:receive|pay|be paid|make|earn|provide|obtain)|to receive"
            r"|expects? to receive|(?:anticipat\w+|expect\w*) (?:the )?receipt of|expected(?! (?:term|life|lifetime|"
            r"duration)\b)|is to receive|shall receive|payable"
            r"|to be paid|agree[ds]? to (?:pay|make)|to (?:pay|make)|will make"
            r"|entitled to (?:receive )?an? (?:upfront|initial)|falls? due|(?:becomes?|is|are) (?:due|payable)"
            r"|includes?|receives? "
            r"an upfront|consists? of)\b"
        ),
    ),
    (
        "actual",
        re.compile(
            r"\b(?:received|earned|paid|triggered|triggering|triggers|achieved|receipt of|earns|receives|made|collected"
            r"|achieves|has collected|already|brought(?: in)?|got|obtained)\b"
        ),
    ),
)
_DONE_AFTER = re.compile(r"^(?: \w+){0,2} (?:received|earned|paid|collected)\b")  # "the upfront payment received from"
# "the contingent payment to the former holders was triggered by": the word alone makes it a chance no longer
_MADE_AFTER = re.compile(
    r"^(?: payment)?(?: (?:to|from|by) [^.;,]{1,60}?)?(?: that)? (?:was|were|has been|have been|had been) (?:\w+ )?"
    r"(?:paid|made|triggered|earned|received|achieved)\b|^(?: payment)? (?:triggered|earned) (?:by|upon|on)\b"
)
_REFUSED = re.compile(
    r"^[^;]{0,110}?\b(?:will|is|are|was|were) (?:now |therefore |thus )*(?:not|no longer)(?: now)? (?:be )?(?:made"
    r"|paid|due|payable"
    r"|earned|received|owed)\b"
)
# "has an option, for a fee of $10 million, on an antibody": the fee is the price of its exercise
_HAS_OPTION = re.compile(
    r"\b(?:has|have|holds?|retains?|with) (?:\w+ ){0,2}?an? (?:exclusive )?option\b[^.;]{0,60}? "
    r"fee of [^.;]{0,12}$"
)
_CONDITION = re.compile(r"(?:^\W*|[;,] |\b(?:and|but) )(?:if|should|in the event(?: that)?)\b[^.;]*$")
_NOT_PAID = re.compile(
    r"\b(?:no longer|not) (?:be )?(?:obligated|obliged|required|entitled|liable|eligible) to (?:pay|receive|make|earn)"
    r"\b[^.,;]{0,40}$|\breliev(?:es|ed|ing) [^.,;]{0,30}?(?:obligations?|requirements?) to (?:pay|make)\b[^.,;]{0,40}$|"
    r"\b(?:waiv(?:es|ed)|forfeit(?:s|ed)|gave up|relinquish(?:es|ed)) (?:its|the|any|our) (?:rights?|claims?|"
    r"entitlement) to\b"
    r"[^.,;]{0,40}$|\b(?:(?:did|does|do|has|have|had|will) not(?: yet)?|never) (?:been )?(?:receiv|earn|pay|paid|"
    r"make|made|trigger)"
    r"\w*\b[^.,;]{0,40}$"
)
_IF_AFTER = re.compile(
    r"^(?: in cash)? (?:on|upon|following) (?:[^.;,]{0,40}? )?(?:approval|marketing authori[sz]ation|first)\b|"
    r"^[^.;]{0,50}?\b(?:if|in the event|subject to|contingent (?:up)?on|may be|could be"
    r"|once|should|linked to|tied to|conditional (?:up)?on|upon (?:the )?(?:achievement|successful|first|approval|"
    r"dosing|initiation|acceptance))\b"
)
_INCLUDING = re.compile(r"\b(?:including|plus|and) (?:an? )?(?:(?:initial|cash|non-?refundable) )*$")
_ON_EVENT = re.compile(
    r"^(?: each| in cash)?,? (?:up)?on (?!signing|execution|closing|\ue006)|^(?: each)?,? (?:if|once|when|following) "
)
# "the payment of $5 million is due when the first patient has been dosed"
_DUE_AFTER = re.compile(
    r"(?: (?!(?:is|are|was|were|will|would)\b)[\w\ue002-\uf8ff-]+){0,6} (?:is|are|becomes?|become|falls?|"
    r"(?P<would>would|may|could|might)(?: become| be| fall)|will (?:be(?:come)?|fall)) (?:now |then |also )?"
    r"(?:due|payable|owed|expected|anticipated|triggered|earned|paid|received|made)(?=[ ,.;])"
)
_SEVERAL = re.compile(
    r"(?<!sum of )(?<!total of )\b(?:milestones|(?:milestone|contingent) payments)(?: (?:payments|of|"
    r"totall?ing|amounting to|worth|in the amount of|(?:in|for) (?:a |an )?(?:total|aggregate) (?:amount )?of|up|to|"
    r"aggregating))* \ue005.$"
)
_BY_A_DAY = re.compile(r"[^.;]{0,40}? (?:in|on|by|during|before|within)(?: the| early| late)* \ue006")
_ON_EXERCISE = re.compile(r"\b(?:on|upon) (?:the )?option exercise\b|\bshould (?:the |an? )?option\b")
_RECEIVER = re.compile(
    r"(?:'s)?(?:,[^.;]{0,80},|,? which)? (?:has |have |will |is |are |also |today |announced that it |it |be |"
    r"could |may "
    r"|shareholders |stockholders |then |would |further "
    r"|still |thus |therefore |[a-z]+ly |remains? |stands? to |expects? to |an additional "
    r")*(?:receiv\w*"
    r"|earn\w*|eligible|entitled|collect\w*|achiev\w*|gets?|got"
    r"|obtain\w*|benefit\w*)(?!\w)(?! (?:[^ .;,]+ ){0,5}?(?:rights?|licen[sc]e) (?!fees?\b|payments?\b))"
)
_GIVER = re.compile(
    r"(?:,[^.;]{0,80},|,? which)? (?:has |have |will |is |are |also |may |shall |agreed to |would |must |obligated to "
    r"|required to |obliged to |has to |have to )*(?:pay|paid|pays"
    r"|made|makes|make|provide|owes?)(?: \ue002.)?(?= )"
)
# "was paid $35 million upfront by Toral": who stands before is paid, who stands behind "by" pays
_WAS_PAID = re.compile(
    r"(?:,[^.;]{0,80},|,? which)? (?:has |have |had |will |would |shall |then |also |once )*(?:been|be|was|were|is|"
    r"are) "
    r"(?:[a-z]+ly |also |then )?paid\b"
)
_PAID_BY = re.compile(r"\b(?:was|were|been|be|is|are) (?:[a-z]+ly )?paid\b[^.;\ue002]{0,60} by (?:the |its |our )?$")
_FROM = re.compile(
    r"\b(?:from|paid by|payable by|made by)(?: the| its| our)?(?: current| strategic| licensing)?(?: partner,?"
    r"| licensee,?| collaborator,?)? $"
)
# "acquired the rights to NRV-13 from Toral for": who gives the rights is paid for them
_BOUGHT_FROM = re.compile(
    r"\b(?:acquir|in-licens|purchas|bought|buy|obtain|licens|secur|gain)\w*\b[^.;\ue002]{0,120}? from (?:the )?$"
)
# "milestone payments from Kyora to Norvane, including a $30 million upfront"
_PAYS_BEFORE = re.compile(r"\b(?:payments?|fees?|milestones?|royalties) from (?:the )?$")
_PAID_BEFORE = re.compile(r"\b(?:payments?|fees?|milestones?|royalties) from (?:the )?\ue002. to (?:the )?$")
_GOT_PAID = re.compile(r"\b(?:receiv|earn|collect|eligible|entitled)\w*\b")
_PAID_TO = re.compile(
    r"\b(?:brought|brings?|earned|earning|wired|pay|paid|pays|paying|owed?|payable to|paid to|made to|payments?"
    r" to)(?: to)?(?: the)? $"
)
_TO = re.compile(r"\bto(?: the| its| our)?(?: partner,?| licensor,?| licensee,?)? $")
_WE_PAY = re.compile(
    r"\b(?:we|company|group|it) (?:(?:will|have|has|must|shall|also|agreed|expects?|plans?|may|might|could|would|are|"
    r"is|"
    r"were|was|be|been|obligated|obliged|required|liable|to) )*(?:pay|paid|made|make|owe[sd]?)\b"
)
_WE_OWE = re.compile(r"\bwe (?:[a-z]+ ){0,5}?(?:pay|paid|made|make|owe[sd]?)\b")
_OURS = re.compile(r"\b(?:we|company|group|it|our|receiv\w+|earn\w+|eligible|receipt)\b")


def realis_of(text: str, first: int, last: int, kind: str, *, up_to: bool) -> str:
    """Chance, promise or fact: the nearest cue before the sum; a condition behind it makes a promise a chance."""
    if _REFUSED.search(text[last : last + 120].split(".")[0]) or _NOT_PAID.search(text, 0, first):
        return "denied"
    if up_to or kind == "option_fee" and (_ON_EXERCISE.search(text, 0, last) or _HAS_OPTION.search(text, 0, first)):
        return "possible"
    before = text[max(0, text.rfind(";", 0, first) + 1, first - 150) : last]
    found = [(match.end(), value) for value, regex in _CUES for match in regex.finditer(before)]
    after = text[last:].split("\ue005")[0]
    value = max(found)[1] if found else "actual" if _DONE_AFTER.match(text[last:]) else ""
    if value in ("possible", "") and _MADE_AFTER.match(text[last:]):
        return "actual"
    if value == "expected" and _CONDITION.search(text, 0, first):
        return "possible"  # "if the option is exercised, we will receive"
    if value == "possible" and _DONE_AFTER.match(text[last:]):
        return "actual"  # "could bring in $1 billion, including the $400 million upfront payment received"
    if value == "possible" and kind == "upfront" and _INCLUDING.search(text, 0, first):
        return "expected"  # "potential payments of $120 million, including $30 million upfront": that is due at once
    if not value and kind == "milestone" and _ON_EVENT.match(after):
        return "possible"
    due = _DUE_AFTER.match(text, last) if not value else None
    if due:
        return "possible" if due["would"] or _ON_EVENT.match(text[due.end() :]) else "expected"
    if value == "expected" and kind == "milestone" and _SEVERAL.search(before) and not _BY_A_DAY.match(text, last):
        return "possible"  # "will pay milestones totaling $15 million": each hangs on its event
    if value in ("expected", "possible") or not value and kind != "upfront":
        return (
            "possible"
            if value == "possible" or not value and kind == "royalty" or _IF_AFTER.match(after)
            else value or "actual"
        )
    return value or "expected"


def untold(text: str, first: int, last: int) -> bool:
    """Whether no word before the sum says if it has been paid."""
    before = text[max(0, text.rfind(";", 0, first) + 1, first - 150) : last]
    return not any(regex.search(before) for _, regex in _CUES) and not _DONE_AFTER.match(text[last:])


# "the acquisition of Envora, whose former shareholders may receive": its holders are paid, by who bought it
_HOLDERS = re.compile(
    r",? whose (?:former |previous |selling |other )?(?:share|stock|security|unit|equity)?(?:holders|owners)\b"
)
_HOLDERS_OF = re.compile(
    r"\b(?:former |previous |selling )(?:share|stock|security|unit|equity)?(?:holders|owners) of (?:the )?$"
)


def sides_of(ctx: Context, view: View, first: int, last: int) -> tuple[Named | None, Named | None]:
    """Who pays and who is paid, by "from X", "to X" and the subject of the sentence, else the publisher."""
    text = view.text
    payer = payee = seller = None
    for item in view.of("COMPANY"):
        before, after = text[max(0, item.at - 44) : item.at], text[item.at + 2 : item.at + 130]
        near = 0 <= item.at - last < 40
        if (_FROM.search(before) or _PAID_BY.search(before)) and first - 5 <= item.at < last + 140:
            payer = payer or ctx.named(item)
        elif item.at < first and (_HOLDERS.match(after) or _HOLDERS_OF.search(before)):
            seller = ctx.named(item)
        elif (
            _PAID_TO.search(before)
            or near
            and _TO.search(before)
            or item.at < last
            and (_RECEIVER.match(after) or _WAS_PAID.match(after))
        ):
            payee = payee or ctx.named(item)
        elif item.at < last and _GIVER.match(after) or item.at < first and _PAYS_BEFORE.search(before):
            payer = payer or ctx.named(item)
        elif item.at < first and _PAID_BEFORE.search(text, 0, item.at):
            payee = payee or ctx.named(item)
        elif item.at < first and _BOUGHT_FROM.search(text, 0, item.at) and not _GOT_PAID.search(text, 0, first):
            seller = ctx.named(item)
    publisher = Named(ctx.publisher, ctx.names[ctx.publisher]) if ctx.publisher is not None else None
    if seller is not None and payer is None and payee is None:
        payee = seller
        buyer = [ctx.named(i) for i in view.of("COMPANY") if i.at < first and ctx.named(i).cluster != seller.cluster]
        own = publisher if publisher is not None and publisher.cluster != seller.cluster else None
        payer = buyer[0] if len({name.cluster for name in buyer}) == 1 else own
    elif publisher is not None:
        payer, payee = _with_publisher(ctx, view, last, publisher, payer, payee)
        payer, payee = _with_other(ctx, view, publisher, payer, payee)
    if payer is not None and payee is not None and payer.cluster == payee.cluster:
        payer = None
    return payer, payee


def _with_other(
    ctx: Context, view: View, publisher: Named, payer: Named | None, payee: Named | None
) -> tuple[Named | None, Named | None]:
    """The only other company of the sentence as the side that the publisher's words leave open."""
    named = {ctx.clusters[item.found.start]: ctx.named(item) for item in view.of("COMPANY")}
    others = [name for cluster, name in named.items() if cluster != publisher.cluster]
    if len(others) != 1:
        return payer, payee
    if payee is None and payer is not None and payer.cluster == publisher.cluster:
        return payer, others[0]
    if payer is None and payee is not None and payee.cluster == publisher.cluster:
        return others[0], payee
    return payer, payee


def _with_publisher(
    ctx: Context, view: View, last: int, publisher: Named, payer: Named | None, payee: Named | None
) -> tuple[Named | None, Named | None]:
    """The publisher as the side that the sentence leaves to "we", "it" or nobody."""
    text = view.text
    pays = bool(_WE_PAY.search(text))
    if payee is None and (payer is None or payer.cluster != publisher.cluster):
        alone = payer is not None and len({ctx.clusters[i.found.start] for i in view.of("COMPANY")}) == 1
        if alone or not pays and _OURS.search(text[: last + 30]):
            return payer, publisher
        if payer is None and _WE_OWE.search(text, 0, last):
            return publisher, None
    elif payer is None and payee is not None and payee.cluster != publisher.cluster and pays:
        return publisher, payee
    return payer, payee
