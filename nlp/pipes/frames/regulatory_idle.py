"""What sounds like a step with an agency and is none: meetings, courts, hopes, what a designation is good for."""

from __future__ import annotations

import re

from nlp.pipes.frames import fill
from nlp.pipes.frames.comparators import primary
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.view import View

# "granted NRV-210 rare pediatric disease designation, making it eligible for": the praise comes behind the fact.
_GRANTED_HERE = re.compile(
    r"(?<!\w)(?:(?:has|have|had|was|\ue009.|\ue002.) (?:been )?(?:granted|received|awarded)|receives)\b"
)
_MEETING = re.compile(r"\b(?:meeting|discussion|feedback|guidance|interaction|dialogue|align\w*)s? (?:with|from)\b")
_PATHWAY = re.compile(r"\b(?:path|pathway|route|road|steps?) (?:to|toward|towards|for)(?: [\w\ue001-\uf8ff]+){0,2} $")
_CONTINUED = re.compile(r"\bcontinued approval\b")
_ACCEPTS = re.compile(
    r"\baccept(?:s|ed|ance)(?: of)?(?: for (?:review|filing))?(?: of)?(?: the| its| an?)?(?: company's| \ue002.'s)? $"
)
# "has accepted the NRV-210 New Drug Application for filing"
_ACCEPTED_FOR = re.compile(r"\baccept(?:s|ed|ance)\b[^.;]{0,70}? for (?:review|filing|submission)$")
_UNDER_REVIEW = re.compile(r"[^.;]{0,70}? (?:is |are |currently |now )*under (?:\w+ )?review\b")
_APPROVAL_WORD = re.compile(r"\b(?:approv|authori[sz]|licens)")
# "a single trial would be sufficient for approval"
_GOOD_FOR_APPROVAL = re.compile(
    r"\b(?:sufficient|adequate|enough|required|needed|necessary|acceptable|eligible|grounds) (?:for|to (?:support|"
    r"obtain|gain|"
    r"get|secure|receive)) (?:(?:the|full|its|an?|potential|marketing|regulatory|accelerated|conditional|\ue009.) )*$"
)
_UPON = re.compile(
    r"\b(?:following|after|upon|pending|awaiting|subject to|prior to|until) (?:an? |the |its )?(?:potential |"
    r"possible |full |final |regulatory |\ue009.(?:'s)? )*$"
)
_GIVEN = frozenset({"approved", "cleared", "accepted"})
# "once it is cleared, to start a trial": told of the trial, not of the day of the clearance
_ONCE = re.compile(
    r"\b(?:once|as soon as|provided(?: that)?|assuming|until|unless|if|when)\b(?:(?!,)[^.;]){0,70}? "
    r"(?:is|are|has been|have been|gets?|becomes?|go(?:es)?|gives?|allows?|permits?|grants?|clears?|accepts?|approves?|"
    r"receiving|clear\w+|clearance|approval)\b"
)
_NONE_APPROVED = re.compile(
    r"\b(?:no|none|not yet|few|any|all|every|most|other|limited|lack of|without|currently|existing|non)\b[^.;]{0,25}$"
)
# "ThermaRing, which the FDA approved in March": whatever it is, the sentence names no drug for it.
_WHICH = re.compile(r"(\S+(?: \([^()]*\))?), which (?:the )?$")
# "Comvexa, which was approved", "Comvexa, an FDA-approved treatment"
_NAMED = re.compile(
    r"(?P<name>[a-z][\w-]+[®™]?)(?: \([^()\ue001]*\))?, (?:which|that|an)(?: (?:was|is|had been|has been|first))* $"
)
_APPOSED = re.compile(r"\ue001.[®™]?(?: \([^()]*\))?, (?:an?|the|which is|which was) $")
_RIVAL = re.compile(r"\b(?:rival|competing|competitors?'?s?|unlike) (?:[\w-]+ ){0,2}\ue001")
_TIED = re.compile(
    r"\b(?:tied|linked|contingent|conditional|dependent|subject) (?:to|on|upon) (?:the |its )?(?:\w+ )?$"
)
_PATENT = re.compile(r"\bpatents?\b[^.;\ue009]{0,150}$")
_CANNOT = re.compile(r"\b(?:can ?not|could not|(?:un|not )able to) (?:\w+ )?$")
_CANNOT_INSIDE = re.compile(r"\b(?:can ?not|could not) (?:\w+ )?(?:approve|clear|accept)")
_VOTED = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)\b[^.;]{0,60}?|in favou?r of|recommend\w*|against|support\w*) (?:the |its |full )*$"
)
# "recommends that NRV-210 be granted a marketing authorisation"
_RECOMMENDS = re.compile(
    r"\brecommend(?:s|ed|ing)? (?:that\b[^.;]{0,140}? be |granting |(?:the )?grant(?:ing)? of "
    r").*$"
)
_NOT_A_DRUG = re.compile(
    r"[ -]approved (?:facilit|lab|manufactur|test|device|assay|companion|site|center|clinical (?:lab|cent))|"
    r"approv\w+ as an? (?:[\w-]+ )?(?:diagnostic|test|device|assay)\b|"
    r"approv\w+ (?:of )?[^.;]{0,60}? as (?:an? |its |the )?(?:[\w-]+ ){0,3}?"
    r"(?:manufactur|facilit|supplier|site\b|laborator)"
)
# "the FDA has approved only very few botanical drugs": a count of a class, no step of the drug that is its example
_OF_A_CLASS = re.compile(
    r"\bapproved (?:(?:only|just|so far|to date|very|fewer than|no more than) )+"
    r"(?:few|several|\d+|one|two|three|four|five|six|seven|eight|nine|ten|dozens of|a (?:few|handful of|dozen)) "
    r"(?:(?!of (?:its|our)\b)[\w-]+ ){0,4}?(?:drugs|products|therapies|medicines|treatments|agents|vaccines|"
    r"antibodies|biologics)\b"
)
# A board that watches over a trial is no agency.
_MONITORS = re.compile(r"\b(?:(?:monitoring|safety) (?:board|committee)|review committee|dsmb|i?dmc)\b[^.;]*$")


_AIMED = re.compile(r"\b(?:for|support\w*|basis (?:of|for)) (?:an?|the|our|its) (?:[\w-]+ )?$")
# "until NRV-210 receives approval": it waits for what has not come.
_AWAITED = re.compile(
    r"\b(?:until|unless|as soon as|provided that) [^.;,]{0,70}?(?: (?:receives?|obtains?|gets|is|"
    r"has been)(?: [\w-]+){0,2})? $"
)
# "If NRV-210 is approved, we receive", "an additional $60 million based on approval of"
_IF = re.compile(
    r"(?:^|[,;:] |\b(?:and|that|but) )(?:if|should|unless|in the event(?: that)?)\b[^.;,]{0,90}$|"
    r" (?:if|unless) [^.;,]{0,50}$"
)
_SUM_HANGS = re.compile(
    r"\ue005.[^.;,]{0,40}? (?:(?:based|contingent|conditional|dependent) (?:up)?on|tied to|linked to|subject to|upon|"
    r"on|at) "
    r"(?:the |any |first |its )?(?:\ue009.(?:'s)? )?(?:approval|acceptance|clearance|$)"
)
# "FDA approval would entitle us to a $20 million payment"
_WOULD_EARN = re.compile(
    r"[^.;,]{0,60}? (?:would|could|may|might|will|shall) (?:also )?(?:entitle|trigger|result in|lead to|oblige|require|"
    r"earn|bring|make)\b"
)
_HOPED = re.compile(r"\b(?:goals?|aims?|objectives?|efforts?|hopes?|work\w*|seek\w*|plans?) to $")
_NEITHER = re.compile(
    r"\bneither (?:the )?\ue009.[^.;,]{0,20}? nor (?:the )?(?:\ue009.)?[^.;,]{0,30}$"
)  # "neither the FDA nor the EMA"
_PROTOCOL = re.compile(r"special protocol assessments?\b|\bspa\b")
_DATA_SENT = re.compile(r"\b(?:data|information|documents|materials) (?:\w+ )?$")
_OF_AGREEMENT = re.compile(r"\bagreements?\b[^.;\ue009]{0,170}$")
# "submitted an NDA to the FDA for approval of": what an application is for has not come.
_APPLIED_FOR = re.compile(
    r"(?:\b(?:submi\w+|fil(?:e[ds]?|ings?)|appl(?:y|ied|ying|ies|ications?)|seek\w*|sought|request\w*|conduct\w*)\b|\ue00b.)"
    r"[^.;]{0,140}? (?:for|to (?:obtain|seek|gain|support)|seeking|requesting|supporting) "
    r"(?:(?:the|full|accelerated|its|an?|marketing|regulatory|traditional|conditional|application for|\ue009.) )*$"
)
# "is pursuing marketing approval", "the final trial to support FDA approval"
_SOUGHT = re.compile(
    r"\b(?:pursu(?:es?|ed|ing)|seek(?:s|ing)?|sought|request(?:s|ed|ing)?|to support|towards?|"
    r"to (?:obtain|gain|win|secure)) "
    r"(?:(?:the|an?|its|marketing|regulatory|full|accelerated|\ue009.) )*$"
)
_STRATEGY = re.compile(r" (?:strategy|plans?|pathway|package|timelines?|guidance|requirements?|readiness)\b")
_PURSUED = re.compile(r"\b(?:pursu|seek|sought)\w*\b")
_NONE_OF = re.compile(r"\b(?:none|neither) of [^.;]{0,60}$")
_REFUSED = re.compile(
    r"\b(?:refus|declin|reject|den(?:y|ie)|withh[eo]l)[a-z]* (?:to (?:grant|give) |of |the |an? |its )*$"
)


# "its orphan designation for gout was withdrawn at the company's request"
_GIVEN_BACK = re.compile(
    r"(?:designation|status)(?: (?:for|in|from|of) [^.;,]{2,60}?)?,? (?:(?:was|were|has been|is|being) )?(?:also )?"
    r"(?:withdrawn|revoked|relinquished|given (?:back|up)|rescinded|removed|surrendered)\b"
)


# "its Shingles Vaccine, which was approved": capitals of a description
_TITLED = re.compile(r"^(?:vaccine|injection|tablets?|capsules?|cream|gel|ointment|antibody|drug|therapy|product)$")
_AGAINST = re.compile(
    r"\bvot(?:e|es|ed|ing)\b[^.;]{0,60}? (?:against|not to|not in favou?r|no)\b|\b(?:do|does|did|would) not outweigh"
)
_TAKEN_AWAY = re.compile(
    r"\b(?:rescind|revok|withdr[ae]w|strip|remov|cancell?)\w* (?:the |its |our |an? )?(?:[\w-]+ ){0,2}$|"
    r"\b(?:no longer|lost) (?:holds? |has |have |carries |enjoys |had )?(?:the |its |an? )?$"
)


def no_step(ctx: Context, view: View, hit: Hit, value: str) -> str | None:
    """Why it is no regulatory step, None when it may be one: meetings, courts, what a designation is good for, that
    nothing is approved yet, a bare hope of approval.
    """
    text = view.text
    action = hit.rule.sets["action"]
    before = text[max(0, hit.start - 40) : hit.start]
    if _CANNOT.search(text[: hit.start]) or _CANNOT_INSIDE.search(text, hit.start, hit.end):
        return "it cannot be done"
    if action in ("approved", "cleared") and _AWAITED.search(text[: hit.start]):
        return "something waits for the step"
    if value == "actual" and (_IF.search(text[: hit.start]) or _SUM_HANGS.search(text[: hit.end])):
        return "it is a condition of something else"
    if value in ("actual", "possible") and view.of("MONEY") and _WOULD_EARN.match(text, hit.end):
        return "it is a condition of something else"
    if hit.rule.id == "regulatory.hold_lifted" and _HOPED.search(before):
        return "it is what somebody works for"
    if hit.rule.id == "regulatory.complete_response" and value != "actual":
        return "a letter is no plan"
    if _NEITHER.search(text[: hit.start + 12]):
        return "neither of them has done it"
    if _PROTOCOL.search(text, hit.start, hit.end + 45):
        return "an assessment of a protocol is no step"
    if action == "submitted" and (why := _no_submission(view, hit, value, before)):
        return why
    if action == "approved" and _OF_AGREEMENT.search(text[: hit.start]) and "\ue009" not in text[hit.start : hit.end]:
        return "an agreement is approved"
    if _PATENT.search(text[: hit.start]) and hit.rule.id != "regulatory.approved_adjective":
        return "it is a patent's matter"
    if action == "approved" and _REFUSED.search(before):
        return "it was refused, which another rule tells"
    if value != "actual" and _PATHWAY.search(before):
        return "it is the path to a step"
    if action == "approved" and _CONTINUED.search(text[max(0, hit.start - 12) : hit.end]):
        return "continued approval is in every accelerated one"
    waited_for = any(one.start() < hit.end and hit.start < one.end() for one in _ONCE.finditer(text))
    if action in _GIVEN and value != "actual" and (waited_for or _UPON.search(before)):
        return "it is what another step waits for"
    if _MEETING.search(text[hit.start : hit.end]):
        return "meetings and feedback are no steps"
    other = ctx.lists["not_regulatory"].search(text[max(0, hit.start - 60) : hit.end + 60])
    if (
        other
        and hit.rule.id != "regulatory.expanded_access"
        and not (hit.rule.id == "regulatory.complete_response" and other[0].startswith("manufacturing"))
        and not ("ethics" in other[0] and "\ue009" in text[max(0, hit.start - 40) : hit.end])
    ):
        return "its words are of another matter than a drug (list not_regulatory)"
    if action == "cleared" and _MONITORS.search(text[: hit.start]) and "\ue009" not in text[: hit.end]:
        return "a board that watches over the trial lets it go on, no agency"
    if action == "designated" and _GIVEN_BACK.search(text, hit.start, hit.end + 90):
        return "the designation is given back"
    if action == "designated" and _TAKEN_AWAY.search(text, 0, hit.start):
        return "the designation is taken away"
    if action == "recommended" and value == "actual" and _AGAINST.search(text, max(0, hit.start - 60)):
        return "it is a vote against, which another rule tells"
    if action == "designated" and value == "possible":
        return "a designation that may be had is none"
    praise = ctx.lists["designation_boilerplate"].search(text)
    if action == "designated" and praise and not (_GRANTED_HERE.search(text, 0, hit.end) and praise.start() > hit.end):
        return "it tells what a designation is good for"
    return _no_approval(ctx, view, hit, value) if action == "approved" else None


_DECISION_ON = re.compile(r"\bdecisions? (?:on|regarding|about) (?:the |our |its |an? )?[^.;,]{0,50}$")
# "has asked the FDA to approve NRV-210": it has applied
_ASKED_TO = re.compile(
    r"\b(?:ask|urg|petition|request|lobb|convinc|persuad|call(?:s|ed|ing)? (?:up)?on|appeal(?:s|ed|ing)? to)\w* "
    r"(?:the )?"
    r"(?:\ue00c.(?:'s)? )?$"
)
_TO_APPROVE = re.compile(r"\ue009. to (?:approve|authori[sz]e)")
_OF_DESIGNATION = re.compile(r"approv\w* (?:of |for )?(?:the |its |an? )?\ue00a")


_REFUSES_TO = re.compile(r"\b(?:refus|declin)\w+ to $")


def _no_submission(view: View, hit: Hit, value: str, before: str) -> str | None:
    if _DECISION_ON.search(view.text, 0, hit.start):
        return "it tells on what is decided"
    if _REFUSES_TO.search(before):
        return "the agency refuses to file it, which another rule tells"
    if _STRATEGY.match(view.text, hit.end) and hit.rule.id != "regulatory.trial_plan_submitted":
        return "it is the plan for a submission"
    if _DATA_SENT.search(before):
        return "it tells of data that were sent in"
    if _ACCEPTS.search(before) or _ACCEPTED_FOR.search(view.text, max(0, hit.start - 90), hit.end):
        return "the acceptance of a submission is one step"
    if _UNDER_REVIEW.match(view.text, hit.end):
        return "what is under review has been accepted"
    if value != "actual" and not view.of("DATE", "APPLICATION") and _AIMED.search(before):
        return "it tells what a trial is good for"
    return None


def _no_approval(ctx: Context, view: View, hit: Hit, value: str) -> str | None:
    text = view.text
    before = text[max(0, hit.start - 40) : hit.start]
    if _OF_DESIGNATION.search(text, hit.start, hit.end + 14):
        return "a designation is approved, which another rule tells"
    named = _WHICH.search(text[: hit.start])
    if named and "\ue001" not in named[1] and not view.of("APPLICATION"):
        return "what was approved is a name that is no drug's"
    stranger = _NAMED.search(text[: hit.start])
    if stranger and ctx.flat[view.origin(stranger.start("name"))].isupper() and not _TITLED.search(stranger["name"]):
        return "what was approved is a name that is no drug's"
    apposed = _APPOSED.search(text[: hit.start])
    others = {item.at for item in view.of("COMPOUND")} - {item.at for item in primary(ctx, view)}
    if _RIVAL.search(text) or apposed and apposed.start() in others:
        return "it is a rival's or a comparator's drug"
    if _APPLIED_FOR.search(text[: hit.start]):
        return "it is what an application is for"
    word = _APPROVAL_WORD.search(text, hit.start, hit.end + 20)
    if word and _GOOD_FOR_APPROVAL.search(text, 0, word.start()):
        return "it tells what an approval takes"
    if _TO_APPROVE.match(text, hit.start) and _ASKED_TO.search(text, 0, hit.start):
        return "the agency is only asked to approve"
    if _TIED.search(text[: hit.start]):
        return "the approval is what something else hangs on"
    if _VOTED.search(text[: hit.start]) or _RECOMMENDS.search(text, 0, hit.start):
        return "a vote for an approval is a recommendation"
    if value == "denied" or _NONE_APPROVED.search(before) or _NONE_OF.search(text, 0, hit.start):
        return "nothing is approved"
    if _OF_A_CLASS.search(text, hit.start, hit.end + 40):
        return "it counts what is approved of a class"
    if _NOT_A_DRUG.search(text, hit.start, hit.end + 40):
        return "what is approved is no drug"
    dated = any(
        (when := ctx.calendar(item, "future")) is not None and fill.lies_ahead(ctx, when, whole=False)
        for item in view.of("DATE")
    )
    sought = _SOUGHT.search(before) or _PURSUED.search(text, hit.start, hit.end)
    if sought and not (dated and value == "expected"):
        return "it is only sought"
    if value in ("expected", "possible") and hit.rule.id != "regulatory.pdufa" and not dated:
        return "a hope of approval without a date is no step"
    return None
