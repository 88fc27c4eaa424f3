"""Trial steps, readouts and regulatory steps: the events that hang on a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nlp.pipes.frames import fill, trial_slots
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import release_day
from nlp.pipes.frames.readout import PRECLINICAL, readout
from nlp.pipes.frames.realis import realis
from nlp.pipes.frames.regulatory import no_step, regulatory_step
from nlp.pipes.frames.scope import clause
from nlp.pipes.frames.spread import spread
from nlp.pipes.frames.vaccines import disease_in_name
from nlp.pipes.told import Told, When
from nlp.pipes.view import View

_HYPOTHETICAL = re.compile(r"\b(?:if (?!approved)|whether|in case|were to|unless)\b")
_IF = re.compile(r"\b(?:if|should|unless) (?:and when )?(?:the |both the |either the )?$")
_NEW_STEP = frozenset({"initiated", "enrollment_completed", "expanded", "completed", "suspended", "terminated"})
_FINANCE = re.compile(r"\b(?:financial|earnings|fiscal|quarterly|revenue|sales|cash|survey|audited|unaudited)\b")
# Data that somebody looks at, or that will come later than was said, are no result.
_NO_NEWS = re.compile(
    r"\b(?:review(?:s|ed|ing)?|postpon\w+|delay\w*|safety review) (?:of |in )?(?:the )?(?:\S+ ){0,6}?(?:data|results)|"
    r"\b(?:two|three|four|five|six|multiple|several|key|numerous|many) (?:[\w-]+ ){0,3}?(?:readouts|catalysts|"
    r"milestones|data readouts)\b"
)
# "who had an inadequate response to" tells whom a drug is for.
_NONRESPONSE = re.compile(
    r"\b(?:inadequate|insufficient|incomplete|lost|loss of|no|prior) (?:\w+ )?(?:response|responded)"
)
_APPLIED = re.compile(r"\ue00b.(?: application| request)? (?:to|for) $")
_TRIAL_IN_PROGRESS = re.compile(r"\btrials?[- ]in[- ]progress|\bstudy designs?\b|\btrial designs?\b")
# What a trial is made for, and what hangs on its data, are no data.
_NO_RESULT = re.compile(
    r"\b(?:designed|powered|intended|required|requirements?|needed) (?:or powered )?(?:to|for) (?:\w+ ){0,2}$|"
    r"\bnot (?:designed|powered)|\bwarrants?\b|\btranches?\b"
)
_NOT_YET = re.compile(
    r"\b(?:data|results?|findings) (?:\w+ )?(?:is |are |were )?(?:expected|intended|designed|needed|required) to "
    r"(?:be (?:sufficient|used|included)|meet|support|satisfy|enable|inform|form)\b|\bdata (?:\w+ )?requirements?\b|"
    r"\bdata (?:announcement|release|readout) (?:update|date|schedule|timing)|\bunblinding of\b|\bplanned "
    r"unblinded\b|"
    r"\bdata(?:base)? "
    r"(?:cleaning|lock)|\bresponses? to (?:[\w-]+ ){0,3}(?:questions|inquiries|comments)\b"
)
_TRIAL_WORD = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|patients|subjects|participants|placebo|clinical)\b|[\ue003\ue004]"
)
_DONE = re.compile(r"\b(?:granted|received|awarded|approved|obtained|secured|designated)\b")
_UNTIL = re.compile(r"\buntil (?:the |its )?$")
_LIFTED = re.compile(
    r"\b(?:lift|remov|releas|resolv)\w*[^.;]{0,50}clinical hold|clinical hold[^.;]{0,50}\b(?:lift|remov|releas|resolv)"
)


def tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    """The tellings of one trigger: one for each compound, and each phase, trial or disease where the sentence
    tells several.
    """
    start, end = hit.start, hit.end
    bounds = clause(view.text, start, end)
    told = realis(view.text, bounds, start, end, ctx.patterns.cues)
    value = hit.rule.realis if hit.rule.realis and told in ("actual", "expected") else told
    if _idle(ctx, view, hit, value):
        return
    names, scope = fill.compounds(ctx, view, index, bounds, start, end)
    if scope != "trigger" and (
        owner := trial_slots.owner(ctx, view, (start, end + 25) if scope == "clause" else bounds, start, end)
    ):
        names, scope = [owner], "trial"
    if not names:
        return
    slots: dict[str, Any] = dict(hit.rule.sets)
    slots["indication"] = fill.indications(ctx, view, bounds, start, end) or disease_in_name(ctx, names)
    when = None if hit.rule.timeless else fill.date_of(ctx, view, bounds, start, end, value)
    if (
        when is None
        and value == "expected"
        and told == "actual"
        and (past := fill.date_of(ctx, view, bounds, start, end, "actual"))
    ):
        value, when = "actual", past  # "data in May 2023" is a promise only where May 2023 lies ahead
    if (
        value == "actual"
        and when is None
        and not (hit.rule.timeless or hit.rule.realis or _DONE.search(view.text, start, end))
    ):
        ahead = fill.date_of(ctx, view, bounds, start, end, "expected")
        if ahead and fill.lies_ahead(ctx, ahead) and view.text.find("\ue006", end, end + 60) >= 0:
            value, when = "expected", ahead  # nothing is done on a day that has not come
    base = _told(ctx, view, index, hit, slots, value, scope, when)
    builder = {"trial_status": _trial, "readout": readout, "regulatory": regulatory_step}[hit.rule.type]
    for one in builder(ctx, view, hit, bounds, base, index):
        for number, name in enumerate(names):
            slots = {**one.slots, "compound": name}
            if "sponsor" in slots:
                slots["sponsor"] = slots["sponsor"] or ctx.developers.get(name.cluster)
            yield _respective(ctx, view, replace(one, slots=slots), number, len(names))


def _told(
    ctx: Context, view: View, index: int, hit: Hit, slots: dict[str, Any], value: str, scope: str, when: When | None
) -> Told:
    sentence = view.sentence
    title = sentence.section in TITLES
    weight = {
        "trigger": 1.0,
        "clause": 1.0,
        "sentence": 0.95,
        "heading": 0.95,
        "trial": 0.9,
        "topic": 0.85,
        "document": 0.8,
    }[scope]
    slots["date"] = when
    return Told(
        hit.rule.type,
        slots,
        value,
        sentence.start,
        sentence.end,
        view.origin(hit.start),
        sentence.section,
        hit.rule.id,
        round(hit.rule.confidence * weight, 3),
        sentence.speaker,
        index,
        title,
        (f"compound from {scope}",),
    )


def reason_for_nothing(ctx: Context, view: View, index: int, hit: Hit) -> str:
    """Why a trigger tells nothing, in words for an annotator."""
    start, end = hit.start, hit.end
    bounds = clause(view.text, start, end)
    told = realis(view.text, bounds, start, end, ctx.patterns.cues)
    value = hit.rule.realis if hit.rule.realis and told in ("actual", "expected") else told
    idle = _idle(ctx, view, hit, value)
    if idle:
        return idle
    names, _ = fill.compounds(ctx, view, index, bounds, start, end)
    if not names:
        return "no compound in the clause or the sentence, none above it that it could be about"
    return f"what stands around it makes no {hit.rule.type} ({value})"


def _idle(ctx: Context, view: View, hit: Hit, value: str) -> str | None:
    """Why the sentence speaks of no step at all, None when it may."""
    text = view.text
    if _HYPOTHETICAL.search(text[: hit.start]) and value != "actual" or _IF.search(text[: hit.start]):
        return "the sentence only supposes it (if, whether, in case)"
    if ctx.lists["risk"].search(text):
        return "the sentence speaks of risks"
    if hit.rule.type == "readout":
        return _no_data(ctx, view, hit)
    if hit.rule.type == "trial_status":
        return _no_trial(view, hit)
    return no_step(ctx, view, hit, value)


def _no_data(ctx: Context, view: View, hit: Hit) -> str | None:
    text = view.text
    around = text[max(0, hit.start - 30) : hit.end]
    if _NO_NEWS.search(around):
        return "somebody looks at data, or several things to come are counted"
    if _TRIAL_IN_PROGRESS.search(text):
        return "a trial's design or progress is shown, no data"
    if _NONRESPONSE.search(text, hit.start, hit.end):
        return "it tells which patients the drug is for"
    if _NO_RESULT.search(text[: hit.start]) or "warrant" in text[hit.start :] or _NOT_YET.search(text, hit.start):
        return "it tells what a trial is made for or what hangs on its data"
    if view.sentence.section == "about" and not (_TRIAL_WORD.search(text) or view.of("VENUE")):
        return "it tells what the drug does by its nature"
    if _FINANCE.search(around) and "endpoint" not in text:
        return "the results are financial"
    if PRECLINICAL.search(text) and not view.of("VENUE") and not view.of("PHASE"):
        return "the data are preclinical and no venue is named"
    return None


def _no_trial(view: View, hit: Hit) -> str | None:
    text = view.text
    if _UNTIL.search(text[: hit.start]):
        return '"until" tells how long patients were treated'
    if hit.rule.sets.get("status") == "suspended" and _LIFTED.search(text):
        return "the hold is lifted"
    if _APPLIED.search(text[: hit.start]) and hit.rule.sets["status"] == "initiated":
        return "the application is for the study; whether it may start is another rule's matter"
    if PRECLINICAL.search(text) and not view.of("PHASE", "TRIAL"):
        return "the work is preclinical"
    return None


def _trial(ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], told: Told, index: int) -> Iterator[Told]:
    start, end = hit.start, hit.end
    phases = trial_slots.phases(ctx, view, bounds, start, end, index)
    names = trial_slots.trials(ctx, view, bounds, start, end, index)
    status = told.slots["status"]
    slots = dict(told.slots)
    sponsor = fill.company_before(ctx, view, bounds, start) or fill.company_by(ctx, view, end)
    slots["sponsor"] = sponsor
    if (
        status == "initiated"
        and told.realis == "expected"
        and slots["date"] is None
        and not names
        and set(phases) & {"pivotal", "registrational"}
        and "advance_into" in hit.rule.id
    ):
        return  # "designed to advance into pivotal testing" is a hope, no plan
    if status in ("completed", "enrollment_completed") and told.realis != "actual" and slots["date"] is None:
        return  # "upon completion of the trial" tells no step
    if status == "ongoing" and told.realis == "possible":
        return  # "may depend on confirmation in the ongoing trial": what may be is not the trial
    if status == "ongoing":
        slots["date"] = None if told.realis == "actual" else slots["date"]
    elif slots["date"] is None and not hit.rule.timeless:
        slots["date"] = release_day(ctx, view, told, status in _NEW_STEP and "ongoing" not in hit.rule.id)
    yield from spread(view, replace(told, slots=slots), hit, phases, names)


def _respective(ctx: Context, view: View, told: Told, number: int, count: int) -> Told:
    """Fillers that the sentence gives in the compounds' order ("... in 4Q 2011 and 2Q 2012, respectively")."""
    if "respectively" not in view.text:
        return told
    slots = dict(told.slots)
    times = list(view.of("DATE"))
    if (
        count == 1
        and len(times) == 2
        and told.slots["compound"].cluster
        == ctx.clusters.get(view.of("COMPOUND")[-1].found.start if view.of("COMPOUND") else -1)
    ):
        # "two partner compounds and NRV-853 ... in 4Q 2011 and 2Q 2012, respectively": the last one takes the last time
        number, count = 1, 2
    if count < 2:
        return told
    if len(times) == count and (when := ctx.calendar(times[number], "past" if told.realis == "actual" else "future")):
        slots["date"] = when
    diseases = view.of("INDICATION")
    if len(diseases) == count:
        slots["indication"] = [ctx.disease(diseases[number])]
    return replace(told, slots=slots)
