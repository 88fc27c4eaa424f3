"""The words around a time phrase: prepositions that change its meaning, and whether a bare year or month is a time."""

from __future__ import annotations

import re

from nlp.normalize.text import SPACE as S
from nlp.normalize.time_scan import Found, Raw, Scan

_FILLERS = rf"(?:{S}(?:the|about|approximately|around|roughly|late{S}as|as{S}late{S}as|at{S}least|well|our|its))*{S}$"
_PREPOSITION = re.compile(
    rf"\b(?:(?P<by>by|before|prior{S}to|(?:no|not){S}later{S}than|on{S}or{S}before|until|till|ahead{S}of)"
    rf"|(?P<runway>into|through|thru|beyond)|(?P<to>to)|(?P<since>since)|(?P<as_of>as{S}of|as{S}at|at))(?=(?P<fillers>{_FILLERS}))"
)
_TIME_BEFORE = re.compile(
    rf"\b(?:in|during|for|of|from|between|both|since|after|around|over|on|as{S}of|(?:compared|relative){S}(?:to|with)"
    rf"|versus|vs\.?|late|than|throughout|up{S}to|(?:early|soon|late){S}as|(?:end|finish|clos|exit)(?:e?s|ed?|ing)?(?={S}$))(?:{S}(?:about|approximately|around|the|calendar|both|either|late|early))*{S}$"
)
_MONEY_LASTS = re.compile(r"\b(?:runway|operations|cash|fund(?:s|ed|ing)?|financed)\b[^.;\n]{0,45}$")
_OTHER_TO = re.compile(rf"\b(?:subsequent|prior|compared|related|relative|similar|due|equal|attributable|up){S}$")
_SEASON_BEFORE = re.compile(
    rf"\b(?:in|by|during|since|until|through|before|after|into|for(?={S}the))(?:{S}(?:the|early|mid|late))*{S}$"
)
_AHEAD = re.compile(
    rf"\b(?:for|through|into|beyond|past|least|than)(?:{S}(?:at{S}least|more{S}than|approximately|about|well))*(?:{S}the)?{S}$"
)
_NO_YEAR_BEFORE = re.compile(
    rf"\b(?:act|acts|rule|resolution|directive|form){S}of{S}$|\b(?:class|a{S}total){S}of{S}$|\bapproximately{S}$|\babout{S}$"
)
_NO_YEAR_AFTER = re.compile(
    rf"{S}(?:[a-z-]+{S})?(?:patients|subjects|people|participants|individuals|adults|children|women|men|employees|shares|mg|ml|iu|units|"
    rf"sites|centers|hospitals|cases|samples|times)\b|{S}?[×x]{S}?\d|{S}(?:and|to|or){S}\d{{1,3}},\d{{3}}"
    rf"|{S}(?:annual{S}report|form|(?:[a-z]+{S}){{1,5}}plan)\b"
)
_OUTLOOK_AFTER = re.compile(
    rf"{S}(?:financial|guidance|outlook|revenues?|results|earnings|net|operating|expectations|sales|cash|total|adjusted)\b"
)
_FOLLOWS = re.compile(rf"{S}?(?:,|/|(?:,?{S}(?:and|or|&|to|versus|vs\.?))){S}?")


def in_context(scan: Scan, at: int, found: Found, *, follows: int) -> Raw | None:
    """The phrase with the preposition that changes it; None where a bare period is no time here.

    `follows` is where the phrase before it ends, -1 without one.
    """
    before = scan.before(at)
    told = _preposition(before)
    if found.bare and not _is_time(scan, at, found, before, told is not None, follows):
        return None
    if found.unit == "duration":
        return _duration(scan, at, found, before)
    kind = "prior_period" if "prior" in found.parts else found.unit
    raw = Raw(at, found.end, kind, found.parts)
    if told is None or kind == "prior_period":
        return raw
    word = " ".join(told[0].split())
    if told["as_of"]:
        balance = word != "at" or (kind == "day" and "word" not in found.parts)
        return raw.of_kind("as_of" if balance else kind, preposition=word)
    if kind == "period":
        return raw
    raw = raw.of_kind("runway" if told["runway"] or told["to"] else kind, preposition=word)
    return raw.starting(at - (len(before) - told.start()))


def _preposition(before: str) -> re.Match[str] | None:
    """The last preposition that reaches the phrase; "to" counts only of money that lasts."""
    reaching = list(_PREPOSITION.finditer(before))
    told = reaching[-1] if reaching else None
    if told and told["to"]:
        head = before[: told.start()]
        return told if _MONEY_LASTS.search(head) and not _OTHER_TO.search(head) else None
    return told


def _duration(scan: Scan, at: int, found: Found, before: str) -> Raw:
    ahead = found.parts["direction"] == "ahead"
    raw = Raw(at, found.end, "duration", found.parts)
    if ahead and not scan.low.startswith("within", at) and (told := _AHEAD.search(before)):
        years = found.parts["unit"].endswith("years")
        return raw.of_kind("runway_years" if years else "runway").starting(at - (len(before) - told.start()))
    return raw


# "First half total revenues rose": a half of the year before what is reported of it.
_FIGURE_AFTER = re.compile(
    r"(?: (?:total|net|product|operating|group|consolidated|adjusted))* "
    r"(?:revenues?|sales|turnover|loss|income|earnings|results|ebitda|expenses)(?![a-z])"
)


def _is_time(scan: Scan, at: int, found: Found, before: str, preposition: bool, follows: int) -> bool:
    """Whether a bare year, month, half or season is a time: the words around it say so."""
    year = found.unit == "year" and "portion" not in found.parts
    if year and (_NO_YEAR_BEFORE.search(before) or _NO_YEAR_AFTER.match(scan.low, found.end)):
        return False
    if found.unit == "season" and not _SEASON_BEFORE.search(before):  # "varieties of winter wheat"
        return False
    if preposition or _TIME_BEFORE.search(before):
        return True
    if "portion" in found.parts and scan.low[at - 1 : at] == "(" and scan.low.startswith(")", found.end):
        return True  # "(mid-year)", all that a bracket holds
    if found.unit == "half" and _FIGURE_AFTER.match(scan.low, found.end):
        return True
    if follows >= 0 and _FOLLOWS.fullmatch(scan.low, follows, at):
        return True
    return year and _OUTLOOK_AFTER.match(scan.low, found.end) is not None
