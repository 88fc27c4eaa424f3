"""Label Studio's JSON: a list of tasks with regions and relations, and the labelling configuration that shows them.

A document that nobody has looked at is a prediction, one with a reader's answer an annotation. Realis and the slots
that are chosen from a list are choices of the trigger's region, a reader's remark is the region's note.

Label Studio counts code points, as Python does: the page converts what JavaScript counts (github.com/HumanSignal/
label-studio, web/libs/editor/src/utils/selection-tools.js, `charsToCodePoints`). Versions before that (issues 1008 and
1347) stored UTF-16 code units; where the words that a region repeats stand there and not at the code points, those are
meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlp.annotation.formats import flat as flat_form
from nlp.annotation.formats.flat import KEPT, Flat, FlatSpan, Link
from nlp.annotation.formats.label_studio_config import CONFIG, config
from nlp.annotation.formats.lines import field, objects
from nlp.annotation.formats.units import from_units
from nlp.annotation.marks import AnnotatedDocument, EventMark, Vocabulary
from nlp.errors import UsageError

FILE = "tasks.json"


def write(documents: Sequence[AnnotatedDocument], vocabulary: Vocabulary) -> dict[str, bytes]:
    """The tasks and the labelling configuration, which goes into the project's settings."""
    import orjson

    tasks = [_task(number, document, vocabulary) for number, document in enumerate(documents, 1)]
    lines = b",\n".join(orjson.dumps(task) for task in tasks)
    return {FILE: b"[" + lines + b"]\n", CONFIG: config(vocabulary)}


def read(files: Mapping[str, bytes], vocabulary: Vocabulary) -> list[AnnotatedDocument]:
    """The documents of all tasks; UsageError that names file and task for what is none."""
    return [_document(task, vocabulary, where) for where, task in objects(files, (".json",))]


def _task(number: int, document: AnnotatedDocument, vocabulary: Vocabulary) -> dict[str, Any]:
    result = _result(document, vocabulary)
    task = {"id": number, "data": {"text": document.text, "document": document.doc_id, KEPT: flat_form.keep(document)}}
    if document.answer is None:
        return {**task, "predictions": [{"model_version": "extract-events", "result": result}]}
    skipped = document.answer == "ignore"
    return {**task, "annotations": [{"was_cancelled": skipped, "result": result}]}


def _result(document: AnnotatedDocument, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    flat = flat_form.flatten(document)
    numbers = flat_form.trigger_numbers(document)
    events = {numbers[event.id]: event for event in document.events}
    result: list[dict[str, Any]] = []
    for span in flat.spans:
        at = {"start": span.start, "end": span.end, "text": document.text[span.start : span.end]}
        about = {"id": f"T{span.number}", "to_name": "text"}
        region: dict[str, Any] = {
            **about,
            "from_name": "label",
            "type": "labels",
            "value": {**at, "labels": [span.label]},
        }
        event = events.get(span.number)
        result.append({**region, "meta": {"text": [event.note]}} if event and event.note is not None else region)
        for name, choice in _choices(event, vocabulary) if event else ():
            value = {**at, "choices": [choice]}
            result.append({**about, "from_name": name, "type": "choices", "value": value})
    result += [
        {
            "type": "relation",
            "from_id": f"T{link.source}",
            "to_id": f"T{link.target}",
            "direction": "right",
            "labels": [link.label],
        }
        for link in flat.links
    ]
    return result


def _choices(event: EventMark, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What is chosen from lists: the control's name and the choice."""
    chosen = [("realis", event.realis)] if event.realis else []
    return chosen + [
        (f"{event.type}-{slot}", event.values[slot]) for slot in vocabulary.enums(event.type) if slot in event.values
    ]


def _document(task: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    with flat_form.intact(where):
        return _restored(task, vocabulary, where)


def _restored(task: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> AnnotatedDocument:
    data = field(task, "data", dict, where)
    text = field(data, "text", str, where)
    kept = data.get(KEPT) or {}
    answer, result = _answered(task, kept)
    regions = [item for item in result if item.get("type") == "labels"]
    names = [_number(item, where) for item in regions]
    told = [FlatSpan(number, *_place(item, text, where)) for number, item in zip(_own(names), regions, strict=True)]
    numbers = flat_form.numbered(told, kept, own=True)
    number_of = {name: numbers[span.number] for name, span in zip(names, told, strict=True)}
    spans = tuple(FlatSpan(numbers[span.number], span.start, span.end, span.label) for span in told)
    links = tuple(_link(item, number_of, where) for item in result if item.get("type") == "relation")
    choices = _choice_values(result, number_of, {span.number: span.label for span in spans}, where)
    notes = {number_of[name]: note for name, item in zip(names, regions, strict=True) if (note := _note(item))}
    return flat_form.restore(text, Flat(spans, links, choices, notes), {**kept, "answer": answer}, vocabulary, where)


def _answered(task: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[str | None, Sequence[Mapping[str, Any]]]:
    """The newest annotation, or the prediction where there is none."""
    annotations = task.get("annotations") or ()
    if annotations:
        newest = annotations[-1]
        told = kept.get("answer")
        answer = "ignore" if newest.get("was_cancelled") else "reject" if told == "reject" else "accept"
        return answer, newest.get("result") or ()
    predictions: Sequence[Mapping[str, Any]] = task.get("predictions") or ({},)
    return None, predictions[-1].get("result") or ()


def _number(item: Mapping[str, Any], where: str) -> str:
    return str(field(item, "id", str, where))


def _own(names: Sequence[str]) -> list[int]:
    """The number in every region's id; below zero for ids that Label Studio has made."""
    return [
        int(name[1:]) if name[:1] == "T" and name[1:].isdecimal() and name.isascii() else -place
        for place, name in enumerate(names, 1)
    ]


def _place(item: Mapping[str, Any], text: str, where: str) -> tuple[int, int, str]:
    value = field(item, "value", dict, where)
    start, end = field(value, "start", int, where), field(value, "end", int, where)
    labels = field(value, "labels", list, where)
    if len(labels) != 1 or not isinstance(labels[0], str):
        raise UsageError(f"{where}: found labels {labels} on one region, expected one label")
    words = value.get("text")
    if isinstance(words, str) and _plain(text[start:end]) != _plain(words):
        character = from_units(text)
        first, last = character(start), character(end)
        if first is not None and last is not None and _plain(text[first:last]) == _plain(words):
            start, end = first, last
    return start, end, labels[0]


def _plain(words: str) -> str:
    """Words without line breaks, which Label Studio writes as a backslash and an n."""
    return words.replace("\\n", "\n").replace("\r", "\n").replace("\n", " ")


def _link(item: Mapping[str, Any], number_of: Mapping[str, int], where: str) -> Link:
    ends = [field(item, name, str, where) for name in ("from_id", "to_id")]
    if item.get("direction") == "left":
        ends.reverse()
    for name in ends:
        if name not in number_of:
            raise UsageError(f"{where}: a relation points at region {name}, which is not there")
    labels: Sequence[str] = item.get("labels") or ()
    if len(labels) != 1:
        raise UsageError(f"{where}: found a relation with labels {list(labels)}, expected one slot or relation")
    return Link(number_of[ends[0]], number_of[ends[1]], str(labels[0]))


def _choice_values(
    result: Sequence[Mapping[str, Any]], number_of: Mapping[str, int], labels: Mapping[int, str], where: str
) -> dict[int, dict[str, str]]:
    """What is chosen on every trigger; choices that were made while it was of another type are over."""
    found: dict[int, dict[str, str]] = {}
    for item in result:
        if item.get("type") != "choices" or item.get("id") not in number_of:
            continue
        number = number_of[str(item["id"])]
        kind, _, slot = str(item.get("from_name")).rpartition("-")
        choices = field(field(item, "value", dict, where), "choices", list, where)
        if choices and kind in ("", labels[number]):
            found.setdefault(number, {})[slot] = str(choices[0])
    return found


def _note(item: Mapping[str, Any]) -> str | None:
    """A region's note: its lines, None without one."""
    lines = (item.get("meta") or {}).get("text")
    return "\n".join(map(str, lines)) if lines else None
