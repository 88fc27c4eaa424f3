"""Phase and name of the trial that a trigger tells of, and the compound that a named trial belongs to."""

from __future__ import annotations

import re

from nlp.pipes.frames.anaphor import meant
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.scope import listed, nearest, segment, within
from nlp.pipes.told import Named
from nlp.pipes.view import Placed, View


def phases(
    ctx: Context,
    view: View,
    bounds: tuple[int, int],
    start: int,
    end: int,
    index: int,
    aim: re.Pattern[str] | None = None,
) -> list[str]:
    """The phase told nearest to the trigger; several for "Phase 1 and Phase 2a data". What stands right behind words
    that `aim` finds is what the trigger leads to, told only where there is no other.
    """
    items = within(view.of("PHASE"), bounds) or view.of("PHASE")
    row = segment(view.text, start, end)
    items = [
        item
        for item in items
        if not _in_anothers_row(ctx, view, item, row)
        and not (item.at > end and _OF_ANOTHER.search(view.text, end, item.at))
        and not (
            item.at < start
            and _OF_DRUG.search(view.text, 0, item.at)
            and _NEXT_DRUG.match(view.text, item.at + 2, start)
        )
    ]
    if aim:
        items = [item for item in items if not aim.search(view.text, start, item.at)] or items
    if _CONVERTS.match(view.text, start) and (inside := [item for item in items if start <= item.at < end]):
        return list(ctx.phases[inside[-1].found.start].phases)
    best = nearest(items, start, end)
    if best is None:
        found = (
            [] if view.of("TRIAL") or _SOME_STUDIES.search(view.text, start, end) else meant(ctx, view, index, "PHASE")
        )
        return list(ctx.phases[found[0].found.start].phases) if found else []
    values = [phase for item in listed(view, best, items) for phase in ctx.phases[item.found.start].phases]
    numbered = [v for v in values if v[0].isdigit()]
    return list(dict.fromkeys(numbered or values))


_GIVEN_WITH = re.compile(r"\b(?:with|plus) $")  # "a combination cohort with NRV-310" is no row of NRV-310's


def _in_anothers_row(ctx: Context, view: View, item: Placed, row: tuple[int, int]) -> bool:
    """Whether semicolons set an entity off, with a drug of its own, from a row that has another ("NRV-210 in Phase 1;
    NRV-310, which we expect to take into the clinic").
    """
    if row[0] <= item.at < row[1]:
        return False
    mine, theirs = (
        {
            ctx.clusters[drug.found.start]
            for drug in within(view.of("COMPOUND"), bounds)
            if not _GIVEN_WITH.search(view.text, 0, drug.at)
        }
        for bounds in (row, segment(view.text, item.at, item.at + 2))
    )
    return bool(mine and theirs) and not mine & theirs


# "stop development of NRV-210 and focus on NRV-310, which is in Phase 1"
_OF_ANOTHER = re.compile(
    r"\ue001.[^;]{0,90}?\b(?:and|while|but|to)\b[^;]{0,60}? (?:on|to|with|of) (?:its |the |our )?(?:[\w-]+ ){0,2}?"
    r"\ue001.[®™]?,? (?:which|that|now|currently)\b[^.;]{0,60}$"
)
# "NRV-210 in Phase 2 and NRV-310 about to enter the clinic"
_OF_DRUG = re.compile(
    r"\ue001.[®™]?(?: \([^()]{0,40}\))?,? (?:(?:is|are|now|currently|already|also) )*(?:in|at|into|entering) $"
)
_NEXT_DRUG = re.compile(
    r"(?:(?! of | with | for | in | trial| stud| data| results)[^.;\ue001]){0,30}(?:,|;| and| while| but) (?:our |"
    r"its |the |now )?"
    r"\ue001.[®™]? (?!and |or )(?!\ue001)"
)
_CONVERTS = re.compile(r"convert")  # "converts the Phase 2/3 trial into a Phase 3 trial"
_SOME_STUDIES = re.compile(
    r"\bin (?:clinical |preclinical |multiple |several |further |additional )*(?:studies|trials)\b"
)
_THESE = re.compile(r"\b(?:these|both|the two|all three) (?:trials|studies)\b")


def trials(
    ctx: Context, view: View, bounds: tuple[int, int], start: int, end: int, index: int | None = None
) -> list[str]:
    """The names of the trial told nearest to the trigger; several when they are listed."""
    items = within(view.of("TRIAL"), bounds) or _lent(ctx, view, bounds)
    named = [item for item in items if item.found.source != "number"] or items
    if not named and index is not None and index > 0 and _THESE.search(view.text):
        return list(dict.fromkeys(ctx.text(item) for item in ctx.views[index - 1].of("TRIAL")))
    if not named and index is not None:
        return [ctx.text(item) for item in meant(ctx, view, index, "TRIAL")]
    best = nearest(named, start, end)
    if best is None:
        return []
    return list(dict.fromkeys(name for item in listed(view, best, named) for name in _numbered(ctx, item)))


_ITS_PHASE = re.compile(r", (?:an?|our|the|its) (?:[\w-]+ ){0,3}?\ue004")  # "BREEZE, our Phase 3 trial of NRV-210; ..."
_PHASE_OF = re.compile(r"(?: [\w-]+){0,2}? $")


_TRIAL_OF = re.compile(
    r"(?: (?:clinical )?(?:trial|study|program))? (?:of|with|evaluating|testing|for) (?:our |its |the )?(?=\ue001)"
)


def _lent(ctx: Context, view: View, bounds: tuple[int, int]) -> list[Placed]:
    """The trials of another clause that a clause may be about: none that is called another drug's, none of its own
    phase where the clause has one too ("in addition to the Phase 3 BREEZE trial, NRV-210 is in a Phase 2 trial").
    """
    phases = view.of("PHASE")
    own = {ctx.clusters[item.found.start] for item in within(view.of("COMPOUND"), bounds)}

    def of_another(item: Placed) -> bool:
        said = _TRIAL_OF.match(view.text, item.at + 2)
        return said is not None and bool(own) and ctx.clusters[view.entity(said.end()).found.start] not in own

    free = [item for item in view.of("TRIAL") if not of_another(item)]
    if not within(phases, bounds):
        return free
    return [
        item
        for item in free
        if not _ITS_PHASE.match(view.text, item.at + 2)
        and not any(p.at < item.at and _PHASE_OF.fullmatch(view.text, p.at + 2, item.at) for p in phases)
    ]


_OWN_PHASE = re.compile(
    r"(?: ?(?:&|and|/) ?-?(?:i{1,3}|[1-9]))?,? \(?(\ue004.)\)?(?: [\w-]+){0,2} (?:trials?|stud(?:y|ies))"
)


def own_phases(ctx: Context, view: View) -> dict[str, str]:
    """The phase of each trial that the sentence calls by name and phase ("the BREEZE I & II Phase 3 trials")."""
    out: dict[str, str] = {}
    for item in view.of("TRIAL"):
        match = _OWN_PHASE.match(view.text, item.at + 2)
        values = ctx.phases[view.entity(match.start(1)).found.start].phases if match else ()
        if len(values) == 1:
            out |= dict.fromkeys(_numbered(ctx, item), values[0])
    return out


_SECOND_NUMBER = re.compile(r"(?: ?(?:and|&|/) ?|, )-?(I{1,3}|IV|[1-9])(?![\w/])")


def _numbered(ctx: Context, item: Placed) -> list[str]:
    """The trial's name, and that of its sister in "BREEZE I and II"."""
    name = ctx.text(item)
    own = re.search(r"[ -](I{1,3}|[1-9])$", name)
    other = _SECOND_NUMBER.match(ctx.flat, item.found.end) if own else None
    if own is None or other is None or own[1].isdigit() != other[1].isdigit():
        return [name]
    return [name, name[: own.start(1)] + other[1]]


_POINTS_BACK = re.compile(r"\b(?:the|this|that) (?:[\w-]+ ){0,2}?(?:trial|study)\b")
_BACK = 4  # sentences


def owner(ctx: Context, view: View, bounds: tuple[int, int], start: int, end: int) -> Named | None:
    """The compound whose trial the trigger names, as other sentences of the document tell it."""
    names = [item for item in view.of("TRIAL") if start <= item.at < end] or within(view.of("TRIAL"), bounds)
    owners = {ctx.owners[name].cluster: ctx.owners[name] for item in names if (name := ctx.text(item)) in ctx.owners}
    return next(iter(owners.values())) if len(owners) == 1 else None


def owner_meant(ctx: Context, view: View, index: int) -> Named | None:
    """The compound of the trial that "the trial" points back to: the one trial named last in the paragraph."""
    if not _POINTS_BACK.search(view.text):
        return None
    for before in reversed(ctx.views[max(0, index - _BACK) : index]):
        if before.sentence.paragraph != view.sentence.paragraph:
            return None
        if before.of("TRIAL"):
            return owner(ctx, before, (0, len(before.text)), 0, len(before.text))
    return None
