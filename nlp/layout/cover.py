"""The cover of a filing: everything that is not the release, from the form's title to the signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.layout.blocks import Block
from nlp.layout.zone_words import zone_of_opening

_I = re.IGNORECASE
_FORM = re.compile(r"\bform\s+(8-?\s?K|6-?\s?K|10-?[KQ])\b", _I)
_COMMISSION = re.compile(r"securities\s+and\s+exchange\s+commission", _I)
_SIGNATURE = re.compile(r"signatures?\b.{0,10}$", _I)
_FORMULA = re.compile(r"pursuant\s+to\s+the\s+requirements", _I)
_ITEM = re.compile(r"item\s+\d{1,2}(?:\.\s?\d\d)?\s*[.:—–-]?\s*\S", _I)
_EXHIBITS_ITEM = re.compile(r"item\s+(?:9\.\s?01|7\b\.?\s*(?!\.))", _I)
_ITEM_ANY = re.compile(r"item\s+\d", _I)
_FURNISHED = re.compile(
    r"press release|news release|furnish|exhibit|shall not be deemed|incorporated (?:herein )?by reference|general"
    r" instruction|not applicable",
    _I,
)
_EXHIBIT = re.compile(
    r"(?:ex(?:hibit)?[- .]*99(?:[.(]\d+\)?)?|for immediate release|(?:press|news) release"
    r"|contacts?:?)\s*[-–—:]*$",
    _I,
)
_SIGNED = re.compile(
    r"/s/|by:|dated?:|name:|title:|\(?registrant|pursuant to the requirements|exhibit|index|tel[:.]"
    r"|.{0,60}\b(?:officer|president|director|treasurer"
    r"|controller|secretary|counsel)\b|\d{1,3}(?:\.\d)?\s|.{0,80}/s/|signature|\(?principal",
    _I,
)


def find_cover(blocks: Sequence[Block], first: int) -> tuple[frozenset[int], int]:
    """The blocks that are a filing's cover, and the first block of the rest."""
    top = blocks[first : first + 25]
    if not (any(_FORM.search(b.head) for b in top) and any(_COMMISSION.search(b.head) for b in top)):
        return frozenset(), first
    signature = _signature(blocks, first)
    items = [i for i in range(first, signature or len(blocks)) if _ITEM.match(blocks[i].head)]
    prose = [i for i in items if i + 1 < len(blocks) and not _ITEM_ANY.match(blocks[i + 1].head)]
    cover = set(range(first, prose[0] if prose else (signature or first)))
    for number, item in enumerate(prose):
        stop = prose[number + 1] if number + 1 < len(prose) else (signature or len(blocks))
        if _EXHIBITS_ITEM.match(blocks[item].head) and signature is not None or _only_furnished(blocks[item:stop]):
            cover.update(range(item, stop))
    begin = prose[0] if prose else first
    if signature is not None:
        begin = _after_signature(blocks, signature)
        cover.update(range(signature, begin))
    return frozenset(cover), begin


def _signature(blocks: Sequence[Block], first: int) -> int | None:
    """The signature page: the title with its formula under it (a table of contents names it too), else the first."""
    titles = [i for i in range(first, len(blocks)) if blocks[i].words < 4 and _SIGNATURE.match(blocks[i].head)]
    signed = (i for i in titles if any(_FORMULA.match(b.head) for b in blocks[i + 1 : i + 3]))
    return next(signed, titles[0] if titles else None)


def _only_furnished(item: Sequence[Block]) -> bool:
    return all(b.words < 15 or _FURNISHED.search(b.head) or zone_of_opening(b.head) == "safe_harbour" for b in item)


def _after_signature(blocks: Sequence[Block], signature: int) -> int:
    """The first block of the exhibit: the one that says so, else the first that does not look signed."""
    last = min(len(blocks), signature + 40)
    for i in range(signature + 1, last):
        if _EXHIBIT.match(blocks[i].head) or (
            blocks[i].head.lower().startswith(("contact", "for immediate")) and blocks[i].kind != "table"
        ):
            return i
    signed = signature
    for i in range(signature + 1, last):
        block = blocks[i]
        if _SIGNED.match(block.head) or block.kind == "table":
            signed = i
        elif block.words > 6:
            break
    return signed + 1
