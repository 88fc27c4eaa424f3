"""brat's configuration, made from the taxonomy: what may be marked (`annotation.conf`) and how it looks
(`visual.conf`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nlp.annotation.marks import RELATIONS, SYMMETRIC, TEXT, Vocabulary
from nlp.export.style import COLOURS, OTHER

_MANY = frozenset({"texts", "companies"})
_LABELS = {
    "compound": "COMPOUND",
    "company": "COMPANY",
    "companies": "COMPANY",
    "phase": "PHASE",
    "date": "DATE",
    "money": f"MONEY|{TEXT}",
    "number": f"MONEY|{TEXT}",
}


def files(vocabulary: Vocabulary) -> dict[str, bytes]:
    """The two files; brat's other settings have defaults that fit."""
    return {
        "annotation.conf": "".join(f"{line}\n" for line in _annotation(vocabulary)).encode(),
        "visual.conf": "".join(f"{line}\n" for line in _visual(vocabulary)).encode(),
    }


def _annotation(vocabulary: Vocabulary) -> Iterator[str]:
    yield "[entities]"
    yield from vocabulary.labels
    yield "\n[relations]"
    for kind in RELATIONS:
        either = ", <REL-TYPE>:symmetric" if kind in SYMMETRIC else ""
        for label in ("COMPANY",) if kind == "subsidiary_of" else ("COMPOUND", "COMPANY"):
            yield f"{kind}\tArg1:{label}, Arg2:{label}{either}"
    yield "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"
    yield "\n[events]"
    for name, slots in vocabulary.types.items():
        roles = [_role(slot, about, vocabulary) for slot, about in slots.items() if about["kind"] != "enum"]
        yield f"{name}\t{', '.join(roles)}"
    yield "\n[attributes]"
    yield f"realis\tArg:<EVENT>, Value:{'|'.join(vocabulary.realis)}"
    for name in vocabulary.types:
        for slot, values in vocabulary.enums(name).items():
            yield f"{name}-{slot}\tArg:{name}, Value:{'|'.join(values)}"


def _role(slot: str, about: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """A slot with how often it may be filled and by what."""
    own = slot.upper()
    labels = _LABELS.get(about["kind"]) or (f"{own}|{TEXT}" if own in vocabulary.labels else "<ENTITY>")
    return f"{slot}{'*' if about['kind'] in _MANY else '?'}:{labels}"


def _visual(vocabulary: Vocabulary) -> Iterator[str]:
    yield "[labels]"
    for name in (*vocabulary.labels, *vocabulary.types):
        yield f"{name} | {name.replace('_', ' ').capitalize()}"
    for name in vocabulary.types:
        for slot in vocabulary.enums(name):
            yield f"{name}-{slot} | {slot}"
    yield "\n[drawing]"
    yield "SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken"
    yield "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"
    for kind in sorted(SYMMETRIC):
        yield f"{kind}\tarrowHead:none, dashArray:3-3"
    for name in vocabulary.types:
        yield f"{name}\tbgColor:{COLOURS.get(name, OTHER)}"
    yield "ATTRIBUTE_DEFAULT\tglyph:*"
