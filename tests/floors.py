"""The least figures that the tests accept, in one place. Raise them when the figures have risen, never lower them."""

from __future__ import annotations

# `extract-events score` for corpus/ and annotations/gold
CORPUS = {
    "detection": 0.88,
    "slots": 0.82,
    "exact": 0.50,
    "compounds": 0.90,
    "alias_pairs": 0.95,
    "realis": 0.95,
}
# `extract-events patterns test`: examples told by no rule at all, and counter-examples that are told, at most
UNTOLD_EXAMPLES = 6
TOLD_COUNTER_EXAMPLES = 1
