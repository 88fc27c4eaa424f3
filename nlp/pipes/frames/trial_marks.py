"""What tells two trials of one drug apart beside phase and disease: who runs them, in whom, with which other drug."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.told import TRIAL_MARK, Named
from nlp.pipes.view import View

_INVESTIGATORS = re.compile(
    r"\binvestigator[- ](?:sponsored|initiated|led)\b|"
    r"\b(?:sponsored|conducted|run) by (?:the |its |our )?(?:[\w-]+ ){0,3}?"
    r"(?:universit\w+|institutes?|hospitals?|academic|cooperative|consortium)\b"
)
_OURS = re.compile(r"\b(?:we|our(?! (?:\w+ )?(?:partner|collaborator|licensee|drug|product))|its own|the company's)\b")
_IN = r"\b(?:in|for|with|enrolling|dosing|treating) (?:the )?(?:first )?(?:\w+ )?"
_PEOPLE = (
    ("healthy", re.compile(r"\bhealthy (?:[\w-]+ ){0,3}?(?:volunteer|subject|adult|participant|people|men|women)")),
    ("children", re.compile(rf"{_IN}(?:children|pa?ediatric (?:patients|subjects|participants)|infants|neonates)\b")),
    ("adults", re.compile(rf"{_IN}(?:adults?|elderly|older (?:people|persons|adults))\b")),
)  # fmt: skip
_NATION = re.compile(
    r"\b(japanese|chinese|korean|taiwanese|indian|russian|brazilian|european|american|australian|canadian)"
    r"(?: (?!and|or)[\w-]+){0,2}? (?:trial|study|bridging)\b"
)
_WITH = re.compile(
    r"\b(?:in combination with|combined with|plus|added to|together with|alongside|on top of) "
    r"(?:(?!and|or|as)[\w-]+ ){0,3}?(\ue001.)"
)
# "began a Phase 2 trial of NRV-210 and plans to start a second Phase 2 trial"
_ANOTHER = re.compile(
    r"\b(?:an?|the|its|our|one) (?:second|third|additional|further|separate) (?:[\w-]+ ){0,3}?(?:\ue004|trial|study)|"
    r"\banother (?:[\w-]+ ){0,3}?(?:\ue004|trial|study)"
)
_ALONE = re.compile(r"\b(?:monotherapy|single[- ]agent|as a single agent)\b")


def marks(ctx: Context, view: View, bounds: tuple[int, int], sponsor: Named | None, start: int) -> tuple[str, ...]:
    """Notes that `nlp.assembly.trials_apart` compares: "trial: whose=...", and so for people, nation, with and
    order; `start` is where the trigger begins."""
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
    if another := _ANOTHER.search(view.text):
        told["order"] = "first" if "\ue004" in view.text[start : another.start()] else "later"
    partner, alone = _WITH.search(text), _ALONE.search(text)
    if partner and not alone:
        others = [c for c in view.of("COMPOUND") if bounds[0] + partner.start(1) <= c.at < bounds[1]]
        told["with"] = "+".join(sorted({str(ctx.named(c).cluster) for c in others}))
    elif alone and not partner:
        told["with"] = "nothing"
    return tuple(f"{TRIAL_MARK}{kind}={value}" for kind, value in told.items())
