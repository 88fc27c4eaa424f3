"""The headline among the lines over the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.layout import dateline
from nlp.layout.blocks import Block
from nlp.layout.zone_words import EMAIL_OR_PHONE, zone_of_heading, zone_of_opening

_I = re.IGNORECASE
_NO_HEADLINE = re.compile(
    r"(?:for (?:immediate|release)|pr newswire|globe ?newswire|business wire|exhibit|news ?release|press release|media"
    r" release|news$|company announcement|(?:asx|market|sgx|hkex|regulatory|rns) (?:announcement|release)\W*$"
    r"|corporate release|stock exchange|ad[- ]?hoc|nyse|nasdaq|logo|\(?(?:photo|image)|by [A-Z]|source|contact"
    r"|\(\d\d:\d\d gmt\)|/?c o r r e c t i o n|inside information"
    r"|regulated information|not for (?:release|distribution)|this (?:press|announcement)|date:|page \d|embargoed"
    r"|download|updated|published|print|share|-- ?$)",
    _I,
)
_POST = re.compile(
    r"^(?:chief|senior|executive|vice|director|president|investor|media|corporate|tel|fax)\b[\w"
    r" ,&/]{0,60}"
    r"\b(?:officer|president|relations|communications|director|affairs)$",
    _I,
)
_TELLS = re.compile(
    r"\S\s+(?:[\w®™,.()]+\s+){0,12}?(?:to\s+\w+|announce[sd]?|report(?:s|ed)?|present(?:s|ed)?|provide[sd]?"
    r"|receive[sd]?|complete[sd]?|initiate[sd]?|enters?"
    r"|dose[sd]?|approve[sd]?|sign(?:s|ed)?|submit(?:s|ted)?|acquires?|achieve[sd]?|grant(?:s|ed)|select(?:s|ed)"
    r"|demonstrate[sd]?|show(?:s|ed)?|meets?|met"
    r"|launch(?:es|ed)?|expands?|advances?|names?|appoints?|closes?|commences?|begins?|starts?|files?|wins?|updates?"
    r"|shares?|highlights?|results)\b",
    _I,
)


def find_headline(
    text: str, blocks: Sequence[Block], begin: int, limit: int, title: tuple[int, int] | None
) -> tuple[tuple[int, ...], frozenset[int], frozenset[int]]:
    """Headline blocks, the blocks under it, and what stands before it, up to the first paragraph."""
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
    return (
        bool(EMAIL_OR_PHONE.search(block.head) or _POST.search(block.head)) or zone_of_opening(block.head) == "contacts"
    )


def _likeliest(blocks: Sequence[Block], usable: Sequence[int], begin: int) -> int:
    """The first block where the text begins with it; behind a cover or contacts the first that tells something."""
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
