"""Filling the slots of a trigger from its clause, its sentence, the bullet or heading above, and the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.pipes.frames.anaphor import description
from nlp.pipes.frames.comparators import known_partner, lead, primary
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import distance, listed, nearest, within
from nlp.pipes.told import Named, When
from nlp.pipes.view import Placed, View

_ANAPHOR = re.compile(
    r"\b(?:the (?:trial|study|drug|compound|product|candidate|therapy|vaccine|treatment|company's|data|results|"
    r"program|medicine|approval|application|submission|designation|ind|nda|bla|\ue00b.)|this (?:trial|study|drug|"
    r"compound|"
    r"product|candidate|therapy|"
    r"medicine|program|data|indication|wholly|approval|designation)|its|it|these (?:data|results|trials|studies)|"
    r"both|our|the first|patients?|dosing|enrol+ment|topline|top-line|data|results|update|recruitment)\b"
)
_DATE_KINDS_NOT_FOR_STEPS = frozenset({"period", "as_of", "prior_period", "runway", "runway_years", "balance"})
_DATE_CONTEXT = re.compile(
    r"(?:ended|ending|as of|at|fiscal year|compared (?:to|with)|patents?[^.;]{0,30}|expir\w+[^.;]{0,20}|since) $"
)


# "Merck discontinued a compound in Phase 1", "another candidate": one that has no name here.
_SOME_OTHER = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bas )(?<!\bare )\b(?:an?|another|one|two|three|several|second|undisclosed|unnamed) "
    r"(?:(?:new|other|further|second|third|additional|undisclosed|unnamed|novel|clinical|preclinical|"
    r"small[ -]molecule) )*"
    r"(?:compounds?|(?:drug |product |clinical |development )?candidates?|molecules?) "
    r"(?:in|for|that|which|from|against|targeting|discovered|nominated|will|has|have|is|was|are|were|entered|into)\b"
)
_ITSELF = re.compile(
    r"(?:it|the (?:drug|compound|medicine|candidate|product|antibody|vaccine|therapy|molecule)) (?:is|was|has|will|"
    r"had|also|may)\b"
)


def compounds(
    ctx: Context, view: View, index: int, bounds: tuple[int, int], start: int, end: int
) -> tuple[list[Named], str]:
    """The compounds of a trigger, with the scope that gave them ("" and none when the text leaves a doubt)."""
    every = view.of("COMPOUND")
    main = primary(ctx, view)
    if _ITSELF.match(view.text) and ctx.topics[index] and not any(item.at < start for item in main):
        return ctx.topics[index], "topic"  # "It is in a Phase 2 trial in patients on X"
    beside = nearest(within(every, bounds) or every, start, end)
    if beside is not None and ctx.clusters[beside.found.start] in ctx.rivals:
        return [], ""  # what is said is said of somebody else's drug
    if _aside_said(view, every, main, start) or _companion_said(ctx, every, view, start):
        return [], ""
    inside = [item for item in main if start <= item.at < end]
    if not inside and (object_ := _OBJECT.match(view.text, end)):  # "reported data for NRV-210"
        inside = [item for item in main if item.at == object_.end()]
    if not inside and (subjects := _subjects(view, main, every, start)):
        return _distinct(ctx, subjects), "clause"
    near = _of_subject(view, within(main, bounds), start, end)
    earlier = [item for item in main if item.at < start]
    for items, scope in ((inside, "trigger"), (near, "clause"), (earlier, "sentence"), (main, "sentence")):
        if not items:
            continue
        best = nearest(items, start, end)
        assert best is not None
        if scope == "sentence" and _opens_bullet(view, main[0], start):
            best = main[0]
        bracketed = scope == "trigger" and view.text[end - 1 : end] == ")"  # "NRV-210 (Phase 3) and NRV-310 (Phase 2)"
        group = items if bracketed else [item for item in listed(view, best, every) if item in main]
        # "start Phase 3 with NRV-210, and NRV-310 will enter Phase 1": the second one is another verb's subject
        group = [item for item in group if not (best.at < item.at and _SUBJECT_OF.match(view.text, item.at + 2))]
        return _distinct(ctx, group), scope
    return _implied(ctx, view, index)


# "NRV-210 is in Phase 3, NRV-310 in Phase 2": what stands right before the verb is its subject
_SUBJECT = re.compile(
    r"[®™]?(?: \([^()]{0,40}\))? (?P<verb>(?:(?:will|should|may|could|has|have|is|are|to|expected|planned|due|now|"
    r"also|then|"
    r"soon|recently) )*)"
)
_OBJECT_OF = re.compile(r"\b(?:with|of|for|on|in) (?:the |its |our )?$")
_SUBJECT_OF = re.compile(r"[®™]?(?: \([^()]{0,40}\))? (?:will|is|was|has|had|should|may|could|entered|began|remains)\b")
_IS = re.compile(r"(?:is|are|was|were|has|have|had|remains?|entered|enters)\b")
_WHICH_IS = re.compile(r"[®™]?(?: \([^()]{0,40}\))?,? (?:which|that) (?:(?:is|are|was|were|has|have) (?:\w+ ){0,2})?$")


_APPOSED_TO = re.compile(r"[®™]?(?: \([^()]{0,40}\))?, ")
_PARTICIPLE = re.compile(r"(?:approved|authori[sz]ed|granted|cleared|designated) ")


def _subjects(view: View, main: Sequence[Placed], every: Sequence[Placed], start: int) -> list[Placed]:
    """The compounds right before the verb of a trigger, without those that are an earlier verb's objects ("start
    Phase 3 with NRV-210, and NRV-310 will enter Phase 1"); empty where something else stands there.
    """
    for item in main:
        said = _SUBJECT.fullmatch(view.text, item.at + 2, start) if item.at < start else None
        if said and (said["verb"] or _IS.match(view.text, start)):
            return [
                one
                for one in listed(view, item, every)
                if one in main
                and (
                    one is item
                    or ", and" not in view.text[one.at : item.at]
                    or not _OBJECT_OF.search(view.text, 0, one.at)
                )
            ]
    return []


def _aside_said(view: View, every: Sequence[Placed], main: Sequence[Placed], start: int) -> bool:
    """Whether the trigger stands in the relative clause of a comparator ("unlike norvamol, which is approved for gout,
    NRV-210 ...")."""
    kept = {item.at for item in main}
    participle = _PARTICIPLE.match(view.text, start) is not None
    return any(
        _WHICH_IS.fullmatch(view.text, item.at + 2, start)
        or participle
        and _APPOSED_TO.fullmatch(view.text, item.at + 2, start)
        for item in every
        if item.at < start and item.at not in kept
    )


_HAS_BEEN = re.compile(
    r"[®™]?(?: \([^()]{0,40}\))?(?: (?:is|are|was|were|has|have|had|been|also|already|first|now|recently|\w+ly))* "
)


def _companion_said(ctx: Context, every: Sequence[Placed], view: View, start: int) -> bool:
    """Whether a drug that is none of the release's is the subject ("Pegcetacoplan was approved in February")."""
    return any(
        ctx.clusters[item.found.start] in ctx.companions
        and (item.at == start or _HAS_BEEN.fullmatch(view.text, item.at + 2, start))
        and not ctx.lists["secondary_before"].search(view.text, max(0, item.at - 70), item.at)
        for item in every
        if item.at <= start
    )


def _implied(ctx: Context, view: View, index: int) -> tuple[list[Named], str]:
    """The compounds of a sentence that names none itself, or only comparators."""
    if above := lead(ctx, view, index):
        return above, "heading"
    if _SOME_OTHER.search(view.text) or _unknown_subject(ctx, view):
        return [], ""
    if every := view.of("COMPOUND"):
        return _beside(ctx, view, every, index)
    if ctx.topics[index] and ctx.near_topic[index]:
        return ctx.topics[index], "topic"
    later = description(ctx, view, index)
    if later is not None and (described := primary(ctx, later)):
        return _distinct(ctx, described[:1]), "topic"
    if ctx.main and ctx.main_titled and (ctx.only_one or view.sentence.section != "about"):
        return ctx.main, "document"  # a new paragraph is about the headline's compound, not about the last one named
    if ctx.topics[index] and _ANAPHOR.search(view.text):
        return ctx.topics[index], "topic"
    if ctx.main and (
        ctx.only_one or _ANAPHOR.search(view.text) or view.sentence.section in ("headline", "subheadline", "bullet")
    ):
        return ctx.main, "document"
    return [], ""


# "OcuNor(TM) has completed a feasibility study": a marked name that is no drug's is what the sentence is about
_UNKNOWN_SUBJECT = re.compile(
    r"(?:(?:The|Our|Its) )?[A-Z]\w*(?:[®™]|\((?:R|TM)\))(?:, (?:an?|our|its|the) (?:(?!\bstudy|"
    r"\btrial)[^.;,]){3,60},)? "
    r"(?:has|had|is|was|will|completed|met|received|entered|demonstrated|showed|achieved)\b"
)
_OPENING = 14  # characters of a view in which a subject's mark would stand


def _unknown_subject(ctx: Context, view: View) -> bool:
    """Whether a sentence opens with a name that is neither a drug's nor a company's, nor a trial's."""
    if any(item.at < _OPENING for item in view.entities):
        return False
    return _UNKNOWN_SUBJECT.match(ctx.flat, view.sentence.start, view.sentence.end) is not None


def _beside(ctx: Context, view: View, every: Sequence[Placed], index: int) -> tuple[list[Named], str]:
    """What a sentence is about that names comparators and partner drugs only: the release's own drug where that is one
    of them ("all patients on NRV-210 rolled over"), else the topic of the paragraph."""
    titled = ctx.main[0].cluster if ctx.main and ctx.main_titled else None
    own = [item for item in every if ctx.named(item).cluster == titled and not known_partner(ctx, item)]
    if own:
        return _distinct(ctx, own), "sentence"
    named = {ctx.named(item).cluster for item in every}
    if named & (ctx.rivals | ctx.companions):
        return [], ""  # what is said of a rival's drug is not said of the topic
    topic = [name for name in ctx.topics[index] if name.cluster not in named] if ctx.near_topic[index] else []
    return (topic, "topic") if topic else ([], "")


def _of_subject(view: View, items: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Without what another verb is said of, where the trigger has its own subject ("NRV-210 is to enter Phase 2 and
    NRV-310 Phase 1").
    """
    if not any(item.at < start for item in items):
        return items
    return [item for item in items if item.at < end or not _ANOTHER_VERB.search(view.text, end, item.at)]


_LEADS = re.compile(r"[^:]*(?::|–|—) ")


def _opens_bullet(view: View, item: Placed, start: int) -> bool:
    """Whether a bullet opens with a compound and says what it is before a colon ("NRV-210, made of A: ..."); a
    semicolon ends what it leads."""
    opens = view.sentence.section == "bullet" and item.at <= 4 and ";" not in view.text[item.at : start]
    return opens and _LEADS.match(view.text, item.at, start) is not None


_OBJECT = re.compile(
    r" (?:(?:to support|for|seeking|to obtain|supporting) (?:the )?(?:\w+ )?approval )?(?:for|of|from|on|with|"
    r"evaluating) "
    r"(?:the |its |our )?(?=\ue001)"
)


def _distinct(ctx: Context, items: Sequence[Placed]) -> list[Named]:
    out: dict[int, Named] = {}
    for item in items:
        name = ctx.named(item)
        out.setdefault(name.cluster, name)
    return list(out.values())


def lies_ahead(ctx: Context, when: When, *, whole: bool = True) -> bool:
    """Whether a time lies after the day of the release: all of it, or its end at least."""
    day = ctx.header.release_date
    return day is not None and (when.interval.earliest if whole else when.interval.latest) > day


def date_of(
    ctx: Context,
    view: View,
    bounds: tuple[int, int],
    start: int,
    end: int,
    realis: str,
    skip: re.Pattern[str] | None = None,
) -> When | None:
    """The time of the step: the nearest time of its clause, else the one that opens the sentence; none that stands
    right behind words that `skip` finds.
    """
    if realis == "denied" and not _TO_COME.search(view.text, max(0, start - 50), end + 12):
        realis = "actual"  # what was refused, was refused on its day
    tense = "past" if realis == "actual" else "future"
    items = _days_told(ctx, view, skip)
    if realis == "actual":
        items = [item for item in items if not _OF_AN_EARLIER_STEP.search(view.text, end, item.at)]
    near = within(items, bounds)
    opening = [item for item in items if item.at <= 12 or (len(items) == 1 and item.at < start and realis != "actual")]
    for group in (near, opening):
        # "by year-end and to report data in 2026": the time that a rule ends with is the step's own.
        # "to file before year-end and to start a trial in May": what stands before "and" is another step's.
        ranked = sorted(
            group,
            key=lambda item: (
                item.at + 2 != end,
                bool(_ANOTHER_VERB.search(view.text, item.at + 2, start if item.at < start else end)),
                distance(item, start, end),
                item.at,
            ),
        )
        for item in ranked:
            found = ctx.calendar(item, tense)
            if found and _fits(ctx, found, realis):
                return _narrowed(ctx, view, item, found, ranked, end, tense) or found
    return None


def _narrowed(
    ctx: Context, view: View, opening: Placed, year: When, items: Sequence[Placed], end: int, tense: str
) -> When | None:
    """The month or quarter behind the trigger within the year that opens the sentence ("In 2025, we began ... in
    March"), None without one.
    """
    if opening.at > 12 or ctx.times[opening.found.start].kind != "year":
        return None
    for item in sorted(items, key=lambda item: item.at):
        if item.at < end or _OTHER_STEP.search(view.text, end, item.at):
            continue
        if ctx.earlier_years.get(item.found.start) is ctx.times[opening.found.start]:
            found = ctx.calendar(item, tense)
            inside = found and year.interval.earliest <= found.interval.earliest <= year.interval.latest
            return found if inside else None
    return None


# "resubmitted the application after the letter of June 2025"
_OF_AN_EARLIER_STEP = re.compile(
    r"\b(?:after|following|since|in response to|further to) [^.;,\ue006]{3,70} (?:of|from|dated) (?:the )?$"
)
_TO_COME = re.compile(r"\b(?:will|would|shall|going to|plans?|intends?|expects?|longer)\b")


def _days_told(ctx: Context, view: View, skip: re.Pattern[str] | None) -> list[Placed]:
    """The times of a sentence that may be a step's: no congress's year, no patent's, none that `skip` rules out."""
    return [
        item
        for item in view.of("DATE")
        if (ctx.text(item).lower() != "today" or _DID_TODAY.search(view.text, max(0, item.at - 20), item.at + 16))
        and not _congress_year(ctx, view, item)
        and ctx.times[item.found.start].kind not in _DATE_KINDS_NOT_FOR_STEPS
        and not (
            _DATE_CONTEXT.search(view.text[max(0, item.at - 24) : item.at])
            and not (_AT_AN_END.match(ctx.text(item)) and view.text.endswith(" at ", 0, item.at))
        )
        and not _OF_RESULTS.match(view.text, item.at + 2)
        and not _ONCE_PLANNED.search(view.text, max(0, item.at - 60), item.at)
        and not (_BEFORE.match(ctx.text(item)) and _NOT_EXPECTED.search(view.text, max(0, item.at - 60), item.at))
        and not (skip and skip.search(view.text, max(0, item.at - 50), item.at))
    ]


# "was approved today", "the FDA today approved"; what is announced today was done on some other day
_DID = (
    r"(?:approved|granted|accepted|cleared|authori[sz]ed|rejected|designated|dosed|initiated|started|completed|signed|"
    r"submitted|filed|published|presented|received|recommended|adopted|issued|launched|lifted)"
)
_DID_TODAY = re.compile(rf"\b{_DID} \ue006.|\ue006. {_DID}\b")
_AT_AN_END = re.compile(
    r"(?i)(?:the )?(?:year|month|quarter)?[- ]?(?:end|beginning|start|turn)\b"
)  # "at year-end 2027"
# "originally anticipated in the last quarter, are now expected early in 2014"
_ONCE_PLANNED = re.compile(
    r"\b(?:originally|initially|previously|earlier|first) (?:anticipated|expected|planned|scheduled|guided|targeted|"
    r"slated)"
    r"(?: (?:for|in|by|to be|during|the|late|early|mid|reported|completed|available))* $|"
    r"[,(] ?(?:previously|formerly|originally|initially)(?: (?:set|due|slated|in|for|on|by|the|set for|due on))* $|"
    r"\b(?:originally|initially|previously) (?:due|set)(?: (?:for|in|by|on|the))* $|"
    r"\bhad been (?:expected|anticipated|planned|scheduled|due|targeted)(?: (?:for|in|by|on|the))* $|"
    r"\bnot (?:expected|anticipated|planned|due|scheduled|likely|to be expected)(?: to [a-z]+(?: [a-z]+)?)? (?:before|"
    r"until|prior to|earlier than)(?: the| early| mid| late| end of)* $"
)
# "not expected before the end of 2027" excludes the time that it names
_BEFORE = re.compile(r"(?i)(?:before|until|prior to|by)\b")
_NOT_EXPECTED = re.compile(
    r"\bnot (?:expected|anticipated|planned|due|scheduled|likely)(?: to (?:come|arrive|start|begin|be [a-z]+))? $"
)
# "Reports Second Quarter Results; Trial Fully Enrolled": the period of what is reported
_OF_RESULTS = re.compile(
    r"(?: (?:financial|interim|operating|consolidated))* (?:results|earnings)\b(?! (?:from|of|in) )"
)
_OTHER_STEP = re.compile(r"\b(?:and|then|but|that|which|who|had|after|before|since|following)\b")
_ANOTHER_VERB = re.compile(r"\b(?:and|then|but)\b")
_SINCE = re.compile(r"(?:(?! and (?:is|are|has|have|was|we|it|the)\b|[\ue001\ue002])[^.;]){0,80}?(\ue006.)")


def since(ctx: Context, view: View, end: int) -> When | None:
    """Since when something runs, as the words behind the trigger tell ("has been recruiting in Spain since May")."""
    match = _SINCE.match(view.text, end)
    item = view.entity(match.start(1)) if match else None
    return ctx.calendar(item, "past") if item and ctx.text(item).lower().startswith("since ") else None


_CONGRESS = re.compile(
    r"(?: [\w'&.-]+){0,8}? ?(?:\ue008|annual|meetings?\b|congress|conference|symposium|convention|summit|sessions|"
    r"expo\b)"
)
_BEHIND_CONGRESS = re.compile(
    r"(?:\ue008.(?:'s)?(?: [\w-]+){0,3}|congress|meeting|conference|symposium|sessions|expo) $"
)


def _congress_year(ctx: Context, view: View, item: Placed) -> bool:
    """Whether a bare year is a congress's name ("the 2024 X Meeting", "X 2024")."""
    if ctx.times[item.found.start].kind != "year":
        return False
    return bool(_CONGRESS.match(view.text, item.at + 2)) or bool(_BEHIND_CONGRESS.search(view.text, 0, item.at))


def _fits(ctx: Context, when: When, realis: str) -> bool:
    """A thing done lies not wholly after the release, nor in days that only begin with it ("by early 2012", told of
    what comes next); a thing to come lies not wholly before it.
    """
    day = ctx.header.release_date
    if day is None:
        return True
    first, last = when.interval.earliest, when.interval.latest
    return first < day or last <= day if realis == "actual" else last > day


def keyed(view: View, label: str, bounds: tuple[int, int], start: int, end: int) -> str | None:
    """The id of the nearest agency, designation, application or metric of the clause, else of the sentence."""
    items = within(view.of(label), bounds) or view.of(label)
    # "The IND was cleared by the FDA and the CTA by the MHRA": what stands behind "and" is another step's.
    best = nearest(_of_subject(view, items, start, end), start, end)
    return best.found.key if best else None
