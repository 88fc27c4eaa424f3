"""The trained recogniser adds names, never against a rule's exclusion, and says which are its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from training_made import Trained

from nlp import resources
from nlp.errors import ExtractEventsError, UsageError
from nlp.pipeline import PIPES, build
from nlp.pipes.found import Found
from nlp.pipes.names.recognised import decide, proposed_compounds, proposed_others
from nlp.pipes.proposed import Proposed
from nlp.pipes.recogniser import ReleaseRecogniser, propose, sure, worth_reading
from nlp.pipes.recogniser_spans import stretches
from nlp.pipes.vouched import NOTE
from nlp.records import Sentence
from nlp.trained import content_hash, folder_of
from support import ROOT, Program

pytestmark = pytest.mark.slow

PATIENTS = "Patients in the clinical trial did well. "


def chosen(flat: str, *names: str) -> list[tuple[str, str]]:
    """The compounds of a text, with their source, when the recogniser proposes these names."""
    loaded = resources.load()
    starts = ((name, flat.index(name)) for name in names)
    proposals = [Proposed(start, start + len(name), "COMPOUND", 0.99) for name, start in starts]
    found = decide(flat, proposed_compounds(flat, proposals, loaded.english), loaded.shapes)
    return [(flat[one.start : one.end], one.source) for one in found]


@pytest.mark.parametrize(
    ("flat", "name", "accepted"),
    [
        ("They met on melvo in May.", "melvo", True),
        ("Growth of melvo was seen.", "Growth", False),
        ("The result was p=.0001 for melvo.", "p=.0001", False),
        ("The readout is the CD33 expression level.", "CD33", False),
        ("It is called the MELVO-1 trial and MELVO-1 study.", "MELVO-1", False),
        ("It inhibits the kinase MLV2 (MLV2 inhibitor).", "MLV2", False),
    ],
)
def test_a_proposal_is_a_vote_that_the_rules_exclusions_overrule(flat: str, name: str, accepted: bool) -> None:
    assert chosen(PATIENTS + flat, name) == ([(name, "model")] if accepted else [])


def test_what_the_rules_accept_anyway_stays_theirs() -> None:
    flat = f"{PATIENTS}Patients were treated with MLV-2210."
    loaded = resources.load()
    start = flat.index("MLV")
    rule = Found(start, start + 8, "COMPOUND", source="code", strength=2)
    vote = Proposed(start, start + 8, "COMPOUND", 0.99)
    found = decide(flat, [rule, *proposed_compounds(flat, [vote], loaded.english)], loaded.shapes)
    assert found == [rule]


def test_a_name_with_a_word_more_is_no_new_name() -> None:
    flat = f"{PATIENTS}Patients were treated with MLV-2210. Then oral MLV-2210 was given."
    loaded = resources.load()
    start, longer = flat.index("MLV"), flat.index("oral")
    rule = Found(start, start + 8, "COMPOUND", source="code", strength=2)
    vote = Proposed(longer, longer + 13, "COMPOUND", 0.99)
    found = decide(flat, [rule, *proposed_compounds(flat, [vote], loaded.english)], loaded.shapes)
    assert {(flat[one.start : one.end], one.source) for one in found} == {("MLV-2210", "code")}


def test_other_proposed_names_are_weaker_than_any_rules() -> None:
    proposals = [Proposed(0, 5, "TRIAL", 0.9), Proposed(6, 9, "COMPOUND", 0.9)]
    assert proposed_others(proposals) == [Found(0, 5, "TRIAL", source="model", strength=0)]


def test_a_label_without_a_threshold_is_not_used() -> None:
    some = [Proposed(0, 5, "TRIAL", 0.99), Proposed(6, 9, "COMPOUND", 0.8), Proposed(10, 19, "COMPOUND", 0.9)]
    assert list(sure(some, {"COMPOUND": 0.85})) == [some[2]]


@pytest.mark.parametrize(
    ("text", "section", "expected"),
    [
        ("The board met in Boston.", "body", True),
        ("The board met again and was pleased.", "body", False),
        ("we gave NRV-210 to them", "body", True),
        ("patients took melvomab daily", "body", True),
        ("We gave NRV-210 to them", "safe_harbour", False),
    ],
)
def test_only_sentences_that_can_hold_a_name_are_read(text: str, section: str, expected: bool) -> None:
    place = Sentence(0, len(text), section, 0)
    assert worth_reading(place, text) is expected


def test_a_stretch_begins_and_ends_with_a_word_that_can_be_a_names() -> None:
    doc = spacy.blank("en").make_doc("the BAY 94-9343, of Toral")
    found = [doc[start:end].text for start, end in stretches(doc, 4)]
    assert found == ["BAY", "BAY 94", "BAY 94-9343", "94", "94-9343", "9343", "Toral"]


@pytest.fixture(scope="module")
def with_model(trained: Trained) -> Language:
    nlp = build(model=trained.model)
    recogniser = nlp.get_pipe("release_recogniser")
    assert isinstance(recogniser, ReleaseRecogniser)
    recogniser.least = {"COMPOUND": 0.5}
    return nlp


TEXT = """Norvane Therapeutics Gives an Update

BOSTON, March 4, 2024 -- Norvane Therapeutics, Inc. (Nasdaq: QQRT) today announced that it has dosed the first patient \
in its Phase 2 trial of quelim-10 in asthma.
"""


def test_the_recogniser_stands_between_the_first_pipes(with_model: Language) -> None:
    assert with_model.pipe_names == [PIPES[0], "release_recogniser", *PIPES[1:]]
    assert with_model.analyze_pipes()["problems"]["release_recogniser"] == []


def test_an_event_of_a_name_that_only_the_model_sees_says_so(with_model: Language, pipeline: Language) -> None:
    name = "quelim-10"
    alone = {text for one in pipeline(TEXT)._.facts["compounds"] for text in one["texts"]}
    doc = with_model(TEXT)
    said = {TEXT[one.start : one.end] for one in doc._.proposed}
    if name in alone or name not in said:
        pytest.fail(f"the example tells nothing: rules {sorted(alone)}, model {sorted(said)}")
    (event,) = [one for one in doc._.events if one["type"] == "trial_status"]
    assert (event["compound"]["text"], event["warnings"]) == (name, [NOTE])
    assert {one.source for one in doc._.found if TEXT[one.start : one.end] == name} == {"model"}


def test_it_survives_disk_bytes_and_processes(with_model: Language, tmp_path: Path) -> None:
    with_model.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    recogniser, again = with_model.get_pipe("release_recogniser"), loaded.get_pipe("release_recogniser")
    assert isinstance(recogniser, ReleaseRecogniser)
    assert isinstance(again, ReleaseRecogniser)
    assert recogniser.inner is not None
    assert again.inner is not None
    place = [Sentence(0, len(TEXT), "body", 0)]
    expected = list(propose(recogniser.inner, TEXT, place))
    assert expected != []
    assert list(propose(again.inner, TEXT, place)) == expected
    copied = ReleaseRecogniser().from_bytes(recogniser.to_bytes())
    assert copied.inner is not None
    assert list(propose(copied.inner, TEXT, place)) == expected
    one, two = list(loaded.pipe([TEXT, TEXT], n_process=2))
    assert one._.events == two._.events == loaded(TEXT)._.events


def test_a_recogniser_without_a_model_says_so() -> None:
    nlp = build()
    nlp.add_pipe("release_recogniser", after=PIPES[0])
    with pytest.raises(ExtractEventsError, match="the recogniser has no trained model"):
        nlp(TEXT)
    blank = spacy.blank("en")
    with pytest.raises(UsageError, match="found a trained pipeline with no components, expected one with a component"):
        ReleaseRecogniser().use(blank)


def test_run_takes_a_model_and_none_is_the_rules_alone(
    trained: Trained, corpus: Path, tmp_path: Path, program: Program
) -> None:
    for name, more in (("plain", ()), ("none", ("--model", "none")), ("model", ("--model", trained.out))):
        answer = program(corpus, "-o", tmp_path / name, "--quiet", "--format", "spacy", *more)
        assert (answer.returncode, answer.stderr) == (0, b"")
    for file in ("events.jsonl", "documents.jsonl", "docs.spacy"):
        assert (tmp_path / "plain" / file).read_bytes() == (tmp_path / "none" / file).read_bytes()
    assert (tmp_path / "plain" / "docs.spacy").read_bytes() != (tmp_path / "model" / "docs.spacy").read_bytes()


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, corpus: Path, program: Program) -> None:
    answer = program(corpus, "-o", tmp_path / "out", "--model", tmp_path)
    assert answer.returncode == 2
    assert answer.stderr.decode().startswith(f"extract-events: found no trained pipeline in {tmp_path}, expected none")


def test_small_is_the_shipped_model_of_at_most_ten_megabytes() -> None:
    folder = folder_of("small")
    assert folder == ROOT / "models" / "small"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 10_000_000
    assert content_hash(folder) != content_hash(None) == ""
