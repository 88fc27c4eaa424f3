"""The rules' own examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nlp.engine.examples import Check, check_examples
from support import ROOT, Program


@pytest.fixture(scope="module")
def checks() -> list[Check]:
    return list(check_examples())


def test_examples_are_told_and_counter_examples_are_not(checks: list[Check]) -> None:
    assert [f"{check.rule}: {check.sentence}" for check in checks if not check.passed] == []
    assert len(checks) > 200


@pytest.mark.parametrize(
    ("matches", "told", "told_by", "counter", "passed"),
    [
        (True, True, ("a.x",), False, True),
        (True, True, ("a.y",), False, True),  # a sibling's match says more
        (False, True, ("a.y",), False, False),
        (True, False, (), False, False),
        (True, False, (), True, True),
        (True, True, ("a.x", "a.y"), True, False),
    ],
)
def test_what_passes(matches: bool, told: bool, told_by: tuple[str, ...], counter: bool, passed: bool) -> None:
    assert Check("a.x", "sentence", counter, matches, told, told_by).passed is passed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "patterns", tmp_path / "patterns")
    return tmp_path / "patterns"


RULE = """type: readout
rules:
  - id: told
    pattern: "{COMPOUND} showed a (?:<nice>) effect"
    examples: ["NRV-210 showed a good effect."]
"""


def test_both_checks_answer_with_a_status(program: Program, folder: Path) -> None:
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    text = RULE.replace("<nice>", "good") + '    counter_examples: ["NRV-210 showed an effect."]\n'
    (folder / "events" / "one.yaml").write_text(text)
    assert b"word list" in program("patterns", "lint", folder).stdout
    answer = program("patterns", "test", folder)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, b"2 of 2 examples pass\n", b"")
    (folder / "events" / "one.yaml").write_text(text.replace("an effect", "a good effect"))
    answer = program("patterns", "test", folder)
    said = (
        "readout.yaml\n  readout.told tells an event of its counter-example: NRV-210 showed a good effect.\n"
        "1 of 2 examples pass\n"
    )
    assert (answer.returncode, answer.stdout.decode(), answer.stderr) == (1, said, b"")


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("(COMPOUND NRV-210) showed a good effect.", None),
        ("In (PHASE Phase 2), (COMPOUND NRV-210) showed a good effect in (INDICATION asthma).", None),
        ("NRV-310 was not used; (COMPOUND NRV-210) showed a good effect.", None),
        ("(COMPOUND NRV-210) showed a (OUTCOME good) effect.", "does not fill outcome with 'good' in its example"),
        ("NRV-210 (COMPOUND study) showed a good effect.", "has a pattern that does not match its example"),
        (
            "(COMPOUND NRV-210) showed an effect.",
            "has a pattern that does not match its example, it fits up to '{COMPOUND} showed' and stops at a",
        ),
        ("Nothing showed a good effect.", "has a pattern that does not match its example"),
        ("NRV-210 showed a good effect in (PHASE Phase 2) in (DATE May 2025).", "does not fill date with 'May 2025'"),
    ],
)
def test_marked_words_have_to_fill_their_slots(folder: Path, example: str, fault: str | None) -> None:
    for path in (folder / "events").glob("*.yaml"):
        path.unlink()
    rule = RULE.replace("<nice>", "good").replace("NRV-210 showed a good effect.", example)
    (folder / "events" / "one.yaml").write_text(rule.replace("pattern:", "timeless: true\n    pattern:"))
    (check,) = check_examples(folder)
    assert check.passed is (fault is None)
    assert fault is None or check.fault.startswith(fault)


def test_a_rule_that_there_is_not_is_named_with_the_nearest_one(program: Program) -> None:
    answer = program("patterns", "test", "--rule", "deal.aquires")
    assert (answer.returncode, b"did you mean 'deal.acquires'?" in answer.stderr) == (2, True)
