"""What holds for any text: offsets lie inside, phrases do not overlap, intervals are in order, time is linear."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.normalize.dates import find_time_phrases, resolve
from nlp.normalize.money import find_money
from nlp.normalize.phases import find_phases
from nlp.normalize.text import even, lower

_WORDS = (
    "the first second quarter half of fiscal year 2011 2025 FY12 early mid late end by before in next last this few "
    "six months weeks ended June 30 May 31, Sept. - – to or between same period prior today 1Q 1Q25 H2 Q4'24 "
    "respectively and into $3 $0.05 million per share €10 US$ billion dollars up at least as Phase Phases 1 2/3 I II b "
    "pivotal trial 1b/2a \\$5 (0.03) February 29 30, 2100 12/31/2024 2024-02-30 99 \n \n\n ( ) , . ; ’ "
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS.split(" ")), max_size=30).map(" ".join))


@settings(deadline=None, derandomize=True)
@given(texts)
def test_time_phrases_lie_in_the_text_and_resolve_in_order(text: str) -> None:
    last = 0
    for phrase in find_time_phrases(text):
        assert last <= phrase.start < phrase.end <= len(text)
        assert phrase.text == text[phrase.start : phrase.end]
        last = phrase.end
        for tense in ("past", "future", None):
            found = resolve(phrase, reference=date(2024, 2, 29), tense=tense)
            assert found is None or found.earliest <= found.latest


@settings(deadline=None, derandomize=True)
@given(texts)
def test_amounts_lie_in_the_text(text: str) -> None:
    last = 0
    for phrase in find_money(text):
        assert last <= phrase.start < phrase.end <= len(text)
        assert 0 <= phrase.low <= phrase.high
        last = phrase.end


@settings(deadline=None, derandomize=True)
@given(texts)
def test_phases_lie_in_the_text(text: str) -> None:
    last = 0
    for phrase in find_phases(text):
        assert last <= phrase.start < phrase.end <= len(text)
        assert phrase.phases
        last = phrase.end


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=100))
def test_even_texts_keep_their_length(text: str) -> None:
    assert len(lower(even(text))) == len(text)


@pytest.mark.parametrize(
    "piece",
    ["(", "1", " ", "\n", "$", "1,", "May ", "a ", "first ", "-", "by the ", "Phase 1, ", "same period ", "in 2025 "],
)
def test_hostile_texts_take_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    find_time_phrases(text), find_money(text), find_phases(text)
    assert time.process_time() - started < 5
