"""The list of pipes in their order, and the pipeline as a function."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from nlp import resources
from nlp.pipes import assembly, entities, events, linker, sections, tokenizer
from nlp.pipes.base import PatternPipe

PIPES = ("release_sections", "release_entities", "release_linker", "release_events", "release_assembly")
_FACTORIES = (sections, entities, linker, events, assembly)


def build(patterns: Path | None = None) -> Language:
    """A fresh pipeline with the patterns of a folder (None: the package's own)."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}})
    loaded = resources.load(patterns) if patterns else None
    for name in PIPES:
        pipe = nlp.add_pipe(name)
        if loaded and isinstance(pipe, PatternPipe):
            pipe.load(loaded)  # not through the config: the folder need not be there when the pipeline is loaded again
    return nlp
