"""The words over a table's columns: "Three Months Ended September 30, 2011 2010" to one interval a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nlp.normalize import intervals
from nlp.normalize.intervals import CALENDAR_YEAR_END
from nlp.records import Interval, YearEnd
from nlp.tables.records import Column

_COUNTS = {
    "three": 3, "six": 6, "nine": 9, "twelve": 12, "thirteen": 13, "fourteen": 14, "twenty-six": 26,
    "thirty-nine": 39, "fifty-two": 52, "fifty-three": 53,
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NUMBERS = "|".join([*_COUNTS, r"\d{1,2}"]).replace("-", r"[\s-]")
# The long names are told by their ends: converters cut their heads ("Sep otember").
_ENDS = ("nuary", "bruary", "rch", "ril", "may", "une", "uly", "gust", "tember", "ctober", "vember", "cember")
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:[a-z]{0,3}(?:nuary|bruary|gust|tember|ctober|vember|cember)|march|april|may|june|july"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_YEAR = r"(?:19|20)\d\d"
_TOKEN = re.compile(
    r"(?P<inception>(?:period\s+)?from\b.{0,60}?inception\b.{0,60}?(?:through|to)\s.{0,12}?\d{1,2},?\s*(?:19|20)\d\d)"
    rf"|(?P<pair>(?:{_NUMBERS})(?:[\s-]months?)?\s+and\s+(?:{_NUMBERS})[\s-]*(?:months?|weeks?)(?:\s+periods?)?\s+ended)"
    rf"|(?P<span>\b(?P<count>{_NUMBERS})[\s-]*(?P<unit>months?|weeks?)\b)"
    r"|\b(?P<whole>years?|quarters?)(?:\s+periods?)?\s*(?:ended|ending|\bto\b|$|(?=§))"
    r"|(?P<q>q(?P<q1>[1-4])|(?P<q2>[1-4])q|(?P<q3>first|second|third|fourth)\s+(?:fiscal\s+)?quarter)(?:\s+of)?\s*"
    r"(?:fy|fiscal(?:\s+year)?)?\s*['’-]?\s*(?P<qy>(?:19|20)\d\d|\d\d(?!\d))"
    r"|(?:(?:fy|(?:full|fiscal)(?:[\s-]+fiscal)?[\s-]+year)\s*['’-]?\s*(?P<fy>(?:19|20)\d\d|\d\d(?!\d)))"
    rf"|(?<![a-z])(?P<month>{_MONTH})\.?\s*(?P<day>\d{{1,2}})(?!\d)(?:\s*,?\s*(?P<year>{_YEAR})(?!\d))?"
    rf"|(?<!\d)(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})\.?(?![a-z])(?:\s*,?\s*(?P<year2>{_YEAR}))?"
    r"|(?P<change>(?:[$%]\s*)?\b(?:change|variance|increase\s*/?\s*\(decrease\))(?![a-z]))"
    rf"|(?<![\d.,$])(?P<bare>{_YEAR})(?![\d.,]*\d)"
)
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BLANKS = re.compile(r"[\s|\\*_]+")
LINE = " § "  # what stands between the lines of a header: no date goes on over it
_FILLER = re.compile(
    r"\b(?:for|the|as|of|at|and|ended|ending|months?|years?|quarters?|fiscal|periods?|unaudited|audited|restated"
    r"|in|thousands|millions|except|per|share|amounts?|data|assets|note|usd|eur|dkk|rmb|actual|note|total)\b"
)
_HINT = re.compile(r"\d|(?:month|year|quarter|week)s?\b|inception", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:guidance|outlook|expectations?|forecast|budget|mid-?point|pro\s+forma)\b", re.IGNORECASE)
_DAYS = 6  # days by which the ends of one period may differ: weeks against months
_SLACK = 45  # characters of other words that a header line may have


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a header. `kind` is span, day, monthday, year, full, change or inception.

    `months` (or `weeks`) is a span's length; `day` is the month, day and year as far as told (0 where not).
    """

    kind: str
    months: int = 0
    weeks: int = 0
    day: tuple[int, int, int] = (0, 0, 0)
    interval: Interval | None = None


def tokens(words: str, year_end: YearEnd | None) -> list[Token]:
    """The pieces of a header's words in order."""
    low = _BLANKS.sub(" ", _GLUED.sub(" ", words)).lower()
    found: list[Token] = []
    for match in _TOKEN.finditer(low):
        found.extend(_read(match, year_end or CALENDAR_YEAR_END))
    return found


def is_header(words: str) -> bool:
    """Whether a line's words are a header's: periods, and little else."""
    if not _HINT.search(words):
        return False
    low = _BLANKS.sub(" ", _GLUED.sub(" ", words)).lower()
    found = list(_TOKEN.finditer(low))
    if not found:
        return False
    others = len(re.sub(r"[\W\d]+", "", _FILLER.sub("", _TOKEN.sub(" ", low))))
    weak = sum(bool(match["bare"]) for match in found)
    if weak < len(found):
        return others <= _SLACK
    return others <= (_SLACK // 4 if weak > 1 else 3)


def _read(match: re.Match[str], year_end: YearEnd) -> list[Token]:
    part = match.groupdict()
    for kind in ("inception", "change"):
        if part[kind]:
            return [Token(kind)]
    if part["pair"]:
        words = re.findall(rf"{_NUMBERS}", part["pair"])
        weeks = "week" in part["pair"]
        return [Token("span", 0 if weeks else _count(w), _count(w) if weeks else 0) for w in words]
    if part["span"]:
        count = _count(part["count"])
        return [Token("span", 0, count) if part["unit"].startswith("week") else Token("span", count)]
    if part["whole"]:
        return [Token("span", 12 if part["whole"].startswith("year") else 3)]
    if part["q"]:
        number = int(part["q1"] or part["q2"] or _ORDINALS[part["q3"]])
        return [Token("full", 3, interval=intervals.quarter(_century(part["qy"]), number, year_end))]
    if part["fy"]:
        return [Token("full", 12, interval=intervals.fiscal_year(_century(part["fy"]), year_end))]
    if part["bare"]:
        return [Token("year", day=(0, 0, int(part["bare"])))]
    month = _month(part["month"] or part["month2"])
    day, year = int(part["day"] or part["day2"]), int(part["year"] or part["year2"] or 0)
    return [Token("day" if year else "monthday", day=(month, day, year))]


def _month(word: str) -> int:
    by_end = (number for number, end in enumerate(_ENDS, 1) if word.endswith(end))
    return next(by_end, None) or _SHORT.index(word[:3]) + 1


def _count(word: str) -> int:
    return _COUNTS.get(re.sub(r"\s", "-", word)) or int(word)


def _century(year: str) -> int:
    number = int(year)
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def is_forecast(words: str) -> bool:
    """Whether a header's words are those of a guidance, whose years are to come."""
    return _FORECAST.search(words) is not None


def same_period(one: Interval, other: Interval) -> bool:
    """Whether two periods are one, weeks and months counted alike; a day is no period."""
    if (one.earliest == one.latest) != (other.earliest == other.latest):
        return False
    return abs((one.latest - other.latest).days) <= _DAYS and abs((one.earliest - other.earliest).days) <= _DAYS


def natural(found: Sequence[Token]) -> int:
    """How many columns a header seems to have, 0 where that cannot be told."""
    for kind in ("full", "day", "year"):
        if count := sum(token.kind == kind for token in found):
            return count
    return 0


def columns(found: Sequence[Token], count: int) -> tuple[Column, ...] | None:
    """The `count` columns of a header, None where its pieces do not add up to them."""
    kinds = [token.kind for token in found]
    if not count:
        return None
    extra = count - (natural(found) + kinds.count("inception"))
    if extra and extra != kinds.count("change"):
        return _product(found, count)
    ends = _ends(found)
    if ends is None:
        return None
    if not extra and "inception" not in kinds:
        return tuple(ends)
    return _with_others(found, ends, bool(extra), count)


def _with_others(found: Sequence[Token], ends: list[Column], changes: bool, count: int) -> tuple[Column, ...] | None:
    """The columns among others that are no periods: changes, sums since inception. They stand where the header tells
    them; told in a line over the years, each stands behind its span's group.
    """
    others = [Column(t.kind, None) for t in found if t.kind == "inception" or (t.kind == "change" and changes)]
    if len(ends) + len(others) != count:
        return None
    kinds = [token.kind for token in found if token.kind in {"full", "day", "year", "change", "inception"}]
    if not set(kinds[: len(others)]) <= {"change", "inception"}:
        left, right = iter(ends), iter(others)
        return tuple(next(right if kind in {"change", "inception"} else left) for kind in kinds)
    if len(ends) % len(others):
        return (*ends, *others) if len(others) == 1 else None
    each = len(ends) // len(others)
    return tuple(c for i, other in enumerate(others) for c in (*ends[i * each : (i + 1) * each], other))


def _ends(found: Sequence[Token]) -> list[Column] | None:
    """One column for each full period, day or year, each with its span of months."""
    full = [token.interval for token in found if token.kind == "full" and token.interval]
    spans = [token for token in found if token.kind == "span"]
    if full:
        return [Column(_said(None, i), i) for i in full] if not any(t.kind in {"day", "year"} for t in found) else None
    days = [token.day for token in found if token.kind == "day"]
    years = [token.day[2] for token in found if token.kind == "year"]
    if days and years:
        return None
    if not days:
        found_days = _dated([t.day for t in found if t.kind == "monthday"], years, len(spans))
        if found_days is None:
            return None
        days = found_days
    if spans and len(days) % len(spans):
        return None
    each = len(days) // len(spans) if spans else 0
    return [_column(spans[i // each] if spans else None, day) for i, day in enumerate(days)]


def _dated(monthdays: list[tuple[int, int, int]], years: list[int], spans: int) -> list[tuple[int, int, int]] | None:
    """The years with their month and day: one for all, one for each, or one for each group under a span."""
    if not monthdays or not years or len(years) % len(monthdays):
        return None
    if len(monthdays) not in {1, spans or 1, len(years)}:
        return None
    each = len(years) // len(monthdays)
    return [(*monthdays[i // each][:2], year) for i, year in enumerate(years)]


def _product(found: Sequence[Token], count: int) -> tuple[Column, ...] | None:
    """A title that tells every span and every day once: "three and six months ended June 30, 2004 and 2003"."""
    spans = [token for token in found if token.kind == "span"]
    days: list[tuple[int, int, int]] = []
    for token in found:
        if token.kind == "day":
            days.append(token.day)
        elif token.kind == "year" and days:
            days.append((*days[-1][:2], token.day[2]))
        elif token.kind not in {"span"}:
            return None
    if not days or len(days) * max(len(spans), 1) != count:
        return None
    return tuple(_column(span, day) for span in (spans or (None,)) for day in days)


def _column(span: Token | None, day: tuple[int, int, int]) -> Column:
    last = intervals.day_of(day[2], day[0], day[1])
    if last is None:
        return Column("no such day", None)
    period = _ending(last, span) if span else Interval(last, last)
    return Column(_said(span, period), period)


def _ending(last: date, span: Token) -> Interval:
    if span.weeks:
        return Interval(last - timedelta(days=7 * span.weeks - 1), last)
    return intervals.ending(last, span.months)


def _said(span: Token | None, period: Interval) -> str:
    """The header as one would say it: the span, and the last day."""
    last = f"{period.latest.isoformat()}"
    if period.earliest == period.latest:
        return last
    if span and span.weeks:
        return f"{span.weeks} weeks ended {last}"
    return f"{span.months if span else intervals.whole_months(period)} months ended {last}"
