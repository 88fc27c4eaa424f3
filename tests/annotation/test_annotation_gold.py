"""Decisions of a review, written into gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_annotation_agreement import deal, entity, trial

from nlp.annotation.gold import file_name, gold_event, write_gold
from nlp.annotation.log import append
from nlp.annotation.records import Decision
from nlp.annotation.reviewed import Reviewed, reviewed
from nlp.errors import UsageError
from nlp.score import read_gold

LINE = {"doc_id": "a.txt", "publisher": ["Norvane"], "compounds": [], "relations": []}
LINES = {"a.txt": LINE}
REMEDY = "(mark it done on the page, or import with --done)"
HEAD = {"doc_id": "a.txt", "publisher": ["Norvane"], "ticker": None, "release_date": None, "compounds": []}


def decide(folder: Path, action: Any, key: str, was: Any = None, event: Any = None, annotator: str = "ann") -> Decision:
    return append(folder, Decision(action, annotator, "a.txt", "0", key=key, was=was, event=event))


def gold(folder: Path, *events: Any) -> None:
    write_gold(folder, HEAD | {"subsidiaries": [], "events": [gold_event(event) for event in events]})


def events_of(result: Reviewed) -> list[Any]:
    (document,) = result.documents
    return list(document["events"])


def test_names_are_those_that_the_document_uses_best_first() -> None:
    line = trial(compound={"name": "lorvotuzumab", "id": "l", "text": "IMGN901", "aliases": ["huN901-DM1"]})
    assert gold_event(line) == {
        "type": "trial_status",
        "compound": ["IMGN901", "huN901-DM1"],
        "phase": "2",
        "status": "initiated",
        "indication": [["asthma"]],
        "trial": None,
        "sponsor": None,
        "date": {"earliest": "2026-01-01", "latest": "2026-03-31"},
        "realis": "expected",
        "quote": "NRV-210 will enter Phase 2",
    }


def test_a_document_becomes_gold_when_it_is_read_through(tmp_path: Path) -> None:
    decide(tmp_path, "accept", "1", trial(), trial())
    decide(tmp_path, "reject", "2", deal())
    assert reviewed(tmp_path, LINES) == Reviewed((), {"a.txt": f"not read through by ann {REMEDY}"})
    decide(tmp_path, "done", "")
    assert events_of(reviewed(tmp_path, LINES)) == [gold_event(trial())]
    assert reviewed(tmp_path, {}).left_out == {"a.txt": "no gold, and not in the run's documents.jsonl"}


def test_gold_changes_where_somebody_decided_and_nowhere_else(tmp_path: Path) -> None:
    other = trial(compound=entity("NRV-310"))
    gold(tmp_path, trial(), deal(), other)
    decide(tmp_path, "reject", "1", trial())
    decide(tmp_path, "correct", "2", deal(), deal(status="expanded"))
    added = decide(tmp_path, "add", "", None, deal(kind="supply"))
    kept = [gold_event(deal(status="expanded")), gold_event(other), gold_event(deal(kind="supply"))]
    assert events_of(reviewed(tmp_path, {})) == kept
    append(tmp_path, Decision("reject", "ann", "a.txt", "0", key=added.id, after=added.id, event=None))
    assert events_of(reviewed(tmp_path, {})) == kept[:2]


def test_what_was_added_and_corrected_later_is_there_once(tmp_path: Path) -> None:
    gold(tmp_path, trial())
    added = decide(tmp_path, "add", "", None, deal())
    now = deal(royalty="low single digit")
    append(tmp_path, Decision("correct", "ann", "a.txt", "0", key=added.id, after=added.id, event=now))
    assert events_of(reviewed(tmp_path, {})) == [gold_event(trial()), gold_event(now)]


def test_several_annotators_have_to_agree(tmp_path: Path) -> None:
    for name in ("ann", "bob"):
        decide(tmp_path, "accept", "1", trial(), trial(), name)
    assert reviewed(tmp_path, LINES).left_out == {"a.txt": f"not read through by ann, bob {REMEDY}"}
    for name in ("ann", "bob"):
        decide(tmp_path, "done", "", annotator=name)
    assert events_of(reviewed(tmp_path, LINES)) == [gold_event(trial())]
    decide(tmp_path, "add", "", None, deal(), "bob")
    said = "ann and bob disagree on 1 things (see annotate agreement)"
    assert reviewed(tmp_path, LINES).left_out == {"a.txt": said}
    assert events_of(reviewed(tmp_path, LINES, "ann")) == [gold_event(trial())]


def test_no_decisions_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found no decisions in"):
        reviewed(tmp_path, LINES)


def test_gold_is_written_over_its_own_file_or_line_only(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other name.json").write_text(json.dumps({"doc_id": "a.txt", "events": []}))
    leads = [{"doc_id": f"leads.jsonl:{number}", "events": []} for number in (1, 2)]
    (tmp_path / "leads.jsonl").write_text("".join(f"{json.dumps(lead)}\n" for lead in leads))
    assert write_gold(tmp_path, {"doc_id": "a.txt", "events": [1]}).name == "other name.json"
    assert write_gold(tmp_path, {"doc_id": "leads.jsonl:2", "events": [2]}).name == "leads.jsonl"
    new = tmp_path / "docs" / "new%2F..%2F%C3%A9.txt.json"
    assert write_gold(tmp_path, {"doc_id": "new/../é.txt", "events": [3]}) == new
    assert {one["doc_id"]: one["events"] for one in read_gold(tmp_path)} == {
        "a.txt": [1],
        "leads.jsonl:1": [],
        "leads.jsonl:2": [2],
        "new/../é.txt": [3],
    }


@pytest.mark.parametrize("doc_id", ["../../x", "/etc/passwd", "a\nb", "..", "a" * 300])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, doc_id: str) -> None:
    path = tmp_path / "docs" / file_name(doc_id)
    assert path.resolve().parent == (tmp_path / "docs").resolve()
    assert len(path.name.encode()) <= 255
