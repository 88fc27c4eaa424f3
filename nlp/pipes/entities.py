"""Pipe `release_entities`: names and values of a release, found by registry, lexicon, shape, stem and apposition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp import attrs
from nlp.normalize.dates import find_time_phrases
from nlp.normalize.house_currency import house_dollar
from nlp.normalize.money import find_money
from nlp.normalize.phases import find_phases
from nlp.pipes.base import PatternPipe
from nlp.pipes.flat import lower
from nlp.pipes.found import Found, settle
from nlp.pipes.names import compound_witness
from nlp.pipes.names import compounds as compound_names
from nlp.pipes.names.companies import find_companies
from nlp.pipes.names.compound_brackets import bracket_names
from nlp.pipes.names.compound_context import context_names
from nlp.pipes.names.compound_descriptors import bracketed_descriptors, descriptors
from nlp.pipes.names.compound_forms import with_forms
from nlp.pipes.names.compound_lists import CompoundLists
from nlp.pipes.names.compound_marks import devices, marks, named_devices
from nlp.pipes.names.compound_shapes import candidates, diagnostics
from nlp.pipes.names.compound_words import unknown_words
from nlp.pipes.names.contest import (
    NO_COMPANIES,
    short_forms_in_brackets,
    without_code,
    without_drugs,
    without_illnesses,
    without_names,
    without_trials,
)
from nlp.pipes.names.expressions import find_expressions
from nlp.pipes.names.indications import find_indications
from nlp.pipes.names.initials import initials
from nlp.pipes.names.longest import longest
from nlp.pipes.names.recognised import decide, proposed_compounds, proposed_others
from nlp.pipes.names.trials import find_trials
from nlp.pipes.names.venues import find_venues
from nlp.pipes.names.words import Words
from nlp.pipes.silent import NAMELESS
from nlp.records import Layout
from nlp.resources import Resources

attrs.register()
_LONG = 4
_NO_DISEASE = frozenset({"apposition", "initials", "form"})  # sources that take a disease for a drug
_NO_COMPOUNDS = frozenset({"AGENCY", "VENUE", "REGION", "DESIGNATION", "INDICATION"})
_CASED_LABELS = frozenset({"AGENCY", "VENUE", "REGION"})


@Language.factory(
    "release_entities",
    requires=["doc._.layout", "doc._.header"],
    assigns=["doc._.found", "doc._.values", "doc.ents"],
    default_config={"patterns": None},
)
def make_entities(nlp: Language, name: str, patterns: str | None) -> ReleaseEntities:
    """The component of the names; `patterns` is a folder, None the package's own."""
    return ReleaseEntities(nlp.vocab, patterns, nlp)


class ReleaseEntities(PatternPipe):
    """Finds names and values. Writes `doc._.found`, `doc._.values` (the money, time and phase records) and
    `doc.ents`.
    """

    def __init__(self, vocab: Any, patterns: str | None, nlp: Language) -> None:
        self.vocab = vocab
        self.tokenizer = nlp.tokenizer
        super().__init__(patterns)

    def load(self, loaded: Resources) -> None:
        """Take these resources and build the phrase matchers: one that minds case, one that does not."""
        super().load(loaded)
        self.lists = CompoundLists(loaded.shapes, loaded.generics, loaded.english, loaded.brands)
        self.exact = PhraseMatcher(self.vocab, attr="ORTH")
        self.folded = PhraseMatcher(self.vocab, attr="LOWER")
        self.meaning: dict[int, tuple[str, str, str]] = {}
        groups: dict[tuple[bool, str, str, str], list[Doc]] = {}
        for label, phrase, key in loaded.phrases:
            cased = (label in _CASED_LABELS and (len(phrase) <= 6 or phrase.isupper())) or phrase.isupper()
            groups.setdefault((cased, label, key, "lexicon"), []).append(self.tokenizer(phrase))
        for label, entity, alias in loaded.registry.iter_aliases():
            cased = (
                len(alias.name) <= _LONG
                or label == "COMPANY"
                or alias.name[:1].isupper()
                and alias.name.lower() in loaded.english
            )
            groups.setdefault((cased, label, entity, "registry"), []).append(self.tokenizer(alias.name))
        for (cased, label, key, source), docs in groups.items():
            name = f"{label}|{key}|{source}"
            self.vocab.strings.add(name)
            self.meaning[self.vocab.strings[name]] = (label, key, source)
            (self.exact if cased else self.folded).add(name, docs)

    def __call__(self, doc: Doc) -> Doc:
        layout: Layout = doc._.layout
        flat = spoken(doc._.flat, layout)
        low = lower(flat)
        phrases = [f for f in self._phrases(doc) if flat[f.start] != " " and not _in_code(flat, f)]
        values = (*find_money(flat, dollar=house_dollar(flat)), *find_time_phrases(flat), *find_phases(flat))
        doc._.values = values
        names = self._names(flat, low, phrases, doc)
        found = [*phrases, *self._values(values), *names]
        ill = [f for f in found if f.label == "INDICATION"]
        drugs = without_illnesses(flat, [f for f in found if f.label == "COMPOUND"], ill)
        found = [*drugs, *(f for f in found if f.label != "COMPOUND")]
        doc._.found = tuple(settle(longest(flat, layout, found)))
        doc.ents = _ents(doc, doc._.found, layout)
        return doc

    def _phrases(self, doc: Doc) -> list[Found]:
        out = []
        for matcher in (self.exact, self.folded):
            for match, start, end in matcher(doc):
                label, key, source = self.meaning[match]
                last = doc[end - 1]
                out.append(
                    Found(doc[start].idx, last.idx + len(last), label, key, source, 5 if source == "registry" else 3)
                )
        return out

    def _values(self, values: Sequence[Any]) -> list[Found]:
        labels = {"MoneyPhrase": ("MONEY", 8), "TimePhrase": ("DATE", 7), "PhasePhrase": ("PHASE", 9)}
        return [
            Found(v.start, v.end, labels[type(v).__name__][0], source="value", strength=labels[type(v).__name__][1])
            for v in values
        ]

    def _names(self, flat: str, low: str, phrases: list[Found], doc: Doc) -> list[Found]:
        loaded = self.resources
        publisher = doc._.header.publisher
        words = Words(flat)
        low_words = words.lowered(low)
        companies = find_companies(words, publisher, loaded.english)
        diseases = find_indications(words, low_words, loaded.diseases, loaded.english)
        trials = list(find_trials(words))
        marked = marks(flat, self.lists)
        shaped = candidates(words, self.lists, marked)
        others = {flat[p.start : p.end] for p in phrases if p.label in NO_COMPANIES}
        companies = without_drugs(flat, companies, shaped, publisher)
        companies = [c for c in companies if flat[c.start : c.end] not in others]
        blocked = {flat[f.start : f.end] for f in (*phrases, *diseases) if f.label in _NO_COMPOUNDS}
        no_drug = named_devices(devices(flat, marked) | short_forms_in_brackets(flat, companies))
        scans = diagnostics(flat, shaped)
        ill = _cover(diseases)
        taken = _cover([*companies, *[p for p in phrases if p.label == "COMPANY"]])
        shaped = [
            f
            for f in (*shaped, *self._by_context(words, doc))
            if (f.source not in _NO_DISEASE or f.start not in ill)
            and taken.isdisjoint((f.start, f.end - 1))
            and flat[f.start : f.end] not in blocked | scans
            and (f.strength >= 3 or not no_drug.fullmatch(flat, f.start, f.end))
        ]
        owners = [p for p in phrases if p.label in ("COMPANY", "COMPOUND", "INDICATION", "REGION")]
        trials = without_names(flat, trials, [*owners, *companies, *diseases, *(f for f in shaped if f.strength >= 2)])
        shaped = without_trials(flat, shaped, trials)
        known = [p for p in phrases if p.label == "COMPOUND"]
        chosen = decide(flat, shaped, loaded.shapes)
        brackets = list(bracket_names(flat, [*known, *chosen], loaded.english, loaded.shapes.never))
        described = list(bracketed_descriptors(flat, [*known, *chosen], loaded.english))
        brackets = [b for b in brackets if flat[b.start : b.end] not in blocked]
        # a descriptor is a name in the bracket's company alone: elsewhere the same words may be another's drug
        every = [*with_forms(flat, compound_names.everywhere(flat, [*chosen, *brackets])), *described]
        if not known and not every and compound_witness.clinical(flat):
            every = list(descriptors(flat))
        codes = {flat[f.start : f.end] for f in (*known, *every)}
        trials = [cut for t in trials if (cut := without_code(t, flat, codes)) is not None]
        return [
            *companies,
            *find_venues(words),
            *diseases,
            *compound_names.spread_trials(flat, trials),
            *every,
            *find_expressions(words, low_words, loaded.expressions),
            *proposed_others(doc._.proposed),
        ]

    def _by_context(self, words: Words, doc: Doc) -> Iterator[Found]:
        """Candidates told by their surroundings, by their initials or by a recogniser."""
        yield from context_names(words, self.lists)
        yield from unknown_words(words, self.lists)
        yield from initials(words.flat, self.resources.shapes.no_drug_initials)
        yield from proposed_compounds(words.flat, doc._.proposed, self.resources.english)


def _in_code(flat: str, item: Found) -> bool:
    """Whether a dash ties the words to a number: they are a piece of a code ("BMS" in "BMS-986512")."""
    start, end = item.start, item.end
    before = start > 1 and flat[start - 1] == "-" and (flat[start - 2].isdigit() or flat[start].isdigit())
    behind = flat[end : end + 1] == "-" and (flat[end + 1 : end + 2].isdigit() or flat[end - 1].isdigit())
    return before and flat[start - 2].isalnum() or behind and flat[end + 1 : end + 2].isalnum()


def spoken(flat: str, layout: Layout) -> str:
    """The flat text with blanks for all that no sentence of the narrative holds: tables, cover, contacts."""
    parts: list[str] = []
    position = 0
    for sentence in layout.sentences:
        if sentence.section in NAMELESS or sentence.end <= position:
            continue
        start = max(sentence.start, position)
        parts += (" " * (start - position), flat[start : sentence.end])
        position = sentence.end
    parts.append(" " * (len(flat) - position))
    return "".join(parts)


def _cover(found: Sequence[Found]) -> set[int]:
    return {place for f in found for place in range(f.start, f.end)}


def _ents(doc: Doc, found: Sequence[Found], layout: Layout) -> list[Span]:
    spans = (doc.char_span(f.start, f.end, label=f.label, kb_id=f.key, alignment_mode="expand") for f in found)
    return filter_spans([span for span in spans if span is not None])
