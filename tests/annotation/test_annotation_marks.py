"""The one form of marks: its order, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marks_made import VOCABULARY

from nlp.annotation.marks import AnnotatedDocument, EventMark, Mark, RelationMark, checked
from nlp.errors import UsageError

TEXT = "one two\nthree four"


def _document(**parts: object) -> AnnotatedDocument:
    return replace(AnnotatedDocument("a.txt", TEXT), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pieces", "tidied"),
    [
        pytest.param(((0, 3),), ((0, 3),), id="a piece stays"),
        pytest.param(((8, 13), (0, 3)), ((0, 3), (8, 13)), id="pieces are in order"),
        pytest.param(((4, 7), (8, 13)), ((4, 13),), id="a line break is no gap"),
        pytest.param(((0, 5), (3, 7)), ((0, 7),), id="overlapping pieces are one"),
        pytest.param(((4, 8),), ((4, 7),), id="a line break at the end is cut off"),
        pytest.param(((7, 13),), ((8, 13),), id="a line break at the beginning is cut off"),
        pytest.param(((0, 3), (7, 8)), ((0, 3),), id="a piece of line breaks is none"),
    ],
)
def test_pieces_of_a_mark_are_tidied(pieces: tuple[tuple[int, int], ...], tidied: tuple[tuple[int, int], ...]) -> None:
    document = checked(_document(entities=(Mark(1, "TRIAL", pieces),)), VOCABULARY, "here")
    assert document.entities == (Mark(1, "TRIAL", tidied),)


def test_names_are_in_order_of_number_events_of_place_and_relations_of_kind() -> None:
    entities = (Mark(2, "COMPOUND", ((4, 7),)), Mark(1, "COMPOUND", ((0, 3),)))
    events = (EventMark("b", "deal", ((8, 13),)), EventMark("a", "deal", ((0, 3),)))
    relations = (RelationMark("not_same_as", 1, 2), RelationMark("alias", 2, 1))
    document = checked(_document(entities=entities, events=events, relations=relations), VOCABULARY, "here")
    assert document == _document(
        entities=entities[::-1],
        events=events[::-1],
        relations=(RelationMark("alias", 1, 2), RelationMark("not_same_as", 1, 2)),
    )


def test_empty_values_are_no_values() -> None:
    event = EventMark("a", "deal", ((0, 3),), values={"parties": [], "royalty": None, "kind": "option"}, note="")
    document = checked(_document(events=(event,)), VOCABULARY, "here")
    assert document.events == (EventMark("a", "deal", ((0, 3),), values={"kind": "option"}),)


NAME = Mark(1, "COMPOUND", ((0, 3),))


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"entities": (Mark(1, "COMPUOND", ((0, 3),)),)},
         "here: unknown label 'COMPUOND'; did you mean 'COMPOUND'?"),
        ({"entities": (Mark(1, "TRIAL", ((0, 99),)),)},
         "here: found a mark from 0 to 99, expected one within 0 and 18"),
        ({"entities": (Mark(1, "TRIAL", ((7, 8),)),)}, "here: found a mark of no words (from 7 on), expected some"),
        ({"entities": (Mark(1, "TRIAL", ()),)}, "here: found a mark without a place"),
        ({"entities": (NAME, NAME)}, "here: two marks have one number"),
        ({"events": (EventMark("a", "reedout", ((0, 3),)),)},
         "here: unknown event type 'reedout'; did you mean 'readout'?"),
        ({"events": (EventMark("a", "deal", ((0, 3),)), EventMark("a", "deal", ((4, 7),)))},
         "here: two events have one id"),
        ({"entities": (NAME,), "events": (EventMark("a", "readout", ((0, 3),), (("venu", 1),)),)},
         "here: unknown slot of readout 'venu'; did you mean 'venue'?"),
        ({"events": (EventMark("a", "readout", ((0, 3),), (("venue", 1),)),)},
         "here: venue of event a points at mark 1, which is not there"),
        ({"events": (EventMark("a", "readout", ((0, 3),), values={"outcome": "positiv"}),)},
         "here: unknown value of outcome 'positiv'; did you mean 'positive'?"),
        ({"events": (EventMark("a", "readout", ((0, 3),), realis="actuall"),)},
         "here: unknown realis 'actuall'; did you mean 'actual'?"),
        ({"entities": (NAME,), "relations": (RelationMark("alais", 1, 1),)},
         "here: unknown relation 'alais'; did you mean 'alias'?"),
        ({"relations": (RelationMark("alias", 1, 2),)}, "here: alias points at mark 1, which is not there"),
    ],
)  # fmt: skip
def test_what_the_taxonomy_or_the_text_does_not_have_is_an_error(parts: dict[str, object], problem: str) -> None:
    with pytest.raises(UsageError) as raised:
        checked(_document(**parts), VOCABULARY, "here")
    assert str(raised.value) == problem
