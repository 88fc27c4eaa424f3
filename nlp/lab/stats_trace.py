"""What became of every match of every rule in one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from nlp.assembly.complete import complete
from nlp.assembly.facts import gather
from nlp.lab.cache import Parsed
from nlp.lab.replay import ToldDocument
from nlp.pipes.events import best
from nlp.pipes.frames.context import SILENT
from nlp.pipes.frames.implied import implied
from nlp.pipes.frames.match import Hit, hits, index_of
from nlp.pipes.frames.trial_idle import of_cohort
from nlp.pipes.situation import context
from nlp.pipes.told import Told
from nlp.pipes.view import View
from nlp.resources import Resources
from nlp.rules.store import Rule

Fate = Literal["event", "merged", "dropped", "unfilled", "lost"]
FATES: tuple[Fate, ...] = ("event", "merged", "dropped", "unfilled", "lost")


@dataclass(frozen=True, slots=True)
class Trace:
    """One match of a rule, or one of several tellings of a match, and its fate:

    - "event": it stands first among an event's mentions;
    - "merged": it is a later mention of the event that rule `other` stands first for;
    - "dropped": the assembly left it out, another fact says it better;
    - "unfilled": its match found no anchor, so it told nothing;
    - "lost": rule `other` of its type matched the same words and says more. `conflict` is a slot or "realis" that the
      two fix differently, None where they agree.

    `start` and `end` are the match's offsets in the text, `sentence` those of its sentence; `hit` is False for a
    further telling of the same match and for a telling that no rule of `events/*.yaml` made.
    """

    rule: str
    type: str
    doc_id: str
    start: int
    end: int
    sentence: tuple[int, int]
    fate: Fate
    other: str | None = None
    conflict: str | None = None
    hit: bool = True


def trace(parsed: Parsed, told: ToldDocument, resources: Resources) -> list[Trace]:
    """The fates of one document, in the order of the text. `told` is what the same resources tell of `parsed`."""
    heads = _heads(told.told)
    tellings: dict[tuple[str, int, int], list[Told]] = {}
    for one in told.told:
        tellings.setdefault((one.rule, one.order, one.at), []).append(one)
    found: list[Trace] = []
    for index, view, hit, winner in _matches(parsed, resources):
        place = (view.origin(hit.start), _end(view, hit))
        sentence = (view.sentence.start, view.sentence.end)
        base = (hit.rule.id, hit.rule.type, parsed.doc_id, *place, sentence)
        if winner is not None:
            found.append(Trace(*base, "lost", winner.rule.id, _conflict(hit.rule, winner.rule)))
            continue
        mine = tellings.pop((hit.rule.id, index, place[0]), [])
        if not mine:
            found.append(Trace(*base, "unfilled"))
        for number, one in enumerate(mine):
            found.append(Trace(*base, *_fate(one, heads), hit=number == 0))
    for one in (one for some in tellings.values() for one in some):
        place = (one.at, one.end)
        found.append(
            Trace(one.rule, one.type, parsed.doc_id, *place, (one.start, one.end), *_fate(one, heads), hit=False)
        )
    return sorted(found, key=lambda t: (t.start, t.end, t.rule, FATES.index(t.fate), t.other or "", not t.hit))


def _matches(parsed: Parsed, resources: Resources) -> Iterator[tuple[int, View, Hit, Hit | None]]:
    """Every match with its sentence's number and view, and the match that it lost its words to; as `release_events`
    finds them.
    """
    doc = parsed.doc()
    ctx = context(doc, doc._.flat, resources)
    rules = index_of(resources.patterns.rules)
    for index, view in enumerate(ctx.views):
        if view.sentence.section in SILENT:
            continue
        meant = implied(ctx, view, index)
        if not view.entities and not meant:
            continue
        found = hits(view, rules, meant)
        kept = best(view, found)
        for hit in sorted(found, key=lambda h: (h.start, h.end, h.rule.id)):
            yield index, view, hit, None if hit in kept or of_cohort(view.text, hit) else _winner(hit, kept)


def _winner(lost: Hit, kept: Sequence[Hit]) -> Hit:
    """The match of the same type that shares most words with one that lost."""
    same = [hit for hit in kept if hit.rule.type == lost.rule.type]
    return max(same, key=lambda hit: (min(hit.end, lost.end) - max(hit.start, lost.start), -hit.start))


def _conflict(one: Rule, other: Rule) -> str | None:
    for slot in sorted(one.sets.keys() & other.sets.keys()):
        if one.sets[slot] != other.sets[slot]:
            return slot
    return "realis" if one.realis and other.realis and one.realis != other.realis else None


def _heads(tellings: Sequence[Told]) -> dict[int, Told]:
    """By the identity of a telling the one that stands first in its event; none for what the assembly leaves out."""
    heads = {}
    for fact in complete(gather(list(tellings))):
        first = min(fact.tellings, key=lambda told: (told.start, told.at, told.rule))
        heads.update({id(told): first for told in fact.tellings})
    return heads


def _fate(told: Told, heads: Mapping[int, Told]) -> tuple[Fate, str | None]:
    head = heads.get(id(told))
    if head is None:
        return "dropped", None
    return ("event", None) if head is told else ("merged", head.rule)


def _end(view: View, hit: Hit) -> int:
    """Where the match ends in the text; a name or value at its end belongs to it as a whole."""
    for item in reversed(view.entities):
        if item.at < hit.end <= item.at + 2:
            return item.found.end
    return view.origin(max(hit.start, hit.end - 1)) + 1
