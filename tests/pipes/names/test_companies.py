"""Company names nobody has listed: where they begin and end, and what is none."""

from __future__ import annotations

import time

import pytest

from nlp.pipes.names.companies import find_companies, short_forms
from nlp.pipes.names.words import Words

ENGLISH = frozenset(
    "stone life and the a of global market new company advanced science to for in by with novel applied data".split()
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Stonelake Life Sciences and Anteros Therapeutics, Inc. agreed.",
            ["Anteros Therapeutics, Inc.", "Stonelake Life Sciences"],
        ),
        ("Regenra Inc and Bayerle AG agreed.", ["Bayerle AG", "Regenra Inc"]),
        ("the Acquisition of Prolund Inc. was closed", ["Prolund Inc."]),
        ("the CEO of Toral Pharma spoke", ["Toral Pharma"]),
        ("Norvane Announces Agreement With Toral Corp.", ["Norvane", "Toral Corp."]),
        ("Certor Acquires Applied BioMatrix Expanding Its Reach", ["Applied BioMatrix", "Certor"]),
        ("2025Alkera plc reported", ["Alkera plc"]),
        ("a license from Hollis University to make it", ["Hollis University"]),
        ("developed in collaboration with Mundara.", ["Mundara"]),
        ("Addora and Indivara Announce Collaboration", ["Addora", "Indivara"]),
        ("a payment from P&D Pharmaceuticals, Inc. for it", ["P&D Pharmaceuticals, Inc."]),
        ("agreed to acquire California-based Neurovane for cash", ["Neurovane"]),
        # no companies
        ("a rise in R&D of the year", []),
        ("the 5th Annual Global Healthcare Conference", []),
        ("a leader in Novel Therapeutics", []),
        ("in Las Vegas, NV for the meeting", []),
        ("the Combined Company will trade", []),
        ("the World Health Organization said", []),
        ("NRV-210 in combination with olaparib in patients with HR-positive, low-grade cancer", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    publisher = ["Norvane"] if "Norvane" in text else ["Certor"] if "Certor" in text else []
    found = find_companies(Words(text), publisher, ENGLISH)
    longest = [f for f in found if not any(o.start <= f.start and f.end <= o.end and o != f for o in found)]
    assert sorted({text[f.start : f.end] for f in longest}) == names


def test_short_forms() -> None:
    assert list(short_forms("Torvane Life Sciences", ENGLISH)) == ["Torvane Life Sciences", "Torvane"]
    assert list(short_forms("ABQC BioPharma", ENGLISH)) == ["ABQC BioPharma", "ABQC"]


def test_many_names_take_linear_time() -> None:
    text = " ".join(f"Qx{number}a Inc and Zy{number}b Corp," for number in range(4000))
    begin = time.process_time()  # not the clock: others may use the processor as well
    found = find_companies(Words(text), [], ENGLISH)
    assert len({text[f.start : f.end] for f in found if f.source == "legal form"}) == 8000
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Stone Life Pharmaceuticals, Inc. licensed it. Norvane paid Stone Life a fee.", True),
        ("Stone Life Pharmaceuticals, Inc. licensed it. Stone Life is eligible for a fee.", True),
        ("Stone Life Pharmaceuticals, Inc. licensed it. A Stone Life Age began.", False),
        ("Stone Market Pharmaceuticals, Inc. licensed it. Norvane saw the Stone Market there.", False),
    ],
)
def test_two_plain_words_are_a_short_form_where_a_sentence_has_them_alone(text: str, short: bool) -> None:
    found = {text[f.start : f.end] for f in find_companies(Words(text), ["Norvane"], ENGLISH)}
    assert (" ".join(text.split()[:2]) in found) is short
