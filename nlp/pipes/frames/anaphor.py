"""What a sentence's subject stands for when it only points back: "The study has been recruiting since May"."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.view import Placed, View

_LEAD = r"\W*(?:(?:in addition|however|separately|meanwhile|to date|additionally|also), |in (?:the )?\ue00c.,? )?"
_TRIAL = re.compile(
    _LEAD + r"(?:(?:the|this|that) (?:[\w-]+ ){0,3}?(?:trial|study|cohort|arm|extension)\b|"
    r"an? (?:[\w-]+ ){0,3}?(?:trial|study) of (?:the|this) (?:product|drug|compound|candidate|vaccine|therapy)\b|"
    r"(?:an?|two|three|four|five|several|\d+) (?:additional|further|more|new|other) "
    r"(?:sites?|cent(?:er|re)s|cohorts?)\b|"
    r"an? (?:second|third|fourth|fifth|sixth|final|next)(?:,? [\w-]+){0,2} (?:cohort|group|arm|dose level)\b|"
    r"(?:(?:top-?line|initial|interim|first|preliminary|final|full|primary|complete) ){1,2}(?:results|data|readout|"
    r"analysis)\b|"
    r"it (?:has (?:now |also )?been (?:recruit|enrol|running|open)|"
    r"(?:is|remains) (?:now |currently |still |also |actively )?"
    r"(?:enrol|recruit|fully (?:enrol|recruit)|under ?way|ongoing)|"
    r"(?:will|should|is (?:expected|due|scheduled) to) (?:report|read out|enrol|recruit|begin enrol)|"
    r"(?:continues to|has (?:now )?(?:completed|finished|closed)) (?:enrol|recruit))|"
    r"(?:the )?(?:first|last) (?:[\w-]+ ){0,2}?(?:patient|subject|participant|volunteer)s? (?:in |is |was |has |"
    r"dosed|enrolled|"
    r"expected)|"
    r"(?:patient |subject )?(?:enrol+ment|recruitment|dosing|screening) (?:is|was|has|will|should|began|started|"
    r"continues|remains|(?:in|of|for) (?:the|this) (?:[\w-]+ ){0,3}?(?:trial|study|cohort))\b|"
    r"(?:clinical |further )?development (?:has|was|is|will)\b|in preparation (?:→|->)|"
    r"(?:the )?(?:(?:study|trial)(?:'s)? )?(?:(?:key )?(?:primary|secondary|"
    r"co-primary)(?: and secondary)?)(?: [\w-]+){0,2}? "
    r"(?:endpoints?|objectives?)\b|"
    r"(?:at|after) (?:(?:week|month|day) \d+|\d+ (?:weeks|months|days|years))\b)"
)
_DATA = re.compile(
    _LEAD + r"(?:(?:data|results|findings|an update|updated data|(?:these|the|new|further|more|detailed|additional) "
    r"(?:[\w-]+ )?(?:data|results|findings))\b|(?:this|it|they|the (?:paper|article|work)) (?:was|were|has been) "
    r"published)"
)
_COMPOUND = re.compile(
    _LEAD + r"(?:it|(?:the|this) (?:drug|compound|candidate|vaccine|antibody|combination|therapy|treatment|molecule)) "
    r"(?:is|was|has|had|will|did|showed|met|failed|produced)\b(?! (?:an?|the|one) )"
)
# "Norvane has begun the trial", "enrollment into the study has closed": the trial is what the step is taken with.
_STEP_OF_TRIAL = re.compile(
    r"\b(?:beg[au]n|beginn?ing|begins?|start(?:s|ed|ing)?|launch(?:es|ed|ing)?|open(?:s|ed|ing)?|initiat\w+|commenc\w+|"
    r"stop(?:s|ped|ping)?|terminat\w+|discontinu\w+|end(?:ed|ing)|halt(?:ed|ing)?|abandon\w*|cancel\w*|complet\w+|"
    r"conclud\w+|finish\w*|paus\w+|suspend\w*|hold|expand\w*|extend\w*|enlarg\w+|add(?:ed|ing)|amend\w*|"
    r"enrol\w*|recruit\w*|dos(?:ed|ing)|randomi[sz]\w+|continu\w+|resum\w+|conduct\w*|running|last|first|half)\b"
    r"[^.;:]{0,60}? (?:the|this|that) "
    r"(?:(?!(?:first|last|largest|only|jury|court|patent|market|marketing|competing|rival|toxicology|animal|legal|user|"
    r"pricing|civil)\b)[\w-]+ ){0,3}?"
    r"(?:trial|study)\b(?! of (?:its|his|their) own)"
)
_OPENING = re.compile(
    r"\W*(?:it|th[eai]|top|ini|int|fir|pre|fin|ful|pri|com|an? |\d|two|three|four|five|seve|in |how|sep|mean|to "
    r"date|addit|also|las|pat|sub|enr|rec|dos|scr|cli|fur|dev|sec|co-|at |aft|dat|res|upd|new|mor|det)"
)
_REACH = 2


def stands_for(ctx: Context, view: View, index: int) -> frozenset[str]:
    """The labels of what the subject points back to; none where the text before it names no compound."""
    if not (ctx.topics[index] or ctx.above[index] or ctx.main):
        return frozenset()
    if not _OPENING.match(view.text):
        told = ("trial" in view.text or "study" in view.text) and _STEP_OF_TRIAL.search(view.text)
        return frozenset({"TRIAL"}) if told else frozenset()
    if _TRIAL.match(view.text):
        return frozenset({"TRIAL"})
    if (
        _DATA.match(view.text)
        and view.of("VENUE", "DATE")
        and (ctx.near_topic[index] and ctx.topics[index] or ctx.above[index])
    ):
        return frozenset({"TRIAL", "COMPOUND"})
    if _COMPOUND.match(view.text) and (ctx.topics[index] or ctx.above[index]):
        return frozenset({"COMPOUND"})
    return frozenset()


_DESCRIBES = re.compile(
    r"\W*(?:the|this) (?:[\w-]+,? ){0,4}?(?:trial|study) (?:is |will |also |currently )*(?:investigat|evaluat|compar|"
    r"assess|test|examin|enrol|include|being conducted|conducted|designed)\w*"
)


def description(ctx: Context, view: View, index: int) -> View | None:
    """The next sentence of the paragraph, where it describes the trial that this one tells of ("The trial investigates
    NRV-210 in people with gout")."""
    later = ctx.views[index + 1] if index + 1 < len(ctx.views) else None
    if later is None or later.sentence.paragraph != view.sentence.paragraph or not _DESCRIBES.match(later.text):
        return None
    return later


def meant(ctx: Context, view: View, index: int, label: str) -> list[Placed]:
    """The one trial or phase of the sentences right before, in the paragraph, that the subject points back to; of the
    bullet before for a bullet of data alone ("BREEZE - Phase 2 - NRV-210 in gout", below it "Data expected in 2026").
    """
    if view.sentence.section == "bullet" and _DATA.match(view.text) and index:
        above = ctx.views[index - 1]
        own = above.of(label) if above.sentence.section == "bullet" and len(above.of("TRIAL")) == 1 else []
        return list(own) if len(own) == 1 and not view.of("COMPOUND", "PHASE", "TRIAL") else []
    if not _TRIAL.match(view.text):
        return []
    for before in reversed(ctx.views[max(0, index - _REACH) : index]):
        if before.sentence.paragraph != view.sentence.paragraph:
            return []
        items = [item for item in before.of(label) if item.found.source != "number"] or before.of(label)
        if items:
            return list(items[:1]) if len({ctx.text(item) for item in items}) == 1 else []
    return []
