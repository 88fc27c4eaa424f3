"""Names that only the words around them tell to be a drug's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_witness import DOSE
from nlp.pipes.names.lists import Shapes

_NAME = r"(?:[A-Z][A-Za-z0-9]*[a-z0-9A-Z](?:-[A-Za-z0-9]+)*(?: (?:[A-Z]{2,5}|alfa|alpha|beta))?)"
_LOWER_NAME = r"[a-z]{6,20}"
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
    rf" (?:of|with|for|[Ee]valuating|[Ss]tudying|[Ii]nvestigating|[Aa]ssessing|[Tt]esting) (?:the |its |our |"
    rf"[Oo]ral "
    rf"|[Ii]ntranasal )?({_NAME})(?= (?:in|for|to|as|plus|versus|vs|and|\()|[®™,.;]|$)"
)
_AFTER_SMALL = re.compile(
    r" (?:of |with |evaluating "
    r")([a-z]{5,20}(?<!therapy)(?<!ment)(?<!tion)(?<!ics)(?<!ing)(?<!ity)(?<!cells)(?<!surgery)(?<!ers)(?<!ies))(?= "
    r"(?:in|for|plus|as|versus|to treat|monotherapy|cleared|is|was|demonstrated|showed)\b|[,;.]|$)(?<!s)"
)
_AFTER_GIVEN = re.compile(rf"(?: with| of)? ({_LOWER_NAME}|{_NAME})(?=[\s,.;)®™]|$)")


_POSSESSED = re.compile(
    rf"'s ({_NAME}|[a-z]{{4,20}})(?= (?:[Ii]n [Cc]ombination|[Pp]lus|[Cc]ombined [Ww]ith|[Mm]onotherapy|[Ss]hows|"
    rf"showed|[Dd]emonstrat\w+|met |[Ss]ignificantly|for the (?:[Tt]reatment|[Pp]revention)|"
    rf"in (?:[Pp]atients|[Aa]dults)|[Pp]rogram))"
)


# "the NDA for NAME", "designation to NAME", "the NAME BLA": only a drug has those.
_REGULATED = re.compile(
    rf"\b(?:NDAs?|BLAs?|MAAs?|sNDA|sBLA|INDs?|[Ll]etter|[Dd]esignations?|[Aa]pplication(?: \([A-Z]{{2,4}}\))?)(?: "
    rf"\([A-Z]{{2,4}}\))? (?:for|to|of) "
    rf"(?:oral |intravenous |subcutaneous |inhaled |topical |intranasal |the company's |its )?({_NAME}|{_LOWER_NAME})"
    rf"(?=,| (?:in|for|as|to|with|tablets?|capsules?|injection|is|was|were|has|by)\b|[.;®™]| \()"
)
# "treated with NAME 50 mg": what is given in milligrams is a drug.
_DOSED = re.compile(rf"\b(?:with|of|to|receiv\w+|for|and|on) ({_NAME}|{_LOWER_NAME})(?={DOSE.pattern})")
# "updated NAME data from": what has data of its own.
_OWN_DATA = re.compile(
    rf"\b(?:[Uu]pdated|[Ii]nterim|[Tt]op-?line|[Pp]reliminary|[Pp]ositive) ({_NAME}|{_LOWER_NAME}) [Dd]ata "
    rf"(?:from|demonstrat\w+|show\w+|at) "
)
# "European Commission approves NAME for", "approval to NAME in", "votes against NAME": capitals alone tell no name, so
# what follows has to be a use.
_DECIDED = re.compile(
    r"\b(?:[Aa]pproves|[Aa]uthori[sz]es|[Cc]lears|[Aa]pproval (?:to|of|for)|[Aa]uthori[sz]ation (?:to|of|for)|"
    r"[Ii]ndication (?:for|of)|"
    r"[Oo]pinion (?:for|on)|[Rr]ecommends|[Aa]gainst|[Ff]avou?r of|[Dd]ata (?:for|on)|[Rr]esults (?:for|on)) "
    r"([A-Z][a-z]{4,13}|[A-Z]{5,13})[®™]?(?= (?:for (?:the )?(?:treatment |prevention )?|in )[A-Za-z]|[,;]|$)"
)
_APPLICATION = re.compile(r"[®™]? (?:s?NDA|s?BLA|MAA)(?!\w)")
_NAME_THERE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})$")
_REACH = 40  # characters that a name may have
_APPROVED = re.compile(
    r"[®™]? (?:(?:was|is|has been) )?[Aa]pproved (?:[Bb]y|in) (?:the )?(?:U\.?S\.? )?(?:FDA|EMA|European|Food)"
)


def context_names(flat: str, shapes: Shapes, english: frozenset[str]) -> Iterator[Found]:
    """Names that only their surroundings tell: "NAME, an investigational inhibitor", "its lead candidate NAME", "a
    trial of NAME".
    """
    for start, end in _apposed(flat, shapes):
        if not plain(flat[start:end], english):
            yield _apposition(flat, start, end, 2)
    for pattern in (_REGULATED, _DECIDED):
        for match in pattern.finditer(flat):
            if _told_by_agency(match[1], english):
                yield _apposition(flat, match.start(1), match.end(1), 2)
    for pattern in (_APPLICATION, _APPROVED):  # the name stands before: looked for only where the words are
        for match in pattern.finditer(flat):
            name = _NAME_THERE.search(flat, max(0, match.start() - _REACH), match.start())
            if name and _told_by_agency(name[1], english):
                yield _apposition(flat, name.start(1), name.end(1), 2)
    for pattern in (_POSSESSED, _DOSED, _OWN_DATA):
        for match in pattern.finditer(flat):
            if not plain(match[1], english):
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
            if named and not plain(named[1], english):
                yield _apposition(flat, named.start(1), named.end(1), strength)


def _told_by_agency(name: str, english: frozenset[str]) -> bool:
    return name.lower() not in english and len(name) > 3


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
    r"[a-z](?:mucosal|dermal|nasal|buccal|lingual|ive|ical|ional|ous|ary|peutics?|ology|omics?|genic|ation|ization|ments?|ness|ability|istic|atic|ular|"
    r"ite|ates?|ides?)$"
)


def plain(name: str, english: frozenset[str]) -> bool:
    """Whether a name is only words of the language, or a pronoun, a month and the like."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word not in ("FDA", "EMA", "IND", "NDA", "BLA")]
    if len(words) == 1 and _ADJECTIVE.search(name):
        return True
    return (
        not words
        or all(word.lower() in english or word.lower().rstrip("s") in english for word in words)
        or len(name) < 3
    )
