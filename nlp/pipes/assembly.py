"""Pipe `release_assembly`: tellings to the document's events and its line of facts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp import attrs
from nlp.assembly.complete import complete
from nlp.assembly.facts import gather
from nlp.assembly.output import event_line, facts_line
from nlp.pipes.base import PatternPipe
from nlp.tables import checks_line

attrs.register()


@Language.factory(
    "release_assembly",
    requires=["doc._.told", "doc._.clusters"],
    assigns=["doc._.events", "doc._.facts"],
    default_config={"patterns": None},
)
def make_assembly(nlp: Language, name: str, patterns: str | None) -> ReleaseAssembly:
    """The component of the assembly; `patterns` is a folder, None the package's own."""
    return ReleaseAssembly(patterns)


class ReleaseAssembly(PatternPipe):
    """One event per fact. Writes `doc._.events` (lines without `id` and `doc_id`) and `doc._.facts`."""

    def __call__(self, doc: Doc) -> Doc:
        text = attrs.text_of(doc)
        doc._.flat = ""
        events = self.resources.patterns.taxonomy["events"]
        facts = complete(gather(list(doc._.told)))
        doc._.events = [event_line(fact, text, doc._.clusters, events[fact.type]["slots"]) for fact in facts]
        sections, year_end = doc._.layout.sections, doc._.header.fiscal_year_end
        doc._.facts = {
            **facts_line(text, doc._.header, doc._.layout, doc._.clusters, doc._.relations),
            "checks": checks_line(text, sections, doc._.events, year_end, doc._.values),
        }
        return doc
