"""Codes that are a trial's, though they look like a compound's: "the Phase 3 NRV-689 trial evaluating ALDORIQ"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nlp.pipes.found import Found
from nlp.pipes.names.compound_witness import DOSE, TRIAL_BEFORE, TRIAL_REACH, trial_like, witnessed
from nlp.pipes.names.lists import Shapes

_TRIAL = re.compile(r" (?:(?:clinical|pivotal|registrational|extension) )?(?:trial|study)\b")
_OF_DRUG = re.compile(
    r" (?:of|with|for|evaluating|investigating|testing|assessing|studying|comparing)"
    r" (?:(?:the )?[a-z-]+ ){0,4}[\"']?$"
)
_GROUNDS = re.compile(
    r"\b(?:based on|supported by|from|in|of|by) (?:[\w-]+ ){0,6}?(?:the|its|our) "
    r"(?:(?:pivotal|registrational|global|ongoing|randomi[sz]ed|open-label|[Pp]hase [\w/]+) ){0,3}$"
)
_REACH = 60
_BEFORE = 400


def tests_another(flat: str, items: Iterable[Found], compounds: Sequence[tuple[int, int]]) -> bool:
    """Whether a code is always followed by "trial", and each time another compound is told to be what is tested:
    after it ("trial evaluating ALDORIQ") or earlier in the sentence ("approved ALDORIQ based on the ... trial").

    `compounds` are the places of all compounds, the code's own among them.
    """
    own = {item.start for item in items}
    others = [span for span in compounds if span[0] not in own]
    return bool(own) and all(_tests_another(flat, item, others) for item in items)


def _tests_another(flat: str, item: Found, others: Sequence[tuple[int, int]]) -> bool:
    trial = _TRIAL.match(flat, item.end)
    if not trial:
        return False
    if any(
        trial.end() <= start < trial.end() + _REACH and _OF_DRUG.fullmatch(flat[trial.end() : start])
        for start, _ in others
    ):
        return True
    if not _GROUNDS.search(flat, max(0, item.start - _BEFORE), item.start):
        return False
    return any(
        item.start - _BEFORE < start and not re.search(r"[.;] ", flat[end : item.start])
        for start, end in others
        if end < item.start
    )


# "RZ358-606": the compound's code with the number of a study; a dash within the code itself makes it sure.
PROTOCOL = re.compile(r"([A-Z]{2,6}(-| )?\d{2,4})-(?:[A-Z]{2,4})?\d{3}[A-Z]?")

# "designation from the FDA for NOVA-102", "NOVA-102 in combination with": only a drug is designated or combined
REGULATED = re.compile(r"\b(?:[Dd]esignation|IND|NDA|BLA|MAA)\b[^.;,]{0,30}? (?:for|to) $")
_IS_STUDY = re.compile(r", (?:an?|the|its|our) [^.;,]{0,40}?\b(?:trial|study)\b")  # "IND for BREEZE-1, a Phase 1 study"
_WITH_ANOTHER = re.compile(r" in combination with [a-z]+(?:mab|nib|platin|taxel|rubicin|citabine)\b")
_ITS_PHASE = re.compile(r" ?(?:[®™]|\(TM\)|TM)? [Pp]hase ")
# "topline data from BREEZE-IN1": of a trial as of a drug
_DATA_FROM = re.compile(r"\b(?:[Dd]ata|[Rr]esults?|[Ff]indings|[Rr]eadouts?)\b[^.;]{0,20}? from (?:the )?$")
QUOTED_TRIAL = re.compile(r" (?:trial|study)[\"']", re.IGNORECASE)
_NAMED_STUDY = re.compile(r" \([A-Z][A-Za-z0-9 -]{2,15}\) (?:[Cc]linical )?(?:[Ss]tudy|[Tt]rial)\b")


def trial_name(flat: str, name: str, items: list[Found], shapes: Shapes) -> bool:
    """Whether a name is a trial's: "trial" or "study" follows it, and no other place calls it a drug."""
    if any(QUOTED_TRIAL.match(flat, item.end) and flat[item.start - 1 : item.start] in "\"'" for item in items):
        return True  # (the "AD02 trial")
    if PROTOCOL.fullmatch(name) and any(_NAMED_STUDY.match(flat, item.end) for item in items):
        return True  # "the RZ358-606 (RIZE) Study"
    trials = {item.start for item in items if trial_like(flat, item.start, item.end)}
    if items[0].source == "mark" and not name.isupper() and any(_ITS_PHASE.match(flat, i.end) for i in items):
        return False  # "the Norvanta(TM) Phase 1 trial": a trial's own name stands behind the phase
    called = items[0].source == "code" and any(_called_trial(flat, item) for item in items)
    if called and not any(DOSE.match(flat, item.end) for item in items):
        return True
    if not trials:
        return False
    told = any(
        witnessed(flat, item.start, item.end, shapes)
        and not _DATA_FROM.search(flat, max(0, item.start - 50), item.start)
        for item in items
        if item.start not in trials
    )
    if items[0].source == "code" and any(
        REGULATED.search(flat, max(0, i.start - 60), i.start)
        and not _IS_STUDY.match(flat, i.end)
        or _WITH_ANOTHER.match(flat, i.end)
        for i in items
    ):
        return False
    if re.fullmatch(r"[A-Z]{4,}[A-Za-z]*[- ]?\d{1,3}", name) and not re.fullmatch(r"[A-Z]{4}[- ]?\d{3}", name):
        return True
    if any(TRIAL_BEFORE.search(flat, max(0, item.start - TRIAL_REACH), item.start) for item in items):
        return True
    return not told and (
        items[0].source != "code" or bool(re.search(r"[A-Z]{4,}|-\d{3,}-\d|^\w+-\d{2}(?:\d{2})?$", name))
    )


# "AB-304 and AB-305, the two head-to-head studies"; "the trial TB-018 (NCT01234567)"
_A_STUDY = re.compile(
    r"(?: \([^()]{2,40}\))?(?:,? (?:and|or) [\w-]+)?(?:,| (?:is|was|are|were)) (?:an?|the|our|its|both|two) "
    r"(?:(?!(?:of|in|for|to|with|by|at|from|on|under|that|which|an?|the|our|its|is|was|has|had)\b)"
    r"[\w/-]+,? ){0,6}(?:trials?|stud(?:y|ies))\b"
    r"(?! (?:drug|medication|medicine|treatment|product|candidate|arm|of which))"
)
_REGISTERED = re.compile(r"[\"']? \((?:NCT|ISRCTN|EudraCT)")
_STUDY_BEFORE = re.compile(r"\b(?:trial|study)(?:,? (?:called|named))? [\"']?$")
_NUMBERED = re.compile(r"[A-Z]{2,6}-?\d{2,4}-\d{2,3}")  # "the Phase 1 study NRV210-01"


def _called_trial(flat: str, item: Found) -> bool:
    numbered = _REGISTERED.match(flat, item.end) or _NUMBERED.fullmatch(flat, item.start, item.end)
    return bool(
        _A_STUDY.match(flat, item.end) or numbered and _STUDY_BEFORE.search(flat, max(0, item.start - 20), item.start)
    )


def disease_s(flat: str, name: str) -> bool:
    """Whether the name is a disease's own letters ("antibody-associated disease (NOGAD)"), or these with a number:
    "Alzheimer's disease (AD)" has a trial AD02.
    """
    letters = re.fullmatch(r"([A-Z]{2,7})(?:-?\d\d)?", name)
    return letters is not None and bool(
        re.search(rf"(?:disease|disorder|syndrome|sclerosis|itis|osis|emia|oma|cancer)s? \({letters[1]}\)", flat, re.I)
    )
