"""The files of an output folder: JSONL always; CSV, Parquet, HTML pages and a spaCy DocBin when asked for."""

from nlp.export.batch import Batch, JsonLines, Line
from nlp.export.folder import EVENTS, FORMATS, WRITTEN, prepare, write

__all__ = ["EVENTS", "FORMATS", "WRITTEN", "Batch", "JsonLines", "Line", "prepare", "write"]
