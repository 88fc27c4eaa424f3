"""Lines of a list that has no marks: a label and what stands under it, a date and what is to come then."""

from __future__ import annotations

import re

_YEAR = r"(?:19|20)\d\d"
_PART = (
    r"(?:early|mid|late|by|in|around|before|during|the|of|end|year|first|second|third|fourth|last|next|half|halves|"
    r"quarters?|calendar|fiscal|cy|fy|spring|summer|autumn|fall|winter|beginning|middle|and|to|[1-4]q|q[1-4]|[12]h|"
    r"h[12]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = rf"(?:{_PART}\b\.?[ /–-]*)*(?:{_YEAR}|'\d\d)(?:[ /–-]+(?:and beyond|onwards?|{_PART}|{_YEAR}))*"
_DATE_ALONE = re.compile(rf"{_TIME} ?:?", re.IGNORECASE)
_DATED = re.compile(rf"{_TIME} ?: ?\S", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:(?:current |clinical |development )?(?:status|stage|phase)|next (?:steps?|milestones?|events?)|"
    r"what(?:'|’)?s next|up next|indications?|partners?|mechanism(?: of action)?|targets?|modality|"
    r"(?:upcoming |expected |anticipated )?(?:milestones?|catalysts?)|rights|designations?) ?: ?\S",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[A-Z0-9][\w®™’'/()., –-]{1,48}?: ?\S")


def dates_a_list(line: str) -> bool:
    """Whether a line is a date alone, which heads what is to come then: "2H 2026", "First half of 2027:"."""
    return len(line) <= 50 and _DATE_ALONE.fullmatch(line.strip()) is not None


def fills_a_label(line: str) -> bool:
    """Whether a line tells what a label of a list stands for: "Status: enrolling", "4Q 2026: first data"."""
    return _FIELD.match(line) is not None or _DATED.match(line) is not None


def is_labelled(line: str) -> bool:
    """Whether a line opens with words and a colon, whatever they are: "NRV-210: first data"."""
    return _LABELLED.match(line) is not None
