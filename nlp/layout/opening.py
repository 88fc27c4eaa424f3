"""How a document begins: front matter, an 8-K's cover, the headline over the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.layout import dateline
from nlp.layout.blocks import Block
from nlp.layout.cover import find_cover
from nlp.layout.dateline import Dateline
from nlp.layout.headline import find_headline

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>[^\r\n]*?)(?P=quote)[ \t]*$", re.MULTILINE)
_ENDS = (".", "!", "”", '"')


@dataclass(frozen=True, slots=True)
class Opening:
    """What the beginning of a document is made of; indexes are those of the blocks, spans are characters."""

    front: tuple[int, int] | None = None
    front_title: tuple[int, int] | None = None
    cover: frozenset[int] = field(default_factory=frozenset)
    headline: tuple[int, ...] = ()
    under: frozenset[int] = field(default_factory=frozenset)
    preface: frozenset[int] = field(default_factory=frozenset)
    dateline_block: int | None = None
    dateline: Dateline | None = None


def front_matter(text: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The spans of a leading `---` block and of the title in it."""
    opening = _FRONT.match(text)
    closing = _FRONT_END.search(text, opening.end(), opening.end() + 20_000) if opening else None
    if opening is None or closing is None:
        return None, None
    title = _TITLE.search(text, opening.end(), closing.start())
    span = title.span("title") if title and title["title"].strip() else None
    return (opening.start(), closing.end()), span


def read(text: str, blocks: Sequence[Block]) -> Opening:
    front, title = front_matter(text)
    after = front[1] if front else 0
    first = next((i for i, b in enumerate(blocks) if b.start >= after), len(blocks))
    cover, begin = find_cover(blocks, first)
    found = _find_dateline(text, blocks, begin)
    limit = found[0] if found else _first_prose(text, blocks, begin)
    headline, under, preface = find_headline(text, blocks, begin, limit, title)
    return Opening(
        front, title, cover, headline, under, preface, found[0] if found else None, found[1] if found else None
    )


def _find_dateline(text: str, blocks: Sequence[Block], begin: int) -> tuple[int, Dateline] | None:
    """The first block with a dateline and words after it, else the first dateline alone."""
    alone: tuple[int, Dateline] | None = None
    for i in range(begin, min(len(blocks), begin + 45)):
        block = blocks[i]
        if block.kind in {"table", "front_matter"}:
            continue
        found = dateline.find(text, block.start, block.end)
        if found is None:
            continue
        if block.end - found.end > 30:
            return i, found
        titled = any(b.title for b in blocks[begin : i + 1])
        if i + 1 < len(blocks) and blocks[i + 1].title and not titled:
            continue  # a day over the headline's own line is no dateline
        alone = alone or (i, found)
        if i + 1 < len(blocks) and blocks[i + 1].words >= 20 and blocks[i + 1].kind == "paragraph":
            again = dateline.find(text, blocks[i + 1].start, blocks[i + 1].end)
            return (i, found) if again is None else (i + 1, again)
    return alone or _place_alone(text, blocks, begin)


def _place_alone(text: str, blocks: Sequence[Block], begin: int) -> tuple[int, Dateline] | None:
    """The first paragraph that begins with a place and its land, where no line has a dateline with its day."""
    for i in range(begin, min(len(blocks), begin + 45)):
        if blocks[i].kind == "paragraph" and not blocks[i].title and blocks[i].words >= 14:
            found = dateline.place_alone(text, blocks[i].start, blocks[i].end)
            if found is not None:
                return i, found
    return None


def _first_prose(text: str, blocks: Sequence[Block], begin: int) -> int:
    for i in range(begin, len(blocks)):
        block = blocks[i]
        words = block.words // 2 if _told_twice(text[block.start : block.end]) else block.words
        if (
            block.kind == "paragraph"
            and not block.emphasis
            and (words >= 45 or (block.words >= 14 and _is_sentence(block)))
        ):
            if i == begin and (not _is_sentence(block) or _titled(block.head)):
                continue
            return i
    return len(blocks)


def _told_twice(words: str) -> bool:
    """Whether a newswire's copy gives the same words twice, as it does with a line under the headline."""
    middle = len(words) // 2
    return len(words) % 2 == 1 and words[middle].isspace() and words[:middle] == words[middle + 1 :]


def _titled(head: str) -> bool:
    """Whether nearly all longer words are capitalised, as in a headline."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]+", head) if len(w) > 3]
    return len(words) >= 3 and sum(1 for w in words if not w[0].islower()) >= 0.75 * len(words)


def _is_sentence(block: Block) -> bool:
    return block.tail.endswith(_ENDS) or block.head[:1] in '“"'
