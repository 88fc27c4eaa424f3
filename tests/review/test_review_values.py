"""What people write into a slot, and what it means."""

from __future__ import annotations

from typing import Any

import pytest

from nlp.records import Document
from nlp.review.releases import Release
from nlp.review.values import Unreadable, read, shown

LINE = {
    "sha256": "x",
    "release_date": "2024-03-04",
    "fiscal_year_end": "06-30",
    "compounds": [{"name": "norvatinib", "id": "norvatinib", "texts": ["NRV-210", "norvatinib"]}],
    "companies": [{"name": "Toral Pharma", "id": None, "texts": ["Toral Pharma, Inc.", "Toral"]}],
}
RELEASE = Release(0, "n.txt", LINE, (), Document("n.txt", "NRV-210 and the  new\nantibody of Toral.", "x"))
NORVATINIB = {"name": "norvatinib", "id": "norvatinib", "text": "NRV-210", "aliases": ["norvatinib"]}
TORAL = {"name": "Toral Pharma", "id": None, "text": "Toral", "aliases": ["Toral Pharma, Inc."]}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("compound", "nrv-210", NORVATINIB),
        ("compound", "new antibody", {"name": "new antibody", "id": None, "text": "new antibody", "aliases": []}),
        ("company", "Toral", TORAL),
        ("company", "toral pharma", TORAL | {"text": "Toral Pharma, Inc.", "aliases": ["Toral"]}),
        ("companies", " Toral \n\nToral", [TORAL]),
        ("companies", "", []),
        ("texts", "asthma\r\n gout  of the toe ", ["asthma", "gout of the toe"]),
        ("phase", "II", "2"),
        ("phase", "Phase 1b/2a", "1b/2a"),
        ("phase", "pivotal", "pivotal"),
        ("money", "$12 million", {"amount": 12000000, "currency": "USD"}),
        ("money", "65,000,000.50 EUR", {"amount": 65000000.5, "currency": "EUR"}),
        ("number", "1,250", 1250),
        ("number", "a loss of $2.2 million", 2200000),
        ("date", "2024-05-01", {"earliest": "2024-05-01", "latest": "2024-05-01", "text": None}),
        ("date", "2024-05-01 to 2024-06-30", {"earliest": "2024-05-01", "latest": "2024-06-30", "text": None}),
        ("date", "early 2025", {"earliest": "2025-01-01", "latest": "2025-04-30", "text": "early 2025"}),
        ("date", "within the next six months", {"earliest": "2024-03-04", "latest": "2024-09-04",
                                                "text": "within the next six months"}),
        ("text", " BREEZE ", "BREEZE"),
        ("text", "  ", None),
        ("enum", "actual", "actual"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_the_program_would_have_told_it(kind: str, text: str, value: Any) -> None:
    assert read(text, kind, {"kind": kind, "values": ["actual"]}, RELEASE) == value


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        ("compound", "NRV-999", "found 'NRV-999', expected a name that the document uses"),
        ("enum", "perhaps", "found 'perhaps', expected one of actual"),
        ("phase", "1 and 2", "found '1 and 2', expected one phase, such as 2, 1b/2a or pivotal"),
        ("money", "much", "found 'much', expected one amount, such as $65 million or 65,000,000 EUR"),
        ("money", "$2 to 3 million", "found '$2 to 3 million', expected one amount, such as $65 million or 65,000,000 "
         "EUR"),
        ("money", "$2.5", "found '$2.5', of which the scale is missing; write it out, such as 2,500,000 USD"),
        ("number", "few", "found 'few', expected a number or an amount, such as 2,200,000 or $2.2 million"),
        ("date", "soon", "found 'soon', expected days, such as 2011-10-01 to 2011-12-31 or early 2012"),
        ("date", "2024-02-30", "found '2024-02-30', expected a day of the calendar"),
        ("date", "2024-02-03 to 2024-01-03", "found '2024-02-03 to 2024-01-03', expected the first day before the "
         "last"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_was_expected(kind: str, text: str, problem: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read(text, kind, {"kind": kind, "values": ["actual"]}, RELEASE)
    assert str(raised.value) == problem


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("compound", NORVATINIB, "NRV-210"),
        ("companies", [TORAL], "Toral"),
        ("texts", ["asthma", "gout"], "asthma\ngout"),
        ("money", {"amount": 65000000, "currency": "USD"}, "65,000,000 USD"),
        ("number", 0.05, "0.05"),
        ("date", {"earliest": "2024-05-01", "latest": "2024-06-30", "text": "Q2"}, "2024-05-01 to 2024-06-30"),
        ("text", None, ""),
    ],
)
def test_what_a_field_shows_is_read_as_the_same_value(kind: str, value: Any, text: str) -> None:
    assert shown(value, kind) == text
    again = read(text, kind, {"kind": kind}, RELEASE)
    assert again == (value | {"text": None} if kind == "date" else value)
