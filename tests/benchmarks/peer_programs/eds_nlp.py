"""EDS-NLP: eds.matcher, eds.dates, eds.negation, eds.hypothesis.

It is made for French. Where its documentation lets words be given, English ones are: terms, cues, and regular
expressions for written dates; its own French ones for relative dates and durations stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import edsnlp
import edsnlp.pipes as eds
from lines import Line, main, setup

MONTHS = "January February March April May June July August September October November December".split()
GIVEN = setup()


def absolute() -> list[str]:
    """Written dates, with the names of groups that eds.dates understands; it matches in lower case."""
    months = "|".join(f"(?P<month_{number:02}>{name.lower()})" for number, name in enumerate(MONTHS, 1))
    year, day = r"(?P<year>(?:19|20)\d\d)(?!\d)", r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)"
    return [rf"(?:{months})\s+{day},?\s+{year}", rf"(?:{months})\s+{year}", rf"(?<![\d$.,]){year}"]


def build() -> edsnlp.Pipeline:
    """The pipeline."""
    cues = GIVEN["cues"]
    nlp = edsnlp.blank("eds")
    nlp.add_pipe(eds.sentences())
    nlp.add_pipe(eds.matcher(terms={**GIVEN["terms"], "PHASE": GIVEN["phases"]}, attr="LOWER"))
    common = {"attr": "LOWER", "termination": cues["end"], "pseudo": []}
    verbs = {"verbs_eds": [], "verbs_hyp": []}
    before, after = cues["not_fact_before"], cues["not_fact_after"]
    nlp.add_pipe(eds.negation(preceding=cues["denied_before"], following=[], verbs=[], **common))
    nlp.add_pipe(eds.hypothesis(preceding=before, following=after, **verbs, **common))
    nlp.add_pipe(eds.dates(absolute=absolute()))
    return nlp


def read(_: str, text: str) -> Iterator[Line]:
    """Terms, phases, dates."""
    doc = nlp(text)
    for span in doc.ents:
        kind = "phase" if span.label_ == "PHASE" else "term"
        realis = "denied" if span._.negation else "not fact" if span._.hypothesis else "actual"
        place = {"start": span.start_char, "end": span.end_char, "text": span.text}
        yield {"kind": kind, "label": span.label_, **place, "realis": realis}
    for span in doc.spans["dates"]:
        yield {"kind": "date", "start": span.start_char, "end": span.end_char, "text": span.text, **days(span._.date)}


def days(found: object) -> Line:
    """The first and last day of a date with a year, None for others."""
    year, month, day = (getattr(found, name, None) for name in ("year", "month", "day"))
    first = found.to_datetime(infer_from_context=True, default_day=1, default_month=1) if year else None
    if first is None:
        return {"earliest": None, "latest": None}
    last = first
    if not month:
        last = first.replace(month=12, day=31)
    elif not day:
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return {"earliest": first.date().isoformat(), "latest": last.date().isoformat()}


nlp = build()
main(read)
