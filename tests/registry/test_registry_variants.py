"""What the endings of a compound's name say."""

from __future__ import annotations

import pytest

from nlp.registry.variants import combined_names, is_generic_name, split_payload, split_suffix


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("huN901-DM1", ("hun901", "dm1")),
        ("huC242 DM4", ("huc242", "dm4")),
        ("T-DM1", ("t", "dm1")),
        ("trastuzumab emtansine", ("trastuzumab", "dm1")),
        ("trastuzumab-MCC-DM1", ("trastuzumab", "dm1")),
        ("ado-trastuzumab emtansine", ("trastuzumab", "dm1")),
        ("cAC10-vcMMAE", ("cac10", "mmae")),
        ("zelutamab exotecan", ("zelutamab", "exotecan")),
        ("liposomal irinotecan", None),
        ("irinotecan", None),
        ("trastuzumab", None),
        ("IMGN901", None),
        ("x" * 300 + "-DM1", None),
    ],
)
def test_payload(name: str, expected: tuple[str, str] | None) -> None:
    assert split_payload(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zelutamab-abcd", ("zelutamab", "abcd")),
        ("tisotumab vedotin-tftv", ("tisotumab vedotin", "tftv")),
        ("zelutamab-like", None),
        ("axi-cel", None),
        ("Zelutamab-ABCD", None),
    ],
)
def test_suffix(name: str, expected: tuple[str, str] | None) -> None:
    assert split_suffix(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("aztreonam/avibactam", ("avibactam", "aztreonam")),
        ("Aztreonam\u2013avibactam", ("avibactam", "aztreonam")),
        ("aztreonam and avibactam", ("avibactam", "aztreonam")),
        ("GEN1046/BNT311", ()),
        ("aztreonam", ()),
    ],
)
def test_parts_of_a_combination(name: str, expected: tuple[str, ...]) -> None:
    assert combined_names(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("trastuzumab emtansine", True),
        ("Trastuzumab", True),
        ("zelutamab-abcd", True),
        ("IMGN901", False),
        ("Herceptin", False),
        ("anti-CD33 compound", False),
        ("oral insulin", False),
    ],
)
def test_generic_names(name: str, expected: bool) -> None:
    assert is_generic_name(name) == expected
