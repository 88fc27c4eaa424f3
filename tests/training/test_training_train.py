"""Training the small model: its loss falls, it is saved whole, and the same training gives the same bytes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin
from training_made import STEPS, Trained

from nlp.trained import content_hash
from support import ROOT, Program

pytestmark = pytest.mark.slow

SENTENCE = "Norvane Therapeutics today announced that it has dosed the first patient in its Phase 2 trial of NRV-210."


def losses(said: str) -> list[float]:
    """The loss of the names at each step that was logged but the first, which is of one batch only."""
    rows = re.findall(r"^ +\d+ +(\d+) +[\d.]+ +([\d.]+) ", said, re.MULTILINE)
    assert [int(step) for step, _ in rows] == [STEPS * n // 5 for n in range(6)]
    return [float(loss) for _, loss in rows[1:]]


def test_the_loss_falls(trained: Trained) -> None:
    seen = losses(trained.said)
    assert seen[-1] < seen[0] / 2


def test_the_model_finds_the_names_and_the_event_of_a_sentence(trained: Trained) -> None:
    doc = spacy.load(trained.model)(SENTENCE)
    names = {(span.text, span.label_) for span in doc.spans["names"]}
    assert ("NRV-210", "COMPOUND") in names
    assert {label for text, label in names if text != "NRV-210"} <= {"COMPANY", "INDICATION"}
    assert max(("deal", "payment", "trial_status", "guidance"), key=lambda kind: doc.cats[kind]) == "trial_status"


def test_saving_and_loading_gives_the_same_predictions(trained: Trained, tmp_path: Path) -> None:
    first = spacy.load(trained.model)
    first.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    for text in (SENTENCE, "The board met in Boston."):
        one, two = first(text), again(text)
        assert [(s.start, s.end, s.label_) for s in one.spans["names"]] == [
            (s.start, s.end, s.label_) for s in two.spans["names"]
        ]
        assert one.spans["names"].attrs["scores"].tolist() == two.spans["names"].attrs["scores"].tolist()
        assert one.cats == two.cats


def test_the_same_training_gives_the_same_bytes(trained: Trained, tmp_path: Path, program: Program) -> None:
    told = ("--raw", trained.texts, "--gold", trained.gold, "-o", tmp_path / "again", "--steps", str(STEPS))
    assert program("train", "tok2vec", *told).returncode == 0
    assert content_hash(tmp_path / "again" / "model") == content_hash(trained.model)


def test_the_model_carries_its_card_and_no_word_of_the_texts(trained: Trained) -> None:
    model = spacy.load(trained.model)
    card = model.meta["extract_events"]["card"]
    assert (card["trained_on"]["documents_with_gold"], card["held_back"]["documents_with_gold"]) == (12, 4)
    assert (card["trained_on"]["companies"], card["held_back"]["companies"]) == (6, 2)
    assert card["pretrained_weights"] is None
    held = [path for path in sorted(trained.model.rglob("*")) if path.is_file() and b"Quist" in path.read_bytes()]
    assert held == []


def test_the_sentences_are_kept_for_spacy_train(trained: Trained) -> None:
    kept = DocBin().from_disk(trained.out / "corpus" / "dev.spacy").get_docs(spacy.blank("en").vocab)
    texts = {doc.text: [(ent.text, ent.label_) for ent in doc.ents] for doc in kept}
    told = [names for text, names in texts.items() if text.startswith("The FDA has granted orphan drug designation")]
    assert len(told) == 4
    assert all({label for _, label in names} == {"COMPOUND", "INDICATION"} for names in told)


def test_plain_spacy_train_takes_the_config_and_the_files(trained: Trained, tmp_path: Path) -> None:
    files = [f"--paths.{name}={trained.out / 'corpus' / name}.spacy" for name in ("train", "dev")]
    few = ["--training.max_steps=4", "--training.eval_frequency=2"]
    command = [sys.executable, "-m", "spacy", "train", str(ROOT / "models" / "tok2vec.cfg"), "-o", str(tmp_path)]
    done = subprocess.run([*command, *files, *few], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert (tmp_path / "model-best" / "meta.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nothing"], "found no training config at nothing, expected tok2vec, transformer or the path of one"),
        (["broken.cfg"], "broken.cfg: cannot be used as a training config ("),
        (["tok2vec", "--transformer", "bert"], "--transformer is given, but "),
        (["tok2vec", "--raw", "nowhere"], "found nothing at nowhere, expected texts to train on (--raw)"),
        (["tok2vec", "--raw", "one"], "found documents of 1 companies and none left to train on, expected"),
    ],
)
def test_what_cannot_be_trained_is_told(
    arguments: list[str], expected: str, tmp_path: Path, program: Program, releases: tuple[Path, Path]
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_bytes((releases[0] / "nrv1.txt").read_bytes())
    (tmp_path / "broken.cfg").write_text("[nlp\n")
    raw = [] if "--raw" in arguments else ["--raw", "one"]
    answer = program("train", *arguments, *raw, "-o", tmp_path / "out", cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert f"extract-events: {expected}" in answer.stderr.decode()
    assert "Traceback" not in answer.stderr.decode()


def test_cross_validation_compares_rules_model_and_both(trained: Trained, tmp_path: Path, program: Program) -> None:
    told = ("--raw", trained.texts, "--gold", trained.gold, "-o", tmp_path / "out", "--steps", "10")
    answer = program("train", "tok2vec", *told, "--cross-validate", "2")
    assert answer.returncode == 0, answer.stderr.decode()[-2000:]
    lines = [line.split() for line in answer.stdout.decode().splitlines()]
    figures = {line[0]: line[1] for line in lines if line and line[0] in ("rules", "model", "both")}
    assert figures["rules"] == "1.0000"
    assert float(figures["model"]) < 1
    assert set(figures) == {"rules", "model", "both"}
    assert "fold 2 of 2: 4 companies, 8 documents" in answer.stderr.decode()
