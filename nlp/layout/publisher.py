"""Who issues the release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.layout import names
from nlp.layout.publisher_headline import COMPANY_WORD, NO_ISSUER, headline_names
from nlp.records import Document, Layout, Sentence

_REGISTRANT = re.compile(r"\(\s*exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE)
_PUT_SHORT = re.compile(r"[“\"‘]([^“”\"‘’()]{2,50}?)[,.]?[”\"’]")
_TICKER_BRACKET = re.compile(
    r"\([^()]{0,40}?\b(?:NASDAQ|NYSE|OTC\w{0,4}|LSE|TSX|ASX|HKEX|SIX|SWX|Euronext|\d{4,6}\.HK)\b", re.IGNORECASE
)
# "Breda, the Netherlands / Ghent, Belgium – norvane (Euronext: NRV), a": places that are no dateline of the usual form
_BEHIND_PLACES = re.compile(
    r"[A-Z][^.()\n–—]{3,110}?\s[–—-]{1,2}\s+(?P<n>[\w][\w.&'’ -]{1,50}?),?\s+"
    r"\([^()]{0,40}?\b(?:NASDAQ|NYSE|OTC\w{0,4}|LSE|TSX|ASX|HKEX|SIX|SWX|Euronext)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^[*_\s]*SOURCE:?[*_]*\s+(?P<n>[^\n;]{2,90}?)\s*(?:;|$)", re.MULTILINE)
# The London exchange's news service writes its number over the issuer's name.
_RNS = re.compile(
    r"^\W*RNS Number\s*:\s*\d{3,5}[A-Z]{1,2}\s+(?P<n>[A-Z][^\n]{2,70}?)\s*(?=\n|\d{1,2} [A-Z][a-z]{2,8} \d{4})",
    re.MULTILINE,
)
# 'Norvane Vaccines plc' over '("Norvane" or the "Company")', as companies on London's exchange begin
_DEFINED_BELOW = re.compile(
    r"^[*_ ]*(?P<n>[A-Z][^\n:;.?!]{2,70}?\.?)[*_ "
    r"]*\n\s*\(\s*[\"“'][^\"”'\n]{1,40}[\"”'],?(?:\s+[\"“'][^\"”'\n]{1,40}[\"”'],?)?"
    r"\s+(?:or\s+)?(?:the\s+)?[\"“'](?:the\s+)?(?:Company|Group)[\"”']\s*\)",
    re.MULTILINE,
)
# "Norvane Holdings Limited" over "(Incorporated in the Cayman Islands with limited liability)", as in Hong Kong
_INCORPORATED = re.compile(
    r"^[*_ ]*(?P<n>[A-Z][^\n:;?!()]{2,70}?\b(?:Limited|LIMITED|Ltd\.?|LTD\.?|Inc\.?|INC\.?|Corporation|CORPORATION|"
    r"Corp\.?))"
    r"[*_ ]*\n+(?:[^\n]{1,40}\n+)?\s*[*_ ]*\((?:incorporated|registered|a (?:company|joint stock)|established)\b",
    re.MULTILINE | re.IGNORECASE,
)
_GENERIC = frozenset({"the company", "company", "we", "our", "us", "the group", "group", "you", "it"})
_ABOUT = re.compile(r"\babout\s+(?:the\s+)?", re.IGNORECASE)
_PREFIXES = re.compile(
    r"(?:[A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+)?,\s+[A-Z][A-Za-z. ]{1,30}\s+[-–—]+\s+|"
    r"We\s+are\s+(?:pleased|proud|happy)\s+to\s+(?:inform|announce|report)(?:\s+you)?\s+that\s+|"
    r"[*_]*[A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?,\s+(?:[A-Z][\w.'-]+\s?){1,3}:[*_]*\s+"
    r"(?:(?:[A-Z]?[\w-]+\s+){1,6}company,?\s+"
    r"(?=[A-Z]))?|On\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}(?:\s+\([^()]{0,40}\))?,?\s+|"
    r"(?i:The\s+board\s+of\s+directors\s+of\s+)|Today,\s+"
    r"|via\s+\w+\s*[–—-]+\s*|Shares\s+of\s+"
    r"|(?:[A-Z]?[\w-]+\s+){1,6}company,?\s+(?=[A-Z])"
    # "Irish drug maker Norvane Corp. said"
    r"|(?:[A-Z][\w.'-]+\s+)?(?:[a-z]+\s+)?"
    r"(?:drug\s?makers?|biotech|pharma|group|firm|giant|specialist|developer)\s+(?=[A-Z]))"
)
_AGENCY = re.compile(
    r"(?:The\s+)?(U\.?S\.?\s+Food\s+and\s+Drug\s+Administration|European\s+Medicines\s+Agency"
    r"|European\s+Commission)\s+(?:\(\w+\)\s+)?(?:has\s+)?today\b"
)


# A compound's code, or a day, may open the first sentence too.
_NO_COMPANY = re.compile(
    r"(?i:(?:[A-Z]{2,5}|stock exchange|company|regulatory|market|media|press|news|investor) (?:announcement|"
    r"release|"
    r"news|statement|information))$|"
    r"Item(?:\s+\d|$)|(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|PLC|plc|AG|SA|NV|AB|A/S)\.?$|"
    r"\d[\d.,]* ?(?:mg|mcg|µg|kg|g|ml|%)$|"
    r"(?:Plans?|Data|Results|Enrol+ment|Patients?|Stud(?:y|ies)|Trials?|Phase|Dosing|Treatment|Approval|Updates?)$|"
    r"\d{3,5}[A-Z]{1,2}$|"
    r"[A-Za-z]{1,6}[- ]?\d{1,6}(?:-\d{1,5})*[A-Za-z]?$|(?:January|February|March|April|May|June|July|August|"
    r"September|October|"
    r"November|December) \d"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The issuer's names, fullest first; empty when nobody is named."""

    names: tuple[str, ...] = ()


def find_publisher(text: str, layout: Layout, document: Document | None) -> Publisher:
    """The first source that gives a name, and the names that other sources give to the same one."""
    candidates = [" ".join(c.split()).strip(" \\/*_,") for c in _candidates(text, layout, document)]
    candidates = [re.sub(r"\s*\([^()]*(?:\)|$)\s*$", "", c) for c in candidates]
    candidates = [_TITLE_TAIL.sub("", c) for c in candidates if c.casefold() != _city(text, layout)]
    candidates = [
        f"{c}." if f"{c}." in candidates else c for c in candidates if len(c) > 1 and not _NO_COMPANY.match(c)
    ]
    if not candidates:
        return Publisher()
    first = candidates[0]
    if " and " in first and (partner := first.partition(" and ")[0].rstrip(",")) in candidates:
        first = partner  # the headline shows that "A and B reported" names two
    same = [first] + [c for c in candidates[1:] if _same(first, c)]
    shorts = [s for c in same for s in _put_short(text, c)]
    fullest = sorted(dict.fromkeys(same), key=lambda n: (n.isupper() and len(n) > 8, -len(n)))
    return Publisher(tuple(dict.fromkeys([*fullest, *shorts])))


# "Norvane plc Interim Results" is a title that begins with the company's name.
_TITLE_TAIL = re.compile(
    r"(?<=[a-z.])(?:\s+(?:Proposed|Interim|Preliminary|Final|Annual|Half-[Yy]ear(?:ly)?|Results))+$"
)


def _city(text: str, layout: Layout) -> str | None:
    """The place that the dateline begins with, folded; a city in capitals is no company."""
    dateline = next((s for s in layout.sections if s.name == "dateline"), None)
    return text[dateline.start : dateline.end].partition(",")[0].strip(" *_").casefold() if dateline else None


def first_sentence(layout: Layout) -> Sentence | None:
    """The first sentence of the release's own: behind the dateline, if any (a filing's items stand before)."""
    start = next((s.start for s in layout.sections if s.name == "dateline"), 0)
    return next((s for s in layout.sentences if s.start >= start and s.section in {"body", "quote"}), None)


# "May 5, 2025 | Norvane Skin Sciences, Inc. | Excerpt of the report"
_BETWEEN_BARS = re.compile(
    r"(?m)^[^|\n]{0,40}\| ?(?P<n>(?:[A-Z][\w&.-]*,? ){1,4}(?:A/S|Inc\.?|Ltd\.?|Limited|Corporation|Corp\.?|plc|AG|SE|"
    r"NV|"
    r"SA|AB)) ?(?:\||$)"
)


def _candidates(text: str, layout: Layout, document: Document | None) -> Iterator[str]:
    """Names in the order of trust: dateline's sentence, cover, headline, link line, about."""
    headline = next((s for s in layout.sentences if s.section == "headline"), None)
    first = first_sentence(layout)
    has_dateline = any(s.name == "dateline" for s in layout.sections)
    registrant = _registrant(text)
    if numbered := _RNS.search(text, 0, 2000):
        yield numbered["n"]
    if defined := _DEFINED_BELOW.search(text, 0, 2000):
        yield defined["n"]
    if incorporated := _INCORPORATED.search(text, 0, 3000):
        yield incorporated["n"]
    if registrant and not has_dateline:
        yield registrant
    opening = _opening_name(text, first, trusted=has_dateline) if first else None
    if opening:
        yield opening
    if registrant:
        yield registrant
    if between := _BETWEEN_BARS.search(text, 0, 800):
        yield between["n"]
    if headline is not None:
        yield from headline_names(text, headline)
    if source := _SOURCE.search(text, max(0, len(text) - 6000)):
        yield names.split_joint(source["n"].strip(" *_"))
    yield from _abouts(text, layout)
    if first is not None and not has_dateline and (span := names.subject(text, first.start, first.end)):
        yield names.split_joint(text[slice(*span)])
    if document and document.company:
        yield document.company
    yield from _company_like(text, layout)


def _opening_name(text: str, first: Sentence, *, trusted: bool) -> str | None:
    """The subject of the first sentence, if a bracket, a comma, or a reporting verb follows it."""
    if listed := _BEHIND_PLACES.match(text, first.start, first.end):
        return names.split_joint(listed["n"])
    if agency := _AGENCY.match(text, first.start, first.end):
        return agency[1]
    start = first.start
    if prefix := _PREFIXES.match(text, start, min(first.end, start + 120)):
        span = names.subject(text, prefix.end(), first.end)
        if span and _reported(text, span[1], first.end):
            return names.split_joint(text[slice(*span)])
    span = names.subject(text, start, first.end)
    authority = span is not None and NO_ISSUER.search(text, *span) is not None
    if (
        span
        and not authority
        and (trusted or _reported(text, span[1], first.end))
        and _plausible(text, span, first.end)
    ):
        return names.split_joint(text[slice(*span)])
    if found := _TICKER_BRACKET.search(text, first.start, min(first.end, first.start + 600)):
        return _name_before(text, first.start, found.start())
    return None


def _name_before(text: str, start: int, end: int) -> str | None:
    """The capitalised words that end at a bracket."""
    words: list[str] = []
    for word in reversed(text[max(start, end - 90) : end].split()):
        bare = word.strip("*_®™")
        if not bare or not (any(c.isupper() for c in bare) or bare in {"of", "and", "&"}):
            break
        if words and bare.endswith(",") and not names.LEGAL_END.search(f"x {words[-1]}"):
            break
        words.append(bare)
    while words and words[-1] in {"of", "and", "&"}:
        words.pop()
    return " ".join(reversed(words)).rstrip(",") or None


_REPORTED = re.compile(
    r"[®™*_]*\s*(?:[(\[“\"]|,\s+(?:an?|the)\s|today\b|announce|reported|has\s|kondigt|announces|said\b|declares|declared"
    r"|presented|issued)"
)
_MATTER = re.compile(
    r"[®™*_]*\s*(?:[(\[“\"]|,|/\s|today|announc|report|has\b|will\b|and\b|is\b|to\b|–|—|-|said|provid"
    r"|present|a\b|kondigt|declar|issu|today)"
)


def _reported(text: str, position: int, end: int) -> bool:
    return _REPORTED.match(text, position, min(end, position + 40)) is not None


def _plausible(text: str, span: tuple[int, int], end: int) -> bool:
    return _MATTER.match(text, span[1], min(end, span[1] + 40)) is not None


def _registrant(text: str) -> str | None:
    """The line over "(Exact name of registrant ...)"."""
    match = _REGISTRANT.search(text, 0, 8000)
    if match is None:
        return None
    above = [line.strip(" \t*_-\r") for line in text[max(0, match.start() - 500) : match.start()].split("\n")]
    return next((" ".join(line.split()) for line in reversed(above) if len(line) > 2), None)


def _abouts(text: str, layout: Layout) -> Iterator[str]:
    for sentence in layout.sentences:
        if sentence.section == "heading" and (about := _ABOUT.match(text, sentence.start, sentence.end)):
            name = " ".join(text[about.end() : sentence.end].strip(" :*_®™.").split())
            if COMPANY_WORD.search(name) and len(name) < 70:
                yield name


_WITH_FORM = re.compile(
    r"(?<!\w)(?:\d+(?:st|nd|rd|th)\s)?[A-Z]\w+(?:\s[A-Z]\w+){0,3},?\s(?:A/S|Inc\b\.?|Ltd\b\.?|Limited|Corporation|Corp\b\.?|plc"
    r"|AG|SE|N\.?V\.?|S\.?A\.?)(?!\w)"
)
_CORE = re.compile(
    r"\b(?:[A-Z][\w-]+\s+){1,3}(?:Therapeutics|Pharma|Pharmaceuticals?|Biosciences|Biotherapeutics"
    r"|BioPharma|Biopharma|Biotech|Oncology|Biologics|Medical)\b"
)


def _company_like(text: str, layout: Layout) -> Iterator[str]:
    """The first name in the body that ends like a drug company's, where nothing else names the publisher."""
    headline = next((s for s in layout.sentences if s.section == "headline"), None)
    if headline and (named := _WITH_FORM.search(text, headline.start, min(headline.end, headline.start + 600))):
        yield named.group()
    for sentence in layout.sentences:
        if sentence.section in {"headline", "body", "quote", "about"} and (
            found := _CORE.search(text, sentence.start, min(sentence.end, sentence.start + 2000))
        ):
            yield " ".join(found.group().split())
    if headline:
        for match in re.finditer(r"([A-Z][\w-]+) \([A-Z]{3,6}\)", text[headline.start : headline.end]):
            yield match[1]


def _same(one: str, other: str) -> bool:
    """Whether the second name is the first one's company: its short form, or the same but for the legal form."""
    a, b = (re.sub(r"\W+", "", names.without_legal_form(n)).casefold() for n in (one, other))
    if not a or not b:
        return False
    fuller = not names.LEGAL_END.search(one) and names.LEGAL_END.search(other) is not None
    return a.startswith(b) or fuller and b.startswith(a)


def _put_short(text: str, name: str) -> Iterator[str]:
    """Short forms put in brackets behind the name: X, Inc. (“X” or the “Company”)."""
    at = names.pattern(name).search(text)
    if at is None:
        return
    position = at.end()
    for _ in range(3):
        opening = text.find("(", position, position + 25)
        close = text.find(")", opening, opening + 160) if opening >= 0 else -1
        if opening < 0 or close < 0:
            return
        for match in _PUT_SHORT.finditer(text, opening, close + 1):
            short = match[1].strip(" ,.")
            if short.lower() not in _GENERIC and short[:1].upper() == short[:1]:
                yield short.strip(" \\/*_")
        position = close + 1
