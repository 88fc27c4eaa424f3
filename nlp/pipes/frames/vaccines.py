"""The disease that a vaccine's own name tells: "its norovirus vaccine candidate"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.pipes.frames.context import Context
from nlp.pipes.told import Named

_VACCINE = re.compile(r"(?:[ /-][\w-]+){0,4}?[ -]vaccine", re.IGNORECASE)


def disease_in_name(ctx: Context, names: Sequence[Named]) -> list[str]:
    """What the vaccine is against, as its name writes it; empty for several compounds and for what is no vaccine."""
    if len(names) != 1:
        return []
    name = " ".join(ctx.names[names[0].cluster].split())
    match = ctx.lists["vaccine_target"].search(name.lower())
    return [name[match.start() : match.end()]] if match and _VACCINE.match(name, match.end()) else []
