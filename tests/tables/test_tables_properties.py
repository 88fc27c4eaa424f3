"""Whatever a converter makes of a table, reading it ends without an error and points at what it quotes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from table_support import Q3, Q3_BEFORE, Release

PIECES = [
    "Net loss", "Revenue", "Total revenues", "Research and development", "Expenses:", "Total", "Cash", "Basic", "",
    "Three Months Ended September 30,", "Year Ended", "December 31, 2011", "2011", "2010", "Q3 2011", "Change", "%",
    "Period from inception (May 3, 2005) through September 30, 2011", "(in thousands)", "As of", "February 30, 2011",
    "17,161", "(19,483", ")", "$", "—", "-", ",161", "l7,161", "1", "0.05", "(0.26)", "1.2.3", "1,2", "12%", "•", "(1)",
]  # fmt: skip
GAPS = [" ", "  ", "\t", " | ", "|", "\n", "\n| ", "     "]
TABLES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=60).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
PROSE = "Research and development expenses were $17.2 million, compared to $13.4 million; net loss was $0.3 of a share."


@given(table=TABLES)
@settings(max_examples=400)
def test_no_table_is_too_broken_to_be_read(table: str) -> None:
    release = Release(PROSE, table)
    checks = release.checks(
        release.told("rd_expense", 17_200_000, Q3, 13_400_000, Q3_BEFORE), release.told("net_loss", 0.3)
    )
    for found in release.tables():
        cells = [cell for row in found.rows for cell in row.cells if cell]
        assert [release.text[cell.start : cell.end] for cell in cells] == [cell.text for cell in cells]
        assert all(len(row.cells) in {0, len(found.columns)} for row in found.rows)
    for check in checks:
        quotes = [(q.start, q.end, q.text) for q in check.cells]
        assert [release.text[start:end] for start, end, _ in quotes] == [text for _, _, text in quotes]
        assert (check.verdict == "repair") <= (check.proposed is not None and check.arithmetic is not None)
