"""The words that name a payment, and which of them an amount belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from nlp.pipes.frames.context import Context
from nlp.pipes.view import Placed, View

_MILESTONE = (
    r"(?:(?:development|regulatory|clinical|commercial|sales|approval|research|preclinical|cash|contingent|launch"
    r"|sales-based|event|first|second|commerciali[sz]ation|marketing|manufacturing|technical|filing|discovery"
    r"|performance)[ ,-]+(?:and |or )?)*milestones?(?: and (?:royalty|licensing|license"
    r"|option)(?: |-)?(?:based )?)?(?:[- ](?:payments?|fees?|incomes?|consideration|based payments?))?"
    r"|(?:milestone|success|performance)-(?:based|dependent|related) payments?|contingent (?:consideration|(?:cash "
    r")?payments?|value rights?)|cvrs?|"
    r"licen[sc](?:ing|e) (?:fees?"
    r"|payments?)|success fees?|earn-?outs?(?: payments?)?|biobucks"
    r"|(?:development|regulatory|clinical|commercial|sales|approval)(?:,? and/or |,? (?:and |or )?|/)"
    r"(?:(?:development|regulatory|clinical|commercial|sales|approval)(?:,? and/or |,? (?:and |or )?|/))*"
    r"(?:payments?|events)"
)
KIND = re.compile(
    rf"(?P<option_fee>option (?:exercise )?(?:fees?|payments?)|(?:option )?exercise (?:fees?|payments?))"
    rf"|(?P<upfront>licen[sc]e issu(?:e|ance) fees?|initial licen[sc]e fees?|"
    rf"(?:initial |non-refundable |one-time )*(?:up-?front|up front|"
    rf"signing"
    rf"|closing)(?: (?!and\b)\w+){{0,2}}? (?:payments?|fees?|consideration|cash|license fees?)|up-?front|up front"
    rf"|initial (?:cash )?payment|signing fee|(?<!net )cash at closing|(?<!cash )at closing)"
    rf"|(?P<milestone>{_MILESTONE})|(?P<royalty>royalt(?:y|ies)(?: payments?)?)"
)
# A sentence without any of these pieces holds no payment word.
_NAMES_ONE = AhoCorasick(
    [
        "option", "exercise", "up-front", "upfront", "up front", "signing", "closing", "initial ", "milestone",
        "contingent", "cvr", "payment", " events", "licens", "licenc", "success fee", "earn", "biobucks", "royalt",
    ]
)  # fmt: skip
# What may stand between an amount and the word for what it is; nothing that makes it another thing's amount.
_AFTER = re.compile(
    r"(?: (?:\ue00d.|in|of|as|for|an?|the|its|our|cash|total|potential|future|additional|aggregate|non-dilutive"
    r"|incremental|further|other|non-refundable|nonrefundable|upfront|near-term|and|or|pre-?specified|certain"
    r"|remaining|contingent|initial|fees?|clinical|development|regulatory|commercial|sales|research|preclinical|based"
    r"|one-time|license|net|subsequent|worth of|at|first|second|third|fourth|final|"
    r"from \ue002.|from us|upon|achievement|payments?|if|all|are|achieved|met|subject to|to|success-based|biobucks|"
    r"equity|tiered|an"
    r"|double|digit|launch|remaining|more|worth|any|these|such|possible|aggregate|event|near|mid-term|long-term"
    r"|commerciali[sz]ation|marketing|manufacturing|technical|technology|scientific|performance|discovery|program(?:me)?"
    r"|product|pipeline|filing|submission|global|specified|pre-?determined|agreed|deferred|staged|conditional|success"
    r"|specific|various|multiple|transfer|term|late-stage|early-stage|significant"
    r"|[a-z]+-(?:based|related|linked|driven|dependent))(?:,)?|,|-)*[ (-]*$"
)
_BEFORE = re.compile(
    r"^(?:[, ()-]*(?:as and when (?:earned|achieved|due)|if and when (?:earned|achieved)|payments?|fees?|\ue00d.|of|"
    r"not exceeding|not to exceed|no more than|capped at|with a value|"
    r"each|"
    r"of|up to|a maximum of|at most|(?:are )?(?:met|achieved|reached),?|totall?ing|total(?:s)? of|worth|to|in|the"
    r" amount|sums?|amounts? to|comes? to|would|some|roughly|around|about|be up to|under them"
    r"|amounting to|an?|aggregate|potentially|could|that|which|may|can|reach|total|exceed(?:ing)?|more than|over"
    r"|approximately|equal to|cash|be|is|was|valued at|as much as|US|additional|and|or|future|potential"
    r"|consideration|from \ue002.|to \ue002."
    r"|under (?:the|this|our|its|that) (?:\w+ ){0,3}?agreement(?: with \ue002.)?|results in|triggers|(?:to|by|from) "
    r"(?:the )?(?:company|us)|as high as|income|incomes|for a total of|milestone|"
    r":))*[ (:-]*$"
)
_CHANGES_HANDS = re.compile(r"\b(?:pa(?:y|ys|id|ying|yable)|receiv\w+|price|consideration)\b")
_NOT_PAID = re.compile(
    r"\b(?:significant|important|major|historic|pivotal|remarkable|key|next|this|exciting|another|marking an?"
    r"|reached an?|critical|regulatory|clinical) (?:[\w-]+ )?milestones?(?! payments?)\b"
)
_SUM_OF = re.compile(r"\ue005. (?:of|in) (?:\w+ )?$")
_MAX_GAP = 120
# "a milestone payment of $100 million for the U.S. and $15 million for Japan"
_SHARED = re.compile(r" (?:for|in|on|upon) [^.;,]{1,60},? and (?:a further |another |an additional |up to )?")
# "$332 million in development and $770 million in commercial milestone payments"
_IN_PART = re.compile(
    r"(?: [(][^()]*[)])? (?:in|of|for) (?:potential |additional |further |future )*"
    r"(?P<part>(?:(?:pre-?clinical|clinical|development|regulatory|research|approval|commercial|sales|launch|"
    r"commerciali[sz]ation|marketing|manufacturing|technical|filing|discovery)"
    r"(?:-based)?(?:, | and | or | )?){1,4}?) ?,? ?(?:and|plus|as well as) (?:up to |a further |another |an"
    r" additional )?"
)
# "$290 million in cash and contingent payments of up to $110 million": the words are of the second sum.
_JOINED = re.compile(r"^ (?:and|or|plus)\b|(?:\b(?:cash|shares|stock)|\ue00d.),? (?:and|plus)\b")
_AND = re.compile(r",? (?:and|plus) ")
_OF_NEXT = re.compile(r" (?:payments? )?of (?:up to |another |an additional )?\ue005")


@dataclass(frozen=True, slots=True)
class Word:
    """A payment word in a view: its place and the kind of payment it names. A `part` is "development" in "$3 million in
    development and $5 million in commercial milestones"."""

    start: int
    end: int
    kind: str
    text: str
    part: bool = False


def payment_words(ctx: Context, view: View) -> list[Word]:
    """The payment words of a sentence, also those that stand in a metric's name ("royalties")."""
    text = view.text
    words = (
        []
        if not _NAMES_ONE.find_matches_as_indexes(text)
        else [
            Word(w.start(), w.end(), str(w.lastgroup), w.group())
            for w in KIND.finditer(text)
            if not (
                w.group() == "at closing"
                and any(m.found.key == "cash" for m in view.of("METRIC"))
                and not _CHANGES_HANDS.search(text)
            )
            if _SUM_OF.search(text, 0, w.start()) or not _NOT_PAID.search(text[max(0, w.start() - 24) : w.end() + 10])
        ]
    )
    for item in view.of("METRIC"):
        match = KIND.search(ctx.text(item).lower())
        if match and "revenue" not in ctx.text(item).lower():
            words.append(Word(item.at, item.at + 2, str(match.lastgroup), match.group()))
    return sorted(words, key=lambda w: w.start)


def named_amounts(text: str, words: list[Word], amounts: list[Placed], unnamed: Mapping[int, str]) -> dict[int, Word]:
    """The payment word of each amount (by its place): its own, one that it shares with the amount before or behind it,
    or the kind that the wording implies."""
    named: dict[int, Word] = {}
    last: tuple[int, Word] | None = None
    for item in amounts:
        word = _word_of(text, words, item, amounts)
        if word and last and last[1] == word and last[0] <= word.start and _AND.match(text, word.end, item.at):
            word = None  # "$3 million as the initial payment and $8 million at approval": the word is the first one's
        if word is None and item.at in unnamed:
            word = Word(item.at, item.at + 2, unnamed[item.at], "")
        if word is None and last and last[1].kind == "milestone" and _SHARED.fullmatch(text[last[0] : item.at]):
            word = Word(item.at, item.at + 2, "milestone", last[1].text)
        last = (item.at + 2, word) if word else None
        if word:
            named[item.at] = word
    for item, behind in zip(reversed(amounts[:-1]), reversed(amounts[1:]), strict=True):
        word = named.get(behind.at)
        parts = _IN_PART.fullmatch(text, item.at + 2, behind.at)
        if item.at not in named and word and word.kind == "milestone" and parts:
            named[item.at] = Word(parts.start("part"), parts.end("part"), "milestone", word.text, part=True)
    return named


def _word_of(text: str, words: list[Word], item: Placed, amounts: list[Placed]) -> Word | None:
    """The payment word of an amount: right behind it or right before it, with nothing but filler between."""
    best: tuple[int, Word] | None = None
    for word in words:
        behind = word.start >= item.at
        gap = text[item.at + 2 : word.start] if behind else text[word.end : item.at]
        if len(gap) > _MAX_GAP or any(
            min(word.start, item.at) < other.at < max(word.start, item.at) for other in amounts if other is not item
        ):
            continue
        if gap.startswith(",") and not gap.startswith((", of", ", as and when", ", if and when")):
            continue
        if behind and (_JOINED.search(gap) or gap and _OF_NEXT.match(text, word.end)):
            continue
        if (behind and _AFTER.match(gap)) or (not behind and _BEFORE.match(gap)):
            cost = len(gap) + (0 if behind else 6)
            if best is None or cost < best[0]:
                best = cost, word
    return best[1] if best else None
