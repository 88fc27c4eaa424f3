"""Items of lists: where one begins, and what hangs under which."""

from __future__ import annotations

import pytest

from nlp.layout.layout import lay_out

HEAD = "# Norvane Reports Progress\n\nBOSTON, May 5, 2025 -- Norvane today reported progress.\n\n## Pipeline\n\n"


def bullets(text: str) -> list[tuple[str, str | None]]:
    """The sentences of bullets with the lead-in, else the heading that they hang under."""
    text = HEAD + text
    found = [(s, s.lead_in or s.heading) for s in lay_out(text).sentences if s.section == "bullet"]
    return [(text[s.start : s.end], text[slice(*above)] if above else None) for s, above in found]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "- **NRV-210:** trial is enrolling\n- **NRV-310:** trial is ongoing\n",
            ["**NRV-210:** trial is enrolling", "**NRV-310:** trial is ongoing"],
        ),
        (
            "- **NRV-210:** trial is ongoing. Data expected in 2026\n- **NRV-310:** trial has started\n",
            ["**NRV-210:** trial is ongoing.", "Data expected in 2026", "**NRV-310:** trial has started"],
        ),
        ("- first trial of NRV-210\n- oral form of NRV-310\n", ["first trial of NRV-210", "oral form of NRV-310"]),
        (
            "- Norvane began a trial of NRV-210 in people with gout\n  - a disease of the joints\n",
            ["Norvane began a trial of NRV-210 in people with gout\n  - a disease of the joints"],
        ),
    ],
)
def test_an_item_begins_at_its_own_mark(text: str, items: list[str]) -> None:
    assert [sentence for sentence, _ in bullets(text)] == items


def test_an_item_with_items_of_its_own_ends_with_them() -> None:
    text = "- **NRV-310 (JAK inhibitor)**\n  - Phase 2 ongoing\n  - Phase 1 complete\n- Trial of NRV-410 began\n"
    assert bullets(text) == [
        ("NRV-310 (JAK inhibitor)", "Pipeline"),
        ("Phase 2 ongoing", "NRV-310 (JAK inhibitor)"),
        ("Phase 1 complete", "NRV-310 (JAK inhibitor)"),
        ("Trial of NRV-410 began", "Pipeline"),
    ]


def test_a_point_within_a_line_ends_a_sentence() -> None:
    text = HEAD + "Highlights: • NRV-210 is approved. • NRV-310 is enrolling in Europe • NRV-410 has failed.\n"
    told = [text[s.start : s.end] for s in lay_out(text).sentences]
    assert [sentence for sentence in told if "NRV" in sentence] == [
        "NRV-210 is approved.",
        "NRV-310 is enrolling in Europe",
        "NRV-410 has failed.",
    ]


def test_the_prose_in_a_table_s_cell_is_read() -> None:
    prose = (
        "In April 2024 the agency approved the product for the treatment of patients with gout. The partner told us "
        "that it will launch the product in the United States before the end of this year."
    )
    text = f"{HEAD}| Partner | What happened |\n| --- | --- |\n| Toral | {prose} |\n"
    told = [text[s.start : s.end] for s in lay_out(text).sentences]
    first, second = prose.split(". ")
    assert told[-2:] == [first + ".", second]


def told(text: str) -> list[tuple[str, str, str | None]]:
    """Section, sentence and heading of everything under the title "Pipeline"."""
    text = HEAD + text
    return [
        (s.section, " ".join(text[s.start : s.end].split()), text[slice(*s.heading)] if s.heading else None)
        for s in lay_out(text).sentences
        if s.start >= len(HEAD)
    ]


def test_lines_under_a_date_alone_are_what_is_to_come_then() -> None:
    text = (
        "2H 2025\n  NRV-210: FDA decision\n  First Data, BREEZE\n2026\n  BREEZE: Topline\n\n"
        "Corporate Update\n\nAll well.\n"
    )
    assert told(text) == [
        ("heading", "2H 2025", None),
        ("bullet", "NRV-210: FDA decision", "2H 2025"),
        ("bullet", "First Data, BREEZE", "2H 2025"),
        ("heading", "2026", None),
        ("bullet", "BREEZE: Topline", "2026"),
        ("heading", "Corporate Update", None),
        ("body", "All well.", "Corporate Update"),
    ]


def test_a_line_with_a_label_is_an_item_of_its_own() -> None:
    text = (
        "NRV-210 in Lupus Nephritis\nStatus: BREEZE, Phase 1; five patients treated, the second dose level is open\n"
        "What's next: data from the first six patients at a congress in June\n"
    )
    assert [(section, sentence.split(":")[0]) for section, sentence, _ in told(text)] == [
        ("heading", "NRV-210 in Lupus Nephritis"),
        ("body", "Status"),
        ("body", "What's next"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Norvatug (NRV-210), a masked inhibitor of integrins",
        "norvatamab mertansine (NRV-310, an antibody for gout)",
        "NRV-410 for a form of ichthyosis seen in newborns",
    ],
)
def test_a_line_that_names_a_drug_over_prose_is_a_heading(line: str) -> None:
    text = f"{line}\n\nThe trial that was opened last spring in four countries has now enrolled half of its patients.\n"
    assert [section for section, _, _ in told(text)] == ["heading", "body"]


def test_a_line_that_goes_on_below_is_no_heading() -> None:
    text = "Norvane (formerly Norva) has since its beginning\n\nworked on gout, and twelve trials were run.\n"
    assert "heading" not in {section for section, _, _ in told(text)}
