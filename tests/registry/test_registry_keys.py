"""Keys of names."""

from __future__ import annotations

import pytest

from nlp.registry.keys import digits, name_key, short_company_key


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["QRS 12-345", "QRS12‑345", "qrs-12345", "QRS 12\u00a0345"], "qrs12345"),
        (["Zelmora", "ZELMORA®", "Zelmora™", "Zelmora(R)", "Zelmora (TM)"], "zelmora"),
        (["anti-TNF-α", "Anti TNF alpha"], "antitnfalpha"),
        (["Café Bio", "Cafe Bio"], "cafebio"),
        (["O’Neil Pharma", "O'Neil Pharma"], "oneilpharma"),
    ],
)
def test_spellings_of_one_name_meet(names: list[str], expected: str) -> None:
    assert {name_key(name) for name in names} == {expected}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Zelmora, Inc.", "Zelmora Inc", "ZELMORA Holdings Ltd.", "The Zelmora Group", "Zelmora"], "zelmora"),
        (["Zelmora A/S", "Zelmora S.A.", "Zelmora N.V.", "Zelmora GmbH", "Zelmora AG"], "zelmora"),
        (["Merck & Co."], "merckandco"),
        (["Merck KGaA"], "merckkgaa"),
    ],
)
def test_companies_meet_without_their_legal_forms(names: list[str], expected: str) -> None:
    assert {short_company_key(name) for name in names} == {expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("QRS901", "901"), ("QRS 94-9343", "949343"), ("zelmorimab", ""), ("qrs242-DM4", "2424")],
)
def test_digits_tell_codes_apart(name: str, expected: tuple[str, ...]) -> None:
    assert digits(name) == expected
