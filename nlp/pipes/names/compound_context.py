"""Names that only the words around them tell to be a drug's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_lists import CompoundLists, plain
from nlp.pipes.names.compound_places import placed_names
from nlp.pipes.names.compound_witness import DOSE
from nlp.pipes.names.lists import Shapes
from nlp.pipes.names.words import Words, around, at, one_of, opens, whole

_NAME = r"(?:[A-Z][A-Za-z0-9]*[a-z0-9A-Z](?:-[A-Za-z0-9]+)*(?: (?:h?[A-Z]{2,5}|alfa|alpha|beta))?)"
_LOWER_NAME = r"[a-z]{6,20}"
_STUDY = one_of("trial", "trials", "study", "studies", "development", "testing", "evaluation")
_GIVEN = one_of(
    "treated", "receive", "receives", "receiving", "received", "dosed", "administration", "administered", "treatment",
    "using",
)  # fmt: skip
_LEAD = one_of(
    "compound", "drug", "candidate", "product", "asset", "molecule", "inhibitor", "antibody", "vaccine", "agonist",
    "antagonist",
)  # fmt: skip
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
    r"(?:in|for|plus|as|versus|to treat|monotherapy|cleared|is|was|demonstrated|showed)\b| \([A-Z]|[,;.]|$)(?<!s)"
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
    rf"\([A-Z]{{2,4}}\))? (?:for (?:(?:accelerated |full |marketing |regulatory )*(?:approval|authori[sz]ation|"
    rf"review) (?:of|for) )?|to |of )"
    rf"(?:oral |intravenous |subcutaneous |inhaled |topical |intranasal |the company's |its )?({_NAME}|{_LOWER_NAME})"
    rf"(?=,| (?:in|for|as|to|with|plus|and|tablets?|capsules?|injection|nasal|"
    rf"cream|gel|ointment|eye drops|patch|oral|ophthalmic|inhalation|is|was|were|has|by)\b|[.;®™]| \()"
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
    r"\b(?:[Aa]pproves|[Aa]pproved|[Aa]uthori[sz]es|[Cc]lears|[Aa]pproval (?:to|of|for)|"
    r"[Aa]uthori[sz]ation (?:to|of|for)|"
    r"[Ii]ndication (?:for|of)|"
    r"[Oo]pinion (?:for|on)|[Rr]ecommends|[Aa]gainst|[Ff]avou?r of|[Dd]ata (?:for|on)|[Rr]esults (?:for|on)) "
    r"([A-Z][a-z]{4,13}|[A-Z]{5,13})[®™]?(?= (?:for (?:the )?(?:treatment |prevention )?|in |on )[A-Za-z]|[,;]|$)"
)
# "net sales of NAME", "rights to NAME": a word in capitals there is a brand.
_TRADED = re.compile(
    r"\b(?:[Ss]ales?|[Ll]aunch|[Pp]rescriptions?|[Rr]ights|[Ss]upply|[Uu]se|[Aa]pproval|[Dd]emand) (?:of|to|for) "
    r"([A-Z]{5,14})[®™]?"
    r"(?= (?:in|to|were|was|for|and|from|by|with|grew|increased|decreased|totaled)\b|[,.;(]| \()"
)
# "(generic name: norvamab)", "under the trade name Norvia": a name that is said to be one.
_CALLED = re.compile(
    rf"names?(?:: ?| (?:is )?)[\"“']?(?P<name>{_NAME}|(?<=: ){_LOWER_NAME}|(?<=:){_LOWER_NAME})(?=[\"”'®™),.; ]|\(|$)"
)
_CALLED_BEFORE = re.compile(
    r"\b(?:[Gg]eneric|[Nn]on-?proprietary|[Pp]roprietary|[Bb]rand|[Tt]rade|[Pp]roduct|"
    r"(?:sold|marketed)\b[^.;]*under the) $"
)
_LONGEST_KIND = 60  # characters before "name"
# "NAME for the treatment of": a word that is no company's name is a drug's there.
_FOR_USE = re.compile(
    r"(?<!\bby )(?<!\bwith )(?<!\bfrom )(?<!\bat )(?<!\band )(?<![\w-])([A-Z][a-z]{3,}(?:[A-Z][a-z]+)?|[A-Z]{6,14})"
    r"[®™]?,? for (?:the )?(?:potential )?(?:treatment|prevention) of "
)
# "an exclusive license for Norvia,", "rights in Japan to NorTrop for myopia"; who is given them is a company.
_LICENSED = re.compile(
    r"(?<!grant )(?<!granted )(?<!grants )(?:[Ll]icen[sc]e for|[Rr]ights(?: in [^.;,]{2,50}?)? to) "
    r"([A-Z][a-z]{3,}(?:[A-Z][a-z]+)?)[®™]?(?=,? (?:for (?:the )?[a-z]|paying|with an? )|, )"
)
_GIVES = re.compile(
    r"\b(?:[Gg]rant|[Ss]old|[Ss]ells|[Tt]ransfer|[Aa]ssign|[Oo]ut-?licens|[Ss]ublicens|[Rr]evert)\w*[^.;]*$"
)
_LICENSED_WORD, _USE_WORD, _NAME_WORD = (
    one_of("license", "licence", "rights"),
    one_of("treatment", "prevention"),
    one_of("name", "names"),
)
_APPLICATION = re.compile(r"[®™]?(?: \([a-z][a-z -]{4,40}\))? (?:s?NDA|s?BLA|MAA)(?!\w)")
_NAME_THERE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})$")
_REACH = 40  # characters that a name may have
_APPROVED = re.compile(
    r"[®™]? (?:(?:was|is|has been) )?(?:first |initially |originally )?[Aa]pproved "
    r"(?:[Bb]y|in) (?:the )?(?:U\.?S\.? )?(?:FDA|EMA|European|Food|MHRA|NMPA|PMDA|MHLW|Swissmedic|Health Canada|TGA|EC|"
    r"EU|US|U\.S\.|UK|U\.K\.|United|Japan|China|Canada|Australia|Switzerland)"
)


# "NAME is indicated for", "NAME is approved in more than 40 countries", "NAME is marketed by"
_INDICATED = re.compile(
    r"[®™]?(?: ?\([a-z][a-z -]{4,40}\))? (?:is|was|are|has been) (?:also |now |currently |first |"
    r"not )?(?:indicated (?:for|as|in|to)|"
    r"(?:approved|authori[sz]ed|licensed) (?:in|for|as|to treat)|(?:marketed|commerciali[sz]ed) (?:in|by|as|under)|"
    r"contraindicated|a prescription (?:medicine|drug|treatment))\b"
)


# "NAME is in a Phase 2 trial", "NAME, a phospholipid, is being studied in": what stands there is a drug, or a company
# or trial that other finders know.
_STUDIED = re.compile(
    r"[®™]?(?: ?\([^()]{2,40}\))?(?:, (?:an?|our|its|the) [^,.;()]{3,60},)? (?:is|are)"
    r"(?: also| currently| now| still)* "
    r"(?:(?:an? (?:[\w-]+ ){1,8}?)?in (?:an? |two |three |several )?"
    r"(?:ongoing |pivotal |global |clinical |registrational |randomi[sz]ed |late-stage |multicenter )*"
    r"[Pp]hase [\dIV]+[ab]?|"
    r"being (?:studied|evaluated|investigated|tested|assessed|developed) (?:in|for|as)|under review (?:by|at) the)\b"
)
_SUBJECT = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?: (?:[A-Z]{2,4}|\d{1,3}(?:-\d{1,3})?|[A-Z][a-z]{3,9}))?)$"
)
_WITH_BEFORE = re.compile(r"\b(?:with|by|from|at) $")
_STUDIED_WORD = one_of("phase", "studied", "evaluated", "investigated", "tested", "assessed", "developed", "review")
# "NAME, its first product, was", "NAME was out-licensed to": what is sold or licensed and is no company.
_PRODUCT = re.compile(
    r"[®™]?(?: ?\([^()]{2,40}\))?(?:, (?:its|our|the [Cc]ompany's) (?:first|lead|only|main|own|second|flagship|"
    r"marketed|"
    r"approved|commercial)(?: [\w-]+){0,2} product\b(?! [a-z])|"
    r" (?:is|was|has been|were) (?:exclusively )?(?:(?:out-|in-|sub-?)licen[sc]ed\b|licensed (?:from\b|to(?= [A-Z]))))"
)
_PRODUCT_WORD = whole(r"product|(?:out-|in-|sub-?)?licen[sc]ed")
# "AlloNor therapy for knee pain": a name of two words grown together
_CAMEL_THERAPY = re.compile(
    r"(?<![\w-])([A-Z][a-z]+[A-Z][a-z]+)(?: (?:cell|gene|stem cell|T cell))? (?:therapy|treatment) (?:for|in) [a-z]"
)
_THERAPY = one_of("therapy", "treatment")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]+")
_REGULATED_WORD, _DECIDED_WORD, _TRADED_WORD = opens(_REGULATED), opens(_DECIDED), opens(_TRADED)
_APPLICATION_WORD = whole(r"s?NDA|s?BLA|MAA")
_APPROVED_WORD, _DATA = one_of("approved"), one_of("data")
_INDICATED_WORD = one_of(
    "indicated", "approved", "authorized", "authorised", "licensed", "marketed", "commercialized", "commercialised",
    "contraindicated", "prescription",
)  # fmt: skip
_UNIT = whole(r"\d*(?:mg|mcg|µg|μg)")


def context_names(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Names that only their surroundings tell: "NAME, an investigational inhibitor", "its lead candidate NAME", "a
    trial of NAME".
    """
    flat, english = words.flat, lists.english
    for start, end in _apposed(flat, lists.shapes):
        if not plain(flat[start:end], english):
            yield _apposition(flat, start, end, 2)
    for pattern, test in ((_REGULATED, _REGULATED_WORD), (_DECIDED, _DECIDED_WORD), (_TRADED, _TRADED_WORD)):
        for match in at(pattern, flat, words.where(test)):
            if _told_by_agency(match[1], english):
                yield _apposition(flat, match.start(1), match.end(1), 2)
    # The name stands before: looked for only where the words are.
    for pattern, test, before, behind in (
        (_APPLICATION, _APPLICATION_WORD, 16, 6),
        (_APPROVED, _APPROVED_WORD, 16, 50),
        (_INDICATED, _INDICATED_WORD, 30, 40),
        (_PRODUCT, _PRODUCT_WORD, 90, 20),
    ):
        for match in around(pattern, flat, words.where(test), before, behind):
            name = _NAME_THERE.search(flat, max(0, match.start() - _REACH), match.start())
            if name and _told_by_agency(name[1], english):
                yield _apposition(flat, name.start(1), name.end(1), 2)
    for match in around(_STUDIED, flat, words.where(_STUDIED_WORD), 160, 12):
        name = _SUBJECT.search(flat, max(0, match.start() - _REACH), match.start())
        if name and _WITH_BEFORE.search(flat, max(0, name.start() - 8), name.start()):
            continue  # "NRV-210 with Envora is in Phase 1": a partner
        if name and len(name[1]) > 3 and not plain(name[1], english) and ("-" in name[1] or not name[1].isupper()):
            yield _apposition(flat, name.start(1), name.end(1), 2)
    for matches in (
        _POSSESSED.finditer(flat),
        around(_DOSED, flat, words.where(_UNIT), 110, 10),
        around(_OWN_DATA, flat, words.where(_DATA), 80, 40),
    ):
        for match in matches:
            if not plain(match[1], english):
                yield _apposition(flat, match.start(1), match.end(1), 1)
    for match in lists.heads.finditer(flat):
        if not plain(match[1], english) and not match[1].isalpha() or _CAMEL.fullmatch(match[1]):
            yield _apposition(flat, match.start(1), match.end(1), 2)
    for match in around(_CAMEL_THERAPY, flat, words.where(_THERAPY), 50, 10):
        if not plain(match[1], english):
            yield _apposition(flat, match.start(1), match.end(1), 2)
    for match in around(_LISTING, flat, words.where(_CANDIDATES), 12, 30):
        for name in _ITEM.finditer(_ITEMS.match(flat, match.end()).group()):  # type: ignore[union-attr]
            if not plain(name.group(), english):
                start = match.end() + name.start()
                yield _apposition(flat, start, start + len(name.group()), 2)
    yield from placed_names(words, english)
    yield from _behind_words(words, lists)
    yield from _said_to_be(words, english)


def _behind_words(words: Words, lists: CompoundLists) -> Iterator[Found]:
    """Names behind the word for what they are, for their study, or for how they are given."""
    flat = words.flat
    for pattern, test, strength in (
        (_AFTER_LEAD, _LEAD, 2),
        (_AFTER_KIND, lists.kind, 1),
        (_AFTER_STUDY, _STUDY, 1),
        (_AFTER_SMALL, _STUDY, 1),
        (_AFTER_GIVEN, _GIVEN, 1),
    ):
        for anchor in at(_ANCHOR, flat, words.bare(test)):
            named = pattern.match(flat, anchor.end())
            if named and not plain(named[1], lists.english):
                yield _apposition(flat, named.start(1), named.end(1), strength)


def _said_to_be(words: Words, english: frozenset[str]) -> Iterator[Found]:
    """Names that are called a drug's, that have a use, or that rights are to."""
    flat = words.flat
    for match in at(_CALLED, flat, words.where(_NAME_WORD)):
        kind = _CALLED_BEFORE.search(flat, max(0, match.start() - _LONGEST_KIND), match.start())
        if kind and not plain(match["name"], english):
            yield _apposition(flat, match.start("name"), match.end("name"), 2)
    for match in around(_FOR_USE, flat, words.where(_USE_WORD), 60, 20):
        if not plain(match[1], english) and not _GIVES.search(flat, max(0, match.start() - 90), match.start()):
            yield _apposition(flat, match.start(1), match.end(1), 2)
    for match in at(_LICENSED, flat, words.where(_LICENSED_WORD)):
        if not plain(match[1], english) and not _GIVES.search(flat, max(0, match.start() - 90), match.start()):
            yield _apposition(flat, match.start(1), match.end(1), 2)


# "Our product candidates include Envoria, Probudol and NRV-12": each item of the list is one.
_LISTING = re.compile(
    r"\b(?:product|drug|vaccine|antibody|clinical|development|lead|pipeline) candidates(?: currently)?"
    r"(?:: | (?:include|are|comprise|consist of) |,? including )"
)
_ITEM = re.compile(r"(?<![\w-])[A-Z][a-z]*[A-Za-z][a-z0-9]{2,}(?:-[A-Z0-9]+)?(?![\w-])")
_ITEMS = re.compile(rf"(?:(?:{_ITEM.pattern})(?: ?[®™]|\(TM\))?(?: \([^()]{{2,50}}\))?(?:,? and |, )?)*")
_CANDIDATES = one_of("candidates")
_ANCHOR = re.compile(r"[A-Za-z]+(?![\w-])")


def _told_by_agency(name: str, english: frozenset[str]) -> bool:
    return len(name) > 3 and not all(word in english for word in name.lower().split())


def _apposition(flat: str, start: int, end: int, strength: int) -> Found:
    """The name without a trade mark that the converter has made letters."""
    end -= 2 if re.search(r"\wTM$", flat[start:end]) else 0
    return Found(start, end, "COMPOUND", source="apposition", strength=strength)


_APPOSITION = re.compile(
    r"(?:(?:,|,? (?:is|was)|,? which is|,? being) | \()(?:an?|the|our|its|[A-Z]\w+'s) (?=[^.;:,()]{3,110})"
)
_NAME_BEFORE = re.compile(rf"(?<![\w-])({_NAME}|{_LOWER_NAME})(?: ?[®™])?(?: \([^()]{{2,40}}\))?$")


def _apposed(flat: str, shapes: Shapes) -> Iterator[tuple[int, int]]:
    """Names that what follows calls a drug: "NAME, an investigational <kind>", "NAME is our <kind>"."""
    # "ZOE-2, a double-dummy trial against tablets" and "what we see in ZOE is an antibody response" name no drug.
    kind = re.compile(
        rf"(?:(?!\b(?:trials?|stud(?:y|ies)|responses?)\b)[^.;:,()]){{0,90}}?\b(?:{shapes.kinds})s?\b"
        r"(?! (?:responses?|tit(?:er|re)s?|levels?|concentrations?|trials?|stud(?:y|ies)))"
    )
    for match in _APPOSITION.finditer(flat):
        if not kind.match(flat, match.end()):
            continue
        name = _NAME_BEFORE.search(flat, max(0, match.start() - 75), match.start())
        if name:
            yield name.span(1)
