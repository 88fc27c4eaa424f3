"""What one spelling tells about its entity before the rest of the document is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nlp.registry.candidates import UNSAFE_SCORE, Candidate, candidates
from nlp.registry.entities import COMPANY, COMPOUND
from nlp.registry.keys import company_key, company_words, has_legal_form, name_key
from nlp.registry.store import Registry
from nlp.registry.variants import (
    combined_names,
    is_antibody_name,
    split_payload,
    split_suffix,
    strip_form,
    strip_prefix,
    strip_qualifier,
)

_CACHE_SIZE = 20_000
_SURE_SCORE = 0.96  # exact names and variants; near spellings lie below
_NEAR_SCORE = 0.8


@dataclass(frozen=True, slots=True)
class Profile:
    """`trust` says how `id` may be used: "sure" at once, "soft" (short form or near spelling) only when the document
    itself says nothing else, "weak" (unsafe alias) only when the document names the entity in another way too.

    `bases`: keys of the name without prefix, salt and form. `parts`: keys of a combination's parts.
    `suffixed`: (key without the FDA's suffix, suffix).
    `rivals`: ids of the reference products of a biosimilar. `payload`: (key of the carrier, payload).
    `words`: a company's words without legal form.
    """

    key: str
    id: str | None = None
    trust: str = ""
    kind: str = ""
    reason: str = ""
    bases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    suffixed: tuple[str, str] | None = None
    rivals: frozenset[str] = frozenset()
    payload: tuple[str, str] | None = None
    is_antibody: bool = False
    words: tuple[str, ...] = ()
    is_full: bool = False


def profile(text: str, label: str, registry: Registry, on: date | None) -> Profile:
    """The profile of a spelling; kept with the registry, so that a name is worked out once."""
    cache = registry.caches.setdefault("profiles", {})
    key = (text, label, on)
    found = cache.get(key)
    if not isinstance(found, Profile):
        found = _compound(text, registry, on) if label == COMPOUND else _company(text, registry, on)
        if len(cache) >= _CACHE_SIZE:
            cache.clear()
        cache[key] = found
    return found


def _compound(text: str, registry: Registry, on: date | None) -> Profile:
    choice, trust = _choose(candidates(text, registry, on=on, label=COMPOUND))
    suffixed = split_suffix(text)
    bases = [
        name_key(bare) for bare in (strip_form(text), strip_prefix(text), strip_qualifier(text)) if bare is not None
    ]
    rivals = registry.hits(suffixed[0], COMPOUND) if suffixed is not None and choice is None else ()
    return Profile(
        key=name_key(text),
        id=None if choice is None else choice.id,
        trust=trust,
        kind="" if choice is None else choice.kind,
        reason="" if choice is None else _reason(text, choice),
        bases=tuple(bases),
        parts=combined_names(text),
        suffixed=None if suffixed is None else (name_key(suffixed[0]), suffixed[1]),
        # A vocabulary does not say which suffix is the product's own: its entry is no reference product for us.
        rivals=frozenset(hit.id for hit in rivals if hit.alias.vocabulary is None),
        payload=split_payload(text),
        is_antibody=is_antibody_name(text),
    )


def _company(text: str, registry: Registry, on: date | None) -> Profile:
    choice, trust = _choose(candidates(text, registry, on=on, label=COMPANY))
    if choice is not None and trust == "sure" and choice.kind in ("short", "abbrev"):
        trust = "soft"
    return Profile(
        key=company_key(text),
        id=None if choice is None else choice.id,
        trust=trust,
        kind="" if choice is None else choice.kind,
        reason="" if choice is None else _reason(text, choice),
        words=company_words(text),
        is_full=has_legal_form(text),
    )


def _choose(found: list[Candidate]) -> tuple[Candidate | None, str]:
    """The best candidate, when no other is as good, and how far to trust it."""
    if not found or (len(found) > 1 and found[0].score == found[1].score):
        return None, ""
    best = found[0]
    if best.score == UNSAFE_SCORE:
        return best, "weak"
    if best.score >= _SURE_SCORE:
        return best, "sure"
    return (best, "soft") if best.score >= _NEAR_SCORE else (None, "")


def _reason(text: str, choice: Candidate) -> str:
    return f"registry: {text} is {choice.name} ({choice.reason}; score {choice.score:.2f})"
