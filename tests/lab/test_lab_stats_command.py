"""What `patterns stats` prints."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from lab_support import CURTAIN_RULE, patterns, releases, with_rule

from support import ROOT, Program

FIRST, CURTAIN = "trial_status.doses_first_patient", "trial_status.curtain"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stats")


@pytest.fixture(scope="module")
def folder(base: Path) -> Path:
    return releases(base / "in")


@pytest.fixture(scope="module")
def rules(base: Path) -> Path:
    """Patterns with a rule that matches words of another one and says otherwise, and loses to it."""
    folder = with_rule(patterns(base / "patterns"), CURTAIN_RULE)
    return with_rule(
        folder, '  - id: patient\n    pattern: "first patient"\n    set: {status: ongoing}\n    priority: 0\n'
    )


def test_the_table_lists_the_rules_that_matched(program: Program, folder: Path, rules: Path) -> None:
    done = program("patterns", "stats", folder, "--patterns", rules, "--no-cache")
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0].split() == "rule hits told events merged dropped unfilled lost conflicts lost most to".split()
    assert [line.split()[:9] for line in lines[1:4]] == [
        [FIRST, "2", "2", "1", "1", "0", "0", "0", "0"],
        ["trial_status.patient", "2", "0", "0", "0", "0", "0", "2", "2"],
        [CURTAIN, "1", "1", "1", "0", "0", "0", "0", "0"],
    ]
    assert "trial_status: 2 events; filled: compound 2, phase 2, status 2" in done.stdout.decode()
    assert lines[-1] == "3 documents"


def test_one_rule_is_printed_with_its_fate_and_quotes(program: Program, folder: Path, rules: Path) -> None:
    done = program("patterns", "stats", folder, "--patterns", rules, "--no-cache", "--rule", "trial_status.patient")
    lines = done.stdout.decode().splitlines()
    assert lines[:6] == [
        "trial_status.patient: 2 hits, 0 told (0 events, 0 merged, 0 dropped)",
        "  0 unfilled, 2 lost to another rule",
        f"  lost to: {FIRST} 2",
        f"  conflicts: {FIRST} 2",
        "",
        f"lost to {FIRST} (conflict in status): dosed.txt  [First Patient]",
    ]


def test_json_lines_are_the_same_bytes_whatever_the_cache(program: Program, folder: Path, tmp_path: Path) -> None:
    gold = ("--gold", ROOT / "annotations" / "gold")
    ways = (["--no-cache"], ["--cache", str(tmp_path)], ["--cache", str(tmp_path)], ["--no-cache", "--jobs", "2"])
    outputs = {program("patterns", "stats", ROOT / "corpus", *gold, "--json", *way).stdout for way in ways}
    assert len(outputs) == 1
    objects = [orjson.loads(line) for line in outputs.pop().splitlines()]
    assert {one["kind"] for one in objects} == {"rule", "type", "dead", "read"}
    (one,) = [one for one in objects if one.get("rule") == "payment.milestone"]
    assert (one["hits"], sorted(one["verdicts"])) == (None, ["disputed", "precision", "right", "slots", "wrong"])
    assert objects[-1]["documents"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--rule", "trial_status.curtian"), "found no rule 'trial_status.curtian', expected one such as "),
        (("--rule", "trial_status.dose_first_patient"), "; did you mean 'trial_status.doses_first_patient'?"),
        (("--gold", "GOLD", "--decisions", "GOLD"), "found --gold and --decisions, expected one of them"),
        (("--decisions", "GOLD"), "found no decisions in "),
    ],
)
def test_wrong_use_of_the_statistics_is_explained_in_a_line(
    program: Program, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    given = (str(ROOT / "annotations" / "gold") if one == "GOLD" else one for one in arguments)
    done = program("patterns", "stats", folder, "--no-cache", *given)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert message in done.stderr.decode()
