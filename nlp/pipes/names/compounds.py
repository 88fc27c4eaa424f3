"""Compounds nobody has told us: each candidate judged once, by its shape and by all its places in the document
together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_others import (
    FUNDED_BEFORE,
    MARKER_AFTER,
    MEASURE_AFTER,
    MEASURE_BEFORE,
    TARGET_AFTER,
    TARGET_BEFORE,
    other_thing,
)
from nlp.pipes.names.compound_witness import (
    DOSE,
    FORMULATED,
    TRIAL_BEFORE,
    TRIAL_REACH,
    acts,
    branded,
    clinical,
    in_listing,
    traded,
    witnessed,
)
from nlp.pipes.names.lists import Shapes
from nlp.pipes.names.trial_codes import PROTOCOL, QUOTED_TRIAL, REGULATED, disease_s, tests_another, trial_name


def decide(flat: str, found: Iterable[Found], shapes: Shapes) -> list[Found]:
    """The candidates that are compounds, each name judged once by all its places together."""
    places: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        places[flat[item.start : item.end]].append(item)
    for name, items in places.items():
        items.sort(key=lambda item: item.source != "mark")  # a mark tells more than letters do
        if max(item.strength for item in items) < 3:
            items += _elsewhere(flat, name, items)
    medical = clinical(flat)
    chosen = {name: items for name, items in places.items() if is_compound(flat, name, items, shapes, medical)}
    if not chosen and medical:
        # A release that names no other compound calls its trial by the compound's code ("the Phase 1/2 AB-0742 study").
        chosen = {
            name: items
            for name, items in places.items()
            if items[0].source == "code"
            and items[0].strength >= 2
            and re.match(r"[A-Z]{2,4}-?\d|[A-Z]{1,3}-[A-Z]{2,5}\d", name)
            and not PROTOCOL.fullmatch(name)
            and not all(TRIAL_BEFORE.search(flat, max(0, item.start - TRIAL_REACH), item.start) for item in items)
            and not any(QUOTED_TRIAL.match(flat, item.end) for item in items)
            and not disease_s(flat, name)
            and not any(in_listing(flat, item.start) for item in items)
            and not any(other_thing(flat, item.start, item.end) for item in items)
        }
    bare = {name.replace("-", "") for name in chosen}
    for name in [
        name
        for name in chosen
        if (base := PROTOCOL.fullmatch(name)) and (base[1] in chosen or base[2] or base[1] in bare)
    ]:
        del chosen[name]
    families = {name[: match.end()] for name in chosen if (match := re.match(r"[A-Z]{2,}", name))}
    built = {_built(name) for name in chosen}
    for name, items in places.items():
        family = re.match(r"[A-Z]{2,}(?=[ -]?\d)", name)
        if (
            name not in chosen
            and family
            and family.group() in families
            and not PROTOCOL.fullmatch(name)
            and not shapes.never.fullmatch(name)
            and (_built(name) in built or not trial_name(flat, name, items, shapes))
        ):
            chosen[name] = items
    for name in _listed_with(flat, places, chosen, shapes):
        chosen[name] = places[name]
    spans = [(item.start, item.end) for items in chosen.values() for item in items]
    for name in [
        n for n, items in chosen.items() if items[0].source == "code" and tests_another(flat, places[n], spans)
    ]:
        del chosen[name]
    return [item for items in chosen.values() for item in items]


_SIGN = r"(?: ?[®™]| ?\((?:R|TM)\))"
# "Norvia(R), Envoria(R) (norvamab) and Probudol(R)": between two names of a list.
_BETWEEN = re.compile(rf"{_SIGN}(?: \([^()]{{2,40}}\))?(?:,|,? and|,? or) ")
_BOILERPLATE = re.compile(r"\btrade ?marks?\b")


def _listed_with(
    flat: str, places: dict[str, list[Found]], chosen: dict[str, list[Found]], shapes: Shapes
) -> Iterator[str]:
    """Names with a mark that stand in one list with a compound: each of a list is what the others are."""
    marked = {
        item.start: name
        for name, items in places.items()
        if not shapes.never.fullmatch(name)
        for item in items
        if item.source == "mark" and not _BOILERPLATE.search(flat, item.end, item.end + 250)
    }
    starts = {item.start: item for items in places.values() for item in items}
    known = {item.start for items in chosen.values() for item in items}
    links = []  # the starts of neighbours in a list
    for item in starts.values():
        between = _BETWEEN.match(flat, item.end)
        if between and between.end() in starts:
            links.append((item.start, between.end()))
    told: set[str] = set()
    for ways in (links, [(right, left) for left, right in reversed(links)]):
        for one, other in ways:
            if one in known and other in marked and other not in known:
                known.add(other)
                told.add(marked[other])
    yield from sorted(told)


def _built(name: str) -> str:
    """The letters of a code and how many figures follow: "VX-31" is built as "VX-24" is, whatever a trial is called."""
    return re.sub(r"\d", "9", name)


_PLACES = 40  # more places of a name tell no more about it
_WORD_START = re.compile(r"[\w-]")
_WORD_END = re.compile(r"\w|-\d")  # "IW-3718-302" is a study's number, no place of "IW-3718"


def _elsewhere(flat: str, name: str, items: list[Found]) -> list[Found]:
    """The other places of a name, as witnesses: a brand has its mark only once."""
    known = {item.start for item in items}
    out: list[Found] = []
    start = flat.find(name)
    while start >= 0 and len(out) < _PLACES:
        end = start + len(name)
        whole = not _WORD_END.match(flat, end) and not (start and _WORD_START.match(flat, start - 1))
        if whole and start not in known:
            out.append(Found(start, end, "COMPOUND", source=items[0].source, strength=items[0].strength))
        start = flat.find(name, end)
    return out


# A word in capitals with a number, or one letter with three digits, is a trial's name unless patients are given it.
ACRONYM_CODE = re.compile(r"[A-Z]{5,}-?\d{1,3}[A-Z]?|[A-Z]\d{3}")
# "KRV2016, a reversible inhibitor": figures that read as a year end a code where it is called a drug.
_YEARED = re.compile(r"[A-Z]{2,4}20[012]\d")
_WORKED_ON = re.compile(
    r"\b(?:work on|rights to|licen[sc]e (?:to|for)|(?:trials?|stud(?:y|ies)|development|safety|efficacy|doses?) of|"
    r"treated with|announced that|IND (?:application )?for) $"
)
# Letters and one or two figures without a dash: as many genes and proteins look so as drugs ("ALAS1", "DLL3"); three
# figures are a drug's, but for the large families of genes and proteins ("ZNF217", "BP180").
_GENE_LIKE = re.compile(
    r"h?[A-Z]{2,5}(?!0)\d{1,2}(?:[A-Z]\d?)?|"
    r"(?:ADAM|ANKRD|ATG|BP|BTN|CCDC|CEP|CLEC|DDX|DUSP|FAM|GPR|HLA|ILT|KCN|KIF|KLHL|KLRG|LRP|LRRC|MAPK|MIR|MMP|NUP|PARP|"
    r"PRDM|RAB|RNF|RPL|SLC|SNX|TAS|TMEM|TNFRSF|TRIM|TTC|UGT|UNC|USP|WDR|ZNF)\d{3}(?:[A-Z]\d?)?"
)
_THREE_FIGURES = re.compile(r"[A-Z]{2,5}\d{3}")
_CELL_LINE = re.compile(r"HCC827|SW480|SW620|HEK293|BT474|BT549|DU145|HCT116|CA199|CA125|CA153|CA242|EN149|EP300")
# "the ABC301 and ABC302 studies", "in OVC429 and SKV773 models", "grant ABC123", "Presentation XY114"
_OF_STUDIES_AFTER = re.compile(
    r"(?:(?:,|,? and|,? or|/) ?[A-Z]{2,5}\d{2,3})*,? (?:(?:pivotal|clinical|[Pp]hase \w+) )?"
    r"(?:[Ss]tudies|[Tt]rials|models?|cells?|cell lines?|xenografts?|tumou?rs?|mice|organoids?)\b"
)
_OF_STUDIES_BEFORE = re.compile(
    r"\b(?:[Ss]tudies|[Tt]rials|[Gg]rant|[Aa]ward|[Cc]ontract|[Pp]resentations?|[Aa]bstracts?|[Pp]osters?|[Pp]rotocols?|"
    r"cell lines?|models?) (?:[A-Z]{2,5}\d{2,3}(?:,|,? and|,? or) )*$"
)


def _no_drug(flat: str, name: str, items: list[Found]) -> bool:
    """Whether letters with three figures name a cell line, a grant, a poster, or one of several studies."""
    return _CELL_LINE.fullmatch(name) is not None or all(
        _OF_STUDIES_AFTER.match(flat, item.end) or _OF_STUDIES_BEFORE.search(flat, max(0, item.start - 60), item.start)
        for item in items
    )


_GIVEN = re.compile(
    r"(?:project,?|treated with|dosed with|doses? of|administ\w+|receiv\w+|injections? of|candidate,?|compound,?|"
    r"vaccine,?|"
    r"inhibitor,?|antibody,?|approv\w+(?: of| for)?|(?:[Dd]esignation|granted|grants|[Cc]ommission|FDA|EMA) (?:for|"
    r"to)) [\"']?$"
)


def _worked_on(flat: str, items: list[Found]) -> bool:
    return any(_WORKED_ON.search(flat, max(0, item.start - 40), item.start) for item in items)


def is_compound(flat: str, name: str, items: list[Found], shapes: Shapes, medical: bool) -> bool:
    """Whether a name with these places is a compound. `medical`: the document is about trials or treatment."""
    best = max(item.strength for item in items)
    if best >= 3:
        return True
    if best == 0:
        return False  # only beside other codes of its letters
    dosed = any(DOSE.match(flat, item.end) for item in items)
    apposed = any(item.source == "apposition" and item.strength >= 2 for item in items)
    if (
        shapes.never.fullmatch(name)
        and not (_YEARED.fullmatch(name) and (apposed or _worked_on(flat, items)))
        or (items[0].source == "apposition" and re.fullmatch(r"[A-Z]{2,4}", name) and not dosed)
    ):
        return False
    given = apposed or any(_GIVEN.search(flat, max(0, i.start - 40), i.start) for i in items)
    regulated = any(REGULATED.search(flat, max(0, i.start - 60), i.start) for i in items)
    if ACRONYM_CODE.fullmatch(name) and not (given or regulated):
        return False
    if disease_s(flat, name) and not dosed or trial_name(flat, name, items, shapes):
        return False
    if items[0].source == "code" and any(_measure(flat, item, name) for item in items):
        return False
    if re.fullmatch(r"[A-Z]{3,}\d\d", name) and all(flat[max(0, i.start - 4) : i.start] == " at " for i in items):
        return False  # a congress with its year
    if items[0].source in ("code", "letters", "apposition") and any(
        MARKER_AFTER.match(flat, item.end)
        or _counted(flat, item)
        or MEASURE_AFTER.match(flat, item.end)
        and MEASURE_BEFORE.search(flat, max(0, item.start - 50), item.start)
        for item in items
    ):
        return False
    if items[0].source in ("code", "letters", "apposition") and any(
        TARGET_BEFORE.search(flat, max(0, item.start - 30), item.start)
        or FUNDED_BEFORE.search(flat, max(0, item.start - 30), item.start)
        for item in items
    ):
        return False
    if best == 1 and items[0].source == "code" and any(TARGET_AFTER.match(flat, item.end) for item in items):
        return False
    if items[0].source == "code" and _THREE_FIGURES.fullmatch(name) and _no_drug(flat, name, items):
        return False
    gene = items[0].source == "code" and _GENE_LIKE.fullmatch(name) is not None
    drugs = [item for item in items if not other_thing(flat, item.start, item.end)]
    places = [
        item
        for item in drugs
        if (
            witnessed(flat, item.start, item.end, shapes)
            or items[0].source == "code"
            and traded(flat, item.start)
            or (items[0].source == "mark" or _NUMBERED.search(name))
            and acts(flat, item.end)
            or item.source == "apposition"
            and item.strength >= 2
            or items[0].source == "mark"
            and branded(flat, item.start, item.end)
            or gene
            and _TWO_CODES.search(flat, max(0, item.start - 16), item.end + 16)
        )
        and not (gene and _ITS_BINDER.match(flat, item.end))
    ]
    owned = any(_OWNED.match(flat, item.end) or FORMULATED.match(flat, item.end) for item in places)
    if len(places) >= (2 if items[0].source == "letters" and not owned else 1):
        return True  # letters alone are more often a score's or a design's short name than a compound's
    listed = all(in_listing(flat, item.start) for item in items)
    loud = items[0].source == "mark" and name.isupper() and len(name) >= 5
    return len(drugs) == len(items) and not gene and medical and not listed and (best == 2 or loud)


_NUMBERED = re.compile(r"-\d{3}|\d{4}")  # no gene or marker has so long a number
_TWO_CODES = re.compile(r"[A-Z]{2,5}\d{3}/[A-Z]{2,5}-\d{3,5}|[A-Z]{2,5}-\d{3,5}/[A-Z]{2,5}\d{3}")  # "BNX324/DX-1311"
# "our CDH6 ADC", "a DLL3 engager", "an SVR12 rate": what binds a target is not called so.
_ITS_BINDER = re.compile(
    r"(?:/\d)?(?:[-x/ ](?:ADCs?|[Oo]peners?|[Bb]lockers?|[Cc]hannels?|[Mm]utations?|[Vv]ariants?|developmental|"
    r"epileptic|CAR|T-?cell|[Ee]ngagers?|[Aa]ntibod\w+|[Bb]ispecific|[Tt]rispecific|[Ii]nhibitors?|[Pp]rograms?|"
    r"[Dd]egraders?|[Aa]ctivators?|[Aa]gonists?|[Mm]odulators?|[Rr]ates?|[Ss]cores?|[Vv]ectors?|[Cc]apsids?|[Pp]atents?|manufacturing)\b|-based|\))"
)
_MEASURES = frozenset(
    "scale score measure questionnaire index inventory test assessment rating survey subscale instrument".split()
)
_LETTERS = re.compile(r"([A-Z]{3,6})-?\d{1,3}")


def _measure(flat: str, item: Found, name: str) -> bool:
    """Whether a bracket shortens the words before it: "the Motor Function Measure (MFM-32)"."""
    letters = _LETTERS.fullmatch(name)
    if (
        letters is None
        or flat[item.start - 1 : item.start] != "("
        or flat[item.end : item.end + 1] not in (")", ",", ";")
    ):
        return False
    words = re.findall(r"[A-Za-z]+", flat[max(0, item.start - 80) : item.start])[-len(letters[1]) :]
    return "".join(word[0] for word in words).upper() == letters[1] and words[-1].lower() in _MEASURES


_OWNED = re.compile(r"[®™]?, (?:our|its) ")  # "NRV-A, our oral vaccine": told as the company's own
_ORDINAL_BEFORE = re.compile(r"[a-z] (\d{1,2}) \(\*?$")


def _counted(flat: str, item: Found) -> bool:
    """Whether a bracket shortens words that end with the name's own number: "synthase 1 (ALAS1)", "type 1 (DM1)"."""
    number = _ORDINAL_BEFORE.search(flat, max(0, item.start - 12), item.start)
    return bool(number) and flat[item.start : item.end].endswith(number[1])  # type: ignore[index]


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
        + r")(?:(?=tm(?!\w)|TM(?!\w))|(?!\w|-\d| replacement\b))"
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
        r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")(?!\w|-[A-Z0-9])"
    )
    found = [
        Found(m.start(), m.end(), "TRIAL", names[m.group()].key, names[m.group()].source, 6)
        for m in pattern.finditer(flat)
    ]
    families = {base[1] for name in names if (base := re.match(r"([A-Z]{4,})-[A-Z0-9]+$", name))}
    if families:  # "ASCENT-CKD" is a sister of the ASCENT-HD trial
        sisters = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(families)) + r")-[A-Z0-9]{1,6}(?![\w-])")
        found += [Found(m.start(), m.end(), "TRIAL", source="sister", strength=6) for m in sisters.finditer(flat)]
    return found
