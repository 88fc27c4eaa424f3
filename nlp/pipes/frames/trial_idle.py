"""What sounds like a trial's step and is none: a cohort's step, preparations, what a payment hangs on."""

from __future__ import annotations

import re

from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.readout import PRECLINICAL
from nlp.pipes.view import View

_APPLIED = re.compile(r"\ue00b.(?: application| request)? (?:to|for) $")
_PREPARED = re.compile(
    r"\b(?:preparations?|planning|discussions|start-up activities) (?:for|of|on|to)\b[^.;]{0,80}$|"
    r"\b(?:start-?up|preparatory|planning|feasibility|site[- ]selection) (?:activities|work|efforts|"
    r"process)\b[^.;]{0,30}$"
)
# "Work on a Phase 3 protocol", "talks with the agency about a Phase 3 trial"
_TALKED = re.compile(
    r"\b(?:discussions|talks|negotiations|consultations?|dialogue|work|designs?) (?:with [^.;,]{2,50}? )?"
    r"(?:on|about|regarding|concerning|around|for) (?:the |an? |its |our )?(?:[\w-]+ ){0,3}$"
)
_AWAITED = re.compile(r"(?:following|upon|after|subject to|pending|assuming)(?: the)?(?: successful| anticipated)? ?$")
_PLANNED = re.compile(r", [^;.]{0,60}?\b(?:plans?|intends?|expects?|anticipates?|will|would|aims?)\b")
_UNTIL = re.compile(r"\buntil (?:the |its )?$")
# "a further $10 million on the start of Phase 3": nothing has started, unless the sum is there.
_DUE_ON = re.compile(r"\ue005.(?:(?!paid|received|earned)[^.;\ue005]){0,40}? on(?: the)? $")
_PAID = re.compile(r"\b(?:received|earned|paid|collected|triggered|recorded|achieved)\b[^.;,]{0,50}\ue005.[^\ue005]*$")
_PUT_OFF = re.compile(r"\b(?:postpon|defer|delay)\w* (?:the |its |our |of )*$")
_OWED_ON = re.compile(r"\b(?:obligated|obliged|required|payable|due)(?: to pay)?,? (?:up)?on (?:the )?$")
_IN_PEOPLE = re.compile(r"clinical|first-in-human")
_ENABLING = re.compile(r"(?:\ue00b.|\bind|\bcta)[- ]enabling|\btoxicology stud")
_LIFTED = re.compile(
    r"\b(?:lift|remov|releas|resolv)\w*[^.;]{0,50}clinical hold|clinical hold[^.;]{0,50}\b(?:lift|remov|releas|resolv)"
)
# "Dosing has begun in the third cohort": a step of a cohort, which other rules tell.
_LATER = r"second|third|fourth|fifth|sixth|seventh|eighth|final|next|highest|[2-9](?:nd|rd|th)"
_OF_COHORT = {
    "initiated": re.compile(
        rf"\b(?:in|into|of|for|the) (?:(?:the|its|our) )?(?:{_LATER})\b(?: (?:and|dose|dosing|"
        rf"higher|escalation|{_LATER}))* (?:dose )?cohorts?\b|\b(?:in|into|at|for|with) (?:the |its )?"
        rf"(?:medium|middle|intermediate|high|higher|highest|next)[- ]dose\b(?! (?:stud|trial|chemo))|"
        rf"\b(?:{_LATER}|last|higher) (?:and (?:last|final) )?dos(?:e|ing) (?:steps?|levels?|groups?)\b"
    ),
    "enrollment_completed": re.compile(
        rf"\bof (?:the |its )?(?:first|initial) (?:\d|half\b|one[- ]third)|"
        rf"\b(?:first|initial|lowest|1st|sentinel|{_LATER})\b(?: (?:and|dose|dosing|higher|escalation|{_LATER}))* "
        rf"(?:dose )?cohorts?\b"
    ),
}
_PART_END = re.compile(r"[;:]")
_COHORT_REACH = 60  # characters behind the trigger
# "The first two cohorts in the Phase 1 trial have been completed"
_COHORTS_OF = re.compile(
    r"\b(?:cohorts?|dose levels?|arms?|groups?) (?:in|of) (?:(?:the|its|our|this|an?) )?(?:[\w-]+ ){0,3}$"
)


# "Two initial cohorts of the first part of the trial were completed"
_COHORTS_LEAD = re.compile(
    r"\W*(?:the |our )?(?:[\w-]+ ){0,3}cohorts? (?:of|in)\b(?:(?! (?:and|has|have|had|was|were|is|are) )[^.;:,])* "
    r"(?:has |have |had )?(?:was|were|been)\b"
)


# "dosing of the third cohort has been completed and enrollment into the fourth began"
_COHORT_DOSED = re.compile(
    rf"\b(?:dosing|treatment|enrol+ment|recruitment) (?:of|in|into) (?:the |our )?(?:first|initial|lowest|{_LATER})"
    r"(?: [\w-]+)? cohort(?: \([^()]*\))?,? (?:has|was|is)\b[^.;]{0,30}$"
)


def of_cohort(text: str, hit: Hit) -> bool:
    """Whether a trigger's step is only a cohort's, so that it hides no other rule's match."""
    if hit.rule.sets.get("status") == "completed" and (
        _COHORTS_OF.search(text[: hit.start]) or _COHORTS_LEAD.match(text, 0, hit.end)
    ):
        return True
    if hit.rule.id == "trial_status.cohort_filled":
        return False  # the completed enrolment of a cohort is told as such
    if hit.rule.sets.get("status") == "enrollment_completed" and _COHORT_DOSED.search(text, 0, hit.start + 12):
        return True
    words = _OF_COHORT.get(str(hit.rule.sets.get("status")))
    return bool(words and words.search(_PART_END.split(text[hit.start : hit.end + _COHORT_REACH])[0]))


def _within_part(view: View, hit: Hit) -> bool:
    """Whether a phase or a trial is told in the hit's own part of the sentence, between semicolons."""
    start = view.text.rfind(";", 0, hit.start) + 1
    end = view.text.find(";", hit.start)
    return any(start <= one.at and (end < 0 or one.at < end) for one in view.of("PHASE", "TRIAL"))


# "Data from a Phase 2b study in A and a Phase 2a study in B are expected"
_DATA_AND = re.compile(
    r"\b(?:data|results|findings|read-?outs?) (?:from|of) [^.;:,]{0,140} and (?:an?|the|our|its) (?:[\w-]+ ){0,3}$|"
    r"\b(?:data|results|findings|read-?outs?) (?:from|of) [^.;:,]{0,140} and $"
)
# "Results of the trial are targeted for May", "Patients in the trial were discontinued": the subject is no trial.
_BY_PHRASE = frozenset(
    f"trial_status.{name}"
    for name in (
        "trial_begun", "trial_to_begin", "trial_runs", "trial_has_ended", "trial_goes_on", "trial_enlarged",
        "trial_stopped", "trial_paused", "trial_filled", "expansion", "reached_dose_level",
    )
)  # fmt: skip
_OF_TRIAL = re.compile(
    r"\b(?:results?|data|read-?outs?|findings|analys[ei]s|reviews?|reports?|presentations?|publications?|costs?|expenses|"
    r"talks?|negotiations?|meetings?|launch|training|planning|preparations?|designs?|protocols?|discussions?|manufactur\w+|supply|work|outcomes?|success|progress|audits?|lock|"
    r"inspections?|monitoring|payments?(?: to [a-z]+)?|selection|manuscripts?|abstracts?|patients|subjects|"
    r"participants|volunteers|adults|children|women|men|people) "
    r"(?:of|from|in|for|on|with|about|regarding) (?:[^ .;:,]+ ){0,8}$"
)
# "Six patients in the trial stopped early", but not "enrolment of patients in the trial was stopped"
_PATIENTS_OF = re.compile(
    r"(?<!ment of )(?<!ing of )(?<!ion of )\b(?:patients|subjects|participants|volunteers|adults|children|women|men|"
    r"people) "
    r"(?:of|from|in|on) (?:[^ .;:,]+ ){0,6}$"
)
# "No trials of NRV-210 are ongoing", "there is no ongoing trial"
_NO_TRIAL = re.compile(
    r"\b(?:no|neither|nor any|without any|not any)"
    r"(?: (?:other|further|additional|new|clinical|such|ongoing|active|current|company-sponsored|of (?:the|these|its|"
    r"our)))* $"
)
# "was discontinued after twelve weeks in two patients"
_IN_PATIENTS = re.compile(
    r"[^.;,]{0,40}? (?:in|by|for) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|several|a few|most|"
    r"those|these)"
    r"(?: of)?(?: [\w-]+){0,2} (?:patients?|subjects?|participants?|volunteers?|adults|children|women|men)\b|"
    r" (?:after|at|by) (?:(?:the )?(?:first|last) dose|(?:week|month|day) \d|progress|disease progress)"
)
_AGREEMENT = re.compile(r" (?:agreements?|contracts?|partnership|alliance)\b")
_PARTNERED = re.compile(r"\b(?:collaboration|partnered|access|assistance|support|savings|loyalty) program")
_OF_A_TRIAL = re.compile(r"\b(?:trials?|stud(?:y|ies)|development|enrol+ment)\b|[\ue003\ue004]")
# "Once the trial has opened its first site, a milestone is due"
_ONCE_THEN = re.compile(r"(?:^|[,;] |\band )(?:once|if|as soon as|provided(?: that)?|assuming)\b[^.;,]{0,120}$")
_THEN = re.compile(r"[^.;,]{0,90}, [^.;]{0,80}?\b(?:will|would|may|shall|(?:is|are) due|can|could)\b")
_UNDER = re.compile(r"(?:^|[,;] )(?:if|once|when|under|should|upon|after)\b[^.;]*$")
_NO_PLANS = re.compile(r"\b(?:no|without|any) (?:current |immediate |firm |further |present )?$")
_PLANNED_HERE = re.compile(
    r"\b(?:is|are) (?:(?:now|also|currently) )*(?:being )?(?:prepared|planned|set up|in "
    r"preparation)\b"
)
_NO_DRUG_GIVEN = re.compile(
    r"\b(?:natural[- ]history|no drug (?:is )?given|observational|epidemiolog\w+|usability) "
    r"?(?:\w+ )?(?:run-in |follow-up )?(?:stud|trial|$|\))"
)
_IN_ONGOING = re.compile(r"\bin (?:an? |the |its |our )?ongoing\b")


_STAGES = frozenset({"trial_status.stage_of_candidate", "trial_status.row_of_candidates"})
_ROW = re.compile(
    r".*\b(?:candidates|pipeline|portfolio|programs|compounds|medicines)\b(?:(?! (?:data|results|patients|"
    r"included) )[^.;])*"
)
# "NRV-210 is in Phase 3, NRV-310 in Phase 2"
_IS_IN = re.compile(r"\ue001.[®™]?(?: \([^()]{0,40}\))? (?:is|are) (?:(?:now|currently|already|also) )*in \ue004.$")
# "our failed Phase 2 candidate", "competing drugs include", "sold several programs": not where a drug of ours stands
_ONCE = re.compile(
    r"\b(?:failed|former|formerly|past|once|next|ideal|potential|unsuccessful|planned|future|compet\w+|rivals?|sold|sells|acquir\w+|bought|purchas\w+|paid|"
    r"divest\w*|dropped|replac\w+|out-?licen[sc]\w*|compared|versus|given with|tested with|completed|terminated)\b"
)
_GIVEN_UP = re.compile(
    r"\b(?:abandon|withdr[ae]w|cancel|reject|declin|disagree|drop|scrap|shelv)\w*|\bhold\b|\bcalled off\b|"
    r"\bnot agree\b|\bwill not\b"
)


# "Enrollment in all other, earlier clinical trials has been completed"
_OTHER_TRIALS = re.compile(
    r"\b(?:other|earlier|previous|prior|remaining)(?:,? (?:other|earlier|previous|prior|ongoing|clinical|human))* "
    r"(?:trials|studies)\b"
)
# "Intervals could not be extended until the second year of the trial"
_EXTENDS_ELSE = re.compile(
    r"\b(?:intervals?|dosing|doses|survival|durations?|time|li(?:fe|ves)|treatments?|follow-up|benefits?|half-life|"
    r"terms?|patents?|deadline)\b[^.;:,]{0,40}$"
)
# "A in a Phase 2 trial, and its preclinical studies of B, being evaluated in proof-of-concept studies"
_OF_PRECLINICAL = re.compile(
    r"\b(?:and|;) [^.;]{0,40}?\bpre-?clinical (?:studies|work|development|testing) (?:of|"
    r"with) \ue001"
)
_NOTHING = re.compile(r"\b(?:nothing|none of|no (?:finding|findings|event|events|data|reason))\b[^.;]{0,60}$")
_BY_PATIENTS = re.compile(
    r"\b(?:patients|participants|subjects|volunteers|children|women|men|adults|people|individuals|who)"
    r"(?: (?!(?:with|in|of|for|and|was|were|has|have|that|whom|the|it|they|we|company)\b)"
    r"[\w-]+){0,3} $"
)
# "will be stopped if fewer than six respond", "stop enrolling once 80 are treated": the rule by which it may end
_STOPPING_RULE = re.compile(
    r"\b(?:if|unless|whether (?:or not )?(?:to|the|an?)|should (?:the|an?|fewer|more)|"
    r"(?:allow|permit)\w* (?:(?:for|the|its|an?|early) )*(?:stop|terminat|discontinu|trial|study|termination)\w*|"
    r"(?:futility|stopping) (?:rules?|boundar\w+|criteri\w+)(?! (?:was|were|is|are|has|have|had)\b)|"
    r"(?:stop|close|end|halt)\w* (?:enrol|recruit|accru)\w+[^.;]{0,80}? (?:once|when|after))\b"
)


def no_trial(view: View, hit: Hit, value: str) -> str | None:
    text = view.text
    if hit.rule.id in _STAGES and (value != "actual" or _ONCE.search(text)):
        return "the stage is a goal, a rival's or past, not where it is"
    row = hit.rule.id == "trial_status.row_of_candidates" and text.startswith((",", " and"), hit.start)
    if row and not (_ROW.fullmatch(text, 0, hit.start) or _IS_IN.search(text, 0, hit.start)):
        return "nothing says that it is a row of candidates"
    if hit.rule.id == "trial_status.planned_study" and _NO_PLANS.search(text, 0, hit.start):
        return "nothing is planned"
    proposed = hit.rule.id == "trial_status.planned_study" and text.startswith("proposed", hit.start)
    if proposed and _GIVEN_UP.search(text):
        return "what was proposed is given up"
    if hit.rule.id == "trial_status.enrollment_goes_well" and view.of("METRIC"):
        return "it is money that changed"
    if _OTHER_TRIALS.search(text, hit.start, hit.end) and not view.of("COMPOUND", "PHASE", "TRIAL"):
        return "it is of trials that the text does not name"
    extends = hit.rule.id == "trial_status.expansion" and text.startswith("exten", hit.start)
    if extends and _EXTENDS_ELSE.search(text, 0, hit.start):
        return "what is extended is no trial"
    of_trial = _OF_A_TRIAL.search(text, hit.start, hit.end) is not None
    if hit.rule.id == "trial_status.sponsors_study" and _UNDER.search(text, 0, hit.start):
        return "it is what is agreed or would be"
    if value == "actual" and _ONCE_THEN.search(text, 0, hit.start) and _THEN.match(text, hit.end):
        return "it is what something else waits for"
    if value in ("actual", "expected") and _NO_TRIAL.search(text, 0, hit.start):
        return "there is no such trial"
    by_patients = _BY_PATIENTS.search(text, 0, hit.start) or (
        hit.rule.id == "trial_status.was_terminated"
        and "," not in text[hit.start : hit.end]
        and _PATIENTS_OF.search(text, 0, hit.start)
    )
    if hit.rule.sets.get("status") == "terminated" and by_patients:
        return "patients leave the trial"
    if hit.rule.sets.get("status") == "terminated" and (
        _AGREEMENT.match(text, hit.end) or not of_trial and _PARTNERED.search(text, hit.start, hit.end)
    ):
        return "what ends is an agreement"
    if hit.rule.sets.get("status") == "terminated" and not of_trial and _IN_PATIENTS.match(text, hit.end):
        return "it was stopped in some patients"
    if hit.rule.id == "trial_status.to_be_added" and _PLANNED_HERE.search(text, 0, hit.start):
        return "the trial itself is only planned"
    if not view.of("PHASE") and _NO_DRUG_GIVEN.search(text, max(0, hit.start - 40), hit.end + 30):
        return "no drug is given in the study"
    if hit.rule.sets.get("status") == "terminated" and _NOTHING.search(text, 0, hit.start):
        return "nothing made it stop"
    ends = hit.rule.sets.get("status") in ("terminated", "suspended")
    if ends and (value != "actual" or "agreed to" in text) and _STOPPING_RULE.search(text):
        return "it is the rule by which the trial may end"
    if hit.rule.sets.get("status") == "initiated" and _IN_ONGOING.search(text, hit.start, hit.end):
        return "what is ongoing is not to begin"
    if hit.rule.sets.get("status") == "initiated" and _DATA_AND.search(text, 0, hit.start):
        return "what is awaited are its data"
    if hit.rule.id in _BY_PHRASE and _OF_TRIAL.search(text, 0, hit.start):
        return "the verb is of the trial's results, costs or patients"
    if of_cohort(text, hit):
        return "it is a step of a cohort"
    if (
        hit.rule.sets.get("status") == "completed"
        and _AWAITED.match(text[: hit.start])
        and _PLANNED.search(text[hit.end :])
    ):
        return "what is planned waits for the completion"
    if hit.rule.sets.get("status") == "initiated" and _PUT_OFF.search(text[: hit.start]) and not view.of("DATE"):
        return "what is put off is not planned for a time"
    due = _DUE_ON.search(text[: hit.start]) and not _PAID.search(text[: hit.start])
    if due or _OWED_ON.search(text[: hit.start]):
        return "it is what a payment hangs on"
    enabling = _ENABLING.search(text[max(0, hit.start - 30) : hit.end])
    if enabling and not _IN_PEOPLE.search(text, hit.start, hit.end) and not _within_part(view, hit):
        return "the work is preclinical"
    if _UNTIL.search(text[: hit.start]):
        return '"until" tells how long patients were treated'
    if hit.rule.sets.get("status") == "suspended" and _LIFTED.search(text):
        return "the hold is lifted"
    if _APPLIED.search(text[: hit.start]) and hit.rule.sets["status"] == "initiated":
        return "the application is for the study; whether it may start is another rule's matter"
    if hit.rule.sets.get("status") == "ongoing" and (
        _PREPARED.search(text[: hit.end]) or _TALKED.search(text, 0, hit.start)
    ):
        return "what goes on is the preparation of a trial"
    last_phase = max((one.at for one in view.of("PHASE", "TRIAL") if one.at < hit.end), default=-1)
    if (
        hit.rule.sets.get("status") != "suspended"
        and hit.rule.id != "trial_status.to_reach_the_clinic"
        and (
            PRECLINICAL.search(text)
            and not view.of("PHASE", "TRIAL")
            or last_phase >= 0
            and last_phase < hit.start
            and _OF_PRECLINICAL.search(text, last_phase, hit.start)
        )
    ):
        return "the work is preclinical"
    return None
