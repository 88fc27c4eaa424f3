"""Diseases by their shape: where a name begins and ends, and what only looks like one."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A Phase 2 IgA nephropathy study of NRV-210", ["IgA nephropathy"]),
        ("The Phase II/III Alzheimer's Disease trial of NRV-210", ["Alzheimer's Disease"]),
        ("NRV-210 in type 2 diabetes", ["type 2 diabetes"]),
        ("The trial of NRV-210 in Danon disease and Pompe disease", ["Danon disease", "Pompe disease"]),
        ("Every disease that NRV-210 treats", []),
        ("NRV-210 for alpha-mannosidosis", ["alpha-mannosidosis"]),
        ("NRV-210 in non-cystic fibrosis bronchiectasis", ["non-cystic fibrosis bronchiectasis"]),
        ("NRV-210 in CLDN6-positive, relapsed ovarian cancer", ["CLDN6-positive, relapsed ovarian cancer"]),
        ("NRV-210 for the treatment of relapsed or refractory FL", ["relapsed or refractory FL"]),
        ("NRV-210 in AML, ALL, and MDS", ["AML", "ALL", "MDS"]),
        ("NRV-210 and ALL of its siblings", []),
        ("Norvane has wound up its trial of NRV-210", []),
        ("Patients on NRV-210 had no minimal residual disease", []),
        ("The Cystic Fibrosis Foundation pays for NRV-210", []),
        ("Norvane will terminate NRV-210 in gout due to commercial reasons", ["gout"]),
        ("NRV-210 in Ovarian and Endometrial Cancers", ["Ovarian", "Endometrial Cancers"]),
        ("A trial of NRV-210 for Head & Neck Cancer", ["Head & Neck Cancer"]),
        ("NRV-210 for kidney failure due to diabetes", ["kidney failure due to diabetes"]),
        ("NRV-210 in cervical dystonia and in amyloidosis", ["cervical dystonia", "amyloidosis"]),
        ("NRV-210 for cocaine use disorder", ["cocaine use disorder"]),
        ("The OPEN ROAD Alzheimer's disease trial of NRV-210", ["Alzheimer's disease"]),
    ],
)
def test_a_disease_is_found_whole_and_what_is_none_is_not(pipeline: Language, text: str, names: list[str]) -> None:
    doc = pipeline(text + ".")
    assert [text[f.start : f.end] for f in doc._.found if f.label == "INDICATION"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NRV-210 data appeared in the Journal for ImmunoTherapy of Cancer.", ["Journal for ImmunoTherapy of Cancer"]),
        ("NRV-210 data appeared in The Lancet Infectious Diseases.", ["The Lancet Infectious Diseases"]),
        ("NRV-210 was named in the Wall Street Journal.", []),
    ],
)
def test_a_journal_is_a_venue_with_all_of_its_name(pipeline: Language, text: str, names: list[str]) -> None:
    doc = pipeline(text)
    assert [text[f.start : f.end] for f in doc._.found if f.label in ("VENUE", "INDICATION")] == names


def test_a_list_of_organs_shares_the_noun_behind_the_last(pipeline: Language) -> None:
    text = (
        "BOSTON, May 5, 2025 -- Norvane started a Phase 2 trial of NRV-210 in biliary tract, breast and gastric cancer."
    )
    event = next(e for e in pipeline(text)._.events if e["type"] == "trial_status")
    assert event["indication"] == ["biliary tract cancer", "breast cancer", "gastric cancer"]
