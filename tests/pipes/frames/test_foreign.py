"""Drugs of others: a release speaks of them, and they give no events."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Reports Progress with NRV-210\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today "
    "reported progress "
    "with NRV-210.\n\n"
)


def told(pipeline: Language, text: str) -> list[tuple[str, str]]:
    """Type and compound of every event."""
    return [
        (event["type"], event["compound"]["text"]) for event in pipeline(HEAD + text)._.events if event.get("compound")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 competes with Dupixent, which was approved by the FDA in 2017.",
        "Lesinurad, another inhibitor developed by AstraZeneca, is under review by the FDA.",
        "For comparison, tarlatamab has a PDUFA date in June 2026.",
        "Given the arrival of sofosbuvir (Gilead), an NDA for which was submitted in April 2013, the field "
        "has changed.",
        "Humira, marketed by AbbVie, was approved by the FDA in 2002.",
        "The large trial of timrepigene emparvovec by another company failed last year.",
        # of the registry's drugs, where the text names none of their developers
        "Inhibitors of KRAS G12C such as sotorasib and adagrasib have been approved.",
        "Pegcetacoplan was approved by the FDA in February 2023.",
        # a company that only this sentence names
        "Zenda Pharma is conducting Phase 3 trials of tulisokibart.",
    ],
)
def test_a_rival_s_drug_gives_no_event_nor_does_ours_instead(pipeline: Language, text: str) -> None:
    assert told(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our partner AbbVie markets Humira. Humira was approved by the FDA in 2002.", [("regulatory", "Humira")]),
        (
            "Norvane sells its own adalimumab. Norvane's adalimumab was approved by the FDA in 2019.",
            [("regulatory", "adalimumab")],
        ),
        (
            "NRV-210 in combination with atezolizumab is being evaluated in a Phase 2 trial in melanoma.",
            [("trial_status", "NRV-210")],
        ),
    ],
)
def test_a_partner_s_drug_and_our_own_do(pipeline: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(pipeline, text) == expected
