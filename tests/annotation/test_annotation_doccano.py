"""doccano's JSONL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from marks_made import VOCABULARY, made
from other_readers import run_reader

from nlp.annotation.formats import doccano
from nlp.annotation.formats.units import from_units, to_units
from nlp.annotation.marks import AnnotatedDocument, Mark
from nlp.errors import UsageError


def _example() -> dict[str, Any]:
    value: dict[str, Any] = orjson.loads(doccano.write([made()], VOCABULARY)["examples.jsonl"])
    return value


def _read(example: dict[str, Any]) -> AnnotatedDocument:
    [document] = doccano.read({"all.jsonl": orjson.dumps(example)}, VOCABULARY)
    return document


def test_offsets_are_what_doccanos_page_counts() -> None:
    entities = {entity["id"]: entity for entity in _example()["entities"]}
    assert entities[5] == {"id": 5, "label": "INDICATION", "start_offset": 78, "end_offset": 84}
    assert entities[6] == {"id": 6, "label": "INDICATION", "start_offset": 92, "end_offset": 96}
    assert made().text.encode("utf-16-le")[2 * 92 : 2 * 96].decode("utf-16-le") == "COPD"


def test_spans_that_doccano_has_given_new_ids_are_still_the_same() -> None:
    example = _example()
    new = {entity["id"]: 900 - entity["id"] for entity in example["entities"]}
    for entity in example["entities"]:
        entity["id"] = new[entity["id"]]
    for relation in example["relations"]:
        relation |= {"from_id": new[relation["from_id"]], "to_id": new[relation["to_id"]]}
    example["entities"].reverse()
    example["Comments"] = []
    assert _read(example) == made()


def test_what_was_written_comes_back_also_from_the_meta_data() -> None:
    example = _example()
    example["meta"] = {"extract_events": example.pop("extract_events")}
    assert _read(example) == made()


def test_labels_without_ids_are_names_only() -> None:
    example = {"text": "🧬 NRV-210", "label": [[3, 10, "COMPOUND"]]}
    assert _read(example) == AnnotatedDocument(
        "", "🧬 NRV-210", entities=(Mark(1, "COMPOUND", ((2, 9),)),), whole=False
    )


def test_names_only_are_written_as_labels() -> None:
    names = replace(made(), events=(), relations=(), whole=False)
    example = orjson.loads(doccano.write([names], VOCABULARY)["examples.jsonl"])
    assert example["label"][:2] == [[0, 7, "COMPANY"], [40, 47, "PHASE"]]
    assert _read(example) == names


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        ({"text": "🧬a", "label": [[1, 3, "DATE"]]},
         "all.jsonl, line 1: found DATE from 1 to 3, expected a place within the text that cuts no character in two "
         "(doccano counts UTF-16 code units)"),
        ({"text": "abc", "label": [[0, 2]]},
         "all.jsonl, line 1: found '[0, 2]' as a label, expected [start, end, label]"),
        ({"text": "abc", "entities": [], "relations": [{"from_id": 1, "to_id": 2, "type": "alias"}]},
         "all.jsonl, line 1: a relation points at entity 1, which is not there"),
    ],
)  # fmt: skip
def test_what_is_no_example_is_an_error_with_file_and_line(example: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        _read(example)
    assert str(raised.value) == problem


@pytest.mark.parametrize(
    ("text", "units"),
    [("abc", [0, 1, 2, 3]), ("a🧬b", [0, 1, 3, 4]), ("", [0]), ("\ufeffé", [0, 1, 2]), ("🧬🧬", [0, 2, 4])],
)
def test_characters_beyond_the_basic_plane_count_two_units(text: str, units: list[int]) -> None:
    assert [to_units(text)(place) for place in range(len(text) + 1)] == units
    assert [from_units(text)(unit) for unit in units] == list(range(len(text) + 1))


@pytest.mark.slow
def test_what_goes_through_doccanos_own_import_and_export_is_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "examples.jsonl").write_bytes(doccano.write([made()], VOCABULARY)["examples.jsonl"])
    run_reader("backend.data_import", "doccano_reader.py", tmp_path / "examples.jsonl", tmp_path)
    back = (tmp_path / "all.jsonl").read_bytes()
    assert doccano.read({"all.jsonl": back}, VOCABULARY) == [made()]
