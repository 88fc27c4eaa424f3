"""The tokeniser of releases."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipeline import build
from nlp.pipes.tokenizer import ReleaseTokenizer

TOKENIZER = ReleaseTokenizer(spacy.blank("en").vocab)


@given(st.text())
def test_the_text_of_a_doc_is_the_text_it_was_made_of(text: str) -> None:
    assert TOKENIZER(text).text == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("huN901-DM1", ["huN901", "-", "DM1"]),
        ("paid \\$65 million", ["paid", "\\", "$", "65", "million"]),
        ("NRV-210®, twice", ["NRV", "-", "210", "®", ",", "twice"]),
        ("one  two\n\tthree", ["one", " ", "two", "\n\t", "three"]),
        (" leading", [" ", "leading"]),
        ("", []),
    ],
)
def test_letters_and_figures_stay_together_and_every_sign_is_alone(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == tokens


def test_a_saved_pipeline_keeps_the_tokeniser(tmp_path) -> None:
    build().to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert [t.text for t in loaded.make_doc("901-DM1 of $65")] == ["901", "-", "DM1", "of", "$", "65"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was licensed from BMS.", ["BMS"]),
        ("Patients received BMS-986512 weekly.", []),
        ("An anti-CD33 antibody was cleared by the FDA-led panel.", ["FDA"]),
    ],
)
def test_a_piece_of_a_code_is_no_name_of_a_list(text: str, found: list[str]) -> None:
    doc = build()(text)
    assert [e.text for e in doc.ents if e.label_ in ("COMPANY", "AGENCY")] == found
