"""The review queue shows where rules and model differ."""

from __future__ import annotations

import pytest
import spacy
from training_made import Trained

from nlp import resources
from nlp.engine import extract
from nlp.pipeline import build
from nlp.pipes.recogniser import propose
from nlp.review.desk import Desk
from nlp.review.queue import ordered
from nlp.review.releases import read_releases
from nlp.review.second import CLASSIFIER, RECOGNISER, SecondReader

HEAD = """{company} Gives an Update

BOSTON, March 4, 2024 -- {company}, Inc. (Nasdaq: QQ{letter}) today announced that it has dosed the first patient \
in its Phase 2 trial of {drug} in severe asthma.
"""
UNSEEN = HEAD.format(company="Norvane Therapeutics", letter="RT", drug="quelim-10")
SEEN = HEAD.format(company="Gilmore Pharma", letter="GP", drug="NRV-210")
SENTENCE = " ".join(UNSEEN.partition(" -- ")[2].split())


@pytest.fixture(scope="module")
def desk(trained: Trained, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with two releases, everything of them looked at by rules and model."""
    folder = tmp_path_factory.mktemp("review")
    texts, out, gold = folder / "texts", folder / "out", folder / "gold"
    texts.mkdir()
    (texts / "norvane.txt").write_text(UNSEEN)
    (texts / "gilmore.txt").write_text(SEEN)
    model = spacy.load(trained.model)
    model.meta["extract_events"]["kinds"] = {"trial_status": 0.3}
    model.to_disk(folder / "model")
    extract([texts], out)
    desk = Desk(read_releases(out, [texts], gold), gold, "ada", None, folder / "model")
    for release in desk.releases:
        desk.finder.of(release)
    return desk


def of(desk: Desk, doc_id: str) -> set[tuple[str, str | None, str]]:
    """Type, rule and words of a document's entries."""
    return {(one.type, one.rule, one.brief) for one in desk.entries() if one.release.doc_id == doc_id}


def test_a_name_and_an_event_that_only_the_model_sees_are_in_the_queue_and_not_in_the_output(desk: Desk) -> None:
    gilmore, norvane = desk.releases
    assert ([one["type"] for one in gilmore.events], norvane.events) == (["trial_status"], ())
    assert of(desk, "norvane.txt") >= {
        ("trial_status", f"trial_status.{RECOGNISER}", "“quelim-10”"),
        ("trial_status", f"trial_status.{CLASSIFIER}", f"“{SENTENCE[:160]}”"),
    }


def test_what_the_rules_tell_the_model_does_not_tell_again(desk: Desk) -> None:
    rules = {rule for _, rule, words in of(desk, "gilmore.txt") if words != "“Gilmore Pharma Gives an Update”"}
    assert {rule for rule in rules if rule and rule.endswith((CLASSIFIER, RECOGNISER))} == set()
    assert len(rules) == 1


def test_what_differs_comes_before_what_nobody_doubts(desk: Desk) -> None:
    codes = [[reason.code for reason in entry.reasons] for entry in ordered(desk.entries())]
    plain = [n for n, code in enumerate(codes) if code in ([], ["wording"], ["doubted"])]
    assert codes.index(["classifier"]) < codes.index(["recogniser"]) < plain[0]


def test_without_a_model_the_queue_is_as_it_was(desk: Desk) -> None:
    plain = Desk(desk.releases, desk.folder, "ada", None)
    for release in plain.releases:
        plain.finder.of(release)
    codes = {reason.code for entry in plain.entries() for reason in entry.reasons}
    assert codes & {"classifier", "recogniser", "doubted"} == set()


def test_a_compound_of_the_rules_that_the_model_does_not_see_is_doubted(trained: Trained) -> None:
    text = "Norvane gave patients lorvotinib. They also had sevatamab in the clinical trial, and NRV-210 as well."
    reader = SecondReader(trained.model)
    doc = build()(text)
    rules = {text[one.start : one.end] for one in doc._.found if one.label == "COMPOUND" and one.source != "registry"}
    sees = {text[one.start : one.end] for one in propose(spacy.load(trained.model), text, doc._.layout.sentences)}
    assert reader.read(doc, resources.load().english).doubted == rules - sees
    assert rules - sees != set() != rules & sees


def test_the_second_reader_sees_nothing_where_rules_and_model_agree(trained: Trained) -> None:
    reader = SecondReader(trained.model)
    doc = build()("Norvane Therapeutics gave an update.")
    assert reader.read(doc, resources.load().english).unseen == ()
