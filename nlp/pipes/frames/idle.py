"""Where a trigger tells no step at all: what is only supposed, risks, what a payment hangs on; the rest by its type."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.readout_idle import no_data
from nlp.pipes.frames.regulatory_idle import no_step
from nlp.pipes.frames.trial_idle import no_trial
from nlp.pipes.view import View

_HYPOTHETICAL = re.compile(r"\b(?:if (?!approved)|whether|in case|were to|unless)\b")
# "and, if the results are supportive, plans to submit": a plan all the same.
_ASIDE = re.compile(
    r"(?:^|,? (?:and,? )?)if (?!approved)[^,;.]{3,90}, (?=(?:and |we |it |the company |\ue002. )?"
    r"(?:plans?|expects?|intends?|anticipates?|will)\b)"
)
_IF = re.compile(r"\b(?:if|should|unless|assuming|provided that) (?:that |and when )?(?:the |both the |either the )?$")
# "$40 million when a BLA is accepted": what a payment hangs on is told by the payment.
_PAID_FOR = re.compile(r"\ue005.[^.;]{0,60}?\b(?:when|once|if|upon|should)\b[^.;,]{0,60}$")


# Rules whose words stand as often behind a condition: "only if the Phase 2 data are strong", "once the FDA has lifted".
_OFTEN_SUPPOSED = frozenset(
    "readout.not_supported readout.results_judged readout.targets_reached readout.dose_established "
    "regulatory.hold_lifted".split()
)
_SUPPOSED = re.compile(
    r"\b(?:if|once(?![- ](?:daily|weekly|monthly|a )|[^.;,]{0,40} as )|when|unless|until|whether|must|"
    r"provided)\b[^.;,]{0,40}$"
)
_SUPPOSED_INSIDE = re.compile(r"\b(?:if|unless|whether)\b")


# "NRV-210 in gout (planned): Phase 3", "Completed trials" above the items
_WRITTEN = re.compile(
    r"\((?:planned|terminated|completed|discontinued|on hold|suspended|paused|stopped)\)|"
    r"^\W*(?:completed|terminated|discontinued|upcoming|planned|anticipated|expected|future|former)\b",
    re.IGNORECASE,
)


def _written_status(ctx: Context, view: View) -> bool:
    spans = [(view.sentence.start, view.sentence.end), view.sentence.lead_in, view.sentence.heading]
    return any(_WRITTEN.search(ctx.flat[span[0] : span[1]]) for span in spans if span)


def idle(ctx: Context, view: View, hit: Hit, value: str) -> str | None:
    """Why the sentence speaks of no step at all, None when it may."""
    text = view.text
    if _HYPOTHETICAL.search(_ASIDE.sub(" ", text[: hit.start])) and value != "actual" or _IF.search(text[: hit.start]):
        return "the sentence only supposes it (if, whether, in case)"
    if hit.rule.id in _OFTEN_SUPPOSED and (
        _SUPPOSED.search(text, 0, hit.start) or _SUPPOSED_INSIDE.search(text, hit.start, hit.end)
    ):
        return "the sentence only supposes it (if, once, when)"
    if ctx.lists["risk"].search(text):
        return "the sentence speaks of risks"
    if value != "actual" and "\ue006" not in text[hit.start : hit.end + 40] and _PAID_FOR.search(text[: hit.start]):
        return "it is what a payment hangs on"
    if hit.rule.type == "readout":
        return no_data(ctx, view, hit, value)
    if hit.rule.id == "trial_status.item_in_phase" and _written_status(ctx, view):
        return "the item or its heading says where it stands"
    if hit.rule.type == "trial_status":
        return no_trial(view, hit, value)
    return no_step(ctx, view, hit, value)
