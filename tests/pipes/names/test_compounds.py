"""Names of compounds that nobody has told us, and what has their shape and is none."""

from __future__ import annotations

import pytest
from spacy.language import Language


def compounds(pipeline: Language, text: str) -> list[str]:
    """The compounds named in a text, by their words, in the order of first use."""
    found = [f for f in pipeline(text)._.found if f.label == "COMPOUND"]
    return list(dict.fromkeys(text[f.start : f.end] for f in found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvane doses first patient in a Phase 2 trial of NRV-210 in asthma.", ["NRV-210"]),
        ("The Phase 3 trial of norvaxermin (NVX) met its endpoint; NVX was well tolerated.", ["norvaxermin", "NVX"]),
        ("First patient begins novel Norvix Therapy in a Phase 2 arthritis trial.", ["Norvix"]),
        ("Patients on exa-cel had durable responses in the trial.", ["exa-cel"]),
        ("The programs are NRX005 for asthma and NRX007 for thyroid cancer.", ["NRX005", "NRX007"]),
    ],
)
def test_a_compound_is_found_by_its_shape_or_its_surroundings(
    pipeline: Language, text: str, expected: list[str]
) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 was studied in SCN9A1-positive patients and in those with SCN9A1 mutations.",  # a gene
        "NRV-210 silences norvalate synthase 1 (NVAS1) in a Phase 1 trial for porphyria.",  # initials with their number
        "NRV-210 blocks IL-31RA in a Phase 1 trial in dermatitis.",  # a receptor
        "The trial of NRV-210 used the PET tracer NVT-2620 in patients.",  # a diagnostic
        "Data on NRV-210 from a Phase 2 trial will be shown at VASC24, the meeting of the society.",  # a congress
        "In the NRV-210-303 (BREEZE) Study patients were given NRV-210.",  # a study by its number
        "Results of a Phase 3 study (BREEZE-70) of NRV-210 agree with those of the BREEZE-50 trial.",  # its sister
        "Enrollment in the BREEZE-OL Clinical Trial of NRV-210 goes on; BREEZE-OL is an open-label trial.",
        "The FDA 510(k) clearance has no bearing on the Phase 2 trial of NRV-210.",
    ],
)
def test_what_has_a_compound_s_shape_and_is_none(pipeline: Language, text: str) -> None:
    assert compounds(pipeline, text) == ["NRV-210"]
