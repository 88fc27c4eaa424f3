"""Sentences end where a reader ends them; a bar marks the border in the examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.layout.sentences import split

EXAMPLES = [
    "Acme, Inc. began dosing. | The trial runs at five sites.",
    "It was licensed from Acme Inc. | The deal closed in May.",
    "Dr. A. B. Stone of Acme Corp. (Nasdaq: ACME) spoke. | He left.",
    "Sales in the U.S. Market rose. | Sales in the U.S. | The rest fell.",
    "Net loss was $2.5 million, or $0.05 per share. | Cash was $3.0 million.",
    "The call starts at 4:30 p.m. ET today. | Dial in early.",
    "Results were “very good.” | More follow.",
    'She said: "We won." | The end.',
    "Smoking kills.1 | It also costs.2,3 | Stop.",
    "The range is USD 3.3 – 3.7 billion.",
    "Smith et al. Lancet reported it. | No. 5 is alive.",
    "Several drugs, e.g. Alpha and Beta (i.e. Gamma), failed. | Why? | Nobody knows!",
    "Data come from Jan. 5 to Feb. 6 vs. Placebo. | OK.",
    "A wrapped\nsentence goes on.\n | The next\none too.",
    "-- Enrollment is complete -- -- | Data are due in May --",
    "Hepatitis B. | The vaccine works.",
    "Acme, Inc. , formerly Old Acme Inc. (Acme), won.",
]


@pytest.mark.parametrize("marked", EXAMPLES)
def test_borders(marked: str) -> None:
    pieces = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("| ", "")
    assert [text[a:b] for a, b in split(text, 0, len(text))] == pieces


@given(st.text(alphabet='Aa b.?!"”) 1\n', max_size=200))
def test_nothing_but_space_is_lost(text: str) -> None:
    spans = list(split(text, 0, len(text)))
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split("\n")).split() or "".join(
        "".join(text[a:b] for a, b in spans).split()
    ) == "".join(text.split())
    assert all(a < b for a, b in spans)
