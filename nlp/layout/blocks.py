"""Lines joined into blocks: paragraphs, bullets, tables. Hard wraps and page breaks in a sentence are healed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp.layout.labels import dates_a_list, fills_a_label, is_labelled
from nlp.layout.lines import Line, split_lines

_NOISE = re.compile(r"[*_#`\\|]+|</?[a-zA-Z]{1,6}>|[\u200b-\u200d\ufeff]|\[\d{1,2}\]")
_MARKUP = frozenset("*_#`\\|<[\u200b\u200c\u200d\ufeff")
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"(?<![\w.])[$(]{0,2}\d[\d,.]*\)?%?(?!\w)|(?<=\s)[—–-](?=\s)")
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|of|and|by|in|to|an?|for|with|or|from|its|their|our|on|at|as|that|which|between|including))$"
)
_ITEM = re.compile(r"[A-Z][\w-]+®?(?: [\w-]+){0,3} [—–] ")
_SHORT = 60
HEAD = 400  # characters of a block that patterns look at: keeps everything linear


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together; `start`/`end` cover its content, without a bullet's mark.

    `head` is the block's first characters without markup, spaces collapsed; `tail` its last; `words` counts to 60 only.
    `before` is the number of blank lines (0 or 1) over it; `emphasis` tells that the block is bold or a # heading.
    """

    start: int
    end: int
    kind: str
    head: str
    tail: str
    words: int
    level: int = 0
    before: int = 1
    emphasis: bool = False
    title: bool = False
    numbered: bool = False


def plain(text: str) -> str:
    """Text without markdown marks and simple tags, spaces collapsed; for matching, never for offsets."""
    if not _MARKUP.isdisjoint(text):
        text = _NOISE.sub("", text)
    return " ".join(text.split())


def build(text: str) -> tuple[Block, ...]:
    """All blocks of a text in order, page numbers and rules left out."""
    blocks = [_block(text, group, before) for group, before in _group(text, list(split_lines(text)))]
    return tuple(_heal(text, _tabulate(blocks)))


def _group(text: str, lines: Sequence[Line]) -> Iterable[tuple[list[Line], int]]:
    group: list[Line] = []
    blank = 1
    widths = _widths(lines)
    for number, line in enumerate(lines):
        if line.kind in {"blank", "fence"}:
            if group:
                yield group, blank
                group, blank = [], 1
            blank = 1
            continue
        if group and not _joins(text, group[-1], line, widths[number]):
            yield group, blank
            group, blank = [], 0
        group.append(line)
    if group:
        yield group, blank


def _widths(lines: Sequence[Line]) -> list[int]:
    """For every line the longest line of its run between blank lines: the width at which the run was wrapped."""
    widths = [0] * len(lines)
    first = 0
    longest = 0
    for number, line in enumerate(lines):
        if line.kind == "blank":
            widths[first:number] = [longest] * (number - first)
            first, longest = number + 1, 0
        else:
            longest = max(longest, line.end - line.start)
    widths[first:] = [longest] * (len(lines) - first)
    return widths


def _joins(text: str, above: Line, line: Line, width: int) -> bool:
    if line.kind != "text" or above.kind not in {"text", "bullet"}:
        return line.kind == above.kind == "row"
    if text[above.end : line.start].startswith("  ") and text[above.end - 1] in ".:!?":
        return False  # markdown's hard line break
    if _lower_start(text, line.start) and text[above.end - 1] not in ".!?":
        return True
    if text[line.start] == "(" and text[line.end - 1] == ")" and above.end - above.start < _SHORT:
        return text[above.end - 1] not in ".!?:"  # a name, and below it what it is
    if _ITEM.match(text, above.content, above.end) and _ITEM.match(text, line.start, line.end):
        return False  # a list without marks: "NRV-210 — first data: mid-2026", one under the other
    if not 50 <= width <= 220:
        return False
    if _in_list(text[above.content : above.end], text[line.start : line.end]):
        return False
    word = _WORD.match(text, line.start, line.end)
    needed = above.end - above.start + 1 + (len(word.group()) if word else 0)
    if line.indent > above.indent + 2 and above.kind == "text" and text[above.end - 1] in ".!?:":
        return False
    return needed >= 0.92 * width


def _in_list(above: str, line: str) -> bool:
    """Whether a line begins a new item of a list without marks, below the one above."""
    if dates_a_list(line) or fills_a_label(line):
        return above[-1] not in ",;-–—" and not _OPEN_END.search(above)
    return is_labelled(line) and is_labelled(above) and above[-1] not in ",;-–—" and not _OPEN_END.search(above)


def _block(text: str, group: Sequence[Line], before: int) -> Block:
    first, last = group[0], group[-1]
    kind = {"text": "paragraph", "row": "table"}.get(first.kind, first.kind)
    return _make(text, first.content, last.end, kind, level=first.indent, before=before, numbered=first.numbered)


def _make(text: str, start: int, end: int, kind: str, *, level: int, before: int, numbered: bool) -> Block:
    raw = text[start : min(end, start + HEAD + 80)]
    title = raw.startswith("#")
    emphasis = title or (end - start < 250 and _emphasised(raw))
    tail = plain(text[max(start, end - 60) : end])
    words = min(60, len(text[start : min(end, start + 600)].split()))
    return Block(start, end, kind, plain(raw)[:HEAD], tail, words, level, before, emphasis, title, numbered)


def _emphasised(raw: str) -> bool:
    return (raw.startswith(("**", "__")) and raw.rstrip(" :[]0123456789®™").endswith(("**", "__"))) or (
        raw.startswith("<u>") and raw.endswith("</u>")
    )


def _tabulate(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that are nothing but numbers become tables; a numeric paragraph is a table whose lines were lost."""
    result = []
    for block in blocks:
        if block.kind == "paragraph" and block.words >= 12 and not block.tail.endswith((".", "”", '"')):
            numbers = len(_DIGITS.findall(block.head))
            if numbers >= 8 and numbers > 0.25 * len(block.head.split()):
                block = replace(block, kind="table")
        result.append(block)
    return result


def _heal(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join what a page break tore apart: an open sentence that goes on in lower case, over lone page numbers."""
    result: list[Block] = []
    for block in blocks:
        if block.kind in {"page", "rule"}:
            continue
        if result and block.kind == "paragraph" and _torn(text, result[-1], block):
            above = result[-1]
            result[-1] = _make(
                text,
                above.start,
                block.end,
                above.kind,
                level=above.level,
                before=above.before,
                numbered=above.numbered,
            )
        else:
            result.append(block)
    return result


def _torn(text: str, above: Block, block: Block) -> bool:
    if above.kind not in {"paragraph", "bullet"} or above.end - above.start < 40 or above.emphasis:
        return False
    if not block.before:
        return False
    tail = above.tail.rstrip()
    if not tail or tail[-1] in '.!?:"”':
        return False
    return _lower_start(text, block.start) or bool(above.words > 12 and _OPEN_END.search(tail))


def _lower_start(text: str, start: int) -> bool:
    """Whether a word in lower case begins here: `electroCore` and `aSAH` are names and do not count."""
    word = _WORD.match(text, start, start + 60)
    letters = word.group().strip("(\"“',.;:)") if word else ""
    return (
        bool(letters)
        and letters[0].islower()
        and letters == letters.lower()
        and "@" not in letters
        and "www" not in letters
    )
