"""Numbers of a table's line: as printed, split, damaged, in brackets, nil. Percentages are left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from nlp.tables.records import Cell

CURRENCY = r"(?:US\$|C\$|A\$|R\$|[$€£¥]|EUR|USD|RMB|CNY|DKK|SEK|NOK|CHF|GBP|JPY)"
_DIGIT = r"[\dlIOoS]"
_DASH = r"[-–—−‐]"
_MINUS = r"[-–−‐]"  # right before the number: a dash that stands apart is a nil
# A number split before its comma ("2 ,536") is one number: no number begins with a comma.
_DIGITS = rf"{_DIGIT}{{1,3}}\s{{1,4}},{_DIGIT}{{3}}(?!\d)(?:,{_DIGIT}{{3}})*(?:\.\d+)?|[,.]?{_DIGIT}(?:[,.]?{_DIGIT})*"
_VALUE = re.compile(
    rf"(?=\S)(?:(?P<sign>(?:[(\[]\s?)?{_MINUS}?)(?:{CURRENCY}\s*)?(?P<sign2>(?:\(\s?)?{_MINUS}?)"
    rf"(?<![A-Za-z\d])(?P<digits>{_DIGITS})(?![A-Za-z\d_]|[.,][A-Za-z\d])(?P<close>\s*[)\]])?(?P<percent>\s{{0,4}}%\)?)?"
    r"(?:\s?[*†‡§]+|\([a-z]\))?"
    rf"|(?P<nil>(?<![\w.,]){_DASH}{{1,2}}(?![-–—−\w.,]))"
    r"|(?P<word>(?:[Nn]/?[Mm]|[Nn]/?[Aa]|NMF)(?![\w/]))|<[^<>]{0,20}>|(?P<junk>[^\s|$€£¥()]+))"
)
_HAS_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]")
_CLEAN = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|(?:[1-9]\d*|0)(?:\.\d{1,2})?|0{2}|\.\d{1,4}|0?\.\d{4}")
_HEADLESS = re.compile(r"(?:,\d{3})+(?:\.\d+)?|0\d{1,2}(?:,\d{3})*(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LETTERS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "S": "5"})
_ALIKE = _LETTERS | str.maketrans({"B": "8", "b": "6", "Z": "2", "z": "2", "C": "0", "D": "0", "_": ""})


def values(
    region: str, base: int, text: str, first: int = 0, columns: tuple[int, ...] = ()
) -> tuple[tuple[Cell, ...], bool]:
    """The numbers of `region`, the part of a line behind its label, with tabs and pipes blanked; and whether words or
    signs that are no numbers stand among them.

    Offsets count from `base`; `text` is the document's. `columns` are the offsets in `region` of the pipes, by which a
    cell's place is counted; without them it is the offset of the number's end. Places count from `first`.
    """
    cells: list[Cell] = []
    noisy = False
    for match in _VALUE.finditer(region):
        kind = match.lastgroup
        if match["percent"] or kind in {None, "word"}:
            continue
        digits = match["digits"]
        if digits is None and kind != "nil" and not _HAS_DIGIT.search(match[0]):
            noisy = noisy or _WORD.search(match[0]) is not None
            continue
        place = first + (bisect_left(columns, match.end()) if columns else match.end())
        if digits is not None:
            if _HAS_DIGIT.search(digits):
                cells.append(_cell(match, digits, text, base, place))
            continue
        start, end = base + match.start(), base + match.end()
        if kind == "nil":
            cells.append(Cell(start, end, text[start:end], Decimal(0), None, True, place))
        else:
            noisy = True
            cells.append(Cell(start, end, text[start:end], None, "cannot be read", False, place))
    return tuple(cells), noisy


def _cell(match: re.Match[str], digits: str, text: str, base: int, place: int) -> Cell:
    """The cell, from its bracket or first digit on: a currency's sign in front of all is the column's."""
    sign, second, close = match["sign"], match["sign2"], match["close"]
    opening = "sign" if sign else "sign2" if second else "digits"
    start = base + match.start(opening)
    end = base + match.end("close" if close else "digits")
    number, damage = read(digits)
    if number is not None and (sign or second or close):
        number = -number
    return Cell(start, end, text[start:end], number, damage, False, place)


def read(digits: str) -> tuple[Decimal | None, str | None]:
    """The number of some printed digits, and what is wrong with them."""
    if _CLEAN.fullmatch(digits):
        return Decimal(digits.replace(",", "")), None
    tight = "".join(digits.split())
    if _CLEAN.fullmatch(tight):
        return Decimal(tight.replace(",", "")), None
    plain = tight.translate(_LETTERS)
    if _HEADLESS.fullmatch(plain):
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
    return Cell(
        first.start, second.end, whole, -number if negative else number, "is split by a space", False, second.column
    )


def fits(cell: Cell, number: Decimal) -> bool:
    """Whether the printed digits may be what is left of a number: its end or its start, or all but one digit."""
    wanted = re.sub(r"\D", "", str(abs(number)))
    printed = re.sub(r"\D", "", cell.text.translate(_ALIKE))
    if not printed or not wanted or len(printed) > len(wanted) + 1:
        return False
    if len(printed) >= 2 and (wanted.endswith(printed) or wanted.startswith(printed)):
        return True
    return len(wanted) >= 3 and Levenshtein.distance(printed, wanted) <= 1
