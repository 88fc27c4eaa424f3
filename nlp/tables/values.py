"""Numbers of a table's line: as printed, split, damaged, in brackets, nil. Percentages are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from nlp.tables.records import Cell

CURRENCY = r"(?:US\$|C\$|A\$|R\$|[$€£¥]|EUR|USD|RMB|CNY|DKK|SEK|NOK|CHF|GBP|JPY)"
_DIGIT = r"[\dlIOoS]"
_DASH = r"[-–—−‐]"
# A number split before its comma ("2 ,536") is one number: no number begins with a comma.
_DIGITS = rf"{_DIGIT}{{1,3}}\s{{1,4}},{_DIGIT}{{3}}(?!\d)(?:,{_DIGIT}{{3}})*(?:\.\d+)?|[,.]?{_DIGIT}(?:[,.]?{_DIGIT})*"
_VALUE = re.compile(
    rf"(?P<skip>\(?\s?{_DASH}?\s?\d[\d,.]*\s?\)?\s{{0,4}}%\)?|\b(?:n/?m|n/?a|nmf|n\.m\.|n\.a\.)(?![\w/]))"
    rf"|(?P<open>[(\[]\s?)?(?P<minus>{_DASH}\s?)?(?:{CURRENCY}\s*)?(?P<open2>\(\s?)?(?P<minus2>{_DASH}\s?)?"
    rf"(?<![A-Za-z\d])(?P<digits>{_DIGITS})(?![A-Za-z\d_])(?P<close>\s*[)\]])?(?P<mark>\s?[*†‡§]+|\([a-z]\))?"
    rf"|(?P<nil>(?<![\w.,]){_DASH}{{1,2}}(?![-–—−\w.,]))"
    r"|<[^<>]{0,20}>|(?P<junk>[^\s|$€£¥()]+)",
    re.IGNORECASE,
)
_CLEAN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?|\.\d{1,4}|0?\.\d{4}")
_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LETTERS = str.maketrans({"l": "1", "I": "1", "i": "1", "L": "1", "O": "0", "o": "0", "S": "5", "s": "5"})
_ALIKE = _LETTERS | str.maketrans({"B": "8", "b": "6", "Z": "2", "z": "2", "C": "0", "D": "0", "_": ""})


def values(region: str, base: int, text: str, columns: tuple[int, ...] = ()) -> Iterator[Cell]:
    """The numbers of `region`, the part of a line behind its label, with tabs and pipes blanked.

    Offsets count from `base`; `text` is the document's. `columns` are the offsets in `region` of the pipes, by which a
    cell's place is counted; without them it is the offset of the number's last digit.
    """
    for match in _VALUE.finditer(region):
        if match["skip"]:
            continue
        start, end = base + match.start(), base + match.end()
        place = sum(1 for at in columns if at < match.end()) if columns else match.end("digits")
        if match["nil"]:
            yield Cell(start, end, text[start:end], Decimal(0), None, True, place or match.end())
        elif match["digits"] and any(c.isdigit() for c in match["digits"]):
            yield _cell(match, text, base, place)
        elif any(c.isdigit() for c in match[0]):
            yield Cell(start, end, text[start:end], None, "cannot be read", False, place)


def has_noise(region: str) -> bool:
    """Whether words or signs that are no numbers stand among the numbers."""
    return any(m["junk"] and any(c.isalnum() for c in m["junk"]) for m in _VALUE.finditer(region))


def _cell(match: re.Match[str], text: str, base: int, place: int) -> Cell:
    end = base + (match.start("mark") if match["mark"] else match.end())
    opening = min(match.start(name) for name in ("open", "minus", "open2", "minus2", "digits") if match[name])
    start = base + opening  # a currency's sign in front of all is the column's
    number, damage = read(match["digits"])
    opened = bool(match["open"] or match["open2"])
    if number is not None and (opened or match["close"] or match["minus"] or match["minus2"]):
        number = -number
    return Cell(start, end, text[start:end].rstrip(), number, damage, False, place)


def read(digits: str) -> tuple[Decimal | None, str | None]:
    """The number of some printed digits, and what is wrong with them."""
    tight = re.sub(r"\s", "", digits)
    if _CLEAN.fullmatch(tight):
        return Decimal(tight.replace(",", "")), None
    plain = tight.translate(_LETTERS)
    if tight[0] == "," and re.fullmatch(r"(?:,\d{3})+(?:\.\d+)?", plain):
        return None, "has lost its leading digits"
    if plain != tight and _CLEAN.fullmatch(plain):
        return Decimal(plain.replace(",", "")), "has letters among its digits"
    if re.fullmatch(r"0\.\d{3}", plain):
        return None, "has a point for a comma"
    if _POINTS.fullmatch(plain):
        return Decimal(re.sub(r"[.,]", "", plain)), "has a point for a comma"
    return None, "has digits in groups that are not three"


def joined(first: Cell, second: Cell, text: str) -> Cell | None:
    """One number that a space has split ("1 7,161"), None where the two are no halves of one."""
    left, right = re.sub(r"[^\d,]", "", first.text), re.sub(r"[^\d,]", "", second.text)
    gap = text[first.end : second.start]
    if gap not in {" ", "\t", "  "} or not re.fullmatch(r"\d{1,2}", left) or second.nil or ")" in first.text:
        return None
    number, damage = read(left + right)
    if number is None or damage or "," not in right:
        return None
    negative = "(" in first.text or (second.number or 0) < 0
    whole = text[first.start : second.end]
    return Cell(first.start, second.end, whole, -number if negative else number, "is split by a space", False,
                second.column)  # fmt: skip


def fits(cell: Cell, number: Decimal) -> bool:
    """Whether the printed digits may be what is left of a number: its end or its start, or all but one digit."""
    wanted = re.sub(r"\D", "", str(abs(number)))
    printed = re.sub(r"\D", "", cell.text.translate(_ALIKE))
    if not printed or not wanted or len(printed) > len(wanted) + 1:
        return False
    if len(printed) >= 2 and (wanted.endswith(printed) or wanted.startswith(printed)):
        return True
    return len(wanted) >= 3 and Levenshtein.distance(printed, wanted) <= 1
