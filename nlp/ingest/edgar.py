"""EDGAR full submissions (SGML): the header's facts, the report's body and its EX-99 exhibits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.errors import UnreadableDocument
from nlp.ingest import web
from nlp.records import YearEnd

_HEAD = 200_000  # characters looked at for the header; real ones have a few thousand
_PEM = "-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
_SUBMISSION = re.compile(r"<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT|IMS-HEADER)>", re.IGNORECASE)
_WRAPPED = re.compile(r"\s*(?:<DOCUMENT>\s*)?<TYPE>[^\s<]", re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_REPORT = re.compile(r"(?:8-?K|6-?K|10-?[KQ]|20-?F)", re.IGNORECASE)
_EXHIBIT = re.compile(r"EX-99", re.IGNORECASE)
_UUENCODED = re.compile(r"^begin [0-7]{3,4} \S", re.MULTILINE)
_PART_TAGS = re.compile(
    r"</?(?:XBRL|XML|PDF|TEXT|DOCUMENT)>|<(?:TYPE|SEQUENCE|FILENAME"
    r"|DESCRIPTION)>[^\n]*",
    re.IGNORECASE,
)
_PLAIN_TAGS = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+|R|B|I|U|CENTER)>", re.IGNORECASE)
_DASHED = re.compile(r"^- (?=-)", re.MULTILINE)
_MARKUP = re.compile(r"<(?:html|body|div|p|font|table|span)\b[^>]{0,2000}>", re.IGNORECASE)
_PAGE_TAG = re.compile(r"^[ \t]*<PAGE>[ \t]*\d*[ \t]*$", re.MULTILINE | re.IGNORECASE)
_CONTENTS = re.compile(
    r"^[ \t]*table of contents[ \t]*\n(?:(?:[ \t]*|[ \t]*(?:item|signatures?|exhibits?|ex[- ]\d|index"
    r"|page)\b[^\n]{0,160}|[ \t\d.]{1,8}|[^\n]{3,120}\t[ \t]*\d{1,3})\n)*",
    re.MULTILINE | re.IGNORECASE,
)
_FACT = re.compile(
    r"^[ \t]*(COMPANY CONFORMED NAME|CONFORMED SUBMISSION TYPE|CONFORMED PERIOD OF REPORT|FILED AS OF DATE|FISCAL YEAR"
    r" END)[ \t]*:[ \t]*(\S[^\r\n]*)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Submission:
    """What a submission gives; `day` is its period of report, else the day it was filed."""

    text: str
    company: str | None = None
    form: str | None = None
    day: date | None = None
    year_end: YearEnd | None = None


def is_submission(text: str) -> bool:
    """Whether the text is a full submission or an exhibit in its `<DOCUMENT>` or `<TYPE>` wrapping."""
    return bool(text.startswith(_PEM) or _SUBMISSION.search(text, 0, 3000) or _WRAPPED.match(text))


def read(text: str) -> Submission:
    """Raises UnreadableDocument when neither a report nor an exhibit with text is in it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pem = text.startswith(_PEM)
    parts = [part for part in _parts(text) if part is not None]
    bodies = [_body(content, pem=pem) for content in parts]
    joined = "\n\n\n".join(body for body in bodies if body)
    if not joined:
        raise UnreadableDocument(
            "found an EDGAR submission without a readable report or EX-99 exhibit, expected one of them"
        )
    facts: dict[str, str] = {}
    for match in _FACT.finditer(text, 0, min(len(text), _HEAD)):
        facts.setdefault(match[1].upper(), match[2].strip())
    return Submission(
        joined,
        facts.get("COMPANY CONFORMED NAME"),
        _form(text, facts.get("CONFORMED SUBMISSION TYPE")),
        _day(facts.get("CONFORMED PERIOD OF REPORT")) or _day(facts.get("FILED AS OF DATE")),
        _year_end(facts.get("FISCAL YEAR END")),
    )


def _parts(text: str) -> Iterator[str | None]:
    """The wanted parts in order: the report, then the EX-99 exhibits; a wrapped exhibit alone is wanted as it is."""
    documents = list(_documents(text))
    first = True
    for kind, content in documents:
        wanted = bool(_EXHIBIT.match(kind)) or (first and (bool(_REPORT.match(kind)) or len(documents) == 1))
        first = False
        yield content if wanted and not _is_data(content) else None


def _documents(text: str) -> Iterator[tuple[str, str]]:
    position = text.find("<DOCUMENT>")
    if position < 0:
        kind = _TYPE.search(text, 0, 2000)
        yield (kind[1] if kind else ""), _inside(text)
        return
    while position >= 0:
        following = text.find("<DOCUMENT>", position + 10)
        stop = following if following >= 0 else len(text)
        end = text.find("</DOCUMENT>", position, stop)
        chunk = text[position : end if end >= 0 else stop]
        kind = _TYPE.search(chunk, 0, 2000)
        yield (kind[1] if kind else ""), _inside(chunk)
        position = following


def _inside(chunk: str) -> str:
    """What stands between `<TEXT>` and `</TEXT>`, else all of it."""
    start = chunk.find("<TEXT>")
    end = chunk.rfind("</TEXT>")
    return chunk[start + 6 if start >= 0 else 0 : end if end > start else len(chunk)]


def _is_data(content: str) -> bool:
    """Pictures, PDF and archives lie uuencoded in the submission."""
    head = content[:500].lstrip()
    return head[:5].upper() == "<PDF>" or bool(_UUENCODED.search(content, 0, 2000))


def _body(content: str, *, pem: bool) -> str:
    content = _PART_TAGS.sub("", content)
    if _MARKUP.search(content, 0, 5000):
        try:
            return without_contents(web.text_of(content)[0])
        except UnreadableDocument:
            return ""
    if pem:
        content = _DASHED.sub("", content)
    content = _PLAIN_TAGS.sub("", _PAGE_TAG.sub("\f", content))
    return without_contents(html.unescape(content)).strip("\n")


def without_contents(text: str) -> str:
    """The text without tables of contents and the links back to them."""
    return _CONTENTS.sub("", text)


def _form(text: str, told: str | None) -> str | None:
    kind = told or (match[1] if (match := _TYPE.search(text, 0, 3000)) else None)
    if kind is None or not _REPORT.match(kind):
        return None
    return kind.split("/")[0].upper()


def _day(digits: str | None) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])) if digits else None
    except ValueError:
        return None


def _year_end(digits: str | None) -> YearEnd | None:
    if not digits or not re.fullmatch(r"\d{4}", digits):
        return None
    month, day = int(digits[:2]), int(digits[2:])
    return YearEnd(month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
