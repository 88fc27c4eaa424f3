"""Frozen values that cross a file border. Offsets are characters of the document's text, start inclusive, end
exclusive.

Nothing here knows spaCy: the rooms left of the pipes and right of the assembly move these records only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `earliest` to `latest`, both included."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last day of a company's fiscal year, without the year (June 30 is `YearEnd(6, 30)`)."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class MoneyPhrase:
    """An amount as told: `low` and `high` in units of the currency (3000000, not 3), equal for a single number.

    `bound` is "up_to" or "at_least" when the words before the amount say so; the numbers stay as told.
    `warning` says why the amount is doubtful (a scale word is missing, say), else None.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    per_share: bool = False
    bound: str | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time expression cut out of the text, not yet resolved; `normalize.dates.resolve` gives its interval.

    `kind` names the grammar rule, `parts` its captured pieces (lower case, spaces collapsed).
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PhasePhrase:
    """A phase mention with its canonical values; several for "Phases 1 and 2"."""

    start: int
    end: int
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A zone of the text; zones do not overlap and are in order, but quotes, which lie inside others."""

    name: str
    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline or bullet, with what stands over it.

    `section` is the innermost section's name; `paragraph` counts blocks from 0; `heading` and `lead_in` are
    the offsets of the nearest heading above and of the bullet's lead-in (its bold or dash-separated opening, or the
    parent
    bullet or colon paragraph it hangs under), None without one; `speaker` is who says it when it lies in a quote.
    """

    start: int
    end: int
    section: str
    paragraph: int
    heading: tuple[int, int] | None = None
    lead_in: tuple[int, int] | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Sections and sentences of a text, both sorted by start. Tables and cover noise have a section and no sentence."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Facts about the whole release. `publisher`: the issuer's names as the text has them, best (fullest) first."""

    publisher: tuple[str, ...] = ()
    ticker: str | None = None
    release_date: date | None = None
    title: str | None = None
    form: str | None = None
    fiscal_year_end: YearEnd | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A readable document. `text` is what offsets count in; for .txt and .md the file's own decoded text.

    `date` is the date that the container gives (JSONL's `date`, an SGML header's), None without one; `form` likewise
    (`8-K`); `company` is the filer's name of an SGML header. `meta` is whatever JSONL's `meta` held.
    """

    doc_id: str
    text: str
    sha256: str
    date: date | None = None
    form: str | None = None
    company: str | None = None
    fiscal_year_end: YearEnd | None = None
    title: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that could not be read, and why, in words for the user."""

    doc_id: str
    error: str
    sha256: str | None = None
