"""Run by test_training_transformer.py in an environment with torch: trains on ARGUMENTS, prints what it sees as JSON.

Arguments: texts, gold, a folder to write into.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy
import spacy

from nlp.training.loop import read_config
from nlp.training.material import gather
from nlp.training.once import train_model

PAIR = "The drug met its primary endpoint.", "The medicine reached the main goal of the trial."
OTHER = "The company moved its office to Boston."
SENTENCE = "Norvane Therapeutics today announced that it has dosed the first patient in its Phase 2 trial of NRV-210."


def similarity(model: spacy.language.Language, one: str, other: str) -> float:
    """Cosine of the mean of the transformer's last layer over the word pieces, as sentence-transformers has it."""
    vectors = []
    for text in (one, other):
        (doc,) = model.get_pipe("transformer").pipe([model.make_doc(text)])
        output = doc._.trf_data.model_output.last_hidden_state
        mask = doc._.trf_data.wordpieces.attention_mask[..., None]
        vectors.append((output * mask).sum(axis=(0, 1)) / mask.sum())
    left, right = vectors
    return float(left @ right / numpy.linalg.norm(left) / numpy.linalg.norm(right))


def untrained() -> spacy.language.Language:
    """A pipeline with the config's transformer as it is before training."""
    component = {**read_config("transformer")["components"]["transformer"]}
    nlp = spacy.blank("en")
    nlp.add_pipe(component.pop("factory"), config=component)
    nlp.initialize()
    return nlp


def main(texts: str, gold: str, out: str) -> None:
    pretrained = untrained()
    log = io.StringIO()
    few = {"training.max_steps": 12, "training.eval_frequency": 4}
    config = read_config("transformer", overrides=few)
    # The readings are of two thirds of the companies: the test is of the training, not of the figures.
    readings = gather([Path(texts)], [Path(gold)]).readings[:8]
    model = train_model(config, readings, Path(out) / "corpus", log)
    model.to_disk(Path(out) / "model")
    again = spacy.load(Path(out) / "model")
    told = [(model(SENTENCE), again(SENTENCE))]
    answer = {
        "near": similarity(pretrained, *PAIR),
        "far": similarity(pretrained, PAIR[0], OTHER),
        "losses": [float(row) for row in re.findall(r"^ +\d+ +\d+ +[\d.]+ +([\d.]+) ", log.getvalue(), re.MULTILINE)],
        "same": all(one.cats == two.cats and str(one.spans["names"]) == str(two.spans["names"]) for one, two in told),
        "card": model.meta["extract_events"]["card"]["pretrained_weights"],
        "name": again.config["components"]["transformer"]["model"]["name"],
    }
    print(json.dumps(answer))


main(*sys.argv[1:])
