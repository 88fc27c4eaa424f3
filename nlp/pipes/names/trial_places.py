"""Trials named away from the noun: numbered ones of a series, names in brackets or before what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.trial_shapes import STUDY_WORD, abbreviates, good_name

_HYPHEN = re.compile(r"[- ](?<=[A-Z]{5}[- ])[1-9](?![\w-])")
_NUMBERED = re.compile(r"(?<![\w-])(?P<stem>[A-Z]{5,14})(?P<tie>[- ])(?P<number>[1-9])(?![\w-]|[.,]\d)")
_TOLD_AS_TRIAL = re.compile(
    r",? (?:[–—] )?(?:\([^()]{1,40}\) )?(?:an? |the )?(?:[\w-]+,? ){0,7}?(?:[Pp]hase [1-4I]|trials?|stud(?:y|ies))\b"
)
_PROTEIN = re.compile(
    r"PHASE|COHORT|GROUP|STAGE|LEVEL|TABLE|NOTES?|EXHIBIT|STUDY|TRIAL|GRADE|ARTICLE|SECTION|PANEL|MODULE|SERIES|CLASS|"
    r"DOUBLE|SINGLE|MULTI|PLACEBO|FIGURE|APPENDIX|ANNEX|QUARTER|GENOTYPE|COMPLEX|FACTOR|CLAUDIN|SIGLEC|GALECTIN|NECTIN|INTEGRIN|CASPASE|SIRTUIN|COVID|KALLIKREIN|ANGPTL"
)


# "HARBOR-C3, a Phase 3 trial", "HARBOR-IgAN", "HARBOR-EXTEND": one loud word with what tells its trials apart
_SUFFIXED = re.compile(
    r"(?<![\w-])(?P<stem>[A-Z]{5,14})-(?P<part>[A-Z][a-z]{0,3}[A-Z][A-Za-z]{0,5}|[A-Z]{1,3}\d{1,2}|[A-Z]{2,8}|[A-Z][a-z]{2,8}|"
    r"[1-9]\d?[A-Z]?)(?![\w-])"
)


def _of_one_stem(flat: str) -> Iterator[Found]:
    """Names of one stem, wherever they stand, when one of them is told as a trial."""
    every = [m for m in _SUFFIXED.finditer(flat) if not _PROTEIN.fullmatch(m["stem"]) and good_name(m["stem"])]
    told = {m["stem"] for m in every if not m["part"].isdigit() and _TOLD_AS_TRIAL.match(flat, m.end())}
    for match in every:
        if match["stem"] in told:
            yield Found(match.start(), match.end(), "TRIAL", source="acronym", strength=2)


def in_series(flat: str) -> Iterator[Found]:
    """Numbered names of one series, wherever they stand, when one of them is told as a trial: "NORTH-1, a Phase 2
    trial of NRV-210 ... NORTH-2 is enrolling".
    """
    yield from _of_one_stem(flat)
    if not _HYPHEN.search(flat):
        return
    every = [m for m in _NUMBERED.finditer(flat) if not _PROTEIN.fullmatch(m["stem"]) and good_name(m["stem"])]
    told = {m["stem"] for m in every if _TOLD_AS_TRIAL.match(flat, m.end())}
    numbers: dict[str, set[str]] = {}
    for match in every:
        numbers.setdefault(match["stem"], set()).add(match["number"])
    for match in every:
        several = match["tie"] == "-" and len(numbers[match["stem"]]) > 1
        if match["stem"] in told or several and STUDY_WORD.search(flat):
            yield Found(match.start(), match.end(), "TRIAL", source="acronym", strength=2)


_BRACKETED = re.compile(
    r"\((?P<first>[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:[- ][A-Z0-9][A-Za-z0-9]*){0,2})(?:(?:,| and|,? and) "
    r"(?P<second>[A-Z][A-Za-z0-9]*(?:[- ][A-Z0-9][A-Za-z0-9]*){0,2}))?\)"
)
_NOUN_BEHIND = re.compile(r" (?:Study|Trial|STUDY|TRIAL)$")  # "(BREEZE Study)"
_WITH_PHASE = re.compile(
    r"\(([A-Z][A-Za-z0-9]*(?:[- ][A-Z0-9][A-Za-z0-9]*){0,2}),? (?:an? )?[Pp]hase "
)  # "(BREEZE-2, phase III)"
# "Phase 2 (BREEZE)", and in a line of its own "Phase 2, BREEZE: 40 patients enrolled", "Phase 2, BREEZE (NCT01234567)"
_PHASE_WITH = re.compile(
    r"[Pp]hase [1-4I]{1,3}[ab]?(?:/[1-4I]{1,3}[ab]?)?(?:,? \(([A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ0-9]*(?:[- "
    r"][A-Z0-9][A-Za-z0-9]*)?)\)|"
    r", ([A-ZÀ-ÖØ-Þ]{4,14}(?:-[A-Z0-9]{1,4})?)(?=: | \((?:NCT|EudraCT|EU CT)))"
)
# "BREEZE, a Phase 2 trial", "BREEZE (NCT01234567) is a global Phase 3 study"
_APPOSED = re.compile(
    r"(?<![\w-])([A-Z]{4,}[A-Za-zα-ω]*(?:-[A-Z]\d|[- ]?(?:[1-9]|I{1,3})|-(?:EXT|OLE|OL|X|LTE|JR|PEDS|"
    r"[A-Z]))?)(?: \([^()]{1,40}\))?"
    r"(?:,| is) (?:an?|the|our|its|their) (?:[\w'/-]+,? ){0,10}?(?:trial|study|extension)\b"
)
# "IMbreeze, a Phase 2 trial of": small letters count where the phase is told
_APPOSED_SMALL = re.compile(
    r"(?<![\w-])([A-Z]{2,}[a-z]{2,}[A-Za-z]*(?:[- ]?[1-9])?), (?:an?|the|our|its) (?:[\w'/-]+,? ){0,5}?"
    r"(?:[Pp]hase [\dIV]+[ab]?(?:/[\dIV]+[ab]?)?|pivotal|registrational)(?: [\w-]+,?){0,5}? (?:trial|study)\b"
)
_COMPANY_BEFORE = re.compile(r"\b(?:plc|PLC|Inc|Ltd|Limited|Corp|Corporation|AG|SA|AB|ASA|NV|SE|A/S|LLC|Co)[.,]? $")
_CONGRESS_BEFORE = re.compile(
    r"\b(?:Conference|Congress|Meeting|Symposium|Sessions|Society|Association|Summit|Organi[sz]ation|Consortium|Institute|"
    r"Foundation|Agency|Administration|Network|Authority|Ministry|College|Academy|Federation|Union|League|Board|Council|"
    r"Committee|University|Hospital|Fund)s?(?: (?:on|of|for) [^.,;()]{3,80})? $"
)


def in_brackets(flat: str) -> Iterator[Found]:
    """A trial named in brackets at the end of what it is about: "a Phase 3 study in patients with asthma (BREEZE)"."""
    for match in _WITH_PHASE.finditer(flat):
        if good_name(match[1]):
            yield Found(match.start(1), match.end(1), "TRIAL", source="bracket", strength=2)
    for match in _PHASE_WITH.finditer(flat):
        told = match.lastindex or 1
        if good_name(match[told]) and sum(c.isupper() for c in match[told]) >= 4:
            yield Found(match.start(told), match.end(told), "TRIAL", source="bracket", strength=2)
    for pattern in (_APPOSED, _APPOSED_SMALL):
        for match in pattern.finditer(flat):
            if good_name(match[1]) or pattern is _APPOSED_SMALL:
                yield Found(match.start(1), match.end(1), "TRIAL", source="acronym", strength=2)
    for match in _BRACKETED.finditer(flat):
        before = flat[max(0, match.start() - 150) : match.start()]
        sentence = before[before.rfind(". ") + 1 :]
        if not STUDY_WORD.search(sentence) or abbreviates(match["first"], sentence):
            continue
        if _CONGRESS_BEFORE.search(before) or _COMPANY_BEFORE.search(before):
            continue
        for group in ("first", "second"):
            name = _NOUN_BEHIND.sub("", match[group] or "")
            if name and good_name(name) and sum(c.isupper() for c in name) >= 4:
                start = match.start(group)
                yield Found(start, start + len(name), "TRIAL", source="bracket", strength=2)
