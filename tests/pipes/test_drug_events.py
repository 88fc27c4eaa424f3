"""Trial steps, readouts and regulatory steps in headlines, prose, bullets and quotes: the whole list of what is
told.
"""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

OPENING = "CAMBRIDGE, Mass., May 5, 2025 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today "
ABOUT = "\n\nAbout Norvane\n\nNorvane develops medicines: NRV-210 is an oral inhibitor, NRV-310 is an antibody.\n"
DAY = ("2025-05-05", "2025-05-05")


def told(pipeline: Language, text: str) -> list[dict[str, Any]]:
    """Type, realis and the filled slots of every event, compounds by name and dates as a pair of days."""
    out = []
    for event in pipeline(text + ABOUT)._.events:
        slots = {k: v for k, v in event.items() if v and k not in NOT_SLOTS}
        for name, value in slots.items():
            if isinstance(value, dict):
                slots[name] = value.get("name") or (value["earliest"], value["latest"])
        out.append(slots)
    return out


NOT_SLOTS = {"mentions", "confidence", "speaker", "warnings", "region"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane Doses First Patient in Phase 2 Trial of NRV-210 for Asthma\n\n"
            + OPENING
            + "announced that the first "
            "patient has been dosed in a Phase 2 trial of NRV-210 in patients with asthma.",
            {
                "type": "trial_status",
                "compound": "NRV-210",
                "phase": "2",
                "status": "initiated",
                "date": DAY,
                "indication": ["Asthma"],
                "realis": "actual",
                "sponsor": "Norvane Therapeutics, Inc.",
            },
        ),
        (
            OPENING + "gave an update.\n\nPhase 3 data on NRV-210 in asthma are expected in mid-2026.",
            {
                "type": "readout",
                "compound": "NRV-210",
                "phase": "3",
                "indication": ["asthma"],
                "date": ("2026-05-01", "2026-08-31"),
                "realis": "expected",
            },
        ),
        (
            OPENING + "gave an update.\n\nThe Phase 2 trial of NRV-210 in asthma did not meet its primary endpoint.",
            {
                "type": "readout",
                "compound": "NRV-210",
                "phase": "2",
                "indication": ["asthma"],
                "outcome": "negative",
                "realis": "actual",
            },
        ),
        (
            OPENING + "gave an update.\n\nThe FDA has placed the Phase 1 trial of NRV-310 on clinical hold.",
            {"type": "trial_status", "compound": "NRV-310", "phase": "1", "status": "suspended", "realis": "actual"},
        ),
        (
            "FDA Grants Orphan Drug Designation to NRV-310 for Myasthenia Gravis\n\n" + OPENING + "announced the news.",
            {
                "type": "regulatory",
                "compound": "NRV-310",
                "action": "designated",
                "agency": "FDA",
                "designation": "orphan",
                "indication": ["Myasthenia Gravis"],
                "date": DAY,
                "realis": "actual",
            },
        ),
        (
            OPENING + "gave an update.\n\nThe company plans to submit an NDA for NRV-210 by the end of 2026.",
            {
                "type": "regulatory",
                "compound": "NRV-210",
                "action": "submitted",
                "application": "NDA",
                "date": ("2026-10-01", "2026-12-31"),
                "realis": "expected",
            },
        ),
        (
            OPENING + "gave an update.\n\nThe FDA issued a Complete Response Letter for NRV-210 in March 2025.",
            {
                "type": "regulatory",
                "compound": "NRV-210",
                "action": "rejected",
                "agency": "FDA",
                "date": ("2025-03-01", "2025-03-31"),
                "realis": "actual",
            },
        ),
    ],
)
def test_one_event_is_told(pipeline: Language, text: str, expected: dict[str, Any]) -> None:
    found = told(pipeline, text)
    for event in (*found, expected):
        event.pop("sponsor", None)  # readers fill the publisher as sponsor or not
    assert found == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "There can be no assurance that the Phase 2 trial of NRV-210 will be completed.",
        "There are no FDA-approved treatments for this form of asthma that work like NRV-210.",
        "The company met with the FDA to discuss the design of the program for NRV-210.",
        "In mice, NRV-310 reduced inflammation in a preclinical study.",
        "Patients who completed the survey may ask for NRV-210.",
    ],
)
def test_what_tells_no_step(pipeline: Language, sentence: str) -> None:
    assert told(pipeline, f"{OPENING}gave an update.\n\n{sentence}") == []


def test_two_compounds_of_a_list_are_two_events(pipeline: Language) -> None:
    found = told(pipeline, f"{OPENING}gave an update.\n\nNRV-210 and NRV-310 are in Phase 1 testing.")
    assert [(e["compound"], e["phase"], e["status"]) for e in found] == [
        ("NRV-210", "1", "ongoing"),
        ("NRV-310", "1", "ongoing"),
    ]


def test_a_promise_and_its_fulfilment_are_one_fact(pipeline: Language) -> None:
    text = (
        f"{OPENING}announced that the first patient has been dosed in the Phase 2 trial of NRV-210. "
        "Norvane had planned to initiate the Phase 2 trial of NRV-210 this year."
    )
    assert [(e["status"], e["realis"]) for e in told(pipeline, text)] == [("initiated", "actual")]
