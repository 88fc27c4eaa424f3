"""Deals that a release tells in passing: partners, sellers and makers, options held, rights handed back."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.language import Language
from test_deal import deal, events, release, told

_SLOTS = ("kind", "status", "parties", "licensor", "licensee", "asset", "territory", "date", "realis")
_US, _FULL = "Norvane", "Norvane Therapeutics, Inc."


def licence(status: str, licensor: str, licensee: str, asset: list[str], **slots: Any) -> dict[str, Any]:
    """A licence whose parties are its licensor and its licensee."""
    parties = slots.pop("parties", [licensor, licensee])
    return deal("license", status, parties, licensor=licensor, licensee=licensee, asset=asset, **slots)


TOLD = [
    # partners, and who sells and makes our drug
    (
        "In Japan, Norvane's partner Shionogi filed NRV-210 for approval.",
        [licence("existing", _US, "Shionogi", ["NRV-210"], territory=["Japan"])],
    ),
    (
        "Shionogi, which markets NRV-210 in Japan, was pleased. Sales of NRV-210 grew.",
        [licence("existing", _FULL, "Shionogi", ["NRV-210"], territory=["Japan"])],
    ),
    (
        "In Canada NRV-210 is sold by Paladin Labs under license.",
        [licence("existing", _FULL, "Paladin Labs", ["NRV-210"], territory=["Canada"])],
    ),
    ("Norvane competes with Merck, which markets Keytruda in the United States.", []),
    (
        "Lonza, which makes NRV-210, is building. NRV-210 is an antibody.",
        [deal("supply", "existing", [_FULL, "Lonza"], asset=["NRV-210"])],
    ),
    # options
    (
        "Almirall holds an option on the U.S. rights to NRV-310.",
        [
            deal(
                "option",
                "existing",
                [_FULL, "Almirall"],
                licensor=_FULL,
                licensee="Almirall",
                asset=["NRV-310"],
                territory=["U.S."],
            )
        ],
    ),
    (
        "Almirall has elected not to exercise its option on NRV-310.",
        [
            deal(
                "option",
                "exercised",
                [_FULL, "Almirall"],
                "denied",
                licensor=_FULL,
                licensee="Almirall",
                asset=["NRV-310"],
            )
        ],
    ),
    ("Almirall has an option to purchase 2 million shares of Norvane.", []),
    # rights go back, agreements end or grow
    (
        "Roche gave back NRV-210 in October 2023.",
        [licence("terminated", _FULL, "Roche", ["NRV-210"], parties=[_FULL, "Roche"], date="2023-10-01..2023-10-31")],
    ),
    (
        "The collaboration with Roche lapsed in 2023.",
        [deal("collaboration", "terminated", [_FULL, "Roche"], date="2023-01-01..2023-12-31")],
    ),
    (
        "Roche opted to extend the 2020 research collaboration by two years.",
        [deal("collaboration", "expanded", [_FULL, "Roche"])],
    ),
    # since when
    (
        "NRV-210 is made by Lonza under a 2020 supply agreement. NRV-210 is an antibody.",
        [
            deal(
                "supply",
                "existing",
                [_FULL, "Lonza"],
                asset=["NRV-210"],
                date="2020-01-01..2020-12-31",
            )
        ],
    ),
    # who "we" are in another company's words
    (
        'Ann Lee, CEO of Almirall: "We started with NRV-310, our antibody licensed from Roche."',
        [licence("existing", "Roche", "Almirall", ["NRV-310"], parties=["Almirall", "Roche"])],
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Merck will acquire Norvane for $1.2 billion in cash.", [("signed", "actual")]),
        ("Norvane is to be acquired by Merck.", [("signed", "actual")]),
        ("If the talks succeed, Merck will acquire Norvane.", []),
    ],
)
def test_a_purchase_that_is_agreed(pipeline: Language, body: str, expected: list[tuple[str, str]]) -> None:
    text = release("Provides Corporate Update", "an update on its programs.", body)
    assert [(event["status"], event["realis"]) for event in events(pipeline, text, "deal")] == expected


@pytest.mark.parametrize(("body", "expected"), TOLD)
def test_deals_told_in_passing(pipeline: Language, body: str, expected: list[dict[str, Any]]) -> None:
    text = release("Provides Corporate Update", "an update on its programs.", body)
    assert [told(event, _SLOTS) for event in events(pipeline, text, "deal")] == expected


def test_a_voucher_sold_to_nobody_named_is_a_deal_with_its_price(pipeline: Language) -> None:
    text = release(
        "Provides Corporate Update",
        "an update.",
        "In June 2023, Norvane sold its Priority Review Voucher for $102 million.",
    )
    (event,) = events(pipeline, text, "deal")
    assert told(event, (*_SLOTS, "upfront")) == {
        **deal("acquisition", "closed", [_US], licensor=_US, asset=["Priority Review Voucher"]),
        "upfront": 102_000_000,
        "date": "2023-06-01..2023-06-30",
    }
    assert events(pipeline, text, "payment") == []
