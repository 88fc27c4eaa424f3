"""Further trials of one verb: "is conducting a Phase 3 trial in A as well as two Phase 3 trials in B (X and Y)",
"expects data from the Phase 2 trial in A in May and from the Phase 3 trial in B in 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.pipes.frames import diseases
from nlp.pipes.frames.comparators import primary
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.scope import within
from nlp.pipes.told import Told
from nlp.pipes.view import View

_MORE = re.compile(
    r"(?:,? (?:and|as well as|along with|plus|in addition to|followed by|as (?:is|are)) |; (?:and )?(?=an?\b|the\b)|"
    r"(?<!\ue003[\ue100-\uf8ff]), (?=an? (?:[\w-]+,? ){0,4}\ue004))(?:also )?"
    r"(?:(?:as (?:an? )?(?:monotherapy|single agent|add-on)|in combination with|together with)[^.;,]{0,40},? )?"
    r"(?:(?:in |from |of )?(?:an?|the|its|our|one|two|three|another) |(?:in|from) )"
    r"(?:(?:pivotal|registrational|global|randomi[sz]ed|placebo-controlled|double-blind|open-label|exploratory|separate"
    r"|second|third|new|additional|further|ongoing|international|multicent(?:er|re)|investigator-(?:initiated|sponsored)"
    r"|small|larger|single-arm|clinical|parallel|confirmatory|\d+-patient),? )*"
    r"(?:\ue003. )?\ue004.(?:/\d\w?)?(?: [\w\ue003\ue100-\uf8ff-]+){0,3}? (?:trials?|stud(?:y|ies))\b"
)
# "is in Phase 3 for psoriasis, and Phase 2 for psoriatic arthritis"
_ALSO_IN = re.compile(
    r"(?:,(?: and)? (?:in )?| and in )\ue004. (?:trials? |testing |development )?(?:for|"
    r"in) (?=[^.;,\ue004]{0,40}\ue007)"
)
# "as monotherapy in gout and in combination with norvamol in lupus": two trials of one phase
_OTHER_WAY = re.compile(
    r",? and (?:(?:in combination|combined|together) with(?: (?!and\b|placebo)[^ .;,]+){1,4}?|"
    r"with \ue001.|as (?:an? )?(?:monotherapy|single agent)) (?:in|"
    r"for) (?:the treatment of )?(?:[\w-]+ ){0,4}?\ue007.(?! (?:was|were|is|has|will)\b)"
)
_ONE_WAY = re.compile(r"\b(?:as (?:an? )?(?:monotherapy|single agent)|alone|in combination with)\b[^.;]*$")
_END = re.compile(r"[.;]|, (?:which|while|but|where|with|as)\b| // ")


_PARTS = re.compile(r";|\ue001")
_VERB_OF_DATA = re.compile(r" (?:(?:is|are|will be|to be)\b|expected|anticipated|due|planned)|[.;]")
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|expect\w*|plan\w*|began|begins?|starts?|started|completed|remains?|showed|"
    r"demonstrat\w+|met|report\w*|support\w*|failed|missed|continues?|to (?:begin|start|be|support|follow))\b"
)
_WHOM = re.compile(r"\b(?:who|whose|that) (?:is|are|was|were|has|have|had)\b")
_REACH = 200


def more_trials(ctx: Context, view: View, hit: Hit, told: Told) -> Iterator[Told]:
    """One telling for each further trial that stands behind a trigger with its own phase, and no verb of its own; with
    its own day, where one is told behind it.
    """
    text = view.text
    first = next((item.at + 2 for item in view.of("PHASE") if hit.start <= item.at < hit.end), hit.end)
    behind = first if told.type == "readout" else hit.end  # "data from the Phase 2 trial in A and ... are expected"
    places = list(
        _unparted(text, behind, planned=told.realis == "expected" and told.slots.get("status") == "initiated")
    )
    if not places and told.slots.get("status") == "ongoing":
        places = [m for m in _ALSO_IN.finditer(text, hit.end) if not _PARTS.search(text, hit.end, m.start())]
    if not places and told.slots.get("status") == "ongoing" and len(view.of("PHASE")) == 1:
        for match in _OTHER_WAY.finditer(text, hit.end):
            if _ONE_WAY.search(text, hit.start, match.start()) and ";" not in text[hit.end : match.start()]:
                own = diseases.told_diseases(ctx, view, match.span())
                yield replace(
                    told, slots={**told.slots, "phase": _only_phase(ctx, view), "trial": None, "indication": own}
                )
        return
    for number, match in enumerate(places):
        stop = (_END if match.start() >= hit.end else _VERB_OF_DATA).search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + _REACH)
        if number + 1 < len(places):
            end = min(end, places[number + 1].start())
        inside = (match.start(), end)
        if _VERB.search(_WHOM.sub("", text[match.end() : end])) or within(view.of("COMPANY"), inside):
            return
        days = within(view.of("DATE"), inside)
        if days and (len(days) > 1 or told.slots.get("status") == "ongoing"):
            return
        compounds = within(primary(ctx, view), inside)
        phases = [ctx.phases[item.found.start].phases for item in within(view.of("PHASE"), inside)]
        if len(phases) != 1 or len(compounds) > 1:
            return
        names = [ctx.text(item) for item in within(view.of("TRIAL"), inside) if item.found.source != "number"]
        slots = {
            **told.slots,
            "phase": phases[0][0],
            "indication": diseases.told_diseases(ctx, view, inside),
            **({"compound": ctx.named(compounds[0])} if compounds else {}),
            **({"date": ctx.calendar(days[0], "past" if told.realis == "actual" else "future")} if days else {}),
        }
        for trial in range(max(1, len(names))):
            yield replace(told, slots={**slots, "trial": names[trial] if names else None})


_BE = re.compile(r"\bbe$")


def _only_phase(ctx: Context, view: View) -> str | None:
    values = ctx.phases[view.of("PHASE")[0].found.start].phases
    return values[0] if len(values) == 1 else None


def _unparted(text: str, start: int, *, planned: bool) -> Iterator[re.Match[str]]:
    """The further trials behind `start`, up to a semicolon that begins none of them."""
    for match in _MORE.finditer(text, start):
        if ";" in text[start : match.start()]:
            return
        if "followed by" in match.group() and (_BE.search(text, 0, match.start()) or not planned):
            continue  # what follows a trial that was begun or done is another rule's matter
        if match.group().startswith(", a") and "\ue004" not in text[:start]:
            continue  # "in patients with gout, a Phase 2 trial ..." goes on with no list of trials
        yield match
        start = match.end()
