"""Two readers compared, their differences decided, gold written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlp.annotation.adjudicate import TAKES, Settled, Taken, settle
from nlp.annotation.agreement import alpha, compare
from nlp.annotation.gold import gold_event
from nlp.annotation.log import append
from nlp.annotation.readings import Read, Reading, read_reading
from nlp.annotation.records import Decision
from nlp.errors import UsageError
from support import Program

Event = dict[str, Any]


def entity(name: str) -> Event:
    return {"name": name, "id": None, "text": name, "aliases": []}


def trial(**changes: Any) -> Event:
    """A line of events.jsonl, without ids."""
    line = {
        "type": "trial_status",
        "compound": entity("NRV-210"),
        "phase": "2",
        "status": "initiated",
        "indication": ["asthma"],
        "trial": None,
        "sponsor": None,
        "date": {"earliest": "2026-01-01", "latest": "2026-03-31", "text": "1Q 2026"},
        "realis": "expected",
        "mentions": [{"start": 10, "end": 40, "text": "NRV-210 will enter\nPhase 2"}],
    }
    return line | changes


def deal(**changes: Any) -> Event:
    line = {
        "type": "deal",
        "kind": "license",
        "status": "signed",
        "parties": [entity("Norvane"), entity("Toral Pharma")],
        "licensor": entity("Norvane"),
        "licensee": entity("Toral Pharma"),
        "asset": ["NRV-210"],
        "territory": [],
        "upfront": None,
        "milestones": {"amount": 5, "currency": "USD"},
        "royalty": None,
        "date": None,
        "realis": "actual",
        "mentions": [{"start": 100, "end": 150, "text": "licensed NRV-210 to Toral"}],
    }
    return line | changes


def read(line: Event, *, places: bool = True) -> Read:
    spots = tuple((mention["start"], mention["end"]) for mention in line["mentions"])
    return Read(gold_event(line), spots if places else None)


def reading(name: str, *lines: Event, places: bool = True) -> Reading:
    return Reading(name, {"a.txt": tuple(read(line, places=places) for line in lines)})


LATER = {"earliest": "2026-07-01", "latest": "2026-12-31", "text": "2H 2026"}
ELSEWHERE = [{"start": 300, "end": 340, "text": "another sentence"}]
WIDER = [{"start": 5, "end": 40, "text": "So NRV-210 will enter\nPhase 2"}]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ([trial(), deal()], [deal(), trial()], []),
        ([trial()], [], [("missing", None)]),
        ([], [deal()], [("missing", None)]),
        ([trial()], [trial(realis="actual")], [("realis", None)]),
        ([trial()], [trial(date=LATER)], [("date", "date")]),
        ([trial()], [trial(date=None, indication=[])], [("slot", "indication"), ("date", "date")]),
        ([trial()], [trial(mentions=WIDER)], [("boundary", None)]),
        ([trial()], [trial(compound=entity("NRV-310"))], [("slot", "compound")]),
        ([trial()], [trial(compound=entity("NRV-310"), mentions=ELSEWHERE)], [("missing", None), ("missing", None)]),
        ([trial()], [deal(mentions=trial()["mentions"])], [("type", None)]),
        ([deal()], [deal(milestones={"amount": 5, "currency": "EUR"})], [("slot", "milestones")]),
    ],
)
def test_every_difference_has_its_kind(left: list[Event], right: list[Event], found: list[tuple[str, Any]]) -> None:
    agreement = compare(reading("ann", *left), reading("bob", *right))
    assert [(one.kind, one.slot) for one in agreement.disagreements] == found


def test_without_offsets_quotes_tell_whether_the_words_are_the_same() -> None:
    other = trial(compound=entity("NRV-310"), mentions=[{"start": 0, "end": 0, "text": "will enter Phase 2"}])
    agreement = compare(reading("a", trial(), places=False), reading("b", other, places=False))
    assert [(one.kind, one.slot) for one in agreement.disagreements] == [("slot", "compound")]


def test_the_figures_are_those_of_the_score() -> None:
    left = reading("ann", trial(), deal())
    right = reading("bob", trial(date=None), trial(status="completed", phase="3"))
    report = compare(left, replace(right, documents={**right.documents, "b.txt": ()})).report
    assert {name: report[name] for name in ("documents", "only_left", "only_right", "unfinished")} == {
        "documents": 1,
        "only_left": 0,
        "only_right": 1,
        "unfinished": 0,
    }
    assert report["events"] == {"p": 0.5, "r": 0.5, "f": 0.5, "n": 2}
    assert report["events_by_type"]["deal"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}
    assert report["slots_by_name"]["trial_status.date"] == {"p": 0.0, "r": 0.0, "f": 0.0, "n": 1}
    assert report["disagreements"] == {"date": 1, "missing": 2}
    assert report["realis_alpha"] is None  # one value only


def test_readings_without_a_common_document_are_refused() -> None:
    with pytest.raises(UsageError, match="found no document that both have read: ann has 1, bob has 0"):
        compare(reading("ann", trial()), Reading("bob", {}))


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", examples A (binary) and B (nominal).
_A = ("0100000010", "1110010000")
_B = ("aabbdcccedda", "babbbccceddd")


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [(*_A, 0.0952), (*_B, 0.692), ("aabb", "aabb", 1.0), ("ab", "ba", -0.5), ("aaaa", "aaaa", None), ("", "", None)],
)
def test_alpha_is_krippendorffs(one: str, two: str, expected: float | None) -> None:
    assert alpha(list(zip(one, two, strict=True))) == expected


# ------------------------------------------------------------------ decided


def decide(left: Reading, right: Reading, takes: Sequence[str]) -> Settled:
    asked = compare(left, right).disagreements
    return settle(left, right, [Taken(one.id, take) for one, take in zip(asked, takes, strict=False)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "takes", "expected"),
    [
        (trial(), trial(date=LATER), ["right"], trial(date=LATER)),
        (trial(), trial(date=LATER), ["left"], trial()),
        (trial(), trial(date=LATER), ["neither"], trial(date=None)),
        (trial(), trial(indication=[]), ["neither"], trial(indication=[])),
        (trial(), trial(realis="actual"), ["right"], trial(realis="actual")),
        (trial(), None, ["left"], trial()),
        (trial(), None, ["right"], None),
        (None, trial(), ["neither"], None),
        (trial(), deal(mentions=WIDER), ["right"], deal(mentions=WIDER)),
        (trial(), deal(mentions=WIDER), ["neither"], None),
        (trial(), trial(mentions=WIDER), ["right"], trial(mentions=WIDER)),
        (trial(), trial(date=None, realis="actual"), ["left", "right"], trial(realis="actual")),
    ],
)
def test_what_is_taken_becomes_gold(
    left: Event | None, right: Event | None, takes: list[str], expected: Event | None
) -> None:
    one, two = (reading(name, *([line] if line else [])) for name, line in (("ann", left), ("bob", right)))
    settled = decide(one, two, takes)
    assert settled == Settled({"a.txt": (gold_event(expected),) if expected else ()}, {})


def test_a_document_with_an_open_question_is_not_settled() -> None:
    left, right = reading("ann", trial()), reading("bob", trial(date=None, realis="actual"))
    asked = compare(left, right).disagreements
    assert decide(left, right, ["left"]) == Settled({}, {"a.txt": (asked[1].id,)})


def test_decisions_on_other_readings_are_refused() -> None:
    with pytest.raises(UsageError, match="found decisions on abc, expected ids that `annotate agreement` lists"):
        settle(reading("ann", trial()), reading("bob", trial()), [Taken("abc", "left")])
    with pytest.raises(UsageError, match="found 'neither' for realis"):
        decide(reading("ann", trial()), reading("bob", trial(realis="actual")), ["neither"])


# ------------------------------------------------------------------ as a user does it


def write_run(out: Path, documents: Mapping[str, Sequence[Event]]) -> None:
    out.mkdir()
    lines = [
        {"doc_id": name, "status": "ok", "publisher": ["Norvane"], "compounds": [{"texts": ["NRV-210"]}]}
        for name in documents
    ]
    events = [event | {"doc_id": name, "id": "x"} for name, some in documents.items() for event in some]
    (out / "documents.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    (out / "events.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in events))


def test_from_two_annotators_to_gold(program: Program, tmp_path: Path) -> None:
    """Two annotators read a document, a third one decides, the gold is written, and it agrees with itself."""
    out, gold = tmp_path / "out", tmp_path / "gold"
    write_run(out, {"a.txt": [trial(), deal()], "b.txt": []})
    for name, realis in (("ann", "expected"), ("bob", "actual")):
        append(gold, Decision("accept", name, "a.txt", "0", key="1", event=trial(realis=realis), was=trial()))
        append(gold, Decision("reject", name, "a.txt", "0", key="2", was=deal()))
        append(gold, Decision("done", name, "a.txt", "0"))
    answer = program("annotate", "gold", gold, "--out", out)
    assert (answer.returncode, answer.stdout.decode()) == (
        1,
        "a.txt: left out, ann and bob disagree on 1 things (see annotate agreement)\n",
    )
    files = [gold / "decisions" / f"{name}.jsonl" for name in ("ann", "bob")]
    answer = program("annotate", "agreement", *files, "--questions", tmp_path / "q.jsonl")
    said = answer.stdout.decode()
    assert "documents that both have read: 1" in said
    assert "realis       Krippendorff's alpha 0.000   (over 1 events)" in said
    question = json.loads((tmp_path / "q.jsonl").read_text())
    assert (question["kind"], question["take"]) == ("realis", None)
    arguments = ["annotate", "adjudicate", *files, tmp_path / "q.jsonl", "--gold", gold, "--out", out]
    assert program(*arguments).stdout == b"a.txt: 1 questions open, nothing written\n"
    (tmp_path / "q.jsonl").write_text(json.dumps(question | {"take": "left"}))
    answer = program(*arguments)
    assert (answer.returncode, answer.stdout.decode()) == (0, f"{gold}/docs/a.txt.json\n")
    written = json.loads((gold / "docs" / "a.txt.json").read_text())
    assert written == {
        "doc_id": "a.txt",
        "publisher": ["Norvane"],
        "ticker": None,
        "release_date": None,
        "compounds": [["NRV-210"]],
        "subsidiaries": [],
        "events": [gold_event(trial())],
    }
    assert b"events       F 1.000" in program("annotate", "agreement", gold, files[0]).stdout


def test_a_decided_question_can_become_an_example(program: Program, tmp_path: Path, patterns_copy: Path) -> None:
    gold = tmp_path / "gold"
    for name, line in (("left", trial()), ("right", None)):
        (gold / name / "docs").mkdir(parents=True)
        content = {"doc_id": "a.txt", "events": [gold_event(line)] if line else []}
        (gold / name / "docs" / "a.json").write_text(json.dumps(content))
    sides = [gold / "left", gold / "right"]
    assert program("annotate", "agreement", *sides, "--questions", tmp_path / "q.jsonl").returncode == 0
    question = json.loads((tmp_path / "q.jsonl").read_text())
    decided = question | {"take": "right", "example_of": "trial_status.first_patient"}
    (tmp_path / "q.jsonl").write_text(json.dumps(decided))
    arguments = ["annotate", "adjudicate", *sides, tmp_path / "q.jsonl", "--gold", gold]
    assert b"expected --patterns FOLDER" in program(*arguments).stderr
    answer = program(*arguments, "--patterns", patterns_copy)
    assert (answer.returncode, b"an example of trial_status.first_patient" in answer.stdout) == (0, True)
    text = (patterns_copy / "events" / "trial_status.yaml").read_text()
    assert text.count('      - "NRV-210 will enter Phase 2"\n') == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [("{", "line 1: found broken JSON"), ('{"id": "x", "take": "both"}', f"expected one of {', '.join(TAKES)}")],
)
def test_a_file_of_questions_that_cannot_be_read(program: Program, tmp_path: Path, line: str, problem: str) -> None:
    (tmp_path / "q.jsonl").write_text(line)
    answer = program("annotate", "adjudicate", tmp_path, tmp_path, tmp_path / "q.jsonl", "--gold", tmp_path)
    assert (answer.returncode, problem in answer.stderr.decode()) == (2, True)


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected a gold folder \(docs/\*\.json\), a run's output"):
        read_reading(tmp_path)
