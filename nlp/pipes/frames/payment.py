"""Payments between partners: milestones, upfronts, royalties, option fees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.pipes.frames import fill
from nlp.pipes.frames.context import TITLES, Context
from nlp.pipes.frames.scope import clause
from nlp.pipes.told import Named, Told
from nlp.pipes.view import Placed, View
from nlp.records import MoneyPhrase

_KIND = re.compile(
    r"(?P<milestone>milestones?|contingent (?:consideration|payments?)|licensing (?:fees?|payments?)|license fees?|success fees?|earn-?outs?)|(?P<upfront>up-?front|up front|initial (?:cash )?payment|at closing|signing fee|closing payment)|(?P<royalty>royalt(?:y|ies))|(?P<option_fee>option (?:exercise )?(?:fee|payment)|exercise fee)")
_ACTUAL = re.compile(r"\b(?:received|earned|paid|triggered|triggering|triggers|achieved|receives|receipt of|earns|recognized|has received|made|received in|collected|achieves)\b")
_EXPECTED = re.compile(r"\b(?:will (?:receive|pay|be paid|make|earn)|to receive|expects? to receive|is to receive|shall receive|will also receive|payable|to be paid|agreed to pay|entitled to receive an upfront|receive)\b")
_POSSIBLE = re.compile(r"\b(?:eligible|up to|may|could|potential(?:ly)?|if|contingent|entitled to (?:receive )?(?:up|additional|potential|payments)|would|possible|in the event|upon (?:the )?(?:achievement|approval|completion|commerciali\w+)|might|as much as|aggregate of)\b")
_NOT = re.compile(r"\b(?:revenues?|recogni[sz]ed as|recognition|offering|private placement|warrants?|loan|notes?|grant|stock|shares at|per share|purchase price of the shares|credit facility|gross proceeds|expenses?|compared (?:to|with))\b")
_TRIGGER = re.compile(r"(?:\b(?:upon|following|for|based on|related to|tied to|as a result of|triggered by|in connection with|associated with|with|on|after|if|due upon|relating to|linked to)) ((?:the |certain |its |our |a |an |successful |)*(?:[^,.;()]{4,110}))")
_TRIGGER_BEFORE = re.compile(r"([^,.;]{6,140}),? (?:which )?(?:triggering|triggered|triggers|resulting in|earning)\b")
_RECEIVER = re.compile(r"(?:'s)?(?:,[^.;]{0,80},)? (?:has |have |will |is |are |also |today |announced that it |it |be |could |may |shareholders |stockholders |then |would )*(?:receiv\w*|earn\w*|eligible|entitled|collect\w*|achiev\w*|gets?|obtain\w*)")
_GIVER = re.compile(r"(?:,[^.;]{0,80},)? (?:has |have |will |is |are |also |may |shall |agreed to |would )*(?:pay|paid|pays|make|made|makes|provide|owe)\w*")


def tell(ctx: Context, view: View, index: int) -> Iterator[Told]:
    """The payments of one sentence: one for each amount that a payment word goes with."""
    text = view.text
    words = list(_KIND.finditer(text))
    if not words or ctx.lists["risk"].search(text):
        return
    amounts = view.of("MONEY")
    for item in amounts:
        money = ctx.money[item.found.start]
        word = _word(text, words, item, amounts)
        if word is None or money.per_share or money.low != money.high or _elsewhere(text, item, word):
            continue
        yield _told(ctx, view, index, item, money, word)
    if not amounts and re.search(r"milestone payments?|achievement of[^.;]{0,40}milestone", text) and _ACTUAL.search(text):
        return


def _word(text: str, words: list[re.Match[str]], item: Placed, amounts: list[Placed]) -> re.Match[str] | None:
    """The payment word that goes with an amount: right after it or right before it, with no other amount between."""
    best: tuple[int, re.Match[str]] | None = None
    for word in words:
        if word.start() >= item.at:
            gap = text[item.at + 2:word.start()]
            cost = len(gap)
        else:
            gap = text[word.end():item.at]
            cost = len(gap) + 12
        if any(min(word.start(), item.at) < other.at < max(word.start(), item.at) for other in amounts if other is not item) or re.search(r"; |\. ", gap) or cost > 110:
            continue
        if best is None or cost < best[0]:
            best = cost, word
    return best[1] if best else None


def _elsewhere(text: str, item: Placed, word: re.Match[str]) -> bool:
    """Whether the amount is a line of revenue, a financing or a comparison."""
    first, last = min(item.at, word.start()), max(item.at + 2, word.end())
    return bool(_NOT.search(text[max(0, first - 25):last + 15])) or bool(re.search(r"\ue00d.(?: \w+){0,4} (?:include|was|were|of|consist)", text))


def _told(ctx: Context, view: View, index: int, item: Placed, money: MoneyPhrase, word: re.Match[str]) -> Told:
    text = view.text
    kind = str(word.lastgroup)
    first, last = min(item.at, word.start()), max(item.at + 2, word.end())
    bounds = clause(text, first, last)
    value = _realis(text, bounds, first, last, money)
    payer, payee = _sides(ctx, view, first, last)
    when = fill.date_of(ctx, view, bounds, first, last, "actual" if value == "actual" else "expected") if value != "possible" else None
    if when is None and value == "actual" and not ctx.results_release and (view.sentence.section in TITLES or view.sentence.paragraph == ctx.first_paragraph):
        when = ctx.release_day
    compounds = [i for i in view.of("COMPOUND")]
    slots = {"kind": kind, "amount": (money.low, money.currency), "payer": payer, "payee": payee,
             "compound": ctx.named(compounds[0]) if len({ctx.clusters[c.found.start] for c in compounds}) == 1 else None,
             "trigger": _trigger(ctx, view, first, last), "date": when}
    sentence = view.sentence
    notes = tuple(f"warning: {w}" for w in (money.warning,) if w)
    return Told("payment", slots, value, sentence.start, sentence.end, view.origin(item.at), sentence.section, f"payment.{kind}", 0.85, sentence.speaker, index,
                sentence.section in TITLES, notes)


def _realis(text: str, bounds: tuple[int, int], first: int, last: int, money: MoneyPhrase) -> str:
    before = text[bounds[0]:last]
    after = text[last:min(len(text), last + 60)]
    near = text[max(bounds[0], first - 70):last]
    if money.bound == "up_to" or _POSSIBLE.search(near):
        return "possible"
    if re.search(r"\bwill\b|\bto receive\b|payable", near):
        return "possible" if _POSSIBLE.search(after) and "if" in after else "expected"
    if _ACTUAL.search(before) or _ACTUAL.search(after):
        return "actual"
    if _EXPECTED.search(before):
        return "expected"
    return "possible" if _POSSIBLE.search(before) or _POSSIBLE.search(after) else "actual"


def _sides(ctx: Context, view: View, first: int, last: int) -> tuple[Named | None, Named | None]:
    """Who pays and who is paid, by "from X", "to X" and the subject of the sentence."""
    text = view.text
    payer = payee = None
    for item in view.of("COMPANY"):
        before, after = text[max(0, item.at - 28):item.at], text[item.at + 2:item.at + 120]
        if re.search(r"\b(?:from|paid by|payable by|made by|by)(?: the| its| our)?(?: partner)? $", before) and item.at > first - 60:
            payer = payer or ctx.named(item)
        elif re.search(r"\bto(?: the)? $", before) and item.at >= last - 2 and len(text[last:item.at]) < 40:
            payee = payee or ctx.named(item)
        elif _RECEIVER.match(after):
            payee = payee or ctx.named(item)
        elif _GIVER.match(after):
            payer = payer or ctx.named(item)
    publisher = Named(ctx.publisher, ctx.names[ctx.publisher]) if ctx.publisher is not None else None
    if payee is None and publisher and (payer is None or payer.cluster != publisher.cluster) and re.search(r"\b(?:we|company|it|our|receiv\w+|earn\w+|eligible)\b", text):
        payee = publisher
    if payer is not None and payee is not None and payer.cluster == payee.cluster:
        payer = None
    return payer, payee


def _trigger(ctx: Context, view: View, first: int, last: int) -> str | None:
    """What it is paid for: the words after "upon", "for", "related to", or what stands before "triggering"."""
    match = _TRIGGER.search(view.text, last) or _TRIGGER_BEFORE.search(view.text[:last])
    if not match or match.start(1) > last + 120:
        return None
    start, end = view.origin(match.start(1)), view.origin(match.end(1) - 1) + 1
    return re.sub(r"\s+", " ", ctx.flat[start:end]).strip() or None
