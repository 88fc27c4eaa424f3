"""Single amounts: a number with its currency before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nlp.normalize import money_patterns as pattern
from nlp.normalize.currencies import CODES, COUNTRIES, SIGNS, WORDS
from nlp.normalize.text import lower

_LONGEST_NUMBER = 40  # characters before a currency word in which its number may begin
_LONGEST_COUNTRY = 24
_LOOK_BACK = 70  # characters before a sum in pence in which a share is named
_HUNDREDTHS = {"cents": None, "pence": "GBP"}  # None: of the document's dollar


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its currency. `power` is the scale word's power of ten, None without one.

    `bracketed`: the accountants' brackets of a loss stand around the number.
    """

    start: int
    end: int
    number: Decimal
    power: int | None
    currency: str
    bracketed: bool = False

    @property
    def naked(self) -> bool:
        """A small decimal without scale word: a price, an amount per share, or a slip of the pen."""
        return self.power is None and self.number < 10 and self.number != self.number.to_integral_value()

    def value(self, power: int | None) -> Decimal:
        """In units of the currency, without exponent and trailing zeros, so that equal amounts are written alike."""
        found = self.number.scaleb(power or 0)
        return found.quantize(Decimal(1)) if found == found.to_integral_value() else found.normalize()


def find_amounts(piece: str, dollar: str) -> list[Amount]:
    """All amounts of an even text in order, none overlapping; `dollar` is the currency of a `$` alone."""
    found = list(_after_sign(piece, dollar))
    worded = [*_before_word(piece, dollar), *_in_pence(piece)]
    if not worded:
        return found
    taken = sorted(found + worded, key=lambda amount: (amount.start, -amount.end))
    apart: list[Amount] = []
    for amount in taken:
        if not apart or amount.start >= apart[-1].end:
            apart.append(amount)
    return apart


def read_amount(
    piece: str, start: int, position: int, currency: str, glued: int | None = None, *, coded: bool = False
) -> Amount | None:
    """The amount whose number stands at `position`; `start` is where its sign began. `glued` is the power of ten that
    the currency's code tells ("MSEK"), `coded` that the currency is told by a code of letters.
    """
    shape = pattern.AMOUNT_OF_CODE if coded else pattern.AMOUNT
    found = shape.match(piece, position)
    if found is None or pattern.NOT_MONEY_AFTER.match(piece, found.end()):
        return None
    end = found.end()
    bracketed = bool(found["close"])
    if found["close"] and not found["open"]:  # "($0.05)": the closing bracket is not the amount's
        found = shape.match(piece, position, found.start("close"))
        if found is None:
            return None
        end = found.end()
    elif found["open"] and not found["close"] and piece[end : end + 1] == ")":
        end, bracketed = end + 1, True
    scale = found["scale"]
    code = pattern.TRAILING_CODE.match(piece, end)
    if code:
        currency, end = CODES[code["code"]], code.end()
    power = pattern.POWERS[scale.lower()] if scale else glued
    return Amount(start, end, _number(found["number"]), power, currency, bracketed)


def _after_sign(piece: str, dollar: str) -> Iterator[Amount]:
    """`$3 million`, `DKK 1.2 billion`."""
    chinese = "¥" in piece and pattern.CHINESE.search(piece) and not pattern.JAPANESE.search(piece)
    own = {"$": dollar, "¥": "CNY" if chinese else "JPY"}
    position = 0
    while sign := pattern.CURRENCY.search(piece, position):
        position = sign.end()
        scale = sign["scale_before"] or sign["scale_behind"]
        written = sign[0].replace("\\", "").replace(" ", "")
        if scale:
            written = written.removeprefix(scale) if sign["scale_before"] else written.removesuffix(scale)
        currency = own.get(written) or SIGNS.get(written) or CODES[written.strip().rstrip("$")]
        glued = pattern.GLUED[scale] if scale else None
        amount = read_amount(piece, sign.start(), sign.end(), currency, glued, coded=written in CODES)
        shared = pattern.SHARED_SCALE.match(piece, amount.end) if amount is not None and amount.power is None else None
        if amount is not None and shared is not None:
            power = pattern.POWERS[shared["scale"].lower()]
            position = shared.end()
            yield replace(amount, power=power)
            first, last = shared.span("signed")
            yield Amount(first, last, _number(shared["number"]), power, amount.currency)
        elif amount is not None:
            position = amount.end
            yield amount
            if compared := _compared(piece, amount):
                position = compared.end
                yield compared


def _compared(piece: str, amount: Amount) -> Amount | None:
    """The figure of the year before, which Nordic reports put in a bracket without its currency: "SEK 46.8 million
    (3.1)", "SEK 12.4 million (31 December 2023: 9.1)"."""
    found = pattern.COMPARED.match(piece, amount.end)
    spaced = found is not None and " " in found["number"]
    if found is None or amount.power is None and not amount.naked and not spaced:
        return None
    return Amount(found.start("signed"), found.end("signed"), _number(found["number"]), amount.power, amount.currency)


def _before_word(piece: str, dollar: str) -> Iterator[Amount]:
    """`10 million euros`, `500,000 USD`, `five cents`."""
    for code in pattern.CODE_AFTER.finditer(piece):
        power = pattern.GLUED[code["glued"]] if code["glued"] else None
        yield from _number_before(piece, code.start(), code.end(), CODES[code["code"]], dollar, power)
    low = lower(piece)
    for word in pattern.CURRENCY_WORD.finditer(low):
        start = word.start()
        country = pattern.COUNTRY_BEFORE.search(low[max(0, start - _LONGEST_COUNTRY) : start])
        named = "sterling" if word["pound"] else word["word"]
        currency = COUNTRIES[" ".join(country["country"].split())] if country else WORDS[named]
        if currency is not None:
            before = start - len(country[0]) if country else start
            yield from _number_before(piece, before, word.end(), dollar if currency == "$" else currency, dollar)


def _number_before(
    piece: str, start: int, end: int, currency: str, dollar: str, glued: int | None = None
) -> Iterator[Amount]:
    low = max(0, start - _LONGEST_NUMBER)
    both = pattern.NORDIC_BEFORE.search(piece[low:start])
    if both:
        first, last = low + both.start("signed"), low + both.end("signed")
        yield Amount(first, last, _number(both["number"]), glued, currency)
        yield Amount(low + both.start("before"), low + both.end("before"), _number(both["prior"]), glued, currency)
        return
    found = pattern.NUMBER_BEFORE.search(piece[low:start])
    if found is None:
        return
    scale = found["scale"] or found["scale_after"]
    if found["number"]:
        number = _number(found["number"])
    else:
        number = Decimal(pattern.SMALL_NUMBERS[found["small"].lower()] * (100 if found["hundred"] else 1))
        if not scale and currency not in _HUNDREDTHS:  # "one dollar" is a way of speaking
            return
    if currency in _HUNDREDTHS:
        number, currency = number / 100, _HUNDREDTHS[currency] or dollar
    yield Amount(low + found.start(), end, number, pattern.POWERS[scale.lower()] if scale else glued, currency)


def _in_pence(piece: str) -> Iterator[Amount]:
    """`loss per share 11p (2014: 14p)`: a letter that means pence only where a text speaks of shares and of pounds."""
    if "£" in piece or "GBP" in piece or "pence" in piece:
        for match in pattern.PENCE.finditer(piece):
            if pattern.OF_SHARE.search(piece, max(0, match.start() - _LOOK_BACK), match.start()):
                yield Amount(match.start(), match.end(), _number(match["number"]) / 100, None, "GBP")


def _number(written: str) -> Decimal:
    return Decimal(re.sub(r"[, '’]", "", written))
