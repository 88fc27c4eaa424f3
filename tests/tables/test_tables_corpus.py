"""The two filings of the corpus: what their sentences tell against their own tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from nlp.ingest import read
from nlp.records import Document
from nlp.tables import checks_line


def lines(pipeline: Language, path: Path) -> tuple[str, list[dict[str, Any]]]:
    (document,) = read([path])
    assert isinstance(document, Document)
    doc = pipeline.make_doc(document.text)
    doc._.document = document
    doc = pipeline(doc)
    end = doc._.header.fiscal_year_end
    return document.text, checks_line(document.text, doc._.layout.sections, doc._.events, end, doc._.values)


def told(found: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (c["metric"], c["prose"]["slot"], c["prose"]["text"], [cell["text"] for cell in c["cells"]]) for c in found
    ]  # fmt: skip


OF_2005 = [
    ("net_loss", "value", "$2.2 million", ["(2,209)"]),
    ("loss_per_share", "value", "$0.05", ["(0.05)"]),
    ("net_loss", "prior_value", "$1.3 million", ["(1,333)"]),
    ("loss_per_share", "prior_value", "$0.03", ["(0.03)"]),
    ("net_loss", "value", "$4.7 million", ["(4,680)"]),
    ("loss_per_share", "value", "$0.11", ["(0.11)"]),
    ("net_loss", "prior_value", "$5.5 million", ["(5,459)"]),
    ("loss_per_share", "prior_value", "$0.13", ["(0.13)"]),
    ("revenue", "value", "$9.0 million", ["9,047"]),
    ("revenue", "prior_value", "$5.2 million", ["5,164"]),
    ("rd_support_revenue", "value", "$4.1 million", ["4,066"]),
    ("clinical_materials_revenue", "value", "$3.6 million", ["3,637"]),
    ("milestone_revenue", "value", "$1.0 million", ["1,034"]),
    ("clinical_materials_revenue", "prior_value", "$227,000", ["227"]),
    ("milestone_revenue", "prior_value", "$1.0 million", ["1,051"]),
    ("operating_expenses", "value", "$11.7 million", ["11,693"]),
    ("operating_expenses", "prior_value", "$6.8 million", ["6,834"]),
    ("rd_expense", "value", "$6.6 million", ["6,617"]),
    ("rd_expense", "prior_value", "$5.2 million", ["5,195"]),
    ("other_income", "value", "$456,000", ["456"]),
    ("other_income", "prior_value", "$347,000", ["347"]),
    ("cash", "value", "$93.3 million", ["93,335"]),
    ("cash", "prior_value", "$94.6 million", ["94,610"]),
    ("total_assets", "value", "$115.4 million", ["115,357"]),
    ("total_assets", "prior_value", "$122.6 million", ["122,630"]),
]
OF_2011 = [
    ("net_loss", "value", "$19.5 million", ["(19\t,483)"]),
    ("loss_per_share", "value", "$0.26", ["(0.26)"]),
    ("net_loss", "prior_value", "$12.9 million", ["(12,888)"]),
    ("loss_per_share", "prior_value", "$0.19", ["(0.19)"]),
    ("revenue", "value", "$2.5 million", ["2\t,536"]),
    ("revenue", "prior_value", "$3.4 million", ["3,411"]),
    ("rd_support_revenue", "value", "$1.1 million", ["1\t,068"]),
    ("milestone_revenue", "value", "$1.2 million", ["1\t,187"]),
    ("operating_expenses", "value", "$22.0 million", ["22\t,002"]),
    ("operating_expenses", "prior_value", "$16.8 million", ["16,789"]),
    ("rd_expense", "prior_value", "$13.4 million", ["13,425"]),
    ("ga_expense", "value", "$4.8 million", ["4\t,841"]),
    ("ga_expense", "prior_value", "$3.4 million", ["3,364"]),
    ("cash", "value", "$179.8 million", ["179,765"]),
    ("cash", "prior_value", "$191.2 million", ["191,206"]),
]


@pytest.mark.parametrize(
    ("name", "agreed"), [("002_c871250a8ed193be.txt", OF_2005), ("003_8c8317d8b09a272c.txt", OF_2011)]
)
def test_the_filings_agree_with_their_tables(
    pipeline: Language, corpus: Path, name: str, agreed: list[tuple[Any, ...]]
) -> None:
    _, found = lines(pipeline, corpus / name)
    assert told([c for c in found if c["verdict"] == "agrees"]) == agreed


def test_what_the_converter_and_the_writer_lost_is_proposed_with_its_arithmetic(
    pipeline: Language, corpus: Path
) -> None:
    text, found = lines(pipeline, corpus / "003_8c8317d8b09a272c.txt")
    scale, digits = (c for c in found if c["verdict"] != "agrees")
    quarter = {"earliest": "2011-07-01", "latest": "2011-09-30"}
    column = "3 months ended 2011-09-30"
    for check in (scale, digits):
        for quote in (check["prose"], *check["cells"]):
            assert text[quote.pop("start") : quote.pop("end")] == quote["text"]
    assert scale == {
        "metric": "clinical_materials_revenue",
        "period": quarter,
        "verdict": "repair",
        "prose": {"slot": "value", "value": 0.3, "unit": "USD", "text": "$0.3"},
        "cells": [{"row": "Clinical materials reimbursement", "column": column, "value": 281000, "text": "281"}],
        "arithmetic": "281 thousand in the table: '$0.3 of' reads $0.3 million",
        "proposed": 300000,
        "reason": "the sentence has no scale word",
    }
    assert digits == {
        "metric": "rd_expense",
        "period": quarter,
        "verdict": "repair",
        "prose": {"slot": "value", "value": 17200000, "unit": "USD", "text": "$17.2 million"},
        "cells": [{"row": "Research and development", "column": column, "value": None, "text": ",161"}],
        "arithmetic": "22,002 - 4,841 = 17,161",
        "proposed": 17161000,
        "reason": "the cell ',161' has lost its leading digits",
    }


def test_the_filing_of_2005_has_nothing_to_mend(pipeline: Language, corpus: Path) -> None:
    _, found = lines(pipeline, corpus / "002_c871250a8ed193be.txt")
    assert [c for c in found if c["verdict"] != "agrees"] == []


def test_amounts_are_looked_for_again_where_none_are_handed_over(pipeline: Language, corpus: Path) -> None:
    (document,) = read([corpus / "003_8c8317d8b09a272c.txt"])
    assert isinstance(document, Document)
    doc = pipeline(document.text)
    sections = doc._.layout.sections
    handed = checks_line(document.text, sections, doc._.events, values=doc._.values)
    assert [c["verdict"] for c in handed] == [c["verdict"] for c in checks_line(document.text, sections, doc._.events)]


def test_a_release_without_results_has_no_checks() -> None:
    assert checks_line("| a | 1 |", [], [{"type": "guidance"}]) == []
