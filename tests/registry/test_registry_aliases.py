"""What a text says about its own names."""

from __future__ import annotations

import time

import pytest
from registry_markup import read_markup

from nlp.registry import COMPANY, COMPOUND, NameSpan, find_alias_statements


def told(marked: str) -> list[tuple[str, str, str]]:
    text, spans = read_markup(marked)
    return [(one.kind, one.left, one.right) for one in find_alias_statements(text, spans)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{COMPOUND Zeluvir}® ({COMPOUND zelutamab}) was given", [("alias", "Zeluvir", "zelutamab")]),
        ("{COMPOUND ZLT-001} [{COMPOUND zelutamab}]", [("alias", "ZLT-001", "zelutamab")]),
        ("{COMPOUND Zeluvir}(R) ({COMPOUND zelutamab} for injection, 10 mg)", [("alias", "Zeluvir", "zelutamab")]),
        ("{COMPOUND Zeluvir} injection ({COMPOUND zelutamab}-abcd) 5 mg", [("alias", "Zeluvir", "zelutamab")]),
        (
            "{COMPOUND Zeluvir} ({COMPOUND zelutamab}; {COMPOUND ZLT-001})",
            [("alias", "Zeluvir", "zelutamab"), ("alias", "Zeluvir", "ZLT-001")],
        ),
        (
            "{COMPOUND Zeluvir}® ({COMPOUND zelutamab} [{COMPOUND zel-mab}])",
            [("alias", "Zeluvir", "zelutamab"), ("alias", "zelutamab", "zel-mab")],
        ),
        ("{COMPOUND zelutamab}, also known as {COMPOUND ZLT-001},", [("alias", "zelutamab", "ZLT-001")]),
        ("{COMPOUND zelutamab} is marketed in Europe as {COMPOUND Zeluvir}", [("alias", "zelutamab", "Zeluvir")]),
        (
            "{COMPOUND zelutamab} (an oral PARP agent, trade name: {COMPOUND Zeluvir}",
            [("alias", "zelutamab", "Zeluvir")],
        ),
        ("{COMPOUND zelutamab}, formerly {COMPOUND ZLT-001}", [("former", "zelutamab", "ZLT-001")]),
        ("{COMPOUND zelutamab} (previously known as {COMPOUND ZLT-001})", [("former", "zelutamab", "ZLT-001")]),
        ("{COMPOUND ZLT-001}, now called {COMPOUND zelutamab},", [("former", "zelutamab", "ZLT-001")]),
        ("{COMPOUND ZLT-001} has been renamed {COMPOUND zelutamab}", [("former", "zelutamab", "ZLT-001")]),
        ("{COMPOUND ZLT-001}/{COMPOUND Zeluvir}", [("alias", "ZLT-001", "Zeluvir")]),
        ("{COMPOUND ZLT-001}/{COMPOUND BQX202}", [("alias", "ZLT-001", "BQX202")]),
        ("{COMPOUND lorvotuzumab mertansine} (“LM”)", [("alias", "lorvotuzumab mertansine", "LM")]),
    ],
)
def test_other_names_of_a_compound(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "{COMPOUND Zeluvir} plus {COMPOUND betanib}",
        "{COMPOUND Zeluvir} or {COMPOUND betanib}",
        "{COMPOUND Zeluvir} + {COMPOUND betanib}",
        "{COMPOUND Zeluvir}, {COMPOUND betanib} and {COMPOUND gammamab}",
        "{COMPOUND Zeluvir} (in combination with {COMPOUND betanib})",
        "{COMPOUND Zeluvir} ({COMPOUND betanib} and {COMPOUND gammamab})",
        "{COMPOUND Zeluvir} ({COMPOUND betanib} plus chemotherapy)",
        "{COMPOUND Zeluvir} ({COMPOUND betanib}, with placebo)",
        "{COMPOUND ZELFOX} ({COMPOUND betanib}, {COMPOUND gammamab})",
        "{COMPOUND ZLT-001}/{COMPOUND ZLT-002}",
        "{COMPOUND zelutamab}/{COMPOUND betanib}",
        "{COMPOUND ZLT-001} ({COMPOUND CD56})",
        "{COMPOUND ZLT-001} ({COMPOUND anti-HER2})",
        "{COMPOUND ZLT-001} ({COMPANY Acme})",
        "a trial of {COMPOUND ZLT-001} (“AMBER”)",
        "{COMPOUND ZLT-001} (the “Product”)",
    ],
)
def test_what_gives_no_other_name(marked: str) -> None:
    assert told(marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{COMPOUND ZLT-002} is new. An earlier version of this compound, {COMPOUND zelutamab exotecan}, failed.",
            [("not_same_as", "ZLT-002", "zelutamab exotecan")],
        ),
        ("{COMPOUND ZLT-001}, an earlier version of {COMPOUND ZLT-002}", [("not_same_as", "ZLT-001", "ZLT-002")]),
        ("An earlier version of {COMPOUND ZLT-002}, {COMPOUND ZLT-001}", [("not_same_as", "ZLT-002", "ZLT-001")]),
        ("{COMPOUND zelutamab} is the antibody component of {COMPOUND Z-DM1}", [("not_same_as", "zelutamab", "Z-DM1")]),
        (
            "{COMPOUND Betavir} ({COMPOUND zelutamab-abcd}), a biosimilar to {COMPOUND Zeluvir}",
            [("alias", "Betavir", "zelutamab-abcd"), ("not_same_as", "zelutamab-abcd", "Zeluvir")],
        ),
    ],
)
def test_other_molecules(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{COMPANY Centocor}, a wholly-owned subsidiary of {COMPANY Johnson & Johnson}",
            "Centocor < Johnson & Johnson",
        ),
        ("{COMPANY Genentech}, a member of the {COMPANY Roche Group}", "Genentech < Roche Group"),
        (
            "{COMPANY Acme} and {COMPANY Beta}, members of the {COMPANY Zeta Group}",
            "Acme < Zeta Group; Beta < Zeta Group",
        ),
        ("{COMPANY Kite}, a {COMPANY Gilead} company,", "Kite < Gilead"),
        ("{COMPANY Zeta}'s U.S. subsidiary {COMPANY Acme Inc.}", "Acme Inc. < Zeta"),
        (
            "{COMPANY Zeta} and its wholly owned subsidiaries, {COMPANY Acme Inc.} and {COMPANY Beta LLC}",
            "Acme Inc. < Zeta; Beta LLC < Zeta",
        ),
        (
            "{COMPANY Zeta, Inc.} said today that one of its subsidiaries, {COMPANY Acme}, was paid.",
            "Acme < Zeta, Inc.",
        ),
        (
            "{COMPANY Acme}, which has 200 staff, is a wholly owned subsidiary of {COMPANY Zeta}.",
            "Acme < Zeta",
        ),
        (
            "{COMPANY Janssen Pharmaceutical Companies} of {COMPANY Johnson & Johnson}",
            "Janssen Pharmaceutical Companies < Johnson & Johnson",
        ),
        (
            "the {COMPANY Janssen Pharmaceutical Companies of Johnson & Johnson}",
            "Janssen Pharmaceutical Companies < Johnson & Johnson",
        ),
        ("{COMPANY Acme}, a former subsidiary of {COMPANY Zeta}", ""),
        ("{COMPANY Acme}, an affiliate of {COMPANY Zeta}", ""),
        ("{COMPANY Acme}, a member of {COMPANY Zeta}'s board", ""),
        ("{COMPANY Acme} and {COMPANY Beta} agreed. {COMPANY Gamma} and its partner {COMPANY Delta}", ""),
    ],
)
def test_subsidiaries(marked: str, expected: str) -> None:
    assert "; ".join(f"{left} < {right}" for kind, left, right in told(marked) if kind == "subsidiary_of") == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{COMPANY Acme Holding Company} (“Acme” or the “Company”)", [("alias", "Acme Holding Company", "Acme")]),
        ('{COMPANY Acme Pharma, Inc.} (NASDAQ: ACME) ("Acme")', [("alias", "Acme Pharma, Inc.", "Acme")]),
        ("{COMPANY Acme Pharma, Inc.} (NASDAQ: ACME)", []),
        ("{COMPANY Acme Pharma} (the “Acme Agreement”)", []),
        ("{COMPANY Bristol-Myers Squibb} ({COMPANY BMS})", [("alias", "Bristol-Myers Squibb", "BMS")]),
        ("{COMPANY Acme} ({COMPANY Zeta})", []),
        ("{COMPANY Zeta Corp.} (formerly {COMPANY Acme Corp.})", [("former", "Zeta Corp.", "Acme Corp.")]),
        ("{COMPANY Acme Corp.} changed its name to {COMPANY Zeta Corp.}", [("former", "Zeta Corp.", "Acme Corp.")]),
    ],
)
def test_other_names_of_a_company(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(marked) == expected


def test_offsets_enclose_both_names() -> None:
    text, spans = read_markup("Today {COMPOUND Zeluvir}® ({COMPOUND zelutamab}) was given")
    (statement,) = find_alias_statements(text, spans)
    assert text[statement.start : statement.end] == "Zeluvir® (zelutamab"


def test_the_order_of_spans_and_nested_spans_do_not_matter() -> None:
    text, spans = read_markup("{COMPOUND zelutamab vedotin} ({COMPOUND ZLT-001})")
    nested = [*reversed(spans), NameSpan(0, 9, COMPOUND)]
    assert find_alias_statements(text, nested) == find_alias_statements(text, spans)


@pytest.mark.parametrize("noise", ["(" * 300_000, " , a " * 60_000, "A." * 150_000, "“" * 300_000])
def test_hostile_text_stays_linear(noise: str) -> None:
    text = f"Acmemab {noise} Betanib ({noise})"
    begin = time.process_time()
    for label in (COMPOUND, COMPANY):
        spans = [NameSpan(0, 7, label), NameSpan(9 + len(noise), 16 + len(noise), label)]
        assert find_alias_statements(text, spans) == []
    assert time.process_time() - begin < 2
