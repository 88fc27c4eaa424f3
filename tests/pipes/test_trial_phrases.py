"""A trial's step by the trial's noun phrase and its verb: every verb with the trial told in full, by its noun alone
("the trial"), by its name, with a long relative clause, and with an apposition in commas.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
BEFORE = "NRV-210 is a new drug for lupus. In BREEZE, a Phase 2 trial of NRV-210 in lupus, patients are given tablets. "
PHRASES = (
    ("", "the Phase 2 trial of NRV-210"),
    ("", "the Phase 2 trial of NRV-210 in patients with severe lupus who have not responded to two earlier treatments"),
    (BEFORE, "the trial"),
    (BEFORE, "BREEZE"),
    (
        BEFORE,
        "BREEZE, a randomized Phase 2 trial of NRV-210 against a standard triplet after one to three prior lines,",
    ),
)
STEPS = {
    ("initiated", "actual", "2024-03-01"): (
        "{} began in March 2024.",
        "{} was started in March 2024.",
        "{} got under way in March 2024.",
        "Norvane started {} in March 2024.",
        "Norvane launched {} in March 2024.",
        "Enrollment in {} began in March 2024.",
        "Dosing in {} began in March 2024.",
        "The first patient in {} was dosed in March 2024.",
        "{} dosed its first patient in March 2024.",
    ),
    ("initiated", "expected", "2026-03-01"): (
        "{} is expected to begin in March 2026.",
        "{} will begin in March 2026.",
        "{} is due to open in March 2026.",
        "Norvane plans to start {} in March 2026.",
        "We intend to open {} in March 2026.",
        "The start of {} is planned for March 2026.",
        "Initiation of {} remains on track for March 2026.",
        "Enrollment in {} should open in March 2026.",
        "The first patient in {} is expected to be dosed in March 2026.",
    ),
    ("ongoing", "actual", None): (
        "{} is ongoing.",
        "{} continues.",
        "{} goes on.",
        "{} remains open.",
        "{} is recruiting patients in Spain.",
        "{} is still running.",
        "Enrollment in {} is progressing well.",
        "Norvane continues to advance {}.",
        "We are currently conducting {}.",
    ),
    ("enrollment_completed", "actual", None): (
        "Enrollment in {} has closed.",
        "Norvane has completed enrollment in {}.",
        "{} is fully enrolled.",
        "{} has enrolled all 80 patients.",
        "Norvane has finished recruiting patients for {}.",
    ),
    ("completed", "actual", "2024-03-01"): (
        "{} was completed in March 2024.",
        "{} came to an end in March 2024.",
        "Norvane finished {} in March 2024.",
        "Norvane wrapped up {} in March 2024.",
    ),
    ("terminated", "actual", None): (
        "{} has been stopped.",
        "{} was discontinued.",
        "{} will not continue.",
        "Norvane has ended {} early.",
        "Norvane decided not to continue {}.",
        "Norvane has terminated {}.",
    ),
    ("suspended", "actual", None): (
        "{} has been suspended.",
        "{} was paused.",
        "{} was put on hold.",
        "Norvane has paused {}.",
        "Enrollment in {} has been suspended.",
    ),
    ("expanded", "actual", None): (
        "{} was enlarged to 150 patients.",
        "{} has been expanded to Europe.",
        "{} has been amended to add a third arm.",
        "Norvane has added sites to {}.",
    ),
}


def _told(pipeline: Language, text: str) -> list[tuple[str, str, str | None, str]]:
    """Status, realis, first day and compound of every trial step."""
    return [
        (e["status"], e["realis"], str(e["date"]["earliest"]) if e["date"] else None, e["compound"]["name"])
        for e in pipeline(HEAD + text)._.events
        if e["type"] == "trial_status"
    ]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step[0]}-{step[1]}")
def test_every_verb_goes_with_every_phrase(pipeline: Language, step: tuple[str, str, str | None]) -> None:
    """Not one verb tells its step of one phrase and not of another."""
    wrong = {}
    for verb in STEPS[step]:
        for before, phrase in PHRASES:
            sentence = verb.format(phrase).replace(",.", ".")
            sentence = sentence[0].upper() + sentence[1:]
            if (found := _told(pipeline, before + sentence)) != [(*step, "NRV-210")]:
                wrong[sentence] = found
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "Results of the Phase 2 trial of NRV-210 are targeted for April 2026.",
        "Analysis of the Phase 2 trial of NRV-210 in patients who took steroids continues.",
        "Costs of the Phase 2 trial of NRV-210 were expanded in 2024.",
        "The complete results of the Phase 2 trial of NRV-210 have been accepted by a journal.",
        "Eleven patients in the Phase 2 trial of NRV-210 have completed at least six cycles.",
        "Eight percent of patients in the Phase 3 trial of NRV-210 were discontinued because of adverse events.",
        "The Phase 3 trial of NRV-210 randomized all patients 1:1 to NRV-210 or placebo.",
        "A manuscript on the Phase 3 trial of NRV-210 is planned for September 2025.",
    ],
)
def test_what_happens_to_results_costs_and_patients_is_no_step(pipeline: Language, text: str) -> None:
    assert _told(pipeline, text) == []
