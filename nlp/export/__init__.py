"""The files of an output folder: JSONL always; CSV, Parquet, HTML pages and a spaCy DocBin when asked for."""

from nlp.export.batch import Batch
from nlp.export.folder import FORMATS, WRITTEN, prepare, write

__all__ = ["FORMATS", "WRITTEN", "Batch", "prepare", "write"]
