"""How a document begins: front matter, an 8-K's cover, the headline over the dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlp.layout import dateline
from nlp.layout.blocks import Block
from nlp.layout.dateline import Dateline
from nlp.layout.zone_words import EMAIL_OR_PHONE, zone_of_heading, zone_of_opening

_I = re.IGNORECASE
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FRONT_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>[^\r\n]*?)(?P=quote)[ \t]*$", re.MULTILINE)
_FORM = re.compile(r"\bform\s+(8-?\s?K|6-?\s?K|10-?[KQ])\b", _I)
_COMMISSION = re.compile(r"securities\s+and\s+exchange\s+commission", _I)
_SIGNATURE = re.compile(r"signatures?\b.{0,10}$", _I)
_ITEM = re.compile(r"item\s+\d{1,2}(?:\.\s?\d\d)?\s*[.:—–-]?\s*\S", _I)
_EXHIBITS_ITEM = re.compile(r"item\s+(?:9\.\s?01|7\b\.?\s*(?!\.))", _I)
_ITEM_ANY = re.compile(r"item\s+\d", _I)
_FURNISHED = re.compile(
    r"press release|news release|furnish|exhibit|shall not be deemed|incorporated (?:herein )?by reference|general instruction|not applicable", _I)
_EXHIBIT = re.compile(r"(?:ex(?:hibit)?[- .]*99(?:[.(]\d+\)?)?|for immediate release|(?:press|news) release|contacts?:?)\s*[-–—:]*$", _I)
_SIGNED = re.compile(
    r"/s/|by:|dated?:|name:|title:|\(?registrant|pursuant to the requirements|exhibit|index|tel[:.]|.{0,60}\b(?:officer|president|director|treasurer"
    r"|controller|secretary|counsel)\b|\d{1,3}(?:\.\d)?\s|.{0,80}/s/|signature|\(?principal", _I)
_NO_HEADLINE = re.compile(
    r"(?:for (?:immediate|release)|pr newswire|globe ?newswire|business wire|exhibit|news ?release|press release|media release|news$|company announcement"
    r"|corporate release|stock exchange|ad[- ]?hoc|nyse|nasdaq|logo|\(?(?:photo|image)|by [A-Z]|source|contact|\(\d\d:\d\d gmt\)|/?c o r r e c t i o n|inside information"
    r"|regulated information|not for (?:release|distribution)|this (?:press|announcement)|date:|page \d|embargoed|download|updated|published|print|share|-- ?$)", _I)
_POST = re.compile(r"^(?:chief|senior|executive|vice|director|president|investor|media|corporate|tel|fax)\b[\w ,&/]{0,60}"
                   r"\b(?:officer|president|relations|communications|director|affairs)$", _I)
_TELLS = re.compile(
    r"\S\s+(?:[\w®™,.()]+\s+){0,12}?(?:to\s+\w+|announce[sd]?|report(?:s|ed)?|present(?:s|ed)?|provide[sd]?|receive[sd]?|complete[sd]?|initiate[sd]?|enters?"
    r"|dose[sd]?|approve[sd]?|sign(?:s|ed)?|submit(?:s|ted)?|acquires?|achieve[sd]?|grant(?:s|ed)|select(?:s|ed)|demonstrate[sd]?|show(?:s|ed)?|meets?|met"
    r"|launch(?:es|ed)?|expands?|advances?|names?|appoints?|closes?|commences?|begins?|starts?|files?|wins?|updates?|shares?|highlights?|results)\b", _I)
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
    form: str | None = None


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
    cover, begin, form = _cover(blocks, first)
    found = _find_dateline(text, blocks, begin)
    limit = found[0] if found else _first_prose(blocks, begin)
    headline, under, preface = _headline(text, blocks, begin, limit, title)
    return Opening(
        front, title, cover, headline, under, preface, found[0] if found else None, found[1] if found else None, form
    )


def _cover(blocks: Sequence[Block], first: int) -> tuple[frozenset[int], int, str | None]:
    """The blocks that are a filing's cover, where the rest begins, and the form's name."""
    top = blocks[first : first + 25]
    form = next((m[1] for b in top if (m := _FORM.search(b.head))), None)
    if form is None or not any(_COMMISSION.search(b.head) for b in top):
        return frozenset(), first, None
    form = re.sub(r"\s", "", form.upper()).replace("8K", "8-K").replace("6K", "6-K")
    signature = next((i for i in range(first, len(blocks)) if _SIGNATURE.match(blocks[i].head) and blocks[i].words < 4), None)
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
    return frozenset(cover), begin, form


def _only_furnished(item: Sequence[Block]) -> bool:
    return all(b.words < 15 or _FURNISHED.search(b.head) or zone_of_opening(b.head) == "safe_harbour" for b in item)


def _after_signature(blocks: Sequence[Block], signature: int) -> int:
    """The first block of the exhibit: the one that says so, else the first that does not look signed."""
    last = min(len(blocks), signature + 40)
    for i in range(signature + 1, last):
        if _EXHIBIT.match(blocks[i].head) or (blocks[i].head.lower().startswith(("contact", "for immediate")) and blocks[i].kind != "table"):
            return i
    signed = signature
    for i in range(signature + 1, last):
        block = blocks[i]
        if _SIGNED.match(block.head) or block.kind == "table":
            signed = i
        elif block.words > 6:
            break
    return signed + 1


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
        alone = alone or (i, found)
        if i + 1 < len(blocks) and blocks[i + 1].words >= 20 and blocks[i + 1].kind == "paragraph":
            again = dateline.find(text, blocks[i + 1].start, blocks[i + 1].end)
            return (i, found) if again is None else (i + 1, again)
    return alone


def _first_prose(blocks: Sequence[Block], begin: int) -> int:
    for i in range(begin, len(blocks)):
        block = blocks[i]
        if block.kind == "paragraph" and not block.emphasis and (block.words >= 45 or (block.words >= 14 and _is_sentence(block))):
            if i == begin and not _is_sentence(block):
                continue
            return i
    return len(blocks)


def _is_sentence(block: Block) -> bool:
    return block.tail.endswith(_ENDS) or block.head[:1] in "“\""


def _headline(
    text: str, blocks: Sequence[Block], begin: int, limit: int, title: tuple[int, int] | None
) -> tuple[tuple[int, ...], frozenset[int], frozenset[int]]:
    """Headline blocks, the blocks under it, and what stands before it (contacts, agencies), up to the first paragraph."""
    candidates = [i for i in range(begin, limit) if blocks[i].kind in {"paragraph", "bullet"}]
    contacts = _contact_runs(blocks, begin, limit)
    usable = [i for i in candidates if i not in contacts and not _no_headline(blocks[i])]
    wanted = _key(text[title[0] : title[1]])[:40] if title else ""
    same = [i for i in usable if wanted and _key(blocks[i].head)[:40] == wanted]
    marked = [i for i in usable if blocks[i].title]
    if same:
        chosen = same[-1]
    elif marked:
        chosen = marked[0]
    elif title:
        return (), frozenset(candidates), frozenset()
    else:
        chosen = _likeliest(blocks, usable, begin)
    if chosen < 0:
        return (), frozenset(usable), frozenset(set(candidates) - set(usable))
    lines = [chosen]
    while lines[-1] + 1 < limit and _continued(blocks[lines[-1]], blocks[lines[-1] + 1]):
        lines.append(lines[-1] + 1)
    under = frozenset(i for i in usable if i > lines[-1])
    preface = frozenset(i for i in range(begin, limit) if i not in under and i not in lines)
    return tuple(lines), under, preface


def _contact_runs(blocks: Sequence[Block], begin: int, limit: int) -> frozenset[int]:
    """Runs of blocks without a blank line between them, one of which has a phone, an address or a post."""
    found: set[int] = set()
    run: list[int] = []
    for i in range(begin, limit + 1):
        if i == limit or blocks[i].before:
            if any(_is_contact(blocks[j]) for j in run):
                found.update(run)
            run = []
        run.append(i)
    return frozenset(found)


def _is_contact(block: Block) -> bool:
    if block.words > 30 or block.title:
        return False
    return bool(EMAIL_OR_PHONE.search(block.head) or _POST.search(block.head)) or zone_of_opening(block.head) == "contacts"


def _likeliest(blocks: Sequence[Block], usable: Sequence[int], begin: int) -> int:
    """The first block where the text begins with it; behind a cover or contacts the first that says something happens."""
    plain = [i for i in usable if blocks[i].kind == "paragraph"]
    if begin == 0 and plain[:1] == [0]:
        return 0
    telling = (i for i in plain if blocks[i].words >= 4 and _TELLS.search(blocks[i].head))
    return next(telling, next((i for i in plain if blocks[i].words >= 4), plain[0] if plain else -1))


def _continued(above: Block, block: Block) -> bool:
    """Whether a headline runs on in the next line."""
    if block.before or block.kind != "paragraph" or above.tail.endswith((".", "!", "?")) or block.head[:1] in "-–—$":
        return False
    return bool(re.match(r"(?:for|and|of|in|with|to|from|as|by|at|on|the|&)\b", block.head, _I)) or above.tail.endswith(
        (",", " and", " of", " for", " in", " with", " to", "&")
    )


def _no_headline(block: Block) -> bool:
    head = block.head
    if not head or (_NO_HEADLINE.match(head) and block.words < 30):
        return True
    if block.words < 40 and EMAIL_OR_PHONE.search(head):
        return True
    if head.startswith(("http", "www.", "(http", "!")) or zone_of_opening(head) in {"links", "contacts", "legal"}:
        return True
    if zone_of_heading(head) in {"contacts", "webcast", "links"} and block.words < 6:
        return True
    return dateline.first_date(head, 0, 60) is not None and block.words <= 8


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
