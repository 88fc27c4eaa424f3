"""Ways of telling a step, a payment or a name that come back in releases of any company, and what only looks like one:
the whole list of what is told.
"""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language

HEAD = "Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"
SLOTS = ("phase", "status", "action", "agency", "designation", "outcome", "trial", "venue", "kind", "amount", "date")
NO_STEP = [
    "If the Phase 2 data do not support further development, Norvane may stop NRV-210.",
    "In women whose pregnancy test results were negative, NRV-210 was given in the Phase 2 trial.",
    "The DSMB recommended that Norvane proceed with the Phase 3 trial of NRV-210 without modification.",
    "Norvane decided against moving ahead with a Phase 3 trial of NRV-210.",
    "In the arm with combination therapy, NRV-210 is added to standard of care in the Phase 3 trial.",
    "Patients in the arm of the trial in whom NRV-210 was added to metformin did well in the Phase 2 trial.",
    "Norvane announced in 2023 that the Phase 2 trial of NRV-210 would enroll adults; it has since been stopped.",
    "Norvane approved the Phase 3 trial protocol and will submit it to the FDA for NRV-210.",
    "Norvane strikes settlement deal with Toral Pharma over NRV-210 patents.",
    "Toral Pharma has not opted in to NRV-210.",
    "A refinancing transaction with Oxford Finance LLC is expected to close in June 2025.",
    "NRV-210 is explored in both dose escalation and expansion cohorts of several tumor types.",
    "The review of NRV-210 does not support continuing to Phase 2.",
    "Norvane has the pre-PDUFA candidate NRV-210.",
    "The safety monitoring board met last week and approved to proceed with the medium dose of NRV-210 in the study.",
    "Norvane Announces FDA Approval of Coastline as Contract Manufacturer for ALDORIQ®.",
    "The KEYLINE (NRV-310) assay was approved as a companion diagnostic.",
    "With the approval Norvane was issued a rare pediatric disease Priority Review Voucher for NRV-210.",
    "NRV-210 is not approved by the FDA.",
    "A call with a key opinion leader on NRV-210 is planned.",
    "Norvane will host a conference call on May 12 to discuss the results of the NRV-210 trial.",
    "ThermaRing, which the FDA approved in March, is used to give NRV-210.",
    "Norvane paid for NRV-210, with further sums tied to the approval of NRV-210.",
    "Research costs grew as a result of the Phase 3 trial of NRV-210.",
    "Norvane agreed with the FDA on its BLA resubmission strategy for NRV-210.",
    "Nine of ten women liked NRV-210 in a consumer study.",
    "NRV-210 belongs to a class of drugs that has shown positive results in Phase 3 trials.",
]


def told(pipeline: Language, text: str, head: str = HEAD) -> list[str]:
    """Type, realis, compound and the filled slots of every event, each as one line."""
    lines = []
    for event in pipeline(head + text)._.events:
        slots = [str(_plain(event[name])) for name in SLOTS if event.get(name)]
        compound = event.get("compound")
        lines.append(" ".join([event["type"], event["realis"], *([compound["name"]] if compound else []), *slots]))
    return lines


def _plain(value: Any) -> Any:
    if isinstance(value, dict) and "earliest" in value:
        return f"{value['earliest']}/{value['latest']}"
    return f"{value['amount']} {value['currency']}" if isinstance(value, dict) else value


@pytest.mark.parametrize("text", NO_STEP)
def test_what_only_looks_like_a_step_tells_none(pipeline: Language, text: str) -> None:
    assert told(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Phase 2 BREEZE trial of NRV-210 has been recruiting in Spain since November 2024.",
            ["trial_status actual NRV-210 2 initiated BREEZE 2024-11-01/2024-11-30"],
        ),
        (
            "The Phase 2 BREEZE trial of NRV-210 has been recruiting in Spain for months.",
            ["trial_status actual NRV-210 2 ongoing BREEZE"],
        ),
        (
            "Dosing is ongoing in the second cohort of the Phase 1 trial of NRV-210.",
            ["trial_status actual NRV-210 1 ongoing"],
        ),
        (
            "The Phase 1/2 BREEZE trial of NRV-210 goes on. A third, higher dose group was opened in March.",
            [
                "trial_status actual NRV-210 1/2 ongoing BREEZE",
                "trial_status actual NRV-210 1/2 expanded BREEZE 2025-03-01/2025-03-31",
            ],
        ),
        (
            "NRV-210 was given to 24 volunteers in a Phase 1 trial that ended in March 2025.",
            ["trial_status actual NRV-210 1 completed 2025-03-01/2025-03-31"],
        ),
        (
            "Results of the Phase 2 trial of NRV-210, a targeted agent, were reported at IASLC in April 2025.",
            ["readout actual NRV-210 2 WCLC 2025-04-01/2025-04-30"],
        ),
        (
            "Results of the Phase 2 trial of NRV-210 are targeted for April 2026.",
            ["readout expected NRV-210 2 2026-04-01/2026-04-30"],
        ),
        (
            "A Phase 1 trial of NRV-210 is planned with the Norvane Institute.",
            ["trial_status expected NRV-210 1 initiated"],
        ),
        (
            "The ongoing NRV-210 and NRV-310 Phase 1 dose escalation trials are on schedule.",
            ["trial_status actual NRV-210 1 ongoing", "trial_status actual NRV-310 1 ongoing"],
        ),
        (
            "A Phase 3 trial of NRV-210 is now running.",
            ["trial_status actual NRV-210 3 ongoing"],
        ),
        (
            "All planned patients have now been randomized in the Phase 2 trial of NRV-210.",
            ["trial_status actual NRV-210 2 enrollment_completed"],
        ),
        (
            "The Phase 2 trial of NRV-210 kicked off in March 2025.",
            ["trial_status actual NRV-210 2 initiated 2025-03-01/2025-03-31"],
        ),
        (
            "Patients are being treated with NRV-210 in a Phase 2 trial.",
            ["trial_status actual NRV-210 2 ongoing"],
        ),
        (
            "The poster highlights Phase 2 results of NRV-210.",
            ["readout actual NRV-210 2"],
        ),
        (
            "The poster is to highlight upcoming Phase 2 results of NRV-210.",
            ["readout expected NRV-210 2"],
        ),
        (
            "The Phase 2a BREEZE trial of NRV-210 is enrolling. It will report in mid-2026.",
            [
                "trial_status actual NRV-210 2a ongoing BREEZE",
                "readout expected NRV-210 2a BREEZE 2026-05-01/2026-08-31",
            ],
        ),
        (
            "Norvane is conducting a Phase 3 study of NRV-210 in asthma (BREEZE-1) as well as two Phase 3 studies in "
            "patients with eczema (GALE-1 and GALE-2).",
            [
                "trial_status actual NRV-210 3 ongoing BREEZE-1",
                "trial_status actual NRV-210 3 ongoing GALE-1",
                "trial_status actual NRV-210 3 ongoing GALE-2",
            ],
        ),
        (
            "NRV-210 is being evaluated in a Phase 2 trial in asthma and a Phase 3 trial is planned.",
            [
                "trial_status actual NRV-210 2 ongoing",
                "trial_status expected NRV-210 3 initiated",
            ],
        ),
        (
            "Data from the BREEZE I & II Phase 3 trials and the GALE Phase 3b trial of NRV-210 were presented at ASH "
            "in December 2024.",
            [
                "readout actual NRV-210 3 BREEZE I ASH 2024-12-01/2024-12-31",
                "readout actual NRV-210 3 BREEZE II ASH 2024-12-01/2024-12-31",
                "readout actual NRV-210 3b GALE ASH 2024-12-01/2024-12-31",
            ],
        ),
        (
            "The data monitoring committee recommended that the Phase 3 BREEZE trial of NRV-210 continue without "
            "change.",
            ["trial_status actual NRV-210 3 ongoing BREEZE"],
        ),
        (
            "Following completion of the Phase 2b trial, Norvane plans to initiate two Phase 3 trials of NRV-210 "
            "in 2026.",
            ["trial_status expected NRV-210 3 initiated 2026-01-01/2026-12-31"],
        ),
        (
            "NRV-210 is being investigated in patients with moderate to severe eczema.",
            ["trial_status actual NRV-210 ongoing"],
        ),
        (
            "The BREEZE trial is a Phase 3 trial evaluating NRV-210. Topline data are anticipated in mid-2026.",
            ["readout expected NRV-210 3 BREEZE 2026-05-01/2026-08-31"],
        ),
        (
            "Norvane is on track to complete enrollment in its NRV-210 trial by year-end and to report data in "
            "mid-2026.",
            [
                "trial_status expected NRV-210 enrollment_completed 2025-10-01/2025-12-31",
                "readout expected NRV-210 2026-05-01/2026-08-31",
            ],
        ),
        (
            "Detailed results of NRV-210 will be on show at ASH in December 2025.",
            ["readout expected NRV-210 ASH 2025-12-01/2025-12-31"],
        ),
    ],
)
def test_trials_and_their_results(pipeline: Language, text: str, expected: list[str]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane looks for an opinion from the CHMP on NRV-210 in the fourth quarter of 2025.",
            ["regulatory expected NRV-210 recommended CHMP 2025-10-01/2025-12-31"],
        ),
        (
            "The FDA is expected to make a decision on NRV-210 by June 27, 2026.",
            ["regulatory expected NRV-210 approved FDA 2025-05-05/2026-06-27"],
        ),
        (
            "The FDA and the European Commission have each conferred orphan status on NRV-210.",
            ["regulatory actual NRV-210 designated FDA orphan", "regulatory actual NRV-210 designated EC orphan"],
        ),
        (
            "The FDA accepted the NDA for NRV-210 with priority review and assigned a PDUFA target action date of "
            "September 30, 2025.",
            [
                "regulatory actual NRV-210 accepted FDA",
                "regulatory actual NRV-210 designated FDA priority_review",
                "regulatory expected NRV-210 approved FDA 2025-09-30/2025-09-30",
            ],
        ),
        (
            "NRV-210 received Breakthrough Therapy designation from the FDA in 2023 and PRIME designation from the EMA "
            "in 2024.",
            [
                "regulatory actual NRV-210 designated FDA breakthrough 2023-01-01/2023-12-31",
                "regulatory actual NRV-210 designated EMA prime 2024-01-01/2024-12-31",
            ],
        ),
        (
            "The FDA granted NRV-210 Rare Pediatric Disease designation, making it eligible for a voucher.",
            ["regulatory actual NRV-210 designated FDA rare_pediatric"],
        ),
        ("Norvane received a Study May Proceed letter for NRV-310.", ["regulatory actual NRV-310 cleared"]),
        (
            "IND for NRV-310 on track for submission in Q3 2025",
            ["regulatory expected NRV-310 submitted 2025-07-01/2025-09-30"],
        ),
        (
            "The AEMPS gave its consent for the Phase 2 trial of NRV-210 to recruit in Spain.",
            ["regulatory actual NRV-210 cleared AEMPS"],
        ),
        (
            "The FDA cleared NRV-210 for the treatment of asthma in April 2025.",
            ["regulatory actual NRV-210 approved FDA 2025-04-01/2025-04-30"],
        ),
    ],
)
def test_steps_with_agencies(pipeline: Language, text: str, expected: list[str]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Toral Pharma will pay Norvane a further $40 million when a BLA for NRV-210 is accepted.",
            ["payment expected NRV-210 milestone 40000000 USD"],
        ),
        (
            "Toral Pharma won approval of ALDORIQ® in Japan, which earned Norvane $10 million.",
            [
                "regulatory actual ALDORIQ approved",
                "payment actual ALDORIQ milestone 10000000 USD",
            ],
        ),
        (
            "Toral Pharma has paid Norvane's rent, and has paid $18 million so far for NRV-210.",
            ["payment actual NRV-210 milestone 18000000 USD"],
        ),
        (
            "Toral Pharma opened its plant for NRV-310, triggering a $20 million payment to Norvane.",
            ["payment actual NRV-310 milestone 20000000 USD"],
        ),
        ("Norvane has raised $18 million so far for NRV-210.", []),
    ],
)
def test_payments_without_a_payment_word(pipeline: Language, text: str, expected: list[str]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Norvane's Zelvo Shows Excellent Survival Data from BREEZE-3 Trial in Lung Cancer",
            ["readout actual Zelvo positive BREEZE-3 2025-05-05/2025-05-05"],
        ),
        (
            "Over 40% of Patients Treated with ZVX 50mg Showed Improvement in Phase 2 Trial",
            ["readout actual ZVX 2 positive 2025-05-05/2025-05-05"],
        ),
        (
            "Norvane & Karvale Lumics Announce Collaboration Agreement to Develop Eye Drops",
            ["deal actual signed collaboration 2025-05-05/2025-05-05"],
        ),
    ],
)
def test_names_that_only_a_headline_tells(pipeline: Language, headline: str, expected: list[str]) -> None:
    assert told(pipeline, "", f"{headline}\n\nBOSTON, May 5, 2025 -- Media release\n") == expected


STEPS = [
    # trials
    "NRV-210: IND-enabling studies are underway; Phase 1 start planned for mid-2026.",
    "NRV-210: first-in-human study start (2H)",
    "The Phase 3 program for NRV-210 continues to advance.",
    "Norvane reached its target enrollment of 118 patients for Study 301, a Phase 3 trial of NRV-210.",
    "The Phase 2 CONCORDIA trial of NRV-210 is continuing according to plan.",
    "On March 3, Norvane announced that it was ending its ongoing Phase 2 trials of NRV-210.",
    "Norvane saw steady clinical enrollment in our NRV-210 dose-escalation studies.",
    "A Phase 2b study with NRV-210, in which patients take statins, was initiated in December.",
    "The Phase 1 study of NRV-210 will be followed by a Phase 2a study.",
    "A Phase 2a dose confirmation study of NRV-210 to be conducted by the university.",
    "The NRV-210 study, conducted in 70 healthy subjects, was completed in March 2025.",
    "During the first quarter, we achieved a milestone when we completed enrollment in our Phase 2 trial of NRV-210.",
    "Norvane has two agents in clinical trials, NRV-210 and NRV-310.",
    "Collaborator Toral Pharma discontinued a compound in Phase 1 development.",
    # agencies
    "Norvane submitted an NDA to the FDA for approval of NRV-210.",
    "Norvane filed a supplemental NDA with the FDA to obtain approval to bring NRV-210 back.",
    "The FDA has accepted the NRV-210 New Drug Application for filing.",
    "On May 3, 2025, an FDA advisory committee voted not to recommend NRV-210 for approval.",
    "On April 24, the NRV-210 application received a negative opinion of the CHMP.",
    "The FDA has approved its request for Fast Track designation for NRV-210.",
    "A treatment protocol with NRV-210 for patients has been approved by the FDA.",
    "Norvane expects a decision on NRV-210 around the end of March 2026.",
    "We await the FDA's decision on our BLA for NRV-210 in April 2026.",
    "Norvane is pursuing marketing approval of NRV-210 in Europe.",
    "The FDA has notified Norvane that NRV-210 qualifies for orphan drug designation.",
    "Norvane announced the acceptance of the IND for NRV-210 in March 2025.",
    "Norvane plans to file an NDA to support approval of NRV-210.",
    "Norvane is hoping to win approval of NRV-210 in the second half of 2026.",
    # results
    "In March, promising phase 2a data were presented regarding the compound NRV-210.",
    "Results of NRV-210, originally expected in June 2025, are now expected in January 2026.",
]
TOLD = [
    ["trial_status expected NRV-210 1 initiated 2026-05-01/2026-08-31"],
    ["trial_status expected NRV-210 initiated 2025-07-01/2025-12-31"],
    ["trial_status actual NRV-210 3 ongoing"],
    ["trial_status actual NRV-210 3 enrollment_completed Study 301"],
    ["trial_status actual NRV-210 2 ongoing CONCORDIA"],
    ["trial_status actual NRV-210 2 terminated 2025-03-03/2025-03-03"],
    ["trial_status actual NRV-210 ongoing"],
    ["trial_status actual NRV-210 2b initiated 2024-12-01/2024-12-31"],
    ["trial_status expected NRV-210 2a initiated"],
    ["trial_status expected NRV-210 2a initiated"],
    ["trial_status actual NRV-210 completed 2025-03-01/2025-03-31"],
    ["trial_status actual NRV-210 2 enrollment_completed 2025-01-01/2025-03-31"],
    ["trial_status actual NRV-210 ongoing", "trial_status actual NRV-310 ongoing"],
    [],
    ["regulatory actual NRV-210 submitted FDA"],
    ["regulatory actual NRV-210 submitted FDA"],
    ["regulatory actual NRV-210 accepted FDA"],
    ["regulatory denied NRV-210 recommended FDA 2025-05-03/2025-05-03"],
    ["regulatory denied NRV-210 recommended CHMP 2025-04-24/2025-04-24"],
    ["regulatory actual NRV-210 designated FDA fast_track"],
    ["regulatory actual NRV-210 cleared FDA"],
    ["regulatory expected NRV-210 approved 2026-03-21/2026-03-31"],
    ["regulatory expected NRV-210 approved FDA 2026-04-01/2026-04-30"],
    [],
    ["regulatory actual NRV-210 designated FDA orphan"],
    ["regulatory actual NRV-210 accepted 2025-03-01/2025-03-31"],
    ["regulatory expected NRV-210 submitted"],
    ["regulatory expected NRV-210 approved 2026-07-01/2026-12-31"],
    ["readout actual NRV-210 2a positive 2025-03-01/2025-03-31"],
    ["readout expected NRV-210 2026-01-01/2026-01-31"],
]


@pytest.mark.parametrize(("text", "expected"), list(zip(STEPS, TOLD, strict=True)), ids=range(len(STEPS)))
def test_steps_told_by_other_companies(pipeline: Language, text: str, expected: list[str]) -> None:
    assert [line for line in told(pipeline, text) if not line.startswith("deal")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NRV-210 was cleared for marketing by the FDA in May 2020.", "approved FDA 2020-05-01/2020-05-31"),
        ("The EMA admitted NRV-210 to its PRIME scheme in 2018.", "designated EMA prime 2018-01-01/2018-12-31"),
        ("The European Commission granted NRV-210 conditional approval in 2023.", "approved EC 2023-01-01/2023-12-31"),
        ("The hold on NRV-210 was lifted in July 2024.", "cleared 2024-07-01/2024-07-31"),
        ("The trial application for NRV-210 was authorised by the MHRA in 2021.", "cleared MHRA 2021-01-01/2021-12-31"),
        (
            "An application for approval of NRV-210 in Europe, which had been filed in 1999, was withdrawn in 2001.",
            "withdrawn 2001-01-01/2001-12-31",
        ),
        ("The Center for Drug Evaluation approved NRV-210 in 2021.", "approved NMPA 2021-01-01/2021-12-31"),
    ],
)
def test_steps_told_otherwise(pipeline: Language, text: str, expected: str) -> None:
    assert told(pipeline, text) == [f"regulatory actual NRV-210 {expected}"]


def test_each_of_two_agencies_designates(pipeline: Language) -> None:
    text = (
        "NRV-210 has been granted orphan drug designation by the FDA and orphan designation by the European Commission."
    )
    assert told(pipeline, text) == [
        "regulatory actual NRV-210 designated FDA orphan",
        "regulatory actual NRV-210 designated EC orphan",
    ]


def test_a_payment_belongs_to_the_partnership_told_last(pipeline: Language) -> None:
    """The partner of "the agreement" is that of the deal told just before, not of one told long ago."""
    text = (
        "Norvane and Kestrel Pharma today announced an exclusive license agreement for NRV-210 in Japan. Under the"
        " terms of this agreement, Norvane will receive an upfront payment of $85 million.\n\nIn 2016 Norvane"
        " granted Toral Pharma an exclusive license to NRV-210 in China."
    )
    events = pipeline(HEAD + text)._.events
    paid = [(e["payer"]["name"], e["payee"]["name"]) for e in events if e["type"] == "payment"]
    deals = {
        (e["licensor"] or {}).get("name"): (e["licensee"] or {}).get("name") for e in events if e["type"] == "deal"
    }
    assert paid == [("Kestrel Pharma", "Norvane Therapeutics, Inc.")]
    assert set(deals) == {"Norvane Therapeutics, Inc."}


def test_who_is_further_eligible_is_paid(pipeline: Language) -> None:
    text = (
        "Toral Pharma licensed NRV-210 to Norvane. Toral Pharma is further eligible to receive a $20 million milestone."
    )
    paid = [e for e in pipeline(HEAD + text)._.events if e["type"] == "payment"]
    assert [e["payee"]["name"] for e in paid] == ["Toral Pharma"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Phase 2 trial of NRV-210 showed no difference from placebo.", ["readout actual NRV-210 2 negative"]),
        ("The Phase 2 trial of NRV-210 has met its goals.", ["readout actual NRV-210 2 positive"]),
        ("Results of the Phase 2 trial of NRV-210 were mixed.", ["readout actual NRV-210 2 mixed"]),
        ("NRV-210 failed the Phase 3 trial.", ["readout actual NRV-210 3 negative"]),
        ("The Phase 1 trial of NRV-210 showed no effect on the heart.", []),
        ("First results of the Phase 2 trial of NRV-210 will not come before 2026.", ["readout expected NRV-210 2"]),
    ],
)
def test_what_a_trial_came_to(pipeline: Language, text: str, expected: list[str]) -> None:
    assert told(pipeline, text) == expected
