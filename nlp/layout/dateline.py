"""Datelines: "CAMBRIDGE, MA, February 3, 2005 (GLOBE NEWSWIRE) –" and the many other ways of writing one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nlp.layout.word_sets import word_set

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
    "maa": 3, "mei": 5, "okt": 10, "mai": 5, "dez": 12, "fév": 2, "avr": 4, "aoû": 8, "déc": 12, "mär": 3, "jui": 7,
    "gen": 1,
}  # fmt: skip
_NAME = (
    r"(?:jan(?:uary|uari|uar|vier)?|feb(?:ruary|ruari|ruar)?|janv|f[ée]vr?(?:ier)?|mar(?:ch|s)?|maart|märz|apr(?:il)?|avril"
    r"|may|mei|mai"
    r"|june?|juni|juin|july?|juli|juil(?:let)?|aug(?:ust|ustus)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?"
    r"|nov(?:ember|embre)?"
    r"|de[cz](?:ember)?|déc(?:embre)?)\.?"
)
DATE = re.compile(
    rf"(?<![\w/])(?:(?P<m>{_NAME})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?P<m2>{_NAME}),?\s+(?P<y2>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_WIRE = (
    r"(?:GLOBE ?NEWSWIRE|BUSINESS WIRE|PR ?Newswire[\w-]*|ACCESSWIRE|ACCESS Newswire|MARKETWIRED?|Marketwire"
    r"|Newsfile(?: Corp\.?)?"
    r"|NEWMEDIAWIRE|BIO ?WIRE|PRWEB|CNW|EQS|TheNewswire|24-7PressRelease|[\w -]{2,24}(?:wire|release))"
)
_TAIL = re.compile(
    rf"(?:/[A-Z][\w.-]{{2,20}}(?: [A-Z][\w.-]{{2,20}})?/(?=\s*[-–—])|\s|[,;:.|*–—/)-]|\([^()\n]{{2,60}}\)|"
    rf"\[[^\]\n]{{2,60}}\]|{_WIRE}|via\s+{_WIRE}"
    rf"|\d\d?[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*[A-Z]{{0,4}}\b|\d\d?\s*[ap]\.?m\.?(?:\s*[A-Z]{{2,5}}\b)?"
    r"|(?:gereglementeerde informatie|regulated information|information réglementée|voorwetenschap|inside information)"
    r"|(?:Prime Newswire)|(?:XINHUA))*",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")
_BETWEEN = re.compile(r"[\s*_>“\"(),;:|–—/&.\-\u200b\ufeff]*")
_SMALL = word_set("and de la le of the et und en sur upon release immediate date press via by wire")
_FOR_RELEASE = re.compile(r"^\W*for\s+(?:immediate\s+)?(?:release|distribution|publication)\b", re.IGNORECASE)
_NO_PLACE_WORDS = re.compile(
    r"\b(?:ended|ending|results|reports?|announces?|quarter|fiscal|conference|call|meeting|financial|annual|update"
    r"|provides?|highlights|host|to|call)\b",
    re.I,
)
_AGENCY = re.compile(
    rf"[(/]\s*\[?{_WIRE}\]?(?:\(https?://[^)\s]{{0,120}}\))?\s*[)/]\s*(?:[-–—]{{1,3}}\s*)+", re.IGNORECASE
)
_BARE_PLACE = re.compile(
    r"[*_]*(?!CORRECT|UPDATE|REPLAC|REPEAT|MEDIA|PRESS|NEWS|ADDING)[A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+){0,3}(?:, "
    r"(?:[A-Z][a-z]+\.?|[A-Z]{2}|[A-Z]\.[A-Z]\.))?[*_]*(?: ?(?:--|–|—) ?| - )(?=[*_]*[A-Z][\w.-]*[a-z])"
)
# "**Melbourne, Australia –** Norvane Ltd ... today", "MELBOURNE, Australia: Norvane": a place alone
_PLACE_AND_LAND = re.compile(
    r"[*_]*(?!(?:[\w.'’-]+,? ){0,5}?(?:Inc|Ltd|Limited|Corp|PLC|plc|AG|Pharma\w*|Therapeutics|Bio\w+|CEO|President|PhD|"
    r"M\.?D)\b)[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}, [A-Z][\w.]+(?: [A-Z][\w.]+){0,2}[*_]*"
    r"(?: ?(?:--|–|—)| -|:)[*_]* ?[*_]*(?=[A-Z][\w.-]*[a-z])"
)
_DAY_ONLY = re.compile(rf"\b{_NAME}\s+\d{{1,2}}\W*$", re.IGNORECASE)  # "BOSTON, Dec. 29 /PRNewswire/ --"
_REPORTS = re.compile(r"\b(?:today|announce[ds]|reported|disclosed|said|fell|rose|shares)\b", re.IGNORECASE)
_NO_PLACE = word_set("on in as since by until from effective dated through at date")
_DASH_END = re.compile(r"(?:[-–—]|\))[\s*]*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands; `end` is where the release's own words begin, `day` None for a place and agency only."""

    start: int
    end: int
    day: date | None


def read_date(match: re.Match[str]) -> date | None:
    """The day of a match of DATE, None for a day that no calendar has."""
    month = _MONTHS[(match["m"] or match["m2"])[:3].lower()]
    try:
        return date(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))
    except ValueError:
        return None


def first_date(text: str, start: int = 0, end: int | None = None) -> date | None:
    """The first day told in the span, as words or as 2011-10-27."""
    stop = len(text) if end is None else end
    for match in DATE.finditer(text, start, stop):
        if (day := read_date(match)) is not None:
            return day
    if found := _ISO.search(text, start, stop):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None


def find(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the beginning of the block, None without one."""
    window = min(end, start + 220)
    match = DATE.search(text, start, window)
    if match is None or match.start() - start > 140 or (day := read_date(match)) is None:
        return _undated(text, start, end)
    if not _is_place(text[start : match.start()]):
        return None
    tail = _TAIL.match(text, match.end(), min(end, match.end() + 160))
    stop = tail.end() if tail else match.end()
    if stop < end and text[stop].islower() and not _DASH_END.search(text[match.end() : stop]):
        return None  # "On May 3, 2024 the company": no dateline
    if stop < end and match.start() - start < 4 and not _DASH_END.search(text[match.end() : stop]):
        return None
    return Dateline(start, min(stop, end), day)


def _undated(text: str, start: int, end: int) -> Dateline | None:
    """A place without a full day, in capitals or before an agency: "BOSTON --", "KEARNEY, NE -- (BUSINESS WIRE) --","""
    bare = _BARE_PLACE.match(text, start, end)
    if bare and _REPORTS.search(text, bare.end(), min(end, bare.end() + 400)):
        return Dateline(start, bare.end(), None)
    match = _AGENCY.search(text, start, min(end, start + 120))
    if match is None or match.start() == start:
        return None
    place = _DAY_ONLY.sub("", text[start : match.start()])
    return Dateline(start, match.end(), None) if place and _is_place(place) else None


def place_alone(text: str, start: int, end: int) -> Dateline | None:
    """A place and its land without a day, before a colon or a dash, where the sentence behind it reports something."""
    found = _PLACE_AND_LAND.match(text, start, end)
    if found and _REPORTS.search(text, found.end(), min(end, found.end() + 400)):
        return Dateline(start, found.end(), None)
    return None


def _is_place(prefix: str) -> bool:
    """Whether the words before a date are a place, an agency, or nothing."""
    prefix = _FOR_RELEASE.sub("", prefix)
    words = _WORDS.findall(prefix)
    if _NO_PLACE_WORDS.search(prefix):
        return False
    if len(words) > 16 or not _BETWEEN.fullmatch(_WORDS.sub("", prefix)):
        return False
    if words and words[0].lower() in _NO_PLACE:
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)
