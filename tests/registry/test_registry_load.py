"""The registry's files: what a line may hold, and what an editor is told when it is wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from nlp.errors import PatternError
from nlp.registry import Alias, Company, Compound, Registry, Tie
from nlp.registry.load import load_companies, load_compounds

COMPOUND_LINE = (
    '{"id": "zelutamab", "name": "zelutamab", "type": "antibody", "aliases": [{"name": "ZLT-12", "kind": "code", '
    '"from": "2004", "to": "2006-02"}], "not_same_as": ["zelutamab vedotin"], "suffix": "abcd", '
    '"developers": [{"company": "acme", "from": "2004-03-05"}], "source": 2}'
)


def test_a_line_gives_one_compound_with_its_own_name_first(tmp_path: Path) -> None:
    path = tmp_path / "compounds.jsonl"
    path.write_text(COMPOUND_LINE + "\n\n", encoding="utf-8")
    assert load_compounds(path) == (
        Compound(
            id="zelutamab",
            name="zelutamab",
            type="antibody",
            aliases=(Alias("zelutamab", "name"), Alias("ZLT-12", "code", date(2004, 1, 1), date(2006, 2, 28))),
            not_same_as=("zelutamab vedotin",),
            suffix="abcd",
            developers=(Tie("acme", date(2004, 3, 5)),),
            source=2,
        ),
    )


def test_a_ticker_is_never_searched_for(tmp_path: Path) -> None:
    path = tmp_path / "companies.jsonl"
    path.write_text(
        '{"id": "acme", "name": "Acme", "type": "company", "aliases": [{"name": "ACM", "kind": "ticker"}], '
        '"parent": [{"company": "Zeta Group", "to": "2010"}]}',
        encoding="utf-8",
    )
    assert load_companies(path) == (
        Company(
            id="acme",
            name="Acme",
            type="company",
            aliases=(Alias("Acme", "name"), Alias("ACM", "ticker", match=False)),
            parents=(Tie("Zeta Group", None, date(2010, 12, 31)),),
        ),
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "Zelutamab"}, "expected an id of lower-case letters, digits and hyphens, found 'Zelutamab'"),
        ({"name": ""}, "expected a text without outer spaces as 'name', found ''"),
        ({"type": "target"}, "unknown type 'target'; expected one of compound, antibody, combination"),
        ({"alias": []}, "unknown key 'alias'; did you mean 'aliases'?"),
        ({"aliases": [{"name": "Z", "kind": "cod"}]}, "unknown kind 'cod'; did you mean 'code'?"),
        ({"aliases": "Z"}, "expected a list of objects as 'aliases', found 'Z'"),
        (
            {"aliases": [{"name": "Z", "kind": "code", "from": "2004-13"}]},
            "expected YYYY, YYYY-MM or YYYY-MM-DD as 'from', found '2004-13'",
        ),
        (
            {"aliases": [{"name": "Z", "kind": "ticker", "match": True}]},
            "expected match to be true or false (false for a ticker), found True",
        ),
        ({"suffix": "ABCD"}, "expected four lower-case letters as suffix, found 'ABCD'"),
        ({"not_same_as": [1]}, "expected a list of texts as 'not_same_as', found [1]"),
        ({"source": 0}, "expected a whole number as source, found 0"),
    ],
)
def test_a_wrong_line_is_told_with_file_and_line(tmp_path: Path, change: dict[str, object], told: str) -> None:
    path = tmp_path / "compounds.jsonl"
    path.write_text("\n" + json.dumps(json.loads(COMPOUND_LINE) | change), encoding="utf-8")
    with pytest.raises(PatternError) as raised:
        load_compounds(path)
    assert str(raised.value) == f"compounds.jsonl, line 2: {told}"


def test_all_wrong_lines_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "compounds.jsonl"
    path.write_text(f"{COMPOUND_LINE}\n[]\n{COMPOUND_LINE}\n", encoding="utf-8")
    with pytest.raises(PatternError) as raised:
        load_compounds(path)
    assert str(raised.value) == (
        "compounds.jsonl, line 2: expected one JSON object, found list\n"
        "compounds.jsonl, line 3: id 'zelutamab' is already used in line 1"
    )


def test_an_empty_or_missing_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "compounds.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(PatternError, match=r"^compounds\.jsonl: expected at least one entry, found none$"):
        load_compounds(tmp_path / "compounds.jsonl")
    with pytest.raises(PatternError, match="expected a readable UTF-8 file"):
        load_companies(tmp_path / "companies.jsonl")


def _company(id: str, *aliases: Alias) -> Company:
    return Company(id, id.title(), "company", (Alias(id.title(), "name"), *aliases))


def test_two_entities_may_not_claim_one_name_at_the_same_time() -> None:
    with pytest.raises(PatternError, match=r"^alias 'BETA, Inc\.' of 'beta' is also a name of 'acme' for the same"):
        Registry.of((), (_company("acme", Alias("Beta Inc", "former")), _company("beta", Alias("BETA, Inc.", "legal"))))


def test_a_name_may_pass_from_one_entity_to_another() -> None:
    old = _company("acme", Alias("Gamma", "former", None, date(2003, 9, 30)))
    new = _company("beta", Alias("Gamma", "former", date(2003, 10, 1)))
    registry = Registry.of((), (old, new))
    days = (date(2003, 9, 30), date(2003, 10, 1), None)
    assert [registry.companies_named("gamma", on=day) for day in days] == [(old,), (new,), (old, new)]


def test_an_unknown_name_in_not_same_as_is_a_warning() -> None:
    registry = Registry.of((Compound("a", "amab", "antibody", (Alias("amab", "inn"),), ("bmab", "a")),))
    assert registry.warnings == ("a: not_same_as 'bmab' is neither an id nor a name of the registry",)
