"""Names of clinical trials: registry numbers, acronyms before "trial" or "study", acronyms in brackets or quotes after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found

_NUMBER = re.compile(r"\b(?:NCT ?\d{8}|ISRCTN\d{8}|ACTRN\d{14}|CTR20\d{6}|jRCT\w{10,12}|EudraCT(?: number)?:? ?\d{4}-\d{6}-\d{2})\b")
_ACRONYM = r"[A-Z][A-Za-z0-9]*[A-Z0-9](?:[A-Za-z0-9]*)(?:-[A-Za-z0-9]+)*"
_PARTS = rf"(?:{_ACRONYM}|[A-Z]{{2,}})(?:[ -](?:{_ACRONYM}|[A-Z]{{2,}}|At-Home|[1-9]\d?|I{{1,3}}|IV|OLE)(?![\w/]))*"
_PHASE = r"(?:\(?[Pp]hases? ?(?:[1-4IVab/]+|[1-4][ab]?(?: ?[-/] ?[1-4][ab]?)?)\)?,? )"
_KIND = r"(?:pivotal|registrational|clinical|global|ongoing|randomi[sz]ed|open-label|extension|safety|confirmatory|long-term|Pivotal|Registrational|Clinical)"
_TAIL = rf"(?:[®™\"' ])*(?:{_PHASE}|{_KIND},? )*(?:[Tt]rials?|[Ss]tud(?:y|ies)|[Pp]rogram|[Ee]xtension)\b"
_BEFORE_NOUN = re.compile(rf"(?<![\w-])[\"']?(?P<name>{_PARTS})(?P<more>(?:, {_PARTS})*,? (?:and|&|or) (?P<last>{_PARTS}))?(?={_TAIL})")
_AFTER_NOUN = re.compile(
    rf"\b(?:[Tt]rials?|[Ss]tud(?:y|ies)|[Pp]rogram)(?:, (?:called |named |known as )?| (?:called |named |known as |dubbed )|, |:? ?\(|, \"| \")[\"']?(?P<name>{_PARTS})(?P<more>(?:, {_PARTS})* and (?P<last>{_PARTS}))?[\"']?(?=[\s,;):\"]|$)")
_NOT = re.compile(
    r"(?:FDA|EMA|IND|NDA|BLA|US|USA|EU|UK|IV|III?|NASDAQ|NYSE|CEO|DSMB|DMC|IDMC|IRB|SRC|RCT|MAD|SAD|PK|PD|POC|FIH|NIH|NCI|CAR-?T?|TCR-?T?|mRNA|RNA|DNA|COVID-19|HIV(?:-1)?|RSV|CNS|ALS|AML|NSCLC|SCLC|ADHD|NASH|MASH|AMD|wAMD|DME|"
    r"MDD|PTSD|COPD|IPF|UC|CD\d*|PD-?L?1|HER2\+?|EGFR|KRAS|BRAF|IL-\d+|GLP-\d|Phase|PHASE|OLE|ASCO|ASH|ESMO|AACR|EHA|ADC|BE|QT|DDI|IIT|IST|PoC|CRO|GCP|ICH|CMC|WHO|CDC|BARDA|SOC|SoC|1L|2L|NMPA|PMDA|"
    r"Q[1-4]|H[12]|[12]H|[1-4]Q|FY\d*|CBD|MDMA|LSD|R&D|SLE|MS|DMD|T[12]D|GBM|HCC|RCC|TNBC|HNSCC|DLBCL|CLL|MM|MDS|PDAC|CKD|HF|PAH|AF|OUD|OA|RA|PsA|AD|HS|GA|LN|MG|gMG|CIDP|NMOSD|HAE|SCD|TDT|PKU|AATD|CF|EoE|IBS|IBD|AI|II/III|I/II|A|I|HPV\d*|HBV|HCV|CMV|EBV|AAV\d*|BCMA|CD\d+|NK|TIL)")


def find_trials(flat: str) -> Iterator[Found]:
    """Trial names; `strength` 4 for a registry number, 3 for an acronym."""
    for match in _NUMBER.finditer(flat):
        yield Found(match.start(), match.end(), "TRIAL", key=match.group().replace(" ", ""), source="number", strength=4)
    for pattern in (_BEFORE_NOUN, _AFTER_NOUN):
        for match in pattern.finditer(flat):
            yield from _names(match, flat)


def _names(match: re.Match[str], flat: str) -> Iterator[Found]:
    first = match.start("name")
    text = flat[first:match.end("last") if match["last"] else match.end("name")]
    for part in re.finditer(r"[^,\s&](?:[^,&]*?)(?=,|\s+(?:and|or)\s|\s*&|$)", text):
        name = re.sub(r"^(?:and|or)\s+", "", part.group())
        start = first + part.end() - len(name)
        if _good(name):
            yield Found(start, start + len(name), "TRIAL", source="acronym", strength=2)


def _good(name: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", name)
    capitals = sum(c.isupper() for c in letters)
    return len(letters) >= 3 and capitals >= 2 and capitals * 2 >= len(letters) and not _NOT.fullmatch(name)
