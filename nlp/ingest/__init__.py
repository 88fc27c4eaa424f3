"""Bytes to documents: plain text, EDGAR submissions, web pages, JSONL, PDF, and gzip of any of them."""

from nlp.ingest.reader import MAX_BYTES, opened, read
from nlp.ingest.units import Unit, units
from nlp.ingest.walk import Source

__all__ = ["MAX_BYTES", "Source", "Unit", "opened", "read", "units"]
