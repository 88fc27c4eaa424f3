"""Names of clinical trials: registry numbers, acronyms before "trial" or "study", acronyms in brackets or quotes
after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.trial_places import in_brackets, in_series
from nlp.pipes.names.trial_shapes import STUDY_WORD, good_name
from nlp.pipes.names.trial_words import PLAIN_WORD, named_by_words
from nlp.pipes.names.words import Words, at, one_of, whole

# "Study 301", "Trial NRV-301": a trial that has a number only.
_NUMBERED_STUDY = re.compile(
    r"(?<![\w-])(?<!\b[Tt]o )(?:Study|Trial|STUDY) (?:[A-Z]{2,5}[- ]?)?\d{2,4}[A-Z]?(?![\w-]|[.,]\d| (?:patients|"
    r"subjects|"
    r"participants|[Ss]ites))"
)
_NUMBER = re.compile(
    r"\b(?:NCT ?\d{8}|ISRCTN\d{8}|ACTRN\d{14}|CTR20\d{6}|jRCT\w{10,12}|EudraCT(?: number)?:? ?\d{4}-\d{6}-\d{2})\b"
)
_NOUN = re.compile(r"(?<![\w-])(?:[Tt]rials?|[Ss]tud(?:y|ies)|[Pp]rogram|[Ee]xtension|TRIAL|STUDY)(?!\w)")
_SKIP = re.compile(
    r"[Pp]hases?|PHASE|[1-4][ab]?(?:/[1-4][ab]?)?|I{1,3}[ab]?(?:/I{1,3}[ab]?)?|IV|(?i:pivotal|registrational|clinical|"
    r"global|ongoing|randomi[sz]ed|open-label|extension|safety|"
    r"confirmatory|long-term|multi-?center|double-blind|placebo-controlled)|and|&"
)
_TOKEN = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ]|[a-z]{1,4}(?=[A-Z]{2}|[A-Z][a-z]*[A-Z]))[A-Za-z0-9À-ÖØ-Þα-ω]*(?:[-/][A-Za-z0-9]+)*|[1-9]-[A-Z]{3,}"
)
_TAIL_TOKEN = re.compile(r"[1-9]\d?|I{1,3}|IV|At-Home|OLE|[A-Z][a-z]?\d{0,2}")
_NAMED_AFTER = re.compile(r"(?:, (?:called |named |known as )?| (?:called |named |known as |dubbed )|: | ?\(| )[\"']?")
_AFTER_NAME = re.compile(
    r"(?P<first>[A-ZÀ-ÖØ-Þ][A-Za-z0-9À-ÖØ-Þα-ω]*(?:-[A-Za-z0-9]+)*(?: (?:[1-9]\d?|I{1,3}|IV|\d{2,3}|[A-Z]{2,}))?)(?: "
    r"and "
    r"(?P<second>[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?: (?:[1-9]|I{1,3}|\d{2,3}))?))?[\"']?(?=[\s,;):\"]|$)"
)
# "the Phase 2 trial of NRV-210 in lupus, AURELIA, was stopped"
_SET_OFF = re.compile(
    r"(?:[Tt]rial|[Ss]tudy|[Pp]rogram) (?:of|in|with|for) [^,.;:\n]{2,90}, (?P<name>[A-ZÀ-ÖØ-Þ]{4,}[a-z]{0,4}(?:[- "
    r"](?:[1-9]|I{1,3}))?),"
    r"(?! (?:and|or) )(?! [A-Z]{3,})"
)
# Words that no name holds, though they are written with a capital beside one.
_NO_PART = re.compile(r"The|Top-[Ll]ine|TOP-LINE|UK|US|USA|EU|NIH|In|For")
# "the clinical study CONCORDIA is continuing": loud between small words
_LOUD = re.compile(
    r"[A-ZÀ-ÖØ-Þ]{5,14}(?:[- ]?[1-9])?(?=,? (?:is|was|has|will|in|are|met|and|of|to|for|with|evaluat\w+|compar\w+|"
    r"investigat\w+) )"
)
# "the Phase 2b HARBORS Part B study", "Phase 3 riVerBenD (say “riverbend”) clinical trial": words of the
# design stand between a name behind its phase and the noun.
_PHASED = re.compile(
    r"[Pp]hase (?:[1-4]|I{1,3}|IV)[ab]?(?:/(?:[1-4]|I{1,3})[ab]?)? [\"“]?(?P<name>[A-ZÀ-ÖØ-Þ]{4,14}(?:-[A-Z0-9]{1,4})?|"
    r"[a-z]{1,3}[A-Z][a-z]*[A-Z][a-z]*[A-Z][A-Za-z]*)[®™]?[\"”]?(?: \([^()]{2,40}\))?"
    r"(?: (?!(?:and|or|of|in|for|with|to|from|on)\b)[\w'’-]+){0,3}? (?:(?i:trials?|stud(?:y|ies))|(?:Cohort|"
    r"Part) [A-D1-4] (?:[Rr]esults|[Dd]ata))"
    r"(?![\w-])"
)
# "the OPEN ROAD Alzheimer's disease trial"
_TWO_LOUD = re.compile(
    r"(?<![\w-])(?P<name>[A-Z]{4,12} [A-Z]{4,12})(?: (?!(?:and|or|of|in|for|with|to|from|"
    r"on)\b)[\w'’-]*[a-z][\w'’-]*){1,3} "
    r"(?i:trial|study)(?![\w-])"
)
# A trial's acronym can be spoken as a word; "BRCA" and "CMML" are genes and diseases.
_SPOKEN = re.compile(r"[AEIOUYÀ-ÖØ-Üaeiouy].*[^AEIOUYÀ-ÖØ-Üaeiouy].*[AEIOUYÀ-ÖØ-Üaeiouy]")
_NO_WORD = re.compile(
    r"[EP]ASI(?:-\d+)?|\w*(?:RNA|DNA)|GLOBAL|PIVOTAL|CLINICAL|RANDOMI[SZ]ED|OPEN|LABEL|ADULT|PATIENTS?|MASTER|EXTENSION|"
    r"SAFETY|EFFICACY|HUMAN|ONLY|SINGLE|DOSE|PLACEBO|CONTROLLED|DOUBLE|BLIND|MULTI\w*|INTERNATIONAL|CONFIRMATORY|"
    r"REGISTRATION\w*|DATA|RESULTS?|POSITIVE|TOPLINE|INTERIM|hATTR|ATTR|COVID|HIV|AIDS|MELAS|MERRF|NASH|MASH|COPD|AKI|ARDS"
)
_ITS = re.compile(r"\b(?:the|its|our|from|in|of) $", re.IGNORECASE)
_PHASES, _LOUD_WORDS = one_of("phase"), whole(r"[A-ZÀ-ÖØ-Þ]{4,12}")
_DEFINED = re.compile(r"\([\"“']?(?P<short>[A-Z][A-Za-z]{1,6})[®™]?[\"”']?\)")


_NOUNS = one_of("trial", "trials", "study", "studies", "program", "extension")
_STUDIES = whole(r"Study|Trial|STUDY")
_REGISTERED = whole(r"(?:NCT|ISRCTN|ACTRN|CTR20|jRCT|EudraCT)\w*")


def find_trials(words: Words) -> Iterator[Found]:
    """Trial names; `strength` 4 for a registry number, 2 for an acronym that the document defines as nothing else."""
    flat = words.flat
    short = {m["short"] for m in _DEFINED.finditer(flat) if _stands_for_words(flat, m)}
    for item in _named(words):
        name = flat[item.start : item.end]
        if not short.isdisjoint((name, *name.split())) or _CODE.fullmatch(name) and _is_drug(flat, name):
            continue
        if item.strength > 2 or not _is_target(flat, name.split()[-1]):
            yield item


_CODE = re.compile(r"[A-Z]{2,4}-[1-9]\d{1,3}")


def _is_drug(flat: str, code: str) -> bool:
    """Whether the document speaks of a code as of a drug: "NRV-21 Phase 2 data", "evaluating NRV-21"."""
    return bool(re.search(rf"(?<![\w-]){code}(?: [A-Z]\w+)? Phase \d|(?<![\w-])evaluating {code}(?![\w-])", flat))


def _is_target(flat: str, word: str) -> bool:
    """Whether the document speaks of a word as of what drugs bind to: "PRMT5 inhibitor", "PRMT5-deleted"."""
    return any(_BINDS.match(flat, found.end()) for found in re.finditer(rf"(?<![\w-]){re.escape(word)}(?!\w)", flat))


_BINDS = re.compile(
    r" (?:(?:small[- ]molecule|allosteric|selective|bispecific|cooperative) )?(?:inhibit(?:ors?|ion)|degraders?|"
    r"agonists?|"
    r"antagonists?|blockers?|binders?|antibod(?:y|ies)|mutations?|genes?|proteins?|expression|receptors?|pathways?)\b|"
    r"-(?:delet|mutat|mutant|posit|negat|target|express|inhibit|null|select|direct|amplif|driven|altered)"
)


def _stands_for_words(flat: str, match: re.Match[str]) -> bool:
    """Whether a bracket abbreviates the words before it, as in "methamphetamine use disorder (MUD)"."""
    words = re.findall(r"[A-Za-z]+", flat[max(0, match.start() - 120) : match.start()])
    letters = match["short"].lower().rstrip("s")
    own = words[-len(letters) :]
    return "".join(word[0] for word in own).lower() == letters and not STUDY_WORD.search(" ".join(own))


def _named(words: Words) -> Iterator[Found]:
    flat = words.flat
    for match in at(_NUMBER, flat, words.where(_REGISTERED)):
        yield Found(
            match.start(), match.end(), "TRIAL", key=match.group().replace(" ", ""), source="number", strength=4
        )
    for match in at(_NUMBERED_STUDY, flat, words.where(_STUDIES)):
        yield Found(match.start(), match.end(), "TRIAL", source="acronym", strength=2)
    for noun in at(_NOUN, flat, words.where(_NOUNS)):
        yield from _before(flat, noun.start())
        yield from _after(flat, noun.end())
        if (apart := _SET_OFF.match(flat, noun.start())) and good_name(apart["name"]):
            yield Found(apart.start("name"), apart.end("name"), "TRIAL", source="acronym", strength=2)
    for match in at(_PHASED, flat, words.where(_PHASES)):
        if good_name(match["name"]) and _SPOKEN.search(match["name"]) and not _NO_WORD.fullmatch(match["name"]):
            yield Found(match.start("name"), match.end("name"), "TRIAL", source=PLAIN_WORD, strength=2)
    for match in at(_TWO_LOUD, flat, words.where(_LOUD_WORDS)):
        if good_name(match["name"]) and _ITS.search(flat, max(0, match.start() - 6), match.start()):
            yield Found(match.start("name"), match.end("name"), "TRIAL", source=PLAIN_WORD, strength=2)
    yield from named_by_words(words)
    yield from in_brackets(flat)
    yield from in_series(flat)


def _before(flat: str, end: int) -> Iterator[Found]:
    """Acronyms right before "trial" or "study", over the words of phase and design between; both of "X and Y
    studies".
    """
    window = max(0, end - 110)
    tokens = list(re.finditer(r"\S+", flat[window:end]))
    while tokens and _SKIP.fullmatch(tokens[-1].group().strip("(),")) and not _numbered(tokens):
        tokens.pop()
    for _ in range(3):
        name = _last_name(flat, window, tokens)
        if name is None:
            return
        yield name
        if not tokens or tokens[-1].group() not in ("and", "or", "&") and not tokens[-1].group().endswith(","):
            return
        if tokens[-1].group() in ("and", "or", "&"):
            tokens.pop()


def _numbered(tokens: list[re.Match[str]]) -> bool:
    """Whether a number belongs to the capitals before it, as in "the SHIELD II study"."""
    if len(tokens) < 2 or not _TAIL_TOKEN.fullmatch(tokens[-1].group()):
        return False
    before = tokens[-2].group()
    return before.isupper() and before.isalpha() and len(before) >= 4 and before != "PHASE" and good_name(before)


def _last_name(flat: str, window: int, tokens: list[re.Match[str]]) -> Found | None:
    """The name that the tokens end with; its tokens are taken off."""
    taken: list[re.Match[str]] = []
    while tokens and len(taken) < 3:
        word = tokens[-1].group().strip("\"'®™(),")
        if taken and flat[window + taken[0].start()] == "(":
            break
        if _NO_PART.fullmatch(word):
            break
        if (
            _SKIP.fullmatch(word)
            and word not in ("and",)
            and (taken or not _TAIL_TOKEN.fullmatch(word))
            or taken
            and (tokens[-1].group().endswith(",") or not _capital(word))
        ):
            break
        if not (_TOKEN.fullmatch(word) and (_capital(word) or not taken) or not taken and _TAIL_TOKEN.fullmatch(word)):
            break
        taken.insert(0, tokens.pop())
    if not taken:
        return None
    start, end = window + taken[0].start(), window + taken[-1].end()
    text = flat[start:end]
    start += len(text) - len(text.lstrip("\"'("))
    end -= len(text) - len(text.rstrip("\"'®™(),"))
    return Found(start, end, "TRIAL", source="acronym", strength=2) if good_name(flat[start:end]) else None


def _capital(word: str) -> bool:
    return sum(c.isupper() for c in word) >= 2 and _TOKEN.fullmatch(word) is not None


def _after(flat: str, start: int) -> Iterator[Found]:
    """An acronym named behind the noun: "a Phase 3 trial, BREEZE, is underway", "the study (BREEZE)"."""
    lead = _NAMED_AFTER.match(flat, start)
    match = _AFTER_NAME.match(flat, lead.end()) if lead else None
    if not match:
        return
    bare = lead is not None and lead.group() == " "
    for group in ("first", "second"):
        name = match[group]
        if (
            name
            and good_name(name)
            and not (bare and (sum(c.isupper() for c in name) < 4 or not any(c.isdigit() for c in name)))
            or bare
            and name
            and flat[start - 1].islower()
            and _LOUD.match(flat, match.start(group))
            and good_name(name)
        ):
            yield Found(match.start(group), match.end(group), "TRIAL", source="acronym", strength=2)
