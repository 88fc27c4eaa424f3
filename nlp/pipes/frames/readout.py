"""Results of trials: how they are judged, where they are shown, whether they have come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.assembly.alike import texts_alike
from nlp.pipes.frames import fill, trial_slots
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.coordinated import more_trials
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.news import release_day
from nlp.pipes.frames.occasions import venue_of
from nlp.pipes.frames.realis import NEGATED
from nlp.pipes.frames.scope import nearest, within
from nlp.pipes.frames.spread import spread
from nlp.pipes.told import PRESENTATION, Told, When
from nlp.pipes.view import Placed, View

PRECLINICAL = re.compile(
    r"\b(?:pre-?clinical|non-?clinical|in vitro|animal|mice|mouse|murine|rat|rats|primates?|xenograft|cell "
    r"lines?|in "
    r"vivo models?|models? of|ind-enabling|(?:non-)?glp(?![ -]?[12])|toxicology|animals?|non-?human)\b"
)
_OF_EFFECTS = frozenset(
    f"readout.{name}"
    for name in "showed_effect effects_seen drug_improves rate_was well_tolerated measure_changed as_good_as no_better "
    "outcome_of_patients patients_on_drug share_of_patients".split()
)
_INDICATES = re.compile(
    r"(?<!may )(?<!might )(?<!could )(?<!they )\b(?:indicat|suggest|support|show|demonstrat|"
    r"highlight)\w* (?:the |its |great |strong )?potential\b"
)


def readout(ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], told: Told, index: int) -> Iterator[Told]:
    """The tellings of a result: one for each venue at which it was shown, or one without a venue."""
    places = _occasions(ctx, view, hit, bounds)
    if len(places) < 2:
        yield from _shown(ctx, view, hit, bounds, told, index, places[0] if places else None)
        return
    ends = [*(place.at for place in places[1:]), len(view.text)]
    for place, until in zip(places, ends, strict=True):
        when = _day_behind(ctx, view, place, until, told.realis)
        yield from _shown(ctx, view, hit, bounds, replace(told, slots={**told.slots, "date": when}), index, place)


_AND_AT = re.compile(
    r" (?:and|&)(?: at)?(?: the)? |"
    r"[^.;]{0,60}?(?:,|\band|as well as)(?: (?:simultaneously|concurrently|later|subsequently|also|then|were|was|"
    r"will be|"
    r"to be))*(?: (?:presented|published|shown|featured|reported)(?: online)?)? (?:at|in)(?: [\w'-]+){0,6}? "
)


# "6 of 10 patients responded; additional data will be presented at ASH": the place of other data.
_OTHER_DATA = re.compile(
    r";|\b(?:additional|further|full|detailed|more|updated|final|complete|longer-term) (?:[\w-]+ ){0,3}?"
    r"(?:data|results|findings) (?:will|are|is|to)\b"
)


def _occasions(ctx: Context, view: View, hit: Hit, bounds: tuple[int, int]) -> list[Placed]:
    """The venues at which a sentence says that the same data were shown, each once ("published in The Lancet and
    presented at ASH"): the list that the venue nearest to the trigger belongs to."""
    every = [item for item in view.of("VENUE") if not _OTHER_DATA.search(view.text, hit.end, max(hit.end, item.at))]
    best = nearest(within(every, bounds) or every, hit.start, hit.end)
    out: list[Placed] = []
    for item in every:
        if out and _same(ctx, item, out):
            continue
        if out and not _AND_AT.fullmatch(view.text, out[-1].at + 2, item.at):
            if best in out:
                break
            out = []
        out.append(item)
    return out if best in out else [best] if best else []


def _same(ctx: Context, item: Placed, others: Sequence[Placed]) -> bool:
    key, name = item.found.key, ctx.text(item)
    return any(key and key == other.found.key or texts_alike(name, ctx.text(other)) for other in others)


def _day_behind(ctx: Context, view: View, place: Placed, until: int, realis: str) -> When | None:
    """The time told behind one of several venues, before the next one."""
    stop = view.text.find(";", place.at, until)
    until = stop if stop >= 0 else until
    item = next((item for item in view.of("DATE") if place.at < item.at < until), None)
    return ctx.calendar(item, "past" if realis == "actual" else "future") if item else None


def _shown(
    ctx: Context, view: View, hit: Hit, bounds: tuple[int, int], told: Told, index: int, place: Placed | None
) -> Iterator[Told]:
    """The tellings of a result at one venue, or at none."""
    start, end = hit.start, hit.end
    slots = dict(told.slots)
    venue = venue_of(ctx, view, place) if place else None
    slots["venue"] = venue[0] if venue else None
    coming = _TO_BE_SHOWN.search(view.text) or (venue and _coming(ctx, view, hit, slots["date"]))
    if told.realis == "actual" and coming:
        told = replace(told, realis="expected")
        slots["date"] = fill.date_of(ctx, view, bounds, start, end, "expected") or slots["date"]
    if told.realis == "possible" and _INDICATES.search(view.text):
        told = replace(told, realis="actual")  # "the results indicate its potential to"
    if told.realis == "actual":
        own = outcome(ctx, view.text)
        if slots.get("outcome") in ("positive", None) and NEGATED.search(view.text, 0, start):
            slots["outcome"] = "negative"
        slots["outcome"] = own if own == "mixed" else slots.get("outcome") or own or _judged_behind(ctx, view, index)
    else:  # data that a congress has accepted are judged already; what is only awaited is not
        slots["outcome"] = outcome(ctx, view.text) if venue and told.realis == "expected" else None
    if slots["date"] is None and venue and told.realis != "actual":
        slots["date"] = venue[1]
    if told.realis == "possible" and slots["date"] is None and not venue:
        return  # "clear data could support an application" tells of no readout
    if told.realis == "expected" and not venue and told.rule in _OF_EFFECTS:
        return  # "that it will be an effective treatment" promises no data
    if slots["date"] is None:
        if not venue and told.realis == "actual" and _SHOWING.search(view.text):
            told = replace(told, notes=(*told.notes, PRESENTATION))
        slots["date"] = release_day(ctx, view, told, True) or (venue[1] if venue else None)
    phases = trial_slots.phases(ctx, view, bounds, start, end, index, _LEADS_TO)
    if venue and not phases and PRECLINICAL.search(view.text) or of_laboratory(view, hit):
        phases = ["preclinical"]
    trials = [] if phases == ["preclinical"] else trial_slots.trials(ctx, view, bounds, start, end, index)
    told = replace(told, slots=slots)
    yield from spread(ctx, view, told, hit, phases, trials)
    if told.realis != "actual" and place is None:
        yield from more_trials(ctx, view, hit, told)


def of_laboratory(view: View, hit: Hit) -> bool:
    """Whether the data of a trigger are called preclinical, whatever phase the sentence names for others."""
    start, end = hit.start, hit.end
    return "\ue004" not in view.text[start:end] and bool(
        _LABORATORY.search(view.text, 0, start) or view.of("VENUE") and PRECLINICAL.search(view.text, start, end)
    )


# "the Phase 2 data support Phase 3", "results warrant advancing into a Phase 3 trial"
_LEADS_TO = re.compile(
    r"\b(?:support|warrant|enabl|justif|inform|guid|allow|encourag|prompt|clear)\w*"
    r"(?: (?!(?:in|from|of|by|with|that|which|data|results|trial|study)\b)[\w-]+| of| in ?to| in our| in the){0,6} $"
)
_LABORATORY = re.compile(r"(?<!clinical and )\b(?:pre-?|non-?)clinical (?:[a-z]+ )?$")
_SHOWN = re.compile(
    r"\b(?:was|were) (?:the (?:subject|topic) of|given as|part of) (?:an?|the|two|three)\b|"
    r"\b(?:announc\w+ (?:the )?(?:oral |poster |podium )?presentations? of|presented|presents|presenting|published|"
    r"publishes|publication|featured|reported|showcased|delivered|"
    r"highlighted|(?<!to )highlights?(?! (?:its |the |our )?(?:upcoming|planned|plans))|gave|took place|was held|"
    r"conducted)\b|"
    r"^announced (?!.*\b(?:to be|will be|will present|upcoming|accept\w+|select\w+)\b)|"
    r"^\ue002. reports\b(?!.*\b(?:to be|will be|upcoming|accepted|selected)\b)"
)
_SHOWING = re.compile(r"\b(?:presentations?|posters?|abstracts?|podium|late-break\w+)\b")
_SHOW = re.compile(
    r"\b(?:presentations?|posters?|abstracts?|oral|late-breaking|accepted|selected|upcoming|symposium)\b"
)


# "announces new data from BREEZE, a trial of NRV-210, will be presented at ..."
_TO_BE_SHOWN = re.compile(
    r"\bannounc\w+ (?:today )?(?:that )?(?:(?!and |which )[\w-]+ ){0,4}?(?:data|results|findings)\b"
    r"(?:(?! (?:and|which|that) )[^.;])*? will be (?:presented|shared|featured|published|highlighted|shown)\b"
)


def _coming(ctx: Context, view: View, hit: Hit, when: When | None) -> bool:
    """A presentation that is only announced: no verb says that it took place, and its days are not over."""
    if not _SHOW.search(view.text) or _SHOWN.search(view.text):
        return False
    day = ctx.header.release_date
    if when is not None and day is not None:
        return when.interval.latest > day
    return True


_BRACKETED = re.compile(r" \([^()]*\)")
_OF_RESULTS = re.compile(
    r"\b(?:data|results?|findings|analys[ei]s|patients|participants|subjects|endpoints?|responses?|survival|efficacy|"
    r"treatment|treated|demonstrat\w+|show(?:s|ed|ing|n)|achiev\w+)\b"
)
_REACH = 2


def _judged_behind(ctx: Context, view: View, index: int) -> str | None:
    """How the next sentences of the paragraph, or of the headlines, judge the result, where they tell of no other
    compound, trial or occasion."""
    title = view.sentence.section in TITLES
    own = {name.cluster for name in map(ctx.named, view.of("COMPOUND"))}
    trials = {ctx.text(item) for item in view.of("TRIAL")}
    for later in ctx.views[index + 1 : index + 1 + _REACH]:
        near = later.sentence.section in TITLES if title else later.sentence.paragraph == view.sentence.paragraph
        others = {name.cluster for name in map(ctx.named, later.of("COMPOUND"))} - own
        other_trials = {ctx.text(item) for item in later.of("TRIAL")} - trials
        if not near or others or other_trials or later.of("VENUE", "AGENCY", "PHASE"):
            return None
        if _OF_RESULTS.search(later.text) and (judged := outcome(ctx, later.text)):
            return judged
    return None


def outcome(ctx: Context, text: str) -> str | None:
    """How the text judges a result, outside brackets; None where it only tells numbers."""
    text = _BRACKETED.sub(" ", text)
    if ctx.lists["outcome_mixed"].search(text):
        return "mixed"
    if ctx.lists["outcome_negative"].search(text):
        return "negative"
    return "positive" if ctx.lists["outcome_positive"].search(text) else None
