"""The lists that compound names are judged by, and what they tell of a single word."""

from __future__ import annotations

import re

from nlp.pipes.names.lists import Shapes
from nlp.pipes.names.words import WordTest

WORD = re.compile(r"(?<![\w.@/-])[A-Za-z][a-z]{4,}(?!\w|\.(?:com|org|net)\b)")
# The second word of a conjugate that nobody has told us: an antibody's name with a payload's ending behind it.
CONJUGATE = re.compile(r"[a-z]{2,}(?:tansine|dotin|tecan|sirine|gamicin|fodotin|bulin|xetan|tide|tox|irine|platin)")
ANTIBODY = ("mab", "bart", "mig", "tug", "ment")
BRAND = re.compile(
    r"(?<![\w.@/-])(?:[A-Z]{4,14}|[A-Z][a-z]{3,14}|[A-Z][a-z]{2,8}[A-Z][a-z]{2,8})(?![\w-]|\.(?:com|org|net)\b)"
)
# Endings that many nonproprietary names share with chemicals and substances of the body: told by one place more.
CHEMICAL = re.compile(
    r"(?!anti)[A-Za-z][a-z]{3,12}(?:amine|idine|azine|azole|azone|oline|inone|idone|odone|erine|arone|adine|astine|oxine|"
    r"irone|onium|etine|efrine|iline|antel|oprim|terol|etamol|olast|acetam|oxacin|entin|idil|amil)"
)
UNKNOWN = re.compile(rf"(?=\w{{5,16}}$)(?:e?[A-Z][a-z]{{2,}}(?:[A-Z][a-z]{{2,}})*|[A-Z]{{5,14}}|{CHEMICAL.pattern})")
# What ends so and is no drug: chemicals, substances of the body.
NO_NAMES = frozenset(
    """histamine dopamine kynuramine tryptamine tyramine spermidine cytidine uridine thymidine pyridine piperidine
    guanidine pyrimidine pyrrolidine pyridazine hydrazine triazine piperazine imidazole oxazole thiazole triazole
    pyrazole indazole benzimidazole ammonium morpholine quinoline isoquinoline imidazoline phenethylamine
    catecholamine monoamine diamine polyamine gasoline""".split()
)
NAME_WORD = re.compile(r"[A-Za-z][a-z]{2,19}")
_TITLED = frozenset("candidate candidates asset product program".split())


_ADJECTIVE = re.compile(
    r"[a-z](?:mucosal|dermal|nasal|buccal|lingual|ive|ical|ional|ous|ary|peutics?|ology|omics?|genic|ation|ization|ments?|ness|ability|istic|atic|ular|"
    r"ite|ates?|(?:chlor|brom|iod|fluor|ox|sulf|sulph|nitr|sacchar|glycer|glycos|nucleot|nucleos|pept|cyan|hydr|carb)ide|"
    r"ides)$"
)


# No nonproprietary name ends like this.
_INFLECTED = re.compile(r"[a-z](?:ed|ing|ly|[ai]ble|ful|less|like|wise|wards?|est|ship|ism|ists?|hood)$")


def plain(name: str, english: frozenset[str]) -> bool:
    """Whether a name is only words of the language, or a pronoun, a month and the like."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word not in ("FDA", "EMA", "IND", "NDA", "BLA")]
    if len(words) == 1 and (_ADJECTIVE.search(name) or name.islower() and _INFLECTED.search(name)):
        return True
    return (
        not words
        or all(word.lower() in english or word.lower().rstrip("s") in english for word in words)
        or len(name) < 3
    )


class CompoundLists:
    """The lists that shapes are judged by, with what they tell of single words."""

    def __init__(
        self, shapes: Shapes, generics: frozenset[str], english: frozenset[str], brands: frozenset[str]
    ) -> None:
        self.shapes, self.generics, self.english, self.brands = shapes, generics, english, brands
        # Words that may be a name that nobody has told: spelled as one, and of no language.
        self.unknown = WordTest(
            lambda word: UNKNOWN.fullmatch(word) and word.lower() not in NO_NAMES and not plain(word, english)
        )
        self.own = WordTest(lambda word: WORD.fullmatch(word) and self.source(word.lower()))
        self.second = WordTest(lambda word: NAME_WORD.fullmatch(word) and self.payload(word.lower()))
        self.brand = WordTest(lambda word: BRAND.fullmatch(word) and word.lower() in brands)
        # "NoroVLP, bivalent norovirus vaccine, intranasal." heads a paragraph; these are two spaces apart
        self.heads = re.compile(
            r"(?:^|  )[•-]? ?([A-Z][A-Za-z0-9-]{2,14})[®™]?, (?:[A-Za-z0-9/-]+ ){0,5}"
            rf"(?:{shapes.kinds})(?:, [a-z -]{{3,20}})?\.(?= +[A-Z])"
        )
        kinds = frozenset(shapes.kinds.replace("\\", "").split("|")) | _TITLED
        self.kind = WordTest(lambda word: (low := word.lower()) in kinds or low.rstrip("s") in kinds)

    def source(self, low: str) -> str | None:
        """What tells that a word is a nonproprietary name; None for another word."""
        if len(low) < 6 or low in self.shapes.not_stems:
            return None
        if low in self.generics:
            return "generic"
        return "stem" if low.endswith(self.shapes.stems) and low not in self.english else None

    def payload(self, low: str) -> bool:
        """Whether a word can be the second one of a conjugate."""
        return low in self.shapes.payloads or low == "alfa" or CONJUGATE.fullmatch(low) is not None
