"""Sentence borders inside one block, by characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from nlp.layout.lines import trim
from nlp.layout.word_sets import word_set

# Never end a sentence.
_BEFORE_NAME = word_set(
    "dr mr ms mrs prof st no nos vs cf fig figs approx e.g i.e viz al ed eds vol pp p sec art rep"
    " sen gov gen lt col capt sgt"
    " hon rev jan feb mar apr jun jul aug sept sep oct nov dec mt ft tel ext incl resp max min avg est dept univ"
)
# End a sentence only before a word that likes to begin one.
_MAYBE = word_set(
    "inc ltd co corp llc plc bros jr sr ph.d m.d d.v.m pharm.d m.sc b.sc mba d.phil s.a n.v b.v a.g"
    " s.p.a u.s u.k e.u u.s.a l.p"
    " a.m p.m etc calif mass conn wash fla pa ill md va ga tex colo ariz minn mich wis tenn ore pty gmbh n.j n.y n.c"
    " s.c d.c"
    " ca ph m.b.a m.p.h dvm r.n m.s b.s esq messrs drs phd md"
)
_STARTERS = word_set(
    "the in this these those it its we our on as an at for under with both his her he she they their"
    " there that to by"
    " from if after before during following based according while when although however moreover additionally also"
    " since"
    " upon more most all each such other no not one two three today patients data results currently once over despite"
    " because about further furthermore i you your subject pursuant separately together consistent concurrently"
    " simultaneously previously earlier recently"
)
_STOP = re.compile(
    r"[.!?•●▪·*–—-](?:"  # one set of characters that begin a match lets the search skip all others
    r"(?<=[.!?])[.!?]*[*_]{0,3}[)\]\"”’'»]{0,3}[*_]{0,3}(?:\[?\d{1,2}(?:[,–-]\d{1,2}){0,3}\]?)?(?=\s)"
    r"|(?<=[.!?])(?=[“\"][A-Z])"
    r"|(?P<dashes>(?:(?<=\s-)-|(?<=\s[–—]))\s+(?:--|[–—])(?=\s))"  # "-- one subheading -- -- the next one --"
    r"|(?P<point>(?<=\s[•●▪])(?=\s+\S)|(?<=\s[·*])(?=\s+[A-Z0-9])))"  # "• one point • the next one" in one line
)
_POINT = re.compile(r"[·*](?<=\s.)(?=\s+[A-Z0-9])")
_FEWEST_POINTS = 3
_TOKEN = re.compile(r"[\w.&’'-]+$")
_TOKEN_END = re.compile(r"\b(?:[Ii]nc|INC|[Ll]td|LTD|[Cc]o|[Cc]orp|CORP|U\.S|S\.A|N\.V|S\.p\.A|A\.G)$")
_SUM = re.compile(r" ?[$€£¥]\d")
_NEXT = re.compile(r"\s*([(\[\"“‘'*_<>u/]*)([\w’'-]*)")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of text[start:end], trimmed; together they hold every character but space and the
    marks between the points of a list in one line."""
    begin = start
    points = sum(1 for _ in islice(_POINT.finditer(text, start, end), _FEWEST_POINTS))
    for match in _STOP.finditer(text, start, end):
        if match.start() < begin:
            continue
        point = match.lastgroup == "point"
        if point:
            if points < _FEWEST_POINTS and match.group() in "·*":
                continue  # a footnote's star, a product's dot
        elif not (match["dashes"] or _ends(text, begin, match, end)):
            continue
        span = trim(text, begin, match.start() if point else match.end())
        if span[0] < span[1]:
            yield span
        begin = match.end()
    span = trim(text, begin, end)
    if span[0] < span[1]:
        yield span


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, stop.end(), min(end, stop.end() + 60))
    opening, word = (following[1], following[2]) if following else ("", "")
    mark = text[stop.start()]
    if (
        mark == "."
        and text[stop.start() + 1 : stop.start() + 2].isdigit()
        and text[stop.start() - 1 : stop.start()].isdigit()
    ):
        return False  # a decimal, no footnote
    if not word and not opening:
        if _SUM.match(text, stop.end()) and _TOKEN_END.search(text[max(begin, stop.start() - 24) : stop.start()]):
            return False  # "paid Toral Bio, Inc. $5 million"
        return stop.end() >= end or text[stop.end() : stop.end() + 3].strip()[:1] not in "–—-&=,;:)"
    starts = word[:1].isupper() or word[:1].isdigit() or (bool(word) and word != word.lower())
    if not starts and not (word == "" and opening):
        return False
    if mark != "." or text.startswith("..", stop.start()):
        return bool(starts)
    before = text[max(begin, stop.start() - 24) : stop.start()]
    found = _TOKEN.search(before)
    token = found.group() if found else ""
    tail = text[stop.start() + 1 : stop.end()]
    if any(c.isdigit() for c in tail) and (not token or token[-1].isdigit()):
        return False
    return _closes(token, tail, opening, word)


def _closes(token: str, tail: str, opening: str, word: str) -> bool:
    low = token.strip("'’(").lower()
    if low in _BEFORE_NAME and not tail:
        return (
            low in {"no", "al", "min", "max", "nov", "mar"}
            and word.lower() in _STARTERS
            and low != "al"
            and word != "I"
        )
    if low in _MAYBE:
        return "(" not in opening and (word.lower() in _STARTERS or bool(set(tail) & set('"”')))
    if len(token) == 1 and token.isupper() and token != "I" and not tail:
        return word.lower() in _STARTERS
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", token):
        return word.lower() in _STARTERS
    return True
