"""Bytes to documents: plain text, EDGAR submissions, web pages, JSONL, PDF, and gzip of any of them."""

from nlp.ingest.reader import read

__all__ = ["read"]
