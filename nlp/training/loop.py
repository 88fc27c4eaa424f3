"""One training: spaCy's own, from a config and the files of marked sentences."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from spacy.util import load_config, load_model_from_config, load_model_from_path

from nlp.errors import UsageError
from nlp.pipes import recogniser_spans
from nlp.trained import shipped
from nlp.training import corpus, minilm

recogniser_spans.register()
corpus.register()


def config_path(name: str) -> Path:
    """The config of a name (tok2vec, transformer) or path. Raises UsageError where there is none."""
    path = shipped() / f"{name}.cfg" if name in ("tok2vec", "transformer") else Path(name)
    if not path.is_file():
        raise UsageError(f"found no training config at {path}, expected tok2vec, transformer or the path of one")
    return path


def read_config(name: str, *, transformer: str | None = None, overrides: Mapping[str, Any] | None = None) -> Any:
    """spaCy's config, with MiniLM's folder (or `transformer`) in it where it has a transformer."""
    path = config_path(name)
    try:
        config = load_config(path, overrides=dict(overrides or {}), interpolate=False)
        if "transformer" in config.get("components", {}):
            minilm.check_installed()
            config["components"]["transformer"]["model"]["name"] = minilm.weights(transformer)
    except UsageError:
        raise
    except (ValueError, KeyError, TypeError) as error:  # confection raises its own kinds of ValueError
        raise UsageError(f"{path}: cannot be used as a training config ({' '.join(str(error).split())})") from None
    if transformer is not None and "transformer" not in config["components"]:
        raise UsageError(f"--transformer is given, but {path} has no component named transformer")
    return config


def train(config: Any, corpora: tuple[Path, Path], log: IO[str]) -> Language:
    """The best pipeline of a training on (train, dev), as spaCy scores it on dev; `log` is told losses and scores.

    The seed is the config's: the same config, files, libraries and machine give the same weights.
    """
    config = config.copy()
    config["paths"]["train"], config["paths"]["dev"] = map(str, corpora)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # weights come from a folder; whoever wants the hub says 0
    with tempfile.TemporaryDirectory() as name:
        try:
            nlp = init_nlp(config)
        except (ValueError, OSError) as error:
            raise UsageError(f"cannot start training ({' '.join(str(error).split())[:300]})") from None
        spacy_train(nlp, Path(name), use_gpu=-1, stdout=log, stderr=log)
        return load_model_from_path(Path(name) / "model-best")


def without_words(model: Language) -> Language:
    """The pipeline without the words of the texts that it has read, and without the paths of their files."""
    config = model.config.copy()
    config["paths"] = {**config["paths"], "train": None, "dev": None}
    if "transformer" in config["components"]:  # the weights are saved; a folder of this machine means nothing elsewhere
        config["components"]["transformer"]["model"]["name"] = minilm.told(model.config)
    clean = load_model_from_config(config, meta=model.meta)
    return clean.from_bytes(model.to_bytes(exclude=["vocab"]), exclude=["vocab", "config"])
