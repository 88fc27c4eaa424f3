"""Lines of a run as the knowledge base takes them, and small ones made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nlp import resources
from nlp.kb.build import build
from nlp.kb.records import Knowledge
from nlp.registry.store import Registry
from nlp.score.files import read_output

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Lines:
    """Documents by id, and their events."""

    documents: Mapping[str, Line]
    events: Mapping[str, Sequence[Line]]


def read_lines(out: Path) -> Lines:
    """The output of a run."""
    events, documents = read_output(out)
    return Lines(documents, events)


@cache
def registry() -> Registry:
    """The built-in registry."""
    return resources.load().registry


def knowledge_of(lines: Lines, as_of: date | None = None) -> Knowledge:
    """What `build` makes of lines."""
    return build(
        lines.documents.values(), (event for told in lines.events.values() for event in told), registry(), as_of
    )


def document(
    doc_id: str,
    published: str | None,
    publisher: str | None = "Norvane",
    compounds: Sequence[Sequence[str]] = (),
    companies: Sequence[Sequence[str]] = (),
    apart: Sequence[tuple[str, str]] = (),
    registered: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A line of documents.jsonl. `compounds` and `companies` are the names of each cluster, `apart` pairs that are
    said not to be the same, `registered` the registry's ids by a cluster's first name.
    """
    ids = registered or {}
    issuer = [[publisher]] if publisher else []
    return {
        "doc_id": doc_id,
        "sha256": doc_id,
        "publisher": [publisher] if publisher else [],
        "ticker": None,
        "release_date": published,
        "title": f"Title of {doc_id}",
        "form": None,
        "fiscal_year_end": None,
        "sections": [],
        "compounds": [_cluster(names, ids) for names in compounds],
        "companies": [_cluster(names, ids) for names in [*issuer, *companies]],
        "relations": [
            {"type": "not_same_as", "left": left, "right": right, "start": 0, "end": 9, "text": "x"}
            for left, right in apart
        ],
        "status": "ok",
        "error": None,
    }


def _cluster(names: Sequence[str], ids: Mapping[str, str]) -> dict[str, Any]:
    return {"name": names[0], "id": ids.get(names[0]), "texts": list(names), "reasons": []}


def named(name: str) -> dict[str, Any]:
    """A filler that is a compound or company."""
    return {"name": name, "id": None, "text": name, "aliases": []}


def event(
    event_id: str, doc_id: str, type: str, realis: str = "actual", confidence: float = 0.8, **slots: Any
) -> dict[str, Any]:
    """A line of events.jsonl; slots that are not given are empty. A date is its words and two days."""
    every = {name: slots.pop(name, [] if name in _LISTS else None) for name in _SLOTS[type]}
    assert not slots, f"no slots of {type}: {slots}"
    mention = {"start": 0, "end": 5, "text": f"quote of {event_id}", "section": "body", "rule": f"{type}.test"}
    return {
        "id": event_id,
        "doc_id": doc_id,
        "type": type,
        **every,
        "realis": realis,
        "speaker": None,
        "confidence": confidence,
        "warnings": [],
        "mentions": [mention],
    }


def days(first: str, last: str | None = None, text: str | None = "then") -> dict[str, Any]:
    """A date slot."""
    return {"earliest": first, "latest": last or first, "text": text}


_LISTS = frozenset({"indication", "parties", "asset", "territory"})
_SLOTS = {
    "trial_status": ("compound", "phase", "status", "indication", "trial", "sponsor", "date"),
    "readout": ("compound", "phase", "trial", "indication", "outcome", "venue", "date"),
    "regulatory": ("compound", "action", "application", "agency", "designation", "indication", "region", "date"),
    "deal": (
        "kind",
        "status",
        "parties",
        "licensor",
        "licensee",
        "asset",
        "territory",
        "upfront",
        "milestones",
        "royalty",
        "date",
    ),
    "payment": ("kind", "amount", "payer", "payee", "compound", "trigger", "date"),
    "guidance": ("metric", "low", "high", "unit", "period", "action"),
    "financial_result": ("metric", "value", "unit", "period", "prior_value", "prior_period"),
}
