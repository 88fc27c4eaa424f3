"""The words of time phrases and the regular expressions built of them; all run on even, lower-case text."""

from __future__ import annotations

import re

from nlp.normalize.text import SPACE as S

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
}  # first month; no fall in EVENTS.md for winter
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4, "last": 4,
    "latter": 2, "back": 2,
}  # fmt: skip
NUMBERS = {
    "a couple of": 2, "couple of": 2, "twenty-four": 24, "twenty four": 24, "thirty-six": 36, "thirty-nine": 39,
    "twenty-six": 26, "fifty-two": 52, "fifty-three": 53, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "one": 1,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "an": 1, "a": 1,
}  # fmt: skip
VAGUE = ("few", "several")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z0-9_])\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![a-z\d%])(?!,\d{3}(?!\d))(?!\.\d)"
YEAR = r"(?:19[5-9]|20\d)\d(?![a-z\d%])(?!,\d{3}(?!\d))(?!\.\d)"
COUNT = r"(?:\d{1,3}|" + "|".join(word.replace(" ", S) for word in NUMBERS) + ")"
PLAIN_COUNT = r"(?:\d{1,2}|" + "|".join(word for word in NUMBERS if " " not in word and len(word) > 2) + ")"
ORDINAL = "(?:" + "|".join(ORDINALS) + ")"
UNIT = r"(?:days?|weeks?|months?|quarters?|years?)"
# Whose year it is: "the Company's 2005 fiscal year", "our fiscal year".
OWNER = rf"(?:(?:the|our|its|their|this|a){S})?(?:[a-z]{{2,30}}'s?{S})?"
FISCAL = rf"(?:fiscal|financial(?={S}year))"
DATE = rf"(?:{WEEKDAY},?{S})?(?P<month>{MONTH}){S}?(?P<day>{DAY})(?:,?{S}?(?P<year>{YEAR}))?"


def compile_verbose(pattern: str) -> re.Pattern[str]:
    """Patterns are laid out over lines; white space in them means nothing (blanks in text are `SPACE`)."""
    return re.compile("".join(line.strip() for line in pattern.splitlines()))


def month_number(word: str) -> int:
    return MONTHS.index(word[:3]) + 1


def number_of(word: str) -> int:
    """A count as figures or words; a vague one ("few", "several") is 3, as EVENTS.md has it for months."""
    plain = " ".join(word.split())
    if plain in VAGUE:
        return 3
    return int(plain) if plain.isdigit() else NUMBERS[plain]


def full_year(word: str) -> int:
    """A year of four figures, or of two in this century."""
    return int(word) if len(word) == 4 else 2000 + int(word)
