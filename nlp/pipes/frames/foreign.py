"""Drugs that a release only speaks of: a competitor's, a comparator, a background therapy. They give no events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from nlp.pipes.frames.context import SILENT, TITLES, Context
from nlp.pipes.view import Placed, View

# Where a name comes from when it is one that everybody uses: a nonproprietary name of the list, a marketed brand.
_COMMON = frozenset({"generic", "brand", "registry"})
# Names that a company's own drug may have as well: only words that put one aside count.
_SHAPED = frozenset({"stem", "mark", "front", "payload"})
_NOT_OURS = re.compile(
    r"[®™]?(?: \([^()]{0,60}\))?,? (?:which (?:is|was) |is |was )?(?:\w+ly )?(?:developed|marketed|sold|made|"
    r"manufactured"
    r"|owned|commerciali[sz]ed|being developed) by (?:the )?(?P<company>\ue002.)|"
    r"[®™]?(?P<elsewhere>) (?:from|by) (?:another|a different|an unrelated|other) "
    r"(?:compan(?:y|ies)|manufacturers?|developers?|sponsors?|groups?)\b|"
    r"[®™]? \((?P<bracket>\ue002.)\)|[®™]?,? from (?P<origin>\ue002.)|"
    r"[®™]?(?: \([^()]{0,60}\))?, (?P<another>another|a (?:second|third|"
    r"competing|rival) )"
)
_THEIRS = re.compile(r"(?P<company>\ue002.)'s? (?:[\w-]+ ){0,2}$")
_RIVAL = re.compile(r"\b(?:for comparison|compet(?:es?|ing|itors?)|rivals?|arrival of|compared with other)\b")
_OURS = re.compile(
    r"\b(?:our|the company's|we|us|the company|partner\w*|licen[sc]\w*|collaborat\w*|royalt\w*|acquir\w*|rights)\b"
)


_ITS = re.compile(r"\bits\b")  # the issuer's, or the drug's own ("in its pivotal trial")
_OFTEN = 3  # places of a code that make it a drug of the release
_NEAR = 60  # characters either side of a name in which a word ties it to the issuer
# "a Phase 3 trial of methotrexate", "the ANDA for pemetrexed", "fosfomycin entered Phase 3": what a step is told of
_SUBJECT_BEFORE = re.compile(
    r"(?:\b(?:trials?|stud(?:y|ies)|testing|development|applications?)|\ue00b.) (?:of|for|with|evaluating) "
    r"(?:(?:the|its|our|oral|intravenous|topical|subcutaneous|inhaled) )*$"
)
_SUBJECT_BEHIND = re.compile(
    r"[®™]?(?: (?:tablets?|injection|capsules?))? (?:has |have )?(?:entered|enters|is in|was submitted)\b"
)


def others_drugs(ctx: Context) -> tuple[frozenset[int], frozenset[int]]:
    """The clusters of well-known drugs that are none of the release's: no headline, heading or first paragraph names
    them, no sentence ties them to the issuer or its partners. First those that the text gives to somebody else, then
    those that it names mostly beside other drugs.
    """
    places: dict[int, list[tuple[View, Placed]]] = defaultdict(list)
    for view in ctx.views:
        if view.sentence.section not in SILENT:
            for item in view.of("COMPOUND"):
                places[ctx.clusters[item.found.start]].append((view, item))
    common = {
        cluster
        for cluster, found in places.items()
        if all(item.found.source in _COMMON for _, item in found) and not any(_prominent(ctx, v, i) for v, i in found)
    }
    if common == set(places):
        return frozenset(), frozenset()  # a release about well-known drugs
    own = any(
        _prominent(ctx, view, item) or item.found.source == "code" and len(places[cluster]) >= _OFTEN
        for cluster in places.keys() - common
        for view, item in places[cluster]
    )
    said = {c: _said(ctx, places[c], own=own) for c in common}
    for cluster in places.keys() - common:
        if own and _only_mentioned(ctx, places[cluster]):
            said[cluster] = _said(ctx, places[cluster], own=False)
    return tuple(frozenset(c for c in said if said[c] == vote) for vote in ("theirs", "beside"))  # type: ignore[return-value]


def _only_mentioned(ctx: Context, found: list[tuple[View, Placed]]) -> bool:
    """Whether a name of a drug's shape stands in one sentence alone, and not in a prominent one."""
    return len({view.sentence.start for view, _ in found}) == 1 and all(
        item.found.source in _COMMON | _SHAPED and not _prominent(ctx, view, item) for view, item in found
    )


def _prominent(ctx: Context, view: View, item: Placed) -> bool:
    sentence = view.sentence
    spans = [span for span in (sentence.lead_in, sentence.heading) if span]
    return (
        sentence.section in TITLES
        or sentence.section == "heading"
        or sentence.paragraph == ctx.first_paragraph
        or any(start <= item.found.start < end for start, end in spans)
    )


def _said(ctx: Context, found: list[tuple[View, Placed]], *, own: bool) -> str | None:
    """`theirs` or `beside` by all places of a name together, None where one of them makes it ours.

    `own`: a headline, a heading or the first paragraph names a drug that is not well known, so that a well-known one
    which nothing ties to the issuer is what patients also take, or what others sell.
    """
    votes = Counter(vote for view, item in found for vote in _votes(ctx, view, item))
    if votes["ours"] or votes["its"] and not votes["theirs"]:
        return None
    if votes["theirs"]:
        return "theirs"
    # A registry's name is often a partner's drug: put aside only where the text names none of its developers.
    known = any(
        item.found.source == "registry" and ctx.clusters[item.found.start] not in ctx.unattended for _, item in found
    )
    return "beside" if not known and (own or 2 * votes["beside"] >= len(found)) else None


def _votes(ctx: Context, view: View, item: Placed) -> Iterator[str]:
    text = view.text
    start = max(0, item.at - 70)
    after = _NOT_OURS.match(text, item.at + 2)
    if after and (after["another"] or after["elsewhere"] is not None) or _RIVAL.search(text):
        yield "theirs"
    elif (place := _owner(text, start, item.at, after)) is not None:
        yield "ours" if ctx.named(view.entity(place)).cluster == ctx.publisher else "theirs"
    elif ctx.lists["secondary_before"].search(text[start : item.at]):
        yield "beside"
    elif _of_a_stranger(ctx, view, item):
        yield "theirs"
    elif (
        _SUBJECT_BEFORE.search(text, start, item.at)
        or _SUBJECT_BEHIND.match(text, item.at + 2)
        or any(ctx.named(c).cluster == ctx.publisher for c in view.of("COMPANY"))
        or _OURS.search(text, max(0, item.at - _NEAR), item.at + _NEAR)
    ):
        yield "ours"
    elif _ITS.search(text, max(0, item.at - _NEAR), item.at + _NEAR):
        yield "its"


def _of_a_stranger(ctx: Context, view: View, item: Placed) -> bool:
    """Whether a company that no other sentence names is the subject ("Toral is conducting Phase 3 trials of
    norvamab"), and nothing in the sentence is the issuer's.
    """
    clusters = {ctx.named(c).cluster for c in view.of("COMPANY") if c.at < item.at}
    if not clusters or ctx.publisher in clusters or _OURS.search(view.text) or _ITS.search(view.text):
        return False
    return not any(
        ctx.named(c).cluster in clusters
        for other in ctx.views
        if other is not view and other.sentence.section not in SILENT
        for c in other.of("COMPANY")
    )


def _owner(text: str, start: int, at: int, after: re.Match[str] | None) -> int | None:
    """Where the company stands that the words give a drug to."""
    if before := _THEIRS.search(text, start, at):
        return before.start("company")
    if after is None:
        return None
    return next((after.start(name) for name in ("company", "bracket", "origin") if after[name]), None)
