"""Companies that only the words around them show: "collaboration with X", "X and Y announce"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.pipes.names.company_shapes import (
    ADJECTIVES,
    AGENT,
    BASED,
    COLLABORATION,
    CUTS,
    DESCRIBES,
    INSTITUTIONS,
    JOINT,
    NOT_NAMES,
    PARTNER,
    TRADE,
)
from nlp.pipes.names.words import Words, around, at, opens, shared, whole

_PERSON = re.compile(r",? (?:M\.?D|Ph\.?D|MPH|Professor|MBA|Pharm\.?D)\b")
_TRADE_WORD = re.compile(rf"{TRADE}|Lab|Science|Medicine|Care|Life")


class Phrases:
    """How often a run of up to five capitalised words stands in the text without "and" or "&" before it; counted when
    asked.
    """

    def __init__(self, flat: str) -> None:
        self.flat = flat
        self.counts: dict[str, int] = {}

    def __getitem__(self, phrase: str) -> int:
        if phrase not in self.counts:
            self.counts[phrase] = sum(self._places(phrase)) if _PHRASE.fullmatch(phrase) else 0
        return self.counts[phrase]

    def _places(self, phrase: str) -> Iterator[bool]:
        flat = self.flat
        start = flat.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not _IN_WORD.match(flat, end) and not _IN_WORD.match(flat, max(0, start - 1), start):
                yield not flat[max(0, start - 4) : start].endswith(("and ", "& "))
            start = flat.find(phrase, start + 1)


_PHRASE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w-]*(?: [A-ZÀ-ÖØ-Þ][\w-]*){0,4}")
_IN_WORD = re.compile(r"[\w-]")
_PLACE = shared(
    re.compile(r"University|Institute|College|Hospitals?|Clinic|Cent(?:er|re)|School|Foundation|Hope").fullmatch
)
_PARTNER = opens(PARTNER)
_ACTS = whole(
    r"announced|licensed|acquired|granted|entered|signed|agreed|launched|bought|was|bears?|will|receives?|received|"
    r"obtained|holds|initiated|sold|exercised|paid|notified|terminated|retains|owns|markets|commercializes|"
    r"distributes|has|have|collaboration|partner|proprietary|subsidiary|partnered"
)
_WORK = whole(r"[Cc]ollaboration|[Pp]artnership|[Ll]icens(?:e|ing)")


def by_surroundings(words: Words, phrases: Phrases, english: frozenset[str]) -> Iterator[str]:
    """Names that only the words around them show to be companies."""
    flat = words.flat
    yield from (match["name"] for match in around(_UNIVERSITY, flat, words.where(_PLACE), 170, 90))
    for matches, groups in (
        (at(PARTNER, flat, words.where(_PARTNER)), ("name",)),
        (around(AGENT, flat, words.where(_ACTS), 110, 80), ("name",)),
        (around(COLLABORATION, flat, words.where(_WORK), 120, 40), ("name",)),
        (_joined(flat), ("first", "second")),
    ):
        for match in matches:
            for group in groups:
                name = _up_to_sentence(
                    phrases,
                    BASED.sub("", match[group], count=1).split(),
                    english,
                    ends=not re.match(r" [A-ZÀ-ÖØ-Þ]", flat[match.end(group) : match.end(group) + 2]),
                )
                if name and _OF_PLACE.search(flat, max(0, match.start(group) - 20), match.start(group)):
                    continue  # "the University of Lund granted": the place alone is no company
                if name and not _PERSON.match(flat, match.end(group)):
                    yield name


# A university or a hospital can give a licence as a company can.
_UNIVERSITY = re.compile(
    r"(?:\b(?:[Ll]icen[sc]\w*|[Rr]ights?|[Oo]ption|[Aa]greement)\b[^.;()]{0,70}? (?:[Ff]rom|[Ww]ith|[Tt]o|[Bb]y) "
    r"(?:[Tt]he )?|"
    # "the licence that the University of Lund granted"
    r"\b(?:[Tt]he )?(?=[^.;()]{8,60}? (?:granted|has granted|licensed|out-licensed|assigned)\b))"
    r"(?P<name>(?:Regents of the )?(?:University|Institute|College) of (?!the)[A-Z]\w+(?: [A-Z]\w+){0,2}?"
    r"(?: Research Foundation| (?:School|College) of Medicine| (?:Medical|Cancer) Cent(?:er|re)| Health System|"
    r"(?: [A-Z]\w+)?(?! [A-Z]))"
    r"|(?:[A-Z][\w.'-]+ ){1,4}(?:Cancer Cent(?:er|re)|Medical (?:Cent(?:er|re)|School)|Hospitals?|Clinic|"
    r"Research (?:Foundation|Institute))"
    r"|(?:[A-Z][\w.-]+ ){1,3}(?:University|Institute|College)(?: of [A-Z]\w+(?: [A-Z]\w+)?)?(?: Research Foundation)?"
    r"|City of Hope)(?![\w-]| (?:of|for) (?=[A-Z][a-z])(?!(?:Exclusive|Worldwide|Global)\b))"
)
_OF_PLACE = re.compile(r"\b(?:University|College|Institute|Hospital|School|City) (?:of|in|at) (?:the )?$")
_AND = re.compile(r" (?:and|&) (?=[A-Z])")
_NAME_REACH = 90


def _joined(flat: str) -> Iterator[re.Match[str]]:
    """Places of JOINT, looked for only around an "and" before a capital: at every capital it would cost too much."""
    for place in _AND.finditer(flat):
        match = JOINT.search(flat, max(0, place.start() - _NAME_REACH), place.end() + 2 * _NAME_REACH)
        if match and match.start() < place.start() < match.end():
            yield match


# "in combination with NRV-210 in patients with HR-positive cancer"
_OF_PATIENTS = re.compile(
    r"\w-(?:positive|negative|mutated|mutant|amplified|expressing|resistant|refractory|na[iï]ve|treated|driven|deficient|"
    r"dependent|related|associated|sensitive|low|high)$"
)


def _up_to_sentence(phrases: Phrases, words: list[str], english: frozenset[str], *, ends: bool) -> str | None:
    """The words of a name without the headline's verb and object behind it; None when nothing names anything.

    `ends` says that the capitals end behind the last word, so that plain words may be the name's own ("Thermo Fisher").
    """
    whole = ends and len(words) <= 3 and not any(word.endswith(("ing", "ed")) for word in words[1:])
    kept: list[str] = []
    for word in words:
        low = word.lower()
        if kept and low in INSTITUTIONS:
            return None if kept[0].lower() in NOT_NAMES | DESCRIBES | ADJECTIVES else " ".join([*kept, word])
        plain = low in english or low in NOT_NAMES
        if (
            low in CUTS
            or _OF_PATIENTS.search(low)
            or plain
            and kept
            and not whole
            and not _TRADE_WORD.fullmatch(word)
            and not all_plain(kept, english)
            and phrases[" ".join([*kept, word])] < 2
        ):
            break
        kept.append(word)
    if (
        not kept
        or kept[0].lower() in NOT_NAMES
        or all_plain(kept, english)
        or any(c.isdigit() for w in kept for c in w)
    ):
        return None
    return None if len(kept) == 1 and len(kept[0]) < 3 else " ".join(kept)


def all_plain(words: Iterable[str], english: frozenset[str]) -> bool:
    return all(
        (low := word.lower().strip("'®™,.")) in english
        or low in NOT_NAMES
        or low in DESCRIBES
        or low in CUTS
        or not low[:1].isalpha()
        and low.isdigit()
        for word in words
    )
