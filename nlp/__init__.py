"""Structured, checkable events out of biotech press releases and SEC 8-K filings."""

__version__ = "0.1.0"
