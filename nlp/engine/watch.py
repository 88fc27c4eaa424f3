"""What a run tells while it goes on."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """A document is through: `error` is None when it was read, `seconds` how long it took, `kept` says that an earlier
    run has done it."""

    doc_id: str
    error: str | None
    seconds: float
    kept: bool


class Watch:
    """Called by a run in its own process; this one listens to nothing."""

    wants_total = False  # finding out how many documents there are takes a walk over all names

    def begin(self, total: int | None) -> None:
        """The work begins; `total` documents at least, None where nobody wants to know."""

    def done(self, progress: Progress) -> None:
        """A document is through; in the order in which they are ready."""

    def tick(self) -> None:
        """Time has passed."""
