"""Regular expressions of the time grammar, one for each rule; matched at a position of even, lower-case text."""

from __future__ import annotations

from nlp.normalize.text import SPACE as S
from nlp.normalize.time_words import (
    COUNT,
    DATE,
    DAY,
    FISCAL,
    MONTH,
    ORDINAL,
    OWNER,
    PLAIN_COUNT,
    UNIT,
    WEEKDAY,
    YEAR,
    compile_verbose,
)

# The year behind a quarter, half, month or season: "of fiscal 2025", "'25", "-2025", "FY25", "of next year".
TAIL = compile_verbose(rf"""
    (?:{S}?'(?P<short>\d\d)(?![\da-z])
    |[-/](?P<dashed>{YEAR})(?![-/]\d)
    |(?:(?:,?{S}of)?{S}|-)?(?P<fy>[fc]y)(?:{S}|-)?'?(?P<fy_year>{YEAR}|\d\d(?!\d))
    |(?:,?{S}(?:of|in|for)|,)?{S}{OWNER}(?:(?P<fiscal>{FISCAL}){S}|(?P<calendar>calendar){S})?(?:years?{S})?(?P<year>{YEAR})(?:/(?P<year_to>\d\d(?:\d\d)?)(?!\d))?
     (?:{S}(?P<fiscal_behind>{FISCAL})(?:{S}year)?)?
    |{S}of{S}{OWNER}(?:{FISCAL}{S})?year{S}(?:ended|ending){S}(?P<end_month>{MONTH}){S}(?P<end_day>{DAY}),?{S}(?P<end_year>{YEAR})
    |(?:,?{S}(?:of|in))?{S}(?P<prior>(?:the{S})?(?:prior|previous|preceding){S}(?:{FISCAL}{S}|calendar{S})?year
     |(?:a|one){S}year{S}(?:ago|earlier))(?![a-z])
    |(?:,?{S}(?:of|in))?{S}(?P<which>this|next|last|the{S}current|the{S}coming)(?:{S}(?P<which_fiscal>{FISCAL})|{S}calendar)?{S}year(?![a-z])
    |{S}of{S}(?:the|our|its)(?:{S}(?P<the_fiscal>{FISCAL})|{S}calendar)?{S}(?P<the_year>year)(?![a-z-]))
""")
UNIT_OF_YEAR = compile_verbose(rf"""
    (?:(?P<fiscal>{FISCAL}){S})?
    (?:(?P<ordinal>{ORDINAL})(?:{S}?(?P<joint>-|/|to|or|and){S}?(?:the{S})?(?P<ordinal_to>{ORDINAL}))?(?:{S}|-)
     (?:(?P<fiscal_inside>{FISCAL}){S}|(?P<calendar>calendar){S})?(?P<word>quarter|half)s?(?![a-z-])(?:{S}\((?:q[1-4]|[1-4]q)\))?
    |(?P<code>q[1-4]|[1-4]q|h[12]|[12]h)(?:/?(?P<glued>\d\d(?:\d\d)?)|(?=fy))?(?![a-eg-z\d]))
""")
YEAR_BEFORE_UNIT = compile_verbose(rf"""
    (?:(?P<fiscal>{FISCAL}|fy)(?:{S}year)?{S}?)?(?P<year>{YEAR})(?:{S}(?P<fiscal_behind>{FISCAL}))?{S}
    (?=(?:{FISCAL}{S})?(?:{ORDINAL}(?:{S}|-)(?:{FISCAL}{S})?(?:quarter|half)|q[1-4]|[1-4]q|h[12]|[12]h)(?![a-z0-9-]))
""")
MONTHS_OF_YEAR = compile_verbose(rf"(?P<edge>first|last|final){S}(?P<count>{PLAIN_COUNT})(?:{S}|-)months?(?![a-z-])")
COUNT_OF_YEAR = compile_verbose(rf"(?P<count>{PLAIN_COUNT})(?:{S}|-)months?(?![a-z-])(?={S}(?:of{S}){YEAR}|{S}{YEAR})")
SEASON = compile_verbose(r"(?P<season>spring|summer|autumn|fall|winter)(?![a-z-])")

MONTH_DAY = compile_verbose(rf"""
    (?:(?P<weekday>{WEEKDAY}),?{S})?(?P<month>{MONTH}){S}?(?P<day>{DAY})
    (?:(?:{S}?(?:-|to|through){S}?(?:(?:{WEEKDAY}),?{S})?(?:(?P<month_to>{MONTH}){S}?)?|{S}?(?:&|and){S})(?P<day_to>{DAY}))?
    (?:,?{S}?(?P<year>{YEAR})|{S}of{S}(?P<which>this|next|last){S}year)?
""")
DAY_MONTH = compile_verbose(rf"""
    (?:(?P<weekday>{WEEKDAY}),?{S})?(?P<day>{DAY})
    (?:{S}?(?:-|&|to|and){S}?(?P<day_to>{DAY}))?{S}(?:of{S})?(?P<month>{MONTH})(?:,?{S}(?P<year>{YEAR}))?
""")
ISO_DAY = compile_verbose(rf"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)(?!\d)")
SLASH_DAY = compile_verbose(rf"(?P<month>1[0-2]|0?[1-9])/(?P<day>\d\d?)/(?P<year>{YEAR})")
# Dates in figures that neither of the two settles (26.09.2024, 2024/09/26): dateparser reads them.
WRITTEN_DAY = compile_verbose(rf"(?P<written>\d\d?(?:\.\d\d?\.|-\d\d?-){YEAR}|{YEAR}/\d\d?/\d\d?(?![\d/]))")
MONTH_ALONE = compile_verbose(rf"(?P<month>{MONTH})")

FISCAL_YEAR = compile_verbose(rf"""
    (?:(?P<fiscal>{FISCAL}|fy)(?:{S}years?)?(?:{S}|-)?'?(?P<year>{YEAR}|\d\d(?![\d.,%a-z]))(?:/(?P<year_to>\d\d(?:\d\d)?)(?!\d))?
    |(?P<full>(?:full|entire|whole)(?:{S}|-)(?P<full_fiscal>{FISCAL}{S})?year(?:{S}of)?){S}(?:(?P<fiscal_inside>{FISCAL}){S}(?:year{S})?)?(?P<full_year>{YEAR})
    |calendar{S}(?:year{S})?(?P<calendar_year>{YEAR})
    |cy{S}?(?P<cy_year>{YEAR})
    |(?<!-)year{S}(?P<plain_year>{YEAR})
    |(?P<behind_year>{YEAR})(?:{S}(?P<fiscal_behind>{FISCAL}){S}year|(?:{S}(?P<full_behind>full)(?:{S}|-)year)(?!{S}{YEAR}))(?![a-z]))
""")
YEAR_ALONE = compile_verbose(rf"(?P<year>{YEAR})(?:(?:-|/)(?P<year_to>{YEAR}|\d\d(?![\d/%.,a-z-])))?")
YEAR_END = compile_verbose(rf"""
    (?:ye(?={S}?'?\d)(?P<code>{S}?'?(?:{YEAR}|\d\d)(?![\d%.,-]))|(?:year(?:{S}|-)end|end(?:{S}|-)(?:of(?:{S}|-))?year)(?![a-z-]))
    (?:(?:{S}(?:of|in))?{S}(?:(?P<fiscal>{FISCAL}){S}(?:year{S})?)?(?P<year>{YEAR})|{S}'(?P<short>\d\d)(?!\d))?
""")
RELATIVE = compile_verbose(rf"""
    (?P<which>this|next|last|the{S}current|current|the{S}coming|the|our|its)(?:{S}past)?{S}
    (?:(?P<fiscal>{FISCAL}){S}|calendar{S})?(?P<unit>year|quarter|month|week|half)(?![a-z-])
""")
RELATIVE_MONTH = compile_verbose(
    rf"(?P<which>this|next|last)(?:{S}(?P<past>past|coming))?{S}(?:(?P<month>{MONTH})|(?P<season>spring|summer|autumn|fall|winter)(?![a-z-]))"
)
DAY_WORD = compile_verbose(
    rf"(?:(?P<word>today|yesterday|tomorrow|tonight)|(?P<this>this){S}(?:morning|afternoon|evening))(?![a-z'])"
)
# An article before a named period; "the year" keeps its own.
_THE = (
    rf"(?:(?:the|our|its){S}(?!(?:(?:{FISCAL}|calendar|current|coming){S})?(?:year|quarter|month|week|half)(?![a-z])))?"
)
PORTION = compile_verbose(rf"""
    (?P<portion>early|mid|middle|late|beginning|start|end|close|turn)(?![a-z])
    (?:(?:{S}|-|/)(?:(?:to|or|and)(?:{S}|-))?(?P<portion_to>mid|late)(?![a-z]))?
    (?:{S}|-)(?:(?:part{S}|days{S}|weeks{S})?(?P<of>in|of){S})?{_THE}
""")
# "Year-end 2024 results" are those of the year.
RESULTS = compile_verbose(
    rf"(?:,?{S}(?:unaudited|audited))?(?:{S}(?:financial|operating|business))?{S}(?:results|earnings)(?![a-z])"
)
MID_YEAR = compile_verbose(rf"mid-?year(?![a-z-])(?:(?:{S}of)?{S}(?P<year>{YEAR}))?")
RELATION = compile_verbose(
    rf"(?:(?P<later>later|remainder{S}of|rest{S}of|balance{S}of)|(?P<earlier>earlier)){S}(?:(?:in|on|during){S})?{_THE}"
)

_SPAN = rf"""
    (?:(?P<count@>{PLAIN_COUNT})(?:(?:{S}|-)(?P<unit@>month|week)s?)?
    |(?:(?:(?P<ordinal@>{ORDINAL})|{FISCAL}|full|interim)(?:{S}|-)){{0,2}}(?P<word@>quarter|half(?:{S}|-)year|half|year|month)(?:ly)?s?)
"""
PERIOD = compile_verbose(
    rf"(?:first{S}(?=[a-z0-9]+(?:{S}|-)(?:month|week)))?"
    + _SPAN.replace("@", "")
    + rf"(?:-?{S}(?:and|or){S}(?:the{S})?{_SPAN.replace('@', '_too')})?"
    + rf"""
    (?:(?:{S}|-)(?:{FISCAL}{S})?periods?)?(?:(?:{S}(?:of|in))?{S}{OWNER}(?:{FISCAL}{S})?(?:year{S})?{YEAR}(?:{S}{FISCAL}{S}year)?)?
    ,?(?:{S}(?:that|which))?{S}(?:then{S})?(?:ended|ending){S}(?:on{S})?
    (?:{DATE}|(?P<day_first>{DAY}){S}(?P<month_behind>{MONTH})(?:,?{S}(?P<year_behind>{YEAR}))?)
    """
)

_SAME = r"(?:same|corresponding|comparable|equivalent)"
_STRETCH = (
    rf"(?:{PLAIN_COUNT}(?:{S}|-)months?(?:{S}period)?"
    rf"|(?:{FISCAL}{S}|reporting{S}|time{S}|{ORDINAL}{S})?(?:periods?|quarters?|half|months?))"
)
PRIOR = compile_verbose(rf"""
    (?:{_SAME}{S}(?P<year_inside>{YEAR}){S}(?:{FISCAL}{S})?{_STRETCH}
    |{_SAME}{S}(?:prior|previous)(?:{S}|-)year{S}{_STRETCH}
    |(?P<same>{_SAME}){S}{_STRETCH}(?![a-z-])
     (?P<told>(?:(?:,?{S}(?:of|in|for|from|during|ended|ending))?{S}(?:{OWNER})(?:{MONTH}{S}{DAY},?{S})?(?:{FISCAL}{S})?(?:year{S})?
      (?:(?P<year>{YEAR})|(?:prior|previous|preceding|last|past){S}(?:{FISCAL}{S}|calendar{S})?year|(?:one{S})?year{S}(?:ago|earlier|before)|year-ago)))?
    |(?:prior|previous|preceding|year-ago|year-earlier)(?:{S}|-){_STRETCH}(?=(?P<step>))(?![a-z-])
    |(?:prior|previous|preceding)(?:{S}|-)(?:{FISCAL}(?:{S}|-))?year(?:'s)?(?:{S}(?:comparable{S}|same{S})?{_STRETCH})?(?![a-z-])
    |last{S}(?:{FISCAL}{S})?year's{S}(?:comparable{S}|same{S}|corresponding{S})?{_STRETCH}(?![a-z-])
    |year(?:{S}|-)(?:ago|earlier){S}{_STRETCH}(?![a-z-])
    |(?:an?|one){S}year{S}(?:ago|earlier)(?:{S}(?:period|quarter))?(?![a-z-]))
""")

_MANY = rf"(?:{COUNT}|few|several)"
_TIMES = rf"(?P<low>(?:a{S})?{_MANY})(?:(?:{S}?-{S}?|{S}(?:to|or){S}|-to-)(?P<high>{_MANY}))?"
_ABOUT = rf"(?:(?:approximately|about|roughly|at{S}least|full){S})*"
AHEAD_OR_BACK = compile_verbose(rf"""
    (?:(?P<within>within|inside){S}(?:of{S})?{_ABOUT}(?:the{S})?)?
    (?P<direction>next|coming|upcoming|ensuing|past|last|previous|preceding|prior){S}{_ABOUT}
    (?:{_TIMES}(?:{S}|-))?(?:(?P<fiscal>{FISCAL}){S}|calendar{S}|full{S})?(?P<unit>{UNIT})(?![a-z-])
""")
WITHIN = compile_verbose(rf"""
    (?:(?:within|inside){S}(?:of{S})?|(?:in|within){S}(?:(?:less|fewer){S}than|under){S}){_ABOUT}{_TIMES}(?:{S}|-)(?P<unit>{UNIT})
    (?![a-z-]|'|{S}(?:of|after|following|from|prior|post|before|to|post-[a-z]+)(?![a-z]))
""")
COUNTED = compile_verbose(rf"{_TIMES}{S}(?P<unit>{UNIT}){S}(?:(?P<ago>ago)|(?P<since>from))(?![a-z-])")
