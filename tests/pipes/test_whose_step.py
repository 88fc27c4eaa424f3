"""Whose step it is: the trial that is pointed back to, a paragraph's own head, what an apposition names, what patients
also take.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

HEAD = "Norvane Updates on NRV-210\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
BARE = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"


def told(pipeline: Language, text: str, head: str) -> list[tuple[str, str | None, str]]:
    """Type, step and compound of every event about a compound."""
    return [
        (e["type"], e.get("status") or e.get("action") or e.get("outcome"), e["compound"]["name"])
        for e in pipeline(head + text)._.events
        if e.get("compound")
    ]


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (  # "the trial" is the one that the paragraph has named, whatever drug stands between
            HEAD,
            "NRV-310 is studied in the Phase 2 GALE trial. Two patients recovered with eculizumab. The trial began "
            "in July 2024.",
            [("trial_status", "initiated", "NRV-310")],
        ),
        (  # a well-known drug that nothing ties to the issuer is what patients also take
            HEAD,
            "In the Phase 2 trial vedolizumab is permitted. Top-line results are expected in the second half of 2026.",
            [("readout", None, "NRV-210")],
        ),
        (  # the apposition says what the drug is made of
            BARE,
            "NRV-310, a topical nifedipine cream, is currently in Phase 2.",
            [("trial_status", "ongoing", "NRV-310")],
        ),
        (
            BARE,
            "NRV-310, a proposed natalizumab biosimilar, is under review at the FDA.",
            [("regulatory", "accepted", "NRV-310")],
        ),
        (  # a paragraph that opens with a name is about it, and not about the one before
            BARE,
            "NRV-310, recombinant anthrax vaccine. Two Phase 1 trials were completed in 2020.\n\nNoroVLP, bivalent "
            "norovirus vaccine, intranasal. The Phase 1b trial of 77 volunteers did not meet its primary endpoint.",
            [("trial_status", "completed", "NRV-310"), ("readout", "negative", "NoroVLP")],
        ),
        (  # goals of the whole company are not of the compound named last
            BARE,
            "NRV-510 and NRV-410 are made of sugar. NRV-310 is in Phase 1.\n\nOur goals for 2026:\n\n"
            "- Complete enrollment in Resili in the first quarter\n",
            [("trial_status", "ongoing", "NRV-310")],
        ),
    ],
)
def test_whose_step_it_is(
    pipeline: Language, head: str, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert told(pipeline, text, head) == expected


def test_a_list_of_goals_tells_no_facts(pipeline: Language) -> None:
    """Bullets that open with a bare verb are goals, also without a heading that says so."""
    text = (
        "NRV-310\n\n- Initiate a Phase 2 trial of NRV-310 in gout in the first half of 2026\n- Submit an IND "
        "for NRV-311 in 2026\n"
    )
    assert [e["realis"] for e in pipeline(BARE + text)._.events] == ["expected", "expected"]


def test_a_bullet_with_a_verb_of_its_own_or_a_past_day_is_a_fact(pipeline: Language) -> None:
    text = (
        "First Quarter Highlights\n\n- Launch of the Phase 3 trial of NRV-310 in lupus in March 2025\n"
        "- Complete enrollment in the Phase 2 trial of NRV-311 was reached in March 2025\n"
    )
    assert [e["realis"] for e in pipeline(BARE + text)._.events] == ["actual", "actual"]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Safety Board Approves Dosing in Cohort 4 and Phase 2 Initiation in Study of NRV-310", "expected"),
        ("Monitoring Committee Recommends Start of Phase 2 Trial of NRV-310", "expected"),
        ("Norvane Announces Initiation of Phase 2 Trial of NRV-310", "actual"),
        ("Norvane to Demonstrate NRV-311 and Share Data for NRV-310 at the ASH Annual Meeting", "expected"),
        ("Norvane Shares Data for NRV-310 at the ASH Annual Meeting", "actual"),
    ],
)
def test_what_is_allowed_or_announced_to_be_shown_has_not_happened(
    pipeline: Language, headline: str, expected: str
) -> None:
    events = pipeline(BARE.replace("Norvane Reports Progress", headline))._.events
    assert {e["realis"] for e in events if e["compound"]["name"] == "NRV-310"} == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a rescue drug, and what a drug is made of in its heading
            "NRV-310: a gel of meloxicam for pain\n\nIn 2024 its Phase 2a trial missed the primary endpoint, although "
            "the need for rescue oxycodone fell.",
            [("readout", "negative", "NRV-310")],
        ),
        (  # what patients take today
            "NRV-310 is a peptide for children, who today are treated with macrogol. The Phase 2b trial is under way.",
            [("trial_status", "ongoing", "NRV-310")],
        ),
        ("Unlike donepezil, which is approved for dementia, NRV-310 acts on calcium.", []),
        ("NRV-310 is a lens coating. OcuNor(TM) has completed a feasibility study in 22 eyes.", []),
        ("The FDA has approved only very few drugs of plants, the first of which was Veregen (sinecatechins).", []),
    ],
)
def test_a_step_is_not_told_of_a_drug_in_passing(
    pipeline: Language, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert told(pipeline, text, BARE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In the Phase 2 trial NRV-310 was equivalent to Prolia in the change of bone density.", ["positive"]),
        ("In the Phase 2 trial NRV-310 was equivalent to placebo.", []),
        ("NRV-310 had no positive effect on pain in the Phase 2 trial.", []),
        ("The Phase 2 results of NRV-310 suggest potential harm.", [None]),
        ("The Phase 2 results of NRV-310 indicate the potential of the drug in gout.", ["positive"]),
    ],
)
def test_what_is_said_of_a_result_judges_it(pipeline: Language, text: str, expected: list[str | None]) -> None:
    assert [outcome for kind, outcome, _ in told(pipeline, text, BARE) if kind == "readout"] == expected
