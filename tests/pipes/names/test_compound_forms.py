"""Product names that end with their form, and the same names without it."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Gives Update\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today gave an update.\n\n"


def compounds(pipeline: Language, text: str) -> list[list[str]]:
    """The names of every compound of a document."""
    clusters = pipeline(HEAD + text)._.clusters
    return sorted(sorted(cluster.texts) for cluster in clusters if cluster.label == "COMPOUND")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a form in capitals belongs to the product's name; both names are the product's
        (
            "A Phase 3 trial of Vadrimab Tablets is enrolling. Patients will receive Vadrimab for a year.",
            [["Vadrimab", "Vadrimab Tablets"]],
        ),
        # the substance, which is written small, is not the product
        (
            "Norvane plans a Phase 2 study of Testosterone Cream. Therapy with testosterone is common.",
            [["Testosterone Cream"], ["testosterone"]],
        ),
        ("A Phase 3 trial of vadrimab tablets is enrolling.", [["vadrimab"]]),
    ],
)
def test_a_form_in_capitals_belongs_to_the_name(pipeline: Language, text: str, expected: list[list[str]]) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvia tablets 20 mg (nonproprietary name: vadrimab) were approved in Japan.",
            [["Norvia", "vadrimab"]],
        ),
        ("The FDA approved NRV-3811/Norvia Intravenous Infusion in May 2024.", [["NRV-3811", "Norvia"]]),
        ("A clinical study was started of Lipasalda, for the treatment of cystic fibrosis.", [["Lipasalda"]]),
        ("ZYX-AADC is in Phase 1b for Parkinson's disease.", [["ZYX-AADC"]]),
        ("The Phase 3 study in adults with severe COVID-19 pneumonia (NR-402) is enrolling.", []),
        ("Norvane granted rights to Torala for the treatment of gout.", []),
        ("CytoVar(TM) cytomegalovirus vaccine has entered Phase 2.", [["CytoVar"]]),
        ("Patients with gout know NX7, now in Phase 2, from the news.", [["NX7"]]),
        ("CytoVar(TM) vaccine platforms were shown to patients of a clinical trial.", []),
        ("NRT401, our diabetes asset partnered to Toral Pharma, has commenced a Phase 2 study.", [["NRT401"]]),
        ("Norvane has rights to BMPR2 activators for patients with pulmonary hypertension.", []),
    ],
)
def test_names_told_by_what_is_said_of_them(pipeline: Language, text: str, expected: list[list[str]]) -> None:
    assert compounds(pipeline, text) == expected
