"""Which names of many documents are one entity."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from kb_support import Lines, document, knowledge_of

from nlp.kb.records import Knowledge

DAY = ("2020-01-10", "2021-02-20", "2022-03-30")


def known(*lines: dict[str, Any], as_of: date | None = None) -> Knowledge:
    return knowledge_of(Lines({line["doc_id"]: line for line in lines}, {}), as_of)


def entities(knowledge: Knowledge, label: str = "COMPOUND") -> list[tuple[str, list[str]]]:
    return [(e.id, [n.text for n in e.names if n.first_said]) for e in knowledge.entities if e.label == label]


@pytest.mark.parametrize(
    ("second", "one"),
    [
        pytest.param(document("b", DAY[1], compounds=[["ABC-123"]]), True, id="the same issuer says it again"),
        pytest.param(
            document("b", DAY[1], "Otherco", compounds=[["ABC-123"]]), False, id="a stranger uses the same code"
        ),
        pytest.param(
            document("b", DAY[1], "Otherco", compounds=[["ABC-123"]], companies=[["Norvane"]]),
            True,
            id="a partner that names the issuer uses the code",
        ),
        pytest.param(
            document("b", DAY[1], "Otherco", compounds=[["ABC-123", "norvamab"]]),
            True,
            id="a stranger uses two of its names",
        ),
        pytest.param(document("b", DAY[1], "Otherco", compounds=[["norvamab"]]), True, id="a generic name is its own"),
        pytest.param(
            document("b", DAY[1], "Otherco", compounds=[["Norvia", "norvamab"]]), True, id="a biologic has one maker"
        ),
        pytest.param(
            document("b", DAY[1], "Otherco", compounds=[["Norvia", "norvamab"]], companies=[["Norvane"]]),
            True,
            id="a partner's name for it",
        ),
        pytest.param(document("b", DAY[1], None, compounds=[["ABC-123"]]), True, id="a release of nobody knows who"),
        pytest.param(document("b", DAY[1], compounds=[["ABC-124"]]), False, id="another number is another compound"),
        pytest.param(document("b", DAY[1], compounds=[["abc 123"]]), True, id="spaces and case are no difference"),
    ],
)
def test_a_second_release_names_the_compound_of_the_first(second: dict[str, Any], one: bool) -> None:
    first = document("a", DAY[0], compounds=[["ABC-123", "norvamab"]])
    assert len(entities(known(first, second))) == (1 if one else 2)


def test_what_only_describes_joins_releases_of_one_issuer() -> None:
    lines = [
        document("a", DAY[0], compounds=[["oral KRAS inhibitor"]]),
        document("b", DAY[1], compounds=[["oral KRAS inhibitor"]]),
        document("c", DAY[2], "Otherco", compounds=[["oral KRAS inhibitor"]], companies=[["Norvane"]]),
    ]
    assert entities(known(*lines)) == [
        ("compound:oral-kras-inhibitor", ["oral KRAS inhibitor"]),
        ("compound:oral-kras-inhibitor@otherco", ["oral KRAS inhibitor"]),
    ]


def test_an_alias_joins_two_compounds_from_its_day_on() -> None:
    lines = [
        document("a", DAY[0], compounds=[["ABC-123"]]),
        document("b", DAY[1], compounds=[["norvamab"]]),
        document("c", DAY[2], compounds=[["norvamab", "ABC-123"]]),
    ]
    before = [("compound:abc-123", ["ABC-123"]), ("compound:norvamab", ["norvamab"])]
    assert entities(known(*lines, as_of=date(2022, 3, 29))) == before
    assert entities(known(*lines, as_of=date(2022, 3, 30))) == [("compound:abc-123", ["ABC-123", "norvamab"])]
    assert entities(known(*lines)) == [("compound:abc-123", ["ABC-123", "norvamab"])]


def test_names_carry_the_days_of_their_use() -> None:
    lines = [document(name, day, compounds=[["ABC-123"]]) for name, day in zip("abc", DAY, strict=True)]
    (name,) = [n for e in known(*lines).entities if e.label == "COMPOUND" for n in e.names]
    assert (name.kind, name.source, name.first_said, name.last_said) == (
        "used",
        "a",
        date.fromisoformat(DAY[0]),
        date.fromisoformat(DAY[2]),
    )


def test_the_registry_gives_three_names_of_one_antibody_conjugate_one_node() -> None:
    ids = {"huN901-DM1": "lorvotuzumab-mertansine", "IMGN901": "lorvotuzumab-mertansine"}
    lines = [
        document("a", DAY[0], compounds=[["huN901-DM1"]], registered=ids),
        document("b", DAY[1], compounds=[["IMGN901", "lorvotuzumab mertansine"]], registered=ids),
    ]
    assert entities(known(*lines)) == [
        ("lorvotuzumab-mertansine", ["lorvotuzumab mertansine", "huN901-DM1", "IMGN901"])
    ]


def test_two_entries_of_the_registry_stay_two_whatever_a_release_says() -> None:
    ids = {"trastuzumab": "trastuzumab", "T-DM1": "trastuzumab-emtansine"}
    lines = [
        document("a", DAY[0], compounds=[["trastuzumab"], ["T-DM1"]], registered=ids),
        document("b", DAY[1], compounds=[["T-DM1", "trastuzumab"]], registered=ids),
    ]
    assert [id_ for id_, _ in entities(known(*lines))] == ["trastuzumab", "trastuzumab-emtansine"]


def test_what_a_release_keeps_apart_stays_apart_though_another_joins_it() -> None:
    lines = [
        document("a", DAY[0], compounds=[["ABC-123"], ["norvamab"]], apart=[("ABC-123", "norvamab")]),
        document("b", DAY[1], compounds=[["ABC-123", "norvamab"]]),
    ]
    told = entities(known(*lines))
    assert [id_ for id_, _ in told] == ["compound:abc-123", "compound:norvamab"]
    others = {e.id: e.not_same_as for e in known(*lines).entities if e.label == "COMPOUND"}
    assert others == {"compound:abc-123": ("norvamab",), "compound:norvamab": ("abc123",)}


@pytest.mark.parametrize(
    ("names", "told"),
    [
        pytest.param([["Norvane Therapeutics, Inc.", "Norvane"], ["Norvane"]], 1, id="the short name of one company"),
        pytest.param([["Norvane"], ["Norvane Therapeutics", "Norvane"]], 1, id="the short name first"),
        pytest.param([["Pioneer Pharma", "Pioneer"], ["Pioneer Foods", "Pioneer"]], 2, id="a word of two companies"),
        pytest.param([["Norvane, Inc."], ["Norvane plc"]], 1, id="legal forms are no difference"),
    ],
)
def test_companies(names: list[list[str]], told: int) -> None:
    lines = [document(str(n), DAY[0], None, companies=[one]) for n, one in enumerate(names)]
    assert len(entities(known(*lines), "COMPANY")) == told


def test_a_bare_name_that_two_companies_carry_is_neither() -> None:
    lines = [
        document("a", DAY[0], None, companies=[["Pioneer Pharma", "Pioneer"]]),
        document("b", DAY[0], None, companies=[["Pioneer Foods", "Pioneer"]]),
        document("c", DAY[1], None, companies=[["Pioneer"]]),
        document("d", DAY[2], None, companies=[["Pioneer"]]),
    ]
    assert [id_ for id_, _ in entities(known(*lines), "COMPANY")] == [
        "company:pioneer",
        "company:pioneer-foods",
        "company:pioneer-pharma",
    ]


def test_a_release_without_a_day_is_known_now_and_on_no_day() -> None:
    line = document("a", None, compounds=[["ABC-123"]])
    assert [r.doc_id for r in known(line).releases] == ["a"]
    assert known(line, as_of=date(2999, 1, 1)).releases == ()


@pytest.mark.parametrize(("named", "number"), [([["Norvane"]], 1), ([], 2)])
def test_a_substance_joins_no_two_strangers_products_of_it(named: list[list[str]], number: int) -> None:
    first = document("a", DAY[0], compounds=[["NRV-104", "norvatrexone"]])
    second = document("b", DAY[1], "Otherco", compounds=[["Norvix", "norvatrexone"]], companies=named)
    assert len(entities(known(first, second))) == number
