"""Look-up in the shipped registry: by any spelling, by date, by ticker."""

from __future__ import annotations

import re
from datetime import date

import pytest

from nlp.registry import COMPANY, COMPOUND, Registry


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("BAY 94-9343", ["anetumab-ravtansine"]),
        ("BAY94\u20119343", ["anetumab-ravtansine"]),
        ("BAY-94-9343", ["anetumab-ravtansine"]),
        ("KADCYLA®", ["trastuzumab-emtansine"]),
        ("Kadcyla(TM)", ["trastuzumab-emtansine"]),
        ("cp-690550", ["tofacitinib"]),
        ("IMGN901", ["lorvotuzumab-mertansine"]),
        ("IMGN907", []),
        ("CD56", []),
        ("TAP", []),
        ("EMILIA", []),
        ("DM1", []),
    ],
)
def test_a_compound_is_found_under_every_spelling_and_nothing_else_is(
    registry: Registry, name: str, ids: list[str]
) -> None:
    assert [compound.id for compound in registry.compounds_named(name)] == ids


@pytest.mark.parametrize(
    ("name", "on", "ids"),
    [
        ("Centocor", date(2005, 8, 12), ["janssen-biotech"]),
        ("Centocor", date(2015, 1, 1), ["janssen-biotech"]),
        ("sanofi-aventis Group", date(2005, 8, 12), ["sanofi"]),
        ("Sanofi\u2010Synthélabo", None, ["sanofi"]),
        ("Genmab A/S", None, ["genmab"]),
        ("The Genmab Group", None, ["genmab"]),
        ("Merck", None, ["merck-and-co"]),
        ("Merck KGaA", None, ["merck-kgaa"]),
        ("Merck and Co., Inc.", None, ["merck-and-co"]),
        ("DNA", None, []),
        ("IMGN", None, []),
    ],
)
def test_a_company_is_found_under_old_and_legal_names(
    registry: Registry, name: str, on: date | None, ids: list[str]
) -> None:
    assert [company.id for company in registry.companies_named(name, on=on)] == ids


def test_tickers_have_their_own_table(registry: Registry) -> None:
    assert [company.id for company in registry.companies_by_ticker("DNA")] == ["genentech"]


@pytest.mark.parametrize(
    ("company", "on", "parents"),
    [
        ("janssen-biotech", date(2005, 8, 12), ("johnson-and-johnson",)),
        ("genzyme", date(2011, 3, 31), ()),
        ("genzyme", date(2011, 4, 1), ("sanofi",)),
        ("organon", date(2008, 1, 1), ("schering-plough",)),
        ("organon", date(2015, 1, 1), ("merck-and-co",)),
        ("organon", None, ()),
        ("nobody", None, ()),
    ],
)
def test_parents_depend_on_the_day(registry: Registry, company: str, on: date | None, parents: tuple[str, ...]) -> None:
    assert registry.parents_of(company, on=on) == parents


def test_only_safe_names_are_searched_for(registry: Registry) -> None:
    names = {(label, alias.name) for label, _, alias in registry.iter_aliases()}
    assert {(COMPOUND, "T-DM1"), (COMPANY, "Centocor"), (COMPANY, "Johnson & Johnson")} <= names
    unsafe = {"LM", "SAR", "DNA", "RO", "BI", "Millennium", "Array", "CAT"}
    assert {name for _, name in names if name in unsafe} == set()
    assert {name for _, name in names if len(name) < 3} == set()


def test_every_id_that_an_entry_mentions_exists(registry: Registry) -> None:
    slug = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
    ties = [tie for company in registry.companies.values() for tie in company.parents]
    ties += [tie for compound in registry.compounds.values() for tie in compound.developers]
    assert [tie.company for tie in ties if slug.fullmatch(tie.company) and tie.company not in registry.companies] == []
    assert (len(registry.compounds) > 290, len(registry.companies) > 100, len(ties) > 300) == (True, True, True)
