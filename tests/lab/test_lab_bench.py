"""The pattern bench: what a draft would do, what is refused, and what a save writes."""

from __future__ import annotations

import difflib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench_support import (
    CURTAIN_FIELDS,
    CURTAIN_RULE,
    DOSES,
    GOLD,
    OVER,
    RULES,
    STALLING,
    documents,
    draft_of,
    new_draft,
    small_patterns,
)

from nlp.errors import PatternError, UsageError
from nlp.lab.bench import Bench, Refused
from nlp.lab.bench_answer import Answer, Corpus
from nlp.lab.bench_draft import Draft
from nlp.lab.bench_process import DOCUMENT_LIMIT
from nlp.lab.bench_trial import Trial


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def shared_bench(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Bench]:
    """A bench whose files nobody changes."""
    bench = Bench(small_patterns(tmp_path_factory.mktemp("bench") / "patterns"), documents(), [GOLD], cache)
    yield bench
    bench.close()


@pytest.fixture
def bench(tmp_path: Path, cache: Path) -> Iterator[Bench]:
    """A bench with a pattern folder of its own."""
    made = Bench(small_patterns(tmp_path / "patterns"), documents(), [], cache)
    yield made
    made.close()


def rules_file(bench: Bench) -> Path:
    return bench.folder / "events" / "trial_status.yaml"


def tried(bench: Bench, draft: Draft) -> Answer:
    """The answer once all texts are read."""
    for _ in range(200):
        answer = bench.evaluate(draft)
        assert answer is not None
        if answer.corpus is None or answer.corpus.read == answer.corpus.documents:
            return answer
        time.sleep(0.1)
    raise AssertionError("the texts are not read in time")


def corpus(bench: Bench, draft: Draft) -> Corpus:
    answer = tried(bench, draft)
    assert (answer.obstacles, answer.corpus is None) == ((), False)
    assert answer.corpus is not None
    return answer.corpus


def told(found: Corpus) -> list[tuple[str, str, str, str]]:
    """Kind, document, sentence and the words that the rule matches."""
    return [
        (
            one.change.kind,
            one.change.doc_id,
            one.change.quote,
            one.change.quote[slice(*one.words)] if one.words else "",
        )
        for one in found.changes
    ]


CURTAIN_SENTENCE = "In February 2024 the curtain went up on the Phase 3 trial of NRV-310 in gout."
OVER_SENTENCE = "The Phase 3 trial of NRV-310 in gout is over."


# ------------------------------------------------------------------ what a draft would do


def test_a_rule_as_it_is_saved_changes_nothing(shared_bench: Bench) -> None:
    answer = tried(shared_bench, draft_of(shared_bench, DOSES))
    assert [(check.sentence, check.passed) for check in answer.checks] == [
        ("Norvane Doses First Patient in (PHASE Phase 2) Trial of (COMPOUND NRV-210)", True),
        ("The first patient with this condition was described in 1954.", True),
    ]
    found = corpus(shared_bench, draft_of(shared_bench, DOSES))
    assert (found.documents, found.read, found.again, found.changes, found.counts) == (4, 4, 0, (), {})
    assert (answer.faults, answer.remarks, answer.broken) == ((), (), ())


def test_a_new_rule_gains_the_sentence_that_it_matches(shared_bench: Bench) -> None:
    found = corpus(shared_bench, new_draft())
    assert told(found) == [("added", "curtain.txt", CURTAIN_SENTENCE, "the curtain went up on")]
    event = found.changes[0].change.new
    assert event is not None
    assert {name: event[name] for name in ("type", "phase", "status", "indication", "realis")} == {
        "type": "trial_status",
        "phase": "3",
        "status": "initiated",
        "indication": ["gout"],
        "realis": "actual",
    }
    assert found.counts == {"trial_status": {"added": 1, "removed": 0, "changed": 0, "retold": 0}}
    assert (found.again, found.fates) == (1, {"event": 1})


def test_a_narrower_pattern_loses_the_sentence_and_fails_its_example(shared_bench: Bench) -> None:
    answer = tried(shared_bench, draft_of(shared_bench, OVER, pattern="trial of {COMPOUND} was finished"))
    assert answer.corpus is not None
    assert told(answer.corpus) == [
        ("removed", "ended.txt", OVER_SENTENCE, "trial of NRV-310 in gout is over"),
    ]
    assert [check.fault for check in answer.checks if not check.passed] == [
        "has a pattern that does not match its example, it fits up to 'trial of {COMPOUND}' and stops at was"
    ]
    assert answer.faults == ("its example fails",)


def test_another_value_changes_the_event_and_not_its_number(shared_bench: Bench) -> None:
    found = corpus(shared_bench, draft_of(shared_bench, OVER, set={"status": "terminated"}))
    assert told(found) == [("changed", "ended.txt", OVER_SENTENCE, "trial of NRV-310 in gout is over")]
    assert found.changes[0].change.fields == {"status": ("completed", "terminated")}


def test_a_match_without_an_event_is_told_with_the_reason(shared_bench: Bench) -> None:
    found = corpus(shared_bench, draft_of(shared_bench, DOSES, pattern="office has moved|first patient"))
    said = [(one.doc_id, one.fate, one.quote[slice(*one.words)]) for one in found.silent]
    assert ("quiet.txt", "unfilled", "office has moved") in said
    assert "unfilled" in found.fates


def test_the_figures_of_the_gold_move_with_the_draft(shared_bench: Bench) -> None:
    gold = corpus(shared_bench, new_draft()).gold
    assert gold is not None
    assert (gold.before["detection"]["f"], gold.after["detection"]["f"]) == (0.0, 1.0)
    same = corpus(shared_bench, draft_of(shared_bench, OVER)).gold
    assert same is not None
    assert same.before == same.after


def test_examples_of_other_rules_that_the_draft_breaks_are_told(shared_bench: Bench) -> None:
    answer = tried(
        shared_bench,
        draft_of(shared_bench, DOSES, pattern="dos(?:es|ed)(?: the)? first patient|trial of {COMPOUND} is over",
                 priority=9),
    )  # fmt: skip
    assert [(check.rule, check.fault) for check in answer.broken] == [
        (OVER, f"does not tell its example (told by {DOSES})")
    ]
    assert answer.faults == ("1 example of other rules would fail",)


def test_a_draft_asked_for_again_goes_on_where_the_time_was_up(
    shared_bench: Bench, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.lab.bench_trial._BUDGET", 0.0)
    trial = Trial(documents(), [GOLD], cache)
    trial.take(shared_bench.folder)
    while trial.read_more():
        pass
    answers = [trial(new_draft(), lambda place: None) for _ in range(4)]
    assert [answer.corpus.read for answer in answers if answer.corpus] == [1, 2, 3, 4]
    assert [answer.whole for answer in answers] == [False, False, False, True]
    assert answers[-1] == tried(shared_bench, new_draft())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"pattern": "the <studdy> began"}, "no word list <studdy> in vars.yaml; did you mean 'study'?"),
        ({"pattern": "{COMPUND} began"}, "unknown label {COMPUND}; did you mean 'COMPOUND'?"),
        ({"pattern": None}, "found no pattern, expected one"),
        ({"pattern": "(?:begun)?"}, "the pattern matches where there are no words: it would tell an event everywhere"),
        ({"pattern": "(" * 4000}, "the pattern is nested too deeply or repeats too often to be used"),
        ({"pattern": "begun{99999999999}"}, "the pattern is nested too deeply or repeats too often to be used"),
        (
            {"set": {"status": "initated"}},
            "value of status 'initated' is not in taxonomy.yaml; did you mean 'initiated'?",
        ),
        ({"confidence": "high"}, "found 'high' as confidence, expected a number"),
        ({"confidence": 1.5}, "found 1.5 as confidence, expected more than 0 and at most 1"),
        ({"realis": "certain"}, "realis 'certain' is not in taxonomy.yaml; known: actual, expected, possible, denied"),
    ],
)
def test_what_cannot_be_a_rule_is_said_in_words(shared_bench: Bench, changes: dict[str, Any], problem: str) -> None:
    assert tried(shared_bench, new_draft(**changes)) == Answer(problems=(problem,))


def test_what_is_no_regular_expression_is_said_with_its_place(shared_bench: Bench) -> None:
    answer = tried(shared_bench, new_draft(pattern="the curtain (?:went|goes up"))
    assert len(answer.problems) == 1
    assert answer.problems[0].startswith("not a pattern: missing ), unterminated subpattern at position")


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("trial_status.", "found '' as the rule’s name, expected small letters, digits and underscores"),
        ("trial_status.../x", "found '../x' as the rule’s name, expected small letters, digits and underscores"),
        ("trial_status.Big", "found 'Big' as the rule’s name, expected small letters, digits and underscores"),
        ("../../etc.passwd", "found the event type '', expected one that has rules: trial_status"),
        ("payment.pays", "found the event type 'payment', expected one that has rules: trial_status"),
    ],
)
def test_a_name_that_is_none_never_comes_near_a_file(shared_bench: Bench, rule: str, problem: str) -> None:
    assert tried(shared_bench, new_draft(rule)) == Answer(problems=(problem,))


def test_capitals_and_sentences_on_both_sides_are_remarked(shared_bench: Bench) -> None:
    both = CURTAIN_FIELDS["counter_examples"]
    answer = tried(shared_bench, new_draft(pattern="The curtain went up", examples=both, counter_examples=both))
    assert answer.remarks == (
        "can never match 'T': sentences are read in lower case",
        "'The curtain went up on a new season.' is both an example and a counter-example",
    )


def test_a_pattern_like_that_of_another_rule_is_remarked(shared_bench: Bench) -> None:
    same = shared_bench.open(OVER).fields["pattern"]
    assert tried(shared_bench, new_draft(pattern=same)).remarks == (f"the pattern is the same as that of {OVER}",)


def test_a_rule_without_sentences_has_faults(shared_bench: Bench) -> None:
    answer = tried(shared_bench, new_draft(examples=None, counter_examples=None))
    assert answer.faults == (
        "there is no example, expected at least one",
        "there is no counter-example, expected at least one",
    )


# ------------------------------------------------------------------ running away


def test_a_pattern_that_runs_away_is_refused_and_the_next_draft_answered(shared_bench: Bench) -> None:
    answer = tried(shared_bench, new_draft(pattern="curtain (?:[a-z]+ ?)+ (?:went|goes) of"))
    assert answer.runaway is not None
    assert answer.runaway.startswith("the pattern can run away: more than 1 s on a sentence like 'curtain aaaa")
    with pytest.raises(Refused, match="the pattern can run away"):
        shared_bench.save(new_draft(pattern="curtain (?:[a-z]+ ?)+ (?:went|goes) of"), "", new=True, insist=True)
    assert told(corpus(shared_bench, new_draft()))[0][0] == "added"


def test_a_pattern_that_stalls_on_a_text_is_stopped_and_the_next_draft_answered(shared_bench: Bench) -> None:
    tried(shared_bench, new_draft())  # the texts are read
    stalling = new_draft(pattern=STALLING, examples=["Nothing."], counter_examples=None)
    begun = time.monotonic()
    answer = tried(shared_bench, stalling)
    assert answer == Answer(runaway=f"the pattern runs away: it was stopped after {DOCUMENT_LIMIT:g} s on curtain.txt")
    assert time.monotonic() - begun < 10 * DOCUMENT_LIMIT
    assert told(corpus(shared_bench, new_draft(confidence=0.8)))[0][:2] == ("added", "curtain.txt")


def test_nothing_that_was_started_is_left_after_a_kill(bench: Bench) -> None:
    tried(bench, draft_of(bench, DOSES))
    process = bench._trier._process
    assert process is not None
    assert process.pid is not None
    assert os.getpgid(process.pid) == process.pid
    tried(bench, new_draft(pattern=STALLING, examples=["Nothing."], counter_examples=None))
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_an_older_draft_of_a_window_gives_way_to_a_newer_one(shared_bench: Bench) -> None:
    tried(shared_bench, new_draft())
    stalling = new_draft(pattern=STALLING, examples=["Nothing."], counter_examples=None, confidence=0.7)
    answers: dict[str, Answer | None] = {}

    def ask(name: str, draft: Draft, tab: str) -> threading.Thread:
        def work() -> None:
            answers[name] = shared_bench.evaluate(draft, tab)

        thread = threading.Thread(target=work)
        thread.start()
        time.sleep(0.5)
        return thread

    threads = [
        ask("busy", stalling, "one"),
        ask("older", new_draft(confidence=0.31), "two"),
        ask("newer", new_draft(confidence=0.32), "two"),
    ]
    for thread in threads:
        thread.join(60)
    assert answers["older"] is None
    newer = answers["newer"]
    assert newer is not None
    assert newer.obstacles == ()


# ------------------------------------------------------------------ saving


def lines_changed(bench: Bench, before: str = RULES) -> list[str]:
    """The lines that a save took out and put in."""
    after = rules_file(bench).read_text(encoding="utf-8")
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def test_no_draft_changes_a_file(bench: Bench) -> None:
    before = {path: path.stat().st_mtime_ns for path in sorted(bench.folder.rglob("*"))}
    tried(bench, new_draft())
    tried(bench, draft_of(bench, DOSES, pattern="("))
    assert {path: path.stat().st_mtime_ns for path in sorted(bench.folder.rglob("*"))} == before


def test_a_save_writes_the_changed_lines_and_keeps_the_comments(bench: Bench) -> None:
    opened = bench.open(DOSES)
    draft = draft_of(bench, DOSES, pattern="dos(?:es|ed|ing)(?: the)? first patient", confidence=0.8)
    saved = bench.save(draft, opened.version)
    assert saved.path == rules_file(bench)
    assert lines_changed(bench) == [
        '-    pattern: "dos(?:es|ed)(?: the)? first patient"  # dosing',
        '+    pattern: "dos(?:es|ed|ing)(?: the)? first patient"  # dosing',
        "+    confidence: 0.8",
    ]
    assert bench.open(DOSES).fields["confidence"] == 0.8
    assert corpus(bench, draft).counts == {}


def test_an_undo_puts_the_older_text_back(bench: Bench) -> None:
    for confidence in (0.8, 0.7):
        bench.save(draft_of(bench, DOSES, confidence=confidence), bench.open(DOSES).version)
    bench.undo()
    assert bench.open(DOSES).fields["confidence"] == 0.8
    bench.undo()
    assert rules_file(bench).read_bytes() == RULES.encode()
    with pytest.raises(UsageError, match="nothing was saved that could be taken back"):
        bench.undo()


def test_an_undo_is_refused_when_the_file_has_changed_since(bench: Bench) -> None:
    bench.save(draft_of(bench, DOSES, confidence=0.8), bench.open(DOSES).version)
    with rules_file(bench).open("a", encoding="utf-8") as file:
        file.write("# of somebody else\n")
    assert bench.undoable() is None
    with pytest.raises(UsageError, match="has changed since it was saved: the older text was not put back"):
        bench.undo()
    assert rules_file(bench).read_text(encoding="utf-8").endswith("# of somebody else\n")


def test_a_save_is_refused_when_the_file_has_changed_meanwhile(bench: Bench) -> None:
    opened = bench.open(DOSES)
    changed = RULES.replace("# Trials that", "# The trials that")
    rules_file(bench).write_text(changed, encoding="utf-8")
    assert bench.version(opened.file) != opened.version
    with pytest.raises(UsageError, match="has changed since you opened it: look at the rule again before you save"):
        bench.save(Draft(DOSES, {**opened.fields, "confidence": 0.8}), opened.version)
    assert rules_file(bench).read_text(encoding="utf-8") == changed


def test_failing_examples_are_saved_only_by_whoever_insists(bench: Bench) -> None:
    opened = bench.open(OVER)
    draft = draft_of(bench, OVER, pattern="trial of {COMPOUND} was finished")
    with pytest.raises(Refused, match="its example fails") as refused:
        bench.save(draft, opened.version)
    assert refused.value.faults
    assert rules_file(bench).read_text(encoding="utf-8") == RULES
    bench.save(draft, opened.version, insist=True)
    assert lines_changed(bench)[1] == '+    pattern: "trial of {COMPOUND} was finished"'


def test_a_new_rule_is_written_behind_the_others(bench: Bench) -> None:
    begun = bench.begin("trial_status")
    assert (begun.file, begun.new, begun.fields) == ("events/trial_status.yaml", True, {})
    bench.save(new_draft(), begun.version, new=True)
    assert rules_file(bench).read_text(encoding="utf-8") == RULES + (
        "  - id: curtain\n"
        '    pattern: "the curtain (?:went|goes) up on"\n'
        "    set: {status: initiated}\n"
        "    examples:\n"
        '      - "The curtain went up on the (PHASE Phase 3) trial of (COMPOUND NRV-310) in (INDICATION gout)."\n'
        "    counter_examples:\n"
        '      - "The curtain went up on a new season."\n'
    )
    assert [rule.id for rule in bench.rules("curtain")] == [CURTAIN_RULE]


def test_a_new_rule_never_takes_the_place_of_one_of_its_name(bench: Bench) -> None:
    draft = draft_of(bench, DOSES, confidence=0.5)
    with pytest.raises(Refused, match=f"there is a rule {DOSES} already: give the new one a name of its own"):
        bench.save(draft, bench.begin("trial_status").version, new=True)
    assert rules_file(bench).read_text(encoding="utf-8") == RULES


def test_line_ends_and_rights_of_a_file_stay(bench: Bench) -> None:
    rules_file(bench).write_bytes(RULES.replace("\n", "\r\n").encode())
    rules_file(bench).chmod(0o640)
    bench.save(draft_of(bench, DOSES, confidence=0.8), bench.open(DOSES).version)
    written = rules_file(bench).read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") == RULES.count("\n") + 1
    assert rules_file(bench).stat().st_mode & 0o777 == 0o640


def test_a_link_out_of_the_folder_is_not_written(bench: Bench, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    rules_file(bench).rename(outside)
    rules_file(bench).symlink_to(outside)
    with pytest.raises(UsageError, match="leads out of the pattern folder: it is not written"):
        bench.save(draft_of(bench, DOSES, confidence=0.8), bench.open(DOSES).version)
    assert outside.read_text(encoding="utf-8") == RULES


# ------------------------------------------------------------------ broken files


def test_a_broken_file_is_said_with_its_line_and_the_bench_goes_on(bench: Bench) -> None:
    opened = bench.open(DOSES)
    other = bench.folder / "events" / "readout.yaml"
    other.write_text("type: readout\nrules:\n  - id: told\n    pattern: [unclosed\n", encoding="utf-8")
    broken = bench.state().broken
    assert broken is not None
    assert broken.startswith(f"{other}: not valid YAML")
    assert "line 5" in broken
    assert [rule.id for rule in bench.rules()] == [DOSES, OVER]
    assert told(corpus(bench, new_draft()))[0][0] == "added"
    with pytest.raises(Refused, match="nothing can be saved while the rules cannot be read: .*readout.yaml"):
        bench.save(draft_of(bench, DOSES, confidence=0.8), opened.version, insist=True)
    other.unlink()
    bench.save(draft_of(bench, DOSES, confidence=0.8), opened.version)
    assert lines_changed(bench) == ["+    confidence: 0.8"]


def test_a_folder_that_cannot_be_used_is_found_at_once(tmp_path: Path) -> None:
    folder = small_patterns(tmp_path / "patterns")
    (folder / "events" / "trial_status.yaml").write_text("type: [", encoding="utf-8")
    with pytest.raises(PatternError, match="not valid YAML"):
        Bench(folder, [])


def test_rules_are_found_by_their_words(shared_bench: Bench) -> None:
    assert [rule.id for rule in shared_bench.rules("FIRST initiated")] == [DOSES]
    assert [rule.id for rule in shared_bench.rules("trial is over")] == [OVER]
    assert shared_bench.rules("nothing of the kind") == []
    with pytest.raises(UsageError, match="found no rule 'deal.acquires' in"):
        shared_bench.open("deal.acquires")
