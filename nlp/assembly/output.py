"""Facts as the lines of `events.jsonl` and `documents.jsonl`: plain JSON values in a fixed order."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson

from nlp.assembly.facts import Fact
from nlp.pipes.told import Named, When
from nlp.records import Header, Layout
from nlp.registry.uses import AliasStatement, Cluster


def event_line(fact: Fact, text: str, clusters: Sequence[Cluster], slots: Mapping[str, Any]) -> dict[str, Any]:
    """One event without `doc_id` and `id`; every slot of its type is there."""
    line: dict[str, Any] = {"type": fact.type}
    for name, spec in slots.items():
        line[name] = _value(fact.slots.get(name), clusters, spec["kind"])
    tellings = sorted(fact.tellings, key=lambda t: (t.start, t.at, t.rule))
    line["realis"] = fact.realis
    line["speaker"] = next((t.speaker for t in tellings if t.speaker), None)
    line["confidence"] = round(
        min(0.99, max(t.confidence for t in tellings) + 0.02 * (len({t.start for t in tellings}) - 1)), 2
    )
    line["warnings"] = sorted({note for t in tellings for note in t.notes if note.startswith("warning: ")})
    seen: set[tuple[int, int]] = set()
    line["mentions"] = []
    for told in tellings:
        if (told.start, told.end) not in seen:
            seen.add((told.start, told.end))
            line["mentions"].append(
                {
                    "start": told.start,
                    "end": told.end,
                    "text": text[told.start : told.end],
                    "section": told.section,
                    "rule": told.rule,
                }
            )
    return line


def _value(value: Any, clusters: Sequence[Cluster], kind: str) -> Any:
    if isinstance(value, Named):
        cluster = clusters[value.cluster]
        return {
            "name": cluster.name,
            "id": cluster.id,
            "text": value.text,
            "aliases": [t for t in cluster.texts if t != value.text],
        }
    if isinstance(value, When):
        return {
            "earliest": value.interval.earliest.isoformat(),
            "latest": value.interval.latest.isoformat(),
            "text": value.text or None,
        }
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, (list, tuple)):
        if kind == "money" and len(value) == 2 and isinstance(value[0], Decimal):
            return {"amount": _number(value[0]), "currency": value[1]}
        return [_value(item, clusters, kind) for item in value]
    if value is None and kind in ("texts", "companies"):
        return []
    return value


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def identify(line: Mapping[str, Any], doc_id: str, slots: Sequence[str]) -> dict[str, Any]:
    """The line with its `id` (a hash of document, type, realis and slots) and `doc_id` in front."""
    content = [doc_id, line["type"], line["realis"], [_identity(line[name]) for name in slots]]
    digest = hashlib.sha256(orjson.dumps(content)).hexdigest()[:16]
    return {"id": digest, "doc_id": doc_id, **line}


def _identity(value: Any) -> Any:
    """What counts of a filler for the event's identity: an entity's name, a time's days."""
    if isinstance(value, dict):
        return [value.get(k) for k in ("name", "id", "amount", "currency", "earliest", "latest")]
    return [_identity(v) for v in value] if isinstance(value, list) else value


def facts_line(
    text: str, header: Header, layout: Layout, clusters: Sequence[Cluster], relations: Sequence[AliasStatement]
) -> dict[str, Any]:
    """What the document's line says beside `doc_id`, `sha256`, `status` and `error`."""
    end = header.fiscal_year_end
    return {
        "publisher": list(header.publisher),
        "ticker": header.ticker,
        "release_date": header.release_date.isoformat() if header.release_date else None,
        "title": header.title,
        "form": header.form,
        "fiscal_year_end": f"{end.month:02d}-{end.day:02d}" if end else None,
        "sections": [
            {"name": s.name, "start": s.start, "end": s.end, **({"speaker": s.speaker} if s.speaker else {})}
            for s in layout.sections
        ],
        "compounds": [_cluster(c) for c in clusters if c.label == "COMPOUND"],
        "companies": [_cluster(c) for c in clusters if c.label == "COMPANY"],
        "relations": [
            {
                "type": _relation(r),
                "left": r.left,
                "right": r.right,
                "start": r.start,
                "end": r.end,
                "text": text[r.start : r.end],
            }
            for r in relations
        ],
    }


def _relation(statement: AliasStatement) -> str:
    return "alias" if statement.kind in ("former", "formulation") else statement.kind


def _cluster(cluster: Cluster) -> dict[str, Any]:
    return {
        "name": cluster.name,
        "id": cluster.id,
        "texts": list(dict.fromkeys(re.sub(r"\s+", " ", t) for t in cluster.texts)),
        "reasons": list(cluster.reasons),
    }
