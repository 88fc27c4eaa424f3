"""Which lines of a table are sums of which others."""

from __future__ import annotations

from table_support import table_of

from nlp.tables.records import Table
from nlp.tables.sums import broken, relations, solutions

HEAD = "(in thousands)\n\tThree Months Ended September 30,\t\n\t2011\t2010\n"
STATEMENT = (
    "Revenues:\nLicence fees\t1,068\t1,495\nMilestones\t1,187\t1,810\nTotal revenues\t2,255\t3,305\n"
    "Expenses:\nResearch and development\t17,161\t13,425\nGeneral and administrative\t4,841\t3,364\n"
    "Total operating expenses\t22,002\t16,789\nLoss from operations\t(19,747)\t(13,484)\nOther income, net\t(17)\t490\n"
    "Loss before taxes\t(19,764)\t(12,994)\nIncome tax expense\t19\t10\nNet loss\t(19,783)\t(13,004)\n"
)


def sums(table: Table) -> list[tuple[str, list[tuple[int, str]], list[int]]]:
    rows = table.rows
    return [
        (rows[r.total].label, [(sign, rows[line].label) for line, sign in r.parts], sorted(r.holds))
        for r in relations(table)
    ]


def test_a_statement_is_a_chain_of_sums() -> None:
    assert sums(table_of(HEAD + STATEMENT)) == [
        ("Total revenues", [(1, "Licence fees"), (1, "Milestones")], [0, 1]),
        ("Total operating expenses", [(1, "Research and development"), (1, "General and administrative")], [0, 1]),
        ("Loss from operations", [(1, "Total revenues"), (-1, "Total operating expenses")], [0, 1]),
        ("Loss before taxes", [(1, "Loss from operations"), (1, "Other income, net")], [0, 1]),
        ("Net loss", [(1, "Loss before taxes"), (-1, "Income tax expense")], [0, 1]),
    ]


def test_both_sides_of_a_balance_are_one_number() -> None:
    table = table_of(
        "(in thousands)\n\tSeptember 30, 2011\tJune 30, 2011\nCash\t100\t90\nOther assets\t20\t10\n"
        "Total assets\t120\t100\n"
        "Debt\t70\t60\nEquity\t50\t40\nTotal liabilities and shareholders' equity\t120\t100\n"
    )
    assert sums(table)[-1] == ("Total liabilities and shareholders' equity", [(1, "Total assets")], [0, 1])


def test_a_number_follows_from_every_sum_that_it_stands_in() -> None:
    table = table_of(HEAD + STATEMENT.replace("22,002", ",002"))
    place = next(i for i, row in enumerate(table.rows) if row.label == "Total operating expenses")
    assert [arithmetic for _, arithmetic in solutions(table, relations(table), place, 0)] == [
        "17,161 + 4,841 = 22,002",
        "2,255 - (19,747) = 22,002",
    ]


def test_a_total_that_is_not_the_sum_of_its_lines_is_told() -> None:
    table = table_of(HEAD + STATEMENT.replace("2,255", "2,355"))
    found = [(table.rows[r.total].label, column, words) for r, column, words, _ in broken(table, relations(table))]
    assert found == [
        ("Total revenues", 0, "1,068 + 1,187 = 2,255"),
        ("Loss from operations", 0, "2,355 - 22,002 = (19,647)"),
    ]


def test_sums_that_rounding_or_a_missing_bracket_spoils_are_not_told() -> None:
    for changed in (STATEMENT.replace("2,255", "2,256"), STATEMENT.replace("(17)", "17")):
        table = table_of(HEAD + changed)
        assert list(broken(table, relations(table))) == []


def test_no_sum_is_told_over_a_line_that_nobody_could_read() -> None:
    table = table_of(HEAD + STATEMENT.replace("Milestones\t1,187\t1,810", "Milestones\t1,187"))
    assert ("Total revenues", 0) not in [
        (table.rows[r.total].label, c) for r, c, _, _ in broken(table, relations(table))
    ]
    assert "Total revenues" not in [name for name, _, _ in sums(table)]


def test_sums_that_hold_nowhere_are_none() -> None:
    table = table_of(HEAD + "Licence fees\t1,068\t1,495\nMilestones\t1,187\t1,810\nTotal revenues\t9,255\t8,305\n")
    assert sums(table) == []
