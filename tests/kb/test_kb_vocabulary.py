"""Vocabularies into the registry: what is added, what is reported, and what runs make of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from nlp import resources
from nlp.cli.kb_vocabulary import import_vocabulary_command
from nlp.engine import extract
from nlp.errors import PatternError, UsageError
from nlp.kb.vocabulary import CONFLICTS, Imported, import_into, import_vocabularies
from nlp.kb.vocabulary.drug_names import canonical, is_trusted, is_usable, siblings
from nlp.kb.vocabulary.filer_titles import title_of, without_form
from nlp.registry.entities import COMPANY, COMPOUND, Alias, Company, Compound
from nlp.registry.store import Registry

ENGLISH = frozenset("water lead gold apple summit target bank of global power holding the bio".split())
HEADER = "DrugBank ID,Accession Numbers,Common name,CAS,UNII,Synonyms,Standard InChI Key"


def registry() -> Registry:
    """Invented molecules and companies, some of them kept apart."""
    inn, code, apart = "inn", "code", ("norvazanib",)
    own = Alias("Norvane, Inc.", "legal"), Alias("NRVN", "ticker", match=False)
    return Registry.of(
        [
            Compound("norvatinib", "norvatinib", "compound", (Alias("norvatinib", inn), Alias("NRV-210", code)), apart),
            Compound("tessatuzumab-vedotin", "tessatuzumab vedotin", "antibody", (Alias("tessatuzumab vedotin", inn),)),
            Compound("brelotuzumab-vedotin", "brelotuzumab vedotin", "antibody", (Alias("brelotuzumab vedotin", inn),)),
        ],
        [
            Company("norvane", "Norvane", "company", own, ("Norvane Diagnostics",)),
            Company("tessel", "Tessel Pharma", "company", (Alias("Tessel Pharma", "short"),)),
            Company("orion", "Orion", "company", (Alias("Orion Oyj", "legal"),)),
        ],
    )


def drugbank(folder: Path, *rows: tuple[str, str, str]) -> Path:
    """A file of DrugBank's vocabulary: id, common name, synonyms."""
    path = folder / "vocabulary.csv"
    lines = [f'{id},,"{name}",,,"{synonyms}",' for id, name, synonyms in rows]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def sec(folder: Path, *rows: tuple[int, str, str]) -> Path:
    """A file of the SEC's companies: number, ticker, title."""
    path = folder / "tickers.json"
    told = {str(n): {"cik_str": cik, "ticker": ticker, "title": title} for n, (cik, ticker, title) in enumerate(rows)}
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def take(*files: Path) -> Imported:
    return import_vocabularies(files, registry(), ENGLISH, frozenset({"zintolol"}))


def names(entities: tuple[Compound, ...] | tuple[Company, ...]) -> dict[str, list[str]]:
    """The names by entity; a name that is not trusted alone has an exclamation mark behind it."""
    return {
        entity.id: [alias.name + ("" if alias.match or alias.kind == "ticker" else "!") for alias in entity.aliases]
        for entity in entities
    }


# -- Drugs


def test_a_drug_that_the_registry_does_not_know_is_an_entry_of_its_own(tmp_path: Path) -> None:
    found = take(drugbank(tmp_path, ("DB90001", "Zintolol", "ZTL-77 | Zintolol | Zintololum")))
    assert found.added == ("drugbank-db90001",)
    told = ("zintolol", "inn"), ("ZTL-77", "variant"), ("Zintololum", "variant")
    assert found.compounds == (
        Compound(
            "drugbank-db90001",
            "zintolol",
            "compound",
            tuple(Alias(*name, vocabulary="drugbank") for name in told),
            note="DrugBank DB90001",
        ),
    )
    assert (found.extended, found.conflicts, found.unused) == ((), (), 0)


def test_a_drug_of_the_registry_gets_the_names_that_it_lacks(tmp_path: Path) -> None:
    found = take(drugbank(tmp_path, ("DB90002", "Norvatinib", "NRV210 | Norvatinibum | norvatinib mesylate")))
    assert (found.added, found.extended) == ((), ("norvatinib",))
    assert names(found.compounds) == {"norvatinib": ["Norvatinibum"]}


@pytest.mark.parametrize(
    ("rows", "left_out", "entity", "reason"),
    [
        (
            [("DB1", "Tessatuzumab vedotin", "Brelotuzumab vedotin")],
            ("Tessatuzumab vedotin", "Brelotuzumab vedotin"),
            "tessatuzumab-vedotin",
            "its names are those of 2 entries of the registry",
        ),
        ([("DB1", "Zintolol", "NRV-210")], ("NRV-210",), "norvatinib", "only a synonym is a name of norvatinib"),
        ([("DB1", "Norvatinib acetate", "")], ("Norvatinib acetate",), "norvatinib", "a form of Norvatinib"),
        ([("DB1", "Zintolol", ""), ("DB2", "zintolol", "")], ("zintolol",), None, "DB1 has the same name"),
        ([("DB1", "Zintolol", ""), ("DB2", "Zintolol sodium", "")], ("Zintolol sodium",), None, "which is DB1"),
    ],
    ids=["two entries", "only a synonym", "a salt of ours", "one name twice", "a salt of another row"],
)
def test_a_row_that_would_merge_what_is_apart_is_reported_and_not_loaded(
    tmp_path: Path, rows: list[tuple[str, str, str]], left_out: tuple[str, ...], entity: str | None, reason: str
) -> None:
    found = take(drugbank(tmp_path, *rows))
    [conflict] = found.conflicts
    assert (conflict.file, conflict.line, conflict.entry) == ("vocabulary.csv", len(rows) + 1, rows[-1][0])
    assert (conflict.names, conflict.whole, conflict.entity) == (left_out, True, entity)
    assert reason in conflict.reason
    assert found.added == tuple(f"drugbank-{id.lower()}" for id, _, _ in rows[:-1])
    assert found.extended == ()


@pytest.mark.parametrize(
    ("rows", "left_out", "reason"),
    [
        ([("DB1", "Norvatinib", "Norvazanib")], ("Norvazanib",), "the registry keeps it apart from norvatinib"),
        ([("DB1", "Tessatuzumab vedotin", "Tessatuzumab")], ("Tessatuzumab",), "an antibody is not its conjugate"),
        (
            [("DB1", "Zelotuzumab", "Zelotuzumab emtansine")],
            ("Zelotuzumab emtansine",),
            "an antibody is not its conjugate",
        ),
        ([("DB1", "Zelotuzumab vedotin", "Zelotuzumab-DM1")], ("Zelotuzumab-DM1",), "they carry different payloads"),
        ([("DB1", "Zelotuzumab", "Zelotuzumab-abcd")], ("Zelotuzumab-abcd",), "may be a biosimilar"),
        ([("DB1", "Zelotuzumab", "Karimotumab")], ("Karimotumab",), "two names of antibodies that are not alike"),
        ([("DB1", "Zintolol", "ZTL-7"), ("DB2", "Karmidone", "ZTL 7")], ("ZTL-7", "ZTL 7"), "as well"),
        ([("DB1", "Zintolol", "Zintolol and karmidone")], ("Zintolol and karmidone",), "a combination is not its part"),
        (
            [("DB1", "Neurotoxin type A", "Neurotoxin A | OnaneurotoxinA | PraneurotoxinA")],
            ("OnaneurotoxinA", "PraneurotoxinA"),
            "one of several products of a class",
        ),
    ],
    ids=["kept apart", "naked antibody", "conjugate", "payloads", "suffix", "antibodies", "shared", "parts", "class"],
)
def test_a_name_of_another_molecule_is_left_out_and_the_rest_loaded(
    tmp_path: Path, rows: list[tuple[str, str, str]], left_out: tuple[str, ...], reason: str
) -> None:
    found = take(drugbank(tmp_path, *rows))
    assert tuple(name for conflict in found.conflicts for name in conflict.names) == left_out
    assert all(reason in conflict.reason and not conflict.whole for conflict in found.conflicts)
    loaded = {alias.name for entity in found.compounds for alias in entity.aliases}
    assert loaded.isdisjoint(left_out)
    ours = registry()
    assert len(found.added) == sum(not ours.hits(name, COMPOUND) for _, name, _ in rows)


def test_short_names_and_words_of_the_language_are_not_trusted_alone(tmp_path: Path) -> None:
    found = take(drugbank(tmp_path, ("DB1", "Water", "H2O | Aquazone"), ("DB2", "Gold", ""), ("DB3", "ZT-1", "")))
    assert names(found.compounds) == {
        "drugbank-db1": ["Water!", "H2O!", "Aquazone"],
        "drugbank-db2": ["Gold!"],
        "drugbank-db3": ["ZT-1!"],
    }


def test_systematic_names_of_chemistry_are_no_names(tmp_path: Path) -> None:
    rows = (
        ("DB1", "N-(2-Aminoethyl)-3-{[4]}-benzamide", ""),
        ("DB2", "Zintolol", "2,4-Dichlorobenzyl | Chimeric antibody"),
    )
    found = take(drugbank(tmp_path, *rows))
    assert (found.unused, names(found.compounds)) == (1, {"drugbank-db2": ["zintolol"]})


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("pembrolizumab", True),
        ("ABC-123", True),
        ("T-DM1", True),
        ("insulin glargine", True),
        ("4-(2-aminoethyl)phenol", False),
        ("monoclonal antibody ABC-1", False),
        ("7", False),
        ("x" * 41, False),
    ],
)
def test_names_that_a_release_may_use(name: str, usable: bool) -> None:
    assert is_usable(name) is usable


@pytest.mark.parametrize(
    ("name", "trusted"),
    [
        ("zintolol", True),
        ("ZTL-77", True),
        ("lead", False),
        ("Gold lead", False),
        ("Gold zintolol", True),
        ("ZT-1", False),
    ],
)
def test_names_that_say_alone_who_is_meant(name: str, trusted: bool) -> None:
    assert is_trusted(name, ENGLISH) is trusted


def test_generic_names_are_written_small_and_others_as_they_are() -> None:
    generics = frozenset({"zintolol"})
    told = ["Zintolol", "Zelotuzumab", "Posidrex", "ZTL-7", "Extract of Apple"]
    assert [canonical(name, generics) for name in told] == [
        "zintolol",
        "zelotuzumab",
        "Posidrex",
        "ZTL-7",
        "Extract of Apple",
    ]


def test_spellings_of_one_name_are_no_class_of_products() -> None:
    assert siblings(["Cyclozintomide", "Ciclozintomida", "Cyclozintomidum"]) == frozenset()


# -- Companies


def test_a_new_company_is_known_by_its_full_and_short_name_and_its_tickers(tmp_path: Path) -> None:
    found = take(sec(tmp_path, (77, "KRMD", "KARMIDON BIO INC /DE/"), (77, "KRMDW", "KARMIDON BIO INC /DE/")))
    told = ("Karmidon Bio Inc", "legal"), ("Karmidon Bio", "short")
    tickers = tuple(Alias(ticker, "ticker", match=False, vocabulary="sec") for ticker in ("KRMD", "KRMDW"))
    assert found.companies == (
        Company(
            "sec-77",
            "Karmidon Bio Inc",
            "company",
            (*(Alias(*name, vocabulary="sec") for name in told), *tickers),
            note="SEC CIK 77",
        ),
    )
    assert (found.added, found.extended, found.conflicts) == (("sec-77",), (), ())


@pytest.mark.parametrize(
    ("row", "loaded"),
    [
        ((1, "NRVN", "NORVANE, INC."), {}),
        ((1, "NRVN", "Norvane Corp"), {"norvane": ["Norvane Corp"]}),
        ((2, "TSSL", "TESSEL PHARMA INC"), {"tessel": ["Tessel Pharma Inc", "TSSL"]}),
    ],
    ids=["known already", "by its ticker", "the only one called so"],
)
def test_a_company_of_the_registry_gets_the_names_that_it_lacks(
    tmp_path: Path, row: tuple[int, str, str], loaded: dict[str, list[str]]
) -> None:
    found = take(sec(tmp_path, row))
    assert (names(found.companies), found.added, found.conflicts) == (loaded, (), ())


@pytest.mark.parametrize(
    ("row", "entity", "reason"),
    [
        ((1, "OTHR", "Norvane, Inc."), "norvane", "its name is that of norvane, its tickers OTHR are not"),
        ((2, "ORN", "Orion Group Holdings Inc"), "orion", "without its legal form it reads like orion"),
        ((3, "NDX", "Norvane Diagnostics"), "norvane", "the registry keeps it apart from norvane"),
    ],
    ids=["another ticker", "another legal form", "kept apart"],
)
def test_a_company_that_only_looks_like_ours_is_reported_and_not_loaded(
    tmp_path: Path, row: tuple[int, str, str], entity: str, reason: str
) -> None:
    found = take(sec(tmp_path, row))
    [conflict] = found.conflicts
    assert (conflict.file, conflict.line, conflict.entry, conflict.whole) == ("tickers.json", 1, str(row[0]), True)
    assert (conflict.entity, reason in conflict.reason, found.companies) == (entity, True, ())


def test_a_ticker_that_ours_had_stays_ours_and_the_company_is_loaded_without_it(tmp_path: Path) -> None:
    found = take(sec(tmp_path, (9, "NRVN", "Karmidon Power Corp")))
    [conflict] = found.conflicts
    assert (conflict.names, conflict.whole, conflict.entity) == (("NRVN",), False, "norvane")
    assert names(found.companies) == {"sec-9": ["Karmidon Power Corp", "Karmidon Power"]}


def test_a_short_name_that_others_share_or_begin_with_is_none(tmp_path: Path) -> None:
    rows = (
        (1, "VTX", "Vertane, Inc."),
        (2, "VTXP", "Vertane Pharmaceuticals Inc"),
        (3, "TGT", "TARGET CORP"),
        (4, "TOR", "Torone Corp"),
        (5, "TORR", "Torone Ltd"),
    )
    assert names(take(sec(tmp_path, *rows)).companies) == {
        "sec-1": ["Vertane, Inc.", "VTX"],
        "sec-2": ["Vertane Pharmaceuticals Inc", "Vertane Pharmaceuticals", "VTXP"],
        "sec-3": ["Target Corp", "TGT"],
        "sec-4": ["Torone Corp", "TOR"],
        "sec-5": ["Torone Ltd", "TORR"],
    }


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("NORVANE CORP", "Norvane Corp"),
        ("BANK OF NORVANE /DE/", "Bank of Norvane"),
        ("NORVANE PHARMA INC / MA", "Norvane Pharma Inc"),
        ("GXYZ NV", "GXYZ NV"),
        ("NORVANE PLC", "Norvane PLC"),
        ("Norvane plc", "Norvane plc"),
        ("NORVANE & CO", "Norvane & Co"),
        ("INNORVA Inc", "Innorva Inc"),
        ("J.B. NORVANE A.G.", "J.B. Norvane A.G."),
    ],
)
def test_titles_are_written_as_a_text_would(title: str, written: str) -> None:
    assert title_of(title, ENGLISH) == written


def test_a_legal_form_that_is_part_of_the_name_stays() -> None:
    assert [without_form(t) for t in ("Norvane, Inc.", "Norvane & Co.", "Holding")] == [
        "Norvane",
        "Norvane & Co.",
        "Holding",
    ]


# -- Files


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", r"expected DrugBank's vocabulary .* or the SEC's .*, found a file that begins 'a,b"),
        ("{", r"expected the SEC's company_tickers.json, found broken JSON"),
        (
            '{"0": {"cik_str": "x", "ticker": "A", "title": "B"}}',
            r"entry '0': expected the SEC's .*\(cik_str, ticker, title",
        ),
        (f"{HEADER}\n,,,,,,\n", r"line 2: expected a DrugBank id and a name, found '' and ''"),
        ("", r"found a file that begins ''"),
    ],
    ids=["other columns", "broken JSON", "other values", "an empty row", "nothing"],
)
def test_a_file_that_is_no_vocabulary_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(UsageError, match=message):
        take(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none.csv: expected a vocabulary in UTF-8, found: .*No such file"):
        take(tmp_path / "none.csv")


def test_a_byte_order_mark_and_quoted_commas_are_read(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes(
        b"\xef\xbb\xbf" + f'{HEADER}\r\nDB1,,"Zintolol",,,"Zintolol | ""ZTL"" x, y | ZTL-77",\r\n'.encode()
    )
    assert names(take(path).compounds) == {"drugbank-db1": ["zintolol", "ZTL-77"]}


# -- The folder that runs use


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in patterns with an import of a few rows."""
    base = tmp_path_factory.mktemp("vocabulary")
    rows = (
        ("DB1", "Zelotuzumab", "ZLT-44 | Zelotuzumab-abcd"),
        ("DB2", "Water", "Aqua"),
        ("DB3", "Brentuximab vedotin", "SGN-30 | Brentuximabum vedotinum"),
    )
    import_into([drugbank(base, *rows), sec(base, (77, "KRMD", "KARMIDON BIO INC"))], base / "patterns")
    return base / "patterns"


RELEASE = """Karmidon Bio, Inc. Reports Progress

CAMBRIDGE, Mass., March 4, 2024 -- Karmidon Bio, Inc. today announced that the first patient has been dosed in a
Phase 2 trial of ZLT-44 in patients with ovarian cancer. Patients drank water. Zelotuzumab was well tolerated.
"""


def test_a_run_knows_by_an_imported_name_who_is_meant(folder: Path, tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text(RELEASE)
    lines = {}
    for name, patterns in (("ours", None), ("imported", folder)):
        extract([release], tmp_path / name, patterns=patterns, jobs=1)
        lines[name] = json.loads((tmp_path / name / "documents.jsonl").read_text())
    assert [(c["id"], sorted(c["texts"])) for c in lines["imported"]["compounds"]] == [
        ("drugbank-db1", ["ZLT-44", "Zelotuzumab"])
    ]
    found = {text for cluster in lines["imported"]["compounds"] for text in cluster["texts"]}
    assert found == {text for cluster in lines["ours"]["compounds"] for text in cluster["texts"]}
    assert {cluster["id"] for cluster in lines["ours"]["compounds"]} == {None}


def test_imported_names_are_not_searched_for_and_have_no_near_spellings(folder: Path) -> None:
    from nlp.registry.candidates import candidates

    ours, more = resources.load().registry, resources.load(folder).registry
    assert list(more.iter_aliases()) == list(ours.iter_aliases())
    assert [c.id for c in candidates("zelotuzumab", more, label=COMPOUND)] == ["drugbank-db1"]
    assert candidates("zelotuzunab", more, label=COMPOUND) == []
    assert [(c.id, c.score) for c in candidates("water", more, label=COMPOUND)] == [("drugbank-db2", 0.6)]
    assert [hit.id for hit in more.hits("Karmidon Bio", COMPANY)] == ["sec-77"]
    assert [company.id for company in more.companies_by_ticker("KRMD", on=date(2024, 1, 1))] == ["sec-77"]


def test_names_that_the_registry_keeps_apart_stay_apart_after_an_import(folder: Path) -> None:
    more = resources.load(folder).registry
    assert [hit.id for hit in more.hits("SGN-30", COMPOUND)] == []
    assert [hit.id for hit in more.hits("Brentuximabum vedotinum", COMPOUND)] == ["brentuximab-vedotin"]
    told = json.loads((folder / CONFLICTS).read_text())
    assert [(c["entry"], c["names"], c["left_out"], c["registry"]) for c in told if c["entry"] == "DB3"] == [
        ("DB3", ["SGN-30"], "names", "brentuximab-vedotin")
    ]


def test_the_folder_has_all_patterns_and_the_import_is_the_same_each_time(folder: Path, tmp_path: Path) -> None:
    added = {"compounds.imported.jsonl", "companies.imported.jsonl", CONFLICTS}
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    built_in = resources.read_files(resources.default_folder())
    assert set(files) == set(built_in) | added
    assert {name: data.decode() for name, data in files.items() if name not in added} == built_in
    again = tmp_path / "again"
    sources = [folder.parent / "vocabulary.csv", folder.parent / "tickers.json"]
    for _ in range(2):  # the second time into the folder that the first has made
        import_into(sources, again)
        assert {
            path.relative_to(again).as_posix(): path.read_bytes() for path in again.rglob("*") if path.is_file()
        } == files


def test_a_new_import_takes_the_place_of_the_old_one(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "patterns"
    found = import_into([drugbank(tmp_path, ("DB4", "Zintolol", ""))], out, folder)
    assert found.added == ("drugbank-db4",)
    assert not (out / "companies.imported.jsonl").exists()
    assert len((out / "compounds.imported.jsonl").read_text().splitlines()) == 1


def test_the_built_in_patterns_and_folders_with_other_things_are_left_alone(folder: Path, tmp_path: Path) -> None:
    file = drugbank(tmp_path, ("DB1", "Zintolol", ""))
    with pytest.raises(UsageError, match=r"found the built-in patterns at"):
        import_into([file], resources.default_folder())
    with pytest.raises(UsageError, match=r"found other files at"):
        import_into([file], tmp_path)
    with pytest.raises(UsageError, match=r"found other patterns at"):
        import_into([file], folder, resources.default_folder())
    with pytest.raises(PatternError, match=r"no pattern folder"):
        import_into([file], tmp_path / "new", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vocabulary.csv"]


def test_the_verb_says_what_was_loaded_and_what_was_not(tmp_path: Path) -> None:
    file = drugbank(tmp_path, ("DB1", "Zelotuzumab", "Huzelo"), ("DB2", "Zelotuzumab sodium", ""), ("DB3", "[4]", ""))
    app = typer.Typer()
    app.command()(import_vocabulary_command)
    ran = CliRunner().invoke(app, [str(file), "-o", str(tmp_path / "mine")])
    assert ran.exit_code == 0, ran.output
    assert "1 entries added, 0 extended; 1 conflicts not loaded" in ran.output
    assert "1 rows without a name" in ran.output


def test_the_real_files_contradict_no_identity_that_the_registry_has(shared: Path, tmp_path: Path) -> None:
    vocabularies = sorted((shared / "vocab").glob("*.csv")) + sorted((shared / "vocab").glob("*.json"))
    ours = resources.load().registry
    found = import_into(vocabularies, tmp_path / "patterns")
    more = resources.load(tmp_path / "patterns").registry
    for label, entities in ((COMPOUND, ours.compounds), (COMPANY, ours.companies)):
        for entity in entities.values():
            for alias in entity.aliases:
                if alias.kind != "ticker":
                    assert [h.id for h in more.hits(alias.name, label)] == [h.id for h in ours.hits(alias.name, label)]
            for key in ours.apart(entity.id, label):
                assert entity.id not in {hit.id for hit in more.hits(key, label)}
    assert len(found.added) > 20_000
    assert len(found.extended) > 100
    assert {"DB11731", "DB05773"} <= {conflict.entry for conflict in found.conflicts}
