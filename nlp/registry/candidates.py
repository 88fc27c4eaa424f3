"""Which registry entities a name may stand for, with a score and the reason.

1.0 an exact name; 0.97-0.99 a variant that keeps the molecule (salt, dosage form, "ado-", the product's own FDA
suffix); 0.6 an exact name that is too short or common to be trusted alone; below 0.95, a near spelling. A name that is
known exactly gets no near spellings, and a name with another FDA suffix (a biosimilar, another product) gets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.registry.entities import COMPANY, COMPOUND
from nlp.registry.index import Hit
from nlp.registry.keys import company_key, name_key
from nlp.registry.near import near_spellings
from nlp.registry.store import Registry
from nlp.registry.variants import split_suffix, strip_form, strip_prefix, strip_qualifier

UNSAFE_SCORE = 0.6
_CACHE_SIZE = 20_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """`alias` is the registry's name that was met, `kind` its kind, `name` the entity's canonical one."""

    id: str
    name: str
    alias: str
    score: float
    reason: str
    kind: str = "name"


def candidates(
    name: str, registry: Registry, *, on: date | None = None, limit: int = 5, label: str | None = None
) -> list[Candidate]:
    """The best candidates first; equal scores in the order of their ids. `label` None looks at both kinds."""
    cache = registry.caches.setdefault("candidates", {})
    key = (name, on, label)
    found = cache.get(key)
    if not isinstance(found, tuple):
        labels = (COMPOUND, COMPANY) if label is None else (label,)
        ranked = [candidate for one in labels for candidate in _of_label(name, registry, one, on)]
        found = tuple(sorted(ranked, key=lambda candidate: (-candidate.score, candidate.id)))
        if len(cache) >= _CACHE_SIZE:
            cache.clear()
        cache[key] = found
    return list(found[:limit])


def _of_label(name: str, registry: Registry, label: str, on: date | None) -> list[Candidate]:
    hits = registry.hits(name, label, on=on)
    if hits:
        return [_exact(hit, registry, label, on) for hit in hits]
    if label == COMPOUND:
        variant = _variant(name, registry, on)
        if variant is not None:
            return variant
    return _allowed(name, near_candidates(name, registry, label), registry, label)


def _exact(hit: Hit, registry: Registry, label: str, on: date | None) -> Candidate:
    entity, alias = registry.entity(hit.id, label), hit.alias
    reason = "its own name" if alias.kind in ("name", "inn") else f"{alias.kind} name of {entity.name}"
    if not alias.in_use(on):
        reason += f", not in use on {on}"
    if not alias.match:
        reason += ", too short or common to be trusted alone"
    return Candidate(hit.id, entity.name, alias.name, 1.0 if alias.match else UNSAFE_SCORE, reason, alias.kind)


def _variant(name: str, registry: Registry, on: date | None) -> list[Candidate] | None:
    """Candidates under the name without prefix, suffix, salt and form; None when that is no known name either."""
    suffixed = split_suffix(name)
    steps: list[tuple[str | None, float, str]] = [
        (strip_prefix(name), 0.98, "with the FDA's prefix"),
        (strip_form(name), 0.97, "with a salt or dosage form"),
        (strip_qualifier(name), 0.97, "with a word for route or kind"),
    ]
    if suffixed is not None:
        steps.append((suffixed[0], 0.99, "with the FDA's suffix"))
        steps.append((strip_prefix(suffixed[0]), 0.98, "with the FDA's prefix and suffix"))
    for bare, score, reason in steps:
        hits = registry.hits(bare, COMPOUND, on=on) if bare is not None else ()
        if not hits:
            continue
        if suffixed is not None and all(registry.compounds[hit.id].suffix != suffixed[1] for hit in hits):
            return []
        found = [(hit, registry.compounds[hit.id].name) for hit in hits]
        ranked = [Candidate(hit.id, own, hit.alias.name, score, reason, hit.alias.kind) for hit, own in found]
        return _allowed(name, ranked, registry, COMPOUND)
    return None


def near_candidates(name: str, registry: Registry, label: str) -> list[Candidate]:
    """Candidates by near spelling; `near.py` holds the guards."""
    found: dict[str, Candidate] = {}
    for hit, score, reason in near_spellings(name, registry, label):
        known = found.get(hit.id)
        if known is None or score > known.score:
            entity = registry.entity(hit.id, label)
            found[hit.id] = Candidate(hit.id, entity.name, hit.alias.name, score, reason, hit.alias.kind)
    return list(found.values())


def _allowed(name: str, found: list[Candidate], registry: Registry, label: str) -> list[Candidate]:
    """Without the entities that the registry tells apart from this very name."""
    keys = {(name_key if label == COMPOUND else company_key)(name)}
    if label == COMPOUND:
        keys |= {name_key(bare) for bare in (strip_form(name), strip_prefix(name)) if bare is not None}
    return [candidate for candidate in found if keys.isdisjoint(registry.apart(candidate.id, label))]
