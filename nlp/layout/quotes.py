"""Quotations and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.layout.word_sets import word_set

_SAY = (
    r"(?:said|says|commented|comments|added|adds|stated|states|noted|notes|continued|concluded|remarked|explained"
    r"|explains|observed"
    r"|emphasized|stressed|shared|according to|reported|reflected|declared)"
)
_PART = r"(?:[A-Z][\w’'.-]*|de|van|von|der|den|la|le|al|bin|del|di|da|dos)"
_NAME = rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.?\s+)?[A-Z][\w’'.-]*(?:\s+{_PART}){{0,5}}"
_AFTER = re.compile(rf"\b{_SAY}\s*:?\s+(?:(?:the\s+)?(?:[a-z][\w-]*\s+){{1,6}})?(?P<name>{_NAME})")
_DIRECT = re.compile(rf"[\s,]{{0,3}}(?P<name>{_NAME})\s+{_SAY}\b")
_SIGNED = re.compile(
    rf"[\s*|_]{{0,8}}(?:[-–—]{{1,2}}\s*)?(?:PROF(?:ESSOR|\.)?\s+)?(?P<name>[^\W\d_][\w.’'-]*(?:["
    rf" ]{_PART}){{1,4}})(?=\s*(?:,|\*\*|\n|$))"
)
_SIGNATURE = re.compile(rf"\s{{0,8}}[-–—]{{1,2}}\s*(?P<name>{_NAME}),\s")
_POST = re.compile(
    r".*\b(?:CEO|CFO|CSO|COO|CMO|President|Chairman|Chair|Director|Officer|Professor|Founder"
    r"|Investigator)\s+(?=[A-Z])"
)
_BEFORE = re.compile(
    rf"(?P<name>{_NAME})(?:\s*,[^\"“”.;]{{0,200}}?|\s*,\s*(?:Ph\.?\s?D\.?|M\.?D\.?|MBA"
    rf"|Pharm\.?D\.?)[^\"“”;]{{0,200}}?)?,?"
    rf"\s*(?:also\s+|further\s+|has\s+)?{_SAY}(?:\s+[^\"“”.]{{0,60}})?\s*[,:.]?\s*(?=[\"“]|$)"
)
_TITLED = re.compile(
    rf"(?P<name>(?!(?:Dr|Mr|Ms)\b)[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.?|{_PART})){{1,4}}),\s*(?:Ph\.?\s?D|M\.?D|MBA|MSc|Pharm"
    rf"|D\.|President|Chief|CEO|CFO"
    r"|Executive|Senior|Vice|Chair|Founder|Co-|Head|Professor|Director)"
)
_HONORIFIC = re.compile(r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.?\s+")
_NO_PERSON = word_set("The This These That It We In As Our Company He She They There With For And But")
_OPEN = re.compile(r"[“\"]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `open` tells that its closing mark is missing."""

    start: int
    end: int
    speaker: str | None
    open: bool = False


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    """Quotations of the given paragraphs, in order; a speaker told once holds for the paragraphs that only go on."""
    people: dict[str, str] | None = None  # gathered when the first speaker is told by a last name only
    result: list[Quote] = []
    speaker: str | None = None
    for number, (start, end) in enumerate(spans):
        quoted = list(_quoted(text, start, end))
        if not quoted:
            speaker = None
            continue
        found = _speaker(text, start, end, quoted)
        if found is None and quoted[-1][1] >= end and (signed := _SIGNATURE.match(text, end, end + 200)):
            found = _clean(signed["name"])
        if found is None and number and text[quoted[0][0] - 1 : quoted[0][0]].isspace():
            found = _announced(text, *spans[number - 1])
        goes_on = text[quoted[0][0] - 1 : quoted[0][0]].strip() == "" and quoted[0][0] - start < 3
        if found is not None:
            speaker = _HONORIFIC.sub("", found)
            if " " not in speaker:
                people = _people(text, spans) if people is None else people
                speaker = people.get(speaker, speaker)
        elif not goes_on:
            speaker = None
        result.extend(
            Quote(a, b, speaker, unclosed)
            for a, b, unclosed in quoted
            if speaker or a - start < 3 or text[a - 2] in ",:"
        )
    return result


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Quotations of at least five words: shorter ones are names and terms."""
    position = start
    while (opening := _OPEN.search(text, position, end)) is not None:
        mark = opening.start()
        if text[mark] == '"' and not _opens(text, mark, start):
            position = mark + 1
            continue
        close = _close(text, mark, end)
        unclosed = close < 0
        stop = end if unclosed else close + 1
        if text.count(" ", mark, min(stop, mark + 400)) >= 4 and (not unclosed or mark - start < 3):
            yield mark, stop, unclosed
            position = stop
        else:
            position = mark + 1 if unclosed else stop
        if unclosed and text[mark] == "“":
            break


def _opens(text: str, mark: int, start: int) -> bool:
    before = text[mark - 1] if mark > start else " "
    after = text[mark + 1 : mark + 2]
    return (before.isspace() or before in "([—–-*_|:") and bool(after) and not after.isspace()


def _close(text: str, mark: int, end: int) -> int:
    if text[mark] == "“":
        close = text.find("”", mark + 1, end)
        return close if close >= 0 else text.find('"', mark + 1, end)
    position = mark + 1
    while (close := text.find('"', position, end)) >= 0:
        if not text[close - 1].isspace() and not text[close + 1 : close + 2].isalnum():
            return close
        position = close + 1
    return text.find("”", mark + 1, end)


def _speaker(text: str, start: int, end: int, quoted: Sequence[tuple[int, int, bool]]) -> str | None:
    """The name beside "said", looked for after the first quotation, then before it, then between the others."""
    gaps = [(quoted[i][1], quoted[i + 1][0] if i + 1 < len(quoted) else end) for i in range(len(quoted))]
    for left, right in gaps:
        window = text[left : min(right, left + 400)]
        for found in (_DIRECT.match(window), _AFTER.search(window), _BEFORE.search(window)):
            if found and (name := _clean(found["name"])):
                return name
        if right == end and (signed := _SIGNED.match(window)):
            return _clean(signed["name"])
    before = text[max(start, quoted[0][0] - 400) : quoted[0][0]]
    for pattern in (_BEFORE, _AFTER):
        if (found := pattern.search(before)) and (name := _clean(found["name"])):
            return name
    return None


def _announced(text: str, start: int, end: int) -> str | None:
    """Who speaks in the next paragraph, when this one ends with "X stated:"."""
    if not text[start:end].endswith(":"):
        return None
    found = _BEFORE.search(text[max(start, end - 400) : end])
    return _clean(found["name"]) if found else None


def _clean(name: str) -> str | None:
    name = _POST.sub("", name)
    name = " ".join(name.split()).rstrip(".,’'")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    words = name.split()
    return None if not words or words[0] in _NO_PERSON or (len(words) == 1 and len(words[0]) < 3) else name


def _people(text: str, spans: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Last name to full name, from those who speak and from names with a title behind them."""
    people: dict[str, str] = {}
    for start, end in spans:
        for pattern in (_TITLED, _AFTER):
            for found in pattern.finditer(text, start, min(end, start + 6000)):
                name = _clean(_HONORIFIC.sub("", found["name"]))
                if name and " " in name:
                    people.setdefault(name.split()[-1], name)
    return people
