"""Time phrases: `find_time_phrases` cuts them out, `resolve` gives their days.

Kinds (`TimePhrase.kind`): `day`, `month`, `quarter`, `half`, `months` ("first nine months of 2024"), `season`, `year`,
`this_week|month|quarter|half|year` (this, next or last one), `range` (two periods; parts `first.*` and `last.*`),
`duration` ("next six months"), `period` ("three months ended June 30, 2012"), `as_of` (one day of a balance),
`prior_period` (resolves to None; `prior_interval` gives its days), `runway` ("into 2026", "for the next 12 months") and
`runway_years` ("for at least the next three to five fiscal years").

Parts, all optional: `preposition`; `year`, `month`, `day`, `number` (of quarter or half), `month_to`, `day_to`,
`year_to`, `season`, `count` (months; negative from the year's end), `which` (this, next, last), `word` (today),
`portion` and `portion_to` (early, mid, late, end, ...), `relation` (later, earlier), `fiscal`, `calendar`, `full`,
`year_end` ("6-30"), `written` (a date in figures for dateparser), `unit` (the inner kind of `runway` and `as_of`; of
durations and `runway_years`: days, weeks, months, quarters, years, fiscal_years), `low`, `high`, `direction` (ahead,
back, ago), `vague`, `spans` ("3m,6m"; weeks "13w"), `step` (year, quarter).
"""

from __future__ import annotations

from nlp.normalize.intervals import join, shift_quarters, shift_years
from nlp.normalize.time_find import find_time_phrases
from nlp.normalize.time_resolve import period_intervals, prior_interval, resolve

__all__ = [
    "find_time_phrases",
    "join",
    "period_intervals",
    "prior_interval",
    "resolve",
    "shift_quarters",
    "shift_years",
]
