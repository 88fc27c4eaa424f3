"""Which metric an amount is: the whole revenue or a product's, a balance or a payment, a loss or a profit."""

from __future__ import annotations

import re
from decimal import Decimal

from nlp.pipes.frames.context import Context
from nlp.pipes.view import Placed, View
from nlp.records import MoneyPhrase

BALANCE = frozenset({"cash", "total_assets", "total_liabilities", "debt", "backlog"})
PER_SHARE = frozenset({"loss_per_share", "earnings_per_share", "adjusted_earnings_per_share"})
SHARE_OF = {
    "net_loss": "loss_per_share",
    "net_income": "earnings_per_share",
    "adjusted_net_income": "adjusted_earnings_per_share",
}
OPPOSITE = {
    "net_loss": "net_income",
    "net_income": "net_loss",
    "loss_per_share": "earnings_per_share",
    "earnings_per_share": "loss_per_share",
    "operating_loss": "operating_profit",
    "operating_profit": "operating_loss",
}
SCORED = frozenset(
    {
        "revenue",
        "net_loss",
        "net_income",
        "loss_per_share",
        "earnings_per_share",
        "rd_expense",
        "ga_expense",
        "operating_expenses",
        "cash",
    }
)
_ADJUSTED = re.compile(
    r"(?:\(?non-(?:gaap|ifrs)\)?|adjusted|adj\.|core|pro forma|normalized"
    r"|underlying)(?: (?:diluted|basic|total|net|and))* $"
)
_CONSTANT = re.compile(r" (?:at|in|on)(?: an?)? (?:cer\b|constant (?:exchange|currenc))")
_NEGATIVE = re.compile(r"(?:[-–] ?|\( ?)$")
_MINUS = re.compile(r"[A-Z€$£] ?[-–]\d|^[-–]\d")  # "SEK -31.4 million", "-60.2 (-78.0) MSEK"
_PRODUCT_BEFORE = re.compile(
    r"(?:\ue001|\ue003|\ue007).(?: *[®™]|\([^()]{1,4}\))*(?:'s)? *(?: (?:net|total|global"
    r"|worldwide|gross|u\.s\.|annual|quarterly|\ue006.|\ue00c.))* $"
)
_PRODUCT_AFTER = re.compile(
    r"(?: (?:guidance|outlook|forecast|expectations?|projections?|range|target)s?)?"
    r" (?:from|of|for|on|in)(?: (?:the )?sales? of)?(?: (?:the|our|its|their"
    r"|this))*(?: (?P<name>[\w'-]+))?(?: [\w'-]+){0,3}? ?"
    r"(?:\ue001|(?:(?P<disease>\ue007). )?(?P<part>products?|business|businesses|segment|portfolio"
    r"|franchise|brands?|division)\b)"
)
# "2026 NORVEXA net sales", "sales of NORVEXA": an unmarked brand, as releases print it in capitals
_CAPITALS = (
    r"(?!(?:USD|EUR|NASDAQ|NYSE|GAAP|IFRS|CEO|CFO|FULL|YEAR|TOTAL|NET|RECORD|ANNUAL|REVENUES?|SALES)\b)[A-Z]{5,}[®™]?"
)
_BRAND_BEFORE = re.compile(
    rf"(?:^|[a-z0-9,)] ?|\b(?:[A-Z]?[a-z]+|\d{{4}}) ){_CAPITALS}(?: (?:[Nn]et|[Tt]otal|U\.S\.|"
    rf"[Gg]lobal|[Aa]nnual))* $"
)
_OF_COMPANY = re.compile(r" (?:of|from|for) (?:the )?\ue002")
_BY_COMPANY = re.compile(r"\ue002.(?:['’]s)?(?: \w+){0,2} $")
_BRAND_BEHIND = re.compile(rf" (?:of|from|for) {_CAPITALS}(?= (?!(?:[A-Z]{{3,}}|Inc|Corp|Ltd|AG|SA)\b))")
_GENERATED = re.compile(
    r"\ue001.(?: *[®™])? (?:generated|recorded|achieved|posted|contributed) (?:an? )?(?:net )?(?:sales )?$"
)
# What may stand between the name of a product or business and its revenue.
_FREE = re.compile(
    r"(?:(?:\ue006.|\ue00c.|20\d\d|total|net|record|quarterly|annual|full|full[- ]year|year"
    r"|quarter|u\.s\.|gross|global|worldwide)[ ,®™]*)+$"
)
_LAST_WORD = re.compile(r"(?:^|[ (])([\w.'-]+)[ ®™()]*$")
_COSTS = frozenset({"rd_expense", "operating_expenses", "net_loss"})
COMBINED = re.compile(
    r"\b(?:r ?& ?d|research (?:and|&) development|s?g ?& ?a|general and administrative)(?: expenses?|"
    r" costs?)? (?:and|&|plus) "
    r"(?:total )?$"
)
_CASH_FROM = re.compile(r" from (?!operat|investing|financing)")
_OTHER_COSTS = re.compile(r"(?:in-process|other|acquired|accumulated|tax) $")
_GENERIC_PRODUCT = re.compile(r"(?:net )?product (?:sales|revenues?)(?:, net)?")
_REVENUE_TITLE = re.compile(r"\W*(?:total |net )*(?:revenues?|sales)\W*")
_PAID_IN_CASH = re.compile(
    r"\b(?:upfront|up-front|consideration|payments?|payable|paid|pay|receiv\w+|milestones?"
    r"|acqui\w+|purchase\w*|settle\w+|plus|stock|exercis\w+|proceeds|dividends?|raised?|grant\w*"
    r"|awarded)\b"
)
# "for $480 million in cash" is a price, "with $480 million in cash" is not.
_HOLDS = re.compile(
    r"\b(?:had|held|holds?|has|have|having|with|ended?|closed|retain\w*|maintain\w*|reported|remain\w*|there "
    r"(?:was|"
    r"were))\b"
    r"(?:(?! for | at | pays? )[^.;]){0,60}$"
)
_AS_OF = re.compile(
    r",? (?:as of|at (?:the end|year|quarter|\ue006)|on (?:hand|\ue006)|available|in the bank|and no debt|to fund)"
)
_SPENT = re.compile(
    r"\b(?:used|using|burned|burnt|spent|consumed|utili[sz]ed|(?:interest|income|returns?|yield) (?:earned )?on)"
    r"(?: (?:approximately|about|up|its|our|the|roughly|some))* $"
)
_PRICE_IN = re.compile(
    r"(?:\ue005.(?: (?:each|apiece|per [\w-]+(?: share)?))?|\b(?:payable|paid|all|entirely|wholly|partly)) in $"
)
_SECURITIES = re.compile(r"(?:marketable securities|(?:short|long)-term investments|investments)")
_CASH_NOUN = re.compile(
    r" (?:receipts?|milestones?|payments?|consideration|dividends?|settlements?|flows?|burn|proceeds|prizes?"
    r"|incomes?|awards?|grants?|bonus\w*|upfront|purchase|offers?|outflows?|inflows?|used"
    r"|generat\w+|charges?|compensation|interest|deposits?)\b"
)


def metric_key(ctx: Context, view: View, index: int, metric: Placed, money: MoneyPhrase, at: int) -> str | None:
    """The metric's name for an amount at view position `at`; None where the amount is none of the company's figures."""
    key = metric.found.key
    before, after = view.text[: metric.at], view.text[metric.at + 2 :]
    if key in PER_SHARE and not _per_share(money):
        return None
    if key not in PER_SHARE and money.per_share:
        key = SHARE_OF.get(key, "")
    if key == "revenue":
        key = _revenue(ctx, view, metric, index)
    elif key == "product_sales":
        key = _product(ctx, view, index, metric)
    if key in ("ga_expense", "rd_expense") and COMBINED.search(before) and "respectively" not in view.text:
        return None  # one sum for both kinds of costs
    if (
        key == "cash"
        and (_CASH_FROM.match(after) or not _is_balance(ctx, view, metric, at))
        or key in _COSTS
        and _OTHER_COSTS.search(before)
    ):
        return None
    words = ctx.flat[money.start : money.end]
    negative = _NEGATIVE.search(view.text[:at]) or "(" in words or _MINUS.search(words)
    if key == "earnings_per_share" and negative:
        key = "loss_per_share"
    if key == "net_income" and _MINUS.search(words):
        key = "net_loss"
    own = ctx.flat[metric.found.start : metric.found.end].lower()
    if key == "revenue" and _OF_A_MILESTONE.match(view.text, at + 2) and _RECOGNISED.search(before):
        return "milestone_revenue"
    return _adjusted(ctx, key, before, after, own) if key else None


_RECOGNISED = re.compile(r"\brecogni[sz]ed (?:[\w-]+ )?$")
_OF_A_MILESTONE = re.compile(r" (?:from|for|upon|related to|relating to) [^.;,]{0,40}?\bmilestones?\b")


def _per_share(money: MoneyPhrase) -> bool:
    return money.per_share or money.low < Decimal(1000)


_NOT_PLAIN = re.compile(r"(?:non-(?:gaap|ifrs)|adjusted)\b")


def _adjusted(ctx: Context, key: str, before: str, after: str, own: str) -> str:
    """An adjusted figure is its own metric, but stands for the plain one where no plain one is told; `own` are the
    metric's words."""
    plain = key.removeprefix("adjusted_")
    if plain == key and not (_is_adjusted(before, after) or _NOT_PLAIN.match(own)) or plain == "ebitda":
        return key
    if plain == "net_income" and "loss" in own:
        plain = "net_loss"  # a loss is none of the profits that it is adjusted to
    told = any(
        item.found.key == plain
        and not _NOT_PLAIN.match(ctx.flat[item.found.start : item.found.end].lower())
        and not _is_adjusted(view.text[: item.at], view.text[item.at + 2 :])
        for view in ctx.views
        for item in view.of("METRIC")
    )
    return f"adjusted_{plain}" if told else plain


def _is_adjusted(before: str, after: str) -> bool:
    return bool(_ADJUSTED.search(before[-40:]) or _CONSTANT.match(after))


def revenue_of(ctx: Context, view: View, metric: Placed, index: int) -> str:
    """`product_sales` for a revenue that is told of one product, else `revenue`: a headline in title case tells no
    segments."""
    found = _revenue(ctx, view, metric, index)
    return "product_sales" if found == "product_sales" else "revenue"


def _revenue(ctx: Context, view: View, metric: Placed, index: int) -> str:
    """`revenue` when it is all of the company's, else what it is a part of."""
    before, after = view.text[: metric.at], view.text[metric.at + 2 :]
    if (
        _PRODUCT_BEFORE.search(before[-80:])
        or _PRODUCT_BEFORE.search(_FREE.sub("", before)[-20:] + " ")
        or ctx.above[index]
    ):
        return "product_sales"
    sold = _PRODUCT_AFTER.match(after)
    if sold:
        part, disease = sold["part"], sold.start("disease")
        name = ctx.text(view.entity(metric.at + 2 + disease)).lower() if disease >= 0 else sold["name"]
        return "product_sales" if part is None or part.startswith("product") else _named(name)
    if _GENERATED.search(before):
        return "product_sales"
    named = _BRAND_BEFORE.search(ctx.flat, max(0, metric.found.start - 60), metric.found.start)
    named = named or _BRAND_BEHIND.match(ctx.flat, metric.found.end)
    if named and not (_OF_COMPANY.match(after) or _BY_COMPANY.search(before)):
        return "product_sales"
    word = _LAST_WORD.search(_FREE.sub("", before))
    if word is None or ctx.lists["whole_revenue"].fullmatch(word[1]):
        return "segment_revenue" if re.search(r"\ue00d. ?$", before) else "revenue"
    return _named(word[1])


def _named(word: str | None) -> str:
    """The revenue of one business by its name; of products without a name their sales."""
    name = re.sub(r"\W+", "_", word or "").strip("_")
    if name in ("product", "products", "brand", "vaccine", "medicine", "drug"):
        return "product_sales"
    return f"{name or 'segment'}_revenue"


def _product(ctx: Context, view: View, index: int, metric: Placed) -> str:
    """Product revenue is the whole revenue where it stands alone under a heading "Revenue"."""
    if not _GENERIC_PRODUCT.fullmatch(
        ctx.flat[metric.found.start : metric.found.end].lower()
    ) or _PRODUCT_BEFORE.search(view.text[: metric.at][-80:]):
        return "product_sales"
    sentence = view.sentence
    titles = [ctx.flat[span[0] : span[1]].lower() for span in (sentence.lead_in, sentence.heading) if span]
    opening = re.match(r"\W*\ue00d.:", view.text) and view.of("METRIC")[0].found.key == "revenue"
    if not opening and not any(_REVENUE_TITLE.fullmatch(title) for title in titles):
        return "product_sales"
    beside = [v for v in ctx.views if v.sentence.heading == sentence.heading and v.of("MONEY")]
    whole = any(
        item.found.key == "revenue" and v.text[item.at + 2 : item.at + 3] != ":"
        for v in beside
        for item in v.of("METRIC")
    )
    return "product_sales" if whole else "revenue"


def _is_balance(ctx: Context, view: View, metric: Placed, at: int) -> bool:
    """Whether "cash" is what the company holds, no payment in cash."""
    words = ctx.flat[metric.found.start : metric.found.end].lower()
    if _SPENT.search(view.text, 0, metric.at) or at < metric.at and _SPENT.search(view.text, 0, at):
        return False  # "used $22.8 million of cash", "interest on cash"
    if _SECURITIES.fullmatch(words) and any(m.found.key == "cash" for m in view.of("METRIC") if m.at < metric.at):
        return False  # "cash of $88.1 million and marketable securities of $124.3 million"
    if at > metric.at and _PRICE_IN.search(view.text, 0, metric.at):
        return False  # "for all shares at $11.50 each in cash, or some $640 million in total"
    if _CASH_NOUN.match(view.text, metric.at + 2) or re.search(
        r"\b(?:non|pro forma|operating|free|restricted) $", view.text[: metric.at]
    ):
        return False
    if re.search(r"equivalents|securities|investments|position|balance|resources|on hand|reserves", words):
        return True
    if view.text[at + 2 : metric.at] == " in ":
        held = _HOLDS.search(view.text[:at]) or _AS_OF.match(view.text, metric.at + 2)
        return bool(held) and not _PAID_IN_CASH.search(view.text[max(0, at - 70) : at])
    first, last = min(metric.at, at), max(metric.at, at)
    return not _PAID_IN_CASH.search(view.text[max(0, first - 70) : last + 30])
