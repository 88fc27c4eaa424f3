"""What the reading of a sentence's amounts hands on: figures, and the state while it goes from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.cues import VALUE
from nlp.pipes.view import Placed, View


@dataclass(slots=True)
class Figure:
    """An amount of a metric. `low` and `high` are equal but for ranges; in "by $1 million to $5 million" both are 5.

    `past` is the figure that it was compared with, for one that is of the earlier period; `run` counts the amounts of
    one list ("$3 million and $9 million"), which share their dates; `expected` says that a cue of outlook governs it.
    """

    key: str
    metric: Placed
    money: Placed
    low: Decimal
    high: Decimal
    prior: Placed | None = None
    past: Figure | None = None
    run: int = 0
    place: int = 0
    expected: bool = False


@dataclass(slots=True)
class Reading:
    """What has been read so far.

    `role` is what the latest cue makes of the next amount. `group` are the metrics told since an amount last took one,
    `taken` how many of them have theirs; `behind` are metrics that stood behind their amount. `clause` counts the
    figures before the clause. In a comparison `waiting` are the figures without prior value, `told` is a metric named
    since it began, `pending` an amount whose figure is still to come ("from $5 million to"), `flipped` says that a loss
    is compared with a profit. `inner` is a metric inside "including ...", `outer` are those before it that
    have no amount yet. `last` is the view position behind the last
    amount, `runs` counts the lists of amounts.
    """

    ctx: Context
    view: View
    index: int
    figures: list[Figure] = field(default_factory=list)
    dates: list[tuple[Placed, str]] = field(default_factory=list)
    role: str = VALUE
    expected: bool = False
    group: list[Placed] = field(default_factory=list)
    taken: int = 0
    clause: int = 0
    waiting: list[Figure] = field(default_factory=list)
    pending: Placed | None = None
    told: Placed | None = None
    last: int = 0
    runs: int = 0
    flipped: bool = False
    inner: Placed | None = None
    outer: list[Placed] = field(default_factory=list)
    behind: list[Placed] = field(default_factory=list)
