"""How far a pattern gets in a sentence."""

from __future__ import annotations

import pytest

from nlp.rules.notation import MARK
from nlp.rules.pieces import Progress, alternatives, progress
from nlp.rules.yaml import read_yaml
from support import ROOT

WORDS = {"dosed": ("dosed", "treated"), "who": ("patients?", "subjects?")}
DRUG = MARK["COMPOUND"] + "\ue100"


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("first patient", [["first", " patient"]]),
        ("a|b c", [["a"], ["b", " c"]]),
        ("(?:a|b)? {COMPOUND+:asset}~20 <who>s?", [["(?:a|b)?", " ", "{COMPOUND+:asset}", "~20", " ", "<who>", "s?"]]),
        (r"[^.;|]{0,60}? x\|y [(|] z{2}", [["[^.;|]{0,60}?", " x", r"\|", "y", " ", "[(|]", " ", "z{2}"]]),
        (r"(?:a\)(?:b|c)|[)])+ d", [[r"(?:a\)(?:b|c)|[)])+", " d"]]),
    ],
)
def test_a_pattern_falls_into_its_pieces(pattern: str, pieces: list[list[str]]) -> None:
    assert alternatives(pattern) == pieces


def test_the_pieces_of_our_own_patterns_make_up_the_patterns() -> None:
    for path in sorted((ROOT / "patterns" / "events").glob("*.yaml")):
        for rule in read_yaml(path)["rules"]:
            pattern = rule["pattern"]
            assert "|".join("".join(pieces) for pieces in alternatives(pattern)) == pattern, rule["id"]


@pytest.mark.parametrize(
    ("view", "words", "failed", "share"),
    [
        ("the first patient was dosed today", "first patient was dosed", "", 1.0),
        ("the first patient was seen today", "first patient was", "<dosed>", 0.75),
        ("the first patient came", "first patient", "was", 0.5),
        ("the first patientship", "first", "<who>", 0.25),
        ("at first", "first", "<who>", 0.25),
        ("nothing", "", "first", 0.0),
    ],
)
def test_the_first_piece_that_does_not_fit_is_named(view: str, words: str, failed: str, share: float) -> None:
    got = progress("first (?:new )?<who> was <dosed>", WORDS, view)
    assert (view[got.start : got.end].strip(), got.failed, got.share) == (words, failed, share)


def test_of_several_alternatives_the_one_that_gets_farthest_counts() -> None:
    got = progress("{COMPOUND} rose|{COMPOUND} fell by ten", {}, f"{DRUG} fell by five")
    assert got == Progress(0, 10, "ten", 0.75)


def test_our_own_rules_fit_wholly_where_they_match() -> None:
    from nlp.resources import load

    patterns = load().patterns
    for rule in patterns.rules[::10]:
        view = f"in {DRUG} nothing matches"
        got = progress(rule.pattern.text, patterns.variables, view)
        assert (got.share == 1.0 and not got.failed) is bool(rule.pattern.regex.search(view)), rule.id
