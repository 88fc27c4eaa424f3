"""What the frames know of a document before they read a sentence: names, topics, what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from nlp.assembly.alike import texts_alike
from nlp.pipes.flat import lower
from nlp.pipes.found import Found
from nlp.pipes.frames import diseases
from nlp.pipes.frames.carried_year import earlier_years
from nlp.pipes.frames.comparators import known_partner, lead, primary
from nlp.pipes.frames.context import FIELD, SILENT, TITLES, Context, most_common
from nlp.pipes.frames.developers import developers
from nlp.pipes.frames.foreign import others_drugs
from nlp.pipes.frames.known_trials import learn_trials
from nlp.pipes.frames.news import OPENS_WITH_NEWS
from nlp.pipes.frames.own_diseases import own_diseases
from nlp.pipes.frames.scope import listed
from nlp.pipes.linker import LINKED
from nlp.pipes.names.disease_short_forms import definitions
from nlp.pipes.other_names import spelled
from nlp.pipes.told import Named
from nlp.pipes.view import View, build_view
from nlp.records import Layout, MoneyPhrase, PhasePhrase, Sentence, TimePhrase
from nlp.registry.entities import Compound
from nlp.registry.store import Registry


def context(doc: Doc, flat: str, resources: object) -> Context:
    """Everything the frames look at, for one document."""
    from nlp.resources import Resources

    assert isinstance(resources, Resources)
    layout: Layout = doc._.layout
    found: Sequence[Found] = doc._.found
    low = lower(flat)
    clusters, names = _clusters(doc, flat, found)
    found = [f for f in found if f.label not in LINKED or f.start in clusters]
    views = [
        build_view(flat, low, sentence, list(inside)) for sentence, inside in _by_sentence(layout.sentences, found)
    ]
    ctx = Context(
        flat=flat,
        header=doc._.header,
        patterns=resources.patterns,
        views=views,
        money={v.start: v for v in doc._.values if isinstance(v, MoneyPhrase)},
        times={v.start: v for v in doc._.values if isinstance(v, TimePhrase)},
        phases={v.start: v for v in doc._.values if isinstance(v, PhasePhrase)},
        clusters=clusters,
        names=names,
        publisher=_publisher(doc),
        compound_starts=frozenset(f.start for f in found if f.label == "COMPOUND" and f.start in clusters),
        lists=resources.lists,
        unattended=_unattended(doc, resources.registry),
        diseases=definitions(flat, [f for f in found if f.label == "INDICATION"]),
        disease_spans=[(f.start, f.end) for f in found if f.label == "INDICATION"],
    )
    _situate(ctx, low)
    return ctx


def _by_sentence(sentences: Sequence[Sentence], found: Sequence[Found]) -> Iterator[tuple[Sentence, Iterator[Found]]]:
    position = 0
    for sentence in sentences:
        while position < len(found) and found[position].start < sentence.start:
            position += 1
        last = position
        while last < len(found) and found[last].start < sentence.end:
            last += 1
        yield sentence, iter(found[position:last])


def _clusters(doc: Doc, flat: str, found: Sequence[Found]) -> tuple[dict[int, int], dict[int, str]]:
    by_text = {(c.label, text): number for number, c in enumerate(doc._.clusters) for text in c.texts}
    at: dict[int, int] = {}
    for item in found:
        if item.label in ("COMPOUND", "COMPANY"):
            number = by_text.get((item.label, spelled(flat[item.start : item.end])))
            if number is not None:
                at[item.start] = number
    return at, {number: c.name for number, c in enumerate(doc._.clusters)}


def _unattended(doc: Doc, registry: Registry) -> frozenset[int]:
    """The clusters of the registry's drugs whose developers and their parents the document does not name."""
    here = {c.id for c in doc._.clusters if c.label == "COMPANY" and c.id}
    here |= {parent for company in here for parent in registry.parents_of(company)}
    out = set()
    for number, cluster in enumerate(doc._.clusters):
        if cluster.label != "COMPOUND" or not cluster.id:
            continue
        entity = registry.entity(cluster.id, "COMPOUND")
        assert isinstance(entity, Compound)
        theirs = {tie.company for tie in entity.developers}
        if not theirs <= registry.companies.keys():
            continue  # a developer without an entry of its own cannot be looked for
        theirs |= {parent for company in theirs for parent in registry.parents_of(company)}
        if theirs and not theirs & here:
            out.add(number)
    return frozenset(out)


def _publisher(doc: Doc) -> int | None:
    names = set(doc._.header.publisher)
    return next(
        (number for number, c in enumerate(doc._.clusters) if c.label == "COMPANY" and names & set(c.texts)), None
    )


# "HV-520, quadrivalent influenza vaccine." and "RSV F." head the paragraph that they open.
_RUN_IN = re.compile(
    r"(?:(?!\b(?:is|are|was|were|has|have|had|will|would|may|can|could|does|did|began|begins|plans|expects|announced|"
    r"reported|received)\b)[^.;:?!]){2,80}[.:] ?"
)
# "Our goals for 2028:" leads to a list of the whole company's
_LISTS = re.compile(
    r"\b(?:goals|milestones|objectives|priorities|catalysts|achievements|highlights|accomplishments)\b.*: ?$"
)
_SAYS_OF = re.compile(r"[ –:-]*(?:\ue002|an? |the )")
_ALONE = re.compile(r"(?: \([^()]{1,30}\))?\W*")
_NAME_FIRST = re.compile(r"\W*[A-Z][\w-]*[A-Z0-9][\w-]*(?: [A-Z0-9]\w*)?[®™]?[,.:]")


def _situate(ctx: Context, low: str) -> None:
    """The news paragraph, the kind of release, and for each sentence the compounds above it and of its topic."""
    title = " ".join(v.text for v in ctx.views if v.sentence.section == "headline") or (ctx.header.title or "").lower()
    ctx.results_release = bool(ctx.lists["results_title"].search(title))
    body = [v for v in ctx.views if v.sentence.section in ("body", "quote", "about")]
    ctx.first_paragraph = next(
        (v.sentence.paragraph for v in body if re.search(r"\b(?:today|announce|report)", v.text)), -1
    )
    if ctx.first_paragraph > (body[0].sentence.paragraph + 3 if body else 0):
        ctx.first_paragraph = -1
    if ctx.first_paragraph < 0 and body and OPENS_WITH_NEWS.match(body[0].text):
        ctx.first_paragraph = body[0].sentence.paragraph
    end = ctx.header.fiscal_year_end
    ctx.fiscal_quarters = bool(
        end
        and (end.month, end.day) != (12, 31)
        and re.search(r"fiscal year|fiscal 20|fiscal quarter", low)
        and not re.search(r"\b(?:[1-4]q|q[1-4]) ?fy", low)
    )
    spoken = [v for v in ctx.views if v.sentence.section not in SILENT]
    ctx.main = _main(ctx, spoken)
    ctx.only_one = len({ctx.clusters[start] for start in ctx.compound_starts}) == 1
    paragraph = -1
    for view in ctx.views:
        # A bullet that opens with a disease is about it, also when the converter has lost the dash behind it; so is a
        # paragraph that opens with a disease alone ("Gout. A Phase 2 trial is under way.").
        opening = next((item for item in view.entities if item.at <= 2), None)
        first, paragraph = view.sentence.paragraph != paragraph, view.sentence.paragraph
        if opening is None or opening.found.label != "INDICATION":
            continue
        bullet = view.sentence.section == "bullet" and _SAYS_OF.match(view.text, opening.at + 2)
        if bullet or first and _ALONE.fullmatch(view.text, opening.at + 2):
            ctx.openings.setdefault(paragraph, [ctx.disease(opening)])
    ctx.rivals, ctx.companions = others_drugs(ctx)
    _one_of_its_own(ctx, spoken)
    last: list[Named] = []
    paragraph, heading = -1, None
    over: dict[int, list[Named]] = {}  # by the start of a heading: the name alone in the heading right above it
    name_over: list[Named] = []
    for view in ctx.views:
        sentence = view.sentence
        ctx.topics.append(
            last if sentence.paragraph == paragraph or sentence.section in ("body", "quote", "bullet") else []
        )
        ctx.near_topic.append(sentence.paragraph == paragraph)
        ctx.above.append(_above(ctx, sentence))
        if not ctx.above[-1] and sentence.section != "heading" and sentence.heading:
            ctx.above[-1] = over.get(sentence.heading[0], [])
        if sentence.section == "heading":
            over[sentence.start] = name_over if not view.of("COMPOUND") else []
            name_over = _head_alone(ctx, view)
        else:
            name_over = []
        here = primary(ctx, view)
        if sentence.section == "heading" or sentence.paragraph != paragraph and sentence.heading:
            under = sentence.heading == heading and sentence.section != "heading"
            last = ctx.above[-1] or (last if under or sentence.section == "bullet" else [])
            heading = sentence.heading
        if (
            sentence.paragraph != paragraph
            and _RUN_IN.fullmatch(view.text)
            and (_NAME_FIRST.match(ctx.flat, sentence.start) or _LISTS.search(view.text))
        ):
            last = []  # the paragraph names its own subject, known or not
        if here and not (last and all(known_partner(ctx, item) for item in here)):
            last = most_common([ctx.named(item) for item in listed(view, here[0], view.of("COMPOUND")) if item in here])
        paragraph = sentence.paragraph
    ctx.developers = developers(ctx)
    ctx.owners = _owners(ctx, spoken)
    ctx.only_disease = _only_disease(ctx, spoken)
    learn_trials(ctx, spoken)
    ctx.own_diseases = own_diseases(ctx)
    ctx.earlier_years = earlier_years(ctx.views, ctx.times)


# "NRV-210" over "An oral inhibitor for gout": two lines of one heading
_HEAD_ALONE = re.compile(r"\W*\ue001.[®™]?(?: ?\([^()]{0,60}\))?\W*")


def _head_alone(ctx: Context, view: View) -> list[Named]:
    """The compound that a heading is nothing but."""
    names = view.of("COMPOUND")
    return [ctx.named(names[0])] if names and _HEAD_ALONE.fullmatch(view.text) else []


_WORD_ALONE = re.compile(r"[A-Za-z]+(?![\w-])")  # no code


def _above(ctx: Context, sentence: Sentence) -> list[Named]:
    """The compounds of the bullet's lead-in, else of the heading."""
    for span in (sentence.lead_in, sentence.heading):
        if span:
            inside = [s for s in sorted(ctx.clusters) if span[0] <= s < span[1] and _is_compound(ctx, s)]
            colon = ctx.flat.find(":", *span)
            if inside and inside[0] == span[0] and inside[0] < colon:
                # "NRV-210: a gel of norvamol" is about NRV-210
                inside = [start for start in inside if start < colon or not _WORD_ALONE.match(ctx.flat, start)]
            names = [Named(ctx.clusters[start], ctx.flat[start : start + 1]) for start in inside]
            distinct = most_common(names)
            if distinct:
                return [Named(n.cluster, ctx.names[n.cluster]) for n in distinct]
    return []


def _is_compound(ctx: Context, start: int) -> bool:
    return start in ctx.compound_starts


_OF_TRIAL = re.compile(r"\b(?:trials?|stud(?:y|ies))\b|\ue004")


def _owners(ctx: Context, views: Sequence[View]) -> dict[str, Named]:
    """Trial names with the one compound that they are told beside, or that their heading or bullet is about."""
    beside: dict[str, list[Named]] = {}
    for view in views:
        trials = view.of("TRIAL")
        if not trials or not _OF_TRIAL.search(view.text):
            continue
        index = ctx.views.index(view)
        here = [ctx.named(item) for item in primary(ctx, view)] or lead(ctx, view, index)
        if len({name.cluster for name in here}) == 1:
            for item in trials:
                beside.setdefault(ctx.text(item), []).append(here[0])
    first = {trial: most_common(names)[0] for trial, names in beside.items()}
    return {
        trial: owner
        for trial, owner in first.items()
        if 2 * sum(name.cluster == owner.cluster for name in beside[trial]) >= len(beside[trial])
    }


def _only_disease(ctx: Context, views: Sequence[View]) -> list[str]:
    """The disease that a document speaks of, in its longest form, when it speaks of one only."""
    told = {ctx.disease(item) for view in views for item in view.of("INDICATION")}
    told = {text for text in told if not (diseases.GENERIC.fullmatch(text) or FIELD.fullmatch(text))}
    longest = max(told, key=lambda text: (len(text), text), default="")
    return [longest] if longest and all(texts_alike(longest, text) for text in told) else []


def _one_of_its_own(ctx: Context, views: Sequence[View]) -> None:
    """Where every compound but one is a comparator or what it is combined with, the release is about that one."""
    every = [item for v in views for item in v.of("COMPOUND")]
    others = ctx.rivals | ctx.companions
    novel = [i for i in every if not known_partner(ctx, i) and ctx.clusters[i.found.start] not in others]
    if novel and len(novel) < len(every) and len({ctx.clusters[item.found.start] for item in novel}) == 1:
        ctx.only_one = True
        ctx.main = ctx.main or [ctx.named(novel[0])]


def _main(ctx: Context, views: Sequence[View]) -> list[Named]:
    """The compound the release is about: the headline's, else the one that is most of all mentions."""
    titled = [ctx.named(i) for v in views if v.sentence.section in TITLES for i in v.of("COMPOUND")]
    if titled and len({n.cluster for n in titled}) == 1:
        ctx.main_titled = True
        return titled[:1]
    every = [ctx.named(i) for v in views for i in v.of("COMPOUND")]
    ranked = most_common(every)
    counts = [sum(n.cluster == name.cluster for n in every) for name in ranked[:2]]
    if titled and titled[0].cluster == ranked[0].cluster and (len(counts) < 2 or 2 * counts[0] >= 3 * counts[1]):
        ctx.main_titled = True  # the first of the headline's compounds, and of most of the text
        return ranked[:1]
    if ranked and sum(n.cluster == ranked[0].cluster for n in every) >= 0.6 * len(every):
        return ranked[:1]
    if titled and titled[0].cluster == ranked[0].cluster and counts[0] > counts[1] and not ctx.results_release:
        return ranked[:1]
    return []
