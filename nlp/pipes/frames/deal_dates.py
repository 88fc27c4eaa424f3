"""Since when a deal stands: the day of its making, and not that of what is told under it."""

from __future__ import annotations

import re
from datetime import date

from nlp.pipes.frames import fill
from nlp.pipes.frames.context import Context
from nlp.pipes.frames.match import Hit
from nlp.pipes.frames.scope import clause
from nlp.pipes.told import When
from nlp.pipes.view import Placed, View
from nlp.records import Interval

# "under a 2013 agreement", "the 2021 license"
_YEAR_OF = re.compile(
    r"\b((?:19|20)\d\d) (?:(?!and )[\w-]+ (?:and )?){0,4}?(?:agreement|licen[sc]e|collaboration|deal|partnership"
    r"|contract|acquisition|merger|purchase)\b"
)
_NEAR_BEFORE, _NEAR_AFTER, _FAR_AFTER, _OPENING = 30, 14, 100, 12
# What may not stand between the agreement and its day: another clause, whose day it would be.
_OTHER_CLAUSE = re.compile(
    r";|\b(?:is|are|was|were|has|have|had|will|would|could|may|but|which|who|whose|while|expects?|plans?|began|met|with"
    r"|and(?! (?:the )?[\ue001-\uf8ff])"
    r"|\w{3,}ed(?<!signed)(?<!concluded)(?<!dated)(?<!entered)(?<!executed)(?<!agreed))\b"
)
_LEADS = re.compile(r"(?:^|[ ,])(?:in|on|of|from|dated|at|effective)? ?(?:the )?$")
_MADE = re.compile(r"\b(?:(?:in-|out-|sub-?)?licen[sc]ed|acquired|obtained|gained|secured|granted|received)\b")


# "terminated its agreement dated April 9, 2009": the day of its making, not that of what befell it
_OF_MAKING = re.compile(
    r"\b(?:dated|signed|executed|entered into|originally announced|made|concluded|begun|"
    r"started|formed|established)(?: as of| on| in)?(?: the)? $"
)
# "under the agreement signed in 2021", "with Toral, which took a license in 2011", "..., announced in 2022,"
_TOLD_OF_IT = re.compile(
    r"(?:\b(?:agreement|licen[sc]e|collaboration|partnership|alliance|option|deal|contract)"
    r"(?: (?!and |or |is |was |has )[^ .;,]+){0,6}? (?:signed|established|entered into|concluded|made|dated|"
    r"formed|begun|"
    r"started|closed|agreed|reached|announced)(?: with [^.;,]{1,40}?)?|"
    r"\ue002.,? (?:which|who) (?:took|obtained|acquired|licensed|in-licensed|secured|gained|received)\b"
    r"(?:(?!approval|clearance|listing|results)[^.;,\ue001]){0,40}?\b(?:licen[sc]e|rights?|option)\b[^.;,\ue001]{0,40}?|"
    r"\b(?:agreement|licen[sc]e|collaboration|partnership|alliance|option|deal|contract)\b"
    r"(?:(?!trial|stud|milestone|payment|phase)[^.;,]){0,80}?, (?:announced|signed|established|concluded|begun)|"
    r"\bpartners? since)(?: in| on| as of)?(?: the)? $"
)
# Who is called a partner beside another step has no day; that of the step is the step's.
_PARTNER_NAMED = frozenset({"deal.distributor", "deal.our_partner"})


def when_of(ctx: Context, view: View, hit: Hit, value: str) -> When | None:
    """The day of what the trigger tells; of an agreement in force only a day that is told of itself."""
    if hit.rule.id == "deal.payment_under":
        return None
    if hit.rule.sets["status"] == "existing":
        found = _of_itself(ctx, view, hit)
    else:
        skip = _OF_MAKING if hit.rule.sets["status"] in ("terminated", "expanded", "exercised") else None
        found = fill.date_of(ctx, view, clause(view.text, hit.start, hit.end), hit.start, hit.end, value, skip)
    named = value == "actual" and hit.rule.sets["status"] in ("existing", "signed")
    return found or (_year_of_agreement(view, hit) if named else None)


def day_of_fate(ctx: Context, view: View, hit: Hit, value: str) -> When | None:
    """The day on which an agreement in force ended or grew."""
    return fill.date_of(ctx, view, clause(view.text, hit.start, hit.end), hit.start, hit.end, value, _OF_MAKING)


def _of_itself(ctx: Context, view: View, hit: Hit) -> When | None:
    items = [item for item in view.of("DATE") if ctx.text(item).lower() != "today" and _dates(view, hit, item)]
    for item in sorted(items, key=lambda item: (item.at < hit.start, abs(item.at - hit.end))):
        found = ctx.calendar(item, "past")
        day = ctx.header.release_date
        if found and (day is None or found.interval.earliest < day or found.interval.latest <= day):
            return found
    return None


def _dates(view: View, hit: Hit, item: Placed) -> bool:
    """Whether a time stands so near, or so told, that it dates the agreement."""
    if item.at > hit.start and _TOLD_OF_IT.search(view.text, hit.start, item.at):
        return True
    if hit.rule.id in _PARTNER_NAMED:
        return False
    if hit.start - _NEAR_BEFORE <= item.at <= hit.end + _NEAR_AFTER:
        return True
    if item.at < hit.start:
        return item.at <= _OPENING and _MADE.search(view.text, hit.start, hit.end) is not None
    between = view.text[hit.end : item.at]
    return len(between) <= _FAR_AFTER and not _OTHER_CLAUSE.search(between) and _LEADS.search(between) is not None


# "Under a 2020 agreement, Toral has the option to license NRV-210"
_UNDER_YEAR = re.compile(
    r"(?:• ?)?(?:under|as part of|pursuant to|by virtue of) (?:an?|the|its|our|their) (?:[a-z-]+ )?((?:19|20)\d\d) "
    r"(?:[\w-]+ ){0,3}?(?:agreement|licen[sc]e|collaboration|deal|contract|partnership)\b"
)


def _year_of_agreement(view: View, hit: Hit) -> When | None:
    """The year that is told as the agreement's name."""
    match = _YEAR_OF.search(view.text, max(0, hit.start - 12), hit.end + 60) or _UNDER_YEAR.match(view.text)
    if match is None:
        return None
    year = int(match[1])
    return When(Interval(date(year, 1, 1), date(year, 12, 31)), match[1])
