"""The traps of the two filings, each as a test of its own, told in the filings themselves and again in other words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from nlp.ingest import read
from nlp.records import Document

OPENING = "CAMBRIDGE, Mass., May 5, 2025 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today gave an update.\n\n"


@pytest.fixture(scope="module")
def filings(pipeline: Language, corpus: Path) -> dict[str, Doc]:
    docs = {}
    for document in read([corpus]):
        assert isinstance(document, Document)
        doc = pipeline.make_doc(document.text)
        doc._.document = document
        docs[document.doc_id[:3]] = pipeline(doc)
    return docs


def events(doc: Doc, kind: str, **wanted: Any) -> list[dict[str, Any]]:
    """The events of a type whose slots are as wanted; an entity is wanted by one of its names."""
    found = []
    for event in doc._.events:
        values = {
            name: _names(event[name]) if isinstance(event.get(name), dict) else event.get(name) for name in wanted
        }
        if event["type"] == kind and all(
            wanted[n] in v if isinstance(v, set) else v == wanted[n] for n, v in values.items()
        ):
            found.append(event)
    return found


def _names(value: dict[str, Any]) -> set[str]:
    return {value.get("name"), value.get("text"), *value.get("aliases", [])} - {None}


def days(value: dict[str, Any] | None) -> tuple[str, str] | None:
    return (value["earliest"], value["latest"]) if value else None


def test_a_fiscal_second_quarter_is_the_fiscal_years(filings: dict[str, Doc]) -> None:
    expense = events(filings["002"], "financial_result", metric="rd_expense")
    assert [(e["value"], days(e["period"])) for e in expense] == [(6600000, ("2004-10-01", "2004-12-31"))]


def test_calendar_and_fiscal_quarters_stand_side_by_side(filings: dict[str, Doc]) -> None:
    doc = filings["003"]
    data = [e for e in events(doc, "readout", compound="T-DM1") if days(e["date"]) == ("2012-01-01", "2012-03-31")]
    assert len(data) == 1  # "1Q 2012" is January to March
    revenue = events(doc, "financial_result", metric="revenue")
    assert [days(e["period"]) for e in revenue] == [("2011-07-01", "2011-09-30")]  # "1Q FY2012" is July to September


def test_an_earlier_version_is_another_compound(filings: dict[str, Doc]) -> None:
    clusters = [set(c.texts) for c in filings["002"]._.clusters if c.label == "COMPOUND"]
    assert not any({"cantuzumab mertansine", "huC242-DM4"} <= c for c in clusters)


def test_an_antibody_is_not_its_conjugate(filings: dict[str, Doc]) -> None:
    clusters = [{t.lower() for t in c.texts} for c in filings["003"]._.clusters if c.label == "COMPOUND"]
    assert {"herceptin", "trastuzumab"} in clusters
    assert {"trastuzumab emtansine", "t-dm1"} in clusters


def test_one_compound_under_two_names_in_two_years(filings: dict[str, Doc]) -> None:
    ids = {
        year: {c.id for c in filings[year]._.clusters for text in c.texts if text in names}
        for year, names in (("002", {"huN901-DM1"}), ("003", {"IMGN901"}))
    }
    assert ids["002"] == ids["003"] == {"lorvotuzumab-mertansine"}


def test_a_number_in_brackets_gives_a_partner_two_compounds(filings: dict[str, Doc]) -> None:
    sponsors = {
        name: [e["sponsor"]["name"] for e in events(filings["003"], "trial_status", compound=name, status="ongoing")]
        for name in ("BT-062", "SAR650984", "SAR566658")
    }
    assert sponsors == {"BT-062": ["Biotest"], "SAR650984": ["Sanofi"], "SAR566658": ["Sanofi"]}


def test_an_amount_without_its_scale_carries_a_warning(filings: dict[str, Doc]) -> None:
    doubtful = [e for e in filings["003"]._.events if e["type"] == "financial_result" and e["value"] == 0.3]
    assert doubtful
    assert all(e["warnings"] and e["confidence"] < 0.7 for e in doubtful)


def test_unchanged_guidance_reaches_back_over_all_its_metrics(filings: dict[str, Doc]) -> None:
    guidance = {e["metric"]: (e["low"], e["high"], e["action"]) for e in events(filings["003"], "guidance")}
    assert guidance == {
        "net_loss": (65000000, 70000000, "reaffirmed"),
        "cash_used_in_operations": (60000000, 65000000, "reaffirmed"),
        "capital_expenditures": (4000000, 5000000, "reaffirmed"),
        "cash": (125000000, 130000000, "reaffirmed"),
    }


@pytest.mark.parametrize("filing", ["002", "003"])
def test_no_event_comes_from_the_safe_harbour(filings: dict[str, Doc], filing: str) -> None:
    zones = [s for s in filings[filing]._.layout.sections if s.name == "safe_harbour"]
    assert zones
    mentions = [m for e in filings[filing]._.events for m in e["mentions"]]
    assert [m for m in mentions for z in zones if z.start <= m["start"] < z.end] == []


def test_a_subsidiary_and_a_group_are_linked(filings: dict[str, Doc]) -> None:
    stated = {(r["left"], r["right"]) for r in filings["002"]._.facts["relations"] if r["type"] == "subsidiary_of"}
    assert ("Centocor", "Johnson & Johnson") in stated
    ids = {c.id for c in filings["002"]._.clusters if "sanofi-aventis Group" in c.texts}
    assert ids == {"sanofi"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NRV-210 and NRV-310 are in Phase 1 testing. These compounds are in development by Toral Pharma and "
            "Gilmore Pharma, respectively.",
            {"NRV-210": "Toral Pharma", "NRV-310": "Gilmore Pharma"},
        ),
        (
            "NRV-210, NRV-310 and NRV-410 are in Phase 1 testing. These compounds are in development by Toral Pharma "
            "(two) and Gilmore Pharma, respectively.",
            {"NRV-210": "Toral Pharma", "NRV-310": "Toral Pharma", "NRV-410": "Gilmore Pharma"},
        ),
    ],
)
def test_respectively_is_aligned_by_count(pipeline: Language, text: str, expected: dict[str, str]) -> None:
    doc = pipeline(f"{OPENING}NRV-210 is an oral inhibitor.\n\n{text}")
    running = events(doc, "trial_status", status="ongoing")
    assert {e["compound"]["name"]: e["sponsor"] and e["sponsor"]["name"] for e in running} == expected
