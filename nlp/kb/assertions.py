"""What one release says of one thing: an event of `events.jsonl` with its names resolved to entities of the base."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nlp.errors import UsageError
from nlp.kb.records import Evidence
from nlp.kb.uses import COMPANY, COMPOUND, spelled
from nlp.pipes.told import Named, When
from nlp.records import Interval

# The id and name of the entity that a slot's filler (with `name`, `id`, `text`) stands for in a document.
Linker = Callable[[str, Mapping[str, Any]], tuple[str, str]]

COMPOUND_SLOTS = frozenset({"compound"})
COMPANY_SLOTS = frozenset({"sponsor", "licensor", "licensee", "payer", "payee", "parties"})
_OF_A_DRUG = frozenset({"trial_status", "readout", "regulatory"})
_OF_THE_ISSUER = frozenset({"guidance", "financial_result"})
PRIOR = "prior value"


@dataclass(frozen=True, slots=True)
class Assertion:
    """One event of one release.

    `slots` are its JSON slots with the base's entities in them, `told` the same as the assembly compares them, `anchor`
    says what the event is about: events of different anchors are never one fact. `issuer` is the issuing company's id.
    """

    type: str
    slots: Mapping[str, Any]
    told: Mapping[str, Any]
    realis: str
    anchor: str
    entities: tuple[str, ...]
    issuer: str | None
    evidence: Evidence

    @property
    def published(self) -> date | None:
        """The day of the release."""
        return self.evidence.published

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Releases by day and id, then by place in the text; those without a day last."""
        proof = self.evidence
        return proof.published or date.max, proof.doc_id, proof.start, proof.event_id


class Numbers:
    """Entity ids as the numbers by which the assembly tells names apart."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}

    def __call__(self, entity: str) -> int:
        return self._of.setdefault(entity, len(self._of))


def assertions(
    event: Mapping[str, Any], published: date | None, issuer: str | None, linker: Linker, numbers: Numbers
) -> Iterator[Assertion]:
    """The assertion of an event, and for a result beside the one of the period before, that one as another.

    Raises UsageError for a line that is no event.
    """
    try:
        slots = {
            name: _resolved(name, value, linker) for name, value in event.items() if name not in _BESIDE and value != []
        }
        first = event["mentions"][0]
        evidence = Evidence(
            event["id"],
            event["doc_id"],
            published,
            event["realis"],
            event["confidence"],
            event["speaker"],
            first["section"],
            first["rule"],
            first["start"],
            first["end"],
            first["text"],
            slots,
            tuple((mention["start"], mention["end"]) for mention in event["mentions"]),
        )
    except (KeyError, IndexError, TypeError) as error:
        raise UsageError(
            f"document {event.get('doc_id')!r}: expected an event as a run writes it, found one without {error}"
        ) from None
    yield _assertion(event["type"], slots, event["realis"], issuer, evidence, numbers)
    if event["type"] == "financial_result" and slots.get("prior_value") is not None and slots.get("prior_period"):
        prior = {**slots, "value": slots["prior_value"], "period": slots["prior_period"]}
        prior |= {"prior_value": None, "prior_period": None}
        yield _assertion(event["type"], prior, event["realis"], issuer, _as_prior(evidence, prior), numbers)


_BESIDE = frozenset({"id", "doc_id", "type", "realis", "speaker", "confidence", "warnings", "mentions"})


def _as_prior(evidence: Evidence, slots: Mapping[str, Any]) -> Evidence:
    return replace(evidence, rule=PRIOR, slots=slots)


def _resolved(name: str, value: Any, linker: Linker) -> Any:
    label = COMPOUND if name in COMPOUND_SLOTS else COMPANY if name in COMPANY_SLOTS else None
    if label is None or value is None:
        return value
    if isinstance(value, list):
        return [_resolved(name, item, linker) for item in value]
    entity, called = linker(label, value)
    return {"id": entity, "name": called, "text": spelled(value["text"])}


def _assertion(
    kind: str, slots: Mapping[str, Any], realis: str, issuer: str | None, evidence: Evidence, numbers: Numbers
) -> Assertion:
    named = [item for value in slots.values() for item in (value if isinstance(value, list) else [value])]
    entities = {item["id"] for item in named if isinstance(item, dict) and "id" in item}
    if kind in _OF_THE_ISSUER and issuer:
        entities.add(issuer)
    told = told_slots(kind, slots, numbers)
    return Assertion(
        kind, slots, told, realis, _anchor(kind, slots, issuer, evidence), tuple(sorted(entities)), issuer, evidence
    )


def told_slots(kind: str, slots: Mapping[str, Any], numbers: Numbers) -> dict[str, Any]:
    """JSON slots as the assembly compares them: names as numbers, times as intervals, lists that are never None."""
    told = {name: _told(value, numbers) for name, value in slots.items()}
    for name in _LISTS & slots.keys() | _LISTS_OF.get(kind, frozenset()):
        told[name] = told.get(name) or []
    return told


_LISTS = frozenset({"indication", "parties", "asset", "territory"})
_LISTS_OF = {
    "trial_status": frozenset({"indication"}),
    "readout": frozenset({"indication"}),
    "regulatory": frozenset({"indication"}),
    "deal": frozenset({"parties", "asset", "territory"}),
}


def _told(value: Any, numbers: Numbers) -> Any:
    if isinstance(value, dict):
        if "earliest" in value:
            return When(interval(value), value.get("text") or "")
        if "amount" in value:
            return value["amount"], value["currency"]
        return Named(numbers(value["id"]), value["text"])
    return [_told(item, numbers) for item in value] if isinstance(value, list) else value


def interval(value: Mapping[str, Any]) -> Interval:
    """The days of a date slot."""
    return Interval(date.fromisoformat(value["earliest"]), date.fromisoformat(value["latest"]))


def _anchor(kind: str, slots: Mapping[str, Any], issuer: str | None, evidence: Evidence) -> str:
    """What the event is about: the compound, the companies of a deal or payment, the issuer's figure."""
    if kind in _OF_A_DRUG:
        about = slots["compound"]["id"] if slots.get("compound") else evidence.doc_id
    elif kind == "deal":
        about = " ".join(sorted(party["id"] for party in slots.get("parties") or ())) or issuer or evidence.doc_id
    elif kind == "payment":
        sides = [(slots.get(side) or {}).get("id", "?") for side in ("payer", "payee")]
        about = " ".join(sides) if set(sides) != {"?"} else f"{issuer or evidence.doc_id} ?"
    else:
        about = f"{issuer or evidence.doc_id} {slots.get('metric')}"
    return f"{kind} {about}"
