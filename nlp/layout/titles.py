"""What a sentence hangs under: the heading above it, a bullet's own opening, the paragraph that introduces a list."""

from __future__ import annotations

import re

from nlp.layout.blocks import Block
from nlp.layout.lines import trim

Span = tuple[int, int]
_MARKED = re.compile(r"[*_]{0,3}<u>(?P<u>[^<\n]{2,120})</u>|(?P<s>\*{2,3})(?P<b>[^*\n]{2,140})(?P=s)")
_DASHED = re.compile(r"(?P<d>[^\n.;!?“\"—–]{2,70}?)\s*(?:—|–\s|--|\s-\s)(?=\s*\S)")
_COLON = re.compile(r"(?P<d>[^\n.;!?“\":]{2,80}?)[*_]{0,3}:\s")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|may|can|expects?|announced|reported|said|completed|received|presented"
    r"|includes?|began|initiated)\b"
)
_EDGE = " \t*_#<>:.—–-"


def lead_in(text: str, block: Block) -> Span | None:
    """The block's own opening: underlined or bold, or set off by a dash or colon; without marks and separators."""
    window = min(block.end, block.start + 260)
    marked = _MARKED.match(text, block.start, window)
    if marked is not None:
        span = bare(text, *marked.span("u" if marked["u"] else "b"))
        return span if span[1] < block.end - 12 and span[0] < span[1] else None
    for pattern in (_DASHED, _COLON):
        found = pattern.match(text, block.start, window)
        if found and len(found["d"].split()) <= 9 and not VERB.search(found["d"]):
            return bare(text, *found.span("d"))
    return None


def marked_opening(text: str, block: Block) -> Span | None:
    """A paragraph's underlined or bold opening, or a short one before a dash: the compound that it is about."""
    span = lead_in(text, block)
    if span is None or text[span[1] : span[1] + 2].lstrip("*_ ").startswith(":"):
        return span if span and _MARKED.match(text, block.start, block.start + 200) else None
    return span


def bare(text: str, start: int, end: int) -> Span:
    """The span without emphasis, tags and separators at its ends."""
    start, end = trim(text, start, end)
    while start < end:
        if text.startswith(("<u>", "<b>", "<i>"), start):
            start += 3
        elif text[start] in _EDGE and text[start] not in "<>":
            start += 1
        else:
            break
    while start < end:
        if text[:end].endswith(("</u>", "</b>", "</i>")) if end - start < 400 else text.endswith("</u>", start, end):
            end -= 4
        elif text[end - 1] in _EDGE and text[end - 1] not in "<>":
            end -= 1
        else:
            break
    return start, end


class Trail:
    """Keeps what is above while the blocks go by."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heading: Span | None = None
        self._opening: Span | None = None
        self._intro: Span | None = None
        self._parents: list[tuple[int, Span | None]] = []

    def heading(self, block: Block) -> None:
        self._heading = bare(self._text, block.start, block.end)
        self._opening = self._intro = None
        self._parents = []

    def leave(self) -> None:
        """A zone without a heading begins: what was above says nothing of it."""
        self._heading = self._opening = self._intro = None
        self._parents = []

    def paragraph(self, block: Block, last_sentence: Span) -> Span | None:
        """Note a paragraph and give the heading above it."""
        self._parents = []
        self._opening = marked_opening(self._text, block)
        self._intro = bare(self._text, *last_sentence) if block.tail.endswith(":") else None
        return self._heading

    def bullet(self, block: Block, last_sentence: Span) -> tuple[Span | None, Span | None]:
        """The heading and the lead-in of a bullet."""
        while self._parents and self._parents[-1][0] >= block.level:
            self._parents.pop()
        own = lead_in(self._text, block)
        above = next((span for _, span in reversed(self._parents) if span is not None), None)
        if block.tail.endswith(":"):
            parent: Span | None = bare(self._text, *last_sentence)
        elif block.words <= 14 and not block.tail.endswith("."):
            parent = bare(self._text, block.start, block.end)
        else:
            parent = own
        self._parents.append((block.level, parent))
        return self._opening or self._heading, own or above or self._intro
