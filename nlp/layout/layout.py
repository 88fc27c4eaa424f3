"""Sections and sentences of a text."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from nlp.layout import blocks as block_room
from nlp.layout import opening as opening_room
from nlp.layout import quotes as quote_room
from nlp.layout import sentences, titles, zones
from nlp.layout.blocks import Block
from nlp.layout.opening import Opening
from nlp.layout.quotes import Quote
from nlp.records import Layout, Section, Sentence

_SILENT = frozenset({"table", "cover", "front_matter"})
_QUOTING = frozenset({"body", "bullet", "about", "subheadline"})


def lay_out(text: str) -> Layout:
    """Sections in order (quotes lie inside others) and sentences in order, both with offsets into `text`."""
    blocks = block_room.build(text)
    opening = opening_room.read(text, blocks)
    names = zones.assign(blocks, opening)
    spans = [(b.start, b.end) for b, n in zip(blocks, names, strict=True) if n in _QUOTING]
    quotes = quote_room.find(text, spans)
    found = list(_sentences(text, blocks, names, opening, quotes))
    sections = _sections(blocks, names, opening) + [Section("quote", q.start, q.end, q.speaker) for q in quotes]
    sections.sort(key=lambda s: (s.start, -s.end))
    return Layout(tuple(sections), tuple(found))


def _sections(blocks: Sequence[Block], names: Sequence[str], opening: Opening) -> list[Section]:
    """Runs of blocks with one name; the dateline is cut off the paragraph that it begins."""
    result: list[Section] = []
    if opening.front:
        result.append(Section("front_matter", *opening.front))
    previous = ""
    for number, (block, name) in enumerate(zip(blocks, names, strict=True)):
        if name == "front_matter":
            continue
        start = block.start
        if number == opening.dateline_block and opening.dateline:
            result.append(Section("dateline", opening.dateline.start, opening.dateline.end))
            start, previous = opening.dateline.end, ""
            if start >= block.end:
                continue
        if name == previous and name != "heading":
            last = result[-1]
            result[-1] = Section(name, last.start, block.end)
        else:
            result.append(Section(name, start, block.end))
        previous = name
    return result


def _sentences(
    text: str, blocks: Sequence[Block], names: Sequence[str], opening: Opening, quotes: Sequence[Quote]
) -> list[Sentence]:
    result: list[Sentence] = []
    if opening.front_title and not opening.headline:
        result.append(Sentence(*opening.front_title, "headline", 0))
    starts = [q.start for q in quotes]
    trail = titles.Trail(text)
    joined = _headline_span(blocks, opening)
    for number, (block, name) in enumerate(zip(blocks, names, strict=True)):
        if name in _SILENT:
            continue
        if name == "headline":
            if number == opening.headline[0] and joined:
                result.append(Sentence(*titles.bare(text, *joined), name, number))
            continue
        if name == "about" and number and names[number - 1] not in {"about", "heading", "bullet"}:
            trail.leave()
        start = block.start
        if number == opening.dateline_block and opening.dateline:
            start = opening.dateline.end
        spans = list(sentences.split(text, start, block.end)) if name != "heading" else []
        if name == "heading":
            trail.heading(block)
            result.append(Sentence(*titles.bare(text, block.start, block.end), name, number))
            continue
        if not spans:
            continue
        if block.kind == "bullet":
            heading, lead = trail.bullet(block, spans[-1])
        else:
            heading = trail.paragraph(block, spans[-1])
            lead = titles.lead_in(text, block) if start == block.start else None
        if block.emphasis and len(spans) == 1:
            spans = [titles.bare(text, *spans[0])]
        for first, last in spans:
            quote = _quote_over(first, last, quotes, starts)
            section, speaker = ("quote", quote.speaker) if quote else (name, None)
            result.append(Sentence(first, last, section, number, heading, lead, speaker))
    return result


def _headline_span(blocks: Sequence[Block], opening: Opening) -> tuple[int, int] | None:
    if not opening.headline:
        return None
    return blocks[opening.headline[0]].start, blocks[opening.headline[-1]].end


def _quote_over(first: int, last: int, quotes: Sequence[Quote], starts: Sequence[int]) -> Quote | None:
    """The quotation that holds a good part of the sentence, beside "X commented," and its like."""
    number = bisect.bisect_right(starts, first) - 1
    for quote in quotes[max(number, 0) : number + 3]:
        shared = min(last, quote.end) - max(first, quote.start)
        if 4 * shared > last - first:
            return quote
    return None
