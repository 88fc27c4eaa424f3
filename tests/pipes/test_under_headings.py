"""Sentences and bullets that leave their drug to the heading above them."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

from support import UPDATE, told_of


def drugs(found: list[dict[str, Any]]) -> list[str | None]:
    return [event["compound"] and event["compound"]["name"] for event in found]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("In May, Norvane withdrew its marketing authorization application from review.", "regulatory"),
        ("Among 22 evaluable patients, nine had a confirmed partial response.", "readout"),
        ("With an amended protocol in place, dosing restarted in January.", "trial_status"),
        ("Both doses achieved statistical significance on the primary endpoint.", "readout"),
    ],
)
def test_a_sentence_without_a_name_is_about_its_heading(pipeline: Language, told: str, kind: str) -> None:
    under = (
        f"PIPELINE\n\nNRV-210 for gout\n\n• {told}\n\n• The team was enlarged.\n\nNRV-310 for lupus\n\n• On track.\n"
    )
    assert drugs(told_of(pipeline, under, kind)) == ["NRV-210"]


def test_trials_that_no_one_names_are_not_those_of_the_heading(pipeline: Language) -> None:
    text = (
        "PIPELINE\n\nNRV-210 for gout\n\n• A Phase 2 trial of NRV-210 is ongoing.\n\n• Patient enrollment in all "
        "other, "
        "earlier clinical trials has been completed.\n"
    )
    assert [e["status"] for e in told_of(pipeline, text, "trial_status")] == ["ongoing"]


def test_intervals_that_are_not_extended_are_no_trial(pipeline: Language) -> None:
    text = "About NRV-210\n\nIntervals could not be extended until the second year of the trial.\n"
    assert told_of(pipeline, text, "trial_status") == []


def test_a_name_and_what_it_is_are_one_heading_of_two_lines(pipeline: Language) -> None:
    text = (
        "PIPELINE\n\nNRV-210\nGene therapy for Fabry disease\n\n- The FDA accepted the BLA in February.\n\n"
        "NRV-310\nOral therapy for lupus\n\n- The FDA cleared the IND in January.\n\n"
        "CORPORATE\n\n- The EMA accepted an MAA.\n"
    )
    told = told_of(pipeline, text, "regulatory")
    assert {(e["compound"]["name"], e["action"], tuple(e["indication"])) for e in told} == {
        ("NRV-210", "accepted", ("Fabry disease",)),
        ("NRV-310", "cleared", ("lupus",)),
    }


def test_items_under_a_date_are_to_come_then(pipeline: Language) -> None:
    text = (
        "UPCOMING\n\n2H 2026\n  NRV-210: BLA submission\n  NRV-310: Phase 2 start\n2027\n  NRV-310: topline data\n\n"
        "CORPORATE\n\nThe team was enlarged.\n"
    )
    found = [e for e in pipeline(UPDATE + text)._.events if e["type"] != "financial_result"]
    assert {(e["type"], e["compound"]["name"], e["realis"], e["date"] and e["date"]["latest"]) for e in found} == {
        ("regulatory", "NRV-210", "expected", "2026-12-31"),
        ("trial_status", "NRV-310", "expected", "2026-12-31"),
        ("readout", "NRV-310", "expected", "2027-12-31"),
    }
