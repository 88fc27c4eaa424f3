"""What fills the slots of a drug's events: the disease, the judgement, the day, from the sentence or around it."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
STEPS = ("status", "action")


def slots(pipeline: Language, text: str, *names: str) -> list[list[Any]]:
    """Type or step and the slots of every event, in order."""
    out = []
    for event in pipeline(HEAD + text)._.events:
        step = next((event[name] for name in STEPS if event.get(name)), event["type"])
        out.append([step, event["realis"], *[_plain(event.get(name)) for name in names]])
    return out


def _plain(value: Any) -> Any:
    return f"{value['earliest']}/{value['latest']}" if isinstance(value, dict) and "earliest" in value else value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A Phase 1 trial of NRV-210 is enrolling patients with PDAC, NSCLC, and HNSCC.",
            [["ongoing", "actual", ["PDAC", "NSCLC", "HNSCC"]]],
        ),
        (
            "In the Phase 2 trial, NRV-210 was well tolerated; the most common adverse events were headache and "
            "peripheral edema.",
            [["readout", "actual", []]],
        ),
        (
            "NRV-210 is an antibody for bullous pemphigoid. Norvane plans to submit a BLA for NRV-210 in 2026.",
            [["submitted", "expected", ["bullous pemphigoid"]]],
        ),
        (
            "NRV-210 is a tablet for gout. The Phase 1 trial of NRV-210 in healthy volunteers is ongoing.",
            [["ongoing", "actual", []]],
        ),
        (
            "In October 2024, the Phase 3 trial BREEZE was initiated. The trial investigates NRV-210 in people with "
            "obesity.",
            [["initiated", "actual", ["obesity"]]],
        ),
    ],
)
def test_the_disease_is_the_one_that_the_trial_is_for(pipeline: Language, text: str, told: list[list[Any]]) -> None:
    assert slots(pipeline, text, "indication") == told


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("NRV-210 slowed the decline by 58 mL compared with placebo in the Phase 2 trial.", "positive"),
        ("Results of the Phase 2 trial of NRV-210 showed prolonged overall survival.", "positive"),
        ("NRV-210 demonstrated clinical activity in the Phase 2 trial.", "positive"),
        ("Results of the Phase 2 trial of NRV-210 showed a response rate of 45%.", None),
        (
            "Results of the Phase 2 trial of NRV-210 were reported in March. The data were robust and durable.",
            "positive",
        ),
        ("NRV-210 showed no benefit over placebo in the Phase 2 trial.", "negative"),
        ("NRV-210 missed one of its two primary endpoints in the Phase 2 trial.", "mixed"),
        ("Results of the Phase 2 trial of NRV-210 were strong (one patient failed to return).", "positive"),
    ],
)
def test_a_result_is_judged_by_words_not_by_numbers(pipeline: Language, words: str, outcome: str | None) -> None:
    assert [event["outcome"] for event in pipeline(HEAD + words)._.events if event["type"] == "readout"] == [outcome]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Phase 2b trial of NRV-210 is expected to start in the third quarter of 2025.",
            [["initiated", "expected", "2025-07-01/2025-09-30"]],
        ),
        (
            "Topline data from the Phase 2 trial of NRV-210, which completed enrollment in May 2024, are expected in "
            "the fourth quarter of 2025.",
            [
                ["readout", "expected", "2025-10-01/2025-12-31"],
                ["enrollment_completed", "actual", "2024-05-01/2024-05-31"],
            ],
        ),
        (
            "Results of the Phase 2 trial of NRV-210 were reported in March.",
            [["readout", "actual", "2025-03-01/2025-03-31"]],
        ),
        (
            "In April 2025, Norvane decided to terminate the Phase 2 trial of NRV-210.",
            [["terminated", "actual", "2025-04-01/2025-04-30"]],
        ),
        (
            "## Anticipated 2026 Milestones\n\n- Initiate Phase 2 trial of NRV-210 in asthma\n- NRV-310: Phase 3 "
            "topline data (Q3 2026)\n- IND submission for NRV-610\n",
            [
                ["initiated", "expected", "2026-01-01/2026-12-31"],
                ["readout", "expected", "2026-07-01/2026-09-30"],
                ["submitted", "expected", "2026-01-01/2026-12-31"],
            ],
        ),
        (
            "## Recent Highlights\n\n- Initiated Phase 2 trial of NRV-210 in asthma\n",
            [["initiated", "actual", None]],
        ),
    ],
)
def test_a_step_has_its_own_day_and_realis(pipeline: Language, text: str, told: list[list[Any]]) -> None:
    assert sorted(slots(pipeline, text, "date"), key=str) == sorted(told, key=str)


def test_each_compound_of_a_list_has_the_phase_in_its_own_bracket(pipeline: Language) -> None:
    text = "Norvane is developing NRV-210 (Phase 3, asthma) and NRV-310 (gout; Phase 1)."
    found = [(event["compound"]["name"], event["phase"]) for event in pipeline(HEAD + text)._.events]
    assert found == [("NRV-210", "3"), ("NRV-310", "1")]


@pytest.mark.parametrize(
    "text",
    [
        "NRV-210 met its endpoint in the Phase 2 trial and was non-inferior to pralsetinib.",
        "NRV-210 is in a Phase 2 trial in patients with anemia on pralsetinib.",
    ],
)
def test_what_a_drug_is_compared_with_has_no_event(pipeline: Language, text: str) -> None:
    assert {event["compound"]["name"] for event in pipeline(HEAD + text)._.events} == {"NRV-210"}
