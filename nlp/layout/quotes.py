"""Quotations and who speaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SAY = (
    r"(?:said|says|commented|comments|added|adds|stated|states|noted|notes|continued|concluded|remarked|explained|explains|observed"
    r"|emphasized|stressed|shared|according to|reported|reflected|declared)"
)
_PART = r"(?:[A-Z][\w’'.-]*|de|van|von|der|den|la|le|al|bin|del|di|da|dos)"
_NAME = rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.?\s+)?[A-Z][\w’'.-]*(?:\s+{_PART}){{0,5}}"
_AFTER = re.compile(rf"\b{_SAY}\s*:?\s+(?P<name>{_NAME})")
_BEFORE = re.compile(
    rf"(?P<name>{_NAME})(?:\s*,[^\"“”.;]{{0,200}}?|\s*,\s*(?:Ph\.?\s?D\.?|M\.?D\.?|MBA|Pharm\.?D\.?)[^\"“”;]{{0,200}}?)?,?"
    rf"\s*(?:also\s+|further\s+|has\s+)?{_SAY}(?:\s+[^\"“”.]{{0,60}})?\s*[,:.]?\s*(?=[\"“]|$)"
)
_TITLED = re.compile(
    rf"(?P<name>(?!(?:Dr|Mr|Ms)\b)[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.?|{_PART})){{1,4}}),\s*(?:Ph\.?\s?D|M\.?D|MBA|MSc|Pharm|D\.|President|Chief|CEO|CFO"
    r"|Executive|Senior|Vice|Chair|Founder|Co-|Head|Professor|Director)"
)
_HONORIFIC = re.compile(r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir)\.?\s+")
_NO_PERSON = frozenset("The This These That It We In As Our Company He She They There With For And But".split())
_OPEN = re.compile(r"[“\"]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `open` tells that its closing mark is missing, so that the next paragraph may go on."""

    start: int
    end: int
    speaker: str | None
    open: bool = False


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    """Quotations of the given paragraphs, in order; a speaker told once holds for the paragraphs that only go on."""
    people = _people(text, spans)
    result: list[Quote] = []
    speaker: str | None = None
    for start, end in spans:
        quoted = list(_quoted(text, start, end))
        if not quoted:
            speaker = None
            continue
        found = _speaker(text, start, end, quoted)
        goes_on = text[quoted[0][0] - 1 : quoted[0][0]].strip() == "" and quoted[0][0] - start < 3
        if found is not None:
            speaker = _full(found, people)
        elif not goes_on:
            speaker = None
        result.extend(Quote(a, b, speaker, unclosed) for a, b, unclosed in quoted)
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
        for pattern in (_AFTER, _BEFORE):
            if (found := pattern.search(window)) and (name := _clean(found["name"])):
                return name
    before = text[max(start, quoted[0][0] - 400) : quoted[0][0]]
    for pattern in (_BEFORE, _AFTER):
        if (found := pattern.search(before)) and (name := _clean(found["name"])):
            return name
    return None


def _clean(name: str) -> str | None:
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


def _full(name: str, people: dict[str, str]) -> str:
    bare = _HONORIFIC.sub("", name)
    words = bare.split()
    return people.get(words[-1], bare) if len(words) == 1 else bare
