"""What tells two trials of one drug apart beside phase and disease: who runs them, in whom, with which other drug."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.told import TRIAL_MARK, Named
from nlp.pipes.view import View

_INVESTIGATORS = re.compile(
    r"\binvestigator[- ](?:sponsored|initiated|led)\b|"
    r"\b(?:sponsored|conducted|run|led|funded) by (?:the |its |our )?(?:[\w-]+ ){0,3}?"
    r"(?:universit\w+|institutes?|hospitals?|investigators?|academic|cooperative|consortium|foundation)\b"
)
_OURS = re.compile(r"\b(?:we|our|its own|the company's)\b")
_PEOPLE = (
    ("healthy", re.compile(r"\bhealthy (?:[\w-]+ ){0,3}?(?:volunteer|subject|adult|participant|people|men|women)")),
    ("children", re.compile(r"\b(?:children|p(?:a)?ediatric|infants|toddlers|neonates|newborns)\b")),
    ("adults", re.compile(r"\b(?:adults?|elderly|older (?:people|persons|adults)|seniors)\b")),
    ("patients", re.compile(r"\bpatients\b")),
)  # fmt: skip
_NATION = re.compile(
    r"\b(japanese|chinese|korean|taiwanese|indian|russian|brazilian|european|american|australian|canadian)"
    r"(?: (?!and|or)[\w-]+){0,2}? (?:patients|volunteers|subjects|participants|adults|men|women|people|children|"
    r"trial|study|bridging)\b"
)
_WITH = re.compile(
    r"\b(?:in combination with|combined with|plus|added to|together with|alongside|on top of) "
    r"(?:(?!and|or|as)[\w-]+ ){0,3}?(\ue001.)"
)
_ALONE = re.compile(r"\b(?:monotherapy|single[- ]agent|as a single agent)\b")


def marks(ctx: Context, view: View, bounds: tuple[int, int], sponsor: Named | None) -> tuple[str, ...]:
    """Notes that `nlp.assembly.trials_apart` compares: "trial: whose=...", and so for people, nation and with."""
    text = view.text[bounds[0] : bounds[1]]
    told: dict[str, str] = {}
    if _INVESTIGATORS.search(text):
        told["whose"] = "investigators"
    elif sponsor is not None:
        told["whose"] = "company" if sponsor.cluster == ctx.publisher else f"company {sponsor.cluster}"
    elif _OURS.search(text):
        told["whose"] = "company"
    people = [name for name, pattern in _PEOPLE if pattern.search(text)]
    if people and not {"children", "adults"} <= set(people):
        told["people"] = people[0]
    if nation := _NATION.search(text):
        told["nation"] = nation[1]
    if partner := _WITH.search(text):
        item = view.entity(bounds[0] + partner.start(1))
        told["with"] = str(ctx.named(item).cluster)
    elif _ALONE.search(text):
        told["with"] = "nothing"
    return tuple(f"{TRIAL_MARK}{kind}={value}" for kind, value in told.items())
