"""From which score on a model is believed."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from training_made import Trained

from nlp.training.material import gather
from nlp.training.thresholds import best_score, kind_thresholds, least_score, name_thresholds

NEVER = 2.0


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ([0.9] * 9, [0.5], 0.49995),
        ([0.9] * 10, [0.5, 0.4], 0.49995),
        ([0.9] * 10, [0.95, 0.94], NEVER),
        ([0.9] * 9, [], NEVER),
        ([], [0.9] * 20, NEVER),
        ([0.9] * 18 + [0.3], [0.4, 0.2], 0.19995),
    ],
)
def test_a_name_is_believed_from_the_least_score_at_which_nine_of_ten_are_right(
    right: list[float], wrong: list[float], expected: float
) -> None:
    pairs = [(score, True) for score in right] + [(score, False) for score in wrong]
    assert least_score(pairs, 0.9) == pytest.approx(expected, abs=0.0001)


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ([0.9, 0.8], [0.1], 0.79995),
        ([0.9, 0.3], [0.5, 0.2], 0.29995),
        ([0.0001], [0.9, 0.8, 0.7], 0.5),
        ([], [0.9], 0.5),
    ],
)
def test_an_event_type_is_believed_from_the_score_with_the_best_f_while_half_are_right(
    right: list[float], wrong: list[float], expected: float
) -> None:
    pairs = [(score, True) for score in right] + [(score, False) for score in wrong]
    assert best_score(pairs) == pytest.approx(expected, abs=0.0001)


def test_thresholds_of_a_model_are_those_of_what_it_says_of_the_held_back_documents(trained: Trained) -> None:
    model = spacy.load(trained.model)
    readings = gather([trained.texts], [trained.gold]).readings
    kinds = kind_thresholds(model, readings)
    assert kinds["deal"] == 0.5  # none of the documents has any
    assert 0 < kinds["trial_status"] < 1
    names = name_thresholds(model, readings)
    assert set(names) <= {"COMPANY", "COMPOUND", "INDICATION"}
    assert 0 < names["COMPOUND"] < 1
    assert name_thresholds(model, []) == {}


def test_a_sentence_without_anything_to_look_at_is_no_fault(trained: Trained, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is so.\n\nAnd of the.\n")
    assert name_thresholds(spacy.load(trained.model), gather([tmp_path], []).readings) == {}
