"""Fact, promise, chance or refusal: the cue nearest to the trigger in its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.rules.store import Cue

_FINITE = re.compile(
    r"(?:is|are|has|have|was|were|currently|now)\b|\w*(?:ed|began|begun|met|found|gave|won|shown|made|held|put)\b"
)
_NOT_FINITE = re.compile(
    r"(?:\bbe|\bto|\bbeing|\bwill|\bcan|\bmay|\bcould|\bexpected|\bplanned|\bif|\bwhen|\bonce|\bnot)(?: \w+ly| "
    r"also| "
    r"now)? $"
)
_PAST = re.compile(
    r"(?:\bhas|\bhave|\bwas|\bwere|\bhad)(?: \w+ly| also| now| been| recently| already| previously| just)* $"
)
_DONE = re.compile(r"(?:\wed|complete|\bbegan|\bbegun|\bmet)$")
_OTHER_SUBJECT = re.compile(
    r" and (?=(?:[\w-]+ ){0,3}?(?:data|results|readouts?|analys[ie]s|we|it|top-?line|the company)\b)"
)
# "did not receive", "has not yet been granted": whatever else the clause says.
NEGATED = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|was|were|is|are|would|could) not|n't|\bnever|\bnot yet|\bfail(?:s|ed)? to|"
    r"\bunable to)(?: yet| be| been| also| ever| (?!only\b|sole|mere|necess)[a-z]+ly)*"
    r"(?: (?:grant|receiv|obtain|giv|gave|issu|win|won|secur|award|report|present|publish|disclos|releas)[a-z]*"
    r"(?: (?:an?|the|its|full|any|conditional|us|eu))*)? $|"
    r"\bno longer (?:expect|plan|intend|anticipat)[a-z]*(?: to [a-z]+)?(?: [a-z-]+)? $"
)
# "the FDA has cleared the planned trial": the trigger begins with who did it
_AGENCY_DID = re.compile(
    r"\ue009.(?:'s)? (?:(?:has|have|had) )?(?:\w+ly |also |now |since |already )*(?:cleared|approved|allowed|permitted|"
    r"authori[sz]ed|accepted|granted|rejected|lifted|placed|validated|designated|awarded)\b"
    r"(?!.*\b(?:will|would|may|might|could|to|if)\b)"
)
# "once the FDA has cleared the IND, we will start": a present perfect behind such a word is still to come
_NOT_YET_PERFECT = re.compile(
    r"\b(?:once(?!-| (?:daily|weekly|monthly|yearly|every|an?|per)\b)|as soon as|until|unless|"
    r"when(?! (?:combin|add|giv|us|administ|compar|dos|tak)\w*))(?: [^\s,;]+){1,6}? (?:has|have)(?= )"
)
_NOUN_BEFORE = re.compile(r"\b(?:an?|the|its|our|their|this|that)(?: [\w-]+)? ?$")
_NEGATION_REACH = 60
_FIRM_REACH = 30
# A cue of so short a reach governs the word that follows it, and so never stands inside the trigger.
_ADJACENT = 5


def realis(text: str, bounds: tuple[int, int], start: int, end: int, cues: Sequence[Cue]) -> str:
    """The realis of a trigger at [start, end) of a view's text, looking no further than its clause."""
    inside = text[start:end]
    before = text[:start]
    if NEGATED.search(before, max(0, start - _NEGATION_REACH)):
        return "denied"
    ahead = _NOT_YET_PERFECT.search(text, max(0, start - 90), end)
    if ahead and ahead.end() > start - 20 and not re.search(r"[,;]", text[ahead.end() : start]):
        return "expected"
    finite = _FINITE.match(inside) or _AGENCY_DID.match(inside)
    firm = bool(_PAST.search(before[-40:])) or (bool(finite) and not _NOT_FINITE.search(before[-30:]))
    # An infinitive or a noun hangs on a verb that may stand before the commas of a list; a finite verb stands for
    # itself.
    left = bounds[0] if firm else before.rfind(";") + 1
    before, after = text[left:start], text[end : bounds[1]]
    if _DONE.search(inside) and "," in after:
        after = after[: after.index(",")]  # "fully recruited, results expected in May"
    if _DONE.search(inside) and (other := _OTHER_SUBJECT.search(after)):
        after = after[: other.start()]  # "is fully enrolled and data are expected in May"
    passive = bool(_NOT_FINITE.search(before[-30:]))
    best: tuple[int, int] | None = None
    value = "actual"
    for index, cue in enumerate(cues):
        reach = min(cue.reach, _FIRM_REACH) if firm else cue.reach
        regex = cue.pattern.regex
        if cue.side in ("before", "any"):
            window = before[-reach:] + inside
            for match in regex.finditer(window):
                gap = max(0, len(window) - len(inside) - match.end())
                if cue.value == "denied" and gap <= 1:
                    gap = -1  # "will not proceed to the announced trial"
                if match.start() >= len(window) - len(inside) and (firm or cue.reach <= _ADJACENT):
                    continue
                if passive and cue.value == "actual" and match.start() == len(window) - len(inside):
                    continue  # "will be presented": the trigger's own verb says nothing
                if best is None or (gap, index) < best:
                    best, value = (gap, index), cue.value
        if cue.side in ("after", "any"):
            behind = regex.search(after[:reach])
            if behind and firm and finite and behind.group().startswith("to "):
                continue  # "filed the IND to begin a trial": what it is for
            if behind and firm and _NOUN_BEFORE.search(after, 0, behind.start() + 1):
                continue  # "lifted its hold on the planned trial": what is planned is not what was done
            if behind and (best is None or (behind.start(), index) < best):
                best, value = (behind.start(), index), cue.value
    return value
