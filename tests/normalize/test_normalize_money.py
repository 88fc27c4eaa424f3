"""Amounts of money: what is one, what it comes to, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlp.normalize.money import find_money
from nlp.records import MoneyPhrase


def amounts(text: str, dollar: str = "USD") -> list[tuple[str, str, str]]:
    """Phrase, value ("low..high" for a range) and currency of every amount."""
    return [(text[p.start : p.end], value(p), p.currency) for p in find_money(text, dollar=dollar)]


def value(phrase: MoneyPhrase) -> str:
    return f"{phrase.low}" if phrase.low == phrase.high else f"{phrase.low}..{phrase.high}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fee of $3 million", ("$3 million", "3000000", "USD")),
        ("a fee of \\$3.5 million", ("\\$3.5 million", "3500000", "USD")),
        ("a fee of $ 3\nmillion", ("$ 3\nmillion", "3000000", "USD")),
        ("income of $227,000.", ("$227,000", "227000", "USD")),
        ("raised $1.2B", ("$1.2B", "1200000000", "USD")),
        ("raised $3mm", ("$3mm", "3000000", "USD")),
        ("raised $500k", ("$500k", "500000", "USD")),
        ("a $1.2-billion deal", ("$1.2-billion", "1200000000", "USD")),
        ("paid US$ 4 million", ("US$ 4 million", "4000000", "USD")),
        ("paid A$4 million", ("A$4 million", "4000000", "AUD")),
        ("paid C$4 million", ("C$4 million", "4000000", "CAD")),
        ("paid HK$4 million", ("HK$4 million", "4000000", "HKD")),
        ("paid NT$4 million", ("NT$4 million", "4000000", "TWD")),
        ("paid S$4 million", ("S$4 million", "4000000", "SGD")),
        ("paid €10 million", ("€10 million", "10000000", "EUR")),
        ("paid EUR 2.5 bn", ("EUR 2.5 bn", "2500000000", "EUR")),
        ("paid EUR 10m", ("EUR 10m", "10000000", "EUR")),
        ("paid 10 million euros", ("10 million euros", "10000000", "EUR")),
        ("paid £7 million", ("£7 million", "7000000", "GBP")),
        ("paid DKK 1.2 billion", ("DKK 1.2 billion", "1200000000", "DKK")),
        ("paid 1.2 billion Danish kroner", ("1.2 billion Danish kroner", "1200000000", "DKK")),
        ("paid RMB 100 million", ("RMB 100 million", "100000000", "CNY")),
        ("paid ¥300 million", ("¥300 million", "300000000", "JPY")),
        ("paid 1.9 billion dollars", ("1.9 billion dollars", "1900000000", "USD")),
        ("a hundred million dollars", ("a hundred million dollars", "100000000", "USD")),
        ("paid $3 million CAD", ("$3 million CAD", "3000000", "CAD")),
        ("a net loss of $(3.2) million", ("$(3.2) million", "3200000", "USD")),
        ("of five cents per share", ("five cents", "0.05", "USD")),
        ("a loss of 3.4 pence per share", ("3.4 pence", "0.034", "GBP")),
    ],
)
def test_one_amount(text: str, expected: tuple[str, str, str]) -> None:
    assert amounts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\$65-70 million", ["65000000..70000000"]),
        ("$60 to $80 million", ["60000000..80000000"]),
        ("between $60 million and $65 million", ["60000000..65000000"]),
        ("$1,340 -- $1,430", ["1340..1430"]),
        ("ranging from $10 million to $12 million", ["10000000..12000000"]),
        ("rose from $3.2 million to $5 million", ["3200000", "5000000"]),
        ("rose from $60 to $80 million", ["60000000", "80000000"]),
        ("$1.2 and $3.4 million, respectively", ["1200000", "3400000"]),
        ("$0.05 and $3 million", ["0.05", "3000000"]),
        ("$2,750 to $2,800 million", ["2750000000..2800000000"]),
        ("$5,000 and $3 million", ["5000", "3000000"]),
        ("net loss of 3,3 (3,1) MSEK", ["3300000", "3100000"]),
        ("a loss per share of SEK 3,65 (3,57)", ["3.65", "3.57"]),
        ("EUR 12,5 million of $1,250", ["12500000", "1250"]),
        ("paid EUR 1,250", ["1250"]),
        ("$3 million to €5 million", ["3000000", "5000000"]),
        ("$5 million to 30 hospitals", ["5000000"]),
    ],
)
def test_ranges_are_joined_and_changes_are_not(text: str, expected: list[str]) -> None:
    assert [value(p) for p in find_money(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "grew 12%",
        "grew $12%",
        "3.2 million patients",
        "41 million shares",
        "he won 5 million votes",
        "EUR-Lex 2024 text",
    ],
)
def test_numbers_without_currency_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a loss of $.05 per basic and diluted share", [True]),
        ("a loss of $(0.05)", [True]),
        ("a loss ($0.05) per share", [True]),
        ("$5 million, or $0.12 per ADS, compared to $0.08", [False, True, True]),
        ("from $0.22 to $0.35 per share", [True, True]),
        ("EPS of $1.20", [True]),
        ("$0.15 basic and diluted net loss per share", [True]),
        ("$5 per share", [True]),
        ("$0.30 per patient", [False]),
    ],
)
def test_amounts_per_share(text: str, expected: list[bool]) -> None:
    assert [p.per_share for p in find_money(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to $5 million", "up_to"),
        ("up to an additional $5 million", "up_to"),
        ("a maximum of $5 million", "up_to"),
        ("as much as $5 million", "up_to"),
        ("not more than $5 million", "up_to"),
        ("at least $5 million", "at_least"),
        ("more than $5 million", "at_least"),
        ("in excess of $5 million", "at_least"),
        ("$5 million or more", "at_least"),
        ("approximately $5 million", None),
    ],
)
def test_bounds(text: str, expected: str | None) -> None:
    assert [(value(p), p.bound) for p in find_money(text)] == [("5000000", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("include $0.3 of material costs", "scale missing"),
        ("include $0.3 million of material costs", None),
        ("a price of $12.50", None),
        ("earned $0.30 per share", None),
        ("a fee of $3", None),
    ],
)
def test_a_small_decimal_without_scale_is_doubtful(text: str, expected: str | None) -> None:
    assert [p.warning for p in find_money(text)] == [expected]


def test_the_yen_sign_is_yuan_where_the_text_says_so() -> None:
    assert amounts("RMB figures; ¥5 million") == [("¥5 million", "5000000", "CNY")]


def test_the_caller_says_which_dollar() -> None:
    assert amounts("$5 million and US$2 million", dollar="AUD") == [
        ("$5 million", "5000000", "AUD"),
        ("US$2 million", "2000000", "USD"),
    ]


def test_a_part_of_the_text_keeps_the_offsets_of_the_whole() -> None:
    text = "It paid $2 million. It received $3 million. It lost $4 million."
    assert find_money(text, 20, 43) == [MoneyPhrase(32, 42, Decimal(3000000), Decimal(3000000), "USD")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net sales: SEK 46.8 million (3.1)", [("46800000", "SEK"), ("3100000", "SEK")]),
        ("Loss after tax: SEK -31.4 million (-57.6)", [("31400000", "SEK"), ("57600000", "SEK")]),
        ("Cash: DKK 274.6 million (31 December 2023: 148.1)", [("274600000", "DKK"), ("148100000", "DKK")]),
        ("a fee of $46.8 million (3)", [("46800000", "USD")]),  # a footnote
        ("sales of $46.8 million (3.1%)", [("46800000", "USD")]),
        ("the code PLN-101095 is no sum", []),
    ],
)
def test_the_year_before_in_a_bracket_without_its_currency(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(p.low), p.currency) for p in find_money(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net sales were MSEK 46.8 (3.1)", [("46800000", "SEK"), ("3100000", "SEK")]),
        ("Result: MSEK -31.4 (-57.6), SEK -0.61 per share (-0.52)",
         [("31400000", "SEK"), ("57600000", "SEK"), ("0.61", "SEK"), ("0.52", "SEK")]),
        ("a fee of TEUR 1,500", [("1500000", "EUR")]),
        ("a fee of EURm 12.3", [("12300000", "EUR")]),
        ("a fee of SEK M 5", [("5000000", "SEK")]),
        ("costs of KSEK 12 345 (11 222)", [("12345000", "SEK"), ("11222000", "SEK")]),
        ("costs of SEK 12 345 thousand", [("12345000", "SEK")]),
        ("costs of CHF 1'234 million", [("1234000000", "CHF")]),
        ("$5 100 patients", [("5", "USD")]),  # a sign's number has no blanks
        ("the company MSEK is none", []),
    ],
)  # fmt: skip
def test_amounts_as_european_reports_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(p.low), p.currency) for p in find_money(text)] == expected


def test_a_sum_for_each_share_is_one_per_share() -> None:
    assert [p.per_share for p in find_money("equal to $0.57 for each basic and diluted share")] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Net sales 2.1 (2.4) MSEK", ["2100000", "2400000"]),
        ("Loss for the period -60.2 (-78.0) MSEK", ["60200000", "78000000"]),
        ("Net sales SEK 16.3 (18.1) million.", ["16300000", "18100000"]),
        ("Loss SEK -32.9 (-37.1) million.", ["32900000", "37100000"]),
        ("net result amounted to -17.6 MDKK (-15.4 MDKK)", ["17600000", "15400000"]),
        ("a charge of SEK 4 (12 employees) million", ["4"]),
        ("a loan of 46.8 MSEK", ["46800000"]),
        ("10-15 MSEK", []),
    ],
)
def test_nordic_figures_share_their_currency_and_scale(text: str, expected: list[str]) -> None:
    assert [value(phrase) for phrase in find_money(text)] == expected


def test_a_letter_means_pence_where_shares_and_pounds_are_spoken_of() -> None:
    text = "Loss of £22.4 million, basic loss per share 11p (2024: 14p)"
    assert [(a, b) for a, b, _ in amounts(text)] == [("£22.4 million", "22400000"), ("11p", "0.11"), ("14p", "0.14")]
    assert amounts("The deletion of 11p cost £3 million") == [("£3 million", "3000000", "GBP")]


def test_revenue_from_a_source_of_a_to_b_is_a_range() -> None:
    (phrase,) = find_money("net revenues from NORVIA of $100 million to $110 million")
    assert (phrase.low, phrase.high) == (100_000_000, 110_000_000)
    assert len(find_money("revenue rose from a base of $100 million to $110 million")) == 2
    assert len(find_money("narrowed from a loss of $10 million to $12 million")) == 2
