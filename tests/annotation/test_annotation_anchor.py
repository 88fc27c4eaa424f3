"""Marks on a text that has changed since."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotation.anchor import Anchors, Lost, Place

OLD = (
    "Norvane Therapeutics today announced that it has dosed the first patient in its Phase 2 trial of NRV-210.\n"
    "NRV-210 is an inhibitor that Norvane develops with Toral Pharma. A Phase 2 trial of ALDORIQ in asthma is\n"
    "expected to begin by the end of the year, and Norvane expects data from both trials in early 2026.\n"
)


def _place(new: str, words: str, which: int = 0) -> Place | Lost:
    start = -1
    for _ in range(which + 1):
        start = OLD.index(words, start + 1)
    return Anchors(OLD, new)(start, start + len(words))


@pytest.mark.parametrize(
    ("new", "words", "which", "now", "how"),
    [
        pytest.param(OLD, "NRV-210", 1, "NRV-210", "same", id="nothing has changed"),
        pytest.param(OLD + "About Norvane", "first patient", 0, "first patient", "same", id="text added below"),
        pytest.param("NEWS: " + OLD, "Phase 2", 1, "Phase 2", "moved", id="text put in front"),
        pytest.param(OLD.replace("today", "today now"), "Phase 2", 0, "Phase 2", "moved", id="a word put in before"),
        pytest.param(OLD.replace("\n", "\r\n"), "ALDORIQ", 0, "ALDORIQ", "moved", id="other line ends"),
        pytest.param(
            OLD.replace("asthma is\nexpected", "asthma\nis expected"), "asthma is\nexpected", 0, "asthma\nis expected",
            "spaces", id="lines broken elsewhere",
        ),
        pytest.param(
            OLD.replace("early 2026", "early  2026"), "early 2026", 0, "early  2026", "spaces", id="a double space"
        ),
        pytest.param(
            OLD.replace("first patient", "first patients"), "first patient in", 0, "first patients in", "edited",
            id="an edited word",
        ),
        pytest.param(
            OLD.replace("Toral Pharma", "Toral-Pharma"), "Toral Pharma", 0, "Toral-Pharma", "edited", id="a hyphen",
        ),
    ],
)  # fmt: skip
def test_a_mark_is_found_again(new: str, words: str, which: int, now: str, how: str) -> None:
    place = _place(new, words, which)
    assert isinstance(place, Place)
    assert (new[place.start : place.end], place.how) == (now, how)


def test_of_repeated_words_those_with_the_same_words_around_are_meant() -> None:
    new = "An update. " + OLD
    for which, start in ((0, OLD.index("Phase 2")), (1, OLD.rindex("Phase 2"))):
        assert _place(new, "Phase 2", which) == Place(start + 11, start + 18, "moved")


@pytest.mark.parametrize(
    ("new", "words", "which", "reason"),
    [
        pytest.param(
            OLD.replace("A Phase 2 trial of ALDORIQ", "A trial of ALDORIQ"), "Phase 2", 1,
            "its words stand in the text, but not among the words that were around them",
            id="deleted, but said elsewhere",
        ),
        pytest.param("Nothing of this is left here.", "ALDORIQ", 0,
                     "neither its words nor those around them are in the text any more", id="another text"),
        pytest.param("", "ALDORIQ", 0,
                     "neither its words nor those around them are in the text any more", id="no text"),
        pytest.param(
            OLD.replace("Toral Pharma", "a partner"), "Toral Pharma", 0,
            "its words have changed too much (38 % alike, expected 75 %)", id="other words",
        ),
        pytest.param(
            OLD + OLD, "ALDORIQ", 0,
            "its words stand in 2 places, and the words around them do not tell which is meant", id="the text twice",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_lost_with_the_reason(new: str, words: str, which: int, reason: str) -> None:
    changed = new if new != OLD + OLD else " " + new  # not where it stood, so that both places are as good
    assert _place(changed, words, which) == Lost(reason)


@pytest.mark.parametrize("sentence", range(6))
def test_the_mark_of_a_deleted_sentence_is_not_given_to_the_next_one(sentence: int) -> None:
    sentences = [f"Norvane tested NRV-{n}10 in {disease}. " for n, disease in enumerate("asthma COPD gout".split() * 2)]
    old, new = "".join(sentences), "".join(sentences[:sentence] + sentences[sentence + 1 :])
    anchors = Anchors(old, new)
    begins = [sum(map(len, sentences[:n])) for n in range(6)]
    assert isinstance(anchors(begins[sentence], begins[sentence] + len("Norvane")), Lost)
    for n, begin in enumerate(begins):
        place = anchors(begin + 15, begin + 22)
        assert isinstance(place, Lost) if n == sentence else isinstance(place, Place)
        assert isinstance(place, Lost) or new[place.start : place.end] == old[begin + 15 : begin + 22]


def test_twins_that_are_all_still_there_keep_their_order() -> None:
    old = "Phase 2 trial of NRV-210.\n" * 3
    anchors = Anchors(old, old.replace("\n", "\r\n"))
    assert [anchors(26 * n + 17, 26 * n + 24) for n in range(3)] == [
        Place(27 * n + 17, 27 * n + 24, "moved" if n else "same") for n in range(3)
    ]


def test_white_space_alone_is_no_mark() -> None:
    assert Anchors(OLD, "x" + OLD)(7, 8) == Lost("it marks nothing but white space")


@given(st.integers(0, len(OLD) - 1), st.integers(1, 40), st.text("ab \n🧬", max_size=30))
def test_text_put_in_front_moves_every_mark_by_its_length_or_loses_it(start: int, length: int, front: str) -> None:
    end = min(start + length, len(OLD))
    place = Anchors(OLD, front + OLD)(start, end)
    if isinstance(place, Place):
        assert (place.start, place.end) == (start + len(front), end + len(front))


def test_a_changed_document_of_200_kb_is_anchored_in_a_moment() -> None:
    lines = [
        f"Line {n} of the long report of Norvane tells of compound NRV-{n} and of trial {n * 7}." for n in range(2500)
    ]
    old = "\n".join(lines)
    new = "\n".join(lines[:1000] + ["A new line."] + lines[1000:]).replace("NRV-2000 ", "NRV-2000X ")
    anchors = Anchors(old, new)
    start = old.index("compound NRV-2000 ")
    began = time.process_time()
    place = anchors(start, start + len("compound NRV-2000"))
    assert isinstance(place, Place)
    assert new[place.start : place.end].startswith("compound NRV-2000")
    assert time.process_time() - began < 5
