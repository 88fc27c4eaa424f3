"""The company that takes a step, or whose trial it is."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import within
from nlp.pipes.told import Named
from nlp.pipes.view import View

_WHICH = re.compile(r"(\ue002.)(?: \([^()]{0,40}\))?, (?:which|who) ?$")


def company_before(ctx: Context, view: View, bounds: tuple[int, int], start: int) -> Named | None:
    """The company that does the step: the subject right before the trigger, or the one after "by"."""
    if opening := next((item for item in view.of("COMPANY") if item.at == start), None):
        return ctx.named(opening)
    for item in reversed(within(view.of("COMPANY"), (bounds[0], start))):
        between = view.text[item.at + 2 : start]
        if re.fullmatch(
            r"(?:,? (?:an?|the|our|which|who) [^,]{0,100},)?(?:'s)?,? *(?:(?:which|has|have|had|also|recently|"
            r"today|announced|reported|"
            r"announces|reports|that|it|is|are|will|plans?|expects?|intends?|continues?|on track|aims?|to|successfully|"
            r"currently|now|just|then|itself|"
            r"(?:runs|conducts|sponsors|leads|funds(?: and (?:runs|conducts))?|carries out|conducting|running|"
            r"sponsoring)"
            r"(?: (?:the|an?|its))?|"
            r"\w+ly|earlier this (?:month|year|week)|in|\ue006.|,) *){0,8}",
            between,
        ):
            return ctx.named(item)
    which = _WHICH.search(view.text, max(0, bounds[0] - 60), bounds[0])
    return ctx.named(view.entity(which.start(1))) if which else None


def company_by(ctx: Context, view: View, end: int) -> Named | None:
    """The company of "... by X" or "... by its partner X" right after the trigger."""
    match = re.compile(
        r"[^.;]{0,60}?\bby (?:its |our |the )?(?:partner|licensee|collaborator|subsidiary)?,? ?(\ue002.)"
    ).match(view.text, end)
    return ctx.named(view.entity(match.start(1))) if match else None


_OF_COMPANY = re.compile(r"(\ue002.)['’]s (?:own )?(?:[\w'/-]+ ){0,3}?(?:[\ue003\ue004]|trials?\b|stud(?:y|ies)\b)")


def company_of(ctx: Context, view: View, start: int, end: int) -> Named | None:
    """The company whose trial it is ("Toral's Phase 1 bridging study")."""
    match = _OF_COMPANY.search(view.text, max(0, start - 30), min(len(view.text), end + 50))
    return ctx.named(view.entity(match.start(1))) if match else None
