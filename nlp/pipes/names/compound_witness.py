"""What the text around a name witnesses: that it is a drug's, or a trial's."""

from __future__ import annotations

import re
from itertools import islice

from nlp.pipes.names.lists import Shapes

DOSE = re.compile(r"[®™]? ?\d[\d.,]{0,5} ?(?:mg|mcg|µg|μg)(?:/|\b)")
_TRIAL_AFTER = re.compile(
    r"(?:tm(?!\w))?(?:[®™\"')]|\s)*(?:, (?:an?|the|our|its) (?:(?:first|second|third|other|one|last|larger|smaller) "
    r"(?:of (?:the |our |its )?(?:two|three|four) )?)?)?"
    r"(?:\(?phase [\w/]+\)?,? |pivotal |registrational |clinical |ongoing |"
    r"open-label |"
    r"extension |"
    r"randomi[sz]ed |global )*(?:[a-z-]+ ){0,2}"
    r"(?:trial|study|studies|trials|clinical program)\b",
    re.IGNORECASE,
)
TRIAL_REACH = 140  # characters before a name in brackets
TRIAL_BEFORE = re.compile(
    r"(?:\b(?:trial|study|studies)|\b[Pp]hase \w+)(?: [Rr]esults?)? \($"
    r"|\b(?:trial|study) (?:in|with) [^.;()]{0,40}?\b"
    r"(?:patients|adults|children|subjects|people|volunteers|participants)\b[^.;()]{0,70} \($"
    r"|\b(?:study|trial),? (?:called|named|known as) $",
    re.IGNORECASE,
)
_DRUG_BEFORE = re.compile(
    r"(?:\b(?:treated with|treatment with|treatment of patients with|therapy with|dosed with|doses? (?:of|for)|"
    r"administration of|administered|efficacy of|"
    r"safety of|tolerability of|pharmacokinetics of|profile of|potential of|evaluat\w+|comparing|investigat(?:e|es|ed|"
    r"ing)|"
    r"assess(?:es|ed|ing)?|testing|(?:stud(?:y|ies)|trials?) (?:of|with|for|evaluating)|"
    r"development of|evaluation of|candidates?,?|compounds?,?|inhibitor,?|antibody,?|vaccine,?|agonist,?|"
    r"antagonist,?|receiving|received|receive|plus|approval (?:of|for)|"
    r"application for|applications for|designation (?:for|to)|rights to|rights for|launch of|approves|grants|"
    r"commerciali[sz]ation of|data (?:on|for|from|of)|results (?:of|for|from|with)|ind for|nda for|bla for|"
    r"effects? "
    r"of|(?:ind|s?nda|s?bla|maa|cta)\)(?: application)? for|equivalents? (?:of|to)|enzyme,?|(?:brand|trade) names?|"
    r"licen[sc]es? (?:for|to)|code-?named|"
    r"activity of|mechanism of|asset,?|product,?|program,?|therapy,?|drug,?|medicine,?|advance|advancing|dosing of|"
    r"dosing with|testing of|enrollment of|arm of|cohort of|known as|called|formerly|using|sales of|sales for|"
    r"covering|project,?|patents? (?:for|on)|price of|stocking|prescribed|label for|supply of|shipments? of|study for|"
    r"trial "
    r"for|trials for|"
    r"lead compound|our|its|drug|brand|program(?:me)?s? for|"
    r"developing|developed|in-licens\w+|out-licens\w+|licensed|acquire[ds]?|by|"
    r"work on|on top of|added to|competitors?|"
    r"(?:tested|compared|set|superior|non-?inferior|stud(?:y|ies)|trials?|comparison) (?:against|with|to)|"
    r"targeting with|response to|exposure to|delivery of|formulation of|version of|use of|potential for|"
    r"benefits? of|"
    r"review of|(?:abstracts?|posters?|presentations?) (?:on|of|for|regarding)|"
    r"includ(?:es?|ing)|comprises?|consists? of|phase [\w/]+ (?:trials? |stud(?:y|ies) |program(?:me)? )?(?:with|of|"
    r"in)|"
    r"(?:dos|treat|inject|infus|vaccinat|randomi[sz])\w+ [^.;:]{0,30}?"
    r"(?:patients?|volunteers?|subjects?|participants?|individuals?) with)"
    r" (?:the |our |its |an? |oral |intranasal |subcutaneous |intravenous |once-daily |single-agent |combination "
    r"of |[A-Z]\w+'s )?[\"']?)$",
    re.IGNORECASE,
)
ILL = (
    r"(?:[\w'-]+ ){0,3}?[a-z]*(?:omas?|emias?|cancers?|tumou?rs?|itis|osis|diseases?|disorders?|syndromes?|diabetes|"
    r"asthma|pain|infections?|fibrosis|migraine|obesity|epilepsy|depression|hepatitis [A-E]|influenza|psoriasis|"
    r"shingles|(?:kidney|gall)? ?stones|malaria|stroke|injur(?:y|ies)|AMD|NSCLC|ADHD|COPD)\b"
)
_DRUG_AFTER = re.compile(
    r"[\"']?(?: ?[®™]|TM(?!\w))?\)?(?: \([A-Z]{3,6}[®™]?\))?(?: \((?:INN|generic name|formerly|previously|"
    r"also known as)\b|"
    r",? (?:formerly|previously|also) known as | ?\d[\d.,]{0,5} ?(?:mg|mcg|µg|μg)(?:/|\b)|"
    r" (?:(?:co-?promotion|supply|licen[sc]\w+|distribution)(?: and \w+)? (?:agreements?|partnership)|monotherapy|"
    r"treatment|therapy|tablets?|capsules?|"
    r"injection|"
    r"data|long-term|arm|dose|"
    r"dosing|group|ind|nda|bla|clinical|phase|was well|is well|was generally|demonstrated|"
    r"demonstrates|shows?|meets|receives|significantly|improve[sd]|reduce[sd]|promote[sd]|prevent(?:s|ed)|slow(?:s|ed)|restore[sd]|achieves|granted|autologous|"
    r"allogeneic|"
    r"regenerative|orphan|fast track|breakthrough|rmat|[0-9]-year|showed|has received|received|net sales|sales|"
    r"revenues?|is approved|was approved|has been|may|can|will|label|patent|prescriptions?|in (?:adults|children|"
    r"[A-Z][a-z]+ )|showed|has been granted|has shown|met |achieved|versus|vs|plus|plasma|exposure|in "
    r"combination|combined with|in "
    r"patients|in healthy|in subjects|in adults|in (?:the )?treatment|is being|is currently|"
    r"is in (?:an? )?(?:pivotal |ongoing )?(?:phase|clinical)|is an? |is designed|"
    r"is under(?:going)? (?:clinical )?(?:investigation|evaluation|testing|stud)|"
    r"to be (?:evaluated|tested|studied|investigated) |(?:to )?enter(?:s|ed)? (?:the clinic|clinical|phase|human)|"
    r"has entered (?:the clinic|clinical|phase|human)|"
    r"will "
    r"be evaluated|"
    r"currently in (?:late |early |mid-stage )?phase|now in phase|"
    r"for (?:the )?(?:treatment|prevention)|as a treatment|program|candidate|administered|development)|-treated|"
    r"-related|, (?:which|now|currently|also) (?:is )?(?:now |currently )?in (?:preclinical|clinical|phase)|"
    r" (?:misses|clears|shipments|deliveries|(?:is|has (?:an?|two|three)) (?:at |in )?(?:late |early )?phase) |"
    r"'s (?:efficacy|safety|mechanism|potential))",
    re.IGNORECASE,
)
# What drugs do and are for, and genes and markers too.
_ACTS = re.compile(
    r"[\"']?(?: ?[®™]|TM(?!\w))?\)?(?:,? which (?:ties|binds|blocks|inhibits|activates|targets|mimics) |"
    r" (?:beats?|lowers?|lowered|lengthen(?:s|ed)|helped|blocks|inhibits|binds|activates|mimics|protects|guards) |"
    r",? (?:for|in|against) (?:the )?" + ILL + r")",
    re.IGNORECASE,
)


def acts(flat: str, end: int) -> bool:
    """Whether what stands before does what drugs do, or is for a disease; of a gene or a marker the same is said."""
    return bool(_ACTS.match(flat, end))


_TRADE = re.compile(
    r"\b(?:patients?|clinical|preclinical|cancers?|tumou?rs?|carcinomas?|syndromes?|chemotherapy|molecules?|"
    r"trials?|"
    r"therap\w+|pharma\w*|biotech\w*|drugs?|FDA|disease|treatment|vaccines?|"
    r"oncology|"
    r"medicines?|enrol+ment|[Pp]hase \w+|dos(?:ed|ing)|IND|NDA|BLA|MAA|CHMP|EMA|inhibitors?|antibod\w+|compounds?|"
    r"agonists?)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"(?:NASDAQ|Nasdaq|NYSE|OTC\w*|HKEX|SEHK|TWSE|TPEx|ASX|LSE|[Cc]ode|[Tt]icker|[Ss]ymbol|[Ff]ax|[Tt]el|[Pp]hone|"
    r"[Aa]bstract|[Pp]oster|[Ss]ession|[Bb]ooth|[Rr]oom|#)(?:(?!Title:)[^.;]){0,25}$"
)


# What companies do with their products, of whatever kind: enough for a code, and not for a trade mark.
_TRADED_BEFORE = re.compile(
    r"\b(?:sell(?:s|ing)?|sold|buys|bought|stops|stopped|drops|dropped|halts|halted|shelves|shelved|ships|shipped|"
    r"withdr(?:aws|ew)|(?:takes|took) over|files|moves|revives|markets|launch(?:es|ed)|cleared|such as|"
    r"beginning with) (?:its |the )?$",
    re.IGNORECASE,
)


def traded(flat: str, start: int) -> bool:
    """Whether a company sells, stops or takes over what stands here."""
    return bool(_TRADED_BEFORE.search(flat, max(0, start - 30), start))


def clinical(flat: str) -> bool:
    """Whether the text speaks of medicine at all; shapes alone mean little in a release of another trade."""
    wanted = 1 if len(flat) < 2000 else 3
    return len(list(islice(_TRADE.finditer(flat), wanted))) == wanted


def in_listing(flat: str, start: int) -> bool:
    """Whether a ticker, a telephone number, a room or an abstract's number is told here."""
    return bool(_LISTING.search(flat, max(0, start - 40), start))


def trial_like(flat: str, start: int, end: int) -> bool:
    """Whether "trial" or "study" follows the name, as after a trial's acronym."""
    return bool(_TRIAL_AFTER.match(flat, end)) or bool(TRIAL_BEFORE.search(flat, max(0, start - TRIAL_REACH), start))


def witnessed(flat: str, start: int, end: int, shapes: Shapes) -> bool:
    """Whether the text around the place says that the name is a drug's."""
    if _DRUG_BEFORE.search(flat, max(0, start - 60), start) or _DRUG_AFTER.match(flat, end):
        return True
    return bool(
        re.match(
            rf"[\"']?(?: ?[®™])?(?: \([^()]{{2,40}}\))?,? \(?(?:an?|the|our|its|[A-Z]\w+'s) "
            rf"[^.;:()]{{0,80}}?(?:{shapes.kinds}|asset)s?\b",
            flat[end : end + 130],
            re.IGNORECASE,
        )
        or FORMULATED.match(flat, end)
    )


# "NRV-AX (axitinib suspension)", "NRV-AX is a suspension of axitinib": how a drug is given, no trial
FORMULATED = re.compile(
    r"[\"']?(?: ?[®™])?(?: \([^()]{0,50}?| is (?:an?|our|its) [^.;:()]{0,50}?|, (?:an?|our|its) [^.;:()]{0,50}?)"
    r"\b(?:suspension|formulation|implant|injection|tablets?|capsules?|gel|cream|ointment|eye ?drops?|depot|insert|"
    r"patch|spray|nanoparticles?|microspheres?)\b"
)


# What a brand stands before, where no device's or platform's word follows: "NAME(TM) cytomegalovirus (CMV) vaccine",
# "NAME (generic ophthalmic solution)", "NAME(R): cancer vaccine" at the head of its bullets.
_BRANDED = re.compile(
    r" ?(?:[®™]|\((?:R|TM|r|tm)\)|TM)?(?: [\w-]+| \([A-Za-z0-9-]{2,8}\)){0,3}? (?:vaccine|(?:cell |gene |"
    r"T-cell )?therapy|antibody|"
    r"inhibitor|gel|cream|tablets?|capsules?|ointment|(?:nasal |oral )?spray|injection|infusion|patch|drops|suspension|"
    r"solution)\b(?! (?:platforms?|technolog\w+|candidates|programs|products|modality|approach|field|manufactur\w+|"
    r"compan\w+|delivery|development))"
    r"|(?:[®™]|TM)? (?:Gel|Cream|Foam|Ointment|Lotion|Tablets|Capsules|Injection|Nasal Spray|Patch|"
    r"Oral Solution)(?! [A-Z])"
    r"|(?:[®™]|TM)? ?\([a-z]{5,20}(?:[ -][a-z]{4,20})*(?:,? [A-Za-z0-9/%. -]{1,30})?\)"
    r"|(?:[®™]|TM)? \((?:[A-Z]{2,5}-?\d{2,6}[A-Z]?|[A-Z][a-z]+-\d{1,3})[),;]"  # NAME(TM) (NRV-210)
    r"|(?:[®™]|TM)? (?:did not|failed to|succeeded|is (?:marketed|commercially available|sold|prescribed))\b",
)
_HEADS_LIST = re.compile(r"[®™](?: ?\([^()]{2,30}\))?(?::| [–—-]) ?\S")


def branded(flat: str, start: int, end: int) -> bool:
    """Whether a name with a trade mark's sign is a drug's by what follows it."""
    heads = not flat[max(0, start - 2) : start].strip() and _HEADS_LIST.match(flat, end)
    return bool(heads or _BRANDED.match(flat, end))
