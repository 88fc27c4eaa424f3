"""Names that no list has, told by where they stand: headings, what an agency does, what a company calls its own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from support import UPDATE


def named(pipeline: Language, text: str, label: str) -> set[str]:
    doc = pipeline(UPDATE + text)
    return {doc.text[f.start : f.end] for f in doc._.found if f.label == label and f.start >= len(UPDATE)}


@pytest.mark.parametrize(
    ("text", "drug"),
    [
        ("PIPELINE\n\nOsilodrine in Cushing's disease\n\nThe Phase 2 study was completed in 2024.\n", "Osilodrine"),
        ("PIPELINE\n\nZirapeg, once-weekly hormone analogue\n\nThe Phase 2 study was completed in 2024.\n", "Zirapeg"),
        ("In the United Kingdom, the MHRA authorised Zirapeg on January 12.\n", "Zirapeg"),
        ("Sedalune, our midazolam film for seizures, was approved in May 2022.\n", "Sedalune"),
    ],
)
def test_a_word_of_no_dictionary_where_only_a_drug_stands(pipeline: Language, text: str, drug: str) -> None:
    assert drug in named(pipeline, text, "COMPOUND")


@pytest.mark.parametrize("word", ["Progress", "Leadership", "Biomarkers", "Neurology", "Enrollment"])
def test_a_heading_s_ordinary_word_is_no_drug(pipeline: Language, word: str) -> None:
    text = f"PIPELINE\n\n{word} in Cushing's disease\n\nThe Phase 2 study was completed in 2024.\n"
    assert named(pipeline, text, "COMPOUND") == set()


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("NRV-210 is a KCNQ2/3 opener. The program in KCNQ2 developmental encephalopathy is ongoing.\n", "KCNQ2"),
        (
            "PIPELINE\n\nNRV-210 (gene-edited, mobilization-free) in gout\n\nA Phase 1 trial is ongoing.\n",
            "gene-edited",
        ),
        ("Our smallpox vaccine Varicol has been approved in the EU since 2016.\n", "smallpox vaccine"),
        ("The travellers' diarrhoea vaccine does not work well.\n", "diarrhoea vaccine"),
    ],
)
def test_targets_and_descriptions_are_no_drugs(pipeline: Language, text: str, none: str) -> None:
    assert none not in named(pipeline, text, "COMPOUND")


def test_a_company_s_vaccine_without_a_name_is_one(pipeline: Language) -> None:
    assert named(pipeline, "Our norovirus vaccine is in a Phase 2 trial.\n", "COMPOUND") == {"norovirus vaccine"}


@pytest.mark.parametrize(
    "disease",
    [
        "leukocyte adhesion deficiency type I",
        "alpha-1 antitrypsin deficiency",
        "ornithine transcarbamylase deficiency",
        "growth hormone deficiency",
        "hereditary antithrombin deficiency",
    ],
)
def test_what_a_body_lacks_belongs_to_the_disease(pipeline: Language, disease: str) -> None:
    assert named(pipeline, f"NRV-210 is in a Phase 2 trial for {disease}.\n", "INDICATION") == {disease}


def test_a_deficiency_of_a_filing_is_no_disease(pipeline: Language) -> None:
    assert named(pipeline, "The FDA noted a deficiency in the filing for NRV-210.\n", "INDICATION") == set()


@pytest.mark.parametrize("text", ["In April Kyora Pharma licensed NRV-210.", "Since June Kyora Pharma has NRV-210."])
def test_a_month_is_no_part_of_a_company_s_name(pipeline: Language, text: str) -> None:
    assert named(pipeline, text, "COMPANY") == {"Kyora Pharma"}


def test_an_unknown_wire_between_strokes_is_not_the_publisher(pipeline: Language) -> None:
    doc = pipeline(
        "Haneul and Toral Enter License Agreement\n\nSEOUL, Nov. 19, 2025 /KPWorld/ -- Haneul BioSciences Co., "
        "Ltd. (KOSDAQ: 387210) announced today that it has signed a license agreement with Toral Therapeutics, Inc.\n"
    )
    assert doc._.header.publisher[0] == "Haneul BioSciences Co., Ltd."


def test_what_two_drugs_are_said_to_be_does_not_part_them(pipeline: Language) -> None:
    text = "The FDA cleared the INDs for NRV-210, a conjugate (ADC) targeting EpCAM and NRV-310, an interferon.\n"
    told = [e for e in pipeline(UPDATE + text)._.events if e["type"] == "regulatory"]
    assert {e["compound"]["name"] for e in told} == {"NRV-210", "NRV-310"}
