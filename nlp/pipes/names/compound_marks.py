"""Names with a trade mark's sign, and what else than a drug the words around show them to be."""

from __future__ import annotations

import re

from nlp.pipes.found import Found
from nlp.pipes.names.compound_lists import CompoundLists
from nlp.pipes.names.lists import Shapes
from nlp.pipes.names.words import around

_MARKED = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Za-z0-9]*?(?:-[A-Za-z0-9]+)*)(?: [A-Z][A-Za-z0-9-]*?){0,2}) ?(?:®|™|℠|\((?:R|TM|r|"
    r"tm)\)|"
    r"TM(?!\w))"
)
_SIGN = re.compile(r"[®™℠]|\((?:R|TM|r|tm)\)|TM(?!\w)")
Marks = list[tuple[re.Match[str], Found | None]]


def marks(flat: str, lists: CompoundLists) -> Marks:
    """Every name with a mark, and the candidate that it is; None where it is no drug's."""
    signs = [m.start() for m in _SIGN.finditer(flat)]
    return [(m, _marked(m, flat, lists)) for m in around(_MARKED, flat, signs, 130, 6)]


def named_devices(names: frozenset[str]) -> re.Pattern[str]:
    """What matches a device's name and its versions: "NorFold" and "NorFold-2"."""
    either = "|".join(sorted(map(re.escape, names)))
    return re.compile(rf"(?:{either})(?:-\d)?" if names else r"(?!)")


def devices(flat: str, marked: Marks) -> frozenset[str]:
    """The names that some place calls a device, a platform or a class of drugs: at no place are they a drug."""
    bracketed = (name for match in _DEVICE_BRACKET.finditer(flat) for name in _NAMES_IN.findall(match[1]))
    return frozenset({match[1] for match, item in marked if item is None} | set(bracketed))


# "one medical device (NRV-17/Norvagel(R))"
_DEVICE_BRACKET = re.compile(
    r"\b(?:[Dd]evices?|[Aa]ssays?|[Dd]iagnostics?|[Ii]nstruments?|[Ss]timulators?|[Ii]mplants?) \(([^()]{2,60})\)"
)
_NAMES_IN = re.compile(r"[A-Z][\w-]*\w")


def _marked(match: re.Match[str], flat: str, lists: CompoundLists) -> Found | None:
    shapes, english, end = lists.shapes, lists.english, match.end()
    if part := _ORGAN.match(flat, end):  # "NorVax(R)-Lung" is one of several products of a brand
        return Found(match.start(1), part.end(), "COMPOUND", source="mark", strength=2)
    generic = _GENERIC_NEXT.match(flat, end)
    if generic and generic["comma"] and not lists.source(generic["comma"]):
        generic = None  # "NAME(R), which"
    if _GLUED.match(flat, end):
        return None
    technology = _TECHNOLOGY_BEFORE.search(flat, max(0, match.start() - 40), match.start())
    if technology and not _OWN_MATTER.match(flat, end):
        return None
    following = _NOUN_PHRASE.match(flat, end)
    words = re.findall(r"[a-z-]+", following.group().lower()) if following else []
    substance = generic and lists.source(
        generic["comma"] or generic[1]
    )  # "NAME(R) (norvacaine topical system)" is no device
    for told in (_IS_A.match(flat, end), None if substance else _BRACKETED.match(flat, end)):
        said = re.findall(r"[a-z-]+", told[1].lower()) if told else []
        if not _MADE_OF.isdisjoint(said):
            return None
        words += said
    if flat.startswith(" formulation of ", end) or _TARGETS.match(match[1]):
        return None
    if _ORGANISATION.search(flat, max(0, match.start() - 60), match.start()):
        return None
    if match[1].lower() in shapes.kinds.split("|") or _next_is_name(flat, match.end(), shapes):
        return None
    if any(word in shapes.mark_stop_words for word in words) or match[1].split()[-1].lower() in shapes.mark_stop_words:
        return None
    name = match[1].split()
    start = match.start(1)
    if _CLASS_BEFORE.search(flat, max(0, start - 60), start):
        return None
    # "the FDA NORVIA(R)", "the Norvamide HypoNor(R) Pen": what stands before the brand is not part of it.
    while len(name) > 1 and (
        lists.source(name[0].lower())
        or all(part in _BEFORE_NAMES or part.lower() in english for part in name[0].split("-"))
    ):
        start += len(name.pop(0)) + 1
    strength = (
        2 if re.search(r"[a-z]-[A-Z]$", match[1]) or generic else 1
    )  # a letter after a dash numbers a product: "Norvacel-B"
    return (
        Found(start, match.end(1), "COMPOUND", source="mark", strength=strength) if match.end(1) - start >= 3 else None
    )


_MADE_OF = frozenset("vehicle vehicles linker linkers shuttle".split())  # what is said of no drug
# "generated from our Norvix(R) sales", "built on the Norvix(R) Phase 3 program": the drug's own matters
_OWN_MATTER = re.compile(
    r"[®™]? (?:[Pp]hase|[Pp]ivotal|[Cc]linical|[Ss]ales|[Nn]et|[Ll]aunch|[Tt]rials?|[Ss]tud(?:y|ies)|[Pp]rogram|"
    r"[Dd]ata|[Rr]esults|[Ll]abel|[Bb]rand|[Ff]ranchise|[Pp]rescription|[Rr]evenues?|[Rr]oyalt\w+|"
    r"[Aa]pproval|[Oo]pportunity|[Pp]roducts?|[Pp]ortfolio|[Bb]usiness|[Tt]herapy|[Tt]reatment|[Vv]accine)\b"
)
_BEFORE_NAMES = frozenset("FDA EMA EU US Japan China Korea Canada Europe Australia Taiwan".split())
_ORGANISATION = re.compile(
    r"\b(?:Association|Society|Institute|Foundation|Boards?|Federation|College|Academy)\b[^.;]{0,40}\($"
)
_GENERIC_NEXT = re.compile(
    r" ?\(([a-z]{5,20})(?:[ -][a-z]{4,20})*(?:,? [A-Za-z0-9/%. -]{1,30})?\)|, (?P<comma>[a-z]{6,20})(?=[ ,])"
)  # "NAME(TM) (generic name)"


def _next_is_name(flat: str, end: int, shapes: Shapes) -> bool:
    """Whether a nonproprietary name follows: the mark before it is a technology's."""
    match = re.compile(r" ([A-Za-z][a-z]{5,})").match(flat, end)
    return bool(match) and match[1].lower().endswith(shapes.stems)  # type: ignore[index]


# "NRV-21, a masked interferon MARK(TM)": the mark is the name of a class.
_CLASS_BEFORE = re.compile(
    r"(?:,| is| as) an? (?:(?!of |with |to |for |in |called |named |compan|[a-z]+ing )[A-Za-z][\w-]* ){1,5}$"
)
_NO_NOUN = (
    r"(?!(?:in|for|with|of|to|at|on|by|from|as|is|are|was|were|has|have|had|will|may|can|or|versus|vs|plus|that|which|"
    r"who|when|after|before|during|alone|shows?|showed|demonstrat\w*|met|achieved|significantly)\b)"
)
# What the name stands before ("NAME(R) and OTHER(R) pathology services"), and what it is said to be ("NAME(R) is a
# handheld stimulator").
_NOUN_PHRASE = re.compile(
    rf"(?:,? (?:and|or) [A-Z][\w-]*(?:[®™]|\((?:R|TM)\)))?(?: {_NO_NOUN}(?!and\b)[A-Za-z0-9][\w.-]*[®™]?){{0,4}}"
)
_IS_A = re.compile(
    rf"(?: (?:is|was)|,) (?:an?|the|our|its|[A-Z]\w+'s) "
    rf"((?:{_NO_NOUN}(?!and\b|drug|formulat\w*|based|using)[A-Za-z][\w-]*[ ]?){{1,5}})"
)
_BRACKETED = re.compile(r" ?\(((?:[A-Za-z-]+ ?){1,5})\)")
_TARGETS = re.compile(r"[A-Z0-9]{2,}[-x/][A-Z0-9]{2,} ")  # "EGFR-CD3 MARK(R) engager": a class, by what it binds
# "NAME(R)-targeted": the mark of a technology before what it was made for; "NAME(R)CDx" is a test.
_GLUED = re.compile(r"-(?!treated|na[iï]ve|based|related|induced|containing|refractory|experienced)[A-Za-z0-9]|[A-Z]")
_ORGAN = re.compile(
    r"-(?:Prostate|Brain|Lung|Breast|Renal|Kidney|Liver|Skin|Colon|Ovarian|Bladder|Plus|Flu|RSV|COVID|HIV|HBV|[A-Z])\b"
)
_TECHNOLOGY_BEFORE = re.compile(
    r"\b(?:platform|technology|device|assay|test|software|stimulator|vehicle|linker|adjuvant|shuttle)s?"
    r"(?:,? (?:called|named|known as))? $|"
    r"\b(?:(?:made|formulated|produced|manufactured|engineered|generated|discovered|built|created|designed|identified)"
    r" (?:with|using|from|through|via)|by means of|built on|powered by) "
    r"(?:its|our|the|their|the [Cc]ompany's|[A-Z]\w+'s)(?: own| proprietary| patented)? $|"
    r"\b(?:made|formulated|produced|manufactured) (?:with|using|by means of) $"
)
