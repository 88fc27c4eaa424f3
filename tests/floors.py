"""The least figures that the tests accept, in one place. Raise them when the figures have risen, never lower them."""

from __future__ import annotations

# `extract-events score` for corpus/ and annotations/gold
CORPUS = {
    "detection": 0.95,
    "slots": 0.94,
    "exact": 0.80,
    "compounds": 0.97,
    "alias_pairs": 1.0,
    "realis": 0.97,
}

# The gold sets outside the repository: the one that the rules were written with, and the one that nobody looks at.
# Where one rises and the other falls, a change fits one set only.
READ = {"detection": 0.85, "slots": 0.79, "exact": 0.47, "compounds": 0.87, "realis": 0.96}
BLIND = {"detection": 0.70, "slots": 0.63, "exact": 0.29, "compounds": 0.79, "realis": 0.91}
