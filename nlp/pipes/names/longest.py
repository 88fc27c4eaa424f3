"""A name and its pieces: only the longest one stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.pipes.found import Found
from nlp.records import Layout


def longest(flat: str, layout: Layout, found: Sequence[Found]) -> list[Found]:
    """Without the compounds and companies that are only a piece of a longer one ("trastuzumab" in
    "trastuzumab-dkst"); the whole is as strong.
    """
    return [
        *_variants(flat, layout, _whole(found, "COMPOUND")),
        *_whole(found, "COMPANY"),
        *(f for f in found if f.label not in ("COMPOUND", "COMPANY")),
    ]


def _whole(found: Sequence[Found], label: str) -> list[Found]:
    names = sorted((f for f in found if f.label == label), key=lambda f: (f.start, -f.end, -f.strength))
    kept: list[Found] = []
    for item in names:
        if kept and item.start < kept[-1].end and kept[-1].strength <= 2 < item.strength:
            kept[-1] = item  # a name guessed from its surroundings gives way to a sure one inside it
            continue
        if kept and item.end <= kept[-1].end:
            if item.strength > kept[-1].strength:
                kept[-1] = replace(kept[-1], strength=item.strength)
            continue
        kept.append(item)
    return kept


_VARIANT = re.compile(
    r" {1,2}(?!(?:FDA|NDA|BLA|IND|US|USA|EU|UK|EMA|CEO|AND|OR|IS|FOR|IN|WITH|THE|TO|OF|PK|PD|ON|AT|BY|AS|VS|IV|SC|"
    r"PLUS|ADC|NEWS)\b)([A-Z]{2,9})(?=[®™,.;:)]| ?\(| (?:[a-z(]))"
)


def _variants(flat: str, layout: Layout, compounds: Sequence[Found]) -> list[Found]:
    """A brand in capitals with its second word in capitals is another product ("EYLEA HD", "INVEGA SUSTENNA")."""
    out = []
    for item in compounds:
        name = flat[item.start : item.end]
        match = _VARIANT.match(flat, item.end) if name.isupper() and name.isalpha() and len(name) >= 4 else None
        if match and (match[1] == name or any(item.end < s.start <= match.start(1) for s in layout.sentences)):
            match = None  # a heading and the sentence below it
        out.append(replace(item, end=match.end(1), key="", strength=item.strength) if match else item)
    return out
