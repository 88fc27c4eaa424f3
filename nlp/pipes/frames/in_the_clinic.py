"""Which compounds a document speaks of as tested in people: what is stopped of any other is no trial."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.told import Named
from nlp.pipes.view import View

_CLINICAL = re.compile(
    r"(?<!pre)(?<!pre-)(?<!non)(?<!non-)\bclinical(?:-stage)?\b|\b(?:trials?|stud(?:y|ies)|patients|volunteers|subjects|dosed|"
    r"dosing|in (?:humans|the clinic))\b|[\ue003\ue004]"
)
_TRIAL = re.compile(r"\b(?:trials?|stud(?:y|ies)|enrol+ment|recruitment|dosing)\b|[\ue003\ue004]")


def tested(ctx: Context, view: View, hit: Hit, names: Sequence[Named]) -> list[Named]:
    """The compounds whose trial can have been stopped: all where the trigger speaks of a trial; where it speaks only of
    a program or of development, those that some sentence of the document tells in people.
    """
    if _TRIAL.search(view.text, hit.start, hit.end):
        return list(names)
    return [name for name in names if _in_people(ctx, name.cluster)]


def _in_people(ctx: Context, cluster: int) -> bool:
    return any(
        _CLINICAL.search(view.text) and any(ctx.clusters.get(item.found.start) == cluster for item in view.of("COMPOUND"))
        for view in ctx.views
    )
