"""Label Studio's JSON and labelling configuration."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree
from marks_made import VOCABULARY, at, made
from other_readers import run_reader

from nlp.annotation.formats import label_studio
from nlp.annotation.marks import AnnotatedDocument, Mark
from nlp.errors import UsageError


def _task(document: AnnotatedDocument) -> dict[str, Any]:
    [task] = orjson.loads(label_studio.write([document], VOCABULARY)["tasks.json"])
    return dict(task)


def _read(task: dict[str, Any]) -> AnnotatedDocument:
    [document] = label_studio.read({"back.json": orjson.dumps([task])}, VOCABULARY)
    return document


def test_a_document_that_nobody_has_read_is_a_prediction_and_one_with_an_answer_an_annotation() -> None:
    answers = {answer: _task(replace(made(), answer=answer)) for answer in (None, "accept", "ignore")}
    assert "annotations" not in answers[None]
    assert answers[None]["predictions"][0]["model_version"] == "extract-events"
    assert [answers[a]["annotations"][0]["was_cancelled"] for a in ("accept", "ignore")] == [False, True]


def test_regions_count_code_points_also_behind_characters_that_javascript_counts_twice() -> None:
    regions = [item for item in _task(made())["predictions"][0]["result"] if item["type"] == "labels"]
    copd = next(region for region in regions if region["value"]["text"] == "COPD")
    assert (copd["value"]["start"], copd["value"]["end"]) == at("COPD") == (91, 95)


def test_regions_of_old_versions_that_count_code_units_are_read_by_their_words() -> None:
    value = {"start": 92, "end": 96, "text": "COPD", "labels": ["INDICATION"]}
    region = {"id": "x1", "type": "labels", "value": value}
    task = {"data": {"text": made().text}, "annotations": [{"result": [region]}]}
    assert _read(task) == AnnotatedDocument(
        "", made().text, entities=(Mark(1, "INDICATION", (at("COPD"),)),), answer="accept"
    )


def test_what_was_changed_on_the_page_is_read() -> None:
    task = _task(replace(made(), answer="accept"))
    result = task["annotations"][0]["result"]
    for item in result:
        if item["type"] == "choices" and item["from_name"] == "trial_status-status":
            item["value"]["choices"] = ["completed"]
        if item.get("id") == "T5" and item["type"] == "labels":
            item["value"] |= {"start": 78, "end": 95, "text": made().text[78:95]}
        if item.get("meta"):
            item["meta"] = {"text": ["first line", "second line"]}
        if item["type"] == "relation" and item["labels"] == ["sponsor"]:
            item["from_id"], item["to_id"], item["direction"] = item["to_id"], item["from_id"], "left"
    before = replace(made(), answer="accept")
    trial, payment = before.events
    indication = Mark(5, "INDICATION", ((78, 95),))
    assert _read(task) == replace(
        before,
        entities=tuple(indication if mark.number == 5 else mark for mark in before.entities),
        events=(
            replace(trial, values={**trial.values, "status": "completed"}),
            replace(payment, note="first line\nsecond line"),
        ),
    )


def test_an_event_of_another_type_keeps_its_id_and_loses_what_that_type_does_not_have() -> None:
    task = _task(replace(made(), answer="accept"))
    result = task["annotations"][0]["result"]
    task["annotations"][0]["result"] = [
        item for item in result if item["type"] != "relation" or item["labels"] not in (["phase"], ["sponsor"])
    ]
    next(item for item in result if item.get("id") == "T8")["value"]["labels"] = ["regulatory"]
    first = _read(task).events[0]
    assert (first.id, first.type, first.arguments) == (
        "0a", "regulatory", (("compound", 3), ("indication", 5), ("indication", 6))
    )  # fmt: skip
    assert first.values == {"compound": {"name": "NRV-210", "id": None}}


def test_the_configuration_shows_every_label_slot_and_list() -> None:
    view = etree.fromstring(label_studio.write([], VOCABULARY)["config.xml"])
    assert [label.get("value") for label in view.iter("Label")] == [*VOCABULARY.labels, *VOCABULARY.types]
    slots = {slot for slots in VOCABULARY.types.values() for slot in slots}
    assert {r.get("value") for r in view.iter("Relation")} == {"alias", "not_same_as", "subsidiary_of", *slots}
    choices = {c.get("name"): [choice.get("value") for choice in c] for c in view.iter("Choices")}
    assert choices["realis"] == list(VOCABULARY.realis)
    assert choices["readout-outcome"] == ["positive", "negative", "mixed"]


@pytest.mark.parametrize(
    ("task", "problem"),
    [
        ({}, "back.json, item 1: found nothing as 'data', expected an object"),
        ({"data": {"text": "abc"}, "annotations": [{"result": [
            {"id": "a", "type": "labels", "value": {"start": 0, "end": 2, "labels": ["DATE", "TRIAL"]}}]}]},
         "back.json, item 1: found labels ['DATE', 'TRIAL'] on one region, expected one label"),
        ({"data": {"text": "abc"}, "annotations": [{"result": [
            {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["alias"]}]}]},
         "back.json, item 1: a relation points at region a, which is not there"),
    ],
)  # fmt: skip
def test_what_is_no_task_is_an_error_with_file_and_item(task: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        _read(task)
    assert str(raised.value) == problem


@pytest.mark.slow
def test_label_studios_own_converter_reads_the_same_regions_and_controls(tmp_path: Path) -> None:
    document = replace(made(), answer="accept")
    for name, data in label_studio.write([document], VOCABULARY).items():
        (tmp_path / name).write_bytes(data)
    told = json.loads(run_reader("label_studio_converter", "label_studio_reader.py", tmp_path))
    enums = [f"{kind}-{slot}" for kind in VOCABULARY.types for slot in VOCABULARY.enums(kind)]
    assert told["controls"] == sorted(["label", "realis", *enums])
    text = document.text
    marks = [(mark.start, mark.end, [mark.label]) for mark in document.entities]
    marks += [(event.trigger[0][0], event.trigger[-1][1], [event.type]) for event in document.events]
    labelled = [region for region in told["regions"] if region["labels"]]
    assert [(r["start"], r["end"], r["labels"]) for r in labelled] == marks
    assert all(r["text"] == text[r["start"] : r["end"]] for r in told["regions"])
    [small] = told["small"]
    assert small["text"] == text
    assert (small["realis"], small["trial_status-status"]) == (["actual", "expected"], "initiated")
