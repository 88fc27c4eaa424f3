"""Decisions that came back from another tool, written once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nlp.annotation.formats.taking import read_through, take
from nlp.annotation.log import append, read_decisions
from nlp.annotation.records import Decision
from nlp.errors import UsageError

EVENT = {"type": "readout", "realis": "actual", "mentions": []}
ACCEPT = Decision("accept", "ada", "a.txt", "00", "k1", event=EVENT, was=EVENT, rule="readout.x")
REJECT = Decision("reject", "ada", "a.txt", "00", "k2", was=EVENT, rule="readout.y")
ADD = Decision("add", "ada", "a.txt", "00", event=EVENT)


def test_the_same_decisions_taken_twice_are_written_once(tmp_path: Path) -> None:
    decisions = [ACCEPT, REJECT, ADD, read_through("a.txt", "00", "ada")]
    first = take(tmp_path, "ada", decisions)
    written = (tmp_path / "decisions" / "ada.jsonl").read_bytes()
    second = take(tmp_path, "ada", decisions)
    assert ([d.action for d in first.new], first.already) == (["accept", "reject", "add", "done"], 0)
    assert (second.new, second.already, second.otherwise) == ((), 4, ())
    assert (tmp_path / "decisions" / "ada.jsonl").read_bytes() == written


def test_what_was_added_and_thought_better_of_is_not_added_again(tmp_path: Path) -> None:
    [added] = take(tmp_path, "ada", [ADD]).new
    append(tmp_path, replace(added, action="reject", event=None, after=added.id))
    again = take(tmp_path, "ada", [ADD])
    assert (again.new, again.already) == ((), 1)


def test_a_decision_against_one_that_stands_is_taken_only_on_demand(tmp_path: Path) -> None:
    standing = append(tmp_path, replace(ACCEPT, action="reject", event=None))
    left = take(tmp_path, "ada", [ACCEPT])
    assert (left.new, left.otherwise) == ((), ((ACCEPT, standing),))
    [taken] = take(tmp_path, "ada", [ACCEPT], replacing=True).new
    assert (taken.action, taken.after) == ("accept", standing.id)
    assert read_decisions(tmp_path) == [standing, taken]


def test_trying_out_writes_nothing(tmp_path: Path) -> None:
    assert take(tmp_path, "ada", [ACCEPT, ADD], write=False).new == (ACCEPT, ADD)
    assert list(tmp_path.iterdir()) == []


def test_another_annotators_decisions_are_no_matter(tmp_path: Path) -> None:
    take(tmp_path, "ada", [ACCEPT])
    assert len(take(tmp_path, "bob", [replace(ACCEPT, annotator="bob")]).new) == 1


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "decisions").write_text("a file in the way")
    with pytest.raises(UsageError, match=r"decisions/ada\.jsonl: Not a directory"):
        take(tmp_path, "ada", [ACCEPT])
