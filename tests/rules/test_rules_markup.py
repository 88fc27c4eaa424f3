"""Marked-up sentences, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.rules.markup import Marked, mark, unmark

SLOTS = ("compound", "phase", "date")


@pytest.mark.parametrize(
    ("text", "sentence", "fillers"),
    [
        ("(COMPOUND NRV-210) rose.", "NRV-210 rose.", (("compound", "NRV-210"),)),
        ("((PHASE Phase 3)) of (COMPOUND A (B))", "(Phase 3) of A (B)", (("phase", "Phase 3"), ("compound", "A (B)"))),
        ("No marks (FDA) (SPONSOR Norvane) here.", "No marks (FDA) (SPONSOR Norvane) here.", ()),
        ("(PHASE) (DATE )", "(PHASE) (DATE )", ()),
    ],
)
def test_marks_are_read(text: str, sentence: str, fillers: tuple[tuple[str, str], ...]) -> None:
    assert unmark(text, SLOTS) == Marked(sentence, fillers)


@pytest.mark.parametrize(
    ("sentence", "fillers", "marked"),
    [
        ("NRV-210 rose in May.", [("date", "May"), ("compound", "NRV-210")], "(COMPOUND NRV-210) rose in (DATE May)."),
        ("Mayor in May 2024", [("date", "May"), ("date", "May 2024")], "Mayor in (DATE May 2024)"),
        ("Nothing here", [("date", "June"), ("compound", "")], "Nothing here"),
    ],
)
def test_fillers_are_marked_where_they_stand(sentence: str, fillers: list[tuple[str, str]], marked: str) -> None:
    assert mark(sentence, fillers) == marked


_WORDS = st.text(alphabet="ab -2", min_size=1, max_size=12).filter(lambda text: text.strip() == text)


@given(st.lists(_WORDS, min_size=1, max_size=5), st.lists(st.tuples(st.sampled_from(SLOTS), _WORDS), max_size=4))
def test_a_marked_sentence_reads_as_the_sentence(parts: list[str], fillers: list[tuple[str, str]]) -> None:
    sentence = " ".join(parts)
    assert unmark(mark(sentence, fillers), SLOTS).sentence == sentence
