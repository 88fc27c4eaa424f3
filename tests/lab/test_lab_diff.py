"""What an edit of the patterns does to the events of a corpus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lab_support import CURTAIN_RULE, DOSED, RELEASES, changed_set, patterns, releases, replaced, with_rule

from nlp.errors import PatternError, UsageError
from nlp.lab import diff as diff_room
from nlp.lab.diff import Difference, difference
from nlp.lab.replay import ToldDocument
from nlp.score import read_gold
from support import ROOT

SHIPPED = ROOT / "patterns"
FIRST = "trial_status.doses_first_patient"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return releases(tmp_path_factory.mktemp("lab") / "in")


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    return patterns(tmp_path / "patterns")


def shown(found: Difference) -> list[tuple[Any, ...]]:
    """Every change without what belongs to the releases."""
    return [(c.kind, c.doc_id, c.type, c.rules, c.quote, dict(c.fields)) for c in found.changes]


def test_the_same_patterns_make_no_difference_and_nothing_is_told_again(folder: Path, edited: Path) -> None:
    found = difference(SHIPPED, edited, [folder])
    assert (found.documents, found.again, found.changes, found.totals) == (3, 0, (), {"trial_status": (1, 1)})


def test_a_rule_that_was_added_adds_its_events(folder: Path, edited: Path) -> None:
    found = difference(SHIPPED, with_rule(edited, CURTAIN_RULE), [folder])
    quote = "In February 2024 the curtain went up on the Phase 3 trial of NRV-310 in gout."
    assert shown(found) == [("added", "curtain.txt", "trial_status", ("trial_status.curtain",), quote, {})]
    assert (found.edit.added, found.again, found.totals) == (("trial_status.curtain",), 1, {"trial_status": (1, 2)})
    new = found.changes[0].new
    assert new is not None
    assert (new["compound"]["name"], new["phase"], new["status"], new["realis"]) == (
        "NRV-310",
        "3",
        "initiated",
        "actual",
    )


def test_a_rule_that_was_taken_away_removes_its_events(folder: Path, edited: Path) -> None:
    found = difference(with_rule(edited, CURTAIN_RULE), SHIPPED, [folder])
    assert [(c.kind, c.doc_id, c.rules) for c in found.changes] == [
        ("removed", "curtain.txt", ("trial_status.curtain",))
    ]
    assert (found.edit.removed, found.totals) == (("trial_status.curtain",), {"trial_status": (2, 1)})


@pytest.mark.parametrize(
    ("old", "new", "kind", "fields"),
    [
        ("set: {status: initiated}", "set: {status: expanded}", "changed", {"status": ("initiated", "expanded")}),
        (
            "set: {status: initiated}",
            "set: {status: initiated}\n    realis: possible",
            "changed",
            {
                "date": ({"earliest": "2024-03-04", "latest": "2024-03-04", "text": None}, None),
                "realis": ("actual", "possible"),
            },
        ),
        (
            "set: {status: initiated}",
            "set: {status: initiated}\n    confidence: 0.5",
            "retold",
            {"confidence": (0.92, 0.52)},
        ),
    ],
)
def test_a_rule_that_says_otherwise_changes_its_events(
    tmp_path: Path, folder: Path, old: str, new: str, kind: str, fields: dict[str, Any]
) -> None:
    # one rule for headline and text, so that no other one keeps telling what this one did
    base = without_other_doses(patterns(tmp_path / "old"))
    edited = changed_set(without_other_doses(patterns(tmp_path / "new")), "doses_first_patient", old, new)
    found = difference(base, edited, [folder])
    assert [(c.kind, c.doc_id, c.rules, dict(c.fields)) for c in found.changes] == [
        (kind, "dosed.txt", (FIRST,), fields)
    ]
    assert (found.edit.changed, found.again) == ((FIRST,), 1)


def without_other_doses(folder: Path) -> Path:
    """The folder with nothing but the one rule that tells of the first patient."""
    path = folder / "events" / "trial_status.yaml"
    rule = next(
        part for part in path.read_text(encoding="utf-8").split("\n  - id: ") if part.startswith("doses_first_patient")
    )
    path.write_text(f"type: trial_status\nrules:\n  - id: {rule}\n", encoding="utf-8")
    return folder


def test_an_event_that_another_rule_tells_now_is_retold(folder: Path, edited: Path) -> None:
    twin = (
        '  - id: twin\n    pattern: "(?:doses|dosed)(?: the)? first patient in"\n    set: {status: initiated}\n'
        "    priority: 9\n"
    )
    found = difference(SHIPPED, with_rule(edited, twin), [folder])
    (change,) = found.changes
    assert (change.kind, change.rules, change.fields["rules"]) == (
        "retold",
        ("trial_status.twin", FIRST),
        ([FIRST], ["trial_status.twin"]),
    )


def test_other_examples_tell_nothing_again(folder: Path, edited: Path) -> None:
    found = difference(SHIPPED, changed_set(edited, "doses_first_patient", "May 2021", "June 2021"), [folder])
    assert (found.edit.reworded, found.edit.changed, found.again) == ((FIRST,), (), 0)


def test_a_word_list_changes_the_rules_that_use_it_and_no_others(folder: Path, edited: Path) -> None:
    replaced(edited, "vars.yaml", '"kick(?:s|ed|ing)? off"]', '"kick(?:s|ed|ing)? off", "raised the curtain on"]')
    found = difference(SHIPPED, edited, [folder])
    names = ("trial_status.initiate_study", "trial_status.initiate_short", FIRST)
    assert [name in found.edit.changed for name in names] == [True, True, False]
    assert (found.edit.beyond, found.edit.reading, found.changes) == ((), (), ())


def test_a_realis_cue_has_everything_told_again(folder: Path, edited: Path) -> None:
    path = edited / "realis.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").rstrip("\n")
        + '\n  - {realis: possible, side: any, reach: 200, patterns: ["asthma", "{INDICATION}"]}\n',
        encoding="utf-8",
    )
    found = difference(SHIPPED, edited, [folder])
    assert (found.edit.beyond, found.edit.changed, found.again) == (("realis.yaml",), (), 3)


def test_a_name_is_read_anew_and_changes_the_events_that_it_stands_in(folder: Path, edited: Path) -> None:
    path = edited / "compounds.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            '{"id": "norvamab", "name": "norvamab", "type": "compound", "source": 7, "developers": [], '
            '"aliases": [{"name": "norvamab", "kind": "inn"}, {"name": "NRV-210", "kind": "code"}]}\n'
        )
    found = difference(SHIPPED, edited, [folder])
    assert found.edit.reading == ("compounds.jsonl",)
    (change,) = found.changes
    assert (change.kind, change.doc_id, list(change.fields)) == ("changed", "dosed.txt", ["compound"])
    old, new = change.fields["compound"]
    assert ((old["name"], old["id"]), (new["name"], new["id"])) == (("NRV-210", None), ("norvamab", "norvamab"))
    assert "quiet.txt" not in {c.doc_id for c in found.changes}


def test_documents_whose_reading_a_name_does_not_change_are_not_told_again(folder: Path, edited: Path) -> None:
    with (edited / "entities" / "agencies.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"label": "AGENCY", "pattern": "Main Street", "id": "MS"}\n')
    found = difference(SHIPPED, edited, [folder])
    assert (found.edit.reading, found.again, found.changes) == (("entities/agencies.jsonl",), 1, ())


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda folder: (folder / "vars.yaml").unlink(), "vars.yaml: no such pattern file"),
        (lambda folder: with_rule(folder, "  - id: [\n"), "trial_status.yaml: not valid YAML"),
        (lambda folder: with_rule(folder, '  - id: odd\n    pattern: "(("\n'), "trial_status.yaml: odd: not a pattern"),
        (lambda folder: (folder / "lists.yaml").write_text("risk: 5\n"), "cannot be used as patterns .TypeError"),
        (lambda folder: (folder / "taxonomy.yaml").unlink(), "no pattern folder"),
    ],
)
def test_a_broken_folder_is_named(folder: Path, edited: Path, spoil: Callable[[Path], Any], message: str) -> None:
    spoil(edited)
    with pytest.raises(PatternError, match=message):
        difference(SHIPPED, edited, [folder])


def test_old_events_come_from_the_cache_and_only_touched_documents_are_told(
    folder: Path, edited: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rule(edited, CURTAIN_RULE)
    first = difference(SHIPPED, edited, [folder], cache=tmp_path / "cache")
    told: list[str] = []
    tell = diff_room.tell

    def watched(*given: Any) -> ToldDocument:
        told.append(given[0].doc_id)
        return tell(*given)

    monkeypatch.setattr(diff_room, "tell", watched)
    assert difference(SHIPPED, edited, [folder], cache=tmp_path / "cache") == first
    assert told == ["curtain.txt"]


def test_the_figures_of_the_gold_are_compared_on_the_documents_that_it_has(corpus: Path, edited: Path) -> None:
    path = edited / "events" / "deal.yaml"
    path.write_text(
        'type: deal\nrules:\n  - {id: none, pattern: "nothing of the sort", set: {kind: license, status: signed}}\n'
    )
    golds = read_gold(ROOT / "annotations" / "gold")
    found = difference(SHIPPED, edited, [corpus], golds=golds)
    assert found.gold is not None
    recall = [side["by_type"]["deal"]["detection"]["r"] for side in (found.gold.before, found.gold.after)]
    assert (recall[0] > 0.8, recall[1]) == (True, 0.0)
    assert (found.gold.after["documents"], found.gold.after["answered"]) == (2, 2)
    one = difference(SHIPPED, edited, [next(corpus.glob("002*"))], golds=golds).gold
    assert one is not None
    assert one.after["documents"] == 1


def test_gold_of_other_documents_is_an_error(folder: Path, edited: Path) -> None:
    with pytest.raises(UsageError, match="found none of the gold's 2 documents among those read, expected some"):
        difference(SHIPPED, edited, [folder], golds=read_gold(ROOT / "annotations" / "gold"))


def test_a_document_that_cannot_be_read_is_listed(tmp_path: Path, edited: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "dosed.txt").write_text(DOSED, encoding="utf-8")
    found = difference(SHIPPED, edited, [tmp_path / "empty.txt", tmp_path / "dosed.txt"])
    assert found.failed == (("empty.txt", "found an empty file, expected a release"),)
    assert (found.documents, found.totals) == (2, {"trial_status": (1, 1)})


def test_the_number_of_processes_changes_nothing_of_a_difference(folder: Path, edited: Path) -> None:
    with_rule(edited, CURTAIN_RULE)
    assert difference(SHIPPED, edited, [folder], jobs=2) == difference(SHIPPED, edited, [folder], jobs=1)
    assert len(RELEASES) == 3
