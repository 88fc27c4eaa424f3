"""Diseases, as written, with their stage and line: a head word, the words before it that say which, and what
follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.disease_short_forms import definitions
from nlp.pipes.names.lists import Diseases
from nlp.pipes.names.treated import leukemia, treated
from nlp.pipes.names.words import Words

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
    professional traditional intentional exceptional institutional nutritional promotional
    thomas thoma roma oklahoma tacoma sonoma diploma coma aroma alabama""".split()
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
    r"and/or|to|versus|through|&) |-to-|/)$"
)
_AFTER = re.compile(
    r"(?: type (?:[1-4]|I{1,3}|i{1,3})(?!\w)|(?: ?\([^()]{2,20}\))?(?: (?:associated with|"
    r"due to(?! (?:commercial|strategic|business|safety|lack|insufficient|slow|low)\b)|secondary to|"
    r"caused "
    r"by|related to|resulting from|following(?= (?:[a-z-]+ ){0,3}(?:surgery|transplant\w*|injury|stroke|infarction|"
    r"chemotherapy|procedures?|resection|hsct|intervention|bunionectomy|trauma))) (?:an? |the )?[a-z][\w'-]*(?: "
    r"(?!(?:continu|is|are|was|were|has|have|and|or|in|with|who|to|show|demonstrat|remain|"
    r"due to)\w*)[a-z][\w'-]*){0,4}|"
    r" in (?:adults|children|adolescents)(?= with| who|$)| with (?:bone marrow failure|inhibitors|nasal polyps|"
    r"psychotic features)))"
)
# The number of a phase is no number of a disease ("Phase 2 IgA nephropathy study").
_OF_PHASE = re.compile(r"\bphases? [0-9iv]+[ab]?(?:[/-][0-9iv]+[ab]?)?$")
# "CLDN6-positive, platinum-resistant ovarian cancer": two adjectives of one disease.
_COMPOUND_ADJECTIVE = re.compile(r"-(?:positive|negative|mutated|mutant|resistant|refractory|dependent|altered)$", re.I)
_ADJECTIVE_AT = re.compile(
    r"[\w/-]+-(?:positive|negative|mutated|mutant|resistant|refractory|sensitive)|relapsed|refractory|recurrent|advanced|"
    r"locally|metastatic|unresectable"
)
_LOUD = re.compile(r"(?<![\w-])[A-Z]{4,12} [A-Z]{4,12}$")
_GENE = re.compile(
    r"(?:h?[A-Z][A-Za-z0-9]{1,7}(?:[+/-][A-Za-z0-9]{1,8}){0,3}[+]?|p53|dMMR/MSI-H|MSI-H|R/R|r/r|1L|2L|[123](?:st|nd|"
    r"rd)-line|first-line|second-line|third-line|frontline)$"
)
_EPONYM = re.compile(r"[A-Z][a-zé]+(?:-[A-Z][a-zé]+)*(?:'s)?$")
# Whose "'s" belongs to the disease before any noun; of others only before one that says nothing else ("Norvane's severe
# asthma drug" is the company's).
_EPONYMS = frozenset(
    """alzheimer parkinson huntington crohn hodgkin non-hodgkin barrett sjogren sjögren grave cushing addison behcet
    behçet wilson hashimoto ewing kaposi dupuytren peyronie bell tourette meniere paget raynaud still takayasu wegener
    friedreich leber stargardt fanconi waldenstrom waldenström burkitt merkel wilm fabry gaucher pompe canavan duchenne
    bowen castleman fuchs lynch coat best batten darier hailey hansen kawasaki kennedy legg-calve-perthes
    machado-joseph niemann-pick osgood-schlatter pick pott rett reye scheuermann tay-sachs whipple""".split()
)
_CALLED_AFTER = re.compile(
    r"(?:diseases?|syndromes?|disorders?|lymphomas?|sarcomas?|tumou?rs?|ataxia|palsy|thyroiditis|contracture|chorea|"
    r"macroglobulin(?:a)?emia|dystrophy|neuropathy|granulomatosis|arteritis|encephalopathy)\b"
)
_ACRONYM = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]{0,3}[A-Z][A-Za-z0-9/+-]*(?: deficiency)?(?![\w-])")
_STAGE = re.compile(
    r"(?<![\w-])(?:(?:[rR]/[rR]|[Mm]etastatic|[Aa]dvanced|[Rr]elapsed|[Rr]efractory|[Nn]ewly diagnosed|[Aa]djuvant|"
    r"[Ss]evere|[Mm]oderate|[Aa]ctive|[Cc]hronic|[Rr]esistant|[Rr]elapsing|1L|2L|[123](?:st|nd|rd)-line(?: "
    r"metastatic)?|[Ff]irst-line|[Ss]econd-line|[Ww]et|[Dd]ry|[Nn]eovascular|[Mm]alignant|(?:[Vv]ery )?"
    r"(?:[Hh]igh(?:er)?|[Ll]ow(?:er)?|[Ii]ntermediate)-risk)(?: (?:(?:and/)?or|and|to) |/| |-to-))+$"
)
_POSSESSIVE = re.compile(r"\w'")
_HEAD_START = re.compile(r"(?:(?<![\w-])|(?<=\balpha-)|(?<=\bbeta-)|(?<=\b[αβδ]-))[a-z][\w'-]*")
_GREEK = re.compile(r"(?<![\w-])(?:alpha|beta|[αβδ])-$")


def find_indications(words: Words, low: Words, lexicon: Diseases, english: frozenset[str]) -> list[Found]:
    """Diseases in the flat text; `low` are the words of its lower case. Abbreviations that the text defines count
    wherever they stand.
    """
    flat = words.flat
    found = list(_heads(flat, low, lexicon, english))
    names = lexicon.acronyms | definitions(flat, found).keys()
    for match in _ACRONYM.finditer(flat):
        if match.group() in names:
            stage = _STAGE.search(flat, max(0, match.start() - 50), match.start())
            found.append(
                Found(
                    stage.start() if stage else match.start(), match.end(), "INDICATION", source="acronym", strength=1
                )
            )
    found += leukemia(words, names)
    found += treated(words, found)
    return found


def _heads(flat: str, words: Words, lexicon: Diseases, english: frozenset[str]) -> Iterator[Found]:
    low = words.flat
    position = 0
    last: Found | None = None
    for place in words.where(lexicon.opens):
        if place and low[place - 1] == "-" and not _GREEK.search(low, max(0, place - 6), place):
            continue
        word = _HEAD_START.match(low, place) if place >= position and not _POSSESSIVE.match(low, place - 2) else None
        head = _head(low, word, lexicon) if word else None
        if word is None or head is None:
            continue
        end, weak = head
        start = _extend_left(flat, low, word.start(), lexicon)
        if low.startswith("stage ", start) and low.endswith("end ", 0, start):
            start -= len("end ")  # "end stage renal disease"
        greek = _GREEK.search(low, max(0, start - 6), start)
        if greek:
            start = _extend_left(flat, low, greek.start(), lexicon)
        elif start == word.start():
            start = _eponym(flat, word, english)
        if weak and start == word.start():
            continue
        after = _AFTER.match(low, end)
        tail = None if after else _TAIL.match(low, end)
        position = after.end() if after else tail.end() if tail else end
        if _VERB.match(low, word.start()) or _ON_ITSELF.match(low, start) or _ORGANISATION.match(flat, position):
            continue
        if _TOOL.match(low, position) or low.startswith("fibrosis", word.start()) and _CHANGE.match(low, position):
            continue
        yield from _sharing_head(low, start, position)
        if last is not None and start == last.end + 1 and flat[last.end] == " ":
            start = last.start  # "cystic fibrosis bronchiectasis" is one disease
        elif last is not None:
            yield last
        last = Found(start, position, "INDICATION", source="weak" if weak else "head", strength=1)
    if last is not None:
        yield last


SHARED = "shared head"  # the source of an adjective whose noun is the found item's key
_ORGAN = (
    r"(?:breast|(?:non-)?(?:small[- ]cell )?lung|prostate|ovarian|pancreatic|colorectal|gastric|(?:o)?esophageal|"
    r"hepatocellular|biliary(?: tract)?|renal(?: cell)?|bladder|urothelial|cervical|endometrial|uterine|thyroid|brain|"
    r"kidney|liver|colon|rectal|skin|bile(?: duct)?|stomach|testicular|nasopharyngeal|head (?:and|&) neck|"
    r"(?:acute|chronic) (?:myeloid|myelogenous|lymphocytic|lymphoblastic))"
)
_SHARED_BEFORE = re.compile(rf"(?<![\w-])({_ORGAN}(?:, {_ORGAN})*)(?:,? (?:and|or|and/or|&) |/)$")
_ONE_ORGAN = re.compile(rf"(?<![\w-]){_ORGAN}(?![\w-])")
_SHARED_HEAD = re.compile(r"(?:cancers?|carcinomas?|tumou?rs?|malignanc(?:y|ies)|leuk(?:a)?emias?|metastas[ei]s)$")


def _sharing_head(low: str, start: int, end: int) -> Iterator[Found]:
    """The adjectives of "breast, ovarian and endometrial cancers": diseases that share the noun behind the last."""
    head = _SHARED_HEAD.search(low, start, end)
    if head is None:
        return
    window = max(0, start - 150)
    before = _SHARED_BEFORE.search(low, window, start)
    for organ in _ONE_ORGAN.finditer(low, before.start(1), before.end(1)) if before else ():
        yield Found(organ.start(), organ.end(), "INDICATION", head.group(), source=SHARED, strength=1)


_VERB = re.compile(r"wound (?:up|down)\b|burns? (?:rate|through)\b")
# What is measured or excluded is no disease of a trial.
_ON_ITSELF = re.compile(r"(?:measurable |minimal )?residual disease\b|(?:stable|progressive) disease\b")
# "a herpes simplex virus-1 (HSV-1) replication-competent immunotherapy": a virus that a drug is made of.
_TOOL = re.compile(
    r"(?:[ -]\d)?(?: \([^()]{2,12}\))?[ -](?:based|replication|vectors?|derived|backbone|platform|oncolytic|vectored)\b"
)
_CHANGE = re.compile(r" (?:improvement|regression|stages?|scores?|markers?|biomarkers?|reversal|resolution)\b")
_ORGANISATION = re.compile(
    r" (?:(?:Cent(?:er|re)|Institute|Foundation|Society|Association|Alliance|Consortium|Network|Coalition|Symposium|"
    r"Conference|Congress|Summit|Awareness|Trust|Council|Institutes|Registry|Group|Sciences|Research "
    r"(?:Institute|Cent(?:er|re)|Foundation|Network|Consortium|UK))\b|Therap(?:eutics|ies),? Inc)"
)
_NAMED_AFTER = re.compile(
    r"(?:diseases?|syndromes?|disorders?|dystrophy|ataxia|palsy|an(?:a)?emia|neuropathy|lymphoma)\b"
)


def _eponym(flat: str, head: re.Match[str], english: frozenset[str]) -> int:
    """Where a disease begins that is called after a person or a place ("Danon disease"): a capital on no English
    word."""
    before = _WORD_BEFORE.search(flat, max(0, head.start() - 40), head.start())
    if before is None or before[2] != " " or not _NAMED_AFTER.match(head.string, head.start()):
        return head.start()
    word = before[1]
    known = any(part.lower() in english for part in word.split("-"))
    return before.start(1) if _EPONYM.fullmatch(word) and len(word) > 3 and not known else head.start()


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
        and text.replace("-", "").isalpha()
    ):
        best = (True, word.end())
    return (best[1], not best[0]) if best else None


# What a body can lack: "alpha-1 antitrypsin deficiency", "pyruvate kinase deficiency", "factor VII deficiency"
_LACKED = re.compile(
    r"(?:alpha|beta|gamma|delta|[αβγδ])-?\d?|[a-z-]*(?:[a-z]{3}ase|trypsin|thrombin|amino|globulin|globin|fibrinogen|transferrin|carnitine|"
    r"adhesion|leu[ck]ocyte|hormone|growth|factor|protein|transporter|carrier|complement|inhibitor|lipoprotein|"
    r"surfactant|pyruvate|ornithine|carbamoyl|phosphate|cobalamin|biotin|creatine|sulfite|arginine|"
    r"adenosine|purine|nucleoside|acid|iron|vitamin|testosterone|estrogen|magnesium|zinc|dehydrogenase|oxidase)s?|"
    r"v|vi|vii|viii|ix|x|xi|xii|xiii|c1|c3|[a-z]{1,2}\d{1,2}|[1-9]"
)


def _extend_left(flat: str, low: str, start: int, lexicon: Diseases) -> int:
    """Where the disease begins: over modifiers, adjectives, eponyms and gene names, up to ten words."""
    lack = low.startswith("deficienc", start)
    for _ in range(10):
        pair = _PAIR.search(low, max(0, start - 40), start)
        if pair:
            start = pair.start(1)
            continue
        match = _WORD_BEFORE.search(flat, max(0, start - 40), start)
        if not match or match[2] == ", " and not _two_adjectives(low, match[1], start):
            return start
        word, lower = match[1], match[1].lower()
        if lower in _STOP or word[0] == "-" or word.endswith("."):
            return start
        if _OF_PHASE.search(low, max(0, match.start() - 10), match.end(1)):
            return start
        if _LOUD.search(flat, max(0, match.start() - 14), match.end(1)):
            return start  # "the OPEN ROAD Alzheimer's disease trial"
        if not (
            lower in lexicon.modifiers
            or lack
            and _LACKED.fullmatch(lower)
            or (_SHAPE.fullmatch(lower) and lower not in _NOT_SHAPE)
            or _GENE.match(word)
            and _gene(word)
            or _EPONYM.match(word)
            and lower.endswith("'s")
            and (lower[:-2] in _EPONYMS or _CALLED_AFTER.match(low, start))
        ):
            return start
        start = match.start(1)
    return start


def _two_adjectives(low: str, word: str, start: int) -> bool:
    return _COMPOUND_ADJECTIVE.search(word) is not None and _ADJECTIVE_AT.match(low, start) is not None


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
