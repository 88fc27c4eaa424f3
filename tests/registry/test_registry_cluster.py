"""Which names of one document are one entity."""

from __future__ import annotations

import random
from datetime import date

import pytest
from registry_markup import read_markup, uses

from nlp.registry import COMPANY, COMPOUND, AliasStatement, NameUse, Registry, find_alias_statements, resolve_names

Found = list[tuple[str, str | None, tuple[str, ...]]]


def resolved(registry: Registry, names: list[NameUse], *statements: AliasStatement, on: date | None = None) -> Found:
    return [(one.name, one.id, one.texts) for one in resolve_names(names, statements, registry, on=on)]


def read(registry: Registry, marked: str, on: date | None = None) -> Found:
    """The clusters of a marked-up text, its own statements included."""
    text, spans = read_markup(marked)
    names = [NameUse(text[span.start : span.end], span.start, span.label) for span in spans]
    return resolved(registry, names, *find_alias_statements(text, spans), on=on)


def alias(left: str, right: str, kind: str = "alias") -> AliasStatement:
    return AliasStatement(left, right, kind, 500, 540)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["huN901-DM1", "IMGN901"],
            [("lorvotuzumab mertansine", "lorvotuzumab-mertansine", ("huN901-DM1", "IMGN901"))],
        ),
        (
            ["IMGN901", "IMGN907"],
            [("lorvotuzumab mertansine", "lorvotuzumab-mertansine", ("IMGN901",)), ("IMGN907", None, ("IMGN907",))],
        ),
        (
            ["huC242-DM4", "cantuzumab mertansine", "huC242-DM1"],
            [
                ("cantuzumab ravtansine", "cantuzumab-ravtansine", ("huC242-DM4",)),
                ("cantuzumab mertansine", "cantuzumab-mertansine", ("cantuzumab mertansine", "huC242-DM1")),
            ],
        ),
        (
            ["T-DM1", "Herceptin", "trastuzumab", "ado-trastuzumab emtansine"],
            [
                ("trastuzumab emtansine", "trastuzumab-emtansine", ("ado-trastuzumab emtansine", "T-DM1")),
                ("trastuzumab", "trastuzumab", ("trastuzumab", "Herceptin")),
            ],
        ),
        (
            ["trastuzumab", "trastuzumab-dkst", "Herceptin"],
            [
                ("trastuzumab", "trastuzumab", ("trastuzumab", "Herceptin")),
                ("trastuzumab-dkst", None, ("trastuzumab-dkst",)),
            ],
        ),
        (
            ["BAY 94-9343", "BAY94\u20119343", "2 x BAY-94-9343"],
            [("anetumab ravtansine", "anetumab-ravtansine", ("BAY-94-9343", "BAY 94-9343", "BAY94\u20119343"))],
        ),
    ],
)
def test_compounds_of_the_registry(registry: Registry, names: list[str], expected: Found) -> None:
    assert resolved(registry, uses(COMPOUND, *names)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["zelutinib", "zelutinib maleate"], [("zelutinib", None, ("zelutinib", "zelutinib maleate"))]),
        (["Zelutamab", "zelutamab-abcd"], [("Zelutamab", None, ("Zelutamab", "zelutamab-abcd"))]),
        (
            ["zelutamab", "zelutamab-abcd", "zelutamab-efgh"],
            [
                ("zelutamab", None, ("zelutamab",)),
                ("zelutamab-abcd", None, ("zelutamab-abcd",)),
                ("zelutamab-efgh", None, ("zelutamab-efgh",)),
            ],
        ),
        (["zelu\u2011101", "ZELU-101"], [("zelu\u2011101", None, ("zelu\u2011101", "ZELU-101"))]),
        (
            ["zelunem/betabactam", "zelunem and betabactam"],
            [("zelunem and betabactam", None, ("zelunem and betabactam", "zelunem/betabactam"))],
        ),
        (["huZ7", "huZ7-DM1"], [("huZ7", None, ("huZ7",)), ("huZ7-DM1", None, ("huZ7-DM1",))]),
    ],
)
def test_compounds_that_the_registry_does_not_know(registry: Registry, names: list[str], expected: Found) -> None:
    assert resolved(registry, uses(COMPOUND, *names)) == expected


def test_the_best_name_of_an_unknown_compound(registry: Registry) -> None:
    names = uses(COMPOUND, "9 x anti-CD99 antibody conjugate", "5 x ZLT-001", "zelutamab exotecan", "7 x Zeluvir®")
    told = [alias("ZLT-001", "zelutamab exotecan"), alias("ZLT-001", "Zeluvir®"), alias("ZLT-001", names[0].text)]
    texts = ("zelutamab exotecan", "Zeluvir®", "ZLT-001", "anti-CD99 antibody conjugate")
    assert resolved(registry, names, *told) == [("zelutamab exotecan", None, texts)]
    assert resolved(registry, uses(COMPOUND, "Zeluvir®")) == [("Zeluvir", None, ("Zeluvir®",))]


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("Herceptin", "T-DM1", "trastuzumab and trastuzumab-emtansine are two entries of the registry"),
        ("huZ7", "huZ7-DM1", "an antibody is not its conjugate"),
        ("zelutamab", "ZLT-DM4", "an antibody is not its conjugate"),
        ("ZLT-DM1", "zelutamab ravtansine", "they carry different payloads"),
        ("Herceptin", "trastuzumab-dkst", "a biosimilar is not its reference product trastuzumab"),
        ("Zytiga", "abiraterone", "the registry tells it apart from abiraterone-acetate"),
    ],
)
def test_a_statement_against_the_rules_is_refused_with_the_reason(
    registry: Registry, left: str, right: str, why: str
) -> None:
    clusters = resolve_names(uses(COMPOUND, left, right), [alias(left, right)], registry, on=None)
    told = f"refused: stated at 500: {left} = {right}: {why}"
    assert [(one.texts, told in one.reasons) for one in clusters] == [((left,), True), ((right,), True)]


def test_a_chain_of_statements_never_joins_two_entries(registry: Registry) -> None:
    names = uses(COMPOUND, "Herceptin", "ZLT-001", "Perjeta")
    assert resolved(registry, names, alias("Herceptin", "ZLT-001"), alias("ZLT-001", "Perjeta")) == [
        ("trastuzumab", "trastuzumab", ("Herceptin", "ZLT-001")),
        ("pertuzumab", "pertuzumab", ("Perjeta",)),
    ]


def test_a_stated_difference_wins_over_a_stated_alias(registry: Registry) -> None:
    names = uses(COMPOUND, "ZLT-001", "ZLT-002")
    told = [alias("ZLT-001", "ZLT-002"), alias("ZLT-001", "ZLT-002", "not_same_as")]
    assert resolved(registry, names, *told) == [("ZLT-001", None, ("ZLT-001",)), ("ZLT-002", None, ("ZLT-002",))]


def test_a_defined_abbreviation_joins_and_has_evidence(registry: Registry) -> None:
    text, spans = read_markup("{COMPOUND lorvotuzumab mertansine} (“LM”) was given.")
    names = [NameUse("lorvotuzumab mertansine", 0, COMPOUND)]
    (cluster,) = resolve_names(names, find_alias_statements(text, spans), registry, on=None)
    assert (cluster.id, cluster.texts) == ("lorvotuzumab-mertansine", ("lorvotuzumab mertansine", "LM"))
    assert [text[start:end] for start, end in cluster.evidence] == ["lorvotuzumab mertansine (“LM”)"]


def test_an_unsafe_alias_needs_another_name_of_its_entity(registry: Registry) -> None:
    assert resolved(registry, uses(COMPOUND, "LM")) == [("LM", None, ("LM",))]
    assert resolved(registry, uses(COMPOUND, "LM", "IMGN901")) == [
        ("lorvotuzumab mertansine", "lorvotuzumab-mertansine", ("IMGN901", "LM"))
    ]


IN_2005 = date(2005, 8, 12)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{COMPANY Millennium Pharmaceuticals, Inc.} said. {COMPANY Millennium} will",
            [
                (
                    "Millennium Pharmaceuticals",
                    "millennium-pharmaceuticals",
                    ("Millennium Pharmaceuticals, Inc.", "Millennium"),
                )
            ],
        ),
        ("{COMPANY Millennium} will", [("Millennium", None, ("Millennium",))]),
        (
            "{COMPANY Acmira Bio, Inc.} and {COMPANY Acmira Bio} and {COMPANY Acmira}",
            [("Acmira Bio, Inc.", None, ("Acmira Bio, Inc.", "Acmira Bio", "Acmira"))],
        ),
        (
            "{COMPANY Acmira Bio} and {COMPANY Acmira Foods} and {COMPANY Acmira}",
            [
                ("Acmira Bio", None, ("Acmira Bio",)),
                ("Acmira Foods", None, ("Acmira Foods",)),
                ("Acmira", None, ("Acmira",)),
            ],
        ),
        (
            "{COMPANY Acmira Biosciences} and {COMPANY Acmira Bio}",
            [("Acmira Biosciences", None, ("Acmira Biosciences", "Acmira Bio"))],
        ),
        (
            "{COMPANY LifeAcmira Pharma A/S} and {COMPANY LAP}",
            [("LifeAcmira Pharma A/S", None, ("LifeAcmira Pharma A/S", "LAP"))],
        ),
        (
            "{COMPANY LifeAcmira Pharma A/S}, {COMPANY Lumira Acid Products} and {COMPANY LAP}",
            [
                ("LifeAcmira Pharma A/S", None, ("LifeAcmira Pharma A/S",)),
                ("Lumira Acid Products", None, ("Lumira Acid Products",)),
                ("LAP", None, ("LAP",)),
            ],
        ),
        (
            "{COMPANY Acmira Bio}, a subsidiary of {COMPANY Acmira}",
            [("Acmira Bio", None, ("Acmira Bio",)), ("Acmira", None, ("Acmira",))],
        ),
        (
            "{COMPANY General Biomira} and {COMPANY General}",
            [("General Biomira", None, ("General Biomira",)), ("General", None, ("General",))],
        ),
        ("{COMPANY sanofi-aventis Group}", [("Sanofi", "sanofi", ("sanofi-aventis Group",))]),
        (
            "{COMPANY Centocor}, a wholly-owned subsidiary of {COMPANY Johnson & Johnson}",
            [
                ("Janssen Biotech", "janssen-biotech", ("Centocor",)),
                ("Johnson & Johnson", "johnson-and-johnson", ("Johnson & Johnson",)),
            ],
        ),
        ("{COMPANY Merck} and", [("Merck & Co.", "merck-and-co", ("Merck",))]),
        ("{COMPANY Merck KGaA} and {COMPANY Merck}", [("Merck KGaA", "merck-kgaa", ("Merck KGaA", "Merck"))]),
        (
            "{COMPANY Merck KGaA} and {COMPANY Merck & Co.} and {COMPANY Merck}",
            [("Merck KGaA", "merck-kgaa", ("Merck KGaA",)), ("Merck & Co.", "merck-and-co", ("Merck & Co.", "Merck"))],
        ),
        (
            "{COMPANY Eli Lilly}, {COMPANY Lilly} and {COMPANY Lilly Gardens Ltd}",
            [("Eli Lilly", "eli-lilly", ("Eli Lilly", "Lilly")), ("Lilly Gardens Ltd", None, ("Lilly Gardens Ltd",))],
        ),
        (
            "{COMPANY Zemira Corp.} (formerly {COMPANY Acmira Corp.})",
            [("Zemira Corp.", None, ("Zemira Corp.", "Acmira Corp."))],
        ),
        (
            "{COMPANY Hoffmann-La Roche}, a member of the {COMPANY Roche Group}",
            [("Roche", "roche", ("Roche Group", "Hoffmann-La Roche"))],
        ),
    ],
)
def test_companies(registry: Registry, marked: str, expected: Found) -> None:
    assert read(registry, marked, IN_2005) == expected


def test_a_compound_and_a_company_of_one_name_stay_apart(registry: Registry) -> None:
    names = [NameUse("Zelumira", 0, COMPANY), NameUse("Zelumira", 10, COMPOUND)]
    assert [(one.label, one.texts) for one in resolve_names(names, (), registry, on=None)] == [
        (COMPANY, ("Zelumira",)),
        (COMPOUND, ("Zelumira",)),
    ]


def test_the_order_of_names_and_statements_does_not_matter(registry: Registry) -> None:
    text, spans = read_markup(
        "{COMPANY Acmira Bio, Inc.} (“ACB”) gives {COMPOUND Zeluvir} ({COMPOUND zelutamab}; {COMPOUND ZLT-001}), "
        "{COMPOUND Herceptin}, {COMPOUND T-DM1}; {COMPANY Acmira} and {COMPANY Merck}."
    )
    names = [NameUse(text[span.start : span.end], span.start, span.label) for span in spans]
    statements = find_alias_statements(text, spans)
    expected = resolve_names(names, statements, registry, on=None)
    shuffler = random.Random(7)
    for _ in range(5):
        shuffler.shuffle(names)
        shuffler.shuffle(statements)
        assert resolve_names(names, statements, registry, on=None) == expected


def test_no_names_no_clusters(registry: Registry) -> None:
    assert resolve_names([], [alias("A", "B")], registry, on=None) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{COMPOUND NRV-104}, an implantable biodegradable {COMPOUND norvatrexone} pellet",
            [["NRV-104", "norvatrexone"]],
        ),
        ("{COMPOUND NRV-104}, its formulation of {COMPOUND norvatrexone}", [["NRV-104", "norvatrexone"]]),
        ("its liquid {COMPOUND norvatrexone} product, {COMPOUND Norvix}, grew", [["Norvix", "norvatrexone"]]),
        ("{COMPOUND Norvix}, a {COMPOUND norvatrexone oral solution}", [["Norvix", "norvatrexone oral solution"]]),
        # another molecule, or two
        ("{COMPOUND NRV-104}, a {COMPOUND norvatrexone} prodrug", [["NRV-104"], ["norvatrexone"]]),
        ("{COMPOUND NRV-104}, a combination of {COMPOUND norvatrexone} gel and water", [["NRV-104"], ["norvatrexone"]]),
        ("{COMPOUND NRV-104}, a generic {COMPOUND norvatrexone} gel", [["NRV-104"], ["norvatrexone"]]),
        # everybody's substance names no product
        (
            "{COMPOUND Norvix} ({COMPOUND norvatrexone}) is sold; "
            "{COMPOUND NRV-104}, a {COMPOUND norvatrexone} pellet, is new",
            [["norvatrexone", "Norvix"], ["NRV-104"]],
        ),
    ],
)
def test_a_product_told_by_its_substance(registry: Registry, marked: str, expected: list[list[str]]) -> None:
    assert [list(texts) for _, _, texts in read(registry, marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{COMPOUND Norvelyn}(R) Gel ({COMPOUND norvaprazine} gel 1.5%), formerly known as {COMPOUND VLM-1107}",
            [["norvaprazine", "Norvelyn", "VLM-1107"]],
        ),
        (
            "{COMPOUND norvetuzumab} ({COMPOUND CRP-177}, planned brand {COMPOUND Norvelux}(R)) is on the way",
            [["norvetuzumab", "Norvelux", "CRP-177"]],
        ),
        (
            "{COMPOUND norvagene autotemcel} ({COMPOUND NVB-101}, or {COMPOUND norva-cel})",
            [["norvagene autotemcel", "norva-cel", "NVB-101"]],
        ),
        ("{COMPOUND NORVELTRA}, known throughout its development as {COMPOUND AVL-402}, is",
            [["NORVELTRA", "AVL-402"]]),
        ("{COMPOUND norva-rpgr} (INN \"{COMPOUND norvaretigene parvovec}\")",
            [["norvaretigene parvovec", "norva-rpgr"]]),
        ("{COMPOUND Norvesol} ({COMPOUND norvaferatoxin} intravesical solution)", [["norvaferatoxin", "Norvesol"]]),
    ],
)  # fmt: skip
def test_planned_former_and_other_names_in_brackets(registry: Registry, marked: str, expected: list[list[str]]) -> None:
    assert [sorted(texts) for _, _, texts in read(registry, marked)] == [sorted(texts) for texts in expected]
