"""The list of pipes in their order, and the pipeline as a function."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from nlp.pipes import assembly, entities, events, linker, sections

PIPES = ("release_sections", "release_entities", "release_linker", "release_events", "release_assembly")
_FACTORIES = (sections, entities, linker, events, assembly)


def build(patterns: Path | None = None) -> Language:
    """A fresh pipeline with the patterns of a folder (None: the package's own)."""
    nlp = spacy.blank("en")
    for name in PIPES:
        config = {} if name == "release_sections" or patterns is None else {"patterns": str(patterns)}
        nlp.add_pipe(name, config=config)
    return nlp
