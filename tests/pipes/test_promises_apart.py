"""What is asked for, reviewed or only named is not told as granted, reported or a compound."""

from __future__ import annotations

import pytest
from spacy.language import Language

OPENING = "CAMBRIDGE, Mass., May 5, 2025 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today "
ABOUT = "\n\nAbout Norvane\n\nNorvane develops medicines: NRV-210 is an oral inhibitor.\n"


def events(pipeline: Language, text: str, kind: str) -> list[dict[str, object]]:
    return [event for event in pipeline(OPENING + text + ABOUT)._.events if event["type"] == kind]


@pytest.mark.parametrize(
    ("text", "action", "realis"),
    [
        ("filed for orphan drug designation for NRV-210.", "submitted", "actual"),
        (
            "announced it has submitted to the FDA a request for orphan drug designation for NRV-210.",
            "submitted",
            "actual",
        ),
        ("said that it seeks orphan drug designation for NRV-210.", "submitted", "expected"),
        ("announced that the FDA granted orphan drug designation to NRV-210.", "designated", "actual"),
        ("announced FDA clearance to initiate a Phase 1 clinical trial of NRV-210.", "cleared", "actual"),
    ],
)
def test_a_request_is_no_grant(pipeline: Language, text: str, action: str, realis: str) -> None:
    assert [(e["action"], e["realis"]) for e in events(pipeline, text, "regulatory")] == [(action, realis)]


@pytest.mark.parametrize(
    "text",
    [
        "said that the data safety monitoring board gave approval for the trial of NRV-210 to go on.",
        "agreed with the FDA on a regulatory pathway to approval for NRV-210.",
        "announced the final court approval of a settlement over NRV-210.",
    ],
)
def test_other_bodies_and_hopes_approve_nothing(pipeline: Language, text: str) -> None:
    assert events(pipeline, text, "regulatory") == []


def test_an_adjective_carries_no_date(pipeline: Language) -> None:
    (event,) = events(
        pipeline, "announced a new package for NRV-210, its FDA-approved treatment for asthma.", "regulatory"
    )
    assert (event["action"], event["date"]) == ("approved", None)


def test_data_under_review_are_no_readout(pipeline: Language) -> None:
    assert (
        events(pipeline, "moved to a higher dose of NRV-210 after reviewing data from the fifth cohort.", "readout")
        == []
    )


@pytest.mark.parametrize(
    ("text", "compounds"),
    [
        ("dosed the first patient in NRV-210-301, a Phase 3 trial of NRV-210.", {"NRV-210"}),
        ("dosed the first patient in the BREEZE-002 Phase 2 trial of NRV-210.", {"NRV-210"}),
        ("presented data on NRV-210 at the SITC 2023 meeting in patients with PD-L1 negative cancer.", {"NRV-210"}),
    ],
)
def test_studies_targets_and_congresses_are_no_compounds(pipeline: Language, text: str, compounds: set[str]) -> None:
    doc = pipeline(OPENING + text + ABOUT)
    assert {cluster.name for cluster in doc._.clusters if cluster.label == "COMPOUND"} == compounds
