"""Rules that decisions ask for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lab_support import ABOUT, DATELINE

from nlp.annotation.log import append
from nlp.annotation.records import Decision
from nlp.errors import UsageError
from nlp.lab.cache import Parsed, parsed
from nlp.lab.replay import tell
from nlp.lab.suggest import Suggestion, suggest
from nlp.lab.suggest_words import after, as_pattern, before, wordings
from nlp.resources import load
from nlp.rules.notation import MARK
from support import Program

DRUG, PHASE = MARK["COMPOUND"] + "\ue100", MARK["PHASE"] + "\ue101"


def release(sentence: str) -> str:
    return f"Norvane Therapeutics Provides Business Update\n\n{DATELINE} gave an update.\n\n{sentence}{ABOUT}"


CURTAIN = {
    "a.txt": "In February 2024 the curtain went up on the Phase 3 trial of NRV-310 in gout.",
    "b.txt": "Last week the curtain went up on our Phase 2 trial of NRV-210.",
    "c.txt": "Then the curtain went up on a Phase 1 study of NRV-310.",
    "d.txt": "The board went up to the third floor.",
}
DOSED = {
    "e.txt": "Norvane dosed the first patient in the Phase 2 trial of NRV-210.",
    "f.txt": "Norvane dosed the first patient phantom in the Phase 2 trial of NRV-310.",
    "g.txt": "In May 2023 it dosed the first patient phantom for the Phase 1 trial of ALDORIQ.",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, sentence in (CURTAIN | DOSED).items():
        (folder / name).write_text(release(sentence))
    return folder


def told(texts: Path) -> dict[str, tuple[Parsed, list[Mapping[str, Any]]]]:
    found = {}
    for one in parsed([texts]):
        assert isinstance(one, Parsed)
        events = [event for event in tell(one, load()).events if event["type"] == "trial_status"]
        found[one.doc_id] = (one, events)
    return found


@pytest.fixture
def decided(texts: Path, tmp_path: Path) -> Path:
    """Two events added, two rejected, one accepted."""
    gold = tmp_path / "gold"
    for doc_id, (one, events) in told(texts).items():
        base = Decision("add", "ann", doc_id, one.sha256)
        if doc_id in ("a.txt", "b.txt"):
            start = one.text.index(CURTAIN[doc_id])
            mention = {"start": start, "end": start + len(CURTAIN[doc_id]), "text": CURTAIN[doc_id]}
            event = {"type": "trial_status", "status": "initiated", "realis": "actual", "mentions": [mention]}
            append(gold, Decision("add", "ann", doc_id, one.sha256, event=event))
        for event in events:
            action = "reject" if "phantom" in event["mentions"][0]["text"] else "accept"
            append(gold, Decision(action, "ann", doc_id, base.sha256, key=event["id"], was=event, event=event))  # type: ignore[arg-type]
    return gold


def test_what_people_added_and_rejected_asks_for_rules(texts: Path, decided: Path) -> None:
    found = suggest([texts], None, decided).found
    trigger, limit = found
    assert (trigger.kind, trigger.rule.split(".")[0], trigger.fields["set"]) == (
        "trigger",
        "trial_status",
        {"status": "initiated"},
    )
    assert "curtain" in trigger.fields["pattern"]
    assert [doc_id for doc_id, _ in trigger.asked] == ["a.txt", "b.txt"]
    assert [(one.kind, one.doc_id) for one in trigger.effect.changes] == [
        ("added", "a.txt"),
        ("added", "b.txt"),
        ("added", "c.txt"),
    ]
    assert (limit.kind, limit.rule) == ("limit", "trial_status.doses_first_patient")
    assert limit.fields["pattern"].endswith("(?! phantom)")
    assert (limit.tell, limit.silent) == (1, 2)
    removed = [(one.kind, one.doc_id) for one in limit.effect.changes]
    assert ("removed", "f.txt") in removed
    assert not any(doc_id == "e.txt" for _, doc_id in removed)


def test_nothing_is_changed_by_asking(texts: Path, decided: Path, patterns_copy: Path) -> None:
    before = {path: path.read_bytes() for path in patterns_copy.rglob("*") if path.is_file()}
    assert suggest([texts], patterns_copy, decided).found
    assert {path: path.read_bytes() for path in patterns_copy.rglob("*") if path.is_file()} == before


def test_what_was_taken_back_asks_for_nothing(texts: Path, tmp_path: Path) -> None:
    one = told(texts)["a.txt"][0]
    mention = {"start": one.text.index(CURTAIN["a.txt"]), "end": 0, "text": ""}
    event = {"type": "trial_status", "status": "initiated", "realis": "actual", "mentions": [mention]}
    added = append(tmp_path, Decision("add", "ann", "a.txt", one.sha256, event=event))
    append(tmp_path, Decision("reject", "ann", "a.txt", one.sha256, key=added.id, after=added.id, event=None))
    assert suggest([texts], None, tmp_path).found == ()


def test_decisions_on_other_texts_and_types_without_rules_are_counted(texts: Path, tmp_path: Path) -> None:
    for doc_id, sha256, kind in (("a.txt", "other", "deal"), ("z.txt", "0", "deal"), ("a.txt", "0", "payment")):
        append(tmp_path, Decision("add", "ann", doc_id, sha256, event={"type": kind, "mentions": []}))
    result = suggest([texts], None, tmp_path)
    assert (result.found, result.unread, result.elsewhere) == ((), 3, 1)


def test_gold_asks_as_well(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("a.txt", "b.txt"):
        compound = "NRV-310" if name == "a.txt" else "NRV-210"
        event = {"type": "trial_status", "compound": [compound], "status": "initiated", "quote": CURTAIN[name]}
        gold = {"doc_id": name, "events": [event | {"realis": "actual", "phase": None}]}
        (tmp_path / "docs" / f"{name}.json").write_text(json.dumps(gold))
    (found,) = [one for one in suggest([texts], None, tmp_path).found if one.kind == "trigger"]
    assert isinstance(found, Suggestion)
    assert "curtain" in found.fields["pattern"]


def test_an_empty_folder_is_said(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found neither decisions nor gold in"):
        suggest([texts], None, tmp_path / "none")


# ------------------------------------------------------------------ the verb


def test_the_verb_prints_a_rule_to_paste(program: Program, texts: Path, decided: Path) -> None:
    answer = program("patterns", "suggest", texts, "--gold", decided, "--no-cache")
    said = answer.stdout.decode()
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert "new rule for trial_status.yaml, asked for by 2 events that no rule tells\n" in said
    assert "    set: {status: initiated}\n" in said
    assert "limit of trial_status.doses_first_patient: 2 of its 2 wrong matches have it, none of 1 right ones" in said
    assert said.endswith("2 proposals\n")
    lines = program("patterns", "suggest", texts, "--gold", decided, "--no-cache", "--json").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["trigger", "limit"]


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("doses first", ["doses", "doses first", "first"]),
        (f"in the {DRUG}, began", ["began"]),
        (f"began {DRUG} trial", ["began", "began {COMPOUND} trial", "trial"]),
        ("the of and 2024", []),
    ],
)
def test_wordings_are_runs_of_words_that_say_something(view: str, expected: list[str]) -> None:
    assert list(wordings(view)) == expected


def test_the_words_beside_a_match() -> None:
    view = f"we dosed {DRUG} phantom in {PHASE}; it"
    end = view.index(" phantom")
    assert after(view, end) == ["phantom", "phantom in", "phantom in {PHASE}"]
    assert after(view, view.index(";")) == []
    assert before(view, view.index("dosed")) == ["we"]
    assert before(view, end + len(" phantom ")) == ["phantom", "{COMPOUND} phantom"]
    assert before(view, view.index(" it") + 1) == []


def test_a_wording_is_a_pattern_of_the_notation() -> None:
    assert as_pattern("{COMPOUND} well-tolerated a+b") == r"{COMPOUND} well-tolerated a\+b"
