"""Zones, headings, lead-ins, quotes: each sentence with its section and what it hangs under."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.layout import lay_out

RELEASE = """Contacts:
Ann Example
(555) 123-4567

Acme Bio Doses First Patient in Phase 2 Trial of AB-101

-Topline data expected in 2025-

BOSTON, MA, May 7, 2024 (GLOBE NEWSWIRE) -- Acme Bio, Inc. (Nasdaq: ACME)
today announced that it has dosed a patient. Included in the

2

second quarter are results.

"We are glad to have begun this trial," said Jane Doe, Ph.D., CEO of Acme. "More will follow in the coming months."

Ms. Doe continued, "The pipeline is growing quickly this year."

Pipeline Update

<u>AB-101</u> — An antibody for lupus.

- · Enrollment is complete.
- **Japan**: A trial has begun.

Compounds moving forward include:

* AB-202
  + Phase 1 testing started.

Conference Call

Dial 555-123-4567 at 8:30 a.m. ET.

About Acme Bio, Inc.

Acme Bio makes antibodies.

Lupex is a registered trademark of Acme Bio.

This press release contains forward-looking statements within the meaning of the law. Results may differ.

- AB-101 may fail in Phase 2.

References

1. Stone A, et al. Lancet 2020.

CONDENSED CONSOLIDATED BALANCE SHEETS

Cash	$	1,000	$ 2,000
Total	$	3,000	$ 4,000
"""


def shown(text: str) -> list[tuple[str, str, str, str, str]]:
    def part(span: tuple[int, int] | None) -> str:
        return "" if span is None else text[slice(*span)]

    return [
        (s.section, " ".join(text[s.start : s.end].split()), part(s.heading), part(s.lead_in), s.speaker or "")
        for s in lay_out(text).sentences
    ]


def test_a_whole_release() -> None:
    acme = "About Acme Bio, Inc"
    sentences = [s for s in shown(RELEASE) if s[0] != "contacts"]
    assert sentences == [
        ("headline", "Acme Bio Doses First Patient in Phase 2 Trial of AB-101", "", "", ""),
        ("subheadline", "Topline data expected in 2025-", "", "", ""),
        ("body", "Acme Bio, Inc. (Nasdaq: ACME) today announced that it has dosed a patient.", "", "", ""),
        ("body", "Included in the 2 second quarter are results.", "", "", ""),
        ("quote", '"We are glad to have begun this trial," said Jane Doe, Ph.D., CEO of Acme.', "", "", "Jane Doe"),
        ("quote", '"More will follow in the coming months."', "", "", "Jane Doe"),
        ("quote", 'Ms. Doe continued, "The pipeline is growing quickly this year."', "", "", "Jane Doe"),
        ("heading", "Pipeline Update", "", "", ""),
        ("body", "<u>AB-101</u> — An antibody for lupus.", "Pipeline Update", "AB-101", ""),
        ("bullet", "Enrollment is complete.", "AB-101", "", ""),
        ("bullet", "**Japan**: A trial has begun.", "AB-101", "Japan", ""),
        ("body", "Compounds moving forward include:", "Pipeline Update", "", ""),
        ("bullet", "AB-202", "Pipeline Update", "Compounds moving forward include", ""),
        ("bullet", "Phase 1 testing started.", "Pipeline Update", "AB-202", ""),
        ("webcast", "Conference Call", "Pipeline Update", "", ""),
        ("webcast", "Dial 555-123-4567 at 8:30 a.m. ET.", "Pipeline Update", "", ""),
        ("heading", acme, "", "", ""),
        ("about", "Acme Bio makes antibodies.", acme, "", ""),
        ("legal", "Lupex is a registered trademark of Acme Bio.", acme, "", ""),
        ("safe_harbour", "This press release contains forward-looking statements within the meaning of the"
            " law.", acme, "", ""),
        ("safe_harbour", "Results may differ.", acme, "", ""),
        ("safe_harbour", "AB-101 may fail in Phase 2.", acme, "", ""),
        ("references", "References", acme, "", ""),
        ("references", "Stone A, et al. Lancet 2020.", acme, "", ""),
    ]  # fmt: skip


def test_sections_cover_the_dateline_and_the_table() -> None:
    names = {s.name: RELEASE[s.start : s.end] for s in lay_out(RELEASE).sections}
    assert names["dateline"] == "BOSTON, MA, May 7, 2024 (GLOBE NEWSWIRE) -- "
    assert names["table"].startswith("CONDENSED")
    assert names["table"].endswith("$ 4,000")


COVER = """UNITED STATES SECURITIES AND EXCHANGE COMMISSION

FORM 8-K

Date of Report: May 7, 2024

Acme Bio, Inc.

(Exact name of registrant as specified in its charter)

ITEM {item}

{body}

ITEM 9.01. FINANCIAL STATEMENTS AND EXHIBITS

99.1	Press Release

SIGNATURES

Pursuant to the requirements of the Act, the registrant has signed.

Date: May 7, 2024 /s/ Ann Example

EXHIBIT 99.1

Acme Bio Reports Results

BOSTON, May 7, 2024 -- Acme Bio today reported its results for the quarter.
"""


@pytest.mark.parametrize(
    ("item", "body", "before"),
    [
        ("2.02 RESULTS", "On May 7, 2024, Acme Bio issued a press release that is furnished as Exhibit 99.1 to this"
            " report.", []),
        (
            "1.01 AGREEMENT",
            "On May 6, 2024, Acme Bio and Bolt Pharma entered into a licence agreement for AB-101 in Japan and Korea.",
            [
                ("heading", "ITEM 1.01 AGREEMENT"),
                ("body", "On May 6, 2024, Acme Bio and Bolt Pharma entered into a licence agreement for AB-101 in"
                    " Japan and Korea."),
            ],
        ),
    ],
)  # fmt: skip
def test_a_filing_s_cover_has_no_sentences(item: str, body: str, before: list[tuple[str, str]]) -> None:
    found = [s[:2] for s in shown(COVER.format(item=item, body=body))]
    assert found == [
        *before,
        ("headline", "Acme Bio Reports Results"),
        ("body", "Acme Bio today reported its results for the quarter."),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Acme Wins Approval\n\nThe drug helps.",
            [("headline", "Acme Wins Approval"), ("subheadline", "The drug helps.")],
        ),
        (
            '---\ntitle: "Acme Wins Approval"\ndate: "2024-05-07"\n---\n\nBOSTON, May 7, 2024 -- Acme won today, it'
            " said.",
            [("headline", "Acme Wins Approval"), ("body", "Acme won today, it said.")],
        ),
        (
            "# Acme Wins Approval\n\nAcme, a maker of drugs for rare diseases of the eye, won the approval of its"
            " first drug.",
            [
                ("headline", "Acme Wins Approval"),
                ("body", "Acme, a maker of drugs for rare diseases of the eye, won the approval of its first drug."),
            ],
        ),
    ],
)
def test_short_texts(text: str, sentences: list[tuple[str, str]]) -> None:
    assert [s[:2] for s in shown(text)] == sentences


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ('Jane Doe, M.D., President of Acme, commented, "This is the best of all our years."', "Jane Doe"),
        ('"This is the best of all our years," Dr. Doe added.', "Doe"),
        ("“This is the best of all our years,” said principal investigator John van Dyke, Ph.D.", "John van Dyke"),
        ('"This is the best of all our years," said Acme CEO Jane O’Neil.', "Jane O’Neil"),
        ("“This is the best of all our years.”\n— Jane Doe, Chief Executive Officer", "Jane Doe"),
    ],
)
def test_speakers(paragraph: str, speaker: str) -> None:
    layout = lay_out(f"BOSTON, May 7, 2024 -- Acme won the approval of the agency today.\n\n{paragraph}\n")
    assert [s.speaker for s in layout.sections if s.name == "quote"] == [speaker]


def test_hard_wrapped_lines_make_one_sentence() -> None:
    text = (
        "BOSTON, May 7, 2024 -- Acme Bio today announced that the first\npatient was dosed in its trial of AB-101 for"
        " the"
        " treatment of\nlupus. The company expects data in 2025 from all of the sites\nthat take part.\n"
    )
    assert [s[1] for s in shown(text)] == [
        "Acme Bio today announced that the first patient was dosed in its trial of AB-101 for the treatment of lupus.",
        "The company expects data in 2025 from all of the sites that take part.",
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='Ab. \n\t-*"“”(),:1—#|<u>\r\x0c', max_size=300))
def test_any_text_has_ordered_spans_inside_it(text: str) -> None:
    layout = lay_out(text)
    for spans in (layout.sections, layout.sentences):
        starts = [s.start for s in spans]
        assert starts == sorted(starts)
        assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    ends = 0
    for section in layout.sections:
        if section.name != "quote":
            assert section.start >= ends
            ends = section.end


@pytest.mark.parametrize(
    "unit", ["(", '"', "“ a b c d e ", "Aa Bb ", "x", "a\n", "- a\n", "a\t1\t2\n", "A. ", "<u>", "fiscal year ended "]
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    started = time.process_time()
    lay_out(unit * (200_000 // len(unit)))
    assert time.process_time() - started < 8
