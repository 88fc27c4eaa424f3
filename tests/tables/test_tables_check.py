"""What sentences tell beside the table of the same release: agreement, mismatch, repair, and silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from table_support import Q3, Q3_BEFORE, Release

from nlp.records import Interval
from nlp.tables.records import Check

HEAD = "(in thousands, except per share amounts)\n\tThree Months Ended September 30,\t\n\t2011\t2010\n"
LINES = {
    "licence": "Licence fees\t1,255\t1,601",
    "materials": "Clinical materials reimbursement\t281\t106",
    "revenue": "Total revenues\t1,536\t1,707",
    "heading": "Expenses:",
    "rd": "Research and development\t17,161\t13,425",
    "ga": "General and administrative\t4,841\t3,364",
    "total": "Total operating expenses\t22,002\t16,789",
    "operating": "Loss from operations\t(20,466)\t(15,082)",
    "other": "Other income, net\t(17)\t490",
    "net": "Net income (loss)\t(20,483)\t(14,592)",
    "share": "Net loss per share, basic and diluted\t(0.26)\t(0.19)",
}
RD = "Research and development expenses were $17.2 million, compared to $13.4 million a year before."


def statement(**lines: str) -> str:
    return HEAD + "\n".join({**LINES, **lines}.values()) + "\n"


def rd(cell: str, prose: str = RD, value: float = 17_200_000, **lines: str) -> Check:
    """The check of the research costs where the table prints a cell in place of 17,161."""
    release = Release(prose, statement(rd=f"Research and development\t{cell}\t13,425", **lines))
    return next(c for c in release.checks(release.told("rd_expense", value)) if c.prose is not None)


def short(check: Check) -> tuple[Any, ...]:
    return check.verdict, check.arithmetic, check.proposed, check.reason


def test_a_check_holds_both_quotes_with_their_places() -> None:
    release = Release(RD, statement())
    first, second = release.checks(release.told("rd_expense", 17_200_000, Q3, 13_400_000, Q3_BEFORE))
    assert (first.verdict, second.verdict) == ("agrees", "agrees")
    assert first.period == Interval(*map(type(first.period.earliest).fromisoformat, Q3))
    assert first.prose is not None
    assert second.prose is not None
    told = [release.text[p.start : p.end] for p in (first.prose, second.prose)]
    assert told == [first.prose.quote, second.prose.quote] == ["$17.2 million", "$13.4 million"]
    assert [p.slot for p in (first.prose, second.prose)] == ["value", "prior_value"]
    (cell,) = first.cells
    assert (cell.row, cell.column, cell.value) == (
        "Research and development", "3 months ended 2011-09-30", Decimal(17_161_000),
    )  # fmt: skip
    assert release.text[cell.start : cell.end] == cell.text == "17,161"


@pytest.mark.parametrize(
    ("told", "value", "verdict"),
    [
        ("$17.2 million", 17_200_000, "agrees"),
        ("$17.16 million", 17_160_000, "agrees"),
        ("$17.1 million", 17_100_000, "agrees"),  # cut, not rounded
        ("$17,161,000", 17_161_000, "agrees"),
        ("$17 million", 17_000_000, "agrees"),
        ("$17.3 million", 17_300_000, "mismatch"),
        ("$17.0 million", 17_000_000, "mismatch"),
        ("approximately $17.1 million", 17_100_000, "agrees"),
        ("$71.2 million", 71_200_000, "mismatch"),
        ("$17.2 billion", 17_200_000_000, "mismatch"),
    ],
)
def test_numbers_agree_to_the_rounding_that_the_words_show(told: str, value: float, verdict: str) -> None:
    assert rd("17,161", f"Research and development expenses were {told}.", value).verdict == verdict


@pytest.mark.parametrize(
    ("cell", "damage"),
    [
        (",161", "the cell ',161' has lost its leading digits"),
        ("l7,161", "the cell 'l7,161' has letters among its digits"),
        ("17,I6l", "the cell '17,I6l' has letters among its digits"),
        ("17.161", "the cell '17.161' has a point for a comma"),
        ("1 7,161", "the cell '1 7,161' is split by a space"),
        ("17,16", "the cell '17,16' has digits in groups that are not three"),
        ("17,1b1", "the cell '17,1b1' cannot be read"),
        ("7,161", "the cell '7,161' does not fit its column's sum"),
        ("19,161", "the cell '19,161' does not fit its column's sum"),
    ],
)
def test_a_damaged_cell_is_repaired_by_the_sum_of_its_column(cell: str, damage: str) -> None:
    assert short(rd(cell)) == ("repair", "22,002 - 4,841 = 17,161", Decimal(17_161_000), damage)


def test_an_o_is_a_nought() -> None:
    release = Release(
        "Operating expenses were $22.0 million.", statement(total="Total operating expenses\t22,O02\t16,789")
    )
    (check,) = release.checks(release.told("operating_expenses", 22_000_000))
    assert short(check) == (
        "repair", "17,161 + 4,841 = 22,002", Decimal(22_002_000), "the cell '22,O02' has letters among its digits",
    )  # fmt: skip


@pytest.mark.parametrize("cell", ["17161", "17\t,161", "$ 17,161", "17,161 *"])
def test_what_leaves_no_doubt_is_no_damage(cell: str) -> None:
    assert short(rd(cell)) == ("agrees", None, None, None)


def test_damage_that_no_sum_can_prove_is_asked_about() -> None:
    without_total = {"total": "Advisory board\t12\t13"}
    assert short(rd(",161", **without_total)) == (
        "unchecked", None, None,
        "the cell ',161' has lost its leading digits, and no sum of its column proves what it was",
    )  # fmt: skip
    assert short(rd("l7,161", **without_total)) == (
        "unchecked", None, None,
        "the cell 'l7,161' has letters among its digits; it may read 17,161 as the sentence has it, but no sum of its "
        "column proves it",
    )  # fmt: skip


def test_two_different_repairs_are_none() -> None:
    release = Release(
        "Total operating expenses were $22.0 million.",
        statement(total="Total operating expenses\t,002\t16,789", operating="Loss from operations\t(30,466)\t(15,082)"),
    )
    check = next(c for c in release.checks(release.told("operating_expenses", 22_000_000)) if c.prose)
    assert short(check) == (
        "unchecked", None, None,
        "the cell ',002' has lost its leading digits; ambiguous: 17,161 + 4,841 = 22,002; 1,536 - (30,466) = 32,002",
    )  # fmt: skip


def test_a_proof_against_the_sentence_is_a_mismatch() -> None:
    check = rd(",161", "Research and development expenses were $12.2 million.", 12_200_000)
    assert short(check) == (
        "mismatch", "22,002 - 4,841 = 17,161", Decimal(17_161_000),
        "the cell ',161' has lost its leading digits; what the sum proves and the sentence differ by 4,961,000",
    )  # fmt: skip


def test_a_mismatch_says_the_difference_and_what_stands_by_the_cell() -> None:
    check = rd("17,161", "Research and development expenses were $71.2 million.", 71_200_000)
    assert short(check) == ("mismatch", "22,002 - 4,841 = 17,161", None, "they differ by 54,039,000")


def test_a_sentence_without_its_scale_word_is_read_by_the_table() -> None:
    release = Release("Revenues also include $0.3 of clinical material reimbursement.", statement())
    (check,) = release.checks(release.told("clinical_materials_revenue", 0.3))
    assert short(check) == (
        "repair", "281 thousand in the table: '$0.3 of' reads $0.3 million", Decimal(300_000),
        "the sentence has no scale word",
    )  # fmt: skip


def test_half_a_bracket_is_a_loss_and_no_bracket_is_repaired() -> None:
    prose = "Net loss was $20.5 million."
    for cell, expected in (
        ("(20,483", ("agrees", None, None, None)),
        ("20,483)", ("agrees", None, None, None)),
        (
            "20,483",
            ("repair", "(20,466) + (17) = (20,483)", Decimal(20_483_000), "the cell '20,483' has lost its bracket"),
        ),
    ):
        release = Release(prose, statement(net=f"Net income (loss)\t{cell}\t(14,592)"))
        check = next(c for c in release.checks(release.told("net_loss", 20_500_000)) if c.prose)
        assert short(check) == expected


def test_a_profit_in_the_table_contradicts_a_loss_in_the_sentence() -> None:
    table = HEAD + "Net income (loss)\t20,483\t(14,592)\nNet income (loss) per share\t0.26\t(0.19)\n"
    release = Release("Net loss was $20.5 million.", table)
    (check,) = release.checks(release.told("net_loss", 20_500_000))
    assert short(check) == ("mismatch", None, None, "the table's sign says the opposite of the sentence")


def test_swapped_columns_are_a_mismatch() -> None:
    release = Release(RD, statement(rd="Research and development\t13,425\t17,161", total="Patents\t1\t2"))
    checks = release.checks(release.told("rd_expense", 17_200_000, Q3, 13_400_000, Q3_BEFORE))
    assert [(c.verdict, c.reason) for c in checks] == [
        (
            "mismatch",
            f"they differ by {off}; the amount stands under 3 months ended {other}: the columns seem to be swapped",
        )
        for off, other in (("3,775,000", "2010-09-30"), ("3,761,000", "2011-09-30"))
    ]


def test_an_amount_of_another_column_is_asked_about() -> None:
    check = rd("17,161", "Research and development expenses were $13.4 million.", 13_400_000)
    assert short(check) == (
        "unchecked", None, None,
        "the amount stands under 3 months ended 2010-09-30: the sentence's period may be read wrongly",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "value", "prose"),
    [
        ("grant_revenue", 5_000_000, "Grant revenue was $5.0 million."),
        ("rd_expense", 5_000_000, "Research and development expenses were $5.0 million, excluding stock compensation."),
        ("product_sales", 5_000_000, "Sales of Norvanta were $5.0 million."),
        ("rd_expense", 5_000_000, "The amount that the event names is not in this sentence."),
    ],
)
def test_what_the_table_does_not_tell_for_certain_is_no_check(metric: str, value: float, prose: str) -> None:
    release = Release(prose, statement())
    assert release.checks(release.told(metric, value)) == ()


def test_another_period_is_no_check() -> None:
    release = Release(RD, statement())
    assert release.checks(release.told("rd_expense", 17_200_000, ("2011-01-01", "2011-12-31"))) == ()


def test_another_currency_is_no_check() -> None:
    release = Release("Research costs were €17.2 million.", statement().replace("17,161", "$17,161"))
    assert release.checks(release.told("rd_expense", 17_200_000, unit="EUR")) == ()


def test_amounts_per_share_have_no_scale() -> None:
    release = Release("Net loss was $0.26 per share, compared to $0.91 per share.", statement())
    checks = release.checks(release.told("loss_per_share", 0.26, Q3, 0.91, Q3_BEFORE, "USD/share"))
    assert [(c.verdict, c.cells[0].value, c.reason) for c in checks] == [
        ("agrees", Decimal("-0.26"), None),
        ("mismatch", Decimal("-0.19"), "they differ by 0.72"),
    ]


BALANCE = (
    "(in thousands)\n\tSeptember 30, 2011\tJune 30, 2011\nCash and cash equivalents\t298,257\t389,477\n"
    "Marketable securities\t1,605,569\t1,304,215\nRestricted cash\t1,000\t1,000\nOther\t20\t30\n"
)
DAY, DAY_BEFORE = ("2011-09-30", "2011-09-30"), ("2011-06-30", "2011-06-30")


@pytest.mark.parametrize(
    ("prose", "value", "expected"),
    [
        (
            "Cash, cash equivalents and marketable securities were $1,903.8 million.",
            1_903_800_000,
            [("agrees", "298,257 + 1,605,569 = 1,903,826", 2)],
        ),
        ("Cash and cash equivalents were $298.3 million.", 298_300_000, [("agrees", None, 1)]),
        ("Cash and cash equivalents were $299.3 million.", 299_300_000, [("mismatch", None, 1)]),
        ("Cash and marketable securities were $1,950.0 million.", 1_950_000_000, []),
        ("The company had $310.0 million in cash.", 310_000_000, []),
    ],
)
def test_cash_is_the_sum_of_what_the_sentence_names(
    prose: str, value: float, expected: list[tuple[str, str | None, int]]
) -> None:
    release = Release(prose, BALANCE)
    checks = release.checks(release.told("cash", value, DAY, None, DAY_BEFORE))
    assert [(c.verdict, c.arithmetic, len(c.cells)) for c in checks] == expected


def test_a_table_without_a_scale_has_the_one_by_which_amounts_agree() -> None:
    release = Release(RD, statement().removeprefix("(in thousands, except per share amounts)\n"))
    checks = release.checks(release.told("rd_expense", 17_200_000, Q3, 13_400_000, Q3_BEFORE))
    assert [(c.verdict, c.cells[0].value) for c in checks] == [
        ("agrees", Decimal(17_161_000)),
        ("agrees", Decimal(13_425_000)),
    ]


def test_a_breakdown_confirms_and_never_contradicts() -> None:
    table = "Share-based compensation expense\n" + statement(rd="Research and development\t1,205\t990")
    release = Release(RD, table)
    assert release.checks(release.told("rd_expense", 17_200_000)) == ()


def test_the_row_of_a_named_product_confirms_its_sales() -> None:
    table = HEAD + "NORVANTA®\t4,955\t4,100\nOther\t10\t20\n"
    release = Release("Net sales of Norvanta were $5.0 million.", table)
    (check,) = release.checks(release.told("product_sales", 5_000_000))
    assert (check.verdict, check.cells[0].row) == ("agrees", "NORVANTA®")


def test_a_total_that_is_not_its_lines_is_told_without_a_sentence() -> None:
    release = Release(RD, statement(revenue="Total revenues\t1,936\t1,707"))
    agreed, told = (c for c in release.checks(release.told("rd_expense", 17_200_000)) if c.metric != "operating_loss")
    assert agreed.verdict == "agrees"
    assert (told.metric, told.prose, *short(told)) == (
        "revenue", None, "mismatch", "1,255 + 281 = 1,536", None, "the table's total is 1,936, its lines make 1,536",
    )  # fmt: skip
    assert [cell.text for cell in told.cells] == ["1,936", "1,255", "281"]


def test_a_line_that_a_repair_explains_is_not_told_twice() -> None:
    release = Release(RD, statement(rd="Research and development\t7,161\t13,425"))
    assert [c.verdict for c in release.checks(release.told("rd_expense", 17_200_000))] == ["repair"]
