"""How far a fact is to be believed, from who says it how often and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.kb.records import Evidence

# What an issuer says again in its next release is hardly a second witness; another issuer's release is one.
_REPEATED = 0.25


def belief(evidence: Sequence[Evidence], issuers: Sequence[str | None]) -> float:
    """Between 0 and 1: one less the chance that every release is misread, if releases err independently.

    A release counts with its surest mention (`confidence`); `issuers` are those of the evidence's documents. A further
    release of an issuer counts a quarter.
    """
    surest: dict[tuple[str | None, str], float] = {}
    for item, issuer in zip(evidence, issuers, strict=True):
        place = (issuer, item.doc_id)
        surest[place] = max(item.confidence, surest.get(place, 0.0))
    by_issuer: dict[str | None, list[float]] = {}
    for (issuer, _), confidence in surest.items():
        by_issuer.setdefault(issuer, []).append(confidence)
    doubt = 1.0
    for confidences in by_issuer.values():
        first, *again = sorted(confidences, reverse=True)
        doubt *= 1 - first
        for confidence in again:
            doubt *= 1 - _REPEATED * confidence
    return round(min(0.99, 1 - doubt), 3)


def against(own: float, others: Iterable[float]) -> float:
    """A belief beside that of the facts that contradict it: the share that is left when the strongest is heard."""
    strongest = max(others, default=0.0)
    return round(own * (1 - strongest / 2), 3)
