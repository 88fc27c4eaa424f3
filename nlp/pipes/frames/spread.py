"""One telling for each phase, trial or disease that a sentence tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.trial_slots import own_phases
from nlp.pipes.told import Told
from nlp.pipes.view import View

_PLURAL = re.compile(r"\b(?:trials|studies|both|two|three|four|programs)\b")
# "trials in melanoma (BREEZE) and ovarian cancer (STORM)"
_PAIR = re.compile(r"(\ue007.) \((\ue003.)(?:,[^()]{0,30})?\)")
# "ongoing studies in glioma, lung, breast and gastric cancer": each in its own
_STUDIES_IN = re.compile(
    r"\b(?:trials|studies)(?: (?:of|with) \ue001.)?(?: are(?: (?:also|now|currently))? (?:ongoing|under ?way|"
    r"in progress))? "
    r"(?:in|for) (?:patients with )?$"
)
# "data from BREEZE in 2025 and from GALE in 2026": each trial with its own day
_TRIAL_DAY = re.compile(
    r"(\ue003.)(?: \([^()]{0,40}\))?(?: (?:trial|"
    r"study))?(?: of (?P<drug>\ue001.))?(?: in (?P<disease>\ue007.))?,? (?:in|"
    r"by|during) (?:the )?"
    r"(?P<day>\ue006.)"
)
_AND_FROM = re.compile(r",? and (?:from |of |in )?(?:the )?|, (?:from |of |in )?(?:the )?")
# "for kidney stones (Phase 2) and gout (Phase 3)", "in Phase 2 (kidney stones) and Phase 3 (gout)"
_WITH_PHASE = (
    re.compile(
        r"(?P<disease>\ue007.)(?: \([^()\ue004]{1,20}\))? \((?:in |now in )?(?P<phase>\ue004.)"
        r"(?:[ ,;](?![^()]*(?:start|plan|complet|termin|hold|fail))[^()]{0,30})?\)"
    ),
    re.compile(r"(?P<phase>\ue004.)(?: [\w-]+){0,2} \((?:in |for )?(?P<disease>\ue007.)\)"),
)
# "a Phase 2 trial with NRV-310 in gout, a Phase 1b/2 in lupus and our Phase 3 asthma study"
_LISTED_TRIAL = re.compile(
    r"(?P<phase>\ue004.)(?: (?!in\b|for\b|and\b|or\b|of\b|with\b)[\w/-]+){0,3}"
    r"(?:(?: of \ue001.)?(?:,? (?:in combination )?with \ue001.)? (?:in|for) (?:the treatment of )?(?:(?:patients|"
    r"adults|"
    r"children|people|participants|subjects|women|men|adolescents) with )?(?:[a-z-]+ ){0,3}?(?P<disease>\ue007.)"
    r"(?: (?:patients|survivors))?| (?P<own>\ue007.) (?:trials?|stud(?:y|ies)))"
)
_AND_ANOTHER = re.compile(
    r"(?: \([^()]{1,40}\))?(?:[,;]|[,;]? and|[,;]? as well as|[,;]? plus) (?:(?:an?|one|two|our|its|the|another|"
    r"separate|second|third|"
    r"further|additional|global|randomi[sz]ed|open-label|in|ongoing) ){0,4}"
)
_AS_PARTNER = re.compile(r"\b(?:with|plus) $")
_AND_IN = re.compile(r"(?:,|,? and|,? as well as)(?: (?:also|for|in|the treatment of|patients with))* ?")
_APART = re.compile(r"[,;]|\band\b|\bbut\b")
_EACH = re.compile(
    r"\ue007.[^\ue007]{0,12},? and (?:(?:one|another|the other|a second) )?(?:for|in) [^.;\ue007]{0,40}?\ue007"
)


def spread(ctx: Context, view: View, told: Told, hit: Hit, phases: list[str], names: list[str]) -> Iterator[Told]:
    """One telling for each phase, trial or disease that the sentence tells apart."""
    diseases, start, end = told.slots["indication"], hit.start, hit.end
    days = _trials_with_days(view, hit)
    if days and told.type == "readout":
        tense = "past" if told.realis == "actual" else "future"
        only = phases[0] if len(set(phases)) == 1 else None
        own_phase, apart = own_phases(ctx, view), any(day["disease"] for day in days)
        for day in days:
            name, when = ctx.text(view.entity(day.start(1))), ctx.calendar(view.entity(day.start("day")), tense)
            slots = {**told.slots, "trial": name, "phase": own_phase.get(name, only), "date": when}
            if apart:
                slots["indication"] = [ctx.disease(view.entity(day.start("disease")))] if day["disease"] else []
            past = when is not None and ctx.header.release_date and when.interval.latest < ctx.header.release_date
            yield replace(told, slots=slots, realis="actual" if past else told.realis)
        return
    if (
        told.type == "trial_status"
        and not names
        and (rows := _diseases_with_phases(ctx, view, hit) or _listed_trials(ctx, view, hit))
    ):
        for disease, own_one in rows:
            yield replace(told, slots={**told.slots, "trial": None, "phase": own_one, "indication": [disease]})
        return
    pairs = list(_PAIR.finditer(view.text, start)) if _PLURAL.search(view.text[max(0, start - 40) : end + 60]) else []
    if len(pairs) > 1:
        for pair in pairs:
            own_slots = {
                "trial": ctx.text(view.entity(pair.start(2))),
                "indication": [ctx.disease(view.entity(pair.start(1)))],
                "phase": phases[0] if len(set(phases)) == 1 else None,
            }
            yield replace(told, slots={**told.slots, **own_slots})
    elif len(names) > 1:
        own = own_phases(ctx, view)
        phase = phases[0] if len(set(phases)) == 1 else None
        for index, name in enumerate(names):
            told_so = phases[index] if len(phases) == len(names) else None
            yield replace(told, slots={**told.slots, "trial": name, "phase": own.get(name) or phase or told_so})
    elif len(phases) > 1 and not names:
        for phase in phases:
            yield replace(told, slots={**told.slots, "trial": None, "phase": phase})
    elif (
        len(diseases) == 2
        and not names
        and (_EACH.search(view.text) or _PLURAL.search(view.text[max(0, start - 40) : end + 60]))
        or len(diseases) > 2
        and not names
        and len(set(phases)) < 2
        and len({ctx.clusters.get(item.found.start) for item in view.of("COMPOUND")}) < 2
        and _STUDIES_IN.search(view.text[: view.of("INDICATION")[0].at if view.of("INDICATION") else 0])
    ):
        for disease in diseases:
            yield replace(
                told,
                slots={**told.slots, "trial": None, "phase": phases[0] if phases else None, "indication": [disease]},
            )
    else:
        yield replace(
            told, slots={**told.slots, "trial": names[0] if names else None, "phase": phases[0] if phases else None}
        )


def _trials_with_days(view: View, hit: Hit) -> list[re.Match[str]]:
    """The trials behind a trigger that each have their day, joined in one list; none where there is only one."""
    found = [match for match in _TRIAL_DAY.finditer(view.text) if match.end() > hit.start]
    drugs = {view.entity(match.start("drug")).found.start for match in found if match["drug"]}
    if len(drugs) > 1:
        return []  # "from BREEZE of NRV-210 in 2025 and from GALE of NRV-310 in 2026"
    joined = all(_AND_FROM.fullmatch(view.text, a.end(), b.start()) for a, b in pairwise(found))
    return found if len(found) > 1 and joined else []


def _diseases_with_phases(ctx: Context, view: View, hit: Hit) -> list[tuple[str, str]]:
    """The diseases of a compound that each have their phase in brackets, or the other way round, in one list
    behind the trigger; empty for one alone and where the sentence names several compounds.
    """
    if len({ctx.clusters[item.found.start] for item in view.of("COMPOUND")}) > 1:
        return []
    for pattern in _WITH_PHASE:
        found = list(pattern.finditer(view.text))
        values = [ctx.phases[view.entity(m.start("phase")).found.start].phases for m in found]
        joined = all(_AND_IN.fullmatch(view.text, a.end(), b.start()) for a, b in pairwise(found))
        behind = (
            bool(found) and hit.start <= found[0].start() and not _APART.search(view.text, hit.end, found[0].start())
        )
        if len(found) > 1 and joined and behind and all(len(value) == 1 for value in values):
            return [
                (ctx.disease(view.entity(m.start("disease"))), value[0]) for m, value in zip(found, values, strict=True)
            ]
    return []


def _listed_trials(ctx: Context, view: View, hit: Hit) -> list[tuple[str, str]]:
    """The diseases and phases of the trials of one drug that one list names, where the trigger stands before it or in
    it; empty for one trial alone, and where a part of the list is about another drug.
    """
    found = list(_LISTED_TRIAL.finditer(view.text))
    if len(found) < 2 or not all(_AND_ANOTHER.fullmatch(view.text, a.end(), b.start()) for a, b in pairwise(found)):
        return []
    first, last = found[0].start(), found[-1].end()
    if hit.end < first and _APART.search(view.text, hit.end, first) or hit.start >= last:
        return []
    drugs = [item for item in view.of("COMPOUND") if first <= item.at < last]
    own = {ctx.clusters.get(item.found.start) for item in drugs if not _AS_PARTNER.search(view.text[: item.at])}
    if len(own) > 1:
        return []
    rows = []
    for match in found:
        values = ctx.phases[view.entity(match.start("phase")).found.start].phases
        group = "disease" if match["disease"] else "own"
        if len(values) != 1:
            return []
        rows.append((ctx.disease(view.entity(match.start(group))), values[0]))
    return rows
