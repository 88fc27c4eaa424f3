"""doccano's JSONL: the form of its sequence labelling projects with relations, and the older one of labels only.

doccano's page counts in UTF-16 code units and stores what the page counts (github.com/doccano/v-annotator,
src/domain/models/Label/Text.ts: `codePointLength` is JavaScript's `length`), so offsets here are code units; for texts
within the basic plane that is the same as characters. The project must allow overlapping spans and not count graphemes.
Fields that doccano does not know become the example's meta data and come back beside the others. doccano gives spans
new ids; they find their own again by place and label.

A line with `label` or `labels` (start, end, label) and no `entities` has names only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.annotation.formats import flat as flat_form
from nlp.annotation.formats.flat import KEPT, Flat, FlatSpan, Link
from nlp.annotation.formats.lines import dump_line, field, objects
from nlp.annotation.formats.units import from_units, to_units
from nlp.annotation.marks import AnnotatedDocument, Vocabulary
from nlp.errors import UsageError

FILE = "examples.jsonl"


def write(documents: Sequence[AnnotatedDocument], vocabulary: Vocabulary) -> dict[str, bytes]:
    """The file of examples."""
    return {FILE: b"".join(dump_line(_example(document)) for document in documents)}


def read(files: Mapping[str, bytes], vocabulary: Vocabulary) -> list[AnnotatedDocument]:
    """The documents of all examples; UsageError that names file and line for what is none."""
    return [_document(value, vocabulary, where) for where, value in objects(files, (".jsonl", ".json"))]


def _example(document: AnnotatedDocument) -> dict[str, Any]:
    unit = to_units(document.text)
    flat = flat_form.flatten(document)
    spans = [(unit(span.start), unit(span.end), span.label) for span in flat.spans]
    if not document.whole:
        return {"text": document.text, "label": [list(span) for span in spans], KEPT: flat_form.keep(document)}
    return {
        "text": document.text,
        "entities": [
            {"id": span.number, "label": label, "start_offset": start, "end_offset": end}
            for span, (start, end, label) in zip(flat.spans, spans, strict=True)
        ],
        "relations": [
            {"id": number, "from_id": link.source, "to_id": link.target, "type": link.label}
            for number, link in enumerate(flat.links, 1)
        ],
        KEPT: flat_form.keep(document),
    }


def _document(example: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    with flat_form.intact(where):
        return _restored(example, vocabulary, where)


def _restored(example: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    text = field(example, "text", str, where)
    kept = example.get(KEPT) or (example.get("meta") or {}).get(KEPT) or {}
    whole = example.get("entities") is not None
    told = _entities(example, where) if whole else _labels(example, where)
    character = from_units(text)
    names = [name for name, *_ in told]
    places = [(character(start), character(end), label) for _, start, end, label in told]
    for (_, first, last, label), (start, end, _) in zip(told, places, strict=True):
        if start is None or end is None:
            raise UsageError(
                f"{where}: found {label} from {first} to {last}, expected a place within the text "
                "that cuts no character in two (doccano counts UTF-16 code units)"
            )
    found = [FlatSpan(n, start or 0, end or 0, label) for n, (start, end, label) in enumerate(places, 1)]
    numbers = flat_form.numbered(found, kept, own=False)
    spans = tuple(FlatSpan(numbers[span.number], span.start, span.end, span.label) for span in found)
    number_of = {name: numbers[n] for n, name in enumerate(names, 1)}
    links = tuple(_link(relation, number_of, where) for relation in example.get("relations") or ())
    return flat_form.restore(text, Flat(spans, links), {**kept, "whole": whole}, vocabulary, where)


def _entities(example: Mapping[str, Any], where: str) -> list[tuple[Any, int, int, str]]:
    """Id, first and last code unit, and label."""
    return [
        (
            field(entity, "id", int, where),
            field(entity, "start_offset", int, where),
            field(entity, "end_offset", int, where),
            field(entity, "label", str, where),
        )
        for entity in _objects(field(example, "entities", list, where), where)
    ]


def _labels(example: Mapping[str, Any], where: str) -> list[tuple[Any, int, int, str]]:
    name = "labels" if example.get("labels") is not None else "label"
    found = []
    for number, span in enumerate(field(example, name, list, where) if example.get(name) is not None else (), 1):
        if not (isinstance(span, list) and len(span) == 3 and list(map(type, span)) == [int, int, str]):
            raise UsageError(f"{where}: found {str(span)[:40]!r} as a label, expected [start, end, label]")
        found.append((number, *span))
    return found


def _link(relation: Any, number_of: Mapping[Any, int], where: str) -> Link:
    [relation] = _objects([relation], where)
    ends = [field(relation, name, int, where) for name in ("from_id", "to_id")]
    for name in ends:
        if name not in number_of:
            raise UsageError(f"{where}: a relation points at entity {name}, which is not there")
    return Link(number_of[ends[0]], number_of[ends[1]], field(relation, "type", str, where))


def _objects(values: Sequence[Any], where: str) -> list[dict[str, Any]]:
    for value in values:
        if not isinstance(value, dict):
            raise UsageError(f"{where}: found {str(value)[:40]!r}, expected an object")
    return list(values)
