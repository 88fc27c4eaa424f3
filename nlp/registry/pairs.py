"""Whether two spellings look like names of one thing, apart from the words between them."""

from __future__ import annotations

import re

from nlp.registry.keys import company_words, fold
from nlp.registry.phrases import NOT_A_SHORT_NAME
from nlp.registry.variants import is_generic_name


def is_one_thing(first: str, other: str) -> bool:
    """Whether "first/other" gives one compound two names: a code and a brand, or the codes of two partners."""
    if any(name[0].islower() and is_generic_name(name) for name in (first, other)):
        return False
    prefixes = [re.match("[a-z]*", fold(name)) for name in (first, other) if any(char.isdigit() for char in name)]
    return len({prefix[0] for prefix in prefixes if prefix}) == len(prefixes) > 0


def shortens(short: str, full: str) -> bool:
    """Whether a name is the other's initials or its first word(s): BMS or Bristol-Myers of Bristol-Myers Squibb."""
    words, whole = company_words(short), company_words(full)
    initials = "".join(word[0] for word in whole)
    if short.isupper() and 2 < len(short) <= 6 and len(whole) > 1:
        # "BXLS" of Blackstone Life Sciences: capitals that stand in the name in this order, from its first letter.
        letters = iter("".join(whole))
        if short[0].casefold() == initials[0] and all(char in letters for char in short.casefold()):
            return True
    return "".join(words) == initials or (len(words) < len(whole) and whole[: len(words)] == words)


def may_define(short: str, full: str) -> bool:
    """Whether a quoted word can be a short name of `full`; trials ("AMBER") and agreements are defined like names."""
    last = short.split()[-1]
    initials = {word[0] for word in re.findall(r"\w+", fold(full))}
    return (
        any(char.isupper() or char.isdigit() for char in short)
        and len(short.split()) <= 5
        and fold(short)[:1] in initials
        and not NOT_A_SHORT_NAME.fullmatch(last)
    )
