"""Companies: by legal form, trade word, ticker bracket and surroundings, and everywhere their short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nlp.pipes.found import Found
from nlp.pipes.names.company_context import Phrases, all_plain, by_surroundings
from nlp.pipes.names.company_shapes import (
    ADJECTIVES,
    BASED,
    CUTS,
    DEFINED,
    DEFINED_LATER,
    DESCRIBES,
    LEADING,
    LEGAL,
    LEGAL_FORM,
    NOT_NAMES,
    ROLES_BEFORE_OF,
    STRONG_END,
    TICKER,
    TRADE,
    TRADE_FORM,
)
from nlp.pipes.names.words import Words, around, shared, whole

_WORD_START = re.compile(r"(?<![\w-])\w+")
_ENDS_LEGAL = re.compile(rf" (?:{LEGAL})$")
_ALL_LEGAL = re.compile(rf"(?:{LEGAL})$")
_WITHOUT_LEGAL = re.compile(rf",? (?:{LEGAL})$")
_AND = re.compile(r" (?:and|&) $")
_WEAK_LEGAL = re.compile(r"(?:Company|SE|AB|SA|NV|AS|LP|Holdings?)$")
_ABBREVIATED = re.compile(r"(?:Inc|Ltd|Co|Corp|L\.P|S\.A|N\.V|B\.V|S\.p\.A|S\.r\.l|K\.K|L\.L\.C)\.$")
_LEGAL_WORD = shared(lambda word: word in "LSNBAK" or re.match(rf"(?:{LEGAL})(?!\w)", word + "."))
_INITIAL = re.compile(r"\w[./]")  # "U.S." is no legal form, "S.A." is one
_INITIALS = re.compile(rf"(?:{LEGAL})(?!\w)")
_TRADE_WORD = shared(re.compile(rf"{TRADE}|Life").fullmatch)
_MARKET = whole(r"(?:NASDAQ|Nasdaq|NYSE|OTC|LSE|AIM|ASX|TSX|HKEX|SEHK|KOSDAQ|Euronext|SIX|TSE|STAR)\w*")
_NAME_REACH = 150  # characters that a name may have before its form
_FORM_REACH = 110  # and from there to the end of what is asked about
_NUMBERED = re.compile(r" (?:II|III|IV|V|VI{1,3}|IX|X)(?!\w)")
_NOT_SHORT = frozenset(
    {
        "company",
        "the company",
        "corporation",
        "registrant",
        "group",
        "combined company",
        "agreement",
        "merger",
        "transaction",
        "exchange",
    }
)


@dataclass(slots=True)
class _Full:
    """A full name in the text: where it stands and where the name without its legal form ends."""

    start: int
    bare_end: int
    end: int
    source: str


@dataclass(slots=True)
class _Names:
    """What a document tells of its companies: the full names' places, and every spelling with its strength."""

    phrases: Phrases
    full: list[_Full] = field(default_factory=list)
    spellings: dict[str, int] = field(default_factory=dict)


def find_companies(words: Words, publisher: Iterable[str], english: frozenset[str]) -> list[Found]:
    """Company names: full forms, then every place of their short forms. Strength 4: sure, 2: by surroundings."""
    flat = words.flat
    names = _Names(Phrases(flat), spellings=dict.fromkeys(publisher, 5))
    names.full = _cut_to_each_other(flat, names, list(_full_names(words, english, set(names.spellings))), english)
    found: dict[tuple[int, int], Found] = {}
    for item in names.full:
        found.setdefault((item.start, item.end), Found(item.start, item.end, "COMPANY", source=item.source, strength=4))
        names.spellings.setdefault(flat[item.start : item.end], 4)
        _spell(flat, item, names.spellings, english)
    marked = re.search(r"[®™]|\((?:R|TM)\)", flat) is not None
    for name in by_surroundings(words, names.phrases, english):
        # "royalties from Norvia(R)": a product's name, no company's
        if not (marked and re.search(re.escape(name) + r" ?(?:[®™]|\((?:R|TM)\))", flat)):
            names.spellings.setdefault(name, 2)
    for word in [spelling for spelling in names.spellings if spelling.lower() in _NOT_SHORT]:
        del names.spellings[word]
    for start, end, strength in _everywhere(words, names.spellings):
        found.setdefault((start, end), Found(start, end, "COMPANY", source="short form", strength=strength))
    return list(found.values())


def _everywhere(words: Words, spellings: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """Every place of every spelling, with its strength."""
    flat = words.flat
    for spelling, strength in spellings.items():
        first = _WORD_START.match(spelling)
        for start in words.at.get(first.group(), ()) if first else ():
            end = start + len(spelling)
            if (
                flat.startswith(spelling, start)
                and not (start and flat[start - 1] == "-")
                and not _GOES_ON.match(flat, end)
            ):
                yield start, end, strength


def _full_names(words: Words, english: frozenset[str], publisher: set[str]) -> Iterator[_Full]:
    """Names with a legal form, a word of the trade or a ticker, cut free of the words before them."""
    flat = words.flat
    legal = [at for at in words.where(_LEGAL_WORD) if not _INITIAL.match(flat, at) or _INITIALS.match(flat, at)]
    for pattern, source, places in (
        (LEGAL_FORM, "legal form", legal),
        (TRADE_FORM, "trade word", words.where(_TRADE_WORD)),
        (TICKER, "ticker", words.where(_MARKET)),
    ):
        for match in around(pattern, flat, places, _NAME_REACH, _FORM_REACH):
            bare_end = match.end("name")
            start = _trim(flat, match.start("name"), bare_end)
            if start is None:
                continue
            end = bare_end if source == "ticker" else match.end()
            if (
                source == "legal form"
                and flat[end - 1] == "."
                and re.match(r" [A-ZÀ-ÖØ-Þ]", flat[end : end + 2])
                and not _ABBREVIATED.search(flat[start:end])
            ):
                end -= 1
            if "Acquisition" in flat[start:bare_end] and (numbered := _NUMBERED.match(flat, end)):
                end = numbered.end()  # "Graf Acquisition Corp. IV"
            parts = flat[start:bare_end].split()
            if flat[start:end] not in publisher and not _names_something(flat, match, parts, source, end, english):
                continue
            yield _Full(start, bare_end, end, source)


def _names_something(
    flat: str, match: re.Match[str], words: list[str], source: str, end: int, english: frozenset[str]
) -> bool:
    """Whether the words name one company: not only the trade's vocabulary, an address or a role."""
    if source == "trade word":
        rest = words[:-1]
        if not rest or rest[0].lower() in ADJECTIVES:
            return False
        if STRONG_END.search(words[-1]) and len(rest) == 1:
            return rest[0].lower() not in DESCRIBES and not rest[0].isdigit()
        return not all_plain(rest, english)
    if source == "legal form" and _WEAK_LEGAL.search(flat[match.start() : end]):
        if all_plain(words, english) or (
            flat[match.end("name")] == "," and flat[end - 2 : end] in ("NV", "SE", "AB", "SA", "AS")
        ):
            return False
        return not re.match(r"\d+ ", match.group())
    return not all(w.lower() in NOT_NAMES or w.lower() in DESCRIBES for w in words)


_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Fall|"
    r"Winter)"
)
_WHEN = re.compile(r"(?i:\b(?:in|since|by|until|of|during|from|last|this|early|late|mid|for|through)[ -])\Z")


def _trim(flat: str, start: int, end: int) -> int | None:
    """The start of the name without the words of the sentence before it; None when nothing is left."""
    words = list(re.finditer(r"\S+", flat[start:end]))
    first = 0
    for index, word in enumerate(words[:-1]):
        lower = word.group().lower().strip(".,®™")
        left = {w.group().lower() for w in words[first:index]}
        based = index and BASED.fullmatch(word.group() + " ")
        ends = lower in CUTS or based or re.fullmatch(r"\d{4}|\d+(?:pm|am)", lower)
        if ends or lower == "of" and left & ROLES_BEFORE_OF:
            first = index + 1
    while first < len(words) and (
        words[first].group().lower().strip(".,") in LEADING or words[first].group().isdigit()
    ):
        first += 1
    if first + 1 < len(words) and words[first].group() == words[first + 1].group():
        first += 1
    if first + 1 < len(words) and _MONTH.fullmatch(words[first].group()):
        at = start + words[first].start()
        first += _WHEN.search(flat[max(0, at - 12) : at]) is not None  # "In April Norvia Bio paid"
    if first >= len(words) or words[first].group().lower() in CUTS:
        return None
    if BASED.match(words[first].group() + " ") and first + 1 < len(words):
        first += 1  # "Zhejiang-based Orionvale Biologics"
    glued = re.match(r"\d{4}(?=[A-Z][a-z])", words[first].group())
    return start + words[first].start() + (glued.end() if glued else 0)


def _cut_to_each_other(flat: str, names: _Names, full: list[_Full], english: frozenset[str]) -> list[_Full]:
    """Names without what the document shows to be another word before them or another company joined by "and"."""
    bare = {flat[item.start : item.bare_end].strip("®™") for item in full} | set(names.spellings)
    shorts = {name: name.split()[0] for name in bare}
    shorts = {name: short for name, short in shorts.items() if len(short) > 3 and short.lower() not in english}
    out: list[_Full] = []
    for item in full:
        own = flat[item.start : item.bare_end]  # "Monter & Reyn Pharmaceuticals" does not know "Monter" from itself
        known = bare | {short for name, short in shorts.items() if name != own or " & " not in own}
        start = _start(flat, item, known, names.phrases, english)
        left = _AND.sub("", flat[item.start : start])
        if start > item.start and _ENDS_LEGAL.search(left):
            bare_end = item.start + len(_WITHOUT_LEGAL.sub("", left))
            out.append(_Full(item.start, bare_end, item.start + len(left), item.source))
        out.append(_Full(start, item.bare_end, item.end, item.source))
    return out


def _start(flat: str, item: _Full, bare: set[str], phrases: Phrases, english: frozenset[str]) -> int:
    name = flat[item.start : item.bare_end]
    for match in re.finditer(r" (?:(?:and|&) )?", name):
        before, after = name[: match.start()], name[match.end() :]
        if match.group() != " ":
            known = before in bare or after in bare or match.group() == " and " and phrases[after] > 0
            if known or STRONG_END.search(before) or _ENDS_LEGAL.search(before):
                return item.start + match.end()
        elif (
            len(after) > 3
            and after.strip("®™") in bare
            and all_plain(before.split(), english)
            and not _ALL_LEGAL.match(after)
        ):
            return item.start + match.end()
    return item.start


# "High Point Pharmaceuticals": its first two words are its short form where a sentence has them alone, plain as they
# may be ("paid High Point", "High Point is eligible").
_ACTS = re.compile(r"(?:'s?|,? (?:is|has|will|may|shall|agreed|granted|paid|and its))(?!\w)")
_IN_SENTENCE = re.compile(r"(?<![\w-])(?!the )[a-z]+ $")
_GOES_ON = re.compile(r"\w|-\d")  # "ONO-4578" is a compound's code
_NAME_GOES_ON = re.compile(r"\w| [A-ZÀ-ÖØ-Þ]")
_PAIR = re.compile(r"([A-ZÀ-ÖØ-Þ][^\W\d_A-Z]+ [A-ZÀ-ÖØ-Þ][^\W\d_A-Z]+) [A-ZÀ-ÖØ-Þ][^\W\d_A-Z]")


def _spell(flat: str, item: _Full, spellings: dict[str, int], english: frozenset[str]) -> None:
    """Add the short forms of a full name: those made from it and those that a bracket behind it gives."""
    for short in short_forms(flat[item.start : item.bare_end], english):
        spellings.setdefault(short, 3)
    pair = _PAIR.match(flat, item.start, item.bare_end)
    if pair and _alone(flat, pair[1], item.bare_end):
        spellings.setdefault(pair[1], 3)
    for pattern in (DEFINED, DEFINED_LATER):
        defined = pattern.match(flat, item.end)
        if defined and defined["short"].lower() not in _NOT_SHORT:
            spellings[defined["short"]] = max(4, spellings.get(defined["short"], 0))


def _alone(flat: str, name: str, start: int) -> bool:
    """Whether a sentence behind the full name has these words by themselves."""
    at = flat.find(name, start)
    while at >= 0:
        end = at + len(name)
        inside = _IN_SENTENCE.search(flat, max(0, at - _WORD), at) and not _NAME_GOES_ON.match(flat, end)
        if inside or _ACTS.match(flat, end):
            return True
        at = flat.find(name, end)
    return False


_WORD = 24  # characters of the word before a name


def short_forms(name: str, english: frozenset[str]) -> Iterator[str]:
    """How a release goes on to call a company: without its legal form, or by its first word if that is a name."""
    bare = _WITHOUT_LEGAL.sub("", name)
    words = bare.split()
    if len(bare) > 2 and not all_plain(words, english):
        yield bare
    first = words[0].strip("®™")
    if (
        len(words) > 1
        and (len(first) >= 4 or len(first) == 3 and first.isupper())
        and first.lower() not in english
        and first.lower() not in NOT_NAMES
    ):
        yield first
    if len(words) > 2 and words[0].lower() in english and not all_plain(words[:2], english):
        yield " ".join(words[:2])
