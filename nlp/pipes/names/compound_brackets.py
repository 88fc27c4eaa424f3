"""Other names of a compound in the brackets after it: "AVTOZMA (CT-P47, tocilizumab-anoh)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.pipes.found import Found
from nlp.pipes.names.compound_codes import CODE
from nlp.pipes.names.compound_lists import plain
from nlp.pipes.names.compound_shapes import FORMULATION, SALT
from nlp.pipes.names.compounds import ACRONYM_CODE

_OR_SHORT = re.compile(r",? or ([a-z]{4,12}|[A-Z][\w-]{2,12}),")
_SLASHED = re.compile(r"/([A-Z][a-z]{4,14}|[A-Z]{5,14})(?![\w/-])")  # "NRV-3811/Norvia"
# "(also known as QNB-101)", "(previously NRV-3)", "(generic name: norvamab)"
_SAID_FIRST = re.compile(
    r"(?:(?:(?:also|previously|formerly|now|otherwise) )?(?:known|referred to|designated|named|called|branded|marketed|"
    r"sold)(?: as)?|also|previously|formerly|now|or|aka|a\.k\.a\.|f/k/a|a/k/a|"
    r"(?:generic|brand|trade|international nonproprietary|non-?proprietary|code|development) name:?|INN:?) ",
    re.IGNORECASE,
)
_BRACKET = re.compile(r" ?(?:[®™]|\((?:R|TM|SM)\))? ?\(([^()]{2,90})\)")


def bracket_names(
    flat: str, accepted: Iterable[Found], english: frozenset[str], never: re.Pattern[str]
) -> Iterator[Found]:
    """Other names of a compound in the brackets after it: "eftilagimod alpha (efti)", "AVTOZMA (CT-P47,
    tocilizumab-anoh)".
    """
    for item in accepted:
        short = _OR_SHORT.match(flat, item.end)
        if short and flat[item.start : item.start + 4].lower() == short[1][:4].lower():
            yield Found(short.start(1), short.end(1), "COMPOUND", source="bracket", strength=2)
        slashed = _SLASHED.match(flat, item.end) if flat[item.end - 1].isdigit() else None
        if slashed and slashed[1].lower() not in english:
            yield Found(slashed.start(1), slashed.end(1), "COMPOUND", source="bracket", strength=2)
        match = _BRACKET.match(flat, item.end)
        if not match:
            continue
        place = match.start(1)
        substance = SUBSTANCE.fullmatch(match[1]) if flat[item.start].isupper() else None
        if substance and not plain(substance[1], english):
            yield Found(place, place + len(substance[0]), "COMPOUND", source="bracket", strength=2)
            continue
        for part in re.finditer(r"[^,;/]+", match[1]):
            name = _SAID_FIRST.sub("", part.group().strip(" \"'®™")).strip(" \"'®™")
            start = flat.find(name, place + part.start())
            told = _second_name(name, flat[item.start : item.end], english) or bool(
                _FORM_OF.fullmatch(name) or _CHINESE.fullmatch(name)
            )
            if name and not never.fullmatch(name) and told and not _of_trial(name, match[1]):
                yield Found(start, start + len(name), "COMPOUND", source="bracket", strength=2)


# "Norvia(R) (norvatolone hydrochloride nasal spray)": a substance that no list and no stem knows, with its form.
SUBSTANCE = re.compile(rf"([a-z][a-z]{{6,20}})(?:{SALT.pattern}){{0,2}}(?:{FORMULATION.pattern})?(?: \d+(?:\.\d+)?%)?")
# "NRV-210 (sublingual norvamidine)": the form belongs to the name.
_FORM_OF = re.compile(
    r"(?:(?:oral|sublingual|inhaled|inhalable|intranasal|nasal|intravenous|topical|pegylated|liposomal|ophthalmic|"
    r"transdermal|subcutaneous|injectable|nebuli[sz]ed|intravitreal|intrathecal|extended-release|long-acting|"
    r"low-dose) )+"
    r"[a-z]{6,20}(?: (?:hydrochloride|acetate|sodium|citrate|mesylate|tartrate))?"
)


# a brand as it is written in China; a longer name or one of these ends is a company's
_CHINESE = re.compile(r"(?![\u4e00-\u9fff]*(?:医药|制药|生物|药业|公司|集团|科技|医疗|股份))[\u4e00-\u9fff]{2,5}")
_ADJECTIVE_TAIL = re.compile(r"-(?:free|like|based|only|term|dose|naive|line|acting|released?|containing|sparing)$")
_TARGET_LIKE = re.compile(r"[A-Z]{2,5}\d{1,2}[A-Z]?(?:-\d)?")
_TRIAL_SAID = re.compile(r"\b(?:[Pp]hase|[Tt]rial|[Ss]tudy|NCT\d)")


def _of_trial(name: str, bracket: str) -> bool:
    """Whether a bracket's name is a trial's or a target's: "(BREEZE-3, Phase 3)", "(NRV-104, DLL3)"."""
    if _TARGET_LIKE.fullmatch(name):
        return True
    return ACRONYM_CODE.fullmatch(name) is not None and _TRIAL_SAID.search(bracket) is not None


_INITIAL_TAIL = re.compile(r"(?P<stem>[A-Za-z][a-z]{2,8})-(?P<initial>[A-Z])")


def _second_name(name: str, first: str, english: frozenset[str]) -> bool:
    if " " in name or len(name) > 24 or name.lower() in english:
        return False
    name = re.sub(r"TM$", "", name)
    short = _INITIAL_TAIL.fullmatch(name)  # "lumrotatug vedotin (lumro-V)"
    if short and " " in first:
        return first.lower().startswith(short["stem"].lower()) and first.split()[1][0].upper() == short["initial"]
    if _ADJECTIVE_TAIL.search(name) or name.islower() and "-" in name and name.rsplit("-", 1)[1] in english:
        return False  # "(gene-edited, mobilization-free)"
    if re.fullmatch(r"[A-Za-z][a-z]{3,}(?:-[a-z]+)?", name):
        return first.lower().startswith(name[:4].lower()) or len(name) >= 7
    if re.fullmatch(r"[A-Z]{3,5}", name) and " " in first:
        return name == "".join(word[0] for word in re.findall(r"[A-Za-z0-9]+", first)).upper()
    if re.fullmatch(r"[A-Z]{3,4}", name):
        letters = re.compile(".*?".join(name), re.IGNORECASE)  # "efruxifermin (EFX)"
        return first[0].lower() == name[0].lower() and " " not in first and bool(letters.match(first))
    if re.fullmatch(r"[A-Z]{2,5}-[A-Z]{1,4}", name) and not first[0].isupper():
        return bool(re.search(r"[A-Z]-[A-Z]", name))
    return bool(CODE.fullmatch(name)) or bool(
        re.fullmatch(r"[A-Z][a-z]{4,}|[A-Z]{6,}|[A-Z][a-z]+(?:-[A-Z])|[a-z]{5,}(?:-[a-z]{3,4})?", name)
    )
