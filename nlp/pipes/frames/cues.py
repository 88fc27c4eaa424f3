"""What the words of a sentence make of its amounts: reported figures, what these are compared with, changes, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.pipes.frames.context import Context

VALUE, PRIOR, CHANGE, PART = "value", "prior", "change", "part"
EXPECT, PAST, BREAK, REST = "expect", "past", "break", "rest"
_ROLES = (
    ("figure_value", VALUE),
    ("figure_prior", PRIOR),
    ("figure_change", CHANGE),
    ("figure_part", PART),
    ("guidance_sure", EXPECT),
    ("figure_past", PAST),
)
# A new clause has a metric of its own; only after an amount does a comma part clauses, before it it may part a list.
_BREAK = re.compile(
    r"; | ?// ?| ?• ?|(?<=[\w)%\ue100-\uf8ff])\. (?=\S)| \| |(?<! at)(?<! on)(?<! of)(?<! in) (?=\ue006.: )"
)
_REST = re.compile(
    r", (?!or )(?:and |while |whereas |but |with |as well as )?(?=(?:[^.;,\ue005]{0,60} )?\ue00d.)"
    r"| (?:and|while|but|with) (?=(?:the |its |our |a |net )*\ue00d.)"
)

# "DKK 120 million (H1 2023: DKK 98 million)", "EUR 12 million (EUR 10 million)": the bracket holds the prior value.
_BRACKET = re.compile(
    r"(?:(?<=\ue005.)|(?<=(?:a|r) share)|(?<=r ads)) ?\((?=(?:\ue006.|"
    r"(?!or |about |approx|equi|equal|net |circa |around |us )"
    r"[a-z0-9/ ]{2,14}):? ?(?:(?:an? )?(?:\ue00d.|(?:net )?(?:loss|profit|income)) of )?\ue005.|\ue005.(?: (?:at|"
    r"as of|on|in|for) (?:the )?\ue006.)?\))|(?<=[\dp%]) ?\((?=\ue006.: )"
)
_CLOSED = re.compile(r"(?:(?<=\ue005.)|(?<=(?:a|r) share)|(?<=r ads))\)")


@dataclass(frozen=True, slots=True)
class Cue:
    """From `at` on (a view position, behind the words) amounts play `role`."""

    at: int
    role: str


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the hard breaks around a figure that lies from `start` to `end`."""
    breaks = _breaks(text)
    return max((at for at in breaks if at <= start), default=0), min(
        (at for at in breaks if at >= end), default=len(text)
    )


@lru_cache(maxsize=8)
def _breaks(text: str) -> tuple[int, ...]:
    """Where the hard breaks of a view's text end; every figure of a sentence asks for them."""
    return tuple(match.end() for match in _BREAK.finditer(text))


def cues(ctx: Context, text: str) -> list[Cue]:
    """The cues of a view's text in order."""
    found = list(_all(ctx, text))
    met = {cue.at for cue in found if cue.role == PART}  # "ahead of the outlook" tells no outlook
    return sorted(
        (c for c in found if c.role != EXPECT or c.at not in met), key=lambda cue: (cue.at, cue.role != BREAK)
    )


def _all(ctx: Context, text: str) -> Iterator[Cue]:
    for name, role in _ROLES:
        for match in ctx.lists[name].finditer(text):
            yield Cue(match.end(), role)
    for match in _BRACKET.finditer(text):
        yield Cue(match.end(), PRIOR)
    for match in _CLOSED.finditer(text):
        yield Cue(match.end(), VALUE)
    for match in _BREAK.finditer(text):
        yield Cue(match.end(), BREAK)
    for match in _REST.finditer(text):
        yield Cue(match.end(), REST)
