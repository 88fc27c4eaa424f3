"""Names of trials, and what is written like one and is none."""

from __future__ import annotations

import pytest
from spacy.language import Language


def trials(pipeline: Language, text: str) -> list[str]:
    """The trials named in a text, by their words, in the order of first use."""
    found = [f for f in pipeline(text)._.found if f.label == "TRIAL"]
    return list(dict.fromkeys(text[f.start : f.end] for f in found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first patient was dosed in the BREEZE trial of NRV-210.", ["BREEZE"]),
        ("NRV-210 is in development for tremor use disorder (TUD). The TUD study of NRV-210 starts in May.", []),
        ("The Safe Tablet Evaluation study (SATEV) of NRV-210 is open.", ["SATEV"]),
        ("NRV-210 was given in an EAP program and in an IDE trial.", []),
        ("Positive Top-Line BREEZE-2 Phase 3 trial results of NRV-210", ["BREEZE-2"]),
        ("Sites are in the US and UK The trial of NRV-210 is open.", []),
        ("NRX-24 Phase 2 data were published. The NRX-24 study in asthma is complete.", []),
        ("The NRX-24 trial showed that NRV-210 slows asthma.", ["NRX-24"]),
        ("Norvane opened the REFLαRE-P1 trial of NRV-210.", ["REFLαRE-P1"]),
        ("Data from the Phase 2b HARBORS Part B study of NRV-210 are new.", ["HARBORS"]),
        ('The Phase 3 riVerBenD (say "riverbend") clinical trial of NRV-210 is open.', ["riVerBenD"]),
        ("Results of the OPEN ROAD Alzheimer's disease trial of NRV-210 are due.", ["OPEN ROAD"]),
        ("In the pivotal Lumina-1 and Lumina-2 studies NRV-210 was safe.", ["Lumina-1", "Lumina-2"]),
        ("A Phase 3 trial, called Horizon, tests NRV-210.", ["Horizon"]),
        ("Additionally, our Phase 2 trial of NRV-210 in gout is complete.", []),
        ("The Phase 3 Pediatric trial and the Phase 1b Combination study of NRV-210 run.", []),
        ("In the Galectin-3 study and the Type-2 trial NRV-210 was safe.", []),
        ("Zelvana sales rose. The Phase 3 Zelvana trial of NRV-210 in gout is enrolling.", []),
        ("Norvane opened an access program called Reach, and the Phase 3 trial of NRV-210 is ongoing.", []),
        ("The Phase 3 European study and the Phase 2 Alzheimer trial of NRV-210 are open.", []),
        ("Norvane Starts Phase 2 Clinical Trial of NRV-210 in the Phase 3 Norvane study.", []),
        ("The Phase 2 NSCLC patient study and the Phase 2 ADHD adolescent study of NRV-210 run.", []),
    ],
)
def test_an_acronym_beside_a_trial_is_its_name_unless_it_stands_for_something_else(
    pipeline: Language, text: str, expected: list[str]
) -> None:
    assert trials(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NORTHSTAR-1, a Phase 2 trial of NRV-210, met its endpoint. NORTHSTAR-2 is enrolling.",
            ["NORTHSTAR-1", "NORTHSTAR-2"],
        ),
        (
            "Two trials of NRV-210 are open. ORCHID-3, in asthma, is enrolling; ORCHID-4 follows.",
            ["ORCHID-3", "ORCHID-4"],
        ),
        (
            "NORTHSTAR 1 and NORTHSTAR 2, the two Phase 3 studies of NRV-210, are open. NORTHSTAR 2 is full.",
            ["NORTHSTAR 1", "NORTHSTAR 2"],
        ),
        ("The Phase 2 trial of NRV-210 in lupus, AURELION, was stopped.", ["AURELION"]),
        ("Patients moved on to BREEZE-OLE, an open-label extension with NRV-210.", ["BREEZE-OLE"]),
        ("NRV-210 is studied in dry eye in Phase 3 (CLARENS). Data of CLARENS follow.", ["CLARENS"]),
        ("COHORT 1 and COHORT 2, the two of the Phase 1 trial of NRV-210, are full.", []),
        ("In the trial of NRV-210, cells with CLAUDIN-1 and CLAUDIN-4 died.", []),
        ("A trial of NRV-210 is open. It binds to FERROL-1.", []),
    ],
)
def test_the_numbered_names_of_a_series_are_trials_wherever_they_stand(
    pipeline: Language, text: str, expected: list[str]
) -> None:
    assert trials(pipeline, text) == expected


def test_names_of_one_stem_are_trials_wherever_they_stand(pipeline: Language) -> None:
    text = (
        "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
        "HARBOR-C3, a Phase 3 trial of NRV-21 in C3 glomerulopathy, is under way. Enrollment of HARBOR-IgAN with "
        "NRV-21 was finished in June 2024.\n"
    )
    assert [e["trial"] for e in pipeline(text)._.events] == ["HARBOR-C3", "HARBOR-IgAN"]
