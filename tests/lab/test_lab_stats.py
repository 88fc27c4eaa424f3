"""What each rule does on a corpus."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lab_support import CURTAIN_RULE, DATELINE, DOSED, changed_set, patterns, releases, with_rule

from nlp.annotation.log import append
from nlp.annotation.records import Decision
from nlp.engine.worker import Settings, Worker
from nlp.errors import UsageError
from nlp.ingest import read
from nlp.lab.cache import Parsed, parsed, usable
from nlp.lab.replay import tell
from nlp.lab.stats import RuleStats, Stats, stats
from nlp.lab.stats_review import Verdicts
from nlp.lab.stats_trace import trace
from nlp.records import Document
from nlp.score import read_gold
from support import ROOT

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


def of(found: Stats, rule: str) -> RuleStats:
    (one,) = [one for one in found.rules if one.rule == rule]
    return one


EMPTY = RuleStats("", "trial_status", 0, 0, 0, 0, 0, 0, 0, (), (), (), None)


def test_a_rule_counts_its_matches_and_what_became_of_them(folder: Path, rules: Path) -> None:
    found = stats([folder], rules)
    assert of(found, FIRST) == replace(EMPTY, rule=FIRST, hits=2, told=2, events=1, merged=1, merged_into=((FIRST, 1),))
    assert of(found, "trial_status.patient") == replace(
        EMPTY, rule="trial_status.patient", hits=2, lost=2, lost_to=((FIRST, 2),), conflicts=((FIRST, 2),)
    )
    assert of(found, CURTAIN) == replace(EMPTY, rule=CURTAIN, hits=1, told=1, events=1)


def test_rules_without_a_match_are_listed(folder: Path, rules: Path) -> None:
    found = stats([folder], rules)
    names = {rule.id for rule in usable(rules).patterns.rules}
    assert set(found.dead) == names - {one.rule for one in found.rules if one.hits}
    assert {FIRST, CURTAIN, "trial_status.patient"}.isdisjoint(found.dead)
    assert len(found.dead) > 100


def test_a_trigger_without_an_anchor_is_unfilled(tmp_path: Path) -> None:
    text = f"Norvane Therapeutics Moves\n\n{DATELINE} said that in 2024 the first patient was dosed in the trial.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    one = of(stats([tmp_path]), "trial_status.first_patient")
    assert (one.hits, one.unfilled, one.told) == (1, 1, 0)


def test_of_every_type_the_filled_slots_are_counted(folder: Path, rules: Path) -> None:
    found = {one.type: one for one in stats([folder], rules).types}
    assert found["trial_status"].events == 2
    assert dict(found["trial_status"].filled) == {
        "compound": 2,
        "phase": 2,
        "status": 2,
        "indication": 2,
        "trial": 1,
        "sponsor": 1,
        "date": 2,
    }
    assert (found["deal"].events, set(found["deal"].filled.values())) == (0, {0})


def test_rules_written_in_python_are_counted_by_what_they_told(corpus: Path) -> None:
    found = stats([corpus])
    python = {one.rule: one for one in found.rules if one.hits is None}
    assert sorted({one.type for one in python.values()}) == ["financial_result", "guidance", "payment"]
    assert python["payment.milestone"].told > 0
    assert all(one.told == one.events + one.merged + one.dropped for one in python.values())
    assert python["financial_result.prose"].events > 20


def test_every_telling_and_every_unfilled_trigger_is_counted_once(corpus: Path) -> None:
    resources = usable(None)
    worker = Worker(Settings())
    for document, one in zip(read([corpus]), parsed([corpus]), strict=True):
        assert isinstance(one, Parsed)
        assert isinstance(document, Document)
        told = tell(one, resources)
        found = trace(one, told, resources)
        tellings = [item.rule for item in found if item.fate in ("event", "merged", "dropped")]
        assert sorted(tellings) == sorted(item.rule for item in told.told)
        heads = sorted(item.rule for item in found if item.fate == "event")
        assert heads == sorted(event["mentions"][0]["rule"] for event in worker(document).events)
        assert sorted(i.rule for i in found if i.fate == "unfilled") == sorted(rule for _, _, rule in told.unfilled)
        assert [item for item in found if not 0 <= item.start < item.end <= len(one.text)] == []


def test_gold_says_how_many_of_a_rules_events_are_right(corpus: Path) -> None:
    golds = read_gold(ROOT / "annotations" / "gold")
    found = stats([corpus], golds=golds)
    assert found.review is not None
    verdicts = [one.verdicts for one in found.rules if one.verdicts]
    assert len(verdicts) == len(found.rules)
    assert 80 < found.review.events <= sum(v.right + v.slots + v.wrong for v in verdicts)
    assert (sum(v.right for v in verdicts) > 70, sum(v.disputed for v in verdicts)) == (True, 0)


def gold_of(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"doc_id": "dosed.txt", "publisher": ["Norvane Therapeutics"], "events": events, "compounds": []}]


RIGHT = {
    "type": "trial_status",
    "compound": ["NRV-210"],
    "phase": "2",
    "status": "initiated",
    "indication": ["severe asthma"],
    "trial": "BREEZE",
    "date": {"earliest": "2024-03-04", "latest": "2024-03-04"},
    "realis": "actual",
}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([RIGHT], Verdicts(right=1)),
        ([{**RIGHT, "phase": "3"}], Verdicts(slots=1)),
        ([{**RIGHT, "realis": "expected"}], Verdicts(slots=1)),
        ([{**RIGHT, "compound": ["NRV-310"]}], Verdicts(wrong=1)),
        ([], Verdicts(wrong=1)),
    ],
)
def test_an_event_is_right_or_has_a_wrong_slot_or_is_wrong(
    folder: Path, events: list[dict[str, Any]], expected: Verdicts
) -> None:
    found = stats([folder], golds=gold_of(events))
    assert of(found, FIRST).verdicts == expected
    assert found.review is not None
    assert (found.review.events, found.review.elsewhere) == (1, 0)


@pytest.fixture
def decided(tmp_path: Path, folder: Path) -> Any:
    """A function that has an annotator decide on the one event of dosed.txt, and the folder of the decisions."""
    (document,) = read([folder / "dosed.txt"])
    assert isinstance(document, Document)
    (event,) = Worker(Settings())(document).events
    was = {name: value for name, value in event.items() if name not in ("id", "doc_id")}

    def decide(annotator: str, action: Any, **more: Any) -> Decision:
        fields: dict[str, Any] = {"sha256": document.sha256, "key": event["id"], "was": was, "rule": FIRST, **more}
        return append(tmp_path / "annotations", Decision(action, annotator, "dosed.txt", **fields))

    return decide, tmp_path / "annotations"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("anna", "accept")], Verdicts(right=1)),
        ([("anna", "correct")], Verdicts(slots=1)),
        ([("anna", "reject")], Verdicts(wrong=1)),
        ([("anna", "accept"), ("ben", "accept")], Verdicts(right=1)),
        ([("anna", "accept"), ("ben", "reject")], Verdicts(disputed=1)),
    ],
)
def test_decisions_say_how_many_of_a_rules_events_are_right(
    folder: Path, decided: Any, said: list[tuple[str, str]], expected: Verdicts
) -> None:
    decide, annotations = decided
    for annotator, action in said:
        decide(annotator, action)
    found = stats([folder], decisions=annotations)
    assert of(found, FIRST).verdicts == expected
    assert found.review is not None
    assert (found.review.events, found.review.elsewhere) == (1, 0)


def test_a_decision_that_was_undone_or_is_on_another_text_does_not_count(folder: Path, decided: Any) -> None:
    decide, annotations = decided
    first = decide("anna", "accept")
    decide("anna", "undo", after=first.id)
    decide("ben", "reject", sha256="0" * 64)
    found = stats([folder], decisions=annotations)
    assert of(found, FIRST).verdicts == Verdicts()
    assert found.review is not None
    assert (found.review.events, found.review.elsewhere) == (0, 1)


def test_a_share_is_told_of_what_was_agreed_on_only() -> None:
    assert Verdicts(right=2, slots=1, wrong=1, disputed=5).precision == 0.75
    assert Verdicts(disputed=3).precision is None


def test_a_review_that_knows_none_of_the_documents_is_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="found none of the gold's 2 documents among those read"):
        stats([folder], golds=read_gold(ROOT / "annotations" / "gold"))
    with pytest.raises(UsageError, match="found no decisions in .*, expected decisions/NAME.jsonl"):
        stats([folder], decisions=tmp_path)


def test_one_rule_is_shown_with_its_quotes(folder: Path, rules: Path) -> None:
    found = stats([folder], rules, rule=FIRST)
    headline, _, news = DOSED.partition("\n\n")
    assert [(one.trace.fate, one.words, one.quote) for one in found.quotes] == [
        ("event", "Doses First Patient", headline),
        ("merged", "dosed the first patient", news.partition("\n")[0].partition(" -- ")[2]),
    ]


def test_the_number_of_processes_changes_nothing_of_the_statistics(folder: Path, rules: Path) -> None:
    assert stats([folder], rules, jobs=2, rule=FIRST) == stats([folder], rules, jobs=1, rule=FIRST)


def test_a_rule_that_is_changed_counts_by_what_it_says_now(folder: Path, tmp_path: Path) -> None:
    changed = changed_set(patterns(tmp_path / "patterns"), "doses_first_patient", "<doses>(?: of)?", "never(?: of)?")
    assert of(stats([folder], changed), FIRST).hits == 0
