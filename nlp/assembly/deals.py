"""What the deals and the payments of one document say about each other."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.assembly.facts import Fact
from nlp.pipes.told import PRICE, TOTAL, UNTOLD, Named

_RANK = {"actual": 0, "expected": 1, "possible": 2, "denied": 3}
_OVER = frozenset({"existing", "closed", "terminated", "exercised"})
_REACH = 4  # sentences behind a deal that is news
_NEWS = frozenset({"signed", "expanded", "exercised"})
_PARTNERSHIPS = frozenset({"license", "collaboration", "option", "supply"})


def complete_deals(facts: Sequence[Fact]) -> list[Fact]:
    """Give a closing its deal's parties, a payment its other side, a deal its sums; drop what keeps no anchor."""
    deals = [f for f in facts if f.type == "deal"]
    payments = [f for f in facts if f.type == "payment"]
    for deal in deals:
        if deal.slots["kind"] == "option" and deal.slots["status"] == "signed":
            deal.slots["kind"] = deal.first.slots["kind"]  # a collaboration with an option is as it is first named
        if deal.slots["status"] == "closed":
            _take_from_signing(deal, deals)
    deals = [d for d in deals if d.slots["parties"]]
    for payment in payments:
        _give_roles(payment, deals)
    for payment in payments:
        _fill_sides(payment, deals)
    for payment in payments:
        _fill_price(payment, deals)
        _fill_terms(payment, deals)
        _fill_from_deal(payment, deals)
    dropped = {id(f) for f in facts if f.type == "deal" and not f.slots["parties"]} | {
        id(p) for p in payments if _told_better(p, payments) or _nobodys(p)
    }
    return [fact for fact in facts if id(fact) not in dropped]


def _take_from_signing(deal: Fact, deals: Sequence[Fact]) -> None:
    """A closing is of the document's acquisition, when it names no parties of its own or only one of them."""
    others = [
        d
        for d in deals
        if d is not deal
        and d.slots["kind"] == "acquisition"
        and d.slots["status"] != "closed"
        and len(d.slots["parties"]) > 1
        and {p.cluster for p in deal.slots["parties"]} <= {p.cluster for p in d.slots["parties"]}
    ]
    if not others or len(deal.slots["parties"]) > 1 and deal.slots["licensor"]:
        return
    source = min(others, key=lambda d: abs(d.first.order - deal.first.order)).slots
    for name in ("parties", "licensor", "licensee", "asset"):
        deal.slots[name] = source[name] if name in ("parties", "asset") or not deal.slots[name] else deal.slots[name]


def _partner_deals(payment: Fact, deals: Sequence[Fact]) -> list[Fact]:
    """The deals that a payment can belong to: every side it names is a party."""
    sides = {n.cluster for n in (payment.slots["payer"], payment.slots["payee"]) if n}
    return [
        d
        for d in deals
        if sides <= {p.cluster for p in d.slots["parties"]}
        and len(d.slots["parties"]) > 1
        and d.realis != "denied"
        and (d.slots["kind"] != "acquisition" or d.slots["status"] != "existing" or _close_by(payment, [d]))
        and (d.slots["status"] != "closed" or d.realis == "actual")
    ]


def _give_roles(payment: Fact, deals: Sequence[Fact]) -> None:
    """Who is paid gives and who pays takes, in a licence whose own words do not say so."""
    payer, payee = payment.slots["payer"], payment.slots["payee"]
    if payer is None and payee is None or payment.slots["kind"] == "royalty":
        return
    fitting = _partner_deals(payment, deals)
    if not _one_circle(fitting):
        fitting = _close_by(payment, fitting) or _just_told(payment, fitting)
    if not _one_circle(fitting):
        return
    for deal in fitting:
        slots = deal.slots
        if (
            slots["kind"] in ("license", "option")
            and len(slots["parties"]) == 2
            and slots["licensor"] is None
            and slots["licensee"] is None
        ):
            known = payer or payee
            other = next(p for p in slots["parties"] if p.cluster != known.cluster)
            slots["licensor"], slots["licensee"] = (payee or other, payer or other)


def _fill_sides(payment: Fact, deals: Sequence[Fact]) -> None:
    """The other side of a payment is the other party of the only deal it can belong to."""
    slots = payment.slots
    if slots["payer"] and slots["payee"]:
        return
    fitting = _partner_deals(payment, deals)
    fitting = _close_by(payment, fitting) or _just_told(payment, fitting) or fitting
    if not fitting or not _one_circle(fitting):
        return
    giver, taker = _role(fitting, "licensor"), _role(fitting, "licensee")
    if slots["payer"] is None and slots["payee"] is None:
        if giver and taker:
            slots["payer"], slots["payee"] = taker, giver
        return
    known = slots["payer"] or slots["payee"]
    others = [p for p in fitting[0].slots["parties"] if p.cluster != known.cluster]
    if len(others) == 1:
        slots["payer" if slots["payer"] is None else "payee"] = others[0]


def _close_by(payment: Fact, deals: Sequence[Fact]) -> list[Fact]:
    """The deals that the payment's own sentence tells, else those of the sentence before it."""
    order = payment.first.order
    for place in (order, order - 1):
        here = [deal for deal in deals if any(told.order == place for told in deal.tellings)]
        if here:
            return here
    return []


def _just_told(payment: Fact, deals: Sequence[Fact]) -> list[Fact]:
    """The new partnership told last before the payment, a few sentences back: what "under the agreement" means."""
    order = payment.first.order
    drug = payment.slots["compound"]
    told = [
        (one.order, deal)
        for deal in deals
        for one in deal.tellings
        if deal.slots["kind"] in _PARTNERSHIPS
        and deal.slots["status"] in _NEWS
        and order - _REACH <= one.order < order
        and (drug is None or not one.about or drug.cluster in {name.cluster for name in one.about})
    ]
    last = max((place for place, _ in told), default=-1)
    return [deal for place, deal in told if place == last]


def _one_circle(deals: Sequence[Fact]) -> bool:
    return len({frozenset(p.cluster for p in d.slots["parties"]) for d in deals}) == 1


def _role(deals: Sequence[Fact], name: str) -> Named | None:
    return next((d.slots[name] for d in deals if d.slots[name]), None)


def _fill_terms(payment: Fact, deals: Sequence[Fact]) -> None:
    """The upfront and the largest milestone total of the deal that the payment belongs to."""
    slots = payment.slots
    if (
        slots["amount"] is None
        or slots["kind"] not in ("upfront", "milestone")
        or slots["kind"] == "milestone"
        and (payment.realis != "possible" or not any(TOTAL in told.notes for told in payment.tellings))
    ):
        return
    fitting = _partner_deals(payment, deals)
    fitting = _close_by(payment, fitting) or _just_told(payment, fitting) or fitting
    news = [d for d in fitting if d.slots["status"] in _NEWS]
    if not _one_circle(news or fitting):
        return
    deal = min(
        news or fitting, key=lambda d: (d.slots["kind"] not in _PARTNERSHIPS, abs(d.first.order - payment.first.order))
    )
    name = "upfront" if slots["kind"] == "upfront" else "milestones"
    if deal.slots[name] is None or deal.slots[name][0] < slots["amount"][0]:
        deal.slots[name] = slots["amount"]


def _fill_from_deal(payment: Fact, deals: Sequence[Fact]) -> None:
    """The compound of the deal that the payment belongs to; an upfront of an older deal was paid on its day."""
    fitting = _partner_deals(payment, deals)
    close = _close_by(payment, fitting) or _just_told(payment, fitting) or fitting
    if not close or not _one_circle(close):
        return
    about = {name.cluster: name for deal in close for told in deal.tellings for name in told.about}
    if payment.slots["compound"] is None and len(about) == 1:
        payment.slots["compound"] = next(iter(about.values()))
    dated = [
        d
        for d in close
        if d.slots["date"] and d.slots["date"].text and d.realis == "actual" and d.slots["status"] != "terminated"
    ]
    if payment.slots["kind"] != "upfront" or payment.slots["date"] or not dated:
        return
    if payment.realis == "expected" and all(UNTOLD in told.notes for told in payment.tellings):
        if not any(d.slots["status"] in _OVER for d in dated):
            return
        payment.realis = "actual"
    if payment.realis == "actual":
        payment.slots["date"] = dated[0].slots["date"]


def _nobodys(payment: Fact) -> bool:
    """Whether it is the price of a purchase of which nobody says who pays whom."""
    sides = payment.slots["payer"] or payment.slots["payee"]
    return sides is None and all(PRICE in told.notes for told in payment.tellings)


def _fill_price(payment: Fact, deals: Sequence[Fact]) -> None:
    """The price of what one company sold to an undisclosed buyer."""
    if not _nobodys(payment):
        return
    alone = [d for d in _close_by(payment, deals) if d.slots["kind"] == "acquisition" and len(d.slots["parties"]) == 1]
    if len(alone) == 1 and alone[0].slots["upfront"] is None:
        alone[0].slots["upfront"] = payment.slots["amount"]


def _told_better(payment: Fact, payments: Sequence[Fact]) -> bool:
    """The same sum told once as done and once as promised, or a payment without its sum beside one that has it."""
    for other in payments:
        if other is payment or other.slots["kind"] != payment.slots["kind"]:
            continue
        if payment.slots["amount"] is None and other.slots["amount"] is not None and other.realis == payment.realis:
            return True
        if (
            payment.slots["amount"] == other.slots["amount"]
            and _RANK[other.realis] < _RANK[payment.realis]
            and not (payment.slots["trigger"] and other.slots["trigger"])
        ):
            return True
    return False
