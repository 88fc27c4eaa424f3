"""A document's words with their places: what is found by them is what reading everything finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipes.flat import flatten, lower
from nlp.pipes.names import company_context, company_shapes, compound_context, compound_marks, compound_shapes
from nlp.pipes.names import words as word_room
from nlp.pipes.names.words import Words, WordTest, around, at, one_of, opens, whole
from support import ROOT

TEXT = "Norvane licensed NRV-210 from Toral Pharma, Inc. Under the agreement Norvane pays. TORAL licenses nothing."
SEEDS = sorted((ROOT / "corpus").glob("*.txt"))
FLAT = [flatten(path.read_text(encoding="utf-8")) for path in SEEDS]


def test_words_are_runs_of_letters_and_figures_with_their_places() -> None:
    assert Words("A co-drug, a NRV-210: a.").at == {
        "A": [0], "co": [2], "drug": [5], "a": [11, 22], "NRV": [13], "210": [17],
    }  # fmt: skip


@given(st.text())
def test_every_word_stands_at_its_places(text: str) -> None:
    words = Words(text)
    assert sorted((start, word) for word, starts in words.at.items() for start in starts) == [
        (m.start(), m.group()) for m in re.finditer(r"\w+", text)
    ]


@given(st.text())
def test_lowered_words_are_the_words_of_the_lower_case(text: str) -> None:
    assert Words(text).lowered(lower(text)).at == Words(lower(text)).at


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (one_of("licensed", "under"), ["licensed", "Under"]),
        (one_of("toral"), ["Toral", "TORAL"]),
        (whole("licens.*"), ["licensed", "licenses"]),
        (opens(re.compile(r"\b(?:[Ll]icen[sc]\w*|[Aa]greement) from")), ["licensed", "agreement", "licenses"]),
        (WordTest(str.isdigit), ["210"]),
    ],
)
def test_a_test_finds_the_places_of_the_words_that_pass(test: WordTest, expected: list[str]) -> None:
    found = [re.compile(r"\w+").match(TEXT, place)[0] for place in Words(TEXT).where(test)]
    assert found == expected


def test_a_word_tied_to_another_one_by_a_dash_is_left_out_where_bare_ones_are_asked_for() -> None:
    words = Words("co-drug drug")
    assert (words.where(one_of("drug")), words.bare(one_of("drug"))) == ([3, 8], [8])


def test_an_expression_that_begins_with_anything_opens_with_no_word() -> None:
    with pytest.raises(ValueError, match="begins with literal words"):
        opens(re.compile(r"\w+ agreement"))


def test_what_a_test_remembers_is_bounded(monkeypatch) -> None:
    monkeypatch.setattr(word_room, "_MOST_KNOWN", 10)
    test = WordTest(str.isupper)
    assert [test(f"W{n}") for n in range(100)] == [True] * 100
    assert len(test.known) <= 10


@pytest.mark.parametrize("flat", FLAT, ids=[path.name for path in SEEDS])
@pytest.mark.parametrize(
    ("pattern", "test", "before", "after"),
    [
        (company_shapes.TRADE_FORM, whole(rf"{company_shapes.TRADE}|Life"), 150, 110),
        (company_shapes.AGENT, company_context._ACTS, 110, 80),
        (company_shapes.COLLABORATION, company_context._WORK, 120, 40),
        (compound_context._DOSED, compound_context._UNIT, 110, 10),
        (compound_context._APPROVED, compound_context._APPROVED_WORD, 16, 50),
        (compound_shapes._FORM, compound_shapes._FORMS, 120, 40),
        (compound_shapes._VACCINE, compound_shapes._VACCINES, 260, 80),
    ],
)
def test_looking_around_words_finds_what_reading_everything_finds(pattern, test, before, after, flat: str) -> None:
    found = around(pattern, flat, Words(flat).where(test), before, after)
    assert [m.span() for m in found] == [m.span() for m in pattern.finditer(flat)]


@pytest.mark.parametrize("flat", FLAT, ids=[path.name for path in SEEDS])
@pytest.mark.parametrize(
    ("pattern", "test"),
    [
        (company_shapes.PARTNER, company_context._PARTNER),
        (compound_context._REGULATED, compound_context._REGULATED_WORD),
        (compound_context._DECIDED, compound_context._DECIDED_WORD),
    ],
)
def test_looking_at_words_finds_what_reading_everything_finds(pattern, test, flat: str) -> None:
    assert [m.span() for m in at(pattern, flat, Words(flat).where(test))] == [m.span() for m in pattern.finditer(flat)]


def test_marks_stand_around_their_signs() -> None:
    flat = "Sales of NORVIA® and Aldoriq(TM) rose; NRVTM is a test. A Long Name Of Four Words® too."
    signs = [m.start() for m in compound_marks._SIGN.finditer(flat)]
    assert [m.span() for m in around(compound_marks._MARKED, flat, signs, 130, 6)] == [
        m.span() for m in compound_marks._MARKED.finditer(flat)
    ]
