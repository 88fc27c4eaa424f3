"""One sentence that tells several trials, results or steps; and two sentences that tell one."""

from __future__ import annotations

import pytest
from spacy.language import Language
from test_wordings import told

HEAD = "Norvane Reports Progress\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. today reported progress.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NRV-210 was approved in the United States in May 2023 and in Japan in September 2023.",
            [
                "regulatory actual NRV-210 approved 2023-05-01/2023-05-31",
                "regulatory actual NRV-210 approved 2023-09-01/2023-09-30",
            ],
        ),
        (
            "The application for NRV-210 was submitted to the FDA and the EMA in January and February 2022, "
            "respectively.",
            [
                "regulatory actual NRV-210 submitted FDA 2022-01-01/2022-01-31",
                "regulatory actual NRV-210 submitted EMA 2022-02-01/2022-02-28",
            ],
        ),
        (
            "NRV-210 was granted orphan drug designation by the FDA in March 2022 and by the European Commission in "
            "June 2022.",
            [
                "regulatory actual NRV-210 designated FDA orphan 2022-03-01/2022-03-31",
                "regulatory actual NRV-210 designated EC orphan 2022-06-01/2022-06-30",
            ],
        ),
        (
            "NRV-210 was approved by the FDA in July 2019 for multiple myeloma and in June 2020 for lymphoma.",
            [
                "regulatory actual NRV-210 approved FDA 2019-07-01/2019-07-31",
                "regulatory actual NRV-210 approved FDA 2020-06-01/2020-06-30",
            ],
        ),
        (
            "NRV-210 has been approved in the U.S., the European Union and Canada.",
            ["regulatory actual NRV-210 approved"],
        ),
    ],
)
def test_a_step_on_several_days_is_several(pipeline: Language, text: str, expected: list[str]) -> None:
    assert sorted(told(pipeline, text, HEAD)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norvane expects topline data from the Phase 2 BREEZE trial of NRV-210 in asthma in mid-2025 and from the "
            "Phase 3 GALE trial in COPD in 2026.",
            [
                "readout expected NRV-210 2 BREEZE 2025-05-01/2025-08-31",
                "readout expected NRV-210 3 GALE 2026-01-01/2026-12-31",
            ],
        ),
        (
            "Topline data from a Phase 2b study in psoriasis and a Phase 2a study in eczema of NRV-210 are expected "
            "in 2026.",
            [
                "readout expected NRV-210 2a 2026-01-01/2026-12-31",
                "readout expected NRV-210 2b 2026-01-01/2026-12-31",
            ],
        ),
        (
            "NRV-210 is currently in Phase 1 studies in solid tumors and in Phase 2 studies in lymphoma.",
            ["trial_status actual NRV-210 1 ongoing", "trial_status actual NRV-210 2 ongoing"],
        ),
        (
            "The clinical program of NRV-210 includes a pivotal Phase 2 trial in follicular lymphoma in Japan; a Phase "
            "1 study in gout in the U.S.; and a Phase 1 study in asthma.",
            [
                "trial_status actual NRV-210 1 ongoing",
                "trial_status actual NRV-210 1 ongoing",
                "trial_status actual NRV-210 2 ongoing",
            ],
        ),
        (
            "The development program for NRV-210 includes ongoing studies in glioma, breast cancer and prostate "
            "cancer.",
            ["trial_status actual NRV-210 ongoing"] * 3,
        ),
        (
            "In addition to the Phase 3 BREEZE trial in eczema, Norvane is evaluating NRV-210 in a Phase 2 trial in "
            "gout.",
            ["trial_status actual NRV-210 2 ongoing"],
        ),
        (
            "The Phase 1 study of NRV-210 was put on clinical hold in March 2024 and the hold was removed in April "
            "2024.",
            ["regulatory actual NRV-210 cleared 2024-04-01/2024-04-30"],
        ),
        (
            "The IND for NRV-210, which was filed on May 4, 2024, has been cleared by the FDA.",
            ["regulatory actual NRV-210 cleared FDA"],
        ),
        (
            "NRV-210, which was licensed to Toral Pharma in 2019, has entered a Phase 1 trial.",
            [
                "trial_status actual NRV-210 1 initiated",
                "deal actual existing license 2019-01-01/2019-12-31",
            ],
        ),
    ],
)
def test_what_one_sentence_tells_of_several(pipeline: Language, text: str, expected: list[str]) -> None:
    assert sorted(told(pipeline, text, HEAD)) == sorted(expected)


@pytest.mark.parametrize(
    ("title", "news", "count"),
    [
        pytest.param(
            "Norvane Receives FDA Fast Track Designation for NRV-210 in Pancreatic Cancer",
            "announced that the FDA granted Fast Track designation to NRV-210 for the treatment of PDAC.",
            1,
            id="the headline's designation under another name of the disease",
        ),
        pytest.param(
            "Norvane Announces Closing of Collaboration with Toral",
            "announced the closing of the global collaboration and license agreement for NRV-210 with Toral Biotech, "
            "Inc.",
            1,
            id="a partner by the opening words of its name",
        ),
        pytest.param(
            "Norvane Starts Phase 2 Trials of NRV-210",
            "announced that it initiated Phase 2 trials of NRV-210 in asthma and in gout.",
            2,
            id="two of one sentence are two",
        ),
    ],
)
def test_news_that_is_told_twice_is_one(pipeline: Language, title: str, news: str, count: int) -> None:
    text = f"{title}\n\nBOSTON, March 3, 2025 -- Norvane Therapeutics, Inc. (Nasdaq: NRVN) today {news}\n"
    assert len(pipeline(text)._.events) == count


@pytest.mark.parametrize(
    "text",
    [
        "The study of NRV-210 is registered on ClinicalTrials.gov as NCT01234567.",
        "None of the company's products, NRV-210 among them, has received marketing authorization.",
        "Data on NRV-210 may support further submissions if NRV-210 is initially approved in adults.",
        "Toral has pursued regulatory approval of NRV-210.",
        "Preparations go on: NRV-210 (Phase 3 start-up activities ongoing).",
    ],
)
def test_what_was_neither_approved_nor_begun(pipeline: Language, text: str) -> None:
    assert told(pipeline, text, HEAD) == []


def test_a_company_s_news_needs_no_word_for_announcing(pipeline: Language) -> None:
    text = (
        "BOSTON, March 3, 2025 -- Norvane Therapeutics (Nasdaq: NRVN) has dosed the first patient in its Phase 2 trial "
        "of NRV-210.\n"
    )
    assert told(pipeline, text, "") == ["trial_status actual NRV-210 2 initiated 2025-03-03/2025-03-03"]


def test_a_quoted_step_with_its_day_is_told(pipeline: Language) -> None:
    quote = (
        "NRV-210 is Norvane's vaccine.\n\n\"Last week we received authorization from the FDA to start a parallel "
        'Phase 3 trial," said Ann Lee, CEO.\n'
    )
    assert "regulatory actual NRV-210 cleared FDA 2025-02-24/2025-03-02" in told(pipeline, quote, HEAD)


STEPS = [
    (  # each agency of a filing, a clearance or an approval takes its own step
        "In April 2024 Norvane submitted a CTA for NRV-210 to the Danish Medicines Agency and to the MHRA.",
        ("agency", "application", "date"),
        ["Danish Medicines Agency CTA 2024-04-01", "MHRA CTA 2024-04-01"],
    ),
    (
        "Norvane submitted an NDA for NRV-210 to the FDA and an MAA to the EMA in May 2024.",
        ("agency", "application", "date"),
        ["EMA MAA 2024-05-01", "FDA NDA 2024-05-01"],
    ),
    (
        "NRV-210 was approved in 2021 by the FDA and in 2022 by the EMA.",
        ("agency", "date"),
        ["EMA 2022-01-01", "FDA 2021-01-01"],
    ),
    (
        "The IND for NRV-210 has been cleared by the FDA and Health Canada.",
        ("agency", "application"),
        ["FDA IND", "Health Canada IND"],
    ),
    (
        "NRV-210 is being evaluated in Phase 2 trials for gout, lupus and asthma.",
        ("phase", "indication"),
        ["2 asthma", "2 gout", "2 lupus"],
    ),
    (
        "NRV-210 is in Phase 2 trials as monotherapy in gout and in combination with methotrexate in lupus.",
        ("phase", "indication"),
        ["2 gout", "2 lupus"],
    ),
    (
        "Ongoing trials of NRV-210 include a Phase 3 trial in gout, a Phase 2 trial in lupus and a Phase 1 trial in "
        "asthma.",
        ("phase", "indication"),
        ["1 asthma", "2 lupus", "3 gout"],
    ),
    (
        "Norvane expects data from the BREEZE trial in gout in 2025 and from the GALE trial of NRV-210 in lupus in "
        "2026.",
        ("trial", "indication", "date"),
        ["BREEZE gout 2025-01-01", "GALE lupus 2026-01-01"],
    ),
]


@pytest.mark.parametrize(("text", "slots", "expected"), STEPS)
def test_each_of_a_list_is_told(pipeline: Language, text: str, slots: tuple[str, ...], expected: list[str]) -> None:
    events = [event for event in pipeline(HEAD + text)._.events if event.get("compound")]
    assert sorted(" ".join(_word(event[slot]) for slot in slots) for event in events) == expected


def _word(value: object) -> str:
    if isinstance(value, dict):
        return str(value["earliest"])
    return ", ".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # whom one talks with is not whom one files with
            "Norvane met with the FDA and Health Canada about NRV-210 and submitted the NDA in May 2024.",
            1,
        ),
        ("The Phase 1 trial of NRV-210 in patients with breast, lung and ovarian cancers is ongoing.", 1),
        ("The committee of the EMA, the CHMP, has taken in the MAA for NRV-210, which Norvane submitted in May.", 1),
    ],
)
def test_what_stands_side_by_side_is_not_always_a_list(pipeline: Language, text: str, expected: int) -> None:
    assert len(told(pipeline, text, HEAD)) == expected
