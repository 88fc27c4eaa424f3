"""Which rules can match a sentence, told by its literal pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp import resources
from nlp.pipeline import build
from nlp.pipes.flat import flatten
from nlp.pipes.frames.match import Index, index_of
from nlp.pipes.situation import context
from nlp.rules.literals import openings
from nlp.rules.notation import compile_pattern
from support import ROOT


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        ("first patient dosed", ((("first patient dosed",),),)),
        ("(?:began|started) dosing", (((" dosing",), ("began", "started")),)),
        ("{COMPOUND} enters {PHASE}", (((" enters ",), ("\ue001",), ("\ue004",)),)),
        ("begins?|started in {PHASE}", ((("begin",),), (("started in ",), ("\ue004",)))),
        ("(?:not )?dosed", ((("dosed",),),)),
        ("[a-z]+", ((),)),
    ],
)
def test_a_match_holds_a_piece_of_each_group_of_one_way(pattern: str, required: object) -> None:
    assert compile_pattern(pattern, {}, "here").required == required


def test_every_rule_that_matches_a_sentence_of_the_filings_is_among_the_able_ones() -> None:
    loaded = resources.load(None)
    index = index_of(loaded.patterns.rules)
    nlp = build()
    matched = 0
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        doc = nlp(text)
        for view in context(doc, flatten(text), loaded).views:
            able = set(index.able(view.text))
            matching = {rule for rule in loaded.patterns.rules if rule.pattern.regex.search(view.text)}
            matched += len(matching)
            assert matching <= able
    assert matched > 50


def test_a_rule_without_literal_pieces_is_always_able() -> None:
    rules = resources.load(None).patterns.rules[:3]
    free = replace(rules[0], pattern=compile_pattern("[a-z]+", {}, "here"))
    assert list(Index([free, *rules[1:]]).able("0")) == [free]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("overall survival", {"ove"}),
        ("(?:[Nn]et )?loss", {"net", "Net", "los"}),
        ("os|p v", {"os", "p v"}),
        (r"\w+ agreement", {""}),
        ("a+b", {"a"}),
        ("[a-z]x", {""}),
        (r"\b(?:IND|[Nn]ew)", {"IND", "New", "new"}),
    ],
)
def test_openings_end_where_an_expression_is_no_longer_literal(pattern: str, first: set[str]) -> None:
    assert openings(pattern) == first
