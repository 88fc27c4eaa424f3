"""The words of a row to the metric that it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

PER_SHARE = frozenset({"loss_per_share", "earnings_per_share", "adjusted_earnings_per_share"})

_HOLDERS = (
    r"(?: (?:attributable|available|applicable|allocable) to (?:[\w.&'-]+ ){0,5}?(?:stock|share)?(?:holders|owners)"
    r"(?: of (?:the )?(?:[\w.&'-]+ ?){1,4})?| attributable to (?:the )?(?:company|parent|[\w.&'-]+(?: [\w.&'-]+){0,3}"
    r"(?: inc\.?| corporation| plc| ltd\.?)))?"
)
_SHARE = r"(?:(?:common|ordinary|class a|weighted average|american depositary|and|equivalent) )*(?:share|ads|unit)s?(?: of [\w ]+ stock)?"
_SHARE_TAIL = rf"{_HOLDERS}(?:[ ,:-]*\(?(?:basic|diluted|and|&|or|outstanding|both|from net income)\)?)*"
_EXPENSES = r"(?: expenses?| costs?| expenditures?)?(?:, net)?"
_PROFIT = r"(?:income|earnings|profit)"
# "loss", "income (loss)", "(loss) income", "profit/(loss)"
_EITHER = rf"(?:loss|{_PROFIT})(?: ?/? ?\((?:loss|{_PROFIT})\)| ?/ ?(?:loss|{_PROFIT}))?|\((?:loss|{_PROFIT})\) ?/? ?(?:loss|{_PROFIT})"
# Exact: the row is what the metric says, so another number contradicts. Loose: it can only confirm.
_EXACT = {
    "revenue": r"(?:total )?(?:net )?revenues?(?:,? net)?|total revenues?, net|(?:total )?net sales|turnover",
    "rd_expense": rf"(?:research,? (?:and|&) development|r ?& ?d){_EXPENSES}",
    "ga_expense": (
        rf"(?:(?:selling|sales|marketing),? )?(?:marketing,? )?(?:and )?general,?(?: and| &) administrative{_EXPENSES}|s?g ?& ?a{_EXPENSES}"
    ),
    "operating_expenses": r"total operating (?:costs and )?expenses|operating expenses",
    "cost_of_goods_sold": r"(?:total )?cost of (?:goods (?:manufactured and )?sold|sales|(?:product )?revenues?|products? sold|product sales)",
    "gross_profit": r"gross profit",
    "operating": rf"(?:net )?(?:{_EITHER}) from operations|operating (?:{_EITHER})",
    "net": (
        rf"(?:consolidated |gaap )*net (?:{_EITHER})(?: and comprehensive loss)?(?: for the (?:period|year|quarter))?{_HOLDERS}(?: ?-? ?gaap)?"
        rf"|(?:{_EITHER}) for the (?:period|year|quarter){_HOLDERS}"
    ),
    "share": (
        rf"(?:(?:gaap|basic|diluted|fully|and|&)[ ,]+)*(?:net )?(?:{_EITHER}){_HOLDERS}(?: per| ?/) ?(?:basic |diluted |and )*"
        rf"{_SHARE}{_SHARE_TAIL}|(?:(?:gaap|basic|diluted) )*eps"
    ),
    "interest_income": r"(?:total )?interest income(?:, net)?",
    "interest_expense": r"interest expense(?:, net)?",
    "other_income": r"(?:total )?other (?:income|\(expense\) income|income \(expense\)|income/\(expense\))(?:,? net)?",
    "milestone_revenue": r"licen[sc]e (?:fees )?and milestone (?:fees|payments|revenues?)",
    "rd_support_revenue": r"research and development support(?: fees| revenues?)?",
    "clinical_materials_revenue": r"clinical materials? (?:reimbursements?|revenues?)",
    "cost_of_clinical_materials": r"cost of clinical materials?(?: reimbursed)?",
    "collaboration_revenue": r"(?:total )?collaborati(?:on|ve)(?: and licens(?:e|ing))?(?: agreements?)? revenues?(?:, net)?",
    "royalty_revenue": r"(?:total )?royalt(?:y|ies)(?: revenues?| income)?",
    "grant_revenue": r"(?:total )?grants?(?: revenues?| income)",
    "service_revenue": r"services?(?: revenues?)?",
    "non_product_revenue": r"(?:total )?non-product revenues?",
    "total_assets": r"total assets",
    "total_liabilities": r"total liabilities",
    "cash_used_in_operations": r"(?:net )?cash (?:flows? )?(?:\(?(?:used|provided)[ )/(]*(?:or |and |by |in |for )*)+(?:used )?\)?(?:in |by |for )*operat(?:ions|ing activities)",
    "capital_expenditures": r"capital expenditures?",
    "ebitda": r"ebitda",
    "adjusted_ebitda": r"adjusted ebitda",
    "adjusted_net": r"(?:adjusted|non-gaap) (?:net )?(?:loss|income|earnings)(?: \((?:loss|income)\))?",
}  # fmt: skip
_LOOSE = {
    "revenue": r"(?:total )?sales|sales, net\b.*|total revenues? from external customers|total revenues? and other income",
    "operating_expenses": r"total (?:costs and )?(?:operating )?expenses|total operating costs and expenses|total costs",
    "gross_profit": r"gross margin",
    "ga_expense": r"(?:selling|sales) and administrative|administrative(?: expenses)?",
    "interest_income": r"interest and other income(?:, net)?|finance income",
    "interest_expense": r"finance (?:expenses?|costs?)",
    "other_income": r"(?:interest and other|other) (?:income|expense|\(expense\) income|income \(expense\)|expense \(income\))(?:, net)?|interest income and other(?:, net)?",
    "product_sales": r"(?:total )?(?:net )?(?:commercial )?products?(?: sales| revenues?)?(?:, net)?|total revenues? from (?:commercial )?products?",
    "collaboration_revenue": r"collaborations?|(?:research|contract|license)(?: and [a-z]+)* revenues?|licen[sc]es?|licens(?:e|ing)(?: fees?| revenues?)",
    "milestone_revenue": r"milestones?(?: payments?| revenues?)?|license fees",
    "capital_expenditures": r"(?:purchases? of|acquisitions? of|additions? to|payments? for) property,?(?: plant,?)?(?: and| &) equipment(?: and [\w ]+)?",
    "cash": r"cash(?:,)?(?: and)? cash equivalents(?:,? and restricted cash)?(?:,| at) end of (?:the )?(?:period|year|quarter)",
}  # fmt: skip
_EXACT_RULES = {name: re.compile(rule) for name, rule in _EXACT.items()}
_LOOSE_RULES = {name: re.compile(rule) for name, rule in _LOOSE.items()}
_CASH = re.compile(
    r"(?:total )?(?:unrestricted )?(?:cash|(?:short|long)-term (?:marketable )?(?:securities|investments)|marketable securities"
    r"|investments|cash equivalents|restricted cash|(?:available-for-sale )?(?:debt )?securities|term deposits|time deposits)\b.*"
)
_NOTES = re.compile(r"\s*(?:\((?:\d{1,2}|[a-z]|unaudited|restated|note [^)]*)\)|[*†‡§®™]|\(r\)|\(tm\))+")
_ASIDE = re.compile(r"\((?:including|excluding|inclusive|exclusive|net of|note|in |see )[^)]*\)?|,? (?:including|inclusive of|exclusive of|net of) .*")
_BASIC = re.compile(r"[-–— ]*(?:(?:basic|diluted|and|&|fully|assuming dilution|per share|from net (?:income|loss))[ ,:-]*)+")
_LOSS = re.compile(r"\bloss\b")
_GAIN = re.compile(rf"\b{_PROFIT}\b|\beps\b")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row reports. `metric` may be a family (`net`, `operating`, `share`) whose sign decides; `loss` says what
    the words say of the sign: True a loss, False a gain, None both.
    """

    metric: str
    exact: bool
    loss: bool | None = None


@lru_cache(maxsize=4096)
def plain(label: str) -> str:
    """The label in lower case without marks of footnotes, asides and the punctuation around it."""
    low = label.lower().replace("’", "'").replace("–", "-").replace("—", "-").replace("--", "-")
    low = _NOTES.sub("", re.sub(r"(?<=[a-z]) -(?=[a-z])", "-", low))
    low = _ASIDE.sub("", low)
    return re.sub(r"\s+", " ", low).strip(" :.-*_#")


@lru_cache(maxsize=4096)
def meaning(label: str, above: tuple[str, ...]) -> Meaning | None:
    """What a row reports, None where its words are not known; headings tell what "Basic" and "Diluted" are of."""
    words = plain(label)
    if above and _BASIC.fullmatch(words):
        heading = plain(above[0])
        return _meaning(re.sub(r"[ ,:-]*\(?(?:basic|diluted|and)\)?$", "", heading)) if " per " in heading or "eps" in heading else None
    return _meaning(words)


def _meaning(words: str) -> Meaning | None:
    for name, rule in _EXACT_RULES.items():
        if rule.fullmatch(words):
            return Meaning(name, True, _polarity(words))
    for name, rule in _LOOSE_RULES.items():
        if rule.fullmatch(words):
            return Meaning(name, False, _polarity(words))
    if _CASH.fullmatch(words) and "flow" not in words:
        return Meaning("cash", True)
    return None


def _polarity(words: str) -> bool | None:
    loss, gain = bool(_LOSS.search(words)), bool(_GAIN.search(words))
    return None if loss == gain else loss


_FAMILIES = {"net": ("net_loss", "net_income"), "operating": ("operating_loss", "operating_profit"),
             "share": ("loss_per_share", "earnings_per_share"), "adjusted_net": ("adjusted_net_income", "adjusted_net_income")}  # fmt: skip


def metric_of(known: Meaning, number: Decimal | None) -> tuple[str, ...]:
    """The metrics that a row's number may stand for; a family's loss or gain is told by the words, else by the sign."""
    family = _FAMILIES.get(known.metric)
    if family is None:
        return (known.metric,)
    if number is None or number == 0:
        return family
    loss = known.loss if known.loss else number < 0
    return (family[0] if loss else family[1],)
