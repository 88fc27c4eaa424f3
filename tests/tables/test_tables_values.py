"""Numbers of a table's line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.tables.records import Cell
from nlp.tables.values import fits, read, values

CASES = [
    ("2,536", [("2,536", "2536", None)]),
    ("$ (0.26) $ (0.19)", [("(0.26)", "-0.26", None), ("(0.19)", "-0.19", None)]),
    ("(64,588   )", [("(64,588   )", "-64588", None)]),
    ("-3.5 −4.25", [("-3.5", "-3.5", None), ("−4.25", "-4.25", None)]),
    ("— 20,000", [("—", "0", None), ("20,000", "20000", None)]),
    ("1,663.4*", [("1,663.4", "1663.4", None)]),
    ("$ 1 ,068 $ 1,495", [("1 ,068", "1068", None), ("1,495", "1495", None)]),
    ("17161", [("17161", "17161", None)]),
    ("31% 1,200 (26)% (3.2 )% NM", [("1,200", "1200", None)]),
    ("€ 4.5 US$ 5.5", [("4.5", "4.5", None), ("5.5", "5.5", None)]),
    (",161", [(",161", None, "has lost its leading digits")]),
    ("066", [("066", None, "has lost its leading digits")]),
    ("l7,161", [("l7,161", "17161", "has letters among its digits")]),
    ("2O,I61", [("2O,I61", "20161", "has letters among its digits")]),
    ("17.161", [("17.161", "17161", "has a point for a comma")]),
    ("17,16", [("17,16", None, "has digits in groups that are not three")]),
    ("17,1b1", [("17,1b1", None, "cannot be read")]),
    ("(19,483", [("(19,483", "-19483", None)]),
    ("19,483)", [("19,483)", "-19483", None)]),
]


@pytest.mark.parametrize(("region", "expected"), CASES)
def test_a_line_is_read_into_its_numbers(region: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found, _ = values(region, 0, region)
    assert [(c.text, None if c.number is None else str(c.number), c.damage) for c in found] == expected
    assert [region[c.start : c.end] for c in found] == [c.text for c in found]


@pytest.mark.parametrize(
    ("region", "noisy"), [("$ 2,536 % 3,411 <u> </u> •", False), ("2,536 F 3,411", True), ("2,536 3b11", True)]
)
def test_words_among_the_numbers_are_told(region: str, noisy: bool) -> None:
    assert values(region, 0, region)[1] is noisy


@pytest.mark.parametrize(
    ("printed", "number", "fitting"),
    [
        (",161", "17161", True),
        ("7,161", "17161", True),
        ("17,", "17161", True),
        ("17,1b1", "17161", True),
        ("1716", "17161", True),
        ("17,261", "17161", True),
        (",162", "17161", False),
        ("22,002", "17161", False),
        ("(,483", "-19483", True),
    ],
)
def test_a_proved_number_must_fit_what_is_left_of_the_printing(printed: str, number: str, fitting: bool) -> None:
    assert fits(Cell(0, len(printed), printed, None, "damaged"), Decimal(number)) is fitting


def test_digits_alone_are_a_number() -> None:
    assert read("1,234.5") == (Decimal("1234.5"), None)
