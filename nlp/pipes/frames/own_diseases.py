"""The disease that a document names a compound for, where it leaves no doubt which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nlp.assembly.alike import texts_alike
from nlp.pipes.frames import diseases
from nlp.pipes.frames.comparators import primary
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.respective import behind_each
from nlp.pipes.told import Named
from nlp.pipes.view import View

_ABOUT = re.compile(r"about ")


def own_diseases(ctx: Context) -> Mapping[int, tuple[str, ...]]:
    """Compound -> its disease: the headline's, else the only one of the sentences and headings that are about that
    compound alone. No entry for a compound of several diseases."""
    titled: dict[int, list[str]] = {}
    beside: dict[int, list[str]] = {}
    above: list[str] = []  # what "About obesity" explains
    for index, view in enumerate(ctx.views):
        texts = _treated(ctx, view)
        if not texts:
            continue
        if view.sentence.section == "heading" and _ABOUT.match(view.text) and not view.of("COMPOUND"):
            above += texts
        names = _spoken_of(ctx, view, index)
        clusters = {name.cluster for name in names}
        if len(clusters) > 1:  # "NRV-210 for gout and NRV-310 for lupus"
            for cluster, own_texts in behind_each(ctx, view, names).items():
                beside.setdefault(cluster, []).extend(own_texts)
        if len(clusters) == 1:
            place = titled if view.sentence.section in TITLES else beside
            place.setdefault(next(iter(clusters)), []).extend(texts)
    out = {cluster: own for cluster, texts in beside.items() if (own := _shared(texts))}
    if ctx.main and (own := _shared(above)):
        out[ctx.main[0].cluster] = own
    out |= {cluster: own for cluster, texts in titled.items() if (own := _shared(texts))}
    return {cluster: (own,) for cluster, own in out.items()}


def _treated(ctx: Context, view: View) -> list[str]:
    told = (ctx.disease(item) for item in view.of("INDICATION") if diseases.is_treated(view, item))
    return [text for text in dict.fromkeys(told) if not diseases.GENERIC.fullmatch(text)]


def _spoken_of(ctx: Context, view: View, index: int) -> Sequence[Named]:
    """The compounds that a sentence is about, by name or as the topic of its paragraph."""
    here = [ctx.named(item) for item in primary(ctx, view)]
    return here or ctx.above[index] or (ctx.topics[index] if ctx.near_topic[index] else [])


def _shared(texts: Sequence[str]) -> str | None:
    """The disease that all of the texts name, in its longest form; None without one."""
    best = max(texts, key=lambda text: (len(text), text), default=None)
    return best if best is not None and all(texts_alike(best, other) for other in texts) else None
