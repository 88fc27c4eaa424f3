"""What sounds like a readout and tells no data: money, calls, what a trial is made for, data that somebody asks for."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.readout import PRECLINICAL, of_laboratory
from nlp.pipes.view import View

_FINANCE = re.compile(r"\b(?:financial|earnings|fiscal|quarterly|revenue|sales|cash|survey|audited|unaudited)\b")
# Data that somebody looks at, or that will come later than was said, are no result.
_NO_NEWS = re.compile(
    r"(?<!favorable )(?<!favourable )(?<!positive )\b(?:review(?:s|ed|ing)?|safety review) (?:of |in )?(?:the )?"
    r"(?:\S+ ){0,6}?(?:data|results)|"
    r"\b(?:two|three|four|five|six|multiple|several|key|numerous|many) (?:[\w-]+ ){0,3}?(?:readouts|catalysts|"
    r"milestones|data readouts)\b|"
    r"\b(?:use|leverage|utili[sz]e|obtain and analy[sz]e|obtain|lack of|absence of|need for) (?:\w+ )?(?:the |these |"
    r"its |this "
    r"|long-term |additional |further |adequate |sufficient )+(?:[\w-]+ ){0,3}?(?:data|results)\b|"
    r"\b(?:data|analyses|analysis|results|information) (?:that (?:was|were) |which (?:was|were) )?"
    r"(?:previously (?:submitted|provided)|requested|submitted (?:as part of|with|in|to))\b|\b(?:stability|"
    r"manufacturing|batch|sales|claims) data\b|\bconsumer (?:study|survey|test)\b|"
    r"\bclass(?:es)? of (?:drugs?|agents?|medicines?|compounds?) (?:that|which) (?:has|have) "
)
# "multiple doses could follow if the single doses are well tolerated"
_CONDITION = re.compile(
    r"(?:^|[,;] |\b(?:follow|begin|start|continue|proceed|go on|expand|then) )(?:if|provided(?: that)?|assuming|"
    r"should) "
    r"(?!not\b|be\b)[^.;,]{0,70}$|\bif (?:the|these|those|all|single|first|no|our|this) [^.;,]{0,50}$"
)
# "who had an inadequate response to" tells whom a drug is for.
_NONRESPONSE = re.compile(
    r"\b(?:inadequate|insufficient|incomplete|lost|loss of|no|prior) (?:\w+ )?(?:response|responded)"
)
_TRIAL_IN_PROGRESS = re.compile(r"\btrials?[- ]in[- ]progress|\bstudy designs?\b|\btrial designs?\b")
# What a trial is made for, and what hangs on its data, are no data.
_NO_RESULT = re.compile(
    r"\b(?:designed|powered|intended|required|requirements?|needed) (?:or powered )?(?:to|for) (?:\w+ ){0,2}$|"
    r"\bnot (?:designed|powered)|\bwarrants?\b|\btranches?\b"
)
# "Reports Half-Year Results", "with our interim results on 27 September": a company's figures.
_OF_COMPANY = re.compile(
    r"(?:\ue006.|half[- ]year(?:ly)?|full[- ]year|nine[- ]months?|year[- ]end) (?:interim |preliminary |unaudited )?"
    r"results\b(?! (?:of|from|in|for) )|\bresults for (?:the )?\ue006|"
    r"\b(?:our|its|the company's|the group's) (?:interim|preliminary|final|annual) "
    r"results\b(?! (?:of|from|in|for) )|"
    r"\b(?:interim|preliminary|annual|final) results (?:investor |analyst |media )?(?:conference|call|webcast|"
    r"presentation|briefing)"
)
_FOR_PERIOD = re.compile(
    r"\b(?:report\w*|announc\w*)(?: its)?(?: unaudited)? results for (?:the |its )?(?:\ue006|(?:fiscal )?(?:quarter|"
    r"year|half|period|three|six|"
    r"nine|twelve|first|second|third|fourth)\b)"
)
_CAUSED = re.compile(
    r"\b(?:a|the|largely|primarily|mainly|partly) result (?:of|from)\b|"
    r"\b(?:charges?|costs?|expenses?|increases?|decreases?|savings|loss(?:es)?|gains?|changes?|reductions?) (?:\w+ "
    r")?results? from\b"
)
_GROUNDS = re.compile(
    r"\bbased (?:up)?on (?:these|those|this|our|the) "
    r"(?:(?!positive|compelling|encouraging|promising|strong)[\w-]+ ){0,3}?(?:data|results|findings)\b"
)
_OF_STATUS = re.compile(r"\bupdates? on the (?:status|progress|timing)\b")
# "results from its end-of-Phase 2 meeting"
_OF_MEETING = re.compile(
    r"\b(?:results?|outcomes?|findings) (?:from|of) (?:an? |the |its |our )?(?:(?!annual|trial|study|at |"
    r"present)[^ .;,]+ "
    r"){0,5}?(?:meetings?|discussions?|consultations?) (?:held )?with (?:the )?\ue009"
)
_NONE_SO_FAR = re.compile(r"\bno (?:dose-limiting|serious|drug-related|unexpected|new|significant) [^.;,]{0,60}$")
_PROCEDURE = re.compile(r"\b(?:procedures?|member states?|inspection|arbitration)\b")
_CALL = re.compile(
    r"\b(?:conference call|webcast|investor call|call|kol (?:event|call)|webinar|opinion leader (?:event|call))"
    r"[^.;]{0,160}? (?:to |will |that will )?(?:discuss|review|detail|cover|provide|go over|present|highlight|feature)"
)
_ON_CALL = re.compile(
    r"\b(?:discuss|review|go over)\b[^.;]{0,120}? (?:on|during|in|via) (?:an? |the |its )?(?:[\w-]+ "
    r")?(?:conference call|webcast|call)\b"
)
_NOT_YET = re.compile(
    r"\b(?:criteria|threshold|(?:number of )?events) (?:required |needed )?for (?:the |an? )?(?:[\w-]+ ){0,3}?analys|"
    r"\b(?:data|results?|findings) (?:\w+ )?(?:is |are |were )?(?:expected|intended|designed|needed|required) to "
    r"(?:be (?:sufficient|used|included)|meet|support|satisfy|enable|inform|form)\b|\bdata (?:\w+ )?requirements?\b|"
    r"\bdata (?:announcement|release|readout) (?:update|date|schedule|timing)|\bunblinding of\b|\bplanned "
    r"unblinded\b|"
    r"\bdata(?:base)? "
    r"(?:cleaning|lock)|\bresponses? to (?:[\w-]+ ){0,3}(?:questions|inquiries|comments)\b"
)
# "we believe the data support the submission of an NDA"
_REACHES = re.compile(
    r"\b(?:takes? us|carr(?:y|ies) us|fund\w*|runway|lasts?|sufficient)\b[^.;,]{0,30}? (?:past|beyond|through|until|"
    r"to) (?:the |our "
    r")?(?:expected |planned |anticipated )?(?:top-?line )?(?:data )?(?:read-?outs?|data|results)\b"
)
_GOOD_FOR = re.compile(
    r"(?:these |the |our )?(?:data|results|findings)(?: from (?:the |this |our )?(?:trial|study|trials|studies))? "
    r"(?:(?:will|would|may|could|should|are expected to|are intended to) )?supports? (?:the |an? |our |its "
    r")?(?:potential |"
    r"planned |future )?(?:submission|filing|\ue00b)"
)
# "the approval was based on data from the LUMEN trial"
_RESTS_ON = re.compile(
    r"(?<!\w)(?:approvals?|authori[sz]ations?|clearances?|designations?|approved|granted)\b[^.;]{0,70}? (?:was|were|"
    r"is|are|which "
    r"was) (?:primarily |mainly )?based (?:up)?on (?:the |positive )?$"
)
_ASKED_FOR = re.compile(
    r"\b(?:request|ask|require)\w*(?: for)? (?:additional|further|more|supplemental|new) (?:[\w-]+ ){0,2}?"
    r"(?:data|results|analys\w+)\b"
)
_MAY_STOP = re.compile(
    r"\b(?:will|may|can|could|would|should|might|to) be (?:\w+ )?(?:discontinued|terminated|stopped|halted|"
    r"closed|ended)\b"
)
# "Costs of the Phase 3 trial increased by 12%"
_SPENT = re.compile(
    r"\b(?:expenses?|costs|spending|expenditures?) (?:of|for|on|in|from|with|related to) [^.;,]{0,110}$"
)
_TRIAL_WORD = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|patients|subjects|participants|placebo|clinical)\b|[\ue003\ue004]"
)


# "a topoisomerase inhibitor, a class of drug that has shown potent activity"
_OF_CLASS = re.compile(
    r"\b(?:class|family|group|type|kind)(?:es)? of (?:[\w-]+ ){0,3}?(?:drugs?|agents?|medicines?|compounds?|molecules?|"
    r"therap(?:y|ies)|inhibitors?|antibod(?:y|ies)|treatments?) (?:that|which|known to|shown to|having)\b[^.;]{0,120}$"
)


def no_data(ctx: Context, view: View, hit: Hit, value: str) -> str | None:
    text = view.text
    around = text[max(0, hit.start - 30) : hit.end]
    if _NO_NEWS.search(around):
        return "somebody looks at data, or several things to come are counted"
    called = _CALL.search(text[: hit.end]) or _ON_CALL.search(text)
    if value == "denied" and hit.rule.realis != "denied":
        return "no result is told"
    if value == "expected" and called and not view.of("VENUE"):
        return "a call is announced that will speak of data"
    if _TRIAL_IN_PROGRESS.search(text):
        return "a trial's design or progress is shown, no data"
    if value == "actual" and _CONDITION.search(text, 0, hit.start + 12) and not view.of("DATE", "VENUE"):
        return "it is the condition of something else"
    if _OF_CLASS.search(text, 0, hit.start + 2):
        return "it tells what a class of drugs has shown"
    if hit.rule.id != "readout.no_responses" and _NONRESPONSE.search(text, hit.start, hit.end):
        return "it tells which patients the drug is for"
    if _NO_RESULT.search(text[: hit.start]) or "warrant" in text[hit.start :] or _NOT_YET.search(text, hit.start):
        return "it tells what a trial is made for or what hangs on its data"
    if hit.rule.sets.get("outcome") == "negative" and _MAY_STOP.search(text, max(0, hit.start - 20), hit.end):
        return "it is how the trial may end"
    if _GOOD_FOR.match(text, hit.start) and not view.of("VENUE"):
        return "it tells what data are good for"
    if _RESTS_ON.search(text, max(0, hit.start - 120), hit.start):
        return "it tells what a decision rests on"
    if _REACHES.search(text, max(0, hit.start - 60), hit.start + 16):
        return "it tells how far the money reaches"
    if _ASKED_FOR.search(text, max(0, hit.start - 40), hit.end):
        return "somebody asks for data"
    if _SPENT.search(text[: hit.start]):
        return "it is money that changed"
    if _FOR_PERIOD.search(text, max(0, hit.start - 30), hit.end + 40):
        return "the results are a company's"
    if _OF_COMPANY.search(around) and not _TRIAL_WORD.search(text[hit.start :].partition(";")[0]):
        return "the results are a company's"
    words = text[max(0, hit.start - 30) : hit.end + 30]
    if _CAUSED.search(around) or _OF_STATUS.search(words) or _GROUNDS.search(words):
        return "it tells a cause, a status or the grounds of a plan, no data"
    if _OF_MEETING.search(text, hit.start):
        return "the result is a meeting's"
    if hit.rule.id == "readout.effects_seen" and _NONE_SO_FAR.search(text[: hit.end]):
        return "that nothing has been seen so far judges nothing"
    if "outcome" in text[hit.start : hit.end] and _PROCEDURE.search(text):
        return "the outcome is a procedure's"
    promised = value == "expected" and bool(view.of("DATE"))
    if view.sentence.section == "about" and not (_TRIAL_WORD.search(text) or view.of("VENUE") or promised):
        return "it tells what the drug does by its nature"
    if _FINANCE.search(around) and "endpoint" not in text:
        return "the results are financial"
    if of_laboratory(view, hit) and not any(
        v.of("VENUE") for v in ctx.views if v is view or v.sentence.section in TITLES
    ):
        return "the data are preclinical and no venue is named"
    if PRECLINICAL.search(text) and not view.of("VENUE", "PHASE"):
        return "the data are preclinical and no venue is named"
    return None
