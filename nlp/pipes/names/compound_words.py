"""Words of no language that stand where drugs do: "the development plan for Betanorin", "NorVax: colorectal cancer".

A brand or a generic name without mark, number or known ending is told by its places alone. One place may deceive, so
two have to speak for it, or one for a word that looks made ("NorVax") or from both sides ("trial of Betanorin in
patients").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_lists import CHEMICAL, CompoundLists
from nlp.pipes.names.compound_witness import ILL
from nlp.pipes.names.words import Words

_MADE = re.compile(r"e[A-Z][a-z]+|[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
_SUFFIX = re.compile(r"-[A-Z]{1,2}(?![\w-])")
_BEFORE = re.compile(
    r"\b(?:(?:treated|treatment|therapy|dosed) with|administration of|"
    r"(?:efficacy|safety|tolerability|potential|pharmacokinetics|profile|activity|benefits?|effects?|doses?) of|"
    r"(?:trials?|stud(?:y|ies)|testing|evaluation|development|formulations?|commerciali[sz]ation|launch|approvals?|sales|"
    r"promotion|distribution|marketing|supply|dosing|shipments?|licensing|divestiture|label|prescriptions?|"
    r"candidates?|agreements?) (?:of|for|with|on|to (?:market|sell|distribute))|"
    r"(?:s?NDA|s?BLA|MAA|IND|CTA|application|designation|status)\)? (?:for|to)|rights? (?:to|for)|licen[sc]es? (?:for|"
    r"on)|"
    r"(?:data|results) (?:of|for|with|on)|plans? for|in favou?r of|"
    r"evaluating|investigating|testing|assessing|administering|co-?promot(?:e|es|ed|ing)|in-?licensed|"
    r"(?:candidate|compound|drug|product|inhibitor|antibody|vaccine|agonist|antagonist|medicine),?(?: called| named)?|"
    r"in combination with|combined with|plus|versus|vs\.?|(?:not )?(?:to )?recommend(?:s|ed|ing)?)"
    r" (?:(?:the|its|our|oral|topical|intravenous|inhaled|subcutaneous|marketing|commercial) )?[\"']?$",
    re.IGNORECASE,
)
# A quick look at the last word before the dear one at them all.
_LAST = re.compile(
    r"\b(?:of|for|with|on|to|sell|market|distribute|plus|versus|vs|[a-z]+ing|co-?promote[sd]?|licensed|recommend(?:s|ed)?|called|"
    r"named|candidate|compound|drug|product|inhibitor|antibody|vaccine|agonist|antagonist|medicine|the|its|our|oral|topical|"
    r"intravenous|inhaled|subcutaneous|commercial)[,.]? [\"']?$",
    re.IGNORECASE,
)
_KIND = (
    r"(?:inhibitors?|antibod(?:y|ies)|agonists?|antagonists?|vaccines?|drugs?|(?:drug |product )?candidates?|"
    r"treatments?|compounds?|"
    r"conjugates?|medicines?|peptides?|formulations?|(?:cell |gene )?therap(?:y|ies))\b"
)
_BEHIND = re.compile(
    r"[\"']?(?: ?[®™]| ?\((?:R|TM)\))?(?: \([^()]{2,50}\))?(?:,? and [A-Z]\w+)?(?: \d[\d.,]* ?(?:mg|mcg|µg)\b|"
    r" (?:monotherapy|tablets?|capsules?|injections?|cream|gel|ointment|(?:nasal )?spray|patch|infusions?|suspension|"
    r"(?:oral |ophthalmic )?solution|(?:eye )?drops|arms?\b|dos(?:es?|ing)\b|(?:s?NDA|s?BLA|MAA|IND)\b|"
    r"[Pp]hase (?:[1-4]|I{1,3}V?)|"
    r"(?:was|is) (?:generally )?well[- ]tolerated|is indicated|(?:is|was) (?:currently |also |now )?(?:approved|"
    r"being (?:developed|evaluated|"
    r"studied|investigated|tested)|marketed (?:in|by|under|as)|administered)|demonstrated|showed|significantly|"
    r"met (?:its|the)|"
    r"in combination with|plus|versus|vs\.?|in patients|in adults|in (?:the )?treatment of|for (?:the )?treatment of|"
    r"as (?:a )?(?:treatment|monotherapy)|for (?:marketing |accelerated |full )?approval|on track to enter|"
    r"has (?:shown|demonstrated)|"
    r"(?:selectively |potently |directly )?(?:blocks|inhibits|binds|activates|stimulates|degrades|mimics) |"
    r"clinical (?:trials?|stud(?:y|ies)|development|program)|"
    r"(?:[Cc]o-?promotion|[Ss]upply|[Ll]icen[sc]\w+|[Dd]istribution)(?: and \w+)? (?:[Aa]greements?|[Pp]artnership)|"
    r"(?:in|for) (?:the )?(?:treatment of |prevention of )?" + ILL + r")|, for the (?:[a-z]+ )?(?:treatment|"
    r"prevention|relief)|"
    r"(?:,| is| was) (?:an?|our|its|the [Cc]ompany's) [^.;:()]{0,60}?" + _KIND + r"|-treated)"
)
# What no drug's name has before or behind it at any place: people, places, platforms, diseases.
_TITLE = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|President|Director|Officer|Chairman|Secretary)\.? $")
_NOT_BEHIND = re.compile(
    r"[®™]?(?: [A-Z][\w-]*){1,6} (?:Assay|Test|CDx|Kit|System|Device|Platform|Technology|Score|Index|Scale)\b|"
    r"[®™]? (?:platforms?|technolog\w+|systems?|devices?|software|assays?|tests?|universit\w+|hospitals?|institut\w+|"
    r"foundation|"
    r"capital|partners|ventures|securities|said|commented|stated|added|says|street|avenue|state|county|province|"
    r"trial|study|studies|trials|criteria|score|scale|index)\b|"
    r",? (?:Ph\.?D|M\.?D|MBA|CEO|CFO|CMO)\b|'s? (?:disease|syndrome|lymphoma|sarcoma|University|CEO|president|stock|"
    r"shares)|"
    r" (?:Inc|Ltd|LLC|Corp|GmbH|AG|SA|plc|Pharma\w*|Therapeutics|Bio\w*|University|Hospital|Institute|Center|Centre)\b"
)
_NOT_BEFORE = re.compile(r"\b(?:in|at|near|by|from|between|University of|College of|city of|called the) (?:the )?$")
_NAME_BEFORE = re.compile(r"(?<![\w-])[A-Z][a-z]+(?: [A-Z]\.)? $")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+(?![\w-])")
_EPONYMS = frozenset(
    "Alzheimer Parkinson Crohn Hodgkin Huntington Sjogren Behcet Kaposi Ewing Gaucher Fabry Pompe Kaplan Meier".split()
)
_COLON = re.compile(r"[®™]?: [A-Za-z]")
_GLUED = re.compile(r"[-/]\w|\w")
_MOST = 12  # places asked; more tell no more about a word


def unknown_words(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """The words that their places make drugs, at each of their places, with strength 2."""
    for word in filter(lists.unknown, words.at):
        if word not in _EPONYMS:
            yield from _told(words.flat, word, words.at[word][:_MOST])


def _told(flat: str, word: str, starts: list[int]) -> Iterator[Found]:
    suffix = _SUFFIX.match(flat, starts[0] + len(word))
    name = word + (suffix.group() if suffix else "")
    starts = [start for start in starts if flat.startswith(name, start) and flat[start - 1 : start] != "-"]
    places = [(start, start + len(name)) for start in starts]
    witnesses = beside = 0
    both = False
    for start, end in places:
        before, behind = flat[max(0, start - 60) : start], flat[end : end + 130]
        if _TITLE.search(before) or _NOT_BEHIND.match(behind) or _GLUED.match(behind):
            return
        beside += bool(_NOT_BEFORE.search(before) or _NAME_BEFORE.search(before) or _NAME_BEHIND.match(behind))
        left, right = _LAST.search(before[-16:]) and _BEFORE.search(before), _BEHIND.match(behind)
        headed = flat[start - 1 : start] in ("", "\n") and _MADE.fullmatch(word) and _COLON.match(behind)
        witnesses += bool(left or right or headed)
        both = both or bool(left and right)
    if 3 * beside > len(places) or not witnesses or 4 * witnesses < len(places):
        return
    if witnesses >= 2 or both or _MADE.fullmatch(word) or CHEMICAL.fullmatch(word):
        for start, end in places:
            yield Found(start, end, "COMPOUND", source="word", strength=2)


__all__ = ["unknown_words"]
