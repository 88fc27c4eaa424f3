"""Which zone every block lies in, from headings, openings and what went before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.layout.blocks import Block
from nlp.layout.labels import dates_a_list, fills_a_label, is_labelled
from nlp.layout.opening import Opening
from nlp.layout.titles import VERB
from nlp.layout.word_sets import word_set
from nlp.layout.zone_words import EMAIL_OR_PHONE, SKIPPED, tells_call, zone_of_heading, zone_of_opening

_SMALL = word_set("a an and as at but by for from in into nor of on or over per the to up via with vs within")
_TITLED = re.compile(r"[A-Z0-9][\w'’.-]*|[a-z]+[A-Z]\w*")
_WORDS = re.compile(r"[^\W_][\w'’.®™-]*")
_TABLE_TITLE = re.compile(
    r"\b(?:unaudited|in (?:thousands|millions)|except (?:per )?share|condensed|consolidated|balance sheets?"
    r"|statements? of|reconciliation"
    r"|financials? (?:tables? )?follow|selected financial|three months ended|six months ended|year"
    r" ended)\b",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"\b(?:Inc|Ltd|Corp|Co|N\.V|S\.A|B\.V|S\.p\.A|L\.P)\.$")
_STATEMENT = re.compile(
    r"\b(?:balance sheets?|statements? of (?:operations|income|cash flows?|comprehensive|earnings|financial position"
    r"|loss)"
    r"|income statements?|selected (?:consolidated |condensed )*financial (?:information|data)|financials? (?:tables?"
    r" )?follow"
    r"|reconciliation of (?:gaap|non-gaap))\b",
    re.IGNORECASE,
)
# "Total revenue: $300 to $320 million": a line that says something, though it has no verb.
_ROW = re.compile(r"\w ?: ?[^:]{0,30}?(?:[$€£¥]|\b[A-Z]{3} ?)\d[\d.,]*|\w ?: ?[^:]{0,30}?\d ?(?:%|million|billion)")
_ITEM = re.compile(r"item\s+\d{1,2}\.\s?\d\d\b", re.IGNORECASE)
# "Norvatug (NRV-210), a", "NRV-210 in gout"
_NAME_FIRST = re.compile(r"[A-Z][\w®™-]+(?: [a-z]{5,})?(?:,| \(| (?:in|for) )")
# "norvatamab mertansine (NRV-210, an antibody-drug conjugate)"
_INN_FIRST = re.compile(r"[a-z]{7,}(?: [a-z]{6,})? \([A-Z][\w-]*\d[^()]*\)$")
_ENDS_OPEN = re.compile(r"(?:,|\b(?:the|of|and|by|in|to|an?|for|with|or|from|its|their|our|on|at|as|that|which))$")
_PROSE = 12
_ITEM_WORDS = 18
_STICKY = frozenset({"table", "safety_information", "references"})
_INDICATION = re.compile(
    r"(?:approved\s+)?(?:u\.?s\.?\s+)?indications?(?:\s+(?:and|&)\s+(?:usage"
    r"|limitations?)\b.{0,30})?",
    re.IGNORECASE,
)


def is_heading(blocks: Sequence[Block], number: int) -> bool:
    """Whether a block is a title over what follows: short, no sentence, with matter under it."""
    block = blocks[number]
    if block.kind == "bullet":
        following = blocks[number + 1 : number + 2]
        return (
            block.numbered
            and block.words <= 8
            and not block.tail.endswith((".", ";", ","))
            and bool(following and (not following[0].numbered))
        )
    if block.kind != "paragraph" or not block.head or block.end - block.start > 260:
        return False
    if _ITEM.match(block.head) and block.words <= 18:
        return True
    stopped = block.head.endswith((".", ";", ",")) and not _LEGAL_FORM.search(block.head)
    if block.words > 18 or stopped and not block.emphasis:
        return False
    if EMAIL_OR_PHONE.search(block.head) or block.head[0] in '“"(•[!' or block.head.startswith("http"):
        return False
    if block.emphasis:
        return not block.head.endswith(".") or block.words <= 12
    if _ROW.search(block.head) or fills_a_label(block.head) or in_calendar(blocks, number):
        return False
    if is_labelled(block.head) and _labelled_beside(blocks, number):
        return False
    if block.head[0].islower() and not _TITLED.match(block.head):
        return bool(block.before) and block.words <= _ITEM_WORDS and _INN_FIRST.match(block.head) is not None
    if block.head.endswith(":"):
        return block.words <= 12 and (_titled(block.head) or block.words <= 3)
    under = blocks[number + 1].kind if number + 1 < len(blocks) else ""
    if under == "bullet" and block.words <= 14 and not VERB.search(block.head):
        return True  # "NRV-210 (an inhibitor) for asthma", with its bullets below
    return _titled(block.head) or block.words <= 7 or _heads_prose(blocks, number)


def _heads_prose(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line on its own without a verb stands over a paragraph: "Norvatug, a masked antibody for gout"."""
    block, following = blocks[number], blocks[number + 1 : number + 2]
    return (
        block.words <= 14
        and bool(block.before)
        and _NAME_FIRST.match(block.head) is not None
        and not (VERB.search(block.head) or _ENDS_OPEN.search(block.head))
        and bool(following and following[0].kind == "paragraph" and following[0].before)
        and following[0].words >= _PROSE
        and following[0].tail.endswith((".", "”", '"'))
    )


def in_calendar(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line stands in a list under a date alone, with no blank line between."""
    block = blocks[number]
    if block.kind != "paragraph" or block.words > _ITEM_WORDS or dates_a_list(block.head):
        return False
    for above in range(number, 0, -1):
        if blocks[above].before or blocks[above - 1].kind != "paragraph":
            return False
        if dates_a_list(blocks[above - 1].head):
            return True
        if blocks[above - 1].words > _ITEM_WORDS:
            return False
    return False


def _labelled_beside(blocks: Sequence[Block], number: int) -> bool:
    """Whether the line right above or below has a label too."""
    below = blocks[number + 1 : number + 2]
    return bool(number and not blocks[number].before and is_labelled(blocks[number - 1].head)) or bool(
        below and not below[0].before and is_labelled(below[0].head)
    )


def _titled(head: str) -> bool:
    """Whether most words are capitalised as in a title."""
    words = [w for w in _WORDS.findall(head) if w.lower() not in _SMALL]
    return bool(words) and sum(1 for w in words if not w[0].islower()) >= 0.7 * len(words)


# A newswire copy's lead, which stands for a dateline.
_DATED_NEWS = re.compile(r"On [A-Z][a-z]{2,8} \d{1,2}, \d{4},? (?:the )?[A-Z]")


def assign(blocks: Sequence[Block], opening: Opening) -> list[str]:
    """The section name of each block."""
    names: list[str] = []
    zone = "body"
    for number, block in enumerate(blocks):
        fixed = _fixed(number, block, opening)
        if fixed is not None:
            names.append(fixed)
            continue
        opens = opening.dateline_block == number or "body" not in names and _DATED_NEWS.match(block.head) is not None
        name, zone = _next(blocks, number, zone, in_release=opens)
        names.append(name)
    return _titles_of_tables(blocks, names)


def _fixed(number: int, block: Block, opening: Opening) -> str | None:
    if opening.front and block.start < opening.front[1]:
        return "front_matter"
    if number in opening.cover:
        return "cover"
    if number in opening.headline:
        return "headline"
    if number in opening.under:
        return "subheadline"
    if number in opening.preface:
        if block.kind == "table":
            return "table"
        return "contacts" if EMAIL_OR_PHONE.search(block.head) or zone_of_opening(block.head) == "contacts" else "cover"
    return None


def _next(blocks: Sequence[Block], number: int, zone: str, *, in_release: bool) -> tuple[str, str]:
    """The name of a block, and the zone that goes on after it."""
    block = blocks[number]
    if block.kind == "table":
        return "table", zone
    if _STATEMENT.search(block.head) and block.words <= 25 and not block.tail.endswith(".") and _titled(block.head):
        return "table", "table"
    if in_release:
        return "body", "body"
    if zone == "body" and in_calendar(blocks, number):
        return "bullet", zone
    heading = is_heading(blocks, number)
    opened = zone_of_heading(block.head) if heading else None
    if opened is None:
        opened = _opened(block, zone)
    elif opened == "contacts" and block.words > 12:
        opened = None
    if opened is not None:
        name = "heading" if heading and opened not in SKIPPED else opened
        return name, _stays(opened, heading, zone)
    if heading and _INDICATION.fullmatch(block.head.strip(" :")):
        return "heading", "body"
    if heading and zone == "contacts" and not block.emphasis:
        return zone, zone
    if heading and zone not in _STICKY:
        return ("heading", "body") if _ends_zone(blocks, number, zone) else (zone, zone)
    return _plain(block, zone)


def _opened(block: Block, zone: str) -> str | None:
    """The zone that the block's own words open."""
    opened = zone_of_opening(block.head)
    if opened == "contacts" and (block.words > 45 or zone in {"webcast", "about"} and block.words > 20):
        return None
    if opened == "references" and zone not in {
        "references",
        "contacts",
        "links",
        "legal",
        "safe_harbour",
        "safety_information",
        "about",
    }:
        return "references" if block.numbered or block.head[:1].isdigit() else None
    if opened == "safe_harbour" and zone in {"body", "webcast"} and "forward" not in block.head.lower():
        weak = re.match(r"(?:these|such|the|actual|you|readers|investors)\b", block.head, re.IGNORECASE)
        return None if weak else opened
    if opened is None and zone in {"body", "about"} and block.kind == "paragraph" and tells_call(block.head):
        return "webcast"
    if opened is None and zone != "about" and block.words > 12 and re.match(r"About (?:the )?[A-Z]", block.head):
        return "about"
    if (
        opened is None
        and zone not in {"webcast", "body", "about"}
        and block.words <= 25
        and EMAIL_OR_PHONE.search(block.head)
    ):
        return "contacts"
    if opened is None and zone in {"body", "about"} and block.words <= 12 and EMAIL_OR_PHONE.search(block.head):
        return "contacts"
    return opened


def _stays(opened: str, heading: bool, zone: str) -> str:
    """Links, footnotes and trademark lines are single blocks unless a heading opens them."""
    if heading or opened in {"safe_harbour", "contacts", "about", "safety_information", "references"}:
        return opened
    return zone


def _ends_zone(blocks: Sequence[Block], number: int, zone: str) -> bool:
    """A short line in risk language is a title only when it looks like one and prose follows."""
    if zone not in SKIPPED:
        return True
    block = blocks[number]
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is None or (following.head and following.head[0].islower()):
        return False
    return block.emphasis or (_titled(block.head) and not block.head.endswith((",", ";")))


def _plain(block: Block, zone: str) -> tuple[str, str]:
    if zone in {"contacts", "links"} and block.words >= 25 and block.tail.endswith((".", "”", '"')):
        zone = "body"
    if zone == "table" and block.words >= 30 and block.tail.endswith("."):
        zone = "body"
    if zone == "webcast" and block.words >= 30 and not tells_call(block.head) and "call" not in block.head.lower():
        zone = "body"
    return ("bullet" if block.kind == "bullet" and zone == "body" else zone), zone


def _titles_of_tables(blocks: Sequence[Block], names: list[str]) -> list[str]:
    """Lines that only lead to a table belong to it."""
    first = names.index("table") if "table" in names else len(names)
    for number in range(len(blocks) - 2, -1, -1):
        if (
            names[number] == "heading"
            and names[number + 1] == "table"
            and (_TABLE_TITLE.search(blocks[number].head) or first < number)
        ) or (
            names[number] in {"body", "heading"}
            and blocks[number].words <= 25
            and _TABLE_TITLE.search(blocks[number].head)
            and not blocks[number].tail.endswith(".")
            and "table" in names[number + 1 : number + 4]
        ):
            names[number] = "table"
    return names
