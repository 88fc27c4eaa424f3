"""events.csv and the columns that Parquet shares with it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from nlp.errors import PatternError
from nlp.export import Batch
from nlp.export.columns import Value, columns
from nlp.export.flat_csv import cell, parts

TYPES: dict[str, Any] = {
    "readout": {"slots": {"compound": {"kind": "compound"}, "venue": {"kind": "text"}, "date": {"kind": "date"}}},
    "deal": {
        "slots": {
            "parties": {"kind": "companies"},
            "territory": {"kind": "texts"},
            "upfront": {"kind": "money"},
            "date": {"kind": "date"},
        }
    },
    "guidance": {"slots": {"low": {"kind": "number"}}},
}
NORVANE = {"name": "Norvane", "id": None, "text": "Norvane, Inc.", "aliases": []}
TORAL = {"name": "Toral", "id": "toral", "text": "Toral", "aliases": []}


def event(kind: str, **slots: Any) -> dict[str, Any]:
    mentions = [
        {"start": 3, "end": 9, "text": "Proof.", "section": "body", "rule": f"{kind}.x"},
        {"start": 20, "end": 25, "text": "More.", "section": "quote", "rule": f"{kind}.y"},
    ]
    end = {"realis": "actual", "speaker": None, "confidence": 0.9, "warnings": [], "mentions": mentions}
    return {"id": "f00", "doc_id": "a.txt", "type": kind, **slots, **end}


EVENTS = (
    event(
        "readout",
        compound={"name": "=cmd()", "id": "x", "text": "-NRV"},
        venue="@ASH",
        date={"earliest": "2024-01-01", "latest": "2024-03-31", "text": "1Q\n2024"},
    ),
    event(
        "deal",
        parties=[NORVANE, TORAL],
        territory=["+EU", "Asia"],
        upfront={"amount": 5000000, "currency": "USD"},
        date=None,
    ),
    event("guidance", low=-1.5),
)


def table(events: tuple[dict[str, Any], ...]) -> list[dict[str, str]]:
    text = b"".join(parts(Batch(events, (), {}, (), TYPES))).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_events_are_flattened_into_the_same_columns() -> None:
    rows = [{name: value for name, value in row.items() if value} for row in table(EVENTS)]
    same = {"id": "f00", "doc_id": "a.txt", "realis": "actual", "confidence": "0.9", "start": "3", "end": "9"}
    same |= {"section": "body", "text": "Proof.", "mentions": "2"}
    assert rows == [
        {
            **same,
            "type": "readout",
            "compound": "'=cmd()",
            "compound_id": "x",
            "compound_text": "'-NRV",
            "venue": "'@ASH",
            "date_earliest": "2024-01-01",
            "date_latest": "2024-03-31",
            "date_text": "1Q\n2024",
            "rule": "readout.x",
        },
        {
            **same,
            "type": "deal",
            "parties": "Norvane; Toral",
            "territory": "'+EU; Asia",
            "upfront_amount": "5000000",
            "upfront_currency": "USD",
            "rule": "deal.x",
        },
        {**same, "type": "guidance", "low": "-1.5", "rule": "guidance.x"},
    ]


def test_the_columns_do_not_depend_on_the_events() -> None:
    (header,) = b"".join(parts(Batch((), (), {}, (), TYPES))).decode().splitlines()
    assert header.split(",") == list(table(EVENTS)[0]) == [column.name for column in columns(TYPES)]
    assert len(set(header.split(","))) == len(header.split(","))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (-3, "-3"),
        (0.5, "0.5"),
        (date(2024, 2, 29), "2024-02-29"),
        (["a", "b"], "a; b"),
        ([], ""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        (["=1", "b"], "'=1; b"),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_neutralised(value: Value, text: str) -> None:
    assert cell(value) == text


def test_a_slot_of_two_kinds_is_an_error_of_the_taxonomy() -> None:
    types = {"a": {"slots": {"date": {"kind": "date"}}}, "b": {"slots": {"date": {"kind": "text"}}}}
    with pytest.raises(PatternError, match="slot 'date' is date in one type and text in another"):
        columns(types)
