"""Financial tables: read with offsets, and what the prose tells checked against them."""

from nlp.tables.check import check, check_text
from nlp.tables.grid import read_tables
from nlp.tables.output import checks_line

__all__ = ["check", "check_text", "checks_line", "read_tables"]
