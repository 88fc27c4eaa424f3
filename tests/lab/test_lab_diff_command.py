"""What `patterns diff` prints."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from lab_support import CURTAIN_RULE, changed_set, patterns, releases, with_rule

from support import ROOT, Program


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """An old and a new pattern folder, and a folder of releases."""
    base = tmp_path_factory.mktemp("diff")
    new = changed_set(with_rule(patterns(base / "new"), CURTAIN_RULE), "doses_first_patient", "initiated", "expanded")
    return str(ROOT / "patterns"), str(new), str(releases(base / "in"))


def test_the_changes_are_grouped_by_rule_with_quotes_and_totals(
    program: Program, sides: tuple[str, str, str], tmp_path: Path
) -> None:
    done = program("patterns", "diff", *sides, "--cache", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[:8] == [
        "rules added: trial_status.curtain",
        "rules changed: trial_status.doses_first_patient",
        "2 of 3 documents told again",
        "",
        "events added: 1",
        "  trial_status.curtain (1)",
        "    curtain.txt  In February 2024 the curtain went up on the Phase 3 trial of NRV-310 in gout.",
        "      trial_status, actual: compound NRV-310; phase 3; status initiated; indication gout; date 2024-02-01 to "
        "2024-02-29",
    ]
    assert "      status: initiated -> expanded" in lines
    assert lines[-3:] == [
        "                     before    after    added  removed  changed   retold",
        "trial_status              1        2        1        0        1        0",
        "all                       1        2        1        0        1        0",
    ]


def test_the_output_is_the_same_with_and_without_cache_and_processes(
    program: Program, sides: tuple[str, str, str], tmp_path: Path
) -> None:
    ways = (["--no-cache"], ["--cache", str(tmp_path)], ["--cache", str(tmp_path)], ["--no-cache", "--jobs", "2"])
    outputs = [program("patterns", "diff", *sides, *way).stdout for way in ways]
    assert len(set(outputs)) == 1
    assert outputs[0].startswith(b"rules added: ")


def test_most_shows_some_and_counts_the_others(program: Program, sides: tuple[str, str, str]) -> None:
    done = program("patterns", "diff", *sides, "--no-cache", "--most", "0").stdout.decode()
    assert "  trial_status.curtain (1)\n    ... and 1 more\n" in done
    assert "curtain.txt" not in done


def test_json_has_one_object_a_line(program: Program, sides: tuple[str, str, str]) -> None:
    done = program("patterns", "diff", *sides, "--no-cache", "--json")
    objects = [orjson.loads(line) for line in done.stdout.splitlines()]
    assert [one["kind"] for one in objects] == ["edit", "added", "changed", "totals"]
    assert objects[0] == {
        "kind": "edit",
        "added": ["trial_status.curtain"],
        "removed": [],
        "changed": ["trial_status.doses_first_patient"],
        "reworded": [],
        "beyond": [],
        "reading": [],
        "documents": 3,
        "again": 2,
    }
    assert (objects[1]["doc_id"], objects[1]["rules"], objects[1]["old"]) == (
        "curtain.txt",
        ["trial_status.curtain"],
        None,
    )
    assert objects[2]["fields"]["status"] == {"old": "initiated", "new": "expanded"}
    assert objects[3] == {
        "kind": "totals",
        "before": {"trial_status": 1},
        "after": {"trial_status": 2},
        "changes": {"trial_status": {"added": 1, "removed": 0, "changed": 1, "retold": 0}},
        "slots": {"trial_status.status": 1},
    }


def test_the_gold_figures_stand_beside_each_other(program: Program, tmp_path: Path) -> None:
    new = patterns(tmp_path / "new")
    (new / "events" / "readout.yaml").write_text(
        'type: readout\nrules:\n  - {id: none, pattern: "nothing of the sort"}\n', encoding="utf-8"
    )
    gold = ("--gold", ROOT / "annotations" / "gold", "--no-cache")
    done = program("patterns", "diff", ROOT / "patterns", new, ROOT / "corpus", *gold)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, lines[-1]) == (0, "on 2 documents of the gold")
    (row,) = [line.split() for line in lines if line.startswith("readout F ")]
    assert (float(row[2]) > 0.5, float(row[3]), float(row[4])) == (True, 0.0, -float(row[2]))
    done = program("patterns", "diff", ROOT / "patterns", new, ROOT / "corpus", *gold, "--json")
    last = orjson.loads(done.stdout.splitlines()[-1])
    assert (last["kind"], last["change"]["readout F"]) == ("gold", float(row[4]))


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("no_such", "PATTERNS", "IN"), 2, "a git revision such as HEAD~1"),
        (("PATTERNS", "IN", "IN"), 2, "no pattern folder (taxonomy.yaml is missing)"),
        (("PATTERNS", "PATTERNS", "IN", "--cache", "FILE"), 2, "expected a folder for the cache"),
        (("PATTERNS", "PATTERNS", "IN", "--gold", "IN"), 2, "found no gold in"),
        (("PATTERNS", "PATTERNS", "no_such"), 1, "no_such: found nothing at no_such, expected a file or a folder"),
    ],
)
def test_wrong_use_is_explained_in_a_line(
    program: Program, sides: tuple[str, str, str], arguments: tuple[str, ...], status: int, message: str
) -> None:
    meant = {"PATTERNS": sides[0], "IN": sides[2], "FILE": f"{sides[2]}/quiet.txt"}
    done = program("patterns", "diff", *(meant.get(one, one) for one in arguments))
    assert (done.returncode, len(done.stderr.splitlines())) == (status, 1)
    assert message in done.stderr.decode()
