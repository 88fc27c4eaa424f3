"""Trials of one drug that are told apart, and one trial told twice that is not."""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = (
    "Norvane Updates on NRV-210\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress with "
    "NRV-210. Toral Pharma Co., Ltd. holds the rights in Japan.\n\n"
)


def trials(pipeline: Language, text: str) -> list[tuple[str, str | None]]:
    """Status and phase of every trial step."""
    return sorted((e["status"], e["phase"]) for e in pipeline(HEAD + text)._.events if e["type"] == "trial_status")


@pytest.mark.parametrize(
    "text",
    [
        # the partner's beside the company's own
        "We plan to start a Phase 2 trial of NRV-210 in lupus in 2026.\n\n"
        "Toral Pharma intends to start a Phase 2 trial of NRV-210 in lupus in 2026.",
        # children beside adults
        "Norvane plans a Phase 2 trial of NRV-210 in children with lupus.\n\n"
        "Norvane plans a Phase 2 trial of NRV-210 in adults with lupus.",
        # two partner drugs
        "Norvane will start a Phase 2 trial of NRV-210 in combination with belimumab in lupus.\n\nNorvane will start a "
        "Phase 2 trial of NRV-210 in combination with anifrolumab in lupus.",
        # one disease's two forms
        "Norvane will start a Phase 2 trial of NRV-210 in type 1 diabetes.\n\nNorvane will start a Phase 2 trial of "
        "NRV-210 in type 2 diabetes.",
    ],
)
def test_two_trials(pipeline: Language, text: str) -> None:
    assert trials(pipeline, text) == [("initiated", "2"), ("initiated", "2")]


@pytest.mark.parametrize(
    "text",
    [
        "Norvane plans to start a Phase 2 trial of NRV-210 in lupus in 2026.\n\n"
        "The Phase 2 trial of NRV-210 in patients with lupus will start in 2026.",
        "Norvane plans to start a Phase 2 trial of NRV-210 in children with lupus in 2026.\n\nThe Phase 2 trial of "
        "NRV-210 will start in 2026.",
        '"We plan to start our Phase 2 trial of NRV-210 in 2026," said the chief executive of Norvane.\n\n'
        "Norvane plans to start the Phase 2 trial of NRV-210 in 2026.",
    ],
)
def test_one_trial_told_twice(pipeline: Language, text: str) -> None:
    assert trials(pipeline, text) == [("initiated", "2")]


def test_the_news_is_one_trial_in_headline_and_body(pipeline: Language) -> None:
    text = (
        "Norvane Doses First Child in Phase 2 Trial of NRV-210\n\n"
        "BOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today announced that the first patient "
        "has been dosed in its Phase 2 trial of NRV-210 in adolescents and adults."
    )
    steps = [e["status"] for e in pipeline(text)._.events if e["type"] == "trial_status"]
    assert steps == ["initiated"]


def test_a_named_trial_that_goes_on_is_not_the_unnamed_one_that_began(pipeline: Language) -> None:
    text = (
        "The first patient has been dosed in a Phase 3 trial of NRV-210 in lupus.\n\nBREEZE-X, an open-label extension "
        "study of NRV-210 in lupus, is ongoing."
    )
    assert {status for status, _ in trials(pipeline, text)} == {"initiated", "ongoing"}
