"""medspaCy: its default pipeline (tokeniser, PyRuSH, target rules, ConText) with our terms and cues beside its own."""

from __future__ import annotations

from collections.abc import Iterator

import medspacy
from lines import Line, main, setup
from loguru import logger
from medspacy.context import ConTextRule
from medspacy.ner import TargetRule

logger.disable("PyRuSH")  # writes a line of debugging for every sentence, which would cost it most of its time
GIVEN = setup()


def build() -> object:
    """The pipeline."""
    nlp = medspacy.load()
    terms = {**GIVEN["terms"], "PHASE": GIVEN["phases"]}
    nlp.get_pipe("medspacy_target_matcher").add(
        [TargetRule(name, label) for label, names in terms.items() for name in names]
    )
    cues, context = GIVEN["cues"], nlp.get_pipe("medspacy_context")
    context.add([ConTextRule(cue, "HYPOTHETICAL", direction="FORWARD") for cue in cues["not_fact_before"]])
    context.add([ConTextRule(cue, "HYPOTHETICAL", direction="BACKWARD") for cue in cues["not_fact_after"]])
    context.add([ConTextRule(cue, "NEGATED_EXISTENCE", direction="FORWARD") for cue in cues["denied_before"]])
    context.add([ConTextRule(cue, "CONJ", direction="TERMINATE") for cue in cues["end"]])
    return nlp


def read(_: str, text: str) -> Iterator[Line]:
    """Terms and phases; medspaCy finds no dates."""
    for span in nlp(text).ents:
        kind = "phase" if span.label_ == "PHASE" else "term"
        unsure = span._.is_hypothetical or span._.is_uncertain
        realis = "denied" if span._.is_negated else "not fact" if unsure else "actual"
        place = {"start": span.start_char, "end": span.end_char, "text": span.text}
        yield {"kind": kind, "label": span.label_, **place, "realis": realis}


nlp = build()
main(read)
