"""What a drug is called by what it is: "its LAG-3 agonist antibody", "NRV-210 (EGFRxMET ADC)".

A descriptor names a compound where a release has no other name for it, and where a bracket says that the two are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.pipes.found import Found

_TARGET = (
    r"(?:[Aa]nti-[a-z]?[A-Z][\w-]{1,12}|"
    r"[A-Z][A-Z0-9-]{1,8}(?:/[A-Z][A-Z0-9-]{1,8})?(?:[- ][Tt]argeted|[- ][Tt]argeting)?)"
)
_KIND = (
    r"(?:[Aa]ntibody(?:[- ][Dd]rug [Cc]onjugate)?|ADC|[Aa]gonist(?: [Aa]ntibody)?|[Aa]ntagonist(?: [Aa]ntibody)?|"
    r"[Ii]nhibitor|[Dd]egrader|[Ii]mmunotherapy|[Bb]ispecific(?: [Aa]ntibody)?|[Ee]ngager|CAR[- ]?T(?:[- ][Cc]ell)?"
    r"(?: [Tt]herapy)?|CAR[- ]NK|[Vv]accine|[Rr]adioligand|siRNA|DFC)"
)
_DESCRIPTOR = re.compile(
    rf"(?<![\w-])((?:(?:[Tt]argeted|[Bb]ispecific|[Mm]ultispecific|[Hh]umani[sz]ed|[Aa]utologous|[Aa]llogeneic|"
    rf"[Oo]ral) )*{_TARGET}"
    rf"(?: (?:[Aa]ctive|[Mm]onoclonal|[Aa]gonist|[Ii]nhibitor|[Bb]ispecific|[Ss]mall [Mm]olecule)){{0,2}} {_KIND})"
    r"(?!s|\w| (?:[Pp]latform|[Tt]echnolog|[Pp]rogram|[Pp]ortfolio|[Pp]ipeline|[Mm]arket|[Ff]ield|[Pp]atent|"
    r"[Ss]pace|class|"
    r"[Tt]herapies|[Cc]andidates|[Mm]anufactur|[Rr]esearch))"
)
_REACH = 900  # characters: the headline and the first paragraph


def descriptors(flat: str) -> Iterator[Found]:
    """The one descriptor of the headline and the first paragraph, where they have one only."""
    found = list(_DESCRIPTOR.finditer(flat, 0, min(len(flat), _REACH)))
    if len({match[1].lower() for match in found}) == 1:
        yield from (Found(match.start(1), match.end(1), "COMPOUND", source="descriptor", strength=2) for match in found)


# What a company makes one of. A class of drugs ("inhibitor") is one compound's descriptor only where the company
# calls it its own.
_MADE = (
    r"(?:[Cc]apsules?|[Tt]ablets?|[Pp]ellet|[Ii]mplant|[Pp]atch|[Gg]el|[Cc]ream|[Ss]pray|[Ii]nsert|[Ss]olution|"
    r"[Ss]uspension|[Vv]accine(?: [Cc]andidate)?|(?:[Cc]ell|[Gg]ene|CAR[- ]?T|CAR[- ]NK) [Tt]herapy)"
)
_CLASS = (
    r"(?:ADC|[Aa]ntibody(?:[- ][Dd]rug [Cc]onjugate)?|[Mm]Ab|[Aa]gonist|[Aa]ntagonist|[Ii]nhibitor|[Dd]egrader|"
    r"[Ee]ngager|[Mm]odulator|[Bb]ispecific|[Rr]adioligand|[Ii]mmunotherapy|[Aa]nalog(?:ue)?|[Bb]iosimilar)"
)
_PREMODIFIERS = r"(?:[\w/.+-]+(?:\(\d[\d-]*\))? ){1,7}?"
# "its oral insulin capsule (NRV-801)", "an orally ingestible insulin capsule (NRV-801)"
_BEFORE_BRACKET = re.compile(
    rf"(?<!\w)(?:(?:[Ii]ts|[Oo]ur|[Tt]he [Cc]ompany's|[A-Z]\w+'s) (?P<own>{_PREMODIFIERS}(?:{_MADE}|{_CLASS}))|"
    rf"(?:[Aa]n?|[Tt]he) (?P<made>{_PREMODIFIERS}{_MADE})),? ?\([\"']?$"
)
_BEFORE_REACH = 130
_LEADING = re.compile(
    r"(?:(?:lead|first-in-class|best-in-class|potential(?:ly)?|first|novel|new|next(?:[- ]generation)?|flagship|"
    r"main|proprietary|"
    r"wholly[- ]owned|product|drug|clinical|candidate|approved|marketed|own|latest)[, ]+)+",
    re.IGNORECASE,
)
# Words that no one drug's description has between its first word and its last.
_NO_DESCRIPTION = re.compile(
    r"\b(?:of|and|or|with|for|in|on|to|from|by|than|versus|plus|is|are|was|were|has|have|had|being|developing|using|called|"
    r"named|evaluating|once|twice|daily|weekly|monthly|mg|mcg|other|another|second|third|both|two|three|several|more|trial|study|phase|platform|program|"
    r"pipeline|portfolio|its|our|their|placebo|comparator|reference|control)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:oral |injectable |small[- ]molecule |\w+-based |personali[sz]ed )*\w+(?: candidate)?", re.IGNORECASE
)
# "NRV-210 (EGFRxMET ADC)", "NRV-210 (oral amylin agonist)"
_IN_BRACKET = re.compile(rf"[®™]? ?\((?P<told>(?!(?:an?|the|our|its) ){_PREMODIFIERS}(?:{_MADE}|{_CLASS}))\)")
# "NORVIA (norvabactam and norvapenem)": two substances make one product.
_TWO_SUBSTANCES = re.compile(
    r"[®™]? ?\((?P<told>(?P<one>[a-z]{6,20})(?: [a-z]{5,13}ide| sodium)? and (?P<other>[a-z]{6,20})"
    r"(?: [a-z]{5,13}ide| sodium| [a-z]{4})?)\)"
)
_MARKED_OR_CODED = re.compile(r"[A-Z]|\d")


def bracketed_descriptors(flat: str, accepted: Iterable[Found], english: frozenset[str]) -> Iterator[Found]:
    """Descriptors that a bracket says to be a code's or a brand's: "its oral insulin capsule (NRV-801)"."""
    told: dict[str, dict[str, list[Found]]] = {}  # the descriptors, by their words and by whom they are told of
    for item in accepted:
        if not _MARKED_OR_CODED.search(flat, item.start, item.end):
            continue  # "the anti-PD-1 antibody (pembrolizumab)" tells everybody's class
        for place in _beside(flat, item, english):
            words = flat[place.start : place.end].lower()
            told.setdefault(words, {}).setdefault(flat[item.start : item.end], []).append(place)
    for words, owners in told.items():
        if len(owners) == 1 and len(_bracketed_behind(words, flat)) < 2:
            for places in owners.values():
                yield from places


def _bracketed_behind(words: str, flat: str) -> set[str]:
    """The words that a bracket with these words stands behind: "pembrolizumab (anti-PD-1 antibody)"."""
    return {match[1].lower() for match in re.finditer(rf"([\w-]+)[®™]? ?\({re.escape(words)}\)", flat, re.IGNORECASE)}


def _beside(flat: str, item: Found, english: frozenset[str]) -> Iterator[Found]:
    """The descriptors in the bracket behind a name, and before the bracket that holds it."""
    told = _IN_BRACKET.match(flat, item.end)
    if told and not _NO_DESCRIPTION.search(told["told"]) and not _GENERAL.fullmatch(told["told"]):
        yield _descriptor(told.start("told"), told.end("told"))
    both = _TWO_SUBSTANCES.match(flat, item.end)
    if both and not english.intersection((both["one"], both["other"])):
        yield _descriptor(both.start("told"), both.end("told"))
    before = flat[item.start - 1 : item.start] in ("(", '"', "'") and _BEFORE_BRACKET.search(
        flat, max(0, item.start - _BEFORE_REACH), item.start
    )
    if before:
        start, end = before.span(before.lastgroup or 0)
        lead = _LEADING.match(flat, start, end)
        start = lead.end() if lead else start
        if not _NO_DESCRIPTION.search(flat, start, end) and not _GENERAL.fullmatch(flat, start, end):
            yield _descriptor(start, end)


def _descriptor(start: int, end: int) -> Found:
    return Found(start, end, "COMPOUND", source="descriptor", strength=3)
