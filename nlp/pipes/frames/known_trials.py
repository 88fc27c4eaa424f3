"""What the document says elsewhere of a trial that a sentence only names, and which trial a sentence without a name is
about: the only one of its paragraph so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.assembly.alike import texts_alike
from nlp.pipes.frames import diseases
from nlp.pipes.frames.comparators import primary
from nlp.pipes.frames.context import Context
from nlp.pipes.told import Told
from nlp.pipes.view import View

# "BREEZE, a global Phase 3 trial", "the Phase 3 BREEZE trial", "a Phase 3 trial in asthma (BREEZE)"
_PHASE_OF = re.compile(
    r"(?P<a_trial>\ue003.)(?: \([^()]{0,40}\))?(?:,| is| was| \(|:)?(?: (?:an?|the|our|its|their))?(?: "
    r"[\w'/-]+,?){0,6} "
    r"?(?P<b_phase>\ue004.)|"
    r"(?P<b_second>\ue004.)(?: [\w'/-]+,?){0,4}[ ,(]+(?:called |named )?(?P<a_second>\ue003.)|"
    r"(?P<b_third>\ue004.)(?: [\w-]+){0,2} (?:trial|study|program(?:me)?)[^.;()]{0,90} \((?P<a_third>\ue003.)"
)
_NEW_VERB = re.compile(r",[^.;]{0,60}? (?:is|are|was|were|has|have|will) ")
_FURTHER = re.compile(r"(?:,? and |, )(\ue003.)")
_NUMBER = re.compile(r"[- ](?:\d{1,2}|I{1,3}|IV|[A-Z]{1,4})$")
# What is said of another trial than the one the paragraph is about.
_OTHER = re.compile(
    r"\b(?:another|second|third|separate|new|further|additional|pa?ediatric|investigator-\w+|earlier|previous|prior|"
    r"preceding|next|planned|future|first-in-human|pre-?clinical|non-?clinical|both|two|three|trials|studies|extension|"
    r"post-hoc|companion|registry|natural history)\b"
)
_FOLLOWS = frozenset({"enrollment_completed", "completed", "suspended", "ongoing"})
_REACH = 3


def learn_trials(ctx: Context, views: Sequence[View]) -> None:
    """Keep what sentences say of the trials that they name: phases, but where they disagree, and diseases."""
    phases: dict[str, set[str]] = {}
    ill: dict[str, tuple[str, ...]] = {}
    for view in views:
        names = {ctx.text(item) for item in view.of("TRIAL")}
        if not names:
            continue
        for match in _PHASE_OF.finditer(view.text):
            trial, phase = sorted(name for name, text in match.groupdict().items() if text)  # as the groups are called
            told = ctx.phases[view.entity(match.start(phase)).found.start].phases
            if len(told) == 1 and told[0][0].isdigit():
                phases.setdefault(ctx.text(view.entity(match.start(trial))), set()).add(told[0])
                further = _FURTHER.match(view.text, match.end(trial)) if trial.startswith("a_s") else None
                if further:  # "two Phase 3 trials, BREEZE-1 and BREEZE-2"
                    phases.setdefault(ctx.text(view.entity(further.start(1))), set()).add(told[0])
        treated = diseases.told_diseases(ctx, view, (0, len(view.text)))
        if len(names) == 1 and treated and len({ctx.named(c).cluster for c in primary(ctx, view)}) < 2:
            ill.setdefault(next(iter(names)), tuple(treated))
    ctx.trial_phases = {trial: next(iter(told)) for trial, told in phases.items() if len(told) == 1}
    ctx.trial_diseases = ill


def _phase(ctx: Context, trial: str) -> str | None:
    """A trial's phase, else that of the program it is numbered in ("the Phase 3 BREEZE program")."""
    return ctx.trial_phases.get(trial) or ctx.trial_phases.get(_NUMBER.sub("", trial))


def of_known_trial(ctx: Context, view: View, index: int, told: Told) -> Told:
    """The telling with what its surroundings say of the trial: which it is, its phase, its diseases."""
    if told.type not in ("trial_status", "readout") or told.slots["phase"] == "preclinical":
        return told
    slots = dict(told.slots)
    if not view.of("TRIAL", "PHASE") and not slots["trial"] and _follows(view, told):
        slots |= _before(ctx, view, index, told)
    if slots["trial"]:
        known = _phase(ctx, slots["trial"])
        slots["phase"] = known if known and _of_earlier_part(ctx, view, told, known) else slots["phase"] or known
        slots["indication"] = slots["indication"] or list(ctx.trial_diseases.get(slots["trial"], ()))
    return replace(told, slots=slots)


def _of_earlier_part(ctx: Context, view: View, told: Told, known: str) -> bool:
    """Whether the phase is that of an earlier part of the sentence: "after the Phase 2 trial, NRV-210 is in a Phase 3
    trial, BREEZE, which is to read out in 2026"."""
    phase, trial = told.slots["phase"], told.slots["trial"]
    if not phase or phase[0] == known[0]:
        return False
    places = [item.at for item in view.of("TRIAL") if ctx.text(item) == trial]
    first = [item.at for item in view.of("PHASE") if phase in ctx.phases[item.found.start].phases]
    return bool(places and first) and _NEW_VERB.search(view.text, first[0], max(first[0], places[0])) is not None


def _follows(view: View, told: Told) -> bool:
    goes_on = told.type == "readout" or told.slots["status"] in _FOLLOWS
    return (
        goes_on and view.sentence.section not in ("quote", "headline", "subheadline") and not _OTHER.search(view.text)
    )


def _before(ctx: Context, view: View, index: int, told: Told) -> dict[str, object]:
    """Name and phase of the only trial in the nearest sentence before it that names one."""
    for before in reversed(ctx.views[max(0, index - _REACH) : index]):
        if before.sentence.paragraph != view.sentence.paragraph:
            return {}
        named = {ctx.named(item).cluster for item in primary(ctx, before)}
        if named and told.slots["compound"].cluster not in named:
            return {}
        trials = {ctx.text(item) for item in before.of("TRIAL") if item.found.source != "number"}
        phases = {phase for item in before.of("PHASE") for phase in ctx.phases[item.found.start].phases}
        if trials or phases:
            if len(trials) > 1 or len(phases) > 1 or _of_other_disease(ctx, view, before):
                return {}
            phase = told.slots["phase"] or next(iter(phases), None)
            return {"trial": next(iter(trials), None), "phase": phase}
    return {}


def _of_other_disease(ctx: Context, view: View, before: View) -> bool:
    """Whether both sentences name diseases, and none in common."""
    here, there = (diseases.told_diseases(ctx, v, (0, len(v.text))) for v in (view, before))
    own = here or [ctx.disease(item) for item in view.of("INDICATION")]
    return bool(own and there) and not any(texts_alike(a, b) for a in own for b in there)
