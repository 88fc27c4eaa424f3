"""Which full company name of the same document a short form stands for: "Acme" of "Acme Pharmaceuticals, Inc."."""

from __future__ import annotations

import re

from nlp.registry.entities import COMPANY
from nlp.registry.keys import word_set, words
from nlp.registry.merge import Group, Groups

# First words that many companies share: alone they are no short form.
_COMMON_FIRST_WORDS = word_set(
    "advanced american applied bio british china european first general global international life medical medicine "
    "national new north pharma therapeutics united university us"
)
# "March Bio" for "March Biosciences": the last word may be cut to one of these.
_CUT_WORDS = words("bio biopharma pharma therapeutic")


_LONGEST_SHORT_FORM = 5  # words
_FEWEST_INITIALS = 3  # two letters are initials of too many names

_Prefixes = dict[tuple[str, ...], list[int]]


def join_short_forms(groups: Groups) -> None:
    """Joins each short company name with the one group that has a longer name beginning with its words."""
    for longer in (_by_prefix(groups), _by_initials(groups)):
        for number, node in enumerate(groups.nodes):
            if node.label == COMPANY and node.profile.words:
                _join_one(groups, number, longer)


def _by_prefix(groups: Groups) -> _Prefixes:
    """Company nodes by each beginning of their words that a short form may consist of."""
    found: _Prefixes = {}
    for number, node in enumerate(groups.nodes):
        words = node.profile.words
        if node.label == COMPANY:
            for count in range(1, min(len(words), _LONGEST_SHORT_FORM + 1)):
                found.setdefault(words[:count], []).append(number)
            for cut in _CUT_WORDS:
                if len(words) > 1 and words[-1] != cut and words[-1].startswith(cut):
                    found.setdefault((*words[:-1], cut), []).append(number)
    return found


def _by_initials(groups: Groups) -> _Prefixes:
    """Company nodes by the capital letters of their names: "LNP" of "LifeNorva Pharma"."""
    found: _Prefixes = {}
    for number, node in enumerate(groups.nodes):
        if node.label == COMPANY:
            for initials in {_initials(text, node.profile.words) for text in node.texts}:
                if len(initials) >= _FEWEST_INITIALS and (initials.casefold(),) != node.profile.words:
                    found.setdefault((initials.casefold(),), []).append(number)
    return found


def _initials(text: str, own: tuple[str, ...]) -> str:
    """The capitals of the name's own words, without its legal form."""
    kept = (word for word in re.findall(r"\w+", text) if word.casefold() in own)
    return "".join(letter for word in kept for letter in word if letter.isupper())


def _join_one(groups: Groups, number: int, longer: _Prefixes) -> None:
    own = groups.of_node[number]
    others = longer.get(groups.nodes[number].profile.words, ())
    if not others or not _may_be_short(groups, number, own):
        return
    found = {id(groups.of_node[other]): other for other in others if groups.of_node[other] is not own}
    if len(found) == 1:
        (other,) = found.values()
        short, full = (next(iter(groups.nodes[one].texts)) for one in (number, other))
        groups.unite(number, other, f"short form: {short} of {full}")
    elif found:
        own.reasons.append(f"refused: {next(iter(groups.nodes[number].texts))} is short for several names")


def _may_be_short(groups: Groups, number: int, group: Group) -> bool:
    profile = groups.nodes[number].profile
    if group.id is not None or any(groups.nodes[member].profile.is_full for member in group.members):
        return False
    if (COMPANY, profile.id) in groups.of_id:
        # "Lilly" beside "Eli Lilly" is that company, however many "Lilly Research Laboratories" there are.
        return False
    first = profile.words[0]
    return len(first) > 2 and not (len(profile.words) == 1 and first in _COMMON_FIRST_WORDS)
