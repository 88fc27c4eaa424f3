"""Steps with agencies: which one, and its agency, application, designation and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from nlp.pipes.frames import fill
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import release_day
from nlp.pipes.frames.scope import listed, nearest, within
from nlp.pipes.told import Told
from nlp.pipes.view import Placed, View

# The voucher that comes with an approval is no designation.
_VOUCHER = re.compile(r"(?i)(?:rare pa?ediatric disease )?(?:\(\w+\) )?(?:priority review )?(?:\(\w+\) )?vouchers?\b")
_TRIAL_APPLICATIONS = ("IND", "CTA", "EUA")
# "The study of NRV-210 in adults is approved in Spain": the subject is the study.
_STUDY_THAT = re.compile(
    r"(?:^|[.;:] )(?:the |our |its |this |a )?[^.;:,]{0,50}?\b(?:study|trial) (?:in|of|with|for) [^.;,]{0,110}$"
)
_TAKEN_IN = re.compile(
    r"\baccept(?:s|ed|ance)(?: of)?\b[^.;]{0,90}?\b(?:submission|request|application)\b|"
    r"\breceipt of [^.;]{0,40}?(?:submission|request|application)\b"
)
_PROTOCOL = re.compile(r"\b(?:treatment|study|trial|access) protocol\b[^.;]{0,200}$")
_FOR_STUDY = re.compile(
    r" ?(?:of )?(?:an?|the|its|our|this)? ?(?:\w+ ){0,2}\ue004.(?:\W+[\w-]+){0,3} (?:trial|study)|"
    r" and (?:can|may) (?:now )?(?:conduct|start|begin|initiate|commence|proceed)[^.;]{0,40}?(?:trial|stud)|"
    r"[^.;]{0,320}? to (?:begin|initiate|start|conduct|commence|proceed with) (?:an? |the |its |our )?\ue004|"
    r"[^.;]{0,90}?\b(?:for|to (?:begin|initiate|start|conduct|commence|proceed with))(?: an?| the| its| our)? "
    r"(?:\w+ ){0,2}\ue004.(?: [\w-]+){0,2} (?:trial|study)"
)
_GRANTED = re.compile(
    r"\b(?:grant|award)(?:s|ed|ing)?\b|"
    r"\bapprov(?:es?|ed|ing) (?:(?:its|the|our|their|\ue002.'s) )?(?:\w+ )?(?:request|application)\b"
)
_FROM = re.compile(r"\b(?:from|by) (?:the )?$")
_REQUESTED = re.compile(
    r"\b(?:fil(?:es?|ed|ing)|submit\w*|submission|request\w*|appl(?:y|ies|ied|ying|ications?)|seek\w*|sought)\b"
    r"(?:(?!grant|receiv|award|obtained|secured|approv|accept|assigned|designated)[^.;]){0,60}?"
    r"(?:\b(?:for|obtain)|(?<=seeks)|(?<=seek)|(?<=seeking)|(?<=requests)|(?<=requested)) (?:(?:an?|the|\ue009.) "
    r")*\ue00a.[^.;]*$"
)
# "an orphan disease" and "a breakthrough in care" name no designation.
_BARE_ADJECTIVE = re.compile(
    r"(?i)^(?:orphan|breakthrough)(?![\w-]|[ -](?:drugs?|therap|medic|product|status|label|design|and|or|vaccine)|"
    r"[,/&)])"
)


def regulatory_step(
    ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], told: Told, index: int
) -> Iterator[Told]:
    """One telling for each designation, else one: agency, application, region and date around the trigger."""
    start, end = hit.start, hit.end
    slots = dict(told.slots)
    application = fill.keyed(view, "APPLICATION", bounds, start, end)
    action = _action(view, hit, bounds, told, application)
    if action is None:
        return
    slots["action"] = action
    slots["application"] = (
        application if action not in ("designated",) or application in ("sBLA", "BLA", "NDA", "sNDA") else None
    )
    slots["agency"] = None if _elsewhere(view, bounds) else fill.keyed(view, "AGENCY", bounds, start, end)
    if hit.rule.id == "regulatory.pdufa" and slots["agency"] is None and ctx.names_agency("FDA"):
        slots["agency"] = "FDA"  # the act is the agency's, where the release names it at all
    if action == "recommended" and any(item.found.key == "CHMP" for item in view.of("AGENCY")):
        slots["agency"] = "CHMP"  # "the European Medicines Agency's CHMP": the committee recommends
    region = [ctx.text(item) for item in view.of("REGION") if bounds[0] <= item.at < bounds[1]]
    slots["region"] = ", ".join(dict.fromkeys(region)) or None
    designations = [
        item.found.key
        for item in view.of("DESIGNATION")
        if (start <= item.at < end or action == "designated" and bounds[0] <= item.at < bounds[1])
        and not _BARE_ADJECTIVE.search(ctx.flat[item.found.start : item.found.end + 20])
        and not _VOUCHER.match(ctx.flat, item.found.start)
    ]
    designations = list(dict.fromkeys(designations))
    if hit.rule.id == "regulatory.with_priority_review" and designations[:1] != ["priority_review"]:
        return  # "under accelerated approval" says how it is sought
    if hit.rule.timeless or "-approved" in view.text[start : end + 9]:
        slots["date"] = None  # "its FDA-approved product" was approved some day
    elif slots["date"] is None:
        slots["date"] = release_day(ctx, view, told, True)
    under = hit.rule.id == "regulatory.under_priority_review" or action == "accepted" and bool(designations)
    if action == "designated" or (action == "submitted" and designations) or under:
        places = [item for item in view.of("DESIGNATION") if item.found.key in designations]
        for designation in designations:
            own = _own_words(ctx, view, designation, places, told.realis) if len(designations) > 1 else {}
            if action == "designated" and designation == "accelerated_approval":
                own["action"] = "approved"  # accelerated approval is one, no designation of its own
            for agency in _agencies(view, bounds, start, end) if len(designations) == 1 else [slots["agency"]]:
                yield replace(told, slots={**slots, "agency": agency, **own, "designation": designation})
    else:
        yield from _each_own(ctx, replace(told, slots={**slots, "designation": None}), view, start)


def _elsewhere(view: View, bounds: tuple[int, int]) -> bool:
    """Whether the clause names a country and no agency: the agency of another clause is another country's."""
    return bool(within(view.of("REGION"), bounds)) and not within(view.of("AGENCY"), bounds) and bounds[0] > 0


def _agencies(view: View, bounds: tuple[int, int], start: int, end: int) -> list[str | None]:
    """The agencies that designate: each of "the FDA and the EMA" does it by itself."""
    every = view.of("AGENCY")
    best = nearest(within(every, bounds) or every, start, end)
    if best is None:
        return [None]
    return list(dict.fromkeys(item.found.key for item in listed(view, best, every)))


def _each_own(ctx: Context, told: Told, view: View, start: int) -> Iterator[Told]:
    """An approval for one disease on one day and for another on another ("for A in 2022 and for B in 2024") is two."""
    items = [i for i in view.entities if i.at >= start and i.found.label in ("INDICATION", "DATE")]
    if told.slots["action"] != "approved" or [i.found.label for i in items] != ["INDICATION", "DATE"] * 2:
        yield told
        return
    for disease, day in (items[:2], items[2:]):
        when = ctx.calendar(day, "past" if told.realis == "actual" else "future")
        yield replace(told, slots={**told.slots, "indication": [ctx.disease(disease)], "date": when})


def _own_words(ctx: Context, view: View, designation: str, places: list[Placed], realis: str) -> dict[str, Any]:
    """Agency, disease and day that stand between one designation and the next ("orphan ... for A in 2018 and fast track
    ... for B in 2020")."""
    index = next(i for i, item in enumerate(places) if item.found.key == designation)
    end = places[index + 1].at if index + 1 < len(places) else len(view.text)
    inside = (places[index].at, end)
    behind = (places[-1].at, len(view.text))
    own: dict[str, Any] = {}
    days = within(view.of("DATE"), inside)
    if days and within(view.of("DATE"), behind) and len(view.of("DATE")) > 1:
        own["date"] = ctx.calendar(days[0], "past" if realis == "actual" else "future")
    agency = within(view.of("AGENCY"), inside)
    if agency and len(view.of("AGENCY")) > 1 and _FROM.search(view.text[: agency[0].at]):
        own["agency"] = agency[0].found.key
    diseases = within(view.of("INDICATION"), inside)
    between = within(view.of("INDICATION"), (places[0].at, places[-1].at))
    if not diseases or not between or not within(view.of("INDICATION"), behind):
        return own  # one "for" behind them all
    own["indication"] = [ctx.disease(diseases[0])]
    return {**own, "agency": agency[0].found.key} if agency else own


def _action(view: View, hit: Hit, bounds: tuple[int, int], told: Told, application: str | None) -> str | None:
    """The step that the words come to; None for a device's and for a bare hope.

    What is asked for is submitted, an approval of a trial clears it, a cleared marketing application is accepted or
    approved.
    """
    start, end = hit.start, hit.end
    action = str(told.slots["action"])
    trial_matter = (
        re.search(
            r"\b(?:study|trial)s? (?:has |have |was |were |is )?(?:(?:also|recently|now|been) )*(?:received |obtained |"
            r"gained )?$",
            view.text[:start],
        )
        or hit.rule.id == "regulatory.is_approved"
        and _STUDY_THAT.search(view.text[:start])
        or application in ("IND", "CTA")
        or _PROTOCOL.search(view.text, 0, start)
        or re.search(
            r"(?:clinical|further) trial|trial (?:approval|authori[sz]ation|application)|protocol",
            view.text[max(0, start - 20) : end + 40],
        )
        or _FOR_STUDY.match(view.text, end, bounds[1])
    )
    if (
        action == "designated"
        and told.realis != "denied"
        and _REQUESTED.search(view.text, bounds[0], end)
        and not _GRANTED.search(view.text, 0, end)
    ):
        action = "submitted"  # what is asked for is not granted yet
    if action == "designated" and _TAKEN_IN.search(view.text, bounds[0], bounds[1]) and not _GRANTED.search(view.text):
        action = "accepted"  # a submission for a designation that was taken in
    if action == "approved" and trial_matter:
        action = "cleared"
    if application in ("PMA", "510(k)"):
        return None
    if action == "cleared" and application not in (None, *_TRIAL_APPLICATIONS):
        words = view.text[start:end]
        action = (
            "accepted"
            if "review" in words or "accept" in words
            else "approved"
            if "approv" in words or "clear" in words
            else ""
        )
        if not action or told.realis == "possible" or (told.realis == "expected" and told.slots["date"] is None):
            return None
    return action
