"""Why a sentence is read as it is: its names, the rules that matched and what became of them, and the rules that nearly
did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.lab.cache import Parsed
from nlp.lab.replay import ToldDocument, tell
from nlp.lab.stats_trace import Trace, trace
from nlp.pipes.frames import deal, drug
from nlp.pipes.frames.context import SILENT, Context
from nlp.pipes.frames.implied import implied
from nlp.pipes.frames.match import Hit
from nlp.pipes.situation import context
from nlp.pipes.view import Placed, View
from nlp.resources import Resources
from nlp.rules.notation import LABEL_OF
from nlp.rules.pieces import progress
from nlp.rules.store import Rule

NEAREST = 5
_LEAST = 0.3  # share of a pattern that has to fit for its rule to be near
_LISTED = 8  # words of a list that are shown
_MARK = re.compile(f"[{''.join(LABEL_OF)}][\\ue100-\\uf8ff]")
_VARIABLE = re.compile(r"<([a-z][a-z_]*)>")


@dataclass(frozen=True, slots=True)
class Name:
    """A name or value in a sentence: offsets in the text, its words, and what they are taken for ("" when for
    themselves).
    """

    label: str
    start: int
    end: int
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A match of a rule, the words it matched and what became of it, in words; `told` says whether it told an event."""

    rule: str
    text: str
    outcome: str
    told: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that did not match: the words that fit its beginning, and the first constraint that failed."""

    rule: str
    fits: str
    failed: str
    share: float


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence. `view` is what the rules read, labels in braces; `silent` says why no rule reads it, None when
    they do; `events` are the lines of events.jsonl that it is a mention of. `others` counts the rules that nearly
    matched as well and are not among the `nearest`.
    """

    start: int
    end: int
    text: str
    section: str
    view: str
    silent: str | None
    names: tuple[Name, ...]
    triggers: tuple[Trigger, ...]
    events: tuple[Mapping[str, Any], ...]
    nearest: tuple[Near, ...]
    others: int


def explain(
    parsed: Parsed, resources: Resources, start: int, end: int, *, expect: str | None = None, nearest: int = NEAREST
) -> list[Explained]:
    """The sentences that touch [start, end) of the document's text, in order; `expect` an event type to look for among
    the rules that did not match, None for all.
    """
    doc = parsed.doc()
    ctx = context(doc, doc._.flat, resources)
    told = tell(parsed, resources)
    traces = trace(parsed, told, resources)
    return [
        _explained(ctx, view, index, parsed.text, told, traces, _rules(resources, expect), nearest)
        for index, view in enumerate(ctx.views)
        if view.sentence.start < end and start < view.sentence.end
    ]


def place_of_line(text: str, line: int) -> tuple[int, int] | None:
    """The characters of a line, counted from 1; None where there is no such line."""
    lines = text.splitlines(keepends=True)
    if not 1 <= line <= len(lines):
        return None
    start = sum(map(len, lines[: line - 1]))
    return start, start + max(1, len(lines[line - 1].rstrip("\r\n")))


def _rules(resources: Resources, expect: str | None) -> Sequence[Rule]:
    return [rule for rule in resources.patterns.rules if expect in (None, rule.type)]


def _explained(
    ctx: Context,
    view: View,
    index: int,
    text: str,
    told: ToldDocument,
    traces: Sequence[Trace],
    rules: Sequence[Rule],
    nearest: int,
) -> Explained:
    sentence = view.sentence
    own = [one for one in traces if one.sentence == (sentence.start, sentence.end)]
    silent = _silent(ctx, view, index)
    matched = {one.rule for one in own}
    candidates = [rule for rule in rules if rule.id not in matched] if silent is None else []
    near = _nearest(ctx, view, index, candidates)
    return Explained(
        sentence.start,
        sentence.end,
        text[sentence.start : sentence.end],
        sentence.section,
        readable(view.text),
        silent,
        tuple(_name(ctx, item) for item in view.entities),
        tuple(_trigger(ctx, view, index, one, text) for one in own),
        tuple(event for event in told.events if any(_is_of(mention, sentence.start) for mention in event["mentions"])),
        tuple(near[:nearest]),
        len(near[nearest:]),
    )


def _is_of(mention: Mapping[str, Any], start: int) -> bool:
    return bool(mention["start"] == start)


def _silent(ctx: Context, view: View, index: int) -> str | None:
    if view.sentence.section in SILENT:
        return f"its zone, {view.sentence.section}, tells no events"
    if not view.entities and not implied(ctx, view, index):
        return "it names nothing that an event could be about, and points back to nothing"
    return None


def readable(view: str) -> str:
    """A view with its marks as a rule writes them: `{COMPOUND}`."""
    return _MARK.sub(lambda match: "{" + LABEL_OF[match[0][0]] + "}", view)


def _name(ctx: Context, item: Placed) -> Name:
    found = item.found
    text = ctx.text(item)
    meaning = found.key
    if found.start in ctx.clusters:
        meaning = ctx.names[ctx.clusters[found.start]]
    elif found.start in ctx.money and found.label == "MONEY":
        phrase = ctx.money[found.start]
        meaning = f"{phrase.low} {phrase.currency}" + (f" to {phrase.high}" if phrase.high != phrase.low else "")
    elif found.start in ctx.phases and found.label == "PHASE":
        meaning = ", ".join(ctx.phases[found.start].phases)
    elif found.label == "DATE":
        when = ctx.calendar(item, "future")
        meaning = f"{when.interval.earliest} to {when.interval.latest}" if when else "no days can be told"
    return Name(found.label, found.start, found.end, text, "" if meaning == text else meaning)


# ------------------------------------------------------------------ what matched


def _trigger(ctx: Context, view: View, index: int, one: Trace, text: str) -> Trigger:
    outcome = {
        "event": "told an event",
        "merged": f"told a fact again that {one.other} told first",
        "dropped": "told a fact that the document tells better elsewhere",
        "lost": f"gave way to {one.other}, whose match says more of the same words",
        "unfilled": "told nothing: ",
    }[one.fate]
    if one.fate == "lost" and one.conflict:
        outcome += f" (they differ in {one.conflict})"
    if one.fate == "unfilled":
        outcome += _reason(ctx, view, index, one)
    words = " ".join(text[one.start : one.end].split())
    return Trigger(one.rule, words, outcome, one.fate in ("event", "merged"))


def _reason(ctx: Context, view: View, index: int, one: Trace) -> str:
    rule = next(rule for rule in ctx.patterns.rules if rule.id == one.rule)
    for match in rule.pattern.regex.finditer(view.text):
        if view.origin(match.start()) == one.start:
            hit = Hit(rule, match.start(), match.end())
            reason = deal.reason_for_nothing if rule.type == "deal" else drug.reason_for_nothing
            return reason(ctx, view, index, hit)
    return "its frame found nothing to fill"


# ------------------------------------------------------------------ what nearly did


def _nearest(ctx: Context, view: View, index: int, rules: Sequence[Rule]) -> list[Near]:
    """Rules by how much of them fits, the most first."""
    found = sorted(_near(ctx, view, index, rules), key=lambda one: (-one.share, -len(one.fits), one.rule))
    return [one for one in found if one.share >= _LEAST]


def _near(ctx: Context, view: View, index: int, rules: Sequence[Rule]) -> Iterator[Near]:
    labels = {item.found.label for item in view.entities} | implied(ctx, view, index)
    for rule in rules:
        match = rule.pattern.regex.search(view.text)
        if match is not None and rule.needs and labels.isdisjoint(rule.needs):
            needs = " or ".join(f"{{{label}}}" for label in rule.needs)
            yield Near(rule.id, readable(match.group()), f"needs {needs} in the sentence", 1.0)
            continue
        got = progress(rule.pattern.text, ctx.patterns.variables, view.text)
        fits = readable(view.text[got.start : got.end]).strip()
        if fits:
            yield Near(rule.id, fits, f"expected {got.failed}{_words(ctx, got.failed)} next", round(got.share, 2))


def _words(ctx: Context, piece: str) -> str:
    """Some words of the lists that a piece names."""
    told = []
    for name in dict.fromkeys(_VARIABLE.findall(piece)):
        words = ctx.patterns.variables[name]
        more = ", ..." if len(words) > _LISTED else ""
        told.append(f"<{name}> is {', '.join(words[:_LISTED])}{more}")
    return f" ({'; '.join(told)})" if told else ""
