"""Facts about the whole release: who speaks, its symbol, the day, the fiscal year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.layout import blocks as block_room
from nlp.layout import dateline, fiscal, names, ticker
from nlp.layout.publisher import Publisher, find_publisher, first_sentence
from nlp.records import Document, Header, Layout, Section, YearEnd

_FORM = re.compile(r"\bform\s+(8-?K|6-?K|10-?[KQ])\b", re.IGNORECASE)
_REPORT_DATE = re.compile(r"date\s+of\s+report[^:]{0,60}:?", re.IGNORECASE)
_FRONT_DATE = re.compile(r"^date:[ \t]*[\"']?((?:19|20)\d\d-\d\d-\d\d)", re.MULTILINE)
_RELEASED = re.compile(
    r"^\W{0,6}(?:for\s+immediate\s+release|for\s+release|released?|date|published(?:\s+on)?"
    r"|press\s+release)\b[^\n]{0,40}",
    re.I | re.M,
)
_GAP = re.compile(r"[\s*_®™,.]*(?:(?:Inc|Ltd|Corp|Co|plc|AG|NV|Limited)\.?)?[\s*_®™,.]*(?:\(publ\)\s*)?")
_URL_DATE = re.compile(r"https?://[^\s)]{4,80}?/((?:19|20)\d\d)/(\d\d)/(\d\d)/")


def read_header(text: str, layout: Layout, document: Document | None) -> Header:
    """What the release says of itself; what it does not say is None or empty."""
    publisher = find_publisher(text, layout, document)
    released = _release_date(text, layout, document)
    return Header(
        publisher=_with_short_forms(text, publisher),
        ticker=_ticker(text, layout, publisher),
        release_date=released,
        title=_title(text, layout, document),
        form=_form(text, layout, document),
        fiscal_year_end=_year_end(text, document, released),
    )


def _with_short_forms(text: str, publisher: Publisher) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in publisher.names:
        found.setdefault(name)
    for name in publisher.names[:1]:
        for short in names.short_forms(text, name):
            found.setdefault(short)
    return tuple(found)


def _title(text: str, layout: Layout, document: Document | None) -> str | None:
    headline = next((s for s in layout.sentences if s.section == "headline"), None)
    if headline is not None:
        return block_room.plain(text[headline.start : headline.end]) or None
    return document.title if document else None


def _form(text: str, layout: Layout, document: Document | None) -> str | None:
    if document and document.form:
        return document.form
    cover = _first(layout.sections, "cover")
    match = _FORM.search(text, cover.start, cover.end) if cover else None
    if match is None:
        return None
    letters = match[1].upper().replace("-", "")
    return f"{letters[:-1]}-{letters[-1]}"


def _year_end(text: str, document: Document | None, released: date | None) -> YearEnd | None:
    told = fiscal.year_end(text) or (document.fiscal_year_end if document else None)
    return told or (fiscal.reported_year_end(text, released) if released else None)


def _release_date(text: str, layout: Layout, document: Document | None) -> date | None:
    """The dateline's day; else the container's; else the front matter's; else the cover's report date; else that of the
    release's own address or of the file's name."""
    line = _first(layout.sections, "dateline")
    if line and (day := dateline.first_date(text, line.start, line.end)):
        return day
    top = min(len(text), 3000)
    if document and document.date:
        return document.date
    if not _first(layout.sections, "cover") or not _REPORT_DATE.search(text, 0, top):
        for match in _RELEASED.finditer(text, 0, top):
            if day := dateline.first_date(text, match.start(), match.end()):
                return day
    if day := _own_line(text, layout) or _submitted(text) or _signed(text):
        return day
    front = _first(layout.sections, "front_matter")
    if front and (match_ := _FRONT_DATE.search(text, front.start, front.end)):
        return date.fromisoformat(match_[1])
    if reported := _REPORT_DATE.search(text, 0, 6000):
        return dateline.first_date(text, reported.start(), reported.end() + 120)
    return _url_date(text) or _name_date(document.doc_id if document else "")


def _own_line(text: str, layout: Layout) -> date | None:
    """The day that has a line of its own above the release's first sentence, its time perhaps behind it."""
    first = first_sentence(layout)
    for line in text[: first.start if first else 0].splitlines():
        bare = line.strip(" \t*_#|>-")
        found = dateline.DATE.match(bare)
        if found and len(bare) - found.end() <= 24 and (day := dateline.read_date(found)):
            return day
    return None


# "submitted for publication, through the agency of the contact person, at 08:00 CET on 21 August 2025": what the market
# abuse regulation has Nordic issuers say
_SUBMITTED = re.compile(
    r"\b(?:submitted|made public|published|released|disclosed)\b[^.]{0,200}?\bat\s+\d{1,2}[.:]\d\d\b[^.\n]{0,24}?\b"
    r"(?:on\s+)?(?=\w+\s\w+,?\s(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_PLACE = re.compile(r"[A-Z][A-Za-z'. -]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?, ?(?:the )?")
_LAST_LINES = 12


def _submitted(text: str) -> date | None:
    """The day in the sentence that says when the release was submitted for publication."""
    found = _SUBMITTED.search(text)
    return dateline.first_date(text, found.end(), found.end() + 40) if found else None


def _signed(text: str) -> date | None:
    """The day of a line that closes an announcement with its place: "Hong Kong, 9 December 2025"."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[-_LAST_LINES:]:
        place = _PLACE.match(line)
        found = dateline.DATE.match(line, place.end()) if place else None
        if found and len(line) - found.end() <= 1 and (day := dateline.read_date(found)):
            return day
    return None


_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def _name_date(name: str) -> date | None:
    """The day in a file's name ("velmora_20251106.md"), which whoever filed the release has given it; the last
    resort.
    """
    for match in _NAME_DATE.finditer(name):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def _url_date(text: str) -> date | None:
    """The day in the path of a link to the release itself: the last resort of a page without a date."""
    for match in _URL_DATE.finditer(text):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            continue
    return None


def _ticker(text: str, layout: Layout, publisher: Publisher) -> str | None:
    """The symbol in the brackets behind the publisher's name, where it stands first."""
    wanted = sorted({names.without_legal_form(n) for n in publisher.names}, key=len, reverse=True)
    for name in dict.fromkeys([*publisher.names, *wanted]) if ticker.anywhere(text) else ():
        for match in names.pattern(name).finditer(text):
            stop = _next_name(text, match.end())
            if found := ticker.after(text, match.end(), stop):
                return found
    if publisher.names:
        first = first_sentence(layout)
        if first is None:
            return None
        if any(text.startswith(n, first.start) for n in publisher.names) and (
            found := ticker.of_subject(text, first.start, first.end)
        ):
            return found
        return ticker.of_newswire_flash(text, 0, first.start) or ticker.of_cover(text)
    return None


def _next_name(text: str, start: int) -> int:
    """Up to three brackets may follow a name: "X, Inc. (“X”) (Nasdaq: XX)"."""
    position = start
    for _ in range(3):
        gap = _GAP.match(text, position)
        opening = gap.end() if gap else position
        if text[opening : opening + 1] not in {"(", "["}:
            break
        close = text.find("]" if text[opening] == "[" else ")", opening, opening + 160)
        if close < 0:
            break
        position = close + 1
    return position


def _first(sections: Sequence[Section], name: str) -> Section | None:
    return next((s for s in sections if s.name == name), None)
