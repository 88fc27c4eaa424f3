"""What each program finds in the two filings, beside what careful readers found there (annotations/gold).

Only what all of them could find: names of compounds, phases, phrases of time, and whether what is said is a fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "annotations" / "gold" / "docs"
PHRASES = Path(__file__).with_name("date_phrases.tsv")
STEPS = ("trial_status", "readout", "regulatory")
PHASE = re.compile(r"\bPhase (?:III|II|IV|I)(?:/I{1,3})?\b")
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of time in a document; days as text, both included."""

    doc_id: str
    start: int
    end: int
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    part: int
    whole: int

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}"


Findings = dict[str, Share | None]
NONE = "names that are none"


def judge(told: Sequence[Line], steps: Sequence[Line]) -> Findings:
    """All figures of one program by column; None where it does not look for such things. `steps` is what says whether
    something is a fact: the same lines, or our events' mentions (`events_as_terms`)."""
    documents, found = texts(), gold()
    kinds = {line["kind"] for line in told}
    times = dates(told, phrases(documents)) if "date" in kinds else (None, None, None)
    columns = dict(zip(("time phrases found", "a day inside the right ones", "the very days"), times, strict=True))
    if "term" not in kinds:
        return {**columns, "compounds found": None, NONE: None, "phases found": None, "fact or not": None}
    named, others = compounds(told, found)
    seen = {"compounds found": named, NONE: others, "phases found": phases(told, documents)}
    return {**columns, **seen, "fact or not": facts(steps, documents, found)}


def better(one: Findings, other: Findings) -> list[str]:
    """The columns in which one has found more than the other, or fewer names that are none."""
    both = ((name, value, other[name]) for name, value in one.items())
    return [n for n, a, b in both if a and b and (a.part < b.part if n == NONE else a.part > b.part)]


def texts() -> dict[str, str]:
    """The filings by name."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))}


def gold() -> dict[str, Line]:
    """What readers found, by name of the document."""
    return {path.name[:-5]: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}


def phrases(documents: Mapping[str, str]) -> list[Phrase]:
    """The phrases of time; raises ValueError for one whose words do not occur exactly once."""
    found = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            doc_id, marked, earliest, latest = line.split("\t")
            before, _, rest = marked.partition("[")
            words, _, after = rest.partition("]")
            if (count := documents[doc_id].count(before + words + after)) != 1:
                raise ValueError(f"{PHRASES.name}: found {marked!r} {count} times in {doc_id}, expected once")
            start = documents[doc_id].index(before + words + after) + len(before)
            found.append(Phrase(doc_id, start, start + len(words), earliest, latest))
    return found


def dates(told: Sequence[Line], wanted: Sequence[Phrase]) -> tuple[Share, Share, Share]:
    """Phrases that something was found at; of them those with days inside the right ones; those with the very days."""
    at, inside, exact = 0, 0, 0
    for phrase in wanted:
        here = [line for line in told if line["doc_id"] == phrase.doc_id and _meet(line, phrase.start, phrase.end)]
        days = [(line["earliest"], line["latest"]) for line in here if line["earliest"]]
        at += bool(here)
        inside += any(phrase.earliest <= first and last <= phrase.latest for first, last in days)
        exact += (phrase.earliest, phrase.latest) in days
    return Share(at, len(wanted)), Share(inside, len(wanted)), Share(exact, len(wanted))


def compounds(told: Sequence[Line], found: Mapping[str, Line]) -> tuple[Share, Share]:
    """Molecules of the gold that have one of their names told, and the names told that are no molecule's."""
    part, whole, others, all_names = 0, 0, 0, 0
    for doc_id, line in found.items():
        names = {_name(t["text"]) for t in told if t["doc_id"] == doc_id and t.get("label") == "COMPOUND"}
        clusters = [{_name(name) for name in cluster} for cluster in line["compounds"]]
        part += sum(1 for cluster in clusters if cluster & names)
        whole += len(clusters)
        others += len(names - set().union(*clusters))
        all_names += len(names)
    return Share(part, whole), Share(others, all_names)


def phases(told: Sequence[Line], documents: Mapping[str, str]) -> Share:
    """Phases of the texts that something was found at."""
    places = [(name, m.start(), m.end()) for name, text in documents.items() for m in PHASE.finditer(text)]
    marked = [line for line in told if line["kind"] == "phase"]
    part = sum(any(line["doc_id"] == name and _meet(line, *place) for line in marked) for name, *place in places)
    return Share(part, len(places))


def facts(told: Sequence[Line], documents: Mapping[str, str], found: Mapping[str, Line]) -> Share:
    """Steps of trials and agencies of which it is told rightly whether they are a fact: actual, or not (expected,
    possible, denied). The word on a step is that of most names and phases in its quote; no name, no word."""
    part, whole = 0, 0
    for doc_id, line in found.items():
        for event in (event for event in line["events"] if event["type"] in STEPS):
            start, end = _place(event["quote"], documents[doc_id])
            here = [t for t in told if t["doc_id"] == doc_id and t.get("realis") and _meet(t, start, end)]
            said = [line["realis"] == "actual" for line in here]
            whole += 1
            part += bool(said) and (2 * sum(said) > len(said)) == (event["realis"] == "actual")
    return Share(part, whole)


def events_as_terms(lines: Iterable[Line]) -> list[Line]:
    """Our events' mentions in the form that `facts` reads."""
    return [
        {"doc_id": event["doc_id"], "start": mention["start"], "end": mention["end"], "realis": event["realis"]}
        for event in lines
        if event["type"] in STEPS
        for mention in event["mentions"]
    ]


def _place(quote: str, text: str) -> tuple[int, int]:
    """Where a quote stands, whatever the breaks of its lines."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if not found:
        raise ValueError(f"annotations/gold: found no {quote!r} in the text, expected it there")
    return found.span()


def _name(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .®™()").lower()


def _meet(line: Line, start: int, end: int) -> bool:
    return bool(line["start"] < end and start < line["end"])
