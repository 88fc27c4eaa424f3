"""What a sentence teaches: gold's names and events before the rules', and how much it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import UsageError
from nlp.training.gold import gold_names, gold_places
from nlp.training.material import gather, gold_folders
from nlp.training.records import Name, Reading, Sentence
from nlp.training.split import folds, held_back, parted
from nlp.training.weights import weight

GOLD = {
    "publisher": ["Norvane Therapeutics"],
    "compounds": [["NRV-210", "norvanib"], ["NRV-210 XR"]],
    "events": [
        {
            "type": "trial_status",
            "compound": ["NRV-210"],
            "trial": "BREEZE",
            "indication": [["asthma"]],
            "sponsor": ["Toral Pharma"],
            "realis": "expected",
            "quote": "will start the\nBREEZE trial",
        },
        {"type": "regulatory", "compound": ["NRV-210"], "realis": "actual", "quote": "a quote from elsewhere"},
    ],
}


def told(flat: str) -> list[tuple[str, str]]:
    return [(one.label, flat[one.start : one.end]) for one in gold_names(flat, GOLD)]


@pytest.mark.parametrize(
    ("flat", "expected"),
    [
        ("Norvane Therapeutics gave NRV-210.", [("COMPANY", "Norvane Therapeutics"), ("COMPOUND", "NRV-210")]),
        ("NRV-210 XR is new.", [("COMPOUND", "NRV-210 XR"), ("COMPOUND", "NRV-210")]),
        ("Norvanib in Asthma", [("COMPOUND", "Norvanib"), ("INDICATION", "Asthma")]),
        ("NRV-2100 and XNRV-210, breeze", []),
        ("BREEZE by Toral Pharma", [("COMPANY", "Toral Pharma"), ("TRIAL", "BREEZE")]),
    ],
)
def test_every_place_of_every_name_of_the_gold_is_marked_longer_names_first(
    flat: str, expected: list[tuple[str, str]]
) -> None:
    assert told(flat) == expected


def test_an_event_is_where_its_quote_is_whatever_its_line_breaks() -> None:
    flat = "Norvane will start the BREEZE trial soon."
    assert list(gold_places(flat, GOLD)) == [(8, 35, "trial_status", "expected")]


def sentence(*votes: int, kinds: tuple[str, ...] = (), open: bool = False) -> Sentence:
    return Sentence(0, "text", tuple(Name(0, 1, "COMPOUND", vote) for vote in votes), kinds, (), open)


@pytest.mark.parametrize(
    ("gold", "one", "expected"),
    [
        (True, sentence(0, open=True), 3),
        (False, sentence(), 1),
        (False, sentence(1), 1),
        (False, sentence(1, 2), 1),
        (False, sentence(2, 2), 2),
        (False, sentence(1, kinds=("deal",)), 2),
        (False, sentence(2, 0), 0),
        (False, sentence(2, open=True), 0),
    ],
)
def test_surer_sentences_are_shown_more_often_and_doubtful_ones_never(gold: bool, one: Sentence, expected: int) -> None:
    assert weight(Reading("a", "b", gold, (one,)), one) == expected


def reading(company: str, size: int, gold: bool = True) -> Reading:
    return Reading(f"{company}{size}", company, gold, (sentence(),) * size)


def test_folds_hold_each_company_once_and_are_of_about_one_size() -> None:
    readings = [reading("norvane", 9), reading("toral", 4), reading("gilmore", 5), reading("norvane", 1)]
    assert folds(readings, 2) == [frozenset({"norvane"}), frozenset({"toral", "gilmore"})]
    assert folds(list(reversed(readings)), 2) == folds(readings, 2)


def test_no_company_is_on_both_sides_silver_neither() -> None:
    readings = [reading("norvane", 9), reading("toral", 4), reading("toral", 2, gold=False), reading("", 3)]
    others, theirs = parted(readings, frozenset({"toral"}))
    assert [one.doc_id for one in others] == ["norvane9", "3"]
    assert [one.doc_id for one in theirs] == ["toral4", "toral2"]


def test_only_companies_with_gold_are_held_back() -> None:
    readings = [*(reading(name, 2) for name in "abcdefghij"), *(reading(name, 50, gold=False) for name in "klm")]
    held = held_back(readings)
    assert len(held) == 2
    assert held <= set("abcdefghij")


def test_gold_replaces_the_rules_compounds_and_adds_what_they_miss(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold" / "docs").mkdir(parents=True)
    text = "Norvane Therapeutics, Inc. today dosed a patient with NRV-310 and with melvo in asthma."
    (tmp_path / "texts" / "a.txt").write_text(text)
    gold = '{"doc_id": "a.txt", "publisher": ["Norvane"], "compounds": [["melvo"]], "events": []}'
    (tmp_path / "gold" / "docs" / "a.json").write_text(gold)
    (tmp_path / "gold" / "leads.jsonl").write_text('{"doc_id": "b.txt", "events": []}\n')
    found = gather([tmp_path / "texts"], [tmp_path / "gold"])
    (one,) = found.readings
    names = {(name.label, s.text[name.start : name.end]) for s in one.sentences for name in s.names}
    assert ("COMPOUND", "melvo") in names
    assert ("COMPOUND", "NRV-310") not in names
    assert (one.gold, one.company, found.textless) == (True, "norvane", ("b.txt",))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("nothing", "found nothing at nothing, expected texts to train on (--raw)"),
        ("empty", "found no sentences in empty, expected texts to train on (--raw)"),
    ],
)
def test_material_without_texts_is_refused(
    raw: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    with pytest.raises(UsageError) as caught:
        gather([Path(raw)], [])
    assert str(caught.value) == expected


def test_two_golds_of_one_document_are_refused(tmp_path: Path) -> None:
    for name, events in (("one", "[]"), ("two", '[{"type": "deal"}]')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "leads.jsonl").write_text(f'{{"doc_id": "a", "events": {events}}}\n')
    with pytest.raises(UsageError, match=r"two: found another gold of a, expected one of each document"):
        gather([tmp_path], [tmp_path / "one", tmp_path / "two"])


def test_an_annotations_folder_has_its_gold_inside_or_is_one(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    assert gold_folders(tmp_path, [Path("more")]) == [tmp_path / "gold", Path("more")]
    assert gold_folders(tmp_path / "gold", []) == [tmp_path / "gold"]
    assert gold_folders(None, [Path("more")]) == [Path("more")]
