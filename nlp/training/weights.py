"""How often a sentence is shown in training: what is surer counts more."""

from __future__ import annotations

from nlp.training.records import Reading, Sentence

GOLD, AGREED, SILVER = 3, 2, 1


def weight(reading: Reading, sentence: Sentence) -> int:
    """Times that a sentence is in the training data, 0 for one to leave out.

    Careful readers' sentences count thrice. Of the rules' own, those with a name that only its surroundings vouch for,
    or with a trigger that told nothing, teach nothing sure; those whose names the registry knows, or that tell an
    event, have two witnesses and count twice.
    """
    if reading.gold:
        return GOLD
    if sentence.open or any(name.votes == 0 for name in sentence.names):
        return 0
    known = bool(sentence.names) and all(name.votes == 2 for name in sentence.names)
    return AGREED if known or sentence.kinds else SILVER
