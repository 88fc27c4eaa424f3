"""Regular expressions of amounts; all run on `text.even` text. Which currency a sign means is in `currencies`."""

from __future__ import annotations

import re

from nlp.normalize.currencies import CODES, COUNTRIES, SIGNS, WORDS
from nlp.normalize.text import SPACE

POWERS = {
    "thousand": 3, "k": 3, "million": 6, "millions": 6, "mln": 6, "mio": 6, "mm": 6, "mn": 6, "m": 6,
    "billion": 9, "billions": 9, "bln": 9, "bn": 9, "b": 9, "trillion": 12, "tn": 12,
}  # fmt: skip
SMALL_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_SCALE = r"(?:thousand|millions?|billions?|trillion|mln|mio|bln|bn|tn|mm|mn|[mkb])"
_SCALED = rf"(?:(?:{SPACE}|-)?(?P<scale>{_SCALE})(?![A-Za-z0-9]))"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?|\.\d+)(?!\d)"
_CODE = "|".join(CODES)


def _sign(sign: str) -> str:
    """A dollar sign may be escaped (`US\\$`) and stand apart from the country's letters, but not from a lone one."""
    letters = re.escape(sign[:-1])
    return rf"{letters} ?\\?\$" if sign.startswith("U") else rf"{letters}\\?\$"


_DOLLARS = "|".join(_sign(sign) for sign in sorted(SIGNS, key=len, reverse=True) if sign.endswith("$"))
# European reports put the scale before the code or glue it behind: "MSEK 46.8", "TEUR 1,500", "EURm 12.3", "SEK M 5".
GLUED = {"M": 6, "m": 6, "K": 3, "k": 3, "T": 3, "t": 3, "BN": 9, "Bn": 9, "bn": 9}
_GLUED = "|".join(sorted(GLUED, key=len, reverse=True))
CURRENCY = re.compile(
    rf"(?=[A-Z])(?<![A-Za-z.])(?:{_DOLLARS})|\\?\$(?:(?:US|CA|NZ|HK|A)(?= ?\d))?|[€£¥₩₪₹]"
    r"|\[(?:Eur|EUR|USD|GBP|CHF|DKK|SEK|NOK)\](?= ?\d)"  # a newswire without the sign
    r"|(?<![A-Za-z])Rs\.?(?= ?\d)"
    rf"|(?<![A-Za-z])(?P<scale_before>{_GLUED})(?:{_CODE})(?={SPACE}?[-–(]?\d)"
    rf"|(?=[A-Z])(?<![A-Za-z])(?:{_CODE})(?:{SPACE}?(?P<scale_behind>{_GLUED})(?={SPACE}[-–(]?\d)|(?: ?\\?\$))?"
)
# Behind a code thousands may stand apart: "SEK 12 345 thousand", "CHF 1'234 million".
_SPACED = rf"\d{{1,3}}(?:[ '’]\d{{3}})+(?:\.\d+)?(?!\d)|{_NUMBER}"


def _amount(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"{SPACE}?~?(?P<open>\()?{SPACE}?(?:(?<=[\s$€£¥])[-–](?=\d))?(?P<number>{number})(?P<close>\))?\+?{_SCALED}?",
        re.IGNORECASE,
    )


# Read after the currency: "3.2 million", "(0.05)", ".05"; and after a code of letters.
AMOUNT, AMOUNT_OF_CODE = _amount(_NUMBER), _amount(_SPACED)
COMPARED = re.compile(
    r"(?: per (?:ordinary )?share)? ?\((?:[^()\n$€£]{3,24}: ?)?(?P<signed>[-–]?"
    r"(?P<number>(?:\d{1,3}(?:[, ]\d{3})+|\d{1,6})\.\d+|\d{1,3}(?: \d{3})+))\)"
)
# "SEK 16.3 (18.1) million": the scale behind the bracket is both figures'.
SHARED_SCALE = re.compile(
    rf" ?\((?P<signed>[-–]?(?P<number>{_NUMBER}))\){SPACE}?(?P<scale>{_SCALE})(?![A-Za-z0-9])", re.IGNORECASE
)
TRAILING_CODE = re.compile(rf"{SPACE}?\(?(?P<code>{_CODE})\)?(?![A-Za-z0-9])(?! ?\d)")
NOT_MONEY_AFTER = re.compile(r" ?(?:%|percent\b)|[.,]?\d")
PENCE = re.compile(r"(?<![\w.,-])(?P<number>\d{1,3}(?:\.\d{1,3})?)p(?![\w-])")
OF_SHARE = re.compile(r"\b(?:shares?|EPS|LPS|dividend)\b", re.IGNORECASE)
RANGE_WORD = re.compile(rf"{SPACE}?(?P<word>--?|to|and){SPACE}?", re.IGNORECASE)

# Run on lower-case text, for letter by letter it is quicker than without regard to case.
CURRENCY_WORD = re.compile(rf"(?<![a-z])(?:(?P<pound>pounds?{SPACE}sterling)|(?P<word>{'|'.join(WORDS)})s?)(?![a-z])")
_COUNTRY = "|".join(SPACE.join(map(re.escape, name.split())) for name in COUNTRIES)
COUNTRY_BEFORE = re.compile(rf"(?<![a-z])(?:new{SPACE}(?=t)|south{SPACE})?(?P<country>{_COUNTRY}){SPACE}$")
CODE_AFTER = re.compile(
    rf"(?=[A-Zkmt][A-Z])(?:(?<![A-Za-z])(?P<glued>{_GLUED})(?=(?:{_CODE})(?![A-Za-z0-9])))?(?P<code>{_CODE})(?![A-Za-z0-9])"
)
# "-60.2 (-78.0) MSEK": the year before stands in a bracket between a Nordic report's figure and its currency.
NORDIC_BEFORE = re.compile(
    rf"(?<![\w$€£¥.,])(?P<signed>[-–]?(?P<number>{_NUMBER})) \((?P<before>[-–]?(?P<prior>{_NUMBER}))\){SPACE}?$"
)
NUMBER_BEFORE = re.compile(
    rf"(?<![\w$€£¥.,\\-])(?:[-–](?=\d))?(?:(?P<number>{_NUMBER}){_SCALED}?"
    rf"|(?P<small>{'|'.join(SMALL_NUMBERS)})(?P<hundred>{SPACE}hundred)?(?:{SPACE}(?P<scale_after>{_SCALE}))?){SPACE}?$",
    re.IGNORECASE,
)

COMMA_CODE = re.compile(r"(?<![A-Za-z])[MTtKkm]?(?:SEK|DKK|NOK|EUR|ISK)(?![A-Za-z])|€")
DECIMAL_COMMA = re.compile(r"(?<![\d.,])\d{1,4}(,)\d{1,2}(?![\d%]|[.,]\d)(?! (?:and|to) \d)")
_UP_TO = rf"up{SPACE}to|as{SPACE}(?:much|high){SPACE}as|(?:a{SPACE})?maximum{SPACE}of|(?:no|not){SPACE}more{SPACE}than"
_UP_TO += rf"|not{SPACE}(?:to{SPACE})?exceed(?:ing)?|(?:less|lower){SPACE}than|below|under"
_AT_LEAST = rf"at{SPACE}least|(?:more|greater|not{SPACE}less|no{SPACE}less){SPACE}than|over|in{SPACE}excess{SPACE}of"
_AT_LEAST += rf"|exceeding|upwards?{SPACE}of|(?:a{SPACE})?minimum{SPACE}of|above"
_FILLERS = rf"(?:(?:an?|aggregate|total|additional|further|approximately|about|roughly|potential|of|the){SPACE}){{0,4}}"
BOUND_BEFORE = re.compile(rf"\b(?:(?P<up_to>{_UP_TO})|(?P<at_least>{_AT_LEAST})){SPACE}{_FILLERS}$", re.IGNORECASE)
BOUND_AFTER = re.compile(rf"{SPACE}or{SPACE}(?:(?P<more>more|greater)|less)\b", re.IGNORECASE)
BETWEEN_BEFORE = re.compile(rf"\bbetween{SPACE}(?:approximately{SPACE}|about{SPACE})?$", re.IGNORECASE)
# "revenue from NORVIA of $100 million to $110 million" is a range; "from a loss of", "from previous guidance of" is a
# change.
_LEVEL = (
    r"(?:base|loss|losses|profit|income|earnings|guidance|outlook|forecast|estimate|level|range|total|high|low|average|"
    r"deficit|balance|previous|previously|prior|earlier|initial|original)"
)
FROM_BEFORE = re.compile(
    r"\bfrom\b(?! (?!(?:net |total |annual |its |our )*(?:sales|revenues?)\b)"
    rf"(?:(?!\b{_LEVEL}\b)[^.;$€£]){{0,60}}?\bof(?: approximately| about| some)? *(?:US|A|C|NT|HK)?$)[^.;$€£]{{0,60}}$",
    re.IGNORECASE,
)
RANGING_BEFORE = re.compile(rf"\brang(?:e|es|ed|ing){SPACE}(?:\w+{SPACE})?from\b[^.;$€£]{{0,20}}$", re.IGNORECASE)

_SHARE = rf"(?:shares?|units?|warrants?|adss?|adr|american{SPACE}depositary{SPACE}(?:share|receipt))"
_SHARE_WORDS = (
    r"(?:basic|diluted|fully|common|ordinary|and|or|weighted|average|class|[ab]|outstanding|public|pre-funded)"
)
PER_SHARE_AFTER = re.compile(
    rf"(?:\)|{SPACE}?\([^()\n]{{2,14}}\))?{SPACE}?(?:\({SPACE}?)?(?:per|/|an?\b|for{SPACE}each|each){SPACE}?(?:{_SHARE_WORDS}[-,/]?{SPACE}?){{0,5}}{_SHARE}\b"
    rf"|{SPACE}(?:basic|diluted)(?:{SPACE}and{SPACE}diluted)?(?=[,.;)]|{SPACE}(?:eps|and|compared|versus|for)\b"
    rf"|{SPACE}(?:net{SPACE})?(?:loss|income|earnings){SPACE}per{SPACE}share)|{SPACE}par{SPACE}value\b",
    re.IGNORECASE,
)
PER_SHARE_BEFORE = re.compile(
    rf"(?:\bper{SPACE}(?:(?:basic|diluted|common|ordinary|and){SPACE}){{0,3}}(?:share|ads)(?:{SPACE}(?:before|after|and|dilution|basic|diluted|both)){{0,5}}|\beps)\b[^.;$€£]{{0,40}}$",
    re.IGNORECASE,
)
CHINESE = re.compile(r"\b(?:RMB|CNY|renminbi|yuan)\b", re.IGNORECASE)
JAPANESE = re.compile(r"\b(?:JPY|yen)\b", re.IGNORECASE)
# What no comparison of two amounts in prose has between them: a sentence's end, or nothing but the blanks of a table.
APART = re.compile(r"[^A-Za-z]*\Z|.*?(?:[.;]\s|\n *\n)", re.DOTALL)
