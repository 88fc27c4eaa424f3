"""The floor: read the documents and cut them into tokens, nothing more."""

from __future__ import annotations

import sys
from pathlib import Path

import spacy
from lines import documents

nlp = spacy.blank("en")
nlp.max_length = 1 << 40
for _, text in documents(Path(sys.argv[2])):
    nlp.make_doc(text)
