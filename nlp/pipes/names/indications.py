"""Diseases, as written, with their stage and line: a head word, the words before it that say which, and what
follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.lists import Diseases
from nlp.pipes.names.words import Words, around, whole

_WORD_BEFORE = re.compile(r"([\w'+./-]*[\w'+)])([ /-]+|, )$")
_SHAPE = re.compile(
    r"[\w'-]*(?:ic|al|ary|ous|oid|ive|genic|-cell|-positive|-negative|-mutated|-mutant|-resistant|-refractory|"
    r"-related|-associated|-induced|"
    r"-stage|-line|-onset|-dependent|-mediated|-driven|-expressing|-deficient|-altered|-amplified|-sensitive|"
    r"-rearranged|-free|-cancer)"
)
_NOT_SHAPE = frozenset(
    """clinical potential global initial final medical novel annual therapeutic additional several critical
    preclinical biological pharmaceutical
    commercial financial total typical usual optimal normal special technical regional national international
    historical public several political practical
    topical oral specific basic public economic strategic scientific academic automatic dramatic authentic domestic
    electronic organic dynamic topic clinic
    previous various serious numerous obvious continuous positive effective innovative investigative alternative
    extensive comprehensive initiative objective attractive exclusive
    competitive cumulative prospective retrospective respective relative negative primary-care diagnostic diagnostics
    prophylactic pivotal annual overall individual internal external real original general several
    survival trial approval arrival interval proposal goal principal principle necessary preliminary proprietary
    voluntary summary secondary-endpoint library diary salary efficacious biologic
    meaningful transformational educational operational conventional functional additional optional regional
    professional traditional intentional exceptional institutional nutritional promotional""".split()
)
_STOP = frozenset(
    """host hosts discuss present presents highlight of for in with the a an and or to by on at from as that which
    who is are was were has have had be been its
    our their this these those patients patient people adults children
    subjects participants treatment treating treat therapy trial study phase other such any all some no not than after
    before during following including like certain many most more potential
    clinical against between both via per both also under into within new first-in-class best-in-class
    target targeted approved treating prevent preventing prevention managing management""".split()
)
_PAIR = re.compile(
    r"(relapsed|relapsing|recurrent|refractory|resistant|advanced|locally advanced|metastatic|unresectable|"
    r"inoperable|mild|moderate|severe|head|wild-type|newly diagnosed|early|acute|"
    r"castration-resistant|graft|adult|pediatric|chronic|persistent|type 1|complicated|progressive)(,? (?:or|and|"
    r"and/or|to|versus|through) |-to-|/)$"
)
_AFTER = re.compile(
    r"(?: type (?:[1-4]|I{1,3}|i{1,3})(?!\w)|(?: ?\([^()]{2,20}\))?(?: (?:associated with|due to|secondary to|"
    r"caused "
    r"by|related to|resulting from|following(?= (?:[a-z-]+ ){0,3}(?:surgery|transplant\w*|injury|stroke|infarction|"
    r"chemotherapy|procedures?|resection|hsct|intervention|bunionectomy|trauma))) (?:an? |the )?[a-z][\w'-]*(?: "
    r"(?!(?:continu|is|are|was|were|has|have|and|or|in|with|who|to|show|demonstrat|remain)\w*)[a-z][\w'-]*){0,4}|"
    r" in (?:adults|children|adolescents)(?= with| who|$)| with (?:bone marrow failure|inhibitors|nasal polyps|"
    r"psychotic features)))"
)
_GENE = re.compile(
    r"(?:[A-Z][A-Za-z0-9]{1,7}(?:[+/-][A-Za-z0-9]{1,8}){0,3}[+]?|p53|dMMR/MSI-H|MSI-H|R/R|r/r|1L|2L|[123](?:st|nd|"
    r"rd)-line|first-line|second-line|third-line|frontline)$"
)
_EPONYM = re.compile(r"[A-Z][a-zé]+(?:-[A-Z][a-zé]+)*(?:'s)?$")
_ACRONYM = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]{0,3}[A-Z][A-Za-z0-9/+-]*(?: deficiency)?(?![\w-])")
_STAGE = re.compile(
    r"(?<![\w-])(?:(?:[rR]/[rR]|[Mm]etastatic|[Aa]dvanced|[Rr]elapsed|[Rr]efractory|[Nn]ewly diagnosed|[Aa]djuvant|"
    r"[Ss]evere|1L|2L|[123](?:st|nd|rd)-line(?: metastatic)?|[Ff]irst-line|[Ss]econd-line) )+$"
)
_POSSESSIVE = re.compile(r"\w'")
_HEAD_START = re.compile(r"(?<![\w-])[a-z][\w'-]*")
_DEFINED = re.compile(r" ?\(\"?([A-Z][A-Za-z0-9/+-]{1,11}|[a-z]{1,3}[A-Z][A-Za-z0-9-]{1,9})\"?s?(?:\)|[,;] )")


def find_indications(words: Words, low: Words, lexicon: Diseases) -> list[Found]:
    """Diseases in the flat text; `low` are the words of its lower case. Abbreviations that the text defines count
    wherever they stand.
    """
    flat = words.flat
    found = list(_heads(flat, low, lexicon))
    defined: dict[str, str] = {}
    for item in found:
        match = _DEFINED.match(flat, item.end)
        if match and _initials(match[1], low.flat[item.start : item.end]):
            defined.setdefault(match[1], flat[item.start : item.end])
    found += _treated(words, found)
    names = lexicon.acronyms | defined.keys()
    for match in _ACRONYM.finditer(flat):
        if match.group() in names:
            stage = _STAGE.search(flat, max(0, match.start() - 50), match.start())
            found.append(
                Found(
                    stage.start() if stage else match.start(), match.end(), "INDICATION", source="acronym", strength=1
                )
            )
    return found


_TREATS = whole(r"[Tt]reatment|[Pp]revention|[Mm]anagement|[Pp]rophylaxis|[Rr]epair")
# What is treated or prevented is a disease whatever its name ("for the treatment of invasive candidiasis").
_TREATED = re.compile(
    r"\b[Ff]or (?:the |use in the |use as an? )?(?:potential |acute |preventive |adjunctive |chronic |first-line |"
    r"second-line )*"
    r"(?:[Tt]reatment|[Pp]revention|[Mm]anagement|[Pp]rophylaxis|[Rr]epair) of (?:the )?(?:signs and symptoms of |"
    r"symptoms of )?"
)
_PATIENTS = re.compile(
    r"(?:adults?|adult|children|patients?|people|men|women|individuals|subjects|pediatric|those|both|all|up|"
    r"certain|"
    r"many)\b",
    re.IGNORECASE,
)
_NAME_OF_DISEASE = re.compile(
    r"[A-Za-z][\w'/+-]*(?: (?!(?:in|with|who|at|by|and|or|using|versus|vs|as|that|which|is|are|was|for|from|on|to|"
    r"under|after|following|through|via|has|have|will|plus|today|based|among|including|caused|"
    r"due)\b)[\w'/+-]+){0,7}"
)


def _treated(words: Words, found: list[Found]) -> Iterator[Found]:
    """What stands behind "for the treatment of" and holds no disease that the lexicon knows."""
    flat = words.flat
    known = [(f.start, f.end) for f in found]
    for match in around(_TREATED, flat, words.where(_TREATS), 120, 60):
        name = _NAME_OF_DISEASE.match(flat, match.end())
        if not name or _PATIENTS.match(name.group()) or len(name.group()) < 5:
            continue
        start, end = name.span()
        if not any(a < end and start < b for a, b in known):
            yield Found(start, end, "INDICATION", source="context", strength=1)


def definitions(flat: str, found: list[Found]) -> dict[str, str]:
    """Abbreviation -> the disease it stands for, as the text defines it."""
    out: dict[str, str] = {}
    for item in found:
        match = _DEFINED.match(flat, item.end)
        if match and item.label == "INDICATION" and _initials(match[1], flat[item.start : item.end].lower()):
            out.setdefault(match[1], flat[item.start : item.end])
    return out


def _initials(short: str, long: str) -> bool:
    """Whether the capitals of the one can be the initials of the other, in order."""
    letters = [c for c in short.lower() if c.isalpha()]
    at = 0
    for letter in letters:
        at = long.find(letter, at) + 1
        if not at:
            return len(letters) > 4 and letter == "s"
    return len(letters) >= 2 and long[0] in (letters[0], "(") or long.split()[-1][0] == letters[-1]


def _heads(flat: str, words: Words, lexicon: Diseases) -> Iterator[Found]:
    low = words.flat
    position = 0
    for place in words.bare(lexicon.opens):
        word = _HEAD_START.match(low, place) if place >= position and not _POSSESSIVE.match(low, place - 2) else None
        head = _head(low, word, lexicon) if word else None
        if word is None or head is None:
            continue
        end, weak = head
        start = _extend_left(flat, low, word.start(), lexicon)
        if weak and start == word.start():
            continue
        after = _AFTER.match(low, end)
        tail = None if after else _TAIL.match(low, end)
        position = after.end() if after else tail.end() if tail else end
        yield Found(start, position, "INDICATION", source="weak" if weak else "head", strength=1)


_TAIL = re.compile(r" (?:cancer|disease|syndrome|disorder|carcinoma|virus infection|infection)s?\b")


def _head(low: str, word: re.Match[str], lexicon: Diseases) -> tuple[int, bool] | None:
    """The end of the disease head that begins at a word, and whether it is a weak one; the longest sure head wins."""
    start = word.start()
    best: tuple[bool, int] | None = None
    for width in (3, 2, 1):
        for pattern, weak in lexicon.heads.get(low[start : start + width], ()):
            match = pattern.match(low, start)
            if match and match.group() not in lexicon.not_endings and (best is None or (not weak, match.end()) > best):
                best = (not weak, match.end())
    text = word.group()
    if (
        best is None
        and len(text) > 5
        and text.endswith(lexicon.endings)
        and text not in lexicon.not_endings
        and text.isalpha()
    ):
        best = (True, word.end())
    return (best[1], not best[0]) if best else None


def _extend_left(flat: str, low: str, start: int, lexicon: Diseases) -> int:
    """Where the disease begins: over modifiers, adjectives, eponyms and gene names, up to ten words."""
    for _ in range(10):
        pair = _PAIR.search(low, max(0, start - 40), start)
        if pair:
            start = pair.start(1)
            continue
        match = _WORD_BEFORE.search(flat, max(0, start - 40), start)
        if not match or match[2] == ", ":
            return start
        word, lower = match[1], match[1].lower()
        if lower in _STOP or word.endswith("."):
            return start
        if not (
            lower in lexicon.modifiers
            or (_SHAPE.fullmatch(lower) and lower not in _NOT_SHAPE)
            or _GENE.match(word)
            and _gene(word)
            or _EPONYM.match(word)
            and lower.endswith("'s")
        ):
            return start
        start = match.start(1)
    return start


def _gene(word: str) -> bool:
    """Capitals or digits inside: a gene or a stage, no ordinary capitalised word and no compound's code."""
    if re.search(r"[A-Z]{2,}-?\d{3,}", word):
        return False
    return (
        sum(c.isupper() for c in word) >= 2
        or any(c.isdigit() for c in word)
        or "/" in word
        or word in ("first-line", "second-line", "third-line", "frontline")
    )
