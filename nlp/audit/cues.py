"""The words that an audit asks after: phases, compounds, amounts, agencies, deal and milestone words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlp.pipes.frames.context import Context
from nlp.pipes.view import Placed, View
from nlp.rules.notation import LABEL_OF

KINDS = ("phase", "compound", "money", "agency", "deal", "milestone")
_LABELS = {"PHASE": "phase", "COMPOUND": "compound", "MONEY": "money", "AGENCY": "agency"}
_DEAL_LISTS = ("deal_license", "deal_collaboration", "deal_acquisition", "deal_supply", "deal_option")
_MILESTONE = re.compile(r"\bmilestones?\b")
_MARK = re.compile(r"[\ue001-\ue0ff].")
_WORDS = 4  # of wording on each side


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that could tell an event.

    `start`/`end` are offsets in the document's text, end exclusive; `index` is its sentence's place among the views,
    [at, until) its place in that view; `item` is its entity, None for a plain word.
    """

    kind: str
    start: int
    end: int
    index: int
    at: int
    until: int
    item: Placed | None = None


def cues(ctx: Context) -> Iterator[Cue]:
    """The cues of a document, sentence by sentence; a word of two deal lists is one cue."""
    for index, view in enumerate(ctx.views):
        for item in view.entities:
            kind = _LABELS.get(item.found.label)
            if kind:
                yield Cue(kind, item.found.start, item.found.end, index, item.at, item.at + 2, item)
        yield from _words(ctx.lists, view, index)


def _words(lists: Mapping[str, re.Pattern[str]], view: View, index: int) -> Iterator[Cue]:
    spans = {m.span() for name in _DEAL_LISTS for m in lists[name].finditer(view.text)}
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield Cue("deal", view.origin(start), view.origin(end - 1) + 1, index, start, end)
            last = end
    for match in _MILESTONE.finditer(view.text):
        start, end = match.span()
        yield Cue("milestone", view.origin(start), view.origin(end - 1) + 1, index, start, end)


def wording(view: View, cue: Cue) -> str:
    """The cue with a few words on each side, names and values as their labels, numbers as `#`."""
    before = _plain(view.text[: cue.at]).split()[-_WORDS:]
    after = _plain(view.text[cue.until :]).split()[:_WORDS]
    return " ".join([*before, f"[{_plain(view.text[cue.at : cue.until]).strip()}]", *after])


def _plain(text: str) -> str:
    named = _MARK.sub(lambda m: f" {LABEL_OF.get(m.group()[0], '')} ", text)
    return re.sub(r"\d+(?:[.,]\d+)*", "#", named.replace("·", ""))
