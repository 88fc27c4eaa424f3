"""What lint finds in a folder of patterns, and that it finds nothing in ours."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nlp.lab.lint import lint
from nlp.lab.runaway import attacks, runaways
from nlp.resources import load

RULE = """type: readout
rules:
  - id: told
    pattern: "{COMPOUND} showed a (?:<nice>) effect"
    examples: ["NRV-210 showed a good effect."]
    counter_examples: ["NRV-210 showed an effect."]
"""
SECOND = """  - id: shown
    pattern: "showed a good"
    examples: ["NRV-210 showed a good effect."]
    counter_examples: ["Nothing."]
"""
HUGE = "showed a (?:[a-z]+ ?)+ (?:effect|thing) of"


@pytest.fixture
def folder(patterns_copy: Path) -> Path:
    """The shipped patterns without their event rules."""
    for path in (patterns_copy / "events").glob("*.yaml"):
        path.unlink()
    with (patterns_copy / "vars.yaml").open("a") as file:
        file.write("\nnice: [good, great]\n")
    return patterns_copy


def test_our_own_patterns_have_no_problem() -> None:
    assert lint() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "    counter",
            "    counterexamples: []\n    counter",
            "one.yaml: told: field 'counterexamples' is not known; did you mean 'counter_examples'?",
        ),
        (
            "    counter_examples: [",
            "    confidence: [",
            "one.yaml: told: found ['NRV-210 showed an effect.'] as confidence, expected a number",
        ),
        (
            '    counter_examples: ["NRV-210 showed an effect."]\n',
            "",
            "readout.told: no counter_examples, expected at least one",
        ),
        (
            "showed an effect",
            "showed a good effect",
            "readout.told: 'NRV-210 showed a good effect.' is both an example and a counter-example",
        ),
        ("<nice>", "<nise>", "one.yaml: told: no word list <nise> in vars.yaml; did you mean 'nice'?"),
        ("{COMPOUND}", "{COMPOND}", "one.yaml: told: unknown label {COMPOND}; did you mean 'COMPOUND'?"),
        (
            "{COMPOUND}",
            "{COMPANY:sponser}",
            "one.yaml: told: slot 'sponser' is not in taxonomy.yaml; known: compound, phase",
        ),
        ("readout", "reedout", "one.yaml: event type 'reedout' is not in taxonomy.yaml; did you mean 'readout'?"),
        (
            "    examples",
            "    set: {outcme: fine}\n    examples",
            "one.yaml: told: slot 'outcme' is not in taxonomy.yaml; did you mean 'outcome'?",
        ),
        (
            "    examples",
            "    set: {outcome: positve}\n    examples",
            "one.yaml: told: value of outcome 'positve' is not in taxonomy.yaml; did you mean 'positive'?",
        ),
        (
            "    examples",
            "    realis: future\n    examples",
            "one.yaml: told: realis 'future' is not in taxonomy.yaml; known: actual",
        ),
        (
            "    examples",
            "    needs: [PHASES]\n    examples",
            "one.yaml: told: label of needs 'PHASES' is not in taxonomy.yaml; did you mean 'PHASE'?",
        ),
        (
            "    examples",
            "    confidence: 2\n    examples",
            "one.yaml: told: found 2 as confidence, expected more than 0 and at most 1",
        ),
        ("id: told", "id: Told!", "one.yaml: told!: found"),
        ("id: told", "name: told", "one.yaml: rule 1: found no id, expected fields of a rule"),
        ("rules:", "rulez:", "one.yaml: found no list `rules`, expected `type` and `rules`"),
        ("rules:", "rules: [", "one.yaml: not valid YAML"),
        ("showed a (", "showed a ((", "one.yaml: told: not a pattern: missing ), unterminated subpattern"),
        (
            "NRV-210 showed a good",
            "(COMPUND NRV-210) showed a good",
            "readout.told: mark (COMPUND ...) of an example is no slot of readout; did you mean 'COMPOUND'?",
        ),
        (
            "NRV-210 showed a good",
            "(MONEY NRV-210) showed a good",
            "readout.told: mark (MONEY ...) of an example is no slot of readout; known: COMPOUND, PHASE",
        ),
        ("{COMPOUND}", "{COMPOUND", "one.yaml: told: found '{COMPOUND', expected a label in braces like {PHASE}"),
        ("showed a (", "Showed a (", "readout.told: can never match 'S': sentences are read in lower case"),
        ("showed a (", "showed  a (", "readout.told: can never match two spaces in a row"),
        ("a (?:<nice>) effect", "a (?=<nice>)", "readout.told: can never match where it looks ahead to a letter"),
        ("showed a (", "(?<!on )showed a (", "readout.told: forbids every word that ends in 'on'"),
        ("<nice>", "good|great", "vars.yaml: word list 'nice' is used by no rule"),
        (
            RULE,
            RULE + RULE.split("rules:\n")[1],
            "one.yaml: two rules are called readout.told, the other one in one.yaml",
        ),
        (
            RULE,
            RULE + RULE.split("rules:\n")[1].replace("told", "same"),
            "readout.same: is a duplicate of readout.told: the same pattern",
        ),
        (
            RULE,
            RULE + RULE.split("rules:\n")[1].replace("told", "same\n    set: {outcome: mixed}"),
            "readout.same: contradicts a duplicate of readout.told",
        ),
        (RULE, RULE + SECOND, "readout.shown: shadowed by readout.told, which tells all its examples"),
        (
            RULE,
            RULE + SECOND.replace("showed a good", HUGE),
            "readout.shown: can run away: more than 1 s on a sentence like 'showed a aaaa",
        ),
    ],
)
def test_every_problem_names_its_file_or_rule(folder: Path, old: str, new: str, problem: str) -> None:
    assert old in RULE
    (folder / "events" / "one.yaml").write_text(RULE.replace(old, new, 1))
    found = lint(folder)
    assert any(problem.casefold() in line.casefold() for line in found), found


def test_a_good_folder_has_no_problem(folder: Path) -> None:
    (folder / "events" / "one.yaml").write_text(RULE)
    others = [line for line in lint(folder) if not line.startswith("vars.yaml: word list")]
    assert others == []


def test_all_problems_are_told_at_once(folder: Path) -> None:
    (folder / "events" / "one.yaml").write_text(
        RULE.replace("COMPOUND", "DRUG").replace("told", "told\n    realis: no")
    )
    (folder / "events" / "two.yaml").write_text("type: deal\nrules: [{id: x}, {pattern: y}, 5]\n")
    assert [line.split(":")[0] + line.split(":")[1] for line in lint(folder)] == [
        "one.yaml told",
        "one.yaml told",
        "two.yaml x",
        "two.yaml rule 2",
        "two.yaml rule 3",
    ]


# ------------------------------------------------------------------ expressions that run away


@pytest.mark.parametrize(
    ("pattern", "runs_away"),
    [
        (r"(a+)+b", True),
        (r"(a|a)*b", True),
        (r"(?:\w+\s?)*$", True),
        (r"(?:[^.;]{0,60}? [a-z]+ ?)*z", True),
        (r"x*x*x*x*x*y", True),
        (r"(?:\w+ )*x", False),
        (r"(?:(?:a|b) )*+c", False),
        (r"[^.;]{0,60}? (?:one|two)[^.;]{0,60}?three", False),
        (r"plain", False),
        (r"", False),
    ],
)
def test_what_runs_away_is_found_by_running_it(pattern: str, runs_away: bool) -> None:
    assert bool(runaways([pattern], limit=0.4)) is runs_away


def test_one_that_runs_away_does_not_hide_the_others() -> None:
    started = time.monotonic()
    assert list(runaways(["good", "(a+)+b", "fine", "(b+)+c", "well"], limit=0.4)) == [1, 3]
    assert time.monotonic() - started < 30  # each is stopped; without that they would outlast us all


def test_the_texts_are_the_same_every_time() -> None:
    patterns = [rule.pattern.regex.pattern for rule in load().patterns.rules]
    assert [attacks(pattern) for pattern in patterns] == [attacks(pattern) for pattern in patterns]
    assert sum(map(len, map(attacks, patterns))) > 1000
