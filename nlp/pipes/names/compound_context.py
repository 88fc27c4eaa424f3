"""What the words around a name tell: that it is a drug's, a trial's, or a target's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from nlp.pipes.found import Found
from nlp.pipes.names.lists import Shapes

_NAME = r"(?:[A-Z][A-Za-z0-9]*[a-z0-9A-Z](?:-[A-Za-z0-9]+)*(?: (?:[A-Z]{2,5}|alfa|alpha|beta))?)"
_LOWER_NAME = r"[a-z]{6,20}"
_TRIAL_AFTER = re.compile(
    r"(?:tm(?!\w))?(?:[®™\"')]|\s)*(?:\(?phase [\w/]+\)?,? |pivotal |registrational |clinical |ongoing |"
    r"open-label |"
    r"extension |"
    r"randomi[sz]ed |global )*(?:[a-z-]+ ){0,2}"
    r"(?:trial|study|studies|trials|clinical program)\b",
    re.IGNORECASE,
)
TRIAL_BEFORE = re.compile(
    r"(?:\b(?:trial|study|studies)|\b[Pp]hase \w+)(?: [Rr]esults?)? \($"
    r"|\b(?:study|trial),? (?:called|named|known as) $",
    re.IGNORECASE,
)
_DRUG_BEFORE = re.compile(
    r"(?:\b(?:treated with|treatment with|treatment of patients with|therapy with|dosed with|doses? (?:of|for)|"
    r"administration of|administered|efficacy of|"
    r"safety of|tolerability of|pharmacokinetics of|profile of|potential of|evaluat\w+|investigat(?:e|es|ed|ing)|"
    r"assess(?:es|ed|ing)?|testing|(?:stud(?:y|ies)|trials?) (?:of|with|for|evaluating)|"
    r"development of|evaluation of|candidates?,?|compounds?,?|inhibitor,?|antibody,?|vaccine,?|agonist,?|"
    r"antagonist,?|receiving|received|receive|plus|approval (?:of|for)|"
    r"application for|applications for|designation (?:for|to)|rights to|rights for|launch of|approves|grants|"
    r"commerciali[sz]ation of|data (?:on|for|from|of)|results (?:of|for|from|with)|ind for|nda for|bla for|"
    r"effects? "
    r"of|"
    r"activity of|mechanism of|asset,?|product,?|program,?|therapy,?|drug,?|medicine,?|advance|advancing|dosing of|"
    r"dosing with|testing of|enrollment of|arm of|cohort of|known as|called|formerly|using|sales of|sales for|"
    r"covering|patents? (?:for|on)|price of|stocking|prescribed|label for|supply of|shipments? of|study for|trial "
    r"for|trials for|"
    r"lead compound|our|its|drug|brand|developing|developed|in-licens\w+|out-licens\w+|licensed|acquire[ds]?|by|"
    r"targeting with|response to|exposure to|delivery of|formulation of|version of|use of|potential for|"
    r"benefits? of|"
    r"review of|(?:abstracts?|posters?|presentations?) (?:on|of|for|regarding)|including)"
    r" (?:the |our |its |an? |oral |intranasal |subcutaneous |intravenous |once-daily |single-agent |combination "
    r"of |[A-Z]\w+'s )?[\"']?)$",
    re.IGNORECASE,
)
_DRUG_AFTER = re.compile(
    r"[\"']?(?: ?[®™])?\)?(?: \([A-Z]{3,6}[®™]?\))?(?: (?:monotherapy|treatment|therapy|tablets?|capsules?|"
    r"injection|"
    r"data|long-term|arm|dose|"
    r"dosing|group|ind|nda|bla|clinical|phase|was well|is well|was generally|demonstrated|"
    r"demonstrates|shows?|meets|receives|significantly|improve[sd]|reduce[sd]|achieves|granted|autologous|"
    r"allogeneic|"
    r"regenerative|orphan|fast track|breakthrough|rmat|[0-9]-year|showed|has received|received|net sales|sales|"
    r"revenues?|is approved|was approved|has been|may|can|will|label|patent|prescriptions?|in (?:adults|children|"
    r"[A-Z][a-z]+ )|showed|has been granted|has shown|met |achieved|versus|vs|plus|plasma|exposure|in "
    r"combination|in "
    r"patients|in healthy|in subjects|in adults|in (?:the )?treatment|is being|is currently|is an? |is designed|"
    r"will "
    r"be evaluated|"
    r"currently in (?:late |early |mid-stage )?phase|now in phase|"
    r"for the treatment|as a treatment|program|candidate|administered|development)|-treated|-related|'s "
    r"(?:efficacy|"
    r"safety|mechanism|potential))",
    re.IGNORECASE,
)
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
    r"[Aa]bstract|[Pp]oster|[Ss]ession|[Bb]ooth|[Rr]oom|#)[^.;]{0,25}$"
)


def clinical(flat: str) -> bool:
    """Whether the text speaks of medicine at all; shapes alone mean little in a release of another trade."""
    wanted = 1 if len(flat) < 2000 else 3
    return len(list(islice(_TRADE.finditer(flat), wanted))) == wanted


def in_listing(flat: str, start: int) -> bool:
    """Whether a ticker, a telephone number, a room or an abstract's number is told here."""
    return bool(_LISTING.search(flat, max(0, start - 40), start))


_ANCHOR = re.compile(r"(?<![\w-])[A-Za-z]+(?![\w-])")
_STUDY_WORDS = frozenset("trial trials study studies development testing evaluation".split())
_GIVEN_WORDS = frozenset(
    "treated receive receives receiving received dosed administration administered treatment using".split()
)
_LEAD_WORDS = frozenset(
    "compound drug candidate product asset molecule inhibitor antibody vaccine agonist antagonist".split()
)
_TITLED = frozenset("candidate candidates asset product program".split())
_AFTER_KIND = re.compile(rf",? (?:called |named |known as )?({_NAME})(?=[\s,.;:)®™(]|$)")
_AFTER_LEAD = re.compile(r",? ([a-z]{7,20})(?= (?:has|is|was|in|for|to|as|and|,)|[,.;]|$)")
_AFTER_STUDY = re.compile(
    rf" (?:of|with|for|[Ee]valuating|[Ss]tudying|[Ii]nvestigating|[Aa]ssessing|[Tt]esting) (?:the |its |our |"
    rf"[Oo]ral "
    rf"|[Ii]ntranasal )?({_NAME})(?= (?:in|for|to|as|plus|versus|vs|and|\()|[®™,.;]|$)"
)
_AFTER_SMALL = re.compile(
    r" (?:of |with |evaluating "
    r")([a-z]{5,20}(?<!therapy)(?<!ment)(?<!tion)(?<!ics)(?<!ing)(?<!ity)(?<!cells)(?<!surgery)(?<!ers)(?<!ies))(?= "
    r"(?:in|for|plus|as|versus|to treat|monotherapy|cleared|is|was|demonstrated|showed)\b|[,;.]|$)(?<!s)"
)
_AFTER_GIVEN = re.compile(rf"(?: with| of)? ({_LOWER_NAME}|{_NAME})(?=[\s,.;)®™]|$)")


_POSSESSED = re.compile(
    rf"'s ({_NAME}|[a-z]{{4,20}})(?= (?:in [Cc]ombination|plus|[Cc]ombined with|monotherapy|shows|showed|"
    rf"demonstrat\w+|met |significantly|for the (?:treatment|prevention)|in (?:[Pp]atients|[Aa]dults)|[Pp]rogram))"
)


# "the NDA for NAME", "designation to NAME", "the NAME BLA": only a drug has those.
_REGULATED = re.compile(
    rf"\b(?:NDAs?|BLAs?|MAAs?|sNDA|sBLA|INDs?|[Ll]etter|[Dd]esignations?|[Aa]pplication(?: \([A-Z]{{2,4}}\))?)(?: "
    rf"\([A-Z]{{2,4}}\))? (?:for|to|of) "
    rf"(?:oral |intravenous |subcutaneous |inhaled |topical |intranasal |the company's |its )?({_NAME}|{_LOWER_NAME})"
    rf"(?=,| (?:in|for|as|to|with|tablets?|capsules?|injection|is|was|were|has|by)\b|[.;®™]| \()"
)
# "European Commission approves NAME for", "approval to NAME in", "votes against NAME": capitals alone tell no name, so
# what follows has to be a use.
_DECIDED = re.compile(
    r"\b(?:[Aa]pproves|[Aa]uthori[sz]es|[Cc]lears|[Aa]pproval (?:to|of|for)|[Aa]uthori[sz]ation (?:to|of|for)|"
    r"[Ii]ndication (?:for|of)|"
    r"[Oo]pinion (?:for|on)|[Rr]ecommends|[Aa]gainst|[Ff]avou?r of|[Dd]ata (?:for|on)|[Rr]esults (?:for|on)) "
    r"([A-Z][a-z]{4,13})[®™]?(?= (?:for (?:the )?(?:treatment |prevention )?|in )[A-Za-z]|[,;]|$)"
)
_APPLICATION = re.compile(r"[®™]? (?:s?NDA|s?BLA|MAA)(?!\w)")
_NAME_THERE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})$")
_REACH = 40  # characters that a name may have
_APPROVED = re.compile(
    r"[®™]? (?:(?:was|is|has been) )?[Aa]pproved (?:[Bb]y|in) (?:the )?(?:U\.?S\.? )?(?:FDA|EMA|European|Food)"
)


def context_names(flat: str, shapes: Shapes, english: frozenset[str]) -> Iterator[Found]:
    """Names that only their surroundings tell: "NAME, an investigational inhibitor", "its lead candidate NAME", "a
    trial of NAME".
    """
    for start, end in _apposed(flat, shapes):
        if not plain(flat[start:end], english):
            yield _apposition(flat, start, end, 2)
    for pattern in (_REGULATED, _DECIDED):
        for match in pattern.finditer(flat):
            if _told_by_agency(match[1], english):
                yield _apposition(flat, match.start(1), match.end(1), 2)
    for pattern in (_APPLICATION, _APPROVED):  # the name stands before: looked for only where the words are
        for match in pattern.finditer(flat):
            name = _NAME_THERE.search(flat, max(0, match.start() - _REACH), match.start())
            if name and _told_by_agency(name[1], english):
                yield _apposition(flat, name.start(1), name.end(1), 2)
    for match in _POSSESSED.finditer(flat):
        if not plain(match[1], english):
            yield _apposition(flat, match.start(1), match.end(1), 1)
    kinds = frozenset(shapes.kinds.replace("\\", "").split("|")) | _TITLED
    for anchor in _ANCHOR.finditer(flat):
        word = anchor.group().lower()
        patterns: list[tuple[re.Pattern[str], int]] = []
        if word in _LEAD_WORDS:
            patterns.append((_AFTER_LEAD, 2))
        if word in kinds or word.rstrip("s") in kinds:
            patterns.append((_AFTER_KIND, 1))
        if word in _STUDY_WORDS:
            patterns += [(_AFTER_STUDY, 1), (_AFTER_SMALL, 1)]
        if word in _GIVEN_WORDS:
            patterns.append((_AFTER_GIVEN, 1))
        for pattern, strength in patterns:
            named = pattern.match(flat, anchor.end())
            if named and not plain(named[1], english):
                yield _apposition(flat, named.start(1), named.end(1), strength)


def _told_by_agency(name: str, english: frozenset[str]) -> bool:
    return name.lower() not in english and len(name) > 3


def _apposition(flat: str, start: int, end: int, strength: int) -> Found:
    """The name without a trade mark that the converter has made letters."""
    end -= 2 if re.search(r"\wTM$", flat[start:end]) else 0
    return Found(start, end, "COMPOUND", source="apposition", strength=strength)


_APPOSITION = re.compile(
    r"(?:,|,? (?:is|was)|,? which is|,? being) (?:an?|the|our|its|[A-Z]\w+'s) (?=[^.;:,()]{3,110})"
)
_NAME_BEFORE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})(?: ?[®™])?(?: \([^()]{{2,40}}\))?$")


def _apposed(flat: str, shapes: Shapes) -> Iterator[tuple[int, int]]:
    """Names that what follows calls a drug: "NAME, an investigational <kind>", "NAME is our <kind>"."""
    kind = re.compile(rf"[^.;:,()]{{0,90}}?\b(?:{shapes.kinds})s?\b")
    for match in _APPOSITION.finditer(flat):
        if not kind.match(flat, match.end()):
            continue
        name = _NAME_BEFORE.search(flat, max(0, match.start() - 75), match.start())
        if name:
            yield name.span(1)


_ADJECTIVE = re.compile(
    r"[a-z](?:mucosal|dermal|nasal|buccal|lingual|ive|ical|ional|ous|ary|peutics?|ology|omics?|genic|ation|ization|ments?|ness|ability|istic|atic|ular|"
    r"ite|ates?|ides?)$"
)


def plain(name: str, english: frozenset[str]) -> bool:
    """Whether a name is only words of the language, or a pronoun, a month and the like."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word not in ("FDA", "EMA", "IND", "NDA", "BLA")]
    if len(words) == 1 and _ADJECTIVE.search(name):
        return True
    return (
        not words
        or all(word.lower() in english or word.lower().rstrip("s") in english for word in words)
        or len(name) < 3
    )


def trial_like(flat: str, start: int, end: int) -> bool:
    """Whether "trial" or "study" follows the name, as after a trial's acronym."""
    return bool(_TRIAL_AFTER.match(flat, end)) or bool(TRIAL_BEFORE.search(flat, max(0, start - 40), start))


def witnessed(flat: str, start: int, end: int, shapes: Shapes) -> bool:
    """Whether the text around the place says that the name is a drug's."""
    if _DRUG_BEFORE.search(flat, max(0, start - 60), start) or _DRUG_AFTER.match(flat, end):
        return True
    return bool(
        re.match(
            rf"[\"']?(?: ?[®™])?(?: \([^()]{{2,40}}\))?,? \(?(?:an?|the|our|its|[A-Z]\w+'s) "
            rf"[^.;:()]{{0,80}}?(?:{shapes.kinds})s?\b",
            flat[end : end + 130],
        )
    )


# No place of a drug's name goes on like this, whatever the other places say.
MARKER_AFTER = re.compile(
    r"-(?:[Tt]arget(?:ed|ing)|positive|negative|expressing|directed|mutant|mutated|specific|binding|driven|"
    r"amplified)\b|"
    r" (?:receptor|pathway|signal+ing|gene|protein|expression|mutations?|blockade|ligand|adjuvant)\b(?! (?:therapy|"
    r"transfer))"
)
TARGET_BEFORE = re.compile(
    r"\b(?:target(?:s|ed|ing)|directed (?:at|against|to)|binds(?: to)?|inhibit(?:s|ing)|block(?:s|ing)|"
    r"express(?:es|"
    r"ing|ion of)|"
    r"(?:auto)?antibod(?:y|ies) (?:to|against|for)|mutations? (?:in|of)|variants? (?:in|of)|levels of|loss of|"
    r"encod(?:es|ing)|"
    r"deficiency (?:in|of)|knockdown of|silenc(?:es|ing)|antigens?|biomarkers?|receptors?|genes?|proteins?|"
    r"agonists? "
    r"of|inhibitors? of) (?:the )?$|\banti-$"
)
TARGET_AFTER = re.compile(
    r"[+®™\"']?(?:[- ](?:CAR|targeted|targeting|positive|negative|expressi\w+|directed|mutat\w+|mutant|inhibit\w*|"
    r"antibod\w+|receptors?|agonists?|antagonists?|blockers?|pathway|gene|protein|cells?|levels?|"
    r"antigen|signal\w+|biospecific|bispecific|x|variants?|amplifi\w+|status|loss|driven|binding|monoclonal|"
    r"degrader|"
    r"ligand|channel|kinase)|x[A-Z])"
)
