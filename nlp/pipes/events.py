"""Pipe `release_events`: triggers and their frames, sentence by sentence; every telling of a fact goes to
`doc._.told`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from nlp import attrs
from nlp.pipes.base import PatternPipe
from nlp.pipes.frames import deal, drug, finance, guidance_table, payment
from nlp.pipes.frames.context import SILENT, Context
from nlp.pipes.frames.implied import implied
from nlp.pipes.frames.match import Hit, hits, index_of
from nlp.pipes.frames.trial_idle import of_cohort
from nlp.pipes.situation import context
from nlp.pipes.told import Told
from nlp.pipes.view import View
from nlp.pipes.vouched import vouched
from nlp.records import Layout, Sentence

attrs.register()
_RANK = {
    "enrollment_completed": 6,
    "expanded": 5,
    "suspended": 5,
    "terminated": 5,
    "completed": 4,
    "initiated": 3,
    "ongoing": 2,
    "designated": 6,
    "rejected": 6,
    "recommended": 5,
    "withdrawn": 5,
    "cleared": 4,
    "submitted": 3,
    "accepted": 4,
    "approved": 2,
}
_DRUG = frozenset({"trial_status", "readout", "regulatory"})


@Language.factory(
    "release_events",
    requires=["doc._.found", "doc._.clusters", "doc._.layout", "doc._.header"],
    assigns=["doc._.told", "doc.spans"],
    default_config={"patterns": None},
)
def make_events(nlp: Language, name: str, patterns: str | None) -> ReleaseEvents:
    """The component of the events; `patterns` is a folder, None the package's own."""
    return ReleaseEvents(patterns)


class ReleaseEvents(PatternPipe):
    """Finds tellings of events. Writes `doc._.told`, and triggers without an anchor to `doc.spans["unfilled"]`."""

    def __call__(self, doc: Doc) -> Doc:
        flat = doc._.flat
        ctx = context(doc, flat, self.resources)
        rules = index_of(self.resources.patterns.rules)
        told: list[Told] = []
        unfilled: list[tuple[int, int, str]] = []
        publisher = ctx.publisher
        for index, view in enumerate(ctx.views):
            if view.sentence.section in SILENT:
                continue
            meant = implied(ctx, view, index)
            if not view.entities and not meant:
                continue
            ctx.publisher = _described(ctx, view.sentence, publisher)
            for hit in best(view, hits(view, rules, meant)):
                new = list(_tell(ctx, view, index, hit))
                told += new
                if not new:
                    unfilled.append((view.origin(hit.start), view.origin(max(hit.start, hit.end - 1)) + 1, hit.rule.id))
            told += finance.tell(ctx, view, index)
            told += payment.tell(ctx, view, index)
        ctx.publisher = publisher
        if not any(t.type == "guidance" and t.slots["metric"] != "cash_runway" for t in told):
            layout: Layout = doc._.layout
            told += guidance_table.tell(
                ctx, attrs.text_of(doc), self.resources.expressions, [s for s in layout.sections if s.name == "table"]
            )
        doc._.told = vouched(flat, told, doc._.found, doc._.clusters) if doc._.proposed else tuple(told)
        spans = [doc.char_span(start, end, label=rule, alignment_mode="expand") for start, end, rule in unfilled]
        doc.spans["unfilled"] = [span for span in spans if span is not None]
        return doc


def _tell(ctx: Context, view: View, index: int, hit: Hit) -> Iterator[Told]:
    if hit.rule.type in _DRUG:
        yield from drug.tell(ctx, view, index, hit)
    elif hit.rule.type == "deal":
        yield from deal.tell(ctx, view, index, hit)


def best(view: View, found: Sequence[Hit]) -> list[Hit]:
    """Of overlapping matches of one type the one that says most: by its status or action, then by its length. A
    cohort's start or full enrolment, told as the trial's, hides nothing.
    """
    trials = [hit for hit in found if not of_cohort(view.text, hit) and not _two_clauses(view.text, hit, found)]
    ranked = sorted(trials, key=lambda h: (-_rank(h), h.start - h.end, h.start, h.rule.id))
    taken: list[Hit] = []
    for hit in ranked:
        if not any(h.rule.type == hit.rule.type and _overlap(h, hit) for h in taken):
            taken.append(hit)
    return sorted(taken, key=lambda h: (h.start, h.rule.id))


# "has been completed, and we expect to initiate", "started three studies of A, initiated a study of B"
_NEXT_CLAUSE = re.compile(
    r"[,;] (?:and|but|while) (?:we|it|they|the company|\ue002.) (?:[a-z]+ly |now |also )?(?:expects?|plans?|intends?|"
    r"anticipates?|aims?|will|are|is|have|has|continues?|looks?|hopes?|remains?)\b|"
    r", (?:and )?(?:(?:has|have|also|then|recently) )*(?:initiated|started|began|commenced|launched|opened|completed|"
    r"enrolled|dosed|reported|announced|presented|published|received|submitted|filed|signed|entered|acquired|obtained|"
    r"advanced) (?:an?|the|its|our|two|three|four|enrol\w+|patients|positive|\ue004.)(?: |$)|"
    r"(?<=[\ue001\ue007][\ue100-\uf8ff]) and (?:has |have |also )*(?:cleared|accepted|granted|approved|submitted|filed|"
    r"initiated|started|began|completed|received|obtained|presented|reported) (?:an?|the|our|its|\ue00a.|\ue00b.) |"
    r" and (?:the )?\ue009. (?:has |have |also )*(?:cleared|accepted|granted|approved|authori[sz]ed|validated|"
    r"rejected|allowed|designated) (?:an?|the|our|its|\ue001.|\ue00a.|\ue00b.)"
)


def _two_clauses(text: str, hit: Hit, found: Sequence[Hit]) -> bool:
    """Whether a match runs from one clause into the next, where another match of its type stays within one."""
    cut = _NEXT_CLAUSE.search(text, hit.start + 2)
    return (
        cut is not None
        and cut.start() < hit.end
        and any(
            other.rule.type == hit.rule.type
            and hit.start <= other.start < hit.end
            and (other.end <= cut.start() or other.start > cut.start())
            for other in found
        )
    )


def _overlap(one: Hit, other: Hit) -> bool:
    """Whether two matches are of the same words; what they share may be one entity that both steps are about
    ("submitted an NDA, which was accepted")."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > (2 if one.rule.sets != other.rule.sets else 0)


def _rank(hit: Hit) -> int:
    told = str(hit.rule.sets.get("status") or hit.rule.sets.get("action"))
    return _RANK.get(told, 0) if hit.rule.priority is None else hit.rule.priority


def _described(ctx: Context, sentence: Sentence, publisher: int | None) -> int | None:
    """Who "we" and "the company" are: the company whose name heads a paragraph about it, else the publisher."""
    if sentence.section != "about" or not sentence.heading:
        return publisher
    start, end = sentence.heading
    named = {n for at, n in ctx.clusters.items() if start <= at < end and at not in ctx.compound_starts}
    return named.pop() if len(named) == 1 and ctx.flat.startswith(("About", "ABOUT"), start) else publisher
