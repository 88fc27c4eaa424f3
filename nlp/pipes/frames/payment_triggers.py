"""What a payment is paid for, in the words of the text."""

from __future__ import annotations

import re

from nlp.pipes.frames.context import Context
from nlp.pipes.frames.deal_terms import original
from nlp.pipes.frames.payment_words import Word
from nlp.pipes.view import View

_TRIGGER = re.compile(
    r"\b(?:upon|following|for|based on|related to|tied to|as a result of|is the result of|triggered by"
    r"|in connection with|associated with|on|after|if|in the event(?: that| of)?|due upon|relating to|linked to"
    r"|subject to|under|pursuant to|contingent (?:up)?on|as part of|once|when) ((?:(?:the|its|our|an?|their|successful"
    r"|of) )*(?P<np>[^,.;()]{4,120}))"
)
_FURTHER = re.compile(
    r" (?:and (?:\ue00d|royalt|(?:is|are|was|has|have|can|could|may|will|to|remains?) |(?:also )?(?:receiv|eligib"
    r"|earn)\w* |a further |another |an additional |up to |an? (?:further )?(?:payment|sum|fee) of|(?=\ue005))"
    r"|from \ue002)|,? ?\ue005"
)
# "X dosed the first patient, as a result of which we earned", "a filing in Japan, for which a milestone came in"
_TRIGGER_BEFORE = re.compile(
    r"(?P<np>[^,.;–]{6,140}),? (?:which |has |have |that |and |this )*(?:triggering|triggered|triggers|result"
    r"(?:ing|ed|s) in"
    r"|earning|earned|(?:as a result|in consequence|because) of which|(?:for|upon|on|with) which (?!it was paid)"
    r"|brought|led to)\b"
)
_PRONOUN = re.compile(r"(?:it|we|they|he|she|the company|\ue002.)(?: also| now| has| have| had)*")
_SAID = re.compile(r".*\b(?:announced|announces|reported|said)(?: \ue006.)? that ")
_OPENING = re.compile(
    r"\W*(?:upon|following|after|on|if|should|subject to|once|when) (?!\ue006)(?:the |its |our )?(?P<np>[^,;]{4,100}), "
)
# "For the extension Toral will pay DKK 40 million upfront"
_FOR_WHAT = re.compile(
    r"\W*(?:for|in return for|in exchange for) (?P<np>(?:the|its|our|this|these) (?:[\w-]+ ){0,3}?(?:extension|"
    r"expansion|"
    r"licen[sc]es?|options?|renewal|amendment|rights?|sublicen[sc]e|acquisition|access|privilege)),? (?=\ue002|we\b|"
    r"us\b|the )"
)
_CLAUSE = re.compile(r"(?:if|once|when|after|in the event)\b")
_NOT_TRIGGER = re.compile(
    r"^(?:\ue002|(?:annual |future |worldwide |any |global )*(?:net )?sales(?! (?:targets?|thresholds?|of|in"
    r"|milestones?))"
    r"|\ue00d|\ue006|cash|each|(?:a )?total\b|up to"
    r"|patients|the company|us\b|\ue005|future|potential|additional|consideration|that occasion|this occasion|which"
    r"|whom|it\b|them\b)"
)
_MILESTONES = re.compile(
    r"(?:(?:certain|specified|pre-?specified|potential|future|additional|further|other|remaining|and|or|development"
    r"|regulatory|clinical|commercial|commercialization|sales|approval|research|preclinical|launch|[a-z]+-based"
    r"|[a-z]+-related)(?:,|,? and/or)? )*(?:milestones?(?: payments?)?|(?:development|regulatory|commercial|sales)"
    r" payments?"
    r"|contingent (?:consideration|(?:cash )?payments?|value rights?))"
)
_LEADING = re.compile(r"^(?:(?:and|or),? )+")
# What an upfront is paid for, where nothing else is said: the agreement, the rights, the purchase.
_AGREED = re.compile(
    r"(?:exclusive |global |worldwide |definitive |[a-z-]+ )?(?:licen[sc]e and collaboration|collaboration and"
    r" licen[sc]e"
    r"|licen[sc](?:e|ing)|collaboration|option|share purchase|asset purchase|merger|supply) agreement"
    r"|(?:exclusive |worldwide |global )*rights? to (?:[a-z]+ )*\ue001.|(?:acquisition|purchase|sale) of "
    r"(?:[^ .;,]+ ){0,4}?[^ .;,]+"
    r"|(?:exclusive )?licen[sc]e|(?:exclusive )?option (?:to|on) [^.;,]{3,50}"
)


def trigger_of(ctx: Context, view: View, first: int, last: int, word: Word, value: str) -> str | None:
    """What it is paid for: the words after "upon" or "for", those before "triggering", else the kinds of milestones,
    else the agreement that an upfront is paid for.
    """
    text, kind = view.text, word.kind
    if word.part:
        return _words(ctx, view, word.start, word.end)
    behind = _behind(ctx, view, last)
    if behind is not None:
        return behind
    earlier = _TRIGGER_BEFORE.search(text[: max(first, 0)])
    if earlier and kind != "royalty":
        said = _SAID.match(earlier["np"])
        if _PRONOUN.fullmatch(earlier["np"][said.end() if said else 0 :]):
            return None
        return _words(ctx, view, earlier.start("np") + (said.end() if said else 0), earlier.end("np"))
    opening = _OPENING.match(text)
    opening = opening if kind == "milestone" else _FOR_WHAT.match(text) if kind == "upfront" else None
    if opening and opening.end() < first:
        return _words(ctx, view, opening.start("np"), opening.end("np"))
    if kind == "milestone":
        return _kinds(ctx, view, last, word.start, value)
    agreed = _AGREED.search(text) if kind == "upfront" else None
    return _words(ctx, view, agreed.start(), agreed.end()) if agreed else None


def _behind(ctx: Context, view: View, last: int) -> str | None:
    """The words after "upon", "for" and the like, before the next sum."""
    text = view.text
    following = text.find("\ue005", last)
    for match in _TRIGGER.finditer(text, last):
        if match.start() > last + 100 or 0 <= following < match.start():
            break
        somebodys = match["np"].startswith("\ue002") and _CLAUSE.match(match.group())
        if somebodys or not _NOT_TRIGGER.match(match["np"]):
            further = _FURTHER.search(match["np"], 2)
            end = match.start("np") + further.start() if further else match.end("np")
            return _words(ctx, view, match.start("np"), end)
    return None


def _kinds(ctx: Context, view: View, last: int, word_start: int, value: str) -> str | None:
    """ "Development and regulatory milestones"; of a sum that was paid, plain "milestones" tell nothing."""
    kinds = next((m for m in _MILESTONES.finditer(view.text, max(0, word_start - 60)) if m.end() > word_start), None)
    following = view.text.find("\ue005", last)
    if kinds is None or kinds.start() >= (min(following, last + 60) if following >= 0 else last + 60):
        return None
    plain = " " not in kinds.group().removesuffix(" payment").removesuffix(" payments")
    start = kinds.start() + len(kinds.group()) - len(_LEADING.sub("", kinds.group()))
    return None if plain and value != "possible" else _words(ctx, view, start, kinds.end())


def _words(ctx: Context, view: View, start: int, end: int) -> str | None:
    """The document's words of a stretch of the view, at most 140 characters, ending with a word."""
    text = original(ctx, view, start, end)
    return text[:140].rsplit(" ", 1)[0] if len(text) > 140 else text or None
