"""When two sentences tell one result, and when they tell two."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

_NEWS = "BOSTON, November 5, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today announced "


def readouts(pipeline: Language, title: str, news: str) -> list[tuple[Any, ...]]:
    """Realis, phase, venue and days of every readout of a release."""
    out = []
    for event in pipeline(f"{title}\n\n{_NEWS}{news}\n")._.events:
        if event["type"] == "readout":
            days = event["date"] and (event["date"]["earliest"], event["date"]["latest"])
            out.append((event["realis"], event["phase"], event["venue"], days))
    return out


@pytest.mark.parametrize(
    ("title", "news", "expected"),
    [
        pytest.param(
            "Norvane Announces Presentation of Phase 2 Data of NRV-210 in Asthma",
            "that Phase 2 data of NRV-210 in asthma will be presented at ASH on December 7, 2024.",
            [("expected", "2", "ASH", ("2024-12-07", "2024-12-07"))],
            id="an announced presentation is the one to come",
        ),
        pytest.param(
            "Norvane to Present Phase 2 Data of NRV-210 in Asthma at ASH 2024\n\n"
            "Data show that NRV-210 reduced exacerbations in the Phase 2 trial",
            "its plans.",
            [("expected", "2", "ASH", ("2024-01-01", "2024-12-31"))],
            id="a subheading says what the promised data show",
        ),
        pytest.param(
            "Norvane Announces Positive Phase 2 Results of NRV-210 in Type 2 Diabetes",
            "positive results of the Phase 2 trial of NRV-210 in T2DM.",
            [("actual", "2", None, ("2024-11-05", "2024-11-05"))],
            id="another name of the disease",
        ),
        pytest.param(
            "Norvane Announces Positive Phase 2 Results of NRV-210 in Asthma",
            "positive Phase 2 results. Full data from the Phase 2 trial of NRV-210 are expected in the first half of "
            "2025.",
            [
                ("actual", "2", None, ("2024-11-05", "2024-11-05")),
                ("expected", "2", None, ("2025-01-01", "2025-06-30")),
            ],
            id="results and further data are two",
        ),
    ],
)
def test_tellings_of_one_result(pipeline: Language, title: str, news: str, expected: list[tuple[Any, ...]]) -> None:
    assert readouts(pipeline, title, news) == expected


def test_what_a_speaker_only_alludes_to_is_no_result(pipeline: Language) -> None:
    title = "Norvane Appoints Chief Executive; NRV-210 in Asthma Goes On"
    quote = (
        'a new chief.\n\n"The positive data of the past years speak for themselves," said Ann Lee, Chair of Norvane.'
    )
    assert readouts(pipeline, title, quote) == []


def test_a_step_that_was_taken_has_not_the_day_for_which_it_was_promised(pipeline: Language) -> None:
    text = (
        f"Norvane Provides Update\n\n{_NEWS}an update.\n\nNorvane expects to submit an NDA for NRV-210 in asthma by "
        "early 2025.\n\nThe NDA for NRV-210 in asthma has been submitted.\n"
    )
    steps = [e for e in pipeline(text)._.events if e["type"] == "regulatory"]
    assert [(e["action"], e["realis"], e["date"], len(e["mentions"])) for e in steps] == [
        ("submitted", "actual", None, 2)
    ]
