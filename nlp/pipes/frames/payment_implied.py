"""Payments whose wording names no payment: "stands to receive EUR 10 million on approval", "$5 million at signing"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.view import View

_SUM = r"\ue005."
_AROUND = (
    r"(?:up to |as much as |an? |another |a further |an additional |additional |a total of |an aggregate of |more than "
    r"|over |at least |approximately |about |us)*"
)
_FEE = (
    r"(?:(?:(?:one[- ]time|single|cash|non-?refundable|technology access|access|initial|extension|signature|lump[- ]sum"
    r"|further|additional|an?),? )*(?:fee|payment|sum|amount) of )?"
)
_EVENT = (
    r"(?:[^.;,\ue005]{0,60}?(?:\b(?:approv\w+|attain\w*|reach\w*|pricing|registration|treatment of|dos(?:ing|ed)|"
    r"initiat\w+|start"
    r"|acceptance|accept\w*|launch|commerciali[sz]ation|sales|thresholds?|filing|submission|marketing authori[sz]ation"
    r"|transfer|clearance|nomination|publication|sale|achiev\w+|success\w*|enrol\w+|readout|data|milestones?)|\ue004|\ue003|\ue00b)"
    r"|[^.;,\ue005]{0,30}?\ue00d)"
)
_SIGNING = r"(?:signing|signature|closing|execution|effectiveness|the effective date|completion)"
# What is bought by a payment, and no event that it waits for: "a $5 million payment for the rights to NRV-210".
_TRADED = (
    r"(?:(?:the|its|an?|these|this|exclusive|worldwide|global|commercial|initial) )*(?:rights?|licen[sc]\w*|"
    r"suppl\w+|purchase|acquisition|shares?|stock|access|services?|manufactur\w+|product|assets?)\b"
)
_NO_ASSET = r"(?:shares|stock|notes|units|warrants|products|equipment|building|plant|facility|inventory|offering)"
_PATTERNS = (
    # "will pay us $17.5 million within 30 days of the Effective Date"
    (
        "upfront",
        rf"\b(?:pays?|paid|receives?|received) (?:\ue002. |us |the company )?{_AROUND}(?P<sum>{_SUM})"
        rf"(?: in (?:cash|total|(?:the )?aggregate))? within [\w-]+ (?:\([^()]*\) )?(?:business |calendar )?days (?:of|"
        rf"after|following|from) (?:the )?(?:{_SIGNING}|agreement)",
    ),
    # "has an option, for a separate fee of $10 million, on an antibody"
    (
        "option_fee",
        rf"\boption\b[^.;\ue005]{{0,60}}?,? (?:for|against) (?:an? )(?:(?:separate|additional|further|one-time|"
        rf"single|exercise|"
        rf"option) )*(?:fee|payment) of {_AROUND}(?P<sum>{_SUM})",
    ),
    # "paid $4 million for the completion of enrollment"
    (
        "milestone",
        rf"\b(?:pays?|paid|receives?|received|earned|earns?) (?:\ue002. |us |the company )?{_AROUND}(?P<sum>{_SUM})"
        rf"(?: (?:from|to) (?:\ue002.|us|the company))? for (?:(?:the|its|our|having|successful(?:ly)?|first) )*"
        rf"(?:complet\w+|start\w*|initiat\w+|commenc\w+|dos(?:ing|ed)|achiev\w+|attain\w+|reach\w+|enrol\w+|"
        rf"filing|submi\w+|accept\w+|approv\w+|launch\w*|clearance|nominat\w+)\b",
    ),
    # "achieved the second preclinical milestone under the collaboration, worth $3.5 million"
    (
        "milestone",
        rf"\b(?:achieved|reached|met|attained|hit|earned|triggered)[^.;\ue005]{{0,40}}? "
        rf"milestones?\b[^.;\ue005]{{0,60}}?,? "
        rf"(?:which (?:is|was) )?worth {_AROUND}(?P<sum>{_SUM})",
    ),
    # "stands to receive EUR 10 million on approval", "will be paid $5 million when the first patient is dosed"
    (
        "milestone",
        rf"(?:receiv(?:e|es|ed|ing)|be paid|was paid|entitled to|eligible for|owes?|due|earn(?:s|ed)?|pay|paid|"
        rf"obtain(?:s|ed)?|gets?|got|collects?|(?:pays?|paid|owes?) (?:\ue002.|us)) {_AROUND}"
        rf"(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))?(?: from \ue002.)?,? (?:on|upon|if|when|once|"
        rf"should|following|after) {_EVENT}",
    ),
    # "Upon its first approval there, Norvane will receive $20 million from Toral"
    (
        "milestone",
        rf"^(?:on|upon|following|after|once) {_EVENT}[^.;,\ue005]{{0,40}}?, (?:the company|we|it|\ue002.) (?:will|"
        rf"would|is to|"
        rf"stands to|is entitled to|expects to|may|could) (?:receive|be paid|get|earn|collect) {_AROUND}(?P<sum>{_SUM})"
        rf"(?: in (?:cash|total|(?:the )?aggregate))? from \ue002",
    ),
    # "Upon approval, a payment of $25 million will become payable to Toral"
    (
        "milestone",
        rf"^(?:on|upon|following|after|once) {_EVENT}[^.;,\ue005]{{0,40}}?, (?:an? |another )(?:[\w-]+ "
        rf"){{0,2}}?payment of "
        rf"{_AROUND}(?P<sum>{_SUM}) (?:will|would|is to|is|becomes?) (?:become |be |fall )?(?:due|payable|paid|owed)",
    ),
    # "expect to pay $3.5 million to Toral in 2027 when the first patient is dosed"
    (
        "milestone",
        rf"\bpay {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))? to (?:\ue002.|"
        rf"us)[^.;\ue005]{{0,50}}? (?:when|if|once|upon|on|"
        rf"following) {_EVENT}",
    ),
    # "entitles Norvane to a $3 million payment"
    (
        "milestone",
        rf"entitl(?:es|ed|ing) (?:\ue002.|us|the company) to (?:an? |another )?(?P<sum>{_SUM}) (?:cash )?payment",
    ),
    # "We are eligible to earn up to £11 million from Toral"
    (
        "milestone",
        rf"(?:eligible|entitled) to (?:earn|receive|be paid) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the "
        rf")?aggregate))? from \ue002",
    ),
    # "eligible for a $4 million payment upon publication of the price"
    (
        "milestone",
        rf"(?:eligible for|entitled to|eligible to receive|receive|pay|paid|"
        rf"owe[sd]?) {_AROUND}(?P<sum>{_SUM}) (?:cash |one-time "
        rf"|further )*payment (?:from \ue002. )?(?:on|upon|if|when|once|following|after|for) (?!signing|closing|"
        rf"execution|the year|"
        rf"\ue006|{_TRADED})",
    ),
    # "may receive total potential payments of $240 million, including milestones"
    (
        "milestone",
        rf"(?:potential|future|contingent) (?:[\w-]+ )?payments (?:of|totall?ing|worth) {_AROUND}(?P<sum>{_SUM})"
        rf"(?![^.;]{{0,60}}up-?front)",
    ),
    # "another EUR 65 million linked to sales thresholds"
    (
        "milestone",
        rf"(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))?,? (?:linked|tied|contingent|conditional|"
        rf"conditioned|dependent|based) (?:to|on|"
        rf"upon)(?: [\w-]+,){{0,2}}{_EVENT}",
    ),
    # "..., which earned Norvane $10 million", "the decision obliges Toral to pay Norvane $10 million"
    (
        "milestone",
        rf"(?:earn(?:s|ed|ing)|obliges? \ue002. to pay|requires? \ue002. to pay) (?:\ue002.|us|the company) "
        rf"{_AROUND}(?P<sum>{_SUM})",
    ),
    # "..., triggering a $20 million payment"
    ("milestone", rf"trigger(?:s|ed|ing) {_AROUND}(?P<sum>{_SUM}) (?:cash |one-time )?payment"),
    (
        "milestone",
        rf"trigger(?:s|ed|ing) (?:an? |the )?(?:cash |one-time |"
        rf"further )?payment (?:to \ue002. )?of {_AROUND}(?P<sum>{_SUM})",
    ),
    # "milestones comprised of a payment of $10 million upon approval and"
    (
        "milestone",
        rf"\b(?:payment|sum|fee|instal+ment) of {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))? "
        rf"(?:on|upon|following) {_EVENT}",
    ),
    # "which resulted in a payment of $10 million to Norvane", "made a $5 million payment to Toral"
    (
        "milestone",
        rf"(?:entail(?:s|ed)|made|makes|make|received|receives|receive) (?:an? |another |the )"
        rf"(?:(?:further|single|cash|one[- ]time|additional) )*"
        rf"(?:payment of {_AROUND}(?P<sum>{_SUM})|(?P<sum2>{_SUM}) payment)(?= (?:to|from|for|upon|on|following"
        rf"|after|by) (?!{_TRADED}))",
    ),
    # "has earned a $500,000 cash payment for attaining a development milestone"
    (
        "milestone",
        rf"(?:earn(?:s|ed|ing)?|receiv(?:es?|ed|ing)|collect(?:s|ed)) (?:an? |another |the )?{_AROUND}(?P<sum>{_SUM}) "
        rf"(?:cash |one-time |milestone )*payment (?:from \ue002. )?(?:for|upon|on|following) (?:the )?(?:attain|achiev"
        rf"|reach|complet|success|meeting)\w*",
    ),
    # "Toral paid $500,000 to Norvane", "will receive $36 million in cash from Toral"
    (
        "upfront",
        rf"\ue002.(?: has| will)? (?:paid|pays?) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))? "
        rf"to (?:\ue002.|us|the company)",
    ),
    (
        "upfront",
        rf"(?:receives?|receiving|received) {_AROUND}(?P<sum>{_SUM}) in cash from \ue002.",
    ),
    (
        "milestone",
        rf"(?:result(?:s|ed|ing) in|led to) (?:an? |another )(?:(?:further|single|cash|one[- ]time|additional) )*"
        rf"(?:payment of {_AROUND}(?P<sum>{_SUM})|(?P<sum2>{_SUM}) payment)",
    ),
    # "paid $15 million for the option exercise", "exercised its option, triggering a $15 million payment"
    (
        "option_fee",
        rf"\b(?:paid|pays?|received?|receives) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))? "
        rf"(?:for|upon|on|following|from|by) "
        rf"(?:the |its |an? )?(?:exercise of [^.;,]{{0,40}}?\boption|option exercise|exercising)",
    ),
    (
        "option_fee",
        rf"\bexercis\w+ [^.;,]{{0,40}}?\boption\b[^.;\ue005]{{0,90}}?, triggering {_AROUND}(?P<sum>{_SUM}) (?:cash )?"
        rf"(?:payment|fee)",
    ),
    # "with a further $45 million due should the option be exercised", "on option exercise $10 million is payable"
    (
        "option_fee",
        rf"(?P<sum>{_SUM})(?: (?:is|are|would be|will be))? (?:due|payable|paid|owed) (?:should|if|when|once|on|upon) "
        rf"(?:the |an? )?(?:option\b[^.;,]{{0,40}}? (?:is |be |were )?exercised|exercise of (?:the |its )?option"
        rf"|option exercise)|\b(?:on|upon) (?:the )?option exercise,? {_AROUND}(?P<sum2>{_SUM})",
    ),
    # "if the option is exercised, we will receive a further DKK 15 million"
    (
        "option_fee",
        rf"\b(?:option (?:is|was|were|has been|had been) exercised|exercis\w+ (?:of"
        rf" )?[^.;,]{{0,40}}?option)\b[^.;]{{0,120}}? "
        rf"(?:receive|be paid|receives?|pays?|paid|cost|costs|result\w* in a payment of|bring in|brings?|brought) "
        rf"(?:(?:\ue002.|us|the company) )?{_AROUND}{_FEE}{_AROUND}(?P<sum>{_SUM})",
    ),
    # "another $15 million are due upon approval and pricing"
    (
        "milestone",
        rf"(?P<sum>{_SUM}),? (?:is |are |was |were |will be |would be |becomes? |become )?(?:due|payable) (?:to"
        rf" \ue002. )?"
        rf"(?:on|upon|when|if|once|following|after) {_EVENT}",
    ),
    # "agreed to pay $15 million upfront, $10 million upon approval"
    (
        "milestone",
        rf"\b(?:pay|paid|pays|receives?|received|compris\w+|consists? of"
        rf"|includ\w+)\b[^.;]{{0,160}}?\ue005.[^.;\ue005]{{0,60}}?"
        rf"(?:,|,? and) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))? (?:on|upon|when|if|once|"
        rf"following|after|"
        rf"at the time of) {_EVENT}",
    ),
    (
        "milestone",
        rf"\b(?:pay|paid|pays|receives?|received|compris\w+|consists? of|includ\w+)\b[^.;]{{0,200}}?"
        rf"\ue005.[^.;\ue005]{{0,90}}?\ue005.[^.;\ue005]{{0,60}}?(?:,|,? and) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|"
        rf"total|(?:the )?aggregate))? "
        rf"(?:on|upon|when|if|once|following|after|at the time of) {_EVENT}",
    ),
    # "further payments of up to EUR 40 million may become due on development milestones"
    (
        "milestone",
        rf"\bpayments (?:of|totall?ing|worth) {_AROUND}(?P<sum>{_SUM})[^.;\ue005]{{0,50}}? "
        rf"(?:on|upon|when|if|once|linked to|tied to|depending on|subject to) {_EVENT}",
    ),
    # "which brought Norvane $15 million in July", "would bring in a further EUR 10 million"
    (
        "milestone",
        rf"\b(?:(?:brought|brings?)(?: in)? (?:\ue002.|us|the company)|(?:would|will|could|may) bring in) "
        rf"{_AROUND}(?P<sum>{_SUM})(?! (?:of|in) (?:cash|net|sales|revenue))",
    ),
    # "Toral paid the Company $250,000 for that", "will owe the university $1 million"
    (
        "milestone",
        rf"\b(?:paid|pays|pay|wired|owes?|owed) (?:to )?(?:\ue002.|us|the company) {_AROUND}{_FEE}{_AROUND}"
        rf"(?P<sum>{_SUM})(?! (?:cash )?payment for {_TRADED})(?=(?! for\b)| for (?:it|this|that)\b| for {_EVENT})",
    ),
    # "Toral paid us $7 million for an extension", "for which it paid Norvane EUR 16 million"
    (
        "upfront",
        rf"\b(?:paid|pays|pay|received?|receives) (?:to )?(?:(?:\ue002.|us|the company) )?{_AROUND}{_FEE}{_AROUND}"
        rf"(?P<sum>{_SUM})"
        rf" (?:in cash )?(?:in return |in exchange )?for (?:the|these|an?|its|exclusive|this|all"
        rf"|\ue00c.)[^.;,]{{0,40}}?"
        rf"(?:extension|rights?|licen[sc]es?|access|sublicen\w+|exclusivity|\boption)\b",
    ),
    (
        "upfront",
        rf"(?:licen[sc]\w*|rights?|sublicen\w+|exclusiv\w+)[^.;]{{0,90}}?,? (?:for which|in return for which|in"
        rf" exchange for which) "
        rf"(?:it|we|the company|[\ue000-\uf8ff]+) (?:has |have |was |were )?(?:paid|received?|pays)(?: (?:\ue002."
        rf"|us|the company))? "
        rf"{_AROUND}{_FEE}{_AROUND}(?P<sum>{_SUM})",
    ),
    # "obtained worldwide rights from Toral for a one-time payment of $4.5 million"
    (
        "upfront",
        rf"(?:for|against|in return for|in exchange for|by) (?:an? )(?:(?:one[- ]time|single|cash|non-?refundable"
        rf"|technology "
        rf"access|access|initial|signature|lump[- ]sum),? )*(?:fee|payment|sum) of {_AROUND}(?P<sum>{_SUM})",
    ),
    # "of which it has collected EUR 52 million", "has since received EUR 18 million from Toral to date"
    (
        "milestone",
        rf"\bmilestones?\b[^.;\ue005]{{0,40}}?(?:\ue005.)?[^.;\ue005]{{0,30}}?\bof which (?:[\w\ue000-\uf8ff]+ )?"
        rf"(?:has |have |had )?"
        rf"(?:so far |already |since )?(?:been )?(?:collected|received|paid|earned) {_AROUND}(?P<sum>{_SUM})",
    ),
    (
        "milestone",
        rf"\bmilestones?\b[^.;]{{0,60}}?,? (?:the (?:last|first|latest|most recent) )?of which,? {_AROUND}"
        rf"(?P<sum>{_SUM})"
        rf"(?: \([^()]*\))?,? (?:was|were|has been|have been) (?:already )?(?:paid|received|earned|collected)",
    ),
    (
        "milestone",
        rf"(?:has|have) (?:\w+ )?(?:paid|received|earned|collected) {_AROUND}(?P<sum>{_SUM}) from"
        rf" \ue002.[^.;,]{{0,30}}? "
        rf"(?:so far|to date)\b",
    ),
    # "$8 million payment earned", "received a $4.5 million payment upon closing"
    ("milestone", rf"(?P<sum>{_SUM}) (?:cash |one-time )?payment,? (?:was |has been |is )?(?:earned|triggered)"),
    (
        "upfront",
        rf"(?:receiv(?:e|es|ed)|pay|paid|pays) {_AROUND}(?P<sum>{_SUM}) (?:cash |initial |one-time )?payment,? "
        rf"(?:on|upon|at) (?:the )?{_SIGNING}",
    ),
    # "a licence fee that consists of a $2 million payment upon signing"
    ("upfront", rf"(?P<sum>{_SUM}) (?:cash |initial |one-time )?payment,? (?:on|upon|at) (?:the )?{_SIGNING}"),
    # "a payment of $1 million plus a $1 million equity investment upon first dosing"
    (
        "milestone",
        rf"\b(?:payment|sum|fee|instal+ment) of {_AROUND}(?P<sum>{_SUM}) (?:plus|and|together with) (?:an? )?"
        rf"(?:further )?{_SUM} equity (?:investment|purchase) (?:on|upon|following) {_EVENT}",
    ),
    # "has paid $18 million so far", "has so far received EUR 22 million"
    (
        "milestone",
        rf"(?:has|have) (?:so far |to date )(?:paid|received) {_AROUND}(?P<sum>{_SUM})|"
        rf"(?:has|have) (?:paid|received) {_AROUND}(?P<sum2>{_SUM})(?: in (?:milestones|total))?,? "
        rf"(?:so far|to date)\b",
    ),
    # "- US$15 million upon dosing of the first patient in the Phase 3 trial"
    (
        "milestone",
        rf"(?:^\W*(?:\(?[ivx\d]+\) ?)?|\((?:[ivx]{{1,3}}|[1-9a-d])\) ){_AROUND}"
        rf"(?P<sum>{_SUM})(?: \([^()]*\))?,? (?:on|upon|if|when|once|should|"
        rf"following) {_EVENT}",
    ),
    # "Should approval be obtained, Norvane would collect a payment of $20 million"
    (
        "milestone",
        rf"\b(?:should|if|once) [^.;]{{0,120}}?\b(?:approv\w+|launch\w*|accept\w*|dosed)[^.;]{{0,120}}? (?:receive|"
        rf"collect|be paid|pays?"
        rf"|be owed|owes?) (?:a (?:single |one-time |further )?payment of )?{_AROUND}(?P<sum>{_SUM})",
    ),
    # "was purchased from Toral in June 2024 for $45 million in cash"
    (
        "upfront",
        rf"(?:was|were|had been|,) (?:purchased|acquired|bought|transferred|in-licensed|licensed) from (?:the )?\ue002."
        rf"[^.;,\ue005]{{0,40}}? for {_AROUND}(?P<sum>{_SUM})",
    ),
    # "completed its acquisition of Gilmore for $290 million in cash", "sold its business to Toral for $110 million"
    (
        "upfront",
        rf"\b(?:acquir(?:ed?|es|ing)|acquisition|purchased?|bought|buys?|sold|sells?|sale|divested|merger|took over)"
        rf"(?: (?!{_NO_ASSET}\b)[^ .;\ue005]+){{1,26}}?,? (?:for|against) (?:gross proceeds of )?"
        rf"(?:[^.;,\ue005]{{0,40}}? and )?"
        rf"(?:an? |approximately |about |us)*{_FEE}(?P<sum>{_SUM})(?! (?:per|(?:of|in) (?:revenue|sales|shares"
        rf"|stock)))",
    ),
    # "a tender offer for all shares at $11.50 each in cash, or roughly $640 million in total"
    (
        "upfront",
        rf"\b(?:offer|acquire|purchase|buy)\b[^.;]{{0,90}}? shares\b[^.;]{{0,60}}?,? or (?:roughly |around |some )?"
        rf"{_AROUND}(?P<sum>{_SUM}) in (?:total|(?:the )?aggregate|all)",
    ),
    # "of those sums up to EUR 5 million remains open and depends on sales"
    (
        "milestone",
        rf"(?P<sum>{_SUM}) (?:remains?|is|are|is still|are still) (?:open|outstanding|available|to come)"
        rf"(?:,? (?:and )?(?:depend(?:s|ing|ent)|hing(?:es|ing)|conditional) (?:up)?on {_EVENT})",
    ),
    # "$5 million payable at signing"
    (
        "upfront",
        rf"(?P<sum>{_SUM})(?: in (?:cash|total|(?:the )?aggregate))?(?: \([^()]*\))?,? (?:was |is |are |to be |will "
        rf"be )?(?:payable |paid |due "
        rf")(?:on|upon|at) {_SIGNING}",
    ),
    (
        "upfront",
        rf"(?:receiv(?:e|es|ed|ing)|pay|paid|pays|paying|got|gets|obtained) {_AROUND}(?P<sum>{_SUM})(?: in (?:cash|"
        rf"total|(?:the )?aggregate))?(?: from "
        rf"\ue002.)? "
        rf"(?:on|upon|at) {_SIGNING}",
    ),
    # "At closing, Norvane will pay $480 million in cash"
    (
        "upfront",
        rf"^(?:\W*)(?:on|upon|at) {_SIGNING}[^.;]{{0,40}}? (?:pay|pays|paid|owes?|receive|receives|received)"
        rf"(?: \ue002.| us| the company)? {_AROUND}{_FEE}{_AROUND}(?P<sum>{_SUM})",
    ),
    # "holds an option on the Japanese rights, for which it was paid 120 million yen"
    (
        "option_fee",
        rf"\boption\b[^.;]{{0,110}}? for which (?:it|we|[\w\ue000-\uf8ff]+) (?:was |were )?(?:paid|received) "
        rf"{_AROUND}(?P<sum>{_SUM})",
    ),
)
_AGREED = re.compile(
    r"\b(?:rights|thresholds?|payments?|up-?front|vouchers?|signing|signature|extension|deal|milestones?|agreements?|licen[sc]\w*|partner\w*|collaborat\w+|options?|royalt\w+|acqui\w+|merger|shareholders|"
    r"holders "
    r"of)\b"
)
_OF_A_TRIAL = re.compile(
    r"\ue002. (?:has |have |will |also )*(?:paid|pays?|owes?) (?:us|the company) \ue005|"
    r"\b(?:we|the company) (?:has |have |will |also |expects? to )*(?:paid|pay|owes?) \ue002. \ue005|"
    r"\b(?:we|the company) (?:has |have |also )*(?:received|earned) \ue005. from \ue002.|"
    r"\bpay \ue005. to \ue002.|\bentitl(?:es|ed) (?:us|the company|\ue002.) to"
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


def implied(view: View) -> dict[int, str]:
    """The kind of payment of each sum (by its place in the view) that is paid for something without a payment word.

    Only in a sentence of partners: one that names two companies, a drug, its trial or its agency, or an agreement.
    """
    companies = len({item.found.key or item.found.start for item in view.of("COMPANY")})
    partners = companies > 1 or companies == 1 and _OF_A_TRIAL.search(view.text) is not None
    if not (partners or view.of("COMPOUND", "PHASE", "TRIAL", "APPLICATION", "AGENCY") or _AGREED.search(view.text)):
        return {}
    return dict(_found(view.text))


def _found(text: str) -> Iterator[tuple[int, str]]:
    for kind, pattern in reversed(_COMPILED):
        for match in pattern.finditer(text):
            yield match.start(str(match.lastgroup)), kind
