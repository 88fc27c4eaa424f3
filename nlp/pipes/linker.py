"""Pipe `release_linker`: the names of a release joined into compounds and companies, with the registry's ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from nlp import attrs
from nlp.pipes.base import PatternPipe
from nlp.pipes.found import Found
from nlp.pipes.other_names import spelled, told_names
from nlp.registry.aliases import find_alias_statements
from nlp.registry.cluster import resolve_names
from nlp.registry.uses import AliasStatement, Cluster, NameSpan, NameUse

attrs.register()
LINKED = ("COMPOUND", "COMPANY")


@Language.factory(
    "release_linker",
    requires=["doc._.found", "doc._.header"],
    assigns=["doc._.clusters", "doc._.relations", "doc.ents"],
    default_config={"patterns": None},
)
def make_linker(nlp: Language, name: str, patterns: str | None) -> ReleaseLinker:
    """The component of the linker; `patterns` is a folder, None the package's own."""
    return ReleaseLinker(patterns)


class ReleaseLinker(PatternPipe):
    """Clusters a document's names and links them. Writes `doc._.clusters`, `doc._.relations` and the entities'
    `kb_id_`.
    """

    def __call__(self, doc: Doc) -> Doc:
        flat = doc._.flat
        found: Sequence[Found] = [f for f in doc._.found if f.label in LINKED]
        statements = find_alias_statements(flat, [NameSpan(f.start, f.end, f.label) for f in found])
        statements += told_names(flat, found)
        clusters = resolve_names(_uses(flat, found), statements, self.resources.registry, on=doc._.header.release_date)
        doc._.clusters = tuple(clusters)
        doc._.relations = tuple(s for s in statements if s.kind != "formulation" or _joined(s, clusters))
        ids = {(c.label, text): c.id for c in clusters for text in c.texts if c.id}
        for ent in doc.ents if ids else ():
            if ent.label_ in LINKED and (id := ids.get((ent.label_, spelled(ent.text)))):
                for token in ent:  # an entity's id is that of its tokens; setting all entities anew would cost more
                    token.ent_kb_id_ = id
        return doc


def _joined(statement: AliasStatement, clusters: Sequence[Cluster]) -> bool:
    """Whether the two names of a statement are one entity's; a substance of the registry names no product."""
    return any(statement.left in cluster.texts and statement.right in cluster.texts for cluster in clusters)


def _uses(flat: str, found: Sequence[Found]) -> list[NameUse]:
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for item in found:
        name = (spelled(flat[item.start : item.end]), item.label)
        counts[name] += 1
        first.setdefault(name, item.start)
    return [NameUse(text, first[(text, label)], label, count) for (text, label), count in counts.items()]
