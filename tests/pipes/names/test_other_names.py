"""Other names of a compound: what a bracket, a route, a slash or a kind of therapy says to be one thing with it."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Gives Update\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today gave an update.\n\n"


def compounds(pipeline: Language, text: str) -> list[list[str]]:
    """The names of every compound of a document, best first."""
    clusters = pipeline(HEAD + text)._.clusters
    return sorted(list(cluster.texts) for cluster in clusters if cluster.label == "COMPOUND")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a bracket behind what the company makes
        ("Norvane tests its oral insulin capsule (NRV-801) in a trial.", [["NRV-801", "oral insulin capsule"]]),
        ("Norvane's first-in-class oral KIF18A inhibitor (NRV-801) is new.", [["NRV-801", "oral KIF18A inhibitor"]]),
        # a bracket behind the name
        ("NRV-1286 (EGFRxMET ADC) entered a Phase 1 trial.", [["NRV-1286", "EGFRxMET ADC"]]),
        (
            "The FDA approved EMBRANOVE (norvabactam and zalapenem) for infections.",
            [["norvabactam and zalapenem", "EMBRANOVE"]],
        ),
        # a route before a generic name, two partners' codes, a kind of therapy
        (
            "The Phase 2 trial of intranasal norvalumab is open. Dosing with norvalumab is weekly.",
            [["norvalumab", "intranasal norvalumab"]],
        ),
        ("NRV325/TRL-1305 is in a Phase 2 trial.", [["TRL-1305", "NRV325", "NRV325/TRL-1305"]]),
        (
            "NorvaHeart Cell Therapy is in Phase 3. NorvaHeart was well tolerated in patients.",
            [["NorvaHeart", "NorvaHeart Cell Therapy"]],
        ),
        # descriptors of the same words in another order
        (
            "Norvane's oral norovirus vaccine candidate is in Phase 2. Norvane's norovirus oral vaccine is safe.",
            [["oral norovirus vaccine candidate", "norovirus oral vaccine"]],
        ),
    ],
)
def test_names_told_to_be_one_thing(pipeline: Language, text: str, expected: list[list[str]]) -> None:
    assert compounds(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a class, a dose, a mixture and a bare kind describe nothing
        ("Patients took the anti-PD-1 antibody (pembrolizumab) and NRV-801.", [["NRV-801"], ["pembrolizumab"]]),
        ("Its lead product candidate (NRV-801) is in Phase 2.", [["NRV-801"]]),
        ("NRV-801 (25 mg/kg) and NRV-802 (KRAS inhibitor and placebo) were given.", [["NRV-801"], ["NRV-802"]]),
        # a route before a code, a kind behind one
        ("Oral NRV-801 is in Phase 2.", [["NRV-801"]]),
        ("Norvane's NRV-101 gene therapy is in Phase 2.", [["NRV-101"]]),
        # one descriptor of two drugs, a word more
        (
            "NRV-801 (anti-PD-1 antibody) was given with pembrolizumab (anti-PD-1 antibody).",
            [["NRV-801"], ["pembrolizumab"]],
        ),
        (
            "Norvane's HER2 ADC (NRV-801) is in Phase 2, and its next HER2 bispecific ADC (NRV-802) is in Phase 1.",
            [["NRV-801", "HER2 ADC"], ["NRV-802", "HER2 bispecific ADC"]],
        ),
        (
            "Norvane tests its COVID-19 vaccine and its COVID-19 oral vaccine in trials.",
            [["COVID-19 oral vaccine"], ["COVID-19 vaccine"]],
        ),
        # two vaccines
        (
            "Norvane tests its norovirus vaccine candidate and its influenza vaccine candidate in trials.",
            [["influenza vaccine candidate"], ["norovirus vaccine candidate"]],
        ),
    ],
)
def test_what_tells_no_other_name(pipeline: Language, text: str, expected: list[list[str]]) -> None:
    assert compounds(pipeline, text) == expected
