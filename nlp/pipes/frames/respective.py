"""Fillers that a sentence gives one by one to several compounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.pipes.frames.context import Context
from nlp.pipes.told import Named, Told
from nlp.pipes.view import View

_FOR = re.compile(r" (?:in|for|against)\b")


def respective(ctx: Context, view: View, told: Told, number: int, names: Sequence[Named]) -> Told | None:
    """The telling of the compound `names[number]` with the fillers that are its own: in the compounds' order ("... in
    4Q 2011 and 2Q 2012, respectively"), or each behind its compound ("NRV-210 in lupus and NRV-310 in asthma"). None
    where it tells of what another compound of the order has.
    """
    if "respectively" in view.text:
        if told.type == "regulatory" and len(names) > 1:
            given = list(dict.fromkeys(item.found.key for item in view.of("DESIGNATION")))
            first = [ctx.clusters.get(item.found.start) for item in view.of("COMPOUND")]
            order = sorted(names, key=lambda name: first.index(name.cluster) if name.cluster in first else 0)
            place = [name.cluster for name in order].index(names[number].cluster)
            own = told.slots["designation"]
            if len(given) == len(names) and own in given and given.index(own) != place:
                return None
        return _in_order(ctx, view, told, number, len(names))
    own = behind_each(ctx, view, names)
    name = told.slots["compound"]
    return replace(told, slots={**told.slots, "indication": own[name.cluster]}) if name.cluster in own else told


def behind_each(ctx: Context, view: View, names: Sequence[Named]) -> dict[int, list[str]]:
    """The diseases between each compound and the next, where every one of at least two compounds has some."""
    if len(names) < 2:
        return {}
    clusters = {name.cluster for name in names}
    places = [item for item in view.of("COMPOUND") if ctx.clusters.get(item.found.start) in clusters]
    first = {ctx.clusters[item.found.start]: item.at for item in reversed(places)}
    if len(first) < len(clusters):
        return {}
    order = sorted(first, key=lambda cluster: first[cluster])
    ends = [first[cluster] for cluster in order] + [len(view.text)]
    own: dict[int, list[str]] = {}
    for cluster, (start, end) in zip(order, pairwise(ends), strict=True):
        told = [item for item in view.of("INDICATION") if start < item.at < end]
        if not told or not _FOR.search(view.text, start, told[0].at):
            return {}
        own[cluster] = list(dict.fromkeys(ctx.disease(item) for item in told))
    return own


def _in_order(ctx: Context, view: View, told: Told, number: int, count: int) -> Told:
    """Fillers that the sentence gives in the compounds' order ("... in 4Q 2011 and 2Q 2012, respectively")."""
    if "respectively" not in view.text:
        return told
    slots = dict(told.slots)
    times = list(view.of("DATE"))
    if (
        count == 1
        and len(times) == 2
        and not any(len(view.of(label)) == 2 for label in ("AGENCY", "REGION", "INDICATION", "TRIAL", "VENUE", "PHASE"))
        and told.slots["compound"].cluster
        == ctx.clusters.get(view.of("COMPOUND")[-1].found.start if view.of("COMPOUND") else -1)
    ):
        # "two partner compounds and NRV-853 ... in 4Q 2011 and 2Q 2012, respectively": the last one takes the last time
        number, count = 1, 2
    if count < 2:
        return told
    if len(times) == count and (when := ctx.calendar(times[number], "past" if told.realis == "actual" else "future")):
        slots["date"] = when
    listed_diseases = view.of("INDICATION")
    if len(listed_diseases) == count:
        slots["indication"] = [ctx.disease(listed_diseases[number])]
    return replace(told, slots=slots)
