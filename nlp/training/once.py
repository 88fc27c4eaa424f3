"""One trained model: parted by company, trained, its thresholds chosen on what was held back, its card written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from spacy.language import Language

from nlp import resources
from nlp.errors import UsageError
from nlp.pipes.recogniser import META
from nlp.training import cards, docbins, loop, split, thresholds
from nlp.training.records import Reading


def train_model(
    config: Any, readings: Sequence[Reading], folder: Path, log: IO[str], patterns: Path | None = None
) -> Language:
    """Train on the readings but for about a fifth of their companies, which choose the best step and the thresholds.

    `patterns` are those that the readings were made with; `folder` gets train.spacy and dev.spacy. Raises UsageError
    where there are too few companies.
    """
    others, held = parted(readings)
    paths = docbins.write(others, held, folder)
    model = loop.train(config, paths, log)
    least = thresholds.name_thresholds(model, held)
    kinds = thresholds.kind_thresholds(model, held)
    weights = config["components"].get("transformer", {}).get("model", {}).get("name", "")
    cards.describe(model, others, held, least, kinds, Path(weights).parent.name if weights else "")
    model.meta[META]["patterns"] = resources.load(patterns).hash
    return loop.without_words(model)


def parted(readings: Sequence[Reading]) -> tuple[list[Reading], list[Reading]]:
    """What to train on, and what is held back: documents with gold, where any company has some."""
    held = split.held_back(readings)
    others, theirs = split.parted(readings, held)
    trusted = [one for one in theirs if one.gold] or theirs
    for side, name in ((others, "to train on"), (trusted, "to hold back")):
        if not any(sentence.text.strip() for one in side for sentence in one.sentences):
            companies = len({split.company(one) for one in readings})
            raise UsageError(f"found documents of {companies} companies and none left {name}, expected at least two")
    return others, trusted
