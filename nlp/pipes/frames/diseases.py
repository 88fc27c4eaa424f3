"""The diseases that a trigger is about: its clause's, the heading's, those of the sentence that describes the trial."""

from __future__ import annotations

import re

from nlp.pipes.frames.anaphor import description
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import listed, nearest, segment, within
from nlp.pipes.view import Placed, View

GENERIC = re.compile(
    r"(?:(?:serious|other|rare|multiple|life-threatening|additional|chronic|human|such|advanced|early|severe|late) "
    r")?(?:cancers?|"
    r"malignanc(?:y|"
    r"ies)|tumou?rs?|diseases?|disorders?|conditions?|infections?|syndromes?)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"[–,(] ?an? $")
# What a trial measures is not what it treats.
_ENDPOINT = re.compile(
    r"(?<!-)\b(?:reduc\w*|improv\w*|incidences?|risks?|severity|changes?|rates?|episodes?|experienc\w*|frequency|"
    r"decreas\w*|increas\w*|levels?|signs?|symptoms?|resolution|grade \d|adverse events?|caus\w+|measures?|scores?|"
    r"prevents? the|worsening|regression|(?:bio)?markers?|"
    r"resulted in|(?<!cohort )(?<!arm )(?<!trial )(?<!study )focused on|diagnosis of|history of|such as)(?: "
    r"(?:of|in|"
    r"from|for|by|to))?(?: (?:the|clinically|"
    r"significant|mild|moderate|severe|or|at least one|one|\w+ly))*(?: (?:incidence|risk|severity|number) of)? $"
)


def indications(ctx: Context, view: View, index: int, bounds: tuple[int, int], start: int, end: int) -> list[str]:
    """The diseases of the clause, as one list when they are listed together; else those of the lead-in or heading, of
    the sentence that describes the trial."""
    told = [item for item in view.of("INDICATION") if is_treated(view, item)]
    items = within(told, bounds) or (within(told, segment(view.text, start, end)) if ";" in view.text else [])
    if not items and (titled := ctx.openings.get(view.sentence.paragraph) or ctx.diseases_above(view.sentence)):
        return titled
    if not items and len({ctx.clusters[c.found.start] for c in view.of("COMPOUND")}) < 2:
        items = told
    behind = _PATIENTS_WITH.match(view.text, end) or _RIGHT_BEHIND.match(view.text, end)
    own = next((item for item in items if behind and item.at == behind.start(1)), None)
    best = own or nearest(items, start, end)
    if best is None and view.of("INDICATION"):
        return []
    if best is None:
        later = description(ctx, view, index)
        return told_diseases(ctx, later, (0, len(later.text))) if later else []
    # A list goes on beyond a comma and "and", where a clause would end.
    texts = [ctx.disease(item) for item in _one_each(view, told) or listed(view, best, told)]
    return list(dict.fromkeys(text for text in texts if not GENERIC.fullmatch(text)))


# "completed recruitment of 312 patients with lupus": whom the step is about
_PATIENTS_WITH = re.compile(
    r"[^.;,]{0,40}?\b(?:patients|subjects|adults|children|participants|people) with (?:[\w-]+ ){0,3}?(\ue007.)"
)
# "in Phase 2 development for the treatment of gout and in Phase 1 development for kidney stones"
_RIGHT_BEHIND = re.compile(
    r"(?: (?:development|testing|trials?|stud(?:y|ies)))?(?: (?:of|with) \ue001.)? (?:for|in)(?: (?:the|treatment of|"
    r"patients with|adults with|children with))* (?:[a-z-]+ )?(\ue007.)"
)
# "two trials, one in sarcoma and one in mesothelioma"
_ONE_EACH = re.compile(
    r"\bone (?:in|for) [^.;\ue007]{0,40}?(\ue007.)[^.;\ue007]{0,20}?,? and "
    r"(?:one|another|the other|a second) (?:in|for) [^.;\ue007]{0,40}?(\ue007.)"
)


def _one_each(view: View, told: list[Placed]) -> list[Placed]:
    match = _ONE_EACH.search(view.text)
    return [item for item in told if item.at in (match.start(1), match.start(2))] if match else []


_MEASURED = re.compile(
    r" (?:frequency|responses?|scores?|severity|rates?|reductions?|levels?|ind(?:ex|ices)|counts?|burden|episodes?|"
    r"clearance|area|days|onset|events?|progression|resolution|occurr\w+|relapses?(?! or))\b"
)
_SIDE_EFFECT = re.compile(
    r"\b(?:boxed )?warnings? (?:for|of|about) (?:[\w-]+ ){0,3}?$|"
    r"\b(?:an?|one|two|three|\d+) (?:patients?|subjects?|participants?) (?:had )?died (?:of|from) (?:[\w-]+ ){0,3}?$|"
    r"\b(?:suspen|hold|paus|stop|terminat|halt)\w*[^.;]*\b(?:after|following|due to|because of) [^.;]{0,30}?cases? of "
    r"(?:[\w-]+ ){0,3}?$|"
    r"\b(?:adverse (?:events?|reactions?|effects?)|side effects?|teaes?|"
    r"(?:most )?(?:common|frequent)(?:ly)? (?:\w+ ){0,3}?(?:events?|complaints? (?:was|were|being)))\b[^.;]*$"
)
_VECTOR = re.compile(r"\b(?:oncolytic|recombinant|engineered|modified|attenuated|replication-\w+|vector\w*) $")


def is_treated(view: View, item: Placed) -> bool:
    """Whether a disease is what a drug is for, not what a trial measures, an adverse event, or an explanation."""
    return not (
        _ENDPOINT.search(view.text[max(0, item.at - 60) : item.at])
        or _APPOSITION.search(view.text[max(0, item.at - 5) : item.at])
        or _VECTOR.search(view.text, max(0, item.at - 25), item.at)
        or _MEASURED.match(view.text, item.at + 2)
        or _SIDE_EFFECT.search(view.text, max(0, item.at - 200), item.at)
    )


def told_diseases(ctx: Context, view: View, bounds: tuple[int, int]) -> list[str]:
    """The diseases that stand inside the bounds, without those that only measure an effect."""
    texts = [ctx.disease(item) for item in within(view.of("INDICATION"), bounds) if is_treated(view, item)]
    return list(dict.fromkeys(text for text in texts if not GENERIC.fullmatch(text)))
