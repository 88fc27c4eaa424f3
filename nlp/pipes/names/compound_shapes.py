"""The shapes that a compound's name may have: research codes, nonproprietary names, marked brands, descriptors.

A candidate is a stretch of text that may be a compound by its shape. Its strength: 3 sure, 2 likely, 1 needs a witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_codes import CODE, code
from nlp.pipes.names.compound_lists import ANTIBODY, BRAND, CONJUGATE, WORD, CompoundLists, plain
from nlp.pipes.names.compound_marks import Marks
from nlp.pipes.names.words import Words, around, at, one_of, shared
from nlp.registry.dosage_forms import BARE_FORMS, FORMS, ROUTES, STRENGTH

_SUFFIX = re.compile(
    r"-(?!(?:free|like|type|dose|only|cell|term|risk|site|line|step|days?|week|year|plus)\b)[a-z]{4}(?!\w)"
)
SALT = re.compile(
    r" (?:[Hh]ydrochloride|[Hh]ydrobromide|HCl|(?:[Dd]i|[Tt]ri|[Tt]etra)?[Ss]odium|[Ss]odium|[Pp]otassium|[Cc]alcium|"
    r"[Mm]agnesium|[Mm]esylate|[Mm]aleate|"
    r"[Ff]umarate|"
    r"[Ss]uccinate|[Tt]artrate|[Pp]hosphate|[Ss]ulfate|[Tt]osylate|[Bb]esylate|(?:[Dd]i)?[Pp]ropionate|[Aa]cetate|[Cc]itrate|"
    r"[Pp]amoate|[Ff]uroate|[Vv]alerate|[Bb]utyrate|[Ll]actate|[Oo]xalate|[Nn]itrate|[Bb]romide|[Cc]hloride|"
    r"[Pp]almitate|[Mm]onohydrate|[Hh]emihydrate|[Hh]ydrate|[Mm]ofetil|[Mm]edoxomil|[Aa]cetonide|[Hh]exacetonide|(?:alfa|beta|gamma|lambda)-\d[ab]|[Dd]isoproxil|[Aa]lafenamide)(?!\w)"
)
_GENE = re.compile(r"(?<![\w-])[A-Za-z][a-z]{2,14}gene $")  # a gene therapy's first word
# "clobetasol propionate ophthalmic suspension", "lidocaine topical system": the product is not its substance alone.
FORMULATION = re.compile(
    rf"(?i:(?: and [a-z]{{5,16}}(?: hydrochloride| acetate| sodium)?)?(?: {ROUTES}){{1,2}}(?: {FORMS}){{1,2}}"
    rf"(?:,? {STRENGTH})?| {BARE_FORMS},? {STRENGTH}|"
    r" (?:intravitreal |intracanalicular |intracameral |ophthalmic )?insert| (?-i:DPI|ODT|LAI))(?![\w-])"
)
# Stems that end no other word and no name of a person or a place.
_OWN_STEMS = (
    "mab", "tinib", "ciclib", "parib", "lisib", "rasib", "toclax", "gliptin", "gliflozin", "leucel", "glutide",
    "quimod", "nicline", "citabine", "prazole", "floxacin", "conazole", "vastatin", "rubicin", "setron", "lukast",
    "xaban", "cycline", "oxetine", "gepant", "lutamide", "zomib", "orexant",
)  # fmt: skip
# "sodium oxybate", "calcium folinate": a salt whose metal is told first.
_METAL_FIRST = re.compile(
    r"(?<![\w-])(?:[Ss]odium|[Cc]alcium|[Pp]otassium|[Mm]agnesium|[Ll]ithium|[Zz]inc|[Ff]erric) "
    r"(?!(?:bi)?carbonate|(?:hydro|bi)?chloride|(?:hydro|per)?oxide|(?:di)?(?:phosphate|sulfate|sulphate)|bromide|fluoride|iodide|"
    r"citrate|lactate|gluconate|acetate|nitrate|silicate|stearate|hydroxide|channel)([a-z]{3,}(?:ate|ide))(?![\w-])"
)
_METAL = one_of("sodium", "calcium", "potassium", "magnesium", "lithium", "zinc", "ferric")
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
    r"(?:\b(?:[Ii]ts|[Oo]ur)|\b[A-Z][\w-]*(?:'s|s')|[a-z][A-Z]\w*'s|\bcompan(?:y's|ies')|(?:[Tt]rial|[Ss]tudy|[Tt]esting|[Rr]esults|"
    r"[Dd]ata|[Ee]valuat\w+) (?:of|with|for|"
    r"from|evaluating|testing)? ?"
    r"(?:an?|the)) (?:lead |investigational |proprietary |own |licensed |approved |next[- "
    r"]generation )*((?:(?!of |own )[A-Za-z0-9/+-]+ "
    r"){1,5}[Vv]accine(?: [Cc]andidate)?|[Vv]accine against [A-Z][\w-]*(?: (?:influenza|virus|infection|"
    r"pandemic)){0,2})"
    r"(?! [Cc]andidate|s|-|[a-z]| (?:[Tt]echnology|[Pp]latform|[Mm]odality|"
    r"[Pp]rogram|business|constructs?|antigens?|portfolio|"
    r"manufactur|[Ee]cosystem|market|supply|rollout|strategy|development|[Rr]esearch)|,? (?:called |named "
    r")?(?:[A-Z]{2,}[\w-]*\d|[A-Z][\w-]*(?:[®™]|\((?:TM|R)\)))|"
    r" [A-Z][a-z]{3,}(?=[.,;]| (?:has|is|was|will|have|may|can|for|in|to|and|from)\b)|, [A-Z][a-z]{3,},)"
)
# "NRV-21, its 31-valent vaccine" and "the preclinical NRV-B1 vaccine" have a name already; "our first vaccine" is no
# name.
_BRAND_INSIDE = re.compile(r"(?<![\w-])([A-Z]{6,14}|[A-Z][a-z]{2,}[A-Z][a-z]{2,})(?= [a-z])")
_NAMED_ALREADY = re.compile(
    r"(?:\d[A-Z]{0,2}|[A-Z]-[A-Z]{1,4}),? (?:its|our|the [Cc]ompany's) [^,;]*$|"
    r"\b(?!COVID|SARS)[A-Z]{2,}-?[A-Z]?\d+ [^,;]*$|\b(?:first|second|"
    r"next|"
    r"new|other|precision|"
    r"personali[sz]ed) [^,;]*$"
)
# A brand before its form: "CardioStem cell therapy", "NAME tablets".
_FORM = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z0-9]*[A-Z0-9a-z](?:-[A-Z0-9]+)?)[®™]? (?:(?:[Aa]utologous|[Aa]llogeneic|NK|CAR-?T) "
    r")*(?:[Cc]ell [Tt]herapy|[Gg]ene [Tt]herapy|[Tt]ablets|[Cc]apsules|"
    r"(?:(?:Intravenous|Subcutaneous|Intramuscular) )?(?:[Ii]njection|Infusion)|[Nn]asal [Ss]pray|"
    r"[Oo]phthalmic "
    r"(?:[Ss]olution|[Ss]uspension)|[Oo]ral [Ss]olution|[Vv]accine|[Tt]opical [Cc]ream|[Ee]ye [Dd]rops)(?! "
    r"(?:[Pp]latform|[Tt]echnology|[Mm]anufactur|compan|field|programs|products))"
)
_LETTERS = re.compile(r"[A-Z]{2,4}\d?")
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
# "Norvia (generic name)", "Norvia (technetium Tc 99m norvacept)"
_FRONT = re.compile(r"(?<![\w-])([A-Z][a-z]{4,13}|[A-Z]{5,14})[®™]? ?\((?:[a-z]{4,12} (?:[A-Z][a-z]? \d{2,3}m? )?)?$")
_VECTOR = re.compile(
    r"(?<![\w-])(?:r|sc)?AAV(?:(?:\d{1,2}|rh\.?\d{1,2})[-./]h?[A-Z][A-Za-z0-9]{2,8}|-(?:h[A-Z][A-Z0-9]{2,7}|[A-Z]{2,5}\d[A-Z0-9]{0,3}))(?![\w-])"
)  # a vector with its gene
# An antibody called by its maker's format and what it binds: "DuoBody CD3xCD20", "HexaBody-OX40".
_FORMAT = re.compile(
    r"(?<![\w-])(?:[A-Z][a-z]+){2,3}[®™]?(?:[ -]{1,3}[A-Z][A-Za-z0-9-]*\w?x(?:[A-Z]\w+|4-1BB)|"
    r"-[A-Z]{2,4}\d{1,3})(?![\w-])"
)
_TOXIN = re.compile(r"(?<![\w-])[a-z]{3,12}toxin[A-Z](?:-[a-z]{4})?(?!\w)")


_ANTI_OR_CAR = shared({"anti", "CAR"}.__contains__)
_VACCINES = one_of("vaccine")
_FORMS = one_of(
    "therapy", "tablets", "capsules", "injection", "spray", "solution", "suspension", "vaccine", "cream", "drops"
)
_THERAPY = one_of("therapy")


def candidates(words: Words, lists: CompoundLists, marked: Marks) -> list[Found]:
    """Every place that has a compound's shape, with the strength of that shape: 3 sure, 2 likely, 1 needs a witness."""
    flat, shapes = words.flat, lists.shapes
    found = list(_words(words, lists))
    if "toxin" in flat:
        found += [_shaped(m, 0, "stem", 3) for m in _TOXIN.finditer(flat)]
    found += _bound(words, lists)
    salts = at(_METAL_FIRST, flat, words.where(_METAL))
    found += [_shaped(m, 0, "generic", 3) for m in salts if m[1] not in lists.english]
    found += [f for item in found if item.source in ("generic", "stem") for f in _initialled(flat, item)]
    found += _joined(flat, [item for item in found if item.source in ("generic", "stem")])
    found += _descriptors(words, lists)
    found += _forms(words, lists)
    found += [_shaped(m, 0, "brand", 3) for m in at(BRAND, flat, words.where(lists.brand))]
    for start in [f.start for f in found if f.source in ("stem", "generic")]:
        front = _FRONT.search(flat, max(0, start - 40), start) if flat[start].islower() else None
        if front and front[1].lower() not in lists.english:
            found.append(_shaped(front, 1, "front", 3))
    if marked:
        found += [item for m in _DEFINED_MARK.finditer(flat) for item in _defined(flat, m)]
    if "Body" in flat:
        found += [_shaped(m, 0, "code", 3) for m in _FORMAT.finditer(flat)]
    if "AAV" in flat:
        found += [_shaped(m, 0, "code", 2) for m in _VECTOR.finditer(flat)]
    found += [item for m in CODE.finditer(flat) if (item := code(m, shapes, lists.english))]
    found += [item for _, item in marked if item]
    return found


def _shaped(match: re.Match[str], group: int, source: str, strength: int) -> Found:
    return Found(match.start(group), match.end(group), "COMPOUND", source=source, strength=strength)


def _descriptors(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Descriptors that stand for one compound."""
    flat = words.flat
    for match in around(_DESCRIPTOR, flat, words.where(_ANTI_OR_CAR), 150, 110):
        yield _shaped(match, 1, "descriptor", 3)
    vaccines = list(around(_VACCINE, flat, words.where(_VACCINES), 260, 80))
    named = {_plainly(m[1]) for m in vaccines if _NAMED_ALREADY.search(flat, max(0, m.start() - 24), m.end())}
    for match in vaccines:
        brand = _BRAND_INSIDE.search(match[1])
        if brand and brand[1].lower() not in lists.english:  # "the POXNOR smallpox vaccine"
            start, end = (match.start(1) + at for at in brand.span(1))
            yield Found(start, end, "COMPOUND", source="descriptor", strength=2)
        elif _plainly(match[1]) not in named:
            yield _shaped(match, 1, "descriptor", 3)
    if "-adapted" in flat:
        yield from (_shaped(m, 0, "descriptor", 3) for m in _ADAPTED.finditer(flat))


def _forms(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Names before the form that a drug has, and before "therapy"."""
    flat = words.flat
    for match in around(_FORM, flat, words.where(_FORMS), 120, 40):
        # "LPL gene therapy"; "virus-like particle (VLP)" has made the letters those of a class
        gene = _LETTERS.fullmatch(match[1]) and ("herapy" in match.group() or _of_a_class(flat, match[1]))
        if not gene and not _describes(match[1], lists) and match[1] not in lists.shapes.code_stop_prefixes:
            yield _shaped(match, 1, "form", 2)
    for match in around(_OWN_THERAPY, flat, words.where(_THERAPY), 60, 20):
        if not _describes(match[1], lists) and not _KIND_OF_THERAPY.fullmatch(match[1]):
            yield _shaped(match, 1, "form", 2)


def _of_a_class(flat: str, letters: str) -> bool:
    """Whether the text makes letters short for a kind of thing: "virus-like particle (VLP)"."""
    return (
        re.search(rf"(?:particles?|virus|proteins?|antigens?|peptides?|toxoids?|cells?) \({letters}s?\)", flat)
        is not None
    )


def _describes(name: str, lists: CompoundLists) -> bool:
    return plain(name, lists.english) or _ADJECTIVE.search(name) is not None


def _plainly(name: str) -> str:
    return name.lower().removesuffix(" candidate")


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


# "90Y-ranovatuzumab", "nab-paclitaxel", "177Lu-edotreotide": what is bound to a drug makes another one.
_BOUND = re.compile(
    r"(?<![\w-])(?:\[?\d{2,3}m?[A-Z][a-z]?\]?|[A-Z][a-z]?-?\d{2,3}|[Nn]ab|[Tt]horium|[Ll]utetium|[Aa]ctinium|[Yy]ttrium|"
    r"[Ii]odine|[Ll]ead)-([A-Za-z][a-z]{5,})(?: [Tt]etraxetan)?(?![\w-])"
)


# The parts of a regimen, each a drug of its own: "carboplatin/paclitaxel".
_REGIMEN = re.compile(r"(?:platin|taxel|rubicin|citabine|tecan|mab|fosfamide|trexed|mustine|xaban)$", re.IGNORECASE)
_SLASH = re.compile(r"(?: and [a-z]{5,16})?[/–]([a-z]{6,20})(?![\w-])")


_INITIALS = re.compile(r" ?\(\"?([A-Z]{2,5}(?:-[A-Z]{1,3})?)\"?\)")
_TITLED_BEFORE = re.compile(r"(?<![\w-])(?:[A-Z][A-Za-z]+[ -]){1,4}$")


def _initialled(flat: str, item: Found) -> Iterator[Found]:
    """A substance in a form that has initials of its own: "Liposome Entrapped Paclitaxel (LEP)"."""
    initials = _INITIALS.match(flat, item.end)
    before = _TITLED_BEFORE.search(flat, max(0, item.start - 60), item.start) if initials else None
    if initials is None or before is None:
        return
    words = [m.start() for m in re.finditer(r"[A-Za-z]+", before.group())]
    letters = initials[1].replace("-", "")
    count = len(letters) - 1  # words before the substance
    if 0 < count <= len(words):
        start = before.start() + words[-count]
        if "".join(flat[before.start() + at] for at in words[-count:]) + flat[item.start].upper() == letters:
            yield Found(start, item.end, "COMPOUND", source=item.source, strength=3)
            yield Found(initials.start(1), initials.end(1), "COMPOUND", source="defined", strength=3)


def _joined(flat: str, found: list[Found]) -> Iterator[Found]:
    """Fixed combinations, told as one: "calcipotriene/betamethasone dipropionate". The parts of a regimen stay
    apart.
    """
    ends = {item.start: item.end for item in found}
    for item in found:
        match = _SLASH.match(flat, item.end)
        if match and not _REGIMEN.search(flat[item.start : item.end]):
            end = ends.get(match.start(1), match.end())
            salt = SALT.match(flat, end)
            end = salt.end() if salt else end
            form = FORMULATION.match(flat, end)
            yield Found(item.start, form.end() if form else end, "COMPOUND", source="generic", strength=3)


def _bound(words: Words, lists: CompoundLists) -> Iterator[Found]:
    for match in _BOUND.finditer(words.flat):
        low = match[1].lower()
        if lists.source(low):
            yield Found(match.start(), match.end(), "COMPOUND", source="generic", strength=3)


def _words(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Nonproprietary names: by their stem, by the list, or by the second word of a conjugate or a gene therapy."""
    flat, shapes = words.flat, lists.shapes
    places = {*words.where(lists.own), *(_word_before(flat, start) for start in words.where(lists.second))}
    for match in at(WORD, flat, sorted(places)):
        low = match.group().lower()
        following = _SECOND.match(flat, match.end())
        second = following[1].lower() if following else ""
        conjugate = bool(CONJUGATE.fullmatch(second)) and low.endswith(ANTIBODY)
        source = "payload" if second in shapes.payloads or second == "alfa" or conjugate else lists.source(low)
        if source is None:
            continue
        if _RECEPTOR.match(flat, match.end()):
            continue
        end = following.end() if following and (conjugate or second in shapes.second_words) else match.end()
        begin = _GENE.search(flat, max(0, match.start() - 20), match.start())
        salt = SALT.match(flat, end)
        end = salt.end() if salt else end
        suffix = _SUFFIX.match(flat, end)
        end = suffix.end() if suffix else end
        start = begin.start() if begin else match.start()
        other = _FIXED.match(flat, end) if _BRAND_BEFORE.search(flat, max(0, start - 24), start) else None
        end = other.end() if other else end
        form = FORMULATION.match(flat, end)
        # Names of people and places end like drugs, and are never written small; a few stems end no other word.
        sure = source != "stem" or match.group()[0].islower() or low in words.at or begin is not None
        sure = sure or low.endswith(_OWN_STEMS)
        sure = sure or "-" in flat[match.end() : end] or flat.startswith(" (", end)
        yield Found(start, form.end() if form else end, "COMPOUND", source=source, strength=3 if sure else 1)


# "ALDORIQ (norvamidine/telvorast)": the two substances of a fixed combination are one product's name.
_BRAND_BEFORE = re.compile(r"[A-Z][A-Za-z-]{2,}[®™]? ?\($")
_FIXED = re.compile(r"(?: ?[/+] ?)[a-z]{5,20}(?=[ ,;)])")
_RECEPTOR = re.compile(
    r"(?: \d[a-z]?)?(?: \([^()]{2,8}\))? (?:receptors?|antagonists?|(?:(?:blood|plasma|serum) )?levels?|"
    r"concentrations?|"
    r"secretion|production|sensitivity|deficiency|synthesis|replacement|staining)(?![\w-])"
)  # a hormone's name is no drug's there


def _word_before(flat: str, start: int) -> int:
    """Where the word before the one at `start` begins; `start` where none stands right before it."""
    begin = end = start - 1
    while begin > 0 and flat[begin - 1].isalnum():
        begin -= 1
    return begin if end > 0 and flat[end] == " " and begin < end else start
