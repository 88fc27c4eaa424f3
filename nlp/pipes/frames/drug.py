"""Trial steps, readouts and regulatory steps: the events that hang on a compound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nlp.assembly.alike import texts_alike
from nlp.pipes.frames import diseases, fill, trial_slots
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.coordinated import more_trials
from nlp.pipes.frames.idle import idle
from nlp.pipes.frames.known_trials import of_known_trial
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.milestones import in_agenda, listed_ahead, time_over, when_listed
from nlp.pipes.frames.news import release_day
from nlp.pipes.frames.readout import readout
from nlp.pipes.frames.realis import NEGATED, realis
from nlp.pipes.frames.regulatory import regulatory_step
from nlp.pipes.frames.respective import respective
from nlp.pipes.frames.scope import clause
from nlp.pipes.frames.sponsor import company_before, company_by, company_of
from nlp.pipes.frames.spread import spread
from nlp.pipes.frames.trial_marks import marks
from nlp.pipes.frames.vaccines import disease_in_name
from nlp.pipes.told import HEALTHY, Named, Told, When
from nlp.pipes.view import Placed, View

_DECISIONS = frozenset({"accepted", "approved", "cleared", "rejected", "recommended"})
# "The IND, which was filed on May 4, has been cleared": not the day of the decision
_FILED = re.compile(r"\b(?:filed|submitted|lodged)(?: with the \ue009.)? (?:on|in) $")
# "NRV-210, which was licensed to Toral in 2019, has entered Phase 1": not the day of the start
_GOT = re.compile(
    r"\b(?:results|data|readouts?|top-?line)\b[^.;]{0,30}$|"
    r"\bwhich (?:was|were|had been|we|it) [^.;,]{0,60}?(?:licensed|acquired|bought|approved|"
    r"discovered)[^.;,]{0,40}? (?:in|on) $"
)
_NEW_STEP = frozenset({"initiated", "enrollment_completed", "expanded", "completed", "suspended", "terminated"})
_ON_CONDITION = re.compile(
    r"\b(?:if|should|could|may|might|unless|subject to|depending|potential|since been|announced in)\b"
)
_SENT_IN = re.compile(
    r"\b(?:been|was|were) (?:submitted|accepted|selected) for (?:an? )?(?:oral |poster |"
    r"late-breaking )*presentation"
)
_MAY_PROCEED = re.compile(r"\b(?:may|can) (?:now )?proceed$")
_IN_HAND = re.compile(r" (?:now )?(?:in hand|in place)\b")
_DONE = re.compile(r"\b(?:granted|received|awarded|approved|obtained|secured|designated)\b")
_SHOWN = re.compile(
    r"(?:\b(?:was|were|been|previously|recently|first|already|originally|initially|data|results|findings|analys[ei]s) "
    r"(?:\w+ly )?|, )"
    r"(?:reported|presented|published|announced|shown|shared)\b|\b(?:was|were) (?:the (?:subject|topic) of|given as|"
    r"part of) "
    r"(?:an?|the|two|three) "
)
_SEEN = re.compile(
    r"\b(?:was|were|has been|have been)(?: also| so far| now| first)* (?:seen|observed|noted|recorded|documented)\b"
)
# The day by which an agency decides is not the day of what it has done.
_DEADLINE = re.compile(r"\b(?:pdufa|(?:action|goal|target|decision) date)\b")

# "in a study completed in October": not the day of its results
_TRIAL_STEP = re.compile(
    r"\b(?:completed|ended|concluded|finished|started|began|begun|initiated|launched|opened|accepted|submitted|approved|"
    r"enrolled|licensed|acquired)(?: [\w-]+){0,2}? (?:in|on|during|by|since)(?: the)? $|"
    r"\bwill not (?:come|arrive|follow|be \w+) $"
)
# "The trial, which began in October, has completed enrollment": not the day of the later step, nor that of its results
_BEGUN = re.compile(
    r"\b(?:results|data|readouts?|top-?line)\b[^.;]{0,30}$|\bwhich (?:was |had )?"
    r"(?:started|began|begun|initiated|opened|launched|commenced)(?: [\w-]+){0,2}? (?:in|on|during|since)(?: the)? $"
)
# "fully recruited, results expected in May": not the day of the step
_RESULTS = re.compile(r"\b(?:results|data|readouts?|top-?line)\b[^.;]{0,30}$")
_REPORTS = re.compile(r"(?:report|present|announc|publi|shar|disclos|releas|provid|deliver|read|data|results)")
_NO_LONGER = re.compile(r"\bno longer\b")
_NOT_BEGUN = re.compile(
    r"\bnot (?:to )?(?:(?:proceed|go (?:ahead|forward)|move (?:ahead|forward)) with(?: (?:the|an?|its|our|any|"
    r"planned|proposed|"
    r"pivotal|next|registrational|confirmatory|new|second|clinical))* (?:\ue004|trial|study)|go ahead(?=[.,;]|$)|"
    r"(?:advance|take|move|progress) (?:(?! from )[^.;,]){0,40}? (?:in)?to \ue004|"
    r"(?:pursue|undertake|run|perform) (?:an?|any|another|further) (?:[\w-]+ ){0,3}?(?:\ue004|trial|study))"
)
_INTO_EXPANSION = re.compile(r"\ue004.,? (?:(?:monotherapy|combination|dose|cohort|randomi[sz]ed) )*expansion\b")
_NOT_TO = re.compile(r"\b(?:not|no longer) ")
_LATER_VERB = re.compile(
    r"\band (?:we |it |\ue002. )?(?:will|expects?|plans?|anticipates?|intends?|(?:is|are) expected)\b"
)
_NEXT_PART = re.compile(r",|\band\b")
_PARTICIPLE = re.compile(r"(?:recruited|enrolled|accrued|completed?|dosed)$")
_HEALTHY = re.compile(
    r"\bhealthy (?:[\w-]+ ){0,3}?(?:volunteers?|subjects?|adults?|participants?|people|individuals)\b"
)


_NOT_BEFORE = re.compile(r"[^.;,]{0,80}? will not (?:come|arrive|follow|be \w+) (?:before\b|until\b|\ue006)")
_TO_AND_SHARE = re.compile(
    r"\bto [a-z]+ [^.;]{0,90}\band (?:share|present|report|showcase|highlight|discuss|feature|provide|announce|unveil) "
)
_VERB = 12  # characters of a trigger in which its verb may stand
_NOMINAL = re.compile(r"^(?:[\ue004-\uf8ff]{2} )?(?:initiation|start|commencement|opening)\b")
# of a board or an agency: "FDA-cleared" trials that a company starts are begun
_LEAVE = re.compile(
    r"(?:\b(?:board|committee|dsmb|i?dmc|smb|src|agency|regulators?|authorit(?:y|ies))|\ue009.)[^.;:,]{0,20}? "
    r"(?:approv(?:es?|ed)|recommend(?:s|ed)|endors(?:es?|ed)|clear(?:s|ed)|allow(?:s|ed)|authori[sz](?:es?|ed)|"
    r"agree[sd]? to|support(?:s|ed))(?: [^ .;:,]+){0,9} $"
)
_GOAL = re.compile(
    r"\W*(?:initiate|begin|start|commence|launch|open|complete(?! (?:response|remission|data|results))|conclude|finish|"
    r"submit|resubmit|file|report|present|announce|share|provide|dose|enroll?|advance|obtain|secure|expand|deliver|"
    r"publish|disclose) (?!of\b|label\b)"
)
_FINITE_OR_DONE = re.compile(r"\b(?:is|are|was|were|has|have|had|completed|submitted|filed|accepted|\w+ed by)\b")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|met|began|started|showed)\b")


def tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    """The tellings of one trigger: one for each compound, and each phase, trial or disease where the sentence
    tells several.
    """
    start, end = hit.start, hit.end
    bounds = clause(view.text, start, end)
    value, told = _realis(ctx, view, index, hit, bounds)
    if idle(ctx, view, hit, value):
        return
    names, scope = _whose(ctx, view, index, hit, bounds)
    if not names:
        return
    slots: dict[str, Any] = dict(hit.rule.sets)
    slots["indication"] = (
        diseases.indications(ctx, view, index, bounds, start, end)
        or disease_in_name(ctx, names)
        or ([] if view.of("INDICATION") or _HEALTHY.search(view.text) else _only_disease(ctx, names))
    )
    if scope in ("topic", "document", "heading") and len(names) > 1:
        names = _with_disease(ctx, names, slots["indication"])
    value, when = _time(ctx, view, hit, bounds, value, told)
    over = time_over(ctx, view, index) if value in ("actual", "expected") and in_agenda(ctx, view, index) else None
    if over and not (when and _WITH_YEAR.search(when.text)):
        value, when = "expected", over
    if when is None and value == "expected":
        when = when_listed(ctx, view, index)
    base = _told(ctx, view, index, hit, slots, value, scope, when)
    builder = {"trial_status": _trial, "readout": readout, "regulatory": regulatory_step}[hit.rule.type]
    for one in builder(ctx, view, hit, bounds, base, index):
        base_slots = one.slots
        for number, name in enumerate(names):
            slots = {"compound": name, **base_slots}
            if "sponsor" in slots:
                slots["sponsor"] = slots["sponsor"] or ctx.developers.get(name.cluster)
            one = replace(one, slots=slots, usual=ctx.own_diseases.get(name.cluster, ()))
            if (own := respective(ctx, view, one, number, names)) is not None:
                yield of_known_trial(ctx, view, index, own)


def _with_disease(ctx: Context, names: list[Named], told: list[str]) -> list[Named]:
    """Of several compounds that a paragraph is about those whose own disease the sentence names, else all."""
    own = [n for n in names if any(texts_alike(d, t) for d in ctx.own_diseases.get(n.cluster, ()) for t in told)]
    return own or names


def _only_disease(ctx: Context, names: list[Named]) -> list[str]:
    """The document's only disease; none where the document names it for other compounds alone."""
    known = ctx.own_diseases
    return [] if known and not any(name.cluster in known for name in names) else ctx.only_disease


def _realis(ctx: Context, view: View, index: int, hit: Hit, bounds: tuple[int, int]) -> tuple[str, str]:
    """The realis of a trigger by rule and words, and by the words alone."""
    start, end = hit.start, hit.end
    told = realis(view.text, bounds, start, end, ctx.patterns.cues)
    value = hit.rule.realis if hit.rule.realis and told in ("actual", "expected") else told
    if hit.rule.id == "trial_status.study_would" and told == "possible" and not _ON_CONDITION.search(view.text):
        value = told = "expected"  # what a trial would do tells of one that is planned
    if hit.rule.type == "readout" and _SEEN.search(view.text, start, end):
        value = told = "actual"  # "up to 900 mg, but only one response was seen"
    if value == "actual" and _is_goal(ctx, view, hit):
        value = told = "expected"  # "Initiate the Phase 2 trial" heads a list of goals
    if value == "actual" and hit.rule.type == "readout" and _SENT_IN.search(view.text, start, end):
        value = told = "expected"  # "have been submitted for presentation at the congress in June"
    later = hit.rule.type == "readout" and _NOT_BEFORE.match(view.text, end)
    if value == "actual" and _to_come(view, hit) or value in ("actual", "denied") and later:
        value = told = "expected"
    if told == "possible" and _MAY_PROCEED.search(view.text, start, end):
        value = told = "actual"  # "the IND may proceed" is how the agency clears one
    if _IN_HAND.match(view.text, end):
        value = told = "actual"  # "with the IND in hand, we will start"
    negated = value == "denied" and hit.rule.type == "readout" and NEGATED.search(view.text, 0, start)
    if negated and not _REPORTS.match(view.text, start):
        value = told = "actual"  # an endpoint that was not met, an effect that was not shown: the trial has a result
    if told == "actual" and hit.rule.type == "readout" and _SHOWN.search(view.text, start, end):
        value = "actual"  # "the data, presented in January": whatever the rule is for
    if value == "actual" and (listed_ahead(ctx, view, index, hit) or _ASIDE_THEN_DUE.match(view.text, end)):
        value = told = "expected"
    return value, told


def _is_goal(ctx: Context, view: View, hit: Hit) -> bool:
    """Whether a bullet's bare verb governs the trigger, with no finite verb behind it and no day that is past."""
    if view.sentence.section != "bullet" or hit.rule.sets.get("status") == "ongoing":
        return False
    goal = _GOAL.match(view.text)
    if goal is None or hit.start > goal.end() or _FINITE.search(view.text, goal.end()):
        return False
    day = ctx.header.release_date
    days = [ctx.calendar(item, None) for item in view.of("DATE")]
    return not any(when and day and when.interval.latest < day for when in days)


def _to_come(view: View, hit: Hit) -> bool:
    """Whether an infinitive or somebody's leave governs the trigger: "to show NRV-210 and share data", "the board
    approves the initiation of Phase 2"."""
    words = view.text[hit.start : hit.end]
    if hit.rule.type == "readout":
        return view.sentence.section in TITLES and _TO_AND_SHARE.search(view.text, 0, hit.start + _VERB) is not None
    nominal = hit.rule.sets.get("status") == "initiated" and _NOMINAL.search(words) is not None
    return nominal and _LEAVE.search(view.text, 0, hit.start) is not None


def _whose(ctx: Context, view: View, index: int, hit: Hit, bounds: tuple[int, int]) -> tuple[list[Named], str]:
    """The compounds of a trigger, by name or as the owner of the trial that is named, with the scope that gave them."""
    start, end = hit.start, hit.end
    names, scope = fill.compounds(ctx, view, index, bounds, start, end)
    near = (start, end + 25) if scope == "clause" else bounds
    owner = None if scope == "trigger" else trial_slots.owner(ctx, view, near, start, end)
    if not names and owner is None:  # only comparators are named beside the trial
        owner = trial_slots.owner(ctx, view, (0, len(view.text)), start, end)
    if owner is None and scope in ("topic", "document"):
        owner = trial_slots.owner_meant(ctx, view, index)
    return ([owner], "trial") if owner else (names, scope)


def _time(
    ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], value: str, told: str
) -> tuple[str, When | None]:
    """The realis and the days of a step: what has a day that has gone is done, what has one to come is not.

    `value` is the realis by rule and words, `told` by the words alone.
    """
    start, end = hit.start, hit.end
    skip = {"readout": _TRIAL_STEP, "trial_status": _RESULTS}.get(hit.rule.type)
    if hit.rule.sets.get("status") in _NEW_STEP - {"initiated"}:
        skip = _BEGUN
    elif hit.rule.sets.get("action") in _DECISIONS | {"withdrawn"}:
        skip = _FILED
    elif hit.rule.sets.get("status") == "initiated":
        skip = _GOT
    closing = (_day_behind(view, end) or _day_before(view, start)) if value in ("actual", "expected") else None
    due = ctx.calendar(closing, "future") if closing else None
    if due and fill.lies_ahead(ctx, due):
        return "expected", due  # "First patient dosed: Q4 2027"
    done = ctx.calendar(closing, "past") if closing and not hit.rule.timeless else None
    day = ctx.header.release_date
    if done and day and done.interval.latest <= day and hit.rule.sets.get("status") in ("initiated", "completed"):
        return "actual", done  # "First patient dosed: March 2024"
    when = None if hit.rule.timeless else fill.date_of(ctx, view, bounds, start, end, value, skip)
    awaited = _WHICH_IS_DUE.match(view.text, end) or _ASIDE_THEN_DUE.match(view.text, end)
    if when is None and value == "expected" and awaited and awaited[1]:
        when = ctx.calendar(view.entity(awaited.start(1)), "future")
    if (
        when is None
        and value == "expected"
        and told == "actual"
        and hit.rule.type == "readout"
        and (past := fill.date_of(ctx, view, bounds, start, end, "actual"))
    ):
        value, when = "actual", past  # "data in May 2023" is a promise only where May 2023 lies ahead
    if (
        value == "actual"
        and when is None
        and not (hit.rule.timeless or hit.rule.realis or _DONE.search(view.text, start, end))
    ):
        ahead = fill.date_of(ctx, view, bounds, start, end, "expected")
        place = view.text.find("\ue006", start if hit.rule.type == "trial_status" else end, end + 60)
        apart = _PARTICIPLE.search(view.text, start, end) and _NEXT_PART.search(view.text, end, place)
        if (
            ahead
            and place >= 0
            and fill.lies_ahead(ctx, ahead)
            and not (apart or _LATER_VERB.search(view.text, end, place) or _DEADLINE.search(view.text, end, place))
        ):
            value, when = "expected", ahead  # nothing is done on a day that has not come
    day = ctx.header.release_date
    nominal = hit.rule.id == "regulatory.submission_of" and not _FINITE_OR_DONE.search(view.text)
    if value == "actual" and nominal and when and day and when.interval.latest > day:
        value = "expected"  # "IND filing H1 2027" in a list: the half is not over
    return value, when


# "the results, which we expect in the second quarter"
_WHICH_IS_DUE = re.compile(
    r"[^.;,]{0,40}, which (?:we |the company |\ue002. )?(?:now |currently |is |are )*(?:expects?|anticipates?|plans?|"
    r"expected|"
    r"anticipated|planned|due|scheduled)(?: to [a-z]+(?: [a-z]+)?)?(?: (?:in|by|during|around|for|on|at|the|early|"
    r"mid|late))* "
    r"(\ue006.)"
)
# "approval, which had been expected in January, is now anticipated in June"
_ASIDE_THEN_DUE = re.compile(
    r"(?:(?!\b(?:is|are|was|were|has|have|had)\b)[^.;,]){0,60}, (?:which|originally|previously|initially|first) "
    r"[^.;,]{3,80}, (?:is|are|remains?) (?:now |currently |still |therefore )*(?:expected|anticipated|planned|due|"
    r"scheduled|on track|targeted|slated)(?: to [a-z]+(?: [a-z]+)?)?(?: (?:in|by|during|around|for|on|at|the|early|"
    r"mid|late))*(?: (\ue006.))?"
)
_WITH_YEAR = re.compile(r"\b20\d\d\b")
_DAY_BEHIND = re.compile(
    r"(?:(?!\b(?:pdufa|dates?|data|readouts?|results|launch|decision|analysis|filing|received|payments?)\b)(?:[^.;:,()]|"
    r"\([^()]{1,30}\))){0,40}?(?::| [–—-]| \()(?: ?(?:in|by|around|expected|planned|targeted|anticipated|early|mid|"
    r"late|the) "
    r"?)* ?(\ue006.)\)?\W*$"
)


def _day_behind(view: View, end: int) -> Placed | None:
    """The time that closes a line behind a colon, a dash or in brackets."""
    match = _DAY_BEHIND.match(view.text, end)
    return view.entity(match.start(1)) if match else None


# "2H 2026 - NDA submission", "By year-end 2026: IND filing"
_DAY_BEFORE = re.compile(
    r"(?:• ?)?(?:(?:by|in|early|mid|late|the|around|before|during|expected|targeted|end|of)[ -])*(\ue006.)"
    r"(?: ?\([^()]{0,30}\))?(?: ?:| [–—-]| ?\|) "
)


def _day_before(view: View, start: int) -> Placed | None:
    """The time that opens a line before a colon or a dash."""
    match = _DAY_BEFORE.match(view.text, 0, start)
    return view.entity(match.start(1)) if match else None


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
        (f"compound from {scope}", *([HEALTHY] if _HEALTHY.search(view.text) else [])),
    )


def reason_for_nothing(ctx: Context, view: View, index: int, hit: Hit) -> str:
    """Why a trigger tells nothing, in words for an annotator."""
    bounds = clause(view.text, hit.start, hit.end)
    value, _ = _realis(ctx, view, index, hit, bounds)
    if reason := idle(ctx, view, hit, value):
        return reason
    names, _ = _whose(ctx, view, index, hit, bounds)
    if not names:
        return "no compound in the clause or the sentence, none above it that it could be about"
    return f"what stands around it makes no {hit.rule.type} ({value})"


def _trial(ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], told: Told, index: int) -> Iterator[Told]:
    start, end = hit.start, hit.end
    phases = trial_slots.phases(ctx, view, bounds, start, end, index)
    names = trial_slots.trials(ctx, view, bounds, start, end, index)
    status = told.slots["status"]
    slots = dict(told.slots)
    if status == "initiated" and _INTO_EXPANSION.search(view.text, start, end + 60):
        status = slots["status"] = "expanded"  # "advance NRV-210 into Phase 2 expansion": a cohort more
    sponsor = (
        company_before(ctx, view, bounds, start) or company_of(ctx, view, start, end) or company_by(ctx, view, end)
    )
    slots["sponsor"] = sponsor
    told = replace(told, notes=(*told.notes, *marks(ctx, view, bounds, sponsor, start)))
    if (
        status == "initiated"
        and told.realis == "expected"
        and slots["date"] is None
        and not names
        and set(phases) & {"pivotal", "registrational"}
        and "advance_into" in hit.rule.id
    ):
        return  # "designed to advance into pivotal testing" is a hope, no plan
    hoped = told.realis != "actual" and slots["date"] is None and not listed_ahead(ctx, view, index, hit)
    if status in ("completed", "enrollment_completed") and hoped:
        return  # "upon completion of the trial" tells no step
    if status == "terminated" and _NOT_BEGUN.search(view.text, start, end + 30):
        status = slots["status"] = "initiated"
        told = replace(told, realis="denied")  # "will not proceed with the Phase 3 trial": it was never begun
    elif status == "terminated" and told.realis == "denied" and _NOT_TO.search(view.text, start, end):
        told = replace(told, realis="actual")  # "will not advance NRV-210" ends it
    elif (
        status == "terminated"
        and told.realis == "expected"
        and slots["date"] is None
        and _NO_LONGER.search(view.text, start, end)
    ):
        told = replace(told, realis="actual")
    if status == "expanded" and told.realis == "possible" and slots["date"] is None:
        return  # "the study includes an option of a second dose" is how it is made
    if hit.rule.id == "trial_status.study_would" and told.realis == "possible":
        return  # "subject to that discussion, the trial would enrol ..." is how it is to be made
    if status == "ongoing" and told.realis == "possible":
        return  # "may depend on confirmation in the ongoing trial": what may be is not the trial
    if hit.rule.id == "trial_status.studied_since":
        slots["date"] = fill.since(ctx, view, end)
        if slots["date"] is None:
            return  # "has been studied in 2021"
    elif status == "ongoing" and told.realis == "actual" and not hit.rule.id.endswith("resumed"):
        since = fill.since(ctx, view, end)
        slots["status"] = "initiated" if since else status  # what runs since May was begun in May
        dosed = hit.rule.id == "trial_status.cohort_dosed"  # a cohort's last dose has a day, a running trial has none
        slots["date"] = since or (slots["date"] or release_day(ctx, view, told, True) if dosed else None)
    elif status == "ongoing":
        pass
    elif slots["date"] is None and not hit.rule.timeless:
        slots["date"] = release_day(ctx, view, told, status in _NEW_STEP and "ongoing" not in hit.rule.id)
    yield from spread(ctx, view, replace(told, slots=slots), hit, phases, names)
    yield from more_trials(ctx, view, hit, replace(told, slots=slots))
