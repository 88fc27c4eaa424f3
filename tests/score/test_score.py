"""The score: what counts as the same, and what the figures come to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nlp.engine import extract
from nlp.errors import UsageError
from nlp.score import read_gold, read_output, score
from nlp.score.align import align
from nlp.score.names import key, phrases_agree
from nlp.score.slots import Kind, same, tally
from support import Program

JANUARY = {"earliest": "2024-01-01", "latest": "2024-01-31"}


@pytest.mark.parametrize(
    ("kind", "gold", "found", "expected"),
    [
        (Kind.ENTITY, ["Norvane, Inc."], {"name": "NORVANE", "text": "x"}, True),
        (Kind.ENTITY, ["Norvane"], {"name": "Toral", "text": "Toral", "aliases": ["Norvane Ltd"]}, True),
        (Kind.ENTITY, ["Norvane"], {"name": "Toral", "text": "Toral"}, False),
        (Kind.ENUM, "1b/2a", "1/2", True),
        (Kind.ENUM, "2", "Phase 2", True),
        (Kind.ENUM, "2", "2/3", False),
        (Kind.ENUM, ["license", "option"], "option", True),
        (Kind.ENUM, None, None, True),
        (Kind.MONEY, {"amount": 100, "currency": "USD"}, {"amount": 100.4, "currency": "USD"}, True),
        (Kind.MONEY, {"amount": 100, "currency": "USD"}, {"amount": 101, "currency": "USD"}, False),
        (Kind.MONEY, {"amount": 100, "currency": "USD"}, {"amount": 100, "currency": "EUR"}, False),
        (Kind.NUMBER, 3, 3.0, True),
        (Kind.NUMBER, 3, None, False),
        (Kind.DATE, JANUARY, {"earliest": "2024-01-10", "latest": "2024-01-31"}, True),
        (Kind.DATE, JANUARY, {"earliest": "2023-01-01", "latest": "2024-01-31"}, True),
        (Kind.DATE, JANUARY, {"earliest": "2024-01-20", "latest": "2024-02-10"}, False),
        (Kind.DATE, None, None, False),
        (Kind.TEXT, "American Society of Clinical Oncology annual meeting", "ASCO", True),
        (Kind.TEXT, "marketing approval of the compound", "approval", True),
        (Kind.TEXTS, [["breast cancer", "BC"]], ["BC"], True),
        (Kind.TEXT, "lung cancer", "breast cancer", False),
    ],
)
def test_when_fillers_are_the_same(kind: Kind, gold: Any, found: Any, expected: bool) -> None:
    assert same(kind, gold, found) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Norvane Therapeutics, Inc.", "norvanetherapeutics"),
        ("NRV-210", "nrv210"),
        ("ALDORIQ®", "aldoriq"),
        ("Group", "group"),
    ],
)
def test_keys_of_names(name: str, expected: str) -> None:
    assert key(name) == expected


def test_phrases_need_more_than_half_of_their_words() -> None:
    assert phrases_agree("severe asthma", "asthma")
    assert not phrases_agree("severe asthma", "severe eczema")
    assert not phrases_agree("the", "a")


def test_a_wrong_filler_is_spurious_and_missing() -> None:
    assert tally(Kind.ENUM, "2", "3") == (0, 1, 1)
    assert tally(Kind.TEXTS, ["asthma", "eczema"], ["eczema", "gout"]) == (1, 1, 1)
    assert tally(Kind.TEXTS, ["asthma"], ["asthma", "asthma"]) == (1, 1, 0)
    assert tally(Kind.NUMBER, None, None) == (0, 0, 0)


def payment(amount: int | None, kind: str = "milestone", **slots: Any) -> dict[str, Any]:
    money = None if amount is None else {"amount": amount, "currency": "USD"}
    return {"type": "payment", "kind": kind, "amount": money, "realis": "actual", **slots}


def test_the_most_alike_events_are_paired_and_each_once() -> None:
    golds = [payment(5, trigger="approval"), payment(5, trigger="first dose"), payment(None)]
    found = [payment(5, trigger="first dose"), payment(None, kind="royalty"), payment(5), payment(5)]
    assert align(golds, found) == [(golds[1], found[0]), (golds[0], found[2])]


def test_the_figures_of_a_small_run() -> None:
    golds = [
        {
            "doc_id": "a",
            "publisher": ["Norvane"],
            "ticker": "QQRT",
            "compounds": [["NRV-210", "norvanib"], ["aspirin"]],
            "events": [payment(5, payer=["Toral"]), payment(7)],
        },
        {"doc_id": "b", "publisher": ["Toral"], "events": []},
    ]
    events = {"a": [payment(5, payer={"name": "Gilmore", "text": "Gilmore"}), payment(9)]}
    documents = {
        "a": {
            "publisher": ["Norvane, Inc."],
            "ticker": None,
            "compounds": [{"name": "norvanib", "texts": ["NRV-210", "norvanib"]}],
        }
    }
    report, mistakes = score(golds, events, documents)
    assert {k: v for k, v in report.items() if not k.startswith("by_")} == {
        "documents": 2,
        "answered": 1,
        "detection": {"p": 0.5, "r": 0.5, "f": 0.5, "n": 2},
        "slots": {"p": 0.4, "r": 0.4, "f": 0.4, "n": 5},
        "exact": {"p": 0.0, "r": 0.0, "f": 0.0, "n": 2},
        "realis": 1.0,
        "dates": {},
        "compounds": {"p": 1.0, "r": 0.6667, "f": 0.8, "n": 3},
        "alias_pairs": {"p": 1.0, "r": 1.0, "f": 1.0, "n": 1},
        "head": {"publisher": 0.5, "ticker": 0.0, "release_date": 0.0},
    }
    assert [(m.what, m.doc_id) for m in mistakes] == [("slots", "a"), ("missing", "a"), ("spurious", "a")]


def test_the_publishers_own_trials_need_no_sponsor() -> None:
    trial = {"type": "trial_status", "compound": ["NRV-210"], "status": "ongoing", "realis": "actual"}
    gold = {"doc_id": "a", "publisher": ["Norvane"], "events": [{**trial, "sponsor": ["Norvane"]}]}
    report, _ = score([gold], {"a": [{**trial, "compound": {"name": "NRV-210", "text": "NRV-210"}}]}, {})
    assert (report["exact"]["f"], report["slots"]["f"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("docs/a.json", "[]", "found a JSON list in"),
        ("docs/a.json", "{", "found broken JSON in"),
        ("docs/a.json", "{}", "found a gold document without doc_id or events"),
        ("leads.jsonl", '{"doc_id": "a", "events": []}\n{"doc_id"', "leads.jsonl, line 2"),
        ("other.json", "{}", "found no gold in"),
    ],
)
def test_gold_that_cannot_be_used_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError, match=message):
        read_gold(tmp_path)


def test_the_verb_prints_the_figures_and_writes_them(program: Program, tmp_path: Path, corpus: Path) -> None:
    gold = corpus.parent / "annotations" / "gold"
    extract([corpus], tmp_path / "out")
    answer = program("score", gold, tmp_path / "out", "--json", tmp_path / "report.json", "--errors", "1")
    report, mistakes = score(read_gold(gold), *read_output(tmp_path / "out"))
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert json.loads((tmp_path / "report.json").read_text()) == report
    detection = report["detection"]
    first = (
        f"detection                        P {detection['p']:.3f}  R {detection['r']:.3f}  F {detection['f']:.3f}  n 75"
    )
    said = answer.stdout.decode().splitlines()
    assert said[0] == first
    assert [line for line in said if line.startswith("[")] == [f"[{mistakes[0].what}] {mistakes[0].doc_id}"]


@pytest.mark.parametrize("name", ["seeds", "read"])
def test_the_figures_are_those_of_the_contract(shared: Path, tmp_path: Path, program: Program, name: str) -> None:
    """To the last digit, and in the same words."""
    extract([shared / "gold" / name / "input"], tmp_path)
    gold = shared / "gold" / name / "gold"
    ours = program("score", gold, tmp_path, "--errors", "2000", "--json", tmp_path / "ours.json")
    script = [sys.executable, str(shared / "contract" / "score.py"), str(gold), str(tmp_path), "--errors", "2000"]
    theirs = subprocess.run([*script, "--json", str(tmp_path / "theirs.json")], capture_output=True, check=True)
    assert (tmp_path / "ours.json").read_text() == (tmp_path / "theirs.json").read_text()
    figures = [line for line in ours.stdout.decode().splitlines() if not line.startswith("  ")]
    assert figures == [line for line in theirs.stdout.decode().splitlines() if not line.startswith("  ")]
