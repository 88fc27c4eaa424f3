"""Prodigy's JSONL: one task a document, names and triggers as spans, arguments and relations as relations.

The form is that of the `relations` interface (prodi.gy/docs/api-interfaces): `head` and `child` are the numbers of the
last tokens of `head_span` and `child_span`, which repeat the spans; `token_end` is included. Prodigy counts characters
as Python does, code points. Tokens are given, so that Prodigy does not make its own, to which a mark might not fit.
What spans cannot say is kept under "extract_events"; Prodigy leaves fields that it does not know as they are. Hashes
(`_input_hash`, `_task_hash`) are left to Prodigy, which sets them when it loads the tasks.

A task without the field `relations` comes from a recipe for names only (`ner.manual`, `spans.manual`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from nlp.annotation.formats import flat as flat_form
from nlp.annotation.formats.flat import KEPT, Flat, FlatSpan, Link
from nlp.annotation.formats.lines import dump_line, field, objects
from nlp.annotation.formats.tokens import Word, words
from nlp.annotation.marks import ANSWERS, AnnotatedDocument, Vocabulary, known
from nlp.errors import UsageError

FILE = "tasks.jsonl"
Place = tuple[int, int, str]


def write(documents: Sequence[AnnotatedDocument], vocabulary: Vocabulary) -> dict[str, bytes]:
    """The file of tasks."""
    return {FILE: b"".join(dump_line(_task(document)) for document in documents)}


def read(files: Mapping[str, bytes], vocabulary: Vocabulary) -> list[AnnotatedDocument]:
    """The documents of all tasks; UsageError that names file and line for what is no task."""
    return [_document(value, vocabulary, where) for where, value in objects(files, (".jsonl", ".json"))]


def _task(document: AnnotatedDocument) -> dict[str, Any]:
    flat = flat_form.flatten(document)
    tokens = words(document.text, ((span.start, span.end) for span in flat.spans))
    first = {token.start: number for number, token in enumerate(tokens)}
    last = {token.end: number for number, token in enumerate(tokens)}
    spans = {
        span.number: {
            "start": span.start,
            "end": span.end,
            "token_start": first[span.start],
            "token_end": last[span.end],
            "label": span.label,
        }
        for span in flat.spans
    }
    relations = [
        {
            "head": spans[link.source]["token_end"],
            "child": spans[link.target]["token_end"],
            "head_span": spans[link.source],
            "child_span": spans[link.target],
            "label": link.label,
        }
        for link in flat.links
    ]
    shown = {"document": document.doc_id}
    task = {
        "text": document.text,
        "tokens": [_token(document.text, number, token) for number, token in enumerate(tokens)],
        "spans": list(spans.values()),
        **({"relations": relations} if document.whole else {}),
        "meta": shown,
        KEPT: flat_form.keep(document),
    }
    return {**task, "answer": document.answer} if document.answer else task


def _token(text: str, number: int, token: Word) -> dict[str, Any]:
    return {
        "text": text[token.start : token.end],
        "start": token.start,
        "end": token.end,
        "id": number,
        "ws": token.space,
    }


def _document(task: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    with flat_form.intact(where):
        return _restored(task, vocabulary, where)


def _restored(task: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    text = field(task, "text", str, where)
    kept = task.get(KEPT) or {}
    answer = task.get("answer")
    if answer is not None:
        known(answer, ANSWERS, "answer", where)
    told = [FlatSpan(n, *_place(span, where)) for n, span in enumerate(task.get("spans") or (), 1)]
    numbers = flat_form.numbered(told, kept, own=False)
    spans = [FlatSpan(numbers[span.number], span.start, span.end, span.label) for span in told]
    links = _links(task.get("relations") or (), spans, kept, where)
    document = {**kept, "answer": answer, "whole": "relations" in task}
    return flat_form.restore(text, Flat(tuple(spans), tuple(links)), document, vocabulary, where)


def _place(span: Any, where: str) -> Place:
    if not isinstance(span, dict):
        raise UsageError(f"{where}: found {str(span)[:40]!r} as a span, expected an object")
    return field(span, "start", int, where), field(span, "end", int, where), field(span, "label", str, where)


def _links(relations: Sequence[Any], spans: Sequence[FlatSpan], kept: Mapping[str, Any], where: str) -> list[Link]:
    """The relations as links. A relation names its spans by place only: where several spans share one, the link that
    was written there is meant, or else the first of them.
    """
    at: dict[Place, list[int]] = defaultdict(list)
    for span in spans:
        at[span.place].append(span.number)
    place_of = {span.number: span.place for span in spans}
    written: dict[tuple[Place, Place, str], list[Link]] = defaultdict(list)
    for source, target, label in kept.get("links", ()):
        if source in place_of and target in place_of:
            written[place_of[source], place_of[target], label].append(Link(source, target, label))
    links = []
    for relation in relations:
        if not isinstance(relation, dict):
            raise UsageError(f"{where}: found {str(relation)[:40]!r} as a relation, expected an object")
        ends = [_place(field(relation, name, dict, where), where) for name in ("head_span", "child_span")]
        label = field(relation, "label", str, where)
        same = written[ends[0], ends[1], label]
        if not same and not (at[ends[0]] and at[ends[1]]):
            raise UsageError(f"{where}: the relation {label!r} joins spans that are not among the spans")
        links.append(same.pop(0) if same else Link(at[ends[0]][0], at[ends[1]][0], label))
    return links
