"""Compounds nobody has told us: research codes, nonproprietary names by their stem, marked brands, appositions.

A candidate is a stretch of text that may be a compound by its shape; it becomes one when its shape is sure or when the
text around one of its places says so. Then all its places in the document are compounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from nlp.pipes.found import Found
from nlp.pipes.names.lists import Shapes

CODE = re.compile(
    r"(?<![\w$€£.@#-])(?<!//)(?:"
    r"(?P<prefix>[a-z]{0,4}[A-Z][A-Za-z]{0,7}|[A-Z]{1,2}[a-z]{1,2}[A-Z]{0,3})"  # IMGN, huN, GTx, mRNA
    r"(?P<separator>[- ]?)(?P<number>\d{1,7}(?:-\d{1,5})*(?:\.\d{2,3}(?!\d))?)(?P<suffix>[A-Z]{1,3}|[a-z])?"  # 901, 94-9343, 1-104, 410ST
    r"(?P<tail>(?:-[A-Z]{1,4}\d{1,3})?)"  # -DM1
    r"|(?P<double>[A-Z]{1,5}-[A-Z]{1,5}\d{1,5}[A-Z]{0,2})"  # PGN-EDO51, CT-P47, D-PLEX100
    r"|(?P<short>[A-Za-z][a-z]{1,7}-(?:cel|vec))"  # exa-cel, eseba-vec
    r"|(?P<letters>[A-Z]{2,5}-[A-Z]{1,4}|[A-Z][a-z]{1,4}-[A-Z][A-Za-z]{0,3}|[a-z]{2,4}-[A-Z]{2,4})"  # CLS-AX, Dato-DXd, sac-TMT
    r")(?![\w]|-\d|[.,]\d)"
)
_MARKED = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Za-z0-9]*?(?:-[A-Za-z0-9]+)*)(?: [A-Z][A-Za-z0-9-]*?){0,2}) ?(?:®|™|℠|\((?:R|TM|r|tm)\)|TM(?!\w))"
)
_NAME = r"(?:[A-Z][A-Za-z0-9]*[a-z0-9A-Z](?:-[A-Za-z0-9]+)*(?: (?:[A-Z]{2,5}|alfa|alpha|beta))?)"
_LOWER_NAME = r"[a-z]{6,20}"
_OR_SHORT = re.compile(r",? or ([a-z]{4,12}|[A-Z][\w-]{2,12}),")
_BRACKET = re.compile(r" ?[®™]? ?\(([^()]{2,60})\)")
_TRIAL_AFTER = re.compile(
    r"(?:[®™\"')]|\s)*(?:\(?phase [\w/]+\)?,? |pivotal |registrational |clinical |ongoing |open-label |extension |randomi[sz]ed |global )*(?:[a-z-]+ ){0,2}"
    r"(?:trial|study|studies|trials|clinical program)\b",
    re.IGNORECASE,
)
_TRIAL_BEFORE = re.compile(
    r"(?:\b(?:trial|study|studies)|\b[Pp]hase \w+)(?: [Rr]esults?)? \($|\b(?:study|trial),? (?:called|named|known as) $",
    re.IGNORECASE,
)
_DRUG_BEFORE = re.compile(
    r"(?:\b(?:treated with|treatment with|treatment of patients with|therapy with|dosed with|doses? of|administration of|administered|efficacy of|"
    r"safety of|tolerability of|pharmacokinetics of|profile of|potential of|evaluat\w+|investigat(?:e|es|ed|ing)|assess(?:es|ed|ing)?|testing|(?:stud(?:y|ies)|trials?) (?:of|with|for|evaluating)|"
    r"development of|evaluation of|candidates?,?|compounds?,?|inhibitor,?|antibody,?|vaccine,?|agonist,?|antagonist,?|receiving|received|receive|plus|approval (?:of|for)|"
    r"application for|applications for|designation (?:for|to)|rights to|rights for|launch of|approves|grants|commerciali[sz]ation of|data (?:on|for|from|of)|results (?:of|for|from|with)|ind for|nda for|bla for|effects? of|"
    r"activity of|mechanism of|asset,?|product,?|program,?|therapy,?|drug,?|medicine,?|advance|advancing|dosing of|dosing with|testing of|enrollment of|arm of|cohort of|known as|called|formerly|using|sales of|sales for|covering|patents? (?:for|on)|price of|stocking|prescribed|label for|supply of|shipments? of|study for|trial for|trials for|"
    r"lead compound|our|its|drug|brand|developing|developed|in-licens\w+|out-licens\w+|licensed|acquire[ds]?|by|targeting with|response to|exposure to|delivery of|formulation of|version of|use of|potential for|benefits? of|including)"
    r" (?:the |our |its |an? |oral |intranasal |subcutaneous |intravenous |once-daily |single-agent |combination of )?[\"']?)$",
    re.IGNORECASE,
)
_DRUG_AFTER = re.compile(
    r"[\"']?(?: ?[®™])?(?: (?:monotherapy|treatment|therapy|tablets?|capsules?|injection|data|long-term|arm|dose|dosing|group|ind|nda|bla|clinical|phase|was well|is well|was generally|demonstrated|"
    r"demonstrates|shows?|meets|receives|significantly|improve[sd]|reduce[sd]|achieves|granted|autologous|allogeneic|regenerative|orphan|fast track|breakthrough|rmat|[0-9]-year|showed|has received|received|net sales|sales|revenues?|is approved|was approved|has been|may|can|will|label|patent|prescriptions?|in (?:adults|children|[A-Z][a-z]+ )|showed|has been granted|has shown|met |achieved|versus|vs|plus|plasma|exposure|in combination|in patients|in healthy|in subjects|in adults|is being|is currently|is an? |is designed|will be evaluated|"
    r"for the treatment|as a treatment|program|candidate|administered|development)|-treated|-related|'s (?:efficacy|safety|mechanism|potential))",
    re.IGNORECASE,
)


_WORD = re.compile(r"(?<![\w.@/-])[A-Za-z][a-z]{4,}(?!\w|\.(?:com|org|net)\b)")
_SUFFIX = re.compile(r"-[a-z]{4}(?!\w)")
_SALT = re.compile(
    r" (?:[Hh]ydrochloride|[Hh]ydrobromide|HCl|[Ss]odium|[Pp]otassium|[Cc]alcium|[Mm]esylate|[Mm]aleate|[Ff]umarate|[Ss]uccinate|[Tt]artrate|[Pp]hosphate|[Ss]ulfate|[Tt]osylate|[Bb]esylate|[Pp]ropionate|[Aa]cetate|[Cc]itrate|"
    r"[Pp]amoate|[Ff]uroate|[Vv]alerate|[Bb]utyrate|[Ll]actate|[Oo]xalate|[Nn]itrate|[Bb]romide|[Cc]hloride|[Pp]almitate|[Mm]onohydrate|[Hh]emihydrate)(?!\w)"
)
_SECOND = re.compile(r" ([A-Za-z][a-z]{2,19})(?!\w)")
# A descriptor that stands for one compound ("its anti-CD33 TAP compound") is a name.
_DESCRIPTOR = re.compile(
    r"\b(?:its|our|an?|the|'s|of) (?:lead |first |novel |investigational |proprietary )*((?:(?:allogeneic|autologous|oral|humanized) )?(?:anti-[A-Z][\w-]{1,12} (?:[A-Z]{2,4} )?(?:compound|antibody-drug conjugate|ADC)|"
    r"[A-Z]{2,5}\d{0,3} CAR-?T(?:-cell| cell)? (?:therapy|product|candidate)))(?!s|\w|,? [A-Z]{2,}[\w-]*\d)"
)
# A company's own vaccine is often called by its disease only ("Norvane's oral norovirus vaccine candidate").
_VACCINE = re.compile(
    r"(?:\b(?:[Ii]ts|[Oo]ur)|'s) (?:lead |investigational |proprietary |own )*((?:[A-Za-z0-9/+-]+ ){1,5}[Vv]accine(?: [Cc]andidate)?)(?! candidates|s|-|[a-z]| (?:technology|platform|program|business|portfolio|manufactur))"
)
# A brand before its form: "CardioStem cell therapy", "NAME tablets".
_FORM = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z0-9]*[A-Z0-9a-z](?:-[A-Z0-9]+)?)[®™]? (?:(?:[Aa]utologous|[Aa]llogeneic|NK|CAR-?T) )*(?:[Cc]ell [Tt]herapy|[Gg]ene [Tt]herapy|[Tt]ablets|[Cc]apsules|[Ii]njection|[Nn]asal [Ss]pray|[Oo]phthalmic (?:[Ss]olution|[Ss]uspension)|[Oo]ral [Ss]olution|[Vv]accine|[Tt]opical [Cc]ream|[Ee]ye [Dd]rops)(?! (?:platform|technology|manufactur|compan|field|programs|products))"
)
_TOXIN = re.compile(r"(?<![\w-])[a-z]{3,12}toxin[A-Z](?:-[a-z]{4})?(?!\w)")
_TRADE = re.compile(
    r"\b(?:patients?|clinical|trials?|therap\w+|pharma\w*|biotech\w*|drugs?|FDA|disease|treatment|vaccines?|oncology|medicines?|enrol+ment|[Pp]hase \w+|dos(?:ed|ing)|IND|NDA|BLA|MAA|CHMP|EMA|inhibitors?|antibod\w+|compounds?|agonists?)\b",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"(?:NASDAQ|Nasdaq|NYSE|OTC\w*|HKEX|SEHK|TWSE|TPEx|ASX|LSE|[Cc]ode|[Tt]icker|[Ss]ymbol|[Ff]ax|[Tt]el|[Pp]hone|[Aa]bstract|[Pp]oster|[Ss]ession|[Bb]ooth|[Rr]oom|#)[^.;]{0,25}$"
)


def clinical(flat: str) -> bool:
    """Whether the text speaks of medicine at all; shapes alone mean little in a release of another trade."""
    return len(_TRADE.findall(flat)) >= (1 if len(flat) < 2000 else 3)


def candidates(flat: str, shapes: Shapes, generics: frozenset[str], english: frozenset[str]) -> list[Found]:
    """Every place that has a compound's shape, with the strength of that shape: 3 sure, 2 likely, 1 needs a witness."""
    found = list(_words(flat, shapes, generics, english))
    found += [Found(m.start(), m.end(), "COMPOUND", source="stem", strength=3) for m in _TOXIN.finditer(flat)]
    found += [
        Found(m.start(1), m.end(1), "COMPOUND", source="descriptor", strength=3) for m in _DESCRIPTOR.finditer(flat)
    ]
    found += [Found(m.start(1), m.end(1), "COMPOUND", source="descriptor", strength=3) for m in _VACCINE.finditer(flat)]
    found += [
        Found(m.start(1), m.end(1), "COMPOUND", source="form", strength=2)
        for m in _FORM.finditer(flat)
        if not _plain(m[1], english)
    ]
    found += [item for m in CODE.finditer(flat) if (item := _code(m, shapes))]
    marked = [(m, _marked(m, flat, shapes, english)) for m in _MARKED.finditer(flat)]
    devices = {m[1] for m, item in marked if item is None}
    found += [item for m, item in marked if item is not None and m[1] not in devices]
    return found


def _words(flat: str, shapes: Shapes, generics: frozenset[str], english: frozenset[str]) -> Iterator[Found]:
    """Nonproprietary names: by their stem, by the list, or by the second word of a conjugate or a gene therapy."""
    for match in _WORD.finditer(flat):
        word = match.group()
        low = word.lower()
        following = _SECOND.match(flat, match.end())
        second = following[1].lower() if following else ""
        if second in shapes.payloads or second == "alfa":
            source = "payload"
        elif len(low) >= 6 and low in generics:
            source = "generic"
        elif len(low) >= 6 and low.endswith(shapes.stems) and low not in shapes.not_stems and low not in english:
            source = "stem"
        else:
            continue
        end = following.end() if following and second in shapes.second_words else match.end()
        salt = _SALT.match(flat, end)
        end = salt.end() if salt else end
        suffix = _SUFFIX.match(flat, end)
        yield Found(match.start(), suffix.end() if suffix else end, "COMPOUND", source=source, strength=3)


_PREFIXES = frozenset(
    "NON NEAR ANTI POST PRE CO MULTI SEMI SUB RE EX INTER INTRA OVER UNDER LONG SHORT MID HIGH LOW FIRST TOP CAR TCR IND FDA NYSE DNA RNA MRI CT PET QT".split()
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
    digits = re.sub(r"\D", "", number)
    if prefix.upper() in shapes.code_stop_prefixes or (match["separator"] == " " and not _spaced(prefix, digits)):
        return None
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
    if match[1].lower() in shapes.kinds.split("|") or _next_is_name(flat, match.end(), shapes):
        return None
    if any(word in shapes.mark_stop_words for word in words) or match[1].split()[-1].lower() in shapes.mark_stop_words:
        return None
    name = match[1].split()
    start = match.start(1)
    while len(name) > 1 and (name[0].lower() in english or name[0] in ("FDA", "EMA", "EU", "US")):
        start += len(name.pop(0)) + 1
    strength = 2 if re.search(r"[a-z]-[A-Z]$", match[1]) else 1  # a letter after a dash numbers a product: "Norvacel-B"
    return Found(start, match.end(1), "COMPOUND", source="mark", strength=strength) if match.end(1) - start >= 3 else None


def _next_is_name(flat: str, end: int, shapes: Shapes) -> bool:
    """Whether a nonproprietary name follows: the mark before it is a technology's."""
    match = re.compile(r" ([A-Za-z][a-z]{5,})").match(flat, end)
    return bool(match) and match[1].lower().endswith(shapes.stems)  # type: ignore[index]


_NOUN_PHRASE = re.compile(r"(?:(?: [A-Z][\w-]*[®™]?){1,4}(?: [a-z-]+){0,3}|(?: [a-z-]+){0,2})")
_ANCHOR = re.compile(r"(?<![\w-])[A-Za-z]+(?![\w-])")
_STUDY_WORDS = frozenset("trial trials study studies development testing evaluation".split())
_GIVEN_WORDS = frozenset(
    "treated receive receives receiving received dosed administration administered treatment using".split()
)
_LEAD_WORDS = frozenset(
    "compound drug candidate product asset molecule inhibitor antibody vaccine agonist antagonist".split()
)
_TITLED = frozenset("candidate candidates asset product program".split())
_AFTER_KIND = re.compile(rf",? (?:called |named |known as )?({_NAME})(?=[\s,.;:)®™(]|$)")
_AFTER_LEAD = re.compile(r",? ([a-z]{7,20})(?= (?:has|is|was|in|for|to|as|and|,)|[,.;]|$)")
_AFTER_STUDY = re.compile(
    rf" (?:of|with|for|[Ee]valuating|[Ss]tudying|[Ii]nvestigating|[Aa]ssessing|[Tt]esting) (?:the |its |our |[Oo]ral |[Ii]ntranasal )?({_NAME})(?= (?:in|for|to|as|plus|versus|vs|and|\()|[®™,.;]|$)"
)
_AFTER_SMALL = re.compile(
    r" (?:of |with |evaluating )([a-z]{5,20}(?<!therapy)(?<!ment)(?<!tion)(?<!ics)(?<!ing)(?<!ity)(?<!cells)(?<!surgery)(?<!ers)(?<!ies))(?= (?:in|for|plus|as|versus|to treat|monotherapy|cleared|is|was|demonstrated|showed)\b|[,;.]|$)(?<!s)"
)
_AFTER_GIVEN = re.compile(rf"(?: with| of)? ({_LOWER_NAME}|{_NAME})(?=[\s,.;)®™]|$)")


_POSSESSED = re.compile(
    rf"'s ({_NAME}|[a-z]{{4,20}})(?= (?:in [Cc]ombination|plus|[Cc]ombined with|monotherapy|shows|showed|demonstrat\w+|met |significantly|for the (?:treatment|prevention)|in (?:[Pp]atients|[Aa]dults)|[Pp]rogram))"
)


def context_names(flat: str, shapes: Shapes, english: frozenset[str]) -> Iterator[Found]:
    """Names that only their surroundings tell: "NAME, an investigational inhibitor", "its lead candidate NAME", "a trial of NAME"."""
    for start, end in _apposed(flat, shapes):
        if not _plain(flat[start:end], english):
            yield _apposition(flat, start, end, 2)
    for match in _POSSESSED.finditer(flat):
        if not _plain(match[1], english):
            yield _apposition(flat, match.start(1), match.end(1), 1)
    kinds = frozenset(shapes.kinds.replace("\\", "").split("|")) | _TITLED
    for anchor in _ANCHOR.finditer(flat):
        word = anchor.group().lower()
        patterns: list[tuple[re.Pattern[str], int]] = []
        if word in _LEAD_WORDS:
            patterns.append((_AFTER_LEAD, 2))
        if word in kinds or word.rstrip("s") in kinds:
            patterns.append((_AFTER_KIND, 1))
        if word in _STUDY_WORDS:
            patterns += [(_AFTER_STUDY, 1), (_AFTER_SMALL, 1)]
        if word in _GIVEN_WORDS:
            patterns.append((_AFTER_GIVEN, 1))
        for pattern, strength in patterns:
            named = pattern.match(flat, anchor.end())
            if named and not _plain(named[1], english):
                yield _apposition(flat, named.start(1), named.end(1), strength)


def _apposition(flat: str, start: int, end: int, strength: int) -> Found:
    """The name without a trade mark that the converter has made letters."""
    end -= 2 if re.search(r"\wTM$", flat[start:end]) else 0
    return Found(start, end, "COMPOUND", source="apposition", strength=strength)


_APPOSITION = re.compile(
    r"(?:,|,? (?:is|was)|,? which is|,? being) (?:an?|the|our|its|[A-Z]\w+'s) (?=[^.;:,()]{3,110})"
)
_NAME_BEFORE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})(?: ?[®™])?(?: \([^()]{{2,40}}\))?$")


def _apposed(flat: str, shapes: Shapes) -> Iterator[tuple[int, int]]:
    """Names that what follows calls a drug: "NAME, an investigational <kind>", "NAME is our <kind>"."""
    kind = re.compile(rf"[^.;:,()]{{0,90}}?\b(?:{shapes.kinds})s?\b")
    for match in _APPOSITION.finditer(flat):
        if not kind.match(flat, match.end()):
            continue
        name = _NAME_BEFORE.search(flat, max(0, match.start() - 75), match.start())
        if name:
            yield name.span(1)


_ADJECTIVE = re.compile(
    r"[a-z](?:ive|ical|ional|ous|ary|peutics?|ology|omics?|genic|ation|ization|ments?|ness|ability|istic|atic|ular|ite|ates?|ides?)$"
)


def _plain(name: str, english: frozenset[str]) -> bool:
    """Whether a name is only words of the language, or a pronoun, a month and the like."""
    words = re.findall(r"[A-Za-z]+", name)
    if len(words) == 1 and _ADJECTIVE.search(name):
        return True
    return (
        not words
        or all(word.lower() in english or word.lower().rstrip("s") in english for word in words)
        or len(name) < 3
    )


def trial_like(flat: str, start: int, end: int) -> bool:
    """Whether "trial" or "study" follows the name, as after a trial's acronym."""
    return bool(_TRIAL_AFTER.match(flat, end)) or bool(_TRIAL_BEFORE.search(flat, max(0, start - 40), start))


def witnessed(flat: str, start: int, end: int, shapes: Shapes) -> bool:
    """Whether the text around the place says that the name is a drug's."""
    if _DRUG_BEFORE.search(flat, max(0, start - 60), start) or _DRUG_AFTER.match(flat, end):
        return True
    return bool(
        re.match(
            rf"[\"']?(?: ?[®™])?(?: \([^()]{{2,40}}\))?,? \(?(?:an?|the|our|its|[A-Z]\w+'s) [^.;:()]{{0,80}}?(?:{shapes.kinds})s?\b",
            flat[end : end + 130],
        )
    )


_TARGET_AFTER = re.compile(
    r"[+®™\"']?(?:[- ](?:CAR|targeted|targeting|positive|negative|expressi\w+|directed|mutat\w+|mutant|inhibit\w*|antibod\w+|receptors?|agonists?|antagonists?|blockers?|pathway|gene|protein|cells?|levels?|"
    r"antigen|signal\w+|biospecific|bispecific|x|variants?|amplifi\w+|status|loss|driven|binding|monoclonal|degrader|ligand|channel|kinase)|x[A-Z])"
)


def decide(flat: str, found: Iterable[Found], shapes: Shapes) -> list[Found]:
    """The candidates that are compounds, each name judged once by all its places together."""
    places: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        places[flat[item.start : item.end]].append(item)
    for name, items in places.items():
        if max(item.strength for item in items) < 3:
            items += _elsewhere(flat, name, items)
    medical = clinical(flat)
    chosen = {name: items for name, items in places.items() if _is_compound(flat, name, items, shapes, medical)}
    if not chosen and medical:
        # A release that names no other compound calls its trial by the compound's code ("the Phase 1/2 AB-0742 study").
        chosen = {
            name: items
            for name, items in places.items()
            if items[0].source == "code"
            and items[0].strength >= 2
            and re.match(r"[A-Z]{2,4}-?\d", name)
            and not any(_LISTING.search(flat, max(0, item.start - 40), item.start) for item in items)
        }
    for name in [name for name in chosen if (base := _PROTOCOL.fullmatch(name)) and (base[1] in chosen or base[2])]:
        del chosen[name]
    families = {name[: match.end()] for name in chosen if (match := re.match(r"[A-Z]{2,}", name))}
    for name, items in places.items():
        family = re.match(r"[A-Z]{2,}(?=[ -]?\d)", name)
        if name not in chosen and family and family.group() in families and not _trial_name(flat, name, items, shapes):
            chosen[name] = items
    return [item for items in chosen.values() for item in items]


# "RZ358-606": the compound's code with the number of a study; a dash within the code itself makes it sure.
_PROTOCOL = re.compile(r"([A-Z]{2,6}(-| )?\d{2,4})-\d{3}[A-Z]?")


def _elsewhere(flat: str, name: str, items: list[Found]) -> list[Found]:
    """The other places of a name, as witnesses: a brand has its mark only once."""
    known = {item.start for item in items}
    matches = islice(re.finditer(rf"(?<![\w-]){re.escape(name)}(?!\w)", flat), 40)
    return [
        Found(m.start(), m.end(), "COMPOUND", source=items[0].source, strength=items[0].strength)
        for m in matches
        if m.start() not in known
    ]


# Molecules of the cell, targets and kinds of drug whose short names look like a compound's; a congress with its year.
_NO_COMPOUND = re.compile(
    r"DNA|[mt]?i?RNA|siRNA|CAR-?T|TCR-?T|TILs?|ADCs?|DFC|Nanobod(?:y|ies)|Likert|PD-L?[12]|CTLA-4|LAG-3|TIM-3|TIGIT|HER-?[23]|GLP-[12]|IL-?\d{1,2}R?[a-z]?"
    r"|CD(?:3|4|8|19|20|22|30|33|38|40|47|70|73)|C[13]q?|MAGE-A\d{1,2}|[A-Z]+[a-z]*20[012]\d"
)
# A word in capitals with a number, or one letter with three digits, is a trial's name unless patients are given it.
_ACRONYM_CODE = re.compile(r"[A-Z]{5,}-?\d{1,3}[A-Z]?|[A-Z]\d{3}")
_GIVEN = re.compile(
    r"(?:treated with|dosed with|doses? of|administ\w+|receiv\w+|injections? of|candidate,?|compound,?|vaccine,?|inhibitor,?|antibody,?|approv\w+(?: of| for)?|designation (?:for|to)) [\"']?$"
)


def _is_compound(flat: str, name: str, items: list[Found], shapes: Shapes, medical: bool) -> bool:
    best = max(item.strength for item in items)
    if best >= 3:
        return True
    if _NO_COMPOUND.fullmatch(name):
        return False
    if _ACRONYM_CODE.fullmatch(name) and not any(_GIVEN.search(flat, max(0, i.start - 40), i.start) for i in items):
        return False
    if _trial_name(flat, name, items, shapes):
        return False
    if best == 1 and items[0].source == "code" and any(_TARGET_AFTER.match(flat, item.end) for item in items):
        return False
    witnesses = sum(witnessed(flat, item.start, item.end, shapes) for item in items)
    if witnesses >= (2 if items[0].source == "letters" else 1):
        return True  # letters alone are more often a score's or a design's short name than a compound's
    listed = all(_LISTING.search(flat, max(0, item.start - 40), item.start) for item in items)
    loud = items[0].source == "mark" and name.isupper() and len(name) >= 5
    return medical and not listed and (best == 2 or loud)


def _trial_name(flat: str, name: str, items: list[Found], shapes: Shapes) -> bool:
    """Whether a name is a trial's: "trial" or "study" follows it, and no other place calls it a drug."""
    trials = {item.start for item in items if trial_like(flat, item.start, item.end)}
    if not trials:
        return False
    told = any(witnessed(flat, item.start, item.end, shapes) for item in items if item.start not in trials)
    if re.fullmatch(r"[A-Z]{4,}[A-Za-z]*[- ]?\d{1,3}", name) and not re.fullmatch(r"[A-Z]{4}-?\d{3}", name):
        return True
    if any(_TRIAL_BEFORE.search(flat, max(0, item.start - 40), item.start) for item in items):
        return True
    return not told and (
        items[0].source != "code" or bool(re.search(r"[A-Z]{4,}|-\d{3,}-\d|^\w+-\d{2}(?:\d{2})?$", name))
    )


def bracket_names(flat: str, accepted: Iterable[Found], english: frozenset[str]) -> Iterator[Found]:
    """Other names of a compound in the brackets after it: "eftilagimod alpha (efti)", "AVTOZMA (CT-P47, tocilizumab-anoh)"."""
    for item in accepted:
        short = _OR_SHORT.match(flat, item.end)
        if short and flat[item.start : item.start + 4].lower() == short[1][:4].lower():
            yield Found(short.start(1), short.end(1), "COMPOUND", source="bracket", strength=2)
        match = _BRACKET.match(flat, item.end)
        if not match:
            continue
        place = match.start(1)
        for part in re.finditer(r"[^,;/]+", match[1]):
            name = part.group().strip(" \"'®™")
            start = flat.find(name, place + part.start())
            if name and _second_name(name, flat[item.start : item.end], english):
                yield Found(start, start + len(name), "COMPOUND", source="bracket", strength=2)


def _second_name(name: str, first: str, english: frozenset[str]) -> bool:
    if " " in name or len(name) > 24 or name.lower() in english:
        return False
    name = re.sub(r"TM$", "", name)
    if re.fullmatch(r"[A-Za-z][a-z]{3,}(?:-[a-z]+)?", name):
        return first.lower().startswith(name[:4].lower()) or len(name) >= 7
    if re.fullmatch(r"[A-Z]{2,5}-[A-Z]{1,4}", name) and not first[0].isupper():
        return bool(re.search(r"[A-Z]-[A-Z]", name))
    return bool(CODE.fullmatch(name)) or bool(
        re.fullmatch(r"[A-Z][a-z]{4,}|[A-Z]{6,}|[A-Z][a-z]+(?:-[A-Z])|[a-z]{5,}(?:-[a-z]{3,4})?", name)
    )


def everywhere(flat: str, chosen: Iterable[Found]) -> list[Found]:
    """Every place of every accepted name, whatever its case."""
    best: dict[str, Found] = {}
    for item in chosen:
        name = flat[item.start : item.end]
        if name not in best or item.strength > best[name].strength:
            best[name] = item
    if not best:
        return []
    folded = {name.lower(): item for name, item in best.items() if len(name) > 4}
    names = sorted({*best, *folded}, key=lambda n: (-len(n), n))
    pattern = re.compile(
        r"(?<![\w-])(?:"
        + "|".join(map(re.escape, sorted({n.lower() for n in names}, key=lambda n: (-len(n), n))))
        + r")(?:(?=tm(?!\w)|TM(?!\w))|(?!\w|-\d))"
    )
    out = []
    for match in pattern.finditer(flat.lower() if len(flat.lower()) == len(flat) else flat):
        text = flat[match.start() : match.end()]
        known = best.get(text) or folded.get(text.lower())
        if known:
            out.append(
                Found(match.start(), match.end(), "COMPOUND", source=known.source, strength=3 + known.strength // 3)
            )
    return out


def spread_trials(flat: str, trials: Iterable[Found]) -> list[Found]:
    """Every place of every trial name."""
    names = {flat[t.start : t.end]: t for t in trials}
    if not names:
        return []
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")(?!\w)"
    )
    return [
        Found(m.start(), m.end(), "TRIAL", names[m.group()].key, names[m.group()].source, 6)
        for m in pattern.finditer(flat)
    ]
