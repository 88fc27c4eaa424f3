"""The shapes that a compound's name may have: research codes, nonproprietary names, marked brands, descriptors.

A candidate is a stretch of text that may be a compound by its shape. Its strength: 3 sure, 2 likely, 1 needs a witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_context import plain
from nlp.pipes.names.lists import Shapes
from nlp.pipes.names.words import Words, WordTest, around, at, either

CODE = re.compile(
    r"(?<![\w$€£.@#-])(?<!//)(?:"
    r"(?P<prefix>[a-z]{0,4}[A-Z][A-Za-z]{0,7}|[A-Z]{1,2}[a-z]{1,2}[A-Z]{0,3})"  # IMGN, huN, GTx, mRNA
    # 901, 94-9343, 1-104, 410ST
    r"(?P<separator>[- ]?)(?P<number>\d{1,7}(?:-\d{1,5})*(?:\.\d{2,3}(?!\d))?)(?P<suffix>[A-Z]{1,3}|[a-z]\d?)?"
    r"(?P<tail>(?:-[A-Z]{1,4}\d{1,3}| \d{1,2}P(?!\w))?)"  # -DM1; " 7P" counts a vaccine's peptides
    r"|(?P<double>[A-Z]{1,5}-[A-Z]{1,5}\d{1,5}(?:[A-Z]{0,2}|[a-z]{2}))"  # PGN-EDO51, CT-P47, D-PLEX100
    r"|(?P<short>[A-Za-z][a-z]{1,7}-(?:cel|vec))"  # exa-cel, eseba-vec
    # CLS-AX, Dato-DXd, sac-TMT
    r"|(?P<letters>[A-Z]{2,5}-(?:[A-Z]{1,4}|[A-Z][a-z][A-Z])|[A-Z][a-z]{1,4}-[A-Z][A-Za-z]{0,3}|[a-z]{2,4}-[A-Z]{2,4})"
    r")(?![\w]|-\d|[.,]\d)"
)
_MARKED = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Za-z0-9]*?(?:-[A-Za-z0-9]+)*)(?: [A-Z][A-Za-z0-9-]*?){0,2}) ?(?:®|™|℠|\((?:R|TM|r|"
    r"tm)\)|"
    r"TM(?!\w))"
)
_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z][a-z]{4,}(?!\w|\.(?:com|org|net)\b)")
_SUFFIX = re.compile(r"-[a-z]{4}(?!\w)")
_SALT = re.compile(
    r" (?:[Hh]ydrochloride|[Hh]ydrobromide|HCl|[Ss]odium|[Pp]otassium|[Cc]alcium|[Mm]esylate|[Mm]aleate|"
    r"[Ff]umarate|"
    r"[Ss]uccinate|[Tt]artrate|[Pp]hosphate|[Ss]ulfate|[Tt]osylate|[Bb]esylate|[Pp]ropionate|[Aa]cetate|[Cc]itrate|"
    r"[Pp]amoate|[Ff]uroate|[Vv]alerate|[Bb]utyrate|[Ll]actate|[Oo]xalate|[Nn]itrate|[Bb]romide|[Cc]hloride|"
    r"[Pp]almitate|[Mm]onohydrate|[Hh]emihydrate)(?!\w)"
)
# The second word of a conjugate that nobody has told us: an antibody's name with a payload's ending behind it.
_CONJUGATE = re.compile(r"[a-z]{2,}(?:tansine|dotin|tecan|sirine|gamicin|fodotin|bulin|xetan|tide|tox|irine|platin)")
_ANTIBODY = ("mab", "bart", "mig", "tug", "ment")
_GENE = re.compile(r"(?<![\w-])[A-Za-z][a-z]{2,14}gene $")  # a gene therapy's first word
# "clobetasol propionate ophthalmic suspension", "lidocaine topical system": the product is not its substance alone.
_FORMULATION = re.compile(
    r"(?i:(?: and [a-z]{5,16}(?: hydrochloride| acetate| sodium)?)?(?: (?:ophthalmic|topical|nasal|inhalation|"
    r"intranasal|"
    r"liposom(?:e|al)|injectable|sublingual|buccal|transdermal|rectal|otic|extended-release|delayed-release|oral)){1,2}"
    r"(?: (?:suspension|solution|spray|cream|gel|ointment|foam|lotion|injection|system|patch|film|tablets?|capsules?|"
    r"powder|emulsion|implant|insert|drops)){1,2}(?: \d+(?:\.\d+)?%)?)(?![\w-])"
)
_SECOND = re.compile(r" ([A-Za-z][a-z]{2,19})(?!\w)")
# A descriptor that stands for one compound ("its anti-CD33 TAP compound") is a name.
_DESCRIPTOR = re.compile(
    r"\b(?:its|our|an?|the|'s|of) (?:[Ll]ead |[Ff]irst |[Nn]ovel |[Ii]nvestigational |[Pp]roprietary "
    r")*((?:(?:[Aa]llogeneic|[Aa]utologous|"
    r"[Bb]ispecific|oral|humanized) )*(?:anti-[A-Z][\w-]{1,12} (?:[A-Z]{2,4} )?(?:compound|antibody-drug conjugate|"
    r"ADC)|"
    r"[A-Z]{2,5}\d{0,3}(?:/[A-Z]{2,5}\d{0,3})? CAR[- ]?T(?:[- ][Cc]ell)? (?:[Tt]herapy|product|candidate)))(?!s|\w|"
    r",? [A-Z]{2,}[\w-]*\d)"
)
# A company's own vaccine is often called by its disease only ("Norvane's oral norovirus vaccine candidate").
_VACCINE = re.compile(
    r"(?:\b(?:[Ii]ts|[Oo]ur)|'s|s') (?:lead |investigational |proprietary |own |licensed |approved |next[- "
    r"]generation )*((?:[A-Za-z0-9/+-]+ "
    r"){1,5}[Vv]accine(?: [Cc]andidate)?)(?! [Cc]andidate|s|-|[a-z]| (?:[Tt]echnology|[Pp]latform|[Pp]rogram|"
    r"business|constructs?|antigens?|"
    r"portfolio|"
    r"manufactur|[Ee]cosystem|market|supply|rollout|strategy|development|[Rr]esearch)|,? (?:called |named "
    r")?[A-Z]{2,}[\w-]*\d)"
)
# "NRV-21, its 31-valent vaccine" and "the preclinical NRV-B1 vaccine" have a name already; "our first vaccine" is no
# name.
_NAMED_ALREADY = re.compile(
    r"\d,? (?:its|our|the [Cc]ompany's) [^,;]*$|\b(?!COVID|SARS)[A-Z]{2,}-?[A-Z]?\d+ [^,;]*$|\b(?:first|second|"
    r"next|"
    r"new|other|precision|"
    r"personali[sz]ed) [^,;]*$"
)
# A brand before its form: "CardioStem cell therapy", "NAME tablets".
_FORM = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z0-9]*[A-Z0-9a-z](?:-[A-Z0-9]+)?)[®™]? (?:(?:[Aa]utologous|[Aa]llogeneic|NK|CAR-?T) "
    r")*(?:[Cc]ell [Tt]herapy|[Gg]ene [Tt]herapy|[Tt]ablets|[Cc]apsules|[Ii]njection|[Nn]asal [Ss]pray|"
    r"[Oo]phthalmic "
    r"(?:[Ss]olution|[Ss]uspension)|[Oo]ral [Ss]olution|[Vv]accine|[Tt]opical [Cc]ream|[Ee]ye [Dd]rops)(?! "
    r"(?:platform|technology|manufactur|compan|field|programs|products))"
)
_KIND_OF_THERAPY = re.compile(
    r"(?i:combination|triplet?|doublet|maintenance|cell|gene|car-?t|nk|t-?cell|mrna|rna|til|hormone|radioligand|.*-.*)"
)
# "Novel Norvix Therapy": only what is called new or one's own, for "Combination Therapy" has the same shape.
_OWN_THERAPY = re.compile(
    r"(?<![\w-])(?:[Nn]ovel|[Ii]nvestigational|[Ii]ts|[Oo]ur) ([A-Z][A-Za-z0-9-]{3,14})[®™]? [Tt]herapy(?![\w-])"
)
_ADJECTIVE = re.compile(r"[a-z](?:coccal|philic?|phile|viral|bial)$")  # "Pneumococcal Conjugate Vaccine"
_ADAPTED = re.compile(
    r"(?<![\w-])(?:Omicron )?[A-Z]{2,3}\.\d+(?:\.\d+)?-adapted (?:monovalent |bivalent )?COVID-19 (?:mRNA "
    r")?[Vv]accine(?!s)"
)
_FRONT = re.compile(r"(?<![\w-])([A-Z][a-z]{4,13}|[A-Z]{5,14})[®™]? ?\($")  # "Norvia (generic name)"
_VECTOR = re.compile(
    r"(?<![\w-])(?:r|sc)?AAV(?:\d{1,2}|rh\.?\d{1,2})[-./]h?[A-Z][A-Za-z0-9]{2,8}(?![\w-])"
)  # a vector with its gene
_TOXIN = re.compile(r"(?<![\w-])[a-z]{3,12}toxin[A-Z](?:-[a-z]{4})?(?!\w)")


class CompoundLists:
    """The lists that shapes are judged by, with what they tell of single words."""

    def __init__(
        self, shapes: Shapes, generics: frozenset[str], english: frozenset[str], brands: frozenset[str]
    ) -> None:
        self.shapes, self.generics, self.english, self.brands = shapes, generics, english, brands
        self.own = WordTest(lambda word: _WORD.fullmatch(word) and self.source(word.lower()))
        self.second = WordTest(lambda word: _NAME_WORD.fullmatch(word) and self.payload(word.lower()))
        self.brand = WordTest(lambda word: _BRAND.fullmatch(word) and word.lower() in brands)

    def source(self, low: str) -> str | None:
        """What tells that a word is a nonproprietary name; None for another word."""
        if len(low) < 6 or low in self.shapes.not_stems:
            return None
        if low in self.generics:
            return "generic"
        return "stem" if low.endswith(self.shapes.stems) and low not in self.english else None

    def payload(self, low: str) -> bool:
        """Whether a word can be the second one of a conjugate."""
        return low in self.shapes.payloads or low == "alfa" or _CONJUGATE.fullmatch(low) is not None


_NAME_WORD = re.compile(r"[A-Za-z][a-z]{2,19}")
_ANTI_OR_CAR = WordTest({"anti", "CAR"}.__contains__)
_VACCINES = either("vaccine")
_FORMS = either(
    "therapy", "tablets", "capsules", "injection", "spray", "solution", "suspension", "vaccine", "cream", "drops"
)
_THERAPY = either("therapy")
_SIGN = re.compile(r"[®™℠]|\((?:R|TM|r|tm)\)|TM(?!\w)")
Marks = list[tuple[re.Match[str], Found | None]]


def marks(flat: str, lists: CompoundLists) -> Marks:
    """Every name with a mark, and the candidate that it is; None where it is no drug's."""
    signs = [m.start() for m in _SIGN.finditer(flat)]
    return [
        (m, _marked(m, flat, lists.shapes, lists.english)) for m in around(_MARKED, flat, signs, 130, 6)
    ]


def candidates(words: Words, lists: CompoundLists, marked: Marks) -> list[Found]:
    """Every place that has a compound's shape, with the strength of that shape: 3 sure, 2 likely, 1 needs a witness."""
    flat, shapes = words.flat, lists.shapes
    found = list(_words(words, lists))
    if "toxin" in flat:
        found += [_shaped(m, 0, "stem", 3) for m in _TOXIN.finditer(flat)]
    found += _descriptors(words)
    found += _forms(words, lists)
    found += [_shaped(m, 0, "brand", 3) for m in at(_BRAND, flat, words.where(lists.brand))]
    for start in [f.start for f in found if f.source in ("stem", "generic")]:
        front = _FRONT.search(flat, max(0, start - 20), start) if flat[start].islower() else None
        if front and front[1].lower() not in lists.english:
            found.append(_shaped(front, 1, "front", 3))
    if marked:
        found += [item for m in _DEFINED_MARK.finditer(flat) for item in _defined(flat, m)]
    if "AAV" in flat:
        found += [_shaped(m, 0, "code", 2) for m in _VECTOR.finditer(flat)]
    found += [item for m in CODE.finditer(flat) if (item := _code(m, shapes))]
    found += [item for _, item in marked if item]
    return found


def _shaped(match: re.Match[str], group: int, source: str, strength: int) -> Found:
    return Found(match.start(group), match.end(group), "COMPOUND", source=source, strength=strength)


def _descriptors(words: Words) -> Iterator[Found]:
    """Descriptors that stand for one compound."""
    flat = words.flat
    for match in around(_DESCRIPTOR, flat, words.where(_ANTI_OR_CAR), 150, 110):
        yield _shaped(match, 1, "descriptor", 3)
    vaccines = list(around(_VACCINE, flat, words.where(_VACCINES), 260, 80))
    named = {_plainly(m[1]) for m in vaccines if _NAMED_ALREADY.search(flat, max(0, m.start() - 24), m.end())}
    for match in vaccines:
        if _plainly(match[1]) not in named:
            yield _shaped(match, 1, "descriptor", 3)
    if "-adapted" in flat:
        yield from (_shaped(m, 0, "descriptor", 3) for m in _ADAPTED.finditer(flat))


def _forms(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Names before the form that a drug has, and before "therapy"."""
    flat = words.flat
    for match in around(_FORM, flat, words.where(_FORMS), 120, 40):
        if not _describes(match[1], lists) and match[1] not in lists.shapes.code_stop_prefixes:
            yield _shaped(match, 1, "form", 2)
    for match in around(_OWN_THERAPY, flat, words.where(_THERAPY), 60, 20):
        if not _describes(match[1], lists) and not _KIND_OF_THERAPY.fullmatch(match[1]):
            yield _shaped(match, 1, "form", 2)


def _describes(name: str, lists: CompoundLists) -> bool:
    return plain(name, lists.english) or _ADJECTIVE.search(name) is not None


def _plainly(name: str) -> str:
    return name.lower().removesuffix(" candidate")


def devices(marked: Marks) -> frozenset[str]:
    """The names that some place calls a device, a platform or a class of drugs: at no place are they a drug."""
    return frozenset(match[1] for match, item in marked if item is None)


_DIAGNOSTIC = re.compile(
    r"[®™]?(?:, (?:an?|the|our|its) (?:[\w-]+ ){0,4}| (?:[\w-]*PET |SPECT )?)"
    r"(?:diagnostics?|tracers?|imaging agents?|radiotracers?)\b",
    re.IGNORECASE,
)
_DIAGNOSTIC_BEFORE = re.compile(
    r"\b(?:PET|SPECT) (?:[\w-]+ )?(?:tracer|ligand|agent) $|\b(?:imaging agent|(?:radio)?tracer),? $", re.IGNORECASE
)


def diagnostics(flat: str, found: list[Found]) -> frozenset[str]:
    """The names that some place calls a diagnostic, and never a drug."""
    return frozenset(
        flat[item.start : item.end]
        for item in found
        if _DIAGNOSTIC_BEFORE.search(flat, max(0, item.start - 30), item.start) or _DIAGNOSTIC.match(flat, item.end)
    )


_BRAND = re.compile(r"(?<![\w.@/-])(?:[A-Z]{4,14}|[A-Z][a-z]{3,14})(?![\w-]|\.(?:com|org|net)\b)")
# A product told by its initials with a mark: "acellular vascular tube (AVT(TM))".
_DEFINED_MARK = re.compile(r"[®™]? ?\(\"?([A-Z]{3,6})[®™]\"?\)")
_WORDS_BEFORE = re.compile(r"(?<![\w-])(?:[A-Za-z][a-z-]+ ){1,5}[A-Za-z][a-z-]+$")


def _defined(flat: str, match: re.Match[str]) -> Iterator[Found]:
    """The initials of a bracket and the words before it that they stand for."""
    before = _WORDS_BEFORE.search(flat, max(0, match.start() - 90), match.start())
    initials = match[1]
    named = list(re.finditer(r"[A-Za-z]+", before.group()))[-len(initials) :] if before else []
    if (
        before
        and len(named) == len(initials)
        and all(w.group()[0].upper() == i for w, i in zip(named, initials, strict=True))
    ):
        yield Found(before.start() + named[0].start(), match.start(), "COMPOUND", source="mark", strength=1)
        yield Found(match.start(1), match.end(1), "COMPOUND", source="mark", strength=1)


def _words(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Nonproprietary names: by their stem, by the list, or by the second word of a conjugate or a gene therapy."""
    flat, shapes = words.flat, lists.shapes
    places = {*words.where(lists.own), *(_word_before(flat, start) for start in words.where(lists.second))}
    for match in at(_WORD, flat, sorted(places)):
        low = match.group().lower()
        following = _SECOND.match(flat, match.end())
        second = following[1].lower() if following else ""
        conjugate = bool(_CONJUGATE.fullmatch(second)) and low.endswith(_ANTIBODY)
        source = "payload" if second in shapes.payloads or second == "alfa" or conjugate else lists.source(low)
        if source is None:
            continue
        end = following.end() if following and (conjugate or second in shapes.second_words) else match.end()
        begin = _GENE.search(flat, max(0, match.start() - 20), match.start())
        salt = _SALT.match(flat, end)
        end = salt.end() if salt else end
        suffix = _SUFFIX.match(flat, end)
        end = suffix.end() if suffix else end
        form = _FORMULATION.match(flat, end)
        start = begin.start() if begin else match.start()
        yield Found(start, form.end() if form else end, "COMPOUND", source=source, strength=3)


def _word_before(flat: str, start: int) -> int:
    """Where the word before the one at `start` begins; `start` where none stands right before it."""
    begin = end = start - 1
    while begin > 0 and flat[begin - 1].isalnum():
        begin -= 1
    return begin if end > 0 and flat[end] == " " and begin < end else start


_EVENT_BEFORE = re.compile(r"\bat (?:the )?$|(?:Meeting|Conference|Congress|Symposium|Summit|Sessions) \(?$")
_PREFIXES = frozenset(
    "NON NEAR ANTI POST PRE CO MULTI SEMI SUB RE EX INTER INTRA OVER UNDER LONG SHORT MID HIGH LOW FIRST TOP CAR "
    "TCR "
    "IND FDA NYSE DNA RNA MRI CT PET QT".split()
)


def _code(match: re.Match[str], shapes: Shapes) -> Found | None:
    if match["short"]:
        return Found(match.start(), match.end(), "COMPOUND", source="code", strength=3)
    if match["letters"]:
        head = match["letters"].split("-")[0].upper()
        known = head in shapes.code_stop_prefixes or head in shapes.target_prefixes or head in _PREFIXES
        return None if known else Found(match.start(), match.end(), "COMPOUND", source="letters", strength=1)
    if match["double"]:
        head = match["double"].split("-")[0]
        return (
            None
            if head in shapes.code_stop_prefixes or head in shapes.target_prefixes
            else Found(match.start(), match.end(), "COMPOUND", source="code", strength=2)
        )
    prefix, number = match["prefix"], match["number"]
    if (
        len(prefix) >= 4
        and len(number) == 2
        and number[0] in "12"
        and _EVENT_BEFORE.search(match.string, max(0, match.start() - 24), match.start())
    ):
        return None  # "at VIVA23"
    digits = re.sub(r"\D", "", number)
    if prefix.upper() in shapes.code_stop_prefixes or number.startswith("0."):
        return None
    if match["separator"] == " " and not _spaced(prefix, digits):
        # Two figures behind a blank are too few but for a sister of the document's other codes.
        family = prefix.isupper() and len(prefix) >= 3 and len(digits) == 2
        return Found(match.start(), match.end(), "COMPOUND", source="code", strength=0) if family else None
    if prefix.islower() or (prefix.istitle() and len(prefix) > 3):
        return None
    sure = len(prefix) >= 2 and len(digits) >= 2 and prefix.upper() not in shapes.target_prefixes
    strength = 2 if sure else 1
    return Found(match.start(), match.end(), "COMPOUND", source="code", strength=strength)


def _spaced(prefix: str, digits: str) -> bool:
    """A code told with a space, as `BAY 94-9343` and `ALKS 2680`, and no amount, address or year."""
    year = len(digits) == 4 and digits[:2] in ("19", "20")
    return prefix.isupper() and 2 <= len(prefix) <= 5 and len(digits) >= 3 and not year


def _marked(match: re.Match[str], flat: str, shapes: Shapes, english: frozenset[str]) -> Found | None:
    following = _NOUN_PHRASE.match(flat, match.end())
    words = re.findall(r"[a-z-]+", following.group().lower()) if following else []
    if words[:2] == ["formulation", "of"] or _ORGANISATION.search(flat, max(0, match.start() - 60), match.start()):
        return None
    if match[1].lower() in shapes.kinds.split("|") or _next_is_name(flat, match.end(), shapes):
        return None
    if any(word in shapes.mark_stop_words for word in words) or match[1].split()[-1].lower() in shapes.mark_stop_words:
        return None
    name = match[1].split()
    start = match.start(1)
    if _CLASS_BEFORE.search(flat, max(0, start - 60), start):
        return None
    while len(name) > 1 and (name[0].lower() in english or name[0] in ("FDA", "EMA", "EU", "US")):
        start += len(name.pop(0)) + 1
    strength = (
        2 if re.search(r"[a-z]-[A-Z]$", match[1]) or _GENERIC_NEXT.match(flat, match.end()) else 1
    )  # a letter after a dash numbers a product: "Norvacel-B"
    return (
        Found(start, match.end(1), "COMPOUND", source="mark", strength=strength) if match.end(1) - start >= 3 else None
    )


_ORGANISATION = re.compile(
    r"\b(?:Association|Society|Institute|Foundation|Boards?|Federation|College|Academy)\b[^.;]{0,40}\($"
)
_GENERIC_NEXT = re.compile(
    r" ?\([a-z]{5,20}(?:[ -][a-z]{4,20})*(?:,? [A-Za-z0-9/%. -]{1,30})?\)"
)  # "NAME(TM) (generic name)"


def _next_is_name(flat: str, end: int, shapes: Shapes) -> bool:
    """Whether a nonproprietary name follows: the mark before it is a technology's."""
    match = re.compile(r" ([A-Za-z][a-z]{5,})").match(flat, end)
    return bool(match) and match[1].lower().endswith(shapes.stems)  # type: ignore[index]


# "NRV-21, a masked interferon MARK(TM)": the mark is the name of a class.
_CLASS_BEFORE = re.compile(
    r", an? (?:(?!of |with |to |for |in |called |named |compan|[a-z]+ing )[A-Za-z][\w-]* ){1,5}$"
)
_NOUN_PHRASE = re.compile(r"(?:(?: [A-Z0-9][\w.-]*[®™]?){1,4}(?: [a-z-]+){0,3}|(?: [a-z-]+){0,2})")
