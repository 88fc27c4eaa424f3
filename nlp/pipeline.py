"""The list of pipes in their order, and the pipeline as a function."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from nlp import resources
from nlp.pipes import assembly, entities, events, linker, recogniser, sections, tokenizer
from nlp.pipes.base import PatternPipe

PIPES = ("release_sections", "release_entities", "release_linker", "release_events", "release_assembly")
RECOGNISER = "release_recogniser"  # between the first two, where there is a trained model
_FACTORIES = (sections, recogniser, entities, linker, events, assembly)


def build(patterns: Path | None = None, model: Path | None = None) -> Language:
    """A fresh pipeline with the patterns of a folder (None: the package's own) and the trained recogniser of a folder
    (None: without one; see `nlp.trained`).
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    loaded = resources.load(patterns) if patterns else None
    for name in PIPES:
        pipe = nlp.add_pipe(name)
        if loaded and isinstance(pipe, PatternPipe):
            pipe.load(loaded)  # not through the config: the folder need not be there when the pipeline is loaded again
    if model is not None:
        nlp.add_pipe(RECOGNISER, after=PIPES[0]).from_disk(model)  # type: ignore[attr-defined]
    return nlp
