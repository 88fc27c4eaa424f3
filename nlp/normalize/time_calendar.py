"""Rules for periods of the calendar: days, months, quarters, halves, seasons, years, fiscal and relative ones."""

from __future__ import annotations

import re
from re import Match

from nlp.normalize import time_patterns as pattern
from nlp.normalize.time_scan import Found, Scan
from nlp.normalize.time_words import ORDINALS, full_year, month_number, number_of

_WHICH = {"next": "next", "the coming": "next", "last": "last"}


def calendar_period(scan: Scan, at: int, *, object_of: bool = False) -> Found | None:
    """The period that begins at a position; `object_of`: after "end of", "later in" even "the year" is one."""
    first = scan.low[at : at + 1]
    if first.isdigit():
        return _written_day(scan, at) or unit_of_year(scan, at) or months_of_year(scan, at) or year(scan, at)
    return (
        month(scan, at)
        or unit_of_year(scan, at)
        or months_of_year(scan, at)
        or season(scan, at)
        or year(scan, at)
        or relative(scan, at, object_of=object_of)
    )


def tail(scan: Scan, at: int) -> tuple[int, dict[str, str]]:
    """The year behind a unit: where it ends and its parts, none when there is no year."""
    found = pattern.TAIL.match(scan.low, at)
    if found is None:
        return at, {}
    parts: dict[str, str] = {}
    if told := found["short"] or found["dashed"] or found["fy_year"] or found["year"] or found["end_year"]:
        parts["year"] = str(full_year(told))
    if found["fiscal"] or found["fiscal_behind"] or found["fy"] == "fy" or found["which_fiscal"] or found["the_fiscal"]:
        parts["fiscal"] = "yes"
    if found["year_to"]:  # 2024/25 is a fiscal year that ends in 2025
        parts |= {"fiscal": "yes", "year": str(full_year(found["year_to"]))}
    if found["calendar"] or found["fy"] == "cy":
        parts["calendar"] = "yes"
    if found["end_month"]:
        parts |= {"fiscal": "yes", "year_end": f"{month_number(found['end_month'])}-{_figure(found['end_day'])}"}
    if found["which"] or found["the_year"]:
        parts["which"] = _which(found["which"] or "the")
    if found["prior"]:
        parts["prior"] = "yes"
    return found.end(), parts


def unit_of_year(scan: Scan, at: int) -> Found | None:
    """`first quarter of 2025`, `1Q25`, `H2 2025`, `2025 third quarter`, `second or third quarter of 2025`."""
    head = pattern.YEAR_BEFORE_UNIT.match(scan.low, at)
    found = pattern.UNIT_OF_YEAR.match(scan.low, head.end() if head else at)
    if found is None:
        return None
    end, parts = tail(scan, found.end()) if not head else (found.end(), {"year": head["year"]})
    if found["fiscal"] or found["fiscal_inside"] or (head and (head["fiscal"] or head["fiscal_behind"])):
        parts["fiscal"] = "yes"
    if found["calendar"]:
        parts["calendar"] = "yes"
    if found["code"]:
        return _code(scan, found, end, parts)
    word, ordinal, last = found["word"], found["ordinal"], found["ordinal_to"]
    highest = 4 if word == "quarter" else 2
    numbers = [min(ORDINALS[o], highest) if o in {"last", "final"} else ORDINALS[o] for o in (ordinal, last) if o]
    if max(numbers) > highest or (word == "quarter" and {ordinal, last} & {"latter", "back"}):
        return None
    dated = bool({"year", "which", "prior"} & parts.keys())
    if not dated and (ordinal in {"last", "final", "latter", "back"} or scan.low.startswith(" of ", end)):
        return None
    parts["number"] = str(numbers[0])
    if last:
        parts |= {"number_to": str(numbers[1]), "joint": found["joint"], "split": str(found.end("ordinal") - at)}
    return Found(end, word, parts, bare=word == "half" and not dated)


def _code(scan: Scan, found: Match[str], end: int, parts: dict[str, str]) -> Found | None:
    """Short forms. `1q` is an arm of a chromosome, `H2` a receptor: without capital or year they prove nothing."""
    code, glued = found["code"], found["glued"]
    if glued:
        slashed = scan.low[found.start("glued") - 1] == "/"
        if len(glued) == 2 and not code[0].isdigit() and not slashed:  # Q125 is no quarter
            return None
        parts["year"] = str(full_year(glued))
        end = found.end()
    word = "quarter" if "q" in code else "half"
    letter = found.start("code") + (1 if code[0].isdigit() else 0)
    if not parts and not (scan.capital(letter) and (word == "quarter" or _told_half(scan, found.start("code"), end))):
        return None
    return Found(end, word, parts | {"number": code.strip("qh")})


_IN = re.compile(r"\b(?:in|by|during|for|early|mid|late|through|into) (?:early |mid |late |the )?$")


def _told_half(scan: Scan, start: int, end: int) -> bool:
    """Whether "1H" is a time: all that a bracket holds, as lists of plans tell it, or behind "in"; "H2" is a
    receptor.
    """
    if not scan.low[start].isdigit():
        return False
    alone = scan.low[start - 1 : start] == "(" and scan.low.startswith(")", end)
    return alone or _IN.search(scan.before(start)) is not None


def months_of_year(scan: Scan, at: int) -> Found | None:
    """`first nine months of 2024`, `nine months 2024`."""
    found = pattern.MONTHS_OF_YEAR.match(scan.low, at) or pattern.COUNT_OF_YEAR.match(scan.low, at)
    if found is None:
        return None
    end, parts = tail(scan, found.end())
    edge = found.groupdict().get("edge", "first")
    if not parts and edge != "first":
        return None
    sign = "" if edge == "first" else "-"
    return Found(end, "months", parts | {"count": sign + str(number_of(found["count"]))}, bare=not parts)


def season(scan: Scan, at: int) -> Found | None:
    found = pattern.SEASON.match(scan.low, at)
    if found is None:
        return None
    end, parts = tail(scan, found.end())
    return Found(end, "season", parts | {"season": found["season"]}, bare=not parts)


def month(scan: Scan, at: int) -> Found | None:
    """Days and months by name; the name needs its capital, or every "may" were a month."""
    found = pattern.MONTH_DAY.match(scan.low, at)
    if found is not None and scan.capital(found.start("month")):
        return _day(found)
    found = pattern.MONTH_ALONE.match(scan.low, at)
    if found is None or not scan.capital(at):
        return None
    end, parts = tail(scan, found.end())
    parts["month"] = str(month_number(found["month"]))
    if len(parts) == 1:
        end = found.end() - found["month"].endswith(".")
    return Found(end, "month", parts, bare=len(parts) == 1)


def _written_day(scan: Scan, at: int) -> Found | None:
    found = pattern.ISO_DAY.match(scan.low, at) or pattern.SLASH_DAY.match(scan.low, at)
    if found is not None:
        return Found(found.end(), "day", {name: str(int(found[name])) for name in ("year", "month", "day")})
    found = pattern.WRITTEN_DAY.match(scan.low, at)
    if found is not None:
        return Found(found.end(), "day", {"written": found["written"]})
    found = pattern.DAY_MONTH.match(scan.low, at)
    if found is None or not scan.capital(found.start("month")):
        return None
    day = _day(found)
    ordinal = not found["day"].isdigit()
    return Found(day.end, day.unit, day.parts, bare=not (found["year"] or ordinal or found["weekday"]))


def _day(found: Match[str]) -> Found:
    named = found.groupdict()
    parts = {"month": str(month_number(found["month"])), "day": _figure(found["day"])}
    if named["year"]:
        parts["year"] = named["year"]
    if named.get("which"):
        parts["which"] = _which(named["which"])
    if named["day_to"]:
        parts["day_to"] = _figure(named["day_to"])
    if named.get("month_to"):
        parts["month_to"] = str(month_number(named["month_to"]))
    return Found(found.end(), "day", parts)


def year(scan: Scan, at: int) -> Found | None:
    """Years; one of four figures alone is bare."""
    found = pattern.YEAR_END.match(scan.low, at)
    if found is not None:
        parts = {"portion": "end"}
        if told := found["year"] or found["short"] or (found["code"] or "").lstrip(" '\u00a0"):
            parts["year"] = str(full_year(told))
            if pattern.RESULTS.match(scan.low, found.end()):
                parts = {"year": parts["year"], "full": "yes"}
        if found["fiscal"]:
            parts["fiscal"] = "yes"
        return Found(found.end(), "year", parts, bare=not told)
    found = pattern.MID_YEAR.match(scan.low, at)
    if found is not None:
        parts = {"portion": "mid"} | ({"year": found["year"]} if found["year"] else {"which": "this"})
        return Found(found.end(), "year", parts, bare=not found["year"])
    found = pattern.FISCAL_YEAR.match(scan.low, at)
    if found is not None:
        return _fiscal_year(found)
    found = pattern.YEAR_ALONE.match(scan.low, at)
    if found is None:
        return None
    parts = {"year": found["year"]}
    if last := found["year_to"]:
        last = found["year"][: 4 - len(last)] + last
        if not 0 < int(last) - int(found["year"]) < 30:
            return None
        parts["year_to"] = last
    return Found(found.end(), "year", parts, bare=True)


def _fiscal_year(found: Match[str]) -> Found:
    told = found["year"] or found["full_year"] or found["calendar_year"] or found["cy_year"]
    told = told or found["plain_year"] or found["behind_year"]
    parts = {"year": str(full_year(told))}
    if found["fiscal"] or found["full_fiscal"] or found["fiscal_inside"] or found["fiscal_behind"]:
        parts["fiscal"] = "yes"
    if found["full"] or found["full_behind"]:
        parts["full"] = "yes"
    if found["year_to"]:  # fiscal 2024/25 ends in 2025
        parts["year"] = found["year_to"] if len(found["year_to"]) == 4 else parts["year"][:2] + found["year_to"]
    return Found(found.end(), "year", parts)


def relative(scan: Scan, at: int, *, object_of: bool = False) -> Found | None:
    """`this quarter`, `next year`, `last month`; "the quarter" only as object of another phrase."""
    found = pattern.RELATIVE_MONTH.match(scan.low, at)
    if found is not None:
        parts = {"which": "last" if found["past"] == "past" else found["which"]}
        if found["season"]:
            return Found(found.end(), "season", parts | {"season": found["season"]})
        if not scan.capital(found.start("month")):
            return None
        return Found(found.end(), "month", parts | {"month": str(month_number(found["month"]))})
    found = pattern.DAY_WORD.match(scan.low, at)
    if found is not None:
        return Found(found.end(), "day", {"word": found["word"] or "today"})
    found = pattern.RELATIVE.match(scan.low, at)
    if found is None or (found["which"] in {"the", "our", "its"} and not object_of):
        return None
    parts = {"which": _which(found["which"])} | ({"fiscal": "yes"} if found["fiscal"] else {})
    return Found(found.end(), "this_" + found["unit"], parts)


def _which(word: str) -> str:
    return _WHICH.get(" ".join(word.split()), "this")


def _figure(day: str) -> str:
    return str(int(day.rstrip("stndrh")))
