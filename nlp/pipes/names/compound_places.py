"""Places in a headline where a word of no dictionary is a drug's name: before an endpoint, behind a designation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_lists import plain
from nlp.pipes.names.words import Words, around, whole

# "NAME Cell Therapy Trial", "NAME Meets Primary Endpoint", "Status to NAME for", "Trial of Inhaled
# NAME": a word of no dictionary that stands where only a drug, a trial or a company would.
_WORD = r"(?!Phase|Study|Trial)[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}(?:[A-Z]?[a-zß-öø-ÿ]{2,}){1,3}"
_STUDY_NOUN = r"(?:[Cc]linical )?(?:[Tt]rials?|[Ss]tud(?:y|ies)|[Dd]ata|[Rr]esults|[Pp]rogram)"
# "the NAME Phase 2 trial" tells nothing: trials have such names too.
_THERAPY_TRIAL = re.compile(rf"(?<![\w'’-])(?P<name>{_WORD})[®™]? (?:[Gg]ene|[Cc]ell) [Tt]herapy {_STUDY_NOUN}\b")
_HITS = re.compile(
    rf"(?<![\w'’-])(?P<name>{_WORD})[®™]? (?:[Mm]eets?|[Mm]et|[Mm]iss(?:es|ed)|[Hh]its?|[Aa]chieve[sd]|[Ff]ail(?:s|"
    rf"ed) to [Mm]eet) "
    rf"(?:(?:[Ii]ts|[Tt]he|[Aa]ll|[Bb]oth) )?(?:[Cc]o-)?(?:[Pp]rimary|[Kk]ey|[Mm]ain|[Ss]econdary) "
)
_STATUS_TO = re.compile(
    rf"\b(?:[Oo]rphan|[Ff]ast[- ][Tt]rack|[Bb]reakthrough)(?: [Dd]rug| [Tt]herapy)? (?:[Ss]tatus|[Dd]esignation) "
    rf"(?:to|for|on) "
    rf"(?P<name>{_WORD})(?=[®™]| (?:[Ff]or|[Ii]n|[Aa]s)\b|[.,;]|$|  )"
)
_ROUTED = re.compile(
    rf"\b(?:[Tt]rial|[Ss]tudy|[Ee]valuation|[Tt]esting) (?:[Oo]f|[Ww]ith) (?:[Ii]ts |[Tt]he )?(?:[Ll]ong-[Aa]cting|"
    rf"[Oo]ral|[Ii]nhaled|"
    rf"[Ii]ntranasal|[Ii]ntravenous|[Tt]opical|[Ss]ubcutaneous|[Ii]nvestigational|[Oo]phthalmic|[Ii]njectable|"
    rf"[Nn]ebuli[sz]ed) "
    rf"(?P<name>{_WORD})(?=[®™]| (?:[Ff]or|[Ii]n|[Aa]s|[Pp]lus|[Ww]ith)\b|[.,;]|$|  )"
)
_PLUS = re.compile(
    rf"\b(?:[Tt]rial|[Ss]tudy) (?:[Oo]f|[Ww]ith) (?P<name>{_WORD})[®™]? (?:Plus|With|Versus|Vs\.?|In|For|Alone|And)\b"
)
_APPLIED = re.compile(
    rf"\b(?:NDA|BLA|MAA|sNDA|sBLA|IND|[Nn]ew [Dd]rug [Aa]pplication|[Bb]iologics [Ll]icense [Aa]pplication) (?:for|of) "
    rf"(?P<name>{_WORD})(?=[®™]|[.,;]|$|  )"
)
_CLASS = (
    r"(?:inhibitors?|antibody|analogu?e|agonist|antagonist|therapy|vaccine|conjugate|engager|modulator|degrader|enzyme|"
    r"hormone|peptide|formulation|film|tablet|capsule|gel|cream|editor|opener|treatment|drops?|spray|injection|trap|"
    r"protein|molecule|oligonucleotide)"
)
# A line of its own, which the flat text sets off by two spaces: "NAME in Cushing's disease", "NAME, once-weekly
# parathyroid hormone analogue"
_HEADING = re.compile(
    rf"(?:^|  )(?P<name>{_WORD})[®™]?(?: \((?:(?!  )[^()]){{3,40}}\))?(?: (?:in|for) (?:(?!  "
    rf")[^.;:]){{0,60}}?(?:disease|"
    rf"syndrome|cancer|carcinoma|disorder|lymphoma|leuk(?:a)?emia|tumou?r|deficiency|sclerosis|diabetes|pain|asthma|"
    rf"epilepsy|gout|lupus|obesity|failure|infection|[a-z]{{3,}}(?:itis|osis|oma|pathy|trophy|uria|emia))s?|, "
    rf"(?:(?:our|its|"
    rf"an?|the) )?[a-z](?:(?!  )[^.;:,]){{0,60}}?\b{_CLASS}(?: (?:for|of|in) (?:(?!  )[^.;:]){{3,50}})?)(?=  |$)"
)
# "the MHRA authorised NAME on"
_AUTHORISED = re.compile(
    rf"\b(?:FDA|EMA|MHRA|PMDA|NMPA|TGA|Swissmedic|ANVISA|COFEPRIS|MFDS|Health Canada|Commission|[Aa]uthority|[Aa]gency|"
    rf"[Mm]inistry) "
    rf"(?:has |have |had )?(?:authori[sz]ed|licensed|registered|cleared|rejected|refused) (?P<name>{_WORD})(?=[®™]| "
    rf"(?:for|in|on|as|to|"
    rf"at)\b|[.,;]|$|  )"
)
# "NAME, our midazolam buccal film for", "NAME, its once-weekly insulin"
_OWN = re.compile(
    rf"(?<![\w'’-])(?P<name>{_WORD})[®™]?, (?:our|its|the company's|the Company's) (?:[a-z][\w-]* ){{1,5}}?{_CLASS}\b"
)
_PLACES = (
    (_HEADING, whole(r"(?i:in|for)|" + _CLASS)),
    (_AUTHORISED, whole(r"authori[sz]ed|licensed|registered|cleared|rejected|refused")),
    (_OWN, whole(_CLASS)),
    (_THERAPY_TRIAL, whole(r"[Tt]herapy")),
    (_HITS, whole(r"(?i:primary|key|main|secondary)")),
    (_STATUS_TO, whole(r"(?i:status|designation)")),
    (_ROUTED, whole(r"(?i:trial|study|evaluation|testing)")),
    (_PLUS, whole(r"(?i:trial|study)")),
    (_APPLIED, whole(r"NDA|BLA|MAA|sNDA|sBLA|IND|(?i:application)")),
)
# Words of trials, of diseases and of the trade that the dictionary of plain words lacks.
_NO_DRUG = re.compile(
    r"(?i:.*(?:therap(?:y|ies)|label|line|arm|center|centre|national|blind(?:ed)?|domi[sz]ed|metrics?|kinetics?|dynamics?|marker|"
    r"genicity|equivalence|term|wide|ology|ologic|osis|itis|emia|oma|pathy|trophy|syndrome|disease|pharma|therapeutics|bio|"
    r"sciences?|medical|genics?|cancer|alzheimer|parkinson|crohn|huntington|duchenne|ebola|zika|covid|corona\w*|h[ae]moph\w*|"
    r"pa?ediatric|ment|tion|ing|ical|ional|ative|ive|able|ous|ed))"
)


def placed_names(words: Words, english: frozenset[str]) -> Iterator[Found]:
    """The words at those places that no dictionary has and that no study, disease or company is called by."""
    for pattern, test in _PLACES:
        for match in around(pattern, words.flat, words.where(test), 90, 70):
            if not plain(match["name"], english) and not _NO_DRUG.fullmatch(match["name"]):
                yield Found(match.start("name"), match.end("name"), "COMPOUND", source="apposition", strength=2)
