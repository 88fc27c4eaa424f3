"""What the frames hand to the assembly: one telling of a fact, with slots that still point at the document's
clusters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nlp.records import Interval

# Note of a result of which the sentence says only that it is presented, without a venue or a day of its own.
PRESENTATION = "presentation without a venue"
# Note of a trial in people without the disease: no disease of the document is its own unless the sentence tells one.
HEALTHY = "healthy volunteers"
# What begins a note that tells a trial from other trials of its drug, as `nlp.pipes.frames.trial_marks` writes it.
TRIAL_MARK = "trial: "

# Note of an upfront payment of which no word says whether it has been made.
UNTOLD = "no word whether it is paid"
# Note of a payment that is the price of a purchase and has no word of its own.
PRICE = "price of a purchase"
# Note of a sum that is all that several milestones can bring.
TOTAL = "total of several payments"


@dataclass(frozen=True, slots=True)
class Named:
    """A filler that is a compound or a company: the number of its cluster in the document and the words used here."""

    cluster: int
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """A filler that is a time: its days and the words that tell it ("" when the release's own date is meant)."""

    interval: Interval
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a fact. `start`/`end` are its sentence's offsets, `at` the trigger's.

    `order` counts the sentences of the document; `title` says that the headline or subheadline tells it. `usual` is the
    disease that the document names its compound for, elsewhere than in the sentence; empty for several and for none.
    `about` are the compounds among a deal's assets.
    """

    type: str
    slots: Mapping[str, Any]
    realis: str
    start: int
    end: int
    at: int
    section: str
    rule: str
    confidence: float
    speaker: str | None
    order: int
    title: bool
    notes: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    about: tuple[Named, ...] = ()
