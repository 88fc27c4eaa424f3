"""What the benchmarks judge and print by: scores, phrases, tables, documents. How fast anything is, no test says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import archive_documents
import hot_path
import peer_quality as quality
import pytest
from archive_memory import Memory
from measure import Cost, cost, ratios, rounds, spread, table
from peer_quality import Phrase, Share

TEXT = "Norvane dosed patients with NRV-210 in March 2024. A Phase 2 trial of NRV-310 is expected in May 2025."
GOLD = {
    "a": {
        "compounds": [["NRV-210"], ["NRV-310", "ALDORIQ"]],
        "events": [
            {"type": "trial_status", "realis": "actual", "quote": "dosed\npatients with NRV-210"},
            {"type": "trial_status", "realis": "expected", "quote": "trial of NRV-310 is expected"},
            {"type": "deal", "realis": "actual", "quote": "Norvane"},
        ],
    }
}
PHRASES = [Phrase("a", 39, 49, "2024-03-01", "2024-03-31"), Phrase("a", 93, 101, "2025-05-01", "2025-05-31")]


def _told(words: str, kind: str = "term", **more: object) -> quality.Line:
    start = TEXT.index(words)
    return {"doc_id": "a", "kind": kind, "start": start, "end": start + len(words), "text": words, **more}


@pytest.mark.parametrize(
    ("told", "found", "inside", "exact"),
    [
        ([], 0, 0, 0),
        ([_told("March 2024", "date", earliest="2024-03-01", latest="2024-03-31")], 1, 1, 1),
        ([_told("2024", "date", earliest="2024-03-07", latest="2024-03-07")], 1, 1, 0),
        ([_told("2024", "date", earliest="2024-01-01", latest="2024-12-31")], 1, 0, 0),
        ([_told("May 2025", "date", earliest=None, latest=None)], 1, 0, 0),
        ([_told("Norvane", "date", earliest="2024-03-01", latest="2024-03-31")], 0, 0, 0),
    ],
)
def test_a_phrase_of_time_is_found_where_it_stands_and_right_by_its_days(
    told: list[quality.Line], found: int, inside: int, exact: int
) -> None:
    assert quality.dates(told, PHRASES) == (Share(found, 2), Share(inside, 2), Share(exact, 2))


def test_a_compound_is_found_by_any_name_and_a_name_of_none_is_counted() -> None:
    told = [_told("NRV-310", label="COMPOUND"), _told("dosed", label="COMPOUND"), _told("Norvane", label="COMPANY")]
    assert quality.compounds(told, GOLD) == (Share(1, 2), Share(1, 2))


def test_whether_a_step_is_a_fact_is_what_most_names_in_its_quote_say() -> None:
    right = [_told("NRV-210", realis="actual"), _told("NRV-310", realis="not fact")]
    assert quality.facts(right, {"a": TEXT}, GOLD) == Share(2, 2)
    wrong = [_told("NRV-210", realis="denied"), _told("Norvane", realis="actual")]
    assert quality.facts(wrong, {"a": TEXT}, GOLD) == Share(0, 2)


def test_phases_are_found_at_their_places() -> None:
    text = "Phase II and Phase I/II"
    told = [{"doc_id": "a", "kind": "phase", "start": 13, "end": 20}]
    assert quality.phases(told, {"a": text}) == Share(1, 2)


def test_what_is_better_is_more_found_and_less_invented() -> None:
    ours = {"compounds found": Share(2, 3), quality.NONE: Share(0, 2), "phases found": Share(1, 1)}
    peer = {"compounds found": Share(3, 3), quality.NONE: Share(1, 4), "phases found": None}
    assert quality.better(peer, ours) == ["compounds found"]
    assert quality.better(ours, peer) == [quality.NONE]


def test_every_phrase_of_the_list_occurs_once_and_is_in_order_of_days() -> None:
    found = quality.phrases(quality.texts())
    assert len(found) == 49
    assert [phrase for phrase in found if phrase.earliest > phrase.latest] == []


def test_every_quote_of_the_gold_is_in_its_text() -> None:
    assert quality.facts([], quality.texts(), quality.gold()) == Share(0, 37)


def test_an_archive_has_a_filing_to_nine_releases_and_any_release_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("filing", encoding="utf-8")
    (tmp_path / "in").mkdir()
    archive_documents.write(tmp_path / "in", 21, None, [tmp_path / "long.txt"])
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "in").iterdir())]
    assert [number for number, text in enumerate(texts) if text == "filing"] == [0, 10, 20]
    assert len(set(texts)) == 19


def test_releases_of_a_file_come_over_and_over(tmp_path: Path) -> None:
    leads = tmp_path / "leads.jsonl"
    leads.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("one", "two")), encoding="utf-8")
    (tmp_path / "long.txt").write_text("filing", encoding="utf-8")
    (tmp_path / "in").mkdir()
    assert archive_documents.write(tmp_path / "in", 5, leads, [tmp_path / "long.txt"]) == 6 + 4 * 3
    assert [path.read_text() for path in sorted((tmp_path / "in").iterdir())] == ["filing", "one", "two", "one", "two"]


def test_memory_over_time_leaves_out_samples_without_a_worker() -> None:
    memory = Memory([(1, 10, 0, 10), (2, 11, 50, 60), (3, 12, 52, 64)])
    assert (memory.peak(1), memory.peak(3), memory.over_time(2, 2)) == (12, 64, [50, 52])


def test_rounds_turn_round_and_a_failing_process_ends_all() -> None:
    costs = rounds({"one": ["true"], "other": ["true"]}, 3)
    assert {name: len(values) for name, values in costs.items()} == {"one": 3, "other": 3}
    with pytest.raises(SystemExit, match="false ended with status 1"):
        cost(["false"])


def test_processor_time_counts_the_children() -> None:
    busy = "import time; t = time.process_time()\nwhile time.process_time() - t < 0.2: pass"
    spent = cost(["sh", "-c", f'{sys.executable} -c "{busy}"; true'])
    assert isinstance(spent, Cost)
    assert spent.processor >= 0.2


def test_tables_are_markdown_with_medians_and_ranges() -> None:
    assert ratios([2, 6], [1, 2]) == [2, 3]
    assert (spread([3.0, 1.0, 2.0]), spread([1.25], 2)) == ("2.0 (1.0–3.0)", "1.25")
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_the_hot_path_is_told_beside_what_was_recorded() -> None:
    before = {"tokenise": 10.0, "read": 20.0, "commit": "abc", "machine": "m", "python": "3.11", "spacy": "3.8"}
    told = hot_path.lines("instructions", {"tokenise": 10.0, "read": 22.0}, before)
    assert told.splitlines()[2:] == [
        "| now | 10.0 | 22.0 | 2.20 |",
        "| abc | 10.0 | 20.0 | 2.00 |",
        "",
        "The ratio has changed by +10.0 % since it was recorded at abc on m, Python 3.11, spaCy 3.8.",
    ]
