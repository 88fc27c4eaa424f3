"""CSV files for `neo4j-admin database import`, with the command that imports them.

The cells are data for a database, written as they are: a quote that begins with "=" would be run as a formula by a
spreadsheet program, so do not open these files in one. A cell without a value is empty, an empty text is `""`, quotes
are doubled; texts may hold line breaks. Lists are joined by `;`, or where an item holds one, by a sign that no item
holds: the command names it.
"""

from __future__ import annotations

import io
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nlp.errors import UsageError
from nlp.kb.export.complete import complete, fillers, first_releases
from nlp.kb.export.slots import slot_columns
from nlp.kb.export.tables import Row, Value, json_of
from nlp.kb.records import Entity, Knowledge

COMMAND = "import.txt"
_DELIMITERS = (";", "|", "\t", "\u001f")
_TYPES = {"text": "", "texts": ":string[]", "number": ":double", "day": ":date"}


@dataclass(frozen=True, slots=True)
class _File:
    """A file: its name without ending, its header, its rows. Rows hold lists as lists."""

    name: str
    header: tuple[str, ...]
    rows: list[Row]


def files(knowledge: Knowledge) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file, the command last. Raises UsageError when no sign is left to join lists by."""
    knowledge = complete(knowledge)
    made = [*_nodes(knowledge), *_relationships(knowledge)]
    delimiter = _delimiter(made)
    for file in made:
        yield f"{file.name}.csv", _content(file, delimiter)
    yield COMMAND, _command(made, delimiter).encode()


def _nodes(knowledge: Knowledge) -> Iterator[_File]:
    yield _File(
        "nodes_releases",
        tuple("doc_id:ID(Release) sha256 published:date publisherName title form fiscalYearEnd :LABEL".split()),
        [
            (r.doc_id, r.sha256, r.published, r.publisher_name, r.title, r.form, r.fiscal_year_end, "Release")
            for r in knowledge.releases
        ],
    )
    yield _File(
        "nodes_entities",
        tuple("id:ID(Entity) name registryId notSameAs:string[] :LABEL".split()),
        [(e.id, e.name, e.registry_id, list(e.not_same_as), ["Entity", _label(e)]) for e in knowledge.entities],
    )
    yield _File(
        "nodes_names",
        tuple("id:ID(Name) text kind source firstSaid:date lastSaid:date :LABEL".split()),
        [
            (_name_id(e.id, place), name.text, name.kind, name.source, name.first_said, name.last_said, "Name")
            for e in knowledge.entities
            for place, name in enumerate(e.names)
        ],
    )
    yield _facts(knowledge)
    yield _File(
        "nodes_evidence",
        (
            *"id:ID(Evidence) eventId published:date realis confidence:double speaker section rule".split(),
            *"start:long end:long quote starts:long[] ends:long[] slots :LABEL".split(),
        ),
        [
            (
                *(_proof_id(fact.id, place), e.event_id, e.published, e.realis, e.confidence, e.speaker, e.section),
                *(e.rule, e.start, e.end, e.quote, [start for start, _ in e.places], [end for _, end in e.places]),
                *(json_of(e.slots), "Evidence"),
            )
            for fact in knowledge.facts
            for place, e in enumerate(fact.evidence)
        ],
    )


def _facts(knowledge: Knowledge) -> _File:
    slots = slot_columns()
    return _File(
        "nodes_facts",
        (
            *"id:ID(Fact) type realis validEarliest:date validLatest:date firstSaid:date lastSaid:date".split(),
            *"belief:double state".split(),
            *(f"{column.name}{_TYPES[column.kind]}" for column in slots),
            *"slots :LABEL".split(),
        ),
        [
            (
                *(fact.id, fact.type, fact.realis),
                *((fact.valid.earliest, fact.valid.latest) if fact.valid else (None, None)),
                *(fact.first_said, fact.last_said, fact.belief, fact.state),
                *(column.read(fact.slots) for column in slots),
                *(json_of(fact.slots), ["Fact", fact.type.title().replace("_", "")]),
            )
            for fact in knowledge.facts
        ],
    )


def _relationships(knowledge: Knowledge) -> Iterator[_File]:
    facts = knowledge.facts
    yield _ties(
        "published",
        "Entity",
        "Release",
        ((r.publisher, r.doc_id, "PUBLISHED") for r in knowledge.releases if r.publisher),
    )
    yield _ties(
        "has_name",
        "Entity",
        "Name",
        ((e.id, _name_id(e.id, n), "HAS_NAME", n) for e in knowledge.entities for n in range(len(e.names))),
        "position:int",
    )
    first = first_releases(knowledge)
    named = ((e, place, first.get((e.id, name.text))) for e in knowledge.entities for place, name in enumerate(e.names))
    yield _ties(
        "first_used_in", "Name", "Release", ((_name_id(e.id, n), doc, "FIRST_USED_IN") for e, n, doc in named if doc)
    )
    yield _ties("about", "Fact", "Entity", _about(knowledge), "role", "text", "position:int")
    yield _ties("said_by", "Fact", "Entity", ((f.id, f.publisher, "SAID_BY") for f in facts if f.publisher))
    proofs = [(f.id, place, e.doc_id) for f in facts for place, e in enumerate(f.evidence)]
    yield _ties(
        "evidence", "Fact", "Evidence", ((f, _proof_id(f, n), "EVIDENCE", n) for f, n, _ in proofs), "position:int"
    )
    yield _ties(
        "quoted_from", "Evidence", "Release", ((_proof_id(f, n), doc_id, "QUOTED_FROM") for f, n, doc_id in proofs)
    )
    yield _ties(
        "superseded_by", "Fact", "Fact", ((f.id, f.superseded_by, "SUPERSEDED_BY") for f in facts if f.superseded_by)
    )
    yield _ties(
        "contradicts",
        "Fact",
        "Fact",
        ((f.id, other, "CONTRADICTS", n) for f in facts for n, other in enumerate(f.contradicts)),
        "position:int",
    )
    known = {entity.id for entity in knowledge.entities}
    apart = ((e.id, other, "NOT_SAME_AS") for e in knowledge.entities for other in e.not_same_as if other in known)
    yield _ties("not_same_as", "Entity", "Entity", apart)
    yield _ties(
        "stated",
        "Entity",
        "Entity",
        (
            (r.left, r.right, f"STATED_{r.kind.upper()}", r.doc_id, r.published, r.start, r.end, r.quote)
            for r in knowledge.relations
        ),
        *"docId published:date start:long end:long quote".split(),
    )


def _about(knowledge: Knowledge) -> Iterator[Row]:
    """A fact and each of its entities, by the slot that names it; `issuer` where none does."""
    for fact in knowledge.facts:
        for position, id in enumerate(fact.entities):
            told = [
                (slot, filler["text"])
                for slot, value in sorted(fact.slots.items())
                for _, filler in fillers({slot: value})
                if filler["id"] == id
            ]
            for role, text in told or [("issuer", None)]:
                yield fact.id, id, "ABOUT", role, text, position


def _ties(name: str, left: str, right: str, rows: Iterable[Row], *properties: str) -> _File:
    """A file of relationships; each row is start, end, type, properties."""
    return _File(f"relationships_{name}", (f":START_ID({left})", f":END_ID({right})", ":TYPE", *properties), list(rows))


def _label(entity: Entity) -> str:
    return entity.label.title()


def _name_id(entity: str, position: int) -> str:
    return f"{entity}#{position}"


def _proof_id(fact: str, position: int) -> str:
    return f"{fact}#{position}"


def _delimiter(made: Iterable[_File]) -> str:
    items = {
        item for file in made for row in file.rows for cell in row if isinstance(cell, list) for item in map(str, cell)
    }
    for delimiter in _DELIMITERS:
        if not any(delimiter in item for item in items):
            return delimiter
    raise UsageError(
        f"found names that hold each of {', '.join(map(repr, _DELIMITERS))}, expected one to join lists by"
    )


def _content(file: _File, delimiter: str) -> bytes:
    buffer = io.StringIO()
    buffer.write(",".join(file.header) + "\n")
    for row in file.rows:
        buffer.write(",".join(_cell(value, delimiter) for value in row) + "\n")
    return buffer.getvalue().encode()


def _cell(value: Value, delimiter: str) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        value = delimiter.join(map(str, value))
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return value.isoformat() if isinstance(value, date) else str(value)


def _command(made: Iterable[_File], delimiter: str) -> str:
    lines = [
        "neo4j-admin database import full neo4j",
        "--id-type=string",
        "--multiline-fields=true",
        f"--array-delimiter={_told(delimiter)}",
        *(f"--{file.name.split('_', 1)[0]}={file.name}.csv" for file in made),
    ]
    return "# Run in this folder, into a database that does not exist yet (Neo4j 5).\n" + " \\\n  ".join(lines) + "\n"


def _told(delimiter: str) -> str:
    return {"\t": "TAB", "\u001f": "U+001F"}.get(delimiter) or shlex.quote(delimiter)
