"""Steps with agencies: which one, and its agency, application, designation and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
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
    r"(?:^|[.;:] )(?:the |our |its |this |a )?[^.;:,]{0,50}?\b(?:study|trial)"
    r"(?: (?:in|of|with|for) [^.;,]{0,110}|(?: (?:in|of|with|for) [^.;,]{0,80})?, (?:for|in|of|with|which|an?|the) "
    r"[^.;,]{2,70}, (?:(?:has|have|had|also|now|been|was|is|were) )*)$"
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
_APPROVALS = frozenset({"accelerated_approval", "conditional_approval", "emergency_use_authorization"})
# Kinds of approval that the taxonomy knows no designation for
_NO_DESIGNATION = frozenset({"conditional_approval", "emergency_use_authorization"})
_TRIAL_APPLIED_FOR = re.compile(r"\b(?:clinical )?trial applications?\b[^.;]{0,70}$")
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
    if action == "approved" and slots["agency"] == "CHMP":
        slots["action"] = action = "recommended"  # the committee approves nothing
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
            if action == "designated" and designation in _APPROVALS:
                own["action"] = "approved"  # accelerated approval is one, no designation of its own
            if len(designations) > 1:
                each: list[dict[str, Any]] = [{"agency": slots["agency"]}]
            else:
                each = _occasions(ctx, view, start, told.realis)
                each = each or [{"agency": agency} for agency in _agencies(view, bounds, start, end)]
            for occasion in each:
                kept = designation if designation not in _NO_DESIGNATION else None
                yield replace(told, slots={**slots, **occasion, **own, "designation": kept})
    else:
        occasions = _occasions(ctx, view, start, told.realis) or _by_application(ctx, view, start, told.realis)
        for occasion in occasions or _filings(view, hit, bounds, slots):
            yield replace(told, slots={**slots, **occasion, "designation": None})


def _elsewhere(view: View, bounds: tuple[int, int]) -> bool:
    """Whether the clause names a country and no agency: the agency of another clause is another country's."""
    return bool(within(view.of("REGION"), bounds)) and not within(view.of("AGENCY"), bounds) and bounds[0] > 0


def _agencies(view: View, bounds: tuple[int, int], start: int, end: int) -> list[str | None]:
    """The agencies that designate: each of "the FDA and the EMA" does it by itself."""
    every = view.of("AGENCY")
    best = nearest(within(every, bounds) or every, start, end)
    if best is None:
        return [None]
    together = listed(view, best, every)
    last = every.index(together[-1])
    while last + 1 < len(every) and _AND_BY.fullmatch(view.text, every[last].at + 2, every[last + 1].at):
        last += 1
        together.append(every[last])
    while len(together) > 1 and together[-1].at > end and _ACTS.match(view.text, together[-1].at + 2):
        together.pop()  # "approved by the FDA, and the EMA is reviewing it"
    if not _OBJECT.search(view.text, 0, best.at):  # "rejected by the FDA and EMA approved it"
        together = [item for item in together if item.at >= best.at or not _OBJECT.search(view.text, 0, item.at)]
    return list(dict.fromkeys(item.found.key for item in together))


_OBJECT = re.compile(r"\b(?:by|from|with|to) (?:the )?$")
_ACTS = re.compile(
    r"(?:'s)? (?:is|are|has|have|had|will|would|may|approved|accepted|rejected|granted|cleared|validated|"
    r"requires?|asked|requested|(?:\ue00b.)?filings?|submissions?|applications?|decisions?|reviews?|approvals?|opinions?)\b|"
    r" and \ue009. (?:filings?|submissions?|applications?|is|are|has|have|will)\b"
)


# "an NDA for NRV-210 to the FDA and an MAA to the EMA"
_WITH_AGENCY = re.compile(
    r"(\ue00b.)s?(?: \([^()]*\))?(?:(?! (?:and|has|have|was|were|is|are|will|which) )[^.;,]){0,60}? "
    r"(?:to|with|by|from|at) (?:the )?(\ue009.)"
)
_AND_AN = re.compile(r"(?:\.s?)?(?: \([^()]*\))?(?:,? and|,) (?:an?|the|its|our|another) (?:(?!and )[\w-]+ ){0,3}")


# "met with the FDA and the EMA and submitted the NDA": whom one talks with is not whom one files with
_TALKED = re.compile(
    r"\b(?:met|meetings?|discuss\w*(?: [^.;, ]+){0,4}|talks|feedback|guidance|advice|align\w*|agree\w*|interact\w*|"
    r"consult\w*|dialogue|pact|inspect\w*|visit\w*) (?:with|from|of|between|by) (?:the )?\ue009.|"
    r"\ue009. (?:has |have )?(?:agreed|aligned|met|visited|inspected|advised)\b"
)


def _filings(view: View, hit: Hit, bounds: tuple[int, int], slots: dict[str, Any]) -> list[dict[str, Any]]:
    """What the slots are for each agency that a step is taken with: each of a list takes it by itself, with its own
    application where the text pairs them."""
    if slots["agency"] is None or slots["action"] == "recommended":
        return [{}]
    text = view.text
    pairs = [m for m in _WITH_AGENCY.finditer(text) if m.end() > hit.start]
    if len(pairs) > 1 and all(_AND_AN.fullmatch(text, a.end(), b.start()) for a, b in pairwise(pairs)):
        drugs = {view.entity(at).found.start for at in range(hit.start, pairs[-1].end()) if text[at] == "\ue001"}
        if len(drugs) > 1 or _PREDICATE.match(text, pairs[-1].end()):
            return [{}]
        return [
            {"application": view.entity(m.start(1)).found.key, "agency": view.entity(m.start(2)).found.key}
            for m in pairs
        ]
    if _TALKED.search(text, 0, hit.start) or len({item.found.key for item in view.of("APPLICATION")}) > 1:
        return [{}]
    # Nothing is filed with the committee, which belongs to the agency named beside it.
    agencies = [agency for agency in _agencies(view, bounds, hit.start, hit.end) if agency != "CHMP"]
    return [{"agency": agency} for agency in agencies] if slots["agency"] in agencies else [{}]


_PREDICATE = re.compile(r"(?: \([^()]*\))?,? (?:is|are|was|were|has|have|will|remains?)\b")


# "orphan drug designation from the FDA and by the European Commission"
_AND_BY = re.compile(
    r"(?:,? and|,) (?:also )?(?:(?:\ue00a.|designation|status) )?(?:designation |status )?(?:by|from|of|to|"
    r"with)? ?(?:the )?"
    r"(?:\ue00c.'s? )?"
)


_LINK = re.compile(
    r"(?:\.'s|[®™'])*\)?[,;]? ?\(?(?:\([^()]{0,40}\),? ?)?(?:(?:and|as well as|followed by|then|by|in|from|"
    r"with|for|on|to|"
    r"the|"
    r"its|also|later|respectively) ?)*"
)


def _occasions(ctx: Context, view: View, start: int, realis: str) -> list[dict[str, Any]]:
    """What the slots are on each of several days that a step was taken, each with its own disease, agency or region:
    "for A in 2022 and for B in 2024", "in 2022 for A and in 2024 for B", "by the FDA in March and by the EMA in June",
    "to the FDA and the EMA in January and February, respectively". Empty where the sentence tells of one occasion.
    """
    items = [i for i in view.entities if i.at >= start and i.found.label in (*_OWN, "DATE")]
    days_first = [i for i in items if i.found.label in ("INDICATION", "DATE")]
    if [i.found.label for i in days_first] == [
        "DATE",
        "INDICATION",
    ] * 2:  # "by the FDA in 2022 for A and in 2024 for B"
        items = [days_first[1], days_first[0], days_first[3], days_first[2]]
    elif [i.found.label for i in items] == ["DATE", "AGENCY"] * 2:  # "in 2021 by the FDA and in 2022 by the EMA"
        items = [items[1], items[0], items[3], items[2]]
    places = [i for i in items if i.found.label != "DATE"]
    days = [i for i in items if i.found.label == "DATE"]
    count = len(places)
    if count < 2 or len(days) != count or len({i.found.label for i in places}) > 1:
        return []
    in_order = "respectively" in view.text[items[-1].at :] and items == places + days
    if not in_order and items != [i for pair in zip(places, days, strict=True) for i in pair]:
        return []
    if not all(_LINK.fullmatch(view.text, a.at + 2, b.at) for a, b in pairwise(sorted(items, key=lambda i: i.at))):
        return []
    tense = "past" if realis == "actual" else "future"
    return [
        {_OWN[place.found.label]: _own_value(ctx, place), "date": ctx.calendar(day, tense)}
        for place, day in zip(places, days, strict=True)
    ]


# "an NDA for NRV-210 in the second half of 2026 and an MAA in 2027"
_APPLICATION_AND_DAY = (
    r"(\ue00b.)(?: (?:for|of) \ue001.)?(?: (?:in|to|with) (?:the )?[\ue007\ue009\ue00c].)?"
    r" (?:(?:in|by|during|around|at|for|the|early|mid|late) )*(\ue006.)"
)
_TWO_APPLICATIONS = re.compile(
    rf"{_APPLICATION_AND_DAY}(?:,? and|;|,) (?:(?:to )?(?:submit|file) )?(?:an?|the|our|its) "
    + _APPLICATION_AND_DAY.replace(r"(?: (?:for|of) \ue001.)?", "")
    + r"(?=[.;]|$)"
)


def _by_application(ctx: Context, view: View, start: int, realis: str) -> list[dict[str, Any]]:
    """What the slots are for each of two applications with its own day; empty where there are not two."""
    two = _TWO_APPLICATIONS.search(view.text, start)
    if two is None or view.entity(two.start(1)).found.key == view.entity(two.start(3)).found.key:
        return []
    tense = "past" if realis == "actual" else "future"
    out: list[dict[str, Any]] = []
    for place, until in ((1, two.start(3)), (3, two.end())):
        own: dict[str, Any] = {
            "application": view.entity(two.start(place)).found.key,
            "date": ctx.calendar(view.entity(two.start(place + 1)), tense),
        }
        agency = within(view.of("AGENCY"), (two.start(place), until))
        if agency or place == 3:  # the agency named for the first one is another region's
            own["agency"] = agency[0].found.key if agency else None
        out.append(own)
    return out


_OWN = {"INDICATION": "indication", "AGENCY": "agency", "REGION": "region"}


def _own_value(ctx: Context, place: Placed) -> Any:
    if place.found.label == "INDICATION":
        return [ctx.disease(place)]
    return place.found.key if place.found.label == "AGENCY" else ctx.text(place)


# "in January and, earlier this month, the RMAT designation"
_DAY_OF_NEXT = re.compile(r",? (?:(?:an?|the|its|also|with|by) )*")
_AND_ON = re.compile(r",? (?:and|then),? (?:in |on |by |during )?(?:the )?$|; (?:in |on )?(?:the )?$")


def _day_right_before(view: View, place: Placed) -> Placed | None:
    """The day that begins a designation's own part of the sentence, right before it."""
    days = [day for day in view.of("DATE") if day.at < place.at]
    if not days or not _AND_ON.search(view.text, 0, days[-1].at):
        return None
    return days[-1] if _DAY_OF_NEXT.fullmatch(view.text, days[-1].at + 2, place.at) else None


def _own_words(ctx: Context, view: View, designation: str, places: list[Placed], realis: str) -> dict[str, Any]:
    """Agency, disease and day that stand between one designation and the next ("orphan ... for A in 2018 and fast track
    ... for B in 2020")."""
    index = next(i for i, item in enumerate(places) if item.found.key == designation)
    end = places[index + 1].at if index + 1 < len(places) else len(view.text)
    inside = (places[index].at, end)
    behind = (places[-1].at, len(view.text))
    own: dict[str, Any] = {}
    theirs = [day for place in places if (day := _day_right_before(view, place))]
    days = [day for day in within(view.of("DATE"), inside) if day not in theirs]
    days = days or [day for day in view.of("DATE")[:1] if theirs and day.at < places[0].at]
    if before := _day_right_before(view, places[index]):
        own["date"] = ctx.calendar(before, "past" if realis == "actual" else "future")
    elif days and (within(view.of("DATE"), behind) or theirs) and len(view.of("DATE")) > 1:
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
        or hit.rule.id in ("regulatory.is_approved", "regulatory.approved_by")
        and _STUDY_THAT.search(view.text[:start])
        or application in ("IND", "CTA")
        or _TRIAL_APPLIED_FOR.search(view.text, 0, start)
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
    asked = action == "designated" or hit.rule.id == "regulatory.designation_request"
    if asked and _TAKEN_IN.search(view.text, bounds[0], bounds[1]) and not _GRANTED.search(view.text):
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
