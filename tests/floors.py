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
