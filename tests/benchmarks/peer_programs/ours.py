"""Our own pipeline's names, phases and dates in the peers' form, for what is found; its time is the program's.

A date's days are those of the phrase alone, without the sentence's tense that the event rules look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lines import Line, main

from nlp.normalize.dates import resolve
from nlp.pipeline import build
from nlp.records import TimePhrase


def read(_: str, text: str) -> Iterator[Line]:
    """Terms, phases, dates."""
    doc = nlp(text)
    # Their own places: doc.ents has whole tokens.
    for name in (found for found in doc._.found if found.label != "DATE"):
        place = {"start": name.start, "end": name.end, "text": text[name.start : name.end]}
        yield {"kind": "phase" if name.label == "PHASE" else "term", "label": name.label, **place}
    header = doc._.header
    end = header.fiscal_year_end
    # As nlp/pipes/situation.py decides it for the event rules.
    fiscal = end is not None and (end.month, end.day) != (12, 31) and not re.search(r"[1-4]Q ?FY", text)
    for phrase in (value for value in doc._.values if isinstance(value, TimePhrase)):
        days = resolve(phrase, reference=header.release_date, fiscal_year_end=end, fiscal=fiscal)
        place = {"start": phrase.start, "end": phrase.end, "text": phrase.text}
        first, last = (days.earliest.isoformat(), days.latest.isoformat()) if days else (None, None)
        yield {"kind": "date", **place, "earliest": first, "latest": last}


nlp = build()
main(read)
