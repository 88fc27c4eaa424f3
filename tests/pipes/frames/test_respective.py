"""What a sentence gives one by one to several compounds, and what a heading gives to none."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Progress\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"


def diseases(pipeline: Language, text: str) -> dict[str, list[str]]:
    """The diseases of the events by compound."""
    return {e["compound"]["name"]: e["indication"] for e in pipeline(HEAD + text)._.events if e.get("compound")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane initiated Phase 3 trials evaluating NRV-210 in lupus, and NRV-310 in severe asthma.",
            {"NRV-210": ["lupus"], "NRV-310": ["severe asthma"]},
        ),
        (
            "Norvane initiated Phase 3 trials of NRV-210 and NRV-310 in severe asthma.",
            {"NRV-210": ["severe asthma"], "NRV-310": ["severe asthma"]},
        ),
    ],
)
def test_each_compound_has_the_disease_behind_it(pipeline: Language, text: str, expected: dict[str, list[str]]) -> None:
    assert diseases(pipeline, text) == expected


def test_a_field_of_medicine_in_a_heading_is_no_disease(pipeline: Language) -> None:
    step = "\n\nThe FDA accepted the BLA for NRV-210.\n"
    assert diseases(pipeline, "Infectious Diseases" + step) == {"NRV-210": []}
    assert diseases(pipeline, "Severe Asthma" + step) == {"NRV-210": ["Severe Asthma"]}


def test_the_only_disease_of_a_paragraph_is_not_lent_to_another_compound(pipeline: Language) -> None:
    text = "NRV-210 is in a Phase 2 trial in psoriasis. NRV-310 has entered Phase 1."
    assert diseases(pipeline, text) == {"NRV-210": ["psoriasis"], "NRV-310": []}
