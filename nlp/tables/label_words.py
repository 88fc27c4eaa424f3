"""How statements word their rows. A rule matches a whole label in lower case, see `labels.plain`."""

from __future__ import annotations

import re

_PROFIT = r"(?:income|earnings|profit)"
# "loss", "income (loss)", "(loss) income", "profit/(loss)"
_EITHER = (
    rf"(?:(?:loss|{_PROFIT})(?: ?/? ?\((?:loss|{_PROFIT})\)| ?/ ?(?:loss|{_PROFIT}))?"
    rf"|\((?:loss|{_PROFIT})\) ?/? ?(?:loss|{_PROFIT}))"
)
_NAMED = r"(?:[\w.&'-]+ ){0,5}?"
_HOLDERS = (
    rf"(?: (?:attributable|available|applicable|allocable) to {_NAMED}(?:stock|share)?(?:holders|owners)"
    r"(?: of (?:the )?(?:[\w.&'-]+ ?){1,4})?"
    r"| attributable to (?:the )?(?:company|parent|[\w.&'-]+(?: [\w.&'-]+){0,3}(?: inc\.?| corporation| plc| ltd\.?)))?"
)
_SHARE = (
    r"(?:(?:common|ordinary|class a|weighted average|american depositary|and|equivalent) )*(?:share|ads|unit)s?"
    r"(?: of [\w ]+ stock)?"
)
_SHARE_TAIL = rf"{_HOLDERS}(?:[ ,:-]*\(?(?:basic|diluted|and|&|or|outstanding|both|from net income)\)?)*"
_EXPENSES = r"(?: expenses?| costs?| expenditures?)?(?:, net)?"
_SALES = r"(?:goods (?:manufactured and )?sold|sales|(?:product )?revenues?|products? sold|product sales)"
_NET = r"(?:,? net)?"

# The row is what the metric says, so another number contradicts.
_EXACT = {
    "revenue": rf"(?:total )?(?:net )?revenues?{_NET}|(?:total )?net sales|turnover",
    "rd_expense": rf"(?:research,? (?:and|&) development|r ?& ?d){_EXPENSES}",
    "ga_expense": (
        r"(?:(?:selling|sales|marketing),? )?(?:marketing,? )?(?:and )?general,?(?: and| &) administrative"
        rf"{_EXPENSES}|s?g ?& ?a{_EXPENSES}"
    ),
    "operating_expenses": r"(?:total )?operating (?:costs and )?expenses",
    "cost_of_goods_sold": rf"(?:total )?cost of {_SALES}",
    "gross_profit": r"gross profit",
    "operating": rf"(?:net )?{_EITHER} from operations|operating {_EITHER}",
    "net": (
        rf"(?:consolidated |gaap )*net {_EITHER}(?: and comprehensive loss)?(?: for the (?:period|year|quarter))?"
        rf"{_HOLDERS}(?: ?-? ?gaap)?|{_EITHER} for the (?:period|year|quarter){_HOLDERS}"
    ),
    "share": (
        rf"(?:(?:gaap|basic|diluted|fully|and|&)[ ,]+)*(?:net )?{_EITHER}{_HOLDERS}(?: per| ?/) ?"
        rf"(?:basic |diluted |and )*{_SHARE}{_SHARE_TAIL}|(?:(?:gaap|basic|diluted) )*eps"
    ),
    "interest_income": r"(?:total )?interest income(?:, net)?",
    "interest_expense": r"interest expense(?:, net)?",
    "other_income": (
        rf"(?:total )?other (?:income|\(expense\) income|income \(expense\)|income ?/ ?\(expense\)){_NET}"
    ),
    "milestone_revenue": r"licen[sc]e (?:fees )?and milestone (?:fees|payments|revenues?)",
    "rd_support_revenue": r"research and development support(?: fees| revenues?)?",
    "clinical_materials_revenue": r"clinical materials? (?:reimbursements?|revenues?)",
    "cost_of_clinical_materials": r"cost of clinical materials?(?: reimbursed)?",
    "collaboration_revenue": (
        r"(?:total )?collaborati(?:on|ve)(?: and licens(?:e|ing))?(?: agreements?)? revenues?(?:, net)?"
    ),
    "royalty_revenue": r"(?:total )?royalt(?:y|ies)(?: revenues?| income)?",
    "grant_revenue": r"(?:total )?grants?(?: revenues?| income)",
    "service_revenue": r"services?(?: revenues?)?",
    "non_product_revenue": r"(?:total )?non-product revenues?",
    "total_assets": r"total assets",
    "total_liabilities": r"total liabilities",
    "cash_used_in_operations": (
        r"(?:net )?cash (?:flows? )?(?:\(?(?:used|provided)[ )/(]*(?:or |and |by |in |for )*)+(?:used )?\)?"
        r"(?:in |by |for )*operat(?:ions|ing activities)"
    ),
    "capital_expenditures": r"capital expenditures?",
    "ebitda": r"ebitda",
    "adjusted_ebitda": r"adjusted ebitda",
    "adjusted_net": r"(?:adjusted|non-gaap) (?:net )?(?:loss|income|earnings)(?: \((?:loss|income)\))?",
}
# The row may be what the metric says: it can confirm and never contradict.
_LOOSE = {
    "net": rf"(?:gaap )?net {_EITHER} from continuing operations",
    "ebitda": r"ebitda from continuing operations",
    "revenue": (
        r"(?:total )?sales|sales, net\b.*|total revenues? from external customers|total revenues? and other income"
    ),
    "operating_expenses": r"total (?:operating )?(?:costs and )?(?:operating )?expenses|total costs",
    "gross_profit": r"gross margin",
    "ga_expense": r"(?:selling|sales) and administrative|administrative(?: expenses)?",
    "interest_income": r"finance income",
    "interest_and_other": rf"interest and other income{_NET}|interest income and other{_NET}",
    "interest_expense": r"finance (?:expenses?|costs?)",
    "other_income": r"other (?:expense|expense \(income\))(?:, net)?",
    "product_sales": (
        r"(?:total )?(?:net )?(?:commercial )?products?(?: sales| revenues?)?(?:, net)?"
        r"|total revenues? from (?:commercial )?products?"
    ),
    "collaboration_revenue": (
        r"collaborations?|(?:research|contract|license)(?: and [a-z]+)* revenues?|licen[sc]es?"
        r"|licens(?:e|ing)(?: fees?| revenues?)"
    ),
    "milestone_revenue": r"milestones?(?: payments?| revenues?)?|license fees",
    "capital_expenditures": (
        r"(?:purchases? of|acquisitions? of|additions? to|payments? for) property,?(?: plant,?)?(?: and| &) equipment"
        r"(?: and [\w ]+)?"
    ),
    "cash": (
        r"cash(?:,)?(?: and)? cash equivalents(?:,? and restricted cash)?(?:,| at) end of "
        r"(?:the )?(?:period|year|quarter)"
    ),
}
EXACT = {name: re.compile(rule) for name, rule in _EXACT.items()}
LOOSE = {name: re.compile(rule) for name, rule in _LOOSE.items()}
CASH = re.compile(
    r"(?:total )?(?:unrestricted )?(?:cash|(?:short|long)-term (?:marketable )?(?:securities|investments)"
    r"|marketable securities|investments|cash equivalents|restricted cash|(?:available-for-sale )?(?:debt )?securities"
    r"|term deposits|time deposits)\b.*"
)
NOTES = re.compile(r"\s*(?:\((?:\d{1,2}|[a-z]|unaudited|restated|note [^)]*)\)|[*†‡§®™]|\(r\)|\(tm\))+")
ASIDE = re.compile(
    r"\((?:including|excluding|inclusive|exclusive|net of|note|in |see )[^)]*\)?"
    r"|,? (?:including|inclusive of|exclusive of|net of) .*"
)
BASIC = re.compile(
    r"[-–— ]*(?:(?:basic|diluted|and|&|fully|assuming dilution|per share|from net (?:income|loss))[ ,:-]*)+"
)
LOSS = re.compile(r"\bloss\b")
GAIN = re.compile(rf"\b{_PROFIT}\b|\beps\b")
